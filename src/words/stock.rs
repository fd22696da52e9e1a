//! A line of an order, and what the catalogue says of it, in words.

use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::domain::order::CustomerFlags;
use crate::domain::order::Line;
use crate::domain::order::OrderFacts;
use crate::domain::product::LineStock;
use crate::domain::quantity;
use crate::i18n::Tr;
use crate::text::clean;

/// What a manager should know before the call: too few of it, a price that rose (R11, R16); nothing when all is well.
pub fn line_marks(tr: &Tr, stock: &LineStock, currency: Currency) -> Vec<String> {
    let short = stock.stock_milli.filter(|_| stock.is_short).map(|milli| match milli {
        1.. => tr.with("stock-few", &[("count", quantity::text(milli).into())]),
        _ => tr.text("stock-none"),
    });
    let promised = stock
        .stock_milli
        .filter(|_| stock.is_promised)
        .map(|milli| tr.with("stock-promised", &[("count", quantity::text(milli).into())]));
    let risen = stock.rise.map(|rise| {
        let money = super::sum(tr, Money::new(rise, currency));
        tr.with("stock-risen", &[("money", money.into())])
    });
    short.into_iter().chain(promised).chain(risen).collect()
}

/// How much there is of what the line asks for; nothing when nobody knows.
pub fn stock(tr: &Tr, stock: &LineStock) -> Option<String> {
    stock.stock_milli.map(|milli| match milli {
        1.. => tr.with("stock-left", &[("count", quantity::text(milli).into())]),
        _ => tr.text("stock-none"),
    })
}

/// What a line is of: `Teapot, red, 0.6 l`.
pub fn goods(line: &Line) -> String {
    let name = clean(&line.name);
    if line.parameters.is_empty() {
        name.into_owned()
    } else {
        format!("{name}, {}", clean(&line.parameters))
    }
}

/// What is due, with what marks its order: a company, or maybe one, goods that are not there.
pub fn marked(tr: &Tr, words: String, order: Option<&OrderFacts>) -> String {
    of_goods(tr, of_buyer(tr, words, order), order)
}

/// What is due, of goods that are not there, or are promised to older orders.
pub fn of_goods(tr: &Tr, words: String, order: Option<&OrderFacts>) -> String {
    let Some(order) = order else { return words };
    let key = if order.marks.has(CustomerFlags::OUT_OF_STOCK) {
        "why-out_of_stock"
    } else if order.marks.has(CustomerFlags::PROMISED_AWAY) {
        "why-promised_away"
    } else {
        return words;
    };
    tr.with(key, &[("words", words.into())])
}

/// What is due, with who buys: a company, or maybe one.
pub fn of_buyer(tr: &Tr, words: String, order: Option<&OrderFacts>) -> String {
    let Some(order) = order else { return words };
    let keys = [
        (order.marks.has(CustomerFlags::B2B), "why-b2b"),
        (order.is_maybe_b2b(), "why-maybe_b2b"),
    ];
    let set = keys.into_iter().filter(|(is_set, _)| *is_set);
    set.fold(words, |words, (_, key)| tr.with(key, &[("words", words.into())]))
}
