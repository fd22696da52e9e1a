//! A reading of a server that is broken off: it ends at once there too, and nothing that is asked later is met.

use std::hint::spin_loop;
use std::sync::Barrier;
use std::thread;

use super::*;
use crate::store::db::DbRow;
use crate::store::tests::served::ServedDatabase;
use crate::store::tests::served::admin;
use crate::store::tests::served::leave_out;
use crate::store::tests::served::wait_until_asked;

fn number(row: DbRow<'_>) -> Result<i64, StoreError> {
    row.get(0)
}

/// Nobody waits for the lock, and it is nobody's.
fn is_free(other: &Store, lock: i64) -> bool {
    let sql = format!("select 1 from pg_locks where locktype = 'advisory' and objid = {lock}");
    other.conn.seen(&sql).1.is_empty()
}

#[test]
fn a_reading_that_waits_is_broken_off_with_all_that_was_sent_behind_it() {
    let Some(served) = ServedDatabase::new() else {
        return leave_out("it is of a server (DOZVON_TEST_DB)");
    };
    let store = Store::open(served.location(), Access::Read).unwrap();
    let mut other = Store::open(served.location(), Access::Read).unwrap();
    for lock in 1..4 {
        other.conn.seen(&format!("select 1 from pg_advisory_lock({lock})"));
    }
    let asked = |lock: i64| format!("select {lock}::bigint from pg_advisory_xact_lock({lock})");
    for is_one_by_one in [true, false] {
        let breaker = store.breaker();
        let breaks = &breaker;
        other = thread::scope(|scope| {
            let watches = scope.spawn(move || {
                wait_until_asked(&other, "pg_advisory_xact_lock(1)");
                breaks.break_off();
                other
            });
            let look = store.snapshot().unwrap();
            let read = if is_one_by_one {
                store.conn.ask_one(&asked(1), number)
            } else {
                // All three are sent before the first is answered.
                store.in_waves(|| {
                    let [one, two, three] = [1, 2, 3].map(|lock| store.conn.ask_one(&asked(lock), number));
                    Ok(one? + two? + three?)
                })
            };
            assert!(matches!(read, Err(StoreError::BrokenOff)), "{read:?}");
            // As long as it lives, nothing is read.
            let more = store.conn.ask_one("select 5::bigint", number);
            assert!(matches!(more, Err(StoreError::BrokenOff)), "{more:?}");
            drop(look);
            watches.join().unwrap()
        });
        drop(breaker);
        assert_eq!(store.conn.ask_one("select 6::bigint", number).unwrap(), 6);
    }
    for lock in 1..4 {
        other.conn.seen(&format!("select 1 from pg_advisory_unlock({lock})"));
        assert!(is_free(&other, lock));
    }
    assert_eq!(store.conn.ask_one(&asked(1), number).unwrap(), 1);
}

#[test]
fn a_reading_that_is_broken_off_at_any_moment_leaves_what_is_asked_next_alone() {
    let Some(served) = ServedDatabase::new() else {
        return leave_out("it is of a server (DOZVON_TEST_DB)");
    };
    let store = Store::open(served.location(), Access::Read).unwrap();
    let (mut whole, mut broken_off) = (0, 0);
    for round in 0..120 {
        let (breaker, begins) = (store.breaker(), Barrier::new(2));
        thread::scope(|scope| {
            scope.spawn(|| {
                begins.wait();
                for _ in 0..round * 2_000 {
                    spin_loop();
                }
                breaker.break_off();
            });
            begins.wait();
            let _one_look = store.snapshot().unwrap();
            for count in 0..10 {
                let sql = format!("select count(*) + {count} from generate_series(1, 1000)");
                match store.conn.ask_one(&sql, number) {
                    Ok(told) => assert_eq!(told, 1_000 + count),
                    Err(StoreError::BrokenOff) => {
                        broken_off += 1;
                        return;
                    }
                    Err(other) => panic!("{other}"),
                }
            }
            whole += 1;
        });
        drop(breaker);
        assert_eq!(
            store.conn.ask_one(&format!("select {round}::bigint"), number).unwrap(),
            round
        );
    }
    assert!(broken_off > 10, "{whole} {broken_off}");
}

#[test]
fn where_the_server_cannot_be_told_the_connection_is_made_again() {
    let Some(served) = ServedDatabase::new() else {
        return leave_out("it is of a server (DOZVON_TEST_DB)");
    };
    let Some(admin) = admin() else { return };
    let store = Store::open(served.location(), Access::Read).unwrap();
    let other = Store::open(served.location(), Access::Read).unwrap();
    let name = store.seen_texts("select current_database()::text").concat();
    let let_in = |is_let_in: bool| {
        let sql = format!("alter database {name} with allow_connections {is_let_in}");
        admin.batch(&sql).unwrap();
    };
    other.conn.seen("select 1 from pg_advisory_lock(1)");
    let breaker = store.breaker();
    let breaks = &breaker;
    let other = thread::scope(|scope| {
        let watches = scope.spawn(move || {
            wait_until_asked(&other, "pg_advisory_lock(1)");
            breaks.break_off();
            other
        });
        let_in(false);
        let read = store.conn.ask_one("select 1::bigint from pg_advisory_lock(1)", number);
        assert!(matches!(read, Err(StoreError::BrokenOff)), "{read:?}");
        watches.join().unwrap()
    });
    drop((breaker, other));
    let_in(true);
    assert_eq!(store.conn.ask_one("select 2::bigint", number).unwrap(), 2);
}
