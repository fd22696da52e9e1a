//! Lists in which one more key chooses: outcomes, reasons, rarer actions.
//!
//! A choice has a digit and a letter, or a letter only; a reason is never on `x`, so that a key pressed twice cancels
//! nothing.

use std::sync::Arc;

use crossterm::event::KeyCode;

use crate::desk::result::UndoHint;
use crate::domain::action::ParcelStep;
use crate::domain::action::SkipReason;
use crate::domain::call::MissedReason;
use crate::domain::call::Outcome;
use crate::domain::case::CaseOutcome;
use crate::domain::claim::Claim;
use crate::domain::customer_merge::MergePlan;
use crate::domain::ids::CallId;
use crate::domain::ids::MessageId;
use crate::domain::incoming::ShopStatus;
use crate::domain::order::Reason;
use crate::domain::order_sort::SortColumn;
use crate::domain::product_tab::ProductColumn;
use crate::domain::recorded::CallMark;
use crate::domain::recorded::RecordedCall;
use crate::domain::settings::Role;
use crate::domain::time::Time;
use crate::tui::commands::CommandId;
use crate::tui::commands::Group;
use crate::tui::commands::RARER;
use crate::tui::commands::commands_of;
use crate::tui::subject::Subject;
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
    /// It is night at the customer's, or it may be: call all the same?
    CallAnyway {
        /// It is; else it is not known.
        is_night: bool,
    },
    /// What came of the call.
    Outcome(CallMade),
    /// Why their calls were missed, where nobody could see it.
    MissedWhy,
    /// What is thought of a recorded call.
    Review(Box<RecordedCall>),
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
    /// Everything rarer, in groups.
    Other {
        /// What is not possible now, and stands behind `…`.
        hidden: Vec<CommandId>,
    },
    /// What to edit.
    Edit,
    /// Views of the queue; with the shops, where there are several.
    Views(Vec<String>),
    /// Of which shop.
    Shops(Vec<String>),
    /// By which column the orders stand.
    Order,
    /// By which column the products stand.
    ProductOrder,
    /// An action of another window, or from before, would be taken back.
    UndoEarlier(UndoHint),
    /// A colleague holds the customer: take them over all the same?
    TakeOver(Claim),
    /// All these messages, which waited for a look, leave?
    ReleaseAll(Vec<MessageId>),
    /// What a word of a feed's orders means.
    FeedWord(String),
    /// What becomes of an order of a feed that could not be read.
    FeedReject(i64),
    /// What to do with a pasted text.
    Pasted(String),
    /// With whom the customer is merged.
    MergeWith(Vec<Alike>),
    /// Two customers become one?
    Merge(Merging),
}

/// The call of which is asked what came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallMade {
    /// The numbers that were shown for dialling; empty when the list was opened without.
    pub phones: Vec<String>,
    /// When it was dialled; none where nobody did here: it is over just now.
    pub at: Option<Time>,
    /// What the line says came of it: Enter takes that.
    pub said: Option<Outcome>,
    /// Which it is, once the line has told of it.
    pub call: Option<CallId>,
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
    /// Why calls were missed.
    Missed(MissedReason),
    /// How good a recorded call was.
    Mark(CallMark),
    /// What is to be said of it.
    ReviewNote,
    /// Hear it once more.
    HearAgain,
    /// A reason to leave the row.
    Skip(SkipReason),
    /// How a complaint was settled.
    Settled(CaseOutcome),
    /// A command of the list.
    Command(CommandId),
    /// A view.
    View(Role),
    /// Another value for what could not be read.
    RejectValue,
    /// It is read once more as it stands.
    RejectAgain,
    /// It does not come in.
    RejectLeft,
    /// The list of shops.
    Shops,
    /// The rows of one shop, by its place in the list from one; all of them.
    Shop(usize),
    /// Which column the orders stand by: the list of them.
    Columns,
    /// A column.
    By(SortColumn),
    /// A column of the catalogue.
    ByProduct(ProductColumn),
    /// The text is a tracking number.
    AsTracking,
    /// The text is to be searched for.
    AsSearch,
    /// The text is a note.
    AsNote,
    /// The text is what a new order is entered from.
    AsOrder,
    /// What a word of a shop means.
    Means(ShopStatus),
    /// What is not possible now, too.
    Rest,
    /// One of those who may be the same person, by their place.
    With(usize),
    /// What becomes of two customers.
    Merge(MergeChoice),
}

/// What becomes of two customers who may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MergeChoice {
    /// They are merged.
    Merge,
    /// They are, and the other one stays.
    Swap,
    /// They are two people.
    Apart,
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
            PickKind::CallAnyway { .. } | PickKind::UndoEarlier(_) | PickKind::ReleaseAll(_) => {
                numbered(&[('y', Choice::GoOn)])
            }
            PickKind::TakeOver(_) => numbered(&[('y', Choice::Command(CommandId::TakeOver))]),
            PickKind::FeedWord(_) => {
                let means = ShopStatus::ALL.iter().copied().map(Choice::Means);
                numbered(&('a'..='z').zip(means).collect::<Vec<_>>())
            }
            PickKind::FeedReject(_) => numbered(&[
                ('e', Choice::RejectValue),
                ('a', Choice::RejectAgain),
                ('w', Choice::RejectLeft),
            ]),
            PickKind::MissedWhy => numbered(&MISSED.map(|(letter, reason)| (letter, Choice::Missed(reason)))),
            PickKind::Review(_) => {
                let marks = ['a', 'b', 'c', 'd', 'e']
                    .into_iter()
                    .zip(CallMark::ALL.map(Choice::Mark));
                let rest = [('n', Choice::ReviewNote), ('h', Choice::HearAgain)];
                numbered(&marks.chain(rest).collect::<Vec<_>>())
            }
            PickKind::Outcome(_) => {
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
            PickKind::Other { hidden } => {
                let is_shown =
                    |(_, choice): &(char, Choice)| !matches!(choice, Choice::Command(id) if hidden.contains(id));
                let rest = (!hidden.is_empty()).then_some(('x', Choice::Rest));
                let choices = rarer().filter(is_shown).chain(rest);
                let lettered = |(letter, choice)| Entry {
                    digit: None,
                    letter,
                    choice,
                };
                choices.map(lettered).collect()
            }
            PickKind::Edit => numbered(&commands(&[Group::Edit, Group::Said]).collect::<Vec<_>>()),
            PickKind::Views(shops) => {
                let views = VIEWS.map(|(letter, view)| (letter, Choice::View(view)));
                let pages = commands(&[Group::Page]);
                let sort = [('s', Choice::Columns)];
                let shops = (!shops.is_empty()).then_some(('z', Choice::Shops));
                numbered(
                    &views
                        .into_iter()
                        .chain(pages)
                        .chain(sort)
                        .chain(shops)
                        .collect::<Vec<_>>(),
                )
            }
            PickKind::Shops(shops) => {
                let choices = ('a'..='z').zip((0..=shops.len()).map(Choice::Shop));
                numbered(&choices.collect::<Vec<_>>())
            }
            PickKind::Order => numbered(&SortColumn::ALL.map(|(letter, column)| (letter, Choice::By(column)))),
            PickKind::ProductOrder => {
                numbered(&ProductColumn::ALL.map(|(letter, column)| (letter, Choice::ByProduct(column))))
            }
            PickKind::MergeWith(alike) => {
                let choices = ('a'..='i').zip((0..alike.len()).map(Choice::With));
                numbered(&choices.collect::<Vec<_>>())
            }
            PickKind::Merge(Merging { plan: None, .. }) => Vec::new(),
            PickKind::Merge(_) => numbered(&[
                ('y', Choice::Merge(MergeChoice::Merge)),
                ('s', Choice::Merge(MergeChoice::Swap)),
                ('n', Choice::Merge(MergeChoice::Apart)),
            ]),
            PickKind::Pasted(_) => numbered(&[
                ('t', Choice::AsTracking),
                ('f', Choice::AsSearch),
                ('w', Choice::AsNote),
                ('o', Choice::AsOrder),
            ]),
        }
    }

    /// The choice of a key in its Latin place.
    pub fn choice(&self, key: char) -> Option<Choice> {
        let chosen = |entry: &Entry| entry.digit == Some(key) || entry.letter == key;
        let shown = self.entries().into_iter().find(chosen).map(|entry| entry.choice);
        // The key of what is not possible now says why.
        let hidden = || rarer().find(|(letter, _)| *letter == key).map(|(_, choice)| choice);
        shown.or_else(|| matches!(self, PickKind::Other { .. }).then(hidden).flatten())
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

const MISSED: [(char, MissedReason); 6] = [
    ('b', MissedReason::Busy),
    ('a', MissedReason::Away),
    ('n', MissedReason::Nobody),
    ('o', MissedReason::AfterHours),
    ('h', MissedReason::HungUp),
    ('t', MissedReason::Technical),
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

const VIEWS: [(char, Role); 6] = [
    ('a', Role::All),
    ('m', Role::Mine),
    ('n', Role::New),
    ('e', Role::Existing),
    ('b', Role::B2b),
    ('p', Role::Repeat),
];

/// Everything rarer, group by group.
fn rarer() -> impl Iterator<Item = (char, Choice)> {
    RARER
        .iter()
        .flat_map(|(group, _)| commands(std::slice::from_ref(group)))
}

/// The lines of the commands of some groups.
fn commands(groups: &'static [Group]) -> impl Iterator<Item = (char, Choice)> {
    commands_of(groups).filter_map(|command| match command.keys {
        [KeyCode::Char(letter), ..] => Some((*letter, Choice::Command(command.id))),
        _ => None,
    })
}

fn numbered(choices: &[(char, Choice)]) -> Vec<Entry> {
    let digits = ('1'..='9').map(Some).chain(std::iter::repeat(None));
    let entries = choices.iter().zip(digits).map(|((letter, choice), digit)| Entry {
        digit,
        letter: *letter,
        choice: *choice,
    });
    entries.collect()
}
