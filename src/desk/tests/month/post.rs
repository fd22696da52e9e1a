//! What the desk tells customers by itself: made by its worker, sent from the outbox, and never twice the same.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::Month;
use super::events::Event;
use crate::domain::call::Outcome;
use crate::domain::ids::OrderId;
use crate::domain::message::LeavesAt;
use crate::domain::message::MessageKind;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageState;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::view::outbox;
use crate::view::outbox::Messages;
use crate::worker::Worker;

#[derive(Default)]
pub(super) struct Post {
    worker: Worker,
    keys: BTreeSet<String>,
    facts: BTreeMap<(Option<OrderId>, MessageKind, String), Time>,
    pub(super) sent: usize,
}

impl Month {
    /// The process that is always open does what falls due, and sends what may leave.
    pub(super) fn post(&mut self) {
        self.work("dozvon");
        while self.post.worker.turn(&mut self.desk).unwrap().more {}
        let now = self.desk.now();
        let open = self
            .desk
            .read(|look| outbox::outbox(look, Messages::Open, 10_000))
            .unwrap();
        let leaving = |message: &&MessageRow| message.state == MessageState::Waiting && message.leaves_at <= now;
        for message in open.iter().filter(leaving) {
            assert!(
                message.expires_at.is_none_or(|at| at > now),
                "too old at {now}: {message:?}"
            );
            self.leaves_by_day(message);
            let tx = self.desk.store.write(now).unwrap();
            let sent = tx.move_message(message.id, MessageState::Waiting, MessageState::Sent, None);
            assert!(sent.unwrap());
            tx.commit().unwrap();
            self.is_told_once(message);
            self.is_told_of_a_parcel_that_waits(message);
        }
        self.after(Span::minutes(4), Event::Post);
    }

    fn is_told_once(&mut self, message: &MessageRow) {
        self.post.sent += 1;
        assert!(self.post.keys.insert(message.key.clone()), "told twice: {message:?}");
        if message.order.is_some() && message.corrects.is_none() {
            let now = self.desk.now();
            let fact = (message.order, message.kind(), format!("{:?}", message.told));
            if let Some(before) = self.post.facts.insert(fact, now) {
                // After a talk the calls in vain are counted again (R7).
                let calls = self.desk.store.calls_of(message.customer, 1_000).unwrap();
                let talked = calls.iter().any(|call| {
                    let answered = call.incoming && call.answered_at.is_some();
                    let talk = answered || call.outcome.is_some_and(Outcome::is_talk);
                    talk && call.at > before - Span::hours(1)
                });
                let anew = message.kind() == MessageKind::CallsInVain && talked;
                assert!(anew, "told at {before} already: {message:?} {calls:?}");
            }
        }
    }

    /// What is not an answer wakes nobody (R35, R36).
    fn leaves_by_day(&self, message: &MessageRow) {
        use chrono::Timelike;

        let rules = self.board.rules();
        let facts = self.desk.store.customer_facts(message.customer).unwrap().unwrap();
        let order = facts.orders.iter().find(|order| Some(order.id) == message.order);
        let zone = order.and_then(|order| order.zone).or(facts.zone);
        let hour = rules.calendar(zone).customer_local(message.leaves_at).hour();
        let hours = match message.kind().leaves_at() {
            LeavesAt::AnyHour => 0..24,
            LeavesAt::CallableHours => 8..21,
            LeavesAt::Daytime => 9..20,
        };
        assert!(hours.contains(&hour), "leaves at {hour} of their clock: {message:?}");
    }
}
