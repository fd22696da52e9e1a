//! From a message to the new state and its effects.

use std::time::Duration;

use super::answers;
use super::burst;
use super::mouse;
use super::requests;
use super::sight;
use crate::domain::time::Time;
use crate::text::clean;
use crate::text::clean_lines;
use crate::text::one_line;
use crate::tui::calls;
use crate::tui::card;
use crate::tui::effect::Effect;
use crate::tui::form;
use crate::tui::form::FieldKind;
use crate::tui::line;
use crate::tui::model::Model;
use crate::tui::model::mode::Mode;
use crate::tui::model::passing;
use crate::tui::msg::Msg;
use crate::tui::notice;
use crate::tui::notice::state::Notice;
use crate::tui::page;
use crate::tui::pick::state::PickKind;
use crate::tui::queue::list::Item;
use crate::tui::screen::layout;
use crate::tui::search;
use crate::tui::shell;
use crate::tui::widgets::Pen;
use crate::tui::write;
use crate::words::Timer;

/// Brings a message into the model; `now` is the desk's clock.
pub fn update(model: &mut Model, msg: Msg, now: Time) -> Vec<Effect> {
    let mut effects = Vec::new();
    match msg {
        Msg::Key(key) => {
            burst::key(model, key, now, &mut effects);
            requests::renew(model, now, &mut effects);
            passing::touch(model, now);
        }
        Msg::Mouse(mouse) => mouse::mouse(model, mouse, now),
        Msg::Paste(text) => paste(model, &text, &mut effects),
        Msg::Resize(width, height) => {
            model.size = (width, height);
            if let Mode::Shell(open) = &mut model.mode {
                open.fit(width);
            }
        }
        Msg::Tick(at) => {
            burst::tick(model, at, now, &mut effects);
            if is_calling(model) {
                requests::renew(model, now, &mut effects);
            }
        }
        Msg::Desk(msg) => {
            let before = model.loaded.then(|| sight::sight(model));
            answers::told(model, msg, now, &mut effects);
            calls::update::take_up(model);
            if let Some(before) = before {
                sight::changed(model, before, now);
            }
        }
        Msg::Quit => effects.push(Effect::Quit),
    }
    calls::update::take_up(model);
    model.list.expire(now);
    model.notice_lines = notice::draw::height(&Pen { model, now });
    model.list.resize(layout::list_rows(model.size, model.notice_lines));
    page::update::keep_in_view(model);
    page::update::ask(model, now, &mut effects);
    card::update::ask(model, now, &mut effects);
    for customer in passing::lapsed(model, now) {
        requests::release_passing(model, customer, &mut effects);
    }
    card::pay_code::work_out(model, now);
    model.asked.note(now);
    effects
}

/// How long nothing changes by itself at most; nothing when only a message can change the screen.
pub fn rest(model: &Model, now: Time) -> Option<Duration> {
    if model.burst.is_open() {
        return Some(Duration::from_millis(burst::APART.0));
    }
    let rows = model.list.scroll..(model.list.scroll + model.list.height).min(model.list.items.len());
    let seconds = rows
        .filter(|&item| matches!(model.list.items[item], Item::Row(_)))
        .filter_map(|item| model.list.row(&model.board, item))
        .any(|row| Timer::of_row(&row.row, now).shows_seconds());
    let step = if seconds || model.calls.shown(&model.board).is_some() {
        1_000
    } else {
        60_000
    };
    let left = step - now.0.rem_euclid(step);
    let left = page::update::due_in(model, now).map_or(left, |due| due.0.min(left));
    let left = model.list.expires_in(now).map_or(left, |due| due.0.min(left));
    let left = model.card.stays(now).map_or(left, |stays| stays.0.min(left));
    let left = model.asked.says_in(now).map_or(left, |says| says.0.min(left));
    Some(Duration::from_millis(u64::try_from(left).unwrap_or(1_000)))
}

/// The number to dial is shown and nobody has said yet what came of the call: it lasts, and so does the claim (R8).
fn is_calling(model: &Model) -> bool {
    matches!(&model.mode, Mode::Pick(pick) if matches!(&pick.kind, PickKind::Outcome(call) if call.at.is_some()))
}

fn paste(model: &mut Model, text: &str, effects: &mut Vec<Effect>) {
    if matches!(model.mode, Mode::Write(_)) {
        // Of a message of several lines the line ends stay.
        return write::update::paste(model, text);
    }
    if let Mode::Shell(open) = &mut model.mode {
        // Of a table the cells stay too.
        return shell::update::paste(open, text);
    }
    let whole = clean_lines(text.trim()).into_owned();
    // What is typed in words shows where a line ended; a number or a name is looked for by words alone.
    let in_words = match &model.mode {
        Mode::Line(line) => line.kind.is_words(),
        Mode::Form(form) => form.at.asks().kind() == FieldKind::Text,
        _ => false,
    };
    let text = if in_words {
        one_line(&whole)
    } else {
        clean(&whole).into_owned()
    };
    if whole.contains('\n') && !matches!(model.mode, Mode::Command | Mode::Pick(_)) {
        model.notice = Some(Notice::Plain("notice-one_line"));
    }
    match &mut model.mode {
        Mode::Line(line) => {
            line::edit::insert(&mut line.input, &text);
            line::update::touched(line);
        }
        Mode::Search(search) => {
            line::edit::insert(&mut search.input, &text);
            search::update::ask(model, effects);
        }
        Mode::Filter(input) => {
            line::edit::insert(input, &text);
            page::listing::typed(model);
        }
        Mode::Answers(open) => {
            line::edit::insert(&mut open.input, &text);
            open.typed(&model.setup.answers);
        }
        Mode::Channel(open) => line::edit::insert(&mut open.input, &text),
        Mode::Palette(finder) => line::edit::insert(&mut finder.input, &text),
        Mode::Setting(open) => {
            line::edit::insert(&mut open.input, &text);
            open.touched();
        }
        Mode::Form(_) => form::update::paste(model, &text, effects),
        Mode::Command | Mode::Pick(_) | Mode::Message(_) | Mode::Write(_) | Mode::Shell(_) | Mode::Help(_) => {
            burst::offer(model, &whole, effects);
        }
    }
}
