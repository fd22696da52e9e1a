//! A list is open: one more key chooses.

use crossterm::event::KeyCode;

use super::call::call;
use super::parcels;
use super::state::Choice;
use super::state::Pick;
use super::state::PickKind;
use crate::desk::customer_merge::Stays;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::CallLog;
use crate::domain::action::ParcelStep;
use crate::domain::action::Refusal;
use crate::domain::call::Outcome;
use crate::domain::order::Reason;
use crate::domain::order::Stage;
use crate::domain::recorded::ReviewedCall;
use crate::domain::time::Time;
use crate::session::request::Request;
use crate::text::one_line;
use crate::tui::calls;
use crate::tui::effect::Effect;
use crate::tui::form;
use crate::tui::line;
use crate::tui::line::state::LineKind;
use crate::tui::merge;
use crate::tui::model::Model;
use crate::tui::model::mode::Mode;
use crate::tui::model::pending::Errand;
use crate::tui::msg::Key;
use crate::tui::notice::state::Notice;
use crate::tui::page;
use crate::tui::queue;
use crate::tui::queue::shown::View;
use crate::tui::queue::update::show_view;
use crate::tui::search;
use crate::tui::shell;
use crate::tui::subject::Subject;
use crate::tui::update::command;
use crate::tui::update::requests;

/// A key while a list is open. Esc closes it; a key without a choice does nothing; Enter never chooses.
pub fn key(model: &mut Model, key: Key, now: Time, effects: &mut Vec<Effect>) {
    let Mode::Pick(pick) = &model.mode else { return };
    if key.code == KeyCode::Esc {
        model.mode = Mode::Command;
        return;
    }
    let said = match &pick.kind {
        PickKind::Outcome(call) if key.code == KeyCode::Enter => call.said.map(Choice::Outcome),
        _ => None,
    };
    let chosen = || crate::tui::commands::letters::letter(&key).and_then(|letter| pick.kind.choice(letter));
    let Some(choice) = said.or_else(chosen) else {
        return;
    };
    let pick = pick.clone();
    model.mode = Mode::Command;
    model.notice = None;
    if choose(model, pick, choice, now, effects).is_none() {
        model.notice = Some(Notice::Refused(Refusal::NoOrder));
    }
}

/// Does what was chosen; nothing when it needs a row and there is none.
fn choose(model: &mut Model, pick: Pick, choice: Choice, now: Time, effects: &mut Vec<Effect>) -> Option<()> {
    let Pick { subject, kind } = pick;
    match choice {
        Choice::Command(id) => command::on(model, id, subject, now, effects),
        Choice::View(role) => {
            let shop = model.view.shop.clone();
            show_view(model, View { role, shop });
        }
        Choice::Shops => {
            let shops = model.board.shops.clone();
            model.mode = Mode::pick(None, PickKind::Shops(shops));
        }
        Choice::Shop(at) => {
            if let PickKind::Shops(shops) = kind {
                let shop = at.checked_sub(1).and_then(|at| shops.into_iter().nth(at));
                let (role, shop) = (model.view.role, shop.unwrap_or_default());
                show_view(model, View { role, shop });
            }
        }
        Choice::Columns if page::listing::is_on_top(model) => {
            model.mode = Mode::pick(None, page::listing::columns(model));
        }
        Choice::Columns => model.notice = Some(Notice::Plain("notice-no_columns")),
        Choice::By(column) => page::listing::sort(model, column),
        Choice::ByProduct(column) => page::listing::sort_products(model, column),
        Choice::GoOn if matches!(kind, PickKind::CallAnyway { .. }) => {
            queue::update::dial(model, subject?, true, now, effects);
        }
        Choice::GoOn if matches!(kind, PickKind::ReleaseAll(_)) => {
            let PickKind::ReleaseAll(messages) = kind else {
                return Some(());
            };
            model.asked.ask(Request::ReleaseAll(messages), effects);
        }
        Choice::Means(means) => {
            if let PickKind::FeedWord(word) = kind {
                let line = format!("feed word {} {}", shell_words::quote(&word), means.code());
                let input = String::new();
                model.asked.ask(Request::RunCommand { line, input }, effects);
            }
        }
        Choice::RejectValue | Choice::RejectAgain | Choice::RejectLeft => {
            if let PickKind::FeedReject(id) = kind {
                let how = match choice {
                    Choice::RejectValue => " --value ",
                    Choice::RejectLeft => " --drop",
                    _ => "",
                };
                shell::update::open(model, &format!("feed mend {id}{how}"), effects);
            }
        }
        Choice::GoOn => {
            if let PickKind::UndoEarlier(hint) = kind {
                requests::undo(model, UndoChoice::Seen(hint.entry), effects);
            }
        }
        Choice::Merge(choice) => {
            if let (PickKind::Merge(merging), subject) = (kind, subject?) {
                merge::update::chosen(model, &subject, &merging, choice, effects);
            }
        }
        Choice::Rest => {
            let hidden = Vec::new();
            model.mode = Mode::pick(subject, PickKind::Other { hidden });
        }
        Choice::AsNote => {
            let PickKind::Pasted(text) = kind else { return Some(()) };
            line::update::open(model, subject?.alone(), LineKind::Note, &one_line(&text));
        }
        Choice::AsOrder => {
            let PickKind::Pasted(text) = kind else { return Some(()) };
            form::update::new_order(model, subject, effects);
            form::update::paste_order(model, &text, effects);
        }
        Choice::AsTracking | Choice::AsSearch => {
            let PickKind::Pasted(text) = kind else { return Some(()) };
            match subject.map(Subject::alone) {
                Some(subject) if choice == Choice::AsTracking => {
                    if requests::allowed(model, &subject, ActionKind::Ship) {
                        line::update::open(model, subject, LineKind::Tracking, &text.replace('\n', " "));
                    }
                }
                _ => search::update::open(model, &text.replace('\n', " "), effects),
            }
        }
        Choice::With(at) => {
            if let (PickKind::MergeWith(alike), subject) = (kind, subject?)
                && let Some(other) = alike.get(at)
            {
                merge::update::show(model, &subject, other.customer, Stays::Better, effects);
            }
        }
        Choice::Agreed => agreed(model, &subject?.alone(), began(&kind, now), effects),
        Choice::Outcome(outcome) => came_of_it(model, &subject?, outcome, began(&kind, now), effects),
        Choice::Missed(reason) => requests::perform(model, &subject?, Action::MissedWhy { reason }, effects),
        Choice::Mark(_) | Choice::ReviewNote | Choice::HearAgain => {
            let PickKind::Review(call) = kind else { return Some(()) };
            match choice {
                Choice::HearAgain => {
                    calls::review::play(model, &call, effects);
                    model.mode = Mode::pick(subject, PickKind::Review(call));
                }
                Choice::Mark(mark) => {
                    let review = ReviewedCall::marked(call.id, mark);
                    requests::perform(model, &subject?, Action::ReviewCall(Box::new(review)), effects);
                }
                _ => {
                    let note = call.review.as_ref().map(|review| review.note.clone());
                    let kind = LineKind::ReviewNote(call.id);
                    line::update::open(model, subject?.alone(), kind, &note.unwrap_or_default());
                }
            }
        }
        Choice::Reason(reason) => because(model, &subject?, &kind, reason, now, effects),
        Choice::Parcel(_) | Choice::AllParcels => {
            if let (PickKind::Parcels(ask), subject) = (kind, subject?) {
                parcels::chosen(model, &subject, ask.step, choice, effects);
            }
        }
        Choice::Settled(outcome) => {
            requests::perform(model, &subject?, Action::ComplaintSettled { outcome }, effects);
        }
        Choice::Skip(reason) => queue::update::skip(model, &subject?, reason, effects),
    }
    Some(())
}

/// When the call took place: an attempt counts from its dialling on (R7).
fn began(kind: &PickKind, now: Time) -> Time {
    match kind {
        PickKind::Outcome(call) => call.at.unwrap_or(now),
        _ => now,
    }
}

/// A reason was chosen, for which of the lists of reasons it was.
fn because(
    model: &mut Model,
    subject: &Subject,
    kind: &PickKind,
    reason: Reason,
    now: Time,
    effects: &mut Vec<Effect>,
) {
    match kind {
        PickKind::Returned => parcels::ask(model, subject, ParcelStep::Returned { reason }, effects),
        PickKind::Refused => {
            let reason = Some(reason);
            let call = call(Outcome::Refused, now);
            requests::perform(model, subject, Action::LogCall(CallLog { reason, ..call }), effects);
            requests::was_for(model, Errand::Refuse);
        }
        _ => requests::perform(model, subject, Action::Cancel { reason }, effects),
    }
}

/// The talk and the confirmation, to be taken back as one.
fn agreed(model: &mut Model, subject: &Subject, now: Time, effects: &mut Vec<Effect>) {
    if !requests::allowed(model, subject, ActionKind::Confirm) {
        return;
    }
    requests::hold(model, subject);
    let target = subject.target();
    let talk = Action::LogCall(call(Outcome::Talked, now));
    let parts = vec![(target, talk), (target, Action::Confirm)];
    requests::send(model, Errand::Agreed, effects, Request::PerformAll(parts));
}

fn came_of_it(model: &mut Model, subject: &Subject, outcome: Outcome, now: Time, effects: &mut Vec<Effect>) {
    let marked = subject.marked.iter().filter_map(|row| row.facts.as_ref());
    let unconfirmed = match &subject.facts {
        Some(facts) if subject.marked.is_empty() => facts.stage == Stage::New,
        _ => marked.into_iter().any(|facts| facts.stage == Stage::New),
    };
    match outcome {
        Outcome::CallBack => line::update::open(model, subject.clone(), LineKind::CallBackAt { called: now }, ""),
        Outcome::Refused if unconfirmed => {
            model.mode = Mode::pick(subject.clone(), PickKind::Refused);
        }
        _ => {
            requests::perform(model, subject, Action::LogCall(call(outcome, now)), effects);
            if outcome.is_attempt() {
                requests::was_for(model, Errand::Attempt(outcome));
            }
        }
    }
}
