//! `customer segment NAME --offer TEXT`: something for all of a segment (R25): who gets it and how it reads first, then it
//! goes into the outbox.

use clap::Args;
use serde::Serialize;

use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::json::MoneyShape;
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

#[derive(Serialize)]
struct OfferShape {
    segment: String,
    sent: bool,
    count: usize,
    by_sms: usize,
    by_email: usize,
    unreached: usize,
    without_letter: usize,
    not_allowed: usize,
    refused: usize,
    sms_parts: usize,
    cost: Option<MoneyShape>,
    #[serde(skip)]
    costs: Option<Money>,
    previews: Vec<PreviewedShape>,
}

#[derive(Serialize)]
struct PreviewedShape {
    customer_id: i64,
    to: String,
    channel: &'static str,
    subject: Option<String>,
    text: String,
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
    let mut previews = Vec::new();
    for (to, words) in &preview.shown {
        let words = words
            .as_ref()
            .map_err(|why| Failure::new(Kind::Config, why.clone(), String::new()))?;
        previews.push(previewed(to, words));
    }
    let (mut count, mut refused) = (preview.plan.to.len(), 0);
    if args.send && count > 0 {
        let all = context.told(desk.offer_all(&segment.name, &preview.plan.to, &subject, &text))?;
        (count, refused) = (all.done.len(), all.refused.len());
        if let Some(one) = all.refused.into_iter().next().filter(|_| count == 0) {
            return context.told(Err(one.error));
        }
    }
    let shape = OfferShape {
        refused,
        ..shape(context, segment, &preview, count, previews, args.send)
    };
    Ok(context.reply(&shape, || plain(context, &shape)))
}

fn previewed(to: &OfferTo, written: &MessageWords) -> PreviewedShape {
    PreviewedShape {
        customer_id: to.customer.0,
        to: to.address.clone(),
        channel: to.channel.code(),
        subject: Some(written.subject.clone()).filter(|subject| !subject.is_empty()),
        text: written.text.clone(),
    }
}

fn shape(
    context: &Context,
    segment: &Segment,
    preview: &OfferPreview,
    count: usize,
    previews: Vec<PreviewedShape>,
    sent: bool,
) -> OfferShape {
    let currency = context.settings.shop.currency;
    OfferShape {
        segment: segment.name.clone(),
        sent,
        count,
        by_sms: preview.by(Channel::Sms),
        by_email: preview.by(Channel::Email),
        unreached: preview.plan.unreached,
        without_letter: preview.plan.without_letter,
        not_allowed: preview.plan.not_allowed,
        refused: 0,
        sms_parts: preview.sms_parts,
        cost: preview.cost.map(|cost| MoneyShape::new(cost.minor, currency)),
        costs: preview.cost,
        previews,
    }
}

fn plain(context: &Context, shape: &OfferShape) -> String {
    let tr = &context.tr;
    let whole = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let mut lines = Vec::new();
    for preview in &shape.previews {
        lines.push(format!("→ {}", clean(&preview.to)));
        lines.extend(preview.subject.clone());
        lines.push(format!("{}\n", preview.text.trim_end()));
    }
    let key = if shape.sent { "cli-offer_sent" } else { "offer-would" };
    lines.push(tr.with(key, &[("count", whole(shape.count).into())]));
    let counts = [
        ("offer-by_email", shape.by_email),
        ("offer-by_sms", shape.by_sms),
        ("offer-parts", shape.sms_parts),
        ("offer-unreached", shape.unreached),
        ("offer-without_letter", shape.without_letter),
        ("offer-not_allowed", shape.not_allowed),
        ("cli-offer_refused", shape.refused),
    ];
    let told = counts.into_iter().filter(|(_, count)| *count > 0);
    lines.extend(told.map(|(key, count)| tr.with(key, &[("count", whole(count).into())])));
    if let Some(cost) = shape.costs {
        lines.push(tr.with("offer-cost", &[("cost", words::sum(tr, cost).into())]));
    }
    if !shape.sent && shape.count > 0 {
        lines.push(tr.text("cli-offer_send_hint"));
    }
    lines.join("\n")
}
