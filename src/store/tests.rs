//! The file: what is applied can be taken back to the letter, migrations, rights, compare-and-set.

mod answers;
mod broken_off;
mod certificates;
mod files;
mod inside;
#[cfg(unix)]
mod lost;
mod parcels;
pub(crate) mod ran;
mod schemas;
mod search;
pub(crate) mod served;

use std::fmt::Write as _;

use proptest::prelude::*;

use super::Access;
use super::FeedKind;
use super::LabelKind;
use super::NewCustomerRow;
use super::NewOrderRow;
use super::Scope;
use super::Since;
use super::Store;
use super::StoreError;
use crate::domain::action::ContactKind;
use crate::domain::action::OrderTexts;
use crate::domain::change::Change;
use crate::domain::change::Entity;
use crate::domain::change::Field;
use crate::domain::change::NewRow;
use crate::domain::change::Value;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::money::Currency;
use crate::domain::order::Line;
use crate::domain::order::OrderFacts;
use crate::domain::shipment::Packed;
use crate::domain::shipment::Parcel;
use crate::domain::time::Span;
use crate::domain::time::Time;

const NOW: Time = Time(1_773_219_600_000);

fn line(name: &str) -> Line {
    Line {
        sku: String::new(),
        name: name.to_owned(),
        parameters: String::new(),
        quantity_milli: 1_000,
        price: 500,
        total: 500,
    }
}

fn anna() -> NewCustomerRow<'static> {
    NewCustomerRow {
        name: "Анна Ким",
        ..NewCustomerRow::default()
    }
}

/// A file with one customer and one order.
fn store() -> (Store, CustomerId, OrderId) {
    let mut store = Store::in_memory().unwrap();
    let tx = store.write(NOW).unwrap();
    let customer = tx.insert_customer(&anna()).unwrap();
    tx.insert_contact(customer, ContactKind::Phone, "8 916 765-43-21", Some("+79167654321"))
        .unwrap();
    let facts = OrderFacts::new(OrderId(0), customer, Currency::RUB, 1_000, NOW);
    let order = tx
        .insert_order(&NewOrderRow {
            facts,
            number: "1042".to_owned(),
            channel: "site".to_owned(),
            source: String::new(),
            tracking_number: None,
            parcels: Vec::new(),
            texts: OrderTexts::default(),
            lines: vec![line("чайник")],
        })
        .unwrap();
    tx.refresh(customer, Scope::All).unwrap();
    tx.commit().unwrap();
    (store, customer, order)
}

/// Every row of every table, as text.
fn contents(store: &Store) -> Vec<String> {
    let tables = [
        "orders",
        "order_texts",
        "order_lines",
        "customers",
        "contacts",
        "payments",
        "calls",
    ];
    let tables = tables.into_iter().chain(["appointments", "notes"]);
    let mut all = Vec::new();
    for table in tables {
        let (names, rows) = store.conn.seen(&format!("select * from {table} order by 1"));
        for row in rows {
            let mut text = format!("{table}:");
            for (name, val) in names.iter().zip(row) {
                // Counters of changes go on, and a line is known by its order and place.
                if name != "rev" && !(table == "order_lines" && name == "id") {
                    let _ = write!(text, " {name}={val:?}");
                }
            }
            all.push(text);
        }
    }
    all
}

fn any_value() -> impl Strategy<Value = i64> {
    prop_oneof![Just(0), 1_i64..2_000_000_000_000]
}

/// Any change that can be applied to the one order of `store()` as it stands.
fn any_change() -> impl Strategy<Value = Change> {
    let times = [
        Field::ConfirmedAt,
        Field::NumberAt,
        Field::HandedAt,
        Field::ArrivedAt,
        Field::ReceivedAt,
        Field::ReturnedAt,
        Field::CancelledAt,
        Field::ClosedAt,
        Field::ReopenedAt,
        Field::PutOffUntil,
        Field::ShopChangedAt,
        Field::ShopCancelledAt,
        Field::LateToldAt,
    ];
    let set = (proptest::sample::select(times.to_vec()), any_value()).prop_map(|(field, at)| Change::Set {
        entity: Entity::Order,
        id: 1,
        field,
        before: Value::Null,
        after: Value::Int(at),
    });
    let number = "[A-Z0-9]{5,14}".prop_map(|number| Change::Set {
        entity: Entity::Order,
        id: 1,
        field: Field::TrackingNumber,
        before: Value::Null,
        after: Value::Text(number),
    });
    let name = "\\PC{0,20}".prop_map(|name| Change::Set {
        entity: Entity::Customer,
        id: 1,
        field: Field::Name,
        before: Value::from("Анна Ким"),
        after: Value::Text(name),
    });
    let payment = (any_value(), -5_000_i64..5_000).prop_map(|(at, amount)| Change::Add {
        id: None,
        new: NewRow::Payment {
            order: 1,
            at: Time(at),
            amount,
            means: 1,
            note: String::new(),
            reference: None,
            due_again: false,
        },
    });
    let call = (any_value(), 1_i64..=8).prop_map(|(at, outcome)| Change::Add {
        id: None,
        new: NewRow::Call {
            customer: 1,
            order: Some(1),
            phone: "+79167654321".to_owned(),
            incoming: false,
            origin: "desk".to_owned(),
            external_id: None,
            line: None,
            started_at: Time(at),
            answered_at: None,
            ended_at: Some(Time(at)),
            outcome: Some(outcome),
            missed_reason: None,
            operator: Some("anna".to_owned()),
            line_facts: Box::default(),
        },
    });
    let note = "\\PC{1,40}".prop_map(|text| Change::Add {
        id: None,
        new: NewRow::Note {
            customer: 1,
            order: Some(1),
            at: NOW,
            operator: "anna".to_owned(),
            text,
        },
    });
    let appointment = any_value().prop_map(|at| Change::Add {
        id: None,
        new: NewRow::Appointment {
            customer: 1,
            order: Some(1),
            kind: 2,
            made_at: NOW,
            at: Time(at),
            operator: "anna".to_owned(),
        },
    });
    let lines = proptest::collection::vec("[a-zа-я]{1,8}", 0..4).prop_map(|names| Change::Lines {
        order: 1,
        before: vec![line("чайник")],
        after: names.iter().map(|n| line(n)).collect(),
    });
    let parcels = proptest::collection::vec(
        (any_value(), proptest::option::of("[A-Z0-9]{5,14}"), any::<bool>()),
        1..4,
    );
    let parcels = parcels.prop_map(|parcels| Change::Parcels {
        order: 1,
        before: Vec::new(),
        after: (1..)
            .zip(parcels)
            .map(|(position, (at, number, is_part))| Parcel {
                position,
                number,
                number_at: Some(Time(at)),
                handed_at: Some(Time(at)).filter(|_| at % 2 == 0),
                contents: if is_part {
                    vec![Packed::all_of(&line("чайник"))]
                } else {
                    Vec::new()
                },
                ..Parcel::default()
            })
            .collect(),
    });
    prop_oneof![set, number, name, payment, call, note, appointment, lines, parcels]
}

fn apply(store: &mut Store, change: &Change) -> Change {
    let tx = store.write(NOW).unwrap();
    let resolved = tx.apply(change).unwrap();
    tx.refresh(CustomerId(1), Scope::All).unwrap();
    tx.commit().unwrap();
    resolved
}

/// What an undo leaves of a row that was added is the row, voided.
fn without_voided(mut rows: Vec<String>) -> Vec<String> {
    rows.retain(|row| !row.contains("voided_by=Int"));
    rows
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_change_and_its_inverse_leave_everything_as_it_was(change in any_change()) {
        let (mut store, _, _) = store();
        let before = contents(&store);
        let applied = apply(&mut store, &change);
        let changed = contents(&store);
        apply(&mut store, &applied.inverse().unwrap());
        prop_assert_eq!(&without_voided(contents(&store)), &before);
        apply(&mut store, &applied.again().unwrap());
        prop_assert_eq!(&contents(&store), &changed);
    }

    #[test]
    fn a_change_survives_its_json(change in any_change()) {
        prop_assert_eq!(serde_json::from_str::<Change>(&serde_json::to_string(&change).unwrap()).unwrap(), change);
    }
}

#[test]
fn a_value_that_changed_meanwhile_is_not_overwritten() {
    let (mut store, _, _) = store();
    let set = |before: Value, after: i64| Change::Set {
        entity: Entity::Order,
        id: 1,
        field: Field::ConfirmedAt,
        before,
        after: Value::Int(after),
    };
    apply(&mut store, &set(Value::Null, 5));
    let tx = store.write(NOW).unwrap();
    let applied = |change: Change| tx.apply(&change).and_then(|_| tx.settle());
    assert!(matches!(applied(set(Value::Null, 6)), Err(StoreError::Stale)));
    assert!(matches!(applied(set(Value::Int(6), 7)), Err(StoreError::Stale)));
    let kept = tx.apply(&set(Value::Null, 8)).and_then(|_| tx.commit());
    assert!(matches!(kept, Err(StoreError::Stale)));
}

#[test]
fn every_field_names_a_column() {
    let (mut store, _, _) = store();
    let tx = store.write(NOW).unwrap();
    let fields = |entity: Entity, fields: &[Field]| {
        for field in fields {
            let change = Change::Set {
                entity,
                id: -1,
                field: *field,
                before: Value::Null,
                after: Value::Null,
            };
            // No such row: stale, and not an error of SQL.
            let applied = tx.apply(&change).and_then(|_| tx.settle());
            assert!(matches!(applied, Err(StoreError::Stale)), "{field:?}");
        }
    };
    fields(
        Entity::Order,
        &[
            Field::Terms,
            Field::Carrier,
            Field::DispatchBy,
            Field::EstimateAt,
            Field::FreeUntil,
            Field::HoldUntil,
            Field::Reason,
            Field::QualityDoneAt,
            Field::CourtesyDoneAt,
            Field::DuplicateOf,
            Field::Total,
            Field::Flags,
            Field::Number,
        ],
    );
    let texts = [
        Field::CustomerName,
        Field::CustomerPhone,
        Field::Address,
        Field::Comment,
        Field::PaymentTitle,
        Field::DeliveryTitle,
    ];
    fields(Entity::OrderTexts, &texts);
    let customer = [
        Field::Company,
        Field::TaxId,
        Field::B2b,
        Field::Sex,
        Field::TimeZone,
        Field::Region,
        Field::CustomerNote,
        Field::NotCustomer,
        Field::Manager,
    ];
    fields(Entity::Customer, &customer);
    fields(Entity::Contact, &[Field::BadAt]);
    let call = [
        Field::AnsweredAt,
        Field::EndedAt,
        Field::LastEventAt,
        Field::Outcome,
        Field::MissedReason,
        Field::Operator,
        Field::Recording,
        Field::Extension,
        Field::TransferredTo,
        Field::Transfers,
        Field::TalkMs,
        Field::HoldMs,
        Field::LineOutcome,
    ];
    fields(Entity::Call, &call);
    fields(Entity::Appointment, &[Field::DoneAt]);
}

#[test]
fn parameters_out_of_order_are_refused_before_they_bind_wrongly() {
    let store = Store::in_memory().unwrap();
    assert!(super::db::prepare(&store.conn, "select $1, $2, $1").is_ok());
    assert!(super::db::prepare(&store.conn, "select $2, $1").is_err());
}

#[test]
fn the_feed_tells_what_to_read_again_and_says_when_it_cannot() {
    let (mut store, customer, _) = store();
    let start = store.feed_position().unwrap();
    let tx = store.write(NOW).unwrap();
    tx.note(FeedKind::Customer, customer.0);
    tx.note(FeedKind::Customer, customer.0);
    tx.commit().unwrap();
    let seq = start + 1;
    assert_eq!(store.feed_position().unwrap(), seq, "what is said twice is said once");
    assert_eq!(
        store.feed_since(start).unwrap(),
        Since::Changes {
            seq,
            customers: vec![customer.0],
            others: false,
            outbox: false
        }
    );
    // Two days later it is busy, and what is older than a day goes.
    let tx = store.write(NOW + Span::days(2)).unwrap();
    for id in 1..=150 {
        tx.note(FeedKind::Outbox, id);
        tx.note(FeedKind::Customer, id);
    }
    tx.commit().unwrap();
    assert_eq!(
        store.feed_position().unwrap(),
        seq + 150,
        "whose messages changed is named once"
    );
    assert_eq!(store.feed_since(start).unwrap(), Since::Everything);
    let Since::Changes { customers, outbox, .. } = store.feed_since(seq).unwrap() else {
        panic!("it begins there");
    };
    assert_eq!((customers.len(), outbox), (150, true));
    let seq = seq + 150;
    assert_eq!(store.feed_since(seq + 5).unwrap(), Since::Everything);
}

#[cfg(unix)]
#[test]
fn a_new_file_is_the_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let mode = |name: &str, access| {
        let path = folder.path().join("deep").join(name);
        let mut store = Store::make_and_open(&path, access).unwrap();
        store.write(NOW).unwrap().set_meta("a", "b").unwrap();
        std::fs::metadata(&path).unwrap().permissions().mode() & 0o777
    };
    assert_eq!(mode("own.db", Access::Write), 0o600);
    assert_eq!(mode("shared.db", Access::WriteShared), 0o660);
}

/// The ids of the things of every line, all of which must be there.
fn goods_of_lines(store: &Store) -> Vec<(String, Option<String>)> {
    let sql = "select l.name, g.name from order_lines l left join goods g on g.id = l.goods_id order by l.id";
    let text = |val: &super::db::Val<'_>| match val {
        super::db::Val::Text(text) => Some(text.to_string()),
        _ => None,
    };
    let rows = store.conn.seen(sql).1.into_iter();
    rows.map(|row| (text(&row[0]).unwrap(), text(&row[1]))).collect()
}

fn order_of<'s>(store: &'s mut Store, customer: CustomerId, channel: &str, goods: &str) -> super::Tx<'s> {
    let tx = store.write(NOW).unwrap();
    tx.insert_order(&NewOrderRow {
        facts: OrderFacts::new(OrderId(0), customer, Currency::RUB, 1_000, NOW),
        number: String::new(),
        channel: channel.to_owned(),
        source: String::new(),
        tracking_number: None,
        parcels: Vec::new(),
        texts: OrderTexts::default(),
        lines: vec![line(goods)],
    })
    .unwrap();
    tx
}

#[test]
fn an_id_that_was_rolled_back_is_not_given_again() {
    let (mut store, customer, _) = store();
    drop(order_of(&mut store, customer, "market", "блендер"));
    assert_eq!(store.label(LabelKind::Channel, "market").unwrap(), None);
    // Whatever takes the places of the rows that are gone.
    order_of(&mut store, customer, "phone", "утюг").commit().unwrap();
    order_of(&mut store, customer, "market", "блендер").commit().unwrap();
    let same = |name: &str| (name.to_owned(), Some(name.to_owned()));
    assert_eq!(goods_of_lines(&store), [same("чайник"), same("утюг"), same("блендер")]);
    let market = store.label(LabelKind::Channel, "market").unwrap();
    let channels = "select channel from orders order by id desc limit 1";
    let last: i64 = store.conn.ask_one(channels, |row| row.get(0)).unwrap();
    assert_eq!(market.map(|id| id.0), Some(last));
}

#[test]
fn an_id_another_process_gave_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    let mut one = Store::make_and_open(&path, Access::Write).unwrap();
    let mut other = Store::open(&path, Access::Write).unwrap();
    let tx = one.write(NOW).unwrap();
    let customer = tx.insert_customer(&anna()).unwrap();
    tx.commit().unwrap();
    for (channel, goods) in [("site", "чайник"), ("market", "блендер"), ("site", "блендер")] {
        order_of(&mut one, customer, channel, goods).commit().unwrap();
        order_of(&mut other, customer, channel, goods).commit().unwrap();
    }
    assert!(
        goods_of_lines(&one)
            .iter()
            .all(|(of_line, of_goods)| Some(of_line) == of_goods.as_ref())
    );
    assert_eq!(one.labels(LabelKind::Channel).unwrap().len(), 2);
}
