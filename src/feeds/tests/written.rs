//! A desk that writes one order back to a shop of any platform.

use std::sync::atomic::AtomicBool;

use super::platform::Dialect;
use super::platform::FakePlatform;
use super::setting_up::Bench;
use super::setting_up::NOON;
use crate::domain::action::Action;
use crate::domain::ids::OrderId;
use crate::domain::shop_write::ShopPart;
use crate::domain::shop_write::ShopWrite;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::feeds::FeedTurn;

pub(super) struct WrittenDesk {
    pub(super) shop: FakePlatform,
    pub(super) bench: Bench,
    pub(super) now: Time,
    part: ShopPart,
}

impl WrittenDesk {
    /// One that has read the order and writes that part of it; `confirmed` is what that is called there.
    pub(super) fn open(dialect: &'static Dialect, part: ShopPart, confirmed: Option<&str>) -> WrittenDesk {
        let shop = FakePlatform::open(dialect, NOON);
        shop.books().order(10, dialect.fresh);
        let mut bench = shop.bench(dialect);
        bench.setting.write.insert(part);
        bench.setting.status_confirmed = confirmed.map(str::to_owned);
        let now = NOON;
        let mut desk = WrittenDesk { shop, bench, now, part };
        let turn = desk.turn(Span::ZERO);
        assert_eq!(
            (turn.counts.created, turn.written, turn.trouble),
            (1, 0, None),
            "{:?}",
            dialect.kind
        );
        desk
    }

    pub(super) fn act(&mut self, action: &Action) {
        self.now = self.now + Span::seconds(1);
        self.bench
            .desk(self.now)
            .perform(Target::Order(OrderId(1)), action)
            .unwrap();
    }

    pub(super) fn turn(&mut self, later: Span) -> FeedTurn {
        self.now = self.now + later;
        self.shop.books().now = self.now.0 / 1_000;
        let mut runner = self.bench.runner();
        runner
            .run(&mut self.bench.desk(self.now), &AtomicBool::new(false))
            .unwrap()
    }

    pub(super) fn row(&self) -> ShopWrite {
        let rows = self.bench.desk(self.now).store.shop_writes_of(OrderId(1)).unwrap();
        rows.into_iter().find(|row| row.part == self.part).unwrap()
    }

    /// What comes back of it is no news.
    pub(super) fn echoes(&mut self) {
        for _ in 0..2 {
            let before = self.bench.records();
            let turn = self.turn(Span::minutes(1));
            let kind = self.bench.setting.kind;
            assert_eq!(
                (turn.counts.created, turn.written, turn.unwritten, turn.trouble),
                (0, 0, 0, None),
                "{kind:?}"
            );
            assert_eq!(self.bench.records(), before, "{kind:?}");
        }
    }
}
