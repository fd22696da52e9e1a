//! Two engines, one schema; and how often a server is waited for.

use std::collections::BTreeSet;

use super::*;
use crate::store::db::Conn;
use crate::store::migrate;
use crate::store::server_schema;
use crate::store::tests::served::ServedDatabase;

/// Columns with their types and whether they may be empty, then keys that hold each value once.
const OF_A_FILE: [&str; 2] = [
    "select t.name || '.' || c.name || ' ' || lower(c.type) || case when c.\"notnull\" = 1 or c.pk > 0 then ' not null' else '' end \
       from sqlite_schema t join pragma_table_info(t.name) c where t.type = 'table' and t.sql like '%strict%'",
    "select t.name || ' once ' || (select group_concat(name, ', ') from (select c.name from pragma_index_info(i.name) c order by c.seqno)) \
       || case when i.partial = 1 then ' of some' else '' end \
       from sqlite_schema t join pragma_index_list(t.name) i where t.type = 'table' and t.sql like '%strict%' and i.\"unique\" = 1 \
     union select t.name || ' once ' || c.name from sqlite_schema t join pragma_table_info(t.name) c \
       where t.type = 'table' and t.sql like '%strict%' and lower(c.type) = 'integer' and c.pk = 1 \
         and not exists (select 1 from pragma_table_info(t.name) o where o.pk > 1)",
];
const OF_A_SERVER: [&str; 2] = [
    "select t.relname || '.' || c.attname || ' ' || case c.atttypid when 'int8'::regtype then 'integer' else format_type(c.atttypid, null) end \
       || case when c.atttypid = 'text'::regtype and c.attcollation <> '\"C\"'::regcollation then ' by its language' else '' end \
       || case when c.attnotnull then ' not null' else '' end \
     from pg_class t join pg_attribute c on c.attrelid = t.oid and c.attnum > 0 and not c.attisdropped \
     where t.relnamespace = current_schema()::regnamespace and t.relkind = 'r' and t.relname <> 'desk_state'",
    "select t.relname || ' once ' || (select string_agg(c.attname, ', ' order by k.n) from unnest(i.indkey::int2[]) with ordinality k (a, n) \
         join pg_attribute c on c.attrelid = t.oid and c.attnum = k.a) || case when i.indpred is not null then ' of some' else '' end \
     from pg_index i join pg_class t on t.oid = i.indrelid \
     where i.indisunique and t.relnamespace = current_schema()::regnamespace and t.relname <> 'desk_state'",
];

#[test]
fn each_migration_of_a_file_has_its_twin_on_a_server() {
    assert_eq!(server_schema::newest(), migrate::newest());
}

#[test]
fn a_database_is_refused_for_the_tables_of_another_program_and_not_for_an_extension() {
    let Some(served) = ServedDatabase::new() else { return };
    let conn = served.connect();
    conn.batch("drop schema public cascade; create schema public; create extension pg_stat_statements")
        .unwrap();
    assert_eq!(server_schema::version(&conn).unwrap(), 0);
    conn.batch("create table orders_of_another_program ()").unwrap();
    assert!(matches!(server_schema::version(&conn), Err(StoreError::NotOurs)));
}

#[test]
fn both_engines_keep_the_same_columns_and_keys() {
    let mut file = Conn::in_memory().unwrap();
    file.set_up(Access::Write).unwrap();
    migrate::migrate(&file).unwrap();
    let kept = |conn: &Conn, asked: &[&str]| -> Vec<String> {
        let rows = asked.iter().flat_map(|sql| conn.seen(sql).1);
        let mut rows: Vec<String> = rows.map(|row| format!("{:?}", row[0])).collect();
        rows.sort_unstable();
        rows
    };
    let of_the_file = kept(&file, &OF_A_FILE);
    assert!(of_the_file.len() > 400, "{}", of_the_file.len());
    if let Some(served) = ServedDatabase::new() {
        let store = Store::open(served.location(), Access::Read).unwrap();
        assert_eq!(kept(&store.conn, &OF_A_SERVER), of_the_file);
    }
}

/// `DOZVON_STATEMENTS` names what the tests on files have written down of theirs.
#[test]
fn every_statement_of_a_file_is_understood_by_a_server() {
    let (Some(served), Ok(kept)) = (ServedDatabase::new(), std::env::var("DOZVON_STATEMENTS")) else {
        return;
    };
    let store = Store::open(served.location(), Access::Write).unwrap();
    let Conn::Pg(pg) = &store.conn else { return };
    let kept = std::fs::read_to_string(kept).unwrap();
    let kept: BTreeSet<&str> = kept.lines().filter(|sql| !is_of_a_file(sql)).collect();
    let misunderstood = kept.iter().filter_map(|sql| pg.columns(sql).err());
    let misunderstood: Vec<String> = misunderstood.map(|error| error.to_string()).collect();
    assert_eq!(misunderstood, Vec::<String>::new());
    assert!(kept.len() > 100, "{}", kept.len());
}

/// What only a file is asked: about itself, by its own index of names, and by a test that looks at its bytes.
fn is_of_a_file(sql: &str) -> bool {
    ["pragma", "customer_search", "sqlite_", "json_array"]
        .iter()
        .any(|part| sql.contains(part))
}

#[test]
fn a_write_and_an_idle_look_wait_for_a_server_as_seldom_as_can_be() {
    let Some(served) = ServedDatabase::new() else { return };
    let mut store = Store::open(served.location(), Access::Write).unwrap();
    let other = Store::open(served.location(), Access::Read).unwrap();
    let trips = |store: &Store| match &store.conn {
        Conn::Pg(pg) => pg.trips(),
        Conn::Lite(_) => 0,
    };
    let write = |store: &mut Store| {
        let tx = store.write(NOW).unwrap();
        tx.set_meta("a", "b").unwrap();
        tx.commit().unwrap();
    };
    write(&mut store);
    let (before, seen) = (trips(&store), other.data_version().unwrap());
    write(&mut store);
    assert_eq!(trips(&store) - before, 2, "begin; the row and commit");
    // The server tells it by itself, a little later than it is done.
    while other.data_version().unwrap() == seen {}
    let before = trips(&other);
    for _ in 0..20 {
        other.data_version().unwrap();
    }
    assert!(
        trips(&other) - before <= 1,
        "nothing happens, and nothing is asked but now and then"
    );
    // One state of it all is begun on the way to the first answer.
    other.meta("a").unwrap();
    let before = trips(&other);
    let look = other.snapshot().unwrap();
    other.meta("a").unwrap();
    drop(look);
    assert_eq!(trips(&other) - before, 1);
}
