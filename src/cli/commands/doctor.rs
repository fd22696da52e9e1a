//! `doctor`: what is wrong with the file and around it, and what to do.

use clap::Args;
use serde::Serialize;

use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::reply::Reply;
use crate::desk::doctor::Finding;
use crate::domain::health::Checkup;
use crate::domain::health::Health;
use crate::domain::time::Time;
use crate::text::clean;
use crate::words;

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
    let shapes: Vec<FindingShape> = found.iter().map(|finding| shape(context, finding)).collect();
    let is_bad = found.iter().any(|finding| finding.health == Health::Bad);
    let reply = context.reply(&shapes, || {
        let lines: Vec<String> = shapes.iter().map(|shape| line(context, shape)).collect();
        lines.join("\n")
    });
    Ok(reply.partly(is_bad))
}

fn line(context: &Context, shape: &FindingShape) -> String {
    let sign = match shape.state {
        "fine" => "✓",
        "mended" => "+",
        "warning" => "!",
        _ => "✗",
    };
    let title = context.tr.coded("doctor-check", shape.check);
    let mut line = format!("{sign} {title}: {}", shape.text);
    if !shape.remedy.is_empty() {
        line.push_str("\n    → ");
        line.push_str(&shape.remedy);
    }
    line
}

fn shape(context: &Context, finding: &Finding) -> FindingShape {
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
        ("text", clean(&finding.text).into_owned().into()),
        ("years", finding.text.parse::<i64>().unwrap_or(0).into()),
        ("since", moment(finding.since).into()),
        ("until", moment(finding.until).into()),
    ];
    FindingShape {
        check,
        state,
        text: context.tr.with(&key, &args),
        remedy: match finding.health {
            Health::Fine | Health::Mended => String::new(),
            Health::Warning | Health::Bad => context.tr.with(&format!("{key}-hint"), &args),
        },
    }
}

#[derive(Serialize)]
struct FindingShape {
    check: &'static str,
    state: &'static str,
    text: String,
    remedy: String,
}
