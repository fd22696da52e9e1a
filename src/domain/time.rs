//! A moment and a span, both in milliseconds.
//!
//! The file keeps UTC milliseconds and the rules compare and add them by the ten thousand, so the domain keeps them
//! as they are; `DateTime<Utc>` appears where a wall clock is needed.

use std::fmt;
use std::ops::Add;
use std::ops::Sub;

use chrono::DateTime;
use chrono::SecondsFormat;
use chrono::Utc;
use serde::Deserialize;
use serde::Serialize;

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[serde(transparent)]
pub struct Time(pub i64);

/// A length of time in milliseconds; negative when it points back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[serde(transparent)]
pub struct Span(pub i64);

/// How far the clocks of machines that work on one file may differ: what is stamped later comes from one that runs ahead.
pub const CLOCKS_APART: Span = Span::minutes(1);

impl Time {
    /// Later than every moment a shop will see; sorts last.
    pub const FAR: Time = Time(i64::MAX / 4);

    /// The same moment on a UTC clock; a moment outside chrono's years becomes the epoch.
    pub fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0).unwrap_or_default()
    }

    /// RFC 3339 in UTC, `2026-03-11T09:00:00Z`, with milliseconds only when there are any.
    pub fn rfc3339(self) -> String {
        self.utc().to_rfc3339_opts(SecondsFormat::AutoSi, true)
    }
}

impl Span {
    /// No time at all.
    pub const ZERO: Span = Span(0);

    /// How many seconds.
    pub const fn seconds(n: i64) -> Span {
        Span(n * 1_000)
    }

    /// How many minutes.
    pub const fn minutes(n: i64) -> Span {
        Span(n * 60_000)
    }

    /// How many hours.
    pub const fn hours(n: i64) -> Span {
        Span(n * 3_600_000)
    }

    /// How many times 24 hours; a rule that counts calendar days asks the shop's calendar instead.
    pub const fn days(n: i64) -> Span {
        Span(n * 86_400_000)
    }
}

impl From<DateTime<Utc>> for Time {
    fn from(at: DateTime<Utc>) -> Time {
        Time(at.timestamp_millis())
    }
}

impl Add<Span> for Time {
    type Output = Time;
    fn add(self, span: Span) -> Time {
        Time(self.0.saturating_add(span.0))
    }
}

impl Sub<Span> for Time {
    type Output = Time;
    fn sub(self, span: Span) -> Time {
        Time(self.0.saturating_sub(span.0))
    }
}

impl Sub<Time> for Time {
    type Output = Span;
    fn sub(self, earlier: Time) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }
}

impl Add<Span> for Span {
    type Output = Span;
    fn add(self, other: Span) -> Span {
        Span(self.0.saturating_add(other.0))
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.rfc3339())
    }
}
