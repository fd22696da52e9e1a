//! Orders coming into a desk: once, whatever happens on the way.

use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use super::ImportEnd;
use super::ImportMode;
use super::ImportOptions;
use super::ImportWatch;
use super::Imported;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::import::ImportedFile;
use crate::desk::tests::queue;
use crate::desk::who::Claiming;
use crate::desk::who::Who;
use crate::domain::action::Action;
use crate::domain::action::CustomerEdit;
use crate::domain::action::OrderRecord;
use crate::domain::incoming::Format;
use crate::domain::incoming::ImportCounts;
use crate::domain::incoming::IncomingCustomer;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::IncomingPayment;
use crate::domain::incoming::IncomingPhone;
use crate::domain::incoming::PAID_SO_FAR;
use crate::domain::incoming::ShopStatus;
use crate::domain::item::Item;
use crate::domain::journal::Page;
use crate::domain::money::Currency;
use crate::domain::order::Flags;
use crate::domain::order::Line;
use crate::domain::order::Means;
use crate::domain::order::Stage;
use crate::domain::reject::Reject;
use crate::domain::reject::RejectWhy;
use crate::domain::settings::Settings;
use crate::domain::target::Target;
use crate::domain::task::TaskKind;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::Access;
use crate::store::LabelKind;
use crate::store::Store;

mod agreed;
mod contacts;
mod customers;
mod dry_run;
mod future;
mod kept;
mod money;
mod parcels;
mod peaks;
mod people;
mod shared_email;
mod shared_phone;
mod shops;
mod unpaid;
mod versions;

/// Wednesday, 12:00 in Moscow.
const NOON: Time = Time(1_773_219_600_000);

fn on(store: Store) -> Desk {
    let who = Who {
        operator: "anna".to_owned(),
        session: "anna-1".to_owned(),
        claiming: Claiming::WhenAsked,
    };
    Desk::on(store, Arc::new(Settings::default()), who, Clock::Stopped(NOON)).unwrap()
}

fn desk() -> Desk {
    on(Store::in_memory().unwrap())
}

fn file(name: &str) -> ImportedFile {
    ImportedFile {
        name: name.to_owned(),
        format: Format::Json,
        source: "shop".to_owned(),
        platform: "shop".to_owned(),
    }
}

fn order(number: i64) -> IncomingOrder {
    let phone = format!("+7916{number:07}");
    IncomingOrder {
        source: "shop".to_owned(),
        external_id: number.to_string(),
        number: number.to_string(),
        shop: String::new(),
        key: String::new(),
        modified_at: Some(NOON),
        created_at: NOON - Span::minutes(5),
        status: ShopStatus::New,
        status_at: None,
        status_word: "new".to_owned(),
        reason: None,
        payment_failed: false,
        customer: IncomingCustomer {
            name: format!("Покупатель {number}"),
            phones: vec![IncomingPhone {
                raw: phone.clone(),
                e164: Some(phone),
            }],
            email: format!("c{number}@mail.example"),
            ..IncomingCustomer::default()
        },
        currency: Currency::RUB,
        total: 10_000,
        is_total_summed: false,
        is_paid_by_word: false,
        terms: None,
        payment_title: String::new(),
        delivery_title: String::new(),
        carrier: None,
        address: String::new(),
        region: "Москва".to_owned(),
        comment: String::new(),
        do_not_call: false,
        channel: "site".to_owned(),
        lines: vec![Line {
            sku: format!("S{number}"),
            name: "Чайник".to_owned(),
            parameters: String::new(),
            quantity_milli: 1_000,
            price: 10_000,
            total: 10_000,
        }],
        payments: Vec::new(),
        tracking_number: None,
        estimate_at: None,
        parcels: Vec::new(),
    }
}

fn changed(number: i64, change: impl FnOnce(&mut IncomingOrder)) -> IncomingOrder {
    let mut order = order(number);
    change(&mut order);
    order
}

fn reject(number: &str, raw: &str) -> Item {
    Item::Reject(Reject {
        line: 7,
        order: Some(number.to_owned()),
        field: "total".to_owned(),
        why: RejectWhy::Missing,
        head: None,
        raw: raw.to_owned(),
    })
}

fn as_items(orders: Vec<IncomingOrder>) -> Vec<Item> {
    orders.into_iter().map(|order| Item::Order(Box::new(order))).collect()
}

fn import_with(desk: &mut Desk, file: &ImportedFile, options: ImportOptions, items: Vec<Item>) -> Imported {
    let stop = AtomicBool::new(false);
    let mut watch = ImportWatch {
        stop: &stop,
        progress: &mut |_| (),
    };
    desk.import(file, options, &mut items.into_iter().map(Ok), &mut watch)
        .unwrap()
}

fn import(desk: &mut Desk, orders: Vec<IncomingOrder>) -> ImportCounts {
    import_with(desk, &file("orders.json"), ImportOptions::default(), as_items(orders)).counts
}

fn counts(created: i64, updated: i64, unchanged: i64, rejected: i64) -> ImportCounts {
    ImportCounts {
        read: created + updated + unchanged + rejected,
        created,
        updated,
        unchanged,
        rejected,
    }
}

fn record(desk: &Desk, number: &str) -> OrderRecord {
    let [id] = desk.store.orders_numbered(number).unwrap().try_into().unwrap();
    desk.store.order(id).unwrap().unwrap()
}

#[test]
fn orders_come_in_once_and_stand_in_the_queue() {
    let mut desk = desk();
    assert_eq!(import(&mut desk, vec![order(1), order(2)]), counts(2, 0, 0, 0));
    assert_eq!(
        import(&mut desk, vec![order(1), order(2), order(3)]),
        counts(1, 0, 2, 0)
    );
    let queue = queue(&desk);
    assert_eq!(queue.rows.len(), 3);
    assert_eq!(queue.rows[0].row.task.kind, TaskKind::FirstContact);
    let first = record(&desk, "1");
    assert_eq!(
        (first.facts.stage, first.facts.seen_at, first.lines.len()),
        (Stage::New, NOON, 1)
    );
    let entries = desk.store.journal(Page::Order(first.facts.id), 10).unwrap();
    assert_eq!(entries.len(), 1, "one thin entry for its creation");
}

#[test]
fn a_newer_version_changes_what_it_says_and_is_in_the_history() {
    let mut desk = desk();
    import(&mut desk, vec![order(1)]);
    let version = changed(1, |v| {
        v.modified_at = Some(NOON + Span::minutes(1));
        v.total = 12_000;
        v.payments = vec![IncomingPayment {
            at: NOON,
            amount: 12_000,
            means: Means::Card,
            reference: "p1".to_owned(),
            note: String::new(),
        }];
    });
    assert_eq!(import(&mut desk, vec![version.clone()]), counts(0, 1, 0, 0));
    assert_eq!(
        import(&mut desk, vec![version, order(1)]),
        counts(0, 0, 2, 0),
        "an older one never wins"
    );
    let facts = record(&desk, "1").facts;
    assert_eq!((facts.total, facts.paid), (12_000, 12_000));
    let entries = desk.store.journal(Page::Order(facts.id), 10).unwrap();
    assert_eq!(entries[0].changes.len(), 2);
}

#[test]
fn one_file_may_hold_several_versions_of_an_order() {
    let mut desk = desk();
    let paid = |minutes: i64, amount: i64| {
        changed(1, |v| {
            v.modified_at = Some(NOON + Span::minutes(minutes));
            v.payments = vec![IncomingPayment {
                at: NOON,
                amount,
                means: Means::Card,
                reference: PAID_SO_FAR.to_owned(),
                note: String::new(),
            }];
        })
    };
    let seen = import(
        &mut desk,
        vec![order(1), paid(1, 4_000), paid(2, 10_000), paid(2, 10_000)],
    );
    assert_eq!(seen, counts(1, 2, 1, 0));
    assert_eq!(record(&desk, "1").facts.paid, 10_000);
}

fn paid_so_far(order: &mut IncomingOrder, amount: i64) {
    order.payments = vec![IncomingPayment {
        at: order.created_at,
        amount,
        means: Means::Card,
        reference: PAID_SO_FAR.to_owned(),
        note: String::new(),
    }];
}

#[test]
fn what_an_operator_did_survives_the_same_file() {
    let mut desk = desk();
    import(&mut desk, vec![order(1)]);
    let id = record(&desk, "1").facts.id;
    desk.perform(Target::Order(id), &Action::Confirm).unwrap();
    assert_eq!(import(&mut desk, vec![order(1)]), counts(0, 0, 1, 0));
    let cancelled = changed(1, |v| {
        v.modified_at = Some(NOON + Span::minutes(1));
        v.status = ShopStatus::Cancelled;
        v.total = 5;
    });
    assert_eq!(import(&mut desk, vec![cancelled]), counts(0, 1, 0, 0));
    let facts = record(&desk, "1").facts;
    assert_eq!(
        (facts.stage, facts.total, facts.cancelled_at),
        (Stage::Confirmed, 10_000, None)
    );
    assert!(facts.shop_cancelled_at.is_some() && facts.shop_changed_at.is_some());
}

#[test]
fn a_customer_is_known_by_phone_then_by_email() {
    let mut desk = desk();
    let phones = |numbers: &[&str]| -> Vec<IncomingPhone> {
        let phone = |number: &&str| IncomingPhone {
            raw: (*number).to_owned(),
            e164: number.starts_with('+').then(|| (*number).to_owned()),
        };
        numbers.iter().map(phone).collect()
    };
    let who = |number: i64, numbers: &[&str], email: &str| {
        changed(number, |v| {
            v.created_at = NOON - Span::hours(number);
            v.customer.phones = phones(numbers);
            v.customer.email = email.to_owned();
        })
    };
    let named = |order: IncomingOrder, name: &str| IncomingOrder {
        customer: IncomingCustomer {
            name: name.to_owned(),
            ..order.customer
        },
        ..order
    };
    import(
        &mut desk,
        vec![
            who(1, &["+79160000001"], ""),
            who(2, &["+79160000002", "+79160000001"], "a@mail.example"),
            named(who(3, &[], "a@mail.example"), "покупатель 1"),
            who(4, &["+79160000004"], ""),
            who(5, &["333-444-5566"], ""),
            who(6, &["333 444 55 66"], ""),
            who(7, &[], ""),
            who(8, &[], ""),
        ],
    );
    let customers: Vec<i64> = (1..=8)
        .map(|number| record(&desk, &number.to_string()).facts.customer.0)
        .collect();
    assert_eq!(customers, [1, 1, 1, 2, 3, 3, 4, 5]);
    let first = desk.store.customer(record(&desk, "1").facts.customer).unwrap().unwrap();
    assert_eq!((first.name.as_str(), first.region.as_str()), ("Покупатель 1", "Москва"));
    assert_eq!(first.contacts.len(), 3);
}

#[test]
fn a_customer_lives_by_the_clock_of_his_region_else_of_his_address() {
    let mut desk = desk();
    let from = |number: i64, region: &str, address: &str| {
        changed(number, |v| {
            v.region = region.to_owned();
            v.address = address.to_owned();
        })
    };
    import(
        &mut desk,
        vec![
            from(1, "Приморский край", "Москва"),
            from(2, "", "г. Омск, ул. Московская 1"),
            from(3, "Восточный округ", "Казань"),
            from(4, "", "до востребования"),
        ],
    );
    let zone = |desk: &Desk, number: &str| {
        let labels = desk.store.labels(LabelKind::Zone).unwrap();
        let zone = record(desk, number).facts.zone?;
        labels.into_iter().find(|(id, _)| *id == zone).map(|(_, name)| name)
    };
    let zones: Vec<_> = ["1", "2", "3", "4"].map(|number| zone(&desk, number)).into();
    let named = |name: &str| Some(name.to_owned());
    assert_eq!(
        zones,
        [
            named("Asia/Vladivostok"),
            named("Asia/Omsk"),
            named("Europe/Moscow"),
            None
        ]
    );

    let customer = record(&desk, "2").facts.customer;
    let facts = desk.store.customer_facts(customer).unwrap().unwrap();
    assert_eq!(facts.zone, record(&desk, "2").facts.zone, "his calls go by it, too");

    // The shop tells it later; what stands on the card outweighs it.
    import(&mut desk, vec![from(4, "Самара", "до востребования")]);
    assert_eq!(zone(&desk, "4"), named("Europe/Samara"));
    let id = record(&desk, "4").facts.id;
    let edit = CustomerEdit {
        time_zone: Some("Asia/Almaty".to_owned()),
        ..CustomerEdit::default()
    };
    desk.perform(Target::Order(id), &Action::Customer(edit)).unwrap();
    assert_eq!(zone(&desk, "4"), named("Asia/Almaty"));
}

#[test]
fn a_stopgap_email_joins_no_strangers() {
    let mut desk = desk();
    let orders = (1..=9)
        .map(|number| {
            changed(number, |v| {
                v.created_at = NOON - Span::hours(number);
                v.customer.email = "no@mail.example".to_owned();
            })
        })
        .collect();
    import(&mut desk, orders);
    let owners: std::collections::BTreeSet<i64> = (1..=9)
        .map(|number| record(&desk, &number.to_string()).facts.customer.0)
        .collect();
    assert!(owners.len() > 1, "{owners:?}");
}

#[test]
fn the_same_goods_twice_in_ten_minutes_are_asked_about() {
    let mut desk = desk();
    let again = |number: i64, minutes: i64| {
        changed(number, |v| {
            v.customer = order(1).customer;
            v.lines = order(1).lines;
            v.created_at = NOON - Span::minutes(20 - minutes);
        })
    };
    import(&mut desk, vec![again(1, 0), again(2, 4), again(3, 11)]);
    let first = record(&desk, "1").facts.id;
    assert_eq!(record(&desk, "2").facts.duplicate_of, Some(first));
    assert_eq!(record(&desk, "3").facts.duplicate_of, Some(record(&desk, "2").facts.id));
}

#[test]
fn an_old_shop_floods_nobody() {
    let mut desk = desk();
    let finished = |number: i64, status: ShopStatus| {
        changed(number, |v| {
            v.status = status;
            v.created_at = NOON - Span::days(10);
        })
    };
    let orders = vec![
        finished(1, ShopStatus::Received),
        finished(2, ShopStatus::Cancelled),
        finished(3, ShopStatus::Returned),
        finished(4, ShopStatus::New),
        order(5),
    ];
    let options = ImportOptions {
        open_since: Some(NOON - Span::days(1)),
        ..ImportOptions::default()
    };
    import_with(&mut desk, &file("orders.json"), options, as_items(orders));
    let queue = queue(&desk);
    assert_eq!(queue.rows.len(), 1);
    assert_eq!(queue.rows[0].text.number, "5");
    assert!(record(&desk, "4").facts.flags.has(Flags::HISTORY));
}

#[test]
fn an_order_first_seen_cancelled_while_the_desk_is_in_work_owes_its_refund() {
    let mut desk = desk();
    import(&mut desk, vec![order(1)]);
    let cancelled = |number: i64, at: Time| {
        changed(number, |v| {
            v.created_at = at;
            v.status = ShopStatus::Cancelled;
            paid_so_far(v, 10_000);
        })
    };
    let received = changed(4, |v| {
        v.created_at = NOON;
        v.status = ShopStatus::Received;
    });
    let orders = vec![
        cancelled(2, NOON),
        cancelled(3, NOON - Span::minutes(1)),
        received.clone(),
    ];
    import(&mut desk, orders);
    let live = |number: &str| record(&desk, number).facts.live;
    assert!(live("2") && live("4") && !live("3"));
    assert!(
        queue(&desk)
            .rows
            .iter()
            .any(|row| row.row.task.kind == TaskKind::RefundDue)
    );

    // Another shop's own first import.
    let other = ImportedFile {
        source: "other".to_owned(),
        ..file("other.json")
    };
    let theirs = IncomingOrder {
        source: "other".to_owned(),
        created_at: NOON - Span::minutes(1),
        number: "5".to_owned(),
        ..received
    };
    import_with(&mut desk, &other, ImportOptions::default(), as_items(vec![theirs]));
    assert!(!record(&desk, "5").facts.live);
}

#[test]
fn a_stop_at_any_moment_loses_nothing_and_doubles_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    let open = || on(Store::make_and_open(&path, Access::Write).unwrap());
    let all = || (1..=450).map(|number| Ok(Item::Order(Box::new(order(number)))));
    let stop = AtomicBool::new(false);
    let mut watch = ImportWatch {
        stop: &stop,
        progress: &mut |_| (),
    };

    // Asked to stop.
    let mut desk = open();
    let mut asked = all().inspect(|item| {
        if matches!(item, Ok(Item::Order(order)) if order.number == "30") {
            stop.store(true, Ordering::Relaxed);
        }
    });
    let stopped = desk
        .import(&file("x"), ImportOptions::default(), &mut asked, &mut watch)
        .unwrap();
    assert_eq!((stopped.end, stopped.counts), (ImportEnd::Stopped, counts(30, 0, 0, 0)));
    stop.store(false, Ordering::Relaxed);

    // Killed in the middle of the second batch.
    let mut desk = open();
    let mut killed = all().inspect(|item| {
        assert!(
            !matches!(item, Ok(Item::Order(order)) if order.number == "333"),
            "killed"
        );
    });
    let died = catch_unwind(AssertUnwindSafe(|| {
        desk.import(&file("x"), ImportOptions::default(), &mut killed, &mut watch)
    }));
    assert!(died.is_err());
    drop(desk);

    let mut desk = open();
    let done = desk
        .import(&file("x"), ImportOptions::default(), &mut all(), &mut watch)
        .unwrap();
    assert_eq!((done.end, done.counts), (ImportEnd::Reached, counts(250, 0, 200, 0)));
    assert_eq!(queue(&desk).rows.len(), 450);
}

#[test]
fn rejects_wait_until_they_are_mended() {
    let mut desk = desk();
    let items = || vec![reject("8", "{\"number\":8}"), Item::Order(Box::new(order(1)))];
    import_with(&mut desk, &file("a"), ImportOptions::default(), items());
    let second = import_with(&mut desk, &file("a"), ImportOptions::default(), items());
    assert_eq!(second.counts, counts(0, 0, 1, 1));
    let waiting = |desk: &Desk| desk.store.open_rejects(second.id.unwrap()).unwrap();
    assert_eq!(waiting(&desk).len(), 1, "the same text waits once");
    assert_eq!(waiting(&desk)[0].why, RejectWhy::Missing);
    import(&mut desk, vec![order(8)]);
    assert_eq!(waiting(&desk), []);
}

#[test]
fn rejects_are_written_beside_the_file_for_its_owner_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = on(Store::make_and_open(folder.path().join("desk.db"), Access::Write).unwrap());
    let items = vec![reject("8", "{\"number\":8}"), reject("9", "{\"number\":9,}")];
    let imported = import_with(&mut desk, &file("a"), ImportOptions::default(), items);
    let path = desk.write_rejects(imported.id.unwrap(), Format::Json).unwrap().unwrap();
    assert_eq!(
        std::fs::read_to_string(&path).unwrap(),
        "[\n{\"number\":8},\n{\"number\":9,}\n]\n"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;

        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    // Read to its end with nothing rejected in it any more: whatever stood there was mended or taken out.
    let name = path.to_string_lossy().into_owned();
    import_with(&mut desk, &file(&name), ImportOptions::default(), Vec::new());
    assert_eq!(desk.store.open_rejects(imported.id.unwrap()).unwrap(), []);
    assert_eq!(Path::new(&name).extension().unwrap(), "json");
}
