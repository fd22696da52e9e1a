//! What happened, a line each.

use ratatui::text::Line;

use crate::desk::card::Card;
use crate::desk::card::Detail;
use crate::desk::card::Happened;
use crate::desk::card::OrderBrief;
use crate::desk::card::TimelineItem;
use crate::domain::action::ContactKind;
use crate::domain::action::ContactRecord;
use crate::domain::message::MessageState;
use crate::domain::money::Money;
use crate::text::clean;
use crate::text::pad_right;
use crate::text::width;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::tui::widgets::wrap;
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
            state: MessageState::Failed,
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
        Happened::Ordered if card.channel.is_empty() => tr.text("card-ordered_plain"),
        Happened::Ordered => tr.with("card-ordered", &[("channel", words::channel(tr, &card.channel).into())]),
        Happened::Entry {
            kind, undone, detail, ..
        } => {
            let mut text = words::done(tr, *kind);
            if let Some(detail) = said(pen, card, detail) {
                text = format!("{text}: {detail}");
            }
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

/// The number needs no saying when it is the only one he has.
fn is_only_phone(card: &Card, phone: &str) -> bool {
    let mut phones = card
        .customer
        .contacts
        .iter()
        .filter(|contact| contact.kind == ContactKind::Phone);
    let is_it = |contact: &ContactRecord| contact.raw == phone || contact.norm.as_deref() == Some(phone);
    phones.next().is_some_and(is_it) && phones.next().is_none()
}

fn said(pen: &Pen<'_>, card: &Card, detail: &Detail) -> Option<String> {
    let tr = pen.tr();
    let currency = card
        .order
        .as_ref()
        .map_or(pen.model.currency(), |order| order.facts.currency);
    Some(match detail {
        Detail::None => return None,
        Detail::Amount(minor, means) => {
            let money = Money::new(*minor, currency).short_text();
            match means {
                Some(means) => format!("{money}, {}", words::means(tr, *means)),
                None => money,
            }
        }
        Detail::Number(number) => clean(number).into_owned(),
        Detail::Reason(reason) => words::cancel_reason(tr, *reason),
        Detail::At(at) => words::moment(tr, pen.zone(), *at, pen.now),
        Detail::B2b(b2b) => tr.coded("b2b", b2b.code()),
        Detail::Consent(consent) => tr.coded("consent", consent.code()),
    })
}
