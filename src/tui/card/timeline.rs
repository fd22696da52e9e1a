//! What happened, a line each.

use ratatui::text::Line;

use crate::domain::action::ActionKind;
use crate::domain::action::ContactKind;
use crate::domain::action::ContactRecord;
use crate::domain::history::Detail;
use crate::domain::history::Happened;
use crate::domain::history::TimelineItem;
use crate::domain::message::MessageState;
use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::text::clean;
use crate::text::pad_right;
use crate::text::width;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::tui::widgets::wrap;
use crate::view::card::Card;
use crate::view::card::OrderBrief;
use crate::words;

/// The timeline of a card, newest first.
pub fn lines<'t>(pen: &Pen<'_>, card: &Card, columns: usize) -> Vec<Line<'t>> {
    // The only order needs no naming either.
    let only = card.orders.first().filter(|_| card.orders.len() == 1);
    let viewed = card.order.as_ref().map(|order| order.number.as_str());
    let viewed = viewed.or(only.map(|brief| brief.number.as_str()));
    card.timeline
        .iter()
        .flat_map(|item| item_lines(pen, card, item, viewed, columns))
        .collect()
}

/// An order in a line: `977 · получен · 14 фев · 3 990`.
pub fn order_line(pen: &Pen<'_>, brief: &OrderBrief) -> String {
    let date = words::date_short(pen.tr(), pen.zone(), brief.created_at, pen.now);
    let total = Money::new(brief.total, brief.currency).short_text();
    let stage = words::stage(pen.tr(), brief.stage);
    format!("{} · {stage} · {date} · {total}", clean(&brief.number))
}

fn item_lines<'t>(
    pen: &Pen<'_>,
    card: &Card,
    item: &TimelineItem,
    viewed: Option<&str>,
    columns: usize,
) -> Vec<Line<'t>> {
    let stamp = 13;
    let when = words::moment(pen.tr(), pen.zone(), item.at, pen.now);
    let when = if width(&when) <= stamp {
        when
    } else {
        // Of another year the time of day matters no more.
        words::date_short(pen.tr(), pen.zone(), item.at, pen.now)
    };
    let mut text = what(pen, card, &item.what);
    if let Some(number) = item.order_number.as_deref().filter(|number| Some(*number) != viewed) {
        text = format!(
            "{} {text}",
            pen.tr()
                .with("card-number", &[("number", clean(number).as_ref().into())])
        );
    }
    if !item.operator.is_empty() {
        text = format!("{text} ·\u{a0}{}", clean(&item.operator));
    }
    let meaning = match &item.what {
        Happened::Entry { undone: true, .. }
        | Happened::Message {
            state: MessageState::Recalled | MessageState::Expired,
            ..
        } => Meaning::Ghost,
        Happened::Message {
            state: MessageState::Failed | MessageState::Held,
            ..
        } => Meaning::Warning,
        Happened::Call { missed: true, .. } => Meaning::Soon,
        _ => Meaning::Text,
    };
    let texts = wrap(&text, columns.saturating_sub(stamp + 1));
    let lines = texts.into_iter().take(4).enumerate().map(|(at, text)| {
        let stamp = pad_right(if at == 0 { &when } else { "" }, stamp);
        Line::from(vec![pen.span(stamp + " ", Meaning::Quiet), pen.span(text, meaning)])
    });
    lines.collect()
}

fn what(pen: &Pen<'_>, card: &Card, what: &Happened) -> String {
    let tr = pen.tr();
    match what {
        Happened::Ordered { channel } if channel.is_empty() => tr.text("card-ordered_plain"),
        Happened::Ordered { channel } => tr.with("card-ordered", &[("channel", words::channel(tr, channel).into())]),
        Happened::Entry {
            kind, undone, detail, ..
        } => {
            let mut text = entry(pen, card, *kind, detail);
            if *undone {
                text = format!("{text} ({})", tr.text("done-undo"));
            }
            text
        }
        Happened::Call {
            incoming,
            outcome,
            missed,
            missed_reason,
            phone,
        } => {
            let mut text = if *incoming {
                tr.text("card-call_in")
            } else {
                tr.text("card-call_out")
            };
            let came = match (outcome, missed) {
                (Some(outcome), _) => Some(words::outcome(tr, *outcome)),
                (None, true) => Some(tr.text("lane-missed")),
                (None, false) => None,
            };
            for part in came
                .into_iter()
                .chain(missed_reason.map(|reason| words::missed_reason(tr, reason)))
            {
                text = format!("{text} · {part}");
            }
            if is_only_phone(card, phone) {
                text
            } else {
                format!("{text} · {}", pen.phone(phone))
            }
        }
        Happened::Note { text } => words::quoted(tr, &clean(text)),
        Happened::Message {
            told,
            channel,
            state,
            leaves_at,
        } => words::message_line(tr, pen.zone(), (told, *channel), (*state, *leaves_at), pen.now),
    }
}

/// What an entry did: `tracking number written: RA123456785RU`.
fn entry(pen: &Pen<'_>, card: &Card, kind: ActionKind, detail: &Detail) -> String {
    let tr = pen.tr();
    let did = match (kind, detail) {
        (ActionKind::Undo | ActionKind::Redo, Detail::Of(kind_of, detail)) => {
            let what = entry(pen, card, *kind_of, detail);
            let key = if kind == ActionKind::Undo {
                "undid-entry"
            } else {
                "redid-entry"
            };
            return tr.with(key, &[("what", what.into())]);
        }
        (ActionKind::Take, Detail::From(by)) => {
            return tr.with("done-take_over", &[("by", clean(by).as_ref().into())]);
        }
        (ActionKind::Refund, Detail::Amount(minor, _)) => {
            let money = Money::new(minor.abs(), currency(pen, card)).short_text();
            return tr.with("done-refunded", &[("money", money.into())]);
        }
        (ActionKind::Import, Detail::OfBase(_)) => tr.text("done-from_base"),
        // What the shop brought first stands in the list as an order.
        (ActionKind::Import, _) => tr.text("done-shop_changed"),
        (_, Detail::PartOf(..)) => tr.text("done-part_pay"),
        _ => words::done(tr, kind),
    };
    match said(pen, card, detail) {
        Some(detail) => format!("{did}: {detail}"),
        None => did,
    }
}

/// The number needs no saying when it is the only one he has, and is his.
fn is_only_phone(card: &Card, phone: &str) -> bool {
    let mut phones = card
        .customer
        .contacts
        .iter()
        .filter(|contact| contact.kind == ContactKind::Phone);
    let is_it = |contact: &ContactRecord| contact.raw == phone || contact.norm.as_deref() == Some(phone);
    let only = |contact: &ContactRecord| is_it(contact) && contact.bad_at.is_none();
    phones.next().is_some_and(only) && phones.next().is_none()
}

fn currency(pen: &Pen<'_>, card: &Card) -> Currency {
    let order = card.order.as_ref();
    order.map_or(pen.model.currency(), |order| order.facts.currency)
}

fn said(pen: &Pen<'_>, card: &Card, detail: &Detail) -> Option<String> {
    let tr = pen.tr();
    Some(match detail {
        Detail::None | Detail::Of(..) => return None,
        Detail::Amount(minor, means) | Detail::PartOf(minor, means) => {
            let money = Money::new(*minor, currency(pen, card)).short_text();
            match means {
                Some(means) => format!("{money}, {}", words::means(tr, *means)),
                None => money,
            }
        }
        Detail::Number(text) | Detail::From(text) => clean(text).into_owned(),
        Detail::Text(text) => words::quoted(tr, &clean(text)),
        Detail::Outcome(outcome) => words::outcome(tr, *outcome),
        Detail::Changed(parts) | Detail::OfBase(parts) => {
            let parts: Vec<String> = parts.iter().map(|part| words::part(tr, *part)).collect();
            return (!parts.is_empty()).then(|| parts.join(", "));
        }
        Detail::Reason(reason) => words::cancel_reason(tr, *reason),
        Detail::At(at) => words::moment(tr, pen.zone(), *at, pen.now),
        Detail::B2b(b2b) => tr.coded("b2b", b2b.code()),
        Detail::Settled(outcome) => tr.coded("case", outcome.code()),
        Detail::Consent(consent) => tr.coded("consent", consent.code()),
    })
}
