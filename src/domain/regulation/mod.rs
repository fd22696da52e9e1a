//! The regulation: pure functions from facts, settings and a moment to what is due. One file per family of rules.
//!
//! A rule compares with the moment only by asking whether it has reached another; so the earliest moment at which the
//! answer would differ comes out of every reckoning, and nothing needs to be looked at again before it.

mod calls;
mod care;
mod closing;
mod contact;
mod days;
mod dispatch;
mod draft;
mod forecast;
mod messages;
mod offers;
mod payment;
mod pickup;
mod promise;
mod reach;
mod rulebook;
#[cfg(test)]
pub(super) mod tests;
mod tries;
mod waiting;

pub use self::forecast::Expected;
pub use self::forecast::Forecast;
pub use self::forecast::Shift;
pub use self::forecast::compare;
pub use self::forecast::forecast;
pub use self::messages::Telling;
pub use self::messages::Tellings;
pub use self::messages::given_elsewhere;
pub use self::messages::leaves;
pub use self::messages::tellings;
pub use self::offers::NoOffer;
pub use self::offers::OfferFacts;
pub use self::offers::may_offer;
pub use self::offers::used_up;
pub use self::offers::usual_interval;
pub use self::pickup::storage;
pub use self::promise::promise;
pub use self::promise::promise_window;
pub use self::reach::is_seen;
pub use self::reach::touches;
pub use self::rulebook::Rulebook;
pub use self::waiting::Waiting;
pub use self::waiting::waiting;

use self::draft::Draft;
use super::facts::CustomerFacts;
use super::hours::Calendar;
use super::order::OrderFacts;
use super::order::Stage;
use super::task::Agenda;
use super::time::Time;

/// All that is due at `now` for one customer, and all that the facts already say will be.
///
/// An undelivered message is no fact of a customer's orders and calls: who keeps the messages adds its task.
pub fn agenda(facts: &CustomerFacts, rules: &Rulebook, now: Time) -> Agenda {
    let mut draft = Draft::new(rules, now);
    let home = rules.calendar(facts.zone);
    calls::calls(&mut draft, facts, home);
    calls::appointments(&mut draft, facts, home);
    for order in facts.orders.iter().filter(|order| order.live) {
        let calendar = rules.calendar(order.zone.or(facts.zone));
        order_tasks(&mut draft, facts, order, calendar);
    }
    draft.finish(facts)
}

fn order_tasks(draft: &mut Draft<'_>, facts: &CustomerFacts, order: &OrderFacts, calendar: &Calendar) {
    match order.stage {
        Stage::New => {
            contact::contact(draft, facts, order, calendar);
            closing::duplicate(draft, facts, order);
        }
        Stage::Confirmed => under_way(draft, facts, order, calendar),
        Stage::Ready => {
            under_way(draft, facts, order, calendar);
            dispatch::dispatch(draft, order, calendar);
        }
        Stage::Dispatched => {
            under_way(draft, facts, order, calendar);
            dispatch::number(draft, order, calendar);
            dispatch::check_parcel(draft, order, calendar);
        }
        Stage::Arrived => {
            under_way(draft, facts, order, calendar);
            pickup::pickup(draft, facts, order, calendar);
        }
        Stage::Received => {
            payment::payment(draft, facts, order, calendar);
            care::care(draft, facts, order, calendar);
        }
        Stage::Cancelled | Stage::Returned => closing::refund(draft, order, calendar),
        Stage::Closed => {}
    }
    if !matches!(order.stage, Stage::Cancelled | Stage::Returned | Stage::Closed) {
        closing::shop_word(draft, order, calendar);
    }
}

/// What every order owes between its confirmation and its receipt.
fn under_way(draft: &mut Draft<'_>, facts: &CustomerFacts, order: &OrderFacts, calendar: &Calendar) {
    payment::payment(draft, facts, order, calendar);
    contact::find_another(draft, facts, order, calendar);
}
