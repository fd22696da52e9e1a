//! All keys, from the one list of commands.

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::domain::time::Time;
use crate::text::pad_right;
use crate::tui::commands;
use crate::tui::commands::COMMANDS;
use crate::tui::commands::Command;
use crate::tui::commands::CommandId;
use crate::tui::commands::Group;
use crate::tui::commands::Letters;
use crate::tui::model::Model;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::tui::widgets::draw_lines;
use crate::tui::widgets::framed;
use crate::tui::widgets::wrap;
use crate::view::pages::PageKey;

/// Columns of the keys; what is wider takes its place from the words.
const KEYS: usize = 10;
/// Columns of the frame and what it keeps free.
const FRAME: u16 = 4;
/// Headings and lines between the groups.
const GROUPS: [(Group, &str); 3] = [
    (Group::AtOnce, "help-at_once"),
    (Group::Asking, "help-asking"),
    (Group::Looking, "help-looking"),
];

/// Draws it; gives where the cursor stands.
pub fn draw(pen: &Pen<'_>, buffer: &mut Buffer, body: Rect, scroll: usize) -> Position {
    let inner = framed(pen, buffer, body, &pen.tr().text("help-title"));
    let lines = lines(pen, usize::from(inner.width));
    draw_lines(buffer, inner, lines.into_iter().skip(scroll));
    Position::new(inner.x, inner.y)
}

/// How far it can be scrolled.
pub fn scroll_most(model: &Model) -> usize {
    let (columns, rows) = model.size;
    let pen = Pen { model, now: Time(0) };
    let length = lines(&pen, usize::from(columns.saturating_sub(FRAME))).len();
    length.saturating_sub(usize::from(rows).saturating_sub(5))
}

fn lines<'t>(pen: &Pen<'_>, columns: usize) -> Vec<Line<'t>> {
    let tr = pen.tr();
    let mut lines = Vec::new();
    for (group, heading) in GROUPS {
        lines.push(pen.line(tr.text(heading), Meaning::Title));
        let commands = COMMANDS.iter().filter(|command| command.group == group);
        lines.extend(commands.flat_map(|command| command_lines(pen, command, columns)));
        lines.push(Line::default());
    }
    lines.push(pen.line(tr.text("help-pages"), Meaning::Title));
    let doors = PageKey::DOORS.into_iter();
    lines.extend(doors.flat_map(|(letter, page)| page_lines(pen, letter, page, columns)));
    lines.push(Line::default());
    for lane in crate::domain::task::Lane::ALL {
        let name = crate::words::lane(tr, *lane);
        lines.push(pen.line(format!("  {} {name}", pen.signs().lane(*lane)), Meaning::Text));
    }
    lines
}

fn command_lines<'t>(pen: &Pen<'_>, command: &Command, columns: usize) -> Vec<Line<'t>> {
    let keymap = &pen.model.setup.keymap;
    let keys: Vec<String> = keymap
        .of(command.id)
        .iter()
        .map(|key| commands::written(*key, letters(pen)))
        .collect();
    beside(pen, &keys.join(" "), &pen.tr().coded("help", command.name), columns)
}

/// Keys, and what they do beside them, on as many lines as it takes.
fn beside<'t>(pen: &Pen<'_>, keys: &str, what: &str, columns: usize) -> Vec<Line<'t>> {
    let texts = wrap(what, columns.saturating_sub(KEYS + 3)).into_iter().enumerate();
    let line = |(at, text)| {
        let keys = pad_right(if at == 0 { keys } else { "" }, KEYS);
        let keys = pen.span(format!("  {keys} "), Meaning::Key);
        Line::from(vec![keys, pen.span(text, Meaning::Text)])
    };
    texts.map(line).collect()
}

fn page_lines<'t>(pen: &Pen<'_>, letter: char, page: PageKey, columns: usize) -> Vec<Line<'t>> {
    let views = pen.model.setup.keymap.shown(CommandId::Views);
    let key = |code| commands::written(code, letters(pen));
    let keys = format!("{} {}", key(views), key(KeyCode::Char(letter)));
    let (name, help) = (
        pen.tr().coded("page", page.code()),
        pen.tr().coded("page-help", page.code()),
    );
    beside(pen, &keys, &format!("{name} · {help}"), columns)
}

/// Who reads Cyrillic sees both letters, whatever he typed so far.
fn letters(pen: &Pen<'_>) -> Letters {
    match pen.tr().lang() {
        crate::i18n::Lang::Ru => Letters::Cyrillic,
        crate::i18n::Lang::En => pen.model.letters,
    }
}
