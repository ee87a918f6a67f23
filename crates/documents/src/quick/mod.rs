//! One line that says a programme item: "tue 15 lunch courthouse all".
//!
//! Days, times, kinds and "everybody" are recognised by the words that imported lists are read with, in the same seven
//! languages. Nothing is guessed that the person does not see: what was understood is shown before it is saved, and
//! what was not stays in the title as it was typed.

mod place;
mod when;

use chrono::{NaiveDate, NaiveTime};

use crate::import::everyone::EVERYONE_WORDS_MAX;
use crate::import::words::fold;
use crate::import::{Certainty, is_everyone, item_kind_of_title};
pub use place::QuickPlace;
use place::take_place;
use when::take_when;

/// How many words of a line are read; nobody types more for one item.
const WORDS_MAX: usize = 60;

/// What is known where a line is typed.
#[derive(Debug, Clone, Default)]
pub struct QuickContext<'a> {
    /// Today in the zone of the programme, for "tomorrow".
    pub today: NaiveDate,
    /// The visit's first day, if it has one.
    pub first_day: Option<NaiveDate>,
    /// The visit's last day, if it has one.
    pub last_day: Option<NaiveDate>,
    /// The names of the places that are known.
    pub venues: Vec<&'a str>,
    /// The sub-groups in use.
    pub tracks: Vec<&'a str>,
}

/// An item as far as a line says it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QuickItem {
    /// What it is, never empty.
    pub title: String,
    /// A word of the field `programme_item.kind`, by what the title names.
    pub kind: Option<&'static str>,
    /// On which day.
    pub day: Option<NaiveDate>,
    /// From when, on the clocks of the programme.
    pub start: Option<NaiveTime>,
    /// Until when; on the next day where it is earlier than the start.
    pub end: Option<NaiveTime>,
    /// How sure the line is of its times.
    pub certainty: Certainty,
    /// Where.
    pub place: Option<QuickPlace>,
    /// The sub-group it is for; without one it is for everybody.
    pub track: Option<String>,
}

/// Reads a line; nothing where it leaves no title.
pub fn read_line(line: &str, context: &QuickContext<'_>) -> Option<QuickItem> {
    let mut words: Vec<&str> = line.split_whitespace().take(WORDS_MAX).collect();
    let (day, time) = take_when(&mut words, context);
    let track = take_for_whom(&mut words, &context.tracks);
    let place = take_place(&mut words, &context.venues);
    let title = titled(&words.join(" "))?;
    let time = time.unwrap_or_default();
    Some(QuickItem {
        kind: item_kind_of_title(&title),
        title,
        day,
        start: time.start,
        end: time.end,
        certainty: time.certainty,
        place,
        track,
    })
}

/// Takes "all", or the name of a sub-group, off the end. A line of nothing else keeps it as its title.
fn take_for_whom(words: &mut Vec<&str>, tracks: &[&str]) -> Option<String> {
    let longest = words.len().saturating_sub(1).min(EVERYONE_WORDS_MAX);
    for count in (1..=longest).rev() {
        let from = words.len() - count;
        let said = words[from..].join(" ");
        let track = tracks.iter().find(|track| fold(track) == fold(&said));
        if track.is_some() || is_everyone(&said) {
            words.truncate(from);
            return track.map(|track| (*track).to_owned());
        }
    }
    None
}

/// What is left, as a title: without stray signs at its ends, beginning with a capital.
fn titled(text: &str) -> Option<String> {
    let is_stray = |letter: char| matches!(letter, ',' | ';' | ':' | '-' | '–' | '—' | ' ');
    let text = text.trim_matches(is_stray);
    let mut letters = text.chars();
    let first = letters.next()?;
    Some(first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A visit from Monday 12 to Sunday 18 October 2026, looked at on its Wednesday.
    fn context() -> QuickContext<'static> {
        QuickContext {
            today: day("2026-10-14"),
            first_day: Some(day("2026-10-12")),
            last_day: Some(day("2026-10-18")),
            venues: vec![
                "Arlington Courthouse",
                "Fire Station 10",
                "Ратуша",
                "Lunch Box Café",
            ],
            tracks: vec!["Rescue divers", "Libraries"],
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Day of the month, times, kind, title, place and group in one line.
    fn short(line: &str) -> String {
        let Some(item) = read_line(line, &context()) else {
            return "nothing".to_owned();
        };
        let time = |time: Option<NaiveTime>| {
            time.map_or(String::new(), |time| time.format("%H:%M").to_string())
        };
        let day = item
            .day
            .map_or("-".to_owned(), |day| day.format("%-d.%-m.").to_string());
        let kind = item.kind.unwrap_or("-");
        let place = item
            .place
            .map_or(String::new(), |place| format!(" @{}", place.name));
        let track = item
            .track
            .map_or(String::new(), |track| format!(" for {track}"));
        let (start, end) = (time(item.start), time(item.end));
        format!("{day} {start}-{end} {kind} “{}”{place}{track}", item.title)
    }

    #[test]
    fn lines_read_as_people_type_them() {
        let cases = [
            (
                "tue 15 lunch courthouse all",
                "13.10. 15:00- meal “Lunch” @Arlington Courthouse",
            ),
            (
                "15:30–17 tour of the station",
                "- 15:30-17:00 site_visit “Tour of the station” @Fire Station 10",
            ),
            ("tomorrow noon lunch", "15.10. 12:00- meal “Lunch”"),
            (
                "Lunch at the courthouse tomorrow at noon",
                "15.10. 12:00- meal “Lunch” @Arlington Courthouse",
            ),
            ("thu 15 reception", "15.10. - reception “Reception”"),
            (
                "thu 15 18:00-20:00 reception",
                "15.10. 18:00-20:00 reception “Reception”",
            ),
            ("thu 15 18 reception", "15.10. 18:00- reception “Reception”"),
            (
                "Fri 9-11 am training rescue divers",
                "16.10. 09:00-11:00 training “Training” for Rescue divers",
            ),
            (
                "day 2 from 3 to 4 pm meeting",
                "13.10. 15:00-16:00 bilateral “Meeting”",
            ),
            ("16 oct 19:30 concert", "16.10. 19:30- cultural “Concert”"),
            ("16.10. 19.30 concert", "16.10. 19:30- cultural “Concert”"),
            ("9.10 coffee", "- 09:10- meal “Coffee”"),
            ("2026-10-17 departure", "17.10. - departure “Departure”"),
            ("sat 22-1 party", "17.10. 22:00-01:00 - “Party”"),
            ("вт 15 обід ратуша усі", "13.10. 15:00- meal “Обід” @Ратуша"),
            (
                "завтра о 9:30 зустріч з мером",
                "15.10. 09:30- bilateral “Зустріч з мером”",
            ),
            (
                "Dienstag 12 Uhr Mittagessen alle",
                "13.10. 12:00- meal “Mittagessen”",
            ),
            (
                "demain 10h30 visite de courtoisie",
                "15.10. 10:30- courtesy_call “Visite de courtoisie”",
            ),
            (
                "mañana 14:00 almuerzo todos",
                "15.10. 14:00- meal “Almuerzo”",
            ),
            ("vrijdag 19.00 uur diner", "16.10. 19:00- meal “Diner”"),
            ("lunch @ Joe’s Diner", "- - meal “Lunch” @Joe’s Diner"),
            (
                "lunch @courthouse",
                "- - meal “Lunch” @Arlington Courthouse",
            ),
            ("12 delegates arrive", "- - arrival “12 delegates arrive”"),
            ("We meet the mayor", "- - - “We meet the mayor”"),
            ("Lunch with Sam", "- - meal “Lunch with Sam”"),
            ("budget 2027 review", "- - - “Budget 2027 review”"),
            ("group lunch", "- - meal “Group lunch”"),
            ("all", "- - - “All”"),
            ("tue 15", "nothing"),
            ("  ", "nothing"),
        ];
        for (line, expected) in cases {
            assert_eq!(short(line), expected, "{line:?}");
        }
    }

    #[test]
    fn a_number_after_a_weekday_is_the_day_where_the_visit_has_it_and_the_hour_elsewhere() {
        assert_eq!(short("tue 13 lunch"), "13.10. - meal “Lunch”");
        assert_eq!(short("wed 13 lunch"), "14.10. 13:00- meal “Lunch”");
    }

    #[test]
    fn a_weekday_of_a_visit_without_dates_is_the_next_one() {
        let context = QuickContext {
            today: day("2026-10-14"),
            ..QuickContext::default()
        };
        let on = |line| read_line(line, &context).and_then(|item| item.day);
        assert_eq!(on("tue 15 lunch"), Some(day("2026-10-20")));
        assert_eq!(on("wednesday lunch"), Some(day("2026-10-14")));
        assert_eq!(on("3 nov lunch"), Some(day("2026-11-03")));
    }

    #[test]
    fn about_is_remembered() {
        let item = read_line("tue about 15:00 lunch", &context()).unwrap();
        assert_eq!(item.certainty, Certainty::Tentative);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_harm(line in "\\PC{0,80}") {
            if let Some(item) = read_line(&line, &context()) {
                prop_assert!(!item.title.trim().is_empty());
            }
        }

        #[test]
        fn any_day_and_time_of_the_visit_is_understood(
            after in 0_u64..7, hour in 0_u32..24, quarter in 0_u32..4,
            title in "(Lunch|Wreath at the pier|Обід|Führung)",
        ) {
            let date = day("2026-10-12") + chrono::Days::new(after);
            let start = NaiveTime::from_hms_opt(hour, quarter * 15, 0).unwrap();
            for written in [date.format("%a").to_string(), date.format("%A").to_string(),
                            date.format("%-d %b").to_string(), date.to_string()] {
                let line = format!("{written} {} {title}", start.format("%H:%M"));
                let item = read_line(&line, &context()).unwrap();
                prop_assert_eq!((item.day, item.start, &item.title), (Some(date), Some(start), &title));
            }
        }
    }
}
