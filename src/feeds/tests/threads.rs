//! Reading beside consoles: one process, and another when that is gone.

use std::sync::mpsc::channel;
use std::time::Duration;

use super::setting_up::Bench;
use super::shop::FakeShop;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::tests::who;
use crate::feeds::thread::FeedThread;
use crate::feeds::thread::holds;

const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn one_of_two_consoles_reads_and_the_other_takes_over() {
    let shop = FakeShop::open(Clock::System.now());
    shop.books().order(1);
    let bench = Bench::of_shop(&shop.address);
    drop(
        Desk::open(
            &bench.setup(Clock::System).path,
            bench.settings(),
            who("anna"),
            Clock::System,
        )
        .unwrap(),
    );
    let mut other = bench.setup(Clock::System);
    other.who.session = "bob-1".to_owned();
    let (sender, heard) = channel();
    let first = FeedThread::begin(bench.setup(Clock::System), move |name, turn| {
        let _ = sender.send((name.to_owned(), turn.counts.created));
    });
    assert_eq!(heard.recv_timeout(PATIENCE).unwrap(), ("shop".to_owned(), 1));
    let mut desk = Desk::open(&other.path, bench.settings(), other.who.clone(), Clock::System).unwrap();
    assert!(!holds(&mut desk).unwrap(), "the first reads");
    drop(first);
    assert!(holds(&mut desk).unwrap(), "it gave the lease back");
    desk.end_feeds().unwrap();

    shop.books().order(2);
    let (sender, heard) = channel();
    let _second = FeedThread::begin(other, move |_, turn| _ = sender.send(turn.counts.created));
    desk.ask_feed("shop").unwrap();
    assert_eq!(heard.recv_timeout(PATIENCE).unwrap(), 1);
}
