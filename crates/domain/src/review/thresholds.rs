//! Every figure that a rule of the review rests on, by name.
//!
//! Where no source is given the figure is common practice, not law; see `docs/` for the sources in full.

use chrono::NaiveTime;

/// How long an item is taken to last while nobody said, in minutes. Nothing that rests on it is ever an error.
pub const ASSUMED_LENGTH_MINUTES: i64 = 60;

/// Time to gather people, count them and park, in minutes, added to every drive.
pub const TRAVEL_BUFFER_MINUTES: i64 = 10;

/// What a move between two places needs at least while the position of one is unknown, in minutes.
pub const TRAVEL_DEFAULT_MINUTES: i64 = 15;

/// What a move within one site needs, in minutes: real programmes print no gap at all between two rooms.
pub const SAME_SITE_MINUTES: i64 = 5;

/// Up to this distance two places are one site, in kilometres.
pub const SAME_SITE_KM: f64 = 0.15;

/// How much longer a road is than the straight line.
pub const ROAD_DETOUR: f64 = 1.3;

/// Door-to-door speed of a van in town, in kilometres an hour.
pub const TOWN_SPEED_KMH: f64 = 30.0;

/// How far a drive goes at the speed of the town, in kilometres; the rest goes by [`ROAD_SPEED_KMH`].
pub const TOWN_DISTANCE_KM: f64 = 15.0;

/// Door-to-door speed out of town, in kilometres an hour.
pub const ROAD_SPEED_KMH: f64 = 70.0;

/// The longest drive that the review expects between two items, in minutes. What is farther apart is a journey and
/// has an item of its own; it is asked for this much and no more.
pub const TRAVEL_MINUTES_MAX: i64 = 4 * 60;

/// How many days before arrival an open appointment is first pointed out.
pub const CONFIRM_DAYS: i64 = 14;

/// How many days before arrival an open appointment becomes a warning: the programme is being printed.
pub const CONFIRM_DAYS_LAST: i64 = 3;

/// How long one interpreter can work simultaneously alone, in minutes; beyond it they work in pairs.
/// Source: <http://www.link-translations.com/simultaneous-consecutive-interpretation/> and others, 20–30 minutes.
pub const SIMULTANEOUS_ALONE_MINUTES_MAX: i64 = 30;

/// How much interpreting makes an all-day assignment, which takes two people, in minutes.
/// Source: <https://www.masterword.com/interpreting/in-person/>.
pub const INTERPRETING_DAY_MINUTES: i64 = 6 * 60;

/// The seats of a fifteen-seater, the driver's among them.
pub const FIFTEEN_SEATER: i64 = 15;

/// From this many occupants a fifteen-seater rolls over about three times as often.
/// Source: United States National Highway Traffic Safety Administration,
/// <https://web.uri.edu/riskmanagement/15-passenger-van-driving/>.
pub const FIFTEEN_SEATER_OCCUPANTS_SAFE: i64 = 9;

/// When a day may begin for an item that the program proposes to move.
pub const DAY_BEGINS: NaiveTime = NaiveTime::from_hms_opt(8, 0, 0).expect("a time of day");

/// When such an item has to be over.
pub const DAY_ENDS: NaiveTime = NaiveTime::from_hms_opt(21, 0, 0).expect("a time of day");

/// The steps in which a free slot is sought, in minutes: those of the day board.
pub const STEP_MINUTES: i64 = 15;

/// An item that seems to end before it starts is taken to have meant the afternoon, or the day after, if it is then
/// no longer than this, in minutes.
pub const MENDED_LENGTH_MINUTES_MAX: i64 = 8 * 60;
