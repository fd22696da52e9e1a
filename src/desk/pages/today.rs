//! The morning (R31): one line for each list that is worth a walk today.

use super::Act;
use super::Cell;
use super::Label;
use super::PageKey;
use super::PageRow;
use super::PageRowKey;
use super::Reader;
use super::Section;
use super::Shape;
use super::Sheet;
use crate::desk::outcome::DeskError;
use crate::domain::money::Money;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::domain::order::Terms;
use crate::text::clean;

/// A list of the morning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TodayList {
    /// Confirmed, to be paid before dispatch, not paid, and not yet talked with today (R13, R31).
    Unpaid,
}

impl TodayList {
    /// Every list, in the order of the page.
    pub const ALL: [TodayList; 1] = [TodayList::Unpaid];

    /// Its code; `page-<code>` is its name.
    pub fn code(self) -> &'static str {
        match self {
            TodayList::Unpaid => "unpaid",
        }
    }
}

/// The lines of the morning.
pub(super) fn overview(reader: &Reader<'_>) -> Result<Sheet, DeskError> {
    let mut rows = Vec::new();
    for list in TodayList::ALL {
        let orders = orders(reader, list)?;
        let owed = orders.iter().map(OrderFacts::owed).sum();
        let currency = reader.rules.settings().shop.currency;
        rows.push(PageRow {
            key: PageRowKey::Line(list.code()),
            cells: vec![
                Label::of("today-unpaid").into(),
                Cell::Count(i64::try_from(orders.len()).unwrap_or(i64::MAX)),
                Cell::Money(Money::new(owed, currency)),
            ],
            act: Act::Walk(PageKey::TodayList(list)),
        });
    }
    Ok(Sheet {
        key: PageKey::Today,
        as_of: reader.now,
        shape: Shape::Whole,
        sections: vec![Section {
            title: None,
            rows,
            empty: None,
        }],
    })
}

/// One of them.
pub(super) fn list(reader: &Reader<'_>, list: TodayList) -> Result<Sheet, DeskError> {
    let mut rows = Vec::new();
    for order in orders(reader, list)? {
        let words = reader.store.row_text(order.customer, Some(order.id))?;
        rows.push(PageRow {
            key: PageRowKey::Order(order.id, order.customer),
            cells: vec![
                Cell::Number(clean(&words.number).into_owned()),
                Cell::Text(clean(&words.customer).into_owned()),
                Cell::Money(Money::new(order.owed(), order.currency)),
                order.confirmed_at.map_or(Cell::Empty, Cell::At),
            ],
            act: Act::Card,
        });
    }
    Ok(Sheet {
        key: PageKey::TodayList(list),
        as_of: reader.now,
        shape: Shape::BesideCard,
        sections: vec![Section {
            title: None,
            rows,
            empty: Some(Label::of("page-nobody")),
        }],
    })
}

fn orders(reader: &Reader<'_>, list: TodayList) -> Result<Vec<OrderFacts>, DeskError> {
    let today = reader.rules.calendar(None).day_at(reader.now, 0, 0, 0);
    let stages = [Stage::Confirmed, Stage::Dispatched, Stage::Arrived, Stage::Received];
    let mut found = Vec::new();
    reader.store.live_customers(&stages, |orders| {
        let wanted = orders.drain(..).filter(|order| match list {
            TodayList::Unpaid => {
                order.terms == Terms::Prepaid
                    && order.owed() > 0
                    && !order.wants_no_call()
                    && order.created_at < today
                    && order.last_talk_at.is_none_or(|at| at < today)
            }
        });
        found.extend(wanted);
    })?;
    found.sort_by_key(|order| (order.confirmed_at, order.id));
    Ok(found)
}
