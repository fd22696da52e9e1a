//! Messages in words, for commands and for the console.

use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::desk::Desk;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageWords;
use crate::domain::sms_parts::Segments;
use crate::i18n::Tr;
use crate::outreach::MessageError;
use crate::outreach::Templates;
use crate::outreach::WrittenMessage;
use crate::outreach::compose;
use crate::outreach::compose::ComposeError;
use crate::outreach::drafts::drafts;
use crate::outreach::values::WritingContext;
use crate::outreach::values::language;
use crate::session::setup::MessageWriter;
use crate::template::LiveTexts;

/// A message of the outbox as it left, or would leave now.
pub fn of_row(context: &Context, desk: &Desk, message: &MessageRow) -> Result<WrittenMessage, Failure> {
    match compose::compose(desk, &context.templates().texts.now(), message) {
        Ok(composed) => Ok(composed.written),
        Err(ComposeError::Desk(error)) => context.told(Err(error)),
        Err(ComposeError::Message(error)) => Err(failure(&context.tr, &error)),
    }
}

/// Puts messages into words for the console: those of the outbox, and what one by hand can be made of.
pub fn writer(templates: LiveTexts<Templates>, tr: Tr) -> MessageWriter {
    let of_card = templates.clone();
    let writer = MessageWriter::new(move |message, cards, rules, now| {
        let written = compose::written(&templates.now(), message, cards, rules, now);
        let written = written.map_err(|error| failure(&tr, &error).message)?;
        Ok(MessageWords {
            subject: written.subject,
            text: written.text,
            ..MessageWords::default()
        })
    });
    writer.with_drafts(move |card, text, rules, now| {
        let around = WritingContext {
            card,
            rules,
            tr: &Tr::new(language(rules.settings(), card)),
            now,
            orders: None,
            stop_url: None,
        };
        // A shop's own text that is broken is told of when the settings are checked; the others still serve.
        drafts(&of_card.now(), text, &around).unwrap_or_default()
    })
}

/// A message as its reader has it, and what a short one costs.
pub fn plain(tr: &Tr, written: &WrittenMessage, size: Option<Segments>) -> String {
    let mut out = String::new();
    if !written.subject.is_empty() {
        out.push_str(&tr.with("cli-message_subject", &[("subject", written.subject.as_str().into())]));
        out.push_str("\n\n");
    }
    out.push_str(&written.text);
    if let Some(size) = size {
        let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        out.push_str("\n\n");
        out.push_str(&tr.with(
            "message-segments",
            &[
                ("parts", count(size.parts).into()),
                ("length", count(size.length).into()),
            ],
        ));
    }
    out
}

/// Why a message cannot be written, in words.
pub fn failure(tr: &Tr, error: &MessageError) -> Failure {
    match error {
        MessageError::Unknown(name) => Failure::usage(tr, "cli-no_template", name),
        MessageError::Lacks(need) => Failure::new(
            Kind::Refused,
            tr.coded("message_lacks", need.code()),
            tr.text("message_lacks-hint"),
        ),
        MessageError::Broken { .. } => Failure::new(Kind::Config, error.to_string(), tr.text("message_broken-hint")),
    }
}
