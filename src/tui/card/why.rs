//! Why a row stands where it stands: the rule, its numbers, its times, what else is due, what it waits for.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::draw;
use crate::board::BoardRow;
use crate::domain::task::Task;
use crate::text::cut;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::tui::widgets::draw_lines;
use crate::tui::widgets::frame;
use crate::tui::widgets::wrap;
use crate::view::card::Card;
use crate::words;

/// Draws it with its frame.
pub fn draw(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, border: Meaning) {
    let Some(shown) = pen.card() else {
        return draw::draw(pen, buffer, area, border);
    };
    let title = format!("{} · {}", pen.tr().text("why-title"), draw::title(pen, shown));
    let inner = frame(pen, buffer, area, &title, border);
    let lines = lines(pen, shown, usize::from(inner.width));
    let most = lines.len().saturating_sub(usize::from(inner.height));
    draw_lines(buffer, inner, lines.into_iter().skip(pen.model.card.scroll.min(most)));
}

/// All its lines, in the given width.
pub fn lines<'t>(pen: &Pen<'_>, shown: &Card, columns: usize) -> Vec<Line<'t>> {
    let tr = pen.tr();
    let rows = pen.model.board.rows.iter();
    let mut lines = Vec::new();
    for row in rows.filter(|row| row.row.customer == shown.customer.id) {
        lines.extend(task_lines(pen, row, columns));
        for (_, kind) in &row.row.more {
            let text = tr.with("why-also", &[("what", words::task_kind(tr, *kind).into())]);
            lines.push(pen.line(text, Meaning::Text));
        }
        lines.push(Line::default());
    }
    if lines.is_empty() {
        lines.push(pen.line(tr.text("why-nothing_due"), Meaning::Title));
        if let Some(waiting) = shown.waiting {
            lines.push(pen.line(tr.coded("waiting", waiting.code()), Meaning::Text));
        }
        lines.push(Line::default());
    }
    for task in &shown.agenda.upcoming {
        let (what, when) = (
            words::task(tr, pen.zone(), task),
            words::moment(tr, pen.zone(), task.due, pen.now),
        );
        let text = tr.with("card-upcoming", &[("what", what.into()), ("when", when.into())]);
        lines.push(pen.line(cut(&format!("{text} ({})", task.rule), columns), Meaning::Text));
    }
    lines
}

fn task_lines<'t>(pen: &Pen<'_>, row: &BoardRow, columns: usize) -> Vec<Line<'t>> {
    let tr = pen.tr();
    let (task, target) = (&row.row.task, row.row.target);
    let reason = words::reason_of(tr, pen.zone(), task, row.facts().as_ref(), target, pen.now);
    let mut lines = vec![pen.line(format!("{} {reason}", pen.signs().lane(task.lane)), Meaning::Title)];
    let sentence = wrap(&words::rule(tr, task.rule), columns);
    lines.extend(sentence.into_iter().map(|line| pen.line(line, Meaning::Text)));
    if let Some(numbers) = numbers(pen, task) {
        lines.extend(
            wrap(&numbers, columns)
                .into_iter()
                .map(|line| pen.line(line, Meaning::Quiet)),
        );
    }
    let times = [
        ("why-since", Some(task.since)),
        ("why-due", Some(task.due).filter(|due| *due != task.since)),
        ("why-target", target),
        ("why-limit", task.limit),
    ];
    for (key, at) in times {
        let Some(at) = at else { continue };
        let when = words::moment(tr, pen.zone(), at, pen.now);
        lines.push(pen.line(tr.with(key, &[("when", when.into())]), Meaning::Text));
    }
    lines
}

/// The settings a rule applies, under the names the config gives them.
fn numbers(pen: &Pen<'_>, task: &Task) -> Option<String> {
    let rules = &pen.model.setup.settings.regulation;
    let days = |keys: &[&str], values: &[i64]| {
        let pairs = keys.iter().zip(values).map(|(key, value)| format!("{key} = {value}d"));
        pairs.collect::<Vec<_>>().join(", ")
    };
    let text = match task.rule.0 {
        4 => format!(
            "first_contact_target = {}, first_contact_limit = {}, last_chance = {}",
            rules.first_contact_target.text(),
            rules.first_contact_limit.text(),
            rules.last_chance.text()
        ),
        5 => format!(
            "promise_span = {}, promise_rise = {}, promise_broken = {}",
            rules.promise_span.text(),
            rules.promise_rise.text(),
            rules.promise_broken.text()
        ),
        7 => format!(
            "retry_second = {}, retry_third = {}, attempts_max = {}",
            rules.retry_second.text(),
            rules.retry_third.text(),
            rules.attempts_max
        ),
        13 => format!("payment_reminder = {}", rules.payment_reminder.text()),
        14 => format!(
            "requisites_again = {}, not_paid_after = {}",
            rules.requisites_again.text(),
            rules.not_paid_after.text()
        ),
        17 => format!(
            "tracking_target = {}, tracking_limit = {}",
            rules.tracking_target.text(),
            rules.tracking_limit.text()
        ),
        18 => days(&["dispatch_within"], &[rules.dispatch_within.0]),
        21 => days(
            &["pickup_sms", "last_storage_call"],
            &[rules.pickup_sms.0, rules.last_storage_call.0],
        ),
        22 => days(
            &["quality_call", "quality_lapse"],
            &[rules.quality_call.0, rules.quality_lapse.0],
        ),
        23 => days(
            &["courtesy_call", "courtesy_lapse"],
            &[rules.courtesy_call.0, rules.courtesy_lapse.0],
        ),
        _ => return None,
    };
    Some(format!("[regulation] {text}"))
}
