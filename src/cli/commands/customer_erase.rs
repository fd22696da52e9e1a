//! `customer erase`: a person who asks to be forgotten is, and so are those whose data are kept too long.

use std::path::Path;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::backup::failure;
use crate::cli::context::Context;
use crate::cli::names;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::json::object;
use crate::cli::output::reply as output;
use crate::cli::output::reply::Form;
use crate::cli::output::reply::Reply;
use crate::desk::Desk;
use crate::desk::erasing::Erased;
use crate::domain::ids::CustomerId;
use crate::i18n::Arg;
use crate::text::fold;

/// `customer erase`
#[derive(Debug, Args)]
pub struct EraseArgs {
    /// A phone, an email, or id:12
    #[arg(value_name = "PHONE", required_unless_present = "retention")]
    customer: Option<String>,
    /// Why: who asked for it, and when; not their name
    #[arg(long, value_name = "TEXT", required_unless_present = "retention")]
    reason: Option<String>,
    /// All whose data are older than `[retention]` keeps them, when the count is theirs
    #[arg(long, value_name = "COUNT", conflicts_with = "customer")]
    retention: Option<usize>,
    /// Do not ask: nothing brings them back
    #[arg(long)]
    yes: bool,
}

/// Asks once, erases, and names the act.
pub fn run(context: &Context, args: &EraseArgs) -> Result<Reply, Failure> {
    let mut desk = context.desk()?;
    let (ids, reason, question) = match (&args.customer, args.retention) {
        (Some(named), _) => {
            let id = names::customer(context, &desk, named)?;
            let question = context.tr.with("cli-erase_ask", &[("id", id.0.into())]);
            (vec![id], String::new(), question)
        }
        (None, said) => kept_too_long(context, &desk, said.unwrap_or(0))?,
    };
    if !args.yes {
        if context.form == Form::Json || !output::somebody_is_there() {
            return Err(Failure::usage(&context.tr, "cli-erase_for_ever", ""));
        }
        output::remark(&question);
        let word = context.tr.text("cli-erase_word");
        let typed = output::ask("> ").unwrap_or_default();
        if fold(&typed).trim() != fold(&word) {
            return Err(Failure::usage(&context.tr, "cli-erase_not", "").of_kind(Kind::Refused));
        }
    }
    let database = context.database()?;
    let reason = args.reason.as_ref().unwrap_or(&reason);
    let erased = desk
        .erase_customers(&ids, reason)
        .map_err(|error| failure(context, Path::new(&database.to_string()), &error))?;
    let shape = erased_json(&erased, args.retention.is_some());
    let is_partly = !erased.unreached.is_empty();
    Ok(context.reply(&shape, || plain(context, &erased)).partly(is_partly))
}

/// Those whose data are older than the shop keeps them, the reason, and what is asked. `said` is how many they must be: a
/// list somebody has looked at, and no other, is erased.
fn kept_too_long(context: &Context, desk: &Desk, said: usize) -> Result<(Vec<CustomerId>, String, String), Failure> {
    let tr = &context.tr;
    let Some(years) = context.settings.retention.customers else {
        return Err(Failure::usage(tr, "cli-retention_unset", ""));
    };
    let found = context.told(desk.kept_too_long())?;
    if found.len() != said || found.is_empty() {
        let count = found.len().to_string();
        return Err(Failure::usage(tr, "cli-retention_count", &count).of_kind(Kind::Refused));
    }
    let question = tr.with("cli-retention_ask", &[("count", found.len().into())]);
    let reason = format!("[retention] customers = \"{}\"", years.text());
    Ok((found.iter().map(|idle| idle.id).collect(), reason, question))
}

fn plain(context: &Context, erased: &Erased) -> String {
    let tr = &context.tr;
    let args = |who: Arg<'static>| {
        [
            ("who", who),
            ("act", shown(&erased.act).into()),
            ("copies", erased.copies.len().into()),
        ]
    };
    let mut lines = vec![match erased.people.as_slice() {
        [(customer, _)] => tr.with("cli-erased", &args(customer.0.into())),
        several => tr.with("cli-erased_several", &args(several.len().into())),
    }];
    lines.extend(erased.unreached.iter().map(|(path, why)| {
        let args = [("path", shown(path).into()), ("why", why.as_str().into())];
        tr.with("cli-erased_unreached", &args)
    }));
    for (key, reports) in [
        ("cli-erased_in_report", &erased.reports_erased),
        ("cli-erased_report", &erased.reports),
    ] {
        lines.extend(reports.iter().map(|path| tr.with(key, &[("path", shown(path).into())])));
    }
    lines.join("\n")
}

/// One person under names of their own, several in a list.
fn erased_json(erased: &Erased, several: bool) -> impl Serialize {
    let paths = |paths: &[PathBuf]| paths.iter().map(|path| shown(path)).collect::<Vec<_>>();
    let person = |(customer_id, entry): &(CustomerId, i64)| object! { entry: *entry, customer_id: *customer_id };
    let only = erased.people.last().filter(|_| !several);
    let all = || erased.people.iter().map(person).collect::<Vec<_>>();
    object! {
        #[serde(flatten)]
        only: only.map(person),
        #[serde(flatten)]
        several: only.is_none().then(|| object! { erased: all() }),
        act: shown(&erased.act),
        copies: paths(&erased.copies),
        unreached: erased
            .unreached
            .iter()
            .map(|(path, why)| object! { path: shown(path), why })
            .collect::<Vec<_>>(),
        reports_erased: paths(&erased.reports_erased),
        reports: paths(&erased.reports),
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
