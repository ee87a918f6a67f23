//! Where things are.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::kind::{FieldType, Register};

/// A point on the globe in degrees, north and east positive.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// Latitude, -90 to 90.
    pub lat: f64,
    /// Longitude, -180 to 180.
    pub lon: f64,
}

/// Mean radius of the earth in kilometres (IUGG).
const EARTH_RADIUS_KM: f64 = 6371.0088;

impl Position {
    /// The great-circle distance in kilometres (haversine formula).
    pub fn distance_km(self, other: Position) -> f64 {
        let (lat_1, lat_2) = (self.lat.to_radians(), other.lat.to_radians());
        let (d_lat, d_lon) = (lat_2 - lat_1, (other.lon - self.lon).to_radians());
        let a =
            (d_lat / 2.0).sin().powi(2) + lat_1.cos() * lat_2.cos() * (d_lon / 2.0).sin().powi(2);
        2.0 * EARTH_RADIUS_KM * a.sqrt().min(1.0).asin()
    }
}

impl Register for Position {
    const TYPE: FieldType = FieldType::Position;
    fn to_json(&self) -> Value {
        serde_json::to_value(self).expect("two numbers are JSON")
    }
    fn from_json(json: Value) -> Option<Self> {
        let position: Self = serde_json::from_value(json).ok()?;
        let fits = position.lat.abs() <= 90.0 && position.lon.abs() <= 180.0;
        fits.then_some(position)
    }
}

/// An ISO 3166-1 country code of two capital letters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Country(String);

impl Country {
    /// Returns the country, or `None` where `code` is not two letters.
    pub fn new(code: &str) -> Option<Self> {
        let two_letters = code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic());
        two_letters.then(|| Self(code.to_ascii_uppercase()))
    }

    /// The two letters.
    pub fn code(&self) -> &str {
        &self.0
    }
}

impl Register for Country {
    const TYPE: FieldType = FieldType::Country;
    fn to_json(&self) -> Value {
        Value::String(self.0.clone())
    }
    fn from_json(json: Value) -> Option<Self> {
        Self::new(json.as_str()?)
    }
}
