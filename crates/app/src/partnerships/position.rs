//! A position as people copy it from a map or an encyclopaedia.

use desk_domain::values::Position;

use crate::error::{Error, Result};

/// How exactly a position is kept: to a millionth of a degree, which is less than a step.
const PARTS_OF_A_DEGREE: f64 = 1e6;

/// Reads `48.9226, 24.7111`, `48,9226; 24,7111`, `48.9226° N, 24.7111° E` or `48°55′21″N 24°42′40″E`: latitude first.
///
/// # Errors
/// [`Error::BadValue`] where it is none of these, or lies off the globe.
pub(super) fn read(field: &str, text: &str) -> Result<Position> {
    let position = || {
        let (first, second) = halves(text)?;
        let position = Position {
            lat: degrees(&first, ['N', 'S'])?,
            lon: degrees(&second, ['E', 'W'])?,
        };
        let fits = position.lat.abs() <= 90.0 && position.lon.abs() <= 180.0;
        fits.then_some(position)
    };
    position().ok_or_else(|| Error::bad_value(field, text, "a position like 48.9226, 24.7111"))
}

/// The two halves of a position, by the strongest mark that parts them.
fn halves(text: &str) -> Option<(String, String)> {
    let text = text.trim().to_uppercase();
    let marks = ["; ", ";", ", ", "N ", "S ", " ", ","];
    let mark = marks.into_iter().find(|mark| text.contains(mark))?;
    let (first, second) = text.split_once(mark)?;
    // The letter of a hemisphere parts the halves and belongs to the first.
    let hemisphere = mark.trim().trim_matches([';', ',']);
    Some((format!("{first}{hemisphere}"), second.trim().to_owned()))
}

/// Degrees with an optional hemisphere, minutes and seconds; negative in the second of `hemispheres`.
fn degrees(half: &str, hemispheres: [char; 2]) -> Option<f64> {
    let [positive, negative] = hemispheres;
    let digits = half.trim().trim_end_matches([positive, negative]);
    let sign = if half.trim().ends_with(negative) {
        -1.0
    } else {
        1.0
    };
    let parts: Vec<f64> = digits
        .split(['°', '′', '\'', '’', '″', '"', '”'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| part.replace(',', ".").replace('−', "-").parse().ok())
        .collect::<Option<_>>()?;
    let smaller = |part: Option<&f64>| match part {
        Some(part) if (0.0..60.0).contains(part) => Some(*part),
        Some(_) => None,
        None => Some(0.0),
    };
    let (whole, minutes, seconds) = (
        *parts.first().filter(|part| part.is_finite())?,
        smaller(parts.get(1))?,
        smaller(parts.get(2))?,
    );
    let size = whole.abs() + minutes / 60.0 + seconds / 3600.0;
    let exact = (size * PARTS_OF_A_DEGREE).round() / PARTS_OF_A_DEGREE;
    (parts.len() <= 3).then_some(sign * exact.copysign(whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_read_in_the_ways_in_which_maps_write_it() {
        let ways = [
            "48.9226, 24.7111",
            "48.9226,24.7111",
            "48.9226 24.7111",
            "48,9226; 24,7111",
            "48,9226 24,7111",
            "48.9226° N, 24.7111° E",
            "48.9226°N 24.7111°E",
            "48°55′21.36″N 24°42′39.96″E",
            "  48°55'21.36\" n, 24°42'39.96\" e ",
        ];
        for way in ways {
            let Position { lat, lon } = read("position", way).unwrap();
            assert!((lat - 48.9226).abs() < 1e-6, "{way}: {lat}");
            assert!((lon - 24.7111).abs() < 1e-6, "{way}: {lon}");
        }
    }

    #[test]
    fn south_and_west_are_negative() {
        let at = |text| read("position", text).map(|at| (at.lat, at.lon)).unwrap();
        assert_eq!(at("13.5 S 88.25 W"), (-13.5, -88.25));
        assert_eq!(at("-13.5, −88.25"), (-13.5, -88.25));
        assert_eq!(at("0°30′S, 117°E"), (-0.5, 117.0));
        assert_eq!(at("64°8′N 21°56′W"), (64.133_333, -21.933_333));
    }

    #[test]
    fn what_is_no_position_or_off_the_globe_is_refused() {
        for text in [
            "",
            "Lviv",
            "48.9",
            "91, 0",
            "0, 181",
            "1, 2, 3",
            "48°61′N 24°E",
            "N E",
            "inf nan",
        ] {
            assert!(read("position", text).is_err(), "{text}");
        }
    }
}
