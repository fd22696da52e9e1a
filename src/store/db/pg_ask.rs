//! How a server is asked and written to: what may be waited for later is sent at once, and what is known to be asked next is
//! asked with it.

use std::sync::Arc;

use futures_util::TryStreamExt;
use futures_util::pin_mut;
use tokio_postgres::Client;
use tokio_postgres::Error;
use tokio_postgres::RowStream;
use tokio_postgres::Statement;
use tokio_postgres::types::Type;

use super::super::StoreError;
use super::args::Val;
use super::foresight::StepSort;
use super::pg::PgConn;
use super::pg_prepared::has_short;
use super::pg_prepared::lengthened;
use super::pg_sent::SentFor;
use super::pg_sent::ServerAnswer;
use super::pg_value::WrittenOut;
use super::pg_value::first_type;
use super::pg_value::ints;

/// What follows from what, from what, is asked in at most this many waves.
const WAVES: usize = 16;

/// The next ids of a table's rows.
const NEXT_IDS: &str = "select nextval(pg_get_serial_sequence($1, 'id')) from generate_series(1::bigint, $2)";

impl PgConn {
    /// The rows `sql` gives for these values.
    pub(super) fn query(&self, sql: &str, vals: &[Val<'_>]) -> Result<Arc<ServerAnswer>, StoreError> {
        let answer = self.again(|| self.ask(sort_of(sql), sql, vals));
        if matches!(answer, Err(StoreError::BrokenOff)) {
            self.give_up();
        }
        answer
    }

    /// How many rows `sql` changes with these values.
    pub(super) fn execute(&self, sql: &str, vals: &[Val<'_>]) -> Result<usize, StoreError> {
        let answer = self.ask(StepSort::Change, sql, vals)?;
        Ok(usize::try_from(answer.changed).unwrap_or(usize::MAX))
    }

    /// Changes rows, and goes on: whether it went wrong, or did not meet as many rows as it should, is told by the next that
    /// waits. Outside of a write it is waited for.
    pub(super) fn later(&self, sql: &str, vals: &[Val<'_>], expected: Option<u64>) -> Result<(), StoreError> {
        if !self.is_within.get() {
            let changed = self.ask(StepSort::Change, sql, vals)?.changed;
            return if expected.is_none_or(|expected| expected == changed) {
                Ok(())
            } else {
                Err(StoreError::Stale)
            };
        }
        self.foresight.borrow_mut().note(StepSort::Change, sql, vals);
        self.put(sql, vals, expected)
    }

    /// The id of the row `sql` adds with these values.
    pub(super) fn insert(&self, sql: &str, vals: &[Val<'_>]) -> Result<i64, StoreError> {
        self.insert_unless_there(sql, vals)?.ok_or(StoreError::NoRow)
    }

    /// Likewise of one that does nothing where its row is there already; none then. An id that was taken ahead is given in any
    /// case: it may be that of no row.
    pub(super) fn insert_unless_there(&self, sql: &str, vals: &[Val<'_>]) -> Result<Option<i64>, StoreError> {
        let with_id = with_id(sql, vals.len());
        self.foresight.borrow_mut().note(StepSort::Add, sql, &[]);
        if let Some((table, with_id)) = with_id
            && let Some(id) = self.pipe.next_id(&self.runtime, table)?
        {
            let vals: Vec<Val<'_>> = vals.iter().map(Val::borrowed).chain([Val::Int(id)]).collect();
            self.put(&with_id, &vals, None)?;
            return Ok(Some(id));
        }
        let answer = self.asked(StepSort::Add, &format!("{sql} returning id"), vals)?;
        answer.rows.get(0).map(|row| row.get(0)).transpose()
    }

    /// What the columns of `sql` are called.
    pub(in crate::store) fn columns(&self, sql: &str) -> Result<Vec<String>, StoreError> {
        self.keep_open()?;
        let prepared = self.pipe.wait(&self.runtime, self.client().prepare(sql))?;
        Ok(prepared
            .columns()
            .iter()
            .map(|column| column.name().to_owned())
            .collect())
    }

    fn ask(&self, sort: StepSort, sql: &str, vals: &[Val<'_>]) -> Result<Arc<ServerAnswer>, StoreError> {
        if let (Some(before), StepSort::Ask) = (self.gathers.get(), sort) {
            return self.gather(before, sql, vals);
        }
        let step = self.foresight.borrow_mut().note(sort, sql, vals);
        let answer = self.asked(sort, sql, vals)?;
        if let (Some(step), StepSort::Ask) = (step, sort) {
            self.foresight.borrow_mut().told(step, answer.rows.iter().map(ints));
        }
        Ok(answer)
    }

    /// What `work` gives, which only reads one state: all that it asks without knowing an answer first is sent together, then all
    /// that follows from those answers.
    pub(super) fn in_waves<T>(&self, mut work: impl FnMut() -> Result<T, StoreError>) -> Result<T, StoreError> {
        for _ in 0..WAVES {
            // A part of what is gathered already.
            if self.gathers.get().is_some() {
                break;
            }
            let (done, is_whole) = self.wave(&mut work);
            if is_whole {
                return done;
            }
        }
        work()
    }

    /// Does `work` with the answers that are known, and sends what else it asks; whether that was nothing.
    pub(super) fn wave<T>(&self, work: impl FnOnce() -> T) -> (T, bool) {
        let before = self.pipe.last();
        let outer = self.gathers.get();
        self.gathers.set(outer.or(Some(before)));
        let done = work();
        self.gathers.set(outer);
        (done, self.pipe.last() == before)
    }

    /// The answer to a question of an earlier wave. One that is asked first is sent, and has no rows yet.
    fn gather(&self, before: u64, sql: &str, vals: &[Val<'_>]) -> Result<Arc<ServerAnswer>, StoreError> {
        match self.pipe.asked(sql, vals) {
            Some(number) if number <= before => return self.pipe.read(&self.runtime, number),
            Some(_) => {}
            None => {
                let question = SentFor::Question(vals.iter().map(Val::owned).collect());
                self.send(&sql.into(), vals, question)?;
            }
        }
        Ok(Arc::default())
    }

    fn asked(&self, sort: StepSort, sql: &str, vals: &[Val<'_>]) -> Result<Arc<ServerAnswer>, StoreError> {
        self.keep_open()?;
        let is_question = sort == StepSort::Ask && self.is_within.get();
        if let Some(number) = is_question.then(|| self.pipe.asked(sql, vals)).flatten() {
            return self.pipe.read_once(&self.runtime, number);
        }
        let sent_for = if is_question && self.foresight.borrow().is_on() {
            SentFor::Question(vals.iter().map(Val::owned).collect())
        } else {
            SentFor::Once
        };
        if sort != StepSort::Ask {
            self.pipe.forget_answers();
        }
        let number = self.send(&sql.into(), vals, sent_for)?;
        self.ask_ahead();
        self.pipe.read_once(&self.runtime, number)
    }

    fn put(&self, sql: &str, vals: &[Val<'_>], expected: Option<u64>) -> Result<(), StoreError> {
        self.pipe.forget_answers();
        self.send(&sql.into(), vals, SentFor::Change(expected))?;
        self.pipe.push(&self.runtime)
    }

    /// Sends what the work in hand will ask before its next change, and asks for the ids of the rows it will add.
    pub(super) fn ask_ahead(&self) {
        if !self.is_within.get() {
            return;
        }
        let (questions, additions) = {
            let foresight = self.foresight.borrow();
            (foresight.questions(), foresight.additions())
        };
        for (sql, vals) in questions {
            if self.pipe.asked(&sql, &vals).is_none() {
                let sent_for = SentFor::Question(vals.clone());
                // What cannot even be sent is asked in its turn, if ever.
                let _ = self.send(&sql, &vals, sent_for);
            }
        }
        let mut wanted: Vec<&str> = additions.iter().filter_map(|sql| Some(with_id(sql, 0)?.0)).collect();
        wanted.sort_unstable();
        for of_one in wanted.chunk_by(|one, other| one == other) {
            let _ = self.want_ids(of_one[0], of_one.len());
        }
    }

    /// Asks for as many ids as rows of those tables will be added.
    pub(super) fn take_ids(&self, of: &[(&str, usize)]) -> Result<(), StoreError> {
        of.iter().try_for_each(|(table, count)| self.want_ids(table, *count))
    }

    /// Asks for the ids that are not there or on their way yet.
    fn want_ids(&self, table: &str, count: usize) -> Result<(), StoreError> {
        let missing = count.saturating_sub(self.pipe.ids_of(table));
        if missing > 0 {
            let vals = [
                Val::from(table.to_owned()),
                Val::from(i64::try_from(missing).unwrap_or(i64::MAX)),
            ];
            self.send(&NEXT_IDS.into(), &vals, SentFor::Ids(table.to_owned(), missing))?;
        }
        Ok(())
    }

    /// Sends a statement; what is run first is prepared on the way.
    fn send(&self, sql: &Arc<str>, vals: &[Val<'_>], sent_for: SentFor) -> Result<u64, StoreError> {
        let vals: Vec<Val<'static>> = vals.iter().map(Val::owned).collect();
        let client = self.client();
        if let Some(statement) = self.prepared(sql)? {
            let work = Box::pin(async move { run(&client, &statement, vals).await });
            return self.pipe.send(&self.runtime, sql, sent_for, work);
        }
        let first = (Arc::clone(&client), Arc::clone(sql));
        let work = Box::pin(async move { run_first(&first.0, &first.1, vals).await });
        let number = self.pipe.send(&self.runtime, sql, sent_for, work)?;
        let (fresh, text) = (self.statements.fresh(), Arc::clone(sql));
        let preparing = Box::pin(async move {
            let statement = client.prepare(&text).await?;
            if let Ok(mut fresh) = fresh.lock() {
                fresh.push((text, statement));
            }
            Ok(ServerAnswer::default())
        });
        self.pipe.send(&self.runtime, sql, SentFor::Once, preparing)?;
        Ok(number)
    }

    fn prepared(&self, sql: &Arc<str>) -> Result<Option<Statement>, StoreError> {
        let Some(statement) = self.statements.get(sql).filter(has_short) else {
            return Ok(self.statements.get(sql));
        };
        let types = lengthened(&statement);
        let long = || {
            let client = self.client();
            self.pipe.wait(&self.runtime, client.prepare_typed(sql, &types))
        };
        let long = if self.is_within.get() {
            self.apart(long)?
        } else {
            long()
        };
        let statement = long.unwrap_or(statement);
        self.statements.keep(Arc::clone(sql), statement.clone());
        Ok(Some(statement))
    }

    /// Tries `work` within a transaction that does not fail with it.
    fn apart<T>(&self, work: impl FnOnce() -> Result<T, StoreError>) -> Result<Result<T, StoreError>, StoreError> {
        self.run_batch("savepoint tried")?;
        let done = work();
        self.run_batch(if done.is_ok() {
            "release tried"
        } else {
            "rollback to tried"
        })?;
        Ok(done)
    }
}

async fn run(client: &Client, statement: &Statement, vals: Vec<Val<'static>>) -> Result<ServerAnswer, Error> {
    answer_of(client.query_raw(statement, vals).await?).await
}

/// The values go as they are written out: what they are beside is known to the server alone.
async fn run_first(client: &Client, sql: &str, vals: Vec<Val<'static>>) -> Result<ServerAnswer, Error> {
    let vals: Vec<(WrittenOut, Type)> = vals
        .into_iter()
        .map(|val| {
            let of = first_type(&val);
            (WrittenOut(val), of)
        })
        .collect();
    answer_of(client.query_typed_raw(sql, vals).await?).await
}

async fn answer_of(rows: RowStream) -> Result<ServerAnswer, Error> {
    pin_mut!(rows);
    let mut answer = ServerAnswer::default();
    while let Some(row) = rows.try_next().await? {
        answer.rows.push(&row)?;
    }
    answer.rows.end();
    answer.changed = rows.rows_affected().unwrap_or_default();
    Ok(answer)
}

fn sort_of(sql: &str) -> StepSort {
    if sql.starts_with("select ") {
        StepSort::Ask
    } else {
        StepSort::Change
    }
}

/// The table an insert of one row is into, and the same insert with the id behind its values.
fn with_id(sql: &str, values: usize) -> Option<(&str, String)> {
    let (table, rest) = sql.strip_prefix("insert into ")?.split_once(" (")?;
    let (columns, rest) = rest.split_once(") values (")?;
    let id = values + 1;
    let with_id = format!("insert into {table} (id, {columns}) values (${id}, {rest}");
    let is_of_one = rest.ends_with(')') || rest.ends_with(" do nothing");
    is_of_one.then_some((table, with_id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_insert_of_one_row_takes_an_id_that_was_asked_for_before() {
        let sql = "insert into notes (at, text) values ($1, $2)";
        assert_eq!(
            with_id(sql, 2),
            Some((
                "notes",
                "insert into notes (id, at, text) values ($3, $1, $2)".to_owned()
            ))
        );
        for other in [
            "insert into notes (at) values ($1) returning at",
            "insert into notes (at) select $1",
            "update notes set at = $1",
        ] {
            assert_eq!(with_id(other, 1), None, "{other}");
        }
    }
}
