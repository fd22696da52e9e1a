//! Recorded calls: what a reviewer thought of them, and the points of scripts ticked with them (R28).

use std::collections::BTreeMap;

use super::Store;
use super::StoreError;
use super::Tx;
use super::db::Conn;
use super::db::DbRow;
use super::db::prepare;
use super::lists::each_in;
use crate::domain::call::LOGGED_WITHIN;
use crate::domain::ids::CallId;
use crate::domain::ids::CustomerId;
use crate::domain::recorded::CallMark;
use crate::domain::recorded::CallReview;
use crate::domain::recorded::RecordedCall;
use crate::domain::recorded::TickedPoint;
use crate::domain::recorded::WhichRecorded;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// How an operator went through the scripts of a period, and what reviewers thought of their calls.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OperatorReviews {
    /// Calls that were recorded.
    pub recorded: i64,
    /// Of them those that were reviewed.
    pub reviewed: i64,
    /// Of them those that got a mark, and the sum of the marks.
    pub marked: (i64, i64),
    /// Points of scripts ticked, and how many those scripts had.
    pub points: (i64, i64),
}

const RECORDED: &str = "select id, customer_id, started_at, incoming, coalesce(ended_at, last_event_at), operator, phone, talk_ms, \
    answered_at, recording, review_mark, review_note, reviewed_at, reviewer from calls";

/// Its statement, and the value in it.
fn sql(which: WhichRecorded) -> (String, i64) {
    let (which, value) = match which {
        // As the index says it.
        WhichRecorded::Unheard => ("recording is not null and reviewed_at is null and started_at > $1", 0),
        WhichRecorded::Of(customer) => ("recording is not null and customer_id = $1", customer.0),
        WhichRecorded::One(call) => ("recording is not null and id = $1", call.0),
    };
    let sql = format!("{RECORDED} where {which} and voided_by is null order by started_at desc, id desc limit $2");
    (sql, value)
}

impl Store {
    /// Recorded calls, newest first.
    pub fn recorded_calls(&self, which: WhichRecorded, limit: i64) -> Result<Vec<RecordedCall>, StoreError> {
        recorded_calls(&self.conn, which, limit)
    }

    /// How each operator's calls that began from `from` until `until` were reviewed, and the scripts ticked then; of calls of
    /// nobody in particular under an empty name.
    pub fn reviews_within(&self, from: Time, until: Time) -> Result<BTreeMap<String, OperatorReviews>, StoreError> {
        let mut of: BTreeMap<String, OperatorReviews> = BTreeMap::new();
        let sql = "select operator, reviewed_at is not null, review_mark from calls \
                   where started_at >= $1 and started_at < $2 and recording is not null and voided_by is null";
        let mut select = prepare(&self.conn, sql)?;
        let mut rows = select.query((from.0, until.0))?;
        while let Some(row) = rows.next()? {
            let own = of.entry(row.get::<Option<String>>(0)?.unwrap_or_default()).or_default();
            own.recorded += 1;
            own.reviewed += i64::from(row.get::<bool>(1)?);
            if let Some(mark) = row.get::<Option<i64>>(2)? {
                own.marked = (own.marked.0 + 1, own.marked.1 + mark);
            }
        }
        // A script of one customer is gone through once, in however many calls.
        let mut scripts: BTreeMap<(String, i64, i64, String), (i64, i64)> = BTreeMap::new();
        let sql = "select operator, kind, ref, script, points from ticks where at >= $1 and at < $2 and points > 0";
        let mut select = prepare(&self.conn, sql)?;
        let mut rows = select.query((from.0, until.0))?;
        while let Some(row) = rows.next()? {
            let script = scripts
                .entry((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
                .or_default();
            *script = (script.0 + 1, script.1.max(row.get(4)?));
        }
        for ((operator, ..), (ticked, all)) in scripts {
            let own = of.entry(operator).or_default();
            own.points = (own.points.0 + ticked.min(all), own.points.1 + all);
        }
        Ok(of)
    }
}

impl Tx<'_> {
    /// The call, where it was recorded.
    pub fn recorded_call(&self, call: CallId) -> Result<Option<RecordedCall>, StoreError> {
        Ok(recorded_calls(&self.conn, WhichRecorded::One(call), 1)?.pop())
    }
}

fn recorded_calls(conn: &Conn, which: WhichRecorded, limit: i64) -> Result<Vec<RecordedCall>, StoreError> {
    let (sql, value) = sql(which);
    let mut select = prepare(conn, &sql)?;
    let rows = select.query_map((value, limit), recorded_from)?;
    let mut calls = rows.collect::<Result<Vec<_>, _>>()?;
    add_points(conn, &mut calls)?;
    Ok(calls)
}

fn recorded_from(row: DbRow<'_>) -> Result<RecordedCall, StoreError> {
    let (until, talk) = (Time(row.get(4)?), Span(row.get(7)?));
    let answered = row.get::<Option<i64>>(8)?.map(Time);
    let review = row.get::<Option<i64>>(12)?.map(|at| -> Result<CallReview, StoreError> {
        Ok(CallReview {
            mark: row.get::<Option<i64>>(10)?.and_then(CallMark::of),
            note: row.get::<Option<String>>(11)?.unwrap_or_default(),
            by: row.get::<Option<String>>(13)?.unwrap_or_default(),
            at: Time(at),
        })
    });
    Ok(RecordedCall {
        id: CallId(row.get(0)?),
        customer: CustomerId(row.get(1)?),
        at: Time(row.get(2)?),
        incoming: row.get(3)?,
        until,
        operator: row.get::<Option<String>>(5)?.unwrap_or_default(),
        phone: row.get(6)?,
        talk: match answered {
            Some(answered) if talk == Span::ZERO => (until - answered).max(Span::ZERO),
            _ => talk,
        },
        recording: row.get(9)?,
        review: review.transpose()?,
        points: Vec::new(),
    })
}

/// Who ticked what of whose script, and when.
struct Tick {
    customer: i64,
    operator: String,
    at: Time,
    point: TickedPoint,
}

/// What the operator of each call ticked for its customer while they talked, or soon after.
fn add_points(conn: &Conn, calls: &mut [RecordedCall]) -> Result<(), StoreError> {
    let mut customers: Vec<i64> = calls.iter().map(|call| call.customer.0).collect();
    customers.sort_unstable();
    customers.dedup();
    let mut ticks = Vec::new();
    let columns = "t.operator, t.at, t.script, t.place, t.points, t.text";
    for sql in [
        format!("select t.ref, {columns} from ticks t where t.kind = 1 and t.ref in ({{ids}})"),
        format!(
            "select o.customer_id, {columns} from orders o join ticks t on t.kind = 2 and t.ref = o.id \
             where o.customer_id in ({{ids}})"
        ),
    ] {
        each_in(conn, &sql, &customers, |row| {
            ticks.push(Tick {
                customer: row.get(0)?,
                operator: row.get(1)?,
                at: Time(row.get(2)?),
                point: TickedPoint {
                    script: row.get(3)?,
                    place: row.get(4)?,
                    points: row.get(5)?,
                    text: row.get(6)?,
                },
            });
            Ok(())
        })?;
    }
    for call in calls {
        let is_of = |tick: &&Tick| {
            let with_it = call.at <= tick.at && tick.at <= call.until + LOGGED_WITHIN;
            tick.customer == call.customer.0 && tick.operator == call.operator && with_it
        };
        call.points = ticks.iter().filter(is_of).map(|tick| tick.point.clone()).collect();
        call.points
            .sort_by(|one, other| (&one.script, one.place).cmp(&(&other.script, other.place)));
    }
    Ok(())
}
