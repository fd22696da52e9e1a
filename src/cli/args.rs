//! The command line as typed: its options and its subcommands. Each subcommand's own arguments stand in its file.

use std::path::PathBuf;

use clap::Args;
use clap::Parser;
use clap::Subcommand;

use super::call::CallCommand;
use super::catalogue::CatalogueCommand;
use super::codes;
use super::config::ConfigCommand;
use super::customer::CustomerCommand;
use super::demo::DemoArgs;
use super::import::ImportArgs;
use super::journal::JournalArgs;
use super::next::NextArgs;
use super::order::OrderCommand;
use super::outbox::OutboxArgs;
use super::pages::CompletionsArgs;
use super::pages::ManArgs;
use super::plan::PlanArgs;
use super::promise::PromiseArgs;
use super::queue::QueueArgs;
use super::report::ReportCommand;
use super::search::SearchArgs;
use super::shift::ShiftCommand;
use super::work::WorkArgs;
use crate::domain::time::Time;
use crate::i18n::Lang;

/// The sales desk of a small online shop: whom to serve next, and why.
///
/// N is an order's number as the shop writes it, or `id:12`. WHEN is 15:30, +2h, 2d, "tomorrow 10",
/// "2026-03-11 15:30" or RFC 3339. AMOUNT is 1450 or 1450,50.
///
/// Exit codes: 0 done or nothing to change; 1 partly done; 2 usage, not found or ambiguous; 3 config; 4 database;
/// 5 refused.
#[derive(Debug, Parser)]
#[command(
    name = "dozvon",
    version,
    max_term_width = 100,
    disable_help_subcommand = true,
    args_override_self = true
)]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) globals: Globals,
    /// What to do; without it the console opens.
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// Options that stand before or after the subcommand.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Global options")]
pub(super) struct Globals {
    /// The database (or `DOZVON_DB`)
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) db: Option<PathBuf>,
    /// The settings (or `DOZVON_CONFIG`)
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Who works (or `DOZVON_OPERATOR`)
    #[arg(long, global = true, value_name = "NAME")]
    pub(super) operator: Option<String>,
    /// The language: ru or en
    #[arg(long, global = true, value_parser = codes::lang)]
    pub(super) lang: Option<Lang>,
    /// See the desk as at this moment; it is written to only in a rehearsal
    #[arg(long, global = true, value_name = "RFC3339", value_parser = codes::time)]
    pub(super) now: Option<Time>,
    /// Print one JSON document
    #[arg(long, global = true)]
    pub(super) json: bool,
}

/// Everything there is to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// What is due now, in the order it is to be served
    Queue(QueueArgs),
    /// What will fall due on a day if nobody acts
    Plan(PlanArgs),
    /// Claim the top of the queue
    Next(NextArgs),
    /// Look at an order and work on it
    #[command(subcommand)]
    Order(OrderCommand),
    /// Look at a customer and work on the card
    #[command(subcommand)]
    Customer(CustomerCommand),
    /// Log a call, or tell what the telephone line does
    #[command(subcommand)]
    Call(CallCommand),
    /// Log in, log out, pause; who was there and when
    #[command(subcommand)]
    Shift(ShiftCommand),
    /// Take back the operator's last action
    Undo,
    /// Do again what was taken back last
    Redo,
    /// What leaves by itself, until it has left
    Outbox(OutboxArgs),
    /// Do what falls due by itself, without a screen
    Work(WorkArgs),
    /// The promise of a call, made from the hours
    Promise(PromiseArgs),
    /// Find orders and customers by number, phone or name
    Search(SearchArgs),
    /// What was done, newest first
    Journal(JournalArgs),
    /// The morning's sheet and the numbers
    #[command(subcommand)]
    Report(ReportCommand),
    /// Take in the orders of a shop's export
    Import(ImportArgs),
    /// What the shop sells, and what it offers in vain
    #[command(subcommand)]
    Catalogue(CatalogueCommand),
    /// Open the console over a made-up shop
    Demo(DemoArgs),
    /// Check the settings, or say where they lie
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Print what a shell needs to complete the commands
    Completions(CompletionsArgs),
    /// Print the manual page
    Man(ManArgs),
}
