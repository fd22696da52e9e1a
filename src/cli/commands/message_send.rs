//! `message send`: a message written by hand to the customer of an order (R30, R33).

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::message_text::failure;
use super::message_text::plain;
use crate::cli::codes;
use crate::cli::context::Context;
use crate::cli::names;
use crate::cli::output::done::Done;
use crate::cli::output::failure::Failure;
use crate::cli::output::json::message_json;
use crate::cli::output::json::object;
use crate::cli::output::message::line;
use crate::cli::output::reply::Reply;
use crate::desk::error::DeskError;
use crate::domain::action::Refusal;
use crate::domain::message::Channel;
use crate::domain::message::OwnMessage;
use crate::domain::sms_parts::segments;
use crate::domain::target::CardKey;
use crate::domain::target::Target;
use crate::i18n::Tr;
use crate::outreach::NAMES;
use crate::outreach::WrittenMessage;
use crate::outreach::drafts::own_words;
use crate::outreach::drafts::template_words;
use crate::outreach::values::WritingContext;
use crate::outreach::values::language;
use crate::text::clean;
use crate::text::clean_lines;
use crate::view::card;
use crate::view::drafts::usual;
use crate::view::drafts::ways;
use crate::view::outbox;
use crate::words;

/// `message send`
#[derive(Debug, Args)]
pub struct SendArgs {
    /// The order's number, or id:12
    #[arg(value_name = "N")]
    order: String,
    /// Which message
    #[arg(long, value_parser = PossibleValuesParser::new(NAMES), required_unless_present = "text")]
    template: Option<String>,
    /// What to say; the greeting and the shop's name are put around it
    #[arg(long, conflicts_with = "template")]
    text: Option<String>,
    /// Of an email: its subject; unset: the usual one
    #[arg(long, requires = "text")]
    subject: Option<String>,
    /// By which channel; unset: the first that `written` in [messages] names and that reaches the customer
    #[arg(long, value_parser = codes::message_channel())]
    channel: Option<Channel>,
}

/// Puts it into the outbox.
pub fn send(context: &Context, args: &SendArgs) -> Result<Reply, Failure> {
    let templates = context.templates().sound()?.kept();
    let mut desk = context.desk()?;
    let id = names::order(context, &desk, &args.order)?;
    let card = context.told(desk.read(|look| card::card(look, CardKey::Order(id))))?;
    let card = context.told(card.ok_or(DeskError::NotFound))?;
    let ways = context.told(desk.read(|look| ways(look, &card)))?;
    let way = args.channel.map_or_else(
        || usual(&ways),
        |channel| ways.iter().find(|way| way.channel == channel),
    );
    let channel = way.map(|way| way.channel).or(args.channel);
    let channel = context.told(channel.ok_or(DeskError::Refused(Refusal::NotByHand)))?;
    let around = WritingContext {
        card: &card,
        rules: desk.rules(),
        tr: &Tr::new(language(&context.settings, &card)),
        now: context.now(),
        orders: None,
        stop_url: None,
    };
    let of = args.template.clone().unwrap_or_default();
    let words = if let Some(name) = &args.template {
        template_words(&templates, name, channel, &around)
    } else {
        let text = clean_lines(args.text.as_deref().unwrap_or_default()).trim().to_owned();
        if text.is_empty() {
            return context.told(Err(DeskError::Refused(Refusal::EmptyText)));
        }
        let subject = clean(args.subject.as_deref().unwrap_or_default()).trim().to_owned();
        own_words(&templates, channel, &subject, &text, &around)
    };
    let message = OwnMessage {
        of,
        channel,
        address: way.and_then(|way| way.address.clone()).unwrap_or_default(),
        words: words.map_err(|error| failure(&context.tr, &error))?,
        seen: None,
    };
    let performed = context.told(desk.write_message(Target::Order(id), &message))?;
    let key = performed.entry.map(|entry| format!("e{entry}:written"));
    let (done, reply) = Done::new(performed).told(context, &desk)?;
    let all = context.told(desk.read(|look| outbox::messages_of(look, card.customer.id)))?;
    let put_in = all.iter().find(|row| Some(&row.key) == key.as_ref());
    let shape = object! {
        #[serde(flatten)]
        done,
        message: put_in.map(|row| message_json(row, line(context, row))),
    };
    let said = || {
        let Some(row) = put_in else { return reply.data.clone() };
        let when = words::leaves(&context.tr, context.zone(), &context.settings, row, context.now());
        let args = [
            ("channel", words::message_channel(&context.tr, channel).into()),
            ("to", clean(&row.address).into()),
            ("when", when.into()),
        ];
        let size = (channel == Channel::Sms).then(|| segments(&message.words.text));
        let written = WrittenMessage {
            subject: message.words.subject.clone(),
            text: message.words.text.clone(),
        };
        let leaves = context.tr.with("cli-message_written", &args);
        let text = plain(&context.tr, &written, size);
        format!("{}\n{leaves}\n\n{text}", reply.data.trim_end())
    };
    Ok(context.reply(&shape, said).with_remarks(reply.remarks.clone()))
}
