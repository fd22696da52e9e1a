//! `customer segment NAME --offer TEXT`: something for all of a segment (R25): who gets it and how it reads first, then it
//! goes into the outbox.

use clap::Args;

use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::json::MoneyJson;
use crate::cli::output::json::filled;
use crate::cli::output::json::object;
use crate::cli::output::reply::Reply;
use crate::domain::message::Channel;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageWords;
use crate::domain::money::Money;
use crate::domain::offer_to::OfferTo;
use crate::domain::segment::Segment;
use crate::outreach::compose;
use crate::text::clean;
use crate::text::clean_lines;
use crate::view::offers::OfferPreview;
use crate::view::offers::offer_preview;
use crate::view::outbox::MessageCards;
use crate::words;

/// What is offered.
#[derive(Debug, Args)]
pub struct OfferArgs {
    /// Offer this to all of it: prints who gets it and how it reads; nothing leaves without --send
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["csv", "all"])]
    offer: Option<String>,
    /// Of an email: its subject; unset: the usual one
    #[arg(long, value_name = "TEXT", requires = "offer")]
    subject: Option<String>,
    /// Put it into the outbox, a few a minute; `undo` takes back what has not left
    #[arg(long, requires = "offer")]
    send: bool,
}

impl OfferArgs {
    /// The text to offer, if anything is.
    pub fn text(&self) -> Option<&str> {
        self.offer.as_deref()
    }
}

/// Shows the offer, or makes it.
pub fn offer(context: &Context, segment: &Segment, args: &OfferArgs, text: &str) -> Result<Reply, Failure> {
    let tr = &context.tr;
    let text = clean_lines(text).trim().to_owned();
    if text.is_empty() {
        return Err(Failure::usage(tr, "cli-offer_empty", ""));
    }
    let subject = clean(args.subject.as_deref().unwrap_or_default()).trim().to_owned();
    let mut desk = if args.send {
        context.desk()?
    } else {
        context.desk_to_read()?
    };
    let templates = context.templates().sound()?.kept();
    let write = |row: &MessageRow, cards: &MessageCards| {
        let written = compose::written(&templates, row, cards, desk.rules(), desk.now());
        let written = written.map_err(|error| error.to_string())?;
        Ok(MessageWords {
            subject: written.subject,
            text: written.text,
            ..MessageWords::default()
        })
    };
    let preview = context.told(desk.read(|look| offer_preview(look, segment, &subject, &text, write)))?;
    let preview = preview.map_err(|why| {
        let key = format!("no_offer_way-{}", why.code());
        Failure::new(Kind::Refused, tr.text(&key), tr.text(&format!("{key}-hint")))
    })?;
    let mut shown = Vec::new();
    for (to, words) in &preview.shown {
        let broken = |why: &String| Failure::new(Kind::Config, why.clone(), String::new());
        shown.push((to, words.as_ref().map_err(broken)?));
    }
    let (mut count, mut refused) = (preview.plan.to.len(), 0);
    if args.send && count > 0 {
        let all = context.told(desk.offer_all(&segment.name, &preview.plan.to, &subject, &text))?;
        (count, refused) = (all.done.len(), all.refused.len());
        if let Some(one) = all.refused.into_iter().next().filter(|_| count == 0) {
            return context.told(Err(one.error));
        }
    }
    let previews = shown.iter().map(|(to, words)| {
        object! {
            customer_id: to.customer,
            to: &to.address,
            channel: to.channel,
            subject: filled(&words.subject),
            text: &words.text,
        }
    });
    let money = |cost: Money| MoneyJson::new(cost.minor, context.settings.shop.currency);
    let shape = object! {
        segment: &segment.name,
        sent: args.send,
        count,
        by_sms: preview.by(Channel::Sms),
        by_email: preview.by(Channel::Email),
        unreached: preview.plan.unreached,
        without_letter: preview.plan.without_letter,
        not_allowed: preview.plan.not_allowed,
        refused,
        sms_parts: preview.sms_parts,
        cost: preview.cost.map(money),
        previews: previews.collect::<Vec<_>>(),
    };
    Ok(context.reply(&shape, || plain(context, &preview, &shown, args.send, (count, refused))))
}

/// How it reads, and how many get it or would: `count`, and how many were `refused`.
fn plain(
    context: &Context,
    preview: &OfferPreview,
    shown: &[(&OfferTo, &MessageWords)],
    sent: bool,
    (count, refused): (usize, usize),
) -> String {
    let tr = &context.tr;
    let whole = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let mut lines = Vec::new();
    for (to, words) in shown {
        lines.push(format!("→ {}", clean(&to.address)));
        lines.extend(filled(&words.subject));
        lines.push(format!("{}\n", words.text.trim_end()));
    }
    let key = if sent { "cli-offer_sent" } else { "offer-would" };
    lines.push(tr.with(key, &[("count", whole(count).into())]));
    let counts = [
        ("offer-by_email", preview.by(Channel::Email)),
        ("offer-by_sms", preview.by(Channel::Sms)),
        ("offer-parts", preview.sms_parts),
        ("offer-unreached", preview.plan.unreached),
        ("offer-without_letter", preview.plan.without_letter),
        ("offer-not_allowed", preview.plan.not_allowed),
        ("cli-offer_refused", refused),
    ];
    let told = counts.into_iter().filter(|(_, count)| *count > 0);
    lines.extend(told.map(|(key, count)| tr.with(key, &[("count", whole(count).into())])));
    if let Some(cost) = preview.cost {
        lines.push(tr.with("offer-cost", &[("cost", words::sum(tr, cost).into())]));
    }
    if !sent && count > 0 {
        lines.push(tr.text("cli-offer_send_hint"));
    }
    lines.join("\n")
}
