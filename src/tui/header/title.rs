//! The window's title: how many wait in the lanes that cannot, so that it is seen from another window.

use crate::board::Board;
use crate::domain::task::Lane;
use crate::tui::model::Model;

/// `dozvon · 3 ✆ 2 ★`; follow-ups and lanes where nobody waits are left out.
pub fn title(model: &Model) -> String {
    let lanes = Lane::ALL.iter().zip(model.lanes);
    let pressing = lanes.filter(|(lane, count)| **lane != Lane::FollowUp && *count > 0);
    let waiting: Vec<String> = pressing
        .map(|(lane, count)| format!("{count} {}", model.setup.signs.lane(*lane)))
        .collect();
    if waiting.is_empty() {
        return "dozvon".to_owned();
    }
    format!("dozvon · {}", waiting.join(" "))
}

/// How many rows of a snapshot stand in each lane, in the lanes' order.
pub fn count(board: &Board) -> [usize; Lane::ALL.len()] {
    let mut counts = [0; Lane::ALL.len()];
    for row in board.rows.iter() {
        if let Some(at) = Lane::ALL.iter().position(|lane| *lane == row.row.task.lane) {
            counts[at] += 1;
        }
    }
    counts
}
