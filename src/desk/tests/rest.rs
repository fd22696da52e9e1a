//! When automatic work rests, since when, and that it never rests for a clock that was set.

use std::sync::Arc;

use super::NOON;
use super::desk;
use super::new_order;
use super::who;
use crate::board::BoardWarning;
use crate::board::warnings;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::doctor::Finding;
use crate::domain::action::Action;
use crate::domain::action::CallLog;
use crate::domain::backup::Backup;
use crate::domain::call::Outcome;
use crate::domain::health::Checkup;
use crate::domain::health::Health;
use crate::domain::order::Reason;
use crate::domain::settings::Settings;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::HELD_FOR;
use crate::store::Store;
use crate::store::meta;
use crate::store::meta::BACKUP;
use crate::store::meta::RAN;
use crate::store::meta::REHEARSAL;
use crate::worker::Worker;

const PHONE: &str = "+79161234567";

fn at(desk: &mut Desk, moment: Time) {
    desk.clock = Clock::Stopped(moment);
}

fn work(desk: &mut Desk, worker: &mut Worker) -> usize {
    let mut made = 0;
    loop {
        let turn = worker.turn(desk).unwrap();
        made += turn.made.len();
        if !turn.more {
            return made;
        }
    }
}

fn found(desk: &mut Desk, check: Checkup) -> Finding {
    let found = desk.examine(false).unwrap();
    found.into_iter().find(|finding| finding.check == check).unwrap()
}

#[test]
fn a_clock_set_back_stops_no_work() {
    let mut desk = desk();
    let mut worker = Worker::default();
    at(&mut desk, NOON + Span::days(1));
    work(&mut desk, &mut worker);
    at(&mut desk, NOON);
    new_order(&mut desk, PHONE, 1_000);
    work(&mut desk, &mut worker);
    at(&mut desk, NOON + Span::minutes(30));
    assert_eq!(work(&mut desk, &mut worker), 1);
    // The lease is renewed by the new time, so that nobody else takes it.
    let others = desk
        .store
        .lease("work", &who("other").holder(), desk.now(), Span::minutes(1));
    assert!(!others.unwrap());
}

fn amiss(desk: &Desk) -> Vec<BoardWarning> {
    warnings::of(&desk.store, &desk.fingerprint, desk.now()).unwrap()
}

fn keep(desk: &mut Desk, key: &str, value: &str) {
    let tx = desk.store.write(desk.now()).unwrap();
    tx.set_meta(key, value).unwrap();
    tx.commit().unwrap();
}

#[test]
fn a_rehearsal_says_so_and_since_when() {
    let mut desk = desk();
    new_order(&mut desk, PHONE, 1_000);
    let work = found(&mut desk, Checkup::Work);
    assert_eq!((work.case, work.since), ("rehearsal_since", Some(NOON)));
    let said = |desk: &Desk| warnings::rehearsal(&desk.store).unwrap();
    assert_eq!(said(&desk), Some(BoardWarning::Rehearsal { since: Some(NOON) }));
    assert_eq!(amiss(&desk), [], "under its own clock it is meant");
    // A file of an older program says only that it is one.
    keep(&mut desk, REHEARSAL, "1");
    assert_eq!(found(&mut desk, Checkup::Work).case, "rehearsal");
    assert_eq!(said(&desk), Some(BoardWarning::Rehearsal { since: None }));
    at(&mut desk, NOON - Span::hours(1));
    assert_eq!(found(&mut desk, Checkup::Clock).since, Some(NOON));
    assert!(amiss(&desk).contains(&BoardWarning::ClockBehind { last: NOON }));
}

#[test]
fn work_that_rests_says_why_and_since_when() {
    let real = |settings, name| {
        Desk::on(
            Store::in_memory().unwrap(),
            Arc::new(settings),
            who(name),
            Clock::System,
        )
    };
    let mut anna = real(Settings::default(), "anna").unwrap();
    new_order(&mut anna, PHONE, 1_000);
    assert_eq!(found(&mut anna, Checkup::Work).case, "never");
    let mut worker = Worker::default();
    work(&mut anna, &mut worker);
    let works = found(&mut anna, Checkup::Work);
    assert_eq!(
        (works.case, works.text.as_str()),
        ("", "anna (anna)"),
        "who does it, and in which process"
    );
    let (since, until) = (works.since.unwrap(), works.until.unwrap());
    assert!(since <= anna.now() && until == since + HELD_FOR, "{works:?}");
    worker.leave(&mut anna).unwrap();
    let closed = found(&mut anna, Checkup::Work);
    assert_eq!((closed.case, closed.health), ("closed", Health::Fine));
    assert!(closed.since.unwrap() <= anna.now());
    let before = anna.now() - Span::days(5);
    keep(&mut anna, RAN, &before.0.to_string());
    let idle = found(&mut anna, Checkup::Work);
    assert_eq!(
        (idle.case, idle.health, idle.since),
        ("idle", Health::Warning, Some(before))
    );

    // Another process makes its rules the file's.
    let mut settings = Settings::default();
    settings.regulation.peak_per_operator += 1;
    let Desk {
        store, settings: own, ..
    } = anna;
    let mut boris = Desk::on(store, Arc::new(settings), who("boris"), Clock::System).unwrap();
    let began = boris.now();
    boris.adopt_settings().unwrap();
    let mut anna = Desk::on(boris.store, own, who("anna"), Clock::System).unwrap();
    let other = found(&mut anna, Checkup::Settings);
    assert_eq!((other.case, other.health), ("since", Health::Warning));
    assert!(other.since.is_some_and(|at| at >= began && at <= anna.now()));
    assert_eq!(amiss(&anna), [BoardWarning::OtherRules { since: other.since }]);
}

#[test]
fn what_is_dated_ahead_is_counted_and_no_day_of_work_is_lost_by_it() {
    let mut desk = desk();
    let ahead = NOON + Span::days(400);
    let order = new_order(&mut desk, PHONE, 1_000);
    assert_eq!(found(&mut desk, Checkup::Leases).count, 0);
    at(&mut desk, ahead);
    desk.sweep().unwrap();
    let tx = desk.store.write(ahead).unwrap();
    let customer = tx.order(order).unwrap().unwrap().facts.customer;
    tx.claim(customer, "boris", "there", Span::minutes(30), false).unwrap();
    tx.skip("anna", 1, customer.0, ahead + Span::minutes(10), 1).unwrap();
    tx.commit().unwrap();
    let holder = who("boris");
    assert!(desk.store.lease("work", &holder.holder(), ahead, HELD_FOR).unwrap());
    let made = Backup {
        path: "/copies/desk.db".to_owned(),
        at: ahead,
        bytes: 1,
        orders: 1,
    };
    keep(&mut desk, BACKUP, &serde_json::to_string(&made).unwrap());
    at(&mut desk, NOON);

    let leases = found(&mut desk, Checkup::Leases);
    assert_eq!((leases.health, leases.count), (Health::Warning, 3));
    if !desk.store.location().is_server() {
        assert_ne!(found(&mut desk, Checkup::Backup).health, Health::Fine);
    }
    keep(&mut desk, RAN, &ahead.0.to_string());
    desk.sweep().unwrap();
    let today = desk.rules.calendar(None).day_at(NOON, 0, 0, 0);
    assert_eq!(meta::ran(&desk.store).unwrap(), (Some(today), None));
}

#[test]
fn what_is_said_once_an_order_is_over_makes_none_of_its_figures_wrong() {
    let mut desk = desk();
    let id = new_order(&mut desk, PHONE, 1_000);
    let cancel = Action::Cancel {
        reason: Reason::ChangedMind,
    };
    desk.perform(Target::Order(id), &cancel).unwrap();
    at(&mut desk, NOON + Span::days(1));
    let customer = desk.store.order_facts(id).unwrap().unwrap().customer;
    let talked = Action::LogCall(CallLog {
        outcome: Outcome::Talked,
        at: desk.now(),
        phone: None,
        reason: None,
        call_at: None,
    });
    desk.perform(Target::Customer(customer), &talked).unwrap();
    let note = Action::Note {
        text: "перезвонит сама".to_owned(),
    };
    desk.perform(Target::Customer(customer), &note).unwrap();
    assert_eq!(found(&mut desk, Checkup::Figures).health, Health::Fine);
    // What is put right for another order leaves it as it was too.
    let facts = |desk: &Desk| desk.store.order_facts(id).unwrap().unwrap();
    let was = facts(&desk);
    desk.examine(true).unwrap();
    assert_eq!(facts(&desk), was);
    assert_eq!(was.contacted_at, None);
}
