//! The way to the server is cut at every step of an action: it is done once and shown as done, or not done and said to be so.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use chrono::DateTime;
use chrono::Utc;
use dozvon::clock::Clock;
use dozvon::desk::Desk;
use dozvon::desk::error::DeskError;
use dozvon::desk::undo::UndoChoice;
use dozvon::desk::who::Claiming;
use dozvon::desk::who::Who;
use dozvon::domain::action::Action;
use dozvon::domain::action::ActionKind;
use dozvon::domain::ids::OrderId;
use dozvon::domain::order::Means;
use dozvon::domain::settings::Settings;
use dozvon::domain::target::Target;
use dozvon::domain::time::Time;
use dozvon::store::DatabaseServer;
use dozvon::store::Location;
use serde_json::json;

use crate::support::cut_proxy::Cut;
use crate::support::cut_proxy::CutProxy;
use crate::support::cut_proxy::Way;
use crate::support::database::Database;
use crate::support::desk::NOON;
use crate::support::desk::TestDesk;
use crate::support::desk::leave_out;
use crate::support::desk::of_a_server;
use crate::support::pty::Pty;

/// What is done to an order, one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Confirm,
    Pay,
    Undo,
}

const STEPS: [Step; 3] = [Step::Confirm, Step::Pay, Step::Undo];

/// How often the way is cut; `DOZVON_CUTS` says it.
fn cuts() -> u32 {
    std::env::var("DOZVON_CUTS").map_or(99, |count| count.parse().unwrap())
}

fn noon() -> Time {
    let noon: DateTime<Utc> = NOON.parse().unwrap();
    Time(noon.timestamp_millis())
}

/// A shop of that many new orders, numbered from 1.
pub(crate) fn shop(orders: u32) -> TestDesk {
    let desk = TestDesk::new();
    let order = |number: u32| {
        json!({
            "number": number.to_string(), "created_at": NOON, "total": 500, "status": "new",
            "customer": {"name": "Buyer", "phones": [format!("+7916{number:07}")]},
            "lines": [{"name": "Cup", "quantity": 1, "price": 500}],
        })
    };
    let orders: Vec<_> = (1..=orders).map(order).collect();
    let file = desk.file("orders.json", serde_json::to_string(&orders).unwrap());
    assert_eq!(desk.json(&["import", &file])["created"], orders.len());
    desk
}

fn work(desk: &mut Desk, order: i64, step: Step) -> Result<i64, DeskError> {
    let target = Target::Order(OrderId(order));
    let entry = match step {
        Step::Confirm => desk.perform(target, &Action::Confirm)?.entry,
        Step::Pay => {
            let pay = Action::Pay {
                amount: Some(100),
                means: Means::Card,
                note: String::new(),
            };
            desk.perform(target, &pay)?.entry
        }
        Step::Undo => Some(desk.undo(UndoChoice::Mine)?.entry),
    };
    Ok(entry.unwrap().0)
}

/// The id of an order: on a server they have gaps.
fn numbered(database: &Database, number: u32) -> i64 {
    database.number(&format!("select id from orders where number = '{number}'"))
}

/// Entries of the journal, and what is paid and confirmed of an order.
fn state(database: &Database, order: i64) -> [String; 3] {
    let sql = format!(
        "select (select count(*) from journal), paid, case when confirmed_at is null then 0 else 1 end \
         from orders where id = {order}"
    );
    database.rows(&sql).swap_remove(0).try_into().unwrap()
}

#[test]
fn an_action_cut_off_at_any_byte_is_done_once_or_said_to_be_undone() {
    of_a_server!("nothing stands between a desk and its file");
    let cuts = cuts();
    let rounds = cuts.div_ceil(3);
    let shop = shop(rounds + 1);
    let witness = shop.database();
    let proxy = CutProxy::to(shop.served_at());
    let who = Who {
        operator: "anna".to_owned(),
        session: "cut".to_owned(),
        claiming: Claiming::OnAction,
    };
    let location = Location::Server(DatabaseServer::new(proxy.address().clone()));
    let clock = Clock::running(noon());
    let mut desk = Desk::open(location, Arc::new(Settings::default()), who, clock).unwrap();

    // How much each step says and hears over a connection that is new, as it is behind every cut.
    let mut length = BTreeMap::new();
    for step in STEPS {
        proxy.cut_off();
        proxy.mend();
        proxy.passed();
        work(&mut desk, numbered(&witness, 1), step).unwrap();
        length.insert(step, proxy.passed());
    }

    let (mut done, mut refused) = (0, 0);
    for round in 0..rounds {
        let order = numbered(&witness, round + 2);
        for step in STEPS {
            let before = state(&witness, order);
            if step == Step::Undo && before[1..] == ["0", "0"] {
                continue;
            }
            let way = [Way::ToServer, Way::ToDesk][usize::try_from(round % 2).unwrap()];
            let length = length[&step][usize::from(way == Way::ToDesk)];
            proxy.cut_at(Cut {
                way,
                behind: length * u64::from(round) / u64::from(rounds),
                away: u32::from(round % 8 < 2),
            });
            let told = work(&mut desk, order, step);
            proxy.mend();
            let after = state(&witness, order);
            let what = format!("{step:?} of {order}, cut {way:?} behind {round}/{rounds} of {length} bytes: {told:?}");
            match told {
                Ok(entry) => {
                    done += 1;
                    let sql = format!("select count(*) from journal where id = {entry}");
                    assert_eq!(witness.number(&sql), 1, "{what}");
                    let entries = before[0].parse::<i64>().unwrap() + 1;
                    assert_eq!(after[0], entries.to_string(), "{what}");
                    let (paid, confirmed) = match step {
                        Step::Confirm => ("0", "1"),
                        Step::Pay => ("100", before[2].as_str()),
                        // What was done last is taken back.
                        Step::Undo if before[1] != "0" => ("0", before[2].as_str()),
                        Step::Undo => ("0", "0"),
                    };
                    assert_eq!(after[1..], [paid, confirmed], "{what}");
                }
                Err(error) => {
                    refused += 1;
                    assert!(error.is_cut_off(), "{what}");
                    assert_eq!(after, before, "{what}");
                }
            }
        }
    }
    assert!(done > 3 && refused > 3, "{done} done, {refused} refused");
    let found = shop.json(&["doctor"]);
    let figures = found.as_array().unwrap().iter().find(|one| one["check"] == "figures");
    assert_eq!(figures.unwrap()["state"], "fine", "{found}");
}

#[test]
fn a_command_cut_off_at_any_byte_says_what_became_of_it() {
    of_a_server!("nothing stands between a command and its file");
    let rounds = (cuts() / 3).max(12);
    let shop = shop(rounds + 1);
    let witness = shop.database();
    let proxy = CutProxy::to(shop.served_at());
    let shop = shop.variable("DOZVON_DB", &proxy.address().to_string());
    shop.json(&["order", "confirm", "1"]);
    let length = proxy.passed();
    let (mut done, mut refused) = (0, 0);
    for round in 0..rounds {
        let (number, order) = ((round + 2).to_string(), numbered(&witness, round + 2));
        let way = [Way::ToServer, Way::ToDesk][usize::try_from(round % 2).unwrap()];
        let length = length[usize::from(way == Way::ToDesk)];
        proxy.cut_at(Cut {
            way,
            behind: length * u64::from(round) / u64::from(rounds),
            away: 0,
        });
        let told = shop.run(&["order", "confirm", &number, "--json"]);
        proxy.mend();
        let kept = &state(&witness, order)[2];
        if told.code == Some(0) {
            done += 1;
            assert_eq!(told.json()["changed"], true, "{told:?}");
            assert_eq!(kept, "1", "{told:?}");
        } else {
            refused += 1;
            let error = told.code(4).error();
            let message = error["message"].as_str().unwrap();
            assert!(message.starts_with("The database cannot be reached: "), "{error}");
            assert!(
                error["hint"].as_str().unwrap().starts_with("Nothing was written."),
                "{error}"
            );
            assert_eq!(kept, "0", "{error}");
        }
    }
    assert!(done > 2 && refused > 2, "{done} done, {refused} refused");
}

/// Pays a kopek for an order again and again; gives the entries it was told of, and how often nobody knows.
fn pay_on_and_on(location: &Location, order: i64, is_over: &AtomicBool, told: &AtomicUsize) -> (Vec<i64>, usize) {
    let open = || {
        let who = Who {
            operator: "anna".to_owned(),
            session: format!("of {order}"),
            claiming: Claiming::WhenAsked,
        };
        Desk::open(
            location.clone(),
            Arc::new(Settings::default()),
            who,
            Clock::running(noon()),
        )
        .unwrap()
    };
    let mut desk = open();
    // Nothing is ever said on this line: it is what to wait on.
    let (_line, nobody) = channel::<()>();
    let (mut kept, mut unsure) = (Vec::new(), 0);
    while !is_over.load(Ordering::Relaxed) {
        match work(&mut desk, order, Step::Pay) {
            Ok(entry) => {
                kept.push(entry);
                told.fetch_add(1, Ordering::Relaxed);
            }
            Err(error) => {
                assert!(error.is_cut_off(), "{error:?}");
                unsure += 1;
                let _ = nobody.recv_timeout(Duration::from_millis(20));
            }
        }
    }
    (kept, unsure)
}

/// `DOZVON_TEST_CLUSTER` is a program that kills the server and starts it again, `DOZVON_KILLS` says how often.
#[test]
fn what_was_told_as_done_outlives_a_server_that_is_killed() {
    of_a_server!("a file has none");
    let Ok(again) = std::env::var("DOZVON_TEST_CLUSTER") else {
        leave_out("on a server others use", "it is killed");
        return;
    };
    let kills: usize = std::env::var("DOZVON_KILLS").map_or(5, |count| count.parse().unwrap());
    let shop = shop(4);
    let location = Location::Server(DatabaseServer::new(shop.served_at().clone()));
    let mut console = Pty::console(&shop, 120, 40);
    console.wait_for("Buyer");
    let (is_over, told) = (AtomicBool::new(false), AtomicUsize::new(0));
    // Nothing is ever said on this line: it is what to wait on.
    let (_line, nobody) = channel::<()>();
    let each: Vec<(Vec<i64>, usize)> = thread::scope(|scope| {
        let (is_over, told) = (&is_over, &told);
        let workers: Vec<_> = (1..=4)
            .map(|order| {
                let location = location.clone();
                scope.spawn(move || pay_on_and_on(&location, order, is_over, told))
            })
            .collect();
        let mut random = fastrand::Rng::with_seed(3);
        for _ in 0..kills {
            let before = told.load(Ordering::Relaxed);
            let begun = Instant::now();
            while told.load(Ordering::Relaxed) < before + 8 {
                assert!(begun.elapsed() < Duration::from_secs(60), "nobody goes on");
                let _ = nobody.recv_timeout(Duration::from_millis(2));
            }
            let _ = nobody.recv_timeout(Duration::from_micros(random.u64(0..20_000)));
            assert!(Command::new(&again).status().unwrap().success(), "{again}");
        }
        is_over.store(true, Ordering::Relaxed);
        workers.into_iter().map(|worker| worker.join().unwrap()).collect()
    });
    let database = shop.database();
    let kept = database.rows(&format!(
        "select id from journal where kind = {}",
        ActionKind::Pay.int()
    ));
    let kept: BTreeSet<i64> = kept.into_iter().map(|row| row[0].parse().unwrap()).collect();
    let told: BTreeSet<i64> = each.iter().flat_map(|(entries, _)| entries).copied().collect();
    assert_eq!(
        told.difference(&kept).collect::<Vec<_>>(),
        Vec::<&i64>::new(),
        "told and lost"
    );
    let unsure: usize = each.iter().map(|(_, unsure)| unsure).sum();
    let untold = kept.difference(&told).count();
    assert!(
        untold <= unsure,
        "{untold} were done that nobody was told of, {unsure} nobody knew of"
    );
    let paid = database.number("select sum(paid) from orders");
    assert_eq!(paid, i64::try_from(kept.len()).unwrap() * 100);
    console.wait_for_no("no connection to the database");
    console.press("c");
    console.wait_for("· confirmed");
}
