//! Pages made of a file in memory.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::Act;
use super::PageKey;
use super::PageQuery;
use super::PageRow;
use super::PageRowKey;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::import::ImportOptions;
use crate::desk::import::ImportWatch;
use crate::desk::import::ImportedFile;
use crate::desk::tests::desk;
use crate::desk::tests::later;
use crate::desk::tests::new_order;
use crate::desk::tests::order;
use crate::desk::tests::who;
use crate::domain::action::Action;
use crate::domain::action::CallLog;
use crate::domain::backup::Backup;
use crate::domain::backup::BackupFailure;
use crate::domain::call::Outcome;
use crate::domain::cell::Cell;
use crate::domain::cell::Label;
use crate::domain::duration::Years;
use crate::domain::ids::OrderId;
use crate::domain::incoming::Format;
use crate::domain::item::Item;
use crate::domain::order::Means;
use crate::domain::settings::Settings;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::store::Store;
use crate::store::look::Look;
use crate::store::meta::BACKUP;
use crate::store::meta::BACKUP_FAILED;
use crate::store::meta::IDLE;
use crate::store::meta::REHEARSAL;
use crate::view::figures::lists::TodayList;
use crate::view::pages;

fn listed(desk: &Desk, list: TodayList) -> Vec<OrderId> {
    let sheet = desk
        .read(|look| pages::page(look, PageKey::TodayList(list), &PageQuery::default()))
        .unwrap();
    let orders = sheet.rows().filter_map(|row| match row.key {
        PageRowKey::Order(order, _) => Some(order),
        _ => None,
    });
    orders.collect()
}

#[test]
fn who_ordered_and_did_not_pay_is_listed_from_the_next_morning_until_he_was_talked_with_or_paid() {
    let mut desk = desk();
    let [first, second] = ["+79161234567", "+79161234568"].map(|phone| new_order(&mut desk, phone, 100_000));
    for order in [first, second] {
        desk.perform(Target::Order(order), &Action::Confirm).unwrap();
    }
    assert_eq!(
        listed(&desk, TodayList::Unpaid),
        [],
        "they have had no night to think it over"
    );
    later(&mut desk, Span::hours(21));
    assert_eq!(listed(&desk, TodayList::Unpaid), [first, second]);

    let call = CallLog {
        outcome: Outcome::Talked,
        at: desk.now(),
        phone: None,
        reason: None,
        call_at: None,
    };
    desk.perform(Target::Order(first), &Action::LogCall(call)).unwrap();
    assert_eq!(listed(&desk, TodayList::Unpaid), [second]);
    let pay = Action::Pay {
        amount: None,
        means: Means::Card,
        note: String::new(),
    };
    desk.perform(Target::Order(second), &pay).unwrap();
    assert_eq!(listed(&desk, TodayList::Unpaid), []);
}

#[test]
fn every_line_of_the_morning_opens_a_list_as_long_as_it_says() {
    let mut desk = desk();
    let order = new_order(&mut desk, "+79161234567", 100_000);
    desk.perform(Target::Order(order), &Action::Confirm).unwrap();
    later(&mut desk, Span::hours(21));
    let sheet = desk
        .read(|look| pages::page(look, PageKey::Today, &PageQuery::default()))
        .unwrap();
    for row in sheet.rows() {
        let (Act::Walk(PageKey::TodayList(list)), Some(Cell::Count(count))) = (row.act, row.cells.get(1)) else {
            continue;
        };
        assert_eq!(i64::try_from(listed(&desk, list).len()).unwrap(), *count, "{list:?}");
    }
}

#[test]
fn the_morning_says_when_the_last_copy_was_made_and_warns_of_none_for_two_days() {
    let store = Store::in_memory().unwrap();
    let mut desk = Desk::on(store, Arc::new(Settings::default()), who("anna"), Clock::System).unwrap();
    new_order(&mut desk, "+79161234567", 100_000);
    let began = desk.now();
    let made = Backup {
        path: "/copies/desk.db".into(),
        at: began,
        bytes: 52_000_000,
        orders: 1,
    };
    let made = serde_json::to_string(&made).unwrap();
    let failed = serde_json::to_string(&BackupFailure {
        at: began,
        why: "no room".to_owned(),
    });
    let failed = failed.unwrap();
    let (soon, late) = (Span::hours(47), Span::days(2) + Span::hours(1));
    for (last, failure, after, label, warns) in [
        ("", "", soon, "today-copy_none", false),
        ("", "", late, "today-copy_none", true),
        (made.as_str(), "", soon, "today-copy", false),
        (made.as_str(), "", late, "today-copy_old", true),
        (made.as_str(), failed.as_str(), soon, "today-copy_failed", true),
    ] {
        let tx = desk.store.write(began).unwrap();
        tx.set_meta(BACKUP, last).unwrap();
        tx.set_meta(BACKUP_FAILED, failure).unwrap();
        tx.commit().unwrap();
        let look = Look::new(&desk.store, &desk.rules, began + after).unwrap();
        let sheet = pages::page(&look, PageKey::Today, &PageQuery::default()).unwrap();
        let rows: Vec<&PageRow> = sheet.rows().collect();
        let at = rows.iter().position(|row| row.key == PageRowKey::Line("copy")).unwrap();
        let said = Label::of(label);
        let said = if warns { Cell::Warning(said) } else { Cell::Label(said) };
        assert_eq!(rows[at].cells[0], said);
        assert_eq!(
            rows[at].cells[1..].contains(&Cell::Size(52_000_000)),
            !last.is_empty(),
            "{label}"
        );
        assert_eq!(rows[at + 1].key == PageRowKey::Line("copy_remedy"), warns, "{label}");
        assert_eq!(at == 0, warns, "a warning stands first: {label}");
    }
    // Of a rehearsal no copies are made.
    let tx = desk.store.write(began).unwrap();
    tx.set_meta(REHEARSAL, "1").unwrap();
    tx.commit().unwrap();
    let sheet = desk
        .read(|look| pages::page(look, PageKey::Today, &PageQuery::default()))
        .unwrap();
    assert!(sheet.rows().all(|row| row.key != PageRowKey::Line("copy")));
}

#[test]
fn the_morning_says_how_many_are_kept_too_long_as_counted_by_the_setting_that_holds() {
    let mut settings = Settings::default();
    settings.retention.customers = Some(Years(5));
    let store = Store::in_memory().unwrap();
    let mut desk = Desk::on(store, Arc::new(settings), who("anna"), desk().clock).unwrap();
    new_order(&mut desk, "+79161234567", 100_000);
    for (kept, shown) in [
        ("", None),
        ("2026-03-11 5y 0", None),
        ("2026-03-11 7y 3", None),
        ("2026-03-10 5y 3", Some(3)),
    ] {
        let tx = desk.store.write(desk.now()).unwrap();
        tx.set_meta(IDLE, kept).unwrap();
        tx.commit().unwrap();
        let sheet = desk
            .read(|look| pages::page(look, PageKey::Today, &PageQuery::default()))
            .unwrap();
        let row = sheet.rows().find(|row| row.key == PageRowKey::Line("retention"));
        assert_eq!(row.map(|row| row.cells[1].clone()), shown.map(Cell::Count), "{kept:?}");
    }
    // Once a day it is counted again.
    desk.sweep().unwrap();
    assert_eq!(desk.store.meta(IDLE).unwrap().as_deref(), Some("2026-03-11 5y 0"));
    later(&mut desk, Span::days(6 * 365));
    desk.sweep().unwrap();
    let counted = desk.store.meta(IDLE).unwrap().unwrap();
    assert!(counted.ends_with(" 5y 0"), "the order is open still: {counted}");
}

#[test]
fn the_figures_can_be_of_one_shop_of_several() {
    let mut desk = desk();
    new_order(&mut desk, "+79161234567", 100_000);
    let counted = |desk: &Desk, shop: &str| {
        let query = PageQuery {
            shop: shop.to_owned(),
            ..PageQuery::default()
        };
        let page = desk.read(|look| pages::page(look, PageKey::Numbers, &query)).unwrap();
        let first = page.rows().next().unwrap().cells.clone();
        first.into_iter().find_map(|cell| match cell {
            Cell::Count(count) => Some(count),
            _ => None,
        })
    };
    from_shop(&mut desk, "tea", "1");
    from_shop(&mut desk, "mugs", "1");
    from_shop(&mut desk, "mugs", "2");
    for (shop, orders) in [("", 4), ("tea", 1), ("mugs", 2), ("of another time", 4)] {
        assert_eq!(counted(&desk, shop), Some(orders), "{shop}");
    }
}

fn from_shop(desk: &mut Desk, source: &str, id: &str) {
    let mut order = order(50_000);
    (order.source, order.external_id, order.number) = (source.to_owned(), id.to_owned(), format!("{source}-{id}"));
    let file = ImportedFile {
        name: "orders.json".to_owned(),
        format: Format::Json,
        source: source.to_owned(),
        platform: source.to_owned(),
    };
    let mut watch = ImportWatch {
        stop: &AtomicBool::new(false),
        progress: &mut |_| (),
    };
    let items = [Ok(Item::Order(Box::new(order)))];
    desk.import(&file, ImportOptions::default(), &mut items.into_iter(), &mut watch)
        .unwrap();
}

#[test]
fn money_stands_by_who_owes_it_and_what_is_late_comes_first() {
    let mut desk = desk();
    let [early, late, to_come] =
        ["+79161234567", "+79161234568", "+79161234569"].map(|phone| new_order(&mut desk, phone, 100_000));
    let page = |desk: &Desk, shop: &str| {
        let query = PageQuery {
            shop: shop.to_owned(),
            ..PageQuery::default()
        };
        let page = desk.read(|look| pages::page(look, PageKey::Money, &query)).unwrap();
        let of = |section: &pages::Section| {
            let key = section.title.as_ref().map_or("none", |title| title.key);
            let orders = section.rows.iter().filter_map(|row| match row.key {
                PageRowKey::Order(order, _) => Some(order),
                _ => None,
            });
            (key, orders.collect::<Vec<OrderId>>())
        };
        page.sections.iter().map(of).collect::<Vec<_>>()
    };
    assert_eq!(page(&desk, ""), [("none", Vec::new())], "nothing is agreed yet");
    desk.perform(Target::Order(late), &Action::Confirm).unwrap();
    later(&mut desk, Span::hours(24 * 6));
    desk.perform(Target::Order(early), &Action::Confirm).unwrap();
    assert_eq!(page(&desk, ""), [("owed-customers_late", vec![late, early])]);
    let pay = |amount| Action::Pay {
        amount: Some(amount),
        means: Means::Card,
        note: String::new(),
    };
    desk.perform(Target::Order(late), &pay(150_000)).unwrap();
    desk.perform(Target::Order(to_come), &Action::Confirm).unwrap();
    desk.perform(Target::Order(early), &Action::ClaimsPaid { amount: None })
        .unwrap();
    assert_eq!(
        page(&desk, ""),
        [("owed-customers", vec![early, to_come]), ("owed-refunds", vec![late])]
    );
    let narrowed = |filter: &str| {
        let query = PageQuery {
            filter: filter.to_owned(),
            ..PageQuery::default()
        };
        let page = desk.read(|look| pages::page(look, PageKey::Money, &query)).unwrap();
        let listing = page.listing.as_ref().unwrap();
        let orders = page.rows().filter_map(|row| match row.key {
            PageRowKey::Order(order, _) => Some(order),
            _ => None,
        });
        (listing.found, listing.of, orders.collect::<Vec<OrderId>>())
    };
    assert_eq!(narrowed(""), (3, 3, vec![early, to_come, late]));
    assert_eq!(narrowed("916 123-45-68"), (1, 3, vec![late]));
    assert_eq!(narrowed("иванова"), (3, 3, vec![early, to_come, late]));
    assert_eq!(narrowed("петрова"), (0, 3, vec![]));
    assert_eq!(
        page(&desk, "no such shop").len(),
        2,
        "a shop nobody knows is all of them"
    );
}
