//! Working time: when the shop is open, and when a customer may be called.
//!
//! [`Hours`] is the written timetable; a [`Calendar`] lays it out as moments for one customer's zone, and its two
//! [`Openings`] answer the questions of the rules without walking through days.

mod calendar;
mod openings;
#[cfg(test)]
mod tests;
pub mod week;

pub use self::calendar::Calendar;
pub use self::openings::Openings;
pub use self::week::BadHours;
pub use self::week::Hours;
pub use self::week::Opening;
