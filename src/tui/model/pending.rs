//! What the console asked of the desk and waits for.

use std::collections::HashMap;

use crate::domain::action::WhichParcel;
use crate::domain::call::Outcome;
use crate::domain::ids::CustomerId;
use crate::domain::target::RowKey;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::session::request::Envelope;
use crate::session::request::Request;
use crate::tui::effect::Effect;
use crate::tui::line::state::LineKind;
use crate::tui::subject::Subject;

/// A write that takes longer is said to be under way: another program keeps the file busy.
const PATIENCE: Span = Span(300);

/// Requests that wait for their answers.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The last token given out.
    pub last: u64,
    /// What each was for.
    pub waiting: HashMap<u64, Waiting>,
    /// Since when there has been one that waits.
    pub since: Option<Time>,
    /// What goes on for longer than a key waits: which request, how many are done, of how many.
    pub going: Option<(u64, usize, usize)>,
    /// The last that was answered and changed something.
    pub changed: Option<(u64, Errand)>,
    /// The rows that were skipped last, while nothing was done since.
    pub skipped: Vec<RowKey>,
    /// The file's place in the change feed at the newest answer.
    pub seq: i64,
    /// The recorded call that is waited for.
    pub recording: u64,
    /// What NEXT does as soon as the board stands there too.
    pub next: Option<NextStep>,
}

impl Asked {
    /// Asks the desk; the token no request had before, by which the answer comes.
    pub fn ask(&mut self, request: Request, effects: &mut Vec<Effect>) -> u64 {
        self.last += 1;
        let token = self.last;
        effects.push(Effect::Ask(Envelope { token, request }));
        token
    }

    /// Notes since when something has been waited for.
    pub fn note(&mut self, now: Time) {
        let goes_on = self.going.map(|(token, ..)| token);
        let waits = self.waiting.keys().any(|token| Some(*token) != goes_on);
        self.since = waits.then(|| self.since.unwrap_or(now));
    }

    /// The request of that token is answered.
    pub fn answered(&mut self, token: u64) -> Option<Waiting> {
        self.going = self.going.filter(|(going, ..)| *going != token);
        self.waiting.remove(&token)
    }

    /// What was asked for is not done yet, and that is worth a word.
    pub fn is_slow(&self, now: Time) -> bool {
        self.since.is_some_and(|since| now >= since + PATIENCE)
    }

    /// How much longer nothing is said of it; none when nothing is waited for, or it is said.
    pub fn says_in(&self, now: Time) -> Option<Span> {
        let says_at = self.since? + PATIENCE;
        (now < says_at).then(|| says_at - now)
    }
}

/// What NEXT does on a board that knows all that was answered: an older one still has the rows that are done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NextStep {
    /// Choose the best row but those of these customers, whom colleagues were found to hold.
    Choose(Vec<CustomerId>),
    /// Go to a row that was claimed.
    Arrive(NextRow),
}

/// A row NEXT has claimed, or is about to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextRow {
    /// The row.
    pub key: RowKey,
    /// Its customer.
    pub customer: CustomerId,
    /// Nobody held the customer before.
    pub was_free: bool,
    /// The row was on the screen and the operator's own already.
    pub again: bool,
}

/// A request that waits.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// What for.
    pub errand: Errand,
    /// It came with a paste and is to be taken back.
    pub take_back: bool,
}

/// A line as it was typed.
#[derive(Clone, Debug, PartialEq)]
pub struct TypedLine {
    /// What it is about.
    pub subject: Subject,
    /// What it says.
    pub kind: LineKind,
    /// Of which parcel.
    pub which: WhichParcel,
    /// Its text.
    pub text: String,
}

/// What a request is for.
#[derive(Clone, Debug, PartialEq)]
pub enum Errand {
    /// An action.
    Perform,
    /// A line that was typed, which comes back when it is refused.
    Line(Box<TypedLine>),
    /// A call in which the order was refused: it is cancelled.
    Refuse,
    /// A call in vain: when the next is due is said.
    Attempt(Outcome),
    /// A talk in which everything was agreed, and the confirmation.
    Agreed,
    /// An action on the marked rows.
    PerformAll,
    /// What a form asked for.
    Form,
    /// A message written by hand.
    Letter,
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// Claim the customer and say so.
    Take(CustomerId),
    /// Claim the customer in passing: only a refusal is said.
    TakeQuietly(CustomerId),
    /// NEXT.
    Next {
        /// The row.
        claimed: NextRow,
        /// Whom it passed over because a colleague was faster.
        passed: Vec<CustomerId>,
    },
    /// NEXT while a list is walked.
    Walk {
        /// Its customer.
        customer: CustomerId,
        /// Which step of the walk.
        at: usize,
    },
    /// Take a call that rings.
    Answer,
    /// Give the claim up.
    Release(CustomerId),
    /// Give a claim up that turned out to be of no use: nothing is said.
    ReleaseQuietly,
    /// Leave these rows for now.
    Skip(Vec<RowKey>),
}
