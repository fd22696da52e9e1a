//! An order as the rules see it: its facts and what follows from them.

use serde::Deserialize;
use serde::Serialize;

use super::b2b::B2b;
use super::carrier::Carrier;
use super::coded::coded;
use super::ids::CustomerId;
use super::ids::LabelId;
use super::ids::OrderId;
use super::money::Currency;
use super::shipment::Parcel;
use super::task::Rule;
use super::time::Time;

coded! {
    /// Where an order stands; it follows from the facts and is never set by hand.
    pub enum Stage {
        /// Nobody has confirmed it with the customer yet.
        New = 1 "new",
        /// Confirmed, and money is still awaited (R12).
        Confirmed = 2 "confirmed",
        /// Confirmed and free to go: fully paid, or paid on delivery.
        Ready = 3 "ready",
        /// Handed over to the carrier.
        Dispatched = 4 "dispatched",
        /// Waiting for the customer at the pickup point.
        Arrived = 5 "arrived",
        /// The customer has it.
        Received = 6 "received",
        /// Nothing more is owed either way.
        Closed = 7 "closed",
        /// Called off before receipt.
        Cancelled = 8 "cancelled",
        /// Came back.
        Returned = 9 "returned",
    }
}

coded! {
    /// When the customer pays (R12).
    pub enum Terms {
        /// Before dispatch: card, bank account.
        Prepaid = 1 "prepaid",
        /// At receipt: cash on delivery, courier.
        OnDelivery = 2 "on_delivery",
    }
}

coded! {
    /// By what means money came.
    pub enum Means {
        /// A bank card.
        Card = 1 "card",
        /// A transfer to the shop's account.
        BankAccount = 2 "bank_account",
        /// Cash in the shop's hand.
        Cash = 3 "cash",
        /// Cash on delivery, passed on by the carrier.
        CashOnDelivery = 4 "cod",
        /// Anything else.
        Other = 5 "other",
    }
}

coded! {
    /// Why an order was cancelled or returned; each names the rule that leaked (E7).
    pub enum Reason {
        /// We were too slow.
        TooSlow = 1 "too_slow",
        /// We never got through.
        NoContact = 2 "no_contact",
        /// The goods are not to be had.
        OutOfStock = 3 "out_of_stock",
        /// The customer felt pushed.
        Pushed = 4 "pushed",
        /// The price had risen.
        PriceRose = 5 "price_rose",
        /// Too little was told about the goods.
        LittleInfo = 6 "little_info",
        /// The means of payment did not suit.
        PaymentMeans = 7 "payment_means",
        /// The delivery did not suit.
        Delivery = 8 "delivery",
        /// Found cheaper.
        Cheaper = 9 "cheaper",
        /// Never paid.
        NotPaid = 10 "not_paid",
        /// Not reached after all attempts.
        Unreachable = 11 "unreachable",
        /// Not collected from the pickup point.
        NotCollected = 12 "not_collected",
        /// Changed their mind.
        ChangedMind = 13 "changed_mind",
        /// The same order came twice.
        Duplicate = 14 "duplicate",
        /// Not a real order.
        Test = 15 "test",
        /// Anything else.
        Other = 16 "other",
    }
}

impl Reason {
    /// The rule of the regulation that leaked, when the reason names one (R32): who is called in time, reached, and told
    /// of goods, price, payment and delivery as it says does not leave for this.
    pub fn leaked(self) -> Option<Rule> {
        let rule = match self {
            Reason::TooSlow => 4,
            Reason::NoContact | Reason::Unreachable => 7,
            Reason::OutOfStock => 11,
            Reason::PaymentMeans | Reason::NotPaid => 13,
            Reason::PriceRose => 16,
            Reason::Delivery => 18,
            Reason::NotCollected => 21,
            Reason::LittleInfo => 33,
            Reason::Pushed => 34,
            Reason::Cheaper | Reason::ChangedMind | Reason::Duplicate | Reason::Test | Reason::Other => return None,
        };
        Some(Rule(rule))
    }

    /// True when it was no order of a customer at all: it counts neither as one nor as a refusal.
    pub fn is_no_order(self) -> bool {
        matches!(self, Reason::Duplicate | Reason::Test)
    }
}

/// What the shop or the customer said of an order at its arrival; bits of `orders.flags`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Flags(pub i64);

impl Flags {
    /// *Do not call back* was asked at checkout (R36).
    pub const DO_NOT_CALL: Flags = Flags(1);
    /// The desk was at its peak when the order came (R4); fixed then.
    pub const PEAK: Flags = Flags(2);
    /// They tried to pay and failed.
    pub const PAYMENT_FAILED: Flags = Flags(4);
    /// Finished before the desk first saw it: history that owes nothing.
    pub const HISTORY: Flags = Flags(8);
    /// A tax id or a company name stood in the order: maybe B2B (R10).
    pub const MAYBE_B2B: Flags = Flags(16);
    /// Its shop said that it is confirmed, or further, before anybody here did: who they were talked with by, it was not
    /// us (R4).
    pub const SHOP_CONFIRMED: Flags = Flags(32);

    /// The customer wrote a comment with it.
    pub const COMMENTED: Flags = Flags(128);
    /// It came back, and its goods are in stock again.
    pub const IN_STOCK_AGAIN: Flags = Flags(256);

    /// True when every bit of `other` is set.
    pub fn has(self, other: Flags) -> bool {
        self.0 & other.0 == other.0
    }

    /// These and those.
    #[must_use]
    pub fn with(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }

    /// These with that one set or not.
    #[must_use]
    pub fn with_if(self, is_so: bool, other: Flags) -> Flags {
        Flags(if is_so { self.0 | other.0 } else { self.0 & !other.0 })
    }
}

/// What the order's customer means for its rules, and what the catalogue says of its goods; a projection of both, kept on
/// each of their live orders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CustomerFlags(pub i64);

impl CustomerFlags {
    /// An order of theirs was received: a regular (R9).
    pub const REGULAR: CustomerFlags = CustomerFlags(1);
    /// Known to be a company (R10).
    pub const B2B: CustomerFlags = CustomerFlags(2);
    /// No phone of theirs is known to work: find a contact.
    pub const NO_PHONE: CustomerFlags = CustomerFlags(4);
    /// Not a customer: calls from them make no row (R27).
    pub const NOT_CUSTOMER: CustomerFlags = CustomerFlags(8);
    /// The shop has fewer of some line than the order asks for (R11).
    pub const OUT_OF_STOCK: CustomerFlags = CustomerFlags(16);
    /// Settled to be a private customer (R10).
    pub const PRIVATE: CustomerFlags = CustomerFlags(32);
    /// A company or a tax id stands in their card, and nobody has settled it (R10).
    pub const MAYBE_B2B: CustomerFlags = CustomerFlags(64);
    /// The first order its customer received and kept (R22).
    pub const FIRST: CustomerFlags = CustomerFlags(128);
    /// There is enough of its goods only without what older open orders ask for (R11).
    pub const PROMISED_AWAY: CustomerFlags = CustomerFlags(1024);

    /// It goes in several parcels, or not all of it is in one yet: those are to be read (R21).
    pub const IN_PARTS: CustomerFlags = CustomerFlags(256);
    /// Some of its parcels have left, and the rest has not (R18).
    pub const PARTLY_SENT: CustomerFlags = CustomerFlags(512);

    /// Its carrier does not know where its parcel is (R21): since when is to be read.
    pub const LOST: CustomerFlags = CustomerFlags(8192);

    /// More than one order of theirs was received and kept (R23).
    pub const RECEIVED_AGAIN: CustomerFlags = CustomerFlags(2048);
    /// It goes to a parcel locker, which keeps it for fewer days than a counter (R21).
    pub const LOCKER: CustomerFlags = CustomerFlags(4096);

    /// What a customer's card means: whether they were settled to be a company, whether it names one or its tax id, whether
    /// they are nobody we sell to, and whether any phone of theirs works.
    pub fn of_card(b2b: Option<B2b>, names_company: bool, is_not_customer: bool, has_phone: bool) -> CustomerFlags {
        let of_b2b = match b2b {
            Some(B2b::Yes) => CustomerFlags::B2B,
            Some(B2b::No) => CustomerFlags::PRIVATE,
            Some(B2b::Maybe) => CustomerFlags::MAYBE_B2B,
            None => CustomerFlags::default().with_if(names_company, CustomerFlags::MAYBE_B2B),
        };
        of_b2b
            .with_if(is_not_customer, CustomerFlags::NOT_CUSTOMER)
            .with_if(!has_phone, CustomerFlags::NO_PHONE)
    }

    /// What the customer alone means, the same on each of their orders.
    #[must_use]
    pub fn of_customer(self) -> CustomerFlags {
        let of_order = CustomerFlags::FIRST.with(CustomerFlags::LOCKER).with(self.of_parcels());
        CustomerFlags(self.0 & !of_order.0 & !CustomerFlags::OF_STOCK)
    }

    /// What the order's parcels mean.
    #[must_use]
    pub fn of_parcels(self) -> CustomerFlags {
        CustomerFlags(self.0 & CustomerFlags::OF_PARCELS.0)
    }

    /// What the rules read of the order stands with its parcels.
    pub fn reads_parcels(self) -> bool {
        self.has(CustomerFlags::IN_PARTS) || self.has(CustomerFlags::LOST)
    }

    /// What the parcels of an order may mean.
    pub const OF_PARCELS: CustomerFlags =
        CustomerFlags(CustomerFlags::IN_PARTS.0 | CustomerFlags::PARTLY_SENT.0 | CustomerFlags::LOST.0);

    const OF_STOCK: i64 = CustomerFlags::OUT_OF_STOCK.0 | CustomerFlags::PROMISED_AWAY.0;

    /// These, with what the stock means for the order.
    #[must_use]
    pub fn with_stock(self, of_stock: CustomerFlags) -> CustomerFlags {
        CustomerFlags(self.0 & !CustomerFlags::OF_STOCK | of_stock.0 & CustomerFlags::OF_STOCK)
    }

    /// True when every bit of `other` is set.
    pub fn has(self, other: CustomerFlags) -> bool {
        self.0 & other.0 == other.0
    }

    /// These and those.
    #[must_use]
    pub fn with(self, other: CustomerFlags) -> CustomerFlags {
        CustomerFlags(self.0 | other.0)
    }

    /// These with that one set or not.
    #[must_use]
    pub fn with_if(self, is_so: bool, other: CustomerFlags) -> CustomerFlags {
        CustomerFlags(if is_so { self.0 | other.0 } else { self.0 & !other.0 })
    }
}

/// Everything the rules read of one order: integers only, one row of the covering index of open work.
///
/// Fields under *projections* follow from calls, payments and the other facts; `projection` computes them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderFacts {
    /// Which order.
    pub id: OrderId,
    /// Whose.
    pub customer: CustomerId,
    /// The channel it came by.
    pub channel: LabelId,
    /// Of the total and of every payment.
    pub currency: Currency,
    /// What it costs, minor units.
    pub total: i64,
    /// When the customer placed it.
    pub created_at: Time,
    /// When the desk first saw it.
    pub seen_at: Time,
    /// When they pay.
    pub terms: Terms,
    /// What was said at arrival.
    pub flags: Flags,
    /// Confirmed with the customer.
    pub confirmed_at: Option<Time>,
    /// Who carries it.
    pub carrier: Option<Carrier>,
    /// The tracking number was entered.
    pub number_at: Option<Time>,
    /// The day's dispatch hour of its carrier or its own term (R17).
    pub dispatch_by: Option<Time>,
    /// The carrier's estimate of arrival.
    pub estimate_at: Option<Time>,
    /// Handed over to the carrier (R18).
    pub handed_at: Option<Time>,
    /// Arrived at the pickup point (R21).
    pub arrived_at: Option<Time>,
    /// The carrier's free storage ends.
    pub free_until: Option<Time>,
    /// The carrier sends it back.
    pub hold_until: Option<Time>,
    /// Received by the customer.
    pub received_at: Option<Time>,
    /// Came back.
    pub returned_at: Option<Time>,
    /// Called off.
    pub cancelled_at: Option<Time>,
    /// Why it was cancelled or returned.
    pub reason: Option<Reason>,
    /// Closed: nothing more is owed.
    pub closed_at: Option<Time>,
    /// The quality talk was had or dismissed (R22).
    pub quality_done_at: Option<Time>,
    /// The courtesy talk was had or dismissed (R23).
    pub courtesy_done_at: Option<Time>,
    /// The customer was told that dispatch is late (R18).
    pub late_told_at: Option<Time>,
    /// Clocks that had expired restart here (reopening).
    pub reopened_at: Option<Time>,
    /// A proposal to cancel or return was put off until then.
    pub put_off_until: Option<Time>,
    /// The shop changed the order after it was confirmed and the difference waits.
    pub shop_changed_at: Option<Time>,
    /// The shop cancelled the order after it was confirmed and the question waits.
    pub shop_cancelled_at: Option<Time>,
    /// Probably the same order as that one, and nobody has said yet.
    pub duplicate_of: Option<OrderId>,
    /// What a confirmed order costs, or when it is paid, changed last then (R13).
    pub owed_changed_at: Option<Time>,
    /// What was agreed with the customer changed last then (R30).
    pub agreed_changed_at: Option<Time>,

    /// Projection: the zone the customer lives in, when known (R36).
    pub zone: Option<LabelId>,
    /// Projection: their own manager (R9).
    pub manager: Option<LabelId>,
    /// Projection: what the customer means for the rules.
    pub marks: CustomerFlags,
    /// Projection: money received and kept, minor units.
    pub paid: i64,
    /// Projection: money that went back and is not to be paid again, minor units.
    pub refunded: i64,
    /// What goods are worth that came back after receipt, minor units.
    pub sent_back: i64,
    /// The last of them came.
    pub sent_back_at: Option<Time>,
    /// Goods are to come back since then.
    pub return_since: Option<Time>,
    /// Projection: the last money received.
    pub last_paid_at: Option<Time>,
    /// Projection: when the whole total had been received.
    pub full_paid_at: Option<Time>,
    /// Projection: when it became ready.
    pub ready_at: Option<Time>,
    /// Projection: outgoing calls in vain since the last talk (R7).
    pub attempts: i64,
    /// Projection: the first of them.
    pub first_attempt_at: Option<Time>,
    /// Projection: the last of them.
    pub last_attempt_at: Option<Time>,
    /// Projection: the last of those made on a day before that one: twelve hours earlier or more.
    pub earlier_attempt_at: Option<Time>,
    /// Projection: the first outgoing attempt ever: ends R4's limit.
    pub tried_at: Option<Time>,
    /// Projection: answered calls since the order came.
    pub talks: i64,
    /// Projection: first contact: the first answered call, or confirming, whichever was earlier.
    pub contacted_at: Option<Time>,
    /// Projection: the last answered call.
    pub last_talk_at: Option<Time>,
    /// Projection: when the last requisites about what is owed left, or leave (R14).
    pub requisites_at: Option<Time>,
    /// Projection: the call the customer was last told of: its beginning (R5).
    pub promised_from: Option<Time>,
    /// Projection: likewise, its end (R5).
    pub promised_until: Option<Time>,
    /// Projection: apologies for broken promises that left, or were let go of unsent (R5).
    pub apologies: i64,
    /// The customer refused the parcel (R21).
    pub parcel_refused_at: Option<Time>,
    /// When the customer said to have paid (R30).
    pub claims_paid_at: Option<Time>,
    /// Projection: the last note on the order, or news of a parcel of it.
    pub last_note_at: Option<Time>,
    /// The shop it is of, by the source it is kept under; none for an order of the desk.
    pub shop: Option<LabelId>,
    /// Projection: where it stands.
    pub stage: Stage,
    /// Projection: may still owe a task.
    pub live: bool,
    /// Its carrier does not know where its parcel is since then (R21).
    pub parcel_lost_at: Option<Time>,
    /// Its parcels, when it goes in several or not all of it is in one; empty otherwise, and where nothing reads them.
    #[serde(skip)]
    pub parcels: Vec<Parcel>,
}

impl Stage {
    /// The stages in which goods are still to be found, packed and handed over: what the stock matters for.
    pub const AWAITING_GOODS: [Stage; 3] = [Stage::New, Stage::Confirmed, Stage::Ready];
}

impl OrderFacts {
    /// A fresh order: placed and seen at `created_at`, nothing known but its total.
    pub fn new(id: OrderId, customer: CustomerId, currency: Currency, total: i64, created_at: Time) -> OrderFacts {
        OrderFacts {
            id,
            customer,
            channel: LabelId(0),
            currency,
            total,
            created_at,
            seen_at: created_at,
            terms: Terms::Prepaid,
            flags: Flags::default(),
            promised_from: None,
            promised_until: None,
            confirmed_at: None,
            carrier: None,
            number_at: None,
            dispatch_by: None,
            estimate_at: None,
            handed_at: None,
            arrived_at: None,
            free_until: None,
            hold_until: None,
            received_at: None,
            returned_at: None,
            cancelled_at: None,
            reason: None,
            closed_at: None,
            quality_done_at: None,
            courtesy_done_at: None,
            late_told_at: None,
            reopened_at: None,
            put_off_until: None,
            shop_changed_at: None,
            shop_cancelled_at: None,
            duplicate_of: None,
            owed_changed_at: None,
            agreed_changed_at: None,
            zone: None,
            manager: None,
            marks: CustomerFlags::default(),
            paid: 0,
            refunded: 0,
            sent_back: 0,
            sent_back_at: None,
            return_since: None,
            last_paid_at: None,
            full_paid_at: None,
            ready_at: None,
            attempts: 0,
            first_attempt_at: None,
            last_attempt_at: None,
            earlier_attempt_at: None,
            tried_at: None,
            talks: 0,
            contacted_at: None,
            last_talk_at: None,
            requisites_at: None,
            apologies: 0,
            parcel_refused_at: None,
            claims_paid_at: None,
            last_note_at: None,
            shop: None,
            stage: Stage::New,
            live: true,
            parcel_lost_at: None,
            parcels: Vec::new(),
        }
    }

    /// Something hints at a company, and nobody has settled it (R10).
    pub fn is_maybe_b2b(&self) -> bool {
        let settled = self.marks.has(CustomerFlags::B2B) || self.marks.has(CustomerFlags::PRIVATE);
        !settled && (self.flags.has(Flags::MAYBE_B2B) || self.marks.has(CustomerFlags::MAYBE_B2B))
    }

    /// What is still to be received, minor units; negative when too much was. What went back lowers what the order costs
    /// (R13), goods and money for them once.
    pub fn owed(&self) -> i64 {
        let short = self.total - self.sent_back - self.paid;
        if short > 0 {
            (short - (self.refunded - self.sent_back).max(0)).max(0)
        } else {
            short
        }
    }

    /// What is still to change hands, minor units: above zero the customer's debt, below zero what goes back to them. An
    /// order that came to nothing is no debt any more, and all that is kept of its money goes back (R12).
    pub fn due(&self) -> i64 {
        match self.stage {
            Stage::Cancelled | Stage::Returned => -self.paid,
            _ => self.owed(),
        }
    }

    /// When the customer said to have paid, while no payment has come since and money is owed (R30).
    pub fn payment_claim(&self) -> Option<Time> {
        let said_at = self.claims_paid_at.filter(|_| self.owed() > 0)?;
        self.last_paid_at.is_none_or(|paid| paid < said_at).then_some(said_at)
    }

    /// When its parcel was refused, while none has left since and it was not reopened (R21).
    pub fn parcel_refused(&self) -> Option<Time> {
        let since = self.handed_at.max(self.number_at).max(self.reopened_at);
        self.parcel_refused_at
            .filter(|at| since.is_none_or(|since| since <= *at))
    }

    /// Some of it has left for the customer, if not all.
    pub fn is_on_its_way(&self) -> bool {
        self.handed_at.is_some() || self.marks.has(CustomerFlags::PARTLY_SENT)
    }

    /// Nothing is sent by a carrier: collected at the shop, or no goods that need a parcel (R40).
    pub fn goes_without_parcel(&self) -> bool {
        matches!(self.carrier, Some(Carrier::Pickup | Carrier::None))
    }

    /// *Do not call back* was asked: no call task arises (R36).
    pub fn wants_no_call(&self) -> bool {
        self.flags.has(Flags::DO_NOT_CALL)
    }

    /// They tried to pay it and failed, and nobody has confirmed it: it is called from the morning's list, and no queue holds
    /// it (R31).
    pub fn is_payment_failed(&self) -> bool {
        self.stage == Stage::New && self.flags.has(Flags::PAYMENT_FAILED) && self.paid == 0
    }

    /// The moment from which its clocks run: its arrival, its reopening, or what became of its payment.
    pub fn clock_from(&self) -> Time {
        self.restarted(self.created_at)
    }

    /// A clock that began at `at`, begun again by a later reopening.
    pub fn restarted(&self, at: Time) -> Time {
        self.reopened_at.map_or(at, |reopened| reopened.max(at))
    }
}

/// One line of an order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The shop's article number; empty when it has none.
    pub sku: String,
    /// What it is.
    pub name: String,
    /// Colour, size and the like; empty when none.
    #[serde(default)]
    pub parameters: String,
    /// How many, in thousandths (1.5 kg is 1500).
    pub quantity_milli: i64,
    /// Price of one, minor units.
    pub price: i64,
    /// What the line costs after discounts, minor units.
    pub total: i64,
}
