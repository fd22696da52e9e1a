//! Reading beside consoles: one process, and another when that is gone.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::mpsc::Sender;
use std::sync::mpsc::channel;
use std::time::Duration;
use std::time::Instant;

use super::setting_up::Bench;
use super::shop::FakeShop;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::tests::who;
use crate::domain::settings::FeedSetting;
use crate::feeds::FeedFiles;
use crate::feeds::FeedReading;
use crate::feeds::PortionTaken;
use crate::feeds::thread::FeedThread;
use crate::intake::ImportError;

const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn one_of_two_consoles_reads_and_the_other_takes_over() {
    let shop = FakeShop::open(Clock::System.now());
    shop.books().order(1);
    let bench = Bench::of_shop(&shop.address);
    drop(
        Desk::open(
            &bench.setup(Clock::System).database,
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
    let mut desk = Desk::open(&other.database, bench.settings(), other.who.clone(), Clock::System).unwrap();
    assert!(!desk.lease_feeds().unwrap(), "the first reads");
    drop(first);
    assert!(desk.lease_feeds().unwrap(), "it gave the lease back");
    desk.end_feeds().unwrap();

    shop.books().order(2);
    let (sender, heard) = channel();
    let _second = FeedThread::begin(other, move |_, turn| _ = sender.send(turn.counts.created));
    desk.ask_feed("shop").unwrap();
    assert_eq!(heard.recv_timeout(PATIENCE).unwrap(), 1);
}

/// Stops the program at each look, and says when.
struct StopsAt(Mutex<Sender<Instant>>);

impl FeedFiles for StopsAt {
    fn reading(&self, _: &FeedSetting) -> Result<FeedReading, String> {
        let _ = self.0.lock().unwrap().send(Instant::now());
        std::panic::resume_unwind(Box::new("it stops"))
    }

    fn unread(&self, _: &str, _: &ImportError) -> String {
        String::new()
    }

    fn report(&self, _: &str, _: &PortionTaken) -> String {
        String::new()
    }
}

#[test]
fn a_turn_that_cannot_be_written_down_is_made_again_later_and_later() {
    let bench = Bench::of_folder();
    let setup = bench.setup(Clock::System);
    drop(Desk::open(&setup.database, bench.settings(), who("anna"), Clock::System).unwrap());
    let (sender, heard) = channel();
    let stops = crate::feeds::FeedSetup {
        files: Arc::new(StopsAt(Mutex::new(sender))),
        ..setup
    };
    let _thread = FeedThread::begin(stops, |_, _| ());
    let at: Vec<Instant> = (0..3).map(|_| heard.recv_timeout(PATIENCE).unwrap()).collect();
    // Half a second, then a whole one.
    assert!(at[2] - at[0] >= Duration::from_millis(1_400), "{:?}", at[2] - at[0]);
}
