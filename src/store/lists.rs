//! Lists of ids in statements: in parts of a few lengths, so that few statements differ.

use super::StoreError;
use super::db::Conn;
use super::db::DbRow;
use super::db::Val;
use super::db::args_from;
use super::db::prepare;

/// The lengths of a part. The last id of a shorter list stands in it several times: to a list of what is meant that is one.
const LENGTHS: [usize; 4] = [1, 8, 64, 512];

/// How many rows of a table a server is sent in one statement.
const ADDED_AT_ONCE: usize = 8;

/// This many parts a server is asked for at once.
const AHEAD: usize = 16;

/// The ids in parts, each as long as one of a few lengths.
pub(super) fn parts<T: Copy>(ids: &[T]) -> impl Iterator<Item = Vec<T>> {
    let most = LENGTHS[LENGTHS.len() - 1];
    ids.chunks(most).map(move |part| {
        let length = LENGTHS.into_iter().find(|length| *length >= part.len()).unwrap_or(most);
        let mut part = part.to_vec();
        if let Some(last) = part.last().copied() {
            part.resize(length, last);
        }
        part
    })
}

/// What `read` makes of each row that a statement finds for these ids; they stand in it as `{ids}`.
pub(super) fn rows_in<T>(
    conn: &Conn,
    sql: &str,
    ids: &[i64],
    mut read: impl FnMut(DbRow<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut found = Vec::with_capacity(ids.len());
    each_in(conn, sql, ids, |row| {
        found.push(read(row)?);
        Ok(())
    })?;
    Ok(found)
}

/// Gives each row that a statement finds for these ids; they stand in it as `{ids}`.
pub(super) fn each_in(
    conn: &Conn,
    sql: &str,
    ids: &[i64],
    mut each: impl FnMut(DbRow<'_>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let in_part = |part: &[i64]| sql.replace("{ids}", &marks(1, part.len()));
    if (2..=AHEAD).contains(&parts(ids).count()) && conn.is_within() {
        conn.ask_ahead(|| {
            for part in parts(ids) {
                // What goes wrong is told where it is read.
                let _ = prepare(conn, &in_part(&part)).and_then(|mut select| select.query(args_from(part)).map(drop));
            }
        });
    }
    for part in parts(ids) {
        let mut select = prepare(conn, &in_part(&part))?;
        let mut rows = select.query(args_from(part))?;
        while let Some(row) = rows.next()? {
            each(row)?;
        }
    }
    Ok(())
}

/// Adds rows to a table, which stands in `to` with its columns. A server is sent several at once. SQLite adds them one by one:
/// to take back half of a statement of several rows it copies every page that one changes.
pub(super) fn add_rows<'v, const N: usize>(
    conn: &Conn,
    to: &str,
    added: impl IntoIterator<Item = [Val<'v>; N]>,
) -> Result<(), StoreError> {
    let insert = |count| prepare(conn, &format!("insert into {to} values {}", rows(count, N)));
    let mut added = added.into_iter().peekable();
    if conn.is_server() {
        while added.peek().is_some() {
            let part: Vec<[Val; N]> = added.by_ref().take(ADDED_AT_ONCE).collect();
            insert(part.len())?.later(args_from(part.iter().flatten()))?;
        }
    } else if added.peek().is_some() {
        let mut insert = insert(1)?;
        added.try_for_each(|row| insert.later(row))?;
    }
    Ok(())
}

/// `$3, $4, $5`: `count` parameters, from `first` on.
pub(super) fn marks(first: usize, count: usize) -> String {
    let mut marks = String::with_capacity(count * 5);
    push_marks(&mut marks, first, count);
    marks
}

/// `($1, $2), ($3, $4)`: the parameters of `count` rows of `values` values.
pub(super) fn rows(count: usize, values: usize) -> String {
    let mut rows = String::with_capacity(count * values * 6);
    for row in 0..count {
        rows.push_str(if row == 0 { "(" } else { ", (" });
        push_marks(&mut rows, row * values + 1, values);
        rows.push(')');
    }
    rows
}

fn push_marks(to: &mut String, first: usize, count: usize) {
    for number in first..first + count {
        to.push_str(if number == first { "$" } else { ", $" });
        push_number(to, number);
    }
}

/// Numbers are written by the hundred thousand while orders come in.
fn push_number(to: &mut String, number: usize) {
    const DIGITS: [char; 10] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
    if number >= 10 {
        push_number(to, number / 10);
    }
    to.push(DIGITS[number % 10]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_comes_in_parts_of_few_lengths_and_with_every_id() {
        for (count, lengths) in [
            (0, vec![]),
            (1, vec![1]),
            (2, vec![8]),
            (64, vec![64]),
            (513, vec![512, 1]),
        ] {
            let ids: Vec<i64> = (1..=count).collect();
            let parts: Vec<Vec<i64>> = parts(&ids).collect();
            assert_eq!(parts.iter().map(Vec::len).collect::<Vec<_>>(), lengths, "{count}");
            let mut all = parts.concat();
            all.dedup();
            assert_eq!(all, ids);
        }
        assert_eq!(marks(3, 2), "$3, $4");
        assert_eq!(rows(2, 2), "($1, $2), ($3, $4)");
    }
}
