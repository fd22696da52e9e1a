//! `promise`: R5's promise of a call in the shop's own hours, for its site and its answering machine.

use clap::Args;
use clap::ValueEnum;

use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::json::object;
use crate::cli::output::json::stamp;
use crate::cli::output::reply::Reply;
use crate::domain::regulation::promise_window;
use crate::words;

/// `promise`
#[derive(Debug, Args)]
pub struct PromiseArgs {
    /// Where it will be read or heard
    #[arg(long = "for", value_enum, default_value_t = Reader::Site)]
    reader: Reader,
}

/// Where the text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Reader {
    /// The shop's site
    Site,
    /// The answering machine
    Phone,
}

/// Prints the text; the file is not asked.
pub fn run(context: &Context, args: &PromiseArgs) -> Result<Reply, Failure> {
    let settings = &context.settings;
    let calendar = settings.calendar(None, context.now());
    let Some((from, until)) = promise_window(&calendar, &settings.regulation, context.now()) else {
        return Err(Failure::usage(&context.tr, "cli-never_open", ""));
    };
    let (reader, text) = match args.reader {
        Reader::Site => ("site", words::promise_on_site(&context.tr, settings, from, until)),
        Reader::Phone => ("phone", words::promise_on_phone(&context.tr, settings, from, until)),
    };
    let shape = object! {
        #[serde(rename = "for")]
        reader,
        hours: words::hours(&context.tr, &settings.hours),
        from: stamp(from),
        until: stamp(until),
        text: text.clone(),
    };
    Ok(context.reply(&shape, || text))
}
