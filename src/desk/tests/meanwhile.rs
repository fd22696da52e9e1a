//! Two desks on one file: what was opened before a colleague's change is not written over it.

use std::path::Path;
use std::sync::Arc;

use super::NOON;
use super::new_order;
use super::order;
use super::refusal;
use super::who;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::CustomerEdit;
use crate::domain::action::Handing;
use crate::domain::action::Refusal;
use crate::domain::action::Shipping;
use crate::domain::order::Line;
use crate::domain::order::Means;
use crate::domain::settings::Settings;
use crate::domain::target::Target;

fn desk(path: &Path, operator: &str) -> Desk {
    let settings = Arc::new(Settings::default());
    Desk::open(path, settings, who(operator), Clock::Stopped(NOON)).unwrap()
}

/// What Boris did of that kind stands, and Anna is told.
fn boris(kind: ActionKind) -> Refusal {
    Refusal::Overtaken {
        by: "boris".to_owned(),
        kind,
        at: NOON,
        why: Box::new(Refusal::ChangedMeanwhile),
    }
}

#[test]
fn lines_a_colleague_added_meanwhile_stay() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    let (mut anna, mut other) = (desk(&path, "anna"), desk(&path, "boris"));
    let id = new_order(&mut anna, "+79161234567", 1_000);
    let seen = anna.store.order(id).unwrap().unwrap();
    let line = |name: &str| Line {
        name: name.to_owned(),
        ..order(500).lines.remove(0)
    };
    let with = |name: &str| Action::Lines {
        lines: [seen.lines.clone(), vec![line(name)]].concat(),
        total: Some(1_500),
        seen: Some((seen.lines.clone(), seen.facts.total)),
    };
    other.perform(Target::Order(id), &with("Фильтры")).unwrap();
    let told = refusal(anna.perform(Target::Order(id), &with("Чашка")));
    assert_eq!(told, boris(ActionKind::Lines));
    let stands = anna.store.order(id).unwrap().unwrap();
    assert_eq!((stands.lines[1].name.as_str(), stands.facts.total), ("Фильтры", 1_500));
}

#[test]
fn a_tracking_number_a_colleague_entered_meanwhile_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    let (mut anna, mut other) = (desk(&path, "anna"), desk(&path, "boris"));
    let id = new_order(&mut anna, "+79161234567", 1_000);
    let pay = Action::Pay {
        amount: None,
        means: Means::Card,
        note: String::new(),
    };
    for action in [Action::Confirm, pay] {
        anna.perform(Target::Order(id), &action).unwrap();
    }
    let ship = |number: &str| {
        Action::Ship(Shipping {
            number: number.to_owned(),
            carrier: None,
            handed: Handing::Later,
            seen: Some(String::new()),
            ..Shipping::default()
        })
    };
    other.perform(Target::Order(id), &ship("RA1")).unwrap();
    let told = refusal(anna.perform(Target::Order(id), &ship("RA2")));
    assert_eq!(told, boris(ActionKind::Ship));
    let stands = anna.store.order(id).unwrap().unwrap();
    assert_eq!(stands.tracking_number.as_deref(), Some("RA1"));
}

#[test]
fn a_note_a_colleague_wrote_on_the_card_meanwhile_stays_and_other_fields_are_taken() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    let (mut anna, mut other) = (desk(&path, "anna"), desk(&path, "boris"));
    let id = new_order(&mut anna, "+79161234567", 1_000);
    let customer = anna.store.order(id).unwrap().unwrap().facts.customer;
    let seen = Box::new(anna.store.customer(customer).unwrap().unwrap());
    let edit = |note: Option<&str>, region: Option<&str>| {
        Action::Customer(CustomerEdit {
            note: note.map(str::to_owned),
            region: region.map(str::to_owned),
            seen: Some(seen.clone()),
            ..CustomerEdit::default()
        })
    };
    let target = Target::Customer(customer);
    other.perform(target, &edit(Some("Звонить после шести"), None)).unwrap();
    let told = refusal(anna.perform(target, &edit(Some("Любит чай"), Some("Томск"))));
    assert_eq!(told, boris(ActionKind::Customer));
    anna.perform(target, &edit(None, Some("Томск"))).unwrap();
    let stands = anna.store.customer(customer).unwrap().unwrap();
    assert_eq!(
        (stands.note.as_str(), stands.region.as_str()),
        ("Звонить после шести", "Томск")
    );
}
