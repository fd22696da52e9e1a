//! The line above the keys: what was done, what was not and what to do instead.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::state::Notice;
use crate::domain::action::Warning;
use crate::domain::call::Outcome;
use crate::domain::ids::CustomerId;
use crate::domain::task::Why;
use crate::text::clean;
use crate::text::cut;
use crate::tui::calls;
use crate::tui::commands;
use crate::tui::commands::CommandId;
use crate::tui::model::mode::Mode;
use crate::tui::model::pending::Errand;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::tui::widgets::ground;
use crate::tui::widgets::wrap;
use crate::words;

/// The most lines it ever has.
const MOST: usize = 3;

/// Draws it at the bottom of `area`; what is longer than a line goes up over what stands there, so that its end, which
/// says what to do, is read too.
pub fn draw(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect) {
    let Some((lines, meaning)) = lines(pen, area.width) else {
        return;
    };
    let columns = usize::from(area.width.saturating_sub(2));
    let height = u16::try_from(lines.len()).unwrap_or(1).min(area.height);
    let area = Rect::new(area.x, area.bottom() - height, area.width, height);
    ground(pen, buffer, area, Meaning::Canvas);
    for (y, line) in (area.y..).zip(&lines) {
        buffer.set_stringn(area.x + 1, y, cut(line, columns), columns, pen.style(meaning));
    }
}

/// How many lines it takes.
pub fn height(pen: &Pen<'_>) -> u16 {
    let lines = lines(pen, pen.model.size.0);
    lines.map_or(0, |(lines, _)| u16::try_from(lines.len()).unwrap_or(0))
}

fn lines(pen: &Pen<'_>, width: u16) -> Option<(Vec<String>, Meaning)> {
    let (text, meaning) = said(pen)?;
    let columns = usize::from(width.saturating_sub(2));
    // Over the list only: what is being entered or chosen is not covered.
    let mut lines = match pen.model.mode {
        Mode::Command => wrap(&text, columns.max(1)),
        _ => vec![text],
    };
    lines.truncate(MOST);
    Some((lines, meaning))
}

/// What it says and how it is meant.
pub fn said(pen: &Pen<'_>) -> Option<(String, Meaning)> {
    if let Some(broken) = &pen.model.broken {
        let text = pen
            .tr()
            .with("notice-broken", &[("what", clean(broken).as_ref().into())]);
        return Some((text, Meaning::Refused));
    }
    if pen.model.asked.is_slow(pen.now) {
        return Some((pen.tr().text("notice-writing"), Meaning::Quiet));
    }
    let notice = pen.model.notice.as_ref().map(|notice| words_of(pen, notice));
    notice.or_else(|| Some((going(pen)?, Meaning::Quiet)))
}

/// How far an offer to many came, or its undo.
fn going(pen: &Pen<'_>) -> Option<String> {
    let (token, done, of) = pen.model.asked.going?;
    let key = match pen.model.asked.waiting.get(&token)?.errand {
        Errand::Undo => "notice-going_undo",
        Errand::Redo => "notice-going_redo",
        _ => "notice-going",
    };
    Some(pen.tr().with(key, &[("done", done.into()), ("of", of.into())]))
}

/// The words of a notice and how they are meant.
pub fn words_of(pen: &Pen<'_>, notice: &Notice) -> (String, Meaning) {
    let (tr, zone) = (pen.tr(), pen.zone());
    let text = match notice {
        Notice::Done { kind, number, warnings } => {
            let done = words::done_line(tr, *kind, number.as_deref());
            return warned(pen, format!("{} {done}", pen.signs().tick), warnings);
        }
        Notice::Already(kind) => tr.with("notice-already", &[("what", words::done(tr, *kind).into())]),
        Notice::AlreadyBy { kind, warnings } => {
            let already = tr.with("notice-already", &[("what", words::done(tr, *kind).into())]);
            return warned(pen, already, warnings);
        }
        Notice::DoneAll { .. } => return done_all(pen, notice),
        Notice::Undid {
            did,
            number,
            count,
            warnings,
        } => {
            let line = words::undid_line(tr, *did, *count, number.as_deref());
            return warned(pen, line, warnings);
        }
        Notice::Redid {
            did,
            number,
            count,
            warnings,
        } => {
            let line = words::redid_line(tr, *did, *count, number.as_deref());
            return warned(pen, line, warnings);
        }
        Notice::DoneElsewhere(hint) => {
            let what = words::done_count(tr, hint.did, hint.count, hint.order_number.as_deref());
            let when = words::moment(tr, zone, hint.at, pen.now);
            let key = commands::written(pen.model.setup.keymap.shown(CommandId::UndoEarlier), pen.model.letters);
            let args = [("what", what.into()), ("when", when.into()), ("key", key.into())];
            tr.with("notice-done_elsewhere", &args)
        }
        Notice::Refused(refusal) => {
            return (words::refusal(tr, zone, refusal).line(), Meaning::Refused);
        }
        Notice::NotFound => {
            let text = format!("{} {}", tr.text("fault-not_found"), tr.text("fault-not_found-hint"));
            return (text, Meaning::Refused);
        }
        Notice::Failed { message, hint } => {
            let told = words::database(tr, hint.detail(message), hint.code());
            return (told.line(), Meaning::Refused);
        }
        Notice::Next { task, target, again } => {
            let why = words::reason(tr, zone, task, *target, pen.now);
            let key = if *again { "notice-next_again" } else { "notice-next" };
            tr.with(key, &[("why", why.into())])
        }
        Notice::Shift { kind, lost, warnings } => {
            let mut said = vec![format!("{} {}", pen.signs().tick, words::done(tr, *kind))];
            said.extend(lost.map(|at| words::shift_lost(tr, zone, at, pen.now)));
            said.extend(warnings.iter().map(|warning| words::warning(tr, zone, warning)));
            let meaning = if said.len() > 1 {
                Meaning::Warning
            } else {
                Meaning::Done
            };
            return (said.join(". "), meaning);
        }
        Notice::TakenOver { by, name } => {
            let (by, name) = (clean(by), clean(name));
            let args = [("by", by.as_ref().into()), ("name", name.as_ref().into())];
            return (tr.with("notice-taken_over", &args), Meaning::Warning);
        }
        Notice::Attempted {
            outcome,
            customer,
            number,
            warnings,
        } => return warned(pen, attempted(pen, *outcome, *customer, number.as_deref()), warnings),
        Notice::CallOver { text, by, missed } => {
            let (who, _) = calls::draw::who(pen, text);
            let args = |key: &str, by: &str| tr.with(key, &[("who", who.as_str().into()), ("by", by.into())]);
            return match (by, missed) {
                (Some(by), _) => (args("notice-call_taken", &clean(by)), Meaning::Text),
                (None, true) => (args("notice-call_missed", ""), Meaning::Warning),
                (None, false) => (args("notice-call_over", ""), Meaning::Text),
            };
        }
        Notice::Trouble(what) => {
            return (clean(what).into_owned(), Meaning::Warning);
        }
        Notice::Said(what) => {
            let text = format!("{} {}", pen.signs().tick, clean(what));
            return (text, Meaning::Done);
        }
        Notice::PlacedOver(None) => tr.text("notice-placed_over"),
        Notice::PlacedOver(Some(outcome)) => tr.with(
            "notice-placed_over_with",
            &[("outcome", words::outcome(tr, *outcome).into())],
        ),
        Notice::Copied(text) => {
            let text = tr.with("notice-copied", &[("text", text.as_str().into())]);
            return (text, Meaning::Done);
        }
        Notice::ClockJumped(by) => {
            return (words::clock_jumped(tr, *by), Meaning::Warning);
        }
        Notice::Released(count) => {
            let said = tr.with("notice-released_all", &[("count", (*count).into())]);
            return (format!("{} {said}", pen.signs().tick), Meaning::Done);
        }
        Notice::PutAway => tr.text("notice-put_away"),
        Notice::Plain(key) => tr.text(key),
    };
    (text, Meaning::Text)
}

/// What came of a call in vain, and when the next attempt is due as soon as the card tells: `№1042 · не отвечает; попытка 2
/// в 10:39`.
fn attempted(pen: &Pen<'_>, outcome: Outcome, customer: CustomerId, number: Option<&str>) -> String {
    let tr = pen.tr();
    let mut said = words::outcome(tr, outcome);
    if let Some(number) = number {
        let number = tr.with("card-number", &[("number", clean(number).as_ref().into())]);
        said = format!("{number} · {said}");
    }
    let card = pen.model.card.card().filter(|card| card.customer.id == customer);
    let upcoming = card.into_iter().flat_map(|card| &card.agenda.upcoming);
    let next = upcoming.filter_map(|task| match task.why {
        Why::Attempt(attempt) => Some((task.due, attempt)),
        _ => None,
    });
    match next.min() {
        Some((due, attempt)) => {
            let when = words::moment(tr, pen.zone(), due, pen.now);
            let args = [
                ("said", said.into()),
                ("attempt", u32::from(attempt).into()),
                ("when", when.into()),
            ];
            format!("{} {}", pen.signs().tick, tr.with("notice-next_attempt", &args))
        }
        None => format!("{} {said}", pen.signs().tick),
    }
}

/// What was done, and what should be known of it.
fn warned(pen: &Pen<'_>, done: String, warnings: &[Warning]) -> (String, Meaning) {
    if warnings.is_empty() {
        return (done, Meaning::Done);
    }
    let said: Vec<String> = warnings
        .iter()
        .map(|warning| words::warning(pen.tr(), pen.zone(), warning))
        .collect();
    let said = said.join(" ");
    // What was recalled in time is what the operator wanted.
    if warnings
        .iter()
        .all(|warning| matches!(warning, Warning::MessagesRecalled(_)))
    {
        return (format!("{done}. {said}"), Meaning::Done);
    }
    (format!("{done}. {} {said}", pen.signs().beware), Meaning::Warning)
}

/// How many were done, how many not and why: `✓ 3 × подтверждён · №1038: Заказ отменён. …`.
fn done_all(pen: &Pen<'_>, notice: &Notice) -> (String, Meaning) {
    let Notice::DoneAll {
        kind,
        done,
        already,
        refused,
        warnings,
    } = notice
    else {
        return (String::new(), Meaning::Text);
    };
    let (tr, zone) = (pen.tr(), pen.zone());
    let mut parts = Vec::new();
    if let Some(kind) = kind.filter(|_| *done > 0) {
        let what = words::done(tr, kind);
        let text = tr.with("done-count", &[("count", (*done).into()), ("what", what.into())]);
        parts.push(format!("{} {text}", pen.signs().tick));
    }
    if *already > 0 {
        parts.push(tr.with("notice-already_count", &[("count", (*already).into())]));
    }
    if let Some((number, why)) = refused.first() {
        parts.push(tr.with("notice-refused_count", &[("count", refused.len().into())]));
        let why = words_of(pen, why).0;
        parts.push(match number {
            Some(number) => {
                let number = tr.with("card-number", &[("number", clean(number).as_ref().into())]);
                format!("{number}: {why}")
            }
            None => why,
        });
    }
    if let Some(warning) = warnings.first() {
        let text = words::warning(tr, zone, warning);
        parts.push(format!("{} {text}", pen.signs().beware));
    }
    let meaning = match (refused.is_empty(), warnings.is_empty()) {
        (true, true) => Meaning::Done,
        (false, _) if *done == 0 => Meaning::Refused,
        _ => Meaning::Warning,
    };
    (parts.join(" · "), meaning)
}
