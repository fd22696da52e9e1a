//! Requests to the desk.

use crate::desk::claims::TakeOver;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::Permit;
use crate::domain::ids::CustomerId;
use crate::domain::target::RowKey;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::session::request::Request;
use crate::tui::effect::Effect;
use crate::tui::line;
use crate::tui::model::Model;
use crate::tui::model::passing;
use crate::tui::model::pending::Errand;
use crate::tui::model::pending::TypedLine;
use crate::tui::model::pending::Waiting;
use crate::tui::notice::state::Notice;
use crate::tui::subject::Marked;
use crate::tui::subject::Subject;

/// Asks for an action, unless the facts in view already say no; then says that.
pub fn perform(model: &mut Model, subject: &Subject, action: Action, effects: &mut Vec<Effect>) {
    let kind = action.kind();
    if !allowed(model, subject, kind) {
        return;
    }
    if !subject.marked.is_empty() {
        return perform_all(model, subject, &action, effects);
    }
    send_action(model, subject, Errand::Perform, action, effects);
}

/// Asks for what a line says that was typed; false when the facts in view already say no, and that is said.
pub fn typed(model: &mut Model, line: TypedLine, action: Action, effects: &mut Vec<Effect>) -> bool {
    let subject = line.subject.clone();
    if !allowed(model, &subject, action.kind()) {
        return false;
    }
    if subject.marked.is_empty() {
        send_action(model, &subject, Errand::Line(Box::new(line)), action, effects);
    } else {
        perform_all(model, &subject, &action, effects);
    }
    true
}

fn send_action(model: &mut Model, subject: &Subject, errand: Errand, action: Action, effects: &mut Vec<Effect>) {
    hold(model, subject);
    match action.kind() {
        ActionKind::Call => passing::forget(model, subject.customer),
        _ => passing::begin(model, subject),
    }
    let target = subject.target();
    send(
        model,
        errand,
        effects,
        Request::Perform {
            target,
            action: Box::new(action),
        },
    );
}

/// Asks for an action on every marked row; they are marked no longer.
fn perform_all(model: &mut Model, subject: &Subject, action: &Action, effects: &mut Vec<Effect>) {
    if subject.marked.iter().any(|row| Some(row.row) == subject.row) {
        hold(model, subject);
    }
    model.unmark();
    let part = |row: &Marked| (row.target, for_row(action, row));
    let parts = subject.marked.iter().map(part).collect();
    send(model, Errand::PerformAll, effects, Request::PerformAll(parts));
}

/// The action as one of several rows needs it: money comes by the means of its order.
fn for_row(action: &Action, row: &Marked) -> Action {
    match action {
        Action::Pay { amount: None, note, .. } => Action::Pay {
            amount: None,
            means: line::meaning::usual_means(row.facts.as_deref()),
            note: note.clone(),
        },
        other => other.clone(),
    }
}

/// Whether the facts in view allow it; when they do not, or it is so already, says so.
pub fn allowed(model: &mut Model, subject: &Subject, kind: ActionKind) -> bool {
    match subject.permit(kind) {
        Ok(Permit::Do | Permit::Warn(_)) => true,
        Ok(Permit::Already) => {
            model.notice = Some(Notice::Already(kind));
            false
        }
        Err(refusal) => {
            model.notice = Some(Notice::Refused(refusal));
            false
        }
    }
}

/// The action asked for last, where it was asked for alone, was for this.
pub fn was_for(model: &mut Model, errand: Errand) {
    if let Some(waiting) = model.asked.waiting.get_mut(&model.asked.last)
        && waiting.errand == Errand::Perform
    {
        waiting.errand = errand;
    }
}

/// Takes back the last action of this console, or of the operator.
pub fn undo(model: &mut Model, which: UndoChoice, effects: &mut Vec<Effect>) {
    send(model, Errand::Undo, effects, Request::Undo(which));
}

/// Puts rows back that were skipped.
pub fn unskip(model: &mut Model, rows: Vec<RowKey>, effects: &mut Vec<Effect>) {
    model.asked.skipped.clear();
    model.asked.ask(Request::Unskip(rows), effects);
}

/// Does again what was taken back.
pub fn redo(model: &mut Model, effects: &mut Vec<Effect>) {
    send(model, Errand::Redo, effects, Request::Redo);
}

/// Claims a customer.
pub fn take(model: &mut Model, customer: CustomerId, over: TakeOver, errand: Errand, effects: &mut Vec<Effect>) {
    passing::forget(model, customer);
    send(model, errand, effects, Request::Take { customer, over });
}

/// Lets a customer go.
pub fn release(model: &mut Model, customer: CustomerId, effects: &mut Vec<Effect>) {
    send(model, Errand::Release(customer), effects, Request::Release(customer));
}

/// Lets a customer go who was claimed in passing; nothing is said.
pub fn release_passing(model: &mut Model, customer: CustomerId, effects: &mut Vec<Effect>) {
    if !passing::holds(model, customer) {
        return;
    }
    passing::forget(model, customer);
    release_quietly(model, customer, effects);
}

/// Lets go of a customer without a word.
pub fn release_quietly(model: &mut Model, customer: CustomerId, effects: &mut Vec<Effect>) {
    send(model, Errand::ReleaseQuietly, effects, Request::Release(customer));
}

/// Sends a request that is answered by `Performed` or `Undone`, and remembers what for; gives its token.
pub fn send(model: &mut Model, errand: Errand, effects: &mut Vec<Effect>, request: Request) -> u64 {
    let token = model.asked.ask(request, effects);
    let take_back = false;
    model.asked.waiting.insert(token, Waiting { errand, take_back });
    token
}

/// Keeps a claim alive while its holder works in the card; once a minute is enough.
pub fn renew(model: &mut Model, now: Time, effects: &mut Vec<Effect>) {
    let operator = &model.setup.operator;
    let in_view = if model.acts_on_card() {
        let card = model.current_card();
        card.map(|card| (card.customer.id, card.claim.as_ref()))
    } else {
        let row = model.list.selected(&model.board);
        row.map(|row| (row.row.customer, row.claim.as_deref()))
    };
    let Some((customer, claim)) = in_view else { return };
    let mine = claim.is_some_and(|claim| claim.operator == *operator);
    let lately = |(whom, at): (CustomerId, Time)| whom == customer && now - at < Span::minutes(1);
    if !mine || model.renewed.is_some_and(lately) {
        return;
    }
    model.renewed = Some((customer, now));
    model.asked.ask(Request::Renew(customer), effects);
}

/// The row an action is done on stays where it is until the operator moves.
pub fn hold(model: &mut Model, subject: &Subject) {
    let selected = model.list.selected(&model.board).map(|row| row.row.key);
    if subject.row.is_some() && selected == subject.row {
        model.list.hold(&model.board);
    }
}
