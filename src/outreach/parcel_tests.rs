//! What is told of one of several parcels.

use super::Templates;
use super::values::WritingContext;
use super::write;
use crate::desk::Desk;
use crate::desk::tests::card_of;
use crate::desk::tests::desk;
use crate::desk::tests::new_order;
use crate::domain::action::Action;
use crate::domain::action::Shipping;
use crate::domain::action::WhichParcel;
use crate::domain::carrier::Carrier;
use crate::domain::ids::OrderId;
use crate::domain::message::Channel;
use crate::domain::message::MessageBody;
use crate::domain::message::Storage;
use crate::domain::target::CardKey;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::i18n::Lang;
use crate::i18n::Tr;

fn ship(desk: &mut Desk, order: OrderId, number: &str, which: WhichParcel) {
    let action = Action::Ship(Shipping {
        number: number.to_owned(),
        which,
        ..Shipping::default()
    });
    let done = desk.perform(Target::Order(order), &action).unwrap();
    assert!(done.entry.is_some(), "{number}");
}

#[test]
fn a_parcel_of_several_is_told_of_by_its_number_and_as_a_part() {
    let mut desk = desk();
    let order = new_order(&mut desk, "+79161234567", 100_000);
    desk.perform(Target::Order(order), &Action::Confirm).unwrap();
    ship(&mut desk, order, "1234567890", WhichParcel::Only);
    let only = texts(&desk, order, "");
    ship(&mut desk, order, "1234567891", WhichParcel::Another);
    let several = texts(&desk, order, "1234567891");
    for ((case, whole), (_, part)) in only.iter().zip(&several) {
        let is_part =
            |text: &str| text.to_lowercase().contains("част") || text.to_lowercase().contains("part of order");
        assert!(!is_part(whole), "{case}: {whole}");
        assert!(is_part(part), "{case}: {part}");
        // Its own number, and not that of the parcel the order speaks of.
        assert!(
            part.contains("1234567891") && !part.contains("1234567890"),
            "{case}: {part}"
        );
    }
    let read = |case: &str| {
        several
            .iter()
            .find(|(name, _)| name == case)
            .map(|(_, text)| text.as_str())
    };
    assert_eq!(
        read("ru pickup_waits sms"),
        Some(
            "Часть заказа № D1 всё ещё ждёт вас (СДЭК). Бесплатно до 15 марта, потом хранение платное. \
             Номер посылки 1234567891."
        )
    );
    assert_eq!(
        read("en pickup_waits sms"),
        Some(
            "Part of order D1 is still waiting for you (CDEK). Storage is free until 15 March, then there is a fee. \
             Tracking number 1234567891."
        )
    );
}

/// Each text of a parcel of that number; empty for the order's only one.
fn texts(desk: &Desk, order: OrderId, number: &str) -> Vec<(String, String)> {
    let now = desk.now();
    let storage = Storage {
        number: number.to_owned(),
        carrier: Some(Carrier::Cdek),
        free_until: now + Span::days(4),
        hold_until: now + Span::days(9),
    };
    let dispatched = MessageBody::Dispatched {
        at: now,
        number: if number.is_empty() { "1234567890" } else { number }.to_owned(),
        carrier: storage.carrier,
        estimate: None,
    };
    let told = [
        dispatched,
        MessageBody::Arrived(storage.clone()),
        MessageBody::PickupWaits(storage.clone()),
        MessageBody::PickupLast(storage),
    ];
    let card = card_of(desk, CardKey::Order(order));
    let templates = Templates::brought();
    let mut texts = Vec::new();
    for lang in Lang::ALL.iter().copied() {
        let around = WritingContext {
            card: &card,
            rules: desk.rules(),
            tr: &Tr::new(lang),
            now,
            orders: None,
            stop_url: None,
        };
        for body in &told {
            for channel in Channel::ALL {
                let kind = body.kind().code();
                let written = write(&templates, kind, *channel, Some((body, false)), &around).unwrap();
                texts.push((
                    format!("{} {kind} {}", lang.code(), channel.code()),
                    format!("{}{}", written.subject, written.text),
                ));
            }
        }
    }
    texts
}

#[test]
fn nobody_is_said_to_carry_what_is_collected() {
    let mut desk = desk();
    let order = new_order(&mut desk, "+79161234567", 100_000);
    let card = card_of(&desk, CardKey::Order(order));
    let around = WritingContext {
        card: &card,
        rules: desk.rules(),
        tr: &Tr::new(Lang::Ru),
        now: desk.now(),
        orders: None,
        stop_url: None,
    };
    let told = MessageBody::Dispatched {
        at: desk.now(),
        number: String::new(),
        carrier: Some(Carrier::Pickup),
        estimate: None,
    };
    for channel in Channel::ALL {
        let written = write(
            &Templates::brought(),
            "dispatched",
            *channel,
            Some((&told, false)),
            &around,
        );
        let text = written.unwrap().text;
        assert!(!text.contains("самовывоз"), "{text}");
    }
}
