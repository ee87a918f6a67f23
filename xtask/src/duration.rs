//! Durations as a person reads them.

use std::time::Duration;

/// `0.4 s`, `12 s`, `3 min 20 s`.
pub(crate) fn worded(duration: Duration) -> String {
    let seconds = duration.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", duration.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_as_exact_as_its_size_asks_for() {
        assert_eq!(worded(Duration::from_millis(440)), "0.4 s");
        assert_eq!(worded(Duration::from_millis(12_900)), "12 s");
        assert_eq!(worded(Duration::from_secs(200)), "3 min 20 s");
    }
}
