//! A line that is typed, at the foot of the screen, with what it is understood as.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::layout::Rect;
use tui_input::Input;

use crate::domain::money::Money;
use crate::domain::parcel::Check;
use crate::domain::time::Time;
use crate::text::clean;
use crate::text::cut;
use crate::tui::form::Behind;
use crate::tui::model::Line;
use crate::tui::model::LineFault;
use crate::tui::model::LineKind;
use crate::tui::screens::pick;
use crate::tui::theme::Meaning;
use crate::tui::update;
use crate::tui::widgets::Pen;
use crate::tui::widgets::draw_lines;
use crate::tui::widgets::framed;
use crate::words;

/// Draws it; gives where the cursor stands.
pub fn draw(pen: &Pen<'_>, buffer: &mut Buffer, body: Rect, open: &Line) -> Position {
    let height = 4.min(body.height);
    let area = Rect::new(body.x, body.y + body.height - height, body.width, height);
    let inner = framed(pen, buffer, area, &title(pen, open));
    let (text, meaning) = understood(pen, open);
    let below = Rect::new(inner.x, inner.y + 1, inner.width, inner.height.saturating_sub(1));
    let text = cut(&text, usize::from(inner.width));
    draw_lines(buffer, below, [pen.line(text, meaning)]);
    field(buffer, inner, &open.input)
}

/// What is asked: `№1042 · Елена Иванова · трек-номер`.
pub fn title(pen: &Pen<'_>, open: &Line) -> String {
    let tr = pen.tr();
    let asks = match open.kind {
        LineKind::Tracking => tr.text("line-tracking"),
        LineKind::CallBackAt { .. } => tr.text("line-call_back"),
        LineKind::ScheduleAt => tr.text("line-schedule"),
        LineKind::DispatchBy => tr.text("line-dispatch_by"),
        LineKind::Note => tr.text("line-note"),
        LineKind::Refund => tr.text("line-refund"),
        LineKind::PartPayment => tr.text("line-part_payment"),
        LineKind::PutOffUntil => tr.text("line-put_off_until"),
        LineKind::PutOffWhy { .. } => tr.text("line-put_off_why"),
    };
    format!("{} · {asks}", pick::subject_words(pen, &open.subject))
}

/// Draws a typed text into the first line of an area; gives where its cursor stands.
pub fn field(buffer: &mut Buffer, area: Rect, input: &Input) -> Position {
    let columns = usize::from(area.width.saturating_sub(3)).max(1);
    let scroll = input.visual_scroll(columns);
    let shown: String = after(input.value(), scroll);
    buffer.set_stringn(
        area.x,
        area.y,
        "> ",
        usize::from(area.width),
        ratatui::style::Style::new(),
    );
    if area.width > 2 {
        buffer.set_stringn(area.x + 2, area.y, shown, columns, ratatui::style::Style::new());
    }
    let column = u16::try_from(input.visual_cursor().max(scroll) - scroll).unwrap_or(0);
    Position::new(area.x + 2 + column, area.y)
}

/// What the text is understood as so far, or why it is not.
pub fn understood(pen: &Pen<'_>, open: &Line) -> (String, Meaning) {
    let tr = pen.tr();
    if let Some(fault) = open.fault {
        return (tr.text(fault_key(fault)), Meaning::Refused);
    }
    let text = open.input.value();
    let typed = |result: Result<String, LineFault>, hint: &str| match result {
        Ok(text) => (text, Meaning::Done),
        Err(LineFault::Empty) => (tr.text(hint), Meaning::Quiet),
        Err(fault) => (tr.text(fault_key(fault)), Meaning::Soon),
    };
    if let Some(stands) = stands(pen, open) {
        return (stands, Meaning::Warning);
    }
    match open.kind {
        LineKind::Tracking if text.trim().is_empty() => (tr.text("line-tracking-hint"), Meaning::Quiet),
        LineKind::Tracking => {
            let recognised = update::tracking(open, pen.model);
            let carrier = recognised.carrier.map(|carrier| words::carrier(tr, carrier));
            let (check, meaning) = match recognised.check {
                Check::Ok => (tr.text("line-check_ok"), Meaning::Done),
                Check::None => (tr.text("line-check_none"), Meaning::Done),
                Check::Failed => (tr.text("warning-check_digit"), Meaning::Warning),
                Check::Unknown => (tr.text("warning-unknown_number"), Meaning::Soon),
                Check::Incomplete => (tr.text("line-check_incomplete"), Meaning::Quiet),
            };
            let parts = carrier.into_iter().chain([check]).collect::<Vec<_>>();
            (parts.join(" · "), meaning)
        }
        LineKind::CallBackAt { .. } | LineKind::ScheduleAt | LineKind::DispatchBy | LineKind::PutOffUntil => {
            let when = update::when(text, pen.now, pen.model);
            if let Some(moved) = when.ok().and_then(|at| moved(pen, open, at)) {
                return (moved, Meaning::Warning);
            }
            let words = when.map(|at| {
                let clock = words::weekday_date(tr, pen.zone(), at, pen.now);
                format!(
                    "{clock} · {}",
                    tr.with("line-in", &[("span", tr.span_short(at - pen.now).into())])
                )
            });
            typed(words, "line-when-hint")
        }
        LineKind::Refund | LineKind::PartPayment => {
            let amount = update::amount(text, open, pen.model);
            typed(amount.map(Money::text), "line-amount-hint")
        }
        LineKind::Note | LineKind::PutOffWhy { .. } => (tr.text("line-text-hint"), Meaning::Quiet),
    }
}

/// When a call will be made that was asked for at a time nobody is called at (R36).
fn moved(pen: &Pen<'_>, open: &Line, at: Time) -> Option<String> {
    if !matches!(open.kind, LineKind::CallBackAt { .. } | LineKind::ScheduleAt) {
        return None;
    }
    let card = pen.model.current_card();
    let card = card.filter(|card| card.customer.id == open.subject.customer);
    let calendar = pen.model.setup.settings.calendar(card.map(|card| card.clock.zone), at);
    let made = calendar.callable().next_open(at);
    if made == at || made == Time::FAR {
        return None;
    }
    let tr = pen.tr();
    let date = |at| words::weekday_date(tr, pen.zone(), at, pen.now);
    let args = [("asked", date(at).into()), ("made", date(made).into())];
    Some(tr.with("line-moved", &args))
}

/// The number somebody else has entered since this one was begun.
fn stands(pen: &Pen<'_>, open: &Line) -> Option<String> {
    let number = open.seen_number.as_deref().filter(|_| open.behind == Behind::Seen)?;
    let tr = pen.tr();
    Some(if number.is_empty() {
        tr.text("line-tracking-gone")
    } else {
        tr.with("line-tracking-now", &[("number", clean(number).as_ref().into())])
    })
}

fn fault_key(fault: LineFault) -> &'static str {
    match fault {
        LineFault::Empty => "refusal-empty_text",
        LineFault::BadWhen(key) => key,
        LineFault::Past => "refusal-in_the_past",
        LineFault::BadAmount => "fault-amount",
    }
}

/// The text without its first so many columns.
pub fn after(text: &str, columns: usize) -> String {
    let mut skipped = 0;
    let rest = text.chars().skip_while(|c| {
        if skipped >= columns {
            return false;
        }
        skipped += crate::text::width(c.encode_utf8(&mut [0; 4]));
        true
    });
    rest.collect()
}
