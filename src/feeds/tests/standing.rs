//! Where an order stands is written back to shops of every platform that takes it.

use std::sync::atomic::AtomicBool;

use super::platform::Between;
use super::platform::DIALECTS;
use super::platform::Dialect;
use super::written::WrittenDesk;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::message::MessageState;
use crate::domain::order::Stage;
use crate::domain::order_feed::OrderFeedKind;
use crate::domain::shop_write::ShopPart;
use crate::domain::shop_write::ShopWriteWhy;
use crate::domain::time::Span;

/// A desk for each platform that takes it.
fn desks() -> impl Iterator<Item = (&'static Dialect, WrittenDesk)> {
    let written = DIALECTS.iter().filter(|dialect| dialect.confirmed.is_some());
    written.map(|dialect| {
        let desk = WrittenDesk::open(dialect, ShopPart::Status, dialect.confirmed);
        (dialect, desk)
    })
}

/// How often it was made to stand elsewhere.
fn sent(desk: &WrittenDesk) -> usize {
    desk.shop.books().sent.len()
}

#[test]
fn a_status_is_written_once_and_what_comes_back_of_it_changes_nothing() {
    for (dialect, mut desk) in desks() {
        let kind = dialect.kind;
        desk.act(&Action::Confirm);
        assert_eq!(
            desk.turn(Span::seconds(5)).written,
            0,
            "{kind:?}: it can still be taken back"
        );
        let turn = desk.turn(Span::seconds(15));
        assert_eq!((turn.written, turn.unwritten), (1, 0), "{kind:?} {:?}", desk.row());
        assert_eq!((sent(&desk), desk.row().state), (1, MessageState::Sent), "{kind:?}");
        desk.echoes();
        assert!(
            sent(&desk) == 1 && desk.bench.first().confirmed_at.is_some(),
            "{kind:?}"
        );
    }
}

#[test]
fn what_is_undone_afterwards_is_written_back_as_it_was() {
    for (dialect, mut desk) in desks() {
        let kind = dialect.kind;
        desk.act(&Action::Confirm);
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
        desk.echoes();
        assert_eq!(desk.bench.first().stage, Stage::New, "{kind:?}");
    }
}

#[test]
fn what_the_shop_changed_meanwhile_stands() {
    for (dialect, mut desk) in desks() {
        let kind = dialect.kind;
        desk.act(&Action::Confirm);
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
            (turn.written, turn.unwritten, sent(&desk)),
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
        desk.act(&Action::Confirm);
        desk.shop.books().lost = 1;
        let turn = desk.turn(Span::minutes(1));
        assert_eq!((turn.written, turn.unwritten, sent(&desk)), (0, 1, 1), "{kind:?}");
        let row = desk.row();
        assert_eq!(
            (row.state, row.why),
            (MessageState::Waiting, Some(ShopWriteWhy::Unsure)),
            "{kind:?}"
        );
        let turn = desk.turn(Span::minutes(10));
        assert_eq!((turn.written, sent(&desk)), (1, 1), "{kind:?}");
        desk.echoes();
    }
}

#[test]
fn what_a_shop_does_not_take_is_a_row_with_its_reason_and_one_that_fails_is_tried_again() {
    for (dialect, mut desk) in desks() {
        let kind = dialect.kind;
        desk.bench.setting.status_confirmed = Some("nonsense".to_owned());
        desk.act(&Action::Confirm);
        let turn = desk.turn(Span::minutes(1));
        assert_eq!((turn.written, turn.unwritten, sent(&desk)), (0, 1, 0), "{kind:?}");
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
        desk.act(&Action::Confirm);
        let busy: Between = Box::new(|books| {
            let html = "<title>Wartung ck_key</title>".to_owned();
            books
                .instead
                .push_back(Some((503, "Retry-After: 600\r\n".to_owned(), html)));
        });
        desk.shop.books().before_one = Some(busy);
        let turn = desk.turn(Span::minutes(1));
        assert_eq!((turn.written, turn.unwritten, sent(&desk)), (0, 1, 0), "{kind:?}");
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
