//! What operators do is written back to the shop: the newest of it, once, and nothing of it comes back as news.

use std::collections::BTreeSet;
use std::sync::atomic::AtomicBool;

use super::setting_up::Bench;
use super::setting_up::NOON;
use super::shop::FakeOrder;
use super::shop::FakeShop;
use crate::desk::import::ImportOptions;
use crate::desk::import::ImportWatch;
use crate::desk::import::ImportedFile;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::Shipping;
use crate::domain::carrier::Carrier;
use crate::domain::cell::Cell;
use crate::domain::ids::OrderId;
use crate::domain::incoming::Format;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::IncomingPayment;
use crate::domain::item::Item;
use crate::domain::message::MessageState;
use crate::domain::order::Means;
use crate::domain::order::Stage;
use crate::domain::shop_write::ShopPart;
use crate::domain::shop_write::ShopWrite;
use crate::domain::shop_write::ShopWriteTouch;
use crate::domain::shop_write::ShopWriteWhy;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::feeds::FeedTurn;
use crate::view::pages;
use crate::view::pages::Act;
use crate::view::pages::PageKey;
use crate::view::pages::PageQuery;

const FIRST: Target = Target::Order(OrderId(1));

struct WritingDesk {
    shop: FakeShop,
    bench: Bench,
    now: Time,
}

impl WritingDesk {
    /// A desk that has read one order of a shop, and writes these back.
    fn of(parts: &[ShopPart], change: impl FnOnce(&mut FakeOrder)) -> WritingDesk {
        let shop = FakeShop::open(NOON);
        shop.books().order(10);
        change(&mut shop.books().orders[0]);
        let mut bench = Bench::of_shop(&shop.address);
        bench.setting.write = parts.iter().copied().collect();
        bench.setting.status_confirmed = Some("wc-processing".to_owned());
        bench.setting.status_dispatched = Some("completed".to_owned());
        bench.setting.status_cancelled = Some("cancelled".to_owned());
        let mut writing = WritingDesk { shop, bench, now: NOON };
        let turn = writing.turn(Span::ZERO);
        assert_eq!(
            (turn.counts.created, turn.written, turn.unwritten),
            (1, 0, 0),
            "{turn:?}"
        );
        writing
    }

    fn act(&mut self, action: &Action) {
        self.now = self.now + Span::seconds(1);
        let done = self.bench.desk(self.now).perform(FIRST, action).unwrap();
        assert!(done.entry.is_some());
    }

    fn undo(&mut self) {
        self.now = self.now + Span::seconds(1);
        self.bench.desk(self.now).undo(UndoChoice::Operator).unwrap();
    }

    /// A turn of the process that reads, after so long.
    fn turn(&mut self, later: Span) -> FeedTurn {
        self.now = self.now + later;
        self.shop.books().now = self.now.0 / 1_000;
        let mut runner = self.bench.runner();
        runner
            .run(&mut self.bench.desk(self.now), &AtomicBool::new(false))
            .unwrap()
    }

    /// Two turns, of which the second brings what the first wrote: nothing of it is news.
    fn echoes(&mut self) {
        for _ in 0..2 {
            let before = self.bench.records();
            let turn = self.turn(Span::minutes(1));
            assert_eq!(
                (turn.counts.updated, turn.counts.created, turn.written),
                (0, 0, 0),
                "{turn:?}"
            );
            assert_eq!(self.bench.records(), before);
            assert_eq!(turn.trouble, None);
        }
    }

    fn status(&self) -> String {
        self.shop.books().orders[0].status.clone()
    }

    fn stage(&self) -> Stage {
        self.bench.first().stage
    }

    fn sent(&self) -> usize {
        self.shop.books().sent.len()
    }

    fn row(&self, part: ShopPart) -> ShopWrite {
        let rows = self.bench.desk(self.now).store.shop_writes_of(OrderId(1)).unwrap();
        rows.into_iter().find(|row| row.part == part).unwrap()
    }
}

fn ship(number: &str) -> Action {
    Action::Ship(Shipping {
        number: number.to_owned(),
        carrier: Some(Carrier::Cdek),
        ..Shipping::default()
    })
}

fn pay() -> Action {
    Action::Pay {
        amount: None,
        means: Means::BankAccount,
        note: String::new(),
    }
}

fn on_hold(order: &mut FakeOrder) {
    "on-hold".clone_into(&mut order.status);
    "bacs".clone_into(&mut order.method);
}

#[test]
fn a_status_is_written_once_and_its_echo_changes_nothing() {
    let mut desk = WritingDesk::of(&[ShopPart::Status], on_hold);
    desk.act(&Action::Confirm);
    let early = desk.turn(Span::seconds(5));
    assert_eq!((early.written, desk.sent()), (0, 0), "it can still be taken back");
    let turn = desk.turn(Span::seconds(15));
    assert_eq!((turn.written, turn.unwritten), (1, 0), "{turn:?}");
    assert_eq!(desk.status(), "processing");
    // The shop dated a payment because of that: nobody has paid.
    assert!(desk.shop.books().orders[0].paid.is_some());
    desk.echoes();
    assert_eq!((desk.bench.first().paid, desk.stage()), (0, Stage::Confirmed));
    assert_eq!(desk.sent(), 1);
    let row = desk.row(ShopPart::Status);
    assert_eq!((row.state, row.why), (MessageState::Sent, None));

    // `completed` means received where the shop says it by itself.
    desk.act(&ship("1234567890"));
    assert_eq!(desk.turn(Span::minutes(1)).written, 1);
    assert_eq!((desk.status().as_str(), desk.stage()), ("completed", Stage::Dispatched));
    desk.echoes();
    assert_eq!(desk.stage(), Stage::Dispatched);
    // What the shop does afterwards is its own again.
    {
        let mut books = desk.shop.books();
        let order = &mut books.orders[0];
        "processing".clone_into(&mut order.status);
        order.modified = desk.now.0 / 1_000 + 5;
    }
    desk.turn(Span::minutes(1));
    {
        let mut books = desk.shop.books();
        let order = &mut books.orders[0];
        "completed".clone_into(&mut order.status);
        order.modified = desk.now.0 / 1_000 + 5;
    }
    desk.turn(Span::minutes(1));
    assert_eq!(desk.stage(), Stage::Received);
}

#[test]
fn only_the_newest_state_leaves_after_a_weekend_and_what_is_undone_in_time_does_not() {
    let mut desk = WritingDesk::of(&[ShopPart::Status], on_hold);
    desk.act(&Action::Confirm);
    desk.undo();
    desk.turn(Span::minutes(1));
    assert_eq!(
        (desk.sent(), desk.row(ShopPart::Status).state),
        (0, MessageState::Recalled)
    );
    desk.act(&Action::Confirm);
    desk.act(&ship("1234567890"));
    let turn = desk.turn(Span::hours(60));
    assert_eq!((turn.written, desk.sent(), desk.status().as_str()), (1, 1, "completed"));
    desk.echoes();
}

#[test]
fn what_is_undone_afterwards_is_written_back_as_it_was() {
    let mut desk = WritingDesk::of(&[ShopPart::Status], on_hold);
    desk.act(&Action::Confirm);
    desk.turn(Span::minutes(1));
    assert_eq!(desk.status(), "processing");
    desk.undo();
    assert_eq!(desk.stage(), Stage::New);
    desk.turn(Span::minutes(1));
    assert_eq!((desk.status().as_str(), desk.stage()), ("on-hold", Stage::New));
    desk.echoes();
}

#[test]
fn what_the_shop_changed_meanwhile_stands() {
    // The order was moved there before the write left, and nobody has read of it yet.
    let mut desk = WritingDesk::of(&[ShopPart::Status], on_hold);
    desk.act(&Action::Confirm);
    desk.shop.books().meanwhile.push_back(Box::new(|_| ()));
    desk.shop.books().meanwhile.push_back(Box::new(|books| {
        "cancelled".clone_into(&mut books.orders[0].status);
        books.orders[0].modified = books.now + 1;
    }));
    let turn = desk.turn(Span::minutes(1));
    assert_eq!((turn.written, turn.unwritten, desk.sent()), (0, 1, 0), "{turn:?}");
    let row = desk.row(ShopPart::Status);
    assert_eq!(
        (row.state, row.why, row.said.as_str()),
        (MessageState::Recalled, Some(ShopWriteWhy::Overtaken), "cancelled")
    );
    desk.turn(Span::minutes(1));
    assert!(desk.bench.first().shop_cancelled_at.is_some(), "somebody is asked");
    assert_eq!((desk.status().as_str(), desk.sent()), ("cancelled", 0));

    // It was read of before.
    let mut desk = WritingDesk::of(&[ShopPart::Status], on_hold);
    desk.act(&Action::Confirm);
    {
        let mut books = desk.shop.books();
        books.orders[0].modified += 5;
        "cancelled".clone_into(&mut books.orders[0].status);
    }
    desk.turn(Span::minutes(1));
    assert_eq!(desk.row(ShopPart::Status).state, MessageState::Recalled);
    assert_eq!((desk.status().as_str(), desk.sent()), ("cancelled", 0));
}

#[test]
fn an_answer_that_is_lost_is_asked_about_and_nothing_is_written_twice() {
    let mut desk = WritingDesk::of(&[ShopPart::Status, ShopPart::Note], on_hold);
    let text = "Позвонить после шести".to_owned();
    desk.act(&Action::Note { text: text.clone() });
    desk.act(&Action::Confirm);
    desk.shop.books().lost = 1;
    let turn = desk.turn(Span::minutes(1));
    assert_eq!((turn.written, turn.unwritten), (0, 1));
    let row = desk.row(ShopPart::Note);
    assert_eq!(
        (row.state, row.why),
        (MessageState::Waiting, Some(ShopWriteWhy::Unsure))
    );
    assert_eq!(desk.shop.books().orders[0].notes, std::slice::from_ref(&text));
    desk.shop.books().lost = 1;
    let turn = desk.turn(Span::minutes(2));
    assert_eq!((turn.written, turn.unwritten), (0, 1));
    assert_eq!(desk.status(), "processing");
    assert_eq!(desk.row(ShopPart::Status).why, Some(ShopWriteWhy::Unsure));
    // The order comes back before it is known that it was taken: that is no news either.
    let turn = desk.turn(Span::seconds(40));
    assert_eq!((turn.counts.updated, desk.bench.first().paid), (0, 0), "{turn:?}");
    assert_eq!((turn.written, turn.unwritten), (2, 0), "both are there");
    assert_eq!(desk.row(ShopPart::Status).state, MessageState::Sent);
    assert_eq!(desk.sent(), 2, "one note, one status");
    assert_eq!(desk.shop.books().orders[0].notes, [text]);
    desk.echoes();
    assert_eq!(desk.bench.first().paid, 0);
}

#[test]
fn a_shop_that_refuses_is_a_row_with_its_reason_and_one_that_fails_is_tried_again() {
    let mut desk = WritingDesk::of(&[ShopPart::Status], on_hold);
    desk.bench.setting.status_confirmed = Some("nonsense".to_owned());
    desk.act(&Action::Confirm);
    let turn = desk.turn(Span::minutes(1));
    assert_eq!((turn.written, turn.unwritten), (0, 1));
    let row = desk.row(ShopPart::Status);
    assert_eq!(
        (row.state, row.why),
        (MessageState::Failed, Some(ShopWriteWhy::Refused))
    );
    assert!(row.said.contains("Invalid parameter"), "{}", row.said);
    assert_eq!(desk.turn(Span::hours(3)).unwritten, 0, "it is not tried without end");
    let console = desk.bench.desk(desk.now);
    let page = console.read(|look| pages::page(look, PageKey::Outbox, &PageQuery::default()));
    let page = page.unwrap();
    let acts = page
        .rows()
        .map(|row| row.act)
        .filter(|act| matches!(act, Act::ShopWrite(..)));
    assert_eq!(
        acts.collect::<Vec<_>>(),
        [Act::ShopWrite(row.id, ShopWriteTouch::Retry)]
    );
    assert!(desk.bench.desk(desk.now).retry_shop_write(row.id).unwrap());
    let busy = || Some((503, "Retry-After: 600\r\n".to_owned(), String::new()));
    let list = || Some((200, "Content-Type: application/json\r\n".to_owned(), "[]".to_owned()));
    desk.shop.books().instead.extend([list(), busy()]);
    desk.turn(Span::ZERO);
    let row = desk.row(ShopPart::Status);
    assert_eq!(
        (row.state, row.why),
        (MessageState::Waiting, Some(ShopWriteWhy::Unreached))
    );
    assert_eq!(row.leaves_at, desk.now + Span::minutes(10));
    let keys =
        r#"{"code":"woocommerce_rest_cannot_edit","message":"Sorry, you are not allowed to edit this resource."}"#;
    desk.shop
        .books()
        .instead
        .extend([list(), Some((401, String::new(), keys.to_owned()))]);
    desk.turn(Span::minutes(11));
    assert_eq!(desk.row(ShopPart::Status).why, Some(ShopWriteWhy::Keys));
    assert!(desk.bench.desk(desk.now).drop_shop_write(row.id).unwrap());
    assert_eq!(desk.row(ShopPart::Status).state, MessageState::Recalled);
    assert_eq!(desk.status(), "on-hold");
}

#[test]
fn a_payment_is_told_once_and_taken_back_by_nobody_but_a_person() {
    let mut desk = WritingDesk::of(&[ShopPart::Payment], on_hold);
    desk.act(&Action::Confirm);
    desk.act(&pay());
    assert_eq!(desk.turn(Span::minutes(1)).written, 1);
    let paid = desk.shop.books().orders[0].paid;
    assert!(paid.is_some());
    desk.echoes();
    assert_eq!(desk.bench.first().paid, 1_000);
    desk.undo();
    assert_eq!(desk.bench.first().paid, 0);
    let row = desk.row(ShopPart::Payment);
    assert_eq!(
        (row.state, row.why),
        (MessageState::Held, Some(ShopWriteWhy::TakenBack))
    );
    desk.echoes();
    assert_eq!(
        desk.bench.first().paid,
        0,
        "its own payment does not come back from the shop"
    );
    // A payment a bank told the shop of is another.
    {
        let mut books = desk.shop.books();
        let order = &mut books.orders[0];
        "tx-77".clone_into(&mut order.transaction);
        order.modified = desk.now.0 / 1_000;
    }
    desk.turn(Span::minutes(1));
    assert_eq!(desk.bench.first().paid, 1_000);
}

#[test]
fn waybills_go_into_the_plugins_list_or_into_a_field_and_follow_what_changes() {
    for has_plugin in [true, false] {
        let mut desk = WritingDesk::of(&[ShopPart::Tracking], |_| ());
        desk.shop.books().has_plugin = has_plugin;
        let there = |desk: &WritingDesk| -> Vec<String> {
            let books = desk.shop.books();
            let order = &books.orders[0];
            let listed = order.waybills.iter().map(|(_, number)| number.clone());
            listed.chain(order.fields.get("_tracking_number").cloned()).collect()
        };
        if has_plugin {
            desk.shop.books().orders[0].waybills.push((7, "SHOPS-OWN".to_owned()));
        }
        desk.act(&Action::Confirm);
        desk.act(&ship("1234567890"));
        desk.shop.books().lost = 1;
        desk.turn(Span::minutes(1));
        desk.turn(Span::minutes(2));
        let mut expected = vec!["1234567890".to_owned()];
        if has_plugin {
            expected.insert(0, "SHOPS-OWN".to_owned());
        }
        assert_eq!(there(&desk), expected, "{has_plugin}");
        assert_eq!(desk.row(ShopPart::Tracking).state, MessageState::Sent);
        desk.echoes();
        // It comes back after it was undone here, and before it is out there.
        desk.undo();
        desk.shop.books().orders[0].modified = desk.now.0 / 1_000 + 1;
        desk.turn(Span::seconds(5));
        assert_eq!(desk.stage(), Stage::Ready, "{has_plugin}");
        desk.turn(Span::minutes(1));
        let left = if has_plugin { "SHOPS-OWN" } else { "" };
        assert_eq!(there(&desk), [left], "{has_plugin}");
        desk.echoes();
    }
}

#[test]
fn nothing_is_written_unless_the_feed_says_so() {
    let mut desk = WritingDesk::of(&[], on_hold);
    desk.act(&Action::Confirm);
    desk.turn(Span::minutes(1));
    let rows = desk.bench.desk(desk.now).store.newest_shop_writes(10).unwrap();
    assert_eq!((rows.len(), desk.sent()), (0, 0));
    // What was done before it might is not told afterwards.
    desk.bench.setting.write =
        BTreeSet::from([ShopPart::Status, ShopPart::Note, ShopPart::Payment, ShopPart::Tracking]);
    desk.act(&pay());
    desk.turn(Span::minutes(1));
    assert_eq!(desk.row(ShopPart::Payment).state, MessageState::Sent);
    assert_eq!(desk.sent(), 1, "the payment brought it where it is to be");
}

/// The order as a file of another's than the shop's feed tells it, paid in full.
fn paid_by_a_file(desk: &WritingDesk) -> IncomingOrder {
    let store = desk.bench.desk(desk.now).store;
    let mut told = store.shop_version(OrderId(1)).unwrap().unwrap();
    told.modified_at = None;
    told.payments.push(IncomingPayment {
        at: desk.now,
        amount: told.total,
        means: Means::BankAccount,
        reference: "statement-17".to_owned(),
        note: String::new(),
    });
    told
}

fn import(desk: &WritingDesk, order: IncomingOrder) {
    let file = ImportedFile {
        name: "statement.json".to_owned(),
        format: Format::Json,
        source: order.source.clone(),
        platform: order.source.clone(),
    };
    let mut watch = ImportWatch {
        stop: &AtomicBool::new(false),
        progress: &mut |_| (),
    };
    let items = [Ok(Item::Order(Box::new(order)))];
    let mut there = desk.bench.desk(desk.now);
    there
        .import(&file, ImportOptions::default(), &mut items.into_iter(), &mut watch)
        .unwrap();
}

#[test]
fn a_payment_that_another_file_tells_of_is_told_to_the_shop_once() {
    let mut desk = WritingDesk::of(&[ShopPart::Payment], on_hold);
    desk.now = desk.now + Span::minutes(1);
    let told = paid_by_a_file(&desk);
    for _twice in 0..2 {
        import(&desk, told.clone());
    }
    assert_eq!(desk.bench.first().paid, 1_000);
    assert_eq!(desk.turn(Span::minutes(1)).written, 1);
    assert!(desk.shop.books().orders[0].paid.is_some());
    desk.echoes();
    assert_eq!((desk.bench.first().paid, desk.sent()), (1_000, 1));
    // Where nothing is to be written of payments, nothing is.
    let mut quiet = WritingDesk::of(&[ShopPart::Note], on_hold);
    let told = paid_by_a_file(&quiet);
    import(&quiet, told);
    assert_eq!((quiet.turn(Span::minutes(1)).written, quiet.sent()), (0, 0));
}

#[test]
fn what_a_shop_did_not_take_counts_in_the_header_until_it_is_settled() {
    let mut desk = WritingDesk::of(&[ShopPart::Status], on_hold);
    desk.bench.setting.status_confirmed = Some("nonsense".to_owned());
    let failed = |desk: &WritingDesk| desk.bench.desk(desk.now).store.outbox_counts().unwrap().failed;
    desk.act(&Action::Confirm);
    assert_eq!(failed(&desk), 0);
    desk.turn(Span::minutes(1));
    assert_eq!(failed(&desk), 1);
    let said = |desk: &WritingDesk| {
        let there = desk.bench.desk(desk.now);
        let page = there.read(|look| pages::page(look, PageKey::Feeds, &PageQuery::default()));
        let page = page.unwrap();
        let row = page.rows().find(|row| row.act == Act::Page(PageKey::Outbox)).unwrap();
        let (Cell::Warning(label) | Cell::Label(label)) = row.cells[1].clone() else {
            panic!("{row:?}");
        };
        label.args.iter().map(|(_, cell)| cell.clone()).collect::<Vec<_>>()
    };
    assert_eq!(said(&desk), [Cell::Count(0), Cell::Count(1)]);
    let id = desk.row(ShopPart::Status).id;
    desk.bench.desk(desk.now).drop_shop_write(id).unwrap();
    assert_eq!(failed(&desk), 0);
    assert_eq!(said(&desk), [Cell::Count(0), Cell::Count(0)]);
}
