//! Figures of a day or a period, read once by index ranges and never changed: what the morning's page, the page of
//! numbers and the reports show. Words and layouts are theirs.

mod calls;
mod hours;
pub mod lists;
pub(crate) mod morning;
mod numbers;
mod period;
mod refusals;
mod spread;
#[cfg(test)]
mod tests;
mod work;

pub use self::calls::CallNumbers;
pub use self::calls::HourOfCalls;
pub use self::hours::HourOfWeek;
pub use self::hours::Hours;
pub use self::morning::Day;
pub use self::morning::Found;
pub use self::morning::Listed;
pub use self::numbers::ChannelNumbers;
pub use self::numbers::Numbers;
pub use self::period::Period;
pub use self::refusals::RefusalLine;
pub use self::refusals::Refusals;
pub use self::spread::Spread;
pub use self::work::DayWork;
pub use self::work::OperatorWork;
pub use super::figures::lists::TodayList;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::look::Reader;
use crate::store::rulebook as rules;

/// Calendars reach so far from the day they are laid out around; older figures need their own.
const REACH: Span = Span::days(380);

pub(super) use self::calls::calls;
pub(super) use self::hours::hours;
pub(super) use self::morning::find;
pub(super) use self::morning::name;
pub(super) use self::numbers::numbers;
pub(super) use self::refusals::refusals;
pub(super) use self::work::work;

impl Desk {
    /// One of the morning's lists, with its words (R31).
    pub fn listed(&self, list: TodayList, day: Day) -> Result<Vec<Listed>, DeskError> {
        self.figures(day.from, |reader| {
            let found = find(reader, list, day)?;
            found.into_iter().map(|found| name(reader, found)).collect()
        })
    }

    /// Conversion, speed and repeat sales of a period (R32).
    pub fn numbers(&self, period: Period) -> Result<Numbers, DeskError> {
        self.figures(period.from, |reader| numbers(reader, period))
    }

    /// Refusals of the orders placed in a period (R32).
    pub fn refusals(&self, period: Period) -> Result<Refusals, DeskError> {
        self.figures(period.from, |reader| refusals(reader, period))
    }

    /// Calls of a period (R29).
    pub fn call_numbers(&self, period: Period) -> Result<CallNumbers, DeskError> {
        self.figures(period.from, |reader| calls(reader, period))
    }

    /// When orders came and when they were served (R32).
    pub fn hours(&self, period: Period) -> Result<Hours, DeskError> {
        self.figures(period.from, |reader| hours(reader, period))
    }

    /// How the day's work goes, for each operator.
    pub fn day_work(&self) -> Result<DayWork, DeskError> {
        self.figures(self.now(), work)
    }

    /// The morning of today: yesterday's day.
    pub fn yesterday(&self) -> Day {
        Day::before(&self.rules, self.now())
    }

    /// Reads figures as one state of the file, by rules whose calendars reach `from`.
    fn figures<T>(&self, from: Time, read: impl FnOnce(&Reader<'_>) -> Result<T, DeskError>) -> Result<T, DeskError> {
        let _one_look = self.store.snapshot()?;
        if self.rules.anchor() - from < REACH {
            return read(&Reader::new(&self.store, &self.rules, self.now()));
        }
        let rules = rules::rulebook(&self.store, &self.settings, from + REACH)?;
        read(&Reader::new(&self.store, &rules, self.now()))
    }
}
