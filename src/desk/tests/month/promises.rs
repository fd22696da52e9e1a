//! Times to call that somebody agreed on, written down beside the desk: none may be forgotten.

use crate::board::Board;
use crate::desk::Desk;
use crate::desk::result::Performed;
use crate::domain::call::AppointmentKind;
use crate::domain::call::Outcome;
use crate::domain::ids::CustomerId;
use crate::domain::ids::EntryId;
use crate::domain::ids::OrderId;
use crate::domain::journal::Page;
use crate::domain::order::Stage;
use crate::domain::regulation::Rulebook;
use crate::domain::regulation::agenda;
use crate::domain::task::TaskKind;
use crate::domain::time::Span;
use crate::domain::time::Time;

struct Promise {
    entry: EntryId,
    customer: CustomerId,
    order: Option<OrderId>,
    kind: AppointmentKind,
    made_at: Time,
    at: Time,
}

#[derive(Default)]
pub(super) struct Promises(Vec<Promise>);

impl Promises {
    /// The action `done` just now agreed on a call at `at`.
    pub(super) fn made(&mut self, desk: &Desk, done: &Performed, kind: AppointmentKind, at: Time) {
        let Some(entry) = done.entry else { return };
        let order = done.order.filter(|order| {
            let facts = desk.store.order_facts(*order).unwrap().unwrap();
            !is_over(facts.stage)
        });
        // A new time for the same order takes the place of the old one.
        self.0.retain(|old| (old.customer, old.order) != (done.customer, order));
        self.0.push(Promise {
            entry,
            customer: done.customer,
            order,
            kind,
            made_at: desk.now(),
            at,
        });
    }

    /// Who was promised a call is in the queue when its time has come, until they were reached or it is moot.
    pub(super) fn hold(&mut self, desk: &Desk, rules: &Rulebook, board: &Board) {
        let now = desk.now();
        self.0.retain(|promise| !is_settled(desk, promise));
        for promise in &self.0 {
            let facts = desk.store.customer_facts(promise.customer).unwrap().unwrap();
            let due = rules.calendar(facts.zone).callable().next_open(promise.at);
            let tried = facts
                .appointments
                .iter()
                .any(|a| a.order == promise.order && a.tries > 0);
            if tried {
                // In vain so far: the retries have their own times (R7).
                continue;
            }
            let said = format!(
                "promised at {} for {}, now {now}: {facts:?}",
                promise.made_at, promise.at
            );
            let found = agenda(&facts, rules, now);
            let of_it =
                |task: &&crate::domain::task::Task| task.kind == TaskKind::CallBack && task.order == promise.order;
            if now < due {
                // Of several for the same the earliest stands.
                let mut ahead = found.tasks.iter().chain(&found.upcoming);
                assert!(ahead.any(|task| of_it(&task) && task.due <= due), "{said}");
                continue;
            }
            assert!(found.tasks.iter().any(|task| of_it(&task)), "{said}");
            let in_queue = board
                .rows
                .iter()
                .filter(|row| row.row.customer == promise.customer)
                .any(|row| {
                    let more = row.row.more.contains(&(promise.order, TaskKind::CallBack));
                    more || (row.row.task.kind, row.row.task.order) == (TaskKind::CallBack, promise.order)
                });
            assert!(in_queue, "{said}");
        }
    }
}

fn is_over(stage: Stage) -> bool {
    matches!(stage, Stage::Closed | Stage::Cancelled | Stage::Returned)
}

/// Taken back, talked since, confirmed since, or about an order that is over.
fn is_settled(desk: &Desk, promise: &Promise) -> bool {
    let store = &desk.store;
    if let Some(facts) = promise.order.and_then(|order| store.order_facts(order).unwrap()) {
        let confirmed = facts.confirmed_at.is_some_and(|at| at >= promise.made_at);
        if confirmed || is_over(facts.stage) {
            return true;
        }
    }
    let talked = store
        .calls_of(promise.customer, 1_000)
        .unwrap()
        .into_iter()
        .any(|call| {
            let answered = call.incoming && call.answered_at.is_some();
            let outcome = matches!(
                call.outcome,
                Some(Outcome::Talked | Outcome::CallBack | Outcome::Refused)
            );
            let same_talk = if promise.kind == AppointmentKind::Schedule {
                Span::minutes(30).min(Span((promise.at - promise.made_at).0 / 2))
            } else {
                Span(0)
            };
            call.at - promise.made_at > same_talk && (answered || !call.incoming && outcome)
        });
    let journal = store.journal(Page::Customer(promise.customer), 1_000).unwrap();
    let taken_back = journal
        .iter()
        .any(|entry| entry.id == promise.entry && entry.undone_by.is_some());
    let nobody = store
        .customer(promise.customer)
        .unwrap()
        .is_none_or(|customer| customer.not_customer);
    talked || taken_back || nobody
}
