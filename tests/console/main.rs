//! The console in a real terminal: only what a plain test of its state cannot see.
//!
//! On Unix alone: Windows answers through a terminal of its own that redraws what the program drew.

#![cfg(unix)]
#![allow(clippy::print_stdout, clippy::unwrap_used)] // figures are for reading; a helper that fails is a failed test

#[path = "../support/mod.rs"]
mod support;

mod crowd;
mod cut_off;
mod feeding;
mod feeds;
mod followed;
mod given;
mod importing;
mod leaving;
mod looking;
mod meanwhile;
mod newcomer;
mod opening;
mod replaced;
mod sharing;
mod shifts;
mod storm;
mod terminal;
mod working;
