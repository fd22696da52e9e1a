//! The console's commands in one table: keys, lists, bar, help, palette and the README's table of keys follow from it.

use crossterm::event::KeyCode as Code;
use crossterm::event::KeyCode::Char;

use crate::domain::action::ActionKind as Kind;
use crate::domain::action::Permit;
use crate::domain::action::Refusal;
use crate::domain::action::permit;
use crate::domain::task::TaskKind;
use crate::i18n::Tr;
use crate::tui::subject::Subject;

/// What a command is for, and where it stands: on a key of its own, or on a second key in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Done at the press of the key.
    AtOnce,
    /// Asks one more thing.
    Asking,
    /// Changes nothing.
    Looking,
    /// A page, in the list of views.
    Page,
    /// A form or a line, in the list of what is edited.
    Edit,
    /// What the customer says, in the same list.
    Said,
    /// In the list of everything rarer: about the order.
    OfOrder,
    /// There too: about money.
    OfMoney,
    /// About parcels.
    OfParcel,
    /// About the customer.
    OfCustomer,
    /// What is copied.
    Copied,
    /// Of the operator.
    OfOperator,
}

/// What must be there for a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: it is about no row.
    Nothing,
    /// A row, whatever its facts are.
    Row,
    /// One row that allows this action, whatever is marked.
    One(Kind),
    /// A row that allows this action, or one of those marked.
    Each(Kind),
}

/// One command.
#[derive(Clone, Copy, Debug)]
pub struct Command {
    /// Which.
    pub id: CommandId,
    /// The name of its messages; its name in a key file when it has a key of its own.
    pub name: &'static str,
    /// What it is for.
    pub group: Group,
    /// Its keys on the Latin layout, the first is the one shown; in a list the letter of its line.
    pub keys: &'static [Code],
    /// What must be there for it.
    pub needs: Needs,
}

/// The enum and the table from one list: what it does, its name, group and keys, and what it needs.
macro_rules! commands {
    (
        $(#[$meta:meta])*
        pub enum $ids:ident { $($(#[$doc:meta])* $id:ident $name:literal $group:ident $keys:tt $needs:expr;)+ }
    ) => {
        $(#[$meta])*
        pub enum $ids { $($(#[$doc])* $id),+ }

        /// Every command, in the order of the help and of the lists.
        pub const COMMANDS: &[Command] = {
            use Needs::Each;
            use Needs::Nothing;
            use Needs::One;
            use Needs::Row;

            &[$(Command {
                id: $ids::$id,
                name: $name,
                group: Group::$group,
                keys: &$keys,
                needs: $needs,
            }),+]
        };
    };
}

commands! {
    /// What a key does in command mode, and what the lists and the palette offer beside that.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum CommandId {
        /// Claim the top row and go there.
        Next "next" AtOnce [Char('n')] Nothing;
        /// Confirm.
        Confirm "confirm" AtOnce [Char('c')] Each(Kind::Confirm);
        /// Paid in full.
        Pay "pay" AtOnce [Char('p')] Each(Kind::Pay);
        /// At the pickup point.
        Arrived "arrived" AtOnce [Char('a')] Each(Kind::Arrived);
        /// With the customer.
        Received "received" AtOnce [Char('r')] Each(Kind::Received);
        /// Take the customer or let go of them.
        Claim "claim" AtOnce [Char('g')] One(Kind::Take);
        /// Take the last action back.
        Undo "undo" AtOnce [Char('u')] Nothing;
        /// Do it again.
        Redo "redo" AtOnce [Char('y')] Nothing;
        /// Take back what was done in another window, or before the console was opened.
        UndoEarlier "undo_earlier" Asking [Code::F(8)] Nothing;
        /// Show the number and log what came of the call.
        Dial "dial" Asking [Char('d')] One(Kind::Call);
        /// Log what came of a call.
        Outcome "outcome" Asking [Char('l')] Each(Kind::Call);
        /// Enter the tracking number.
        Ship "ship" Asking [Char('t')] One(Kind::Ship);
        /// Cancel, with a reason.
        Cancel "cancel" Asking [Char('x')] Each(Kind::Cancel);
        /// Came back, with a reason.
        Returned "returned" Asking [Char('b')] Each(Kind::Returned);
        /// Agree on a time to call.
        Schedule "schedule" Asking [Char('s')] Each(Kind::Schedule);
        /// Not now, with a reason.
        Skip "skip" Asking [Char('z')] Each(Kind::Skip);
        /// Write a note.
        Note "note" Asking [Char('w')] Each(Kind::Note);
        /// What the customer was told and will be; on a message, what can be done with it.
        Message "message" Asking [Char('m')] Nothing;
        /// Standard answers to standard questions.
        Answers "answers" Asking [Char('f')] Nothing;
        /// Edit the order's lines or the customer's card.
        Edit "edit" Asking [Char('e')] Each(Kind::Customer);
        /// Everything rarer.
        Other "other" Asking [Char('o')] Nothing;
        /// Mark the row, or unmark it, and go down.
        Mark "mark" Looking [Char(' ')] Nothing;
        /// To the row of calls.
        Calls "calls" Looking [Code::F(2)] Nothing;
        /// A row down.
        Down "down" Looking [Char('j'), Code::Down] Nothing;
        /// A row up.
        Up "up" Looking [Char('k'), Code::Up] Nothing;
        /// To what stands left of it.
        Left "left" Looking [Code::Left] Nothing;
        /// To what stands right of it.
        Right "right" Looking [Code::Right] Nothing;
        /// A screen down.
        PageDown "page_down" Looking [Code::PageDown] Nothing;
        /// A screen up.
        PageUp "page_up" Looking [Code::PageUp] Nothing;
        /// The first row.
        First "first" Looking [Code::Home] Nothing;
        /// The last row.
        Last "last" Looking [Code::End] Nothing;
        /// The card over the whole screen.
        Open "open" Looking [Code::Enter] Nothing;
        /// From the list to the card and back.
        Focus "focus" Looking [Code::Tab] Nothing;
        /// The customer's whole history.
        History "history" Looking [Char('h')] Nothing;
        /// Why the row stands where it stands.
        Why "why" Looking [Char('i')] Nothing;
        /// Choose a view of the queue.
        Views "views" Looking [Char('v')] Nothing;
        /// Search.
        Search "search" Looking [Char('/'), Char('.')] Nothing;
        /// Every command by its name.
        Palette "palette" Looking [Char(':')] Nothing;
        /// All keys.
        Help "help" Looking [Char('?'), Char(',')] Nothing;
        /// One level up.
        Back "back" Looking [Code::Esc] Nothing;
        /// Leave.
        Quit "quit" Looking [Char('q')] Nothing;
        /// What the day is like.
        Today "today" Page [Char('t')] Nothing;
        /// Every order there is.
        Orders "orders" Page [Char('l')] Nothing;
        /// The catalogue.
        Products "products" Page [Char('g')] Nothing;
        /// The calls agreed on.
        Calendar "calendar" Page [Char('d')] Nothing;
        /// The numbers of the last 30 days.
        Numbers "numbers" Page [Char('r')] Nothing;
        /// The calls of the last 30 days.
        CallPage "call_page" Page [Char('f')] Nothing;
        /// Recorded calls nobody has heard.
        Recordings "recordings" Page [Char('h')] Nothing;
        /// Segments, and what falls due again.
        Customers "customers" Page [Char('c')] Nothing;
        /// What leaves by itself.
        Outbox "outbox" Page [Char('o')] Nothing;
        /// By what messages leave.
        Channels "channels" Page [Char('k')] Nothing;
        /// Where orders come from by themselves.
        Feeds "feeds" Page [Char('i')] Nothing;
        /// Who owes what.
        Money "money" Page [Char('y')] Nothing;
        /// Every setting of the shop.
        Settings "settings" Page [Char('w')] Nothing;
        /// The lines of the order.
        EditLines "edit_lines" Edit [Char('l')] One(Kind::Lines);
        /// The customer's card.
        EditCustomer "edit_customer" Edit [Char('c')] One(Kind::Customer);
        /// The order's own term of dispatch.
        EditTerm "edit_term" Edit [Char('t')] One(Kind::DispatchBy);
        /// How the order is paid and delivered.
        EditDetails "edit_details" Edit [Char('d')] One(Kind::Details);
        /// Goods of the order come back.
        ReturnGoods "return_goods" Edit [Char('g')] One(Kind::ReturnAgreed);
        /// They are back.
        ReturnBack "return_back" Edit [Char('v')] One(Kind::ReturnBack);
        /// Other goods are sent for them.
        Exchange "exchange" Edit [Char('o')] One(Kind::ReturnExchanged);
        /// Something is wrong with the order.
        Complaint "complaint" Said [Char('p')] One(Kind::Complaint);
        /// A complaint is settled.
        Settle "settle" Said [Char('s')] One(Kind::ComplaintSettled);
        /// The customer wrote.
        Wrote "wrote" Said [Char('w')] One(Kind::Wrote);
        /// And was answered.
        Replied "replied" Said [Char('r')] Each(Kind::Replied);
        /// A message to them.
        Write "write" Said [Char('m')] One(Kind::Message);
        /// They agree to offers.
        AgreesToOffers "agrees_to_offers" Said [Char('i')] Each(Kind::Consent);
        /// They want no offers, for ever.
        NoOffers "no_offers" Said [Char('u')] Each(Kind::Consent);
        /// Something was offered to them.
        Offered "offered" Said [Char('q')] Each(Kind::Offered);
        /// An order taken by phone.
        NewOrder "new_order" OfOrder [Char('w')] Nothing;
        /// Part of the money came.
        PartPayment "part_payment" OfMoney [Char('p')] One(Kind::Pay);
        /// Money went back.
        Refund "refund" OfMoney [Char('r')] One(Kind::Refund);
        /// The code the order is paid by.
        PayCode "pay_code" OfMoney [Char('0')] Row;
        /// Handed over, without a number.
        Handed "handed" OfParcel [Char('h')] Each(Kind::Handed);
        /// The customer was told of the delay.
        ToldLate "told_late" OfParcel [Char('l')] Each(Kind::ToldLate);
        /// The customer refused the parcel.
        ParcelRefused "parcel_refused" OfParcel [Char('q')] Each(Kind::ParcelRefused);
        /// What came back is in stock again.
        PutInStock "put_in_stock" Said [Char('b')] Each(Kind::PutInStock);
        /// The customer says to have paid.
        ClaimsPaid "claims_paid" OfMoney [Char('i')] Each(Kind::ClaimsPaid);
        /// The customer was told that no payment came.
        ToldUnpaid "told_unpaid" OfMoney [Char('u')] Each(Kind::ToldUnpaid);
        /// Why their calls were missed.
        MissedWhy "missed_why" Said [Char('y')] One(Kind::MissedWhy);
        /// The recorded calls of the customer.
        Recorded "recorded" Said [Char('h')] Row;
        /// How they like it is known.
        CareDone "care_done" Said [Char('k')] Each(Kind::CareDone);
        /// Open again.
        Reopen "reopen" OfOrder [Char('e')] Each(Kind::Reopen);
        /// Close.
        Close "close" OfOrder [Char('c')] Each(Kind::Close);
        /// Put the proposal off.
        PutOff "put_off" OfOrder [Char('f')] Each(Kind::PutOff);
        /// Take the customer over from a colleague.
        TakeOver "take_over" OfCustomer [Char('t')] Row;
        /// Two orders, not one twice.
        KeepBoth "keep_both" OfOrder [Char('k')] One(Kind::KeepBoth);
        /// The same order twice: cancel this one.
        IsDuplicate "is_duplicate" OfOrder [Char('d')] One(Kind::Cancel);
        /// Take the shop's change over.
        AcceptShop "accept_shop" OfOrder [Char('a')] One(Kind::AcceptShop);
        /// Keep ours.
        KeepOurs "keep_ours" OfOrder [Char('s')] Each(Kind::KeepOurs);
        /// A company.
        Company "company" OfCustomer [Char('b')] Each(Kind::B2b);
        /// A private customer.
        Private "private" OfCustomer [Char('v')] Each(Kind::B2b);
        /// Not a customer.
        NotCustomer "not_customer" OfCustomer [Char('n')] Each(Kind::NotCustomer);
        /// Make two customers one.
        Merge "merge" OfCustomer [Char('j')] Each(Kind::Merge);
        /// Copy the phone.
        CopyPhone "copy_phone" Copied [Char('m')] Row;
        /// Copy the order's number.
        CopyNumber "copy_number" Copied [Char('o')] Row;
        /// Copy the tracking number.
        CopyTracking "copy_tracking" Copied [Char('y')] Row;
        /// Pause, or be back.
        Pause "pause" OfOperator [Char('z')] Nothing;
        /// Log in, or out.
        Shift "shift" OfOperator [Char('g')] Nothing;
    }
}

/// The groups of the list of everything rarer, as they stand there, and the messages that name them.
pub const RARER: [(Group, &str); 6] = [
    (Group::OfOrder, "other-group-order"),
    (Group::OfMoney, "other-group-money"),
    (Group::OfParcel, "other-group-parcel"),
    (Group::OfCustomer, "other-group-customer"),
    (Group::Copied, "other-group-copied"),
    (Group::OfOperator, "other-group-operator"),
];

/// The entry of a command.
pub fn entry(id: CommandId) -> &'static Command {
    // The table has the order of the enum.
    &COMMANDS[id as usize]
}

/// The commands of these groups, in order.
pub fn commands_of(groups: &[Group]) -> impl Iterator<Item = &'static Command> {
    COMMANDS.iter().filter(|command| groups.contains(&command.group))
}

/// The commands with keys of their own.
pub fn with_own_keys() -> impl Iterator<Item = &'static Command> {
    COMMANDS.iter().filter(|command| command.group.opener().is_none())
}

impl Group {
    /// The command whose list it stands in; none for what has keys of its own.
    pub fn opener(self) -> Option<CommandId> {
        match self {
            Group::AtOnce | Group::Asking | Group::Looking => None,
            Group::Page => Some(CommandId::Views),
            Group::Edit | Group::Said => Some(CommandId::Edit),
            Group::OfOrder
            | Group::OfMoney
            | Group::OfParcel
            | Group::OfCustomer
            | Group::Copied
            | Group::OfOperator => Some(CommandId::Other),
        }
    }
}

impl CommandId {
    /// What the customer must be waiting for, that it can be said: a complaint's outcome, an answer.
    pub fn awaits(self) -> Option<TaskKind> {
        match self {
            CommandId::Settle => Some(TaskKind::Complaint),
            CommandId::Replied => Some(TaskKind::Reply),
            CommandId::MissedWhy => Some(TaskKind::ReturnCall),
            _ => None,
        }
    }
}

impl Command {
    /// What it is called.
    pub fn label(&self, tr: &Tr) -> String {
        let family = match self.group.opener() {
            None => "bar",
            Some(CommandId::Views) => "page",
            Some(_) => "other",
        };
        tr.coded(family, self.name)
    }

    /// What it does, in full; empty when its name says it.
    pub fn help(&self, tr: &Tr) -> String {
        match self.group.opener() {
            None => tr.coded("help", self.name),
            Some(CommandId::Views) => tr.coded("page-help", self.name),
            Some(_) => String::new(),
        }
    }

    /// The action it leads to; none when it leads to none that facts could forbid.
    pub fn kind(&self) -> Option<Kind> {
        match self.needs {
            Needs::One(kind) | Needs::Each(kind) => Some(kind),
            Needs::Nothing | Needs::Row => None,
        }
    }

    /// Whom it is about: the row alone, or what is marked.
    pub fn about(&self, subject: Subject) -> Subject {
        match self.needs {
            Needs::Row | Needs::One(_) => subject.alone(),
            Needs::Nothing | Needs::Each(_) => subject,
        }
    }

    /// Whether it is possible now.
    pub fn permit(&self, subject: Option<&Subject>) -> Result<Permit, Refusal> {
        match (self.needs, subject) {
            (Needs::Nothing, _) | (Needs::Row, Some(_)) => Ok(Permit::Do),
            (_, None) => Err(Refusal::NoOrder),
            (Needs::One(kind), Some(subject)) => permit(kind, subject.facts.as_deref()),
            (Needs::Each(kind), Some(subject)) => subject.permit(kind),
        }
    }

    /// True when pressing it would do something.
    pub fn is_possible(&self, subject: Option<&Subject>) -> bool {
        matches!(self.permit(subject), Ok(Permit::Do | Permit::Warn(_)))
    }
}
