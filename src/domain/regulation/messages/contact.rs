//! Before an order is settled: a promised call (R5), in work (R6), accepted (R30).

use super::found::Found;
use super::found::Moment;
use super::found::key;
use crate::domain::facts::CustomerFacts;
use crate::domain::hours::Calendar;
use crate::domain::message::MessageBody;
use crate::domain::message::TOGETHER;
use crate::domain::money::Money;
use crate::domain::order::CustomerFlags;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::domain::order::Terms;
use crate::domain::regulation::calls::has_time_agreed;
use crate::domain::regulation::paid_first::is_settled_by_payment;
use crate::domain::regulation::promise::first_call;
use crate::domain::regulation::promise::is_apologised;
use crate::domain::regulation::promise::promised;
use crate::domain::time::Time;
use crate::text::fnv1a;

/// The call promised to who ordered outside callable time or waits at closing; and, when a promise was broken, the
/// apology with a new time. What left the desk was told, and nothing else is apologised for.
pub(super) fn promise(found: &mut Found<'_>, facts: &CustomerFacts, order: &OrderFacts, calendar: &Calendar) {
    let Some(window) = promised(facts, order, found.rules, calendar, &found.watch) else {
        return;
    };
    let kept = order.promised_from.zip(order.promised_until);
    if kept == Some(window) {
        match renewed(found, order, window, calendar) {
            Some((moment, window)) => tell(found, order, &Moment::of(order, moment), window, Wording::Apology),
            None => found.stands(order.id, promise_of(window), key_of(order, window)),
        }
        return;
    }
    let came = order.clock_from();
    let moment = match calendar.callable().closing_before(window.0) {
        Some(closing) if closing > came => Moment::of(order, closing),
        _ => Moment::on_arrival(order, came),
    };
    let broken = kept.is_some_and(|(_, until)| until > came);
    let wording = if broken { Wording::Apology } else { Wording::Promise };
    tell(found, order, &moment, window, wording);
}

#[derive(Clone, Copy)]
enum Wording {
    Promise,
    Apology,
}

fn tell(found: &mut Found<'_>, order: &OrderFacts, moment: &Moment, window: (Time, Time), wording: Wording) {
    let told = match wording {
        Wording::Apology => MessageBody::PromiseBroken {
            from: window.0,
            until: window.1,
        },
        Wording::Promise => promise_of(window),
    };
    found.tell_as(Some(order.id), moment, told, key_of(order, window));
}

fn promise_of((from, until): (Time, Time)) -> MessageBody {
    MessageBody::Promise { from, until }
}

/// One for promise and apology: a window is told once, whatever the words.
fn key_of(order: &OrderFacts, window: (Time, Time)) -> String {
    key(&format!("o{}", order.id), "promise", &window.0.0.to_string())
}

/// The new window of a promise broken for so long that the customer is told one; only of the promise the day began with,
/// not of what was renewed already, so that a day has one such apology.
fn renewed(
    found: &Found<'_>,
    order: &OrderFacts,
    (from, until): (Time, Time),
    calendar: &Calendar,
) -> Option<(Time, (Time, Time))> {
    let callable = calendar.callable();
    let (opening, closing) = callable.day_around(from)?;
    let regulation = found.rules.regulation();
    let broken = until + regulation.promise_broken;
    if is_apologised(order, found.rules) {
        return None;
    }
    let is_first = from == opening || Some(from) == first_call(order, callable, opening);
    if !is_first || broken >= closing || !found.watch.reached(broken) {
        return None;
    }
    let from = callable.next_open(broken);
    let until = callable.add(from, regulation.promise_span).min(closing);
    (from < until).then_some((broken, (from, until)))
}

/// Nobody called yet. While a promise stands, or a time is agreed, that speaks. Orders whose times come one soon after the
/// other are told of with the first.
pub(super) fn in_work(found: &mut Found<'_>, facts: &CustomerFacts, order: &OrderFacts, calendar: &Calendar) {
    let Some(own) = waits_since(found, facts, order, calendar) else {
        return;
    };
    let others = facts.orders.iter().filter(|o| o.live && o.stage == Stage::New);
    let before = others.filter_map(|other| {
        let calendar = found.rules.order_calendar(other, facts.zone);
        waits_since(found, facts, other, calendar)
    });
    let known = order.clock_from().max(order.seen_at);
    let at = before.filter(|at| *at >= known && own - *at <= TOGETHER).min();
    let at = at.map_or(own, |at| at.min(own));
    let will_call = !order.wants_no_call() && !order.marks.has(CustomerFlags::NO_PHONE);
    found.tell(order, &Moment::of(order, at), MessageBody::InWork { will_call }, "");
}

/// The moment at which an order nobody took up is said to be in work.
fn waits_since(found: &Found<'_>, facts: &CustomerFacts, order: &OrderFacts, calendar: &Calendar) -> Option<Time> {
    let is_settled =
        order.is_payment_failed() || found.rules.is_backlog(order) || is_settled_by_payment(facts, order, found.rules);
    let untouched = order.contacted_at.is_none() && order.tried_at.is_none() && !is_settled;
    let speaks = has_time_agreed(facts, order, found.rules)
        || promised(facts, order, found.rules, calendar, &found.watch).is_some();
    let after = found.rules.regulation().in_work_after;
    (untouched && !speaks).then(|| calendar.callable().add(order.clock_from(), after))
}

/// What was agreed, with the requisites: when it is confirmed and whenever it changes then, or when it comes where the shop
/// itself sends nothing. The goods and terms told are the fact, and stand in the key.
pub(super) fn accepted(found: &mut Found<'_>, order: &OrderFacts) {
    let moment = match order.confirmed_at {
        Some(at) => Moment::of(order, order.agreed_changed_at.map_or(at, |changed| changed.max(at))),
        None if found.rules.regulation().accept_on_arrival && !order.is_payment_failed() => {
            Moment::on_arrival(order, order.created_at)
        }
        None => return,
    };
    let told = MessageBody::Accepted {
        total: Money::new(order.total, order.currency),
        owed: Money::new(order.owed(), order.currency),
        terms: order.terms,
        requisites: requisites(&found.rules.settings().source_of(None).how_to_pay(), order),
    };
    found.tell(order, &moment, told, "");
}

/// What names the requisites an order that is to be paid in advance is told.
pub fn requisites(text: &str, order: &OrderFacts) -> Option<String> {
    let text = text.trim();
    let names = !text.is_empty() && order.terms == Terms::Prepaid && order.owed() > 0;
    names.then(|| format!("{:016x}", fnv1a(text)))
}
