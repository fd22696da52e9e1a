//! Pages made of a file in memory.

use super::Act;
use super::PageKey;
use super::PageRowKey;
use crate::desk::Desk;
use crate::desk::tests::desk;
use crate::desk::tests::later;
use crate::desk::tests::new_order;
use crate::domain::action::Action;
use crate::domain::action::CallLog;
use crate::domain::call::Outcome;
use crate::domain::cell::Cell;
use crate::domain::ids::OrderId;
use crate::domain::order::Means;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::view::figures::lists::TodayList;
use crate::view::pages;

fn listed(desk: &Desk, list: TodayList) -> Vec<OrderId> {
    let sheet = desk.read(|look| pages::page(look, PageKey::TodayList(list))).unwrap();
    let orders = sheet.rows().filter_map(|row| match row.key {
        PageRowKey::Order(order, _) => Some(order),
        _ => None,
    });
    orders.collect()
}

#[test]
fn who_ordered_and_did_not_pay_is_listed_from_the_next_morning_until_he_was_talked_with_or_paid() {
    let mut desk = desk();
    let [first, second] = ["+79161234567", "+79161234568"].map(|phone| new_order(&mut desk, phone, 100_000));
    for order in [first, second] {
        desk.perform(Target::Order(order), &Action::Confirm).unwrap();
    }
    assert_eq!(
        listed(&desk, TodayList::Unpaid),
        [],
        "they have had no night to think it over"
    );
    later(&mut desk, Span::hours(21));
    assert_eq!(listed(&desk, TodayList::Unpaid), [first, second]);

    let call = CallLog {
        outcome: Outcome::Talked,
        at: desk.now(),
        phone: None,
        reason: None,
        call_at: None,
    };
    desk.perform(Target::Order(first), &Action::LogCall(call)).unwrap();
    assert_eq!(listed(&desk, TodayList::Unpaid), [second]);
    let pay = Action::Pay {
        amount: None,
        means: Means::Card,
        note: String::new(),
    };
    desk.perform(Target::Order(second), &pay).unwrap();
    assert_eq!(listed(&desk, TodayList::Unpaid), []);
}

#[test]
fn every_line_of_the_morning_opens_a_list_as_long_as_it_says() {
    let mut desk = desk();
    let order = new_order(&mut desk, "+79161234567", 100_000);
    desk.perform(Target::Order(order), &Action::Confirm).unwrap();
    later(&mut desk, Span::hours(21));
    let sheet = desk.read(|look| pages::page(look, PageKey::Today)).unwrap();
    for row in sheet.rows() {
        let (Act::Walk(PageKey::TodayList(list)), Some(Cell::Count(count))) = (row.act, row.cells.get(1)) else {
            continue;
        };
        assert_eq!(i64::try_from(listed(&desk, list).len()).unwrap(), *count, "{list:?}");
    }
}
