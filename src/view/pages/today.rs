//! The morning (R31): one line for each list that is worth a walk today, and how the shift goes.

use super::Act;
use super::PageKey;
use super::PageRow;
use super::PageRowKey;
use super::PageSnapshot;
use super::Section;
use super::Shape;
use crate::domain::backup;
use crate::domain::cell::Cell;
use crate::domain::cell::Label;
use crate::domain::ids::ProductId;
use crate::domain::money::Money;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::store::meta;
use crate::store::meta::REHEARSAL;
use crate::text::clean;
use crate::view::figures;
use crate::view::figures::Day;
use crate::view::figures::DayWork;
use crate::view::figures::Found;
use crate::view::figures::OperatorWork;
use crate::view::figures::TodayList;
use crate::view::parcels;
use crate::view::parcels::WayBack;

/// More of a list is not shown: nobody walks through more in a day.
const MOST: usize = 500;

/// The lines of the morning.
pub(super) fn overview(look: &Look<'_>) -> Result<PageSnapshot, StoreError> {
    let day = Day::before(look.rules, look.now);
    let (mut past, mut calls) = (Vec::new(), Vec::new());
    for &list in TodayList::ALL {
        let found = figures::find(look, list, day)?;
        let row = line(look, list, &found);
        if list.is_past() {
            past.push(row);
        } else {
            calls.push(row);
        }
    }
    let mut sections = vec![
        section("today-section_calls", calls),
        section("today-section_yesterday", past),
    ];
    let gone = look.store.offered_in_vain()?.len();
    if gone > 0 {
        let row = PageRow {
            key: PageRowKey::Line("stock"),
            cells: vec![
                Label::of("today-out_of_stock").into(),
                Cell::Count(i64::try_from(gone).unwrap_or(i64::MAX)),
            ],
            act: Act::Page(PageKey::Stock),
        };
        sections.push(section("today-section_stock", vec![row]));
    }
    let (place, copy) = copy(look)?;
    let at = if place == Where::First { 0 } else { sections.len() };
    sections.splice(at..at, copy);
    sections.extend(came_back(look)?);
    sections.extend(retention(look)?);
    sections.extend(shift(look, &figures::work(look)?));
    Ok(PageSnapshot {
        sections,
        ..PageSnapshot::blank(PageKey::Today, look.now)
    })
}

/// Where a section stands on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Where {
    /// Before all others: it is to be seen to.
    First,
    /// Behind the lists.
    Behind,
}

/// The last proven copy: when, how large, where; none of a rehearsal, of which no copies are made.
fn copy(look: &Look<'_>) -> Result<(Where, Option<Section>), StoreError> {
    if look.store.meta(REHEARSAL)?.is_some() {
        return Ok((Where::Behind, None));
    }
    let last = meta::last_backup(look.store)?;
    let failed = meta::backup_failure(look.store)?;
    let began = look.store.first_entry_at()?.unwrap_or(look.now);
    let since = last.as_ref().map_or(began, |made| made.at);
    let is_old = backup::is_old(since, look.now);
    let warning = failed.is_some() || is_old;
    let label = Label::of(match (&failed, &last) {
        (Some(_), _) => "today-copy_failed",
        (None, None) => "today-copy_none",
        (None, Some(_)) if is_old => "today-copy_old",
        (None, Some(_)) => "today-copy",
    });
    let text = |text: &str| Cell::Text(clean(text).into_owned());
    let mut rows = vec![PageRow {
        key: PageRowKey::Line("copy"),
        cells: vec![
            if warning { Cell::Warning(label) } else { label.into() },
            Cell::of(last.as_ref(), |made| Cell::At(made.at)),
            Cell::of(last.as_ref(), |made| Cell::Size(made.bytes)),
            Cell::of(last.as_ref(), |made| text(&made.path)),
        ],
        act: Act::None,
    }];
    if warning {
        rows.push(PageRow {
            key: PageRowKey::Line("copy_remedy"),
            cells: vec![
                Label::of("today-copy_remedy").into(),
                Cell::Empty,
                Cell::Empty,
                Cell::of(failed.as_ref(), |failed| text(&failed.why)),
            ],
            act: Act::None,
        });
    }
    let place = if warning { Where::First } else { Where::Behind };
    Ok((place, Some(section("today-section_copy", rows))))
}

/// What came back and is to be put in stock (R21); none where nothing is.
fn came_back(look: &Look<'_>) -> Result<Option<Section>, StoreError> {
    let all = parcels::coming_back(look)?;
    let count = all.iter().filter(|one| one.how == WayBack::Back).count();
    if count == 0 {
        return Ok(None);
    }
    let row = PageRow {
        key: PageRowKey::Line("came_back"),
        cells: vec![
            Label::of("today-came_back").into(),
            Cell::Count(i64::try_from(count).unwrap_or(i64::MAX)),
        ],
        act: Act::None,
    };
    Ok(Some(section("today-section_came_back", vec![row])))
}

/// Customers' data older than the shop keeps them, as counted once a day; none where nothing is set.
fn retention(look: &Look<'_>) -> Result<Option<Section>, StoreError> {
    let Some(years) = look.rules.settings().retention.customers else {
        return Ok(None);
    };
    let count = meta::idle_count(look.store, years)?.filter(|count| *count > 0);
    let row = |count| PageRow {
        key: PageRowKey::Line("retention"),
        cells: vec![
            Label::of("today-retention")
                .with("years", Cell::Count(i64::from(years.0)))
                .into(),
            Cell::Count(count),
        ],
        act: Act::None,
    };
    Ok(count.map(|count| section("today-section_retention", vec![row(count)])))
}

fn section(title: &'static str, rows: Vec<PageRow>) -> Section {
    Section {
        title: Some(Label {
            key: title,
            args: Vec::new(),
        }),
        rows,
        empty: None,
    }
}

fn line(look: &Look<'_>, list: TodayList, found: &[Found]) -> PageRow {
    let currency = look.rules.settings().shop.currency;
    let own = found.iter().filter(|found| found.currency == currency);
    let sum: i64 = own.map(|found| found.amount).sum();
    PageRow {
        key: PageRowKey::Line(list.code()),
        cells: vec![
            Label::of(line_key(list)).into(),
            Cell::Count(i64::try_from(found.len()).unwrap_or(i64::MAX)),
            if sum == 0 {
                Cell::Empty
            } else {
                Cell::Money(Money::new(sum, currency))
            },
        ],
        act: Act::Walk(PageKey::TodayList(list)),
    }
}

fn line_key(list: TodayList) -> &'static str {
    match list {
        TodayList::Failed => "today-failed",
        TodayList::Ordered => "today-ordered",
        TodayList::Confirmed => "today-confirmed",
        TodayList::Paid => "today-paid",
        TodayList::Unpaid => "today-unpaid",
        TodayList::Promises => "today-promises",
        TodayList::Storage => "today-storage",
    }
}

/// How the day goes: a line for each operator when there are several, one for all, and what waits.
fn shift(look: &Look<'_>, shift: &DayWork) -> [Section; 2] {
    let mut rows = vec![head()];
    if shift.operators.len() > 1 {
        let operators = shift.operators.iter().zip(0..);
        rows.extend(operators.map(|(one, at)| operator(one, PageRowKey::Id(at), Cell::Text(one.name.clone()))));
    }
    let all = Label::of("today-all_operators").into();
    rows.push(operator(&shift.all, PageRowKey::Line("all"), all));
    let currency = look.rules.settings().shop.currency;
    let waiting = [
        ("oldest", Label::of("today-oldest"), shift.oldest.map(Cell::Span)),
        (
            "at_risk",
            Label::of("today-at_risk"),
            Some(Cell::Money(Money::new(shift.at_risk, currency))),
        ),
    ];
    let waiting = waiting.into_iter().map(|(code, label, value)| PageRow {
        key: PageRowKey::Line(code),
        cells: vec![label.into(), value.unwrap_or(Label::of("today-nobody_waits").into())],
        act: Act::None,
    });
    [
        section("today-section_shift", rows),
        Section {
            title: None,
            rows: waiting.collect(),
            empty: None,
        },
    ]
}

fn head() -> PageRow {
    PageRow {
        key: PageRowKey::Line("head"),
        cells: vec![
            Cell::Empty,
            Cell::Head(Label::of("today-calls")),
            Cell::Head(Label::of("today-talks")),
            Cell::Head(Label::of("today-in_time")),
            Cell::Head(Label::of("today-handled")),
        ],
        act: Act::None,
    }
}

fn operator(one: &OperatorWork, key: PageRowKey, name: Cell) -> PageRow {
    let in_time = match one.contacts {
        0 => Cell::Empty,
        contacts => Cell::Share(one.in_time * 1_000 / contacts),
    };
    PageRow {
        key,
        cells: vec![
            name,
            Cell::Count(one.calls),
            Cell::Count(one.talks),
            in_time,
            Cell::Count(one.handled),
        ],
        act: Act::None,
    }
}

/// What the shop offers and has no more, what open orders ask for most first (R11).
pub(super) fn stock(look: &Look<'_>) -> Result<PageSnapshot, StoreError> {
    let demand = look.store.demand()?;
    let mut gone: Vec<_> = look.store.offered_in_vain()?;
    let orders = |id: &ProductId| demand.get(id).map_or(0, |demand| demand.orders);
    gone.sort_by_key(|(id, _)| std::cmp::Reverse(orders(id)));
    let rows = gone.iter().take(MOST).map(|(id, product)| PageRow {
        key: PageRowKey::Id(id.0),
        cells: vec![
            Cell::Text(clean(&product.sku).into_owned()),
            Cell::Text(clean(&product.name).into_owned()),
            match orders(id) {
                0 => Cell::Empty,
                count => Label::of("today-orders_wait").with("count", Cell::Count(count)).into(),
            },
        ],
        act: Act::None,
    });
    Ok(PageSnapshot {
        sections: vec![Section {
            title: None,
            rows: rows.collect(),
            empty: Some(Label::of("numbers-nothing")),
        }],
        ..PageSnapshot::blank(PageKey::Stock, look.now)
    })
}

/// One of the lists.
pub(super) fn list(look: &Look<'_>, list: TodayList) -> Result<PageSnapshot, StoreError> {
    let found = figures::find(look, list, Day::before(look.rules, look.now))?;
    orders(look, PageKey::TodayList(list), found)
}

/// Orders and customers one by one, a page of them beside the card.
pub(super) fn orders(look: &Look<'_>, page: PageKey, found: Vec<Found>) -> Result<PageSnapshot, StoreError> {
    let mut rows = Vec::with_capacity(found.len().min(MOST));
    for found in found.into_iter().take(MOST) {
        let key = match found.order {
            Some(order) => PageRowKey::Order(order, found.customer),
            None => PageRowKey::Customer(found.customer),
        };
        // A call may be agreed twice with one customer.
        if rows.iter().any(|row: &PageRow| row.key == key) {
            continue;
        }
        let listed = figures::name(look, found)?;
        let (amount, currency) = (listed.found.amount, listed.found.currency);
        let who = if listed.name.is_empty() {
            Cell::Phone(listed.phone)
        } else {
            Cell::Text(listed.name)
        };
        rows.push(PageRow {
            key,
            cells: vec![
                if listed.found.cart.is_empty() {
                    Cell::Number(listed.number)
                } else {
                    Cell::Text(clean(&listed.found.cart).into_owned())
                },
                who,
                if amount == 0 {
                    Cell::Empty
                } else {
                    Cell::Money(Money::new(amount, currency))
                },
                Cell::At(listed.found.at),
            ],
            act: Act::Card,
        });
    }
    Ok(PageSnapshot {
        shape: Shape::BesideCard,
        sections: vec![Section {
            title: None,
            rows,
            empty: Some(Label::of("page-nobody")),
        }],
        ..PageSnapshot::blank(page, look.now)
    })
}
