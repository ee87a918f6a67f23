//! How long it takes to get from one venue to another. An estimate from the map's straight line, since the program
//! has to answer on a coach with no network.

use super::thresholds::{
    ROAD_DETOUR, ROAD_SPEED_KMH, SAME_SITE_KM, SAME_SITE_MINUTES, TOWN_DISTANCE_KM, TOWN_SPEED_KMH,
    TRAVEL_BUFFER_MINUTES, TRAVEL_DEFAULT_MINUTES, TRAVEL_MINUTES_MAX,
};
use crate::values::Position;

/// What a move takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Needed {
    /// Getting in, driving and getting out.
    pub(super) minutes: i64,
    /// Along the straight line, where both positions are known.
    pub(super) distance_km: Option<f64>,
}

/// What the move from one venue to another takes.
pub(super) fn needed(from: Option<Position>, to: Option<Position>) -> Needed {
    let (Some(from), Some(to)) = (from, to) else {
        return Needed {
            minutes: TRAVEL_DEFAULT_MINUTES,
            distance_km: None,
        };
    };
    let distance_km = from.distance_km(to);
    Needed {
        minutes: minutes(distance_km),
        distance_km: Some(distance_km),
    }
}

fn minutes(distance_km: f64) -> i64 {
    if distance_km <= SAME_SITE_KM {
        return SAME_SITE_MINUTES;
    }
    let road_km = distance_km * ROAD_DETOUR;
    let town_km = road_km.min(TOWN_DISTANCE_KM);
    let hours = town_km / TOWN_SPEED_KMH + (road_km - town_km) / ROAD_SPEED_KMH;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "half the globe is some hundred hours"
    )]
    let drive = (hours * 60.0).ceil() as i64;
    (drive + TRAVEL_BUFFER_MINUTES).min(TRAVEL_MINUTES_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_move_takes_a_drive_and_a_buffer() {
        let cases = [
            (0.0, SAME_SITE_MINUTES),
            (SAME_SITE_KM, SAME_SITE_MINUTES),
            (0.2, 11),
            (5.0, 23),
            // 15 km of town at 30 km/h, 115 km of road at 70 km/h.
            (100.0, 30 + 99 + 10),
            (9000.0, TRAVEL_MINUTES_MAX),
        ];
        for (distance_km, expected) in cases {
            assert_eq!(minutes(distance_km), expected, "{distance_km} km");
        }
    }

    #[test]
    fn without_a_position_the_usual_least_is_asked_for() {
        let here = Some(Position {
            lat: 38.88,
            lon: -77.1,
        });
        assert_eq!(needed(here, None).minutes, TRAVEL_DEFAULT_MINUTES);
        assert_eq!(needed(None, here).distance_km, None);
        assert_eq!(needed(here, here).minutes, SAME_SITE_MINUTES);
    }
}
