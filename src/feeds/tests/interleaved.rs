//! Whatever happens in whatever order, in the end the desk has what the shop has: nothing skipped, nothing doubled.

use std::sync::atomic::AtomicBool;

use proptest::prelude::*;

use super::setting_up::Bench;
use super::setting_up::NOON;
use super::shop::FakeShop;
use crate::domain::time::Span;

#[derive(Clone, Debug)]
enum Happens {
    /// New orders that came in one second.
    Ordered(usize),
    /// An order changes.
    Changed(usize),
    /// All change in one second.
    AllChanged,
    /// Time passes at the shop.
    Later(i64),
    /// The next answers fail.
    Fails(usize),
    /// An order is placed and another deleted while a page is on its way.
    Meanwhile(usize),
    /// A process reads.
    Reads,
    /// A process reads and is ended before what it heard is written down.
    Dies,
}

fn happens() -> impl Strategy<Value = Happens> {
    prop_oneof![
        3 => (1..5_usize).prop_map(Happens::Ordered),
        3 => (0..40_usize).prop_map(Happens::Changed),
        1 => Just(Happens::AllChanged),
        3 => (0..200_i64).prop_map(Happens::Later),
        1 => (1..3_usize).prop_map(Happens::Fails),
        2 => (0..40_usize).prop_map(Happens::Meanwhile),
        4 => Just(Happens::Reads),
        1 => Just(Happens::Dies),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]
    #[test]
    fn nothing_is_skipped_or_doubled(story in prop::collection::vec(happens(), 1..14)) {
        let shop = FakeShop::open(NOON);
        {
            let mut books = shop.books();
            (books.page, books.unstable) = (4, true);
        }
        let bench = Bench::of_shop(&shop.address);
        let mut now = NOON;
        for what in story {
            now = now + Span::seconds(1);
            let mut books = shop.books();
            match what {
                Happens::Ordered(count) => (0..count).for_each(|at| _ = books.order(10 + i64::try_from(at).unwrap())),
                Happens::Changed(at) => {
                    let (second, count) = (books.now, books.orders.len());
                    if let Some(order) = books.orders.get_mut(at % count.max(1)) {
                        (order.total, order.modified) = (order.total + 1, second);
                    }
                }
                Happens::AllChanged => {
                    let second = books.now;
                    for order in &mut books.orders {
                        (order.total, order.modified) = (order.total + 1, second);
                    }
                }
                Happens::Later(seconds) => {
                    books.now += seconds;
                    now = now + Span::seconds(seconds);
                }
                Happens::Fails(times) => (0..times).for_each(|_| books.instead.push_back(None)),
                Happens::Meanwhile(at) => books.meanwhile.push_back(Box::new(move |books| {
                    books.order(5);
                    let count = books.orders.len();
                    books.orders.remove(at % count);
                })),
                Happens::Reads => {
                    drop(books);
                    bench.runner().run(&mut bench.desk(now), &AtomicBool::new(false)).unwrap();
                }
                Happens::Dies => {
                    drop(books);
                    let stop = AtomicBool::new(true);
                    bench.runner().run(&mut bench.desk(now), &stop).unwrap();
                }
            }
        }
        {
            let mut books = shop.books();
            books.meanwhile.clear();
            books.instead.clear();
            // Of changes in one second some may hide behind others until something changes later.
            books.now += 200;
            books.order(1);
        }
        bench.run(now + Span::hours(2));
        let numbers: Vec<String> = bench.orders().into_iter().map(|(number, _)| number).collect();
        let mut once = numbers.clone();
        once.dedup();
        prop_assert_eq!(&numbers, &once);
        let books = shop.books();
        for order in &books.orders {
            let there = bench.orders().contains(&(order.id.to_string(), order.total));
            prop_assert!(there, "{:?} is not there as it is", order);
        }
    }
}
