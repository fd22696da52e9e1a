//! The shop behind the desk: what is ordered there, and how it tells of it.

use std::sync::atomic::AtomicBool;

use fastrand::Rng;

use super::Month;
use super::events::Event;
use crate::desk::import::ImportOptions;
use crate::desk::import::ImportWatch;
use crate::desk::import::ImportedFile;
use crate::desk::tests;
use crate::domain::action::CallEvent;
use crate::domain::call::AppointmentKind;
use crate::domain::call::CallEventKind;
use crate::domain::call::MissedReason;
use crate::domain::carrier::Carrier;
use crate::domain::incoming::Format;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::IncomingPayment;
use crate::domain::incoming::IncomingPhone;
use crate::domain::incoming::ShopStatus;
use crate::domain::item::Item;
use crate::domain::order::Line;
use crate::domain::order::Means;
use crate::domain::order::Terms;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// Everything ordered, as the shop tells it now, and which of it the desk has not heard.
#[derive(Default)]
pub(super) struct Shop {
    orders: Vec<IncomingOrder>,
    untold: Vec<usize>,
    phones: u32,
}

const REGIONS: [&str; 6] = [
    "",
    "Москва",
    "Приморский край",
    "Новосибирская область",
    "Калининградская область",
    "Свердловская область",
];

/// By whom it goes; of some nobody tells.
const CARRIERS: [Option<Carrier>; 4] = [
    None,
    Some(Carrier::RussianPost),
    Some(Carrier::NovaPoshta),
    Some(Carrier::Cdek),
];

/// Somebody orders at `now`.
pub(super) fn order(shop: &mut Shop, rng: &mut Rng, now: Time) {
    if rng.u8(..40) == 0
        && let Some(last) = shop.orders.last().cloned()
        && now - last.created_at < Span::hours(1)
    {
        // The button pressed twice.
        place(shop, last, now);
        return;
    }
    let mut new = tests::order(rng.i64(500..60_000) * 100);
    let regular = shop.phones > 20 && rng.u8(..4) == 0;
    let phone = if regular {
        rng.u32(..shop.phones)
    } else {
        shop.phones += 1;
        shop.phones - 1
    };
    let e164 = e164(phone);
    new.customer.name = format!("Покупатель {e164}");
    new.customer.phones = vec![IncomingPhone {
        raw: e164.clone(),
        e164: Some(e164),
    }];
    REGIONS[phone as usize % REGIONS.len()].clone_into(&mut new.region);
    if rng.u8(..8) == 0 {
        new.lines = ["Чайник", "Кофеварка"].map(|name| line(name, new.total / 2)).to_vec();
    }
    new.terms = Some(if rng.bool() { Terms::Prepaid } else { Terms::OnDelivery });
    new.do_not_call = rng.u8(..25) == 0;
    new.carrier = CARRIERS[phone as usize % CARRIERS.len()];
    place(shop, new, now);
}

fn line(name: &str, price: i64) -> Line {
    Line {
        sku: String::new(),
        name: name.to_owned(),
        parameters: String::new(),
        quantity_milli: 1_000,
        price,
        total: price,
    }
}

pub(super) fn e164(phone: u32) -> String {
    format!("+7916{phone:07}")
}

fn place(shop: &mut Shop, mut new: IncomingOrder, now: Time) {
    let number = 50_000 + shop.orders.len();
    new.source = "site".to_owned();
    new.channel = "site".to_owned();
    new.external_id = number.to_string();
    new.number = number.to_string();
    new.created_at = now;
    new.modified_at = Some(now);
    shop.untold.push(shop.orders.len());
    shop.orders.push(new);
}

impl Month {
    /// What is new since the feed was asked last.
    pub(super) fn feed(&mut self) {
        let untold = std::mem::take(&mut self.shop.untold);
        self.tell(&untold);
    }

    /// The last days' orders once more: paid for, changed and cancelled ones among many that are as they were.
    pub(super) fn file_of_the_day(&mut self) {
        self.shop.untold.clear();
        let now = self.desk.now();
        let count = self.shop.orders.len();
        let lately: Vec<usize> = (count.saturating_sub(150)..count).collect();
        for at in &lately {
            let choice = self.rng.u8(..100);
            let order = &mut self.shop.orders[*at];
            let paid = !order.payments.is_empty();
            match choice {
                0..8 if !paid && order.terms == Some(Terms::Prepaid) => order.payments.push(IncomingPayment {
                    at: now - Span::hours(2),
                    amount: order.total,
                    means: Means::Card,
                    reference: format!("p{}", order.number),
                    note: String::new(),
                }),
                8..10 => order.total += 10_000,
                10..11 => {
                    order.status = ShopStatus::Cancelled;
                    order.status_at = Some(now);
                }
                _ => continue,
            }
            order.modified_at = Some(now);
        }
        self.tell(&lately);
    }

    fn tell(&mut self, which: &[usize]) {
        if which.is_empty() {
            return;
        }
        self.work("import");
        let file = ImportedFile {
            name: "feed".to_owned(),
            format: Format::Json,
            source: "site".to_owned(),
            platform: "site".to_owned(),
        };
        let mut watch = ImportWatch {
            stop: &AtomicBool::new(false),
            progress: &mut |_| {},
        };
        let orders: Vec<IncomingOrder> = which.iter().map(|at| self.shop.orders[*at].clone()).collect();
        let mut items = orders.into_iter().map(|order| Ok(Item::Order(Box::new(order))));
        let options = ImportOptions::default();
        self.desk.import(&file, options, &mut items, &mut watch).unwrap();
        self.count_orders();
    }

    /// Customers call, strangers call; some hang up before anybody answers.
    pub(super) fn rings(&mut self) {
        let phone = self.rng.u32(..self.shop.phones + 20);
        let now = self.desk.now();
        self.work("line");
        match self.rng.u8(..6) {
            0 => self.line(CallEventKind::CallbackRequest, phone, None),
            1 => {
                let at = now + Span::minutes(self.rng.i64(10..2_000));
                self.line(CallEventKind::CallbackRequest, phone, Some(at));
            }
            2 => {
                self.line(CallEventKind::Incoming, phone, None);
                self.line(CallEventKind::Missed, phone, None);
            }
            _ => {
                self.line(CallEventKind::Incoming, phone, None);
                self.after(Span::seconds(70), Event::HangsUp(phone));
                // Who is there picks up, unless the caller was quicker.
                for manager in 0..super::crew::CREW.len() {
                    self.after(Span::seconds(20), Event::PicksUp(manager));
                }
            }
        }
    }

    pub(super) fn hangs_up(&mut self, phone: u32) {
        self.work("line");
        self.line(CallEventKind::Ended, phone, None);
    }

    pub(super) fn line(&mut self, kind: CallEventKind, phone: u32, call_at: Option<Time>) {
        let event = CallEvent {
            kind,
            phone: e164(phone),
            at: self.desk.now(),
            line: String::new(),
            origin: "line".to_owned(),
            external_id: None,
            call: None,
            missed_reason: (kind == CallEventKind::Missed).then_some(MissedReason::Busy),
            call_at,
            recording: None,
        };
        let at = call_at.unwrap_or(event.at);
        if let Some(done) = tests::holds::allowed(self.desk.call_event(event)) {
            if kind == CallEventKind::CallbackRequest {
                self.promises.made(&self.desk, &done, AppointmentKind::Request, at);
            }
            self.customer_holds(done.customer);
        }
    }
}
