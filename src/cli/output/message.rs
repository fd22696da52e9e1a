//! One message of the outbox as a line.

use crate::cli::context::Place;
use crate::domain::message::MessageRow;
use crate::words;

/// What a message tells, in a line.
pub fn line(place: &Place, message: &MessageRow) -> String {
    let text = words::told(&place.tr, place.zone(), &message.told, place.now());
    match message.corrects {
        Some(_) if message.kind().follows_facts() => format!("{text} · {}", place.tr.text("message-correction")),
        _ => text,
    }
}
