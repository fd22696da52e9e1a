//! Numbered, append-only migrations; each once, in one transaction.

use super::StoreError;
use super::db::Conn;
use super::db::prepare;
use super::server_schema;
use crate::domain::sex::Sex;
use crate::domain::sex::sex_of_folded;
use crate::text::fold;

/// Every migration in order; its place is the schema's version. Never edited once shipped.
const MIGRATIONS: &[&str] = &[
    include_str!("../../assets/migrations/0001_desk.sql"),
    include_str!("../../assets/migrations/0002_shifts.sql"),
    include_str!("../../assets/migrations/0003_ticks.sql"),
    include_str!("../../assets/migrations/0004_catalogue.sql"),
    include_str!("../../assets/migrations/0005_merging.sql"),
    include_str!("../../assets/migrations/0006_periods.sql"),
    include_str!("../../assets/migrations/0007_outbox.sql"),
    include_str!("../../assets/migrations/0008_segments.sql"),
    include_str!("../../assets/migrations/0009_search.sql"),
    include_str!("../../assets/migrations/0010_delivery_region.sql"),
    include_str!("../../assets/migrations/0011_shop_confirmed.sql"),
    include_str!("../../assets/migrations/0012_asked.sql"),
    include_str!("../../assets/migrations/0013_owed.sql"),
    include_str!("../../assets/migrations/0014_first_orders.sql"),
    include_str!("../../assets/migrations/0015_promises_and_parcels.sql"),
    include_str!("../../assets/migrations/0016_cases.sql"),
    include_str!("../../assets/migrations/0017_order_phone.sql"),
    include_str!("../../assets/migrations/0018_lease_holders.sql"),
    include_str!("../../assets/migrations/0019_letters.sql"),
    include_str!("../../assets/migrations/0020_parcels.sql"),
    include_str!("../../assets/migrations/0021_demand.sql"),
    include_str!("../../assets/migrations/0022_order_totals.sql"),
    include_str!("../../assets/migrations/0023_lockers_and_regulars.sql"),
    include_str!("../../assets/migrations/0024_sending.sql"),
    include_str!("../../assets/migrations/0025_reopened_parcels.sql"),
    include_str!("../../assets/migrations/0026_channels.sql"),
    include_str!("../../assets/migrations/0027_no_collected_money.sql"),
    include_str!("../../assets/migrations/0028_shops_of_orders.sql"),
    include_str!("../../assets/migrations/0029_own_letters.sql"),
    include_str!("../../assets/migrations/0030_unread_columns.sql"),
    include_str!("../../assets/migrations/0031_line_calls.sql"),
    include_str!("../../assets/migrations/0032_channel_news.sql"),
    include_str!("../../assets/migrations/0033_mailboxes.sql"),
    include_str!("../../assets/migrations/0034_gateway_ids.sql"),
    include_str!("../../assets/migrations/0035_past_calls.sql"),
    include_str!("../../assets/migrations/0036_order_feeds.sql"),
    include_str!("../../assets/migrations/0037_feed_files.sql"),
    include_str!("../../assets/migrations/0038_feed_inbox.sql"),
    include_str!("../../assets/migrations/0039_call_reviews.sql"),
    include_str!("../../assets/migrations/0040_offers.sql"),
    include_str!("../../assets/migrations/0041_shop_writes.sql"),
    include_str!("../../assets/migrations/0042_tried.sql"),
    include_str!("../../assets/migrations/0043_parcel_news.sql"),
    include_str!("../../assets/migrations/0044_settled_rejects.sql"),
    include_str!("../../assets/migrations/0045_statements.sql"),
    include_str!("../../assets/migrations/0046_promises_told.sql"),
    include_str!("../../assets/migrations/0047_script_points.sql"),
    include_str!("../../assets/migrations/0048_goods_returns.sql"),
    include_str!("../../assets/migrations/0049_whose_goods.sql"),
    include_str!("../../assets/migrations/0050_new_products.sql"),
    include_str!("../../assets/migrations/0051_published.sql"),
    include_str!("../../assets/migrations/0052_new_orders_counted.sql"),
];

/// What a new file begins with: as the migrations up to that one leave it, in a tenth of their time.
const BASELINE: (usize, &str) = (50, include_str!("../../assets/migrations/sqlite/0050_baseline.sql"));

/// From this schema on a file keeps what a name says of its bearer, which no SQL reads out of it.
const SEX_GUESSED: i64 = 8;

/// `DZVN`: marks the file as ours.
const APPLICATION_ID: i64 = 0x445A_564E;

/// The schema this program writes.
pub(super) fn newest() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// The schema of the file.
pub(super) fn version(conn: &Conn) -> Result<i64, StoreError> {
    if conn.is_server() {
        return server_schema::version(conn);
    }
    conn.ask_one("pragma user_version", |row| row.get(0))
}

/// Refuses a file of another program, before anything is changed in it. An empty one is anybody's.
pub(super) fn check_ours(conn: &Conn) -> Result<(), StoreError> {
    if conn.is_server() {
        return server_schema::version(conn).map(drop);
    }
    let id: i64 = conn.ask_one("pragma application_id", |row| row.get(0))?;
    let tables: i64 = conn.ask_one("select count(*) from sqlite_schema", |row| row.get(0))?;
    if id == APPLICATION_ID || id == 0 && tables == 0 {
        return Ok(());
    }
    Err(StoreError::NotOurs)
}

/// Refuses to read what a newer program wrote, and a server's database nobody has made yet.
pub(super) fn check_readable(conn: &Conn) -> Result<(), StoreError> {
    let (found, known) = (version(conn)?, newest());
    if found > known || found == 0 && conn.is_server() {
        return Err(StoreError::Newer { found, known });
    }
    Ok(())
}

/// Brings the file to the newest schema; refuses one of a newer program.
pub(super) fn migrate(conn: &Conn) -> Result<(), StoreError> {
    let known = newest();
    let found = version(conn)?;
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    if found == known {
        return Ok(());
    }
    if conn.is_server() {
        return server_schema::migrate(conn);
    }
    conn.begin_write()?;
    let done = migrate_within(conn);
    if done.is_ok() {
        return conn.commit();
    }
    // What went wrong first is what is told.
    drop(conn.rollback());
    done
}

fn migrate_within(conn: &Conn) -> Result<(), StoreError> {
    let found = version(conn)?;
    let (steps, baseline) = BASELINE;
    let (done, first) = match usize::try_from(found) {
        Ok(0) => (steps, Some(baseline)),
        found => (found.unwrap_or_default(), None),
    };
    for sql in first.iter().chain(&MIGRATIONS[done..]) {
        conn.batch(sql)?;
    }
    conn.batch(&format!("pragma user_version = {}", newest()))?;
    if found < SEX_GUESSED {
        guess_sexes(conn)?;
    }
    conn.batch(&format!("pragma application_id = {APPLICATION_ID}"))
}

/// Keeps what each name says of its bearer, as later files do with every change.
fn guess_sexes(conn: &Conn) -> Result<(), StoreError> {
    let mut select = prepare(conn, "select id, name from customers where name <> ''")?;
    let names = select.query_map((), |row| Ok((row.get(0)?, row.get(1)?)))?;
    let names: Vec<(i64, String)> = names.collect::<Result<_, _>>()?;
    let mut update = prepare(conn, "update customers set sex_guess = $1 where id = $2")?;
    for (id, name) in names {
        update.later((sex_of_folded(&fold(&name)).map(Sex::int), id))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::db::Val;

    #[test]
    fn a_new_file_is_as_every_migration_leaves_it() {
        let stepped = Conn::in_memory().unwrap();
        for sql in MIGRATIONS {
            stepped.batch(sql).unwrap();
        }
        let new = Conn::in_memory().unwrap();
        migrate(&new).unwrap();
        let schema = |conn: &Conn| conn.seen("select type, name, tbl_name, sql from sqlite_schema order by type, name");
        assert_eq!(schema(&new), schema(&stepped));
        let (_, tables) = new.seen("select name from sqlite_schema where type = 'table' order by name");
        for table in tables {
            let Val::Text(name) = &table[0] else {
                panic!("{table:?}")
            };
            let rows = |conn: &Conn| conn.seen(&format!("select * from {name}")).1;
            assert_eq!(rows(&new), rows(&stepped), "{name}");
        }
        assert_eq!(version(&new).unwrap(), newest());
    }

    type Kept = (i64, i64, Option<String>, [Option<i64>; 4]);

    #[test]
    fn the_parcel_of_an_order_of_an_older_file_becomes_a_row() {
        let conn = Conn::in_memory().unwrap();
        for sql in &MIGRATIONS[..19] {
            conn.batch(sql).unwrap();
        }
        conn.batch("pragma user_version = 19").unwrap();
        conn.batch(&format!("pragma application_id = {APPLICATION_ID}"))
            .unwrap();
        // 1 has nothing of a parcel, 2 a number, 3 was handed over without one, 4 was received.
        conn.batch(
            "insert into labels (id, kind, text) values (1, 1, 'site');
             insert into customers (id) values (1);
             insert into orders (id, number, number_key, customer_id, channel, currency, total, created_at, seen_at,
                 terms, tracking_number, number_at, handed_at, received_at, free_until)
               values (1, 'a', 'a', 1, 1, 'RUB', 1, 1, 1, 1, null, null, null, null, null),
                 (2, 'b', 'b', 1, 1, 'RUB', 1, 1, 1, 1, 'RA644000001RU', 2, null, null, null),
                 (3, 'c', 'c', 1, 1, 'RUB', 1, 1, 1, 1, null, null, 3, null, null),
                 (4, 'd', 'd', 1, 1, 'RUB', 1, 1, 1, 1, 'RA644000001RU', 2, 3, 5, 9);",
        )
        .unwrap();
        migrate(&conn).unwrap();
        let mut select = prepare(
            &conn,
            "select order_id, position, tracking_number, number_at, handed_at, received_at, free_until from parcels",
        )
        .unwrap();
        let rows = select
            .query_map((), |row| {
                let dates = [row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?];
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, dates))
            })
            .unwrap();
        let kept: Vec<Kept> = rows.collect::<Result<_, _>>().unwrap();
        let number = || Some("RA644000001RU".to_owned());
        assert_eq!(
            kept,
            [
                (2, 1, number(), [Some(2), None, None, None]),
                (3, 1, None, [None, Some(3), None, None]),
                (4, 1, number(), [Some(2), Some(3), Some(5), Some(9)]),
            ]
        );
    }

    #[test]
    fn ticks_of_an_older_file_keep_their_words_and_the_places_left_out() {
        let conn = Conn::in_memory().unwrap();
        for sql in &MIGRATIONS[..46] {
            conn.batch(sql).unwrap();
        }
        conn.batch("pragma user_version = 46").unwrap();
        conn.batch(&format!("pragma application_id = {APPLICATION_ID}"))
            .unwrap();
        // One from before points were counted, a script of four with a point ticked in two wordings, and another's.
        conn.batch(
            "insert into ticks (kind, ref, script, step, operator, at, text, place, points) values
               (1, 1, 'first', 10, 'anna', 1, '', 0, 0),
               (2, 1, 'first', 11, 'anna', 2, 'Greet', 0, 4), (2, 1, 'first', 12, 'anna', 3, 'Total 5', 2, 4),
               (2, 1, 'first', 13, 'anna', 4, 'Total 6', 2, 4), (2, 2, 'first', 11, 'oleg', 5, 'Greet', 1, 2)",
        )
        .unwrap();
        migrate(&conn).unwrap();
        let sql = "select list, place, step, text from script_points";
        let mut select = conn.raw().prepare(sql).unwrap();
        let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)));
        let rows: Vec<(i64, i64, i64, String)> = rows.unwrap().map(Result::unwrap).collect();
        let row = |list, place, step, text: &str| (list, place, step, text.to_owned());
        assert_eq!(
            rows,
            [
                row(1, 0, 11, "Greet"),
                row(1, 1, 0, ""),
                row(1, 2, 13, "Total 6"),
                row(1, 3, 0, ""),
                row(2, 0, 0, ""),
                row(2, 1, 11, "Greet"),
            ]
        );
        let mut select = conn.raw().prepare("select step, list from ticks").unwrap();
        let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        let rows: Vec<(i64, Option<i64>)> = rows.unwrap().map(Result::unwrap).collect();
        let expected = [(10, None), (11, Some(1)), (12, Some(1)), (13, Some(1)), (11, Some(2))];
        assert_eq!(rows, expected);
    }

    #[test]
    fn orders_of_an_older_file_are_told_apart_by_who_confirmed_them() {
        let conn = Conn::in_memory().unwrap();
        // The schema that told neither where an order goes nor who made its first contact.
        for sql in &MIGRATIONS[..9] {
            conn.batch(sql).unwrap();
        }
        conn.batch("pragma user_version = 9").unwrap();
        conn.batch(&format!("pragma application_id = {APPLICATION_ID}"))
            .unwrap();
        // 1 came confirmed, 2 was confirmed here, 3 is history, 4 was taken by phone and confirmed at once, 5 is new.
        conn.batch(
            "insert into labels (id, kind, text) values (1, 1, 'site');
             insert into customers (id) values (1);
             insert into orders (id, number, number_key, customer_id, channel, currency, total, created_at, seen_at,
                 terms, flags, confirmed_at, contacted_at)
               select value, value, value, 1, 1, 'RUB', 1, 1, 1, 1, iif(value = 3, 8, 0), iif(value = 5, null, 1),
                 iif(value = 5, null, 1) from json_each('[1, 2, 3, 4, 5]');
             insert into order_texts (order_id) select id from orders;
             insert into order_sources (source, external_id, order_id, hash, shop)
               select 'site', id, id, '', iif(id = 5, '{\"region\": \"Омская область\"}', null) from orders where id <> 4;
             insert into journal (at, operator, session, kind, order_id, undoable) values (1, 'anna', '', 3, 2, 1);",
        )
        .unwrap();
        migrate(&conn).unwrap();
        let mut select = conn
            .raw()
            .prepare("select flags, region from orders join order_texts on order_id = id order by id")
            .unwrap();
        let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        let rows: Vec<(i64, String)> = rows.map(Result::unwrap).collect();
        let flags: Vec<i64> = rows.iter().map(|(flags, _)| *flags).collect();
        assert_eq!(flags, [32, 0, 8, 0, 0]);
        assert_eq!((rows[0].1.as_str(), rows[4].1.as_str()), ("", "Омская область"));
    }
}
