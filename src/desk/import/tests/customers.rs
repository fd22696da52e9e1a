//! What a shop tells of a customer later.

use super::*;
use crate::domain::change::Change;
use crate::domain::change::Entity;
use crate::domain::change::Field;

fn nameless(number: i64) -> IncomingOrder {
    changed(number, |v| v.customer.name = String::new())
}

fn told_later(number: i64, minutes: i64, who: [&str; 3]) -> IncomingOrder {
    changed(number, |v| {
        v.modified_at = Some(NOON + Span::minutes(minutes));
        let [name, company, tax_id] = who.map(str::to_owned);
        (v.customer.name, v.customer.company, v.customer.tax_id) = (name, company, tax_id);
    })
}

fn card(desk: &Desk, number: &str) -> [String; 3] {
    let customer = record(desk, number).facts.customer;
    let card = desk.store.customer(customer).unwrap().unwrap();
    [card.name, card.company, card.tax_id]
}

/// What the newest entry of an order says of its customer's card.
fn journalled(desk: &Desk, number: &str) -> Vec<Field> {
    let id = record(desk, number).facts.id;
    let entries = desk.store.journal(Page::Order(id), 10).unwrap();
    let of_card = |change: &Change| match change {
        Change::Set {
            entity: Entity::Customer,
            field,
            ..
        } => Some(*field),
        _ => None,
    };
    entries[0].changes.iter().filter_map(of_card).collect()
}

#[test]
fn a_name_the_shop_tells_later_is_on_the_card_and_found() {
    let mut desk = desk();
    import(&mut desk, vec![nameless(1)]);
    assert!(desk.search("Ольга").unwrap().is_empty());

    let named = told_later(1, 1, ["Ольга", "", ""]);
    assert_eq!(import(&mut desk, vec![named.clone()]), counts(0, 1, 0, 0));
    assert_eq!(card(&desk, "1"), ["Ольга", "", ""]);
    assert_eq!(desk.search("Ольга").unwrap().len(), 1);
    assert_eq!(journalled(&desk, "1"), [Field::Name]);
    assert_eq!(import(&mut desk, vec![named]), counts(0, 0, 1, 0));
}

#[test]
fn what_stands_on_a_card_is_never_overwritten() {
    let mut desk = desk();
    import(&mut desk, vec![order(1), nameless(2)]);
    let version = told_later(1, 1, ["Ольга", "ООО «Ромашка»", "7701234567"]);
    import(&mut desk, vec![version]);
    assert_eq!(card(&desk, "1"), ["Покупатель 1", "ООО «Ромашка»", "7701234567"]);
    assert_eq!(journalled(&desk, "1"), [Field::Company, Field::TaxId]);
    assert_eq!(desk.search("Ромашка").unwrap().len(), 1);

    // Somebody asked his name on the phone, and the shop was told another.
    let id = record(&desk, "2").facts.id;
    let edit = CustomerEdit {
        name: Some("Ольга Петрова".to_owned()),
        ..CustomerEdit::default()
    };
    desk.perform(Target::Order(id), &Action::Customer(edit)).unwrap();
    import(&mut desk, vec![told_later(2, 2, ["О. Петрова", "", ""])]);
    assert_eq!(card(&desk, "2"), ["Ольга Петрова", "", ""]);
}

#[test]
fn a_card_without_a_name_is_called_by_the_company() {
    let mut desk = desk();
    import(&mut desk, vec![nameless(1)]);
    import(&mut desk, vec![told_later(1, 1, ["", "ООО «Ромашка»", ""])]);
    assert_eq!(card(&desk, "1"), ["ООО «Ромашка»", "ООО «Ромашка»", ""]);
}

#[test]
fn a_name_emptied_on_purpose_is_not_filled_by_a_repetition() {
    let mut desk = desk();
    import(&mut desk, vec![order(1)]);
    let id = record(&desk, "1").facts.id;
    let edit = CustomerEdit {
        name: Some(String::new()),
        ..CustomerEdit::default()
    };
    desk.perform(Target::Order(id), &Action::Customer(edit)).unwrap();
    let repeated = changed(1, |v| {
        v.modified_at = Some(NOON + Span::minutes(1));
        v.comment = "Позвоните вечером".to_owned();
    });
    import(&mut desk, vec![repeated]);
    assert_eq!(card(&desk, "1")[0], "");
}
