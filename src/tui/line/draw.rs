//! A line that is typed, at the foot of the screen, with what it is understood as.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::layout::Rect;

use super::state::Line;
use super::state::LineFault;
use super::state::LineKind;
use crate::domain::action::WhichParcel;
use crate::domain::parcel::Check;
use crate::domain::time::Time;
use crate::text::clean;
use crate::text::cut;
use crate::tui::line;
use crate::tui::pick::parcels;
use crate::tui::subject::Behind;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::tui::widgets::draw_lines;
use crate::tui::widgets::field::field;
use crate::tui::widgets::framed;
use crate::tui::widgets::subject_words;
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
        LineKind::Tracking => tracking_of(pen, open),
        LineKind::CallBackAt { .. } => tr.text("line-call_back"),
        LineKind::ScheduleAt => tr.text("line-schedule"),
        LineKind::DispatchBy => tr.text("line-dispatch_by"),
        LineKind::Note => tr.text("line-note"),
        LineKind::Complaint => tr.text("line-complaint"),
        LineKind::Wrote => tr.text("line-wrote"),
        LineKind::ReviewNote(_) => tr.text("line-review_note"),
        LineKind::Refund => tr.text("line-refund"),
        LineKind::PartPayment => tr.text("line-part_payment"),
        LineKind::PutOffUntil => tr.text("line-put_off_until"),
        LineKind::PutOffWhy { .. } => tr.text("line-put_off_why"),
    };
    format!("{} · {asks}", subject_words::subject_words(pen, &open.subject))
}

/// Of which parcel the number is asked for.
fn tracking_of(pen: &Pen<'_>, open: &Line) -> String {
    let tr = pen.tr();
    let parcel = match open.which {
        WhichParcel::Only => None,
        WhichParcel::Another => Some(tr.text("line-tracking-another")),
        WhichParcel::At(_) => open.parcel().map(|parcel| {
            let called = parcels::called(tr, parcel);
            tr.with("line-tracking-of", &[("parcel", clean(&called).into())])
        }),
    };
    let asks = [Some(tr.text("line-tracking")), parcel];
    asks.into_iter().flatten().collect::<Vec<_>>().join(" · ")
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
        LineKind::Tracking if text.trim().is_empty() => {
            let other = if open.parcels().len() > 1 {
                tr.text("line-tracking-tab")
            } else {
                tr.text("line-tracking-hint")
            };
            (other, Meaning::Quiet)
        }
        LineKind::Tracking => {
            let recognised = line::meaning::tracking(open, pen.model);
            let carrier = recognised.carrier.map(|carrier| words::carrier(tr, carrier));
            let (check, meaning) = match recognised.check {
                Check::Ok => (tr.text("line-check_ok"), Meaning::Done),
                Check::None => (tr.text("line-check_none"), Meaning::Done),
                Check::Failed => (tr.text("warning-check_digit"), Meaning::Refused),
                Check::Unknown => (tr.text("warning-unknown_number"), Meaning::Refused),
                Check::Incomplete => (tr.text("line-check_incomplete"), Meaning::Refused),
            };
            let arrives = match line::meaning::estimate(text, pen.now, pen.model) {
                Ok(at) => at.map(|at| {
                    let day = words::date_short(tr, pen.zone(), at, pen.now);
                    tr.with("line-tracking-arrives", &[("day", day.into())])
                }),
                Err(fault) => return (tr.text(fault_key(fault)), Meaning::Soon),
            };
            let parts = carrier.into_iter().chain([check]).chain(arrives).collect::<Vec<_>>();
            (parts.join(" · "), meaning)
        }
        LineKind::CallBackAt { .. } | LineKind::ScheduleAt | LineKind::DispatchBy | LineKind::PutOffUntil => {
            let when = line::meaning::when(text, pen.now, pen.model);
            if let Some(moved) = when.ok().and_then(|at| moved(pen, open, at)) {
                return (moved, Meaning::Warning);
            }
            let words = when.map(|at| {
                let clock = words::weekday_date(tr, pen.zone(), at, pen.now);
                format!(
                    "{clock} · {}",
                    tr.with("line-in", &[("span", tr.span_exact(at - pen.now).into())])
                )
            });
            typed(words, "line-when-hint")
        }
        LineKind::Refund | LineKind::PartPayment => {
            let amount = line::meaning::amount(text, open, pen.model);
            typed(amount.map(|amount| words::exact_sum(tr, amount)), "line-amount-hint")
        }
        LineKind::Note
        | LineKind::ReviewNote(_)
        | LineKind::Complaint
        | LineKind::Wrote
        | LineKind::PutOffWhy { .. } => (tr.text("line-text-hint"), Meaning::Quiet),
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
        LineFault::Doubtful => "fault-doubtful_number",
        LineFault::NoNumber => "fault-no_number",
    }
}
