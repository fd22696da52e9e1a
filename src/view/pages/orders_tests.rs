//! The list of all orders: its tabs count right whatever happens, and any stretch of it is the same as the whole.

use std::sync::Arc;

use super::ListTab;
use super::PageKey;
use super::PageQuery;
use super::PageRowKey;
use super::PageSnapshot;
use super::PageStretch;
use super::orders::place_by;
use crate::clock::Clock;
use crate::demo;
use crate::demo::Fill;
use crate::desk::Desk;
use crate::desk::new_customer::NewCustomer;
use crate::desk::new_customer::Whose;
use crate::desk::tests::desk;
use crate::desk::tests::new_order;
use crate::desk::tests::order;
use crate::desk::undo::UndoChoice;
use crate::desk::who::Claiming;
use crate::desk::who::Who;
use crate::domain::action::Action;
use crate::domain::cell::Cell;
use crate::domain::ids::OrderId;
use crate::domain::language::Lang;
use crate::domain::order::Reason;
use crate::domain::order::Stage;
use crate::domain::order_sort::Sort;
use crate::domain::order_sort::SortColumn;
use crate::domain::order_tab::OrderTab;
use crate::domain::settings::Settings;
use crate::domain::target::Target;
use crate::domain::time::Time;
use crate::view::pages;

const NOON: Time = Time(1_773_219_600_000);

/// A shop of some thousand orders in a file of its own.
fn shop() -> (Desk, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.db");
    let fill = Fill {
        orders: 1_500,
        open: 300,
        seed: 3,
        now: NOON,
        language: Lang::Ru,
    };
    let settings = Arc::new(Settings::default());
    demo::fill(&path, &settings, &fill, &mut |_| {}).unwrap();
    let who = Who {
        operator: "anna".to_owned(),
        session: "list".to_owned(),
        claiming: Claiming::WhenAsked,
    };
    (Desk::open(&path, settings, who, Clock::Stopped(NOON)).unwrap(), folder)
}

fn read(desk: &Desk, query: &PageQuery) -> PageSnapshot {
    desk.read(|look| pages::page(look, PageKey::Orders, query)).unwrap()
}

fn ids(page: &PageSnapshot) -> Vec<OrderId> {
    let ids = page.rows().filter_map(|row| match row.key {
        PageRowKey::Order(order, _) => Some(order),
        _ => None,
    });
    ids.collect()
}

fn counts(desk: &Desk) -> Vec<(OrderTab, i64)> {
    let page = read(desk, &PageQuery::default());
    let tabs = page.listing.unwrap().tabs.into_iter();
    let counted = tabs.filter_map(|tab| match tab.tab {
        ListTab::Order(of) => Some((of, tab.count?)),
        ListTab::Product(_) => None,
    });
    counted.filter(|(_, count)| *count > 0).collect()
}

#[test]
fn the_tabs_follow_what_is_done_and_taken_back() {
    let mut desk = desk();
    let first = new_order(&mut desk, "+79161234567", 100_000);
    new_order(&mut desk, "+79161234568", 50_000);
    let new = [(OrderTab::All, 2), (OrderTab::New, 2)];
    assert_eq!(counts(&desk), new);
    desk.perform(Target::Order(first), &Action::Confirm).unwrap();
    let confirmed = OrderTab::At(Stage::Confirmed);
    assert_eq!(counts(&desk), [(OrderTab::All, 2), (OrderTab::New, 1), (confirmed, 1)]);
    let cancel = Action::Cancel {
        reason: Reason::ChangedMind,
    };
    desk.perform(Target::Order(first), &cancel).unwrap();
    let cancelled = OrderTab::At(Stage::Cancelled);
    assert_eq!(counts(&desk), [(OrderTab::All, 2), (OrderTab::New, 1), (cancelled, 1)]);
    desk.undo(UndoChoice::Mine).unwrap();
    desk.undo(UndoChoice::Mine).unwrap();
    assert_eq!(counts(&desk), new);
    let sums = read(&desk, &PageQuery::default()).listing.unwrap().tabs[0].sum;
    assert_eq!(sums.map(|sum| sum.minor), Some(150_000));
}

#[test]
fn every_stretch_of_every_tab_in_any_order_is_a_part_of_the_whole() {
    let (desk, _folder) = shop();
    let tabs = OrderTab::ALL.into_iter().filter(|tab| *tab != OrderTab::Later);
    let plain = tabs.map(|tab| (tab, Sort::default()));
    let sorted = SortColumn::ALL.into_iter().flat_map(|(_, column)| {
        let by = |reversed| (OrderTab::All, Sort { column, reversed });
        [by(false), by(true)]
    });
    for (tab, sort) in plain.chain(sorted) {
        let page = |stretch| {
            let query = PageQuery {
                tab,
                sort,
                stretch,
                ..PageQuery::default()
            };
            read(&desk, &query)
        };
        let count = page(PageStretch::First).listing.unwrap().of;
        let mut whole = ids(&page(PageStretch::First));
        while page(PageStretch::From(*whole.last().unwrap_or(&OrderId(0))))
            .listing
            .unwrap()
            .below
            || whole.len() < usize::try_from(count).unwrap()
        {
            let next = ids(&page(PageStretch::From(*whole.last().unwrap())));
            assert_eq!(next[0], *whole.last().unwrap());
            whole.extend(&next[1..]);
        }
        assert_eq!(whole.len(), usize::try_from(count).unwrap(), "{tab:?}");
        let rows = desk.store.listed_orders(&whole).unwrap();
        let stands: Vec<_> = rows.iter().map(|row| place_by(sort.column, row)).collect();
        assert!(
            stands.is_sorted_by(|a, b| if sort.reversed { a >= b } else { a <= b }),
            "{sort:?}"
        );
        let last = page(PageStretch::Last);
        assert!(whole.ends_with(&ids(&last)), "{tab:?}");
        assert!(!last.listing.unwrap().below);
        if let Some(middle) = whole.get(whole.len() / 2) {
            let above = page(PageStretch::UpTo(*middle));
            let at = whole.len() / 2;
            assert!(whole[..=at].ends_with(&ids(&above)), "{tab:?}");
            assert_eq!(
                above.listing.unwrap().above,
                ids(&page(PageStretch::UpTo(*middle))).len() <= at
            );
        }
    }
}

#[test]
fn the_filter_finds_by_whatever_the_row_shows_and_by_the_phone() {
    let (desk, _folder) = shop();
    let newest = read(&desk, &PageQuery::default());
    let row = newest.rows().next().unwrap();
    let text = |at: usize| match &row.cells[at] {
        Cell::Number(text) | Cell::Text(text) => text.clone(),
        other => panic!("{other:?}"),
    };
    let name = text(2);
    let mut words: Vec<&str> = name.split(' ').collect();
    words.reverse();
    let PageRowKey::Order(order, customer) = row.key else {
        panic!("{row:?}")
    };
    let phone = desk
        .customer(customer)
        .unwrap()
        .unwrap()
        .phone()
        .unwrap()
        .norm
        .clone()
        .unwrap();
    let goods = text(4).split(" +").next().unwrap().to_owned();
    let town = text(3);
    for typed in [
        text(0),
        name.clone(),
        words.join(" "),
        town,
        goods,
        phone.clone(),
        phone[8..].to_owned(),
        phone[1..8].to_owned(),
    ] {
        let query = PageQuery {
            filter: typed.clone(),
            ..PageQuery::default()
        };
        let found = read(&desk, &query);
        assert!(ids(&found).contains(&order), "{typed}: {:?}", ids(&found).len());
        let listing = found.listing.as_ref().unwrap();
        assert!(
            listing.found < listing.of,
            "{typed} narrows: {} of {}",
            listing.found,
            listing.of
        );
    }
    let cancelled = PageQuery {
        filter: "отменён".to_owned(),
        ..PageQuery::default()
    };
    let stages = read(&desk, &cancelled);
    assert!(stages.rows().all(|row| row.cells[6] == Cell::Stage(Stage::Cancelled)));
    assert!(stages.rows().count() > 0);
}

#[test]
fn another_column_orders_the_rows_and_again_the_other_way_round() {
    let (desk, _folder) = shop();
    for (_, column) in SortColumn::ALL {
        let by = |reversed| {
            let query = PageQuery {
                tab: OrderTab::At(Stage::Dispatched),
                sort: Sort { column, reversed },
                ..PageQuery::default()
            };
            ids(&read(&desk, &query))
        };
        let (one, other) = (by(false), by(true));
        let sorted = |mut ids: Vec<OrderId>| {
            ids.sort();
            ids
        };
        // They all stand at one stage and came from one site.
        let is_alike = matches!(column, SortColumn::Stage | SortColumn::Channel);
        assert_eq!(one == other, is_alike, "{column:?}");
        assert_eq!(sorted(one), sorted(other), "{column:?}");
    }
}

#[test]
fn a_list_that_was_sorted_follows_what_comes_and_goes() {
    let (mut desk, _folder) = shop();
    let by_total = PageQuery {
        sort: Sort {
            column: SortColumn::Total,
            reversed: false,
        },
        ..PageQuery::default()
    };
    let before = ids(&read(&desk, &by_total));
    assert_eq!(ids(&read(&desk, &by_total)), before);
    let dearest = new_order(&mut desk, "+79161234567", 900_000_000);
    assert_eq!(ids(&read(&desk, &by_total))[..2], [dearest, before[0]]);
    desk.undo(UndoChoice::Mine).unwrap();
    assert_eq!(ids(&read(&desk, &by_total)), before);
    let cancel = Action::Cancel {
        reason: Reason::ChangedMind,
    };
    let cancelled = |desk: &Desk| {
        let query = PageQuery {
            tab: OrderTab::At(Stage::Cancelled),
            ..by_total.clone()
        };
        ids(&read(desk, &query))
    };
    let open = before.iter().find(|id| {
        let facts = desk.store.order_facts(**id).unwrap().unwrap();
        facts.stage == Stage::New
    });
    let open = *open.unwrap();
    assert!(!cancelled(&desk).contains(&open));
    desk.perform(Target::Order(open), &cancel).unwrap();
    assert!(cancelled(&desk).contains(&open));
}

#[test]
fn what_waits_for_its_hour_stands_by_day_with_each_hour_once() {
    let (desk, _folder) = shop();
    let query = PageQuery {
        tab: OrderTab::Later,
        ..PageQuery::default()
    };
    let page = read(&desk, &query);
    assert!(page.sections.len() > 1, "several days");
    for section in &page.sections {
        let hours: Vec<&Cell> = section
            .rows
            .iter()
            .map(|row| &row.cells[0])
            .filter(|cell| **cell != Cell::Empty)
            .collect();
        let mut once = hours.clone();
        once.dedup();
        assert_eq!(hours, once);
        assert!(!hours.is_empty());
    }
}

/// The tab *later*, narrowed.
fn later(desk: &Desk, filter: &str) -> PageSnapshot {
    let query = PageQuery {
        tab: OrderTab::Later,
        filter: filter.to_owned(),
        ..PageQuery::default()
    };
    read(desk, &query)
}

#[test]
fn what_waits_is_counted_once_summed_whole_and_narrowed() {
    let (desk, _folder) = shop();
    let whole = later(&desk, "");
    let listing = whole.listing.clone().unwrap();
    let shown = i64::try_from(whole.rows().count()).unwrap();
    assert!(listing.of > 200 && shown == 200, "{} {shown}", listing.of);
    assert_eq!((listing.found, listing.is_all), (listing.of, true));
    let board = crate::desk::tests::queue(&desk);
    assert_eq!(
        listing.of,
        i64::try_from(board.waiting).unwrap(),
        "what the queue says waits"
    );
    assert!(listing.note.is_some(), "that these are not all is said");
    let total = |row: &pages::PageRow| match &row.cells[3] {
        Cell::Money(money) => money.minor,
        _ => 0,
    };
    assert!(
        listing.sum.unwrap().minor > whole.rows().map(total).sum(),
        "of all of them"
    );
    // Each stands there once, under the first hour it has.
    let mut keys: Vec<PageRowKey> = whole.rows().map(|row| row.key).collect();
    keys.sort_by_key(|key| format!("{key:?}"));
    keys.dedup();
    assert_eq!(keys.len(), 200);
    let row = whole
        .rows()
        .find(|row| matches!(row.key, PageRowKey::Order(..)))
        .unwrap();
    let Cell::Text(name) = &row.cells[2] else {
        panic!("{row:?}")
    };
    let narrow = later(&desk, name);
    let listing = narrow.listing.clone().unwrap();
    assert!(listing.found > 0 && listing.found < listing.of, "{listing:?}");
    assert!(narrow.rows().any(|found| found.key == row.key));
    assert!(narrow.rows().all(|found| found.cells[2] == row.cells[2]), "{narrow:?}");
    assert_eq!(listing.sum.unwrap().minor, narrow.rows().map(total).sum::<i64>());
    let none = later(&desk, "ъъъъ");
    assert_eq!(none.listing.as_ref().unwrap().found, 0);
    assert_eq!(
        none.sections[0].empty,
        Some(crate::domain::cell::Label::of("orders-none"))
    );
}

#[test]
fn what_a_filter_may_have_missed_is_not_said_to_be_all() {
    let (desk, _folder) = shop();
    let narrowed = |tab, filter: &str| {
        let query = PageQuery {
            tab,
            filter: filter.to_owned(),
            ..PageQuery::default()
        };
        read(&desk, &query).listing.unwrap()
    };
    let town = narrowed(OrderTab::All, "москва");
    assert!(town.of > 400 && !town.is_all && town.note.is_some(), "{town:?}");
    // A phone is found among all of them, and a small tab is read whole.
    let phone = narrowed(OrderTab::All, "+7 916 000-00-00");
    assert!(phone.is_all && phone.note.is_none(), "{phone:?}");
    let tab = OrderTab::At(Stage::Confirmed);
    let small = narrowed(tab, "москва");
    assert!(small.of < 400 && small.is_all, "{small:?}");
    // Of a stage that is named some are there, however old they all are; the channel is found by the word its row shows.
    let received = read(
        &desk,
        &PageQuery {
            filter: "получ".to_owned(),
            ..PageQuery::default()
        },
    );
    let stands = |row: &super::PageRow| row.cells.contains(&Cell::Stage(Stage::Received));
    assert!(received.rows().count() > 100 && received.rows().all(stands));
    let of_site = narrowed(tab, "сайт").found;
    assert!(of_site > 0 && of_site == narrowed(tab, "site").found);
    assert_eq!(narrowed(tab, "к оплате").found, small.of);
}

#[test]
fn customers_are_listed_the_newest_first_and_found_by_name_and_phone() {
    let (desk, _folder) = shop();
    let page = |filter: &str| {
        let query = PageQuery {
            filter: filter.to_owned(),
            ..PageQuery::default()
        };
        desk.read(|look| pages::page(look, PageKey::Customers, &query)).unwrap()
    };
    let customers = |page: &PageSnapshot| -> Vec<pages::PageRow> {
        let rows = page.rows();
        rows.filter(|row| matches!(row.key, PageRowKey::Customer(_)))
            .cloned()
            .collect()
    };
    let whole = page("");
    let rows = customers(&whole);
    assert!(rows.len() > 100, "{}", rows.len());
    let ids: Vec<_> = rows.iter().filter_map(pages::PageRow::customer).collect();
    assert!(ids.is_sorted_by(|one, next| one > next), "the newest first");
    let row = rows.iter().find(|row| matches!(row.cells[4], Cell::Money(_))).unwrap();
    let (Cell::Text(name), Cell::Phone(phone)) = (&row.cells[0], &row.cells[1]) else {
        panic!("{row:?}")
    };
    let record = desk.customer(row.customer().unwrap()).unwrap().unwrap();
    assert_eq!(&record.name, name);
    let surname = name.rsplit(' ').next().unwrap();
    let mut reversed: Vec<&str> = name.split(' ').collect();
    reversed.reverse();
    for typed in [name.clone(), reversed.join(" "), phone.clone(), phone[5..].to_owned()] {
        let found = page(&typed);
        assert!(customers(&found).contains(row), "{typed}");
        let listing = found.listing.as_ref().unwrap();
        assert!(listing.is_all && listing.found < 200, "{typed}: {listing:?}");
        assert_eq!(usize::try_from(listing.found).unwrap(), customers(&found).len());
    }
    let named = customers(&page(name));
    let has = |row: &pages::PageRow| matches!(&row.cells[0], Cell::Text(text) if text.contains(surname));
    assert!(named.iter().all(has), "{named:?}");
    assert_eq!(customers(&page("ъъъъ")), []);
}

#[test]
fn of_customers_of_one_surname_the_one_who_was_typed_is_listed() {
    let mut desk = desk();
    for (name, phone) in [("Елена Иванова", "+79161234567"), ("Ольга Иванова", "+79161234568")]
    {
        let customer = NewCustomer {
            name: name.to_owned(),
            phone: Some((phone.to_owned(), Some(phone.to_owned()))),
            email: None,
        };
        desk.new_order(&Whose::New(customer), order(1_000)).unwrap();
    }
    let names = |filter: &str| {
        let query = PageQuery {
            filter: filter.to_owned(),
            ..PageQuery::default()
        };
        let page = desk.read(|look| pages::page(look, PageKey::Customers, &query)).unwrap();
        let rows = page.rows().filter(|row| matches!(row.key, PageRowKey::Customer(_)));
        let names: Vec<String> = rows
            .map(|row| match &row.cells[0] {
                Cell::Text(name) => name.clone(),
                other => panic!("{other:?}"),
            })
            .collect();
        names
    };
    // In the other layout too.
    for typed in [
        "Иванова Ольга",
        "ольга иванова",
        "Bdfyjdf Jkmuf",
        "Иванова О",
        "о иванова",
    ] {
        assert_eq!(names(typed), ["Ольга Иванова"], "{typed}");
    }
    assert_eq!(names("иванова").len(), 2);
    assert_eq!(names("1234567"), ["Елена Иванова"]);
}
