//! All keys, from the one list of commands.

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::desk::pages::PageKey;
use crate::text::pad_right;
use crate::tui::keymap;
use crate::tui::keymap::COMMANDS;
use crate::tui::keymap::Command;
use crate::tui::keymap::CommandId;
use crate::tui::keymap::Group;
use crate::tui::keymap::Letters;
use crate::tui::model::Model;
use crate::tui::theme::Meaning;
use crate::tui::theme::Signs;
use crate::tui::widgets::Pen;
use crate::tui::widgets::draw_lines;
use crate::tui::widgets::framed;

/// Headings and lines between the groups.
const GROUPS: [(Group, &str); 3] = [
    (Group::AtOnce, "help-at_once"),
    (Group::Asking, "help-asking"),
    (Group::Looking, "help-looking"),
];

/// Draws it; gives where the cursor stands.
pub fn draw(pen: &Pen<'_>, buffer: &mut Buffer, body: Rect, scroll: usize) -> Position {
    let inner = framed(pen, buffer, body, &pen.tr().text("help-title"));
    draw_lines(buffer, inner, lines(pen).into_iter().skip(scroll));
    Position::new(inner.x, inner.y)
}

/// How far it can be scrolled.
pub fn scroll_most(model: &Model) -> usize {
    let shown = usize::from(model.size.1).saturating_sub(5);
    length().saturating_sub(shown)
}

fn length() -> usize {
    COMMANDS.len() + GROUPS.len() * 2 + PageKey::DOORS.len() + 2 + Signs::LANES
}

fn lines<'t>(pen: &Pen<'_>) -> Vec<Line<'t>> {
    let tr = pen.tr();
    let mut lines = Vec::with_capacity(length());
    for (group, heading) in GROUPS {
        lines.push(pen.line(tr.text(heading), Meaning::Title));
        let commands = COMMANDS.iter().filter(|command| command.group == group);
        lines.extend(commands.map(|command| line(pen, command)));
        lines.push(Line::default());
    }
    lines.push(pen.line(tr.text("help-pages"), Meaning::Title));
    lines.extend(PageKey::DOORS.map(|(letter, page)| page_line(pen, letter, page)));
    lines.push(Line::default());
    for lane in crate::domain::task::Lane::ALL {
        let name = crate::words::lane(tr, *lane);
        lines.push(pen.line(format!("  {} {name}", pen.signs().lane(*lane)), Meaning::Text));
    }
    lines
}

fn line<'t>(pen: &Pen<'_>, command: &Command) -> Line<'t> {
    let keymap = &pen.model.setup.keymap;
    let keys: Vec<String> = keymap
        .of(command.id)
        .iter()
        .map(|key| keymap::written(*key, letters(pen)))
        .collect();
    Line::from(vec![
        pen.span(format!("  {} ", pad_right(&keys.join(" "), 10)), Meaning::Key),
        pen.span(pen.tr().coded("help", command.name), Meaning::Text),
    ])
}

fn page_line<'t>(pen: &Pen<'_>, letter: char, page: PageKey) -> Line<'t> {
    let views = pen.model.setup.keymap.shown(CommandId::Views);
    let key = |code| keymap::written(code, letters(pen));
    let keys = format!("{} {}", key(views), key(KeyCode::Char(letter)));
    let (name, help) = (
        pen.tr().coded("page", page.code()),
        pen.tr().coded("page-help", page.code()),
    );
    Line::from(vec![
        pen.span(format!("  {} ", pad_right(&keys, 10)), Meaning::Key),
        pen.span(format!("{name} · {help}"), Meaning::Text),
    ])
}

/// Whoever reads Cyrillic sees both letters, whatever he typed so far.
fn letters(pen: &Pen<'_>) -> Letters {
    match pen.tr().lang() {
        crate::i18n::Lang::Ru => Letters::Cyrillic,
        crate::i18n::Lang::En => pen.model.letters,
    }
}
