//! The sales desk of a small online shop in one terminal program.

pub mod cli;
pub mod clock;
pub mod config;
pub mod desk;
pub mod domain;
pub mod i18n;
pub mod intake;
pub mod reports;
pub mod scripts;
pub mod store;
pub mod text;
pub mod tui;
pub mod words;
