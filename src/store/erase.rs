//! Takes a person out of the file: rows stay, with their sums, dates and counts, and nothing in them tells who it was.

use super::FeedKind;
use super::Scope;
use super::Store;
use super::StoreError;
use super::Tx;
use super::db::Conn;
use super::db::OptionalRow;
use super::db::prepare;
use super::traces::PEOPLE;
use super::traces::Traces;
use crate::domain::change::Change;
use crate::domain::erasure::Erasure;
use crate::domain::ids::CustomerId;
use crate::domain::message::MessageState;
use crate::domain::time::Time;
use crate::text::sha256;

/// Stands in place of the digest of a shop's version: that version and every later one leave the order as it is.
pub(crate) const ERASED: &str = "erased";

const OF_ORDER: &str = "order_id in (select o.id from orders o where o.customer_id in (select id from people))";
const OF_EITHER: &str = "(customer_id in (select id from people) \
    or order_id in (select o.id from orders o where o.customer_id in (select id from people)))";

/// What each table loses, and of which rows.
const EMPTIED: [(&str, &str); 15] = [
    (
        "update customers set name = '', fold = '', company = '', tax_id = '', region = '', note = '', sex = null, \
           sex_guess = null, time_zone = null, rev = rev + 1",
        "id in (select id from people)",
    ),
    ("delete from contacts", "customer_id in (select id from people)"),
    (
        "update tried set customer_id = null, total = 0, contents = ''",
        "customer_id in (select id from people)",
    ),
    ("delete from claims", "customer_id in (select id from people)"),
    (
        "update order_texts set customer_name = '', customer_phone = '', address = '', comment = '', region = '', \
           delivery_title = ''",
        OF_ORDER,
    ),
    (
        "update order_sources set shop = null, asked = null, replaced = null, hash = 'erased'",
        OF_ORDER,
    ),
    ("update payments set note = ''", OF_ORDER),
    (
        "update calls set phone = '', recording = null, review_note = null",
        OF_EITHER,
    ),
    ("update script_points set text = ''", super::person_data::OF_TICK),
    ("update notes set text = ''", OF_EITHER),
    ("update parcel_news set pickup_code = null", OF_ORDER),
    ("update parcel_events set place = ''", OF_ORDER),
    ("delete from shop_writes", OF_ORDER),
    ("update cases set text = ''", OF_EITHER),
    (
        "update messages set address = '', subject = null, body = null, error = null, gateway_id = null, \
           ask_at = null, lease_by = null, \
           state = case when state in (1, 6) then 2 when state = 4 then 5 else state end",
        OF_EITHER,
    ),
];

impl Store {
    /// How the file will know the person again: their marks under `salt`. Entry, moment, operator and reason are the
    /// caller's to fill in.
    pub fn marks_of(&self, id: CustomerId, salt: &str) -> Result<Erasure, StoreError> {
        let mut people = Vec::new();
        for one in people_of(&self.conn, id)? {
            people.push((one, first_entry(&self.conn, one)?));
        }
        let sql =
            format!("{PEOPLE} select coalesce(norm, raw) from contacts where customer_id in (select id from people)");
        let mut select = prepare(&self.conn, &sql)?;
        let contacts = select.query_map([id.0], |row| row.get::<String>(0))?;
        let contacts = contacts.map(|contact| Ok(digest(salt, &contact?)));
        Ok(Erasure {
            entry: 0,
            at: Time(0),
            operator: String::new(),
            reason: String::new(),
            salt: salt.to_owned(),
            contacts: contacts.collect::<Result<_, StoreError>>()?,
            people,
            pending: Vec::new(),
        })
    }

    /// Whom of this file an erasure means: who has the id and the first entry it names, else one of its phones or emails.
    pub fn people_meant(&self, erasure: &Erasure) -> Result<Vec<CustomerId>, StoreError> {
        let mut meant = Vec::new();
        for (id, entry) in &erasure.people {
            if entry.is_some() && first_entry(&self.conn, *id)? == *entry {
                meant.push(CustomerId(*id));
            }
        }
        if !meant.is_empty() {
            return Ok(meant);
        }
        let mut select = prepare(&self.conn, "select customer_id, coalesce(norm, raw) from contacts")?;
        let mut rows = select.query(())?;
        while let Some(row) = rows.next()? {
            let (id, contact): (i64, String) = (row.get(0)?, row.get(1)?);
            if erasure.contacts.contains(&digest(&erasure.salt, &contact)) && !meant.contains(&CustomerId(id)) {
                meant.push(CustomerId(id));
            }
        }
        Ok(meant)
    }

    /// What of a person can stand in a text.
    pub fn traces(&self, id: CustomerId) -> Result<Traces, StoreError> {
        Traces::of(&self.conn, id)
    }

    /// The files of rejects, each with the import they are of and its format as kept.
    pub fn rejects_files(&self) -> Result<Vec<(i64, i64, String)>, StoreError> {
        let mut select = prepare(
            &self.conn,
            "select id, format, rejects from imports where rejects is not null order by id",
        )?;
        let rows = select.query_map((), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        rows.collect::<Result<_, _>>()
    }

    /// Writes the whole file again, so that no page keeps what was deleted or overwritten, and empties the log.
    /// [`StoreError::Busy`] when somebody reads for so long that the log stays.
    pub fn scour(&self) -> Result<(), StoreError> {
        if self.conn.is_server() {
            // What nobody sees any more its own cleaning takes away.
            return Ok(());
        }
        self.conn.batch("pragma secure_delete = true")?;
        // The index keeps what was deleted from it until it is built again.
        self.conn
            .batch("insert into customer_search (customer_search) values ('rebuild')")?;
        // A second file in memory would be as large as the first.
        self.conn.batch("pragma temp_store = file")?;
        let done = self.conn.batch("vacuum");
        self.conn.batch("pragma temp_store = memory")?;
        done?;
        let busy: bool = self.conn.ask_one("pragma wal_checkpoint(truncate)", |row| row.get(0))?;
        if busy { Err(StoreError::Busy) } else { Ok(()) }
    }

    /// Erases who the erasures mean in a file of its own.
    pub fn erase_meant(&mut self, erasures: &[Erasure]) -> Result<(), StoreError> {
        for erasure in erasures {
            let meant = self.people_meant(erasure)?;
            let tx = self.write(erasure.at)?;
            for id in meant {
                tx.erase_person(id)?;
            }
            tx.commit()?;
        }
        self.scour()
    }

    /// Ends the log of a copy, which is one file.
    pub fn end_log(&self) -> Result<(), StoreError> {
        self.conn.of_file("pragma journal_mode = delete")
    }
}

impl Tx<'_> {
    /// Empties everything held of the person, and of those merged into them; how many rows were changed.
    pub fn erase_person(&self, id: CustomerId) -> Result<usize, StoreError> {
        let traces = Traces::of(&self.conn, id)?;
        let people = people_of(&self.conn, id)?;
        let mut changed = self.erase_rejects(&traces)?
            + self.erase_told_bodies(&traces)?
            + self.erase_entries(id)?
            + self.erase_call_ids(id, &traces)?;
        changed += self.erase_own_letters(&traces)? + self.erase_rests(&traces)?;
        for (change, of) in EMPTIED {
            changed += prepare(&self.conn, &format!("{PEOPLE} {change} where {of}"))?.execute([id.0])?;
        }
        // What was read before is not so any more.
        drop(self.read_once.take());
        for one in people {
            self.refresh(CustomerId(one), Scope::All)?;
            self.note(FeedKind::Outbox, one);
        }
        Ok(changed)
    }

    fn erase_rejects(&self, traces: &Traces) -> Result<usize, StoreError> {
        let found = super::person_data::rejects_with(&self.conn, traces)?;
        let mut delete = prepare(&self.conn, "delete from rejects where id = $1")?;
        for id in &found {
            delete.later([id])?;
        }
        Ok(found.len())
    }

    fn erase_told_bodies(&self, traces: &Traces) -> Result<usize, StoreError> {
        let found = super::person_data::told_bodies_with(&self.conn, traces)?;
        let mut delete = prepare(&self.conn, "delete from order_feed_inbox where id = $1")?;
        for id in &found {
            delete.later([id])?;
        }
        Ok(found.len())
    }

    /// A morning's sheet that waits to be mailed does not leave, nor stay, with their name; the sheet itself is a file.
    fn erase_own_letters(&self, traces: &Traces) -> Result<usize, StoreError> {
        let found = super::person_data::own_letters_with(&self.conn, traces)?;
        let sql = "update own_letters set body = '', state = case when state in (1, 4) then $1 else state end \
             where id = $2";
        let mut update = prepare(&self.conn, sql)?;
        for id in &found {
            update.later((MessageState::Expired.int(), id))?;
        }
        Ok(found.len())
    }

    /// What a gateway said of a message of theirs, as the reason why its channel rests, or as its last error.
    fn erase_rests(&self, traces: &Traces) -> Result<usize, StoreError> {
        let found = super::person_data::rests_with(&self.conn, traces)?;
        let sql = "update channels set rests_why = case when rests_why is null then null else '' end, failed_why = '' \
             where name = $1";
        let mut update = prepare(&self.conn, sql)?;
        for name in &found {
            update.later([name.as_str()])?;
        }
        Ok(found.len())
    }

    /// A call is known again by the exchange's id, so that what the line says of it later brings nobody back; an id that
    /// is made of the phone goes.
    fn erase_call_ids(&self, id: CustomerId, traces: &Traces) -> Result<usize, StoreError> {
        let sql = format!(
            "{PEOPLE} select id, external_id from calls where external_id is not null and {OF_EITHER} order by id"
        );
        let mut select = prepare(&self.conn, &sql)?;
        let ids = select.query_map([id.0], |row| Ok((row.get::<i64>(0)?, row.get::<String>(1)?)))?;
        let ids: Vec<(i64, String)> = ids.collect::<Result<_, _>>()?;
        let telling = ids.iter().filter(|(_, external)| traces.are_in(external));
        let mut update = prepare(&self.conn, "update calls set external_id = null where id = $1")?;
        let mut changed = 0;
        for (call, _) in telling {
            changed += update.execute([call])?;
        }
        Ok(changed)
    }

    /// The entries stay, with who did what and when, and can be taken back no more.
    fn erase_entries(&self, id: CustomerId) -> Result<usize, StoreError> {
        let sql = format!("{PEOPLE} select id, changes from journal where {OF_EITHER}");
        let mut select = prepare(&self.conn, &sql)?;
        let entries = select.query_map([id.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let entries: Vec<(i64, Option<String>)> = entries.collect::<Result<_, _>>()?;
        let mut update = prepare(
            &self.conn,
            "update journal set changes = $1, undoable = 0 where id = $2",
        )?;
        for (id, changes) in &entries {
            // What cannot be read is not kept.
            let changes = changes
                .as_deref()
                .and_then(|text| serde_json::from_str::<Vec<Change>>(text).ok())
                .map(|changes| changes.into_iter().map(Change::without_texts).collect::<Vec<_>>())
                .and_then(|changes| serde_json::to_string(&changes).ok());
            update.later((changes, id))?;
        }
        Ok(entries.len())
    }
}

fn people_of(conn: &Conn, id: CustomerId) -> Result<Vec<i64>, StoreError> {
    let sql = format!("{PEOPLE} select id from people order by id");
    let mut select = prepare(conn, &sql)?;
    let rows = select.query_map([id.0], |row| row.get(0))?;
    rows.collect::<Result<_, _>>()
}

fn first_entry(conn: &Conn, customer: i64) -> Result<Option<(i64, Time)>, StoreError> {
    let sql = "select id, at from journal where customer_id = $1 order by id limit 1";
    let entry = prepare(conn, sql)?.query_row([customer], |row| Ok((row.get(0)?, Time(row.get(1)?))));
    entry.optional()
}

/// SHA-256 under the erasure's own salt. The salt lies in the same file: a copy that is restored, on whatever machine, must
/// match without anything beside it. It keeps marks of one person in two files from being compared; who holds the file
/// itself can try every phone there is, with a secret of the file as with a salt.
fn digest(salt: &str, contact: &str) -> String {
    sha256(&[salt.as_bytes(), contact.trim().to_lowercase().as_bytes()].concat())
}
