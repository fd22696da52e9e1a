//! The row of calls: `◉ Звонит 0:27   Роман Шевчук   +7 910 000-54-30   №1113 · в пути       d ответить  Enter карточка`.

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::layout::Rect;

use super::state::ShownCall;
use super::state::ringing;
use crate::domain::queue::row_text::RowText;
use crate::domain::time::Time;
use crate::text::clean;
use crate::text::cut;
use crate::text::width;
use crate::tui::commands;
use crate::tui::commands::CommandId;
use crate::tui::theme::Meaning;
use crate::tui::tour;
use crate::tui::widgets::Pen;
use crate::words;

/// Columns between its parts.
const GAP: usize = 3;
/// A name is cut to no fewer.
const NAME_LEAST: usize = 12;

/// Draws it; gives where the cursor stands when it is there. Without a call the row is empty.
pub fn draw(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect) -> Option<Position> {
    let Some(call) = pen.model.calls.shown(&pen.model.board) else {
        if !tour::draw::draw(pen, buffer, area) {
            banner(pen, buffer, area);
        }
        return None;
    };
    let meaning = match call {
        ShownCall::Rings(_) => Meaning::Live,
        ShownCall::Talk(_) | ShownCall::Over(_) => Meaning::Talk,
    };
    buffer.set_style(area, pen.style(meaning));
    let columns = usize::from(area.width).saturating_sub(2);
    let keys = keys(pen, call);
    let room = columns.saturating_sub(width(&keys) + GAP);
    let text = line(pen, call, room);
    buffer.set_stringn(area.x + 1, area.y, text, room, pen.style(meaning));
    let at = columns.saturating_sub(width(&keys)) + 1;
    let x = area.x + u16::try_from(at).unwrap_or(0);
    buffer.set_stringn(x, area.y, &keys, columns, pen.style(meaning));
    pen.model.calls.on.map(|_| Position::new(area.x + 1, area.y))
}

/// Without a call: that nothing leaves, while no channel is set up and messages wait.
fn banner(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect) {
    let (tr, model) = (pen.tr(), pen.model);
    let waiting = model.board.outbox.waiting;
    let is_seen = model.page().is_none() || model.lists_messages();
    if !is_seen || waiting == 0 || !model.setup.settings.channel_list.is_empty() {
        return;
    }
    buffer.set_style(area, pen.style(Meaning::Banner));
    let room = usize::from(area.width.saturating_sub(2));
    let view = commands::written(model.setup.keymap.shown(CommandId::Views), model.letters);
    let letter = commands::written(KeyCode::Char('o'), model.letters);
    let way = format!("{view} {letter}");
    let texts = tr.text("banner-texts");
    let right = width(&way) + 1 + width(&texts);
    let text = cut(
        &tr.with("banner-nothing_leaves", &[("count", waiting.into())]),
        room.saturating_sub(right + GAP),
    );
    let (x, _) = buffer.set_stringn(area.x + 1, area.y, "! ", room, pen.style(Meaning::Warning));
    buffer.set_stringn(x, area.y, text, room, pen.style(Meaning::Title));
    if model.page().is_none() {
        let at = area.x + 1 + u16::try_from(room.saturating_sub(right)).unwrap_or(0);
        let (x, _) = buffer.set_stringn(at, area.y, way, room, pen.style(Meaning::Key));
        buffer.set_stringn(x + 1, area.y, texts, room, pen.style(Meaning::Text));
    }
}

/// What it says, in the given width: the name goes last of all.
pub fn line(pen: &Pen<'_>, call: ShownCall<'_>, room: usize) -> String {
    let tr = pen.tr();
    let (what, since, text) = match call {
        ShownCall::Rings(row) => (rings(pen), row.row.task.since, &row.text),
        ShownCall::Talk(talk) => (tr.text("calls-talk"), talk.since, &talk.text),
        ShownCall::Over(talk) => (tr.text("calls-over"), talk.since, &talk.text),
    };
    let state = match call {
        ShownCall::Over(_) => format!("{} {what}", pen.signs().call),
        _ => format!("{} {what} {}", pen.signs().call, waits(pen, since)),
    };
    let (name, phone) = who(pen, text);
    let manager = match call {
        ShownCall::Rings(row) if row.has_own_manager => row.text.manager.as_ref(),
        _ => None,
    };
    let manager = manager.filter(|manager| **manager != pen.model.setup.operator);
    let manager = manager.map(|name| tr.with("calls-manager", &[("name", clean(name).as_ref().into())]));
    let holder = match call {
        ShownCall::Rings(row) => row.claim.as_ref(),
        _ => None,
    };
    let holder = holder.filter(|claim| claim.operator != pen.model.setup.operator);
    let holder = holder.map(|claim| tr.with("calls-held", &[("by", clean(&claim.operator).as_ref().into())]));
    let waits = match call {
        ShownCall::Rings(_) => None,
        ShownCall::Talk(_) | ShownCall::Over(_) => ringing(&pen.model.board).next(),
    };
    let waits = waits.map(|row| tr.with("calls-also", &[("who", who(pen, &row.text).0.into())]));
    let mut used = width(&state) + GAP;
    let name = cut(&name, room.saturating_sub(used).max(NAME_LEAST));
    used += width(&name);
    let mut parts = vec![state, name];
    for part in [waits, holder, phone, manager, order(pen, call)].into_iter().flatten() {
        if used + GAP + width(&part) <= room {
            used += GAP + width(&part);
            parts.push(part);
        }
    }
    parts.join("   ")
}

fn rings(pen: &Pen<'_>) -> String {
    match ringing(&pen.model.board).count() {
        0 | 1 => pen.tr().text("calls-rings"),
        several => pen.tr().with("calls-ring", &[("count", several.into())]),
    }
}

fn waits(pen: &Pen<'_>, since: Time) -> String {
    pen.tr().span_short(pen.now - since)
}

/// The name, and the phone where it is not the name.
pub fn who(pen: &Pen<'_>, text: &RowText) -> (String, Option<String>) {
    let phone = (!text.phone.is_empty()).then(|| pen.phone(&text.phone));
    match (text.customer.is_empty(), phone) {
        (false, phone) => (clean(&text.customer).into_owned(), phone),
        (true, Some(phone)) => (phone, Some(pen.tr().text("calls-unknown"))),
        (true, None) => (pen.tr().text("card-hidden"), None),
    }
}

/// What they most likely call about: `№1113 · в пути`.
fn order(pen: &Pen<'_>, call: ShownCall<'_>) -> Option<String> {
    let customer = match call {
        ShownCall::Rings(row) => row.row.customer,
        ShownCall::Talk(talk) | ShownCall::Over(talk) => talk.customer,
    };
    let about = pen.model.work_of(customer)?;
    let card = pen.model.card.card().filter(|card| card.customer.id == customer)?;
    let brief = card.orders.iter().find(|brief| brief.id == about)?;
    let number = clean(&brief.number);
    let number = pen.tr().with("card-number", &[("number", number.as_ref().into())]);
    Some(format!("{number} · {}", words::stage(pen.tr(), brief.stage)))
}

/// The keys that make sense on it.
fn keys(pen: &Pen<'_>, call: ShownCall<'_>) -> String {
    let key = |id: CommandId, label: &str| {
        let key = commands::written(pen.model.setup.keymap.shown(id), pen.model.letters);
        format!("{key} {}", pen.tr().coded("bar", label))
    };
    if pen.model.calls.on.is_none() {
        return key(CommandId::Calls, "calls");
    }
    let talk = usize::from(pen.model.board.talk.is_some());
    let several = ringing(&pen.model.board).count() + talk > 1;
    let turn = several.then(|| "←→".to_owned());
    let first = match call {
        ShownCall::Rings(_) => key(CommandId::Dial, "answer"),
        ShownCall::Talk(_) | ShownCall::Over(_) => key(CommandId::Outcome, "outcome"),
    };
    let keys: Vec<String> = turn.into_iter().chain([first]).collect();
    keys.join("  ")
}
