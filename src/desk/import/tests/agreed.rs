//! What an operator agreed with the customer stands against the shop's later versions.

use super::*;
use crate::desk::Desk;
use crate::desk::tests::card_of;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::DetailsEdit;
use crate::domain::incoming::IncomingOrder;
use crate::domain::target::CardKey;
use crate::domain::target::Target;
use crate::domain::time::Span;

fn told(minutes: i64, change: impl FnOnce(&mut IncomingOrder)) -> IncomingOrder {
    changed(1, |v| {
        v.address = "Москва, Тверская 1".to_owned();
        v.modified_at = Some(NOON + Span::minutes(minutes));
        change(v);
    })
}

#[test]
fn taking_the_shops_total_over_keeps_the_address_agreed_by_phone() {
    let mut desk = desk();
    import(&mut desk, vec![told(0, |_| ())]);
    let id = record(&desk, "1").facts.id;
    let moved = Action::Details(DetailsEdit {
        address: Some("Тверь, Советская 5".to_owned()),
        ..DetailsEdit::default()
    });
    for action in [moved, Action::Confirm] {
        desk.perform(Target::Order(id), &action).unwrap();
    }
    // An old word of the shop's is no news.
    import(&mut desk, vec![told(1, |v| v.comment = "скорее".to_owned())]);
    let stands = record(&desk, "1");
    assert_eq!(
        (stands.texts.address.as_str(), stands.facts.shop_changed_at),
        ("Тверь, Советская 5", None)
    );
    import(&mut desk, vec![told(2, |v| v.total = 12_000)]);
    let differences = |desk: &Desk| {
        let card = card_of(desk, CardKey::Order(id));
        card.differences
            .into_iter()
            .map(|found| found.theirs)
            .collect::<Vec<_>>()
    };
    assert_eq!(differences(&desk), ["120,00\u{a0}₽"]);
    desk.accept_shop(id).unwrap();
    let stands = record(&desk, "1");
    assert_eq!(
        (stands.texts.address.as_str(), stands.facts.total),
        ("Тверь, Советская 5", 12_000)
    );

    // A new address over ours is the question, until somebody answers; the answer can be taken back.
    let kazan = || told(3, |v| (v.total, v.address) = (12_000, "Казань, Баумана 7".to_owned()));
    import(&mut desk, vec![kazan()]);
    assert_eq!(record(&desk, "1").texts.address, "Тверь, Советская 5");
    assert_eq!(differences(&desk), ["Казань, Баумана 7"]);
    desk.perform(Target::Order(id), &Action::KeepOurs).unwrap();
    assert_eq!(differences(&desk), Vec::<String>::new());
    desk.undo(UndoChoice::Mine).unwrap();
    assert_eq!(differences(&desk), ["Казань, Баумана 7"]);
    desk.accept_shop(id).unwrap();
    assert_eq!(record(&desk, "1").texts.address, "Казань, Баумана 7");
}

#[test]
fn the_shops_region_gives_way_to_an_address_elsewhere_and_does_not_come_back_with_an_old_word() {
    let mut desk = desk();
    import(&mut desk, vec![told(0, |_| ())]);
    let id = record(&desk, "1").facts.id;
    let region = |desk: &Desk| record(desk, "1").texts.region;
    assert_eq!(region(&desk), "Москва");
    let moved = Action::Details(DetailsEdit {
        address: Some("Владивосток, Светланская 1".to_owned()),
        ..DetailsEdit::default()
    });
    desk.perform(Target::Order(id), &moved).unwrap();
    assert_eq!(region(&desk), "");
    import(&mut desk, vec![told(1, |v| v.comment = "скорее".to_owned())]);
    assert_eq!(region(&desk), "");
    let omsk = |v: &mut IncomingOrder| {
        v.address = "Ленина 1".to_owned();
        v.region = "Омск".to_owned();
    };
    import(&mut desk, vec![told(2, omsk)]);
    assert_eq!(region(&desk), "", "it goes where we agreed");
    desk.accept_shop(id).unwrap();
    assert_eq!(region(&desk), "Омск");
}

#[test]
fn the_day_an_order_should_arrive_is_the_shops_until_somebody_here_says_another() {
    use crate::domain::action::Shipping;
    let estimate = |days: i64| Some(NOON + Span::days(days));
    let mut desk = desk();
    import(&mut desk, vec![told(0, |v| v.estimate_at = estimate(5))]);
    let of = |desk: &Desk| record(desk, "1").facts.estimate_at;
    assert_eq!(of(&desk), estimate(5));
    import(&mut desk, vec![told(1, |v| v.estimate_at = estimate(6))]);
    assert_eq!(of(&desk), estimate(6));
    import(&mut desk, vec![told(2, |v| v.estimate_at = None)]);
    assert_eq!(of(&desk), estimate(6), "what it leaves out is as it was");
    let id = record(&desk, "1").facts.id;
    desk.perform(Target::Order(id), &Action::Confirm).unwrap();
    let ship = Action::Ship(Shipping {
        number: "RA1".to_owned(),
        estimate: estimate(9),
        ..Shipping::default()
    });
    desk.perform(Target::Order(id), &ship).unwrap();
    import(&mut desk, vec![told(3, |v| v.estimate_at = estimate(7))]);
    assert_eq!(of(&desk), estimate(9));
}
