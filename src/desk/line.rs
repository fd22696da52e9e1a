//! What an exchange tells: calls as they go on, and who is at the telephones (R27, R29).

use std::mem;
use std::sync::Arc;

use super::Desk;
use super::error::DeskError;
use super::lapse::DESK;
use super::result::Performed;
use super::shifts::Coming;
use super::tx::DeskTx;
use crate::domain::action::Action;
use crate::domain::action::CallEvent;
use crate::domain::action::LineEntry;
use crate::domain::call::CallEventKind;
use crate::domain::call::MissedReason;
use crate::domain::country::Country;
use crate::domain::line_call::LineCall;
use crate::domain::line_call::MemberNews;
use crate::domain::line_call::MemberStep;
use crate::domain::phone;
use crate::domain::regulation::on_shift::living;
use crate::domain::time::Span;
use crate::store::HELD_FOR;
use crate::store::OpenLineCall;

/// Who listens to the exchange: one process of all that work on the file.
const LISTENING: &str = "telephony";
/// Who answered a call that has been over for longer does not hold its customer for it.
const JUST_OVER: Span = Span::minutes(5);
/// So long an exchange in the cloud may say nothing of a call that rings, and of one in which they talk: then it is over.
const RINGS_AT_MOST: Span = Span::minutes(15);
const TALKS_AT_MOST: Span = Span::hours(4);

/// How a word of a call came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WhenHeard {
    /// As the call went on, or soon after.
    Now,
    /// Long after: it is history, and says nothing of who is here now.
    Afterwards,
}

impl Desk {
    /// Takes or renews the lease of who listens to the exchange; false while another process has it.
    pub fn lease_line(&mut self) -> Result<bool, DeskError> {
        let now = self.now();
        Ok(self.store.lease(LISTENING, &self.who.holder(), now, HELD_FOR)?)
    }

    /// Gives it back.
    pub fn end_line(&mut self) -> Result<(), DeskError> {
        self.end_lease(LISTENING)
    }

    /// Enters a call as the exchange tells it now; told again, nothing changes. It is entered in the name of whose
    /// telephone it is, and answering claims for its operator (R27).
    pub fn line_call(&mut self, origin: &str, call: &LineCall) -> Result<Performed, DeskError> {
        let is_past = call.ended_at.is_some_and(|ended| self.now() - ended > JUST_OVER);
        self.enter_line_call(
            origin,
            call,
            if is_past { WhenHeard::Afterwards } else { WhenHeard::Now },
        )
    }

    /// The same for a call of the past: it claims nobody, and who is on shift now has nothing to do with it.
    pub(super) fn past_line_call(&mut self, origin: &str, call: &LineCall) -> Result<Performed, DeskError> {
        self.enter_line_call(origin, call, WhenHeard::Afterwards)
    }

    fn enter_line_call(&mut self, origin: &str, call: &LineCall, heard: WhenHeard) -> Result<Performed, DeskError> {
        let mut call = call.clone();
        call.phone = self.caller(&call.phone);
        let operator = call
            .extension
            .as_deref()
            .and_then(|extension| self.at_extension(extension));
        self.as_operator(operator.clone(), |desk| {
            desk.write_line_call(origin, call, operator.as_deref(), heard)
        })
    }

    fn write_line_call(
        &mut self,
        origin: &str,
        call: LineCall,
        operator: Option<&str>,
        heard: WhenHeard,
    ) -> Result<Performed, DeskError> {
        let write = DeskTx::begin(self)?;
        let known = write.tx.line_call(origin, &call.id)?;
        let whose = match &known {
            Some((customer, _)) => Some(*customer),
            None if call.phone.is_empty() => write.tx.hidden_caller()?,
            None => write.tx.customers_by_contact(&call.phone)?.first().copied(),
        };
        let is_answered = call.answered_at.is_some();
        let was_answered = known.as_ref().is_some_and(|(_, known)| known.answered_at.is_some());
        let entry = LineEntry {
            missed_reason: write.why_missed(&call, heard)?,
            origin: origin.to_owned(),
            operator: operator.map(str::to_owned),
            heard_at: call.ended_at.unwrap_or(write.tx.now()),
            known: known.map(|(_, known)| known),
            call,
        };
        let phone = entry.call.phone.clone();
        let action = Action::LineCall(Box::new(entry));
        let (customer, made) = if let Some(id) = whose {
            (write.tx.customer(id)?.ok_or(DeskError::NotFound)?, Vec::new())
        } else {
            write.new_caller(&phone)?
        };
        let is_taken_now = is_answered && !was_answered && heard == WhenHeard::Now;
        if let (Some(operator), true, false) = (operator, is_taken_now, customer.not_customer) {
            let lapse = write.rules.regulation().claim_lapse;
            write
                .tx
                .claim(customer.id, operator, &write.who.session, lapse, false)?;
        }
        write.finish(&action, None, &customer, made)
    }

    /// Calls that are not over in the file and not at the exchange either have ended while nobody listened: at the last
    /// that was heard of them, for a reason nobody knows.
    pub fn line_calls_left(&mut self, origin: &str, live: &[String]) -> Result<usize, DeskError> {
        let open = self.store.open_line_calls(origin, self.now())?;
        self.end_unheard(origin, open.into_iter().filter(|open| !live.contains(&open.id)))
    }

    /// The same for calls of an exchange in the cloud, which is not asked what goes on: of which it said nothing for too
    /// long.
    pub(super) fn silent_line_calls(&mut self) -> Result<usize, DeskError> {
        let (now, mut ended) = (self.now(), 0);
        let settings = Arc::clone(&self.settings);
        for (cloud, _) in &settings.clouds {
            let open = self.store.open_line_calls(cloud.code(), now)?;
            let is_silent = |open: &OpenLineCall| {
                let longest = if open.is_answered { TALKS_AT_MOST } else { RINGS_AT_MOST };
                now - open.last_event_at > longest
            };
            ended += self.end_unheard(cloud.code(), open.into_iter().filter(is_silent))?;
        }
        Ok(ended)
    }

    fn end_unheard(&mut self, origin: &str, open: impl Iterator<Item = OpenLineCall>) -> Result<usize, DeskError> {
        let (mut ended, mut failed) = (0, Ok(()));
        for open in open {
            let mut call = LineCall::begun(open.id, open.incoming, String::new(), open.started_at);
            call.ended_at = Some(open.last_event_at);
            match self.enter_line_call(origin, &call, WhenHeard::Now) {
                Ok(_) => ended += 1,
                Err(error) => failed = Err(error),
            }
        }
        failed.map(|()| ended)
    }

    /// Enters that an operator came to a telephone or left it: as if they had said so, one shift with the console's (R29).
    pub fn line_member(&mut self, news: &MemberNews) -> Result<bool, DeskError> {
        let Some(operator) = self.at_extension(&news.extension) else {
            return Ok(false);
        };
        let shifted = self.as_operator(Some(operator), |desk| match news.step {
            MemberStep::In => desk.log_in(Coming::ByLine).map(Some),
            MemberStep::Out => desk.leave_line(),
            MemberStep::Pauses => desk.pause().map(Some),
            MemberStep::Resumes => desk.resume().map(Some),
        });
        match shifted {
            Ok(shifted) => Ok(shifted.is_some_and(|shifted| shifted.entry.is_some())),
            // Who has no shift has nothing to pause.
            Err(DeskError::Refused(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Enters who is logged in at the queues now: who came while nobody listened is at work, and who left is not.
    pub fn line_members(&mut self, extensions: &[String]) -> Result<(), DeskError> {
        let settings = Arc::clone(&self.settings);
        let mut first = Ok(());
        for one in &settings.operators {
            let Some(extension) = &one.extension else { continue };
            let is_there = extensions.contains(extension);
            let done = self.as_operator(Some(one.name.clone()), |desk| {
                if is_there {
                    desk.find_on_line()
                } else {
                    desk.leave_line()
                }
            });
            first = first.and(done.map(drop));
        }
        first
    }

    /// The telephone of a regular's own manager, if on shift and not away (R9): the call may ring there first.
    pub fn route(&self, phone: &str) -> Result<Option<String>, DeskError> {
        let Some(customer) = self.store.customers_by_contact(phone)?.first().copied() else {
            return Ok(None);
        };
        let Some(manager) = self.store.own_manager(customer)? else {
            return Ok(None);
        };
        let there = living(self.store.open_shifts()?, &self.rules, self.now());
        let is_there = there
            .iter()
            .any(|shift| shift.operator == manager && shift.is_at_work());
        let one = self
            .settings
            .operators
            .iter()
            .find(|one| is_there && one.name == manager);
        Ok(one.and_then(|one| one.extension.clone()))
    }

    /// The same for a number as an exchange gives it.
    pub fn route_of(&self, number: &str) -> Result<Option<String>, DeskError> {
        self.route(&self.caller(number))
    }

    /// Whether the call of this exchange was told of before.
    pub fn knows_line_call(&self, origin: &str, id: &str) -> Result<bool, DeskError> {
        Ok(self.store.has_line_call(origin, id)?)
    }

    /// Whose telephone this is.
    pub fn at_extension(&self, extension: &str) -> Option<String> {
        let operators = &self.settings.operators;
        let one = operators.iter().find(|one| one.extension.as_deref() == Some(extension));
        one.map(|one| one.name.clone())
    }

    pub(super) fn caller(&self, number: &str) -> String {
        let country = Country::parse(&self.settings.shop.country).unwrap_or(Country::RU);
        phone::caller(number, country)
    }

    /// Works as somebody else for a while: the desk itself where it is nobody.
    pub(super) fn as_operator<T>(&mut self, operator: Option<String>, work: impl FnOnce(&mut Desk) -> T) -> T {
        let operator = operator.unwrap_or_else(|| DESK.to_owned());
        let own = mem::replace(&mut self.who.operator, operator);
        let done = work(self);
        self.who.operator = own;
        done
    }
}

/// Who gave up within so long did not wait for anybody.
const GAVE_UP_WITHIN: Span = Span::seconds(10);

impl DeskTx<'_> {
    /// Why nobody took a call of which the line says no more than that it is over (R29): by the hours, the shifts and who
    /// talked; none where that does not tell it, and a person is asked.
    pub(super) fn guess_missed(&self, event: &CallEvent) -> Result<Option<MissedReason>, DeskError> {
        let is_of_it = match (&event.call, event.kind) {
            (Some(call), CallEventKind::Missed | CallEventKind::Ended) => {
                call.incoming && call.answered_at.is_none() && call.ended_at.is_none()
            }
            (None, CallEventKind::Missed) => true,
            _ => false,
        };
        if event.missed_reason.is_some() || !is_of_it {
            return Ok(event.missed_reason);
        }
        let began = event.call.as_ref().map_or(event.at, |call| call.started_at);
        if !self.rules.calendar(None).working().is_open(began) {
            return Ok(Some(MissedReason::AfterHours));
        }
        let there = living(self.tx.open_shifts()?, self.rules, self.tx.now());
        if there.is_empty() {
            // Where nobody ever logs in, nobody is missing.
            return Ok(self.tx.knows_shifts()?.then_some(MissedReason::Nobody));
        }
        let at_work = there.iter().filter(|shift| shift.is_at_work());
        let at_work: Vec<&String> = at_work.map(|shift| &shift.operator).collect();
        if at_work.is_empty() {
            return Ok(Some(MissedReason::Away));
        }
        let talking = self.tx.talking()?;
        if at_work.iter().all(|operator| talking.contains(operator)) {
            return Ok(Some(MissedReason::Busy));
        }
        let gave_up = event.call.is_some() && event.at - began < GAVE_UP_WITHIN;
        Ok(gave_up.then_some(MissedReason::HungUp))
    }

    /// Why nobody took the call, by what the exchange saw, the hours and who was on shift when it began (R29).
    fn why_missed(&self, call: &LineCall, heard: WhenHeard) -> Result<Option<MissedReason>, DeskError> {
        let Some(unanswered) = call.unanswered else {
            return Ok(None);
        };
        let at = call.started_at;
        let is_open = self.rules.calendar(None).working().is_open(at);
        // Where nobody ever logs in, nobody is missing; and who was there long ago, today's shifts do not tell.
        let is_staffed = heard == WhenHeard::Afterwards
            || !living(self.tx.open_shifts()?, self.rules, self.tx.now()).is_empty()
            || !self.tx.knows_shifts()?;
        Ok(Some(unanswered.reason(is_open, is_staffed)))
    }
}
