//! Who owes what (R12): customers, carriers that took money on delivery, the shop itself, and what is to be paid at receipt.

use std::collections::HashSet;

use super::Act;
use super::LongList;
use super::PageKey;
use super::PageRow;
use super::PageRowKey;
use super::PageSnapshot;
use super::Section;
use super::Shape;
use crate::domain::cell::Cell;
use crate::domain::cell::Label;
use crate::domain::ids::OrderId;
use crate::domain::money::Money;
use crate::domain::regulation::Debtor;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::view::figures;
use crate::view::figures::OwedOrder;
use crate::view::figures::OwedSum;
use crate::view::order_words;

/// Nobody walks through more of one side in a day; its sums are of all.
const MOST: usize = 200;

/// A section for each side and currency, its sums above its orders: all of them, or those that what is typed finds.
pub(super) fn page(look: &Look<'_>, filter: &str) -> Result<PageSnapshot, StoreError> {
    let readings = order_words::readings(filter);
    let (mut sections, mut found, mut of) = (Vec::new(), 0, 0);
    for list in figures::owed(look)? {
        let about: Option<HashSet<OrderId>> = if readings.is_empty() {
            None
        } else {
            let ids: Vec<OrderId> = list.orders.iter().map(|one| one.order).collect();
            Some(order_words::among(look, &ids, &readings)?.into_iter().collect())
        };
        let is_found = |one: &&OwedOrder| about.as_ref().is_none_or(|about| about.contains(&one.order));
        for sum in &list.sums {
            let theirs: Vec<&OwedOrder> = list
                .orders
                .iter()
                .filter(|one| one.currency == sum.all.currency)
                .filter(is_found)
                .collect();
            of += sum.orders;
            found += i64::try_from(theirs.len()).unwrap_or(i64::MAX);
            if theirs.is_empty() {
                continue;
            }
            let more = i64::try_from(theirs.len().saturating_sub(MOST)).unwrap_or(i64::MAX);
            let mut shown: Vec<OwedOrder> = theirs.into_iter().take(MOST).cloned().collect();
            figures::name_owed(look, &mut shown)?;
            let mut rows: Vec<PageRow> = shown.iter().map(row).collect();
            if more > 0 {
                rows.push(PageRow {
                    key: PageRowKey::Id(i64::try_from(sections.len()).unwrap_or(i64::MAX)),
                    cells: vec![
                        Cell::Empty,
                        Label::of("owed-more").with("count", Cell::Count(more)).into(),
                    ],
                    act: Act::None,
                });
            }
            sections.push(Section {
                title: Some(title(list.debtor, sum)),
                rows,
                empty: None,
            });
        }
    }
    if sections.is_empty() {
        let empty = if of == 0 { "owed-nothing" } else { "owed-none_found" };
        sections.push(Section {
            title: None,
            rows: Vec::new(),
            empty: Some(Label::of(empty)),
        });
    }
    Ok(PageSnapshot {
        shape: Shape::BesideCard,
        sections,
        listing: Some(LongList {
            found,
            is_all: true,
            of,
            ..LongList::default()
        }),
        ..PageSnapshot::blank(PageKey::Money, look.now)
    })
}

/// Who owes, how much, and how much of it is late.
fn title(debtor: Debtor, sum: &OwedSum) -> Label {
    let is_late = sum.late_orders > 0;
    let key = match (debtor, is_late) {
        (Debtor::Customer, false) => "owed-customers",
        (Debtor::Customer, true) => "owed-customers_late",
        (Debtor::Carrier, false) => "owed-carriers",
        (Debtor::Carrier, true) => "owed-carriers_late",
        (Debtor::Shop, false) => "owed-refunds",
        (Debtor::Shop, true) => "owed-refunds_late",
        (Debtor::AtReceipt, _) => "owed-at_receipt",
    };
    Label::of(key)
        .with("count", Cell::Count(sum.orders))
        .with("sum", Cell::Money(sum.all))
        .with("late", Cell::Count(sum.late_orders))
        .with("late_sum", Cell::Money(sum.late))
}

fn row(one: &OwedOrder) -> PageRow {
    let who = if one.name.is_empty() {
        Cell::Phone(one.phone.clone())
    } else {
        Cell::Text(one.name.clone())
    };
    let until = one.debt.late_from.map(|from| {
        let day = Cell::Date(from);
        if one.is_late {
            Cell::Warning(Label::of("owed-late").with("day", day))
        } else {
            Label::of("owed-until").with("day", day).into()
        }
    });
    let beside = match (one.debt.claimed_at, one.debt.debtor) {
        (Some(_), _) => Label::of("owed-claimed").into(),
        (None, Debtor::Carrier | Debtor::AtReceipt) => {
            Cell::of(one.carrier, |carrier| Cell::Code("carrier", carrier.code()))
        }
        (None, Debtor::Customer | Debtor::Shop) => Cell::Empty,
    };
    PageRow {
        key: PageRowKey::Order(one.order, one.customer),
        cells: vec![
            Cell::Number(one.number.clone()),
            who,
            Cell::Money(Money::new(one.debt.amount, one.currency)),
            until.unwrap_or(Cell::Empty),
            beside,
        ],
        act: Act::Card,
    }
}
