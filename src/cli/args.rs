//! The command line as typed: its options and its subcommands. Each subcommand's own arguments stand in its file.

use std::path::PathBuf;

use clap::Args;
use clap::Parser;
use clap::Subcommand;
use clap_complete::Shell;

use super::commands::answers::AnswersCommand;
use super::commands::backup::BackupArgs;
use super::commands::call::CallCommand;
use super::commands::carriers::CarriersCommand;
use super::commands::catalogue::CatalogueCommand;
use super::commands::channels::ChannelsCommand;
use super::commands::config::ConfigCommand;
use super::commands::customer::CustomerCommand;
use super::commands::demo::DemoArgs;
use super::commands::doctor::DoctorArgs;
use super::commands::feed::FeedCommand;
use super::commands::import::ImportArgs;
use super::commands::init::InitArgs;
use super::commands::journal::JournalArgs;
use super::commands::message::MessageCommand;
use super::commands::money::MoneyCommand;
use super::commands::move_desk::MoveArgs;
use super::commands::next::NextArgs;
use super::commands::order::OrderCommand;
use super::commands::outbox::OutboxArgs;
use super::commands::parcels::ParcelsCommand;
use super::commands::plan::PlanArgs;
use super::commands::promise::PromiseArgs;
use super::commands::queue::QueueArgs;
use super::commands::report::ReportCommand;
use super::commands::restore::RestoreArgs;
use super::commands::search::SearchArgs;
use super::commands::shift::ShiftCommand;
use super::commands::telephony::TelephonyCommand;
use super::commands::work::WorkArgs;
use super::globals::Globals;

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
pub struct Cli {
    #[command(flatten)]
    pub globals: Globals,
    /// What to do; without it the console opens.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Everything there is to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Set the shop up: asks its name, country, hours and phone, and writes the settings
    Init(InitArgs),
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
    /// Whether the telephone exchange is reached, and what it lets be seen
    #[command(subcommand)]
    Telephony(TelephonyCommand),
    /// Log in, log out, pause; who was there and when
    #[command(subcommand)]
    Shift(ShiftCommand),
    /// Undo the operator's last action
    Undo,
    /// Do again what was undone last
    Redo,
    /// What leaves by itself, until it has left
    Outbox(OutboxArgs),
    /// What customers are told: the texts, and how one would read
    #[command(subcommand)]
    Message(MessageCommand),
    /// Standard answers to standard questions
    #[command(subcommand)]
    Answers(AnswersCommand),
    /// By what messages leave, and whether it works
    #[command(subcommand)]
    Channels(ChannelsCommand),
    /// Do what falls due by itself, without a screen
    Work(WorkArgs),
    /// Hear what other machines tell, without a screen: exchanges, shops, gateways
    Listen,
    /// Make a copy of the database, and prove it
    Backup(BackupArgs),
    /// Put a copy back in the place of the database
    Restore(RestoreArgs),
    /// Move the desk to another database, a file or a server's, and close this one
    Move(MoveArgs),
    /// What is wrong with the database and around it, and what to do
    Doctor(DoctorArgs),
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
    /// Where orders come from by themselves
    #[command(subcommand)]
    Feed(FeedCommand),
    /// Who is asked about parcels by itself
    #[command(subcommand)]
    Carriers(CarriersCommand),
    /// Many parcels at once: tracking numbers, packing list, hand-over sheet
    #[command(subcommand)]
    Parcels(ParcelsCommand),
    /// What came to the shop's account, and the orders it pays
    #[command(subcommand)]
    Money(MoneyCommand),
    /// What the shop sells, and what it offers in vain
    #[command(subcommand)]
    Catalogue(CatalogueCommand),
    /// Open the console over a made-up shop
    Demo(DemoArgs),
    /// Check the settings, change one, or say where they lie
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Print what a shell needs to complete the commands
    Completions(CompletionsArgs),
    /// Print the manual page
    Man(ManArgs),
}

/// `completions`
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell that is to complete commands, options and their words
    pub shell: Shell,
}

/// `man`
#[derive(Debug, Args)]
pub struct ManArgs {
    /// Write the page of every command into this folder instead of printing the first of them
    #[arg(long, value_name = "FOLDER")]
    pub into: Option<PathBuf>,
}
