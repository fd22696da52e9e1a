//! `doctor`: what is wrong with the file and around it, and what to do.

use clap::Args;

use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::json::object;
use crate::cli::output::reply::Reply;
use crate::desk::doctor::Finding;
use crate::domain::health::Checkup;
use crate::domain::health::Health;
use crate::domain::time::Time;
use crate::text::clean;
use crate::words;
use crate::words::Explanation;

/// `doctor`
#[derive(Debug, Args)]
pub struct DoctorArgs {
    /// Put right the kept figures and the search index
    #[arg(long)]
    fix: bool,
}

/// Looks at everything and prints a line for each; what is not fine has its remedy below it.
pub fn run(context: &Context, args: &DoctorArgs) -> Result<Reply, Failure> {
    let mut desk = context.desk_to_read()?;
    let found = context.told(desk.examine(args.fix))?;
    let told: Vec<Explanation> = found.iter().map(|finding| told(context, finding)).collect();
    let shapes: Vec<_> = found
        .iter()
        .zip(&told)
        .map(|(finding, told)| {
            object! {
                check: finding.check,
                state: finding.health,
                text: &told.message,
                remedy: &told.hint,
            }
        })
        .collect();
    let is_bad = found.iter().any(|finding| finding.health == Health::Bad);
    let reply = context.reply(&shapes, || {
        let lines: Vec<String> = found
            .iter()
            .zip(&told)
            .map(|(finding, told)| line(context, finding, told))
            .collect();
        lines.join("\n")
    });
    Ok(reply.partly(is_bad))
}

fn line(context: &Context, finding: &Finding, told: &Explanation) -> String {
    let sign = match finding.health {
        Health::Fine => "✓",
        Health::Mended => "+",
        Health::Warning => "!",
        Health::Bad => "✗",
    };
    let title = context.tr.coded("doctor-check", finding.check.code());
    let mut line = format!("{sign} {title}: {}", told.message);
    if !told.hint.is_empty() {
        line.push_str("\n    → ");
        line.push_str(&told.hint);
    }
    line
}

/// What was found, and what to do.
fn told(context: &Context, finding: &Finding) -> Explanation {
    let (check, state) = (finding.check.code(), finding.health.code());
    let mut key = format!("doctor-{check}-{state}");
    if !finding.case.is_empty() {
        key = format!("{key}_{}", finding.case);
    }
    let amount = match finding.check {
        Checkup::Disk | Checkup::Backup => words::size(&context.tr, u64::try_from(finding.count).unwrap_or(0)),
        _ => finding.count.to_string(),
    };
    let moment = |at: Option<Time>| {
        let words = at.map(|at| words::moment(&context.tr, context.zone(), at, context.now()));
        words.unwrap_or_default()
    };
    let args = [
        ("count", finding.count.into()),
        ("amount", amount.into()),
        ("text", clean(&finding.text).into()),
        ("years", finding.text.parse::<i64>().unwrap_or(0).into()),
        ("since", moment(finding.since).into()),
        ("until", moment(finding.until).into()),
    ];
    Explanation {
        message: context.tr.with(&key, &args),
        hint: match finding.health {
            Health::Fine | Health::Mended => String::new(),
            Health::Warning | Health::Bad => context.tr.with(&format!("{key}-hint"), &args),
        },
    }
}
