//! What happened with a customer or an order, in a line each.

use chrono_tz::Tz;

use super::action::done;
use super::call::missed_reason;
use super::call::outcome;
use super::message::message_line;
use super::moment::moment;
use super::order::cancel_reason;
use super::order::channel;
use super::order::means;
use super::order::part;
use super::order::quoted;
use crate::domain::action::ActionKind;
use crate::domain::history::Detail;
use crate::domain::history::Happened;
use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::domain::time::Time;
use crate::i18n::Tr;
use crate::text::clean;

/// What a history is worded with.
#[derive(Clone, Copy, Debug)]
pub struct HistoryWords<'a> {
    /// The reader's language.
    pub tr: &'a Tr,
    /// The shop's zone.
    pub zone: Tz,
    /// The moment it is read.
    pub now: Time,
    /// What amounts are in.
    pub currency: Currency,
    /// Where it stands.
    pub style: HistoryStyle,
}

/// Where a history stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HistoryStyle {
    /// On the console's card, where there is little room: amounts are short, texts stand in quotes.
    Card,
    /// In a line of a journal, to be read and searched by programs too.
    Line,
}

impl HistoryWords<'_> {
    /// What happened: `tracking number written: RA123456785RU`, `call to the customer · nobody answered`.
    pub fn happened(&self, what: &Happened) -> String {
        let tr = self.tr;
        match what {
            Happened::Ordered { channel: by } if by.is_empty() => tr.text("card-ordered_plain"),
            Happened::Ordered { channel: by } => tr.with("card-ordered", &[("channel", channel(tr, by).into())]),
            Happened::Entry {
                kind, undone, detail, ..
            } => {
                let text = self.entry(*kind, detail);
                if *undone { self.undone(&text) } else { text }
            }
            Happened::Call {
                incoming,
                outcome: came,
                missed,
                missed_reason: why,
                ..
            } => {
                let call = tr.text(if *incoming { "card-call_in" } else { "card-call_out" });
                let came = came.map(|came| outcome(tr, came));
                let came = came.or_else(|| missed.then(|| tr.text("lane-missed")));
                let why = why.map(|why| missed_reason(tr, why));
                let parts: Vec<String> = [call].into_iter().chain(came).chain(why).collect();
                parts.join(" · ")
            }
            Happened::Note { text } => self.quoted(text),
            Happened::Message {
                told,
                channel,
                state,
                at,
                why,
            } => message_line(tr, self.zone, (told, *channel), (*state, *at, why.as_deref()), self.now),
        }
    }

    /// What an entry of the journal did.
    pub fn entry(&self, kind: ActionKind, detail: &Detail) -> String {
        let tr = self.tr;
        let did = match (kind, detail) {
            (ActionKind::Undo, Detail::Of(kind, detail)) => {
                return tr.with("undid-entry", &[("what", self.entry(*kind, detail).into())]);
            }
            (ActionKind::Redo, Detail::Of(kind, detail)) => {
                return tr.with("redid-entry", &[("what", self.entry(*kind, detail).into())]);
            }
            (ActionKind::Take, Detail::From(by)) => {
                return tr.with("done-take_over", &[("by", clean(by).as_ref().into())]);
            }
            (ActionKind::Refund, Detail::Amount(minor, _)) => {
                return tr.with("done-refunded", &[("money", self.money(minor.abs()).into())]);
            }
            (ActionKind::Unsubscribed, _) => return done(tr, kind),
            (ActionKind::Call, Detail::Reason(_)) => done(tr, ActionKind::Cancel),
            (ActionKind::Call, Detail::Outcome(_)) => done(tr, ActionKind::CallEvent),
            (ActionKind::Import, Detail::OfBase(_)) => tr.text("done-from_base"),
            // What the shop brought first changed nothing: it came.
            (ActionKind::Import, told) if *told != Detail::None => tr.text("done-shop_changed"),
            (_, Detail::PartOf(..)) => tr.text("done-part_pay"),
            _ => done(tr, kind),
        };
        let between = match self.style {
            HistoryStyle::Card => ": ",
            HistoryStyle::Line => " · ",
        };
        self.detail(detail)
            .map_or(did.clone(), |detail| did + between + &detail)
    }

    /// The words of an entry that was taken back.
    pub fn undone(&self, text: &str) -> String {
        let undone = done(self.tr, ActionKind::Undo);
        match self.style {
            HistoryStyle::Card => format!("{text} ({undone})"),
            HistoryStyle::Line => format!("{text} · {undone}"),
        }
    }

    fn detail(&self, detail: &Detail) -> Option<String> {
        let tr = self.tr;
        Some(match detail {
            Detail::None | Detail::Of(..) => return None,
            Detail::Amount(minor, None) | Detail::PartOf(minor, None) => self.money(*minor),
            Detail::Amount(minor, Some(by)) | Detail::PartOf(minor, Some(by)) => {
                format!("{}, {}", self.money(*minor), means(tr, *by))
            }
            Detail::Number(text) | Detail::From(text) => clean(text).into_owned(),
            Detail::Text(text) => self.quoted(text),
            Detail::Outcome(came) => outcome(tr, *came),
            Detail::Changed(parts) | Detail::OfBase(parts) => {
                let parts: Vec<String> = parts.iter().map(|one| part(tr, *one)).collect();
                return (!parts.is_empty()).then(|| parts.join(", "));
            }
            Detail::Reason(reason) => cancel_reason(tr, *reason),
            Detail::At(at) => moment(tr, self.zone, *at, self.now),
            Detail::B2b(b2b) => tr.coded("b2b", b2b.code()),
            Detail::Settled(outcome) => tr.coded("case", outcome.code()),
            Detail::Consent(consent) => tr.coded("consent", consent.code()),
        })
    }

    fn money(&self, minor: i64) -> String {
        let money = Money::new(minor, self.currency);
        match self.style {
            HistoryStyle::Card => super::sum(self.tr, money),
            HistoryStyle::Line => super::exact_sum(self.tr, money),
        }
    }

    fn quoted(&self, text: &str) -> String {
        match self.style {
            HistoryStyle::Card => quoted(self.tr, &clean(text)),
            HistoryStyle::Line => text.to_owned(),
        }
    }
}
