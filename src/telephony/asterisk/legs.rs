//! What came of trying to reach somebody for a caller, and so why nobody took the call (R29).

use std::collections::BTreeSet;

use crate::domain::line_call::Unanswered;

/// The legs of a call so far, and what the dialplan did for the caller.
#[derive(Debug, Default)]
pub(super) struct Legs {
    /// Those that ring.
    pub(super) ringing: BTreeSet<String>,
    /// They wait in a queue.
    pub(super) in_queue: bool,
    /// How far it went.
    tried: Tried,
    /// The most a leg came to.
    best: Option<Unanswered>,
    gave_up: GaveUp,
    /// What the dialplan ran last.
    application: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Tried {
    #[default]
    Nobody,
    /// The dialplan dialled or queued the caller.
    Dialled,
    /// Something rang.
    Rang,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum GaveUp {
    #[default]
    No,
    /// The last leg was called off, most likely because the caller hung up.
    Likely,
    /// Their end asked to hang up.
    Surely,
}

impl Legs {
    pub(super) fn rings(&mut self, leg: &str) {
        self.ringing.insert(leg.to_owned());
        self.tried = Tried::Rang;
        self.goes_on();
    }

    /// A leg came to its end; a queue says so twice, and the first word counts.
    pub(super) fn ended(&mut self, leg: &str, status: &str) {
        if !self.ringing.remove(leg) {
            return;
        }
        if status == "CANCEL" && self.ringing.is_empty() {
            self.gave_up = self.gave_up.max(GaveUp::Likely);
        }
        self.came_to(status);
    }

    /// All of them did together.
    pub(super) fn all_ended(&mut self, status: &str) {
        if status == "CANCEL" {
            self.gave_up = self.gave_up.max(GaveUp::Likely);
        }
        self.came_to(status);
    }

    /// What dialling or a queue came to.
    pub(super) fn came_to(&mut self, status: &str) {
        let came = match status {
            "NOANSWER" | "TIMEOUT" => Unanswered::NotPickedUp,
            "BUSY" | "FULL" => Unanswered::Busy,
            "CHANUNAVAIL" | "JOINEMPTY" | "LEAVEEMPTY" | "JOINUNAVAIL" | "LEAVEUNAVAIL" => Unanswered::NobodyThere,
            "CONGESTION" => Unanswered::Failed,
            _ => return,
        };
        self.best = self.best.max(Some(came));
    }

    /// What a queue came to: the caller did not end it.
    pub(super) fn queue_came_to(&mut self, status: &str) {
        self.goes_on();
        self.came_to(status);
    }

    /// What the dialplan runs for the caller now.
    pub(super) fn runs(&mut self, application: &str) {
        application.clone_into(&mut self.application);
        if ["Dial", "Queue"].contains(&application) {
            self.tried = self.tried.max(Tried::Dialled);
        }
        self.goes_on();
    }

    fn goes_on(&mut self) {
        if self.gave_up == GaveUp::Likely {
            self.gave_up = GaveUp::No;
        }
    }

    /// The caller's end asked to hang up. After all legs came to nothing the caller only hears that, or leaves a message.
    pub(super) fn caller_hangs_up(&mut self) {
        if self.best.is_none() || self.waits() {
            self.gave_up = GaveUp::Surely;
        }
    }

    fn waits(&self) -> bool {
        self.in_queue || !self.ringing.is_empty()
    }

    /// Something rang.
    pub(super) fn rang(&self) -> bool {
        self.tried == Tried::Rang
    }

    /// Why nobody took it. Of a call whose end was not heard (`is_lost`) it is known only when it was over already.
    pub(super) fn unanswered(&self, is_lost: bool) -> Option<Unanswered> {
        let runs = |names: &[&str]| names.iter().any(|name| self.application.eq_ignore_ascii_case(name));
        if self.gave_up != GaveUp::No {
            return Some(Unanswered::HungUp);
        }
        let is_ending = self.best.is_some() || runs(&["Hangup", "Busy", "Congestion"]);
        if is_lost && (self.waits() || !is_ending) {
            return None;
        }
        // The event of the caller's hanging up may be lost: nothing that runs on ends by itself.
        let ran_on = runs(&[
            "Playback",
            "BackGround",
            "WaitExten",
            "Wait",
            "Dial",
            "Queue",
            "Read",
            "MusicOnHold",
        ]);
        Some(self.best.unwrap_or(match self.tried {
            _ if ran_on => Unanswered::HungUp,
            Tried::Rang => Unanswered::HungUp,
            Tried::Dialled => Unanswered::NobodyThere,
            Tried::Nobody => Unanswered::NotPutThrough,
        }))
    }

    /// Takes another call's legs over.
    pub(super) fn absorb(&mut self, other: Legs) {
        self.ringing.extend(other.ringing);
        self.tried = self.tried.max(other.tried);
        self.best = self.best.max(other.best);
        self.in_queue |= other.in_queue;
    }
}
