//! The command line: everything the keys do, for scripts. Each subcommand stands in a file of its own.
//!
//! A command reads its arguments, asks the desk, and answers with a `Reply` or a
//! `Failure`; only `output` prints. With `--json` the answer is one document of the shapes in
//! `output::json`, and a failure is one object on standard error.

mod args;
mod codes;
mod commands;
mod context;
mod daily_work;
mod database;
mod feed_files;
mod globals;
mod help;
mod keymap_file;
mod language;
mod listening;
mod misuse;
mod names;
mod output;
mod own_commands;
mod own_texts;
mod run;
mod setting_change;
mod setting_source;
mod settings_draft;
mod settings_page;
mod shop_source;
mod signals;

pub use self::run::run_process;
