//! NEXT, skip, dial and claim.

use super::shown::View;
use super::shown::shows;
use crate::board::BoardRow;
use crate::desk::claims::TakeOver;
use crate::domain::ids::CustomerId;
use crate::domain::target::CardKey;
use crate::domain::task::Lane;
use crate::domain::time::Time;
use crate::session::request::Request;
use crate::text::clean;
use crate::tui::calls;
use crate::tui::card::update::claim_quietly;
use crate::tui::effect::Effect;
use crate::tui::model::Model;
use crate::tui::model::holder::holder;
use crate::tui::model::holder::phones;
use crate::tui::model::mode::Focus;
use crate::tui::model::mode::Mode;
use crate::tui::model::mode::Page;
use crate::tui::model::pending::Errand;
use crate::tui::model::pending::NextRow;
use crate::tui::model::pending::NextStep;
use crate::tui::model::pending::Waiting;
use crate::tui::notice::state::Notice;
use crate::tui::pick::state::CallMade;
use crate::tui::pick::state::PickKind;
use crate::tui::screen::layout;
use crate::tui::subject::Subject;
use crate::tui::tour;
use crate::tui::update::requests;

/// Claims the best row that no colleague holds and goes there; those of the customers `passed` are not asked for.
pub fn next(model: &mut Model, passed: Vec<CustomerId>, effects: &mut Vec<Effect>) {
    model.asked.next = Some(NextStep::Choose(passed));
    go_on(model, effects);
}

/// Goes on with NEXT as soon as the board knows all that the desk has answered.
pub(crate) fn go_on(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.board.seq < model.asked.seq {
        return;
    }
    match model.asked.next.take() {
        Some(NextStep::Choose(passed)) => claim_best(model, passed, effects),
        Some(NextStep::Arrive(claimed)) => arrive(model, claimed, effects),
        None => {}
    }
}

/// NEXT was pressed and has not arrived: a key would still reach the row it leaves.
pub(crate) fn is_on_its_way(model: &Model) -> bool {
    let mut waiting = model.asked.waiting.values();
    let goes_on = |waiting: &Waiting| matches!(waiting.errand, Errand::Next { .. } | Errand::Walk { .. });
    model.asked.next.is_some() || waiting.any(goes_on)
}

/// True when NEXT has a row to go to.
pub fn has_next(model: &Model) -> bool {
    best(model, &[]).is_some()
}

fn best<'m>(model: &'m Model, passed: &[CustomerId]) -> Option<&'m BoardRow> {
    let operator = &model.setup.operator;
    let is_seen = |row: &BoardRow| row.row.task.lane == Lane::Ringing || shows(&model.view, row, operator);
    let is_free = |row: &&BoardRow| is_seen(row) && !passed.contains(&row.row.customer);
    model.board.offers(operator).find(is_free)
}

fn claim_best(model: &mut Model, passed: Vec<CustomerId>, effects: &mut Vec<Effect>) {
    let Some(row) = best(model, &passed).cloned() else {
        model.notice = Some(Notice::Plain("notice-next_none"));
        return;
    };
    let (key, customer) = (row.row.key, row.row.customer);
    let selected = model.list.selected(&model.board).map(|row| row.row.key);
    let claimed = NextRow {
        key,
        customer,
        was_free: row.claim.is_none(),
        again: row.claim.is_some() && selected == Some(key) && model.pages.is_empty(),
    };
    let errand = Errand::Next { claimed, passed };
    requests::take(model, customer, TakeOver::No, errand, effects);
}

/// Dials by the shop's means, and opens the list of what may come of it; without means the number is shown and copied.
/// `anyway`: also at night (R36).
pub fn dial(model: &mut Model, subject: Subject, anyway: bool, now: Time, effects: &mut Vec<Effect>) {
    let phones = phones(model, &subject);
    if phones.is_empty() {
        model.notice = Some(Notice::Plain("notice-no_phone"));
        return;
    }
    claim_quietly(model, &subject, effects);
    if let Some(number) = phones.first().cloned() {
        if model.setup.settings.telephony.dial.is_some() {
            let customer = CardKey::Customer(subject.customer);
            let of = subject.order.map_or(customer, CardKey::Order);
            model.asked.ask(Request::Dial { of, number, anyway }, effects);
        } else {
            let text = clean(&number).into_owned();
            model.notice = Some(Notice::Copied(text.clone()));
            effects.push(Effect::Copy(text));
        }
    }
    let call = CallMade {
        phones,
        at: Some(now),
        said: None,
        call: None,
    };
    model.mode = Mode::pick(subject, PickKind::Outcome(call));
}

pub(crate) fn claim(model: &mut Model, subject: &Subject, effects: &mut Vec<Effect>) {
    match holder(model, subject) {
        Some(claim) if claim.operator == model.setup.operator => requests::release(model, subject.customer, effects),
        // A colleague's customer is taken by another key than a free one.
        Some(claim) => model.mode = Mode::pick(subject.clone(), PickKind::TakeOver(claim)),
        None => {
            let errand = Errand::Take(subject.customer);
            requests::take(model, subject.customer, TakeOver::No, errand, effects);
        }
    }
}

/// Leaves the row for now.
pub fn skip(
    model: &mut Model,
    subject: &Subject,
    reason: crate::domain::action::SkipReason,
    effects: &mut Vec<Effect>,
) {
    if !subject.marked.is_empty() {
        model.unmark();
        let rows: Vec<_> = subject.marked.iter().map(|row| row.row).collect();
        requests::send(
            model,
            Errand::Skip(rows.clone()),
            effects,
            Request::SkipAll { rows, reason },
        );
        return;
    }
    let Some(row) = subject.row else { return };
    requests::send(model, Errand::Skip(vec![row]), effects, Request::Skip { row, reason });
}

/// NEXT got the row: the cursor goes there, and the line says why it is the top. A row that a colleague finished before
/// it could be claimed is given back for the next one.
fn arrive(model: &mut Model, claimed: NextRow, effects: &mut Vec<Effect>) {
    let board = model.board.clone();
    if calls::state::ringing(&board).any(|row| row.row.key == claimed.key) {
        model.pages.clear();
        model.card.pinned = None;
        model.focus = Focus::List;
        model.calls.on = Some(claimed.customer);
        return;
    }
    let is_there = |row: &BoardRow| row.row.key == claimed.key && shows(&model.view, row, &model.setup.operator);
    if !board.rows.iter().any(is_there) {
        if claimed.was_free {
            requests::release_quietly(model, claimed.customer, effects);
        }
        return claim_best(model, Vec::new(), effects);
    }
    let (view, operator) = (model.view.clone(), model.setup.operator.clone());
    // The place left for a call would lie over the row NEXT goes to; typed text is never lost.
    model
        .calls
        .left
        .retain(|left| matches!(left.mode, Mode::Form(_) | Mode::Line(_)));
    model.calls.on = None;
    model.calls.over = None;
    model.card.pinned = None;
    model.list.go(claimed.key, &board, |row| shows(&view, row, &operator));
    model.pages.clear();
    model.focus = Focus::List;
    if !layout::shows_card(model.size) {
        model.pages.push(Page::Card);
    }
    if let Some(row) = model.list.selected(&board) {
        let (task, target, again) = (row.row.task.clone(), row.row.target, claimed.again);
        model.notice = Some(Notice::Next { task, target, again });
        tour::update::taken(model);
    }
}

/// Shows another view of the queue, from its top; of the pages, those that count are of its shop too.
pub(crate) fn show_view(model: &mut Model, view: View) {
    model.view = view;
    model.pages.clear();
    model.marked.clear();
    model.card.pinned = None;
    let board = model.board.clone();
    let (view, operator) = (model.view.clone(), model.setup.operator.clone());
    model.list.restart(&board, |row| shows(&view, row, &operator));
}
