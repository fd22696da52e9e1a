//! One person with two cards: named on the card, shown before it is done, done by a second key.

use std::sync::Arc;

use crossterm::event::KeyCode;

use super::harness::Console;
use super::harness::NOON;
use super::harness::card_of;
use super::harness::five;
use crate::board::BoardRow;
use crate::desk::customer_merge::Stays;
use crate::domain::action::ActionKind;
use crate::domain::action::ContactKind;
use crate::domain::action::ContactRecord;
use crate::domain::action::Refusal;
use crate::domain::customer_merge::MergePlan;
use crate::domain::customer_merge::Owned;
use crate::domain::customer_merge::Person;
use crate::domain::customer_merge::Shared;
use crate::domain::ids::CustomerId;
use crate::session::answer::DeskAnswer;
use crate::session::request::Request;
use crate::tui::model::mode::Mode;
use crate::view::card::Card;
use crate::view::same_person::Alike;
use crate::view::same_person::Merged;

fn alike(id: i64, name: &str) -> Alike {
    Alike {
        customer: CustomerId(id),
        name: name.to_owned(),
        orders: 1,
        number: Some(id.to_string()),
        shared: vec![Shared {
            kind: ContactKind::Phone,
            value: "+79161234567".to_owned(),
        }],
    }
}

fn with_alike(row: &BoardRow, alike: Vec<Alike>) -> Card {
    Card { alike, ..card_of(row) }
}

fn person(id: i64, name: &str) -> Person {
    Person {
        id: CustomerId(id),
        name: name.to_owned(),
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
        contacts: vec![ContactRecord {
            id,
            kind: ContactKind::Phone,
            raw: String::new(),
            norm: Some(format!("+7916000000{id}")),
            bad_at: None,
        }],
        voided_contacts: Vec::new(),
        orders: Owned {
            ids: vec![id, id + 1],
            count: 2,
        },
        calls: Owned::default(),
        appointments: Owned::default(),
        notes: Owned::default(),
        cases: Owned::default(),
        messages: Owned::default(),
        merged: Vec::new(),
    }
}

/// Two cards of one woman.
pub fn plan() -> MergePlan {
    MergePlan {
        kept: person(1, "Елена Иванова"),
        other: Person {
            note: "домофон 12".to_owned(),
            consent_off_at: Some(NOON),
            ..person(2, "Лена Иванова")
        },
    }
}

/// The plan that was asked for last: of whom, and who stays.
fn asked(console: &mut Console) -> Option<(u64, CustomerId, CustomerId, Stays)> {
    std::mem::take(&mut console.asked)
        .into_iter()
        .find_map(|request| match request {
            (token, Request::MergePlan { one, other, stays }) => Some((token, one, other, stays)),
            _ => None,
        })
}

fn answer(console: &mut Console, token: u64) {
    let result = Ok(Arc::new(plan()));
    console.answer(token, DeskAnswer::MergePlan(result));
}

fn shown(card: impl Fn(&BoardRow) -> Card) -> Console {
    let rows = five();
    let mut console = Console::new((140, 40), rows.clone());
    console.card(card(&rows[0]));
    console
}

#[test]
fn the_card_names_who_may_be_the_same_person_and_the_keys_that_merge() {
    let console = shown(|row| with_alike(row, vec![alike(77, "Лена Иванова")]));
    let text = console.text();
    for part in ["возможно, это же №77 · Лена Иванова, тот же телефон", "(o\u{a0}j)"]
    {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let console = shown(|row| Card {
        merged: vec![Merged {
            customer: CustomerId(9),
            name: "Лена Петрова".to_owned(),
        }],
        ..card_of(row)
    });
    assert!(
        console.text().contains("раньше также Лена Петрова"),
        "{}",
        console.text()
    );
}

#[test]
fn a_merge_is_shown_and_a_second_key_does_it() {
    let mut console = shown(|row| with_alike(row, vec![alike(77, "Лена Иванова")]));
    console.type_str("oj");
    let (token, one, other, stays) = asked(&mut console).unwrap();
    assert_eq!((one, other, stays), (CustomerId(101), CustomerId(77), Stays::Better));
    assert!(console.text().contains("Читаю"), "{}", console.text());
    console.type_str("y");
    assert!(console.wrote().is_empty(), "nothing is done before it is shown");
    answer(&mut console, token);
    let text = console.text();
    for part in [
        "Один человек с двумя карточками?",
        "остаётся",
        "Елена Иванова (id:1)",
        "Лена Иванова (id:2)",
        "2 заказа",
        "+79160000002",
        "— → домофон 12",
        "отказ от предложений",
        "— → 11 мар",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    // Neither Enter nor the key that opened it does it.
    console.press(KeyCode::Enter);
    console.type_str("j");
    assert!(console.wrote().is_empty());
    console.type_str("н");
    let plan = Arc::new(plan());
    assert!(matches!(&console.wrote()[..], [Request::Merge(asked)] if *asked == plan));
    console.did(ActionKind::Merge, "");
    assert!(
        console.notice().contains("покупатели объединены"),
        "{}",
        console.notice()
    );
}

#[test]
fn the_other_one_may_stay_or_they_are_two_people() {
    let mut console = shown(|row| with_alike(row, vec![alike(77, "Лена Иванова")]));
    console.type_str("oj");
    let (token, ..) = asked(&mut console).unwrap();
    answer(&mut console, token);
    console.type_str("s");
    let (second, one, other, stays) = asked(&mut console).unwrap();
    assert_eq!((one, other, stays), (CustomerId(2), CustomerId(1), Stays::First));
    // An answer to the question before is too late.
    answer(&mut console, token);
    console.type_str("y");
    assert!(console.wrote().is_empty());
    answer(&mut console, second);
    console.type_str("n");
    let apart = (CustomerId(1), CustomerId(2));
    assert!(matches!(&console.wrote()[..], [Request::KeepApart { one, other }] if (*one, *other) == apart));
}

#[test]
fn one_of_several_is_chosen_first() {
    let mut console = shown(|row| with_alike(row, vec![alike(77, "Лена Иванова"), alike(78, "Е. Иванова")]));
    console.type_str("oj");
    assert!(asked(&mut console).is_none());
    assert!(
        console.text().contains("№78 · Е. Иванова, тот же телефон"),
        "{}",
        console.text()
    );
    console.type_str("2");
    assert_eq!(asked(&mut console).map(|(_, _, other, _)| other), Some(CustomerId(78)));
    console.press(KeyCode::Esc);
    assert!(matches!(console.model.mode, Mode::Command));
}

#[test]
fn two_marked_rows_are_the_two() {
    let mut console = shown(card_of);
    console.type_str("oj");
    assert!(console.notice().contains("отметьте обе строки"), "{}", console.notice());
    console.type_str("  ");
    console.type_str("oj");
    let (token, one, other, stays) = asked(&mut console).unwrap();
    assert_eq!((one, other, stays), (CustomerId(101), CustomerId(102), Stays::Better));
    answer(&mut console, token);
    console.type_str("y");
    assert_eq!(console.wrote().len(), 1);
    assert!(console.model.marked.is_empty());
    console.type_str("gg   ");
    console.type_str("oj");
    assert!(console.notice().contains("ровно двух"), "{}", console.notice());
}

#[test]
fn a_plan_that_cannot_be_made_is_said() {
    let mut console = shown(|row| with_alike(row, vec![alike(77, "Лена Иванова")]));
    console.type_str("oj");
    let (token, ..) = asked(&mut console).unwrap();
    let result = Err(Refusal::OnePerson.into());
    console.answer(token, DeskAnswer::MergePlan(result));
    assert!(matches!(console.model.mode, Mode::Command));
    assert!(console.notice().contains("уже один покупатель"), "{}", console.notice());
}

#[test]
fn a_merge_fits_a_small_screen() {
    let rows = five();
    let mut console = Console::new((80, 24), rows.clone());
    console.card(with_alike(&rows[0], vec![alike(77, "Лена Иванова")]));
    console.type_str("oj");
    let (token, ..) = asked(&mut console).unwrap();
    answer(&mut console, token);
    let text = console.text();
    assert!(text.contains('y') && text.contains("это разные люди"), "{text}");
}
