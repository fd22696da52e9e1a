//! The desk: runs actions as described transactions, keeps the live board, reads cards.

mod attendance;
pub mod board;
pub mod card;
pub mod catalogue;
#[cfg(test)]
mod catalogue_tests;
#[cfg(test)]
mod crowd_tests;
pub mod demo;
pub mod detail;
mod doings;
pub mod figures;
mod group;
#[cfg(test)]
mod group_tests;
mod high;
pub mod import;
pub mod live;
pub mod merging;
#[cfg(test)]
mod merging_tests;
mod morning;
mod open_work;
pub mod outbox;
pub mod outcome;
mod overtaken;
pub mod pages;
pub mod perform;
pub mod plan;
mod presence;
pub mod private_file;
pub mod read;
pub mod reckon;
mod rules;
pub mod segments;
#[cfg(test)]
mod segments_tests;
pub mod shift;
mod shop;
pub mod sweep;
mod tell;
#[cfg(test)]
mod tests;
pub mod threads;
pub mod ticks;
mod told;
mod undo;
mod warnings;
pub mod work;
mod write;
