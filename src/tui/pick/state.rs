//! Lists in which one more key chooses: outcomes, reasons, rarer actions.
//!
//! A choice has a digit and a letter, or a letter only; a reason is never on `x`, so that a key pressed twice cancels
//! nothing.

use std::sync::Arc;

use crate::desk::result::UndoHint;
use crate::domain::action::ActionKind;
use crate::domain::action::ParcelStep;
use crate::domain::action::SkipReason;
use crate::domain::call::Outcome;
use crate::domain::case::CaseOutcome;
use crate::domain::claim::Claim;
use crate::domain::customer_merge::MergePlan;
use crate::domain::order::Reason;
use crate::domain::settings::Role;
use crate::domain::task::TaskKind;
use crate::tui::subject::Subject;
use crate::view::pages::PageKey;
use crate::view::pages::SortColumn;
use crate::view::same_person::Alike;

/// An open list.
#[derive(Clone, Debug, PartialEq)]
pub struct Pick {
    /// What it is about; bound when it opened.
    pub subject: Option<Subject>,
    /// Which list.
    pub kind: PickKind,
}

/// Which list.
#[derive(Clone, Debug, PartialEq)]
pub enum PickKind {
    /// It is night at the customer's: call all the same?
    CallAnyway,
    /// What came of the call.
    Outcome {
        /// The numbers that were shown for dialling; empty when the list was opened without.
        phones: Vec<String>,
    },
    /// Why it is cancelled.
    Cancel,
    /// Why it came back.
    Returned,
    /// Why the customer does not want it (logged with the call).
    Refused,
    /// How the complaint was settled.
    Settle,
    /// With which of several parcels something is done.
    Parcels(ParcelChoice),
    /// Why the row is left for now.
    Skip,
    /// Everything rarer.
    Other,
    /// What to edit.
    Edit,
    /// Views of the queue.
    Views,
    /// By which column the orders stand.
    Order,
    /// Somebody else's or an older action would be taken back.
    UndoForeign(UndoHint),
    /// A colleague holds the customer: take him over all the same?
    TakeOver(Claim),
    /// What to do with a pasted text.
    Pasted(String),
    /// With whom the customer is merged.
    MergeWith(Vec<Alike>),
    /// Two customers become one?
    Merge(Merging),
}

/// A merge that is looked at before it is done.
#[derive(Clone, Debug, PartialEq)]
pub struct Merging {
    /// The token of the request for the plan.
    pub token: u64,
    /// What it comes to; none until the desk has said it.
    pub plan: Option<Arc<MergePlan>>,
}

/// What is to be done with one of several parcels, or with all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParcelChoice {
    /// With one.
    pub step: ParcelStep,
    /// Those it may be done with: the place of each, and what it is called.
    pub parcels: Vec<(i64, String)>,
}

/// What was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// One of several parcels, by its place.
    Parcel(i64),
    /// All of them.
    AllParcels,
    /// Go on.
    GoOn,
    /// We talked and everything is agreed: it is confirmed.
    Agreed,
    /// An outcome.
    Outcome(Outcome),
    /// A reason.
    Reason(Reason),
    /// A reason to leave the row.
    Skip(SkipReason),
    /// How a complaint was settled.
    Settled(CaseOutcome),
    /// A rarer action.
    Other(Other),
    /// What to edit.
    Edit(Editing),
    /// A view.
    View(Role),
    /// A full-screen page.
    Page(PageKey),
    /// Which column the orders stand by: the list of them.
    Columns,
    /// A column.
    By(SortColumn),
    /// The text is a tracking number.
    AsTracking,
    /// The text is to be searched for.
    AsSearch,
    /// One of those who may be the same person, by his place.
    With(usize),
    /// The other one stays.
    Swap,
    /// They are two people.
    Apart,
}

/// What can be edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Editing {
    /// The lines of the order.
    Lines,
    /// The customer's card.
    Customer,
    /// The order's own term of dispatch.
    Term,
    /// How the order is paid and delivered.
    Details,
}

impl Editing {
    /// The code of its message `pick-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Editing::Lines => "edit_lines",
            Editing::Customer => "edit_customer",
            Editing::Term => "edit_term",
            Editing::Details => "edit_details",
        }
    }

    /// The action it leads to.
    pub fn kind(self) -> ActionKind {
        match self {
            Editing::Lines => ActionKind::Lines,
            Editing::Customer => ActionKind::Customer,
            Editing::Term => ActionKind::DispatchBy,
            Editing::Details => ActionKind::Details,
        }
    }
}

/// The rarer actions, by the codes of their messages `other-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Other {
    /// Part of the money came.
    PartPayment,
    /// Money went back.
    Refund,
    /// Handed over, without a number.
    Handed,
    /// The customer was told of the delay.
    ToldLate,
    /// Something is wrong with the order.
    Complaint,
    /// A complaint is settled.
    Settle,
    /// The customer wrote.
    Wrote,
    /// And was answered.
    Replied,
    /// The customer refused the parcel.
    ParcelRefused,
    /// The customer says to have paid.
    ClaimsPaid,
    /// The customer was told that no payment came.
    ToldUnpaid,
    /// Open again.
    Reopen,
    /// Close.
    Close,
    /// Two orders, not one twice.
    KeepBoth,
    /// The same order twice: cancel this one.
    IsDuplicate,
    /// Take the shop's change over.
    AcceptShop,
    /// Keep ours.
    KeepOurs,
    /// Put the proposal off.
    PutOff,
    /// A company.
    Company,
    /// A private customer.
    Private,
    /// Not a customer.
    NotCustomer,
    /// He agrees to offers.
    AgreesToOffers,
    /// He wants no offers, for ever.
    NoOffers,
    /// Something was offered to him.
    Offered,
    /// Take the customer over from a colleague.
    TakeOver,
    /// Make two customers one.
    Merge,
    /// An order taken by phone.
    NewOrder,
    /// Pause, or be back.
    Pause,
    /// Log in, or out.
    Shift,
    /// Copy the phone.
    CopyPhone,
    /// Copy the order's number.
    CopyNumber,
    /// Copy the tracking number.
    CopyTracking,
}

/// One line of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its digit, for the first nine.
    pub digit: Option<char>,
    /// Its letter.
    pub letter: char,
    /// What it chooses.
    pub choice: Choice,
}

impl PickKind {
    /// The lines of the list, in order.
    pub fn entries(&self) -> Vec<Entry> {
        match self {
            PickKind::CallAnyway | PickKind::UndoForeign(_) | PickKind::TakeOver(_) => numbered(&[('y', Choice::GoOn)]),
            PickKind::Outcome { .. } => {
                let outcomes = OUTCOMES.map(|(letter, outcome)| (letter, Choice::Outcome(outcome)));
                numbered(&[('a', Choice::Agreed)].into_iter().chain(outcomes).collect::<Vec<_>>())
            }
            PickKind::Cancel | PickKind::Returned | PickKind::Refused => {
                numbered(&REASONS.map(|(letter, reason)| (letter, Choice::Reason(reason))))
            }
            PickKind::Settle => numbered(&SETTLED.map(|(letter, outcome)| (letter, Choice::Settled(outcome)))),
            PickKind::Parcels(ask) => {
                let one = ask.parcels.iter().map(|(place, _)| Choice::Parcel(*place));
                let choices = ('a'..='h').zip(one).chain([('y', Choice::AllParcels)]);
                numbered(&choices.collect::<Vec<_>>())
            }
            PickKind::Skip => numbered(&SKIPS.map(|(letter, reason)| (letter, Choice::Skip(reason)))),
            PickKind::Other => numbered(&OTHERS.map(|(letter, other)| (letter, Choice::Other(other)))),
            PickKind::Edit => {
                let edits = EDITS.map(|(letter, what)| (letter, Choice::Edit(what)));
                let said = SAID.map(|(letter, other)| (letter, Choice::Other(other)));
                numbered(&edits.into_iter().chain(said).collect::<Vec<_>>())
            }
            PickKind::Views => {
                let views = VIEWS.map(|(letter, view)| (letter, Choice::View(view)));
                let pages = PageKey::DOORS.map(|(letter, page)| (letter, Choice::Page(page)));
                let sort = [('s', Choice::Columns)];
                numbered(&views.into_iter().chain(pages).chain(sort).collect::<Vec<_>>())
            }
            PickKind::Order => numbered(&SortColumn::ALL.map(|(letter, column)| (letter, Choice::By(column)))),
            PickKind::MergeWith(alike) => {
                let choices = ('a'..='i').zip((0..alike.len()).map(Choice::With));
                numbered(&choices.collect::<Vec<_>>())
            }
            PickKind::Merge(Merging { plan: None, .. }) => Vec::new(),
            PickKind::Merge(_) => numbered(&[('y', Choice::GoOn), ('s', Choice::Swap), ('n', Choice::Apart)]),
            PickKind::Pasted(_) => numbered(&[('t', Choice::AsTracking), ('f', Choice::AsSearch)]),
        }
    }

    /// The letter of a choice; none when the list has no such.
    pub fn letter(&self, choice: Choice) -> Option<char> {
        let entries = self.entries().into_iter();
        entries
            .filter(|entry| entry.choice == choice)
            .map(|entry| entry.letter)
            .next()
    }

    /// The choice of a key in its Latin place.
    pub fn choice(&self, key: char) -> Option<Choice> {
        let chosen = |entry: &Entry| entry.digit == Some(key) || entry.letter == key;
        self.entries().into_iter().find(chosen).map(|entry| entry.choice)
    }
}

impl Other {
    /// True when it is about no row.
    pub fn needs_no_row(self) -> bool {
        matches!(self, Other::NewOrder | Other::Pause | Other::Shift)
    }

    /// The code of its message.
    pub fn code(self) -> &'static str {
        match self {
            Other::PartPayment => "part_payment",
            Other::Refund => "refund",
            Other::Handed => "handed",
            Other::ToldLate => "told_late",
            Other::Complaint => "complaint",
            Other::Settle => "settle",
            Other::Wrote => "wrote",
            Other::Replied => "replied",
            Other::ParcelRefused => "parcel_refused",
            Other::ClaimsPaid => "claims_paid",
            Other::ToldUnpaid => "told_unpaid",
            Other::Reopen => "reopen",
            Other::Close => "close",
            Other::KeepBoth => "keep_both",
            Other::IsDuplicate => "is_duplicate",
            Other::AcceptShop => "accept_shop",
            Other::KeepOurs => "keep_ours",
            Other::PutOff => "put_off",
            Other::Company => "company",
            Other::Private => "private",
            Other::NotCustomer => "not_customer",
            Other::AgreesToOffers => "agrees_to_offers",
            Other::NoOffers => "no_offers",
            Other::Offered => "offered",
            Other::TakeOver => "take_over",
            Other::Merge => "merge",
            Other::NewOrder => "new_order",
            Other::Pause => "pause",
            Other::Shift => "shift",
            Other::CopyPhone => "copy_phone",
            Other::CopyNumber => "copy_number",
            Other::CopyTracking => "copy_tracking",
        }
    }
}

const OUTCOMES: [(char, Outcome); 8] = [
    ('t', Outcome::Talked),
    ('n', Outcome::NoAnswer),
    ('b', Outcome::Busy),
    ('v', Outcome::Voicemail),
    ('u', Outcome::Unreachable),
    ('w', Outcome::WrongNumber),
    ('c', Outcome::CallBack),
    ('r', Outcome::Refused),
];

const REASONS: [(char, Reason); 16] = [
    ('h', Reason::ChangedMind),
    ('c', Reason::Cheaper),
    ('s', Reason::TooSlow),
    ('o', Reason::OutOfStock),
    ('d', Reason::Delivery),
    ('m', Reason::PaymentMeans),
    ('r', Reason::PriceRose),
    ('i', Reason::LittleInfo),
    ('p', Reason::Pushed),
    ('u', Reason::Unreachable),
    ('n', Reason::NoContact),
    ('y', Reason::NotPaid),
    ('l', Reason::NotCollected),
    ('k', Reason::Duplicate),
    ('t', Reason::Test),
    ('e', Reason::Other),
];

const SETTLED: [(char, CaseOutcome); 4] = [
    ('r', CaseOutcome::Replaced),
    ('m', CaseOutcome::Refunded),
    ('e', CaseOutcome::Explained),
    ('w', CaseOutcome::Withdrawn),
];

const SKIPS: [(char, SkipReason); 5] = [
    ('s', SkipReason::WaitingForShop),
    ('c', SkipReason::WaitingForCustomer),
    ('l', SkipReason::BetterLater),
    ('e', SkipReason::SomebodyElse),
    ('o', SkipReason::Other),
];

const EDITS: [(char, Editing); 4] = [
    ('l', Editing::Lines),
    ('c', Editing::Customer),
    ('t', Editing::Term),
    ('d', Editing::Details),
];

/// What is said of the customer, after what can be edited.
const SAID: [(char, Other); 7] = [
    ('p', Other::Complaint),
    ('s', Other::Settle),
    ('w', Other::Wrote),
    ('r', Other::Replied),
    ('i', Other::AgreesToOffers),
    ('u', Other::NoOffers),
    ('q', Other::Offered),
];

const OTHERS: [(char, Other); 25] = [
    ('w', Other::NewOrder),
    ('p', Other::PartPayment),
    ('r', Other::Refund),
    ('h', Other::Handed),
    ('l', Other::ToldLate),
    ('q', Other::ParcelRefused),
    ('i', Other::ClaimsPaid),
    ('u', Other::ToldUnpaid),
    ('e', Other::Reopen),
    ('c', Other::Close),
    ('f', Other::PutOff),
    ('t', Other::TakeOver),
    ('k', Other::KeepBoth),
    ('d', Other::IsDuplicate),
    ('a', Other::AcceptShop),
    ('s', Other::KeepOurs),
    ('b', Other::Company),
    ('v', Other::Private),
    ('n', Other::NotCustomer),
    ('j', Other::Merge),
    ('m', Other::CopyPhone),
    ('o', Other::CopyNumber),
    ('y', Other::CopyTracking),
    ('z', Other::Pause),
    ('g', Other::Shift),
];

const VIEWS: [(char, Role); 6] = [
    ('a', Role::All),
    ('m', Role::Mine),
    ('n', Role::New),
    ('e', Role::Existing),
    ('b', Role::B2b),
    ('p', Role::Repeat),
];

fn numbered(choices: &[(char, Choice)]) -> Vec<Entry> {
    let digits = ('1'..='9').map(Some).chain(std::iter::repeat(None));
    let entries = choices.iter().zip(digits).map(|((letter, choice), digit)| Entry {
        digit,
        letter: *letter,
        choice: *choice,
    });
    entries.collect()
}

/// The action a rarer choice leads to; none for claims, which the facts do not forbid.
pub fn kind_of(other: Other) -> Option<ActionKind> {
    Some(match other {
        Other::PartPayment => ActionKind::Pay,
        Other::Refund => ActionKind::Refund,
        Other::Handed => ActionKind::Handed,
        Other::ToldLate => ActionKind::ToldLate,
        Other::Complaint => ActionKind::Complaint,
        Other::Settle => ActionKind::ComplaintSettled,
        Other::Wrote => ActionKind::Wrote,
        Other::Replied => ActionKind::Replied,
        Other::ParcelRefused => ActionKind::ParcelRefused,
        Other::ClaimsPaid => ActionKind::ClaimsPaid,
        Other::ToldUnpaid => ActionKind::ToldUnpaid,
        Other::Reopen => ActionKind::Reopen,
        Other::Close => ActionKind::Close,
        Other::KeepBoth => ActionKind::KeepBoth,
        Other::IsDuplicate => ActionKind::Cancel,
        Other::AcceptShop => ActionKind::AcceptShop,
        Other::KeepOurs => ActionKind::KeepOurs,
        Other::PutOff => ActionKind::PutOff,
        Other::Company | Other::Private => ActionKind::B2b,
        Other::NotCustomer => ActionKind::NotCustomer,
        Other::AgreesToOffers | Other::NoOffers => ActionKind::Consent,
        Other::Offered => ActionKind::Offered,
        Other::NewOrder => ActionKind::NewOrder,
        Other::Merge => ActionKind::Merge,
        Other::Pause | Other::Shift | Other::TakeOver | Other::CopyPhone | Other::CopyNumber | Other::CopyTracking => {
            return None;
        }
    })
}

/// What the customer must be waiting for, that it can be said: a complaint's outcome, an answer.
pub(super) fn awaited(other: Other) -> Option<TaskKind> {
    match other {
        Other::Settle => Some(TaskKind::Complaint),
        Other::Replied => Some(TaskKind::Reply),
        _ => None,
    }
}

/// What is about one order or customer, whatever is marked.
pub(super) fn is_for_one(other: Other) -> bool {
    matches!(
        other,
        Other::PartPayment
            | Other::Refund
            | Other::Complaint
            | Other::Settle
            | Other::Wrote
            | Other::TakeOver
            | Other::AcceptShop
            | Other::KeepBoth
            | Other::IsDuplicate
            | Other::NewOrder
            | Other::CopyPhone
            | Other::CopyNumber
            | Other::CopyTracking
    )
}
