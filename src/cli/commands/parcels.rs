//! `parcels`: what is done for many parcels at once.

use clap::Subcommand;

use super::parcels_back;
use super::parcels_import;
use super::parcels_import::RegisterArgs;
use super::parcels_print;
use super::parcels_print::PrintArgs;
use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::reply::Reply;

/// `parcels …`
#[derive(Debug, Subcommand)]
pub enum ParcelsCommand {
    /// Match a carrier's register of tracking numbers with the orders that wait for them
    Import(RegisterArgs),
    /// What comes back, until it is in stock again
    Back,
    /// Print a packing list, or the sheet a carrier's courier signs
    Print(PrintArgs),
}

/// Does what is asked.
pub fn run(context: &Context, command: &ParcelsCommand) -> Result<Reply, Failure> {
    match command {
        ParcelsCommand::Import(args) => parcels_import::run(context, args),
        ParcelsCommand::Back => parcels_back::run(context),
        ParcelsCommand::Print(args) => parcels_print::run(context, args),
    }
}
