//! Whether an action is allowed now, from the order's facts alone.

use super::ActionKind;
use crate::domain::message::Channel;
use crate::domain::message::MessageKind;
use crate::domain::money::Money;
use crate::domain::offer::NoOffer;
use crate::domain::order::Flags;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::domain::order::Terms;
use crate::domain::rights::Rights;
use crate::domain::time::Time;

/// An action may be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Permit {
    /// Go on.
    Do,
    /// It is so already: nothing changes, and that is no error.
    Already,
    /// Go on, and say this.
    Warn(Warning),
}

/// What a manager should know of an allowed action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// It leaves before it is paid; the payment ladder goes on (R12).
    BeforePayment {
        /// What is still owed.
        owed: Money,
    },
    /// More came than was owed.
    Overpaid {
        /// By how much.
        by: Money,
    },
    /// The tracking number fails its check digit.
    CheckDigit,
    /// The tracking number is of no known form.
    UnknownNumber,
    /// Other customers' orders have the tracking number too; their numbers.
    NumberElsewhere(Vec<String>),
    /// It was so already: a colleague has just done it.
    DoneBy {
        /// Who.
        by: String,
        /// When.
        at: Time,
    },
    /// The clock shows an earlier moment than the journal's last entry.
    ClockBehind {
        /// The last entry's.
        last: Time,
    },
    /// The same message waits or has left already.
    SameMessage {
        /// When it was written.
        at: Time,
    },
    /// Messages that still waited were taken out of the outbox with it (R35).
    MessagesRecalled(Vec<MessageKind>),
    /// Messages had left already: what they told is no longer so (R35).
    MessagesGone(Vec<MessageKind>),
    /// Of how many products the catalogue has more again.
    StockRaised(usize),
    /// How much there is of the goods comes from the shop by itself, and is not changed here.
    StockByFeed,
}

/// Why an action is not allowed; worded, with what to do instead, where people read it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{self:?}")]
pub enum Refusal {
    /// There is no order under the cursor.
    NoOrder,
    /// Cancelled; reopen it first.
    Cancelled,
    /// Returned; reopen it first.
    Returned,
    /// Closed; reopen it first.
    Closed,
    /// It has no such parcel.
    NoSuchParcel,
    /// It has several parcels: one is to be named.
    SeveralParcels,
    /// That parcel is received or came back: another number is another parcel's.
    ParcelOver,
    /// Another parcel of the order has that number.
    NumberOfAnother,
    /// It is open: there is nothing to reopen.
    NotFinished,
    /// Confirm it first.
    NotConfirmed,
    /// It has not left yet; hand it over first.
    NotDispatched,
    /// It did not come back: mark it returned first.
    NotReturned,
    /// It is on its way: mark it returned when it comes back.
    OnItsWay,
    /// The customer has it: mark it returned if it comes back.
    AlreadyReceived,
    /// It has left: how and where it goes and how it is paid stand.
    AlreadySent,
    /// It is paid: how it is paid stands.
    AlreadyPaid,
    /// It cannot be closed before the customer has it; cancel it instead.
    NotReceived,
    /// Money is owed by the customer: enter the payment first (R12).
    MoneyOwed(Money),
    /// Money is owed to the customer: enter the refund first (R12).
    RefundOwed(Money),
    /// More of it is to come back than was bought, or than the customer still has.
    ReturnTooMuch {
        /// Of which goods.
        name: String,
        /// How much there is, in thousandths.
        left_milli: i64,
    },
    /// It is not among what the order has.
    ReturnNotBought(String),
    /// What comes back is worth no more.
    ReturnWorthMore(Money),
    /// The order has no such return.
    NoSuchReturn,
    /// The goods are back already.
    ReturnIsBack,
    /// Other goods were sent for them already.
    ReturnExchanged,
    /// Nothing was paid.
    NothingPaid,
    /// More than was paid.
    RefundTooLarge(Money),
    /// An amount above zero is needed.
    AmountNotPositive,
    /// No shop's amount is so large: a slip of the finger.
    AmountTooLarge,
    /// A text is needed.
    EmptyText,
    /// It is above the operator's rights.
    AboveRights {
        /// What it needs.
        needs: Rights,
        /// Who may.
        who: Vec<String>,
    },
    /// The reason for which a person is erased would keep what is erased.
    NamesThePerson,
    /// At least one line is needed.
    NoLines,
    /// A time to call is needed.
    NeedsTime,
    /// A reason is needed.
    NeedsReason,
    /// The time has passed already.
    InThePast,
    /// What is to be entered as done is still to come.
    InTheFuture,
    /// No duplicate is suspected.
    NoDuplicate,
    /// The shop changed nothing.
    NoShopChange,
    /// The call has no such row: it did not ring.
    NoSuchCall,
    /// Nothing may be offered to them (R25).
    NoOffer(NoOffer),
    /// Somebody else holds the customer (R8).
    Claimed {
        /// Who.
        by: String,
        /// Since when.
        since: Time,
    },
    /// A colleague was faster, and what they did stands against it.
    Overtaken {
        /// Who.
        by: String,
        /// What they did.
        kind: ActionKind,
        /// When.
        at: Time,
        /// Why that stands against it.
        why: Box<Refusal>,
    },
    /// Nothing of this operator's is left to take back.
    NothingToUndo,
    /// Nothing was taken back that could be done again.
    NothingToRedo,
    /// Later work of somebody else stands on it.
    LaterWork {
        /// Whose.
        by: String,
        /// What.
        kind: ActionKind,
    },
    /// It is no longer as the action left it (or as it was seen when the action began).
    ChangedMeanwhile,
    /// The operator is not on shift.
    OffShift,
    /// The two are one customer already.
    OnePerson,
    /// The message has left: it can be taken back by another only.
    MessageGone,
    /// The message never left: there is nothing to take back.
    MessageNotSent,
    /// No channel of the settings carries such messages.
    NoChannel(Channel),
    /// The customer has no good address of that kind, or another by now.
    NoAddress(Channel),
    /// The settings let no message written by hand leave.
    NotByHand,
    /// The file is no rehearsal, and this command's clock is not the machine's.
    NotARehearsal,
}

impl Refusal {
    /// True when what was to be written over is no longer as it was seen.
    pub fn is_changed_meanwhile(&self) -> bool {
        match self {
            Refusal::ChangedMeanwhile => true,
            Refusal::Overtaken { why, .. } => why.is_changed_meanwhile(),
            _ => false,
        }
    }
}

/// Whether `kind` may be done to an order of these facts; kinds that need no order are always allowed.
pub fn permit(kind: ActionKind, order: Option<&OrderFacts>) -> Result<Permit, Refusal> {
    if kind.is_of_shift()
        || kind.is_of_outbox()
        || matches!(
            kind,
            ActionKind::Note
                | ActionKind::Call
                | ActionKind::Skip
                | ActionKind::Take
                | ActionKind::Release
                | ActionKind::Customer
                | ActionKind::CallEvent
                | ActionKind::Answer
                | ActionKind::MissedWhy
                | ActionKind::CallReviewed
                | ActionKind::Wrote
                | ActionKind::Replied
                | ActionKind::NotCustomer
                | ActionKind::B2b
                | ActionKind::Consent
                | ActionKind::Unsubscribed
                | ActionKind::Offered
                | ActionKind::Message
                | ActionKind::NewOrder
                | ActionKind::Import
                | ActionKind::Undo
                | ActionKind::Redo
                | ActionKind::Merge
                | ActionKind::KeepApart
                | ActionKind::Erase
                | ActionKind::Followed
                | ActionKind::Publish
        )
    {
        return Ok(Permit::Do);
    }
    if kind == ActionKind::Schedule {
        return order.map_or(Ok(()), unfinished).map(|()| Permit::Do);
    }
    let order = order.ok_or(Refusal::NoOrder)?;
    let money = |minor| Money::new(minor, order.currency);
    let already_if = |done: bool| Ok(if done { Permit::Already } else { Permit::Do });
    match kind {
        ActionKind::Confirm => {
            unfinished(order)?;
            already_if(order.stage != Stage::New)
        }
        ActionKind::Pay => {
            if order.stage == Stage::Cancelled {
                return Err(Refusal::Cancelled);
            }
            already_if(order.owed() <= 0)
        }
        ActionKind::ReturnAgreed => match order.stage {
            Stage::Cancelled => Err(Refusal::Cancelled),
            Stage::Returned => Err(Refusal::Returned),
            _ if order.received_at.is_none() => Err(Refusal::NotReceived),
            _ => Ok(Permit::Do),
        },
        ActionKind::ReturnSent | ActionKind::ReturnBack | ActionKind::ReturnDropped | ActionKind::ReturnExchanged => {
            let is_any = order.return_since.is_some() || order.sent_back_at.is_some();
            is_any.then_some(Permit::Do).ok_or(Refusal::NoSuchReturn)
        }
        ActionKind::Refund => {
            if order.refundable() > 0 {
                Ok(Permit::Do)
            } else {
                Err(Refusal::NothingPaid)
            }
        }
        ActionKind::Ship | ActionKind::Handed => {
            unfinished(order)?;
            match order.stage {
                Stage::New => Err(Refusal::NotConfirmed),
                Stage::Received => Err(Refusal::AlreadyReceived),
                _ if kind == ActionKind::Handed && order.handed_at.is_some() => Ok(Permit::Already),
                _ if order.terms == Terms::Prepaid && order.owed() > 0 && order.handed_at.is_none() => {
                    Ok(Permit::Warn(Warning::BeforePayment {
                        owed: money(order.owed()),
                    }))
                }
                _ => Ok(Permit::Do),
            }
        }
        ActionKind::Arrived => {
            unfinished(order)?;
            match order.stage {
                Stage::New => Err(Refusal::NotConfirmed),
                Stage::Confirmed if !order.is_on_its_way() => Err(Refusal::NotDispatched),
                _ => already_if(order.arrived_at.is_some() || order.received_at.is_some()),
            }
        }
        ActionKind::Received => {
            unfinished(order)?;
            match order.stage {
                Stage::New => Err(Refusal::NotConfirmed),
                Stage::Confirmed if !order.is_on_its_way() => Err(Refusal::NotDispatched),
                _ => already_if(order.received_at.is_some()),
            }
        }
        ActionKind::Returned => match order.stage {
            Stage::Returned => Ok(Permit::Already),
            Stage::Cancelled => Err(Refusal::Cancelled),
            Stage::New | Stage::Confirmed | Stage::Ready if !order.is_on_its_way() => Err(Refusal::NotDispatched),
            _ => Ok(Permit::Do),
        },
        ActionKind::Cancel => match order.stage {
            Stage::Cancelled => Ok(Permit::Already),
            Stage::Returned => Err(Refusal::Returned),
            Stage::Closed => Err(Refusal::Closed),
            Stage::Dispatched | Stage::Arrived => Err(Refusal::OnItsWay),
            Stage::Received => Err(Refusal::AlreadyReceived),
            _ if order.is_on_its_way() => Err(Refusal::OnItsWay),
            _ => Ok(Permit::Do),
        },
        ActionKind::CareDone => {
            unfinished(order)?;
            match order.stage {
                Stage::Received => already_if(order.quality_done_at.is_some() && order.courtesy_done_at.is_some()),
                _ => Err(Refusal::NotReceived),
            }
        }
        ActionKind::Reopen => match order.stage {
            Stage::Cancelled | Stage::Returned | Stage::Closed => Ok(Permit::Do),
            _ => Err(Refusal::NotFinished),
        },
        ActionKind::Close | ActionKind::Lapse => match order.stage {
            Stage::Closed => Ok(Permit::Already),
            Stage::Cancelled => Err(Refusal::Cancelled),
            Stage::Returned => Err(Refusal::Returned),
            Stage::Received if order.owed() > 0 => Err(Refusal::MoneyOwed(money(order.owed()))),
            Stage::Received if order.to_give_back() > 0 => Err(Refusal::RefundOwed(money(order.to_give_back()))),
            Stage::Received if order.owed() < 0 => Err(Refusal::RefundOwed(money(-order.owed()))),
            Stage::Received => Ok(Permit::Do),
            _ => Err(Refusal::NotReceived),
        },
        ActionKind::Lines => {
            unfinished(order)?;
            match order.stage {
                Stage::Dispatched | Stage::Arrived => Err(Refusal::OnItsWay),
                // Who kept a part of it owes that part.
                Stage::Received if order.owed() <= 0 => Err(Refusal::AlreadyReceived),
                _ => Ok(Permit::Do),
            }
        }
        // Of its fields each has its own time, and one may always be written. Most complaints come of what is over.
        ActionKind::Details | ActionKind::Complaint | ActionKind::ComplaintSettled => Ok(Permit::Do),
        ActionKind::KeepBoth => order.duplicate_of.map(|_| Permit::Do).ok_or(Refusal::NoDuplicate),
        ActionKind::AcceptShop => order.shop_changed_at.map(|_| Permit::Do).ok_or(Refusal::NoShopChange),
        ActionKind::KeepOurs => order
            .shop_changed_at
            .or(order.shop_cancelled_at)
            .map(|_| Permit::Do)
            .ok_or(Refusal::NoShopChange),
        ActionKind::DispatchBy => {
            unfinished(order)?;
            match order.stage {
                Stage::New | Stage::Confirmed | Stage::Ready => Ok(Permit::Do),
                _ => Err(Refusal::OnItsWay),
            }
        }
        ActionKind::ParcelRefused => {
            unfinished(order)?;
            match order.stage {
                Stage::Dispatched | Stage::Arrived => already_if(order.parcel_refused().is_some()),
                Stage::Received => Err(Refusal::AlreadyReceived),
                _ if order.is_on_its_way() => already_if(order.parcel_refused().is_some()),
                _ => Err(Refusal::NotDispatched),
            }
        }
        ActionKind::PutInStock => match order.stage {
            Stage::Returned => already_if(order.flags.has(Flags::IN_STOCK_AGAIN)),
            _ => Err(Refusal::NotReturned),
        },
        ActionKind::ClaimsPaid => {
            unfinished(order)?;
            already_if(order.owed() <= 0)
        }
        ActionKind::ToldUnpaid => {
            unfinished(order)?;
            already_if(order.payment_claim().is_none())
        }
        ActionKind::ToldLate => {
            unfinished(order)?;
            match order.stage {
                Stage::New => Err(Refusal::NotConfirmed),
                Stage::Confirmed | Stage::Ready => Ok(Permit::Do),
                _ => Err(Refusal::OnItsWay),
            }
        }
        _ => {
            unfinished(order)?;
            Ok(Permit::Do)
        }
    }
}

/// Whether how and where the order goes may still be changed: until it is handed over.
pub fn delivery_is_open(order: &OrderFacts) -> Result<(), Refusal> {
    unfinished(order)?;
    match order.stage {
        Stage::Dispatched | Stage::Arrived => Err(Refusal::AlreadySent),
        Stage::Received => Err(Refusal::AlreadyReceived),
        _ => Ok(()),
    }
}

/// Whether how the order is paid may still be changed: until it is paid in full or handed over (R12).
pub fn terms_are_open(order: &OrderFacts) -> Result<(), Refusal> {
    delivery_is_open(order)?;
    if order.paid > 0 && order.owed() <= 0 {
        return Err(Refusal::AlreadyPaid);
    }
    Ok(())
}

fn unfinished(order: &OrderFacts) -> Result<(), Refusal> {
    match order.stage {
        Stage::Cancelled => Err(Refusal::Cancelled),
        Stage::Returned => Err(Refusal::Returned),
        Stage::Closed => Err(Refusal::Closed),
        _ => Ok(()),
    }
}
