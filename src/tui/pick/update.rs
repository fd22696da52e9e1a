//! A list is open: one more key chooses.

use crossterm::event::KeyCode;

use super::call::call;
use super::parcels;
use super::state::Choice;
use super::state::Editing;
use super::state::Other;
use super::state::Pick;
use super::state::PickKind;
use super::state::awaited;
use super::state::is_for_one;
use super::state::kind_of;
use crate::desk::claims::TakeOver;
use crate::desk::customer_merge::Stays;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::CallLog;
use crate::domain::action::Consent;
use crate::domain::action::ParcelStep;
use crate::domain::action::Refusal;
use crate::domain::b2b::B2b;
use crate::domain::call::Outcome;
use crate::domain::order::Reason;
use crate::domain::order::Stage;
use crate::domain::time::Time;
use crate::session::request::Request;
use crate::text::clean;
use crate::tui::effect::Effect;
use crate::tui::form;
use crate::tui::line;
use crate::tui::line::state::LineKind;
use crate::tui::merge;
use crate::tui::model::Model;
use crate::tui::model::holder;
use crate::tui::model::mode::Mode;
use crate::tui::model::pending::Errand;
use crate::tui::msg::Key;
use crate::tui::notice::state::Notice;
use crate::tui::page;
use crate::tui::queue;
use crate::tui::queue::update::show_view;
use crate::tui::search;
use crate::tui::subject::Subject;
use crate::tui::update::requests;
use crate::tui::update::shift;

/// A key while a list is open. Esc closes it; a key without a choice does nothing; Enter never chooses.
pub fn key(model: &mut Model, key: Key, now: Time, effects: &mut Vec<Effect>) {
    let Mode::Pick(pick) = &model.mode else { return };
    if key.code == KeyCode::Esc {
        model.mode = Mode::Command;
        return;
    }
    let Some(choice) = crate::tui::commands::letters::letter(&key).and_then(|letter| pick.kind.choice(letter)) else {
        return;
    };
    let pick = pick.clone();
    model.mode = Mode::Command;
    model.notice = None;
    match (pick.subject, choice) {
        (_, Choice::View(view)) => show_view(model, view),
        (_, Choice::Page(page)) => page::update::open(model, page),
        (_, Choice::Columns) if page::listing::is_on_top(model) => {
            let kind = PickKind::Order;
            model.mode = Mode::Pick(Pick { subject: None, kind });
        }
        (_, Choice::Columns) => model.notice = Some(Notice::Plain("notice-no_columns")),
        (_, Choice::By(column)) => page::listing::sort(model, column),
        (subject, Choice::GoOn) => match (pick.kind, subject) {
            (PickKind::CallAnyway, Some(subject)) => queue::update::dial(model, subject, effects),
            (PickKind::TakeOver(_), Some(subject)) => other(model, &subject, Other::TakeOver, effects),
            (PickKind::UndoForeign(_), _) => requests::undo(model, UndoChoice::Operator, effects),
            (PickKind::Merge(merging), Some(subject)) => {
                merge::update::chosen(model, &subject, &merging, choice, effects);
            }
            _ => {}
        },
        (subject, Choice::AsTracking | Choice::AsSearch) => {
            let PickKind::Pasted(text) = pick.kind else { return };
            match (subject, choice) {
                (Some(subject), Choice::AsTracking) => {
                    let subject = subject.alone();
                    if requests::allowed(model, &subject, ActionKind::Ship) {
                        line::update::open(model, subject, LineKind::Tracking, &text);
                    }
                }
                _ => search::update::open(model, &text, effects),
            }
        }
        (subject, Choice::Other(Other::NewOrder)) => form::update::new_order(model, subject),
        (_, Choice::Other(choice)) if choice.needs_no_row() => shift::ask(model, choice, effects),
        (Some(subject), Choice::Edit(what)) => edit(model, subject.alone(), what),
        (Some(subject), Choice::With(at)) => {
            let PickKind::MergeWith(alike) = pick.kind else { return };
            if let Some(other) = alike.get(at) {
                merge::update::show(model, &subject, other.customer, Stays::Better, effects);
            }
        }
        (Some(subject), Choice::Swap | Choice::Apart) => {
            if let PickKind::Merge(merging) = pick.kind {
                merge::update::chosen(model, &subject, &merging, choice, effects);
            }
        }
        (Some(subject), choice) => chosen(model, &subject, &pick.kind, choice, now, effects),
        (None, _) => model.notice = Some(Notice::Refused(Refusal::NoOrder)),
    }
}

fn edit(model: &mut Model, subject: Subject, what: Editing) {
    if !requests::allowed(model, &subject, what.kind()) {
        return;
    }
    match what {
        Editing::Lines => form::update::lines(model, subject),
        Editing::Customer => form::update::customer(model, subject),
        Editing::Details => form::update::details(model, subject),
        Editing::Term => line::update::open(model, subject, LineKind::DispatchBy, ""),
    }
}

/// Edits something of the row under the cursor.
pub fn run_edit(model: &mut Model, what: Editing) {
    model.notice = None;
    match model.subject() {
        Some(subject) => edit(model, subject.alone(), what),
        None => model.notice = Some(Notice::Refused(Refusal::NoOrder)),
    }
}

fn chosen(model: &mut Model, subject: &Subject, kind: &PickKind, choice: Choice, now: Time, effects: &mut Vec<Effect>) {
    match choice {
        Choice::Agreed => agreed(model, &subject.clone().alone(), now, effects),
        Choice::Outcome(outcome) => came_of_it(model, subject, outcome, now, effects),
        Choice::Reason(reason) => {
            let action = match kind {
                PickKind::Returned => return parcels::ask(model, subject, ParcelStep::Returned { reason }, effects),
                PickKind::Refused => Action::LogCall(CallLog {
                    reason: Some(reason),
                    ..call(Outcome::Refused, now)
                }),
                _ => Action::Cancel { reason },
            };
            requests::perform(model, subject, action, effects);
            if *kind == PickKind::Refused {
                requests::was_for(model, Errand::Refuse);
            }
        }
        Choice::Parcel(_) | Choice::AllParcels => {
            if let PickKind::Parcels(ask) = kind {
                parcels::chosen(model, subject, ask.step, choice, effects);
            }
        }
        Choice::Settled(outcome) => {
            requests::perform(model, subject, Action::ComplaintSettled { outcome }, effects);
        }
        Choice::Skip(reason) => queue::update::skip(model, subject, reason, effects),
        Choice::Other(choice) => other(model, subject, choice, effects),
        _ => {}
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
    requests::send(model, Errand::Agreed, effects, |token| Request::PerformAll {
        token,
        parts,
    });
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
            model.mode = Mode::Pick(Pick {
                subject: Some(subject.clone()),
                kind: PickKind::Refused,
            });
        }
        _ => {
            requests::perform(model, subject, Action::LogCall(call(outcome, now)), effects);
            if outcome.is_attempt() {
                requests::was_for(model, Errand::Attempt(outcome));
            }
        }
    }
}

fn other(model: &mut Model, subject: &Subject, other: Other, effects: &mut Vec<Effect>) {
    let alone = subject.clone().alone();
    let subject = if is_for_one(other) { &alone } else { subject };
    if kind_of(other).is_some_and(|kind| !requests::allowed(model, subject, kind)) {
        return;
    }
    let waits = |task| model.board.owes(subject.customer, task);
    if subject.marked.is_empty() && awaited(other).is_some_and(|task| !waits(task)) {
        model.notice = Some(Notice::Plain("notice-nothing_awaited"));
        return;
    }
    let typed = |model: &mut Model, kind| line::update::open(model, subject.clone(), kind, "");
    let action = match other {
        Other::PartPayment => return typed(model, LineKind::PartPayment),
        Other::Refund => return typed(model, LineKind::Refund),
        Other::Complaint => return typed(model, LineKind::Complaint),
        Other::Wrote => return typed(model, LineKind::Wrote),
        Other::Settle => {
            model.mode = Mode::Pick(Pick {
                subject: Some(subject.clone()),
                kind: PickKind::Settle,
            });
            return;
        }
        Other::PutOff => return typed(model, LineKind::PutOffUntil),
        Other::TakeOver => {
            let errand = Errand::Take(subject.customer);
            return requests::take(model, subject.customer, TakeOver::Yes, errand, effects);
        }
        Other::AcceptShop => {
            let Some(order) = subject.order else { return };
            requests::hold(model, subject);
            requests::send(model, Errand::Perform, effects, |token| Request::AcceptShop {
                token,
                order,
            });
            return;
        }
        Other::Handed => return parcels::ask(model, subject, ParcelStep::Handed, effects),
        Other::ToldLate => Action::ToldLate,
        Other::Replied => Action::Replied { text: String::new() },
        Other::ParcelRefused => return parcels::ask(model, subject, ParcelStep::Refused, effects),
        Other::ClaimsPaid => Action::ClaimsPaid { amount: None },
        Other::ToldUnpaid => Action::ToldUnpaid,
        Other::Reopen => Action::Reopen,
        Other::Close => Action::Close,
        Other::KeepBoth => Action::KeepBoth,
        Other::IsDuplicate => Action::Cancel {
            reason: Reason::Duplicate,
        },
        Other::KeepOurs => Action::KeepOurs,
        Other::Company => Action::B2b { company: B2b::Yes },
        Other::Private => Action::B2b { company: B2b::No },
        Other::NotCustomer => Action::NotCustomer,
        Other::AgreesToOffers => Action::Consent(Consent::Given),
        Other::NoOffers => Action::Consent(Consent::Withdrawn),
        Other::Offered => Action::Offered,
        Other::CopyPhone | Other::CopyNumber | Other::CopyTracking => return copy(model, subject, other, effects),
        Other::Merge => return merge::update::open(model, subject, effects),
        Other::NewOrder => return form::update::new_order(model, Some(subject.clone())),
        Other::Pause | Other::Shift => return shift::ask(model, other, effects),
    };
    requests::perform(model, subject, action, effects);
}

/// Puts what the customer or the order is known by into the clipboard.
fn copy(model: &mut Model, subject: &Subject, what: Other, effects: &mut Vec<Effect>) {
    let text = match what {
        Other::CopyPhone => holder::phones(model, subject).into_iter().next(),
        Other::CopyNumber => Some(subject.number.clone()),
        _ => model
            .current_card()
            .and_then(|card| card.order.as_ref())
            .filter(|order| Some(order.facts.id) == subject.order)
            .and_then(|order| order.tracking_number.clone()),
    };
    let text = text.map(|text| clean(&text).into_owned());
    match text.filter(|text| !text.is_empty()) {
        Some(text) => {
            model.notice = Some(Notice::Copied(text.clone()));
            effects.push(Effect::Copy(text));
        }
        None => model.notice = Some(Notice::Plain("notice-nothing_to_copy")),
    }
}

/// Does what a rarer choice is for, on the row under the cursor or those marked.
pub fn run_other(model: &mut Model, choice: Other, effects: &mut Vec<Effect>) {
    model.notice = None;
    match (model.subject(), choice) {
        (subject, Other::NewOrder) => form::update::new_order(model, subject),
        (_, choice) if choice.needs_no_row() => shift::ask(model, choice, effects),
        (Some(subject), choice) => other(model, &subject, choice, effects),
        (None, _) => model.notice = Some(Notice::Refused(Refusal::NoOrder)),
    }
}
