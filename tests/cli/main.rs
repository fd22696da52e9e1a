//! The commands from outside: the real program, its output and its exit codes.

#![allow(clippy::unwrap_used)] // a helper that fails is a failed test

#[path = "../support/mod.rs"]
mod support;

mod desk;
