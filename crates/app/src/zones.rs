//! Which time zone a city is in, where its country or name tells.
//!
//! The table is `zone.tab` of the tz database (public domain), in `data/`.

use std::str::FromStr;

use desk_domain::values::Zone;

const TABLE: &str = include_str!("../data/zone.tab");

/// The zone of a city: the country's only one, the one named after the city, or the one of "most of" the country.
///
/// `None` where none of these tells, as for most cities of large countries: then a person has to say.
pub fn of_city(name: &str, country: &str) -> Option<Zone> {
    let rows: Vec<Row> = TABLE
        .lines()
        .filter_map(Row::read)
        .filter(|row| row.country == country)
        .collect();
    let named = |row: &&Row| row.city().eq_ignore_ascii_case(&name.replace(' ', "_"));
    let most = |row: &&Row| row.comment.starts_with("most of");
    let row = match rows.as_slice() {
        [only] => only,
        several => several
            .iter()
            .find(named)
            .or_else(|| several.iter().find(most))?,
    };
    Zone::from_str(row.zone).ok()
}

struct Row<'a> {
    country: &'a str,
    zone: &'a str,
    comment: &'a str,
}

impl<'a> Row<'a> {
    /// `country TAB position TAB zone [TAB comment]`
    fn read(line: &'a str) -> Option<Self> {
        if line.starts_with('#') {
            return None;
        }
        let mut columns = line.split('\t');
        let (country, _position, zone) = (columns.next()?, columns.next()?, columns.next()?);
        Some(Self {
            country,
            zone,
            comment: columns.next().unwrap_or_default(),
        })
    }

    fn city(&self) -> &'a str {
        self.zone.rsplit('/').next().unwrap_or(self.zone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_country_or_the_name_tells_the_zone_or_nobody_guesses() {
        let zone = |name, country| of_city(name, country).map(Zone::name);
        assert_eq!(zone("Gbarnga", "LR"), Some("Africa/Monrovia"), "one zone");
        assert_eq!(
            zone("Ivano-Frankivsk", "UA"),
            Some("Europe/Kyiv"),
            "most of the country"
        );
        assert_eq!(
            zone("New York", "US"),
            Some("America/New_York"),
            "named after the city"
        );
        assert_eq!(zone("Portland", "US"), None, "there are two Portlands");
        assert_eq!(zone("Atlantis", "XX"), None, "no such country");
    }

    #[test]
    fn every_zone_of_the_table_is_known() {
        for row in TABLE.lines().filter_map(Row::read) {
            assert!(Zone::from_str(row.zone).is_ok(), "{}", row.zone);
        }
    }
}
