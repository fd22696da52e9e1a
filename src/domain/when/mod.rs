//! A moment as people type it: `завтра 10`, `+2h`, `25.11 10:30`.

#[cfg(test)]
mod tests;
mod when;
mod words;

pub use self::when::BadWhen;
pub use self::when::parse_ahead;
pub use self::when::parse_day;
pub use self::when::parse_when;
