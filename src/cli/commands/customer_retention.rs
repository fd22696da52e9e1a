//! `customer retention`: whose data are older than the shop keeps them, and how they are erased.

use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::json::object;
use crate::cli::output::json::stamp;
use crate::cli::output::reply::Reply;
use crate::cli::output::table::headings;
use crate::cli::output::table::table;
use crate::domain::erasure::IdleCustomer;
use crate::words;

/// Lists them; nothing is erased by it.
pub fn run(context: &Context) -> Result<Reply, Failure> {
    let desk = context.desk_to_read()?;
    let Some(since) = desk.kept_since() else {
        return Err(Failure::usage(&context.tr, "cli-retention_unset", ""));
    };
    let found = context.told(desk.kept_too_long())?;
    let shape = object! {
        since: stamp(since),
        customers: &found,
        command: (!found.is_empty()).then(|| command(found.len())),
    };
    Ok(context.reply(&shape, || plain(context, &found)))
}

fn plain(context: &Context, found: &[IdleCustomer]) -> String {
    let (tr, zone, now) = (&context.tr, context.zone(), context.now());
    let count = [("count", found.len().into()), ("command", command(found.len()).into())];
    if found.is_empty() {
        return tr.text("cli-retention_nobody");
    }
    let row = |idle: &IdleCustomer| {
        let last = idle.last_at.map(|at| words::date_short(tr, zone, at, now));
        vec![
            format!("id:{}", idle.id),
            idle.name.clone(),
            idle.contact.clone().unwrap_or_default(),
            last.unwrap_or_default(),
            idle.orders.to_string(),
        ]
    };
    let head = headings(tr, ["", "", "", "cli-retention_last", "cli-retention_orders"]);
    table(&[4], std::iter::once(head).chain(found.iter().map(row))) + "\n" + &tr.with("cli-retention_how", &count)
}

fn command(count: usize) -> String {
    format!("dozvon customer erase --retention {count}")
}
