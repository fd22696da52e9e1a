//! The sales desk of a small online shop in one terminal program.
//!
//! # The rooms
//!
//! An arrow points at what a room stands on; `tests/tidy` holds the arrows, and that no two files import each other.
//!
//! ```text
//! text ← domain ← store ← board, view, desk ← worker ← session ← tui ← cli
//!                         intake, reports, demo, outreach, telephony → desk;  feeds → intake;  carriers → worker;  scripts, outreach → template → view;  words, config, clock, net beside domain
//! ```
//!
//! - [`domain`]: the rules, as pure functions of facts, settings and a moment; what is due is derived, never stored.
//! - [`store`]: the file and all SQL; one transaction type writes, and recomputes what follows from the rows it touched.
//! - [`desk`]: every write a person would look for in the history, as one described transaction that can be taken back.
//! - [`board`]: the live queue in memory. [`view`]: what screens and commands read.
//! - [`worker`]: when timed work is done. [`session`]: the console's threads, its requests and their answers.
//! - [`outreach`]: what customers are told, and its way out. [`net`]: other machines. [`template`]: texts filled with values.
//!   [`telephony`]: what exchanges say, made into calls. [`feeds`]: orders that arrive by themselves, asked for turn by turn. [`carriers`]: parcels that are followed by themselves. [`intake`]: shops' files into orders. [`reports`], [`scripts`], [`demo`]: on top of the desk's public doors.
//! - [`tui`]: messages into state and effects, drawn from snapshots. [`cli`]: the only one that prints.
//!
//! # What holds everywhere
//!
//! 1. Nothing in `domain` knows a clock, a file or a thread; a rule names the moment at which its answer changes next.
//! 2. Facts in the file, tasks out of it: a changed setting times every open order again, what was told to a customer stays.
//! 3. A change is a [`domain::change::Change`] with an inverse, applied by compare-and-set; undo applies the inverses.
//! 4. What is shown as done is in the file: a tick comes with the writer's answer.
//! 5. A fact is told once: the outbox has one row for each key of a fact.
//! 6. The screen never waits: one thread draws, and every read and write is another thread's.
//! 7. Customers' texts are cleaned where they meet a terminal, and secrets have no way to one.
//!
//! # A key, to the file and back
//!
//! `c` on a row: [`tui::run()`] receives it → `update::update` → `update::keys` finds the command in `tui::commands` →
//! `update::command` → `update::requests::perform` holds the row and makes a request → [`session`] hands it to the writer's
//! thread → [`desk::Desk::perform`] begins the transaction → [`domain::action::decide`] says what changes, or refuses →
//! `store::Tx::apply` writes it → `Tx::refresh` recomputes what follows → the journal's entry and the messages it causes →
//! commit → the answer: `tui::update::answers` ticks the row off. Meanwhile the board's thread sees the feed move →
//! `board::builder` reads that one customer again → [`domain::regulation::agenda()`] → [`domain::queue::rank()`] → a new
//! snapshot → `tui::queue` draws it.
//!
//! # A shop's file, to a row
//!
//! `dozvon import FILE`: `cli::commands::import` → [`intake`]'s `open` reads its beginning → `detect` tells the format →
//! `run` starts the parser on a thread of its own → `read` gives objects or rows, one by one → `shops` makes each an
//! [`domain::incoming::IncomingOrder`] or a reject → `desk::import` takes batches → [`domain::order_merge`] compares it with
//! what the desk knows → `Tx` writes order, source, journal and rejects in one transaction → `Tx::refresh_several` → the
//! board's thread, as above.

pub mod board;
pub mod carriers;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod desk;
pub mod domain;
pub mod feeds;
pub mod i18n;
pub mod intake;
pub mod net;
pub mod outreach;
pub mod private_file;
pub mod reports;
pub mod scripts;
pub mod session;
pub mod store;
pub mod telephony;
pub mod template;
pub mod text;
pub mod tui;
pub mod view;
pub mod words;
pub mod worker;
