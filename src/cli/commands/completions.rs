//! `completions` and `man`: what a shell and a reader are told of the command line, both made from its one definition.

use std::fs;
use std::path::Path;

use clap::CommandFactory;

use crate::cli::args::Cli;
use crate::cli::args::CompletionsArgs;
use crate::cli::args::ManArgs;
use crate::cli::output::failure::Failure;
use crate::cli::output::reply::Reply;
use crate::i18n::Tr;

const NAME: &str = "dozvon";

/// Prints the script by which a shell completes the commands.
pub fn completions(args: &CompletionsArgs) -> Reply {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), NAME, &mut script);
    Reply::verbatim(String::from_utf8_lossy(&script).into_owned())
}

/// Prints the manual page, or writes the pages of all commands (`dozvon.1`, `dozvon-queue.1`, …) and names the folder.
pub fn man(args: &ManArgs, tr: &Tr) -> Result<Reply, Failure> {
    let written = match &args.into {
        Some(folder) => write_all(folder).map(|()| Reply::text(&folder.display().to_string())),
        None => first_page().map(Reply::verbatim),
    };
    written.map_err(|error| {
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
