//! NEXT, skip, dial and claim.

use super::shown::shows;
use crate::desk::claims::TakeOver;
use crate::domain::settings::Role;
use crate::domain::target::RowKey;
use crate::session::request::Request;
use crate::tui::card::update::claim_quietly;
use crate::tui::effect::Effect;
use crate::tui::model::Model;
use crate::tui::model::holder::holder;
use crate::tui::model::holder::phones;
use crate::tui::model::mode::Focus;
use crate::tui::model::mode::Mode;
use crate::tui::model::mode::Page;
use crate::tui::model::pending::Errand;
use crate::tui::notice::state::Notice;
use crate::tui::pick::state::Pick;
use crate::tui::pick::state::PickKind;
use crate::tui::screen::layout;
use crate::tui::subject::Subject;
use crate::tui::update::requests;

/// Claims the best row that no colleague holds and goes there; `passed` rows were found taken on the way.
pub fn next(model: &mut Model, passed: usize, effects: &mut Vec<Effect>) {
    let operator = &model.setup.operator;
    let mut free = model
        .board
        .offers(operator)
        .filter(|row| shows(model.view, row, operator));
    let found = free.nth(passed).cloned();
    drop(free);
    let Some(row) = found else {
        model.notice = Some(Notice::Plain("notice-next_none"));
        return;
    };
    let (key, customer) = (row.row.key, row.row.customer);
    let selected = model.list.selected(&model.board).map(|row| row.row.key);
    let errand = Errand::Next {
        key,
        customer,
        passed,
        again: row.claim.is_some() && selected == Some(key) && model.pages.is_empty(),
    };
    requests::take(model, customer, TakeOver::No, errand, effects);
}

/// Shows the number to dial and the list of what may come of it.
pub fn dial(model: &mut Model, subject: Subject, effects: &mut Vec<Effect>) {
    let phones = phones(model, &subject);
    if phones.is_empty() {
        model.notice = Some(Notice::Plain("notice-no_phone"));
        return;
    }
    claim_quietly(model, &subject, effects);
    let kind = PickKind::Outcome { phones };
    let subject = Some(subject);
    model.mode = Mode::Pick(Pick { subject, kind });
}

pub(crate) fn pick(model: &mut Model, subject: Subject, kind: PickKind) {
    let subject = Some(subject);
    model.mode = Mode::Pick(Pick { subject, kind });
}

pub(crate) fn claim(model: &mut Model, subject: &Subject, effects: &mut Vec<Effect>) {
    match holder(model, subject) {
        Some(claim) if claim.operator == model.setup.operator => requests::release(model, subject.customer, effects),
        // A colleague's customer is taken by another key than a free one.
        Some(claim) => pick(model, subject.clone(), PickKind::TakeOver(claim)),
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
        model.marked.clear();
        let rows = subject.marked.iter().map(|row| row.row).collect();
        requests::send(model, Errand::Skip, effects, |token| Request::SkipAll {
            token,
            rows,
            reason,
        });
        return;
    }
    let Some(row) = subject.row else { return };
    requests::send(model, Errand::Skip, effects, |token| Request::Skip {
        token,
        row,
        reason,
    });
}

/// NEXT got the row: the cursor goes there, and the line says why it is the top.
pub(crate) fn arrive(model: &mut Model, key: RowKey, again: bool) {
    let board = model.board.clone();
    let (view, operator) = (model.view, model.setup.operator.clone());
    model.card.pinned = None;
    if !model.list.go(key, &board, |row| shows(view, row, &operator)) {
        model.notice = Some(Notice::Plain("notice-next_gone"));
        return;
    }
    model.pages.clear();
    model.focus = Focus::List;
    if !layout::shows_card(model.size) {
        model.pages.push(Page::Card);
    }
    if let Some(row) = model.list.selected(&board) {
        let (task, target) = (row.row.task.clone(), row.row.target);
        model.notice = Some(Notice::Next { task, target, again });
    }
}

pub(crate) fn show_view(model: &mut Model, view: Role) {
    model.view = view;
    model.pages.clear();
    model.marked.clear();
    model.card.pinned = None;
    let board = model.board.clone();
    let operator = model.setup.operator.clone();
    model.list.restart(&board, |row| shows(view, row, &operator));
}
