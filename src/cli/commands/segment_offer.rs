//! `customer segment NAME --offer TEXT`: something for all of a segment (R25): who gets it and how it reads first, then it
//! goes into the outbox.

use clap::Args;
use serde::Serialize;

use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::json::MoneyShape;
use crate::cli::output::reply::Reply;
use crate::desk::Desk;
use crate::domain::message::Channel;
use crate::domain::message::MessageBody;
use crate::domain::money::Money;
use crate::domain::offer_to::OfferTo;
use crate::domain::segment::Segment;
use crate::domain::sms_parts::segments;
use crate::domain::target::CardKey;
use crate::i18n::Tr;
use crate::outreach;
use crate::outreach::Templates;
use crate::outreach::WrittenMessage;
use crate::outreach::values::WritingContext;
use crate::outreach::values::language;
use crate::text::clean;
use crate::text::clean_lines;
use crate::view::card;
use crate::view::offers::OfferPlan;
use crate::view::offers::offer_plan;

/// How many are shown before it leaves.
const SHOWN: usize = 3;

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
    let plan = context.told(desk.read(|look| offer_plan(look, segment)))?;
    let plan = plan.map_err(|why| {
        let key = format!("cli-no_offer_way-{}", why.code());
        Failure::new(Kind::Refused, tr.text(&key), tr.text(&format!("{key}-hint")))
    })?;
    let told = MessageBody::Offer {
        subject: subject.clone(),
        text: text.clone(),
    };
    let templates = context.templates()?;
    let mut previews = Vec::new();
    for to in plan.to.iter().take(SHOWN) {
        previews.push((to, written(context, &desk, &templates, to, &told)?));
    }
    // A short message names nobody: all are as long as the first.
    let first_sms = plan.to.iter().find(|to| to.channel == Channel::Sms);
    let parts = match first_sms {
        Some(to) => segments(&written(context, &desk, &templates, to, &told)?.text).parts,
        None => 0,
    };
    let previews = previews.iter().map(|(to, written)| previewed(to, written)).collect();
    let (mut count, mut refused) = (plan.to.len(), 0);
    if args.send && count > 0 {
        let all = context.told(desk.offer_all(&plan.to, &subject, &text))?;
        (count, refused) = (all.done.len(), all.refused.len());
        if let Some(one) = all.refused.into_iter().next().filter(|_| count == 0) {
            return context.told(Err(one.error));
        }
    }
    let shape = OfferShape {
        refused,
        ..shape(context, segment, &plan, count, parts, previews, args.send)
    };
    Ok(context.reply(&shape, || plain(context, &shape)))
}

fn written(
    context: &Context,
    desk: &Desk,
    templates: &Templates,
    to: &OfferTo,
    told: &MessageBody,
) -> Result<WrittenMessage, Failure> {
    let key = CardKey::Customer(to.customer);
    let card = context.told(desk.read(|look| card::card(look, key)))?;
    let gone = || Failure::usage(&context.tr, "cli-nothing_found", "").of_kind(Kind::NotFound);
    let card = card.ok_or_else(gone)?;
    let tr = Tr::new(language(desk.settings(), &card));
    let around = WritingContext {
        card: &card,
        rules: desk.rules(),
        tr: &tr,
        now: desk.now(),
        orders: None,
    };
    let name = told.kind().code();
    outreach::write(templates, name, to.channel, Some((told, false)), &around)
        .map_err(|error| Failure::new(Kind::Config, error.to_string(), String::new()))
}

fn previewed(to: &OfferTo, written: &WrittenMessage) -> PreviewedShape {
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
    plan: &OfferPlan,
    count: usize,
    parts: usize,
    previews: Vec<PreviewedShape>,
    sent: bool,
) -> OfferShape {
    let settings = &context.settings;
    let by = |channel| plan.to.iter().filter(|to| to.channel == channel).count();
    let sms_parts = parts * by(Channel::Sms);
    let price = settings.channel_of(Channel::Sms, &settings.shop.name);
    let price = price.and_then(|(_, setting)| setting.price);
    let currency = settings.shop.currency;
    let cost = |price: i64| Money::new(price * i64::try_from(sms_parts).unwrap_or(i64::MAX), currency);
    let costs = price.map(cost);
    OfferShape {
        segment: segment.name.clone(),
        sent,
        count,
        by_sms: by(Channel::Sms),
        by_email: by(Channel::Email),
        unreached: plan.unreached,
        not_allowed: plan.not_allowed,
        refused: 0,
        sms_parts,
        cost: costs.map(|cost| MoneyShape::new(cost.minor, currency)),
        costs,
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
    let key = if shape.sent {
        "cli-offer_sent"
    } else {
        "cli-offer_would"
    };
    lines.push(tr.with(key, &[("count", whole(shape.count).into())]));
    let counts = [
        ("cli-offer_by_email", shape.by_email),
        ("cli-offer_by_sms", shape.by_sms),
        ("cli-offer_parts", shape.sms_parts),
        ("cli-offer_unreached", shape.unreached),
        ("cli-offer_not_allowed", shape.not_allowed),
        ("cli-offer_refused", shape.refused),
    ];
    let told = counts.into_iter().filter(|(_, count)| *count > 0);
    lines.extend(told.map(|(key, count)| tr.with(key, &[("count", whole(count).into())])));
    if let Some(cost) = shape.costs {
        lines.push(tr.with("cli-offer_cost", &[("cost", cost.short_text().into())]));
    }
    if !shape.sent && shape.count > 0 {
        lines.push(tr.text("cli-offer_send_hint"));
    }
    lines.join("\n")
}
