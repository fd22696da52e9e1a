//! What a message can be filled with: the card's values, and what it tells itself.

use chrono_tz::Tz;
use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;
use serde_json::Value as Json;

use crate::domain::carrier::Carrier;
use crate::domain::coded::coded;
use crate::domain::message::MessageBody;
use crate::domain::message::Storage;
use crate::domain::money::Money;
use crate::domain::order::CustomerFlags;
use crate::domain::order::OrderFacts;
use crate::domain::order::Terms;
use crate::domain::regulation::Rulebook;
use crate::domain::regulation::promise_window;
use crate::domain::regulation::storage_of;
use crate::domain::settings::OrderShop;
use crate::domain::settings::Settings;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::i18n::Lang;
use crate::i18n::Tr;
use crate::template::values;
use crate::template::values::CardValues;
use crate::template::values::card_values;
use crate::view::card::Card;
use crate::view::how_to_pay::HowToPay;
use crate::view::how_to_pay::how_to_pay;
use crate::words;

/// The names of what asks for money.
const ASKS_FOR_MONEY: [&str; 4] = ["accepted", "changed", "payment_reminder", "requisites"];

/// `message`: what this one tells; a text that is not known is empty.
#[derive(Clone, Debug, Default, Serialize)]
#[allow(clippy::struct_excessive_bools)] // each is a value of its own in the texts
pub(super) struct ToldValues {
    /// The day of a promised call: `on Thursday, 12 March`.
    day: String,
    from: String,
    until: String,
    /// These are of the customer's clock, which is another than the shop's.
    your_time: bool,
    will_call: bool,
    count: i64,
    total: String,
    owed: String,
    is_owed: bool,
    prepaid: bool,
    requisites: String,
    /// Where what is owed is paid by a click.
    pay_link: String,
    dispatch_by: String,
    estimate: String,
    term: String,
    /// It tells of one parcel, and the rest of the order is not in it.
    in_parts: bool,
    tracking: String,
    track_url: String,
    carrier: String,
    at: String,
    free_until: String,
    hold_until: String,
    /// Of an offer, in the shop's own words.
    subject: String,
    text: String,
    /// It corrects what was told before.
    correction: bool,
    stop_url: String,
}

#[derive(Serialize)]
struct AllValues {
    #[serde(flatten)]
    card: CardValues,
    message: ToldValues,
}

coded! {
    /// What a message tells of, and the card may not have.
    pub enum Need {
        /// An order.
        Order "order",
        /// A day on which the shop opens.
        Opening "opening",
        /// A tracking number.
        Tracking "tracking",
        /// When it was handed over.
        HandedOver "handed_over",
        /// When it arrived.
        Arrived "arrived",
        /// Something that is owed.
        Owed "owed",
        /// When it is to be handed over.
        Term "term",
    }
}

impl Need {}

/// What a message is written of: whose card, by which rules, in whose words, when.
pub struct WritingContext<'a> {
    /// The card of the order, or of the customer.
    pub card: &'a Card,
    /// The rules in force.
    pub rules: &'a Rulebook,
    /// The language it is written in.
    pub tr: &'a Tr,
    /// When it is written.
    pub now: Time,
    /// The numbers that stand for the order's own, where a letter is about several (R35).
    pub orders: Option<&'a str>,
    /// Of an offer: the link by which its reader gets no more.
    pub stop_url: Option<&'a str>,
}

impl WritingContext<'_> {
    /// The values of a message: of what it tells, else of what the order's facts say.
    pub(super) fn values(&self, told: Option<&MessageBody>, corrects: bool) -> (Value, ToldValues) {
        let mut message = self.of_facts();
        message.correction = corrects;
        self.stop_url.unwrap_or_default().clone_into(&mut message.stop_url);
        if let Some(told) = told {
            self.of_body(&mut message, told);
        }
        let mut card = card_values(self.card, self.rules.settings(), self.tr, self.now);
        if let Some(numbers) = self.orders {
            card.name_orders(numbers);
        }
        let all = AllValues {
            card,
            message: message.clone(),
        };
        (Value::from(Serde(all)), message)
    }

    fn of_facts(&self) -> ToldValues {
        let mut told = ToldValues {
            will_call: true,
            requisites: self.shop().requisites.to_owned(),
            ..ToldValues::default()
        };
        let calendar = self.rules.calendar(None);
        let usual = || promise_window(calendar, self.rules.regulation(), self.now);
        if let Some(window) = self.card.promise.or_else(usual) {
            self.window(&mut told, window);
        }
        let Some(record) = &self.card.order else { return told };
        let order = &record.facts;
        told.will_call = !order.wants_no_call();
        told.prepaid = order.terms == Terms::Prepaid;
        told.total = money(self.tr, order, order.total);
        told.owed = money(self.tr, order, order.owed());
        told.is_owed = order.owed() > 0;
        self.pay_link(&mut told, Money::new(order.owed(), order.currency));
        told.dispatch_by = self.date(order.dispatch_by);
        told.term.clone_from(&told.dispatch_by);
        told.estimate = self.date(order.estimate_at);
        told.in_parts = order.marks.has(CustomerFlags::IN_PARTS);
        told.at = self.date(order.handed_at);
        self.parcel(&mut told, record.tracking_number.as_deref(), order.carrier);
        if let Some(arrived) = order.arrived_at {
            let (free_until, hold_until) = storage_of(order, arrived, self.rules);
            self.storage(&mut told, free_until, hold_until);
        }
        told
    }

    fn of_body(&self, told: &mut ToldValues, body: &MessageBody) {
        let facts = self.card.order.as_ref().map(|record| &record.facts);
        match body {
            MessageBody::Promise { from, until }
            | MessageBody::PromiseBroken { from, until }
            | MessageBody::CallAfterHours { from, until } => self.window(told, (*from, *until)),
            MessageBody::InWork { will_call } => told.will_call = *will_call,
            MessageBody::CallsMissed { count } | MessageBody::CallsInVain { count } => told.count = *count,
            MessageBody::Accepted {
                total,
                owed,
                terms,
                // Only a mark of them: another mark is another fact.
                requisites: _,
            } => {
                told.total = words::sum(self.tr, *total);
                told.owed = words::sum(self.tr, *owed);
                told.is_owed = owed.minor > 0;
                told.prepaid = *terms == Terms::Prepaid;
                self.pay_link(told, *owed);
            }
            MessageBody::Requisites { owed } => {
                told.owed = words::sum(self.tr, *owed);
                told.is_owed = owed.minor > 0;
                self.pay_link(told, *owed);
            }
            MessageBody::Paid {
                total,
                dispatch_by,
                estimate,
            } => {
                told.total = words::sum(self.tr, *total);
                told.dispatch_by = self.date(*dispatch_by);
                told.estimate = self.date(*estimate);
            }
            MessageBody::DispatchLate { term } => told.term = self.date(Some(*term)),
            MessageBody::Tracking { number, carrier } => self.parcel(told, Some(number), *carrier),
            MessageBody::Dispatched {
                at,
                number,
                carrier,
                estimate,
            } => {
                told.at = self.date(Some(*at));
                told.estimate = self.date(*estimate);
                self.parcel(told, Some(number), *carrier);
            }
            MessageBody::Arrived(storage) | MessageBody::PickupWaits(storage) | MessageBody::PickupLast(storage) => {
                let Storage {
                    number,
                    carrier,
                    free_until,
                    hold_until,
                } = storage;
                self.storage(told, *free_until, *hold_until);
                told.carrier = self.carrier(carrier.or(facts.and_then(|facts| facts.carrier)));
                if !number.is_empty() {
                    number.clone_into(&mut told.tracking);
                }
            }
            MessageBody::WrongNumber
            | MessageBody::Quality
            | MessageBody::Courtesy
            | MessageBody::Received
            | MessageBody::Written { .. }
            | MessageBody::TakenBack { .. } => {}
            MessageBody::Offer { subject, text } => {
                told.subject.clone_from(subject);
                told.text.clone_from(text);
            }
        }
    }

    /// Text of the code by which what a message of that name asks for is paid: what is to be paid in advance.
    pub(super) fn pay_code(&self, name: &str, told: Option<&MessageBody>) -> Option<String> {
        if !ASKS_FOR_MONEY.contains(&name) {
            return None;
        }
        let order = &self.card.order.as_ref()?.facts;
        let (terms, owed) = match told {
            Some(MessageBody::Accepted { owed, terms, .. }) => (*terms, *owed),
            Some(MessageBody::Requisites { owed }) => (order.terms, *owed),
            _ => (order.terms, Money::new(order.owed(), order.currency)),
        };
        let how = self.how_to_pay(owed).filter(|_| terms == Terms::Prepaid);
        how.and_then(|how| how.code)
    }

    fn pay_link(&self, told: &mut ToldValues, owed: Money) {
        told.pay_link = self.how_to_pay(owed).and_then(|how| how.link).unwrap_or_default();
    }

    fn how_to_pay(&self, owed: Money) -> Option<HowToPay> {
        let number = self.card.order.as_ref().map_or("", |record| record.number.as_str());
        let purpose = words::pay_purpose(self.tr, number);
        how_to_pay(self.rules.settings(), self.card, owed, &purpose)
    }

    fn window(&self, told: &mut ToldValues, (from, until): (Time, Time)) {
        let (zone, shop) = (self.card.clock.zone, self.shop_zone());
        told.day = words::spoken_day(self.tr, zone, from);
        told.from = words::spoken_clock(zone, from);
        told.until = words::spoken_clock(zone, until);
        told.your_time = told.from != words::spoken_clock(shop, from);
    }

    fn parcel(&self, told: &mut ToldValues, number: Option<&str>, carrier: Option<Carrier>) {
        let number = number.unwrap_or_default();
        number.clone_into(&mut told.tracking);
        told.track_url = carrier
            .and_then(|carrier| carrier.tracking_page(number))
            .unwrap_or_default();
        told.carrier = self.carrier(carrier);
    }

    /// Storage that ends at a midnight ends with the day before.
    fn storage(&self, told: &mut ToldValues, free_until: Time, hold_until: Time) {
        told.free_until = self.date(Some(free_until - Span(1)));
        told.hold_until = self.date(Some(hold_until - Span(1)));
    }

    /// By name; one that has none says nothing to a customer, and nobody carries what is collected.
    fn carrier(&self, carrier: Option<Carrier>) -> String {
        let named = carrier.filter(|carrier| !matches!(carrier, Carrier::Other | Carrier::None | Carrier::Pickup));
        named
            .map(|carrier| words::carrier(self.tr, carrier))
            .unwrap_or_default()
    }

    fn date(&self, at: Option<Time>) -> String {
        at.map(|at| words::spoken_date(self.tr, self.shop_zone(), at))
            .unwrap_or_default()
    }

    /// The shop the customer knows.
    pub(super) fn shop(&self) -> OrderShop<'_> {
        shop_of(self.rules.settings(), self.card)
    }

    fn shop_zone(&self) -> Tz {
        self.rules.settings().shop.time_zone
    }
}

/// The shop a card's order is of.
pub(super) fn shop_of<'a>(settings: &'a Settings, card: &Card) -> OrderShop<'a> {
    settings.source_of(card.source.as_ref().map(|(source, _)| source.as_str()))
}

/// The language the customer of a card is written to in: the shop's, else that of its country.
pub fn language(settings: &Settings, card: &Card) -> Lang {
    language_of(settings, shop_of(settings, card).language)
}

/// The language of the shop itself.
pub fn shop_language(settings: &Settings) -> Lang {
    language_of(settings, settings.shop.language)
}

/// The language in which a shop that sets that, or nothing, writes to its customers.
pub(super) fn language_of(settings: &Settings, set: Option<Lang>) -> Lang {
    set.unwrap_or_else(|| Lang::of_country(&settings.shop.country))
}

impl ToldValues {
    /// What a message of that name lacks to be written.
    pub(super) fn lacks(&self, name: &str) -> Option<Need> {
        let (need, value) = match name {
            "promise" | "promise_broken" | "call_after_hours" => (Need::Opening, &self.day),
            "tracking" => (Need::Tracking, &self.tracking),
            "dispatched" => (Need::HandedOver, &self.at),
            "dispatch_late" => (Need::Term, &self.term),
            "arrived" | "ready" | "pickup_waits" | "pickup_last" => (Need::Arrived, &self.free_until),
            "requisites" | "payment_reminder" if !self.is_owed => return Some(Need::Owed),
            _ => return None,
        };
        value.is_empty().then_some(need)
    }
}

fn money(tr: &Tr, order: &OrderFacts, minor: i64) -> String {
    words::sum(tr, Money::new(minor, order.currency))
}

/// The values of nobody, to try a text with: each of its branches is gone through.
pub(super) fn trials() -> [Json; 3] {
    let unknown = serde_json::to_value(ToldValues::default()).unwrap_or_default();
    let [no_order, empty, full] = values::trial_values();
    let told = [unknown.clone(), unknown.clone(), values::known(unknown)];
    let mut all = [no_order, empty, full];
    for (values, told) in all.iter_mut().zip(told) {
        if let Json::Object(values) = values {
            values.insert("message".to_owned(), told);
        }
    }
    all
}
