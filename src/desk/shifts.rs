//! Log-in, log-out and pauses (R29): journalled, and a fact the rules read (R4, R8, R9).

use super::Desk;
use super::error::DeskError;
use super::tx::DeskTx;
use crate::domain::action::ActionKind;
use crate::domain::action::Refusal;
use crate::domain::action::Warning;
use crate::domain::ids::EntryId;
use crate::domain::ids::ShiftId;
use crate::domain::regulation::on_shift::today;
use crate::domain::shift::Ending;
use crate::domain::shift::LOST_AFTER;
use crate::domain::shift::Shift;
use crate::domain::shift::ShiftHold;
use crate::store::LeftConsole;
use crate::store::meta::REHEARSAL;

/// How an operator comes and goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coming {
    /// With a console: the last one that is left ends the shift.
    WithConsole,
    /// By their own word: the shift lasts until their word ends it.
    ByHand,
    /// By the telephone's login at a queue.
    ByLine,
}

/// What an operator says of their presence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShiftStep {
    /// They begin.
    In,
    /// They leave.
    Out,
    /// They are away for a while.
    Pause,
    /// They are back.
    Resume,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shifted {
    /// The journal's entry; none when it was so already.
    pub entry: Option<EntryId>,
    /// What was asked.
    pub kind: ActionKind,
    /// The operator's shift as it is now; none when they had none.
    pub shift: Option<Shift>,
    /// The shift before, when nobody had ended it: closed at its last sign of life.
    pub lost: Option<Shift>,
    /// What should be known of it.
    pub warnings: Vec<Warning>,
}

impl Desk {
    /// Does what the operator says, by their own word.
    pub fn shift(&mut self, step: ShiftStep) -> Result<Shifted, DeskError> {
        match step {
            ShiftStep::In => self.log_in(Coming::ByHand),
            ShiftStep::Out => self.log_out(),
            ShiftStep::Pause => self.pause(),
            ShiftStep::Resume => self.resume(),
        }
    }

    /// Begins the operator's shift, or joins the one that lasts.
    pub fn log_in(&mut self, how: Coming) -> Result<Shifted, DeskError> {
        let write = DeskTx::begin(self)?;
        let lost = write.close_lost()?;
        let open = write.tx.open_shift(&write.who.operator)?;
        let (id, is_new) = match &open {
            Some(shift) => (shift.id, false),
            None => (write.tx.begin_shift(&write.who.operator)?, true),
        };
        match how {
            Coming::ByHand if !open.as_ref().is_some_and(|shift| shift.by_hand) => {
                write.tx.hold_shift(id, ShiftHold::Hand)?;
            }
            Coming::ByLine if !open.as_ref().is_some_and(|shift| shift.by_line) => {
                write.tx.hold_shift(id, ShiftHold::Line)?;
            }
            Coming::ByHand | Coming::ByLine => {}
            Coming::WithConsole => write.tx.beat(id, &write.who.session)?,
        }
        let entry = is_new.then(|| write.plain_entry(ActionKind::ShiftIn)).transpose()?;
        write.shifted(entry, ActionKind::ShiftIn, lost)
    }

    /// Ends the operator's shift, whatever consoles of it are open.
    pub fn log_out(&mut self) -> Result<Shifted, DeskError> {
        let write = DeskTx::begin(self)?;
        let lost = write.close_lost()?;
        let entry = match write.tx.open_shift(&write.who.operator)? {
            Some(shift) => {
                write.tx.end_shift(&shift, write.tx.now(), Ending::Left)?;
                Some(write.plain_entry(ActionKind::ShiftOut)?)
            }
            None => None,
        };
        write.shifted(entry, ActionKind::ShiftOut, lost)
    }

    /// The telephone has left its last queue. The first in opened the shift, the last out closes it: where a console of
    /// it is open, or the operator's own word holds it, it goes on.
    pub fn leave_line(&mut self) -> Result<Option<Shifted>, DeskError> {
        let write = DeskTx::begin(self)?;
        let last = write.tx.last_shift(&write.who.operator)?;
        let Some(shift) = last.filter(|shift| shift.by_line) else {
            write.tx.commit()?;
            return Ok(None);
        };
        write.tx.let_shift_go(shift.id, ShiftHold::Line)?;
        if shift.ended_at.is_some() || shift.by_hand || write.tx.has_console(shift.id, LOST_AFTER)? {
            write.tx.commit()?;
            return Ok(None);
        }
        write.tx.end_shift(&shift, write.tx.now(), Ending::Left)?;
        let entry = write.plain_entry(ActionKind::ShiftOut)?;
        write.shifted(Some(entry), ActionKind::ShiftOut, None).map(Some)
    }

    /// The telephone is found logged in at a queue. Who ended the shift by their own word and stayed logged in there
    /// does not begin another one by that.
    pub fn find_on_line(&mut self) -> Result<Option<Shifted>, DeskError> {
        let write = DeskTx::begin(self)?;
        let last = write.tx.last_shift(&write.who.operator)?;
        drop(write);
        if last.is_some_and(|shift| shift.by_line && shift.ending == Some(Ending::Left)) {
            return Ok(None);
        }
        self.log_in(Coming::ByLine).map(Some)
    }

    /// This console is left: with the last one the shift ends, unless it was begun by hand.
    pub fn leave_console(&mut self) -> Result<Option<Shifted>, DeskError> {
        let write = DeskTx::begin(self)?;
        let left = write.tx.leave_console(&write.who.session, LOST_AFTER)?;
        let shift = match left {
            LeftConsole::Last(id) => write.tx.open_shift(&write.who.operator)?.filter(|s| s.id == id),
            LeftConsole::OneOfSeveral(_) | LeftConsole::Unknown => None,
        };
        let Some(shift) = shift.filter(|shift| !shift.by_hand && !shift.by_line) else {
            write.tx.commit()?;
            return Ok(None);
        };
        write.tx.end_shift(&shift, write.tx.now(), Ending::Left)?;
        let entry = write.plain_entry(ActionKind::ShiftOut)?;
        write.shifted(Some(entry), ActionKind::ShiftOut, None).map(Some)
    }

    /// The operator is away for a while: who is not there is counted by no rule.
    pub fn pause(&mut self) -> Result<Shifted, DeskError> {
        let (write, shift) = self.at_shift()?;
        let mut entry = None;
        if shift.paused_since().is_none() {
            write.tx.begin_pause(shift.id)?;
            entry = Some(write.plain_entry(ActionKind::Pause)?);
        }
        write.shifted(entry, ActionKind::Pause, None)
    }

    /// They are back.
    pub fn resume(&mut self) -> Result<Shifted, DeskError> {
        let (write, shift) = self.at_shift()?;
        let mut entry = None;
        if shift.paused_since().is_some() {
            write.tx.end_pause(shift.id, write.tx.now())?;
            entry = Some(write.plain_entry(ActionKind::Resume)?);
        }
        write.shifted(entry, ActionKind::Resume, None)
    }

    /// A sign of life of this console, which works in the shift `known`. A shift that was lost meanwhile (the machine
    /// slept) begins again; one that was ended by hand stays ended.
    pub fn beat(&mut self, known: ShiftId) -> Result<Option<Shifted>, DeskError> {
        let write = DeskTx::begin(self)?;
        let today = today(write.rules, write.tx.now());
        let operator = &write.who.operator;
        let came_back = match write.tx.open_shift(operator)? {
            Some(shift) => shift.is_lost(write.tx.now(), today),
            None => write
                .tx
                .last_shift(operator)?
                .is_some_and(|shift| shift.id == known && shift.ending == Some(Ending::Lost)),
        };
        if came_back {
            drop(write);
            return self.log_in(Coming::WithConsole).map(Some);
        }
        if let Some(shift) = write.tx.open_shift(operator)? {
            write.tx.beat(shift.id, &write.who.session)?;
        }
        write.tx.commit()?;
        Ok(None)
    }

    /// Whether this desk's clock may write into the file at all: opening a console is no reason to make it a rehearsal.
    pub(crate) fn may_log_in(&self) -> Result<bool, DeskError> {
        Ok(!self.clock.is_rehearsal() || self.store.meta(REHEARSAL)?.is_some())
    }

    /// A write on the operator's own shift, which must last.
    fn at_shift(&mut self) -> Result<(DeskTx<'_>, Shift), DeskError> {
        let write = DeskTx::begin(self)?;
        let today = today(write.rules, write.tx.now());
        let shift = write.tx.open_shift(&write.who.operator)?;
        match shift.filter(|shift| !shift.is_lost(write.tx.now(), today)) {
            Some(shift) => Ok((write, shift)),
            None => Err(Refusal::OffShift.into()),
        }
    }
}

impl DeskTx<'_> {
    /// Closes the operator's shift at its last sign of life when they left without a word.
    fn close_lost(&self) -> Result<Option<Shift>, DeskError> {
        let now = self.tx.now();
        let today = today(self.rules, now);
        let open = self.tx.open_shift(&self.who.operator)?;
        let Some(lost) = open.filter(|shift| shift.is_lost(now, today)) else {
            return Ok(None);
        };
        self.tx
            .end_shift(&lost, lost.seen_at.max(lost.began_at), Ending::Lost)?;
        self.plain_entry(ActionKind::ShiftLost)?;
        Ok(Some(lost.as_lost()))
    }

    fn shifted(mut self, entry: Option<EntryId>, kind: ActionKind, lost: Option<Shift>) -> Result<Shifted, DeskError> {
        let shift = self.tx.last_shift(&self.who.operator)?;
        let warnings = self.take_warnings();
        self.tx.commit()?;
        Ok(Shifted {
            entry,
            kind,
            shift,
            lost,
            warnings,
        })
    }
}
