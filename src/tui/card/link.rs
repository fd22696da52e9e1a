//! The tracking number on the card leads to its carrier's page (OSC 8), where the terminal knows links.
//!
//! The screen is drawn without it; then the number is written once more over its own place, in its own colours, within the link. So the link
//! never disturbs what the screen thinks stands where.

use ratatui::buffer::Buffer;

use crate::domain::time::Time;
use crate::text::clean;
use crate::tui::model::Model;

/// A text on the screen that leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The text; no wide characters.
    pub text: String,
    /// Where it leads.
    pub address: String,
}

/// Where a link stands: column, row, and which.
pub type Placed = (u16, u16, Link);

/// The link of the card in view.
pub fn of(model: &Model, now: Time) -> Option<Link> {
    let order = model.card_in_view(now)?.order.as_ref()?;
    let text = clean(order.tracking_number.as_deref()?).into_owned();
    let address = order.facts.carrier?.tracking_page(&text)?;
    Some(Link { text, address })
}

/// Where its text stands on the screen, when it is there whole.
pub fn place(link: Link, buffer: &Buffer) -> Option<Placed> {
    let width = usize::from(buffer.area.width);
    let wanted: Vec<char> = link.text.chars().collect();
    if wanted.is_empty() || wanted.len() > width {
        return None;
    }
    for (y, cells) in buffer.content().chunks(width).enumerate() {
        let row: Vec<char> = cells
            .iter()
            .map(|cell| cell.symbol().chars().next().unwrap_or(' '))
            .collect();
        if let Some(x) = row.windows(wanted.len()).position(|part| part == wanted) {
            let (x, y) = (u16::try_from(x).ok()?, u16::try_from(y).ok()?);
            return Some((x, y, link));
        }
    }
    None
}

/// What a terminal is sent where the link begins.
pub fn begun(link: &Link) -> String {
    format!("\x1b]8;;{}\x1b\\", link.address)
}

/// And where it ends.
pub const ENDED: &str = "\x1b]8;;\x1b\\";
