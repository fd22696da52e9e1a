//! `message`: what customers are told (R30), and how it would read for an order.

use super::message_send;
use super::message_send::SendArgs;
use super::message_text::failure;
use super::message_text::plain;
use clap::Subcommand;
use clap::builder::PossibleValuesParser;

use crate::cli::codes;
use crate::cli::context::Context;
use crate::cli::names;
use crate::cli::output::failure::Failure;
use crate::cli::output::json::object;
use crate::cli::output::reply::Reply;
use crate::desk::error::DeskError;
use crate::domain::message::Channel;
use crate::domain::message::MessageKind;
use crate::domain::sms_parts::segments;
use crate::domain::target::CardKey;
use crate::i18n::Tr;
use crate::outreach;
use crate::outreach::MessageError;
use crate::outreach::NAMES;
use crate::outreach::values::WritingContext;
use crate::outreach::values::language;
use crate::view::card;

/// `message …`
#[derive(Debug, Subcommand)]
pub enum MessageCommand {
    /// How a message about an order would read now; nothing leaves
    Preview {
        /// The order's number, or id:12
        #[arg(value_name = "N")]
        order: String,
        /// Which message
        #[arg(value_parser = PossibleValuesParser::new(NAMES))]
        template: String,
        /// By which channel it would go; unset: the usual one of that message
        #[arg(long, value_parser = codes::message_channel())]
        channel: Option<Channel>,
        /// Print the HTML part of the email alone
        #[arg(long, conflicts_with = "channel")]
        html: bool,
    },
    /// Write to the customer of an order; `undo` takes it back until it has left
    Send(SendArgs),
}

/// Does what is asked.
pub fn run(context: &Context, command: &MessageCommand) -> Result<Reply, Failure> {
    let (order, template, channel, html) = match command {
        MessageCommand::Send(args) => return message_send::send(context, args),
        MessageCommand::Preview {
            order,
            template,
            channel,
            html,
        } => (order, template, channel, html),
    };
    let templates = context.templates().sound()?.kept();
    let desk = context.desk_to_read()?;
    let id = names::order(context, &desk, order)?;
    let card = context.told(desk.read(|look| card::card(look, CardKey::Order(id))))?;
    let card = context.told(card.ok_or(DeskError::NotFound))?;
    let lang = context
        .asked_lang()
        .unwrap_or_else(|| language(&context.settings, &card));
    let around = WritingContext {
        card: &card,
        rules: desk.rules(),
        tr: &Tr::new(lang),
        now: context.now(),
        orders: None,
        stop_url: None,
    };
    let usual = || MessageKind::parse(template).map_or(Channel::Email, MessageKind::prefers);
    let channel = channel.unwrap_or_else(|| if *html { Channel::Email } else { usual() });
    let failed = |error: MessageError| failure(&context.tr, &error);
    let written = outreach::write(&templates, template, channel, None, &around).map_err(failed)?;
    let part = match channel {
        Channel::Email => {
            let code = outreach::code_picture(template, None, &around);
            let within = code.as_ref().map(outreach::within);
            let code = code.as_ref().zip(within.as_deref());
            Some(outreach::html_part(&templates, &written, &around, code).map_err(failed)?)
        }
        Channel::Sms => None,
    };
    if let (true, Some(part)) = (*html, &part) {
        return Ok(Reply::text(part));
    }
    let size = (channel == Channel::Sms).then(|| segments(&written.text));
    let shape = object! {
        template,
        channel: channel.code(),
        language: lang.code(),
        subject: (channel == Channel::Email).then_some(written.subject.as_str()),
        text: &written.text,
        html: part.as_deref(),
        segments: size.map(|size| object! {
            alphabet: size.alphabet.code(),
            length: size.length,
            parts: size.parts,
        }),
    };
    Ok(context.reply(&shape, || plain(&context.tr, &written, size)))
}
