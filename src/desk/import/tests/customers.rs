//! What a shop tells of a customer later.

use super::*;
use crate::desk::Desk;
use crate::domain::action::Action;
use crate::domain::action::CustomerEdit;
use crate::domain::change::Change;
use crate::domain::change::Entity;
use crate::domain::change::Field;
use crate::domain::incoming::IncomingOrder;
use crate::domain::journal::Page;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::store::kinds::LabelKind;
use crate::view::search;

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
    assert!(desk.read(|look| search::search(look, "Ольга")).unwrap().is_empty());

    let named = told_later(1, 1, ["Ольга", "", ""]);
    assert_eq!(import(&mut desk, vec![named.clone()]), counts(0, 1, 0, 0));
    assert_eq!(card(&desk, "1"), ["Ольга", "", ""]);
    assert_eq!(desk.read(|look| search::search(look, "Ольга")).unwrap().len(), 1);
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
    assert_eq!(desk.read(|look| search::search(look, "Ромашка")).unwrap().len(), 1);

    // Somebody asked their name on the phone, and the shop was told another.
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

fn goes_to(number: i64, hours_ago: i64, region: &str, address: &str) -> IncomingOrder {
    changed(1, |v| {
        (v.external_id, v.number) = (number.to_string(), number.to_string());
        v.created_at = NOON - Span::hours(hours_ago);
        (v.region, v.address) = (region.to_owned(), address.to_owned());
    })
}

fn zone(desk: &Desk, number: &str) -> Option<String> {
    let labels = desk.store.labels(LabelKind::Zone).unwrap();
    let zone = record(desk, number).facts.zone?;
    labels.into_iter().find(|(id, _)| *id == zone).map(|(_, name)| name)
}

#[test]
fn a_customer_lives_by_the_clock_of_where_his_newest_order_goes() {
    let moscow = goes_to(1, 9, "Москва", "Тверская 1");
    let cases = [
        (goes_to(2, 5, "", "Владивосток, Светланская 1"), "Asia/Vladivostok"),
        (goes_to(2, 5, "Приморский край", "Светланская 1"), "Asia/Vladivostok"),
        (goes_to(2, 5, "Приморский край", "Москва"), "Asia/Vladivostok"),
        // It names no place: their region does.
        (goes_to(2, 5, "", "до востребования"), "Europe/Moscow"),
        // It came later, and is the older one.
        (goes_to(2, 20, "", "Владивосток, Светланская 1"), "Europe/Moscow"),
    ];
    for (second, expected) in cases {
        let mut desk = desk();
        import(&mut desk, vec![moscow.clone()]);
        assert_eq!(zone(&desk, "1").as_deref(), Some("Europe/Moscow"));
        import(&mut desk, vec![second.clone()]);
        let both = ["1", "2"].map(|number| zone(&desk, number));
        assert_eq!(
            both,
            [Some(expected.to_owned()), Some(expected.to_owned())],
            "{second:?}"
        );
    }
}

#[test]
fn an_address_the_shop_mends_moves_the_customers_clock() {
    let mut desk = desk();
    import(&mut desk, vec![goes_to(1, 9, "Москва", "Тверская 1")]);
    let mut mended = goes_to(1, 9, "Приморский край", "Светланская 1");
    mended.modified_at = Some(NOON + Span::minutes(1));
    import(&mut desk, vec![mended]);
    assert_eq!(zone(&desk, "1").as_deref(), Some("Asia/Vladivostok"));
}
