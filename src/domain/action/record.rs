//! The whole record an action is decided on.

use crate::domain::b2b::B2b;
use crate::domain::call::Appointment;
use crate::domain::call::PendingCall;
use crate::domain::case::Case;
use crate::domain::coded::coded;
use crate::domain::goods_return::GoodsReturn;
use crate::domain::ids::CustomerId;
use crate::domain::message::Channel;
use crate::domain::offer::NoOffer;
use crate::domain::offer::OfferFacts;
use crate::domain::order::Line;
use crate::domain::order::OrderFacts;
use crate::domain::phone::pretty;
use crate::domain::sex::Sex;
use crate::domain::shipment::Parcel;
use crate::domain::task::TaskKind;
use crate::domain::time::Time;
use crate::text::same_words;

/// What an action is about.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The order, when the action names one.
    pub order: Option<&'a OrderRecord>,
    /// Its customer, or the one called.
    pub customer: &'a CustomerRecord,
    /// Who acts.
    pub operator: &'a str,
    /// When.
    pub now: Time,
    /// When free storage and hold would end, were the order's parcel to arrive now (R21).
    pub storage: Option<(Time, Time)>,
    /// Which call after receipt comes next (R22, R23).
    pub next_care: Option<TaskKind>,
    /// Their call that the operator took or placed and whose outcome is not known; read for a logged call only.
    pub talk: Option<OpenTalk>,
    /// Whether something may be offered to the customer now (R25).
    pub may_offer: Result<(), NoOffer>,
}

/// A call of the customer that waits for its outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenTalk {
    /// They called, the operator took it, and nobody told its end.
    Taken(i64),
    /// The operator called the customer by an exchange that told of it, and what came of it is not logged.
    Placed(i64),
}

/// One order whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderRecord {
    /// What the rules read.
    pub facts: OrderFacts,
    /// As the shop writes it.
    pub number: String,
    /// The waybill; of several parcels that of the one furthest behind.
    pub tracking_number: Option<String>,
    /// Its parcels, by their places.
    pub parcels: Vec<Parcel>,
    /// What the customer says to have paid, minor units (R30).
    pub claims_paid: Option<i64>,
    /// Its texts.
    pub texts: OrderTexts,
    /// Its lines.
    pub lines: Vec<Line>,
    /// What of it comes back after receipt, the oldest first.
    pub returns: Vec<GoodsReturn>,
}

impl OrderRecord {
    /// Puts the parcels to the order; the rules read those of an order that goes in several.
    pub fn set_parcels(&mut self, parcels: Vec<Parcel>) {
        self.facts.set_parcels(&parcels);
        self.parcels = parcels;
    }
}

/// The texts of an order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderTexts {
    /// Who ordered, as written in the order.
    pub customer_name: String,
    /// The phone the order came with: E.164, or as written; empty when it had none.
    pub customer_phone: String,
    /// Where it goes.
    pub address: String,
    /// The region or city that lies in, as the shop names it; empty when it names none.
    pub region: String,
    /// What the customer wrote.
    pub comment: String,
    /// The shop's words for the means of payment.
    pub payment_title: String,
    /// The shop's words for the delivery.
    pub delivery_title: String,
}

impl OrderTexts {
    /// Whom the order names where the card names somebody else: the name and the phone as shown, as far as they differ.
    pub fn recipient(&self, card: &CustomerRecord) -> Option<String> {
        let name = self.customer_name.as_str();
        let is_named = name.is_empty() || [&card.name, &card.company].iter().any(|known| same_words(known, name));
        let phone = self.customer_phone.as_str();
        let is_called = phone.is_empty() || card.phone().is_some_and(|known| known.is(phone));
        let parts = [(is_named, name.to_owned()), (is_called, pretty(phone))];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|(is_the_cards, _)| !is_the_cards)
            .map(|(_, part)| part)
            .collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

/// One customer whole, with what is pending for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerRecord {
    /// Which.
    pub id: CustomerId,
    /// Name; empty when unknown.
    pub name: String,
    /// Company; empty when none.
    pub company: String,
    /// Tax id; empty when none.
    pub tax_id: String,
    /// Company or private, when somebody said.
    pub b2b: Option<B2b>,
    /// A woman or a man, when somebody said (R24).
    pub sex: Option<Sex>,
    /// Whether something may be offered to them (R25).
    pub offers: OfferFacts,
    /// Their own manager (R9).
    pub manager: Option<String>,
    /// IANA zone, when somebody set it.
    pub time_zone: Option<String>,
    /// Region or city; empty when unknown.
    pub region: String,
    /// The card's standing note.
    pub note: String,
    /// Nobody we sell to (R27).
    pub not_customer: bool,
    /// Orders they received.
    pub received_count: i64,
    /// Phones and emails, first known first.
    pub contacts: Vec<ContactRecord>,
    /// Pending appointments.
    pub appointments: Vec<Appointment>,
    /// Pending calls.
    pub calls: Vec<PendingCall>,
    /// Complaints and letters that are open.
    pub cases: Vec<Case>,
}

impl CustomerRecord {
    /// The number to call: the first phone not known to be bad.
    pub fn phone(&self) -> Option<&ContactRecord> {
        self.contacts
            .iter()
            .find(|c| c.kind == ContactKind::Phone && c.bad_at.is_none())
    }

    /// The phones that are known not to be theirs.
    pub fn wrong_phones(&self) -> impl Iterator<Item = &ContactRecord> {
        self.contacts
            .iter()
            .filter(|c| c.kind == ContactKind::Phone && c.bad_at.is_some())
    }
}

impl ContactRecord {
    /// True for the same contact as an order writes it: understood, else as it stands.
    pub fn is(&self, written: &str) -> bool {
        self.norm.as_deref() == Some(written) || self.raw == written
    }
}

coded! {
    /// What a contact is.
    pub enum ContactKind {
        /// A phone.
        Phone = 1 "phone",
        /// An email address.
        Email = 2 "email",
    }
}

/// The first good address of a customer for a channel.
pub fn address_by(contacts: &[ContactRecord], channel: Channel) -> Option<String> {
    let kind = match channel {
        Channel::Sms => ContactKind::Phone,
        Channel::Email => ContactKind::Email,
    };
    let mut good = contacts.iter().filter(|c| c.kind == kind && c.bad_at.is_none());
    good.find_map(|contact| contact.norm.clone())
}

/// One phone or email.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactRecord {
    /// Its row.
    pub id: i64,
    /// What it is.
    pub kind: ContactKind,
    /// As written.
    pub raw: String,
    /// E.164 or lower-case email; none when it was not understood.
    pub norm: Option<String>,
    /// Known not to work since then.
    pub bad_at: Option<Time>,
}
