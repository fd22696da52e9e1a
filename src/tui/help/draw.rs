//! All keys, from the one list of commands.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::domain::time::Time;
use crate::text::pad_right;
use crate::tui::commands::Command;
use crate::tui::commands::Group;
use crate::tui::commands::Letters;
use crate::tui::commands::commands_of;
use crate::tui::commands::written;
use crate::tui::model::Model;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::tui::widgets::draw_lines;
use crate::tui::widgets::framed;
use crate::tui::widgets::wrap;

/// Columns of the keys; what is wider takes its place from the words.
const KEYS: usize = 10;
/// Columns of the frame and what it keeps free.
const FRAME: u16 = 4;
/// Headings and lines between the groups.
const GROUPS: [(Group, &str); 4] = [
    (Group::AtOnce, "help-at_once"),
    (Group::Asking, "help-asking"),
    (Group::Looking, "help-looking"),
    (Group::Page, "help-pages"),
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
        lines.extend(commands_of(&[group]).flat_map(|command| command_lines(pen, command, columns)));
        lines.push(Line::default());
    }
    for lane in crate::domain::task::Lane::ALL {
        let name = crate::words::lane(tr, *lane);
        lines.push(pen.line(format!("  {} {name}", pen.signs().lane(*lane)), Meaning::Text));
    }
    let signs = pen.signs();
    let others = [
        (signs.call, "legend-call"),
        (signs.beware, "legend-beware"),
        (signs.regular, "legend-regular"),
        (signs.mine, "legend-mine"),
        (signs.mark, "legend-mark"),
        (signs.came, "legend-came"),
        (signs.tick, "legend-tick"),
        (signs.times, "legend-times"),
    ];
    lines.extend(others.map(|(sign, key)| pen.line(format!("  {sign} {}", tr.text(key)), Meaning::Text)));
    lines
}

fn command_lines<'t>(pen: &Pen<'_>, command: &Command, columns: usize) -> Vec<Line<'t>> {
    let (tr, keymap) = (pen.tr(), &pen.model.setup.keymap);
    let letters = Letters::shown_in(tr.lang(), pen.model.letters);
    let help = command.help(tr);
    let (keys, what) = if command.group == Group::Page {
        let name = command.label(tr);
        (keymap.written(command.id, letters), format!("{name} · {help}"))
    } else {
        let keys: Vec<String> = keymap.of(command.id).iter().map(|key| written(*key, letters)).collect();
        (keys.join(" "), help)
    };
    let texts = wrap(&what, columns.saturating_sub(KEYS + 3)).into_iter().enumerate();
    let line = |(at, text)| {
        let keys = pad_right(if at == 0 { &keys } else { "" }, KEYS);
        let keys = pen.span(format!("  {keys} "), Meaning::Key);
        Line::from(vec![keys, pen.span(text, Meaning::Text)])
    };
    texts.map(line).collect()
}
