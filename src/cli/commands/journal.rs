//! `journal`: what was done, newest first.

use clap::Args;

use crate::cli::context::Context;
use crate::cli::names;
use crate::cli::output::failure::Failure;
use crate::cli::output::json::entry_json;
use crate::cli::output::reply::Reply;
use crate::cli::output::table::table;
use crate::desk::Desk;
use crate::domain::action::ActionKind;
use crate::domain::history::Detail;
use crate::domain::journal::Entry;
use crate::domain::journal::Page;
use crate::domain::money::Currency;
use crate::text;
use crate::view::history;
use crate::view::order;
use crate::words;

/// `journal`
#[derive(Debug, Args)]
pub struct JournalArgs {
    /// Only what was done to this order
    #[arg(long, value_name = "N")]
    order: Option<String>,
    /// At most this many entries
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: u32,
}

/// Prints the journal.
pub fn run(context: &Context, args: &JournalArgs) -> Result<Reply, Failure> {
    let desk = context.desk_to_read()?;
    let page = match &args.order {
        Some(name) => Page::Order(names::order(context, &desk, name)?),
        None => Page::All,
    };
    let entries = context.told(desk.read(|look| history::journal(look, page, i64::from(args.limit))))?;
    let mut lines: Vec<(Entry, Currency, String)> = Vec::with_capacity(entries.len());
    for entry in entries {
        let currency = currency(context, &desk, &entry)?;
        // What the shop brought first changed nothing: it came.
        let came = entry.kind == ActionKind::Import && entry.changes.is_empty();
        let told = if came {
            Detail::None
        } else {
            context.told(desk.read(|look| history::detail(look, &entry)))?
        };
        let text = line(context, &entry, &told, currency);
        lines.push((entry, currency, text));
    }
    let shapes: Vec<_> = lines
        .iter()
        .map(|(entry, currency, text)| entry_json(entry, *currency, text))
        .collect();
    Ok(context.reply(&shapes, || plain(context, &lines)))
}

fn currency(context: &Context, desk: &Desk, entry: &Entry) -> Result<Currency, Failure> {
    let found = match entry.order {
        Some(order) => context.told(desk.read(|look| order::order_currency(look, order)))?,
        None => None,
    };
    Ok(found.unwrap_or(context.settings.shop.currency))
}

/// What it did in a line, without who and when.
fn line(context: &Context, entry: &Entry, told: &Detail, currency: Currency) -> String {
    let number = entry.order_number.as_deref().map(text::clean);
    let what = context.history_words(currency).entry(entry.kind, told);
    text::clean(&words::of_order(&context.tr, number.as_deref(), what)).into_owned()
}

fn plain(context: &Context, lines: &[(Entry, Currency, String)]) -> String {
    let rows = lines.iter().map(|(entry, currency, text)| {
        let text = match entry.undone_by {
            Some(_) => context.history_words(*currency).undone(text),
            None => text.clone(),
        };
        vec![
            entry.id.to_string(),
            words::moment(&context.tr, context.zone(), entry.at, context.now()),
            words::who(&context.tr, &entry.operator),
            text,
        ]
    });
    table(&[0], rows)
}
