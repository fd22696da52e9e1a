//! One message of the outbox as a line.

use crate::cli::context::Context;
use crate::domain::message::MessageRow;
use crate::words;

/// What a message tells, in a line: of several orders each thing once.
pub fn line(context: &Context, message: &MessageRow) -> String {
    let told = |told| words::told(&context.tr, context.zone(), told, context.now());
    let mut texts = vec![told(&message.told)];
    for other in &message.others {
        let text = told(&other.told);
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    let text = texts.join("; ");
    match message.corrects {
        Some(_) if message.kind().follows_facts() => format!("{text} · {}", context.tr.text("message-correction")),
        _ => text,
    }
}
