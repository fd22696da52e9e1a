//! Where an order stands is written back to shops of every platform that takes it.

use std::sync::atomic::AtomicBool;

use super::platform::Between;
use super::platform::DIALECTS;
use super::platform::Dialect;
use super::platform::FakePlatform;
use super::setting_up::Bench;
use super::setting_up::NOON;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::ids::OrderId;
use crate::domain::message::MessageState;
use crate::domain::order::Stage;
use crate::domain::order_feed::OrderFeedKind;
use crate::domain::shop_write::ShopPart;
use crate::domain::shop_write::ShopWrite;
use crate::domain::shop_write::ShopWriteWhy;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::feeds::FeedTurn;

struct StandingDesk {
    shop: FakePlatform,
    bench: Bench,
    now: Time,
}

/// A desk for each platform that takes it, with one order that was read; `word` is what confirmed is called there.
fn desks() -> impl Iterator<Item = (&'static Dialect, StandingDesk)> {
    let written = DIALECTS
        .iter()
        .filter_map(|dialect| Some((dialect, dialect.confirmed?)));
    written.map(|(dialect, word)| {
        let shop = FakePlatform::open(dialect, NOON);
        shop.books().order(10, dialect.fresh);
        let mut bench = shop.bench(dialect);
        bench.setting.write.insert(ShopPart::Status);
        bench.setting.status_confirmed = Some(word.to_owned());
        let mut desk = StandingDesk { shop, bench, now: NOON };
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

impl StandingDesk {
    fn confirm(&mut self) {
        self.now = self.now + Span::seconds(1);
        let target = Target::Order(OrderId(1));
        self.bench.desk(self.now).perform(target, &Action::Confirm).unwrap();
    }

    fn turn(&mut self, later: Span) -> FeedTurn {
        self.now = self.now + later;
        self.shop.books().now = self.now.0 / 1_000;
        let mut runner = self.bench.runner();
        runner
            .run(&mut self.bench.desk(self.now), &AtomicBool::new(false))
            .unwrap()
    }

    fn row(&self) -> ShopWrite {
        let rows = self.bench.desk(self.now).store.shop_writes_of(OrderId(1)).unwrap();
        rows.into_iter().find(|row| row.part == ShopPart::Status).unwrap()
    }

    /// What it was made to stand at.
    fn sent(&self) -> usize {
        self.shop.books().sent.len()
    }

    /// What comes back of it is no news.
    fn echoes(&mut self, kind: OrderFeedKind) {
        for _ in 0..2 {
            let before = self.bench.records();
            let turn = self.turn(Span::minutes(1));
            assert_eq!(
                (turn.counts.created, turn.written, turn.trouble),
                (0, 0, None),
                "{kind:?}"
            );
            assert_eq!(self.bench.records(), before, "{kind:?}");
        }
    }
}

#[test]
fn a_status_is_written_once_and_what_comes_back_of_it_changes_nothing() {
    for (dialect, mut desk) in desks() {
        let kind = dialect.kind;
        desk.confirm();
        assert_eq!(
            desk.turn(Span::seconds(5)).written,
            0,
            "{kind:?}: it can still be taken back"
        );
        let turn = desk.turn(Span::seconds(15));
        assert_eq!((turn.written, turn.unwritten), (1, 0), "{kind:?} {:?}", desk.row());
        assert_eq!((desk.sent(), desk.row().state), (1, MessageState::Sent), "{kind:?}");
        desk.echoes(kind);
        assert!(
            desk.sent() == 1 && desk.bench.first().confirmed_at.is_some(),
            "{kind:?}"
        );
    }
}

#[test]
fn what_is_undone_afterwards_is_written_back_as_it_was() {
    for (dialect, mut desk) in desks() {
        let kind = dialect.kind;
        desk.confirm();
        desk.turn(Span::minutes(1));
        desk.now = desk.now + Span::seconds(1);
        desk.bench.desk(desk.now).undo(UndoChoice::Operator).unwrap();
        let turn = desk.turn(Span::minutes(1));
        if kind == OrderFeedKind::Prom {
            // Its API takes no order back: a person sees that.
            assert_eq!((turn.written, turn.unwritten), (0, 1));
            let row = desk.row();
            assert_eq!(
                (row.state, row.why),
                (MessageState::Failed, Some(ShopWriteWhy::Refused))
            );
            assert!(row.said.contains("not allowed"), "{}", row.said);
            continue;
        }
        assert_eq!((turn.written, turn.unwritten), (1, 0), "{kind:?} {:?}", desk.row());
        assert_eq!(desk.shop.books().orders[0].status, dialect.fresh, "{kind:?}");
        desk.echoes(kind);
        assert_eq!(desk.bench.first().stage, Stage::New, "{kind:?}");
    }
}

#[test]
fn what_the_shop_changed_meanwhile_stands() {
    for (dialect, mut desk) in desks() {
        let kind = dialect.kind;
        desk.confirm();
        // It is changed once this turn has read the orders, right before it is asked how they stand.
        desk.turn(Span::seconds(5));
        desk.now = desk.now + Span::seconds(15);
        desk.shop.books().now = desk.now.0 / 1_000;
        let cancelled = dialect.cancelled;
        let change: Between = Box::new(move |books| books.edit(101, |order| cancelled.clone_into(&mut order.status)));
        desk.shop.books().before_one = Some(change);
        let mut runner = desk.bench.runner();
        let turn = runner
            .run(&mut desk.bench.desk(desk.now), &AtomicBool::new(false))
            .unwrap();
        assert_eq!(
            (turn.written, turn.unwritten, desk.sent()),
            (0, 1, 0),
            "{kind:?} {turn:?}"
        );
        assert_eq!(desk.row().why, Some(ShopWriteWhy::Overtaken), "{kind:?}");
        desk.turn(Span::minutes(1));
        assert_eq!(desk.shop.books().orders[0].status, dialect.cancelled, "{kind:?}");
        assert!(
            desk.bench.first().shop_cancelled_at.is_some(),
            "{kind:?}: somebody is asked"
        );
    }
}

#[test]
fn an_answer_that_is_lost_is_asked_about_and_nothing_is_written_twice() {
    for (dialect, mut desk) in desks() {
        let kind = dialect.kind;
        desk.confirm();
        desk.shop.books().lost = 1;
        let turn = desk.turn(Span::minutes(1));
        assert_eq!((turn.written, turn.unwritten, desk.sent()), (0, 1, 1), "{kind:?}");
        let row = desk.row();
        assert_eq!(
            (row.state, row.why),
            (MessageState::Waiting, Some(ShopWriteWhy::Unsure)),
            "{kind:?}"
        );
        let turn = desk.turn(Span::minutes(10));
        assert_eq!((turn.written, desk.sent()), (1, 1), "{kind:?}");
        desk.echoes(kind);
    }
}

#[test]
fn what_a_shop_does_not_take_is_a_row_with_its_reason_and_one_that_fails_is_tried_again() {
    for (dialect, mut desk) in desks() {
        let kind = dialect.kind;
        desk.bench.setting.status_confirmed = Some("nonsense".to_owned());
        desk.confirm();
        let turn = desk.turn(Span::minutes(1));
        assert_eq!((turn.written, turn.unwritten, desk.sent()), (0, 1, 0), "{kind:?}");
        let row = desk.row();
        assert_eq!(
            (row.state, row.why),
            (MessageState::Failed, Some(ShopWriteWhy::Refused)),
            "{kind:?}"
        );
        assert!(
            !row.said.is_empty() && !row.said.contains("ck_key"),
            "{kind:?} {}",
            row.said
        );
    }
    for (dialect, mut desk) in desks() {
        let kind = dialect.kind;
        desk.confirm();
        let busy: Between = Box::new(|books| {
            let html = "<title>Wartung ck_key</title>".to_owned();
            books
                .instead
                .push_back(Some((503, "Retry-After: 600\r\n".to_owned(), html)));
        });
        desk.shop.books().before_one = Some(busy);
        let turn = desk.turn(Span::minutes(1));
        assert_eq!((turn.written, turn.unwritten, desk.sent()), (0, 1, 0), "{kind:?}");
        let row = desk.row();
        assert_eq!(
            (row.state, row.why),
            (MessageState::Waiting, Some(ShopWriteWhy::Unreached)),
            "{kind:?}"
        );
        assert_eq!(row.leaves_at, desk.now + Span::minutes(10), "{kind:?}");
        assert!(!row.said.contains("ck_key"), "{}", row.said);
        assert_eq!(desk.turn(Span::minutes(11)).written, 1, "{kind:?}");

        // An order that is gone there is told as that.
        desk.shop.books().delete(101);
        desk.now = desk.now + Span::seconds(1);
        desk.bench.desk(desk.now).undo(UndoChoice::Operator).unwrap();
        desk.turn(Span::minutes(1));
        assert_eq!(desk.row().why, Some(ShopWriteWhy::Gone), "{kind:?}");
    }
}
