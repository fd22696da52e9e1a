//! How often a whole console waits for a server: until its queue stands, for what a colleague did, for a key of a search.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::channel;
use std::time::Duration;

use super::answer::DeskAnswer;
use super::answer::DeskMsg;
use super::request::Envelope;
use super::request::Request;
use super::session::Session;
use super::setup::Outbox;
use super::team_tests::clock;
use super::team_tests::fill;
use super::team_tests::setup_of;
use crate::board::Board;
use crate::desk::Desk;
use crate::desk::tests::desk;
use crate::desk::tests::who;
use crate::domain::action::Action;
use crate::domain::action::CallLog;
use crate::domain::call::Outcome;
use crate::domain::settings::Settings;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::store::tests::served::is_of_a_server;
use crate::store::tests::served::multiply;
use crate::store::tests::served::trips_here;

/// A console of boris; each message with how often the thread that sent it had waited.
struct WatchedConsole {
    session: Option<Session>,
    messages: Receiver<(u64, DeskMsg)>,
    is_over: Arc<AtomicBool>,
}

impl WatchedConsole {
    fn open(desk: &Desk) -> WatchedConsole {
        let (sender, messages) = channel();
        let is_over = Arc::new(AtomicBool::new(false));
        let over = Arc::clone(&is_over);
        let outbox: Outbox = Arc::new(move |msg| {
            if !over.load(Ordering::Relaxed) {
                let _ = sender.send((trips_here(), msg));
            }
        });
        WatchedConsole {
            session: Some(Session::start(&setup_of(desk.store.location(), "boris"), &outbox).unwrap()),
            messages,
            is_over,
        }
    }

    fn send(&self, request: Request) {
        let envelope = Envelope { token: 1, request };
        self.session.as_ref().unwrap().send(envelope);
    }

    /// How often was waited until `told` finds what it looks for.
    fn until(&self, mut told: impl FnMut(&DeskMsg) -> bool) -> u64 {
        loop {
            let (trips, msg) = self.messages.recv_timeout(Duration::from_secs(60)).unwrap();
            if told(&msg) {
                return trips;
            }
        }
    }

    fn until_board(&self, mut shown: impl FnMut(&Board) -> bool) -> u64 {
        self.until(|msg| matches!(msg, DeskMsg::Board(board) if board.complete && shown(board)))
    }
}

impl Drop for WatchedConsole {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        drop(self.session.take());
    }
}

/// The middle one of some figures: now and then a server is asked whether something was not told of.
fn median(mut trips: Vec<u64>) -> u64 {
    trips.sort_unstable();
    trips[trips.len() / 2]
}

#[test]
fn a_queue_of_thousands_stands_after_few_trips_to_a_server() {
    let mut first = desk();
    if !is_of_a_server(&first.store) {
        return;
    }
    for order in &fill(&mut first, 60)[..10] {
        // Of some more is to be read than stands in their order.
        let call = Action::LogCall(CallLog {
            outcome: Outcome::CallBack,
            at: first.now(),
            phone: None,
            reason: None,
            call_at: Some(first.now() + Span::hours(2)),
        });
        first.perform(Target::Order(*order), &call).unwrap();
    }
    multiply(&first.store, 99);
    let console = WatchedConsole::open(&first);
    let trips = console.until_board(|board| {
        assert_eq!(board.rows.len(), 5_000);
        board.rows.iter().all(|row| !row.text.number.is_empty())
    });
    assert!(trips <= 30, "{trips} trips");
}

#[test]
fn what_a_colleague_did_is_on_the_screen_after_two_trips_to_a_server() {
    let mut first = desk();
    if !is_of_a_server(&first.store) {
        return;
    }
    let orders = fill(&mut first, 30);
    let console = WatchedConsole::open(&first);
    let mut before = console.until_board(|_| true);
    let mut desk = Desk::open_existing(
        first.store.location().clone(),
        Arc::new(Settings::default()),
        who("anna"),
        clock(),
    )
    .unwrap();
    let mut taken = Vec::new();
    for (round, order) in orders.into_iter().take(12).enumerate() {
        let note = Action::Note {
            text: round.to_string(),
        };
        desk.perform(Target::Order(order), &note).unwrap();
        let seq = desk.store.feed_position().unwrap();
        let after = console.until_board(|board| board.seq >= seq);
        taken.push(after - before);
        before = after;
    }
    // What is asked for it is learnt by the first of them.
    assert!(median(taken.split_off(5)) <= 2, "{taken:?}");
}

#[test]
fn a_key_of_a_search_waits_for_a_server_twice() {
    let mut first = desk();
    if !is_of_a_server(&first.store) {
        return;
    }
    fill(&mut first, 60);
    let console = WatchedConsole::open(&first);
    console.until_board(|_| true);
    let mut before = 0;
    let mut search = |text: &str| {
        console.send(Request::Search(text.to_owned()));
        let mut count = 0;
        let after = console.until(|msg| match msg {
            DeskMsg::Answer(_, DeskAnswer::Found { hits, .. }) => {
                count = hits.len();
                true
            }
            _ => false,
        });
        let taken = after - before;
        before = after;
        (count, taken)
    };
    // What the connection learns by a word it knows of every other.
    for typed in ["чай", "анна", "000", "7916", "+7 916", "x12345678"] {
        search(typed);
    }
    let typed = [
        "чайн",
        "чайни",
        "анн",
        "анна к",
        "7916",
        "79160",
        "791600000",
        "0001",
        "5",
        "y87654321",
    ];
    let taken: Vec<(&str, usize, u64)> = typed
        .into_iter()
        .map(|typed| {
            let (count, taken) = search(typed);
            (typed, count, taken)
        })
        .collect();
    assert!(taken.iter().any(|(_, count, _)| *count == 50), "{taken:?}");
    assert!(taken.iter().any(|(_, count, _)| (1..50).contains(count)), "{taken:?}");
    assert!(taken.iter().all(|(_, _, trips)| *trips <= 2), "{taken:?}");
}
