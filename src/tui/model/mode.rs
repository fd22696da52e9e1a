//! What the keyboard does now.

use tui_input::Input;

use crate::tui::answer::state::OpenAnswers;
use crate::tui::channel::state::ChannelTest;
use crate::tui::form::Form;
use crate::tui::line::state::Line;
use crate::tui::message::state::OpenMessage;
use crate::tui::palette::state::Finder;
use crate::tui::pick::state::Pick;
use crate::tui::pick::state::PickKind;
use crate::tui::search::state::Search;
use crate::tui::setting::state::OpenSetting;
use crate::tui::shell::state::Shell;
use crate::tui::subject::Subject;
use crate::tui::write::state::Writing;
use crate::view::pages::PageKey;

/// What the moving keys move.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The cursor in the list.
    #[default]
    List,
    /// The text of the card.
    Card,
    /// The points of the script.
    Script,
}

/// A screen over the list and the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The card alone.
    Card,
    /// The script alone.
    Script,
    /// The customer's history.
    History,
    /// Why the row stands where it stands.
    Why,
    /// The code the order is paid by.
    PayCode,
    /// A page of its own: Today and its like.
    Full(PageKey),
}

/// What the keys mean.
#[derive(Clone, Debug, Default)]
pub enum Mode {
    /// A letter is a command.
    #[default]
    Command,
    /// One more key chooses from a list.
    Pick(Pick),
    /// A line is typed.
    Line(Line),
    /// A search is typed.
    Search(Search),
    /// A long list is narrowed.
    Filter(Input),
    /// A command is looked for by its name.
    Palette(Finder),
    /// A standard answer is looked for.
    Answers(OpenAnswers),
    /// A form is filled.
    Form(Box<Form>),
    /// A message is read.
    Message(OpenMessage),
    /// A message is written.
    Write(Box<Writing>),
    /// A channel is tried.
    Channel(ChannelTest),
    /// A setting is changed.
    Setting(OpenSetting),
    /// A command of the command line is typed, or what it printed is read.
    Shell(Box<Shell>),
    /// All keys are shown; lines scrolled away.
    Help(usize),
}

impl Mode {
    /// An open list, bound to what it is about.
    pub fn pick(subject: impl Into<Option<Subject>>, kind: PickKind) -> Mode {
        let subject = subject.into();
        Mode::Pick(Pick { subject, kind })
    }
}
