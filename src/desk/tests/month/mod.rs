//! A month of a shop: orders come day and night, the shop's files arrive every morning, three managers work their shifts,
//! parcels travel, nights and weekends pass; and at every step nobody is forgotten, called at night or called twice.
//!
//! `DOZVON_MONTH` asks for another number of orders than the usual one, `DOZVON_MONTH_SEED` for another month.

mod both;
mod crew;
mod events;
mod parcels;
mod post;
mod promises;
mod shop;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::BinaryHeap;
use std::sync::Arc;

use fastrand::Rng;

use self::events::Event;
use self::parcels::Carriers;
use self::post::Post;
use self::promises::Promises;
use self::shop::Shop;
use super::desk;
use super::holds;
use super::who;
use crate::board::Board;
use crate::board::builder::BoardBuilder;
use crate::clock::Clock;
use crate::config::Env;
use crate::demo;
use crate::desk::Desk;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::language::Lang;
use crate::domain::order::Stage;
use crate::domain::parcel_news::ParcelState;
use crate::domain::regulation::Waiting;
use crate::domain::regulation::agenda;
use crate::domain::regulation::waiting;
use crate::domain::shipment::Parcel;
use crate::domain::task::TaskKind;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::open_work;
use crate::store::open_work::OpenWork;
use crate::view::figures;

/// Orders of the month, unless the environment asks for more.
const ORDERS: u64 = 2_000;
/// What the month's chances come from, likewise.
const SEED: u64 = 7;
const DAYS: i64 = 31;

struct Month {
    desk: Desk,
    board: BoardBuilder,
    rng: Rng,
    shop: Shop,
    promises: Promises,
    post: Post,
    carriers: Carriers,
    events: BinaryHeap<Reverse<(Time, u64, Event)>>,
    sequence: u64,
    /// How often each task was served.
    served: BTreeMap<TaskKind, usize>,
    at_work: [bool; crew::CREW.len()],
    undone: usize,
    /// Rows that waited for a customer's morning.
    asleep: usize,
    /// Orders that must be there.
    orders: i64,
}

impl Month {
    fn on(mut desk: Desk, seed: u64, orders: u64) -> Month {
        demo::seed(&mut desk, Lang::Ru, seed, demo::DemoOpening::Busy).unwrap();
        let now = desk.now();
        let mut board = BoardBuilder::new(&desk.store, Arc::clone(&desk.settings), "anna", now).unwrap();
        board.load(&desk.store, now).unwrap();
        let mut month = Month {
            board,
            desk,
            rng: Rng::with_seed(seed),
            shop: Shop::default(),
            promises: Promises::default(),
            post: Post::default(),
            carriers: Carriers::default(),
            events: BinaryHeap::new(),
            sequence: 0,
            served: BTreeMap::new(),
            at_work: [false; crew::CREW.len()],
            undone: 0,
            asleep: 0,
            orders: 0,
        };
        month.count_orders();
        month.begin(orders);
        month
    }

    fn count_orders(&mut self) {
        while self.desk.store.order_facts(OrderId(self.orders + 1)).unwrap().is_some() {
            self.orders += 1;
        }
    }

    fn at(&mut self, at: Time, event: Event) {
        self.sequence += 1;
        self.events.push(Reverse((at, self.sequence, event)));
    }

    fn after(&mut self, span: Span, event: Event) {
        let at = self.desk.now() + span;
        self.at(at, event);
    }

    /// The queue as the consoles see it now.
    fn look(&mut self) -> Board {
        let now = self.desk.now();
        self.board.tick(&self.desk.store, now).unwrap();
        self.board.follow(&self.desk.store, now).unwrap();
        self.board.board(&self.desk.store, now).unwrap()
    }

    fn work(&mut self, name: &str) {
        self.desk.who = who(name);
    }

    /// Lets the month pass, or the first days of it.
    fn pass(&mut self, days: i64) {
        let end = self.desk.now() + Span::days(days);
        while let Some(Reverse((at, _, event))) = self.events.pop() {
            if at >= end {
                break;
            }
            let now = self.desk.now().max(at);
            self.desk.clock = Clock::Stopped(now);
            self.happen(event);
        }
        self.everything_holds();
        holds::projections_follow(&mut self.desk);
    }

    /// What must hold of one customer whenever something was done about them.
    fn customer_holds(&self, customer: CustomerId) {
        let now = self.desk.now();
        let facts = self.desk.store.customer_facts(customer).unwrap().unwrap();
        let rules = self.board.rules();
        let found = agenda(&facts, rules, now);
        for order in &facts.orders {
            let is_over = |parcel: &Parcel| parcel.received_at.is_some() || parcel.returned_at.is_some();
            let is_received = order.received_at.is_some();
            assert!(!is_received || order.parcels.iter().all(is_over), "{order:?} at {now}");
            parcels::parcels_hold(&facts, order, &found, now);
        }
        for order in facts.orders.iter().filter(|order| order.live) {
            let mut tasks = found.tasks.iter().chain(&found.upcoming);
            let named = tasks.any(|task| task.order == Some(order.id));
            assert!(named || waiting(order) != Waiting::Nothing, "{order:?} at {now}");
            let has_next_step = matches!(
                order.stage,
                Stage::New | Stage::Confirmed | Stage::Dispatched | Stage::Arrived
            );
            assert!(
                named || !has_next_step || order.is_payment_failed(),
                "nothing will ever be done about {order:?} at {now}"
            );
        }
        if let Some(next) = found.next_change {
            let just_before = agenda(&facts, rules, next - Span(1));
            assert_eq!(just_before.tasks, found.tasks, "changed before {next}");
            assert_eq!(just_before.upcoming, found.upcoming, "changed before {next}");
        }
    }

    /// How many orders in several parcels were received, each parcel on its own or all at once.
    fn received_in_parts(&self) -> usize {
        let orders = (1..=self.orders).filter_map(|id| self.desk.store.order(OrderId(id)).unwrap());
        orders
            .filter(|order| order.parcels.len() > 1 && order.facts.received_at.is_some())
            .count()
    }

    /// What must hold of everybody.
    fn everything_holds(&mut self) {
        let board = self.look();
        let now = self.desk.now();
        holds::as_read_again(&self.desk, &board);
        let work = self.desk.read(figures::work).unwrap();
        assert_eq!(
            work.at_risk, board.at_risk,
            "the page of the day and the top of the screen at {now}"
        );
        for row in board.rows.iter() {
            assert!(row.row.task.due <= now, "{row:?} is early at {now}");
        }
        self.promises.hold(&self.desk, self.board.rules(), &board);
        let mut open = Vec::new();
        let mut work = OpenWork::begin(&self.desk.store).unwrap();
        work.walk(&self.desk.store, open_work::LIVE, |facts| open.push(facts.id))
            .unwrap();
        for customer in open {
            self.customer_holds(customer);
        }
    }
}

fn asked(name: &str) -> Option<u64> {
    Env::of_process().text(name).and_then(|text| text.parse().ok())
}

#[test]
#[expect(clippy::print_stdout, reason = "figures that are read by people")]
fn a_month_forgets_nobody_and_wakes_nobody() {
    let orders = asked("DOZVON_MONTH").unwrap_or(ORDERS);
    let mut month = Month::on(desk(), asked("DOZVON_MONTH_SEED").unwrap_or(SEED), orders);
    month.pass(DAYS);
    let served: usize = month.served.values().sum();
    assert!(
        month.orders >= i64::try_from(orders).unwrap(),
        "{} orders",
        month.orders
    );
    assert!(u64::try_from(served).unwrap() > orders, "{served} served");
    assert!(month.post.sent > 100, "{} messages", month.post.sent);
    assert!(
        month.undone > 20 && month.asleep > 20,
        "{} undone, {} asleep",
        month.undone,
        month.asleep
    );
    let in_parts = month.received_in_parts();
    assert!(in_parts > 20, "{in_parts} received in several parcels");
    for state in [
        ParcelState::Arrived,
        ParcelState::Received,
        ParcelState::Lost,
        ParcelState::Refused,
        ParcelState::Returning,
        ParcelState::Returned,
    ] {
        let count = month.carriers.states.get(&state).copied().unwrap_or(0);
        assert!(count > 5, "{count} parcels were {state:?}");
    }
    let waited = month.all_who_wait_were_told();
    let Carriers {
        paid_out: [in_time, late, short],
        in_stock,
        sent_back,
        ..
    } = month.carriers;
    println!(
        "waited {waited}; paid out {in_time} in time, {late} late, {short} short; {in_stock} in stock, {sent_back} sent back"
    );
    assert!(
        waited > 20 && in_time > 20 && late > 3 && short > 5,
        "{waited} {in_time} {late} {short}"
    );
    assert!(in_stock > 5 && sent_back > 3, "{in_stock} {sent_back}");
    for kind in TaskKind::ALL {
        // A bounced message is told by who sends.
        let told_elsewhere = *kind == TaskKind::UndeliveredMessage;
        assert!(
            told_elsewhere || month.served.contains_key(kind),
            "nobody served {kind:?}: {:?}",
            month.served
        );
    }
}
