//! A setting that is changed, at the foot of the screen: its name, its value, what is wrong with it and the remedy.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::layout::Rect;

use super::state::OpenSetting;
use crate::text::clean;
use crate::text::cut;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::tui::widgets::draw_lines;
use crate::tui::widgets::field::field;
use crate::tui::widgets::framed;

/// Draws it; gives where the cursor stands.
pub fn draw(pen: &Pen<'_>, buffer: &mut Buffer, body: Rect, open: &OpenSetting) -> Position {
    let height = 5.min(body.height);
    let area = Rect::new(body.x, body.y + body.height - height, body.width, height);
    let inner = framed(pen, buffer, area, &title(open));
    let below = Rect::new(inner.x, inner.y + 1, inner.width, inner.height.saturating_sub(1));
    let line = |text: &str, meaning| pen.line(cut(&clean(text), usize::from(inner.width)), meaning);
    let lines = if let Some(fault) = &open.fault {
        [line(&fault.message, Meaning::Refused), line(&fault.hint, Meaning::Text)]
    } else {
        let key = if open.resets {
            "settings-resets"
        } else {
            "settings-usual"
        };
        let usual = if open.usual.is_empty() {
            pen.tr().text("explain-unset")
        } else {
            open.usual.clone()
        };
        let text = pen.tr().with(key, &[("value", usual.into())]);
        [line(&text, Meaning::Quiet), line("", Meaning::Quiet)]
    };
    draw_lines(buffer, below, lines);
    field(buffer, inner, &open.input)
}

/// What is changed: `Первый звонок: не позже · first_contact_limit`.
pub fn title(open: &OpenSetting) -> String {
    format!("{} · {}", open.words, open.name)
}
