//! A call the operator made is over: the list of what came of it opens, with what the line says chosen.

use crate::board::Board;
use crate::domain::call::LOGGED_WITHIN;
use crate::domain::call::PlacedCall;
use crate::tui::model::Model;
use crate::tui::model::mode::Focus;
use crate::tui::model::mode::Mode;
use crate::tui::notice::state::Notice;
use crate::tui::pick::state::CallMade;
use crate::tui::pick::state::PickKind;

/// A new snapshot came. What is typed or chosen meanwhile is not disturbed: it is only said.
pub fn adopt(model: &mut Model, old: &Board) {
    if is_logged_elsewhere(model, old) {
        model.mode = Mode::Command;
        model.notice = Some(Notice::Plain("notice-placed_logged"));
    }
    let over = |board: &Board| board.placed.clone().filter(|call| call.ended_at.is_some());
    let Some(call) = over(&model.board) else { return };
    if over(old).is_some_and(|before| before.id == call.id) {
        return;
    }
    if let Mode::Pick(pick) = &mut model.mode
        && pick
            .subject
            .as_ref()
            .is_some_and(|subject| subject.customer == call.customer)
        && let PickKind::Outcome(made) = &mut pick.kind
    {
        made.call = Some(call.id);
        made.said = call.outcome();
        made.at = Some(call.started_at);
        return;
    }
    let subject = model.subject().filter(|subject| subject.customer == call.customer);
    let is_idle = matches!(model.mode, Mode::Command) && model.focus != Focus::Script;
    match subject.filter(|_| is_idle) {
        Some(subject) => model.mode = Mode::pick(subject.alone(), PickKind::Outcome(asked(&call))),
        None => model.notice = Some(Notice::PlacedOver(call.outcome())),
    }
}

fn asked(call: &PlacedCall) -> CallMade {
    CallMade {
        phones: Vec::new(),
        at: Some(call.started_at),
        said: call.outcome(),
        call: Some(call.id),
    }
}

/// The call whose list is open waits no more for its outcome, though it is not too old for one: another window of the
/// operator has written it down.
fn is_logged_elsewhere(model: &Model, old: &Board) -> bool {
    let Mode::Pick(pick) = &model.mode else { return false };
    let PickKind::Outcome(made) = &pick.kind else {
        return false;
    };
    let it = |board: &Board| board.placed.clone().filter(|call| Some(call.id) == made.call);
    let ended = it(old).and_then(|call| call.ended_at);
    it(&model.board).is_none() && ended.is_some_and(|ended| model.board.as_of - ended < LOGGED_WITHIN)
}
