//! Payments, waybills and notes are written back to shops of every platform that takes them.

use super::platform::DIALECTS;
use super::platform::Dialect;
use super::platform::PlatformOrder;
use super::written::WrittenDesk;
use crate::domain::action::Action;
use crate::domain::action::DetailsEdit;
use crate::domain::action::Shipping;
use crate::domain::carrier::Carrier;
use crate::domain::message::MessageState;
use crate::domain::order::Means;
use crate::domain::order::Terms;
use crate::domain::shop_write::ShopPart;
use crate::domain::shop_write::ShopWriteWhy;
use crate::domain::time::Span;

/// A desk for each platform that takes that part.
fn desks(part: ShopPart) -> impl Iterator<Item = (&'static Dialect, WrittenDesk)> {
    let taking = DIALECTS.iter();
    let taking = taking.filter(move |dialect| ShopPart::of(dialect.kind).contains(&part));
    taking.map(move |dialect| (dialect, WrittenDesk::open(dialect, part, None)))
}

/// What the order says there.
fn there(desk: &WrittenDesk) -> PlatformOrder {
    desk.shop.books().orders[0].clone()
}

fn ship(number: &str) -> Action {
    Action::Ship(Shipping {
        number: number.to_owned(),
        carrier: Some(Carrier::NovaPoshta),
        ..Shipping::default()
    })
}

#[test]
fn each_platform_takes_what_its_vendor_documents() {
    let of = |part| desks(part).map(|(dialect, _)| dialect.kind.code()).collect::<Vec<_>>();
    assert_eq!(of(ShopPart::Payment), ["retailcrm", "shopify"]);
    assert_eq!(of(ShopPart::Tracking), ["prom", "retailcrm", "keycrm", "shopify"]);
    assert_eq!(of(ShopPart::Note), ["retailcrm", "keycrm"]);
}

#[test]
fn a_waybill_is_written_once_and_a_number_of_the_shops_own_stands() {
    for (dialect, mut desk) in desks(ShopPart::Tracking) {
        let kind = dialect.kind;
        desk.act(&Action::Confirm);
        desk.act(&ship("20400048799000"));
        assert_eq!(desk.turn(Span::minutes(1)).written, 1, "{kind:?} {:?}", desk.row());
        assert_eq!(there(&desk).tracking, "20400048799000", "{kind:?}");
        desk.echoes();
        // The shop's people put another one there: it is not written over.
        "99999999999999".clone_into(&mut desk.shop.books().orders[0].tracking);
        desk.act(&ship("20400048799111"));
        assert_eq!(desk.turn(Span::minutes(1)).unwritten, 1, "{kind:?}");
        let row = desk.row();
        assert_eq!(
            (row.state, row.why),
            (MessageState::Failed, Some(ShopWriteWhy::Kept)),
            "{kind:?}"
        );
        assert_eq!(there(&desk).tracking, "99999999999999", "{kind:?}");
    }
}

#[test]
fn a_write_whose_answer_is_lost_is_asked_about_and_not_made_twice() {
    for (dialect, mut desk) in desks(ShopPart::Tracking) {
        let kind = dialect.kind;
        desk.act(&Action::Confirm);
        desk.act(&ship("20400048799000"));
        desk.shop.books().lost = 1;
        assert_eq!(desk.turn(Span::minutes(1)).unwritten, 1, "{kind:?}");
        for _ in 0..3 {
            desk.turn(Span::minutes(30));
        }
        let row = desk.row();
        assert_eq!(
            (row.state, there(&desk).tracking.as_str()),
            (MessageState::Sent, "20400048799000"),
            "{kind:?}"
        );
    }
}

#[test]
fn a_corrected_number_takes_the_place_of_ours() {
    for (dialect, mut desk) in desks(ShopPart::Tracking) {
        desk.act(&Action::Confirm);
        desk.act(&ship("20400048799000"));
        desk.turn(Span::minutes(1));
        desk.act(&ship("20400048799111"));
        assert_eq!(desk.turn(Span::minutes(1)).written, 1, "{:?}", dialect.kind);
        assert_eq!(there(&desk).tracking, "20400048799111", "{:?}", dialect.kind);
    }
}

#[test]
fn what_is_paid_here_is_paid_there_once() {
    for (dialect, mut desk) in desks(ShopPart::Payment) {
        let kind = dialect.kind;
        desk.act(&Action::Details(DetailsEdit {
            terms: Some(Terms::Prepaid),
            ..DetailsEdit::default()
        }));
        desk.act(&Action::Confirm);
        desk.act(&Action::Pay {
            amount: None,
            means: Means::BankAccount,
            note: String::new(),
        });
        assert_eq!(desk.turn(Span::minutes(1)).written, 1, "{kind:?} {:?}", desk.row());
        assert!(there(&desk).is_paid, "{kind:?}");
        desk.echoes();
    }
}

#[test]
fn a_note_is_a_line_more_of_what_is_noted_there() {
    for (dialect, mut desk) in desks(ShopPart::Note) {
        let kind = dialect.kind;
        "Постоянный".clone_into(&mut desk.shop.books().orders[0].comment);
        desk.act(&Action::Note {
            text: "Звонить после шести".to_owned(),
        });
        assert_eq!(desk.turn(Span::minutes(1)).written, 1, "{kind:?}");
        assert_eq!(there(&desk).comment, "Постоянный\nЗвонить после шести", "{kind:?}");
        desk.echoes();
    }
}
