//! What happened, a line each.

use ratatui::text::Line;

use crate::domain::action::ContactKind;
use crate::domain::action::ContactRecord;
use crate::domain::history::Happened;
use crate::domain::history::TimelineItem;
use crate::domain::message::MessageState;
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
use crate::words::HistoryStyle;
use crate::words::HistoryWords;

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
    let total = words::sum(pen.tr(), Money::new(brief.total, brief.currency));
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
        text = format!("{text} ·\u{a0}{}", words::who(pen.tr(), &item.operator));
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

/// In words, with the number of a call where it is not the only one.
fn what(pen: &Pen<'_>, card: &Card, what: &Happened) -> String {
    let order = card.order.as_ref();
    let words = HistoryWords {
        tr: pen.tr(),
        zone: pen.zone(),
        now: pen.now,
        currency: order.map_or(pen.model.currency(), |order| order.facts.currency),
        style: HistoryStyle::Card,
    };
    let text = words.happened(what);
    match what {
        Happened::Call { phone, .. } if !is_only_phone(card, phone) => format!("{text} · {}", pen.phone(phone)),
        _ => text,
    }
}

/// The number needs no saying when it is the only one they have, and is theirs.
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
