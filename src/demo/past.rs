//! What was finished long ago: regulars with a history, and orders that were lost, each for another reason.

use super::moments::Moments;
use super::scenes::finish;
use super::story::OrderRef;
use super::story::Story;
use super::story::Worker;
use super::story::Worker::Colleague;
use super::story::Worker::Viewer;
use crate::domain::action::Action;
use crate::domain::action::Handing;
use crate::domain::call::MissedReason;
use crate::domain::call::Outcome;
use crate::domain::order::Reason;
use crate::domain::time::Span;

/// Regulars who have ordered again just now, and everybody who is of the past.
pub(super) fn all(story: &mut Story, m: &Moments) {
    regulars(story, m);
    lost(story, m);
    returned(story, m);
}

/// R9: each has a manager of their own; some are back in the queue.
fn regulars(story: &mut Story, m: &Moments) {
    let back: [(Worker, Option<i64>); 6] = [
        (Viewer, Some(6)),
        (Viewer, Some(29)),
        (Colleague, Some(13)),
        (Colleague, None),
        (Viewer, None),
        (Viewer, None),
    ];
    for (index, (manager, minutes)) in (0_i64..).zip(back) {
        let person = if minutes.is_some() {
            story.person()
        } else {
            story.person_anywhere()
        };
        for earlier in 0..story.make.rng.i64(1..=3) {
            let days = 70 + 45 * earlier + 11 * index;
            let order = story.order(m.day_ago(days + 8, 11, 20), person);
            finish(story, m, order, days);
            story.note(m.day_ago(days + 6, 16, 30), manager, order);
        }
        // Their manager is who confirmed last.
        let last = story.order(m.day_ago(58 + index, 11, 20), person);
        story.confirm(m.day_ago(58 + index, 11, 40), manager, last);
        story.cancel(m.day_ago(57 + index, 11, 40), manager, last, Reason::ChangedMind);
        if let Some(minutes) = minutes {
            story.order(m.callable_ago(Span::minutes(minutes)), person);
        }
    }
}

fn lost(story: &mut Story, m: &Moments) {
    for (index, reason) in (0_i64..).zip(Reason::ALL.iter().copied()) {
        if reason == Reason::NotCollected {
            continue;
        }
        let days = 9 + 3 * index;
        let order = story.new_order(m.day_ago(days, 13, 15));
        asked(story, m, order, days, index);
        let by = if index % 3 == 0 { Colleague } else { Viewer };
        match reason {
            Reason::NoContact | Reason::Unreachable => {
                let calls = [14, 15, 17].map(|hour| m.day_ago(days, hour, 10));
                story.calls_in_vain(by, order, &calls);
            }
            _ => story.call(m.day_ago(days, 13, 25), by, order, Outcome::Talked),
        }
        story.cancel(m.day_ago(days - 1, 12, 0), by, order, reason);
    }
}

/// They call about an order on the next day, some in vain at first.
fn asked(story: &mut Story, m: &Moments, order: OrderRef, days: i64, index: i64) {
    let person = story.of(order).person;
    let hour = u16::try_from(9 + index * 3 % 11).unwrap_or(9);
    if index % 3 == 1 {
        let reasons = [MissedReason::Busy, MissedReason::Away, MissedReason::HungUp];
        let reason = reasons[usize::try_from(index / 3).unwrap_or(0) % reasons.len()];
        story.missed(m.day_ago(days - 1, hour, 5), person, reason);
    }
    story.answered(m.day_ago(days - 1, hour, 17), person);
}

fn returned(story: &mut Story, m: &Moments) {
    for days in [25, 41] {
        let order = story.new_order(m.day_ago(days + 25, 12, 0));
        story.confirm(m.day_ago(days + 25, 12, 20), Viewer, order);
        story.ship(m.day_ago(days + 24, 12, 20), Viewer, order, Handing::WithNumber);
        story.act(m.day_ago(days + 18, 12, 20), Viewer, order, Action::Arrived);
        let reason = Reason::NotCollected;
        story.act(m.day_ago(days, 12, 0), Colleague, order, Action::Returned { reason });
    }
}
