//! `call import-cdr`: calls of the past out of the exchange's own logs.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::reply::Reply;
use crate::telephony::asterisk::Directory;
use crate::telephony::past;
use crate::telephony::thread::ASTERISK;

/// `call import-cdr`
#[derive(Debug, Args)]
pub struct ImportCdrArgs {
    /// Asterisk's Master.csv, a table of its records, or its `queue_log`
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

/// How many lines that could not be read are named.
const NAMED: usize = 10;

/// Reads them.
pub fn run(context: &Context, args: &ImportCdrArgs) -> Result<Reply, Failure> {
    let tr = &context.tr;
    let directory = Directory::of(&context.settings);
    let mut desk = context.desk_or_new()?;
    let (mut read, mut calls, mut shifts) = (0, 0, 0);
    let mut rejected: Vec<String> = Vec::new();
    let mut all = crate::desk::past_calls::PastEntered::default();
    for path in &args.files {
        let bytes = std::fs::read(path)
            .map_err(|error| Failure::usage(tr, "cli-cdr_unreadable", &format!("{}: {error}", path.display())))?;
        let log = past::read(&bytes, &directory, context.zone());
        let entered = context.told(desk.past_calls(ASTERISK, &log.calls))?;
        shifts += context.told(desk.past_shifts(&log.shifts))?;
        read += log.lines;
        calls += log.calls.len();
        all.created += entered.created;
        all.updated += entered.updated;
        all.unchanged += entered.unchanged;
        rejected.extend(log.rejected.iter().map(|line| format!("{}:{line}", path.display())));
    }
    let shape = json!({
        "read": read,
        "calls": calls,
        "created": all.created,
        "updated": all.updated,
        "unchanged": all.unchanged,
        "shifts": shifts,
        "rejected": rejected.len(),
    });
    let reply = context.reply(&shape, || {
        let mut lines = vec![tr.with(
            "cli-cdr_read",
            &[
                ("lines", read.into()),
                ("calls", calls.into()),
                ("created", all.created.into()),
                ("updated", all.updated.into()),
                ("unchanged", all.unchanged.into()),
            ],
        )];
        if shifts > 0 {
            lines.push(tr.with("cli-cdr_shifts", &[("count", shifts.into())]));
        }
        if !rejected.is_empty() {
            let named = rejected
                .iter()
                .take(NAMED)
                .map(|place| crate::text::clean(place).into_owned());
            let places = named.collect::<Vec<_>>().join(", ");
            lines.push(tr.with(
                "cli-cdr_rejected",
                &[("count", rejected.len().into()), ("places", places.into())],
            ));
        }
        lines.join("\n")
    });
    Ok(reply.partly(!rejected.is_empty()))
}
