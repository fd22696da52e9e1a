//! The window's title: how many wait in the lanes that cannot, so that it is seen from another window.

use crate::domain::task::Lane;
use crate::tui::model::Model;

/// The lanes whose numbers stand in the title.
const LANES: [Lane; 5] = [Lane::Ringing, Lane::Missed, Lane::Callback, Lane::NewHigh, Lane::New];

/// `dozvon · 3 ✆ 2 ★`; lanes where nobody waits are left out.
pub fn title(model: &Model) -> String {
    let mut waiting = Vec::new();
    for lane in LANES {
        let rows = model.board.rows.iter();
        let count = rows.filter(|row| row.row.task.lane == lane).count();
        if count > 0 {
            waiting.push(format!("{count} {}", model.setup.signs.lane(lane)));
        }
    }
    if waiting.is_empty() {
        return "dozvon".to_owned();
    }
    format!("dozvon · {}", waiting.join(" "))
}
