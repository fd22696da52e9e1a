//! A day at the desk: orders and calls come, two managers work the queue and take things back, the clock goes on; and
//! at every step nothing is lost, nothing is early, and what is kept agrees with what it follows from.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use fastrand::Rng;

use super::desk;
use super::holds;
use super::holds::allowed;
use super::holds::target;
use super::holds::whole;
use super::order;
use super::who;
use crate::board::Board;
use crate::board::builder::BoardBuilder;
use crate::clock::Clock;
use crate::demo;
use crate::desk::Desk;
use crate::desk::claims::TakeOver;
use crate::desk::import::ImportOptions;
use crate::desk::import::ImportWatch;
use crate::desk::import::ImportedFile;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::CallEvent;
use crate::domain::action::CallLog;
use crate::domain::action::Handing;
use crate::domain::action::RefundOwing;
use crate::domain::action::Shipping;
use crate::domain::action::SkipReason;
use crate::domain::call::CallEventKind;
use crate::domain::call::MissedReason;
use crate::domain::call::Outcome;
use crate::domain::change::Change;
use crate::domain::change::NewRow;
use crate::domain::ids::OrderId;
use crate::domain::incoming::Format;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::IncomingPayment;
use crate::domain::incoming::IncomingPhone;
use crate::domain::incoming::ShopStatus;
use crate::domain::item::Item;
use crate::domain::journal::Page;
use crate::domain::language::Lang;
use crate::domain::order::Means;
use crate::domain::order::Reason;
use crate::domain::order::Stage;
use crate::domain::order::Terms;
use crate::domain::queue::Row;
use crate::domain::regulation::Waiting;
use crate::domain::regulation::agenda;
use crate::domain::regulation::waiting;
use crate::domain::target::RowKey;
use crate::domain::target::Target;
use crate::domain::task::TaskKind;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::view::history;

/// The orders a day begins with have no higher ids.
const FIRST_IDS: i64 = 1_000;

struct Day {
    desk: Desk,
    board: BoardBuilder,
    rng: Rng,
    /// What the shop told, as it told it last.
    told: Vec<IncomingOrder>,
    /// Orders that must be there.
    orders: Vec<OrderId>,
    done: usize,
}

impl Day {
    fn new(seed: u64) -> Day {
        let mut desk = desk();
        demo::seed(&mut desk, Lang::Ru, seed, demo::DemoOpening::Busy).unwrap();
        let now = desk.now();
        let board = BoardBuilder::new(&desk.store, Arc::clone(&desk.settings), "anna", now).unwrap();
        let mut day = Day {
            orders: Vec::new(),
            desk,
            board,
            rng: Rng::with_seed(seed),
            told: Vec::new(),
            done: 0,
        };
        // A server leaves ids out.
        let is_there = |id: &OrderId| day.desk.store.order_facts(*id).unwrap().is_some();
        day.orders = (1..=FIRST_IDS).map(OrderId).filter(is_there).collect();
        day.board.load(&day.desk.store, now).unwrap();
        day
    }

    /// Lets some minutes pass and something happen.
    fn step(&mut self) -> Board {
        let minutes = self.rng.i64(1..14);
        let now = self.desk.now() + Span::minutes(minutes) + Span(self.rng.i64(0..60_000));
        self.desk.clock = Clock::Stopped(now);
        self.desk.who = who(if self.rng.u8(..4) == 0 { "boris" } else { "anna" });
        for _ in 0..self.rng.usize(1..=3) {
            match self.rng.u8(..100) {
                0..14 => self.order_comes(),
                14..19 => self.shop_tells_again(),
                19..31 => self.phone_rings(),
                31..34 => drop(self.desk.sweep().unwrap()),
                34..40 => self.take_back(),
                40..44 => self.claim(),
                44..50 => self.anything(),
                _ => self.work_the_queue(),
            }
        }
        self.board.tick(&self.desk.store, now).unwrap();
        self.board.follow(&self.desk.store, now).unwrap();
        self.board.board(&self.desk.store, now).unwrap()
    }

    fn order_comes(&mut self) {
        let mut new = order(self.rng.i64(500..60_000) * 100);
        let number = 9_000 + self.told.len();
        new.source = "site".to_owned();
        new.external_id = number.to_string();
        new.number = number.to_string();
        new.channel = "site".to_owned();
        new.created_at = self.desk.now() - Span::seconds(self.rng.i64(1..300));
        new.terms = Some(if self.rng.bool() {
            Terms::Prepaid
        } else {
            Terms::OnDelivery
        });
        new.do_not_call = self.rng.u8(..20) == 0;
        let phone = format!("+7916000{:04}", self.rng.u32(..60));
        new.customer.name = format!("Покупатель {phone}");
        new.customer.phones = vec![IncomingPhone {
            raw: phone.clone(),
            e164: Some(phone),
        }];
        self.tell(new.clone());
        let came = self
            .desk
            .store
            .order_source(&new.kept_source(), &new.external_id)
            .unwrap();
        self.orders.push(came.unwrap().order);
        self.told.push(new);
    }

    /// The shop changes, pays for, sends or cancels one of its orders.
    fn shop_tells_again(&mut self) {
        let now = self.desk.now();
        let Some(at) = (!self.told.is_empty()).then(|| self.rng.usize(..self.told.len())) else {
            return;
        };
        let choice = self.rng.u8(..6);
        let told = &mut self.told[at];
        told.modified_at = Some(now);
        match choice {
            0 => told.total += 10_000,
            1 => told.payments.push(IncomingPayment {
                at: now,
                amount: told.total,
                means: Means::Card,
                reference: format!("p{}", told.payments.len()),
                note: String::new(),
            }),
            2 => {
                told.status = ShopStatus::Cancelled;
                told.status_at = Some(now);
            }
            3 | 4 => told.payment_failed = !told.payment_failed,
            _ => told.comment.push('!'),
        }
        let told = told.clone();
        self.tell(told);
    }

    fn tell(&mut self, order: IncomingOrder) {
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
        let items = [Ok(Item::Order(Box::new(order)))];
        let options = ImportOptions::default();
        self.desk
            .import(&file, options, &mut items.into_iter(), &mut watch)
            .unwrap();
    }

    fn phone_rings(&mut self) {
        let phone = format!("+7916000{:04}", self.rng.u32(..80));
        let now = self.desk.now();
        let event = |kind, at| CallEvent {
            kind,
            phone: phone.clone(),
            at,
            line: String::new(),
            origin: "line".to_owned(),
            external_id: None,
            call: None,
            missed_reason: (kind == CallEventKind::Missed).then_some(MissedReason::Busy),
            call_at: None,
            recording: None,
        };
        let kinds: &[CallEventKind] = match self.rng.u8(..5) {
            0 => &[CallEventKind::Incoming],
            1 => &[CallEventKind::Incoming, CallEventKind::Answered, CallEventKind::Ended],
            2 => &[CallEventKind::CallbackRequest],
            _ => &[CallEventKind::Incoming, CallEventKind::Missed],
        };
        for kind in kinds {
            self.desk.call_event(event(*kind, now)).unwrap();
        }
    }

    fn claim(&mut self) {
        let Some(row) = self.some_row() else { return };
        let over = if self.rng.bool() { TakeOver::Yes } else { TakeOver::No };
        if self.rng.u8(..3) == 0 {
            allowed(self.desk.release(row.customer));
        } else {
            allowed(self.desk.take(row.customer, over));
        }
    }

    /// Undo, sometimes redo; and an undo of what was done just now leaves everything as it was.
    fn take_back(&mut self) {
        if self.rng.bool() {
            allowed(self.desk.undo(UndoChoice::Operator));
            if self.rng.bool() {
                allowed(self.desk.redo());
            }
            return;
        }
        let Some(row) = self.some_row() else { return };
        // What fell due by the clock is told now, not by the undo.
        self.desk.tell_customers(&[row.customer], 1).unwrap();
        let before = whole(&self.desk, row.customer);
        let action = self.action_for(&row);
        let Ok(done) = self.desk.perform(target(&row), &action) else {
            return;
        };
        if done.entry.is_some() && done.kind.is_undoable() {
            self.desk.undo(UndoChoice::Operator).unwrap();
            assert_eq!(whole(&self.desk, row.customer), before, "{action:?}");
        }
    }

    fn some_row(&mut self) -> Option<Row> {
        let now = self.desk.now();
        let board = self.board.board(&self.desk.store, now).unwrap();
        let top = board.rows.len().min(12);
        (top > 0).then(|| Row::clone(&board.rows[self.rng.usize(..top)].row))
    }

    /// What a manager does at the top of the queue.
    fn work_the_queue(&mut self) {
        let Some(row) = self.some_row() else { return };
        if self.rng.u8(..25) == 0 {
            allowed(self.desk.skip(row.key, SkipReason::BetterLater));
            return;
        }
        let action = self.action_for(&row);
        allowed(self.desk.perform(target(&row), &action));
    }

    /// Something quite else, to any order at all: refused or done, never a mess.
    fn anything(&mut self) {
        let order = self.orders[self.rng.usize(..self.orders.len())];
        let reason = Reason::ALL[self.rng.usize(..Reason::ALL.len())];
        let now = self.desk.now();
        let action = match self.rng.u8(..10) {
            0 => Action::Cancel { reason },
            1 => Action::Returned { reason },
            2 => Action::Reopen,
            3 => Action::Received,
            4 => Action::Close,
            5 => Action::Refund {
                amount: 10_000,
                owing: RefundOwing::CostsLess,
            },
            6 => Action::PutOff {
                until: now + Span::hours(5),
                text: "ждёт".to_owned(),
            },
            7 => Action::KeepOurs,
            8 => Action::Schedule {
                at: now + Span::minutes(self.rng.i64(5..3_000)),
            },
            _ => Action::Confirm,
        };
        allowed(self.desk.perform(Target::Order(order), &action));
    }

    fn action_for(&mut self, row: &Row) -> Action {
        let now = self.desk.now();
        let pay = Action::Pay {
            amount: None,
            means: Means::Card,
            note: String::new(),
        };
        let ship = Action::Ship(Shipping {
            seen: None,
            number: format!("10{:08}", self.rng.u32(..100_000_000)),
            carrier: None,
            handed: if self.rng.bool() {
                Handing::WithNumber
            } else {
                Handing::Later
            },
            ..Shipping::default()
        });
        let reason = Reason::ALL[self.rng.usize(..Reason::ALL.len())];
        let usual = match row.task.kind {
            TaskKind::SendTracking => ship,
            TaskKind::DispatchLate if self.rng.bool() => Action::ToldLate,
            TaskKind::DispatchLate => Action::Handed,
            TaskKind::CheckParcel => Action::Arrived,
            TaskKind::RefundDue => Action::Refund {
                amount: 1_000,
                owing: RefundOwing::CostsLess,
            },
            TaskKind::ShopChanged | TaskKind::ShopCancelled => Action::KeepOurs,
            TaskKind::ProposeCancel => Action::Cancel { reason },
            TaskKind::ProposeReturn => Action::Returned { reason },
            TaskKind::Duplicate => Action::KeepBoth,
            TaskKind::RemindPayment if self.rng.bool() => pay.clone(),
            TaskKind::RemindPickup if self.rng.bool() => Action::Received,
            _ => self.call(now),
        };
        match self.rng.u8(..10) {
            0 => self.call(now),
            1 if row.order.is_some() => Action::Confirm,
            2 if row.order.is_some() => pay,
            3 => Action::Note {
                text: "говорили".to_owned(),
            },
            _ => usual,
        }
    }

    fn call(&mut self, at: Time) -> Action {
        let outcome = Outcome::ALL[self.rng.usize(..Outcome::ALL.len())];
        Action::LogCall(CallLog {
            outcome,
            at,
            phone: None,
            reason: Some(Reason::ChangedMind),
            call_at: Some(at + Span::minutes(self.rng.i64(1..2_000))),
        })
    }

    /// Everything that must hold at any moment.
    fn check(&mut self, board: &Board) {
        let now = self.desk.now();
        holds::as_read_again(&self.desk, board);

        let mut called = BTreeSet::new();
        for row in board.rows.iter().map(|row| &row.row) {
            assert!(row.task.due <= now, "{row:?} is early at {now}");
            if let RowKey::Customer(customer) = row.key {
                assert!(called.insert(customer), "two rows to call {customer}");
            } else {
                assert!(!row.task.kind.is_per_customer(), "{row:?}");
            }
        }
        if self.done.is_multiple_of(5) {
            self.nothing_is_lost(now);
        }
    }

    /// Every live order is due, will be, or waits for something that has a name.
    fn nothing_is_lost(&self, now: Time) {
        let store = &self.desk.store;
        let mut customers = BTreeSet::new();
        for id in &self.orders {
            let order = store.order_facts(*id).unwrap().expect("no order goes");
            if order.live {
                customers.insert(order.customer);
            }
        }
        for customer in customers {
            let facts = store.customer_facts(customer).unwrap().unwrap();
            let agenda = agenda(&facts, self.board.rules(), now);
            for order in &facts.orders {
                let mut tasks = agenda.tasks.iter().chain(&agenda.upcoming);
                let named = tasks.any(|task| task.order == Some(order.id));
                assert!(named || waiting(order) != Waiting::Nothing, "{order:?} at {now}");
                if matches!(order.stage, Stage::New | Stage::Confirmed) {
                    // What could not be paid closes by itself.
                    assert!(
                        named || order.is_payment_failed(),
                        "nothing will ever be done about {order:?} at {now}"
                    );
                }
            }
        }
    }

    /// Projections follow from their rows, and the money from the journal.
    fn check_rows(&mut self) {
        holds::projections_follow(&mut self.desk);
        self.check_journal();
    }

    fn check_journal(&self) {
        let entries = self
            .desk
            .read(|look| history::journal(look, Page::All, 1_000_000))
            .unwrap();
        let mut made = BTreeSet::new();
        let mut paid = 0;
        for entry in &entries {
            if matches!(entry.kind, ActionKind::Import | ActionKind::NewOrder) {
                made.extend(entry.order);
            }
            // What an undo took back and a redo gave again is in the entry itself.
            if matches!(entry.kind, ActionKind::Undo | ActionKind::Redo) || entry.undone_by.is_some() {
                continue;
            }
            for change in &entry.changes {
                if let Change::Add {
                    new: NewRow::Payment { amount, .. },
                    ..
                } = change
                {
                    paid += amount;
                }
            }
        }
        assert_eq!(made.len(), self.orders.len());
        let facts = self
            .orders
            .iter()
            .map(|id| self.desk.store.order_facts(*id).unwrap().unwrap());
        let kept: i64 = facts.map(|order| order.paid).sum();
        assert_eq!(kept, paid, "money in the orders and in the journal");
    }
}

fn a_day(seed: u64) {
    let mut day = Day::new(seed);
    let entries = |day: &Day| {
        day.desk
            .read(|look| history::journal(look, Page::All, 1_000_000))
            .unwrap()
            .len()
    };
    let before = entries(&day);
    let end = day.desk.now() + Span::hours(24);
    while day.desk.now() < end {
        let board = day.step();
        day.check(&board);
        day.done += 1;
        if day.done.is_multiple_of(40) {
            day.check_rows();
        }
    }
    day.check_rows();
    let made = entries(&day) - before;
    assert!(day.done > 150 && made > 150, "{} steps, {made} entries", day.done);
}

#[test]
fn a_day_leaves_nothing_undone_unseen_or_early() {
    a_day(1);
}

#[test]
fn another_day_does_neither() {
    a_day(2);
}
