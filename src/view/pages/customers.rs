//! Repeat sales: the segments and who is due for the same again, each with those who may be offered something (R25, R26).

use super::Act;
use super::PageKey;
use super::PageRow;
use super::PageRowKey;
use super::PageSnapshot;
use super::Section;
use super::Shape;
use crate::domain::cell::Cell;
use crate::domain::cell::Label;
use crate::domain::ids::CustomerId;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::text::clean;
use crate::view::segments;
use crate::view::segments::Again;
use crate::view::segments::due_again;

/// No list to be walked is longer: nobody calls more in a day.
const MOST: usize = 300;

/// A line for each segment, and one for what is used up.
pub(super) fn overview(look: &Look<'_>) -> Result<PageSnapshot, StoreError> {
    let segments = &look.rules.settings().segments;
    let found = segments::segments(look, segments)?;
    let mut rows = Vec::new();
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
    Ok(PageSnapshot {
        listing: None,
        key: PageKey::Customers,
        as_of: look.now,
        shape: Shape::Whole,
        sections: vec![
            section("customers-due", vec![again], None),
            section("customers-segments", rows, Some(Label::of("customers-no_segments"))),
        ],
    })
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
        listing: None,
        key,
        as_of: look.now,
        shape: Shape::BesideCard,
        sections: vec![Section {
            title: Some(title),
            rows,
            empty: Some(Label::of("page-nobody")),
        }],
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
