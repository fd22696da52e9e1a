//! What a server answers: rows close together, and how long they are kept.

use super::*;
use crate::store::db::Val;
use crate::store::db::prepare;
use crate::store::tests::served::is_of_a_server;

#[test]
fn whatever_stands_in_a_servers_row_is_read_as_it_stands_there() {
    let store = Store::in_memory().unwrap();
    if !is_of_a_server(&store) {
        return;
    }
    let sql = "select null::text, '', 'чай', null::bigint, -7::bigint, 5::smallint, true, null::text, 'x' \
               union all select 'a', null, null, 1, null, 2::smallint, false, '', null order by 9";
    let (names, rows) = store.conn.seen(sql);
    assert_eq!(names.len(), 9);
    let (text, null) = (|text: &'static str| Val::Text(text.into()), || Val::Null);
    let int = |int| Val::Int(int);
    assert_eq!(
        rows,
        [
            vec![
                null(),
                text(""),
                text("чай"),
                null(),
                int(-7),
                int(5),
                int(1),
                null(),
                text("x")
            ],
            vec![
                text("a"),
                null(),
                null(),
                int(1),
                null(),
                int(2),
                int(0),
                text(""),
                null()
            ],
        ]
    );
    let read = store.conn.ask_one(sql, |row| {
        let (first, last): (Option<String>, Option<i64>) = (row.get(0)?, row.get(3)?);
        Ok((first, row.text(2)?.to_owned(), last, row.get::<bool>(6)?))
    });
    assert_eq!(read.unwrap(), (None, "чай".to_owned(), None, true));
    let none: Result<i64, _> = store.conn.ask_one(sql, |row| row.get(3));
    assert!(matches!(none, Err(StoreError::Engine(_))), "nothing is no number");
    let wrong: Result<i64, _> = store.conn.ask_one(sql, |row| row.get(2));
    assert!(matches!(wrong, Err(StoreError::Engine(_))), "a text is no number");
    assert!(store.conn.ask_one(sql, |row| row.get::<i64>(9)).is_err());
}

#[test]
fn within_one_reading_a_short_answer_is_kept_and_a_long_one_is_given_once() {
    let store = Store::in_memory().unwrap();
    if !is_of_a_server(&store) {
        return;
    }
    let trips = |rows: usize| {
        let sql = format!("select n::bigint from generate_series(1, {rows}) of_all (n)");
        store.announce("test", 0, &[], NOW);
        let _one_look = store.snapshot().unwrap();
        let read = || {
            let mut select = prepare(&store.conn, &sql).unwrap();
            let read: Result<Vec<i64>, StoreError> = select.query_map((), |row| row.get(0)).unwrap().collect();
            assert_eq!(read.unwrap().len(), rows);
        };
        read();
        let before = store.trips();
        read();
        store.trips() - before
    };
    assert_eq!((trips(999), trips(1_000)), (0, 1));
}
