//! Draws the model: one small file per pane. Nothing here changes anything or asks anybody.

mod bar;
mod card;
mod finder;
mod form;
mod header;
pub mod help;
mod history;
pub mod layout;
mod line;
mod merge;
mod notice;
pub mod page;
pub mod pick;
mod queue;
mod script;
mod search;
mod strip;
mod timeline;
mod tiny;
mod why;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::layout::Rect;

use crate::domain::time::Time;
use crate::tui::model::Focus;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::model::Page;
use crate::tui::screens::layout::Areas;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::tui::widgets::inside;
use crate::view::pages::Shape;

/// Draws the whole screen as at `now`.
pub fn draw(frame: &mut Frame<'_>, model: &Model, now: Time) {
    let pen = Pen { model, now };
    let area = frame.area();
    let size = (area.width, area.height);
    if area.is_empty() {
        return;
    }
    let cursor = if layout::is_tiny(size) {
        Some(tiny::draw(&pen, frame.buffer_mut(), area))
    } else {
        whole(&pen, frame, size)
    };
    if let Some(cursor) = cursor.filter(|cursor| area.contains(*cursor)) {
        frame.set_cursor_position(cursor);
    }
}

/// How a pane is drawn.
type Draw = fn(&Pen<'_>, &mut Buffer, Rect, Meaning);

fn whole(pen: &Pen<'_>, frame: &mut Frame<'_>, size: (u16, u16)) -> Option<Position> {
    let model = pen.model;
    let areas = layout::areas(size);
    let buffer = frame.buffer_mut();
    header::draw(pen, buffer, areas.header);
    let shape = match model.page() {
        Some(Page::Full(_)) => page::shape(model),
        _ => Shape::BesideCard,
    };
    let border = Meaning::FocusedFrame;
    let over = |draw: Draw, buffer: &mut Buffer| {
        draw(pen, buffer, areas.body, border);
        Some(inside(areas.body).as_position())
    };
    let beneath = match (model.page(), shape) {
        (Some(Page::Card), _) => over(script::under_card, buffer),
        (Some(Page::Script), _) => script::draw(pen, buffer, areas.body, border),
        (Some(Page::History), _) => over(history::draw, buffer),
        (Some(Page::Why), _) => over(why::draw, buffer),
        (Some(Page::Full(_)), Shape::Whole) => page::draw(pen, buffer, areas.body, border),
        (Some(Page::Full(_)) | None, _) => beside(pen, buffer, &areas),
    };
    let over = match &model.mode {
        Mode::Command => None,
        Mode::Pick(open) => Some(pick::draw(pen, buffer, areas.body, open)),
        Mode::Line(open) => Some(line::draw(pen, buffer, areas.body, open)),
        Mode::Search(open) => Some(search::draw(pen, buffer, areas.body, open)),
        Mode::Palette(open) => Some(finder::draw(pen, buffer, areas.body, open)),
        Mode::Form(open) => Some(form::draw(pen, buffer, areas.body, open)),
        Mode::Help(scroll) => Some(help::draw(pen, buffer, areas.body, *scroll)),
    };
    notice::draw(pen, buffer, areas.body.union(areas.notice));
    bar::draw(pen, buffer, areas.bar);
    over.or(beneath)
}

/// The list, and the card with its script beside it or in short under it.
fn beside(pen: &Pen<'_>, buffer: &mut Buffer, areas: &Areas) -> Option<Position> {
    let model = pen.model;
    let border = |focus| {
        if model.focus == focus {
            Meaning::FocusedFrame
        } else {
            Meaning::Frame
        }
    };
    let list = match model.page() {
        Some(_) => page::draw,
        None => queue::draw,
    };
    let row = list(pen, buffer, areas.list, border(Focus::List));
    if let Some(area) = areas.strip {
        strip::draw(pen, buffer, area);
    }
    let Some(area) = areas.card else { return row };
    let point = match script::split(pen, area) {
        // Where there is no room for both, the one the keys move is seen.
        (_, None) if model.in_script() => script::draw(pen, buffer, area, border(Focus::Script)),
        (card, script) => {
            card::draw(pen, buffer, card, border(Focus::Card));
            script.and_then(|script| script.draw(pen, buffer, border(Focus::Script)))
        }
    };
    match model.focus {
        Focus::List => row,
        Focus::Card => Some(inside(area).as_position()),
        Focus::Script => point,
    }
}

/// How far what is read on top can be scrolled: the page, else the card beside the list.
pub fn scroll_most(model: &Model, now: Time) -> usize {
    let pen = Pen { model, now };
    let areas = layout::areas(model.size);
    let (Some(card), false) = (model.current_card(), layout::is_tiny(model.size)) else {
        return 0;
    };
    let area = match (model.page(), areas.card) {
        (None | Some(Page::Full(_)), Some(area)) => script::split(&pen, area).0,
        (Some(Page::Card), _) => script::split(&pen, areas.body).0,
        _ => areas.body,
    };
    let inner = inside(area);
    let columns = usize::from(inner.width);
    let lines = match model.page() {
        Some(Page::Card | Page::Script | Page::Full(_)) | None => card::lines(&pen, card, columns),
        Some(Page::History) => history::lines(&pen, card, columns),
        Some(Page::Why) => why::lines(&pen, card, columns),
    };
    lines.len().saturating_sub(usize::from(inner.height))
}
