//! Any customer: facts that agree with each other, as calls, payments and actions would leave them.

use proptest::prelude::*;

use super::support::FAR_EAST;
use super::support::at;
use crate::domain::call::Appointment;
use crate::domain::call::AppointmentKind;
use crate::domain::call::PendingCall;
use crate::domain::carrier::Carrier;
use crate::domain::case::Case;
use crate::domain::case::CaseKind;
use crate::domain::facts::CustomerFacts;
use crate::domain::facts::UndeliveredFact;
use crate::domain::ids::CallId;
use crate::domain::ids::CustomerId;
use crate::domain::ids::LabelId;
use crate::domain::ids::OrderId;
use crate::domain::money::Currency;
use crate::domain::order::CustomerFlags;
use crate::domain::order::Flags;
use crate::domain::order::OrderFacts;
use crate::domain::order::Terms;
use crate::domain::projection::CallFact;
use crate::domain::projection::PaymentFact;
use crate::domain::projection::project;
use crate::domain::time::Time;

const MONTHS: i64 = 60 * 24 * 60;

/// A moment within two months, to the minute.
pub fn any_time() -> impl Strategy<Value = Time> {
    (0..MONTHS).prop_map(|minute| Time(at("1 00:00").0 + minute * 60_000))
}

fn maybe_time() -> impl Strategy<Value = Option<Time>> {
    prop_oneof![3 => Just(None), 1 => any_time().prop_map(Some)]
}

fn any_marks() -> impl Strategy<Value = CustomerFlags> {
    prop_oneof![
        4 => Just(CustomerFlags::default()),
        2 => Just(CustomerFlags::REGULAR),
        1 => Just(CustomerFlags::NO_PHONE),
        1 => Just(CustomerFlags::NOT_CUSTOMER),
    ]
}

/// Milestones in the order they come; `depth` says how many were reached.
fn any_order(id: i64, customer: CustomerId) -> impl Strategy<Value = OrderFacts> {
    let path = (
        0_usize..6,
        prop::collection::vec(any_time(), 6),
        prop::bool::weighted(0.2),
    );
    let calls = prop::collection::vec((any_time(), any::<bool>()), 0..8);
    let money = prop::collection::vec((any_time(), 0_i64..2_000), 0..3);
    let said = (
        any::<bool>(),
        0_i64..4,
        prop::option::of(0_i64..9),
        prop::array::uniform10(maybe_time()),
        prop::option::of(Just(FAR_EAST)),
        0_i64..4,
    );
    (path, calls, money, said, 1_i64..2_000).prop_map(move |(path, calls, money, said, total)| {
        let (depth, mut times, cancelled) = path;
        times.sort();
        let mut o = OrderFacts::new(OrderId(id), customer, Currency::RUB, total * 1_000, times[0]);
        let (on_delivery, flags, carrier, others, zone, apologies) = said;
        o.terms = if on_delivery { Terms::OnDelivery } else { Terms::Prepaid };
        o.flags = Flags(flags);
        o.zone = zone;
        o.carrier = carrier.and_then(Carrier::from_int);
        let reached = |step: usize| (step <= depth).then(|| times[step]);
        (o.confirmed_at, o.handed_at, o.arrived_at, o.received_at) = (reached(1), reached(3), reached(4), reached(5));
        o.number_at = reached(2);
        o.cancelled_at = cancelled.then(|| times[5]);
        [
            o.promised_from,
            o.dispatch_by,
            o.estimate_at,
            o.late_told_at,
            o.reopened_at,
            o.put_off_until,
            o.shop_changed_at,
            o.last_note_at,
            o.parcel_refused_at,
            o.claims_paid_at,
        ] = others;
        o.apologies = apologies;
        o.promised_until = o.promised_from.map(|from| Time(from.0 + 7_200_000));
        o.duplicate_of = (flags == 3).then_some(OrderId(99));
        let mut calls: Vec<CallFact> = calls
            .into_iter()
            .map(|(at, talk)| CallFact {
                at,
                attempt: !talk,
                talk,
            })
            .collect();
        calls.sort_by_key(|call| call.at);
        let mut payments: Vec<PaymentFact> = money
            .into_iter()
            .map(|(at, amount)| PaymentFact {
                at,
                amount: amount * 1_000,
                due_again: false,
            })
            .collect();
        payments.sort_by_key(|payment| payment.at);
        project(&mut o, &payments, &calls);
        o
    })
}

fn any_tries() -> impl Strategy<Value = (i64, Option<Time>, Option<Time>)> {
    (0_i64..8, any_time(), any_time()).prop_map(|(tries, a, b)| {
        let made = |at: Time| (tries > 0).then_some(at);
        (tries, made(a.min(b)), made(a.max(b)))
    })
}

fn any_call(customer: CustomerId) -> impl Strategy<Value = PendingCall> {
    (1_i64..100, any_time(), 0_i64..5, any::<bool>(), any_tries()).prop_map(
        move |(id, started_at, minutes, over, tries)| {
            let last_event_at = Time(started_at.0 + minutes * 30_000);
            PendingCall {
                reason: None,
                id: CallId(id),
                customer,
                started_at,
                last_event_at,
                ended_at: over.then_some(last_event_at),
                tries: tries.0,
                first_try_at: tries.1,
                last_try_at: tries.2,
            }
        },
    )
}

fn any_appointment(customer: CustomerId) -> impl Strategy<Value = Appointment> {
    (
        1_i64..4,
        prop::option::of(0_i64..3),
        any_time(),
        any_time(),
        any_tries(),
    )
        .prop_map(move |(kind, order, made_at, at, tries)| Appointment {
            id: at.0,
            customer,
            order: order.map(|n| OrderId(customer.0 * 10 + n)),
            kind: AppointmentKind::from_int(kind).unwrap(),
            made_at,
            at,
            tries: tries.0,
            first_try_at: tries.1,
            last_try_at: tries.2,
        })
}

fn any_case(customer: CustomerId) -> impl Strategy<Value = Case> {
    (1_i64..100, 1_i64..3, prop::option::of(0_i64..3), any_time()).prop_map(move |(id, kind, order, at)| Case {
        id,
        customer,
        order: order.map(|n| OrderId(customer.0 * 10 + n)),
        kind: CaseKind::from_int(kind).unwrap(),
        at,
    })
}

/// A customer with up to three orders, ids ten times their own and on.
pub fn any_customer(id: i64) -> impl Strategy<Value = CustomerFacts> {
    let customer = CustomerId(id);
    let orders = (0_usize..4).prop_flat_map(move |n| {
        let ids: Vec<_> = (0_i64..).take(n).map(|i| any_order(id * 10 + i, customer)).collect();
        ids
    });
    let calls = prop::collection::vec(any_call(customer), 0..3);
    let appointments = prop::collection::vec(any_appointment(customer), 0..3);
    let self_said = (
        any_marks(),
        prop::option::of(Just(FAR_EAST)),
        prop::option::of((1_i64..4).prop_map(LabelId)),
        maybe_time(),
        maybe_time(),
    );
    let cases = prop::collection::vec(any_case(customer), 0..3);
    (orders, calls, appointments, cases, self_said).prop_map(move |(mut orders, calls, appointments, cases, said)| {
        let (marks, zone, manager, no_phone_at, failed_at) = said;
        for order in &mut orders {
            order.marks = marks;
        }
        CustomerFacts {
            id: customer,
            zone,
            manager,
            marks,
            no_phone_at,
            orders,
            calls,
            appointments,
            cases,
            undelivered: failed_at
                .map(|at| UndeliveredFact {
                    customer,
                    order: None,
                    at,
                })
                .into_iter()
                .collect(),
        }
    })
}
