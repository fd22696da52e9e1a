//! `queue`: what is due now, in the order it is to be served.

use clap::Args;
use serde::Serialize;

use crate::board;
use crate::board::BoardRow;
use crate::board::BoardWarning;
use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::json::Around;
use crate::cli::output::json::row_json;
use crate::cli::output::reply::Form;
use crate::cli::output::reply::Reply;
use crate::cli::output::table::table;
use crate::desk::Desk;
use crate::domain::money::Money;
use crate::domain::task::TaskKind;
use crate::domain::time::Time;
use crate::text::fold;
use crate::view::order;
use crate::words;

/// `queue`
#[derive(Debug, Args)]
pub struct QueueArgs {
    /// Only this many rows
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Only the orders of one shop
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
}

/// Prints the queue.
pub fn run(context: &Context, args: &QueueArgs) -> Result<Reply, Failure> {
    let desk = context.desk_to_read()?;
    let board = context.told(desk.read(|look| board::queue(look, &desk.who().operator, desk.fingerprint())))?;
    let mut rows = board.rows.to_vec();
    if let Some(name) = &args.source {
        if !context.told(desk.read(|look| Ok(look.of_source(name)?.is_some())))? {
            return Err(Failure::usage(&context.tr, "cli-no_source", name));
        }
        let name = fold(name);
        let is_of = |row: &BoardRow| [&row.text.shop, &row.text.source].iter().any(|shop| fold(shop) == name);
        rows.retain(is_of);
    }
    rows.truncate(args.limit.unwrap_or(rows.len()));
    let rows = &rows[..];
    let now = desk.now();
    let mut shapes = Vec::new();
    if context.form == Form::Json {
        for (index, row) in rows.iter().enumerate() {
            shapes.push(shape(context, &desk, index + 1, row)?);
        }
    }
    let reply = context.reply(&shapes, || plain(context, 1, rows, now));
    let amiss = board.warnings.iter().map(|amiss| warning(context, amiss, now));
    let nothing = rows.is_empty().then(|| context.tr.text("cli-nothing_due"));
    Ok(context.beside(reply, amiss.chain(nothing)))
}

/// What is amiss with the file or the clock, as the console's header says it.
fn warning(context: &Context, amiss: &BoardWarning, now: Time) -> String {
    let tr = &context.tr;
    let message = match amiss.since() {
        Some(since) => {
            let since = words::moment(tr, context.zone(), since, now);
            tr.with(&format!("{}-since", amiss.key()), &[("since", since.into())])
        }
        None => tr.text(amiss.key()),
    };
    context.tr.with("cli-warning", &[("message", message.into())])
}

/// The row as JSON has it; `rank` counts from 1.
pub fn shape(
    context: &Context,
    desk: &Desk,
    rank: usize,
    board_row: &BoardRow,
) -> Result<impl Serialize + use<>, Failure> {
    let row = &board_row.row;
    let mut more: Vec<(Option<String>, TaskKind)> = Vec::with_capacity(row.more.len());
    for (order, kind) in &row.more {
        let number = match order {
            Some(id) if Some(*id) != row.order => context.told(desk.read(|look| order::order_number(look, *id)))?,
            Some(_) => Some(board_row.text.number.clone()),
            None => None,
        };
        more.push((number, *kind));
    }
    let now = desk.now();
    Ok(row_json(
        board_row,
        Around {
            rank,
            reason: reason(context, board_row, now),
            more,
            now,
        },
    ))
}

/// The rows as a table; the first stands in the queue at `rank`.
pub fn plain(context: &Context, rank: usize, rows: &[BoardRow], now: Time) -> String {
    let cells = rows
        .iter()
        .enumerate()
        .map(|(index, row)| cells(context, rank + index, row, now));
    table(&[0, 5, 6], cells)
}

/// Why it stands where it stands, and what marks its order.
fn reason(context: &Context, board_row: &BoardRow, now: Time) -> String {
    let row = &board_row.row;
    let facts = board_row.facts();
    let order = facts.as_ref();
    let words = words::reason_of(&context.tr, context.zone(), &row.task, order, row.target, now);
    words::marked(&context.tr, words, order)
}

fn cells(context: &Context, rank: usize, board_row: &BoardRow, now: Time) -> Vec<String> {
    let (row, text) = (&board_row.row, &board_row.text);
    let total = row
        .currency
        .map(|currency| words::exact_sum(&context.tr, Money::new(row.total, currency)));
    let more = match row.more.len() {
        0 => String::new(),
        count => format!("+{count}"),
    };
    let known = [&text.customer, &text.phone, &text.email];
    let who = known
        .into_iter()
        .find(|known| !known.is_empty())
        .unwrap_or(&text.customer);
    vec![
        rank.to_string(),
        words::lane(&context.tr, row.task.lane),
        text.number.clone(),
        text.shop.clone(),
        who.clone(),
        total.unwrap_or_default(),
        more,
        board_row
            .claim
            .as_ref()
            .map(|claim| claim.operator.clone())
            .unwrap_or_default(),
        reason(context, board_row, now),
    ]
}
