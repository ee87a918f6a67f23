//! By when things are settled, by name, counted from the first day of the visit.
//!
//! Where no source is given the figure is common practice, not law.

/// How long before its deadline something is first pointed out, in days: the rhythm of a committee that meets monthly.
pub const SOON_DAYS: u64 = 28;

/// Who comes, with their travel documents: what invitations and visas hang on, in days. Visa letters go out four to
/// six months ahead. Source: <http://www.imts.com/intl/visaApplicationTips.html>.
pub const DELEGATES_DAYS: u64 = 16 * 7;

/// The skeleton of the programme goes to the partner city, in days.
pub const SKELETON_DAYS: u64 = 8 * 7;

/// Menus are ordered, in days.
pub const MENUS_DAYS: u64 = 4 * 7;

/// The programme book and the emergency cards are final, in days. Background goes to everybody a week ahead.
/// Source: <https://docsbay.net/processes-for-hosting-international-delegations-visitors>.
pub const FINAL_PROGRAMME_DAYS: u64 = 7;

/// How far ahead open tasks are listed, in days: this week's.
pub const TASKS_DAYS: u64 = 7;

/// For how many months after a visit a passport has to be valid: the rule for the United States, from which many
/// nationalities are exempt, and a sound warning for other destinations.
/// Source: United States Customs and Border Protection, *Six-Month Passport Exemption Update*, 28 January 2024.
pub const PASSPORT_MONTHS_AFTER: u32 = 6;
