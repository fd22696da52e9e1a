//! A call comes up by itself; the cursor goes to it and back.

use super::state::Left;
use super::state::ShownCall;
use super::state::ringing;
use crate::board::Board;
use crate::board::BoardRow;
use crate::domain::ids::CustomerId;
use crate::domain::target::CardKey;
use crate::domain::task::Lane;
use crate::session::request::Request;
use crate::tui::commands::CommandId;
use crate::tui::effect::Effect;
use crate::tui::form;
use crate::tui::model::Model;
use crate::tui::model::mode::Focus;
use crate::tui::model::mode::Mode;
use crate::tui::model::pending::Errand;
use crate::tui::notice::state::Notice;
use crate::tui::queue;
use crate::tui::update::requests;

/// A new snapshot came: a call that is new brings its card up, one that is over gives the list back.
pub fn adopt(model: &mut Model, old: &Board) {
    if let Some(on) = model.calls.on {
        let board = model.board.clone();
        if model.calls.of(&board, on).is_some() {
            return;
        }
        let talked = old.talk.as_ref().filter(|talk| talk.customer == on);
        match talked {
            Some(talk) => model.calls.over = Some(talk.clone()),
            None => gone(model, old, on),
        }
        return;
    }
    let known = |row: &&BoardRow| ringing(old).any(|before| before.row.customer == row.row.customer);
    let board = model.board.clone();
    let new = ringing(&board).find(|row| !known(row));
    if let Some(new) = new.filter(|_| is_idle(model)) {
        if let Some(pinned) = model.card.pinned.take() {
            model.calls.left.push(Left {
                mode: Mode::Command,
                pages: Vec::new(),
                pinned: Some(pinned),
                focus: model.focus,
            });
        }
        model.calls.on = Some(new.row.customer);
        model.card.scroll = 0;
    }
}

/// Nothing is typed, chosen or read aloud, and nobody is talked with.
fn is_idle(model: &Model) -> bool {
    matches!(model.mode, Mode::Command)
        && model.pages.is_empty()
        && model.focus != Focus::Script
        && model.board.talk.is_none()
}

/// The call under the cursor was missed, or a colleague took it.
fn gone(model: &mut Model, old: &Board, customer: CustomerId) {
    let of = |board: &Board| board.rows.iter().find(|row| row.row.customer == customer).cloned();
    let (before, after) = (of(old), of(&model.board));
    let name = before.as_ref().or(after.as_ref()).map(|row| row.text.clone());
    let claim = after.as_ref().and_then(|row| row.claim.clone());
    let by = claim.filter(|claim| claim.operator != model.setup.operator);
    let missed = after.is_some_and(|row| row.row.task.lane == Lane::Missed);
    if model.on_call().is_some() && !model.pages.is_empty() {
        // The card that is read stays.
        model.card.pinned = model.card.key;
    }
    leave(model);
    model.notice = name.map(|text| Notice::CallOver {
        text,
        by: by.map(|claim| claim.operator),
        missed,
    });
}

/// Puts the cursor on the row of calls, from wherever it is; what is open there is gone back to.
pub fn go(model: &mut Model) {
    if model.on_call().is_some() {
        return;
    }
    let first = match model.calls.shown(&model.board) {
        Some(ShownCall::Rings(row)) => row.row.customer,
        Some(ShownCall::Talk(talk) | ShownCall::Over(talk)) => talk.customer,
        None => {
            model.notice = Some(Notice::Plain("notice-no_call"));
            return;
        }
    };
    // What was sent and waits for its answer is not left.
    let is_sent = match &model.mode {
        Mode::Form(form) => form.sent.is_some(),
        Mode::Write(open) => open.sent.is_some(),
        _ => false,
    };
    if is_sent {
        return;
    }
    let left = Left {
        mode: std::mem::take(&mut model.mode),
        pages: std::mem::take(&mut model.pages),
        pinned: model.card.pinned.take(),
        focus: std::mem::take(&mut model.focus),
    };
    model.calls.left.push(left);
    model.calls.on = Some(first);
    model.card.scroll = 0;
    model.notice = None;
}

/// Goes back to what was open before.
pub fn leave(model: &mut Model) {
    model.calls.on = None;
    model.calls.over = None;
    model.card.scroll = 0;
    take_up(model);
}

/// What was left for a call is taken up again as soon as nothing else is open: typed text is never lost, and stands over
/// the card it is for.
pub fn take_up(model: &mut Model) {
    let is_free = matches!(model.mode, Mode::Command)
        && model.pages.is_empty()
        && model.calls.on.is_none()
        && model.card.pinned.is_none();
    let Some(left) = is_free.then(|| model.calls.left.pop()).flatten() else {
        return;
    };
    let in_list = left.pages.is_empty() && left.pinned.is_none();
    model.mode = left.mode;
    model.pages = left.pages;
    model.card.pinned = left.pinned;
    model.focus = left.focus;
    if in_list {
        show_subject(model);
    }
}

/// Text that was left for a call is gone back to before the console goes elsewhere; false when there is none.
pub fn back_to_text(model: &mut Model) -> bool {
    let is_text = |left: &Left| matches!(left.mode, Mode::Form(_) | Mode::Line(_) | Mode::Write(_));
    if !matches!(model.mode, Mode::Command) || !model.calls.left.iter().any(is_text) {
        return false;
    }
    model.pages.clear();
    model.card.pinned = None;
    leave(model);
    model.notice = Some(Notice::Plain("notice-text_waits"));
    true
}

/// The row an open mode is about is under the cursor, or its card in view.
fn show_subject(model: &mut Model) {
    let subject = match &model.mode {
        Mode::Form(form) => form.subject.clone(),
        Mode::Line(line) => Some(line.subject.clone()),
        Mode::Pick(pick) => pick.subject.clone(),
        _ => None,
    };
    let Some(subject) = subject else { return };
    let selected = model.list.selected(&model.board).map(|row| row.row.key);
    if subject.row.is_some() && selected != subject.row {
        let customer = CardKey::Customer(subject.customer);
        model.card.pinned = Some(subject.order.map_or(customer, CardKey::Order));
    }
}

/// What a command does on the row of calls; false when it does there what it does everywhere.
pub fn command(model: &mut Model, id: CommandId, effects: &mut Vec<Effect>) -> bool {
    if id == CommandId::Calls {
        go(model);
        return true;
    }
    if matches!(id, CommandId::Next | CommandId::Quit) && back_to_text(model) {
        return true;
    }
    let Some(on) = model.on_call() else {
        let above = id == CommandId::Up && is_on_top(model) && model.calls.shown(&model.board).is_some();
        if above {
            go(model);
        }
        return above;
    };
    let in_list = model.pages.is_empty() && model.focus == Focus::List && model.card.pinned.is_none();
    match id {
        CommandId::Other => form::update::new_order(model, model.subject(), effects),
        CommandId::Next => queue::update::next(model, vec![on], effects),
        CommandId::Mark if !model.in_script() => model.notice = Some(Notice::Plain("notice-no_mark")),
        CommandId::Dial if rings(model, on) => answer(model, on, effects),
        CommandId::Left | CommandId::Right if in_list => turn(model, on, id == CommandId::Right),
        CommandId::Up | CommandId::First if in_list => {}
        CommandId::Down | CommandId::Back if in_list => leave(model),
        CommandId::PageDown | CommandId::PageUp | CommandId::Last if in_list => {
            leave(model);
            return !model.pages.is_empty() || !matches!(model.mode, Mode::Command);
        }
        _ => return false,
    }
    true
}

/// The first row of the list is under the cursor.
fn is_on_top(model: &Model) -> bool {
    model.pages.is_empty() && model.focus == Focus::List && model.card.pinned.is_none() && model.list.cursor == 0
}

fn rings(model: &Model, customer: CustomerId) -> bool {
    matches!(model.calls.of(&model.board, customer), Some(ShownCall::Rings(_)))
}

/// Takes the call: the customer is the operator's, and the row says how long they talk.
fn answer(model: &mut Model, customer: CustomerId, effects: &mut Vec<Effect>) {
    requests::send(model, Errand::Answer, effects, Request::Answer(customer));
}

/// To the call beside.
fn turn(model: &mut Model, on: CustomerId, forward: bool) {
    let all: Vec<CustomerId> = ringing(&model.board).map(|row| row.row.customer).collect();
    let talk = model.board.talk.iter().map(|talk| talk.customer);
    let all: Vec<CustomerId> = all.into_iter().chain(talk).collect();
    let at = all.iter().position(|customer| *customer == on);
    let to = match at {
        Some(at) if forward => (at + 1) % all.len(),
        Some(at) => (at + all.len() - 1) % all.len(),
        None => 0,
    };
    if let Some(customer) = all.get(to) {
        model.calls.on = Some(*customer);
        model.card.scroll = 0;
    }
}
