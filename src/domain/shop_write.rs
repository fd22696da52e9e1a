//! What a feed writes back to its shop: the newest state of an order, once, and nothing of what the shop said itself.

use serde::Deserialize;
use serde::Serialize;

use super::action::OrderRecord;
use super::carrier::Carrier;
use super::cell::Cell;
use super::cell::Label;
use super::coded::coded;
use super::ids::OrderId;
use super::message::MessageState;
use super::order::Stage;
use super::order::Terms;
use super::order_feed::OrderFeedKind;
use super::parcels::current;
use super::time::Span;
use super::time::Time;
use crate::text::clean;

coded! {
    /// What of an order is written back.
    pub enum ShopPart {
        /// Where it stands, in the shop's own word.
        Status = 1 "status",
        /// That all of it is paid.
        Payment = 2 "payment",
        /// Its waybills.
        Tracking = 3 "tracking",
        /// What is noted of it.
        Note = 4 "note",
    }
}

impl ShopPart {
    /// What of its orders a kind of feed can be written.
    pub const fn of(kind: OrderFeedKind) -> &'static [ShopPart] {
        match kind {
            OrderFeedKind::WooCommerce | OrderFeedKind::RetailCrm => ShopPart::ALL,
            OrderFeedKind::KeyCrm => &[ShopPart::Status, ShopPart::Tracking, ShopPart::Note],
            OrderFeedKind::Prom => &[ShopPart::Status, ShopPart::Tracking],
            OrderFeedKind::Shopify => &[ShopPart::Payment, ShopPart::Tracking],
            OrderFeedKind::InSales => &[ShopPart::Status],
            _ => &[],
        }
    }
}

coded! {
    /// Why something was not written.
    pub enum ShopWriteWhy {
        /// The shop does not take it.
        Refused = 1 "refused",
        /// The shop changed it itself meanwhile, and that stands.
        Overtaken = 2 "overtaken",
        /// The shop answered well and left it as it was.
        Kept = 3 "kept",
        /// The shop has no such order.
        Gone = 4 "gone",
        /// The keys may not write.
        Keys = 5 "keys",
        /// Nobody answers, or not now.
        Unreached = 6 "unreached",
        /// Nobody knows whether it was taken: it is asked about before anything is written again.
        Unsure = 7 "unsure",
        /// It is taken back here, and the shop has no way to take it back.
        TakenBack = 8 "taken_back",
        /// Its secret cannot be had.
        Secret = 9 "secret",
    }
}

coded! {
    /// What somebody wants of something that is to be written.
    pub enum ShopWriteTouch {
        /// That it is tried again now.
        Retry "retry",
        /// That it is not written.
        Drop "drop",
    }
}

impl ShopWriteWhy {
    /// The message that says so.
    pub const fn key(self) -> &'static str {
        match self {
            ShopWriteWhy::Refused => "shop_why-refused",
            ShopWriteWhy::Overtaken => "shop_why-overtaken",
            ShopWriteWhy::Kept => "shop_why-kept",
            ShopWriteWhy::Gone => "shop_why-gone",
            ShopWriteWhy::Keys => "shop_why-keys",
            ShopWriteWhy::Unreached => "shop_why-unreached",
            ShopWriteWhy::Unsure => "shop_why-unsure",
            ShopWriteWhy::TakenBack => "shop_why-taken_back",
            ShopWriteWhy::Secret => "shop_why-secret",
        }
    }
}

/// One thing to be written back, and how that fares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShopWrite {
    /// Its number in the file.
    pub id: i64,
    /// Of which order.
    pub order: OrderId,
    /// The order's number.
    pub order_number: String,
    /// By which feed.
    pub feed: String,
    /// The shop's own id of the order.
    pub external_id: String,
    /// What.
    pub part: ShopPart,
    /// Of a note its number in the file, else 0.
    pub reference: i64,
    /// What it is to be: a word, waybills as JSON, a text.
    pub value: String,
    /// Of a status: the shop's own word before ours. Of waybills: every number that was ever sent, as JSON.
    pub base: Option<String>,
    /// Where the order stood while the shop's own word did.
    pub base_stage: Option<Stage>,
    /// What was sent last, whatever became of it.
    pub tried: Option<String>,
    /// The status the shop answered with when it took something last.
    pub word: Option<String>,
    /// The date of payment the shop set because of what was written.
    pub paid_at: Option<Time>,
    /// Where it stands, as messages do.
    pub state: MessageState,
    /// When it came to be wanted.
    pub made_at: Time,
    /// It leaves then, not earlier.
    pub leaves_at: Time,
    /// How often it was tried.
    pub tries: i64,
    /// When it was taken.
    pub sent_at: Option<Time>,
    /// Why it was not.
    pub why: Option<ShopWriteWhy>,
    /// What the shop said of that.
    pub said: String,
}

impl ShopWrite {
    /// The status the shop has, as far as the desk knows.
    pub fn expected(&self) -> Option<&str> {
        self.word.as_deref().or(match self.part {
            ShopPart::Status => self.base.as_deref(),
            ShopPart::Payment | ShopPart::Tracking | ShopPart::Note => None,
        })
    }

    /// What the shop is to have, in words.
    pub fn label(&self) -> Label {
        let value = |text: &str| Cell::Text(clean(text).into_owned());
        match self.part {
            ShopPart::Status => Label::of("shop_write-status").with("value", value(&self.value)),
            ShopPart::Payment => Label::of("shop_write-payment"),
            ShopPart::Tracking => {
                let bills = Waybill::from_value(&self.value).into_iter().map(|bill| bill.number);
                let numbers = bills.collect::<Vec<_>>().join(", ");
                match numbers.as_str() {
                    "" => Label::of("shop_write-no_tracking"),
                    numbers => Label::of("shop_write-tracking").with("value", value(numbers)),
                }
            }
            ShopPart::Note => Label::of("shop_write-note").with("value", value(&self.value)),
        }
    }

    /// Why it was not taken, in words.
    pub fn why_label(&self) -> Option<Label> {
        let said = if self.said.is_empty() { "–" } else { &self.said };
        let said = Cell::Text(clean(said).into_owned());
        self.why.map(|why| Label::of(why.key()).with("said", said))
    }

    /// What one key does with it; none while it is on its way or over.
    pub fn touch(&self) -> Option<ShopWriteTouch> {
        match self.state {
            MessageState::Failed | MessageState::Held => Some(ShopWriteTouch::Retry),
            MessageState::Waiting if self.tries > 0 => Some(ShopWriteTouch::Retry),
            MessageState::Waiting => Some(ShopWriteTouch::Drop),
            _ => None,
        }
    }

    /// It was sent, and may have been taken or not.
    pub fn is_unsettled(&self) -> bool {
        let is_open = matches!(
            self.state,
            MessageState::Waiting | MessageState::Sending | MessageState::Failed | MessageState::Held
        );
        self.tried.is_some() && is_open
    }

    /// The numbers of waybills that were ever sent.
    pub fn sent_numbers(&self) -> Vec<String> {
        let base = self.base.as_deref().filter(|_| self.part == ShopPart::Tracking);
        base.and_then(|base| serde_json::from_str(base).ok())
            .unwrap_or_default()
    }
}

/// A waybill as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waybill {
    /// Its number.
    pub number: String,
    /// Who carries it.
    pub carrier: Option<Carrier>,
    /// When it was handed over, or the number entered.
    pub at: Option<Time>,
}

impl Waybill {
    /// Those of an order.
    pub fn all_of(order: &OrderRecord) -> Vec<Waybill> {
        let facts = &order.facts;
        let of_parcels = current(&order.parcels).filter_map(|parcel| {
            Some(Waybill {
                number: parcel.number.clone()?,
                carrier: parcel.carrier.or(facts.carrier),
                at: parcel.handed_at.or(parcel.number_at),
            })
        });
        let mut all: Vec<Waybill> = of_parcels.collect();
        if all.is_empty() && order.parcels.is_empty() {
            all.extend(order.tracking_number.iter().map(|number| Waybill {
                number: number.clone(),
                carrier: facts.carrier,
                at: facts.handed_at.or(facts.number_at),
            }));
        }
        all
    }

    /// As kept.
    pub fn from_value(value: &str) -> Vec<Waybill> {
        serde_json::from_str(value).unwrap_or_default()
    }
}

/// What the shop says of an order, as the desk heard it last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShopSays {
    /// Its status.
    pub word: Option<String>,
    /// Its waybills.
    pub numbers: Vec<String>,
    /// It has a date of payment.
    pub is_paid: bool,
}

/// What is to be done about one thing that may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShopWant {
    /// Nothing: it stands as it is.
    Keep,
    /// What waits is not to leave.
    Recall,
    /// The shop is to have this.
    Write(String),
    /// The shop has what holds no more, and cannot take it back: a person is to know.
    Hold,
}

/// Where an order has come to stand, `mapped` being the shop's word for it: only a change of an operator's is written, never
/// what stood before the feed could write.
pub fn want_status(
    known: Option<&ShopWrite>,
    says: &ShopSays,
    before: Stage,
    stage: Stage,
    mapped: Option<&str>,
) -> ShopWant {
    if before == stage {
        return ShopWant::Keep;
    }
    let waits = known.is_some_and(|known| is_open(known) && known.state != MessageState::Sending);
    // What is undone brings the shop's own word back, where ours may have taken its place.
    let restored = || {
        known
            .filter(|known| known.base_stage == Some(stage))
            .and_then(|known| known.base.as_deref())
    };
    let Some(wanted) = mapped.or_else(restored) else {
        return if waits { ShopWant::Recall } else { ShopWant::Keep };
    };
    let there = known.and_then(ShopWrite::expected).or(says.word.as_deref());
    let may_differ = known.is_some_and(ShopWrite::is_unsettled);
    match known {
        _ if there != Some(wanted) || may_differ => ShopWant::Write(wanted.to_owned()),
        Some(_) if waits => ShopWant::Recall,
        _ => ShopWant::Keep,
    }
}

/// Whether all of an order is paid in advance: what is paid at receipt the shop counts itself.
pub fn is_paid(order: &OrderRecord) -> bool {
    let facts = &order.facts;
    facts.terms == Terms::Prepaid
        && facts.full_paid_at.is_some()
        && !matches!(facts.stage, Stage::Cancelled | Stage::Returned)
}

/// That an order is paid, or no more.
pub fn want_payment(known: Option<&ShopWrite>, says: &ShopSays, before: bool, is_paid: bool) -> ShopWant {
    let is_sent = known.is_some_and(|known| known.state == MessageState::Sent || known.is_unsettled());
    let waits = known.is_some_and(is_open);
    match (before, is_paid) {
        (true, true) | (false, false) => ShopWant::Keep,
        (_, true) if says.is_paid && known.is_none() => ShopWant::Keep,
        (_, true) => ShopWant::Write("paid".to_owned()),
        (_, false) if is_sent => ShopWant::Hold,
        (_, false) if waits => ShopWant::Recall,
        (_, false) => ShopWant::Keep,
    }
}

/// The waybills of an order; the shop keeps those of its own.
pub fn want_tracking(known: Option<&ShopWrite>, says: &ShopSays, before: &[Waybill], now: &[Waybill]) -> ShopWant {
    let numbers = |all: &[Waybill]| all.iter().map(|one| one.number.clone()).collect::<Vec<_>>();
    if numbers(before) == numbers(now) {
        return ShopWant::Keep;
    }
    let sent = known.map(ShopWrite::sent_numbers).unwrap_or_default();
    let wanted = numbers(now);
    let is_there = wanted.iter().all(|number| says.numbers.contains(number));
    let is_over = sent.iter().any(|number| !wanted.contains(number));
    if is_there && !is_over && known.is_none_or(|known| known.tried.is_none()) {
        let waits = known.is_some_and(is_open);
        return if waits { ShopWant::Recall } else { ShopWant::Keep };
    }
    ShopWant::Write(serde_json::to_string(now).unwrap_or_default())
}

fn is_open(known: &ShopWrite) -> bool {
    matches!(
        known.state,
        MessageState::Waiting | MessageState::Sending | MessageState::Failed | MessageState::Held
    )
}

/// What became of a try to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WriteOutcome {
    /// The shop has it: its status then, and the date of payment it set because of that.
    Taken {
        /// Its status, where it told one.
        word: Option<String>,
        /// The date.
        paid_at: Option<Time>,
    },
    /// The shop's own status is another than the one ours was to take the place of, and stands.
    Overtaken {
        /// The shop's.
        word: String,
    },
    /// It will not be taken, now or later.
    Refused(ShopWriteWhy, String),
    /// It may be taken later; nothing else is to be tried now, nor before so long where the shop says so.
    Later(ShopWriteWhy, String, Option<Span>),
}

/// How long until the next try, by how many there were; none once it has been wanted for too long.
pub fn next_write(tries: i64, made_at: Time, now: Time, rest: Option<Span>) -> Option<Time> {
    let pause = PAUSES[usize::try_from(tries).unwrap_or(0).min(PAUSES.len() - 1)];
    let at = now + rest.map_or(pause, |rest| pause.max(rest.min(Span::hours(24))));
    (at < made_at + TRIED_FOR).then_some(at)
}

const PAUSES: [Span; 6] = [
    Span::seconds(30),
    Span::minutes(2),
    Span::minutes(10),
    Span::minutes(30),
    Span::hours(1),
    Span::hours(3),
];
/// A shop may be down over a weekend.
const TRIED_FOR: Span = Span::days(4);

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Time = Time(1_773_219_600_000);

    fn row(part: ShopPart, value: &str, state: MessageState) -> ShopWrite {
        ShopWrite {
            id: 1,
            order: OrderId(1),
            order_number: "1".to_owned(),
            feed: "shop".to_owned(),
            external_id: "101".to_owned(),
            part,
            reference: 0,
            value: value.to_owned(),
            base: None,
            base_stage: None,
            tried: None,
            word: None,
            paid_at: None,
            state,
            made_at: NOW,
            leaves_at: NOW,
            tries: 0,
            sent_at: None,
            why: None,
            said: String::new(),
        }
    }

    fn status(state: MessageState, tried: Option<&str>) -> ShopWrite {
        ShopWrite {
            base: Some("on-hold".to_owned()),
            base_stage: Some(Stage::New),
            tried: tried.map(str::to_owned),
            word: tried.filter(|_| state == MessageState::Sent).map(str::to_owned),
            ..row(ShopPart::Status, "processing", state)
        }
    }

    #[test]
    fn a_status_is_wanted_when_the_order_moves_and_the_shop_says_otherwise() {
        let says = |word: &str| ShopSays {
            word: Some(word.to_owned()),
            ..ShopSays::default()
        };
        let write = |word: &str| ShopWant::Write(word.to_owned());
        let want = |known: Option<&ShopWrite>, word: &str, before, stage, mapped| {
            want_status(known, &says(word), before, stage, mapped)
        };
        assert_eq!(
            want(None, "on-hold", Stage::New, Stage::New, Some("x")),
            ShopWant::Keep,
            "it did not move"
        );
        assert_eq!(
            want(None, "on-hold", Stage::New, Stage::Confirmed, None),
            ShopWant::Keep
        );
        assert_eq!(
            want(None, "on-hold", Stage::New, Stage::Confirmed, Some("processing")),
            write("processing")
        );
        assert_eq!(
            want(None, "processing", Stage::New, Stage::Confirmed, Some("processing")),
            ShopWant::Keep
        );
        let waits = status(MessageState::Waiting, None);
        assert_eq!(
            want(Some(&waits), "on-hold", Stage::Confirmed, Stage::New, None),
            ShopWant::Recall,
            "undone in time"
        );
        assert_eq!(
            want(Some(&waits), "on-hold", Stage::Confirmed, Stage::Dispatched, None),
            ShopWant::Recall
        );
        assert_eq!(
            want(
                Some(&waits),
                "on-hold",
                Stage::Confirmed,
                Stage::Dispatched,
                Some("sent")
            ),
            write("sent")
        );
        let sent = status(MessageState::Sent, Some("processing"));
        assert_eq!(
            want(Some(&sent), "on-hold", Stage::Confirmed, Stage::New, None),
            write("on-hold"),
            "undone afterwards"
        );
        assert_eq!(
            want(Some(&sent), "on-hold", Stage::Confirmed, Stage::Dispatched, None),
            ShopWant::Keep
        );
        assert_eq!(
            want(
                Some(&sent),
                "on-hold",
                Stage::Dispatched,
                Stage::Confirmed,
                Some("processing")
            ),
            ShopWant::Keep
        );
        for unsure in [
            status(MessageState::Held, Some("processing")),
            status(MessageState::Failed, Some("processing")),
        ] {
            assert_eq!(
                want(Some(&unsure), "on-hold", Stage::Confirmed, Stage::New, None),
                write("on-hold"),
                "it may have been taken"
            );
        }
    }

    #[test]
    fn a_payment_that_was_told_cannot_be_taken_back_without_a_word() {
        let says = ShopSays::default();
        assert_eq!(
            want_payment(None, &says, false, true),
            ShopWant::Write("paid".to_owned())
        );
        assert_eq!(want_payment(None, &says, true, true), ShopWant::Keep);
        let shops = ShopSays {
            is_paid: true,
            ..says.clone()
        };
        assert_eq!(want_payment(None, &shops, false, true), ShopWant::Keep);
        let waits = row(ShopPart::Payment, "paid", MessageState::Waiting);
        assert_eq!(want_payment(Some(&waits), &says, true, false), ShopWant::Recall);
        let sent = row(ShopPart::Payment, "paid", MessageState::Sent);
        assert_eq!(want_payment(Some(&sent), &shops, true, false), ShopWant::Hold);
    }

    #[test]
    fn waybills_are_written_when_they_change_and_taken_out_when_they_are_no_more() {
        let bill = |number: &str| Waybill {
            number: number.to_owned(),
            carrier: None,
            at: None,
        };
        let (none, one, two) = (Vec::new(), vec![bill("A1")], vec![bill("B2")]);
        let says = |numbers: &[&str]| ShopSays {
            numbers: numbers.iter().map(|one| (*one).to_owned()).collect(),
            ..ShopSays::default()
        };
        let written = |all: &[Waybill]| ShopWant::Write(serde_json::to_string(all).unwrap());
        assert_eq!(want_tracking(None, &says(&[]), &none, &one), written(&one));
        assert_eq!(
            want_tracking(None, &says(&["A1"]), &none, &one),
            ShopWant::Keep,
            "the shop's own"
        );
        assert_eq!(want_tracking(None, &says(&[]), &one, &one), ShopWant::Keep);
        let waits = row(ShopPart::Tracking, "", MessageState::Waiting);
        assert_eq!(want_tracking(Some(&waits), &says(&[]), &one, &none), ShopWant::Recall);
        let sent = ShopWrite {
            base: Some("[\"A1\"]".to_owned()),
            tried: Some(String::new()),
            ..row(ShopPart::Tracking, "", MessageState::Sent)
        };
        assert_eq!(want_tracking(Some(&sent), &says(&["A1"]), &one, &two), written(&two));
        assert_eq!(want_tracking(Some(&sent), &says(&["A1"]), &one, &none), written(&none));
    }

    #[test]
    fn a_shop_that_is_down_over_a_weekend_is_tried_on() {
        assert_eq!(next_write(0, NOW, NOW, None), Some(NOW + Span::seconds(30)));
        assert_eq!(
            next_write(0, NOW, NOW, Some(Span::minutes(10))),
            Some(NOW + Span::minutes(10))
        );
        assert_eq!(
            next_write(40, NOW, NOW + Span::hours(60), None),
            Some(NOW + Span::hours(63))
        );
        assert_eq!(next_write(40, NOW, NOW + Span::days(4), None), None);
    }
}
