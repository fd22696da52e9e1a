//! `plan`: what will fall due, and how that differs under other settings.

mod against;
mod plan;
pub mod task;

pub use self::plan::PlanArgs;
pub use self::plan::run;
