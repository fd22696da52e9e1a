//! Interned words: channels, operators, time zones.

use super::Store;
use super::StoreError;
use super::Tx;
use super::db::Conn;
use super::db::OptionalRow;
use super::db::prepare;
use super::kinds::LabelKind;
use crate::domain::ids::LabelId;

impl Store {
    /// Every label of `kind`; a shop has a few dozen.
    pub fn labels(&self, kind: LabelKind) -> Result<Vec<(LabelId, String)>, StoreError> {
        let mut statement = prepare(&self.conn, "select id, text from labels where kind = $1 order by id")?;
        let rows = statement.query_map([kind as i64], |row| Ok((LabelId(row.get(0)?), row.get(1)?)))?;
        rows.collect::<Result<_, _>>()
    }

    /// The label of `text`, if it was ever used.
    pub fn label(&self, kind: LabelKind, text: &str) -> Result<Option<LabelId>, StoreError> {
        find(&self.conn, kind, text)
    }
}

impl Tx<'_> {
    /// The label of `text`, made now when it is new.
    pub fn label(&self, kind: LabelKind, text: &str) -> Result<LabelId, StoreError> {
        if let Some(id) = self.known.borrow().label(kind, text) {
            return Ok(LabelId(id));
        }
        let id = match find(&self.conn, kind, text)? {
            Some(id) => id,
            None => self.new_label(kind, text)?,
        };
        self.known.borrow_mut().keep_label(kind, text, id.0);
        Ok(id)
    }

    fn new_label(&self, kind: LabelKind, text: &str) -> Result<LabelId, StoreError> {
        let mut insert = prepare(&self.conn, "insert into labels (kind, text) values ($1, $2)")?;
        let id = insert.insert((kind as i64, text))?;
        self.note(super::FeedKind::Label, id);
        Ok(LabelId(id))
    }
}

fn find(conn: &Conn, kind: LabelKind, text: &str) -> Result<Option<LabelId>, StoreError> {
    let mut select = prepare(conn, "select id from labels where kind = $1 and text = $2")?;
    select
        .query_row((kind as i64, text), |row| row.get(0).map(LabelId))
        .optional()
}
