//! One file per command: its arguments, what it does, what it prints.

pub mod backup;
pub mod call;
pub mod catalogue;
pub mod completions;
pub mod config;
pub mod config_explain;
pub mod console;
pub mod customer;
mod customer_export;
mod customer_merge;
pub mod demo;
pub mod doctor;
pub mod import;
pub mod journal;
pub mod next;
pub mod order;
pub mod outbox;
pub mod plan;
pub mod promise;
pub mod queue;
pub mod report;
pub mod restore;
pub mod search;
mod segment;
pub mod shift;
pub mod undo;
pub mod work;
