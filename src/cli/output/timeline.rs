//! What happened, as lines of a plain card.

use super::table::table;
use crate::cli::context::Context;
use crate::domain::history::TimelineItem;
use crate::view::card::Card;
use crate::words;

/// How much of the past a plain card shows; `journal` has the rest.
const SHOWN: usize = 12;

/// The newest things that happened; of an order, only what is its own.
pub fn plain(context: &Context, card: &Card, number: Option<&str>) -> String {
    let own = |item: &&TimelineItem| number.is_none() || item.order_number.as_deref() == number;
    let order = card.order.as_ref();
    let currency = order.map_or(context.settings.shop.currency, |order| order.facts.currency);
    let words = context.history_words(currency);
    let rows = card.timeline.iter().filter(own).take(SHOWN).map(|item| {
        let about = item.order_number.clone().filter(|_| number.is_none());
        vec![
            words::moment(&context.tr, context.zone(), item.at, context.now()),
            item.operator.clone(),
            about.unwrap_or_default(),
            words.happened(&item.what),
        ]
    });
    table(&[], rows)
}
