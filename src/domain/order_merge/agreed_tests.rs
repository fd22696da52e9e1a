//! What an operator agreed with the customer against what the shop says: payment, delivery, address, comment.

use super::difference::Differing;
use super::difference::accept;
use super::test_desk::Desk;
use super::test_desk::T0;
use super::test_desk::fields;
use super::test_desk::later;
use super::test_desk::line;
use super::test_desk::shop;
use crate::domain::carrier::Carrier;
use crate::domain::change::Field;
use crate::domain::incoming::IncomingOrder;
use crate::domain::order::Terms;
use crate::domain::order_merge::difference::difference;

/// A desk whose operator has changed all that can be changed of the shop's order.
fn edited() -> Desk {
    let mut desk = Desk::new(&shop());
    desk.order.texts.payment_title = "Наличными".to_owned();
    desk.order.texts.delivery_title = "СДЭК".to_owned();
    desk.order.texts.address = "Тверь".to_owned();
    desk.order.texts.comment = "звонить после шести".to_owned();
    desk.order.facts.terms = Terms::OnDelivery;
    desk.order.facts.carrier = Some(Carrier::Cdek);
    desk
}

fn asked_about(desk: &Desk) -> Vec<Differing> {
    let found = difference(&desk.order, &desk.shop, desk.asked.as_ref());
    found.into_iter().map(|difference| difference.what).collect()
}

/// A new value of the shop's for one thing.
type News = fn(&mut IncomingOrder);

const NEWS: [(Differing, News); 5] = [
    (Differing::Terms, |v| v.terms = Some(Terms::OnDelivery)),
    (Differing::Payment, |v| v.payment_title = "Счёт".to_owned()),
    (Differing::Delivery, |v| {
        v.delivery_title = "Новая Почта".to_owned();
        v.carrier = Some(Carrier::NovaPoshta);
    }),
    (Differing::Address, |v| v.address = "Казань".to_owned()),
    (Differing::Comment, |v| v.comment = "скорее".to_owned()),
];

#[test]
fn an_old_word_of_the_shops_never_comes_back_over_ours() {
    for confirmed_at in [None, Some(T0)] {
        let mut desk = edited();
        desk.order.facts.confirmed_at = confirmed_at;
        let before = desk.order.clone();
        // An order that is agreed begins no new clock.
        let changes = if confirmed_at.is_some() { 1 } else { 2 };
        assert_eq!(desk.take(&later(5, |v| v.payment_failed = true)).len(), changes);
        assert_eq!(desk.order.texts, before.texts);
        assert_eq!(
            (desk.order.facts.terms, desk.order.facts.carrier),
            (Terms::OnDelivery, Some(Carrier::Cdek))
        );
        assert_eq!(desk.order.facts.shop_changed_at, None);
    }
}

#[test]
fn a_new_word_over_ours_is_asked_about_and_nothing_else_is() {
    for (what, news) in NEWS.into_iter().skip(1) {
        for confirmed_at in [None, Some(T0)] {
            let mut desk = edited();
            desk.order.facts.confirmed_at = confirmed_at;
            let before = desk.order.clone();
            assert_eq!(fields(&desk.take(&later(5, news))), [Field::ShopChangedAt], "{what:?}");
            assert_eq!(desk.order.texts, before.texts, "{what:?}");
            assert_eq!(asked_about(&desk), [what]);

            let mut accepted = desk.clone();
            for change in accept(&desk.order, &desk.shop, desk.asked.as_ref()) {
                accepted.apply(&change);
            }
            let mut wanted = edited().order;
            wanted.facts.confirmed_at = confirmed_at;
            match what {
                Differing::Payment => wanted.texts.payment_title = "Счёт".to_owned(),
                Differing::Delivery => {
                    wanted.texts.delivery_title = "Новая Почта".to_owned();
                    wanted.facts.carrier = Some(Carrier::NovaPoshta);
                }
                Differing::Address => wanted.texts.address = "Казань".to_owned(),
                _ => wanted.texts.comment = "скорее".to_owned(),
            }
            assert_eq!(accepted.order, wanted, "what we agreed besides stands");

            // Kept ours: the next version asks only about what is new in it.
            desk.order.facts.shop_changed_at = None;
            assert_eq!(fields(&desk.take(&later(6, news))), []);
            desk.order.facts.confirmed_at = Some(T0);
            desk.take(&later(7, |v| {
                news(v);
                v.lines = vec![line("F40", 10_000)];
            }));
            assert_eq!(asked_about(&desk), [Differing::Lines], "{what:?}");
        }
    }
}

#[test]
fn other_terms_of_the_shops_are_asked_about_once_they_are_agreed() {
    let mut desk = Desk::new(&shop());
    desk.order.facts.confirmed_at = Some(T0);
    let (_, terms) = NEWS[0];
    assert_eq!(fields(&desk.take(&later(5, terms))), [Field::ShopChangedAt]);
    assert_eq!(asked_about(&desk), [Differing::Terms]);
    for change in accept(&desk.order, &desk.shop, desk.asked.as_ref()) {
        desk.apply(&change);
    }
    assert_eq!(desk.order.facts.terms, Terms::OnDelivery);

    // Both sides changed them, one way and the other.
    let mut desk = Desk::new(&later(0, terms));
    desk.order.facts.terms = Terms::Prepaid;
    assert_eq!(fields(&desk.take(&later(5, |_| ()))), [], "the two agree again");
}

#[test]
fn what_is_paid_or_sent_is_no_question_any_more() {
    let mut paid = edited();
    (paid.order.facts.confirmed_at, paid.order.facts.paid) = (Some(T0), 10_000);
    let mut sent = edited();
    sent.order.facts.handed_at = Some(T0);
    sent.order.facts.stage = crate::domain::order::Stage::Dispatched;
    let (_, payment) = NEWS[1];
    let (_, delivery) = NEWS[2];
    assert_eq!(fields(&paid.take(&later(5, payment))), []);
    assert_eq!(fields(&sent.take(&later(5, payment))), []);
    assert_eq!(fields(&sent.take(&later(6, delivery))), []);
    assert_eq!(fields(&paid.take(&later(6, delivery))), [Field::ShopChangedAt]);
}
