//! How today's work goes: calls, first contacts within the target, orders handled, for each operator and for all; who
//! waits longest, and what the waiting costs now (R4).

use super::calls::is_talk;
use super::spread::count;
use crate::domain::action::ActionKind;
use crate::domain::order::Stage;
use crate::domain::queue::Stake;
use crate::domain::queue::Viewer;
use crate::domain::queue::rows_of;
use crate::domain::regulation::agenda;
use crate::domain::task::Why;
use crate::domain::time::Span;
use crate::store::CallFigures;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::store::open_work::OpenWork;

/// Nobody does more in a day.
const DONE_MOST: i64 = 5_000;

/// Today's work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayWork {
    /// By operator: the shop's own, then who else worked today.
    pub operators: Vec<OperatorWork>,
    /// All of them together, with what the file lays to nobody.
    pub all: OperatorWork,
    /// How long the customer who waits longest for their first contact has waited, callable time; none when nobody does.
    pub oldest: Option<Span>,
    /// Money at risk by waiting, minor units of the shop's currency.
    pub at_risk: i64,
}

/// One operator's part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OperatorWork {
    /// Who; empty for all together.
    pub name: String,
    /// Calls made and taken.
    pub calls: i64,
    /// Those in which the two spoke.
    pub talks: i64,
    /// First contacts made.
    pub contacts: i64,
    /// Those within R4's target.
    pub in_time: i64,
    /// Orders confirmed or cancelled.
    pub handled: i64,
}

/// Reads it as at the look's moment.
pub fn work(look: &Look<'_>) -> Result<DayWork, StoreError> {
    let (store, rules, now) = (look.store, look.rules, look.now);
    let midnight = rules.calendar(None).day_at(now, 0, 0, 0);
    let end = now + Span(1);
    let mut shift = DayWork::default();
    for operator in &rules.settings().operators {
        shift.of(&operator.name);
    }
    store.calls_begun(midnight, end, now, |call| {
        let (calls, talks) = (i64::from(is_ours(&call)), i64::from(is_talk(&call)));
        shift.add(&call.operator, |one| {
            one.calls += calls;
            one.talks += talks;
        });
    })?;
    let target = rules.regulation().first_contact_target;
    for contact in store.contacts_made(midnight, end)? {
        let callable = rules.shop_calendar(contact.shop, contact.zone).callable();
        let in_time = callable.between(contact.created_at, contact.contacted_at) <= target;
        shift.add(&contact.operator, |one| {
            one.contacts += 1;
            one.in_time += i64::from(in_time);
        });
    }
    for at in 0..shift.operators.len() {
        let kinds = store.done_since(&shift.operators[at].name, midnight, DONE_MOST)?;
        let handles = |kind: &&i64| [ActionKind::Confirm.int(), ActionKind::Cancel.int()].contains(kind);
        let handled = count(&kinds.iter().filter(handles).collect::<Vec<_>>());
        shift.operators[at].handled = handled;
        shift.all.handled += handled;
    }
    OpenWork::begin(store)?.walk(store, &[Stage::New], |facts| {
        for row in rows_of(facts, &agenda(facts, rules, now), rules, &Viewer::default(), now) {
            let order = facts.orders.iter().find(|order| Some(order.id) == row.order);
            let Some(order) = order.filter(|_| row.at_risk.is_some()) else {
                continue;
            };
            if !matches!(row.task.why, Why::Promised { .. }) {
                let waited = rules
                    .order_calendar(order, facts.zone)
                    .callable()
                    .between(order.clock_from(), now);
                shift.oldest = shift.oldest.max(Some(waited));
            }
            shift.at_risk += Stake::in_shop(order, rules).map_or(0, |stake| stake.at_risk(rules, now));
        }
    })?;
    Ok(shift)
}

/// A call somebody of us made or took.
fn is_ours(call: &CallFigures) -> bool {
    !call.incoming && call.outcome.is_some() || call.answered_at.is_some()
}

impl DayWork {
    fn of(&mut self, name: &str) -> &mut OperatorWork {
        let at = self.operators.iter().position(|one| one.name == name);
        let at = at.unwrap_or_else(|| {
            self.operators.push(OperatorWork {
                name: name.to_owned(),
                ..OperatorWork::default()
            });
            self.operators.len() - 1
        });
        &mut self.operators[at]
    }

    fn add(&mut self, name: &str, add: impl Fn(&mut OperatorWork)) {
        add(&mut self.all);
        if !name.is_empty() {
            add(self.of(name));
        }
    }
}
