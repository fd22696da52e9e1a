//! Four managers at two hundred orders, each over a connection of their own.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::desk::tests::new_order;
use crate::desk::undo::UndoChoice;
use crate::desk::who::Claiming;
use crate::desk::who::Who;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::Refusal;
use crate::domain::ids::EntryId;
use crate::domain::ids::OrderId;
use crate::domain::journal::Page;
use crate::domain::order::Means;
use crate::domain::order::Reason;
use crate::domain::settings::Settings;
use crate::domain::target::Target;
use crate::domain::time::Time;
use crate::store::Store;
use crate::view::history;

const NOON: Time = Time(1_773_219_600_000);
const OPERATORS: [&str; 4] = ["anna", "boris", "vera", "gleb"];
const ORDERS: i64 = 200;

fn desk(path: &Path, operator: &str) -> Desk {
    let who = Who {
        operator: operator.to_owned(),
        session: operator.to_owned(),
        claiming: Claiming::WhenAsked,
    };
    // Waiting for the disk at every step is not what is looked at here.
    let desk = Desk::open(path, Arc::new(Settings::default()), who, Clock::Stopped(NOON)).unwrap();
    desk.store.hurry().unwrap();
    desk
}

/// Works every order in an order of its own, now and then taking the last thing back; gives the entries it was told of.
fn work(path: &Path, operator: &str, seed: u64) -> Vec<EntryId> {
    let mut desk = desk(path, operator);
    let mut random = fastrand::Rng::with_seed(seed);
    let mut orders: Vec<i64> = (1..=ORDERS).collect();
    random.shuffle(&mut orders);
    let mut told = Vec::new();
    for order in orders {
        if random.u8(..5) == 0 {
            match desk.undo(UndoChoice::Mine) {
                Ok(undone) => told.push(undone.entry),
                Err(DeskError::Refused(Refusal::NothingToUndo)) => {}
                Err(DeskError::Refused(Refusal::LaterWork { by, .. })) => assert_ne!(by, operator),
                Err(error) => panic!("{error:?}"),
            }
        }
        let action = match random.u8(..3) {
            0 => Action::Confirm,
            1 => Action::Cancel { reason: Reason::Other },
            _ => Action::Pay {
                amount: Some(1),
                means: Means::Card,
                note: String::new(),
            },
        };
        match desk.perform(Target::Order(OrderId(order)), &action) {
            Ok(done) => told.extend(done.entry),
            Err(DeskError::Refused(Refusal::Overtaken { by, .. })) => assert_ne!(by, operator),
            Err(error) => panic!("{error:?}"),
        }
    }
    told
}

#[test]
fn whatever_four_were_told_is_kept_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    let mut first = desk(&path, "shop");
    for number in 0..ORDERS {
        new_order(&mut first, &format!("+7916000{number:04}"), 100_000);
    }
    let mut told: Vec<EntryId> = thread::scope(|scope| {
        let workers: Vec<_> = OPERATORS
            .iter()
            .zip(1..)
            .map(|(operator, seed)| {
                let path = &path;
                scope.spawn(move || work(path, operator, seed))
            })
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    told.sort_unstable();
    let mut journal = first.read(|look| history::journal(look, Page::All, i64::MAX)).unwrap();
    journal.retain(|entry| entry.operator != "shop");
    journal.sort_by_key(|entry| entry.id);
    let kept: Vec<EntryId> = journal.iter().map(|entry| entry.id).collect();
    assert_eq!(kept, told);

    // Each order is what the entries that stand make of it.
    let mut standing: BTreeMap<OrderId, Vec<ActionKind>> = BTreeMap::new();
    for entry in journal
        .iter()
        .filter(|entry| entry.undone_by.is_none() && entry.undoes.is_none())
    {
        standing.entry(entry.order.unwrap()).or_default().push(entry.kind);
    }
    let store = Store::open(&path, crate::store::Access::Read).unwrap();
    for order in (1..=ORDERS).map(OrderId) {
        let facts = store.order_facts(order).unwrap().unwrap();
        let kinds = standing.remove(&order).unwrap_or_default();
        let count = |kind| kinds.iter().filter(|it| **it == kind).count();
        let is = |fact: Option<Time>| usize::from(fact.is_some());
        assert_eq!(facts.paid, i64::try_from(count(ActionKind::Pay)).unwrap(), "{order}");
        assert_eq!(is(facts.confirmed_at), count(ActionKind::Confirm), "{order}");
        assert_eq!(is(facts.cancelled_at), count(ActionKind::Cancel), "{order}");
    }
}
