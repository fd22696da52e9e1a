//! All orders: tabs by stage, narrowed as one types, in the order of a column, a stretch at a time.

use std::cmp::Reverse;
use std::ops::Range;

use super::Act;
use super::ListTab;
use super::LongList;
use super::PageKey;
use super::PageQuery;
use super::PageRow;
use super::PageRowKey;
use super::PageSnapshot;
use super::PageStretch;
use super::PageTab;
use super::Section;
use super::later;
use super::standing;
use crate::domain::cell::Cell;
use crate::domain::cell::Label;
use crate::domain::ids::OrderId;
use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::domain::order::Stage;
use crate::domain::order_sort::Sort;
use crate::domain::order_sort::SortColumn;
use crate::domain::order_tab::OrderTab;
use crate::store::Edge;
use crate::store::ListedOrder;
use crate::store::StoreError;
use crate::store::TabTotal;
use crate::store::look::Look;
use crate::view::order_words;
use crate::view::shops;

/// Rows of one stretch: more than two screens.
const STRETCH: usize = 240;

/// A stretch of the list.
pub(super) fn page(look: &Look<'_>, query: &PageQuery) -> Result<PageSnapshot, StoreError> {
    let currency = look.rules.settings().shop.currency;
    let totals = look.store.tab_totals()?;
    if query.tab == OrderTab::Later {
        return later::page(look, tabs(&totals, currency), &query.filter);
    }
    let whole = tab_of(&totals, query.tab, currency);
    let readings = order_words::readings(&query.filter);
    let mut note = None;
    let mut is_all = true;
    let (rows, found, above, below) = if !readings.is_empty() {
        let mut alike = order_words::like(look, query.tab, whole.count, &readings)?;
        sort(&mut alike.rows, query.sort);
        is_all = alike.is_all;
        note = (!is_all).then(|| Label::of("orders-newest_read"));
        let found = tab_sum(&alike.rows, currency);
        (alike.rows, found, false, false)
    } else if query.sort.column == SortColumn::Created {
        let (rows, above, below) = by_date(look, query, whole.count)?;
        (rows, (whole.count, whole.sum), above, below)
    } else {
        let sorted = look.store.sorted_tab(query.tab, query.sort)?;
        let shown = shown(&sorted, query.stretch);
        let (above, below) = (shown.start > 0, shown.end < sorted.len());
        let rows = look.store.listed_orders(sorted.get(shown).unwrap_or_default())?;
        (rows, (whole.count, whole.sum), above, below)
    };
    let shops = shops::labels(look, &rows.iter().map(|row| row.id).collect::<Vec<_>>())?;
    let listing = LongList {
        tabs: tabs(&totals, currency),
        columns: columns(query.sort, currency),
        gives_up: vec![7, 3, 4, 1],
        found: found.0,
        is_all,
        of: whole.count,
        sum: found.1.map(|minor| Money::new(minor, currency)),
        above,
        below,
        note,
        orders: standing::of_rows(look, rows.iter().map(|row| row.id))?,
    };
    Ok(PageSnapshot {
        sections: vec![Section {
            title: None,
            rows: rows
                .into_iter()
                .map(|listed| row(shops.get(&listed.id), listed, currency))
                .collect(),
            empty: Some(Label::of(if is_all { "orders-none" } else { "orders-none_seen" })),
        }],
        listing: Some(listing),
        ..PageSnapshot::blank(PageKey::Orders, look.now)
    })
}

/// Which of the rows stand in a stretch.
fn shown(rows: &[OrderId], stretch: PageStretch) -> Range<usize> {
    let place = |id| rows.iter().position(|row| *row == id).unwrap_or_default();
    let start = match stretch {
        PageStretch::First => 0,
        PageStretch::From(id) => place(id),
        PageStretch::UpTo(id) => (place(id) + 1).saturating_sub(STRETCH),
        PageStretch::Last => rows.len().saturating_sub(STRETCH),
    };
    start..(start + STRETCH).min(rows.len())
}

/// A stretch by key, and whether there is more above and below it.
fn by_date(look: &Look<'_>, query: &PageQuery, count: i64) -> Result<(Vec<ListedOrder>, bool, bool), StoreError> {
    let oldest_first = query.sort.reversed;
    let edge = match (query.stretch, oldest_first) {
        (PageStretch::First, false) | (PageStretch::Last, true) => Edge::Newest,
        (PageStretch::From(id), false) | (PageStretch::UpTo(id), true) => Edge::From(id),
        (PageStretch::UpTo(id), false) | (PageStretch::From(id), true) => Edge::UpTo(id),
        (PageStretch::Last, false) | (PageStretch::First, true) => Edge::Oldest,
    };
    let mut ids = look.store.tab_orders(query.tab, edge, STRETCH + 1)?;
    let more = ids.len() > STRETCH;
    if more && matches!(edge, Edge::UpTo(_) | Edge::Oldest) {
        ids.remove(0);
    } else {
        ids.truncate(STRETCH);
    }
    let is_all = i64::try_from(ids.len()).unwrap_or(0) >= count;
    let (newer, older) = match edge {
        Edge::Newest => (false, more),
        Edge::From(_) => (!is_all, more),
        Edge::UpTo(_) => (more, !is_all),
        Edge::Oldest => (more, false),
    };
    if oldest_first {
        ids.reverse();
    }
    let rows = look.store.listed_orders(&ids)?;
    Ok(if oldest_first {
        (rows, older, newer)
    } else {
        (rows, newer, older)
    })
}

fn sort(rows: &mut [ListedOrder], by: Sort) {
    let newest = |row: &ListedOrder| Reverse((row.created_at, row.id));
    if by.reversed {
        rows.sort_by_cached_key(|row| (Reverse(place_by(by.column, row)), newest(row)));
    } else {
        rows.sort_by_cached_key(|row| (place_by(by.column, row), newest(row)));
    }
}

/// What an order stands by in that column.
pub(super) fn place_by(column: SortColumn, row: &ListedOrder) -> (i64, String) {
    let amount = |amount| (amount, String::new());
    match column {
        SortColumn::Created => amount(-row.created_at.0),
        SortColumn::Number => column.place(&row.number),
        SortColumn::Customer => column.place(&row.name),
        SortColumn::Town => column.place(&row.town),
        SortColumn::Goods => column.place(&row.goods),
        SortColumn::Total => amount(-row.total),
        SortColumn::Stage => amount(row.stage.int()),
        SortColumn::Channel => column.place(&row.channel),
    }
}

fn columns(sort: Sort, currency: Currency) -> Vec<Cell> {
    let all = [
        SortColumn::Number,
        SortColumn::Created,
        SortColumn::Customer,
        SortColumn::Town,
        SortColumn::Goods,
        SortColumn::Total,
        SortColumn::Stage,
        SortColumn::Channel,
    ];
    let head = |column: SortColumn| {
        let label = match column {
            SortColumn::Created => Label::of("orders-created"),
            SortColumn::Number => Label::of("orders-number"),
            SortColumn::Customer => Label::of("orders-customer"),
            SortColumn::Town => Label::of("orders-town"),
            SortColumn::Goods => Label::of("orders-goods"),
            SortColumn::Total => Label::of("orders-total").with("sign", Cell::Text(currency.sign().to_owned())),
            SortColumn::Stage => Label::of("orders-stage"),
            SortColumn::Channel => Label::of("orders-channel"),
        };
        let down = matches!(column, SortColumn::Created | SortColumn::Total) != sort.reversed;
        Cell::Column(label, (column == sort.column).then_some(down))
    };
    all.map(head).to_vec()
}

fn row(shop: Option<&String>, listed: ListedOrder, currency: Currency) -> PageRow {
    let goods = match listed.lines {
        0 | 1 => listed.goods,
        several => format!("{} +{}", listed.goods, several - 1),
    };
    let stage = if listed.contacted && listed.stage == Stage::New {
        Label::of("orders-thinking").into()
    } else {
        Cell::Stage(listed.stage)
    };
    PageRow {
        key: PageRowKey::Order(listed.id, listed.customer),
        cells: vec![
            Cell::Number(listed.number),
            Cell::At(listed.created_at),
            Cell::Text(listed.name),
            Cell::Text(listed.town),
            Cell::Text(goods),
            if listed.currency == currency {
                Cell::Sum(Money::new(listed.total, listed.currency))
            } else {
                Cell::Money(Money::new(listed.total, listed.currency))
            },
            stage,
            // Where there are several shops, its own says more than how it came, as in the queue.
            match shop {
                Some(shop) => Cell::Text(shop.clone()),
                None => Cell::OrderChannel(listed.channel),
            },
        ],
        act: Act::Card,
    }
}

/// How many orders a tab has, and their sum in the shop's currency where all are in it.
struct TabWhole {
    count: i64,
    sum: Option<i64>,
}

fn tab_of(totals: &[TabTotal], tab: OrderTab, currency: Currency) -> TabWhole {
    let of_tab = |total: &&TabTotal| tab == OrderTab::All || total.tab == tab;
    let count = totals.iter().filter(of_tab).map(|total| total.orders).sum();
    let own = totals.iter().filter(of_tab).filter(|total| total.currency == currency);
    TabWhole {
        count,
        sum: Some(own.map(|total| total.total).sum()),
    }
}

fn tab_sum(rows: &[ListedOrder], currency: Currency) -> (i64, Option<i64>) {
    let own = rows.iter().filter(|row| row.currency == currency);
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    (count, Some(own.map(|row| row.total).sum()))
}

fn tabs(totals: &[TabTotal], currency: Currency) -> Vec<PageTab> {
    let tab = |tab: OrderTab| {
        let whole = tab_of(totals, tab, currency);
        let known = tab != OrderTab::Later;
        PageTab {
            tab: ListTab::Order(tab),
            count: known.then_some(whole.count),
            sum: whole.sum.filter(|_| known).map(|minor| Money::new(minor, currency)),
        }
    };
    OrderTab::ALL.into_iter().map(tab).collect()
}
