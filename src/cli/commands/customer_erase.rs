//! `customer erase`: a person who asks to be forgotten is.

use clap::Args;
use serde::Serialize;

use super::backup::failure;
use crate::cli::context::Context;
use crate::cli::names;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::reply as output;
use crate::cli::output::reply::Form;
use crate::cli::output::reply::Reply;
use crate::desk::erasing::Erased;
use crate::text::fold;

/// `customer erase`
#[derive(Debug, Args)]
pub struct EraseArgs {
    /// A phone, an email, or id:12
    #[arg(value_name = "PHONE")]
    customer: String,
    /// Why: who asked for it, and when; not their name
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// Do not ask: nothing brings them back
    #[arg(long)]
    yes: bool,
}

/// Asks once, erases, and names the act.
pub fn run(context: &Context, args: &EraseArgs) -> Result<Reply, Failure> {
    let mut desk = context.desk()?;
    let id = names::customer(context, &desk, &args.customer)?;
    if !args.yes {
        if context.form == Form::Json || !output::somebody_is_there() {
            return Err(Failure::usage(&context.tr, "cli-erase_for_ever", ""));
        }
        output::remark(&context.tr.with("cli-erase_ask", &[("id", id.0.into())]));
        let word = context.tr.text("cli-erase_word");
        let typed = output::ask("> ").unwrap_or_default();
        if fold(&typed).trim() != fold(&word) {
            return Err(Failure::usage(&context.tr, "cli-erase_not", "").of_kind(Kind::Refused));
        }
    }
    let database = context.database()?;
    let erased = desk
        .erase_customer(id, &args.reason)
        .map_err(|error| failure(context, &database, &error))?;
    let shape = ErasedShape::new(&erased);
    let is_partly = !erased.unreached.is_empty();
    Ok(context
        .reply(&shape, || plain(context, &erased, &shape))
        .partly(is_partly))
}

fn plain(context: &Context, erased: &Erased, shape: &ErasedShape) -> String {
    let tr = &context.tr;
    let args = [
        ("id", erased.customer.0.into()),
        ("act", shape.act.as_str().into()),
        ("copies", shape.copies.len().into()),
    ];
    let mut lines = vec![tr.with("cli-erased", &args)];
    lines.extend(shape.unreached.iter().map(|one| {
        let args = [("path", one.path.as_str().into()), ("why", one.why.as_str().into())];
        tr.with("cli-erased_unreached", &args)
    }));
    let reports = shape.reports.iter();
    lines.extend(reports.map(|path| tr.with("cli-erased_report", &[("path", path.as_str().into())])));
    lines.join("\n")
}

#[derive(Serialize)]
struct ErasedShape {
    entry: i64,
    customer_id: i64,
    act: String,
    copies: Vec<String>,
    unreached: Vec<UnreachedShape>,
    reports: Vec<String>,
}

#[derive(Serialize)]
struct UnreachedShape {
    path: String,
    why: String,
}

impl ErasedShape {
    fn new(erased: &Erased) -> ErasedShape {
        let unreached = erased.unreached.iter().map(|(path, why)| UnreachedShape {
            path: path.display().to_string(),
            why: why.clone(),
        });
        ErasedShape {
            entry: erased.entry,
            customer_id: erased.customer.0,
            act: erased.act.display().to_string(),
            copies: erased.copies.iter().map(|path| path.display().to_string()).collect(),
            unreached: unreached.collect(),
            reports: erased.reports.iter().map(|path| path.display().to_string()).collect(),
        }
    }
}
