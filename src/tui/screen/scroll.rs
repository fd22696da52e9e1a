//! How far a pane can scroll.

use super::layout;
use crate::domain::time::Time;
use crate::tui::card;
use crate::tui::card::history;
use crate::tui::card::why;
use crate::tui::model::Model;
use crate::tui::model::mode::Page;
use crate::tui::script;
use crate::tui::widgets::Pen;
use crate::tui::widgets::inside;

/// How far what is read on top can be scrolled: the page, else the card beside the list.
pub fn scroll_most(model: &Model, now: Time) -> usize {
    let pen = Pen { model, now };
    let areas = layout::areas(model.size);
    let (Some(card), false) = (model.current_card(), layout::is_tiny(model.size)) else {
        return 0;
    };
    let area = match (model.page(), areas.card) {
        (None | Some(Page::Full(_)), Some(area)) => script::draw::split(&pen, area).0,
        (Some(Page::Card), _) => script::draw::split(&pen, areas.body).0,
        _ => areas.body,
    };
    let inner = inside(area);
    let columns = usize::from(inner.width);
    let lines = match model.page() {
        Some(Page::Card | Page::Script | Page::Full(_)) | None => card::draw::lines(&pen, card, columns),
        Some(Page::History) => history::lines(&pen, card, columns),
        Some(Page::Why) => why::lines(&pen, card, columns),
        Some(Page::PayCode) => return 0,
    };
    lines.len().saturating_sub(usize::from(inner.height))
}
