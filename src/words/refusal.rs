//! Why an action was not done, and what to do instead.

use serde::Serialize;

use chrono_tz::Tz;

use super::action::done;
use super::message::message_kind;
use super::moment::clock_time;
use super::moment::date_short;
use super::moment::moment;
use crate::domain::action::Refusal;
use crate::domain::action::Warning;
use crate::domain::message::Channel;
use crate::domain::message::MessageKind;
use crate::domain::money::Money;
use crate::domain::offer::NoOffer;
use crate::domain::quantity;
use crate::domain::time::Time;
use crate::i18n::Arg;
use crate::i18n::Tr;
use crate::text::clean;

/// A sentence, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// What is the matter.
    pub message: String,
    /// What to do instead.
    pub hint: String,
}

impl Explanation {
    /// Both in one line.
    pub fn line(&self) -> String {
        format!("{} {}", self.message, self.hint)
    }
}

/// Why the database could not be read or written: `detail` as the system said it, or where it is by now; `code` of what to
/// do.
pub fn database(tr: &Tr, detail: Option<&str>, code: &str) -> Explanation {
    let key = match code {
        "moved" => "fault-moved",
        "unreachable" => "fault-unreachable",
        "unsure" => "fault-unsure",
        "not_granted" => "fault-not_granted",
        "only_reads" => "fault-only_reads",
        "unknown_authority" => "fault-unknown_authority",
        "other_name" => "fault-other_name",
        "not_proven" => "fault-not_proven",
        _ => "fault-database",
    };
    let message = match detail {
        Some(detail) => tr.with(key, &[("message", clean(detail).as_ref().into())]),
        None => tr.text("fault-database_plain"),
    };
    let hint = tr.text(&format!("fault-{code}-hint"));
    Explanation { message, hint }
}

/// Why the regulation or a colleague stands against an action. `zone` is the shop's.
pub fn refusal(tr: &Tr, zone: Tz, refusal: &Refusal) -> Explanation {
    if let Refusal::Overtaken { by, kind, at, why } = refusal {
        let why = self::refusal(tr, zone, why);
        let args: [(&str, Arg<'_>); 4] = [
            ("why", why.message.into()),
            ("by", by.into()),
            ("since", clock_time(zone, *at).into()),
            ("what", done(tr, *kind).into()),
        ];
        return Explanation {
            message: tr.with("refusal-overtaken", &args),
            hint: why.hint,
        };
    }
    let key = format!("refusal-{}", code(refusal));
    let args: Vec<(&str, Arg<'_>)> = match refusal {
        Refusal::ReturnTooMuch { name, left_milli } => vec![
            ("name", clean(name).into_owned().into()),
            ("left", quantity::text(*left_milli).into()),
        ],
        Refusal::ReturnNotBought(name) => vec![("name", clean(name).into_owned().into())],
        Refusal::MoneyOwed(money)
        | Refusal::RefundOwed(money)
        | Refusal::ReturnWorthMore(money)
        | Refusal::RefundTooLarge(money) => {
            vec![("money", super::exact_sum(tr, *money).into())]
        }
        Refusal::Claimed { by, since } => vec![("by", by.into()), ("since", clock_time(zone, *since).into())],
        Refusal::AboveRights { needs, who } => vec![
            ("needs", needs.code().into()),
            ("count", who.len().into()),
            ("who", clean(&who.join(", ")).into_owned().into()),
        ],
        Refusal::LaterWork { by, kind } => vec![("by", by.into()), ("what", done(tr, *kind).into())],
        _ => Vec::new(),
    };
    Explanation {
        message: tr.with(&key, &args),
        hint: tr.with(&format!("{key}-hint"), &args),
    }
}

/// Why nothing is offered to a customer, in a few words. `zone` is the shop's.
pub fn no_offer(tr: &Tr, zone: Tz, why: NoOffer, now: Time) -> String {
    match why {
        NoOffer::TooSoon(at) => tr.with("offer-too_soon", &[("from", date_short(tr, zone, at, now).into())]),
        other => tr.coded("offer", other.code()),
    }
}

/// That a shift was left without a log-out, and when it was closed therefore (R29).
pub fn shift_lost(tr: &Tr, zone: Tz, at: Time, now: Time) -> String {
    tr.with("warning-shift_lost", &[("at", moment(tr, zone, at, now).into())])
}

/// What should be known of an action that was done. `zone` is the shop's.
pub fn warning(tr: &Tr, zone: Tz, warning: &Warning) -> String {
    let money = |key: &str, money: &Money| tr.with(key, &[("money", super::exact_sum(tr, *money).into())]);
    let messages = |key: &str, kinds: &[MessageKind]| {
        // Each kind once: an offer to a segment is taken back a hundred times.
        let mut what: Vec<String> = Vec::new();
        for kind in kinds {
            let kind = message_kind(tr, *kind);
            if !what.contains(&kind) {
                what.push(kind);
            }
        }
        let count = i64::try_from(kinds.len()).unwrap_or(i64::MAX);
        tr.with(key, &[("count", count.into()), ("what", what.join(", ").into())])
    };
    match warning {
        Warning::BeforePayment { owed } => money("warning-before_payment", owed),
        Warning::Overpaid { by } => money("warning-overpaid", by),
        Warning::CheckDigit => tr.text("warning-check_digit"),
        Warning::UnknownNumber => tr.text("warning-unknown_number"),
        Warning::NumberElsewhere(orders) => {
            let count = i64::try_from(orders.len()).unwrap_or(i64::MAX);
            let orders = clean(&orders.join(", ")).into_owned();
            tr.with(
                "warning-number_elsewhere",
                &[("count", count.into()), ("orders", orders.into())],
            )
        }
        Warning::DoneBy { by, at } => {
            let at = clock_time(zone, *at);
            tr.with("warning-done_by", &[("by", by.into()), ("at", at.into())])
        }
        Warning::SameMessage { at } => tr.with("warning-same_message", &[("at", clock_time(zone, *at).into())]),
        Warning::MessagesRecalled(kinds) => messages("warning-messages_recalled", kinds),
        Warning::MessagesGone(kinds) => messages("warning-messages_gone", kinds),
        Warning::StockRaised(count) => {
            let count = i64::try_from(*count).unwrap_or(i64::MAX);
            tr.with("warning-stock_raised", &[("count", count.into())])
        }
        Warning::StockByFeed => tr.text("warning-stock_by_feed"),
        Warning::ClockBehind { last } => tr.with("warning-clock_behind", &[("last", clock_time(zone, *last).into())]),
    }
}

fn code(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::NoOrder => "no_order",
        Refusal::Cancelled => "cancelled",
        Refusal::Returned => "returned",
        Refusal::Closed => "closed",
        Refusal::NoSuchParcel => "no_such_parcel",
        Refusal::ReturnTooMuch { .. } => "return_too_much",
        Refusal::ReturnNotBought(_) => "return_not_bought",
        Refusal::ReturnWorthMore(_) => "return_worth_more",
        Refusal::NoSuchReturn => "no_such_return",
        Refusal::ReturnIsBack => "return_is_back",
        Refusal::ReturnExchanged => "return_exchanged",
        Refusal::SeveralParcels => "several_parcels",
        Refusal::ParcelOver => "parcel_over",
        Refusal::NumberOfAnother => "number_of_another",
        Refusal::NotFinished => "not_finished",
        Refusal::NotConfirmed => "not_confirmed",
        Refusal::NotDispatched => "not_dispatched",
        Refusal::NotReturned => "not_returned",
        Refusal::OnItsWay => "on_its_way",
        Refusal::AlreadyReceived => "already_received",
        Refusal::AlreadySent => "already_sent",
        Refusal::AlreadyPaid => "already_paid",
        Refusal::NotReceived => "not_received",
        Refusal::MoneyOwed(_) => "money_owed",
        Refusal::RefundOwed(_) => "refund_owed",
        Refusal::NothingPaid => "nothing_paid",
        Refusal::RefundTooLarge(_) => "refund_too_large",
        Refusal::AmountNotPositive => "amount_not_positive",
        Refusal::AmountTooLarge => "amount_too_large",
        Refusal::EmptyText => "empty_text",
        Refusal::AboveRights { .. } => "above_rights",
        Refusal::NamesThePerson => "names_the_person",
        Refusal::NoLines => "no_lines",
        Refusal::NeedsTime => "needs_time",
        Refusal::NeedsReason => "needs_reason",
        Refusal::InThePast => "in_the_past",
        Refusal::InTheFuture => "in_the_future",
        Refusal::NoDuplicate => "no_duplicate",
        Refusal::NoShopChange => "no_shop_change",
        Refusal::NoSuchCall => "no_such_call",
        Refusal::Claimed { .. } => "claimed",
        Refusal::Overtaken { .. } => "overtaken",
        Refusal::NothingToUndo => "nothing_to_undo",
        Refusal::NothingToRedo => "nothing_to_redo",
        Refusal::LaterWork { .. } => "later_work",
        Refusal::ChangedMeanwhile => "changed_meanwhile",
        Refusal::OffShift => "off_shift",
        Refusal::OnePerson => "one_person",
        Refusal::NotARehearsal => "not_a_rehearsal",
        Refusal::MessageGone => "message_gone",
        Refusal::MessageNotSent => "message_not_sent",
        Refusal::NoChannel(Channel::Sms) => "no_channel_sms",
        Refusal::NoChannel(Channel::Email) => "no_channel_email",
        Refusal::NoAddress(Channel::Sms) => "no_address_sms",
        Refusal::NoAddress(Channel::Email) => "no_address_email",
        Refusal::NotByHand => "not_by_hand",
        Refusal::NoOffer(NoOffer::NoConsent) => "offer_no_consent",
        Refusal::NoOffer(NoOffer::Withdrawn) => "offer_withdrawn",
        Refusal::NoOffer(NoOffer::TooSoon(_)) => "offer_too_soon",
        Refusal::NoOffer(NoOffer::NotCustomer) => "offer_not_customer",
        Refusal::NoOffer(NoOffer::Complains) => "offer_complains",
    }
}
