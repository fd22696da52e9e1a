//! A statement's lines beside the orders that are still to be paid (R12).

use std::collections::HashMap;
use std::collections::HashSet;

use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::statement::Fit;
use crate::domain::statement::Owing;
use crate::domain::statement::StatementLine;
use crate::domain::statement::fits;
use crate::domain::statement::numbers;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::store::open_work::LIVE;

/// A line and what it pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FittedLine {
    /// The line.
    pub line: StatementLine,
    /// What it pays; none when its payment stands in the file already.
    pub fit: Option<Fit>,
}

/// What a statement pays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FittedStatement {
    /// Its lines, as they stood.
    pub lines: Vec<FittedLine>,
    /// The orders they pay, by number and customer.
    pub orders: HashMap<OrderId, (String, String)>,
}

/// What the lines of a statement pay of what is owed now.
pub fn fitted(look: &Look<'_>, lines: Vec<StatementLine>) -> Result<FittedStatement, StoreError> {
    let mut taken = Vec::with_capacity(lines.len());
    for line in &lines {
        taken.push(look.store.is_statement_taken(&line.key)?);
    }
    let (known, news): (Vec<_>, Vec<_>) = lines.into_iter().zip(taken).partition(|(_, taken)| *taken);
    let news: Vec<StatementLine> = news.into_iter().map(|(line, _)| line).collect();
    let owing = if news.is_empty() {
        Vec::new()
    } else {
        owing(look, &news)?
    };
    let names = owing
        .iter()
        .map(|one| (one.order, (one.number.clone(), one.customer.clone())));
    let orders: HashMap<OrderId, (String, String)> = names.collect();
    let fits = fits(&news, owing);
    let mut lines: Vec<FittedLine> = news
        .into_iter()
        .zip(fits)
        .map(|(line, fit)| FittedLine { line, fit: Some(fit) })
        .chain(known.into_iter().map(|(line, _)| FittedLine { line, fit: None }))
        .collect();
    lines.sort_by_key(|fitted| fitted.line.line);
    Ok(FittedStatement { lines, orders })
}

/// What is owed, with the numbers of the parcels that the lines may name.
fn owing(look: &Look<'_>, lines: &[StatementLine]) -> Result<Vec<Owing>, StoreError> {
    let mut owing: Vec<(CustomerId, Owing)> = Vec::new();
    look.store.live_customers(LIVE, |orders| {
        owing.extend(orders.drain(..).filter(|order| order.due() > 0).map(|order| {
            let of = Owing {
                order: order.id,
                number: String::new(),
                tracking: Vec::new(),
                customer: String::new(),
                owed: order.due(),
                currency: order.currency,
            };
            (order.customer, of)
        }));
    })?;
    let keys: Vec<_> = owing.iter().map(|(customer, of)| (*customer, Some(of.order))).collect();
    let texts = look.store.row_texts(&keys)?;
    let named: HashSet<String> = lines.iter().flat_map(numbers).collect();
    let mut tracked: HashMap<OrderId, Vec<String>> = HashMap::new();
    for (order, number) in look.store.tracked(&named)? {
        tracked.entry(order).or_default().push(number);
    }
    let owing = owing.into_iter().zip(keys).map(|((_, mut of), key)| {
        if let Some(text) = texts.get(&key) {
            of.number.clone_from(&text.number);
            of.customer.clone_from(&text.customer);
        }
        of.tracking = tracked.remove(&of.order).unwrap_or_default();
        of
    });
    Ok(owing.collect())
}
