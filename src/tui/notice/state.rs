//! What the line above the keys says, before it is worded.

use std::sync::Arc;

use crate::desk::error::DatabaseHint;
use crate::desk::error::DeskError;
use crate::desk::result::Performed;
use crate::desk::result::PerformedAll;
use crate::desk::result::UndoHint;
use crate::desk::result::Undone;
use crate::domain::action::ActionKind;
use crate::domain::action::Refusal;
use crate::domain::action::Warning;
use crate::domain::call::Outcome;
use crate::domain::history::Deed;
use crate::domain::ids::CustomerId;
use crate::domain::queue::row_text::RowText;
use crate::domain::task::Task;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// One thing to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// An action was done.
    Done {
        /// What.
        kind: ActionKind,
        /// On which order.
        number: Option<String>,
        /// What should be known of it.
        warnings: Vec<Warning>,
    },
    /// An action was done on several rows, or on some of them.
    DoneAll {
        /// What.
        kind: Option<ActionKind>,
        /// On how many.
        done: usize,
        /// Where it was so already.
        already: usize,
        /// Where it was not done: the order's number and why.
        refused: Vec<(Option<String>, Notice)>,
        /// What should be known of it, each once.
        warnings: Vec<Warning>,
    },
    /// How many messages leave that waited for a look.
    Released(usize),
    /// It was so already.
    Already(ActionKind),
    /// It was so already, and this should be known of it: a colleague was faster.
    AlreadyBy {
        /// What.
        kind: ActionKind,
        /// What should be known.
        warnings: Vec<Warning>,
    },
    /// An action was taken back.
    Undid {
        /// What it was.
        did: Deed,
        /// On which order.
        number: Option<String>,
        /// How many entries it was.
        count: usize,
        /// What should be known of it.
        warnings: Vec<Warning>,
    },
    /// An action was done again.
    Redid {
        /// What it was.
        did: Deed,
        /// On which order.
        number: Option<String>,
        /// How many entries it was.
        count: usize,
        /// What should be known of it.
        warnings: Vec<Warning>,
    },
    /// Nothing was done in this window; what the operator did last in another, or before.
    DoneElsewhere(UndoHint),
    /// It is not allowed.
    Refused(Refusal),
    /// There is no such order or customer.
    NotFound,
    /// The file failed.
    Failed {
        /// What SQLite said.
        message: String,
        /// What to do.
        hint: DatabaseHint,
    },
    /// NEXT went to a row: why it is the top.
    Next {
        /// What is due there.
        task: Task,
        /// The moment it should be done by.
        target: Option<Time>,
        /// The operator holds it already: it stays the top until it is worked.
        again: bool,
    },
    /// The operator came or went (R29).
    Shift {
        /// How.
        kind: ActionKind,
        /// When the shift before was closed that nobody had ended.
        lost: Option<Time>,
        /// What should be known of it.
        warnings: Vec<Warning>,
    },
    /// A colleague took a customer over whom this operator held (R8).
    TakenOver {
        /// Who.
        by: String,
        /// Whom.
        name: String,
    },
    /// A call of the operator's is over, and they are busy with something else: what came of it, as the line says.
    PlacedOver(Option<Outcome>),
    /// A call in vain, and when the next is due.
    Attempted {
        /// What came of it.
        outcome: Outcome,
        /// Whom it was to.
        customer: CustomerId,
        /// About which order.
        number: Option<String>,
        /// What should be known of it.
        warnings: Vec<Warning>,
    },
    /// A call that rang is over: another took it, or nobody did.
    CallOver {
        /// Who called.
        text: Arc<RowText>,
        /// Which colleague has taken it.
        by: Option<String>,
        /// It waits among the missed.
        missed: bool,
    },
    /// What could not be done, or a file of the shop's own that could not be read: why, in words.
    Trouble(String),
    /// What was done, in words.
    Said(String),
    /// This text was put into the clipboard.
    Copied(String),
    /// A pasted text was put away.
    PutAway,
    /// The clock went ahead so far, or back.
    ClockJumped(Span),
    /// Something simple, by the key of its message.
    Plain(&'static str),
}

impl Notice {
    /// Of what the desk did.
    pub fn of_performed(performed: Performed) -> Notice {
        match performed.entry {
            Some(_) => Notice::Done {
                kind: performed.kind,
                number: performed.order_number,
                warnings: performed.warnings,
            },
            // Claims and skips are not in the history and have no entry.
            None if !performed.kind.is_undoable() => Notice::Done {
                kind: performed.kind,
                number: performed.order_number,
                warnings: performed.warnings,
            },
            None if !performed.warnings.is_empty() => Notice::AlreadyBy {
                kind: performed.kind,
                warnings: performed.warnings,
            },
            None => Notice::Already(performed.kind),
        }
    }

    /// Of what the desk did on several rows.
    pub fn of_performed_all(all: PerformedAll) -> Notice {
        let changed = |done: &&Performed| done.entry.is_some();
        let mut warnings: Vec<Warning> = Vec::new();
        for warning in all.done.iter().flat_map(|done| &done.warnings) {
            if !warnings.contains(warning) {
                warnings.push(warning.clone());
            }
        }
        let done = all.done.iter().filter(changed).count();
        Notice::DoneAll {
            kind: all.done.first().map(|done| done.kind),
            done,
            already: all.done.len() - done,
            refused: all
                .refused
                .into_iter()
                .map(|one| (one.number, Notice::of_error(one.error)))
                .collect(),
            warnings,
        }
    }

    /// Of an undo.
    pub fn of_undone(undone: Undone) -> Notice {
        Notice::Undid {
            did: undone.did,
            number: undone.order_number,
            count: undone.count,
            warnings: undone.warnings,
        }
    }

    /// Of a redo.
    pub fn of_redone(undone: Undone) -> Notice {
        Notice::Redid {
            did: undone.did,
            number: undone.order_number,
            count: undone.count,
            warnings: undone.warnings,
        }
    }

    /// Of what the desk did not do.
    pub fn of_error(error: DeskError) -> Notice {
        match error {
            DeskError::Refused(refusal) => Notice::Refused(refusal),
            DeskError::NotFound => Notice::NotFound,
            DeskError::Database { message, hint } => Notice::Failed { message, hint },
        }
    }
}
