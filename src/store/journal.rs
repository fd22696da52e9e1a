//! The journal: audit trail, history and undo log in one.

use super::Store;
use super::StoreError;
use super::Tx;
use super::db::Args;
use super::db::Conn;
use super::db::DbRow;
use super::db::OptionalRow;
use super::db::prepare;
use super::db::vals;
use crate::domain::action::ActionKind;
use crate::domain::ids::CustomerId;
use crate::domain::ids::EntryId;
use crate::domain::ids::OrderId;
use crate::domain::journal::Entry;
use crate::domain::journal::Group;
use crate::domain::journal::NewEntry;
use crate::domain::journal::Page;
use crate::domain::time::Time;

const COLUMNS: &str = "j.id, j.at, j.operator, j.session, j.kind, j.order_id, j.customer_id, j.undoes, j.redoes, \
    j.undone_by, j.changes, o.number, j.group_id, o.customer_id";

/// What the undos that were done in one go with the undo `$1` took back. The one is found by its id, never among all that were
/// done in one go: a server may think those are few.
const REDONE: &str = "from journal u join journal j on j.id = u.undoes left join orders o on o.id = j.order_id \
    where u.group_id = (select l.group_id from journal l where l.id = $1) \
      and u.operator = (select l.operator from journal l where l.id = $1) and j.undone_by = u.id";

impl Store {
    /// The newest `limit` entries, newest first; a customer's with those of who has become one with them.
    pub fn journal(&self, page: Page, limit: i64) -> Result<Vec<Entry>, StoreError> {
        let mut entries = self::page(&self.conn, page, limit)?;
        if let Page::Customer(id) = page {
            for merged in self.merged_into(id)? {
                entries.extend(self::page(&self.conn, Page::Customer(merged), limit)?);
            }
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.id));
            entries.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        }
        Ok(entries)
    }

    /// The newest `limit` entries about a customer whom nobody has become one with, newest first.
    pub fn journal_of_one(&self, customer: CustomerId, limit: i64) -> Result<Vec<Entry>, StoreError> {
        page(&self.conn, Page::Customer(customer), limit)
    }

    /// One entry.
    pub fn entry(&self, id: EntryId) -> Result<Option<Entry>, StoreError> {
        one(&self.conn, &entry_sql(), [id.0])
    }

    /// What `undo` of this operator (in this session only, when given) would take back.
    pub fn undo_candidate(&self, operator: &str, session: Option<&str>) -> Result<Option<Entry>, StoreError> {
        undo_candidate(&self.conn, operator, session)
    }

    /// What `redo` of this operator would do again.
    pub fn redo_candidate(&self, operator: &str) -> Result<Option<Entry>, StoreError> {
        redo_candidate(&self.conn, operator)
    }

    /// How many entries of its kind `undo` of `entry` would take back.
    pub fn undo_count(&self, entry: &Entry) -> Result<usize, StoreError> {
        let Some(first) = entry.group else { return Ok(1) };
        let sql = "select count(*) from journal j \
             where j.operator = $1 and j.group_id = $2 and j.undoable = 1 and j.undone_by is null and j.kind = $3";
        let of = (&entry.operator, first.0, entry.kind.int());
        let count = prepare(&self.conn, sql)?.query_row(of, |row| row.get::<i64>(0))?;
        Ok(usize::try_from(count).unwrap_or(1))
    }

    /// How many entries of its kind `redo` of `entry` would do again.
    pub fn redo_count(&self, entry: &Entry) -> Result<usize, StoreError> {
        let Some(undo) = entry.undone_by else { return Ok(1) };
        let sql = format!("select count(*) {REDONE} and j.kind = $2");
        let count = prepare(&self.conn, &sql)?.query_row((undo.0, entry.kind.int()), |row| row.get::<i64>(0))?;
        Ok(usize::try_from(count).unwrap_or(1).max(1))
    }

    /// The moment of the oldest entry; none in a file without history.
    pub fn first_entry_at(&self) -> Result<Option<Time>, StoreError> {
        let mut select = prepare(&self.conn, "select at from journal order by id limit 1")?;
        select.query_row((), |row| row.get(0).map(Time)).optional()
    }

    /// The moment of the newest entry; none in a file without history.
    pub fn last_entry_at(&self) -> Result<Option<Time>, StoreError> {
        let mut select = prepare(&self.conn, "select at from journal order by id desc limit 1")?;
        select.query_row((), |row| row.get(0).map(Time)).optional()
    }
}

impl Tx<'_> {
    /// True when somebody did that to the customer at that very moment, whether or not it was done again since.
    pub fn has_done(&self, customer: CustomerId, kind: ActionKind, at: Time) -> Result<bool, StoreError> {
        let mut select = prepare(
            &self.conn,
            "select exists (select 1 from journal where customer_id = $1 and kind = $2 and at = $3)",
        )?;
        select.query_row((customer.0, kind.int(), at.0), |row| row.get(0))
    }

    /// Writes an entry; an undo or redo marks the entry it is about.
    pub fn write_entry(&self, entry: &NewEntry<'_>) -> Result<EntryId, StoreError> {
        self.write_grouped(entry, Group::Alone)
    }

    /// Writes an entry that was done together with others.
    pub fn write_grouped(&self, entry: &NewEntry<'_>, group: Group) -> Result<EntryId, StoreError> {
        let changes = entry
            .changes
            .map(serde_json::to_string)
            .transpose()
            .map_err(|e| StoreError::Engine(Box::new(e)))?;
        let mut insert = prepare(
            &self.conn,
            "insert into journal (at, operator, session, kind, order_id, customer_id, undoes, redoes, changes, \
               group_id, undoable) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )?;
        let id = insert.insert(vals![
            self.now().0,
            entry.operator,
            entry.session,
            entry.kind.int(),
            entry.order.map(|id| id.0),
            entry.customer.map(|id| id.0),
            entry.undoes.map(|id| id.0),
            entry.redoes.map(|id| id.0),
            changes,
            match group {
                Group::Of(first) => Some(first.0),
                Group::Alone | Group::First => None,
            },
            i64::from(entry.kind.is_undoable()),
        ])?;
        if group == Group::First {
            prepare(&self.conn, "update journal set group_id = id where id = $1")?.later([id])?;
        }
        if let Some(of) = entry.undoes {
            prepare(&self.conn, "update journal set undone_by = $1 where id = $2")?.later((id, of.0))?;
        }
        if let Some(of) = entry.redoes {
            prepare(&self.conn, "update journal set undone_by = null where id = $1")?.later([of.0])?;
        }
        Ok(EntryId(id))
    }

    /// What was done in one go with `entry` before `before` and still stands, newest first, at most `limit`.
    pub fn undo_group(&self, entry: &Entry, before: EntryId, limit: i64) -> Result<Vec<Entry>, StoreError> {
        undo_group(&self.conn, entry, before, limit)
    }

    /// What was taken back in one go with `entry` by undos before `before`, oldest first, at most `limit`.
    pub fn redo_group(&self, entry: &Entry, before: EntryId, limit: i64) -> Result<Vec<Entry>, StoreError> {
        redo_group(&self.conn, entry, before, limit)
    }

    /// The newest entries about an order, newest first.
    pub fn entries_of(&self, order: OrderId, limit: i64) -> Result<Vec<Entry>, StoreError> {
        page(&self.conn, Page::Order(order), limit)
    }

    /// The newest entries about a customer and their orders, newest first.
    pub fn entries_of_customer(&self, customer: CustomerId, limit: i64) -> Result<Vec<Entry>, StoreError> {
        page(&self.conn, Page::Customer(customer), limit)
    }

    /// Entries about the same customer that stand, are later than `after`, and are an import's or another operator's.
    pub fn later_by_others(&self, of: &Entry, after: EntryId) -> Result<Vec<Entry>, StoreError> {
        self.later(of, after, &of.operator)
    }

    /// The same, who made them.
    pub fn later_by_anyone(&self, of: &Entry, after: EntryId) -> Result<Vec<Entry>, StoreError> {
        // Nobody is called that.
        self.later(of, after, "")
    }

    fn later(&self, of: &Entry, after: EntryId, but: &str) -> Result<Vec<Entry>, StoreError> {
        let sql = format!(
            "select {COLUMNS} from journal j left join orders o on o.id = j.order_id \
             where j.customer_id in ($1, (select c.merged_into from customers c where c.id = $1)) and j.id > $2 \
               and (j.operator <> $3 or j.kind = {import}) \
               and j.undone_by is null and j.undoes is null order by j.id",
            import = ActionKind::Import.int()
        );
        let mut select = prepare(&self.conn, &sql)?;
        // Work on who they have become one with since is work on them.
        let customer = of.customer.unwrap_or(CustomerId(-1));
        let mut rows = select.query((customer.0, after.0, but))?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            entries.push(entry_from(row)?);
        }
        Ok(entries)
    }
}

fn page(conn: &Conn, page: Page, limit: i64) -> Result<Vec<Entry>, StoreError> {
    let (sql, id) = page_of(page);
    let mut select = prepare(conn, &sql)?;
    let mut rows = select.query((id, limit))?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(entry_from(row)?);
    }
    Ok(entries)
}

/// The statement of a page, and what it is about.
fn page_of(page: Page) -> (String, i64) {
    let (filter, id) = match page {
        Page::All => ("where j.id > $1", -1),
        Page::Order(id) => ("where j.order_id = $1", id.0),
        Page::Customer(id) => ("where j.customer_id = $1", id.0),
    };
    let sql = format!(
        "select {COLUMNS} from journal j left join orders o on o.id = j.order_id {filter} \
         order by j.id desc limit $2"
    );
    (sql, id)
}

fn undo_candidate(conn: &Conn, operator: &str, session: Option<&str>) -> Result<Option<Entry>, StoreError> {
    match session {
        Some(session) => one(conn, &last_undoable("session"), [session]),
        None => one(conn, &last_undoable("operator"), [operator]),
    }
}

/// The newest entry that can be taken back: of a session (which is one operator's), or of an operator. What was done in one
/// go stands where that began.
fn last_undoable(whose: &str) -> String {
    format!(
        "select {COLUMNS} from journal j left join orders o on o.id = j.order_id \
         where j.{whose} = $1 and j.undoable = 1 and j.undone_by is null \
         order by coalesce(j.group_id, j.id) desc, j.id desc limit 1"
    )
}

fn entry_sql() -> String {
    format!("select {COLUMNS} from journal j left join orders o on o.id = j.order_id where j.id = $1")
}

fn one(conn: &Conn, sql: &str, params: impl Args) -> Result<Option<Entry>, StoreError> {
    let mut select = prepare(conn, sql)?;
    let mut rows = select.query(params)?;
    rows.next()?.map(entry_from).transpose()
}

/// The newest undo that nothing of the operator's own has followed since: its entry is done again.
fn redo_candidate(conn: &Conn, operator: &str) -> Result<Option<Entry>, StoreError> {
    one(conn, &last_undone(), [operator])
}

fn last_undone() -> String {
    format!(
        "select {COLUMNS} from journal u join journal j on j.id = u.undoes left join orders o on o.id = j.order_id \
         where u.operator = $1 and u.kind = {undo} and j.undone_by = u.id and not exists (\
           select 1 from journal n where n.operator = $1 and n.id > u.id and n.undoable = 1 \
             and coalesce(n.group_id, n.id) > u.id) \
         order by u.id desc limit 1",
        undo = ActionKind::Undo.int()
    )
}

fn undo_group(conn: &Conn, entry: &Entry, before: EntryId, limit: i64) -> Result<Vec<Entry>, StoreError> {
    let Some(first) = entry.group else {
        return Ok(vec![entry.clone()]);
    };
    let sql = format!(
        "select {COLUMNS} from journal j left join orders o on o.id = j.order_id \
         where j.operator = $1 and j.group_id = $2 and j.id < $3 and j.undoable = 1 and j.undone_by is null \
         order by j.id desc limit $4"
    );
    let mut select = prepare(conn, &sql)?;
    let mut rows = select.query((&entry.operator, first.0, before.0, limit))?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(entry_from(row)?);
    }
    Ok(entries)
}

fn redo_group(conn: &Conn, entry: &Entry, before: EntryId, limit: i64) -> Result<Vec<Entry>, StoreError> {
    let Some(undo) = entry.undone_by else {
        return Ok(vec![entry.clone()]);
    };
    let sql = format!("select {COLUMNS} {REDONE} and u.id < $2 order by u.id desc limit $3");
    let mut select = prepare(conn, &sql)?;
    // What was taken back last was done first.
    let mut rows = select.query((undo.0, before.0, limit))?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(entry_from(row)?);
    }
    if entries.is_empty() && before == EntryId::LAST {
        // What was taken back alone has no group to be found by, unless it was done again meanwhile.
        let now = one(conn, &entry_sql(), [entry.id.0])?;
        entries.extend(now.filter(|now| now.undone_by == entry.undone_by));
    }
    Ok(entries)
}

fn entry_from(row: DbRow<'_>) -> Result<Entry, StoreError> {
    let id: i64 = row.get(0)?;
    let unknown = |what: &str| StoreError::Unknown {
        table: "journal",
        id,
        what: what.to_owned(),
    };
    let changes: Option<String> = row.get(10)?;
    let entry =
        |index: usize| -> Result<Option<EntryId>, StoreError> { Ok(row.get::<Option<i64>>(index)?.map(EntryId)) };
    Ok(Entry {
        id: EntryId(id),
        at: Time(row.get(1)?),
        operator: row.get(2)?,
        session: row.get(3)?,
        kind: ActionKind::from_int(row.get(4)?).ok_or_else(|| unknown("a kind"))?,
        order: row.get::<Option<i64>>(5)?.map(OrderId),
        customer: row.get::<Option<i64>>(6)?.map(CustomerId),
        undoes: entry(7)?,
        redoes: entry(8)?,
        undone_by: entry(9)?,
        changes: match changes {
            Some(json) => serde_json::from_str(&json).map_err(|_| unknown("changes"))?,
            None => Vec::new(),
        },
        order_number: row.get(11)?,
        group: entry(12)?,
        order_owner: row.get::<Option<i64>>(13)?.map(CustomerId),
    })
}
