//! The desk on a file in memory: what actions do, and how they are taken back.

mod actions;
mod agreed;
mod answering;
mod by_phone;
mod carriers;
mod cases;
mod companies;
mod day;
mod details;
mod edges;
mod erased;
mod history;
mod holds;
mod letters;
mod line;
mod meanwhile;
mod month;
mod moving;
mod outbox;
mod parcels;
mod payouts;
mod promises;
mod published;
mod rest;
mod returns;
mod shifts;
mod statements;
mod told;
mod trips;

use std::sync::Arc;

use super::Desk;
use super::error::DeskError;
use super::new_customer::NewCustomer;
use super::new_customer::Whose;
use super::who::Claiming;
use super::who::Who;
use crate::board;
use crate::board::Board;
use crate::clock::Clock;
use crate::domain::action::Refusal;
use crate::domain::ids::OrderId;
use crate::domain::incoming::IncomingCustomer;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::ShopStatus;
use crate::domain::money::Currency;
use crate::domain::order::Line;
use crate::domain::order::Stage;
use crate::domain::settings::Settings;
use crate::domain::target::CardKey;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::Store;
use crate::view::card;
use crate::view::card::Card;

/// Wednesday, 12:00 in Moscow.
const NOON: Time = Time(1_773_219_600_000);

pub(crate) fn who(operator: &str) -> Who {
    Who {
        operator: operator.to_owned(),
        session: format!("{operator}-1"),
        claiming: Claiming::WhenAsked,
    }
}

pub(crate) fn desk() -> Desk {
    let store = Store::in_memory().unwrap();
    Desk::on(store, Arc::new(Settings::default()), who("anna"), Clock::Stopped(NOON)).unwrap()
}

/// The whole queue now, as the desk's own operator sees it.
pub(crate) fn queue(desk: &Desk) -> Board {
    desk.read(|look| board::queue(look, &desk.who().operator, desk.fingerprint()))
        .unwrap()
}

/// The card under `key`, which is there.
pub(crate) fn card_of(desk: &Desk, key: CardKey) -> Card {
    desk.read(|look| card::card(look, key)).unwrap().unwrap()
}

pub(crate) fn later(desk: &mut Desk, span: Span) {
    desk.clock = Clock::Stopped(desk.now() + span);
}

pub(crate) fn order(total: i64) -> IncomingOrder {
    IncomingOrder {
        source: "desk".to_owned(),
        external_id: String::new(),
        number: String::new(),
        shop: String::new(),
        key: String::new(),
        modified_at: None,
        created_at: NOON,
        status: ShopStatus::New,
        status_at: None,
        status_word: String::new(),
        reason: None,
        payment_failed: false,
        customer: IncomingCustomer::default(),
        currency: Currency::RUB,
        total,
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
        lines: vec![Line {
            sku: "A1".to_owned(),
            name: "Чайник".to_owned(),
            parameters: String::new(),
            quantity_milli: 1_000,
            price: total,
            total,
        }],
        payments: Vec::new(),
        tracking_number: None,
        estimate_at: None,
        parcels: Vec::new(),
    }
}

pub(crate) fn new_order(desk: &mut Desk, phone: &str, total: i64) -> OrderId {
    let customer = NewCustomer {
        name: "Елена Иванова".to_owned(),
        phone: Some((phone.to_owned(), Some(phone.to_owned()))),
        email: None,
    };
    desk.new_order(&Whose::New(customer), order(total))
        .unwrap()
        .order
        .unwrap()
}

pub(super) fn stage(desk: &Desk, id: OrderId) -> Stage {
    card_of(desk, CardKey::Order(id)).order.unwrap().facts.stage
}

pub(crate) fn refusal<T: std::fmt::Debug>(result: Result<T, DeskError>) -> Refusal {
    match result {
        Err(DeskError::Refused(refusal)) => refusal,
        other => panic!("expected a refusal, got {other:?}"),
    }
}
