//! The shop's telephone: somebody rings for some seconds and is taken or not, whatever the speed, since nobody can press a
//! key in less.

use fastrand::Rng;

use super::Living;
use super::pace::Beat;
use super::state::Call;
use super::state::Step;
use crate::desk::claims::TakeOver;
use crate::desk::error::DeskError;
use crate::domain::action::CallEvent;
use crate::domain::call::CallEventKind;
use crate::domain::call::MissedReason;
use crate::domain::ids::CustomerId;
use crate::domain::order::Stage;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// So long a customer lets it ring, seconds.
const RINGS: std::ops::Range<i64> = 11..19;
/// So soon a colleague takes it, seconds.
const TAKEN_AFTER: std::ops::Range<i64> = 4..8;
/// So long they talk, seconds.
const TALKS: std::ops::Range<i64> = 9..20;
/// A hidden number gives up soon, seconds.
const HIDDEN_RINGS: std::ops::Range<i64> = 4..7;
/// Who rings when the console opens, and whom the viewer holds, waits so long for them.
const PATIENCE: Span = Span::seconds(20);
/// How many minutes ahead somebody wants to be called, true ones: the row comes while who saw it come still looks.
const LATER: std::ops::Range<i64> = 1..4;

impl Living {
    /// It rings, and what comes of it is planned.
    pub(super) fn rings(&mut self, now: Time, beat: Beat, mut rng: Rng) -> Result<(), DeskError> {
        let phone = match beat {
            Beat::HiddenCall => String::new(),
            Beat::CallAboutParcel => match self.awaits_a_parcel(&mut rng)? {
                Some(phone) => phone,
                None => self.site.stranger(&mut rng),
            },
            _ => self.site.stranger(&mut rng),
        };
        self.calls += 1;
        let id = Some(format!("demo-{}", self.calls));
        let call = Call { phone, id };
        self.sit_outside();
        self.says(now, CallEventKind::Incoming, &call, None)?;
        let (after, step) = match beat {
            Beat::CallTaken => (rng.i64(TAKEN_AFTER), Step::PicksUp(call)),
            Beat::HiddenCall => (rng.i64(HIDDEN_RINGS), Step::GivesUp(call, MissedReason::HungUp)),
            _ => {
                let reasons = [MissedReason::Nobody, MissedReason::Busy, MissedReason::Away];
                let why = reasons[rng.usize(..reasons.len())];
                (rng.i64(RINGS), Step::GivesUp(call, why))
            }
        };
        self.plan(now + Span::seconds(after), step);
        Ok(())
    }

    /// Who rings already gives up too.
    pub(super) fn plan_ringing(&mut self, now: Time) -> Result<(), DeskError> {
        for customer in self.desk.ringing(now)? {
            let customer = self.desk.customer(customer)?;
            if let Some(phone) = customer.and_then(|customer| customer.phone()?.norm.clone()) {
                let call = Call { phone, id: None };
                self.plan(now + PATIENCE, Step::GivesUp(call, MissedReason::Busy));
            }
        }
        Ok(())
    }

    /// They ask on the site to be called.
    pub(super) fn asks(&mut self, now: Time, beat: Beat, mut rng: Rng) -> Result<(), DeskError> {
        let phone = self.site.stranger(&mut rng);
        let later = beat == Beat::AskedForLater;
        let event = CallEvent {
            call_at: later.then(|| now + Span::minutes(rng.i64(LATER))),
            ..event(now, CallEventKind::CallbackRequest, &Call { phone, id: None })
        };
        self.sit_outside();
        self.desk.call_event(event)?;
        Ok(())
    }

    /// Nobody took it.
    pub(super) fn gives_up(&mut self, now: Time, call: &Call, why: MissedReason) -> Result<(), DeskError> {
        self.sit_outside();
        self.says(now, CallEventKind::Missed, call, Some(why))
    }

    /// The colleague takes the call, and the customer with it.
    pub(super) fn picks_up(&mut self, now: Time, call: Call) -> Result<(), DeskError> {
        self.sit_colleague();
        if let Some(customer) = self.caller(&call)? {
            let taken = self.desk.take(customer, TakeOver::No);
            if let Err(DeskError::Refused(_)) = taken {
                // The viewer holds them. Should they not talk with them, the customer gives up in the end.
                self.plan(now + PATIENCE, Step::GivesUp(call, MissedReason::HungUp));
                return Ok(());
            }
            taken?;
        }
        self.says(now, CallEventKind::Answered, &call, None)?;
        let talks = Span::seconds(self.colleague.rng.i64(TALKS));
        self.plan(now + talks, Step::HangsUp(call));
        Ok(())
    }

    /// They have talked.
    pub(super) fn hangs_up(&mut self, now: Time, call: &Call) -> Result<(), DeskError> {
        self.sit_colleague();
        self.says(now, CallEventKind::Ended, call, None)?;
        if let Some(customer) = self.caller(call)? {
            self.desk.release(customer)?;
        }
        Ok(())
    }

    fn caller(&self, call: &Call) -> Result<Option<CustomerId>, DeskError> {
        self.desk.customer_of_phone(&call.phone)
    }

    fn says(
        &mut self,
        now: Time,
        kind: CallEventKind,
        call: &Call,
        missed_reason: Option<MissedReason>,
    ) -> Result<(), DeskError> {
        self.desk.call_event(CallEvent {
            missed_reason,
            ..event(now, kind, call)
        })?;
        Ok(())
    }

    /// The phone of somebody whose parcel is on its way or waits for them.
    fn awaits_a_parcel(&self, rng: &mut Rng) -> Result<Option<String>, DeskError> {
        let under_way = self.desk.orders_at(&[Stage::Dispatched, Stage::Arrived])?;
        if under_way.is_empty() {
            return Ok(None);
        }
        let customer = self.desk.customer(under_way[rng.usize(..under_way.len())].customer)?;
        Ok(customer.and_then(|customer| customer.phone()?.norm.clone()))
    }
}

fn event(at: Time, kind: CallEventKind, call: &Call) -> CallEvent {
    CallEvent {
        kind,
        phone: call.phone.clone(),
        at,
        line: String::new(),
        origin: "demo".to_owned(),
        external_id: call.id.clone(),
        call: None,
        missed_reason: None,
        call_at: None,
        recording: None,
    }
}
