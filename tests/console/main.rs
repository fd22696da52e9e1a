//! The console in a real terminal: only what a plain test of its state cannot see.
//!
//! On Unix alone: Windows answers through a terminal of its own that redraws what the program drew.

#![cfg(unix)]
#![allow(clippy::unwrap_used)] // a helper that fails is a failed test

#[path = "../support/mod.rs"]
mod support;

mod terminal;
