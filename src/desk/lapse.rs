//! What the desk does by itself when its time has come: closes orders whose last care call has lapsed (R23) or whose payment
//! failed days ago (R31), and computes once a day what a high total is (R3).
//!
//! Doing it twice changes nothing; the lease of [`work`](crate::worker) only saves two processes the same work.

use super::Desk;
use super::error::DeskError;
use super::who::Claiming;
use super::who::Who;
use crate::domain::action::Action;
use crate::domain::duration::Days;
use crate::domain::ids::OrderId;
use crate::domain::order::Reason;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::meta;
use crate::store::meta::RAN;

/// Who does what is done by itself: the journal names the desk, and nobody's claim is made or broken by it.
pub(super) const DESK: &str = "dozvon";
/// Claims nobody renewed for so long have lapsed by any setting.
const CLAIMS_KEPT: Span = Span::days(7);
/// How many orders are closed in one go, so that a key never waits long behind it.
const AT_ONCE: u8 = 50;

/// What a sweep did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Orders that lapsed.
    pub closed: usize,
    /// More of them wait.
    pub more: bool,
}

impl Desk {
    /// Closes some of the orders that have lapsed by now.
    ///
    /// An order lapses when its courtesy call has (R23), no money is owed either way and no call is agreed; or unconfirmed, as
    /// not paid, some days after its payment failed (R31). Others stay open.
    pub fn sweep(&mut self) -> Result<Swept, DeskError> {
        let now = self.now();
        if self.settings_differ()? {
            return Ok(Swept::default());
        }
        let tx = self.store.write(now)?;
        tx.drop_claims(now - CLAIMS_KEPT)?;
        tx.commit()?;
        self.keep_idle_count(false)?;
        self.silent_line_calls()?;
        let has_other_rules = self.note_run()? | self.update_high_total()?;
        if has_other_rules {
            self.reread_rules()?;
        }
        let attempts_max = self.rules.regulation().attempts_max;
        let most = i64::from(AT_ONCE);
        let lapsed = self.store.lapsed(self.lapse_line(now), attempts_max, most)?;
        let Days(days) = self.rules.regulation().failed_payment_lapse;
        let failed_before = self.rules.calendar(None).day_at(now, -days, 0, 0);
        let failed = self.store.failed_lapsed(failed_before, attempts_max, most)?;
        let not_paid = Action::Cancel {
            reason: Reason::NotPaid,
        };
        let mut closed = 0;
        let done = self.as_desk(|desk| {
            desk.close_each(&lapsed, &Action::Lapse, &mut closed)?;
            desk.close_each(&failed, &not_paid, &mut closed)
        });
        done.map(|()| Swept {
            closed,
            more: closed >= usize::from(AT_ONCE),
        })
    }

    /// Does something as the desk itself.
    pub(super) fn as_desk<T>(&mut self, does: impl FnOnce(&mut Desk) -> T) -> T {
        let desk = Who {
            operator: DESK.to_owned(),
            session: self.who.session.clone(),
            claiming: Claiming::WhenAsked,
        };
        let who = std::mem::replace(&mut self.who, desk);
        let done = does(self);
        self.who = who;
        done
    }

    /// Keeps that the desk works by itself on this day, when it is a working day; true when that is new (R35).
    fn note_run(&mut self) -> Result<bool, DeskError> {
        let now = self.now();
        let calendar = self.rules.calendar(None);
        let today = calendar.day_at(now, 0, 0, 0);
        let (last, _) = meta::ran(&self.store)?;
        // A day of a clock that ran ahead never was.
        let last = last.filter(|last| *last <= today);
        if last == Some(today) || calendar.working().day_closing(now).is_none() {
            return Ok(false);
        }
        let tx = self.store.write(now)?;
        let before = last.map(|last| last.0.to_string()).unwrap_or_default();
        tx.set_meta(RAN, &format!("{} {before}", today.0))?;
        tx.commit()?;
        Ok(true)
    }

    fn close_each(&mut self, orders: &[i64], by: &Action, closed: &mut usize) -> Result<(), DeskError> {
        for order in orders {
            match self.perform(Target::Order(OrderId(*order)), by) {
                Ok(_) => *closed += 1,
                // Somebody works on it just now: another hour will do.
                Err(DeskError::Refused(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Orders received, or reopened, before this moment owe no care call any more.
    fn lapse_line(&self, now: Time) -> Time {
        let regulation = self.rules.regulation();
        let days = regulation.courtesy_call.0 + regulation.courtesy_lapse.0;
        self.rules.calendar(None).day_at(now, -days, 0, 0)
    }
}
