//! Paid at checkout: thanked at once, and called or not as the shop wishes (R15).

use super::support::after;
use super::support::at;
use super::support::check;
use super::support::customer_of;
use super::support::order;
use super::support::rules;
use super::support::rules_with;
use crate::domain::message::MessageKind;
use crate::domain::order::CustomerFlags;
use crate::domain::order::Flags;
use crate::domain::order::OrderFacts;
use crate::domain::order::Terms;
use crate::domain::regulation::Rulebook;
use crate::domain::regulation::promise;
use crate::domain::regulation::tellings;
use crate::domain::settings::PaidFirstContact;

fn by_message() -> Rulebook {
    rules_with(|settings| settings.regulation.paid_first_contact = PaidFirstContact::Message)
}

fn paid() -> OrderFacts {
    after(order("11 12:00"), &["$ 11 12:01 1450"])
}

fn told(order: &OrderFacts, rules: &Rulebook, now: &str) -> Vec<MessageKind> {
    let due = tellings(&customer_of([order.clone()]), rules, at(now)).due;
    due.into_iter()
        .filter(|telling| telling.fresh)
        .map(|telling| telling.told.kind())
        .collect()
}

#[test]
fn who_paid_at_checkout_is_thanked_at_once_and_called_all_the_same() {
    let rules = rules();
    assert_eq!(told(&paid(), &rules, "11 12:05"), [MessageKind::Paid]);
    let line = "first_contact new R4 11 12:00 to 11 13:00";
    check(&customer_of([paid()]), &rules, &[("11 12:05", &[line])]);
}

#[test]
fn a_shop_may_confirm_what_is_paid_and_clear_without_a_call() {
    let rules = by_message();
    let line = "decide new R15 11 12:00 to 11 13:00 PaidInFull";
    check(
        &customer_of([paid()]),
        &rules,
        &[("11 12:05", &[line]), ("11 12:55", &[line])],
    );
    // Neither is it said that somebody will call, nor is a call promised for the morning.
    assert_eq!(told(&paid(), &rules, "11 12:40"), [MessageKind::Paid]);
    assert_eq!(promise(&customer_of([paid()]), &paid(), &rules, at("11 21:30")), None);
}

#[test]
fn what_is_not_paid_whole_or_leaves_a_question_is_called_about() {
    let rules = by_message();
    let part = after(order("11 12:00"), &["$ 11 12:01 1000"]);
    let marked = |marks| OrderFacts { marks, ..paid() };
    let on_delivery = OrderFacts {
        terms: Terms::OnDelivery,
        ..order("11 12:00")
    };
    for asked in [
        order("11 12:00"),
        part,
        on_delivery,
        marked(CustomerFlags::OUT_OF_STOCK),
        marked(CustomerFlags::PROMISED_AWAY),
        OrderFacts {
            flags: Flags::COMMENTED,
            ..paid()
        },
        OrderFacts {
            shop_changed_at: Some(at("11 12:02")),
            ..paid()
        },
    ] {
        let found = super::support::lines(&customer_of([asked.clone()]), &rules, "11 12:05");
        assert!(found[0].starts_with("first_contact"), "{found:?} {asked:?}");
    }
    let tried = after(order("11 12:00"), &["$ 11 12:01 1450", "x 11 12:10"]);
    let found = super::support::lines(&customer_of([tried]), &rules, "11 13:00");
    assert!(found[0].starts_with("retry_call"), "{found:?}");
}
