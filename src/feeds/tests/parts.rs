//! Payments, waybills and notes are written back to shops of every platform that takes them.

use std::sync::atomic::AtomicBool;

use super::platform::DIALECTS;
use super::platform::Dialect;
use super::platform::FakePlatform;
use super::platform::PlatformOrder;
use super::setting_up::Bench;
use super::setting_up::NOON;
use crate::domain::action::Action;
use crate::domain::action::DetailsEdit;
use crate::domain::action::Shipping;
use crate::domain::carrier::Carrier;
use crate::domain::ids::OrderId;
use crate::domain::message::MessageState;
use crate::domain::order::Means;
use crate::domain::order::Terms;
use crate::domain::shop_write::ShopPart;
use crate::domain::shop_write::ShopWrite;
use crate::domain::shop_write::ShopWriteWhy;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::feeds::FeedTurn;

struct PartsDesk {
    shop: FakePlatform,
    bench: Bench,
    now: Time,
}

/// A desk for each platform that takes that part, with one order that was read.
fn desks(part: ShopPart) -> impl Iterator<Item = (&'static Dialect, PartsDesk)> {
    let taking = DIALECTS
        .iter()
        .filter(move |dialect| ShopPart::of(dialect.kind).contains(&part));
    taking.map(move |dialect| {
        let shop = FakePlatform::open(dialect, NOON);
        shop.books().order(10, dialect.fresh);
        let mut bench = shop.bench(dialect);
        bench.setting.write.insert(part);
        let mut desk = PartsDesk { shop, bench, now: NOON };
        let turn = desk.turn(Span::ZERO);
        assert_eq!(
            (turn.counts.created, turn.written, turn.trouble),
            (1, 0, None),
            "{:?}",
            dialect.kind
        );
        (dialect, desk)
    })
}

impl PartsDesk {
    fn act(&mut self, action: &Action) {
        self.now = self.now + Span::seconds(1);
        self.bench
            .desk(self.now)
            .perform(Target::Order(OrderId(1)), action)
            .unwrap();
    }

    fn turn(&mut self, later: Span) -> FeedTurn {
        self.now = self.now + later;
        self.shop.books().now = self.now.0 / 1_000;
        let mut runner = self.bench.runner();
        runner
            .run(&mut self.bench.desk(self.now), &AtomicBool::new(false))
            .unwrap()
    }

    fn there(&self) -> PlatformOrder {
        self.shop.books().orders[0].clone()
    }

    fn row(&self, part: ShopPart) -> ShopWrite {
        let rows = self.bench.desk(self.now).store.shop_writes_of(OrderId(1)).unwrap();
        rows.into_iter().find(|row| row.part == part).unwrap()
    }

    /// What comes back of it is no news.
    fn echoes(&mut self) {
        let before = self.bench.records();
        let turn = self.turn(Span::minutes(1));
        assert_eq!(
            (turn.counts.created, turn.written, turn.unwritten, turn.trouble),
            (0, 0, 0, None)
        );
        assert_eq!(self.bench.records(), before);
    }
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
        assert_eq!(
            desk.turn(Span::minutes(1)).written,
            1,
            "{kind:?} {:?}",
            desk.row(ShopPart::Tracking)
        );
        assert_eq!(desk.there().tracking, "20400048799000", "{kind:?}");
        desk.echoes();
        // The shop's people put another one there: it is not written over.
        "99999999999999".clone_into(&mut desk.shop.books().orders[0].tracking);
        desk.act(&ship("20400048799111"));
        assert_eq!(desk.turn(Span::minutes(1)).unwritten, 1, "{kind:?}");
        let row = desk.row(ShopPart::Tracking);
        assert_eq!(
            (row.state, row.why),
            (MessageState::Failed, Some(ShopWriteWhy::Kept)),
            "{kind:?}"
        );
        assert_eq!(desk.there().tracking, "99999999999999", "{kind:?}");
    }
}

#[test]
fn a_write_whose_answer_is_lost_is_asked_about_and_not_made_twice() {
    for (dialect, mut desk) in desks(ShopPart::Tracking) {
        let kind = dialect.kind;
        desk.act(&Action::Confirm);
        desk.act(&ship("20400048799000"));
        desk.shop.books().lost = usize::from(dialect.kind != crate::domain::order_feed::OrderFeedKind::Shopify);
        desk.turn(Span::minutes(1));
        for _ in 0..3 {
            desk.turn(Span::minutes(30));
        }
        let row = desk.row(ShopPart::Tracking);
        assert_eq!(
            (row.state, desk.there().tracking.as_str()),
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
        assert_eq!(desk.there().tracking, "20400048799111", "{:?}", dialect.kind);
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
        assert_eq!(
            desk.turn(Span::minutes(1)).written,
            1,
            "{kind:?} {:?}",
            desk.row(ShopPart::Payment)
        );
        assert!(desk.there().is_paid, "{kind:?}");
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
        assert_eq!(desk.there().comment, "Постоянный\nЗвонить после шести", "{kind:?}");
        desk.echoes();
    }
}
