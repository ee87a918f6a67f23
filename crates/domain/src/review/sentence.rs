//! A finding as an English sentence, for the command line and logs. The window words the same [`Reason`] from its
//! message catalogue.

use chrono::{NaiveDate, NaiveTime};

use super::finding::{Finding, Scope};
use super::reason::{ClockRef, Doubt, ItemRef, Overlap, PersonRef, Reason, StayRef};
use super::thresholds::ASSUMED_LENGTH_MINUTES;
use crate::Id;
use crate::kinds::{ParticipationStatus, ProgrammeItem};
use crate::values::{Slot, Zone};

/// How many people a sentence names before it counts the rest.
const NAMES_MAX: usize = 4;

impl Finding {
    /// The finding in a sentence that stands alone: it begins with the item that it is about.
    pub fn sentence(&self) -> String {
        match self.reason.item_refs().first() {
            Some(item) if self.code().scope() == Scope::Items => {
                format!("{}: {}", heading(item), self.sentence_at(item.id))
            }
            _ => said(&self.reason, None),
        }
    }

    /// The finding in a sentence as it is read beside `item`, which it does not name again.
    pub fn sentence_at(&self, item: Id<ProgrammeItem>) -> String {
        said(&self.reason, Some(item))
    }
}

fn said(reason: &Reason, at: Option<Id<ProgrammeItem>>) -> String {
    match reason {
        Reason::PersonInTwoPlaces { people, overlap } => {
            let (names, are) = (names(people), is_or_are(people.len()));
            format!(
                "{names} {are} also at {}.{}",
                other(overlap, at),
                doubtful(overlap.doubt)
            )
        }
        Reason::InterpreterInTwoPlaces {
            interpreters,
            overlap,
        } => {
            let (names, are, s) = (
                names(interpreters),
                is_or_are(interpreters.len()),
                third_person(interpreters.len()),
            );
            let (other, doubt) = (other(overlap, at), doubtful(overlap.doubt));
            format!("{names}, who interpret{s}, {are} also at {other}.{doubt}")
        }
        Reason::DriverInTwoPlaces { drivers, overlap } => {
            let (names, are, s) = (
                names(drivers),
                is_or_are(drivers.len()),
                third_person(drivers.len()),
            );
            let (other, doubt) = (other(overlap, at), doubtful(overlap.doubt));
            format!("{names}, who drive{s}, {are} also at {other}.{doubt}")
        }
        Reason::VehicleBookedTwice { vehicle, overlap } => {
            let (other, doubt) = (other(overlap, at), doubtful(overlap.doubt));
            format!(
                "{} is also booked for {other}.{doubt}",
                named(vehicle, "the vehicle")
            )
        }
        Reason::NoTravelTime {
            people,
            from,
            to,
            gap_minutes,
            needed_minutes,
            distance_km,
            doubt,
        } => {
            let way = match at {
                Some(id) if id == from.id => format!("to {}", there(to, from)),
                _ => format!("from {}", there(from, to)),
            };
            let distance = distance_km.map_or_else(String::new, |km| {
                format!(" for {km:.1} km as the crow flies")
            });
            let (names, have) = (
                names(people),
                if people.len() == 1 { "has" } else { "have" },
            );
            let doubt = doubtful(*doubt);
            format!(
                "{names} {have} {gap_minutes} min {way}; about {needed_minutes} min are needed{distance}.{doubt}"
            )
        }
        Reason::DuplicateItem { .. } => {
            "It is in the programme twice, at the same time and for the same people.".into()
        }
        Reason::OutsideOwnStay { stays, .. } => outside_own_stay(stays),
        Reason::EndsBeforeStart { item } => format!(
            "It ends at {}, which is not after its start at {}.",
            item.slot.end.map_or_else(String::new, clock),
            item.slot.start.map_or_else(String::new, clock),
        ),
        Reason::OutsideVisit {
            item,
            starts_on,
            ends_on,
        } => {
            let days = match (starts_on, ends_on) {
                (Some(first), Some(last)) => format!("from {} to {}", date(*first), date(*last)),
                (Some(first), None) => format!("from {} on", date(*first)),
                (None, Some(last)) => format!("until {}", date(*last)),
                (None, None) => "without days".into(),
            };
            format!(
                "{} is not within the visit, which is {days}.",
                day_of(&item.slot)
            )
        }
        Reason::PastDate { item, starts_on } => {
            let (day, first) = (day_of(&item.slot), date(*starts_on));
            format!("{day} is past, and the visit begins on {first}. Is the year right?")
        }
        Reason::ClockChange {
            clocks,
            before_minutes,
            after_minutes,
            ..
        } => clock_change(clocks, before_minutes.zip(*after_minutes)),
        Reason::UnusualDifference {
            day,
            minutes,
            usual_minutes,
        } => format!(
            "On {} the two cities are {} apart and not {} as usual: the clocks of only one of them have changed.",
            date(*day),
            hours(minutes.abs()),
            hours(usual_minutes.abs()),
        ),
        Reason::SkippedHour { at, zone, .. } => {
            let (time, day) = (clock(at.time()), date(at.date()));
            format!(
                "{time} does not exist on {day} in {}: the clocks are put forward.",
                place(None, *zone)
            )
        }
        Reason::RepeatedHour { at, zone, .. } => {
            let (time, day) = (clock(at.time()), date(at.date()));
            format!(
                "{time} comes twice on {day} in {}: the clocks are put back. The first is meant.",
                place(None, *zone)
            )
        }
        Reason::OtherCalendarDay { city, zone, at, .. } => {
            let (place, time, day) = (
                place(city.as_deref(), *zone),
                clock(at.time()),
                date(at.date()),
            );
            format!("In {place} it is {time} on {day} then.")
        }
        Reason::OutdoorWithoutWetWeatherPlace { venue, .. } => {
            format!(
                "{} is outdoors, and nobody said where to go if it rains.",
                named(venue, "the place")
            )
        }
        Reason::Unconfirmed {
            asked, days_left, ..
        } => {
            let state = if *asked {
                "They were asked and have not answered"
            } else {
                "Nobody has confirmed it"
            };
            format!("{state}; the visit {}.", begins(*days_left))
        }
        Reason::Declined { by, .. } => match by {
            Some(by) => format!("{by} declined, and it is still in the programme."),
            None => "The other side declined, and it is still in the programme.".into(),
        },
        Reason::StillToBeConfirmed { days_left, .. } => {
            format!(
                "Its time is still to be confirmed; the visit {}.",
                begins(*days_left)
            )
        }
        Reason::InterpreterMissing { people, .. } => {
            let (names, share) = (
                names(people),
                if people.len() == 1 { "shares" } else { "share" },
            );
            format!("{names} {share} no language with the hosts, and nobody interprets.")
        }
        Reason::InterpreterWrongLanguage {
            interpreter,
            needed,
            ..
        } => {
            let (name, needed) = (
                named(&interpreter.name, "The interpreter"),
                needed.join(", "),
            );
            format!("{name} is to interpret and speaks none of the languages needed ({needed}).")
        }
        Reason::InterpreterTooLong {
            interpreter,
            minutes,
            ..
        } => {
            let name = named(&interpreter.name, "The interpreter");
            format!(
                "{name} would interpret simultaneously alone for {minutes} min; two take turns beyond half an hour."
            )
        }
        Reason::InterpreterAllDay {
            day,
            interpreter,
            items,
            minutes,
        } => format!(
            "{}: {} would interpret alone for {} in {} items; an all-day assignment takes two.",
            date(*day),
            named(&interpreter.name, "the interpreter"),
            hours(*minutes),
            items.len(),
        ),
        Reason::VehicleOverCapacity {
            vehicle,
            occupants,
            seats,
            ..
        } => {
            let name = named(vehicle, "The vehicle");
            format!(
                "{name} has {seats} seats with the driver's, and {occupants} people would ride in it."
            )
        }
        Reason::FifteenSeaterTooFull {
            vehicle, occupants, ..
        } => {
            let name = named(vehicle, "the vehicle");
            format!(
                "{occupants} people would ride in {name}; a fifteen-seater with ten or more rolls over more easily."
            )
        }
        Reason::NotTakingPart { person, status, .. } => {
            let (name, status) = (named(&person.name, "Somebody"), absence(*status));
            format!("It still counts on {name}, who {status}.")
        }
    }
}

/// The item of an overlap that the reader is not looking at.
fn other(overlap: &Overlap, at: Option<Id<ProgrammeItem>>) -> String {
    if at == Some(overlap.there.id) {
        there(&overlap.here, &overlap.there)
    } else {
        there(&overlap.there, &overlap.here)
    }
}

/// An item as named beside `here`: with its day only where that is another.
fn there(item: &ItemRef, here: &ItemRef) -> String {
    let title = title(item);
    let times = times(&item.slot);
    if item.slot.day == here.slot.day {
        format!("{title}, {times}")
    } else {
        format!("{title}, {} {times}", day_of(&item.slot))
    }
}

fn heading(item: &ItemRef) -> String {
    let mut words = title(item);
    if let Some(day) = item.slot.day {
        words += &format!(", {}", date(day));
    }
    let times = times(&item.slot);
    if !times.is_empty() {
        words += &format!(" {times}");
    }
    words
}

fn outside_own_stay(stays: &[StayRef]) -> String {
    let own = |stay: &StayRef| {
        let name = named(&stay.person.name, "Somebody");
        let moment =
            |at: chrono::NaiveDateTime| format!("{} {}", date(at.date()), clock(at.time()));
        match (stay.joins_at, stay.leaves_at) {
            (Some(joins), Some(leaves)) => {
                format!(
                    "{name} is with the visit from {} to {} only",
                    moment(joins),
                    moment(leaves)
                )
            }
            (Some(joins), None) => format!("{name} joins on {}", moment(joins)),
            (None, Some(leaves)) => format!("{name} leaves on {}", moment(leaves)),
            (None, None) => format!("{name} is there all the time"),
        }
    };
    let stays: Vec<_> = stays.iter().map(own).collect();
    format!("{}.", stays.join("; "))
}

fn clock_change(clocks: &[ClockRef], difference: Option<(i32, i32)>) -> String {
    let change = |clock_ref: &ClockRef| {
        let place = place(clock_ref.city.as_deref(), clock_ref.zone);
        let way = if clock_ref.shift_minutes > 0 {
            "forward"
        } else {
            "back"
        };
        let (at, by) = (clock_ref.at, hours(clock_ref.shift_minutes.abs()));
        format!(
            "the clocks in {place} go {way} by {by} on {} at {}",
            date(at.date()),
            clock(at.time())
        )
    };
    let changes: Vec<_> = clocks.iter().map(change).collect();
    let then = match difference {
        Some((before, after)) if before != after => {
            format!(
                "; the cities are {} apart until then and {} after",
                hours(before.abs()),
                hours(after.abs())
            )
        }
        _ => String::new(),
    };
    let sentence = format!("{}{then}.", changes.join(" and "));
    let (first, rest) = sentence.split_at(1);
    first.to_uppercase() + rest
}

fn doubtful(doubt: Option<Doubt>) -> String {
    match doubt {
        None => String::new(),
        Some(Doubt::AssumedLength) => {
            format!(
                " A start or an end is missing; unless a length is given, {ASSUMED_LENGTH_MINUTES} min are assumed."
            )
        }
        Some(Doubt::NotFixed) => " A time is not fixed yet.".into(),
        Some(Doubt::FreeTime) => " It is free time.".into(),
    }
}

fn names(people: &[PersonRef]) -> String {
    let named: Vec<&str> = people
        .iter()
        .map(|person| named(&person.name, "somebody"))
        .collect();
    match named.as_slice() {
        [] => "nobody".into(),
        [one] => (*one).to_owned(),
        [first @ .., last] if named.len() <= NAMES_MAX => {
            format!("{} and {last}", first.join(", "))
        }
        more => format!(
            "{} and {} others",
            more[..NAMES_MAX - 1].join(", "),
            more.len() + 1 - NAMES_MAX
        ),
    }
}

const fn is_or_are(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

const fn third_person(count: usize) -> &'static str {
    if count == 1 { "s" } else { "" }
}

fn named<'n>(name: &'n str, otherwise: &'n str) -> &'n str {
    if name.is_empty() { otherwise } else { name }
}

fn title(item: &ItemRef) -> String {
    format!("“{}”", named(&item.title, "untitled"))
}

fn times(slot: &Slot) -> String {
    match (slot.start, slot.end) {
        (Some(start), Some(end)) => format!("{}–{}", clock(start), clock(end)),
        (Some(start), None) => clock(start),
        (None, Some(end)) => format!("until {}", clock(end)),
        (None, None) => String::new(),
    }
}

fn day_of(slot: &Slot) -> String {
    slot.day.map_or_else(String::new, date)
}

fn clock(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

fn date(day: NaiveDate) -> String {
    day.format("%a %-d %b %Y").to_string()
}

fn hours(minutes: impl Into<i64>) -> String {
    let minutes: i64 = minutes.into();
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

fn begins(days_left: i64) -> String {
    match days_left {
        0 => "has begun or begins today".into(),
        1 => "begins tomorrow".into(),
        days => format!("begins in {days} days"),
    }
}

fn place(city: Option<&str>, zone: Zone) -> String {
    city.map_or_else(|| zone.name().to_owned(), ToOwned::to_owned)
}

const fn absence(status: ParticipationStatus) -> &'static str {
    match status {
        ParticipationStatus::Withdrawn => "withdrew",
        ParticipationStatus::VisaRefused => "was refused a visa",
        ParticipationStatus::NoShow => "did not come",
        ParticipationStatus::Nominated
        | ParticipationStatus::Invited
        | ParticipationStatus::Confirmed
        | ParticipationStatus::Arrived
        | ParticipationStatus::DepartedEarly
        | ParticipationStatus::Completed => "does not take part",
    }
}
