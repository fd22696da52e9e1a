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
mod notice;
pub mod page;
mod pick;
mod queue;
mod search;
mod strip;
mod timeline;
mod tiny;
mod why;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::layout::Rect;

use crate::desk::pages::Shape;
use crate::domain::time::Time;
use crate::tui::model::Focus;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::model::Page;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::tui::widgets::inside;

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
    let over = match model.page() {
        Some(Page::Card) => Some(card::draw as Draw),
        Some(Page::History) => Some(history::draw as Draw),
        Some(Page::Why) => Some(why::draw as Draw),
        Some(Page::Full(_)) | None => None,
    };
    let beneath = if let Some(draw) = over {
        draw(pen, buffer, areas.body, Meaning::FocusedFrame);
        Some(inside(areas.body).as_position())
    } else if shape == Shape::Whole {
        page::draw(pen, buffer, areas.body, Meaning::FocusedFrame)
    } else {
        let (list, card) = match model.focus {
            Focus::List => (Meaning::FocusedFrame, Meaning::Frame),
            Focus::Card => (Meaning::Frame, Meaning::FocusedFrame),
        };
        let cursor = if model.page().is_some() {
            page::draw(pen, buffer, areas.list, list)
        } else {
            queue::draw(pen, buffer, areas.list, list)
        };
        if let Some(area) = areas.card {
            card::draw(pen, buffer, area, card);
        }
        if let Some(area) = areas.strip {
            strip::draw(pen, buffer, area);
        }
        match (model.focus, areas.card) {
            (Focus::Card, Some(area)) => Some(inside(area).as_position()),
            _ => cursor,
        }
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
    notice::draw(pen, buffer, areas.notice);
    bar::draw(pen, buffer, areas.bar);
    over.or(beneath)
}

/// How far what is read on top can be scrolled: the page, else the card beside the list.
pub fn scroll_most(model: &Model, now: Time) -> usize {
    let pen = Pen { model, now };
    let areas = layout::areas(model.size);
    let (Some(card), false) = (model.current_card(), layout::is_tiny(model.size)) else {
        return 0;
    };
    let area = match (model.page(), areas.card) {
        (None | Some(Page::Full(_)), Some(area)) => area,
        _ => areas.body,
    };
    let inner = inside(area);
    let columns = usize::from(inner.width);
    let lines = match model.page() {
        Some(Page::Card | Page::Full(_)) | None => card::lines(&pen, card, columns),
        Some(Page::History) => history::lines(&pen, card, columns),
        Some(Page::Why) => why::lines(&pen, card, columns),
    };
    lines.len().saturating_sub(usize::from(inner.height))
}
