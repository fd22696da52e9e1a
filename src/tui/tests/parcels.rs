//! An order that goes in several parcels: asked which, listed on the card, and a number for one more.

use crossterm::event::KeyCode;

use super::harness::Console;
use super::harness::NOON;
use super::harness::card_of;
use super::harness::confirmed;
use super::harness::five;
use super::harness::with_order;
use crate::board::BoardRow;
use crate::domain::action::Action;
use crate::domain::action::ParcelStep;
use crate::domain::action::Shipping;
use crate::domain::action::WhichParcel;
use crate::domain::carrier::Carrier;
use crate::domain::order::Reason;
use crate::domain::order::Stage;
use crate::domain::parcel_news::FollowedParcel;
use crate::domain::parcel_news::ParcelAbout;
use crate::domain::parcel_news::ParcelEvent;
use crate::domain::parcel_news::ParcelState;
use crate::domain::shipment::Packed;
use crate::domain::shipment::Parcel;
use crate::domain::time::Span;

fn parcel(position: i64, number: &str) -> Parcel {
    Parcel {
        position,
        number: Some(number.to_owned()),
        number_at: Some(NOON),
        handed_at: Some(NOON),
        ..Parcel::default()
    }
}

/// A sent order; two parcels of it, the first with a kettle in it.
fn sent() -> BoardRow {
    with_order(confirmed(five().remove(0)), |order| {
        order.carrier = Some(Carrier::RussianPost);
        order.stage = Stage::Dispatched;
        order.number_at = Some(NOON);
        order.handed_at = Some(NOON);
        order.parcels = vec![parcel(1, "RA644000001RU"), parcel(2, "RA644000015RU")];
        order.parcels[0].contents = vec![Packed {
            sku: String::new(),
            name: "Чайник".to_owned(),
            parameters: String::new(),
            quantity_milli: 1_000,
        }];
    })
}

#[test]
fn with_which_parcel_is_asked_where_there_are_several() {
    let reason = Reason::NotCollected;
    let one = |position, step| Action::OfParcel { position, step };
    let table = [
        ("aa", one(1, ParcelStep::Arrived)),
        ("a2", one(2, ParcelStep::Arrived)),
        ("ay", Action::Arrived),
        ("rb", one(2, ParcelStep::Received)),
        ("bla", one(1, ParcelStep::Returned { reason })),
        ("bly", Action::Returned { reason }),
        ("oqa", one(1, ParcelStep::Refused)),
    ];
    for (keys, expected) in table {
        let mut console = Console::new((100, 30), vec![sent()]);
        console.type_str(keys);
        assert_eq!(console.actions(), [expected], "{keys}");
    }
    let mut console = Console::new((80, 24), vec![sent()]);
    console.type_str("a");
    let text = console.text();
    for said in ["какая посылка?", "RA644000001RU", "RA644000015RU", "все"] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[test]
fn nothing_is_asked_where_one_parcel_is_left() {
    let row = with_order(sent(), |order| order.parcels[0].received_at = Some(NOON));
    let mut console = Console::new((100, 30), vec![row]);
    console.type_str("r");
    assert_eq!(console.actions(), [Action::Received]);
}

#[test]
fn the_card_lists_several_parcels_with_what_became_of_each() {
    let row = with_order(sent(), |order| order.parcels[1].arrived_at = Some(NOON + Span::days(1)));
    let mut console = Console::new((120, 40), vec![row.clone()]);
    console.card(card_of(&row));
    let text = console.text();
    for said in ["RA644000001RU · отправлен", "Чайник × 1", "RA644000015RU · "] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[test]
fn a_number_is_of_one_more_parcel_or_in_the_place_of_one() {
    let shipping = |which, seen: Option<&str>| {
        Action::Ship(Shipping {
            number: "RA644000028RU".to_owned(),
            carrier: Some(Carrier::RussianPost),
            which,
            seen: seen.map(str::to_owned),
            ..Shipping::default()
        })
    };
    // How often Tab is pressed; what Enter asks for.
    let table = [
        (sent(), 0, shipping(WhichParcel::Another, None)),
        (sent(), 1, shipping(WhichParcel::At(1), Some("RA644000001RU"))),
        (sent(), 2, shipping(WhichParcel::At(2), Some("RA644000015RU"))),
        (sent(), 3, shipping(WhichParcel::Another, None)),
        (
            with_order(sent(), |order| order.parcels.clear()),
            1,
            shipping(WhichParcel::Another, None),
        ),
    ];
    for (row, tabs, expected) in table {
        let mut console = Console::new((100, 30), vec![row]);
        console.type_str("t");
        assert!(console.text().contains("Tab"), "{}", console.text());
        for _ in 0..tabs {
            console.press(KeyCode::Tab);
        }
        console.type_str("RA644000028RU");
        console.press(KeyCode::Enter);
        assert_eq!(console.actions(), [expected], "{tabs}");
    }
}

#[test]
fn a_day_behind_the_number_is_when_it_should_arrive() {
    let mut console = Console::new((100, 30), vec![confirmed(five().remove(0))]);
    console.type_str("t80088012345674; завтра");
    assert!(console.text().contains("придёт"), "{}", console.text());
    console.press(KeyCode::Enter);
    let actions = console.actions();
    let [Action::Ship(shipping)] = &actions[..] else {
        panic!("{actions:?}")
    };
    assert_eq!(shipping.number, "80088012345674");
    let estimate = shipping.estimate.unwrap();
    assert!(estimate > NOON && estimate < NOON + Span::days(1), "{estimate:?}");
    console.type_str("t80088012345674; когда-нибудь");
    console.press(KeyCode::Enter);
    assert_eq!(console.actions(), [], "{}", console.text());
}

#[test]
fn the_card_says_where_the_carrier_has_a_parcel() {
    let row = sent();
    let event = |code: &str, state, place: &str| ParcelEvent {
        at: NOON - Span::hours(1),
        code: code.to_owned(),
        said: "Сортировка".to_owned(),
        state,
        place: place.to_owned(),
    };
    let mut card = card_of(&row);
    let order = card.order.as_mut().unwrap();
    order.parcels.clone_from(&order.facts.parcels);
    order.parcels[0].free_until = Some(NOON + Span::days(7));
    let told = |position: i64, event: ParcelEvent| FollowedParcel {
        position,
        number: order.parcels[usize::try_from(position - 1).unwrap()]
            .number
            .clone()
            .unwrap(),
        about: ParcelAbout {
            pickup_code: Some("47\u{1b}11".to_owned()),
            ..ParcelAbout::default()
        },
        events: vec![event],
        ..FollowedParcel::default()
    };
    card.followed = vec![
        told(1, event("8/2", Some(ParcelState::Arrived), "Тверь 170000")),
        told(2, event("99", None, "")),
    ];
    let mut console = Console::new((140, 40), vec![row]);
    console.card(card.clone());
    let text = console.text();
    for said in [
        "RA644000001RU: ждёт получателя · Тверь 170000 · 11:00 ·",
        "бесплатно до 18 мар · код 4711",
        "RA644000015RU: Сортировка (99) · 11:00",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    // However long the place and narrow the card, the code is there.
    card.followed[0].events[0].place = "Нижний Новгород, улица Большая Покровская, дом 36".to_owned();
    let mut narrow = Console::new((100, 40), vec![sent()]);
    narrow.card(card.clone());
    assert!(narrow.text().contains("4711"), "{}", narrow.text());
    // Told of a number that it has no more.
    card.followed[0].number = "RA000000000RU".to_owned();
    console.card(card);
    assert!(!console.text().contains("ждёт получателя"), "{}", console.text());
}
