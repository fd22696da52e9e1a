//! One message of the outbox as a line.

use crate::cli::context::Context;
use crate::domain::message::MessageRow;
use crate::words;

/// What a message tells, in a line.
pub fn line(context: &Context, message: &MessageRow) -> String {
    let text = words::told(&context.tr, context.zone(), &message.told, context.now());
    match message.corrects {
        Some(_) if message.kind().follows_facts() => format!("{text} · {}", context.tr.text("message-correction")),
        _ => text,
    }
}
