//! What happened, as lines of a plain card.

use super::place::Place;
use super::table::Side;
use super::table::table;
use crate::desk::card::Card;
use crate::desk::card::Detail;
use crate::desk::card::Happened;
use crate::desk::card::TimelineItem;
use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::words;

/// How much of the past a plain card shows; `journal` has the rest.
const SHOWN: usize = 12;

/// The newest things that happened; of an order, only what is its own.
pub(super) fn plain(place: &Place, card: &Card, number: Option<&str>) -> String {
    let own = |item: &&TimelineItem| number.is_none() || item.order_number.as_deref() == number;
    let rows: Vec<Vec<String>> = card
        .timeline
        .iter()
        .filter(own)
        .take(SHOWN)
        .map(|item| {
            let about = item.order_number.clone().filter(|_| number.is_none());
            vec![
                words::moment(&place.tr, place.zone(), item.at, place.now()),
                item.operator.clone(),
                about.unwrap_or_default(),
                what(place, card, &item.what),
            ]
        })
        .collect();
    table(&[Side::Left; 4], &rows)
}

/// A detail in words; money is in `currency`.
pub(super) fn detail(place: &Place, detail: &Detail, currency: Currency) -> Option<String> {
    let tr = &place.tr;
    Some(match detail {
        Detail::None => return None,
        Detail::Amount(minor, means) => {
            let money = Money::new(*minor, currency).text();
            match means {
                Some(means) => format!("{money}, {}", words::means(tr, *means)),
                None => money,
            }
        }
        Detail::Number(number) => number.clone(),
        Detail::Reason(reason) => words::cancel_reason(tr, *reason),
        Detail::At(at) => words::moment(tr, place.zone(), *at, place.now()),
        Detail::B2b(b2b) => tr.coded("b2b", b2b.code()),
        Detail::Consent(consent) => tr.coded("consent", consent.code()),
    })
}

fn what(place: &Place, card: &Card, what: &Happened) -> String {
    let tr = &place.tr;
    match what {
        Happened::Ordered => tr.text("cli-ordered"),
        Happened::Note { text } => text.clone(),
        Happened::Message {
            told,
            channel,
            state,
            leaves_at,
        } => words::message_line(tr, place.zone(), (told, *channel), (*state, *leaves_at), place.now()),
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
                .map_or(place.settings.shop.currency, |order| order.facts.currency);
            let line = joined(words::done(tr, *kind), detail(place, more, currency));
            if *undone {
                joined(line, Some(words::done(tr, crate::domain::action::ActionKind::Undo)))
            } else {
                line
            }
        }
    }
}

/// Two halves of a line.
pub(super) fn joined(first: String, more: Option<String>) -> String {
    match more {
        Some(more) => format!("{first} · {more}"),
        None => first,
    }
}
