//! Draws the tour where a call would stand: `2 из 3   c подтвердить заказ …        Esc без обхода`.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::state::Tour;
use super::update;
use crate::text::cut;
use crate::text::width;
use crate::tui::commands;
use crate::tui::commands::CommandId;
use crate::tui::model::mode::Mode;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;

/// How many steps it has.
const STEPS: usize = 3;
/// Columns between its parts.
const GAP: usize = 3;

/// Draws it; false when there is none.
pub fn draw(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect) -> bool {
    let (tr, model) = (pen.tr(), pen.model);
    let Some(tour) = model.tour else { return false };
    buffer.set_style(area, pen.style(Meaning::Banner));
    let columns = usize::from(area.width.saturating_sub(2));
    let written = |id: CommandId| commands::written(model.setup.keymap.shown(id), model.letters);
    let says = match tour {
        Tour::Next => "tour-next",
        Tour::Confirm if update::can_confirm(model) => "tour-confirm",
        Tour::Confirm => "tour-elsewhere",
        Tour::Undo => "tour-undo",
        Tour::Over => "tour-over",
    };
    let leaves = matches!(model.mode, Mode::Command) && update::is_left_by_esc(model) && tour != Tour::Over;
    let way = (written(CommandId::Back), tr.text("tour-leave"));
    let right = if leaves { width(&way.0) + 1 + width(&way.1) } else { 0 };
    let mut parts = Vec::new();
    if let Some(number) = tour.number() {
        let count = tr.with("tour-step", &[("at", number.into()), ("count", STEPS.into())]);
        parts.push((count, Meaning::Title, GAP));
    }
    if says != "tour-elsewhere" {
        parts.push((written(tour.command()), Meaning::Key, 1));
    }
    parts.push((tr.text(says), Meaning::Text, 0));
    let mut room = columns.saturating_sub(if leaves { right + GAP } else { 0 });
    let mut x = area.x + 1;
    for (text, meaning, gap) in parts {
        let text = cut(&text, room);
        let end = buffer.set_stringn(x, area.y, &text, room, pen.style(meaning)).0;
        room = room.saturating_sub(width(&text) + gap);
        x = end.saturating_add(u16::try_from(gap).unwrap_or(0)).min(area.right());
    }
    if leaves {
        let at = area.x + 1 + u16::try_from(columns.saturating_sub(right)).unwrap_or(0);
        let (x, _) = buffer.set_stringn(at, area.y, &way.0, columns, pen.style(Meaning::Key));
        buffer.set_stringn(x + 1, area.y, &way.1, columns, pen.style(Meaning::Text));
    }
    true
}
