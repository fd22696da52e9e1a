//! Opening and showing cards.

use crate::desk::claims::TakeOver;
use crate::domain::ids::OrderId;
use crate::domain::target::CardKey;
use crate::tui::effect::Effect;
use crate::tui::model::Model;
use crate::tui::model::holder::holder;
use crate::tui::model::mode::Focus;
use crate::tui::model::mode::Page;
use crate::tui::model::pending::Errand;
use crate::tui::screen::layout;
use crate::tui::subject::Subject;
use crate::tui::update::requests;

/// Opens the card of an order, wherever it stands in the queue.
pub fn show_order(model: &mut Model, order: OrderId) {
    model.card.pinned = Some(CardKey::Order(order));
    model.card.scroll = 0;
    model.pages.clear();
    if layout::shows_card(model.size) {
        model.focus = Focus::List;
    } else {
        model.pages.push(Page::Card);
    }
}

/// Claims the customer unless he is held already; a colleague's claim is only said when it stands in the way.
pub(crate) fn claim_quietly(model: &mut Model, subject: &Subject, effects: &mut Vec<Effect>) {
    if holder(model, subject).is_some_and(|claim| claim.operator == model.setup.operator) {
        return;
    }
    let errand = Errand::TakeQuietly(subject.customer);
    requests::take(model, subject.customer, TakeOver::No, errand, effects);
}

/// The card of what is acted on over the whole screen, its customer claimed when he is free.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(subject) = model.subject() else { return };
    if model.page() != Some(Page::Card) {
        show(model, Page::Card);
    }
    if holder(model, &subject).is_none() {
        claim_quietly(model, &subject, effects);
    }
}

pub(crate) fn show(model: &mut Model, page: Page) {
    if model.wanted_card().is_some() && model.page() != Some(page) {
        model.pages.push(page);
        model.card.scroll = 0;
    }
}
