//! What a person or a feed can do, as one closed enum.

use super::call::CallEvent;
use super::call::CallLog;
use super::call::LineEntry;
use super::record::CustomerRecord;
use super::record::OrderRecord;
use super::shipping::ParcelStep;
use super::shipping::Shipping;
use crate::domain::b2b::B2b;
use crate::domain::call::MissedReason;
use crate::domain::case::CaseOutcome;
use crate::domain::coded::coded;
use crate::domain::goods_return::NewReturn;
use crate::domain::goods_return::ReturnStep;
use crate::domain::ids::OrderId;
use crate::domain::incoming::IncomingOrder;
use crate::domain::order::Line;
use crate::domain::order::Means;
use crate::domain::order::Reason;
use crate::domain::order::Terms;
use crate::domain::recorded::ReviewedCall;
use crate::domain::sex::Sex;
use crate::domain::statement::StatementLine;
use crate::domain::time::Time;

coded! {
    /// Every kind of entry in the journal; the file keeps the integer, commands and JSON the code.
    pub enum ActionKind {
        /// Claim the customer (R8).
        Take = 1 "take",
        /// Give the claim up.
        Release = 2 "release",
        /// The customer agreed to everything.
        Confirm = 3 "confirm",
        /// Money came.
        Pay = 4 "pay",
        /// Money went back.
        Refund = 5 "refund",
        /// The tracking number is known.
        Ship = 6 "ship",
        /// Handed over to the carrier.
        Handed = 7 "handed",
        /// At the pickup point.
        Arrived = 8 "arrived",
        /// With the customer.
        Received = 9 "received",
        /// Came back.
        Returned = 10 "returned",
        /// Called off.
        Cancel = 11 "cancel",
        /// Open again.
        Reopen = 12 "reopen",
        /// Finished.
        Close = 13 "close",
        /// A note.
        Note = 14 "note",
        /// A call and what came of it.
        Call = 15 "call",
        /// A time to call is agreed.
        Schedule = 16 "schedule",
        /// Not now (R2).
        Skip = 17 "skip",
        /// An order taken by phone (R37).
        NewOrder = 18 "new_order",
        /// The lines changed.
        Lines = 19 "lines",
        /// The customer's card changed.
        Customer = 20 "customer",
        /// Something happened on the line.
        CallEvent = 21 "call_event",
        /// Two orders that look alike are two orders.
        KeepBoth = 22 "keep_both",
        /// Take the shop's change over.
        AcceptShop = 23 "accept_shop",
        /// Keep ours against the shop's change or cancel.
        KeepOurs = 24 "keep_ours",
        /// Put a proposal off.
        PutOff = 25 "put_off",
        /// The customer was told that dispatch is late (R18).
        ToldLate = 26 "told_late",
        /// Not a customer (R27).
        NotCustomer = 27 "not_customer",
        /// A company, or not (R10).
        B2b = 28 "b2b",
        /// An order came from the shop.
        Import = 29 "import",
        /// The desk closed what had lapsed (R23).
        Lapse = 30 "lapse",
        /// They agreed to offers, or took that back (R25).
        Consent = 51 "consent",
        /// Something was offered to them (R25).
        Offered = 52 "offered",
        /// A message was written to the customer by hand (R30, R33).
        Message = 55 "message",
        /// Took an action back.
        Undo = 31 "undo",
        /// Did it again.
        Redo = 32 "redo",
        /// The order has a term of its own (R18).
        DispatchBy = 46 "dispatch_by",
        /// The operator logged in (R29).
        ShiftIn = 41 "shift_in",
        /// They logged out.
        ShiftOut = 42 "shift_out",
        /// They are away for a while.
        Pause = 43 "pause",
        /// They are back.
        Resume = 44 "resume",
        /// They left without a word: their shift was closed at the last sign of life.
        ShiftLost = 45 "shift_lost",
        /// The shop's settings were published for every console.
        Publish = 76 "publish",
        /// Something is wrong with the order (R38).
        Complaint = 36 "complaint",
        /// A complaint has its outcome.
        ComplaintSettled = 37 "complaint_settled",
        /// The customer wrote (R39).
        Wrote = 38 "wrote",
        /// And was answered.
        Replied = 39 "replied",
        /// The customer refused the parcel (R21).
        ParcelRefused = 47 "parcel_refused",
        /// What came back is in stock again.
        PutInStock = 67 "put_in_stock",
        /// The customer says to have paid (R30).
        ClaimsPaid = 48 "claims_paid",
        /// The customer was told that no payment came (R30).
        ToldUnpaid = 49 "told_unpaid",
        /// How they like it is known: a call after receipt is not needed (R22, R23).
        CareDone = 54 "care_done",
        /// Why nobody took their calls is known (R29).
        MissedWhy = 57 "missed_why",
        /// A call that rings was taken at the desk (R27).
        Answer = 70 "answer",
        /// A recorded call was reviewed (R28).
        CallReviewed = 58 "call_reviewed",
        /// A message that waited for a look was let leave (R35).
        MessageReleased = 59 "message_released",
        /// A message that failed, or of which nobody knew the end, is tried again.
        MessageRetried = 60 "message_retried",
        /// A message was taken out of the outbox by hand: it is not to be sent.
        MessageStopped = 61 "message_stopped",
        /// A message was sent by hand, or is known to have left.
        MessageSent = 62 "message_sent",
        /// The customer is told that a message which has left is not so.
        MessageCorrected = 63 "message_corrected",
        /// A carrier told of a parcel what changes how it is followed (R21).
        Followed = 64 "followed",
        /// Goods are to come back after receipt (R12).
        ReturnAgreed = 71 "return_agreed",
        /// They are on their way.
        ReturnSent = 72 "return_sent",
        /// The shop has them.
        ReturnBack = 73 "return_back",
        /// The customer keeps them.
        ReturnDropped = 74 "return_dropped",
        /// Other goods are sent instead.
        ReturnExchanged = 75 "return_exchanged",
        /// Two customers are one.
        Merge = 33 "merge",
        /// Two customers who share a phone or an email are two people.
        KeepApart = 34 "keep_apart",
        /// They wrote that they want no offers (R25).
        Unsubscribed = 56 "unsubscribed",
        /// A person was taken out of the file.
        Erase = 53 "erase",
        /// How the order is paid, where it goes and what is to be minded changed.
        Details = 35 "details",
    }
}

impl ActionKind {
    /// Taking, skipping, importing, automatic work and the shifts are not on the undo stack; nor is undo itself.
    pub fn is_undoable(self) -> bool {
        !self.is_of_shift()
            && !matches!(
                self,
                ActionKind::Take
                    | ActionKind::Release
                    | ActionKind::Skip
                    | ActionKind::CallEvent
                    | ActionKind::Import
                    | ActionKind::Lapse
                    | ActionKind::Unsubscribed
                    | ActionKind::Erase
                    | ActionKind::Publish
                    | ActionKind::Undo
                    | ActionKind::Redo
            )
    }

    /// Somebody decided about a message of the outbox: it changes nothing of the order, and no claim stands against it.
    pub fn is_of_outbox(self) -> bool {
        matches!(
            self,
            ActionKind::MessageReleased
                | ActionKind::MessageRetried
                | ActionKind::MessageStopped
                | ActionKind::MessageSent
                | ActionKind::MessageCorrected
        )
    }

    /// About the operator, no order and no customer.
    pub fn is_of_shift(self) -> bool {
        matches!(
            self,
            ActionKind::ShiftIn | ActionKind::ShiftOut | ActionKind::Pause | ActionKind::Resume | ActionKind::ShiftLost
        )
    }
}

/// One thing asked of the desk about one order or customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Confirm the order.
    Confirm,
    /// Money came: `None` is all that is owed.
    Pay {
        /// Minor units.
        amount: Option<i64>,
        /// By what means.
        means: Means,
        /// Anything to remember; empty when nothing.
        note: String,
    },
    /// Money came, as a bank or a carrier tells (R12).
    PayByStatement(Box<StatementLine>),
    /// Money went back.
    Refund {
        /// Minor units, positive.
        amount: i64,
        /// What it does to what is owed.
        owing: RefundOwing,
    },
    /// The tracking number is known.
    Ship(Shipping),
    /// Something is done with one parcel of several.
    OfParcel {
        /// Its place among the order's parcels.
        position: i64,
        /// What.
        step: ParcelStep,
    },
    /// All of it is handed over.
    Handed,
    /// What is on its way arrived at the pickup point.
    Arrived,
    /// What is on its way was received by the customer.
    Received,
    /// Something is wrong with the order.
    Complaint {
        /// What the customer says.
        text: String,
    },
    /// The order's complaints are settled.
    ComplaintSettled {
        /// How.
        outcome: CaseOutcome,
    },
    /// The customer wrote: a letter, a chat, a question in the shop.
    Wrote {
        /// What.
        text: String,
    },
    /// What the customer wrote is answered.
    Replied {
        /// The answer, to be kept as a note; empty when it need not be.
        text: String,
    },
    /// The customer refused the parcel, at the counter or on the phone.
    ParcelRefused,
    /// What came back is in stock again.
    PutInStock,
    /// The customer says to have paid: a claim until the money is there.
    ClaimsPaid {
        /// Minor units; `None` is all that is owed.
        amount: Option<i64>,
    },
    /// The customer was told that no payment came.
    ToldUnpaid,
    /// How they like it is known: the next call after receipt is not needed, nor its message.
    CareDone,
    /// Why nobody took the customer's calls is known.
    MissedWhy {
        /// Why.
        reason: MissedReason,
    },
    /// Came back.
    Returned {
        /// Why.
        reason: Reason,
    },
    /// Goods are to come back after receipt.
    Return(Box<NewReturn>),
    /// Something became of goods that come back.
    OfReturn {
        /// Which return.
        id: i64,
        /// What.
        step: ReturnStep,
    },
    /// Other goods are sent for those that come back, by an order that was just entered.
    ExchangedBy {
        /// Which return.
        id: i64,
        /// The order.
        order: OrderId,
        /// What that costs, minor units.
        total: i64,
    },
    /// Called off.
    Cancel {
        /// Why.
        reason: Reason,
    },
    /// Open again.
    Reopen,
    /// Finished.
    Close,
    /// A note on the order, or on the customer when there is none.
    Note {
        /// What.
        text: String,
    },
    /// A call was made.
    LogCall(CallLog),
    /// Call at a time.
    Schedule {
        /// When.
        at: Time,
    },
    /// New lines and total.
    Lines {
        /// All of them.
        lines: Vec<Line>,
        /// Minor units; `None` is their sum.
        total: Option<i64>,
        /// The lines and the total they are to replace, as they were seen; `None` replaces whatever stands.
        seen: Option<(Vec<Line>, i64)>,
    },
    /// How the order is paid, how and where it goes, and what is to be minded.
    Details(DetailsEdit),
    /// The customer's card.
    Customer(CustomerEdit),
    /// The two orders are two orders.
    KeepBoth,
    /// Take over what the shop changed; the changes are `merge::accept`'s.
    AcceptShop {
        /// What is to change.
        changes: Vec<crate::domain::change::Change>,
    },
    /// Keep ours.
    KeepOurs,
    /// Put the proposal off.
    PutOff {
        /// Until when.
        until: Time,
        /// Why.
        text: String,
    },
    /// The customer was told that dispatch is late.
    ToldLate,
    /// The order is to be handed over by a term of its own (R18).
    DispatchBy {
        /// When; `None`: as usual.
        at: Option<Time>,
    },
    /// This number is nobody we sell to.
    NotCustomer,
    /// A company (or not).
    B2b {
        /// Which.
        company: B2b,
    },
    /// They agreed to offers, or want none for ever (R25).
    Consent(Consent),
    /// Something was offered to them (R25).
    Offered,
    /// A message was written to the customer by hand; it answers what they wrote to us (R39).
    Message,
    /// An order taken by phone (R37); the customer is the subject.
    NewOrder(Box<IncomingOrder>),
    /// The line said something.
    CallEvent(CallEvent),
    /// The call that rings is taken, as the operator says.
    Answer(CallEvent),
    /// An exchange said something of a call.
    LineCall(Box<LineEntry>),
    /// A recorded call is reviewed.
    ReviewCall(Box<ReviewedCall>),
    /// What had lapsed closes by itself (R23).
    Lapse,
    /// Two customers are one; the subject is the one who stays, the changes are `person::join`'s.
    Merge {
        /// What is to change.
        changes: Vec<crate::domain::change::Change>,
    },
    /// The subject and this customer are two people.
    KeepApart {
        /// The other.
        other: crate::domain::ids::CustomerId,
    },
}

/// What money that went back does to what the order owes (R13).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefundOwing {
    /// The order costs that much less: nobody owes it.
    CostsLess,
    /// It is to be paid again, by another means or after a mistake.
    PaidAgain,
}

coded! {
    /// What a customer says to being offered things (R25).
    pub enum Consent {
        /// They agree.
        Given = 1 "yes",
        /// They want none, for ever.
        Withdrawn = 2 "no",
    }
}

/// New values for a customer's card; `None` leaves one as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomerEdit {
    /// Name.
    pub name: Option<String>,
    /// Company.
    pub company: Option<String>,
    /// Tax id.
    pub tax_id: Option<String>,
    /// IANA zone; empty clears it.
    pub time_zone: Option<String>,
    /// Region or city.
    pub region: Option<String>,
    /// The card's standing note.
    pub note: Option<String>,
    /// A phone to add: as typed, and E.164 when understood.
    pub add_phone: Option<(String, Option<String>)>,
    /// An email to add.
    pub add_email: Option<String>,
    /// A company, or not (R10).
    pub b2b: Option<B2b>,
    /// A woman or a man (R24).
    pub sex: Option<Sex>,
    /// The card as it was seen: what is new is written only over what stands there. `None` writes over anything.
    pub seen: Option<Box<CustomerRecord>>,
}

/// New values for what was agreed on besides the goods; `None` leaves one as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DetailsEdit {
    /// When they pay (R12).
    pub terms: Option<Terms>,
    /// The means of payment in the shop's words.
    pub payment: Option<String>,
    /// How it goes; the carrier follows from it.
    pub delivery: Option<String>,
    /// Where it goes; the customer's clock follows from it (R36).
    pub address: Option<String>,
    /// What is to be minded.
    pub comment: Option<String>,
    /// The order as it was seen: what is new is written only over what stands there. `None` writes over anything.
    pub seen: Option<Box<OrderRecord>>,
}

impl Action {
    /// Which kind of entry it makes.
    pub fn kind(&self) -> ActionKind {
        match self {
            Action::Confirm => ActionKind::Confirm,
            Action::Pay { .. } | Action::PayByStatement(_) => ActionKind::Pay,
            Action::Refund { .. } => ActionKind::Refund,
            Action::Ship(_) => ActionKind::Ship,
            Action::OfParcel { step, .. } => match step {
                ParcelStep::Handed => ActionKind::Handed,
                ParcelStep::Arrived => ActionKind::Arrived,
                ParcelStep::Received => ActionKind::Received,
                ParcelStep::Refused => ActionKind::ParcelRefused,
                ParcelStep::Returned { .. } => ActionKind::Returned,
            },
            Action::Handed => ActionKind::Handed,
            Action::Arrived => ActionKind::Arrived,
            Action::Received => ActionKind::Received,
            Action::Complaint { .. } => ActionKind::Complaint,
            Action::ComplaintSettled { .. } => ActionKind::ComplaintSettled,
            Action::Wrote { .. } => ActionKind::Wrote,
            Action::Replied { .. } => ActionKind::Replied,
            Action::ParcelRefused => ActionKind::ParcelRefused,
            Action::PutInStock => ActionKind::PutInStock,
            Action::ClaimsPaid { .. } => ActionKind::ClaimsPaid,
            Action::ToldUnpaid => ActionKind::ToldUnpaid,
            Action::CareDone => ActionKind::CareDone,
            Action::MissedWhy { .. } => ActionKind::MissedWhy,
            Action::Returned { .. } => ActionKind::Returned,
            Action::Return(_) => ActionKind::ReturnAgreed,
            Action::OfReturn { step, .. } => match step {
                ReturnStep::Sent { .. } => ActionKind::ReturnSent,
                ReturnStep::Back { .. } => ActionKind::ReturnBack,
                ReturnStep::Dropped => ActionKind::ReturnDropped,
            },
            Action::ExchangedBy { .. } => ActionKind::ReturnExchanged,
            Action::Cancel { .. } => ActionKind::Cancel,
            Action::Reopen => ActionKind::Reopen,
            Action::Close => ActionKind::Close,
            Action::Note { .. } => ActionKind::Note,
            Action::LogCall(_) => ActionKind::Call,
            Action::Schedule { .. } => ActionKind::Schedule,
            Action::Lines { .. } => ActionKind::Lines,
            Action::Details(_) => ActionKind::Details,
            Action::Customer(_) => ActionKind::Customer,
            Action::KeepBoth => ActionKind::KeepBoth,
            Action::AcceptShop { .. } => ActionKind::AcceptShop,
            Action::KeepOurs => ActionKind::KeepOurs,
            Action::PutOff { .. } => ActionKind::PutOff,
            Action::ToldLate => ActionKind::ToldLate,
            Action::DispatchBy { .. } => ActionKind::DispatchBy,
            Action::NotCustomer => ActionKind::NotCustomer,
            Action::B2b { .. } => ActionKind::B2b,
            Action::Consent(_) => ActionKind::Consent,
            Action::Offered => ActionKind::Offered,
            Action::Message => ActionKind::Message,
            Action::NewOrder(_) => ActionKind::NewOrder,
            Action::Answer(_) => ActionKind::Answer,
            Action::CallEvent(_) | Action::LineCall(_) => ActionKind::CallEvent,
            Action::ReviewCall(_) => ActionKind::CallReviewed,
            Action::Lapse => ActionKind::Lapse,
            Action::Merge { .. } => ActionKind::Merge,
            Action::KeepApart { .. } => ActionKind::KeepApart,
        }
    }
}
