//! `completions` and `man`: what a shell and a reader are told of the command line, both made from its one definition.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use clap::Args;
use clap::CommandFactory;
use clap_complete::Shell;

use super::args::Cli;
use super::failure::Failure;
use super::output::Reply;
use crate::i18n::Tr;

const NAME: &str = "dozvon";

/// `completions`
#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// The shell that is to complete commands, options and their words
    shell: Shell,
}

/// `man`
#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// Write the page of every command into this folder instead of printing the first of them
    #[arg(long, value_name = "FOLDER")]
    into: Option<PathBuf>,
}

/// Prints the script by which a shell completes the commands.
pub(super) fn completions(args: &CompletionsArgs) -> Reply {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), NAME, &mut script);
    Reply::text(String::from_utf8_lossy(&script).into_owned())
}

/// Prints the manual page, or writes the pages of all commands (`dozvon.1`, `dozvon-queue.1`, …) and names the folder.
pub(super) fn man(args: &ManArgs, tr: &Tr) -> Result<Reply, Failure> {
    let written = match &args.into {
        Some(folder) => write_all(folder).map(|()| folder.display().to_string()),
        None => first_page(),
    };
    written.map(Reply::text).map_err(|error| {
        let folder = args.into.as_deref().unwrap_or(Path::new("-"));
        Failure::usage(tr, "cli-no_pages", &format!("{}: {error}", folder.display()))
    })
}

fn first_page() -> std::io::Result<String> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut page)?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}

fn write_all(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    clap_mangen::generate_to(Cli::command(), folder)
}
