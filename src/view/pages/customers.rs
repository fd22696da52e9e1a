//! Repeat sales: the segments and who is due for the same again, each with those who may be offered something (R25, R26).

use std::cmp::Reverse;
use std::collections::HashSet;

use super::Act;
use super::LongList;
use super::PageKey;
use super::PageQuery;
use super::PageRow;
use super::PageRowKey;
use super::PageSnapshot;
use super::Section;
use super::Shape;
use crate::domain::cell::Cell;
use crate::domain::cell::Label;
use crate::domain::ids::CustomerId;
use crate::domain::money::Money;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::text::clean;
use crate::text::clean_lines;
use crate::view::order_words;
use crate::view::segments;
use crate::view::segments::Again;
use crate::view::segments::due_again;

/// No list to be walked is longer: nobody calls more in a day.
const MOST: usize = 300;

/// The line of an offer that stopped halfway.
pub const STOPPED_OFFER: PageRowKey = PageRowKey::Line("stopped");

/// How many customers are listed.
const LISTED: usize = 200;

/// The segments and what is used up, then the customers, the newest first; narrowed, the customers alone.
pub(super) fn page(look: &Look<'_>, query: &PageQuery) -> Result<PageSnapshot, StoreError> {
    let readings = order_words::readings(&query.filter);
    let mut likely: Vec<HashSet<CustomerId>> = Vec::with_capacity(readings.len());
    let mut is_all = !readings.is_empty();
    for reading in &readings {
        let (found, are_all) = look.store.customers_like(reading, LISTED)?;
        is_all &= are_all;
        likely.push(found.into_iter().collect());
    }
    let ids = if readings.is_empty() {
        look.store.newest_customers(LISTED)?
    } else {
        let mut ids: Vec<_> = likely.iter().flatten().copied().collect();
        ids.sort_unstable_by_key(|id| Reverse(id.0));
        ids.dedup();
        ids
    };
    let is_meant =
        |id, name: &str| readings.is_empty() || order_words::is_found(name, &readings, |nth| likely[nth].contains(&id));
    let rows = listed(look, &ids, is_meant)?;
    let found = count(rows.len().saturating_sub(1));
    let mut sections = if readings.is_empty() {
        overview(look)?
    } else {
        Vec::new()
    };
    sections.push(Section {
        title: readings.is_empty().then(|| Label::of("customers-newest")),
        rows: if found == 0 { Vec::new() } else { rows },
        empty: Some(Label::of("customers-none")),
    });
    Ok(PageSnapshot {
        sections,
        listing: Some(LongList {
            gives_up: vec![2, 4],
            found,
            is_all,
            of: found,
            ..LongList::default()
        }),
        ..PageSnapshot::blank(PageKey::Customers, look.now)
    })
}

/// A line of each customer who is meant, under the names of its columns.
fn listed(
    look: &Look<'_>,
    ids: &[CustomerId],
    is_meant: impl Fn(CustomerId, &str) -> bool,
) -> Result<Vec<PageRow>, StoreError> {
    let currency = look.rules.settings().shop.currency;
    let of = look.store.listed_customers(ids, currency)?;
    let keys: Vec<_> = ids.iter().map(|id| (*id, None)).collect();
    let texts = look.store.row_texts(&keys)?;
    let head = |key| Cell::Head(Label::of(key));
    let words = |key| Cell::Column(Label::of(key), None);
    let mut rows = vec![PageRow {
        key: PageRowKey::Line("columns"),
        cells: vec![
            words("orders-customer"),
            words("customers-phone"),
            words("orders-town"),
            head("customers-orders"),
            head("customers-received"),
            words("customers-last"),
        ],
        act: Act::None,
    }];
    for id in ids {
        let (Some(listed), Some(text)) = (of.get(id), texts.get(&(*id, None))) else {
            continue;
        };
        if !is_meant(*id, &text.customer) {
            continue;
        }
        rows.push(PageRow {
            key: PageRowKey::Customer(*id),
            cells: vec![
                Cell::Text(clean(&text.customer).into_owned()),
                Cell::Phone(clean(&text.phone).into_owned()),
                Cell::Text(listed.town.clone()),
                Cell::Count(listed.orders),
                match listed.received {
                    0 => Cell::Empty,
                    minor => Cell::Money(Money::new(minor, currency)),
                },
                Cell::of(listed.last_at, Cell::At),
            ],
            act: Act::Card,
        });
    }
    Ok(rows)
}

/// A line for each segment, and one for what is used up.
fn overview(look: &Look<'_>) -> Result<Vec<Section>, StoreError> {
    let segments = &look.rules.settings().segments;
    let found = segments::segments(look, segments)?;
    let mut rows = Vec::new();
    if let Some(stopped) = look.store.stopped_offer(look.now)?
        && let Some(at) = segments.iter().position(|segment| segment.name == stopped.segment)
    {
        // The same words go on from there to those who have not got them.
        rows.push(PageRow {
            key: STOPPED_OFFER,
            cells: vec![
                Cell::Text(clean_lines(&stopped.text).into_owned()),
                Cell::Empty,
                Label::of("customers-stopped")
                    .with("made", Cell::Count(stopped.made))
                    .with("planned", Cell::Count(stopped.planned))
                    .into(),
            ],
            act: Act::Walk(PageKey::Segment(at)),
        });
    }
    for (at, (segment, found)) in segments.iter().zip(&found).enumerate() {
        let allowed = found.iter().filter(|belongs| belongs.may_offer.is_ok()).count();
        rows.push(PageRow {
            key: PageRowKey::Id(i64::try_from(at).unwrap_or(0)),
            cells: vec![
                Cell::Text(clean(&segment.name).into_owned()),
                Cell::Count(count(allowed)),
                of_all(found.len()),
            ],
            act: Act::Walk(PageKey::Segment(at)),
        });
    }
    let due = due_again(look)?;
    let allowed = due.iter().filter(|due| due.may_offer.is_ok()).count();
    let again = PageRow {
        key: PageRowKey::Line("again"),
        cells: vec![
            Label::of("customers-again").into(),
            Cell::Count(count(allowed)),
            of_all(due.len()),
        ],
        act: Act::Walk(PageKey::Again),
    };
    let section = |title, rows, empty| Section {
        title: Some(Label::of(title)),
        rows,
        empty,
    };
    Ok(vec![
        section("customers-due", vec![again], None),
        section("customers-segments", rows, Some(Label::of("customers-no_segments"))),
    ])
}

/// Those of one segment who may be offered something.
pub(super) fn segment(look: &Look<'_>, at: usize) -> Result<PageSnapshot, StoreError> {
    let segments = &look.rules.settings().segments;
    let segment = segments.get(at..=at).unwrap_or_default();
    let found = segments::segments(look, segment)?;
    let found = found.into_iter().next().unwrap_or_default();
    let allowed = found.iter().filter(|belongs| belongs.may_offer.is_ok());
    let (members, all): (Vec<_>, usize) = (allowed.collect(), found.len());
    let mut rows = Vec::new();
    for belongs in members.iter().take(MOST) {
        let bought = belongs.member.last_bought_at.map_or(Cell::Empty, Cell::At);
        rows.push(row(look, belongs.member.id, vec![bought])?);
    }
    let name = segment.first().map(|segment| clean(&segment.name).into_owned());
    let title = Label::of("customers-segment")
        .with("name", Cell::Text(name.unwrap_or_default()))
        .with("allowed", Cell::Count(count(members.len())))
        .with("all", Cell::Count(count(all)));
    Ok(list(look, PageKey::Segment(at), title, rows))
}

/// Those who are due for the same again and may be offered it.
pub(super) fn again(look: &Look<'_>) -> Result<PageSnapshot, StoreError> {
    let due = due_again(look)?;
    let mut rows: Vec<PageRow> = Vec::new();
    let allowed = due.iter().filter(|due| due.may_offer.is_ok());
    for due in allowed {
        let key = PageRowKey::Customer(due.customer);
        if rows.len() == MOST || rows.iter().any(|row| row.key == key) {
            continue;
        }
        let why = match &due.why {
            Again::UsedUp(name) => Cell::Text(name.clone()),
            Again::Interval(days) => Label::of("customers-interval").with("days", Cell::Count(*days)).into(),
        };
        rows.push(row(look, due.customer, vec![why, Cell::At(due.due)])?);
    }
    let title = Label::of("customers-again_title")
        .with("allowed", Cell::Count(count(rows.len())))
        .with("all", Cell::Count(count(due.len())));
    Ok(list(look, PageKey::Again, title, rows))
}

fn list(look: &Look<'_>, key: PageKey, title: Label, rows: Vec<PageRow>) -> PageSnapshot {
    PageSnapshot {
        shape: Shape::BesideCard,
        sections: vec![Section {
            title: Some(title),
            rows,
            empty: Some(Label::of("page-nobody")),
        }],
        ..PageSnapshot::blank(key, look.now)
    }
}

fn row(look: &Look<'_>, customer: CustomerId, more: Vec<Cell>) -> Result<PageRow, StoreError> {
    let words = look.store.row_text(customer, None)?;
    let mut cells = vec![
        Cell::Text(clean(&words.customer).into_owned()),
        Cell::Phone(clean(&words.phone).into_owned()),
    ];
    cells.extend(more);
    Ok(PageRow {
        key: PageRowKey::Customer(customer),
        cells,
        act: Act::Card,
    })
}

fn of_all(all: usize) -> Cell {
    Label::of("customers-of_all")
        .with("all", Cell::Count(count(all)))
        .into()
}

fn count(of: usize) -> i64 {
    i64::try_from(of).unwrap_or(i64::MAX)
}
