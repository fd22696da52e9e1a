//! How a console keeps its operator's shift: in when it opens, a sign of life now and then, out when it is left.

use super::answer::DeskMsg;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::desk::shifts::Coming;
use crate::desk::shifts::ShiftStep;
use crate::desk::shifts::Shifted;
use crate::domain::ids::ShiftId;
use crate::domain::shift::BEAT;
use crate::domain::time::Time;

/// The shift this console works in.
#[derive(Debug, Default)]
pub(super) struct Attendance {
    shift: Option<ShiftId>,
    /// The operator is to be logged in as soon as the file lets them.
    wanted: bool,
    next_beat: Time,
}

impl Attendance {
    /// Logs the operator in, where the shop wants that.
    pub(super) fn begin(desk: &mut Desk) -> (Attendance, Option<DeskMsg>) {
        let wanted = desk.settings.console.log_in && desk.may_log_in().unwrap_or(false);
        let mut attendance = Attendance {
            wanted,
            ..Attendance::default()
        };
        let said = attendance.beat(desk);
        (attendance, said)
    }

    /// Does what the operator says of their presence.
    pub(super) fn step(&mut self, desk: &mut Desk, step: ShiftStep) -> Result<Shifted, DeskError> {
        let done = match step {
            ShiftStep::In => desk.log_in(Coming::WithConsole)?,
            other => desk.shift(other)?,
        };
        match step {
            ShiftStep::In => self.enter(desk, &done),
            ShiftStep::Out => self.shift = None,
            ShiftStep::Pause | ShiftStep::Resume => {}
        }
        Ok(done)
    }

    /// A sign of life, when it is time for one; what came of it when that is worth telling. A busy file is none: the
    /// next moment will do.
    pub(super) fn beat(&mut self, desk: &mut Desk) -> Option<DeskMsg> {
        let now = desk.now();
        if now < self.next_beat {
            return None;
        }
        let done = match self.shift {
            Some(shift) => desk.beat(shift),
            None if self.wanted => desk.log_in(Coming::WithConsole).map(Some),
            None => return None,
        };
        self.next_beat = now + BEAT;
        let done = done.ok()??;
        self.enter(desk, &done);
        Some(DeskMsg::LoggedIn(Box::new(done)))
    }

    /// The console is left. A file that cannot be written to just now leaves the shift to its last sign of life.
    pub(super) fn end(&self, desk: &mut Desk) {
        if self.shift.is_some() {
            let _ = desk.leave_console();
        }
    }

    fn enter(&mut self, desk: &Desk, done: &Shifted) {
        self.shift = done.shift.as_ref().map(|shift| shift.id);
        self.wanted = false;
        self.next_beat = desk.now() + BEAT;
    }
}
