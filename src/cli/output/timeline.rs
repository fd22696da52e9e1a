//! What happened, as lines of a plain card.

use super::table::Side;
use super::table::table;
use crate::cli::context::Context;
use crate::domain::action::ActionKind;
use crate::domain::history::Detail;
use crate::domain::history::Happened;
use crate::domain::history::TimelineItem;
use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::view::card::Card;
use crate::words;

/// How much of the past a plain card shows; `journal` has the rest.
const SHOWN: usize = 12;

/// The newest things that happened; of an order, only what is its own.
pub fn plain(context: &Context, card: &Card, number: Option<&str>) -> String {
    let own = |item: &&TimelineItem| number.is_none() || item.order_number.as_deref() == number;
    let rows: Vec<Vec<String>> = card
        .timeline
        .iter()
        .filter(own)
        .take(SHOWN)
        .map(|item| {
            let about = item.order_number.clone().filter(|_| number.is_none());
            vec![
                words::moment(&context.tr, context.zone(), item.at, context.now()),
                item.operator.clone(),
                about.unwrap_or_default(),
                what(context, card, &item.what),
            ]
        })
        .collect();
    table(&[Side::Left; 4], &rows)
}

/// What an entry did, in words; money is in `currency`.
pub fn entry(context: &Context, kind: ActionKind, told: &Detail, currency: Currency) -> String {
    let tr = &context.tr;
    let money = |minor: i64| Money::new(minor, currency).text();
    match (kind, told) {
        (ActionKind::Undo | ActionKind::Redo, Detail::Of(kind_of, told)) => {
            let what = entry(context, *kind_of, told, currency);
            let key = if kind == ActionKind::Undo {
                "undid-entry"
            } else {
                "redid-entry"
            };
            tr.with(key, &[("what", what.into())])
        }
        (ActionKind::Take, Detail::From(by)) => tr.with("done-take_over", &[("by", by.as_str().into())]),
        (ActionKind::Refund, Detail::Amount(minor, _)) => {
            tr.with("done-refunded", &[("money", money(minor.abs()).into())])
        }
        (ActionKind::Import, Detail::OfBase(_)) => joined(tr.text("done-from_base"), detail(context, told, currency)),
        (ActionKind::Import, told) if *told != Detail::None => {
            joined(tr.text("done-shop_changed"), detail(context, told, currency))
        }
        (_, Detail::PartOf(..)) => joined(tr.text("done-part_pay"), detail(context, told, currency)),
        _ => joined(words::done(tr, kind), detail(context, told, currency)),
    }
}

/// A detail in words; money is in `currency`.
fn detail(context: &Context, detail: &Detail, currency: Currency) -> Option<String> {
    let tr = &context.tr;
    Some(match detail {
        Detail::None | Detail::Of(..) => return None,
        Detail::Amount(minor, means) | Detail::PartOf(minor, means) => {
            let money = Money::new(*minor, currency).text();
            match means {
                Some(means) => format!("{money}, {}", words::means(tr, *means)),
                None => money,
            }
        }
        Detail::Number(text) | Detail::Text(text) | Detail::From(text) => text.clone(),
        Detail::Reason(reason) => words::cancel_reason(tr, *reason),
        Detail::At(at) => words::moment(tr, context.zone(), *at, context.now()),
        Detail::B2b(b2b) => tr.coded("b2b", b2b.code()),
        Detail::Settled(outcome) => tr.coded("case", outcome.code()),
        Detail::Consent(consent) => tr.coded("consent", consent.code()),
        Detail::Outcome(outcome) => words::outcome(tr, *outcome),
        Detail::Changed(parts) | Detail::OfBase(parts) => {
            let parts: Vec<String> = parts.iter().map(|part| words::part(tr, *part)).collect();
            return (!parts.is_empty()).then(|| parts.join(", "));
        }
    })
}

fn what(context: &Context, card: &Card, what: &Happened) -> String {
    let tr = &context.tr;
    match what {
        Happened::Ordered { channel } => {
            let channel = (!channel.is_empty()).then(|| words::channel(tr, channel));
            joined(tr.text("cli-ordered"), channel)
        }
        Happened::Note { text } => text.clone(),
        Happened::Message {
            told,
            channel,
            state,
            leaves_at,
        } => words::message_line(
            tr,
            context.zone(),
            (told, *channel),
            (*state, *leaves_at),
            context.now(),
        ),
        Happened::Call {
            incoming,
            outcome,
            missed,
            missed_reason,
            ..
        } => {
            let direction = match (incoming, missed) {
                (true, true) => tr.text("cli-call_missed"),
                (true, false) => tr.text("cli-call_in"),
                (false, _) => tr.text("cli-call_out"),
            };
            let more = outcome
                .map(|outcome| words::outcome(tr, outcome))
                .or_else(|| missed_reason.map(|reason| words::missed_reason(tr, reason)));
            joined(direction, more)
        }
        Happened::Entry {
            kind,
            undone,
            detail: more,
            ..
        } => {
            let currency = card
                .order
                .as_ref()
                .map_or(context.settings.shop.currency, |order| order.facts.currency);
            let line = entry(context, *kind, more, currency);
            if *undone {
                joined(line, Some(words::done(tr, ActionKind::Undo)))
            } else {
                line
            }
        }
    }
}

/// Two halves of a line.
pub fn joined(first: String, more: Option<String>) -> String {
    match more {
        Some(more) => format!("{first} · {more}"),
        None => first,
    }
}
