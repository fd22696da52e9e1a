//! An order as a shop tells it: what every parser of `intake` makes and `merge` takes.

use serde::Deserialize;
use serde::Serialize;

use super::action::ContactKind;
use super::action::OrderTexts;
use super::carrier::Carrier;
use super::coded::coded;
use super::money::Currency;
use super::order::Line;
use super::order::Means;
use super::order::Reason;
use super::order::Terms;
use super::quantity;
use super::sex::Sex;
use super::shipment::Packed;
use super::time::Time;

coded! {
    /// What the shop says of where the order stands. Payment is its own fact (`paid`), whatever the shop's words.
    pub enum ShopStatus {
        /// Nobody confirmed it.
        New = 1 "new",
        /// Confirmed with the customer.
        Confirmed = 2 "confirmed",
        /// Sent.
        Dispatched = 3 "dispatched",
        /// At the pickup point.
        Arrived = 4 "arrived",
        /// With the customer.
        Received = 5 "received",
        /// Called off.
        Cancelled = 6 "cancelled",
        /// Came back, or was refunded whole.
        Returned = 7 "returned",
    }
}

coded! {
    /// A shape of file or feed that orders come in.
    pub enum Format {
        /// WooCommerce REST API v3: one order, a list, a webhook's body.
        WooCommerce = 1 "woocommerce",
        /// dozvon's own JSON.
        Json = 2 "json",
        /// dozvon's own table.
        Csv = 3 "csv",
        /// Shopify REST Admin API: one order, a list, a webhook's body.
        Shopify = 4 "shopify",
        /// The table of Shopify's *Orders → Export*.
        ShopifyCsv = 5 "shopify_csv",
        /// InSales API and webhooks.
        InSales = 6 "insales",
        /// Prom.ua and the marketplaces of its platform: their API.
        Prom = 7 "prom",
        /// retailCRM API v5.
        RetailCrm = 8 "retailcrm",
        /// KeyCRM API.
        KeyCrm = 9 "keycrm",
        /// OpenCart's table of orders as JSON.
        OpenCart = 10 "opencart",
        /// CommerceML 2: `orders.xml` of an exchange with 1C.
        CommerceMl = 11 "commerceml",
        /// A table of people who have bought nothing yet.
        People = 12 "people",
        /// Likewise, as JSON.
        PeopleJson = 13 "people_json",
    }
}

impl Format {
    /// True for objects, which are listed in an array; else rows stand under a header.
    pub fn is_json(self) -> bool {
        !matches!(
            self,
            Format::Csv | Format::ShopifyCsv | Format::CommerceMl | Format::People
        )
    }

    /// True when it holds no orders but people.
    pub fn is_of_people(self) -> bool {
        matches!(self, Format::People | Format::PeopleJson)
    }
}

/// One order of a shop's export, feed or webhook, in the desk's words.
///
/// Only what the shop really said is set: an absent field never erases what the desk knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(clippy::struct_excessive_bools)] // each is told by itself
pub struct IncomingOrder {
    /// Which shop system and account: `woocommerce`, `csv`, a feed's name. With `external_id` it names the order.
    pub source: String,
    /// The shop's own id of the order; never shown, stable across versions.
    pub external_id: String,
    /// The number people call it by, as the shop writes it.
    pub number: String,
    /// Which shop of a system that many shops have, when the order tells: its host. Two shops count their orders alike.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub shop: String,
    /// A mark of the key the shop made for this very order, when it makes any: an id may come back, the key does not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub key: String,
    /// When the shop last changed it; an older version never wins over a newer one.
    pub modified_at: Option<Time>,
    /// When the customer placed it.
    pub created_at: Time,
    /// Where the shop says it stands.
    pub status: ShopStatus,
    /// When it came to stand there, when the shop says so: completed, dispatched, cancelled.
    pub status_at: Option<Time>,
    /// The word it used, for the history and for mapping.
    pub status_word: String,
    /// Why it was cancelled, when the shop says so.
    pub reason: Option<Reason>,
    /// They tried to pay and failed.
    pub payment_failed: bool,
    /// Who ordered.
    pub customer: IncomingCustomer,
    /// Of all amounts.
    pub currency: Currency,
    /// What the whole order costs, minor units.
    pub total: i64,
    /// The shop tells no total: it is the sum of the lines, without delivery or discount.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_total_summed: bool,
    /// The shop says that it is paid, not how much came: what it is paid by is its total.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_paid_by_word: bool,
    /// When they pay; `None` when the shop does not say.
    pub terms: Option<Terms>,
    /// The shop's words for the means of payment.
    pub payment_title: String,
    /// The shop's words for the delivery.
    pub delivery_title: String,
    /// The carrier those words name, when they name one.
    pub carrier: Option<Carrier>,
    /// Where it goes.
    pub address: String,
    /// The region or city it goes to, for the customer's clock.
    pub region: String,
    /// What the customer wrote.
    pub comment: String,
    /// *Do not call back* was asked (R36).
    pub do_not_call: bool,
    /// The way it came: `site`, `phone`, `marketplace`; the source's name when nothing better is known.
    pub channel: String,
    /// The lines.
    pub lines: Vec<Line>,
    /// Money that came (positive) or went back (negative).
    pub payments: Vec<IncomingPayment>,
    /// The tracking number, when the shop knows one.
    pub tracking_number: Option<String>,
    /// When it should arrive, as the shop tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimate_at: Option<Time>,
    /// Its parcels, when the shop tells of several, or what is in one; else the number alone speaks of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parcels: Vec<IncomingParcel>,
}

/// One of several parcels, as the shop tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncomingParcel {
    /// Its tracking number.
    pub number: String,
    /// Who carries it, when that is told of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carrier: Option<Carrier>,
    /// What is in it; empty when that is not told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contents: Vec<Packed>,
}

/// Nobody reads more of what is in a cart, in characters.
const LONGEST_CONTENTS: usize = 300;

/// Stands between a source and its shop.
pub const OF_SHOP: char = '@';

/// The source and the shop that a kept source names.
pub fn source_and_shop(kept: &str) -> (&str, Option<&str>) {
    match kept.split_once(OF_SHOP) {
        Some((source, shop)) => (source, Some(shop)),
        None => (kept, None),
    }
}

impl IncomingOrder {
    /// Its texts.
    pub fn texts(&self) -> OrderTexts {
        OrderTexts {
            customer_name: self.customer.name.clone(),
            customer_phone: self.customer.phone(),
            address: self.address.clone(),
            region: self.region.clone(),
            comment: self.comment.clone(),
            payment_title: self.payment_title.clone(),
            delivery_title: self.delivery_title.clone(),
        }
    }

    /// Every parcel it has a number of.
    pub fn sent_in(&self) -> Vec<IncomingParcel> {
        if !self.parcels.is_empty() {
            return self.parcels.clone();
        }
        let only = self.tracking_number.iter().map(|number| IncomingParcel {
            number: number.clone(),
            ..IncomingParcel::default()
        });
        only.collect()
    }

    /// Takes over the parcels of a shop that tells of several; that it has sent all of the order, where they hold it all.
    pub fn set_parcels(&mut self, told: impl IntoIterator<Item = IncomingParcel>) {
        let mut parcels: Vec<IncomingParcel> = Vec::new();
        for parcel in told {
            if !parcel.number.is_empty() && !parcels.iter().any(|other| other.number == parcel.number) {
                parcels.push(parcel);
            }
        }
        if parcels.len() > 1 || parcels.iter().any(|parcel| !parcel.contents.is_empty()) {
            self.parcels = parcels;
        }
    }

    /// What is in it, in words: `Кофеварка, Фильтр × 2`.
    pub fn contents(&self) -> String {
        let lines = self.lines.iter().map(|line| {
            let many = match line.quantity_milli {
                1_000 => String::new(),
                milli => format!(" × {}", quantity::text(milli)),
            };
            format!("{}{many}", line.name)
        });
        lines
            .collect::<Vec<_>>()
            .join(", ")
            .chars()
            .take(LONGEST_CONTENTS)
            .collect()
    }

    /// The source as it is kept: with the shop, where the order tells which one.
    pub fn kept_source(&self) -> String {
        if self.shop.is_empty() {
            self.source.clone()
        } else {
            format!("{}{OF_SHOP}{}", self.source, self.shop)
        }
    }

    /// An order of these lines that a customer places by phone (R37), at the sum of its lines; who, where to and how are
    /// still to be said.
    pub fn by_phone(at: Time, currency: Currency, lines: Vec<Line>) -> IncomingOrder {
        IncomingOrder {
            source: "desk".to_owned(),
            external_id: String::new(),
            number: String::new(),
            shop: String::new(),
            key: String::new(),
            modified_at: None,
            created_at: at,
            status: ShopStatus::New,
            status_at: None,
            status_word: String::new(),
            reason: None,
            payment_failed: false,
            customer: IncomingCustomer::default(),
            currency,
            total: lines.iter().fold(0, |sum: i64, line| sum.saturating_add(line.total)),
            is_total_summed: false,
            is_paid_by_word: false,
            terms: None,
            payment_title: String::new(),
            delivery_title: String::new(),
            carrier: None,
            address: String::new(),
            region: String::new(),
            comment: String::new(),
            do_not_call: false,
            channel: "phone".to_owned(),
            lines,
            payments: Vec::new(),
            tracking_number: None,
            estimate_at: None,
            parcels: Vec::new(),
        }
    }
}

/// Who ordered, as the shop tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncomingCustomer {
    /// Given and family name, or the company's.
    pub name: String,
    /// Phones as written: E.164 when `raw` could be understood.
    pub phones: Vec<IncomingPhone>,
    /// Email, lower case; empty when none.
    pub email: String,
    /// Company; empty when none.
    pub company: String,
    /// Tax id; empty when none.
    pub tax_id: String,
}

impl IncomingCustomer {
    /// The phone of the order as it is kept: understood, else as written; empty when there is none.
    pub fn phone(&self) -> String {
        let understood = self.phones.iter().find_map(|phone| phone.e164.clone());
        let written = || self.phones.first().map(|phone| phone.raw.clone());
        understood.or_else(written).unwrap_or_default()
    }

    /// Each phone and the email: as written, as understood.
    pub fn contacts(&self) -> impl Iterator<Item = (ContactKind, &str, Option<&str>)> {
        let phones = self.phones.iter();
        let phones = phones.map(|phone| (ContactKind::Phone, phone.raw.as_str(), phone.e164.as_deref()));
        let email = Some(self.email.as_str()).filter(|email| !email.is_empty());
        phones.chain(email.map(|email| (ContactKind::Email, email, Some(email))))
    }

    /// What their card is called by: their name, else their company's; empty when the shop tells neither.
    pub fn called(&self) -> &str {
        if self.name.is_empty() {
            &self.company
        } else {
            &self.name
        }
    }
}

/// Somebody of a base of people who have bought nothing yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IncomingPerson {
    /// Who, and how they are reached.
    pub customer: IncomingCustomer,
    /// As the base says.
    pub sex: Option<Sex>,
    /// Where they live; empty when unknown.
    pub region: String,
    /// What is noted of them; empty when nothing.
    pub note: String,
    /// Whether they agreed to offers (R25).
    pub consent: Option<ToldConsent>,
}

/// How a base says that somebody agreed to offers, or took that back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToldConsent {
    /// With its date.
    At(Time),
    /// Plainly yes, whenever that was.
    Undated,
    /// Plainly no, at that time where it is told: an agreement from before is over, and nothing was withdrawn where there
    /// was none.
    No(Option<Time>),
    /// They unsubscribed, at that time where it is told.
    Withdrawn(Option<Time>),
}

/// A phone as written and as understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncomingPhone {
    /// As written.
    pub raw: String,
    /// E.164, or nothing when it cannot be understood.
    pub e164: Option<String>,
}

impl IncomingPhone {
    /// One digit again and again, typed where a form wants a phone and there is none: whose it is it does not tell.
    pub fn is_nobodys(&self) -> bool {
        let written = self.e164.as_deref().unwrap_or(&self.raw);
        let digits: Vec<char> = written.chars().filter(char::is_ascii_digit).collect();
        let alike = digits.iter().rev().take_while(|digit| Some(*digit) == digits.last());
        alike.clone().count() >= digits.len().min(9)
    }
}

/// Money that came or went back, as the shop tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncomingPayment {
    /// When.
    pub at: Time,
    /// Minor units of the order's currency; negative for a refund.
    pub amount: i64,
    /// By what means.
    pub means: Means,
    /// The shop's id of the payment or refund, so that it is never counted twice.
    pub reference: String,
    /// The number of its document, where it has one of its own; empty when none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// The reference of a payment that is no single payment: its amount is all that came so far, as tables tell it. Merging
/// adds only what the order does not have yet.
pub const PAID_SO_FAR: &str = "paid_so_far";

impl IncomingPayment {
    /// The reference it is kept under: one version of a sum is not the next.
    pub fn kept_reference(&self) -> String {
        if self.reference == PAID_SO_FAR {
            format!("{PAID_SO_FAR}:{}", self.amount)
        } else {
            self.reference.clone()
        }
    }

    /// The sum that a kept reference is of; none when it is of a single payment.
    pub fn sum_kept_under(reference: &str) -> Option<i64> {
        reference.strip_prefix(PAID_SO_FAR)?.strip_prefix(':')?.parse().ok()
    }
}

/// An import, its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImportId(pub i64);

/// What came of the orders of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImportCounts {
    /// Orders found, whatever came of them; drafts and deleted ones are none.
    pub read: i64,
    /// New to the desk.
    pub created: i64,
    /// Known, and something changed.
    pub updated: i64,
    /// Known, and nothing changed.
    pub unchanged: i64,
    /// Not understood.
    pub rejected: i64,
}

impl ImportCounts {
    /// Both together.
    #[must_use]
    pub fn and(self, other: ImportCounts) -> ImportCounts {
        ImportCounts {
            read: self.read + other.read,
            created: self.created + other.created,
            updated: self.updated + other.updated,
            unchanged: self.unchanged + other.unchanged,
            rejected: self.rejected + other.rejected,
        }
    }
}
