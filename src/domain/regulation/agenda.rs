//! The agenda of a customer: every task owed at a moment, and when that changes next.

use super::calls;
use super::care;
use super::cases;
use super::closing;
use super::contact;
use super::dispatch;
use super::draft::Draft;
use super::payment;
use super::pickup;
use super::rulebook::Rulebook;
use crate::domain::facts::CustomerFacts;
use crate::domain::hours::Calendar;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::domain::parcels::apart;
use crate::domain::task::Agenda;
use crate::domain::time::Time;

/// All that is due at `now` for one customer, and all that the facts already say will be.
pub fn agenda(facts: &CustomerFacts, rules: &Rulebook, now: Time) -> Agenda {
    let mut draft = Draft::new(rules, now);
    let home = rules.calendar(facts.zone);
    calls::calls(&mut draft, facts, home);
    calls::appointments(&mut draft, facts, home);
    cases::cases(&mut draft, facts, home);
    cases::undelivered(&mut draft, facts, home);
    for order in facts.orders.iter().filter(|order| order.live) {
        let calendar = rules.order_calendar(order, facts.zone);
        order_tasks(&mut draft, facts, order, calendar);
    }
    draft.finish(facts)
}

fn order_tasks(draft: &mut Draft<'_>, facts: &CustomerFacts, order: &OrderFacts, calendar: &Calendar) {
    if !order.parcels.is_empty() && UNDER_WAY.contains(&order.stage) {
        in_parts(draft, facts, order, calendar);
        closing::shop_word(draft, order, calendar);
        return;
    }
    match order.stage {
        Stage::New => {
            contact::contact(draft, facts, order, calendar);
            closing::duplicate(draft, facts, order);
            payment::claimed(draft, order, calendar);
        }
        Stage::Confirmed => under_way(draft, facts, order, calendar),
        Stage::Ready => {
            under_way(draft, facts, order, calendar);
            dispatch::dispatch(draft, order, calendar);
        }
        Stage::Dispatched | Stage::Arrived if pickup::refused(draft, order) => {}
        Stage::Dispatched if pickup::goes_back(draft, order) => under_way(draft, facts, order, calendar),
        Stage::Dispatched => {
            under_way(draft, facts, order, calendar);
            dispatch::on_its_way(draft, order, calendar);
        }
        Stage::Arrived => {
            under_way(draft, facts, order, calendar);
            pickup::pickup(draft, facts, order, calendar);
        }
        Stage::Received => {
            payment::payment(draft, facts, order, calendar);
            payment::payout(draft, order, calendar);
            care::care(draft, facts, order, calendar);
            closing::awaited(draft, order, calendar);
        }
        Stage::Cancelled | Stage::Returned => closing::refund(draft, order, calendar),
        Stage::Closed => {
            closing::refund(draft, order, calendar);
            closing::awaited(draft, order, calendar);
        }
    }
    if !matches!(order.stage, Stage::Cancelled | Stage::Returned | Stage::Closed) {
        closing::shop_word(draft, order, calendar);
    }
}

/// Between its confirmation and its receipt.
const UNDER_WAY: [Stage; 4] = [Stage::Confirmed, Stage::Ready, Stage::Dispatched, Stage::Arrived];

/// Each of several parcels is followed (R21), and one call settles what is due about all of them; what is in none yet is
/// still to be sent (R18).
fn in_parts(draft: &mut Draft<'_>, facts: &CustomerFacts, order: &OrderFacts, calendar: &Calendar) {
    under_way(draft, facts, order, calendar);
    if order.stage == Stage::Ready {
        dispatch::dispatch(draft, order, calendar);
    }
    for (_, parcel) in apart(order) {
        match parcel.stage {
            Stage::Dispatched | Stage::Arrived if pickup::refused(draft, &parcel) => {}
            Stage::Dispatched if pickup::goes_back(draft, &parcel) => {}
            Stage::Dispatched => dispatch::on_its_way(draft, &parcel, calendar),
            Stage::Arrived => pickup::pickup(draft, facts, &parcel, calendar),
            Stage::New
            | Stage::Confirmed
            | Stage::Ready
            | Stage::Received
            | Stage::Closed
            | Stage::Cancelled
            | Stage::Returned => {}
        }
    }
    draft.one_of_a_kind(order.id);
}

/// What every order owes between its confirmation and its receipt.
fn under_way(draft: &mut Draft<'_>, facts: &CustomerFacts, order: &OrderFacts, calendar: &Calendar) {
    payment::payment(draft, facts, order, calendar);
    contact::find_another(draft, facts, order, calendar);
}
