//! Figures of a day or a period, read once by index ranges and never changed: what the morning's page, the page of
//! numbers and the reports show. Words and layouts are theirs.

mod behind;
mod calls;
mod hours;
pub mod lists;
pub(crate) mod morning;
mod numbers;
mod period;
mod presence;
mod refusals;
mod spread;
#[cfg(test)]
mod tests;
mod trend;
mod work;

pub use self::behind::BehindFigure;
pub use self::behind::PathStep;
pub use self::behind::behind;
pub use self::behind::path;
pub use self::calls::CallNumbers;
pub use self::calls::HourOfCalls;
pub use self::calls::LineCalls;
pub use self::calls::OperatorCalls;
pub use self::calls::calls;
pub use self::hours::HourOfWeek;
pub use self::hours::Hours;
pub use self::hours::hours;
pub use self::lists::TodayList;
pub use self::morning::Day;
pub use self::morning::Found;
pub use self::morning::Listed;
pub use self::morning::find;
pub use self::morning::listed;
pub use self::morning::name;
pub use self::numbers::ChannelNumbers;
pub use self::numbers::Numbers;
pub use self::numbers::numbers;
pub use self::period::Period;
pub use self::period::PeriodChoice;
pub use self::presence::OperatorPresence;
pub use self::presence::presence;
pub use self::refusals::RefusalLine;
pub use self::refusals::Refusals;
pub use self::refusals::refusals;
pub use self::spread::Spread;
pub use self::trend::Flow;
pub use self::trend::Trend;
pub use self::trend::trend;
pub use self::work::DayWork;
pub use self::work::OperatorWork;
pub use self::work::work;
