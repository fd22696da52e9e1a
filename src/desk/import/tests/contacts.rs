//! Whose first contact an imported order's was.

use super::*;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::tests::queue;
use crate::domain::action::Action;
use crate::domain::action::CallLog;
use crate::domain::call::Outcome;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::ShopStatus;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::view::figures;
use crate::view::figures::Period;

fn confirmed(number: i64, minutes: i64) -> IncomingOrder {
    changed(number, |v| {
        v.status = ShopStatus::Confirmed;
        v.modified_at = Some(NOON + Span::minutes(minutes));
    })
}

/// First contacts, and those in time, as the board, the day's work and the report count them.
fn contacts(desk: &Desk) -> [(i64, i64); 3] {
    let board = queue(desk).contacted_today;
    let day = desk.read(figures::work).unwrap().all;
    let month = Period::last_days(desk.rules().settings().shop.time_zone, desk.now(), 30);
    let report = desk
        .read_since(month.from, |look| figures::numbers(look, month))
        .unwrap()
        .all;
    [
        board,
        (day.contacts, day.in_time),
        (report.contact.count, report.in_target),
    ]
}

fn talk(desk: &mut Desk, number: &str) {
    let call = CallLog {
        outcome: Outcome::Talked,
        at: desk.now(),
        phone: None,
        reason: None,
        call_at: None,
    };
    let id = record(desk, number).facts.id;
    desk.perform(Target::Order(id), &Action::LogCall(call)).unwrap();
}

#[test]
fn what_the_shop_confirmed_is_no_contact_of_ours() {
    let mut desk = desk();
    import(&mut desk, vec![confirmed(1, 0), order(2), order(3), order(4)]);
    import(&mut desk, vec![confirmed(2, 0)]);
    assert_eq!(contacts(&desk), [(0, 0); 3]);

    let third = record(&desk, "3").facts.id;
    desk.perform(Target::Order(third), &Action::Confirm).unwrap();
    talk(&mut desk, "4");
    assert_eq!(contacts(&desk), [(2, 0); 3], "five minutes after they came");

    let month = Period::last_days(desk.rules().settings().shop.time_zone, desk.now(), 30);
    let numbers = desk
        .read_since(month.from, |look| figures::numbers(look, month))
        .unwrap()
        .all;
    assert_eq!(numbers.contact.median, Some(Span::minutes(5)));
    assert_eq!((numbers.orders, numbers.handling.count), (4, 1));
    let hour = desk
        .read_since(month.from, |look| figures::hours(look, month))
        .unwrap()
        .hour(11);
    assert_eq!((hour.came, hour.to_serve), (4, 2));
}

#[test]
fn a_talk_before_the_shop_confirmed_is_ours() {
    let mut desk = desk();
    import(&mut desk, vec![order(1)]);
    talk(&mut desk, "1");
    desk.clock = Clock::Stopped(NOON + Span::minutes(10));
    import(&mut desk, vec![confirmed(1, 3)]);
    import(
        &mut desk,
        vec![changed(1, |v| {
            v.status = ShopStatus::Dispatched;
            v.modified_at = Some(NOON + Span::minutes(5));
        })],
    );
    assert_eq!(contacts(&desk), [(1, 0); 3]);
}
