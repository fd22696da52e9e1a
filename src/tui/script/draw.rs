//! The script beside the card: what to say, and the points to go through (R20, R34).

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::scripts::Script;
use crate::scripts::StepKind;
use crate::tui::card;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::tui::widgets::draw_lines;
use crate::tui::widgets::frame;
use crate::tui::widgets::inside;
use crate::tui::widgets::wrap;
use crate::view::card::Card;
use crate::words;

/// A card this tall has room for the script under it.
const TALL: u16 = 26;

/// Its lines, and on which of them the cursor stands.
type Laid<'t> = (Vec<Line<'t>>, usize);

/// The script where it is to stand, laid out for it.
pub struct Below<'t> {
    area: Rect,
    laid: Laid<'t>,
}

/// The card's area and the script under it, when there is a script and room for both.
pub fn split<'t>(pen: &Pen<'_>, area: Rect) -> (Rect, Option<Below<'t>>) {
    let (Some(card), Some(script)) = (pen.card(), pen.script()) else {
        return (area, None);
    };
    if area.height < TALL {
        return (area, None);
    }
    let columns = usize::from(area.width.saturating_sub(4));
    let laid = lines(pen, card, script, columns);
    let wanted = u16::try_from(laid.0.len() + 2).unwrap_or(area.height);
    let height = wanted.min(area.height * 9 / 20);
    let above = area.height - height;
    let lower = Rect::new(area.x, area.y + above, area.width, height);
    (
        Rect::new(area.x, area.y, area.width, above),
        Some(Below { area: lower, laid }),
    )
}

/// Draws the card, and the script under it where there is room.
pub fn under_card(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, border: Meaning) {
    let (upper, lower) = split(pen, area);
    card::draw::draw(pen, buffer, upper, border);
    if let Some(lower) = lower {
        lower.draw(pen, buffer, Meaning::Frame);
    }
}

/// Draws it alone, with its frame; gives where the cursor stands.
pub fn draw(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, border: Meaning) -> Option<Position> {
    let (Some(shown), Some(script)) = (pen.card(), pen.script()) else {
        card::draw::draw(pen, buffer, area, border);
        return None;
    };
    let laid = lines(pen, shown, script, usize::from(inside(area).width));
    Below { area, laid }.draw(pen, buffer, border)
}

impl Below<'_> {
    /// Draws it with its frame; gives where the cursor stands.
    pub fn draw(self, pen: &Pen<'_>, buffer: &mut Buffer, border: Meaning) -> Option<Position> {
        let (shown, script) = (pen.card()?, pen.script()?);
        let inner = frame(pen, buffer, self.area, &title(pen, shown, script), border);
        Some(put(pen, buffer, inner, self.laid))
    }
}

fn put(pen: &Pen<'_>, buffer: &mut Buffer, inner: Rect, (lines, at): Laid<'_>) -> Position {
    let height = usize::from(inner.height);
    // The point under the cursor is seen, with a line of what comes after it.
    let skip = (at + 2).saturating_sub(height).min(lines.len().saturating_sub(height));
    draw_lines(buffer, inner, lines.into_iter().skip(skip));
    let y = u16::try_from(at.saturating_sub(skip)).unwrap_or(0);
    let at = Position::new(inner.x, inner.y + y);
    if pen.model.in_script() {
        let row = Rect::new(inner.x, at.y, inner.width, 1).intersection(inner);
        pen.select(buffer, row);
    }
    at
}

/// What it is called and how far it has come: `Первый звонок 2/6`.
fn title(pen: &Pen<'_>, shown: &Card, script: &Script) -> String {
    let (done, all) = script.progress(&ticked(shown, script));
    let name = if script.title.is_empty() {
        pen.tr().text("script-title")
    } else {
        script.title.clone()
    };
    format!("{name} {done}/{all}")
}

/// All its lines, in the given width, and on which of them the cursor stands.
fn lines<'t>(pen: &Pen<'_>, shown: &Card, script: &Script, columns: usize) -> Laid<'t> {
    let ticked = ticked(shown, script);
    let (mut lines, mut at, mut point) = (Vec::new(), 0, 0);
    for step in &script.steps {
        let done = ticked.contains(&step.key);
        let (mark, meaning) = match step.kind {
            StepKind::Point if done => ("[x] ", Meaning::Quiet),
            StepKind::Point => ("[ ] ", Meaning::Text),
            StepKind::Say => ("", Meaning::Title),
            StepKind::Advice => ("", Meaning::Quiet),
        };
        if step.kind == StepKind::Point {
            if point == pen.model.card.point {
                at = lines.len();
            }
            point += 1;
        }
        let text = match step.kind {
            StepKind::Say => words::quoted(pen.tr(), &step.text),
            _ => step.text.clone(),
        };
        let texts = wrap(&text, columns.saturating_sub(mark.len()));
        lines.extend(texts.into_iter().enumerate().map(|(row, text)| {
            let before = if row == 0 { mark } else { &"    "[..mark.len()] };
            pen.line(format!("{before}{text}"), meaning)
        }));
    }
    (lines, at)
}

fn ticked(shown: &Card, script: &Script) -> Vec<i64> {
    let ticks = shown.ticks.iter().filter(|tick| tick.script == script.name);
    ticks.map(|tick| tick.step).collect()
}
