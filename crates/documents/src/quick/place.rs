//! Taking the place off the end of a line.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::import::item_kind;
use crate::import::words::{fold, folded_table};

/// The fewest letters of a part of a name by which a place is known: "courthouse" for "Arlington Courthouse".
const PART_LETTERS_MIN: usize = 4;

/// Words between what happens and where.
const BEFORE_PLACE: &str = "at|in|im|bei|beim|an|am|à|au|aux|chez|dans|en|a|te|op|у|в|во|на|до|to";

/// Words that tie a place to the words before it: "tour of the station" is one title.
const JOINING: &str = "of|the|der|die|das|des|dem|den|du|de|la|le|les|el|del|los|las|van|het";

/// Where something takes place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuickPlace {
    /// The place's name, of a known one as it is known.
    pub name: String,
    /// Whether it is known.
    pub known: bool,
}

/// Takes a known place off the end, or whatever stands behind an `@`.
pub(super) fn take_place(words: &mut Vec<&str>, venues: &[&str]) -> Option<QuickPlace> {
    if let Some(at) = words.iter().position(|word| word.starts_with('@')) {
        let said = words[at..].join(" ");
        let said = said.trim_start_matches('@').trim().to_owned();
        words.truncate(at);
        let known = venue_named(&said, venues).map(str::to_owned);
        let is_known = known.is_some();
        return Some(known.unwrap_or(said))
            .filter(|name| !name.is_empty())
            .map(|name| QuickPlace {
                name,
                known: is_known,
            });
    }
    let (from, venue) = (0..words.len()).find_map(|from| {
        let said = words[from..].join(" ");
        let venue = if from == 0 || item_kind(&said).is_some() {
            venues
                .iter()
                .copied()
                .find(|venue| fold(venue) == fold(&said))
        } else {
            venue_named(&said, venues)
        };
        Some((from, venue?))
    })?;
    words.truncate(title_end(words, from));
    Some(QuickPlace {
        name: venue.to_owned(),
        known: true,
    })
}

/// The place of this name, or the only one whose name has these words side by side.
fn venue_named<'a>(said: &str, venues: &[&'a str]) -> Option<&'a str> {
    let wanted = fold(said);
    let exact = venues.iter().find(|venue| fold(venue) == wanted);
    if let Some(venue) = exact {
        return Some(venue);
    }
    if wanted.len() < PART_LETTERS_MIN {
        return None;
    }
    let holds = |venue: &&&str| format!(" {} ", fold(venue)).contains(&format!(" {wanted} "));
    let mut holding = venues.iter().filter(holds);
    match (holding.next(), holding.next()) {
        (Some(venue), None) => Some(venue),
        _ => None,
    }
}

/// Where the title ends, if the place begins at `place`: before "at the", but behind the place in "tour of the station".
fn title_end(words: &[&str], place: usize) -> usize {
    static BEFORE: LazyLock<BTreeMap<String, Vec<()>>> =
        LazyLock::new(|| folded_table(&[((), BEFORE_PLACE)]));
    static JOINS: LazyLock<BTreeMap<String, Vec<()>>> =
        LazyLock::new(|| folded_table(&[((), JOINING)]));
    let joining = words[..place]
        .iter()
        .rev()
        .take_while(|word| JOINS.contains_key(&fold(word)))
        .count();
    let before = place - joining;
    let is_led_in = before > 0 && BEFORE.contains_key(&fold(words[before - 1]));
    match (is_led_in, joining) {
        // A title of nothing but the place is its name.
        (true, _) if before == 1 => words.len(),
        (true, _) => before - 1,
        (false, 0) if place > 0 => place,
        (false, _) => words.len(),
    }
}
