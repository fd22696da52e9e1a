//! Recorded calls: what a reviewer thought of them, and how scripts were gone through with them (R28).

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::Store;
use super::StoreError;
use super::Tx;
use super::db::Conn;
use super::db::DbRow;
use super::db::prepare;
use super::lists::each_in;
use super::ticks::TICK;
use super::ticks::TicksOf;
use super::ticks::add_tick;
use super::ticks::shown_lists;
use crate::domain::call::LOGGED_WITHIN;
use crate::domain::ids::CallId;
use crate::domain::ids::CustomerId;
use crate::domain::recorded::CallMark;
use crate::domain::recorded::CallReview;
use crate::domain::recorded::RecordedCall;
use crate::domain::recorded::ReviewedPoint;
use crate::domain::recorded::WhichRecorded;
use crate::domain::script_point::gone_through;
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
    /// Points of scripts gone through, and how many those scripts had.
    pub points: (i64, i64),
    /// How often each point was left out, by its words.
    pub left_out: BTreeMap<String, i64>,
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

    /// How each operator's calls that began from `from` until `until` were reviewed, and how scripts were gone through then; of calls of
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
        let mut whose: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
        let mut select = prepare(&self.conn, "select kind, ref from ticks where at >= $1 and at < $2")?;
        let mut rows = select.query((from.0, until.0))?;
        while let Some(row) = rows.next()? {
            whose.entry(row.get(0)?).or_default().insert(row.get(1)?);
        }
        // With what was gone through before: that is not left out.
        let mut ticks = TicksOf::new();
        for (kind, ids) in whose {
            let ids: Vec<i64> = ids.into_iter().collect();
            let sql = format!(
                "select {TICK} from ticks t where t.kind = {kind} and t.ref in ({{ids}}) and t.list is not null"
            );
            each_in(&self.conn, &sql, &ids, |row| add_tick(&mut ticks, row, 0))?;
        }
        let lists = shown_lists(&self.conn, ticks.values().flatten())?;
        // A script of one customer is gone through once, in however many calls.
        for ticks in ticks.values() {
            let operators: BTreeSet<&String> = ticks.iter().map(|tick| &tick.operator).collect();
            for operator in operators {
                let Some(points) = gone_through(&lists, ticks, operator, (from, until - Span(1))) else {
                    continue;
                };
                let own = of.entry(operator.clone()).or_default();
                for (point, done) in points {
                    own.points = (own.points.0 + i64::from(done), own.points.1 + 1);
                    if !done && !point.text.is_empty() {
                        *own.left_out.entry(point.text.clone()).or_default() += 1;
                    }
                }
            }
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

/// How the operator of each call went through scripts with its customer while they talked, or soon after.
fn add_points(conn: &Conn, calls: &mut [RecordedCall]) -> Result<(), StoreError> {
    let mut customers: Vec<i64> = calls.iter().map(|call| call.customer.0).collect();
    customers.sort_unstable();
    customers.dedup();
    let mut ticks: BTreeMap<i64, TicksOf> = BTreeMap::new();
    for sql in [
        format!("select t.ref, {TICK} from ticks t where t.kind = 1 and t.ref in ({{ids}}) and t.list is not null"),
        format!(
            "select o.customer_id, {TICK} from orders o join ticks t on t.kind = 2 and t.ref = o.id \
             where o.customer_id in ({{ids}}) and t.list is not null"
        ),
    ] {
        each_in(conn, &sql, &customers, |row| {
            add_tick(ticks.entry(row.get(0)?).or_default(), row, 1)
        })?;
    }
    let lists = shown_lists(conn, ticks.values().flat_map(TicksOf::values).flatten())?;
    for call in calls {
        let with_it = (call.at, call.until + LOGGED_WITHIN);
        for ((_, _, script), ticks) in ticks.get(&call.customer.0).into_iter().flatten() {
            let points = gone_through(&lists, ticks, &call.operator, with_it).unwrap_or_default();
            let points = (1..).zip(points).map(|(place, (point, done))| ReviewedPoint {
                script: script.clone(),
                place,
                text: point.text.clone(),
                done,
            });
            call.points.extend(points);
        }
    }
    Ok(())
}
