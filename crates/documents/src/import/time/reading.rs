//! Adds up the tokens of a cell to a start, an end and how sure they are.

use chrono::NaiveTime;

use super::tokens::{Clock, Half, Token};
use super::{Certainty, ParsedTime, runs_past_midnight};

/// What a cell's tokens add up to.
#[derive(Default)]
pub(super) struct Reading {
    clocks: Vec<Clock>,
    /// Index of the clock that ends the stretch.
    end: Option<usize>,
    certainty: Certainty,
    /// The cell says more than its first start and end do.
    has_more: bool,
    is_all_day: bool,
}

impl Reading {
    pub(super) fn of(tokens: &[Token]) -> Reading {
        let mut reading = Reading::default();
        let mut joined_by = None;
        for token in tokens {
            match token {
                Token::Clock(clock) => reading.push(*clock, joined_by.take()),
                Token::Noon => reading.push_noon(joined_by.take()),
                Token::Midnight => {
                    let clock = Clock {
                        hour: 24,
                        minute: 0,
                        second: 0,
                        half: None,
                        has_sign: true,
                    };
                    reading.push(clock, joined_by.take());
                }
                Token::Half(half) | Token::PartOfDay(half) => reading.put_half(*half),
                Token::Dash | Token::Until | Token::At | Token::Or => joined_by = Some(*token),
                Token::About => {
                    reading.certainty = reading.certainty.at_least(Certainty::Tentative)
                }
                Token::Open => reading.certainty = Certainty::ToBeConfirmed,
                Token::AllDay => (reading.has_more, reading.is_all_day) = (true, true),
                Token::Unit | Token::Filler => {}
                Token::Other => reading.has_more = true,
            }
        }
        reading
    }

    /// Adds a clock: an end after a dash, an alternative after "or".
    fn push(&mut self, clock: Clock, joined_by: Option<Token>) {
        let index = self.clocks.len();
        let ends = match joined_by {
            Some(Token::Dash | Token::Until) => true,
            Some(Token::At) => index > 0,
            _ => false,
        };
        if ends && self.end.is_none() {
            self.end = Some(index);
        } else if index > 0 {
            self.has_more = true;
            if joined_by == Some(Token::Or) {
                self.certainty = self.certainty.at_least(Certainty::Tentative);
            }
        }
        self.clocks.push(clock);
    }

    /// "12 noon" is one time.
    fn push_noon(&mut self, joined_by: Option<Token>) {
        match self.clocks.last_mut() {
            Some(last) if last.hour == 12 && joined_by.is_none() => last.has_sign = true,
            _ => self.push(
                Clock {
                    hour: 12,
                    minute: 0,
                    second: 0,
                    half: None,
                    has_sign: true,
                },
                joined_by,
            ),
        }
    }

    /// "8 Uhr abends"; without a clock a part of the day is worth keeping as it is.
    fn put_half(&mut self, half: Half) {
        match self.clocks.last_mut() {
            Some(last) => last.half = last.half.or(Some(half).filter(|_| last.hour <= 12)),
            None => {
                self.has_more = true;
                self.certainty = self.certainty.at_least(Certainty::Tentative);
            }
        }
    }

    pub(super) fn finish(mut self, text: &str) -> ParsedTime {
        self.spread_halves();
        let start_clock = if self.end == Some(0) {
            None
        } else {
            self.clocks.first()
        };
        let end_clock = self.end.and_then(|index| self.clocks.get(index));
        let (start, end) = (start_clock.and_then(to_time), end_clock.and_then(to_time));
        let ends_next_day = match (start, end) {
            (Some(start), Some(end)) => runs_past_midnight(start, end),
            (None, Some(end)) => end == NaiveTime::MIN,
            _ => false,
        };
        let is_midnight_start = start_clock.is_some_and(|clock| clock.hour == 24);
        let certainty = if is_midnight_start {
            self.certainty.at_least(Certainty::Tentative)
        } else {
            self.certainty
        };
        let is_about_time =
            !self.clocks.is_empty() || self.is_all_day || certainty != Certainty::Fixed;
        let keeps_words = is_about_time && (self.has_more || is_midnight_start);
        ParsedTime {
            start,
            end,
            ends_next_day,
            certainty,
            remark: keeps_words.then(|| text.to_owned()),
        }
    }

    /// Gives clocks without a half of the day the one of the clock after them: `5:00 or 5:30 PM`.
    /// `11–1 PM` would then end before it begins, so its 11 is in the morning.
    fn spread_halves(&mut self) {
        for index in (0..self.clocks.len().saturating_sub(1)).rev() {
            let next = self.clocks[index + 1];
            let clock = &mut self.clocks[index];
            if clock.half.is_some() || clock.hour > 12 || next.half.is_none() {
                continue;
            }
            clock.half = next.half;
            if next.half == Some(Half::Pm) && to_time(clock) > to_time(&next) {
                clock.half = Some(Half::Am);
            }
        }
    }
}

fn to_time(clock: &Clock) -> Option<NaiveTime> {
    let Clock {
        hour,
        minute,
        second,
        half,
        has_sign: _,
    } = *clock;
    let hour = match half {
        Some(Half::Am) if hour == 12 => 0,
        Some(Half::Pm) if hour < 12 => hour + 12,
        _ => hour % 24,
    };
    NaiveTime::from_hms_opt(hour, minute, second)
}
