//! `journal`: what was done, newest first.

use clap::Args;

use crate::cli::context::Place;
use crate::cli::names;
use crate::cli::output::failure::Failure;
use crate::cli::output::json::EntryShape;
use crate::cli::output::reply::Reply;
use crate::cli::output::table::Side;
use crate::cli::output::table::table;
use crate::cli::output::timeline;
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
    /// At most so many entries
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: u32,
}

/// Prints the journal.
pub fn run(place: &Place, args: &JournalArgs) -> Result<Reply, Failure> {
    let desk = place.desk_to_read()?;
    let page = match &args.order {
        Some(name) => Page::Order(names::order(place, &desk, name)?),
        None => Page::All,
    };
    let entries = place.told(desk.read(|look| history::journal(look, page, i64::from(args.limit))))?;
    let mut lines: Vec<(Entry, Currency, String)> = Vec::with_capacity(entries.len());
    for entry in entries {
        let currency = currency(place, &desk, &entry)?;
        // What the shop brought first changed nothing: it came.
        let came = entry.kind == ActionKind::Import && entry.changes.is_empty();
        let told = if came {
            Detail::None
        } else {
            place.told(desk.read(|look| history::detail(look, &entry)))?
        };
        let text = line(place, &entry, &told, currency);
        lines.push((entry, currency, text));
    }
    let shapes: Vec<EntryShape> = lines
        .iter()
        .map(|(entry, currency, text)| EntryShape::new(entry, *currency, text.clone()))
        .collect();
    Ok(place.reply(&shapes, || plain(place, &lines)))
}

fn currency(place: &Place, desk: &Desk, entry: &Entry) -> Result<Currency, Failure> {
    let found = match entry.order {
        Some(order) => place.told(desk.read(|look| order::order_currency(look, order)))?,
        None => None,
    };
    Ok(found.unwrap_or(place.settings.shop.currency))
}

/// What it did in a line, without who and when.
fn line(place: &Place, entry: &Entry, told: &Detail, currency: Currency) -> String {
    let number = entry.order_number.as_deref().map(text::clean);
    let what = timeline::entry(place, entry.kind, told, currency);
    text::clean(&words::of_order(&place.tr, number.as_deref(), what)).into_owned()
}

fn plain(place: &Place, lines: &[(Entry, Currency, String)]) -> String {
    let rows: Vec<Vec<String>> = lines
        .iter()
        .map(|(entry, _, text)| {
            let undone = entry.undone_by.map(|_| words::done(&place.tr, ActionKind::Undo));
            vec![
                entry.id.to_string(),
                words::moment(&place.tr, place.zone(), entry.at, place.now()),
                entry.operator.clone(),
                timeline::joined(text.clone(), undone),
            ]
        })
        .collect();
    table(&[Side::Right, Side::Left, Side::Left, Side::Left], &rows)
}
