//! The board: an immutable picture of the queue for one operator at one moment.

use std::sync::Arc;

use super::KeptOrder;
use crate::domain::call::PlacedCall;
use crate::domain::claim::Claim;
use crate::domain::history::Deed;
use crate::domain::ids::CustomerId;
use crate::domain::message::OutboxCounts;
use crate::domain::order::OrderFacts;
use crate::domain::queue::Row;
use crate::domain::queue::row_text::RowText;
use crate::domain::shift::Shift;
use crate::domain::target::RowKey;
use crate::domain::task::Lane;
use crate::domain::task::TaskKind;
use crate::domain::time::Time;

/// One snapshot; never changed once made.
#[derive(Clone, Debug, Default)]
pub struct Board {
    /// The queue in rank order.
    pub rows: Arc<Vec<BoardRow>>,
    /// The moment it was computed for.
    pub as_of: Time,
    /// The change feed was followed up to here.
    pub seq: i64,
    /// False while the slower part of the open work still streams in.
    pub complete: bool,
    /// First contacts made today, and those of them within R4's target.
    pub contacted_today: (i64, i64),
    /// Money at risk now in the fresh lanes, minor units of the shop's currency.
    pub at_risk: i64,
    /// The earliest moment at which something that is not due yet falls due; none when nothing is ahead.
    pub next_due: Option<Time>,
    /// Orders about which nothing is due now and something will be.
    pub waiting: usize,
    /// Neither an order nor a customer is in the file.
    pub is_blank: bool,
    /// Who is on shift, by name; who pauses too.
    pub shifts: Vec<Shift>,
    /// Nobody but the viewer is on shift or holds a customer: claims are silent (R8).
    pub alone: bool,
    /// Customers of the viewer's whom colleagues took over since the last snapshot (R8).
    pub taken_over: Vec<TakenOver>,
    /// Whom the viewer talks with.
    pub talk: Option<Talk>,
    /// The viewer's last call to somebody, until its outcome is logged.
    pub placed: Option<PlacedCall>,
    /// What the shops are called whose orders come here, where there are several; of one nothing is said.
    pub shops: Vec<String>,
    /// Messages that wait in the outbox, and those that could not be delivered.
    pub outbox: OutboxCounts,
    /// What was done last where rows left, the latest last.
    pub done: Vec<Done>,
    /// What every screen should say at its top.
    pub warnings: Vec<BoardWarning>,
}

/// A call the viewer took and whose end nobody has told of.
#[derive(Clone, Debug)]
pub struct Talk {
    /// With whom.
    pub customer: CustomerId,
    /// Since when.
    pub since: Time,
    /// The customer's words.
    pub text: Arc<RowText>,
}

/// A customer the viewer held, and a colleague holds now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenOver {
    /// Who.
    pub by: String,
    /// The customer's name, else their phone.
    pub name: String,
}

/// What was done as a row left the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The row that left.
    pub key: RowKey,
    /// Who did it.
    pub operator: String,
    /// What.
    pub did: Deed,
}

/// Something amiss with the file or the clock, said in the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BoardWarning {
    /// Another process works this file by other rules; automatic work rests here.
    OtherRules {
        /// When those became the file's; unknown in an older file.
        since: Option<Time>,
    },
    /// The shop's settings were published since this process took them; automatic work rests here until it takes these.
    Published {
        /// When.
        since: Time,
    },
    /// The clock shows an earlier moment than the journal's last entry.
    ClockBehind {
        /// Of that entry.
        last: Time,
    },
    /// The file is a rehearsal: nothing leaves it, and no sheet and no copy is made of it.
    Rehearsal {
        /// When it began, by its own clock; unknown in an older file.
        since: Option<Time>,
    },
    /// What is due by itself fails here.
    WorkFails {
        /// Since when.
        since: Time,
    },
    /// The server is out of reach: what is shown is what was known then.
    CutOff {
        /// Since when.
        since: Time,
    },
    /// The file lies on a network or cloud-synced folder.
    SyncedFolder,
    /// The file was replaced, moved or deleted: nothing more is written.
    FileGone,
}

impl BoardWarning {
    /// The key of its words; `-since` follows where the moment is known.
    pub fn key(&self) -> &'static str {
        match self {
            BoardWarning::OtherRules { .. } => "header-other_rules",
            BoardWarning::Published { .. } => "header-published",
            BoardWarning::ClockBehind { .. } => "header-clock_behind",
            BoardWarning::Rehearsal { .. } => "header-rehearsal",
            BoardWarning::WorkFails { .. } => "header-work_fails",
            BoardWarning::CutOff { .. } => "header-cut_off",
            BoardWarning::SyncedFolder => "header-synced_folder",
            BoardWarning::FileGone => "header-file_gone",
        }
    }

    /// Since when it is so.
    pub fn since(&self) -> Option<Time> {
        match *self {
            BoardWarning::OtherRules { since } | BoardWarning::Rehearsal { since } => since,
            BoardWarning::ClockBehind { last: since }
            | BoardWarning::Published { since }
            | BoardWarning::CutOff { since }
            | BoardWarning::WorkFails { since } => Some(since),
            BoardWarning::SyncedFolder | BoardWarning::FileGone => None,
        }
    }
}

impl Board {
    /// The same snapshot with what every screen should say at its top.
    #[must_use]
    pub fn with_warnings(mut self, warnings: &[BoardWarning]) -> Board {
        self.warnings = warnings.to_vec();
        self
    }

    /// The rows NEXT gives `operator`, one after the other: not those a colleague holds (R8) nor calls to somebody who
    /// sleeps (R36); those they skipped come last.
    pub fn offers<'a>(&'a self, operator: &'a str) -> impl Iterator<Item = &'a BoardRow> {
        let free = move |row: &&BoardRow| row.claim.as_ref().is_none_or(|claim| claim.operator == operator);
        let open = move || {
            self.rows
                .iter()
                .filter(free)
                .filter(|row| row.row.asleep_until.is_none())
        };
        let skipped = |row: &&BoardRow| row.row.skipped_until.is_some();
        open().filter(move |row| !skipped(row)).chain(open().filter(skipped))
    }

    /// The customer is owed that.
    pub fn owes(&self, customer: CustomerId, task: TaskKind) -> bool {
        let theirs = self.rows.iter().filter(|shown| shown.row.customer == customer);
        theirs.map(|shown| &shown.row).any(|row| {
            let more = row.more.iter().map(|(_, kind)| *kind);
            more.chain([row.task.kind]).any(|kind| kind == task)
        })
    }

    /// Rows in `lane`.
    pub fn count(&self, lane: Lane) -> usize {
        self.rows.iter().filter(|r| r.row.task.lane == lane).count()
    }
}

/// One row of the queue with what is needed to draw it.
#[derive(Clone, Debug)]
pub struct BoardRow {
    /// What is due, ranked.
    pub row: Arc<Row>,
    /// Its words.
    pub text: Arc<RowText>,
    /// The order the row is about.
    pub order: Option<KeptOrder>,
    /// Who holds the customer: few are held.
    pub claim: Option<Box<Claim>>,
    /// A regular of a manager who is there now (R9); the words name them.
    pub has_own_manager: bool,
}

impl BoardRow {
    /// The facts of the order the row is about.
    pub fn facts(&self) -> Option<OrderFacts> {
        self.order.as_ref()?.facts()
    }
}
