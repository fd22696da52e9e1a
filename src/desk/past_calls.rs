//! Calls of the past, read from an exchange's logs: for the history and for measuring. They owe nothing, and read twice
//! they stand once, also where the exchange told of them as they went on.

use std::collections::BTreeMap;

use super::Desk;
use super::error::DeskError;
use super::tx::DeskTx;
use crate::domain::ids::CustomerId;
use crate::domain::line_call::LineCall;
use crate::domain::shift::PastShift;
use crate::domain::time::Span;
use crate::store::PastCall;
use crate::store::Scope;

/// How many are entered in one transaction.
const AT_ONCE: usize = 200;
/// Who is logged in for longer forgot to log out.
const LONGEST_SHIFT: Span = Span::hours(24);

/// What became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PastEntered {
    /// New in the file.
    pub created: usize,
    /// Known, and not over there: their end was missed.
    pub updated: usize,
    /// Known.
    pub unchanged: usize,
}

impl Desk {
    /// Enters them. Who calls and is no customer is counted with hidden numbers: a log of years makes no cards.
    pub fn past_calls(&mut self, origin: &str, calls: &[LineCall]) -> Result<PastEntered, DeskError> {
        let mut entered = PastEntered::default();
        for part in calls.chunks(AT_ONCE) {
            let part: Vec<LineCall> = part
                .iter()
                .map(|call| LineCall {
                    phone: self.caller(&call.phone),
                    ..call.clone()
                })
                .collect();
            let open = self.past_batch(origin, &part, &mut entered)?;
            for call in open {
                // The machine was off in the middle of it.
                self.past_line_call(origin, &call)?;
                entered.updated += 1;
            }
        }
        Ok(entered)
    }

    /// Enters shifts of the past, whose `operator` is a telephone; those of nobody, and of a time that is told already, are
    /// left out. How many are new.
    pub fn past_shifts(&mut self, shifts: &[PastShift]) -> Result<usize, DeskError> {
        let named: Vec<PastShift> = shifts
            .iter()
            .filter(|shift| shift.ended_at - shift.began_at <= LONGEST_SHIFT)
            .filter_map(|shift| {
                let operator = self.at_extension(&shift.operator)?;
                Some(PastShift {
                    operator,
                    ..shift.clone()
                })
            })
            .collect();
        let mut created = 0;
        for part in named.chunks(AT_ONCE) {
            let write = DeskTx::begin(self)?;
            for shift in part {
                created += usize::from(write.tx.add_past_shift(shift)?);
            }
            write.tx.commit()?;
        }
        Ok(created)
    }

    /// Gives those that the file has and that are not over in it.
    fn past_batch(
        &mut self,
        origin: &str,
        calls: &[LineCall],
        entered: &mut PastEntered,
    ) -> Result<Vec<LineCall>, DeskError> {
        let operators: BTreeMap<String, String> = self
            .settings
            .operators
            .iter()
            .filter_map(|one| Some((one.extension.clone()?, one.name.clone())))
            .collect();
        let write = DeskTx::begin(self)?;
        let ids: Vec<&str> = calls.iter().map(|call| call.id.as_str()).collect();
        let known = write.tx.known_calls(origin, &ids)?;
        let open: Vec<LineCall> = calls
            .iter()
            .filter(|call| known.get(&call.id) == Some(&false) && call.ended_at.is_some())
            .cloned()
            .collect();
        entered.unchanged += calls.iter().filter(|call| known.contains_key(&call.id)).count() - open.len();
        let new: Vec<&LineCall> = calls.iter().filter(|call| !known.contains_key(&call.id)).collect();
        if new.is_empty() {
            return Ok(open);
        }
        let phones: Vec<&str> = new
            .iter()
            .map(|call| call.phone.as_str())
            .filter(|phone| !phone.is_empty())
            .collect();
        let whose = write.tx.whose_phones(&phones)?;
        let nobody = if new.iter().any(|call| !whose.contains_key(&call.phone)) {
            Some(match write.tx.hidden_caller()? {
                Some(id) => id,
                None => write.new_caller("")?.0.id,
            })
        } else {
            None
        };
        let past: Vec<PastCall<'_>> = new
            .iter()
            .filter_map(|call| {
                let customer = whose.get(&call.phone).copied().or(nobody)?;
                let is_open = write.rules.calendar(None).working().is_open(call.started_at);
                Some(PastCall {
                    call,
                    customer,
                    operator: call
                        .extension
                        .as_ref()
                        .and_then(|extension| operators.get(extension).cloned()),
                    // Who was on shift then nobody knows.
                    missed_reason: call.unanswered.map(|unanswered| unanswered.reason(is_open, true)),
                })
            })
            .collect();
        let (added, customers) = write.tx.add_past_calls(origin, &past)?;
        let mut customers: Vec<CustomerId> = customers.into_iter().filter(|id| Some(*id) != nobody).collect();
        customers.sort_unstable();
        let of: Vec<(CustomerId, Scope<'_>)> = customers.iter().map(|id| (*id, Scope::Live(&[]))).collect();
        write.tx.refresh_several(&of)?;
        write.tx.commit()?;
        entered.created += added;
        entered.unchanged += past.len() - added;
        Ok(open)
    }
}
