//! Draws the greeting in place of the queue's rows.
//!
//! ```text
//!  Здесь пока пусто. С чего начать?
//!
//!  1  Загрузить заказы из файла
//!     Перетащите файл сюда или вставьте путь к нему.
//!  2  Рассказать о магазине
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::state::Start;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::tui::widgets::draw_lines;
use crate::tui::widgets::wrap;

/// Columns of a digit and what parts it from its words.
const DIGIT: usize = 3;

/// Draws it into the list's pane; where that is low, without what is said of most choices.
pub fn draw(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect) {
    let tr = pen.tr();
    let columns = usize::from(area.width).saturating_sub(DIGIT);
    let quiet = |text: &str, columns: usize, indent: usize| {
        let lines = wrap(text, columns).into_iter();
        let lines = lines.map(|line| pen.line(format!("{}{line}", " ".repeat(indent)), Meaning::Quiet));
        lines.collect::<Vec<_>>()
    };
    let about = |start: &Start, columns, indent| quiet(&tr.coded("start_about", start.code()), columns, indent);
    let title = pen.line(tr.text("start-title"), Meaning::Title);
    let foot = quiet(&tr.text("start-foot"), usize::from(area.width), 0);
    let (mut full, mut bare) = (vec![title.clone(), Line::default()], vec![title]);
    for (at, start) in Start::ALL.iter().enumerate() {
        let choice = Line::from(vec![
            pen.span(format!("{:<DIGIT$}", at + 1), Meaning::Key),
            pen.span(tr.coded("start", start.code()), Meaning::Text),
        ]);
        bare.push(choice.clone());
        full.push(choice);
        full.extend(about(start, columns, DIGIT));
    }
    // What a digit cannot tell is said last: that a file may be dropped, and that every other key works.
    let dropped = about(&Start::Import, usize::from(area.width), 0);
    let short = [bare.clone(), vec![Line::default()], dropped, foot.clone()].concat();
    full.extend(std::iter::once(Line::default()).chain(foot));
    let fits = |lines: &Vec<Line<'_>>| lines.len() <= usize::from(area.height);
    let lines = [full, short].into_iter().find(fits).unwrap_or(bare);
    draw_lines(buffer, area, lines);
}
