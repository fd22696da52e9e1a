//! Which lines the list has: its rows, and a heading where another lane begins.

use super::list::Item;
use crate::domain::task::Lane;
use crate::tui::model::Model;

/// A line of the list under its first heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListLine {
    /// A lane begins.
    Lane(Lane),
    /// An item, by its place in the list.
    Item(usize),
}

/// The lines in view; the first lane's heading stands over them. As many rows are left out at the top as the headings
/// between need, so that the cursor's is seen.
pub fn lines(model: &Model) -> Vec<ListLine> {
    let height = model.list.height.max(1);
    let last = model.list.cursor.max(model.list.scroll);
    let mut from = model.list.scroll;
    loop {
        let lines = lines_from(model, from, height);
        if from >= last || lines.contains(&ListLine::Item(model.list.cursor)) || model.list.cursor < from {
            return lines;
        }
        from += 1;
    }
}

fn lines_from(model: &Model, from: usize, height: usize) -> Vec<ListLine> {
    let mut lines = Vec::with_capacity(height);
    let mut lane = None;
    for at in from..model.list.items.len() {
        let Some(here) = lane_of(model, at) else { continue };
        if lane.is_some_and(|lane| lane != here) {
            // A heading never stands last.
            if lines.len() + 1 >= height {
                break;
            }
            lines.push(ListLine::Lane(here));
        }
        lane = Some(here);
        if lines.len() >= height {
            break;
        }
        lines.push(ListLine::Item(at));
    }
    lines
}

/// The lane an item stands in; a row that has left stays in its own.
pub fn lane_of(model: &Model, item: usize) -> Option<Lane> {
    match model.list.items.get(item)? {
        Item::Row(at) => model.board.rows.get(*at).map(|row| row.row.task.lane),
        Item::Ghost(ghost) => Some(ghost.row.row.task.lane),
    }
}
