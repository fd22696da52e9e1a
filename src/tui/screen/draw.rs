//! Draws the whole screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::layout::Rect;

use super::layout;
use super::layout::Areas;
use super::tiny;
use crate::domain::time::Time;
use crate::tui::answer;
use crate::tui::bar;
use crate::tui::calls;
use crate::tui::card;
use crate::tui::card::history;
use crate::tui::card::pay_code;
use crate::tui::card::strip;
use crate::tui::card::why;
use crate::tui::channel;
use crate::tui::form;
use crate::tui::header;
use crate::tui::help;
use crate::tui::line;
use crate::tui::message;
use crate::tui::model::Model;
use crate::tui::model::mode::Focus;
use crate::tui::model::mode::Mode;
use crate::tui::model::mode::Page;
use crate::tui::notice;
use crate::tui::page;
use crate::tui::page::geometry;
use crate::tui::palette;
use crate::tui::pick;
use crate::tui::queue;
use crate::tui::script;
use crate::tui::search;
use crate::tui::setting;
use crate::tui::shell;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::tui::widgets::inside;
use crate::tui::write;
use crate::view::pages::Shape;

/// Draws the whole screen as at `now` into an empty buffer; gives where the cursor stands.
pub fn draw(buffer: &mut Buffer, model: &Model, now: Time) -> Option<Position> {
    let pen = Pen { model, now };
    let area = buffer.area;
    buffer.set_style(area, pen.style(Meaning::Canvas));
    let size = (area.width, area.height);
    if area.is_empty() {
        return None;
    }
    let cursor = if layout::is_tiny(size) {
        Some(tiny::draw(&pen, buffer, area))
    } else {
        whole(&pen, buffer, size)
    };
    cursor.filter(|cursor| area.contains(*cursor))
}

/// How a pane is drawn.
type Draw = fn(&Pen<'_>, &mut Buffer, Rect, Meaning);

fn whole(pen: &Pen<'_>, buffer: &mut Buffer, size: (u16, u16)) -> Option<Position> {
    let model = pen.model;
    let areas = layout::areas(size);
    for row in [areas.header, areas.bar] {
        buffer.set_style(row, pen.style(Meaning::Bar));
    }
    header::draw::draw(pen, buffer, areas.header);
    let call = calls::draw::draw(pen, buffer, areas.calls);
    let shape = match model.page() {
        Some(Page::Full(_)) => geometry::shape(model),
        _ => Shape::BesideCard,
    };
    let border = Meaning::FocusedFrame;
    let over = |draw: Draw, buffer: &mut Buffer| {
        buffer.set_style(areas.body, pen.style(Meaning::Panel));
        draw(pen, buffer, areas.body, border);
        Some(inside(areas.body).as_position())
    };
    let beneath = match (model.page(), shape) {
        (Some(Page::Card), _) => over(script::draw::under_card, buffer),
        (Some(Page::Script), _) => {
            buffer.set_style(areas.body, pen.style(Meaning::Panel));
            script::draw::draw(pen, buffer, areas.body, border)
        }
        (Some(Page::History), _) => over(history::draw, buffer),
        (Some(Page::Why), _) => over(why::draw, buffer),
        (Some(Page::PayCode), _) => over(pay_code::draw, buffer),
        (Some(Page::Full(_)), Shape::Whole) => page::draw::draw(pen, buffer, areas.body, border),
        (Some(Page::Full(_)) | None, _) => beside(pen, buffer, &areas),
    };
    let over = match &model.mode {
        // The filter is a row of the list itself.
        Mode::Command | Mode::Filter(_) => None,
        Mode::Pick(open) => Some(pick::draw::draw(pen, buffer, areas.body, open)),
        Mode::Line(open) => Some(line::draw::draw(pen, buffer, areas.body, open)),
        Mode::Search(open) => Some(search::draw::draw(pen, buffer, areas.body, open)),
        Mode::Answers(open) => Some(answer::draw::draw(pen, buffer, areas.body, open)),
        Mode::Palette(open) => Some(palette::draw::draw(pen, buffer, areas.body, open)),
        Mode::Form(open) => Some(form::draw::draw(pen, buffer, areas.body, open)),
        Mode::Message(open) => Some(message::draw::draw(pen, buffer, areas.body, open)),
        Mode::Channel(open) => Some(channel::draw::draw(pen, buffer, areas.body, open)),
        Mode::Write(open) => Some(write::draw::draw(pen, buffer, areas.body, open)),
        Mode::Setting(open) => Some(setting::draw::draw(pen, buffer, areas.body, open)),
        Mode::Shell(open) => Some(shell::draw::draw(pen, buffer, areas.body, open)),
        Mode::Help(scroll) => Some(help::draw::draw(pen, buffer, areas.body, *scroll)),
    };
    notice::draw::draw(pen, buffer, areas.body.union(areas.notice));
    bar::draw::draw(pen, buffer, areas.bar);
    over.or(call).or(beneath)
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
        Some(_) => page::draw::draw,
        None => queue::draw::draw,
    };
    let row = list(pen, buffer, areas.list, border(Focus::List));
    if let Some(area) = areas.strip {
        buffer.set_style(area, pen.style(Meaning::Panel));
        strip::draw(pen, buffer, area);
    }
    let Some(area) = areas.card else { return row };
    buffer.set_style(area, pen.style(Meaning::Panel));
    if model.setup.palette.is_flat() {
        for y in area.top()..area.bottom() {
            buffer.set_stringn(
                area.x,
                y,
                pen.signs().border.vertical_left,
                1,
                pen.style(Meaning::Frame),
            );
        }
    }
    let point = match script::draw::split(pen, area) {
        // Where there is no room for both, the one the keys move is seen.
        (_, None) if model.in_script() => script::draw::draw(pen, buffer, area, border(Focus::Script)),
        (card, script) => {
            card::draw::draw(pen, buffer, card, border(Focus::Card));
            script.and_then(|script| script.draw(pen, buffer, border(Focus::Script)))
        }
    };
    match model.focus {
        Focus::List => row,
        Focus::Card => Some(inside(area).as_position()),
        Focus::Script => point,
    }
}
