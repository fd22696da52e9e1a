//! The open work of the made-up shop: one scene per family of rules, so that every lane, task and reason shows itself.

use super::moments::DemoOpening;
use super::moments::Moments;
use super::story::News;
use super::story::OrderRef;
use super::story::PersonRef;
use super::story::Step;
use super::story::Story;
use super::story::Worker::Colleague;
use super::story::Worker::Viewer;
use crate::domain::action::Action;
use crate::domain::action::Handing;
use crate::domain::action::ParcelStep;
use crate::domain::action::WhichParcel;
use crate::domain::call::CallEventKind;
use crate::domain::call::MissedReason;
use crate::domain::call::Outcome;
use crate::domain::carrier::Carrier;
use crate::domain::duration::Days;
use crate::domain::order::Flags;
use crate::domain::order::Means;
use crate::domain::order::Reason;
use crate::domain::order::Terms;
use crate::domain::shipment::Packed;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// Everything that is due, and some that will be.
pub(super) fn all(story: &mut Story, m: &Moments) {
    telephone(story, m);
    appointments(story, m);
    fresh(story, m);
    promises(story, m);
    retries(story, m);
    decisions(story, m);
    no_number(story, m);
    payments(story, m);
    dispatch(story, m);
    parcels(story, m);
    care(story, m);
    shop_word(story, m);
    proposals(story, m);
    handled(story, m);
}

/// What is told last, so that nothing before comes out otherwise for it.
pub(super) fn more(story: &mut Story, m: &Moments) {
    pickup(story, m);
    claims(story, m);
    in_parts(story, m);
    let could_not_pay = story.new_order_on(m.day_ago(1, 19, 40), Terms::Prepaid);
    story.change(could_not_pay).flags = Flags::PAYMENT_FAILED;
}

/// R1, R27: it rings; calls nobody took, some of them returned in vain.
fn telephone(story: &mut Story, m: &Moments) {
    let rings = awaiting_a_parcel(story, m);
    let busy = awaiting_a_parcel(story, m);
    let (twice, returned) = (story.person(), story.person());
    if m.opening == DemoOpening::Calm {
        return;
    }
    story.line(m.now - Span::seconds(20), rings, CallEventKind::Incoming);
    story.missed(m.callable_ago(Span::minutes(14)), busy, MissedReason::Busy);
    story.missed(m.callable_ago(Span::minutes(31)), twice, MissedReason::Nobody);
    story.missed(m.callable_ago(Span::minutes(5)), twice, MissedReason::HungUp);
    let regulation = m.rules.regulation();
    let first_try = m.callable_ago(regulation.retry_second + Span::minutes(4));
    story.missed(first_try - Span::minutes(9), returned, MissedReason::Away);
    let again = Action::LogCall(super::story::log(first_try, Outcome::NoAnswer));
    story.serve(first_try, Viewer, returned, again);
}

/// Somebody who may well ask where their parcel is.
fn awaiting_a_parcel(story: &mut Story, m: &Moments) -> PersonRef {
    let person = story.person();
    let order = story.order(m.day_ago(4, 15, 10), person);
    story.send_off(m.day_ago(2, 14, 20), Viewer, order);
    person
}

/// R1, R37: times at which to call.
fn appointments(story: &mut Story, m: &Moments) {
    let at_once = story.person();
    if m.opening == DemoOpening::Busy {
        story.ask_to_be_called(m.callable_ago(Span::minutes(8)), at_once, None);
    }
    let at_a_time = story.person();
    story.ask_to_be_called(m.minutes_ago(190), at_a_time, Some(m.call_due(m.minutes_ago(3), 4)));
    let later = story.person();
    story.ask_to_be_called(m.minutes_ago(50), later, Some(m.now + Span::minutes(55)));

    for (ago, ahead, by) in [(4, 2, Viewer), (47, 13, Colleague)] {
        let order = story.new_order(m.callable_ago(Span::minutes(260 + ago)));
        story.call_again_at(
            m.callable_ago(Span::minutes(200 + ago)),
            by,
            order,
            m.call_due(m.callable_ago(Span::minutes(ago)), ahead),
        );
        story.note(m.callable_ago(Span::minutes(198 + ago)), by, order);
    }
    let soon = story.new_order(m.callable_ago(Span::minutes(150)));
    story.call_again_at(
        m.callable_ago(Span::minutes(140)),
        Viewer,
        soon,
        m.now + Span::minutes(25),
    );
}

/// R3, R4, R9, R10, R36: orders nobody has talked about yet.
fn fresh(story: &mut Story, m: &Moments) {
    for minutes in [2, 11, 34] {
        story.new_order(m.callable_ago(Span::minutes(minutes)));
    }
    for minutes in [4, 22] {
        let order = story.new_order(m.callable_ago(Span::minutes(minutes)));
        dear(story, m, order);
    }
    let late = story.new_order(m.callable_ago(m.rules.regulation().first_contact_limit + Span::minutes(13)));
    story.note(m.minutes_ago(6), Colleague, late);
    let regulation = m.rules.regulation();
    let late = match m.opening {
        DemoOpening::Busy => Span(regulation.last_chance.0 / 2),
        DemoOpening::Calm => regulation.last_chance + Span::minutes(2),
    };
    let last_chance = Span(regulation.first_contact_limit.0 - late.0);
    story.new_order(m.callable_ago(last_chance));

    let rush = story.new_order(m.callable_ago(Span::minutes(85)));
    story.change(rush).flags = Flags::PEAK;
    let in_writing = story.new_order(m.callable_ago(Span::minutes(18)));
    story.change(in_writing).flags = Flags::DO_NOT_CALL;
    story.new_order_on(m.callable_ago(Span::minutes(7)), Terms::Prepaid);
    let company = story.company();
    let bulk = story.order_on(m.callable_ago(Span::minutes(26)), company, Terms::Prepaid);
    story.change(bulk).flags = Flags::MAYBE_B2B;

    let held = story.person();
    story.order(m.callable_ago(Span::minutes(9)), held);
    story.steps.push((
        m.now - Span::minutes(4),
        Step::Claim {
            by: Colleague,
            person: held,
        },
    ));
    let twice = story.person();
    let first = story.order(m.callable_ago(Span::minutes(20)), twice);
    let second = story.order(m.callable_ago(Span::minutes(17)), twice);
    let (lines, terms) = (story.of(first).lines.clone(), story.of(first).terms);
    let same = story.change(second);
    (same.lines, same.terms) = (lines, terms);
    story.steps.push((
        m.callable_ago(Span::minutes(17)) + Span(1),
        Step::Twin {
            order: second,
            of: first,
        },
    ));
    let far = story.person_anywhere();
    story.order(m.callable_ago(Span::minutes(41)), far);
}

/// High by whatever the shop calls high (R3).
fn dear(story: &mut Story, m: &Moments, order: OrderRef) {
    let lines = story.make.dear_lines(m.rules.high_total().unwrap_or(0));
    story.change(order).lines = lines;
}

/// R5: orders of the night, and a window that was told.
fn promises(story: &mut Story, m: &Moments) {
    let night = story.new_order(m.day_ago(1, 23, 12));
    let span = m.rules.regulation().promise_span;
    let until = match m.opening {
        DemoOpening::Busy => m.now + Span(m.rules.regulation().promise_rise.0 * 2 / 3),
        // A promise goes before other work while there may be no time for it behind that.
        DemoOpening::Calm => m.now + span + Span::minutes(10),
    };
    story.change(night).promised = Some((until - span, until));
    story.new_order(m.day_ago(0, 3, 48));
    let by_phone = story.person();
    story.ask_to_be_called(m.day_ago(1, 22, 15), by_phone, Some(m.call_due(m.minutes_ago(12), 9)));
}

/// R4: talked to within the target, and their money is awaited. Nothing is due about them.
fn handled(story: &mut Story, m: &Moments) {
    for (minutes, by) in (0..12).map(|count| (40 + 13 * count, if count % 3 == 0 { Colleague } else { Viewer })) {
        let order = story.new_order_on(m.callable_ago(Span::minutes(minutes)), Terms::Prepaid);
        story.confirm(m.callable_ago(Span::minutes(minutes - 2)), by, order);
    }
}

/// R7: from the second attempt to the sixth.
fn retries(story: &mut Story, m: &Moments) {
    let regulation = m.rules.regulation();
    let second = regulation.retry_second + Span::minutes(5);
    let order = story.new_order(m.callable_ago(second + Span::minutes(20)));
    story.calls_in_vain(Viewer, order, &[m.callable_ago(second)]);

    let third = regulation.retry_third + Span::minutes(4);
    let order = story.new_order(m.callable_ago(third + Span::minutes(15)));
    story.calls_in_vain(Viewer, order, &[m.callable_ago(third), m.callable_ago(second)]);

    for attempts in 3..6_i64 {
        let order = story.new_order(m.day_ago(attempts + 1, 11, 5));
        let calls = vain_days(m, attempts);
        story.calls_in_vain(Colleague, order, &calls);
    }
    // Two that were tried today and are left alone for now.
    let order = story.new_order(m.callable_ago(Span::minutes(38)));
    story.calls_in_vain(Viewer, order, &[m.callable_ago(Span::minutes(12))]);
    let order = story.new_order(m.callable_ago(Span::minutes(55)));
    story.calls_in_vain(Colleague, order, &[m.callable_ago(Span::minutes(21))]);
}

/// Three attempts of one day and one on each of the next, the last of them so long ago that the next is due.
fn vain_days(m: &Moments, attempts: i64) -> Vec<Time> {
    let hour = |number: i64| {
        let later = &m.rules.regulation().retry_later;
        let index = usize::try_from(number - 4).unwrap_or(0);
        later.get(index).or(later.last()).map_or(10, |time| time.hour())
    };
    let last_day = m.due_for(Days(1), hour(attempts + 1));
    let first_day = last_day + (attempts - 3);
    let mut calls = vec![
        m.day_ago(first_day, 11, 20),
        m.day_ago(first_day, 12, 5),
        m.day_ago(first_day, 13, 10),
    ];
    for number in 4..=attempts {
        calls.push(m.day_ago(first_day - (number - 3), hour(number), 12));
    }
    calls
}

/// Talked, and nothing settled yet.
fn decisions(story: &mut Story, m: &Moments) {
    let regulation = m.rules.regulation();
    let due = regulation.decide_after + Span::minutes(25);
    let order = story.new_order(m.working_ago(due + Span::minutes(12)));
    story.call(m.working_ago(due), Viewer, order, Outcome::Talked);
    story.note(m.working_ago(Span(due.0 - Span::minutes(2).0)), Viewer, order);
    let broken = story.new_order(m.working_ago(regulation.decide_limit + Span::minutes(70)));
    story.call(
        m.working_ago(regulation.decide_limit + Span::minutes(45)),
        Colleague,
        broken,
        Outcome::Talked,
    );
    let fresh = story.new_order(m.callable_ago(Span::minutes(50)));
    story.call(m.callable_ago(Span::minutes(44)), Viewer, fresh, Outcome::Talked);
}

/// R7: somebody else's number.
fn no_number(story: &mut Story, m: &Moments) {
    let order = story.new_order(m.callable_ago(Span::minutes(105)));
    story.call(m.callable_ago(Span::minutes(96)), Viewer, order, Outcome::WrongNumber);
    let days = m.business_due_for(crate::domain::duration::BusinessDays(2)) + 1;
    let given_up = story.new_order(m.day_ago(days, 12, 0));
    story.call(m.day_ago(days, 12, 25), Colleague, given_up, Outcome::WrongNumber);
}

/// R12–R14: confirmed, and the money is awaited.
fn payments(story: &mut Story, m: &Moments) {
    let days = m.business_due_for(m.rules.regulation().payment_reminder);
    for (more, by) in [(0, Viewer), (1, Colleague)] {
        let order = story.new_order_on(m.day_ago(days + more, 12, 40), Terms::Prepaid);
        story.confirm(m.day_ago(days + more, 12, 52), by, order);
    }
    let part = story.new_order_on(m.day_ago(days + 4, 10, 30), Terms::Prepaid);
    story.confirm(m.day_ago(days + 4, 10, 55), Viewer, part);
    let half = story.total(part) / 2;
    story.act(
        m.day_ago(days, 16, 0),
        Viewer,
        part,
        Action::Pay {
            amount: Some(half),
            means: Means::BankAccount,
            note: String::new(),
        },
    );
    for minutes in [95, 170] {
        let waits = story.new_order_on(m.working_ago(Span::minutes(minutes)), Terms::Prepaid);
        story.confirm(m.working_ago(Span::minutes(minutes - 9)), Viewer, waits);
    }
}

/// R17, R18: ready, and the waybill or the parcel itself is owed.
fn dispatch(story: &mut Story, m: &Moments) {
    for (minutes, by) in [(8, Viewer), (48, Colleague)] {
        let order = story.new_order_on(m.working_ago(Span::minutes(minutes + 30)), Terms::OnDelivery);
        goes_by_known(story, order);
        story.confirm(m.working_ago(Span::minutes(minutes)), by, order);
    }
    let paid = story.new_order_on(m.working_ago(Span::minutes(75)), Terms::Prepaid);
    goes_by_known(story, paid);
    story.confirm(m.working_ago(Span::minutes(61)), Viewer, paid);
    story.pay(m.working_ago(Span::minutes(14)), Viewer, paid);

    let warned = m.due_for(Days(m.rules.regulation().dispatch_within.0 - 1), 10);
    for more in [0, 2] {
        let order = story.new_order_on(m.day_ago(warned + more, 11, 0), Terms::OnDelivery);
        goes_by_known(story, order);
        story.confirm(m.day_ago(warned + more, 11, 15), Viewer, order);
        story.ship(m.day_ago(warned + more, 11, 35), Viewer, order, Handing::Later);
    }
    let told = story.new_order_on(m.day_ago(warned + 1, 12, 0), Terms::OnDelivery);
    goes_by_known(story, told);
    story.confirm(m.day_ago(warned + 1, 12, 15), Colleague, told);
    story.ship(m.day_ago(warned + 1, 12, 35), Colleague, told, Handing::Later);
    story.act(m.working_ago(Span::minutes(33)), Colleague, told, Action::ToldLate);
    let text = story.make.words.waits_for_stock.to_owned();
    story.act(m.working_ago(Span::minutes(32)), Colleague, told, Action::Note { text });
}

/// R40: collected at the shop, one to be laid ready and one that waits for its customer.
fn pickup(story: &mut Story, m: &Moments) {
    for (minutes, is_ready) in [(37, false), (190, true)] {
        let order = story.new_order_on(m.working_ago(Span::minutes(minutes + 20)), Terms::OnDelivery);
        goes_by(story, order, Carrier::Pickup);
        story.confirm(m.working_ago(Span::minutes(minutes)), Viewer, order);
        if is_ready {
            story.act(m.working_ago(Span::minutes(60)), Colleague, order, Action::Arrived);
        }
    }
}

/// R12, R21, R30, R38, R39: what a customer says to have paid, a complaint, a letter, a refused parcel, and money a carrier
/// has not paid out.
fn claims(story: &mut Story, m: &Moments) {
    let says_paid = story.new_order_on(m.day_ago(1, 11, 10), Terms::Prepaid);
    story.confirm(m.day_ago(1, 11, 30), Viewer, says_paid);
    let claim = Action::ClaimsPaid { amount: None };
    story.act(m.working_ago(Span::minutes(25)), Viewer, says_paid, claim);

    let complaint = received(story, m, 5);
    let text = story.make.words.complaint.to_owned();
    story.act(
        m.working_ago(Span::minutes(130)),
        Colleague,
        complaint,
        Action::Complaint { text },
    );
    let text = story.make.words.letter.to_owned();
    let on_its_way = awaiting_a_parcel(story, m);
    if m.opening == DemoOpening::Busy {
        story.serve(
            m.working_ago(Span::minutes(22)),
            Viewer,
            on_its_way,
            Action::Wrote { text },
        );
    }

    let overdue = m.due_for(m.rules.regulation().cod_overdue, 10);
    for days in [2, overdue + 1] {
        let order = story.new_order_on(m.day_ago(days + 6, 12, 30), Terms::OnDelivery);
        goes_by_known(story, order);
        story.send_off(m.day_ago(days + 4, 15, 20), Viewer, order);
        story.act(m.day_ago(days, 9, 40), Colleague, order, Action::Arrived);
        if days == 2 {
            story.call(m.working_ago(Span::minutes(52)), Colleague, order, Outcome::Refused);
        } else {
            story.act(m.day_ago(overdue, 9, 20), Viewer, order, Action::Received);
        }
    }
}

/// R18, R21: orders in two parcels, one of them followed by the rest, of the other the rest still to be sent.
fn in_parts(story: &mut Story, m: &Moments) {
    for is_rest_sent in [true, false] {
        let order = story.new_order_on(m.day_ago(5, 12, 20), Terms::OnDelivery);
        goes_by_known(story, order);
        let lines = story.make.dear_lines(0);
        let first: Vec<Packed> = lines.iter().take(1).map(Packed::all_of).collect();
        story.change(order).lines = lines;
        story.confirm(m.day_ago(5, 13, 10), Viewer, order);
        story.ship_part(m.day_ago(4, 14, 10), Viewer, order, WhichParcel::Only, first);
        if is_rest_sent {
            story.ship_part(m.day_ago(3, 16, 40), Colleague, order, WhichParcel::Another, Vec::new());
        }
        let arrived = Action::OfParcel {
            position: 1,
            step: ParcelStep::Arrived,
        };
        story.act(m.day_ago(1, 9, 50), Colleague, order, arrived);
    }
}

/// Parcels of this scene go by a carrier whose numbers and terms the rules know.
fn goes_by_known(story: &mut Story, order: OrderRef) {
    let carrier = story.make.known_carrier();
    goes_by(story, order, carrier);
}

fn goes_by(story: &mut Story, order: OrderRef, carrier: Carrier) {
    let title = (story.make.words.carriers)(carrier);
    let arrival = story.change(order);
    arrival.carrier = carrier;
    title.clone_into(&mut arrival.texts.delivery_title);
}

/// R21: on the way without news, and waiting for their customers.
fn parcels(story: &mut Story, m: &Moments) {
    for days in [11, 13] {
        let lost = story.new_order(m.day_ago(days + 2, 13, 0));
        story.send_off(m.day_ago(days, 14, 30), Viewer, lost);
    }
    for days in 1..7 {
        let person = story.person_anywhere();
        let on_its_way = story.order(m.day_ago(days + 2, 12, 10), person);
        let by = if days % 2 == 0 { Viewer } else { Colleague };
        story.send_off(m.day_ago(days, 15, 5), by, on_its_way);
    }
    let waits = |story: &mut Story, days: i64, carrier: Carrier| {
        let order = story.new_order(m.day_ago(days + 6, 12, 30));
        goes_by(story, order, carrier);
        story.send_off(m.day_ago(days + 4, 15, 20), Viewer, order);
        story.act(m.day_ago(days, 9, 40), Colleague, order, Action::Arrived);
        order
    };
    let (known, brief) = (story.make.known_carrier(), story.make.brief_carrier());
    let first_call = m.rules.regulation().pickup_calls.first().copied().unwrap_or(Days(4));
    waits(story, m.due_for(first_call, 10), known);
    let unanswered = waits(story, m.due_for(first_call, 10) + 1, known);
    story.calls_in_vain(Viewer, unanswered, &[m.day_ago(1, 10, 30)]);
    let terms = m.rules.settings().carriers.of(brief);
    waits(story, m.due_for(Days(terms.free.0 - 1), 10), brief);
    let hold = m.rules.settings().carriers.of(known).hold;
    waits(story, hold.0 + 2, known);
    for days in [0, 1, 2] {
        waits(story, days, known);
    }
}

/// R22, R23: received; first orders are asked soon, regulars a month later.
fn care(story: &mut Story, m: &Moments) {
    let regulation = m.rules.regulation();
    let quality = m.due_for(regulation.quality_call, 11);
    for more in [0, 1] {
        let order = received(story, m, quality + more);
        if more == 1 {
            dear(story, m, order);
        }
    }
    let courtesy = m.due_for(regulation.courtesy_call, 11);
    for more in [0, 6] {
        let person = story.person();
        let before = story.order(m.day_ago(courtesy + more + 90, 12, 0), person);
        finish(story, m, before, courtesy + more + 80);
        let again = story.order(m.day_ago(courtesy + more + 8, 12, 0), person);
        hand_over(story, m, again, courtesy + more);
    }
    for days in [0, 1, 2, 9, 17] {
        received(story, m, days);
    }
}

/// Received `days` days ago, by somebody new.
fn received(story: &mut Story, m: &Moments, days: i64) -> OrderRef {
    let order = story.new_order(m.day_ago(days + 8, 12, 0));
    hand_over(story, m, order, days);
    order
}

/// From confirming to receipt; an order paid on delivery is then paid.
pub(super) fn hand_over(story: &mut Story, m: &Moments, order: OrderRef, days: i64) {
    let by = if story.make.rng.bool() { Viewer } else { Colleague };
    story.send_off(m.day_ago(days + 5, 15, 0), by, order);
    story.act(m.day_ago(days + 1, 10, 10), by, order, Action::Arrived);
    let at = m.day_ago(days, 9, 35).min(m.now);
    story.act(at, by, order, Action::Received);
    if story.of(order).terms == Terms::OnDelivery {
        let action = Action::Pay {
            amount: None,
            means: Means::CashOnDelivery,
            note: String::new(),
        };
        story.act(at + Span(1), by, order, action);
    }
}

/// The same, and nothing more is owed.
pub(super) fn finish(story: &mut Story, m: &Moments, order: OrderRef, days: i64) {
    hand_over(story, m, order, days);
    story.act(m.day_ago(days - 9, 18, 0), Viewer, order, Action::Close);
}

/// R12, R30: what the shop's site said of confirmed orders, and money of cancelled ones.
fn shop_word(story: &mut Story, m: &Moments) {
    for (news, minutes) in [(News::OneMore, 18), (News::Cancelled, 27)] {
        let order = story.new_order_on(m.working_ago(Span::minutes(240)), Terms::Prepaid);
        story.confirm(m.working_ago(Span::minutes(228)), Viewer, order);
        story
            .steps
            .push((m.working_ago(Span::minutes(minutes)), Step::ShopSaid { order, news }));
    }
    let paid = story.new_order_on(m.day_ago(1, 12, 0), Terms::Prepaid);
    story.confirm(m.day_ago(1, 12, 20), Viewer, paid);
    story.pay(m.day_ago(1, 13, 0), Viewer, paid);
    story.cancel(m.working_ago(Span::minutes(42)), Viewer, paid, Reason::OutOfStock);
}

/// R4, R7, R14: where the desk proposes giving up.
fn proposals(story: &mut Story, m: &Moments) {
    let max = m.rules.regulation().attempts_max.max(3);
    let unreachable = story.new_order(m.day_ago(max + 1, 11, 5));
    let calls = vain_days(m, max);
    story.calls_in_vain(Viewer, unreachable, &calls);

    let undecided = story.new_order(m.day_ago(5, 10, 10));
    for days in [5, 4, 3] {
        story.call(m.day_ago(days, 12, 30), Colleague, undecided, Outcome::Talked);
    }
    let put_off = story.new_order(m.day_ago(6, 10, 10));
    for days in [6, 5, 4] {
        story.call(m.day_ago(days, 12, 30), Viewer, put_off, Outcome::Talked);
    }
    let text = story.make.words.waits_for_stock.to_owned();
    let until = m.now + Span::days(2);
    story.act(m.day_ago(1, 15, 0), Viewer, put_off, Action::PutOff { until, text });

    let regulation = m.rules.regulation();
    let not_paid = (regulation.requisites_again.0 + 1..200).find(|days| {
        let again = m
            .calendar()
            .day_at(m.day_ago(*days, 12, 0), regulation.requisites_again.0, 10, 0);
        m.calendar().business_day_at(again, regulation.not_paid_after.0, 10, 0) <= m.now
    });
    let days = not_paid.unwrap_or(30);
    let order = story.new_order_on(m.day_ago(days, 12, 0), Terms::Prepaid);
    story.confirm(m.day_ago(days, 12, 10), Viewer, order);
}
