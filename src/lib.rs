//! The sales desk of a small online shop in one terminal program.

pub mod board;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod desk;
pub mod domain;
pub mod i18n;
pub mod intake;
pub mod private_file;
pub mod reports;
pub mod scripts;
pub mod session;
pub mod store;
pub mod text;
pub mod tui;
pub mod view;
pub mod words;
pub mod worker;
