//! Who is at the desk and when (R29).

use super::FeedKind;
use super::Store;
use super::StoreError;
use super::Tx;
use super::db::Args;
use super::db::Conn;
use super::db::DbRow;
use super::db::args_from;
use super::db::prepare;
use super::lists::marks;
use super::lists::parts;
use crate::domain::ids::ShiftId;
use crate::domain::shift::Ending;
use crate::domain::shift::PastShift;
use crate::domain::shift::Pause;
use crate::domain::shift::Shift;
use crate::domain::shift::ShiftHold;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// No shift that tells of a time began longer before it.
const PAST_SHIFTS_WITHIN: Span = Span::days(2);

const COLUMNS: &str = "id, operator, began_at, seen_at, by_hand, ended_at, ending";

/// Whose console was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftConsole {
    /// Of no shift that lasts.
    Unknown,
    /// Of this one, which is worked in others too.
    OneOfSeveral(ShiftId),
    /// The last of this one.
    Last(ShiftId),
}

impl Store {
    /// Every shift that nobody has ended, by operator; some may be lost.
    pub fn open_shifts(&self) -> Result<Vec<Shift>, StoreError> {
        open_shifts(&self.conn)
    }

    /// Shifts that began at `since` or later, at most `limit`, newest first.
    pub fn shifts_since(&self, since: Time, limit: i64) -> Result<Vec<Shift>, StoreError> {
        let sql = since_sql();
        several(&self.conn, &sql, (since.0, limit))
    }
}

impl Tx<'_> {
    /// Every shift that nobody has ended, by operator; some may be lost.
    pub fn open_shifts(&self) -> Result<Vec<Shift>, StoreError> {
        open_shifts(&self.conn)
    }

    /// Whether anybody ever began one.
    pub fn knows_shifts(&self) -> Result<bool, StoreError> {
        let mut select = prepare(&self.conn, "select exists (select 1 from shifts)")?;
        select.query_row((), |row| row.get(0))
    }

    /// The operator's shift that nobody has ended.
    pub fn open_shift(&self, operator: &str) -> Result<Option<Shift>, StoreError> {
        Ok(several(&self.conn, &open_of_sql(), [operator])?.pop())
    }

    /// The operator's newest shift.
    pub fn last_shift(&self, operator: &str) -> Result<Option<Shift>, StoreError> {
        Ok(several(&self.conn, &last_sql(), [operator])?.pop())
    }

    /// Adds a shift of the past; false where the operator's own shifts tell of that time already.
    pub fn add_past_shift(&self, shift: &PastShift) -> Result<bool, StoreError> {
        let mut select = prepare(
            &self.conn,
            "select exists (select 1 from shifts where operator = $1 and began_at <= $2 and began_at > $3 \
               and coalesce(ended_at, seen_at) >= $4)",
        )?;
        let (began, ended) = (shift.began_at, shift.ended_at);
        let earliest = began - PAST_SHIFTS_WITHIN;
        if select.query_row((&shift.operator, ended.0, earliest.0, began.0), |row| {
            row.get::<bool>(0)
        })? {
            return Ok(false);
        }
        let mut insert = prepare(
            &self.conn,
            "insert into shifts (operator, began_at, seen_at, ended_at, ending) values ($1, $2, $3, $3, $4)",
        )?;
        let id = insert.insert((&shift.operator, began.0, ended.0, Ending::Left.int()))?;
        let mut insert = prepare(
            &self.conn,
            "insert into shift_pauses (shift_id, began_at, ended_at) values ($1, $2, $3)",
        )?;
        for (from, until) in &shift.pauses {
            insert.later((id, from.0, until.0))?;
        }
        self.note(FeedKind::Shift, id);
        Ok(true)
    }

    /// Begins a shift now.
    pub fn begin_shift(&self, operator: &str) -> Result<ShiftId, StoreError> {
        let mut insert = prepare(
            &self.conn,
            "insert into shifts (operator, began_at, seen_at) values ($1, $2, $2)",
        )?;
        let id = ShiftId(insert.insert((operator, self.now().0))?);
        self.note(FeedKind::Shift, id.0);
        Ok(id)
    }

    /// The shift lasts until a word ends it: its operator's, or the exchange's.
    pub fn hold_shift(&self, shift: ShiftId, hold: ShiftHold) -> Result<(), StoreError> {
        prepare(&self.conn, "update shifts set by_hand = by_hand | $1 where id = $2")?.later((hold.int(), shift.0))?;
        Ok(())
    }

    /// It lasts no longer for this reason.
    pub fn let_shift_go(&self, shift: ShiftId, hold: ShiftHold) -> Result<(), StoreError> {
        prepare(
            &self.conn,
            "update shifts set by_hand = by_hand - $1 where id = $2 and by_hand & $1 <> 0",
        )?
        .later((hold.int(), shift.0))?;
        Ok(())
    }

    /// Whether a console of the shift gave a sign of life within `lost_after`.
    pub fn has_console(&self, shift: ShiftId, lost_after: Span) -> Result<bool, StoreError> {
        let mut select = prepare(
            &self.conn,
            "select exists (select 1 from shift_consoles where shift_id = $1 and seen_at > $2)",
        )?;
        select.query_row((shift.0, (self.now() - lost_after).0), |row| row.get(0))
    }

    /// A console of the shift gives a sign of life; a new one joins it.
    pub fn beat(&self, shift: ShiftId, session: &str) -> Result<(), StoreError> {
        let now = self.now().0;
        prepare(
            &self.conn,
            "insert into shift_consoles (session, shift_id, seen_at) values ($1, $2, $3) \
             on conflict (session) do update set shift_id = excluded.shift_id, seen_at = excluded.seen_at",
        )?
        .later((session, shift.0, now))?;
        prepare(
            &self.conn,
            "update shifts set seen_at = $1 where id = $2 and seen_at < $1",
        )?
        .later((now, shift.0))?;
        Ok(())
    }

    /// The operator does something: a sign of life.
    pub fn see_shift(&self, operator: &str) -> Result<(), StoreError> {
        prepare(
            &self.conn,
            "update shifts set seen_at = $1 where operator = $2 and ended_at is null and seen_at < $1",
        )?
        .later((self.now().0, operator))?;
        Ok(())
    }

    /// A console is left. Those that gave no sign for `lost_after` do not count.
    pub fn leave_console(&self, session: &str, lost_after: Span) -> Result<LeftConsole, StoreError> {
        let mut delete = prepare(
            &self.conn,
            "delete from shift_consoles where session = $1 returning shift_id",
        )?;
        let left = delete
            .query_map([session], |row| row.get(0))?
            .collect::<Result<Vec<i64>, _>>()?;
        let Some(shift) = left.first() else {
            return Ok(LeftConsole::Unknown);
        };
        let shift = ShiftId(*shift);
        Ok(if self.has_console(shift, lost_after)? {
            LeftConsole::OneOfSeveral(shift)
        } else {
            LeftConsole::Last(shift)
        })
    }

    /// Ends a shift with its pause and its consoles, and lets its operator's customers go (R8).
    pub fn end_shift(&self, shift: &Shift, at: Time, ending: Ending) -> Result<(), StoreError> {
        prepare(
            &self.conn,
            "update shifts set ended_at = $1, ending = $2 where id = $3 and ended_at is null",
        )?
        .later((at.0, ending.int(), shift.id.0))?;
        self.end_pause(shift.id, at)?;
        prepare(&self.conn, "delete from shift_consoles where shift_id = $1")?.later([shift.id.0])?;
        let mut held = prepare(
            &self.conn,
            "delete from claims where operator = $1 returning customer_id",
        )?;
        let held = held
            .query_map([&shift.operator], |row| row.get(0))?
            .collect::<Result<Vec<i64>, _>>()?;
        for customer in held {
            self.note(FeedKind::Customer, customer);
        }
        self.note(FeedKind::Shift, shift.id.0);
        Ok(())
    }

    /// Begins a pause now.
    pub fn begin_pause(&self, shift: ShiftId) -> Result<(), StoreError> {
        prepare(
            &self.conn,
            "insert into shift_pauses (shift_id, began_at) values ($1, $2)",
        )?
        .later((shift.0, self.now().0))?;
        self.note(FeedKind::Shift, shift.0);
        Ok(())
    }

    /// Ends the pause that lasts, if any.
    pub fn end_pause(&self, shift: ShiftId, at: Time) -> Result<(), StoreError> {
        prepare(
            &self.conn,
            "update shift_pauses set ended_at = $1 where shift_id = $2 and ended_at is null",
        )?
        .later((at.0, shift.0))?;
        self.note(FeedKind::Shift, shift.0);
        Ok(())
    }
}

fn pauses_sql(count: usize) -> String {
    format!(
        "select shift_id, began_at, ended_at from shift_pauses where shift_id in ({}) order by shift_id, began_at",
        marks(1, count)
    )
}

fn open_sql() -> String {
    format!("select {COLUMNS} from shifts where ended_at is null order by operator, id")
}

fn open_of_sql() -> String {
    format!("select {COLUMNS} from shifts where ended_at is null and operator = $1")
}

fn last_sql() -> String {
    format!("select {COLUMNS} from shifts where operator = $1 order by began_at desc, id desc limit 1")
}

fn since_sql() -> String {
    format!("select {COLUMNS} from shifts where began_at >= $1 order by began_at desc, id desc limit $2")
}

fn open_shifts(conn: &Conn) -> Result<Vec<Shift>, StoreError> {
    several(conn, &open_sql(), ())
}

fn several(conn: &Conn, sql: &str, params: impl Args) -> Result<Vec<Shift>, StoreError> {
    let mut shifts = prepare(conn, sql)?
        .query_map(params, shift_from)?
        .collect::<Result<Vec<_>, _>>()?;
    let ids: Vec<i64> = shifts.iter().map(|shift| shift.id.0).collect();
    for part in parts(&ids) {
        let mut select = prepare(conn, &pauses_sql(part.len()))?;
        let mut rows = select.query(args_from(part))?;
        while let Some(row) = rows.next()? {
            let of = ShiftId(row.get(0)?);
            let pause = Pause {
                from: Time(row.get(1)?),
                until: row.get::<Option<i64>>(2)?.map(Time),
            };
            if let Some(shift) = shifts.iter_mut().find(|shift| shift.id == of) {
                shift.pauses.push(pause);
            }
        }
    }
    Ok(shifts)
}

fn shift_from(row: DbRow<'_>) -> Result<Shift, StoreError> {
    Ok(Shift {
        id: ShiftId(row.get(0)?),
        operator: row.get(1)?,
        began_at: Time(row.get(2)?),
        seen_at: Time(row.get(3)?),
        by_hand: row.get::<i64>(4)? & ShiftHold::Hand.int() != 0,
        by_line: row.get::<i64>(4)? & ShiftHold::Line.int() != 0,
        ended_at: row.get::<Option<i64>>(5)?.map(Time),
        ending: row.get::<Option<i64>>(6)?.and_then(Ending::from_int),
        pauses: Vec::new(),
    })
}
