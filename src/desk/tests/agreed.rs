//! Times agreed with a customer, and what must not wipe them.

use super::*;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::new_customer::NewCustomer;
use crate::desk::new_customer::Whose;
use crate::desk::tests::card_of;
use crate::desk::tests::queue;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::CallEvent;
use crate::domain::action::CallLog;
use crate::domain::action::RefundOwing;
use crate::domain::action::permit::Refusal;
use crate::domain::call::CallEventKind;
use crate::domain::call::Outcome;
use crate::domain::ids::OrderId;
use crate::domain::money::Currency;
use crate::domain::order::Means;
use crate::domain::order::Stage;
use crate::domain::target::CardKey;
use crate::domain::target::Target;
use crate::domain::task::TaskKind;
use crate::domain::time::Span;
use crate::domain::time::Time;

const PHONE: &str = "+79161234567";
const TOMORROW: Time = Time(NOON.0 + 86_400_000);

fn to(desk: &mut Desk, at: Time) {
    desk.clock = Clock::Stopped(at);
}

fn act(desk: &mut Desk, id: OrderId, action: &Action) {
    desk.perform(Target::Order(id), action).unwrap();
}

fn logged(desk: &Desk, outcome: Outcome, call_at: Option<Time>) -> Action {
    Action::LogCall(CallLog {
        outcome,
        at: desk.now(),
        phone: None,
        reason: None,
        call_at,
    })
}

fn talk(desk: &mut Desk, id: OrderId) {
    let log = logged(desk, Outcome::Talked, None);
    act(desk, id, &log);
}

fn call_back(desk: &mut Desk, id: OrderId, at: Time) {
    let log = logged(desk, Outcome::CallBack, Some(at));
    act(desk, id, &log);
}

fn tasks(desk: &Desk) -> Vec<(TaskKind, Option<OrderId>)> {
    let rows = queue(desk).rows;
    rows.iter().map(|row| (row.row.task.kind, row.row.order)).collect()
}

/// Everything they are owed a call about, in rows and behind them.
fn agreed(desk: &Desk) -> usize {
    let board = queue(desk);
    let kinds = board.rows.iter().flat_map(|row| {
        let more = row.row.more.iter().map(|(_, kind)| *kind);
        std::iter::once(row.row.task.kind).chain(more)
    });
    kinds.filter(|kind| *kind == TaskKind::CallBack).count()
}

fn paid_and_received(desk: &mut Desk) -> OrderId {
    let id = new_order(desk, PHONE, 1_000);
    act(desk, id, &Action::Confirm);
    act(
        desk,
        id,
        &Action::Pay {
            amount: None,
            means: Means::Card,
            note: String::new(),
        },
    );
    act(desk, id, &Action::Handed);
    act(desk, id, &Action::Received);
    id
}

#[test]
fn a_time_agreed_in_a_talk_outlives_the_logging_of_that_talk() {
    let mut desk = desk();
    let id = new_order(&mut desk, PHONE, 1_000);
    later(&mut desk, Span::minutes(2));
    act(&mut desk, id, &Action::Schedule { at: TOMORROW });
    later(&mut desk, Span::minutes(1));
    talk(&mut desk, id);
    to(&mut desk, NOON + Span::hours(3));
    assert_eq!(tasks(&desk), [], "nothing before the agreed time");
    to(&mut desk, TOMORROW);
    assert_eq!(tasks(&desk), [(TaskKind::CallBack, Some(id))]);
    later(&mut desk, Span::minutes(1));
    talk(&mut desk, id);
    assert_eq!(agreed(&desk), 0, "it was called");
}

#[test]
fn another_talk_before_an_agreed_time_settles_it() {
    for (at, talk_after) in [(24 * 60, 40), (20, 15)] {
        let mut desk = desk();
        let id = new_order(&mut desk, PHONE, 1_000);
        let at = NOON + Span::minutes(at);
        act(&mut desk, id, &Action::Schedule { at });
        later(&mut desk, Span::minutes(talk_after));
        talk(&mut desk, id);
        to(&mut desk, at);
        assert_eq!(agreed(&desk), 0, "{at} {talk_after}");
    }
}

#[test]
fn a_call_asked_for_on_the_site_is_settled_by_any_talk_after_it() {
    let mut desk = desk();
    let id = new_order(&mut desk, PHONE, 1_000);
    desk.call_event(CallEvent {
        kind: CallEventKind::CallbackRequest,
        phone: PHONE.to_owned(),
        at: NOON,
        line: String::new(),
        origin: "site".to_owned(),
        external_id: None,
        call: None,
        missed_reason: None,
        call_at: None,
        recording: None,
    })
    .unwrap();
    assert_eq!(agreed(&desk), 1);
    later(&mut desk, Span::minutes(1));
    talk(&mut desk, id);
    assert_eq!(agreed(&desk), 0);
}

#[test]
fn both_orders_of_a_customer_keep_the_time_agreed_for_each() {
    let mut desk = desk();
    let first = new_order(&mut desk, PHONE, 1_000);
    let second = new_order(&mut desk, PHONE, 2_000);
    for id in [first, second] {
        later(&mut desk, Span::minutes(1));
        call_back(&mut desk, id, TOMORROW);
    }
    to(&mut desk, NOON + Span::hours(3));
    assert_eq!(tasks(&desk), []);
    to(&mut desk, TOMORROW);
    assert_eq!(agreed(&desk), 2);
}

#[test]
fn a_call_agreed_about_one_new_order_or_about_none_holds_the_others_too() {
    let mut desk = desk();
    let first = new_order(&mut desk, PHONE, 1_000);
    let second = new_order(&mut desk, PHONE, 2_000);
    later(&mut desk, Span::minutes(2));
    call_back(&mut desk, first, TOMORROW);
    to(&mut desk, NOON + Span::hours(3));
    assert_eq!(tasks(&desk), [], "the second waits for the same call");
    // What comes after the talk was not spoken of in it.
    let mut third = order(3_000);
    third.created_at = desk.now();
    let customer = card_of(&desk, CardKey::Order(second)).customer.id;
    let third = desk.new_order(&Whose::Known(customer), third).unwrap().order;
    assert_eq!(tasks(&desk), [(TaskKind::FirstContact, third)]);

    let mut desk = super::desk();
    let id = new_order(&mut desk, PHONE, 1_000);
    let customer = card_of(&desk, CardKey::Order(id)).customer.id;
    later(&mut desk, Span::minutes(2));
    let log = logged(&desk, Outcome::CallBack, Some(TOMORROW));
    desk.perform(Target::Customer(customer), &log).unwrap();
    to(&mut desk, NOON + Span::hours(3));
    assert_eq!(tasks(&desk), []);
    to(&mut desk, TOMORROW);
    assert_eq!(tasks(&desk), [(TaskKind::CallBack, Some(id))], "one row for both");
    assert_eq!(agreed(&desk), 2);
    later(&mut desk, Span::minutes(1));
    talk(&mut desk, id);
    assert_eq!(agreed(&desk), 0);
}

#[test]
fn an_order_with_a_call_agreed_does_not_close_by_itself_before_it() {
    let mut desk = desk();
    let id = paid_and_received(&mut desk);
    to(&mut desk, NOON + Span::days(40));
    call_back(&mut desk, id, NOON + Span::days(50));
    to(&mut desk, NOON + Span::days(46));
    desk.sweep().unwrap();
    assert_eq!(stage(&desk, id), Stage::Received);
    to(&mut desk, NOON + Span::days(50));
    assert_eq!(agreed(&desk), 1);
    later(&mut desk, Span::minutes(1));
    talk(&mut desk, id);
    desk.sweep().unwrap();
    assert_eq!(stage(&desk, id), Stage::Closed);
}

#[test]
fn a_reopened_order_closes_by_itself_only_when_its_days_of_care_are_over_again() {
    let mut desk = desk();
    let id = paid_and_received(&mut desk);
    to(&mut desk, NOON + Span::days(46));
    desk.sweep().unwrap();
    assert_eq!(stage(&desk, id), Stage::Closed);
    act(&mut desk, id, &Action::Reopen);
    for (days, expected) in [(47, Stage::Received), (89, Stage::Received), (92, Stage::Closed)] {
        to(&mut desk, NOON + Span::days(days));
        desk.sweep().unwrap();
        assert_eq!(stage(&desk, id), expected, "day {days}");
    }
}

#[test]
fn an_order_that_was_paid_in_full_closes_though_a_part_went_back_as_a_favour() {
    let mut desk = desk();
    let id = paid_and_received(&mut desk);
    later(&mut desk, Span::hours(1));
    act(
        &mut desk,
        id,
        &Action::Refund {
            amount: 200,
            owing: RefundOwing::CostsLess,
        },
    );
    to(&mut desk, NOON + Span::days(30));
    let owed = tasks(&desk);
    assert!(
        owed.iter()
            .all(|(kind, _)| *kind != TaskKind::RemindPayment && !kind.is_proposal()),
        "{owed:?}"
    );
    to(&mut desk, NOON + Span::days(46));
    desk.sweep().unwrap();
    assert_eq!(stage(&desk, id), Stage::Closed);
}

#[test]
fn a_payment_is_not_taken_back_under_a_colleagues_close() {
    let mut desk = desk();
    let id = new_order(&mut desk, PHONE, 1_000);
    act(&mut desk, id, &Action::Confirm);
    act(&mut desk, id, &Action::Handed);
    act(&mut desk, id, &Action::Received);
    let pay = Action::Pay {
        amount: None,
        means: Means::Card,
        note: String::new(),
    };
    act(&mut desk, id, &pay);
    desk.who = who("boris");
    act(&mut desk, id, &Action::Close);
    desk.who = who("anna");
    assert_eq!(
        refusal(desk.undo(UndoChoice::Operator)),
        Refusal::LaterWork {
            by: "boris".to_owned(),
            kind: ActionKind::Close
        }
    );
    desk.who = who("boris");
    desk.undo(UndoChoice::Operator).unwrap();
    desk.who = who("anna");
    assert_eq!(desk.undo(UndoChoice::Operator).unwrap().did, ActionKind::Pay);
}

#[test]
fn what_was_put_off_before_confirming_does_not_hold_back_what_is_proposed_after_it() {
    let mut desk = desk();
    let id = new_order(&mut desk, PHONE, 1_000);
    let put_off = Action::PutOff {
        until: NOON + Span::days(60),
        text: "на даче".to_owned(),
    };
    act(&mut desk, id, &put_off);
    act(&mut desk, id, &Action::Confirm);
    to(&mut desk, NOON + Span::days(30));
    assert_eq!(tasks(&desk), [(TaskKind::ProposeCancel, Some(id))]);
}

#[test]
fn what_somebody_bought_is_summed_in_the_currency_he_bought_in_last() {
    let mut desk = desk();
    paid_and_received(&mut desk);
    let euro = Currency::parse("EUR").unwrap();
    let mut other = order(50);
    (other.currency, other.terms) = (euro, Some(crate::domain::order::Terms::OnDelivery));
    let customer = NewCustomer {
        name: "Елена Иванова".to_owned(),
        phone: Some((PHONE.to_owned(), Some(PHONE.to_owned()))),
        email: None,
    };
    let id = desk.new_order(&Whose::New(customer), other).unwrap().order.unwrap();
    later(&mut desk, Span::hours(1));
    act(&mut desk, id, &Action::Confirm);
    act(&mut desk, id, &Action::Handed);
    act(&mut desk, id, &Action::Received);
    let bought = |currency| {
        let mut sums = Vec::new();
        desk.store
            .members(currency, |member| sums.push((member.bought_total, member.received)))
            .unwrap();
        sums
    };
    assert_eq!((bought(euro), bought(Currency::RUB)), (vec![(50, 2)], vec![(0, 2)]));
}
