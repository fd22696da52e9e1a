//! Answering a call that rings from the desk itself (R27).

use super::Desk;
use super::claims::TakeOver;
use super::error::DeskError;
use super::result::Performed;
use super::tx::DeskTx;
use crate::domain::action::Action;
use crate::domain::action::CallEvent;
use crate::domain::action::Refusal;
use crate::domain::call::CallEventKind;
use crate::domain::ids::CustomerId;

/// Who tells of calls without an exchange: a command, a rehearsal. Nobody tells of the answer to theirs for certain.
const UNWATCHED: [&str; 2] = ["cli", "demo"];

impl Desk {
    /// Takes the customer's call that rings: claims them, and says that it was answered, unless an exchange will say so.
    pub fn answer(&mut self, customer: CustomerId) -> Result<Performed, DeskError> {
        let write = DeskTx::begin(self)?;
        let customer = write.tx.survivor(customer)?;
        write.respect_colleague(customer)?;
        let record = write.tx.customer(customer)?.ok_or(DeskError::NotFound)?;
        let Some((origin, phone, call)) = write.tx.ringing_call(customer)? else {
            return Err(Refusal::NoSuchCall.into());
        };
        if !UNWATCHED.contains(&origin.as_str()) {
            drop(write);
            return self.take(customer, TakeOver::No);
        }
        let event = CallEvent {
            kind: CallEventKind::Answered,
            phone,
            at: write.tx.now(),
            line: String::new(),
            origin,
            external_id: None,
            call: Some(call),
            missed_reason: None,
            call_at: None,
            recording: None,
        };
        write.hold_in_call(&event, &record)?;
        write.finish(&Action::Answer(event), None, &record, Vec::new())
    }
}
