//! How values stand in the JSON that commands print, for `serialize_with`.

use serde::Serialize;
use serde::Serializer;

use super::time::Time;

/// RFC 3339 in UTC, to the second: such texts sort as their moments do.
pub fn stamp(at: Time) -> String {
    Time(at.0.div_euclid(1_000).saturating_mul(1_000)).rfc3339()
}

/// A moment as [`stamp`] writes it.
pub fn moment<S: Serializer>(at: &Time, to: S) -> Result<S::Ok, S::Error> {
    stamp(*at).serialize(to)
}

/// The same of a moment that may be absent.
pub fn moment_or_null<S: Serializer>(at: &Option<Time>, to: S) -> Result<S::Ok, S::Error> {
    at.map(stamp).serialize(to)
}

/// Null for an empty text.
pub fn filled_or_null<S: Serializer>(text: &str, to: S) -> Result<S::Ok, S::Error> {
    Some(text).filter(|text| !text.is_empty()).serialize(to)
}
