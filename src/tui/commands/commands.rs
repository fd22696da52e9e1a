//! The commands of the console and their keys.

use crossterm::event::KeyCode;

use crate::domain::action::ActionKind;

/// What a key does in command mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CommandId {
    /// Claim the top row and go there.
    Next,
    /// Show the number and log what came of the call.
    Dial,
    /// Log what came of a call.
    Outcome,
    /// Confirm.
    Confirm,
    /// Paid in full.
    Pay,
    /// Enter the tracking number.
    Ship,
    /// At the pickup point.
    Arrived,
    /// With the customer.
    Received,
    /// Cancel, with a reason.
    Cancel,
    /// Came back, with a reason.
    Returned,
    /// Agree on a time to call.
    Schedule,
    /// Not now, with a reason.
    Skip,
    /// Write a note.
    Note,
    /// Edit the order's lines or the customer's card.
    Edit,
    /// Recall the message under the cursor, or correct one that has left.
    Message,
    /// Everything rarer.
    Other,
    /// Take the customer or let go of him.
    Claim,
    /// Take the last action back.
    Undo,
    /// Do it again.
    Redo,
    /// Mark the row, or unmark it, and go down.
    Mark,
    /// To the row of calls.
    Calls,
    /// To what stands left of it.
    Left,
    /// To what stands right of it.
    Right,
    /// A row down.
    Down,
    /// A row up.
    Up,
    /// A screen down.
    PageDown,
    /// A screen up.
    PageUp,
    /// The first row.
    First,
    /// The last row.
    Last,
    /// The card over the whole screen.
    Open,
    /// From the list to the card and back.
    Focus,
    /// The customer's whole history.
    History,
    /// Why the row stands where it stands.
    Why,
    /// Choose a view of the queue.
    Views,
    /// Search.
    Search,
    /// Every command by its name.
    Palette,
    /// All keys.
    Help,
    /// One level up.
    Back,
    /// Leave.
    Quit,
}

/// What a command is for; the help is in these parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Done at the press of the key.
    AtOnce,
    /// Asks one more thing.
    Asking,
    /// Changes nothing.
    Looking,
}

/// One command.
#[derive(Clone, Copy, Debug)]
pub struct Command {
    /// Which.
    pub id: CommandId,
    /// Its keys on the Latin layout; the first is the one shown.
    pub keys: &'static [KeyCode],
    /// Its messages are `bar-<name>` and `help-<name>`.
    pub name: &'static str,
    /// The action it leads to, which says whether it is possible now.
    pub kind: Option<ActionKind>,
    /// What it is for.
    pub group: Group,
}

const fn command(
    id: CommandId,
    keys: &'static [KeyCode],
    name: &'static str,
    kind: Option<ActionKind>,
    group: Group,
) -> Command {
    Command {
        id,
        keys,
        name,
        kind,
        group,
    }
}

/// Every command, in the order of the help.
pub const COMMANDS: [Command; 39] = {
    use Group::Asking;
    use Group::AtOnce;
    use Group::Looking;
    use KeyCode::Char;

    use ActionKind as Kind;
    use CommandId as Id;

    [
        command(Id::Next, &[Char('n')], "next", Some(Kind::Take), AtOnce),
        command(Id::Confirm, &[Char('c')], "confirm", Some(Kind::Confirm), AtOnce),
        command(Id::Pay, &[Char('p')], "pay", Some(Kind::Pay), AtOnce),
        command(Id::Arrived, &[Char('a')], "arrived", Some(Kind::Arrived), AtOnce),
        command(Id::Received, &[Char('r')], "received", Some(Kind::Received), AtOnce),
        command(Id::Claim, &[Char('g')], "claim", Some(Kind::Take), AtOnce),
        command(Id::Undo, &[Char('u')], "undo", Some(Kind::Undo), AtOnce),
        command(Id::Redo, &[Char('y')], "redo", Some(Kind::Redo), AtOnce),
        command(Id::Message, &[Char('m')], "message", None, AtOnce),
        command(Id::Dial, &[Char('d')], "dial", Some(Kind::Call), Asking),
        command(Id::Outcome, &[Char('l')], "outcome", Some(Kind::Call), Asking),
        command(Id::Ship, &[Char('t')], "ship", Some(Kind::Ship), Asking),
        command(Id::Cancel, &[Char('x')], "cancel", Some(Kind::Cancel), Asking),
        command(Id::Returned, &[Char('b')], "returned", Some(Kind::Returned), Asking),
        command(Id::Schedule, &[Char('s')], "schedule", Some(Kind::Schedule), Asking),
        command(Id::Skip, &[Char('z')], "skip", Some(Kind::Skip), Asking),
        command(Id::Note, &[Char('w')], "note", Some(Kind::Note), Asking),
        command(Id::Edit, &[Char('e')], "edit", Some(Kind::Customer), Asking),
        command(Id::Other, &[Char('o')], "other", None, Asking),
        command(Id::Mark, &[Char(' ')], "mark", None, Looking),
        command(Id::Calls, &[KeyCode::F(2)], "calls", None, Looking),
        command(Id::Down, &[Char('j'), KeyCode::Down], "down", None, Looking),
        command(Id::Up, &[Char('k'), KeyCode::Up], "up", None, Looking),
        command(Id::Left, &[KeyCode::Left], "left", None, Looking),
        command(Id::Right, &[KeyCode::Right], "right", None, Looking),
        command(Id::PageDown, &[KeyCode::PageDown], "page_down", None, Looking),
        command(Id::PageUp, &[KeyCode::PageUp], "page_up", None, Looking),
        command(Id::First, &[KeyCode::Home], "first", None, Looking),
        command(Id::Last, &[KeyCode::End], "last", None, Looking),
        command(Id::Open, &[KeyCode::Enter], "open", None, Looking),
        command(Id::Focus, &[KeyCode::Tab], "focus", None, Looking),
        command(Id::History, &[Char('h')], "history", None, Looking),
        command(Id::Why, &[Char('i')], "why", None, Looking),
        command(Id::Views, &[Char('v')], "views", None, Looking),
        command(Id::Search, &[Char('/'), Char('.')], "search", None, Looking),
        command(Id::Palette, &[Char(':')], "palette", None, Looking),
        command(Id::Help, &[Char('?'), Char(',')], "help", None, Looking),
        command(Id::Back, &[KeyCode::Esc], "back", None, Looking),
        command(Id::Quit, &[Char('q')], "quit", None, Looking),
    ]
};

/// The entry of a command.
pub fn entry(id: CommandId) -> &'static Command {
    COMMANDS.iter().find(|command| command.id == id).unwrap_or(&COMMANDS[0])
}
