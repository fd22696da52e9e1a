//! What a key would reach, to tell whether that changed by itself.

use std::mem::Discriminant;
use std::mem::discriminant;

use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::message::MessageState;
use crate::domain::target::CardKey;
use crate::domain::time::Time;
use crate::tui::model::Model;
use crate::tui::model::mode::Mode;
use crate::tui::pick::state::PickKind;
use crate::tui::queue;
use crate::view::pages::PageRowKey;

/// What the keys mean and what they would act on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sight {
    mode: Discriminant<Mode>,
    choices: usize,
    /// How an open message stands; none before it is read.
    message: Option<MessageState>,
    call: Option<CustomerId>,
    pinned: Option<CardKey>,
    /// Whose order: a call's row and the order's own, which comes when the call is done, are one to a key.
    row: Option<(CustomerId, Option<OrderId>)>,
    page_row: Option<PageRowKey>,
    is_on_its_way: bool,
}

/// As it is now.
pub fn sight(model: &Model) -> Sight {
    // A merge can be chosen from the moment it is shown.
    let choices = match &model.mode {
        Mode::Pick(pick) if matches!(pick.kind, PickKind::Merge(_)) => pick.kind.entries().len(),
        _ => 0,
    };
    let message = match &model.mode {
        Mode::Message(open) => open.shown.as_ref().map(|shown| shown.row.state),
        _ => None,
    };
    let on_page = model.full_page().is_some();
    let row = model.list.selected(&model.board).filter(|_| !on_page);
    let page_row = model.open_sheet().and_then(|sheet| sheet.selected());
    Sight {
        mode: discriminant(&model.mode),
        choices,
        message,
        call: model.on_call(),
        pinned: model.card.pinned,
        row: row.map(|row| (row.row.customer, row.row.order)),
        page_row: page_row.map(|row| row.key),
        is_on_its_way: queue::update::is_on_its_way(model),
    }
}

/// The desk said something; where a key would reach something else by that, those under way are held back. NEXT arrives
/// where it was sent.
pub fn changed(model: &mut Model, mut before: Sight, now: Time) {
    let after = sight(model);
    // A message that is read for the first time was waited for.
    before.message = before.message.or(after.message);
    let has_arrived = before.is_on_its_way && !after.is_on_its_way && before.mode == after.mode;
    if has_arrived || before == after {
        return;
    }
    if before.mode == after.mode {
        model.jump.row(now);
    } else {
        model.jump.mode(now);
    }
}
