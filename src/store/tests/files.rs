//! The file on the disk: whose it is, whether it is still there, and what clocks that ran ahead left in it.

use super::NOW;
use super::anna;
use crate::domain::time::Span;
use crate::store::Access;
use crate::store::Holder;
use crate::store::Store;
use crate::store::StoreError;

#[test]
fn a_file_of_another_program_or_of_a_newer_one_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.db");
    let other = rusqlite::Connection::open(&path).unwrap();
    other
        .execute_batch("create table t (a); insert into t values (1)")
        .unwrap();
    drop(other);
    let before = std::fs::read(&path).unwrap();
    for access in [Access::Write, Access::Read] {
        assert!(matches!(Store::open(&path, access), Err(StoreError::NotOurs)));
    }
    assert_eq!(std::fs::read(&path).unwrap(), before, "nothing is changed in it");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);

    let path = folder.path().join("newer.db");
    let store = Store::make_and_open(&path, Access::Write).unwrap();
    store.conn.raw().pragma_update(None, "user_version", 99).unwrap();
    drop(store);
    assert!(matches!(
        Store::open(&path, Access::Write),
        Err(StoreError::Newer { found: 99, .. })
    ));

    let path = folder.path().join("noise.db");
    std::fs::write(&path, vec![7; 5_000]).unwrap();
    assert!(matches!(Store::open(&path, Access::Write), Err(StoreError::Damaged)));
    assert!(matches!(
        Store::open(folder.path().join("absent.db"), Access::Read),
        Err(StoreError::NotThere { .. })
    ));
}

#[cfg(unix)]
#[test]
fn nothing_is_written_when_another_file_stands_in_its_place_or_none() {
    let works = |path: &std::path::Path| {
        let file = rusqlite::Connection::open(path).unwrap();
        let count = |sql: &str| file.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
        assert_eq!(
            count("select count(*) from pragma_integrity_check where integrity_check <> 'ok'"),
            0
        );
        count("select count(*) from meta where key = 'work'")
    };
    let work = |store: &mut Store| {
        let tx = store.write(NOW)?;
        tx.set_meta("work", "done")?;
        tx.commit()
    };
    let folder = tempfile::tempdir().unwrap();
    let [path, other, aside] = ["desk.db", "copy.db", "aside.db"].map(|name| folder.path().join(name));
    drop(Store::make_and_open(&other, Access::Write).unwrap());
    let mut store = Store::make_and_open(&path, Access::Write).unwrap();
    store.checkpoint_by_hand().unwrap();
    work(&mut store).unwrap();
    assert!(store.is_in_place());

    std::fs::rename(&path, &aside).unwrap();
    assert!(
        matches!(work(&mut store), Err(StoreError::Replaced { .. })),
        "moved away"
    );
    assert!(!path.exists(), "and none is made");
    std::fs::rename(&other, &path).unwrap();
    assert!(matches!(work(&mut store), Err(StoreError::Replaced { .. })), "replaced");
    store.checkpoint().unwrap();
    drop(store);
    assert_eq!((works(&path), works(&aside)), (0, 1), "each has its own work");
}

#[test]
fn what_a_clock_that_ran_ahead_left_holds_nobody_up() {
    let mut store = Store::in_memory().unwrap();
    let ahead = NOW + Span::days(3);
    let holder = |session: &'static str| Holder {
        session,
        operator: "anna",
    };
    assert!(store.lease("work", &holder("theirs"), ahead, Span::minutes(1)).unwrap());
    assert!(store.lease("work", &holder("ours"), NOW, Span::minutes(1)).unwrap());
    assert!(
        !store
            .lease("work", &holder("third"), NOW + Span::seconds(30), Span::minutes(1))
            .unwrap()
    );

    let tx = store.write(ahead).unwrap();
    let customer = tx.insert_customer(&anna()).unwrap();
    tx.claim(customer, "boris", "there", Span::minutes(30), false).unwrap();
    tx.skip("anna", 1, customer.0, ahead + Span::minutes(10), 1).unwrap();
    tx.commit().unwrap();
    assert_eq!(store.claims(NOW, Span::minutes(30)).unwrap(), []);
    assert_eq!(store.skips("anna", NOW).unwrap(), []);
    assert_eq!(store.claims(ahead, Span::minutes(30)).unwrap().len(), 1);
    assert_eq!(store.skips("anna", ahead).unwrap().len(), 1);
}

#[test]
fn a_console_left_open_across_an_upgrade_does_not_write() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    let mut left_open = Store::make_and_open(&path, Access::Write).unwrap();
    let upgraded = Store::open(&path, Access::Write).unwrap();
    upgraded.conn.raw().pragma_update(None, "user_version", 99).unwrap();
    assert!(matches!(left_open.write(NOW), Err(StoreError::Upgraded)));
}

#[test]
fn room_for_many_rows_is_given_back_and_a_log_moved_by_hand_stays_so() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::make_and_open(folder.path().join("a.db"), Access::Write).unwrap();
    let says = |pragma: &str| -> i64 {
        store
            .conn
            .ask_one(&format!("pragma {pragma}"), |row| row.get(0))
            .unwrap()
    };
    let stands = || (says("cache_size"), says("wal_autocheckpoint"));
    let before = stands();
    store.make_room(true).unwrap();
    assert!(says("cache_size") < before.0 && says("wal_autocheckpoint") > before.1);
    store.make_room(false).unwrap();
    assert_eq!(stands(), before);
    store.checkpoint_by_hand().unwrap();
    store.make_room(true).unwrap();
    store.make_room(false).unwrap();
    assert_eq!(stands(), (before.0, 0));
}
