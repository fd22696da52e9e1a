//! Two customers become one: whom to merge with, what it comes to, and the key that does it.

use std::sync::Arc;

use crate::desk::customer_merge::Stays;
use crate::desk::error::DeskError;
use crate::domain::customer_merge::MergePlan;
use crate::domain::ids::CustomerId;
use crate::session::request::Request;
use crate::tui::effect::Effect;
use crate::tui::model::Model;
use crate::tui::model::mode::Mode;
use crate::tui::model::pending::Errand;
use crate::tui::notice::state::Notice;
use crate::tui::pick::state::MergeChoice;
use crate::tui::pick::state::Merging;
use crate::tui::pick::state::Pick;
use crate::tui::pick::state::PickKind;
use crate::tui::subject::Subject;
use crate::tui::update::requests;

/// How many stand in a list, each on a digit.
const LISTED: usize = 9;

/// Asks with whom the customer is to be merged: the other of two marked rows, or who shares a phone or an email with them.
pub fn open(model: &mut Model, subject: &Subject, effects: &mut Vec<Effect>) {
    if !subject.marked.is_empty() {
        return marked(model, subject, effects);
    }
    let card = model.current_card().filter(|card| card.customer.id == subject.customer);
    let Some(card) = card.cloned() else {
        model.notice = Some(Notice::Plain("card-reading"));
        return;
    };
    match card.alike.as_slice() {
        [] => model.notice = Some(Notice::Plain("notice-nobody_alike")),
        [one] => show(model, subject, one.customer, Stays::Better, effects),
        several => {
            let several = several.iter().take(LISTED).cloned().collect();
            model.mode = Mode::pick(subject.clone(), PickKind::MergeWith(several));
        }
    }
}

/// Shows what merging two customers comes to, as soon as the desk has said it.
pub fn show(model: &mut Model, subject: &Subject, other: CustomerId, stays: Stays, effects: &mut Vec<Effect>) {
    plan(model, subject.clone(), subject.customer, other, stays, effects);
}

/// The desk says what it comes to.
pub fn planned(model: &mut Model, token: u64, result: Result<Arc<MergePlan>, DeskError>) {
    let Mode::Pick(Pick {
        kind: PickKind::Merge(merging),
        ..
    }) = &mut model.mode
    else {
        return;
    };
    if merging.token != token {
        return;
    }
    match result {
        Ok(plan) => merging.plan = Some(plan),
        Err(error) => {
            model.mode = Mode::Command;
            model.notice = Some(Notice::of_error(error));
        }
    }
}

/// What was chosen with a plan in view.
pub fn chosen(model: &mut Model, subject: &Subject, merging: &Merging, choice: MergeChoice, effects: &mut Vec<Effect>) {
    let Some(seen) = merging.plan.clone() else { return };
    let (kept, other) = (seen.kept.id, seen.other.id);
    match choice {
        MergeChoice::Merge => {
            requests::hold(model, subject);
            model.unmark();
            requests::send(model, Errand::Perform, effects, Request::Merge(seen));
        }
        MergeChoice::Swap => plan(model, subject.clone(), other, kept, Stays::First, effects),
        MergeChoice::Apart => {
            model.unmark();
            requests::send(model, Errand::Perform, effects, Request::KeepApart { one: kept, other });
        }
    }
}

fn marked(model: &mut Model, subject: &Subject, effects: &mut Vec<Effect>) {
    let mut customers: Vec<CustomerId> = subject.marked.iter().map(|row| row.customer).collect();
    customers.sort_unstable();
    customers.dedup();
    let [one, other] = customers[..] else {
        model.notice = Some(Notice::Plain("notice-merge_two"));
        return;
    };
    plan(model, subject.clone(), one, other, Stays::Better, effects);
}

fn plan(
    model: &mut Model,
    subject: Subject,
    one: CustomerId,
    other: CustomerId,
    stays: Stays,
    effects: &mut Vec<Effect>,
) {
    let token = model.asked.ask(Request::MergePlan { one, other, stays }, effects);
    let kind = PickKind::Merge(Merging { token, plan: None });
    model.mode = Mode::pick(subject, kind);
}
