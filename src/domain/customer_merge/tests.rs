//! Which of two cards wins, line by line.

use super::*;
use crate::domain::action::ContactKind;
use crate::domain::action::record::ContactRecord;
use crate::domain::change::Change;
use crate::domain::change::Entity;
use crate::domain::change::Field;
use crate::domain::change::Value;
use crate::domain::ids::CustomerId;
use crate::domain::time::Time;

fn person(id: i64) -> Person {
    Person {
        id: CustomerId(id),
        name: String::new(),
        company: String::new(),
        tax_id: String::new(),
        sex: None,
        b2b: None,
        manager: None,
        time_zone: None,
        region: String::new(),
        note: String::new(),
        do_not_call: false,
        not_customer: false,
        consent_at: None,
        consent_off_at: None,
        last_offer_at: None,
        last_confirmed_at: None,
        received: 0,
        contacts: Vec::new(),
        voided_contacts: Vec::new(),
        orders: Owned::default(),
        calls: Owned::default(),
        appointments: Owned::default(),
        notes: Owned::default(),
        cases: Owned::default(),
        messages: Owned::default(),
        merged: Vec::new(),
    }
}

fn contact(id: i64, kind: ContactKind, raw: &str, norm: Option<&str>, bad_at: Option<Time>) -> ContactRecord {
    ContactRecord {
        id,
        kind,
        raw: raw.to_owned(),
        norm: norm.map(str::to_owned),
        bad_at,
    }
}

fn owned(ids: &[i64]) -> Owned {
    Owned {
        ids: ids.to_vec(),
        count: ids.len(),
    }
}

/// What a field of the one who stays comes to; nothing when it stays as it is.
fn comes_to(kept: &Person, other: &Person, wanted: Field) -> Option<Value> {
    join(kept, other).into_iter().find_map(|change| match change {
        Change::Set { id, field, after, .. } if field == wanted && id == kept.id.0 => Some(after),
        _ => None,
    })
}

#[test]
fn an_empty_line_is_filled_and_a_filled_one_stays() {
    let filled = Person {
        name: "Иван Петров".to_owned(),
        company: "ООО «Тон»".to_owned(),
        tax_id: "7701".to_owned(),
        region: "Омск".to_owned(),
        time_zone: Some("Asia/Omsk".to_owned()),
        sex: Some(1),
        b2b: Some(2),
        ..person(2)
    };
    let fields = [
        Field::Name,
        Field::Company,
        Field::TaxId,
        Field::Region,
        Field::TimeZone,
        Field::Sex,
        Field::B2b,
    ];
    for field in fields {
        assert!(comes_to(&person(1), &filled, field).is_some(), "{field:?}");
        assert_eq!(comes_to(&filled, &person(1), field), None, "{field:?}");
        let others = Person {
            id: CustomerId(3),
            name: "Пётр".to_owned(),
            company: "ИП".to_owned(),
            tax_id: "1".to_owned(),
            region: "Тула".to_owned(),
            time_zone: Some("Europe/Moscow".to_owned()),
            sex: Some(2),
            b2b: Some(3),
            ..person(3)
        };
        assert_eq!(comes_to(&filled, &others, field), None, "{field:?}");
    }
}

#[test]
fn the_stricter_wins() {
    let bound = Person {
        do_not_call: true,
        consent_at: Some(Time(10)),
        consent_off_at: Some(Time(20)),
        last_offer_at: Some(Time(30)),
        ..person(1)
    };
    let free = Person {
        consent_at: Some(Time(40)),
        last_offer_at: Some(Time(5)),
        ..person(2)
    };
    for (field, after) in [
        (Field::DoNotCall, Value::Int(1)),
        (Field::ConsentOffAt, Value::Int(20)),
        (Field::LastOfferAt, Value::Int(30)),
    ] {
        assert_eq!(comes_to(&free, &bound, field), Some(after), "{field:?}");
        assert_eq!(comes_to(&bound, &free, field), None, "{field:?}");
    }
    assert_eq!(comes_to(&free, &bound, Field::ConsentAt), None);
    assert_eq!(comes_to(&person(3), &free, Field::ConsentAt), Some(Value::Int(40)));
    let twice = Person {
        consent_off_at: Some(Time(15)),
        ..person(3)
    };
    assert_eq!(comes_to(&bound, &twice, Field::ConsentOffAt), Some(Value::Int(15)));
}

#[test]
fn who_buys_is_a_customer_though_one_card_says_he_is_none() {
    let nobody = Person {
        not_customer: true,
        ..person(1)
    };
    assert_eq!(comes_to(&nobody, &person(2), Field::NotCustomer), Some(Value::Int(0)));
    assert_eq!(comes_to(&person(2), &nobody, Field::NotCustomer), None);
    let both = Person {
        id: CustomerId(3),
        ..nobody.clone()
    };
    assert_eq!(comes_to(&nobody, &both, Field::NotCustomer), None);
}

#[test]
fn his_manager_is_who_confirmed_the_last_order_of_the_two() {
    let with = |id: i64, manager: Option<&str>, confirmed: Option<i64>| Person {
        manager: manager.map(str::to_owned),
        last_confirmed_at: confirmed.map(Time),
        ..person(id)
    };
    for (kept, other, manager) in [
        ((Some("anna"), Some(1)), (Some("boris"), Some(2)), Some("boris")),
        ((Some("anna"), Some(2)), (Some("boris"), Some(1)), None),
        ((Some("anna"), None), (Some("boris"), None), None),
        ((None, None), (Some("boris"), None), Some("boris")),
        ((Some("anna"), None), (None, Some(3)), None),
    ] {
        let (kept, other) = (with(1, kept.0, kept.1), with(2, other.0, other.1));
        let expected = manager.map(Value::from);
        assert_eq!(comes_to(&kept, &other, Field::Manager), expected, "{kept:?} {other:?}");
    }
}

#[test]
fn notes_are_joined_and_nothing_is_said_twice() {
    let with = |id: i64, note: &str| Person {
        note: note.to_owned(),
        ..person(id)
    };
    for (ours, theirs, joined) in [
        ("звонить днём", "домофон 12", Some("звонить днём; домофон 12")),
        ("", "домофон 12", Some("домофон 12")),
        ("звонить днём", "", None),
        ("звонить днём; домофон 12", "домофон 12", None),
    ] {
        let expected = joined.map(Value::from);
        let (ours, theirs) = (with(1, ours), with(2, theirs));
        assert_eq!(comes_to(&ours, &theirs, Field::CustomerNote), expected);
    }
}

#[test]
fn what_both_have_counts_once_and_a_wrong_number_stays_wrong() {
    let phone = ContactKind::Phone;
    let kept = Person {
        contacts: vec![
            contact(1, phone, "8 916 1", Some("+79161"), None),
            contact(2, phone, "?", None, None),
        ],
        ..person(1)
    };
    let other = Person {
        contacts: vec![
            contact(3, phone, "+7 916 1", Some("+79161"), Some(Time(7))),
            contact(4, phone, "?", None, None),
            contact(5, phone, "??", None, None),
            contact(6, ContactKind::Email, "+79161", Some("+79161"), None),
        ],
        voided_contacts: vec![2],
        ..person(2)
    };
    let void = |id| Change::Void {
        entity: Entity::Contact,
        id,
        voided: true,
    };
    assert_eq!(
        join(&kept, &other)[..4],
        [
            void(3),
            Change::Set {
                entity: Entity::Contact,
                id: 1,
                field: Field::BadAt,
                before: Value::Null,
                after: Value::Int(7),
            },
            void(4),
            Change::Move {
                entity: Entity::Contact,
                ids: vec![2, 5, 6],
                from: 2,
                to: 1,
            },
        ]
    );
    let plan = MergePlan { kept, other };
    assert_eq!(plan.new_contacts().map(|c| c.id).collect::<Vec<_>>(), [5, 6]);
}

#[test]
fn everything_goes_over_and_so_do_those_who_came_before() {
    let other = Person {
        orders: owned(&[3, 4]),
        notes: owned(&[1]),
        merged: vec![CustomerId(5)],
        ..person(2)
    };
    let went = |id: i64, before: Value| Change::Set {
        entity: Entity::Customer,
        id,
        field: Field::MergedInto,
        before,
        after: Value::Int(1),
    };
    let moved = |entity, ids: &[i64]| Change::Move {
        entity,
        ids: ids.to_vec(),
        from: 2,
        to: 1,
    };
    assert_eq!(
        join(&person(1), &other),
        [
            moved(Entity::Order, &[3, 4]),
            moved(Entity::Note, &[1]),
            went(5, Value::Int(2)),
            went(2, Value::Null),
        ]
    );
}

#[test]
fn the_one_who_received_more_stays_else_who_ordered_more_else_the_older() {
    let with = |id: i64, received: i64, orders: &[i64]| Person {
        received,
        orders: owned(orders),
        ..person(id)
    };
    for (one, other, kept) in [
        (with(1, 0, &[]), with(2, 0, &[]), 1),
        (with(2, 0, &[]), with(1, 0, &[]), 1),
        (with(1, 0, &[]), with(2, 0, &[7]), 2),
        (with(1, 1, &[]), with(2, 0, &[7]), 1),
    ] {
        assert_eq!(better(one, other).kept.id, CustomerId(kept));
    }
}
