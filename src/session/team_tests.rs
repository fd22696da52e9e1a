//! Managers on machines of their own at one server, a millisecond away: nothing they were told is lost, nobody is served by
//! two at once, and a colleague's screen sees it. `DOZVON_TEAM=20` says how many and takes the figures.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::Barrier;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::RecvTimeoutError;
use std::sync::mpsc::Sender;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use super::answer::DeskMsg;
use super::delayed_server::delayed;
use super::session::Session;
use super::setup::Outbox;
use super::setup::Setup;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::claims::TakeOver;
use crate::desk::error::DeskError;
use crate::desk::import::ImportOptions;
use crate::desk::import::ImportWatch;
use crate::desk::import::ImportedFile;
use crate::desk::tests::desk;
use crate::desk::tests::order;
use crate::desk::tests::queue;
use crate::desk::tests::who;
use crate::domain::action::Action;
use crate::domain::action::Refusal;
use crate::domain::ids::CustomerId;
use crate::domain::ids::EntryId;
use crate::domain::ids::OrderId;
use crate::domain::incoming::Format;
use crate::domain::incoming::IncomingPhone;
use crate::domain::item::Item;
use crate::domain::journal::Page;
use crate::domain::settings::Settings;
use crate::domain::target::Target;
use crate::store::Location;
use crate::store::tests::served::is_of_a_server;
use crate::view::history;

/// How often a manager does something.
const EVERY: Duration = Duration::from_secs(2);
/// How long the figures are taken.
const ROUNDS: usize = 15;
/// How far away the server is, one way.
const AWAY: Duration = Duration::from_millis(1);

/// Who is served by whom now.
type Served = Mutex<HashMap<CustomerId, String>>;

fn team() -> Option<usize> {
    std::env::var("DOZVON_TEAM").ok().map(|count| count.parse().unwrap())
}

/// Takes in that many new orders of customers of their own.
/// Takes in that many orders of new customers; which they are.
pub(super) fn fill(desk: &mut Desk, count: usize) -> Vec<OrderId> {
    let mut items = (0..count).map(|number| {
        let mut order = order(129_000);
        "shop".clone_into(&mut order.source);
        order.external_id = number.to_string();
        order.number = number.to_string();
        order.customer.phones = vec![IncomingPhone {
            raw: format!("+7916{number:07}"),
            e164: Some(format!("+7916{number:07}")),
        }];
        Ok(Item::Order(Box::new(order)))
    });
    let file = ImportedFile {
        name: "orders.json".to_owned(),
        format: Format::Json,
        source: "shop".to_owned(),
        platform: "shop".to_owned(),
    };
    let mut watch = ImportWatch {
        stop: &AtomicBool::new(false),
        progress: &mut |_| {},
    };
    desk.import(&file, ImportOptions::default(), &mut items, &mut watch)
        .unwrap();
    // Ids on a server have gaps.
    queue(desk).rows.iter().filter_map(|row| row.row.order).collect()
}

#[allow(clippy::print_stdout)] // the figures are what it is run for
fn tell(what: &str) {
    println!("{what}");
}

/// Waits, as nobody ever says anything.
fn pause(quiet: &Receiver<()>, span: Duration) {
    assert_eq!(quiet.recv_timeout(span), Err(RecvTimeoutError::Timeout));
}

/// Takes somebody, writes a note and lets go; gives what was told and how long each write took.
fn work(
    at: &Location,
    seed: u64,
    served: &Served,
    all_there: &Barrier,
    rounds: usize,
) -> (Vec<EntryId>, Vec<Duration>) {
    let name = &format!("manager{seed}");
    let mut desk = Desk::open_existing(at.clone(), Arc::new(Settings::default()), who(name), clock()).unwrap();
    let orders: Vec<(OrderId, CustomerId)> = queue(&desk)
        .rows
        .iter()
        .filter_map(|row| Some((row.row.order?, row.row.customer)))
        .collect();
    let (_silent, quiet): (Sender<()>, _) = channel();
    let mut random = fastrand::Rng::with_seed(seed);
    all_there.wait();
    if team().is_some() {
        // They do not all press a key at one moment.
        pause(&quiet, EVERY.mul_f64(random.f64()));
    }
    let (mut told, mut took) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        // Everybody goes for the same few now and then.
        let few = if random.bool() {
            orders.len().min(8)
        } else {
            orders.len()
        };
        let (order, customer) = orders[random.usize(..few)];
        let begun = Instant::now();
        match desk.take(customer, TakeOver::No) {
            Ok(done) => told.extend(done.entry),
            Err(DeskError::Refused(Refusal::Claimed { by, .. })) => {
                assert_ne!(&by, name);
                continue;
            }
            Err(error) => panic!("{error:?}"),
        }
        took.push(begun.elapsed());
        let before = served.lock().unwrap().insert(customer, name.to_owned());
        assert_eq!(before, None, "{name} took whom another serves");
        let note = Action::Note { text: name.to_owned() };
        let begun = Instant::now();
        told.extend(desk.perform(Target::Order(order), &note).unwrap().entry);
        took.push(begun.elapsed());
        served.lock().unwrap().remove(&customer);
        told.extend(desk.release(customer).unwrap().entry);
        if team().is_some() {
            pause(&quiet, EVERY.saturating_sub(begun.elapsed()));
        }
    }
    (told, took)
}

/// A console of `name` there.
pub(super) fn setup_of(at: &Location, name: &str) -> Setup {
    Setup {
        database: at.clone(),
        settings: Arc::new(Settings::default()),
        who: who(name),
        clock: clock(),
        messages: super::setup::MessageWriter::default(),
        doors: crate::session::doors::Doors::default(),
        settings_file: super::settings_file::SettingsDoor::default(),
        texts: super::setup::TextWatch::default(),
        stays: Arc::default(),
    }
}

pub(super) fn clock() -> Clock {
    Clock::Stopped(crate::domain::time::Time(1_773_219_600_000))
}

fn at_share(took: &mut [Duration], percent: usize) -> Duration {
    took.sort_unstable();
    took[(took.len() - 1) * percent / 100]
}

#[test]
fn what_a_team_was_told_is_kept_and_nobody_is_served_by_two() {
    let mut first = desk();
    if !is_of_a_server(&first.store) {
        return;
    }
    let (managers, orders, rounds) = team().map_or((3, 40, 6), |count| (count, 10_000, ROUNDS));
    let begun = Instant::now();
    fill(&mut first, orders);
    tell(&format!("{orders} orders taken in: {:?}", begun.elapsed()));
    let at = delayed(first.store.location(), AWAY);
    let (served, all_there) = (Served::default(), Barrier::new(managers));
    let (told, mut took) = thread::scope(|scope| {
        let working: Vec<_> = (0..managers)
            .map(|number| {
                let (at, served, all_there) = (&at, &served, &all_there);
                scope.spawn(move || work(at, number as u64, served, all_there, rounds))
            })
            .collect();
        let done = working.into_iter().map(|manager| manager.join().unwrap());
        done.fold((Vec::new(), Vec::new()), |(mut told, mut took), more| {
            told.extend(more.0);
            took.extend(more.1);
            (told, took)
        })
    });
    let [median, most] = [50, 95].map(|percent| at_share(&mut took, percent));
    tell(&format!(
        "{managers} managers, {} writes: {median:?} median, {most:?} at 95 %",
        took.len()
    ));
    let journal = first.read(|look| history::journal(look, Page::All, i64::MAX)).unwrap();
    let mut kept: Vec<EntryId> = journal
        .iter()
        .filter(|entry| entry.operator.starts_with("manager"))
        .map(|entry| entry.id)
        .collect();
    let mut told = told;
    kept.sort_unstable();
    told.sort_unstable();
    assert_eq!(kept, told);
}

#[test]
fn a_colleagues_screen_sees_what_was_done() {
    let mut first = desk();
    if !is_of_a_server(&first.store) {
        return;
    }
    let (count, rounds) = team().map_or((20, 5), |_| (10_000, 40));
    let orders = fill(&mut first, count);
    let at = delayed(first.store.location(), AWAY);
    let setup = setup_of(&at, "boris");
    let (sender, messages) = channel();
    let is_over = Arc::new(AtomicBool::new(false));
    let over = Arc::clone(&is_over);
    let outbox: Outbox = Arc::new(move |msg| {
        if !over.load(Ordering::Relaxed) {
            let _ = sender.send((Instant::now(), msg));
        }
    });
    let live = Session::start(&setup, &outbox).unwrap();
    let mut desk = Desk::open_existing(at, Arc::new(Settings::default()), who("anna"), clock()).unwrap();
    let shown_with = |seq: i64| loop {
        let (at, msg) = messages.recv_timeout(Duration::from_secs(60)).unwrap();
        if matches!(&msg, DeskMsg::Board(board) if board.complete && board.seq >= seq) {
            break at;
        }
    };
    // What the queue takes until it stands is no part of it.
    shown_with(0);
    let (mut acted, mut seen) = (Vec::new(), Vec::new());
    for round in 0..rounds {
        let order = orders[round % orders.len()];
        let note = Action::Note {
            text: round.to_string(),
        };
        let begun = Instant::now();
        desk.perform(Target::Order(order), &note).unwrap();
        let done = Instant::now();
        acted.push(done - begun);
        let shown = shown_with(desk.store.feed_position().unwrap());
        seen.push(shown.saturating_duration_since(done));
    }
    is_over.store(true, Ordering::Relaxed);
    drop(live);
    for (what, mut took) in [
        ("an action, durable", acted),
        ("on the colleague's screen after it", seen),
    ] {
        let [median, most] = [50, 95].map(|percent| at_share(&mut took, percent));
        tell(&format!("{what}: {median:?} median, {most:?} at 95 %"));
    }
}
