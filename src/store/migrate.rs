//! Numbered, append-only migrations; each once, in one transaction.

use rusqlite::Connection;
use rusqlite::TransactionBehavior;

use super::StoreError;

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
];

/// `DZVN`: marks the file as ours.
const APPLICATION_ID: i64 = 0x445A_564E;

/// The schema this program writes.
pub(super) fn newest() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// The schema of the file.
pub(super) fn version(conn: &Connection) -> Result<i64, StoreError> {
    Ok(conn.query_row("pragma user_version", [], |row| row.get(0))?)
}

/// Brings the file to the newest schema; refuses one of a newer program and one of another.
pub(super) fn migrate(conn: &mut Connection) -> Result<(), StoreError> {
    let known = newest();
    let found = version(conn)?;
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    if found == known {
        return Ok(());
    }
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = version(&tx)?;
    let id: i64 = tx.query_row("pragma application_id", [], |row| row.get(0))?;
    let tables: i64 = tx.query_row("select count(*) from sqlite_schema", [], |row| row.get(0))?;
    if found == 0 && (tables > 0 || id != 0 && id != APPLICATION_ID) {
        return Err(StoreError::NotOurs(
            "the file is a database of another program".to_owned(),
        ));
    }
    for (step, sql) in (1..).zip(MIGRATIONS).filter(|(step, _)| *step > found) {
        tx.execute_batch(sql)?;
        tx.pragma_update(None, "user_version", step)?;
    }
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    tx.commit()?;
    Ok(())
}
