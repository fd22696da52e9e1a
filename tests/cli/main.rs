//! The commands from outside: the real program, its output and its exit codes.

// An order in JSON is a large literal.
#![recursion_limit = "256"]
#![allow(clippy::unwrap_used)] // a helper that fails is a failed test

#[path = "../support/mod.rs"]
mod support;

mod backup;
mod call;
#[cfg(unix)]
mod carriers;
mod catalogue;
mod config;
mod crowd;
mod customer;
#[cfg(unix)]
mod cut_off;
mod demo;
mod desk;
mod details;
mod errors;
mod explain;
mod feed;
mod feed_rejects;
#[cfg(unix)]
mod follower;
mod given;
mod help;
mod import;
mod init;
mod journal;
mod line;
mod merging;
mod money;
mod operators;
mod order;
mod outbox;
mod owed;
mod pages;
mod parcels;
#[cfg(unix)]
mod permissions;
mod plan;
mod processes;
mod publish;
mod queue;
mod registers;
mod report;
mod retention;
mod returns;
mod rights;
mod search;
mod segment;
mod shift;
mod sources;
#[cfg(unix)]
mod stopping;
mod telephony_add;
mod tried;
mod undo;
mod upgrade;
