//! `feed`: where orders come from by themselves.

mod add;
mod args;
mod command;
mod hook;
mod list;
mod named;
mod rejects;
mod rename;
mod run;
mod said;
mod word;
mod writes;

pub use self::args::FeedCommand;
pub use self::command::run;
pub use self::run::due_lines;
pub use self::run::tell;
