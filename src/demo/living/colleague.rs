//! Who works beside the viewer: takes a customer, is seen holding them, and does what their row asks for. They leave the top
//! of every lane and the last of every sort of work to the viewer, so that the queue neither grows nor empties.

use std::collections::HashMap;

use super::Living;
use super::state::Step;
use crate::board::Board;
use crate::board::BoardRow;
use crate::demo::story::log;
use crate::desk::claims::TakeOver;
use crate::desk::error::DeskError;
use crate::domain::action::Action;
use crate::domain::action::CallLog;
use crate::domain::action::Handing;
use crate::domain::action::RefundOwing;
use crate::domain::action::Shipping;
use crate::domain::call::Outcome;
use crate::domain::carrier::Carrier;
use crate::domain::case::CaseOutcome;
use crate::domain::ids::CustomerId;
use crate::domain::order::Means;
use crate::domain::order::OrderFacts;
use crate::domain::order::Reason;
use crate::domain::order::Stage;
use crate::domain::target::RowKey;
use crate::domain::target::Target;
use crate::domain::task::Lane;
use crate::domain::task::TaskKind;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// Of how many fresh rows they take one.
const FRESHEST: usize = 4;

impl Living {
    /// They take the customer who has waited beyond what is comfortable.
    pub(super) fn turn(&mut self, now: Time) -> Result<(), DeskError> {
        let board = self.look(now)?;
        self.sit_colleague();
        let Some(row) = self.choose(&board) else { return Ok(()) };
        let (customer, row) = (row.row.customer, row.row.key);
        self.desk.take(customer, TakeOver::No)?;
        let works = self.colleague.works(self.speed);
        self.plan(now + works, Step::Served { customer, row });
        Ok(())
    }

    /// A row of the lane that is fullest beyond its measure: not its first, and not the last of its sort.
    fn choose<'b>(&mut self, board: &'b Board) -> Option<&'b BoardRow> {
        let over = |lane: Lane| {
            board
                .count(lane)
                .checked_sub(comfortable(lane))
                .filter(|over| *over > 0)
        };
        let lane = Lane::ALL.iter().rev().copied().filter(|lane| *lane != Lane::Ringing);
        let lane = lane.max_by_key(|lane| over(*lane))?;
        over(lane)?;
        let mut kinds: HashMap<TaskKind, usize> = HashMap::new();
        for row in board.rows.iter() {
            *kinds.entry(row.row.task.kind).or_default() += 1;
        }
        let rows = board.rows.iter().filter(|row| row.row.task.lane == lane);
        let fit: Vec<&BoardRow> = rows
            .skip(1)
            .filter(|row| row.claim.is_none() && kinds.get(&row.row.task.kind).is_some_and(|count| *count > 1))
            .filter(|row| !matches!(row.row.task.kind, TaskKind::FindContact | TaskKind::UndeliveredMessage))
            .collect();
        // Of the fresh they like the freshest; the rest they work through anyhow.
        let choice = match lane {
            Lane::FollowUp => fit.len(),
            _ => fit.len().min(FRESHEST),
        };
        (choice > 0).then(|| fit[self.colleague.rng.usize(..choice)])
    }

    /// They do what is due there by now, and let go.
    pub(super) fn served(&mut self, now: Time, customer: CustomerId, row: RowKey) -> Result<(), DeskError> {
        let board = self.look(now)?;
        self.sit_colleague();
        let done = match board.rows.iter().find(|other| other.row.key == row) {
            Some(row) => self.serve(now, row),
            None => Ok(()),
        };
        self.desk.release(customer)?;
        done
    }

    fn serve(&mut self, now: Time, row: &BoardRow) -> Result<(), DeskError> {
        let target = row.row.order.map_or(Target::Customer(row.row.customer), Target::Order);
        if row.row.task.kind == TaskKind::ShopChanged
            && let Some(order) = row.row.order
        {
            self.desk.accept_shop(order)?;
            return Ok(());
        }
        for action in self.answer_to(now, row.row.task.kind, row.facts().as_ref()) {
            self.desk.perform(target, &action)?;
        }
        Ok(())
    }

    /// What they do about a row.
    fn answer_to(&mut self, now: Time, kind: TaskKind, order: Option<&OrderFacts>) -> Vec<Action> {
        let talked = Action::LogCall(log(now, Outcome::Talked));
        let unsettled = order.is_some_and(|order| order.stage == Stage::New);
        match kind {
            TaskKind::CallBack | TaskKind::FirstContact | TaskKind::RetryCall | TaskKind::Decide if unsettled => {
                let in_writing = order.is_some_and(OrderFacts::wants_no_call);
                if in_writing {
                    vec![Action::Confirm]
                } else {
                    self.first_talk(now)
                }
            }
            TaskKind::ReturnCall | TaskKind::RemindPickup if self.colleague.rng.u8(..100) < 25 => {
                vec![Action::LogCall(log(now, Outcome::NoAnswer))]
            }
            TaskKind::Answer
            | TaskKind::ReturnCall
            | TaskKind::CallBack
            | TaskKind::FirstContact
            | TaskKind::RetryCall
            | TaskKind::Decide
            | TaskKind::RemindPayment
            | TaskKind::RemindPickup
            | TaskKind::QualityCall
            | TaskKind::CourtesyCall => vec![talked],
            TaskKind::SendTracking => {
                let carrier = order.and_then(|order| order.carrier).unwrap_or(Carrier::Other);
                let make = self.site.make();
                make.rng = self.colleague.rng.fork();
                vec![Action::Ship(Shipping {
                    seen: None,
                    number: make.waybill(carrier),
                    carrier: None,
                    handed: Handing::WithNumber,
                    ..Shipping::default()
                })]
            }
            TaskKind::DispatchLate => vec![Action::Handed],
            TaskKind::CheckParcel | TaskKind::MakeReady => vec![Action::Arrived],
            TaskKind::Complaint => vec![Action::ComplaintSettled {
                outcome: CaseOutcome::Explained,
            }],
            TaskKind::Reply => vec![Action::Replied { text: String::new() }],
            TaskKind::CheckPayment | TaskKind::CheckPayout => vec![Action::Pay {
                amount: None,
                means: Means::BankAccount,
                note: String::new(),
            }],
            TaskKind::RefundDue => {
                let amount = order.map_or(0, |order| -order.due());
                vec![Action::Refund {
                    amount,
                    owing: RefundOwing::CostsLess,
                }]
            }
            TaskKind::Duplicate => vec![Action::Cancel {
                reason: Reason::Duplicate,
            }],
            TaskKind::ShopCancelled => vec![Action::Cancel {
                reason: Reason::ChangedMind,
            }],
            TaskKind::ProposeCancel => vec![Action::Cancel {
                reason: Reason::Unreachable,
            }],
            TaskKind::ProposeReturn => vec![Action::Returned {
                reason: Reason::NotCollected,
            }],
            // Nothing of an operator's settles the first; the other two are the viewer's.
            TaskKind::ShopChanged | TaskKind::FindContact | TaskKind::UndeliveredMessage => Vec::new(),
        }
    }

    /// A talk about a new order, and how such talks end.
    fn first_talk(&mut self, now: Time) -> Vec<Action> {
        let rng = &mut self.colleague.rng;
        let notes = self.colleague.words.notes;
        match rng.u8(..100) {
            0..14 => vec![Action::LogCall(log(now, Outcome::NoAnswer))],
            14..22 => vec![Action::LogCall(CallLog {
                call_at: Some(now + Span::minutes(rng.i64(20..90))),
                ..log(now, Outcome::CallBack)
            })],
            22..28 => {
                let reasons = [Reason::Cheaper, Reason::ChangedMind, Reason::Delivery, Reason::TooSlow];
                vec![Action::LogCall(CallLog {
                    reason: Some(reasons[rng.usize(..reasons.len())]),
                    ..log(now, Outcome::Refused)
                })]
            }
            28..34 => {
                let text = notes[rng.usize(..notes.len())].to_owned();
                vec![Action::LogCall(log(now, Outcome::Talked)), Action::Note { text }]
            }
            _ => vec![Action::LogCall(log(now, Outcome::Talked)), Action::Confirm],
        }
    }
}

/// How many rows a lane holds before the colleague helps.
fn comfortable(lane: Lane) -> usize {
    match lane {
        Lane::Ringing => usize::MAX,
        Lane::Missed => 2,
        Lane::Callback => 5,
        Lane::NewHigh => 3,
        Lane::New => 10,
        Lane::FollowUp => 30,
    }
}
