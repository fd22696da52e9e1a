//! Opening and showing cards.

use crate::desk::claims::TakeOver;
use crate::domain::ids::OrderId;
use crate::domain::target::CardKey;
use crate::domain::time::Time;
use crate::session::answer::ReadCard;
use crate::session::request::Request;
use crate::tui::effect::Effect;
use crate::tui::model::Model;
use crate::tui::model::holder::holder;
use crate::tui::model::mode::Focus;
use crate::tui::model::mode::Page;
use crate::tui::model::passing;
use crate::tui::model::pending::Errand;
use crate::tui::screen::layout;
use crate::tui::script;
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

/// Asks for the card that should be shown, when it is another or has changed, and for those beside it that do not lie
/// ready. Another one that lies ready is shown at once, and read again all the same.
pub fn ask(model: &mut Model, now: Time, effects: &mut Vec<Effect>) {
    let wanted = model.wanted_card();
    if wanted == model.card.key && !model.card.stale {
        return;
    }
    let seq = model.board.seq;
    if wanted != model.card.key {
        model.card.waits_since = wanted.map(|_| now);
        if let Some(ready) = wanted.and_then(|key| model.card.ready(key, seq)).cloned() {
            adopt(model, ready, now);
        }
    }
    model.card.key = wanted;
    model.card.stale = false;
    if let Some(key) = wanted {
        let mut beside = model.cards_beside();
        beside.retain(|key| Some(*key) != wanted && model.card.ready(*key, seq).is_none());
        model.card.token = model.asked.ask(Request::Card { key, beside }, effects);
    }
}

/// Shows a card that was read or lay ready; the one before is kept for the way back.
pub fn adopt(model: &mut Model, read: ReadCard, now: Time) {
    model.card.waits_since = None;
    if let Some(shown) = model.card.shown.as_mut().filter(|shown| shown.key == read.key)
        && shown.card == read.card
    {
        shown.seq = read.seq;
        return;
    }
    script::update::adopt(model, read.card.as_deref(), now);
    if let Some(before) = model.card.shown.take().filter(|before| before.key != read.key) {
        model.card.scroll = 0;
        model.card.keep([before]);
    }
    model.card.shown = Some(read);
}

/// Claims the customer unless they are held already; a colleague's claim is only said when it stands in the way.
pub(crate) fn claim_quietly(model: &mut Model, subject: &Subject, effects: &mut Vec<Effect>) {
    if holder(model, subject).is_some_and(|claim| claim.operator == model.setup.operator) {
        return;
    }
    let errand = Errand::TakeQuietly(subject.customer);
    requests::take(model, subject.customer, TakeOver::No, errand, effects);
}

/// The card of what is acted on over the whole screen, its customer claimed when they are free.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(subject) = model.subject() else { return };
    if model.page() != Some(Page::Card) {
        show(model, Page::Card);
    }
    if holder(model, &subject).is_none() {
        claim_quietly(model, &subject, effects);
        passing::begin(model, &subject);
    }
}

pub(crate) fn show(model: &mut Model, page: Page) {
    if model.wanted_card().is_some() && model.page() != Some(page) {
        model.pages.push(page);
        model.card.scroll = 0;
    }
}
