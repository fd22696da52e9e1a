//! Calls of the past, many at once: read from an exchange's logs, they are history and owe nothing.

use std::collections::BTreeMap;
use std::collections::HashSet;

use super::StoreError;
use super::Tx;
use super::db::Val;
use super::db::args_from;
use super::db::prepare;
use super::lists::marks;
use super::lists::parts;
use super::lists::rows;
use crate::domain::call::MissedReason;
use crate::domain::call::Outcome;
use crate::domain::ids::CustomerId;
use crate::domain::line_call::LineCall;

/// How many rows one statement has.
const AT_ONCE: usize = 64;

/// A call of the past, and whose it is.
#[derive(Clone, Debug)]
pub struct PastCall<'a> {
    /// The call.
    pub call: &'a LineCall,
    /// Whose.
    pub customer: CustomerId,
    /// Who of us.
    pub operator: Option<String>,
    /// Why nobody took it.
    pub missed_reason: Option<MissedReason>,
}

impl Tx<'_> {
    /// Which of these calls of an exchange the file has, and which of those are not over in it.
    pub fn known_calls(&self, origin: &str, ids: &[&str]) -> Result<BTreeMap<String, bool>, StoreError> {
        let mut known = BTreeMap::new();
        for part in parts(ids) {
            let sql = format!(
                "select external_id, ended_at is not null from calls where origin = $1 and external_id in ({})",
                marks(2, part.len())
            );
            let values = std::iter::once(origin).chain(part);
            let mut select = prepare(&self.conn, &sql)?;
            let found = select.query_map(args_from(values), |row| {
                Ok((row.get::<String>(0)?, row.get::<bool>(1)?))
            })?;
            for call in found {
                let (id, is_over) = call?;
                known.insert(id, is_over);
            }
        }
        Ok(known)
    }

    /// Whose these phones are, the oldest of those who share one.
    pub fn whose_phones(&self, phones: &[&str]) -> Result<BTreeMap<String, CustomerId>, StoreError> {
        let mut whose = BTreeMap::new();
        for part in parts(phones) {
            let sql = format!(
                "select norm, customer_id from contacts where norm in ({}) and voided_by is null",
                marks(1, part.len())
            );
            let mut select = prepare(&self.conn, &sql)?;
            let found = select.query_map(args_from(part), |row| {
                Ok((row.get::<String>(0)?, CustomerId(row.get(1)?)))
            })?;
            for one in found {
                let (phone, customer) = one?;
                let first = whose.entry(phone).or_insert(customer);
                *first = (*first).min(customer);
            }
        }
        Ok(whose)
    }

    /// Adds them; those that another process added meanwhile are left out. Whose they are.
    pub fn add_past_calls(
        &self,
        origin: &str,
        calls: &[PastCall<'_>],
    ) -> Result<(usize, HashSet<CustomerId>), StoreError> {
        let (mut added, mut whose) = (0, HashSet::new());
        for part in calls.chunks(AT_ONCE) {
            let sql = format!(
                "insert into calls (customer_id, phone, incoming, origin, external_id, line, started_at, last_event_at, \
                   answered_at, ended_at, outcome, missed_reason, operator, recording, extension, transferred_to, \
                   transfers, talk_ms, hold_ms, line_outcome, history) values {} \
                 on conflict (origin, external_id) where external_id is not null do nothing returning customer_id",
                rows(part.len(), 21)
            );
            let values = part.iter().flat_map(|past| values(origin, past));
            let mut insert = prepare(&self.conn, &sql)?;
            let found = insert.query_map(args_from(values), |row| row.get(0).map(CustomerId))?;
            for customer in found {
                whose.insert(customer?);
                added += 1;
            }
        }
        Ok((added, whose))
    }
}

fn values<'a>(origin: &'a str, past: &'a PastCall<'_>) -> [Val<'a>; 21] {
    let call = past.call;
    let time = |at: Option<crate::domain::time::Time>| at.map(|at| at.0).into();
    let talked = call
        .answered_at
        .filter(|_| call.incoming)
        .map(|_| Outcome::Talked.int());
    [
        past.customer.0.into(),
        call.phone.as_str().into(),
        i64::from(call.incoming).into(),
        origin.into(),
        call.id.as_str().into(),
        (!call.line.is_empty()).then_some(call.line.as_str()).into(),
        call.started_at.0.into(),
        call.ended_at.unwrap_or(call.started_at).0.into(),
        time(call.answered_at),
        time(call.ended_at),
        talked.into(),
        past.missed_reason.map(MissedReason::int).into(),
        past.operator.as_deref().into(),
        call.recording.as_deref().into(),
        call.extension.as_deref().into(),
        call.transferred_to.as_deref().into(),
        call.transfers.into(),
        call.talk.0.into(),
        call.hold.0.into(),
        call.outcome.filter(|_| !call.incoming).map(Outcome::int).into(),
        1.into(),
    ]
}
