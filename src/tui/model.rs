//! The state of the console: plain data, changed by `update` only.

use std::sync::Arc;

use chrono_tz::Tz;
use tui_input::Input;

use crate::board::Board;
use crate::board::BoardRow;
use crate::desk::result::UndoHint;
use crate::domain::action::ActionKind;
use crate::domain::action::Permit;
use crate::domain::action::Refusal;
use crate::domain::action::permit;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::money::Currency;
use crate::domain::order::Marks;
use crate::domain::order::OrderFacts;
use crate::domain::settings::Role;
use crate::domain::settings::Settings;
use crate::domain::target::CardKey;
use crate::domain::target::RowKey;
use crate::domain::target::Target;
use crate::domain::task::Lane;
use crate::domain::time::Time;
use crate::i18n::Tr;
use crate::scripts::Script;
use crate::scripts::Scripts;
pub use crate::tui::asked::Asked;
pub use crate::tui::asked::Errand;
pub use crate::tui::asked::Waiting;
use crate::tui::finder::Finder;
use crate::tui::form::Behind;
use crate::tui::form::Form;
use crate::tui::keymap::Keymap;
use crate::tui::keymap::Letters;
use crate::tui::list::Item;
use crate::tui::list::List;
use crate::tui::msg::Key;
use crate::tui::msg::Millis;
use crate::tui::notice::Notice;
use crate::tui::pick::Pick;
use crate::tui::sheet::OpenSheet;
use crate::tui::theme::Palette;
use crate::tui::theme::Signs;
use crate::tui::walk::Walk;
use crate::view::card::Card;
use crate::view::pages::PageKey;
use crate::view::pages::PageRow;
use crate::view::search::Hit;

/// What stays the same while the console runs.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The messages.
    pub tr: Tr,
    /// The shop and its rules.
    pub settings: Arc<Settings>,
    /// Who sits here.
    pub operator: String,
    /// Which keys the commands have.
    pub keymap: Keymap,
    /// The signs the font has.
    pub signs: Signs,
    /// Colours or none.
    pub palette: Palette,
    /// The view to begin with (R10).
    pub role: Role,
    /// What to say and go through, beside the card (R34).
    pub scripts: Scripts,
    /// What the line above the keys says until something is done, by the key of its message.
    pub greeting: Option<&'static str>,
}

/// Everything the screen shows and the keys change.
#[derive(Clone, Debug)]
pub struct Model {
    /// What stays the same.
    pub setup: Setup,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The latest snapshot.
    pub board: Arc<Board>,
    /// How many of its rows stand in each lane; counted once, since every frame tells it.
    pub lanes: [usize; Lane::ALL.len()],
    /// How many columns its longest number takes; likewise.
    pub numbers: usize,
    /// False until the first snapshot came.
    pub loaded: bool,
    /// Which rows are shown.
    pub view: Role,
    /// The list.
    pub list: List,
    /// The rows an action is for, in the order they were marked; empty: the one under the cursor.
    pub marked: Vec<RowKey>,
    /// The card.
    pub card: CardPane,
    /// What the moving keys move.
    pub focus: Focus,
    /// What lies over the list and the card, the top last.
    pub pages: Vec<Page>,
    /// What is kept of the full-screen pages among them, and of the one a walk goes through.
    pub sheets: Vec<OpenSheet>,
    /// The list NEXT goes through instead of the queue.
    pub walk: Option<Walk>,
    /// What the keys mean.
    pub mode: Mode,
    /// The line above the keys.
    pub notice: Option<Notice>,
    /// What undo would take back.
    pub undo: Option<UndoHint>,
    /// What redo would do again.
    pub redo: Option<UndoHint>,
    /// Which letters the keyboard types.
    pub letters: Letters,
    /// Keys that came too fast.
    pub burst: Burst,
    /// Requests that wait for their answers.
    pub asked: Asked,
    /// Whose claim was kept alive last, and when.
    pub renewed: Option<(CustomerId, Time)>,
    /// The operator was on shift, as far as this console saw.
    pub was_on_shift: bool,
    /// When the bell rang last.
    pub rung: Option<Time>,
    /// The desk failed and the console ends.
    pub broken: Option<String>,
}

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
    /// A page of its own: Today and its like.
    Full(PageKey),
}

/// The card beside the list.
#[derive(Clone, Debug, Default)]
pub struct CardPane {
    /// Which card was asked for last.
    pub key: Option<CardKey>,
    /// The token of that request.
    pub token: u64,
    /// It must be read again.
    pub stale: bool,
    /// The card; of another key while the one asked for is read.
    pub card: Option<Arc<Card>>,
    /// The key of `card`.
    pub card_key: Option<CardKey>,
    /// Opened by a search: it stays until the operator moves in the list.
    pub pinned: Option<CardKey>,
    /// Lines scrolled away.
    pub scroll: usize,
    /// The script for what is due, filled from `card`.
    pub script: Option<Arc<Script>>,
    /// On which of its points the cursor stands.
    pub point: usize,
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
    /// A command is looked for by its name.
    Palette(Finder),
    /// A form is filled.
    Form(Box<Form>),
    /// All keys are shown; lines scrolled away.
    Help(usize),
}

/// What a mode is about; bound when it opens, so that a live update cannot retarget it.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    /// Its row in the list.
    pub row: Option<RowKey>,
    /// The customer.
    pub customer: CustomerId,
    /// The order.
    pub order: Option<OrderId>,
    /// The order's number; empty when none.
    pub number: String,
    /// The customer's name; empty when unknown.
    pub name: String,
    /// The order as it was seen.
    pub facts: Option<Arc<OrderFacts>>,
    /// The marked rows, when an action is for them instead.
    pub marked: Vec<Marked>,
}

/// A marked row as it was when the mode opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Marked {
    /// Which.
    pub row: RowKey,
    /// Whose it is.
    pub customer: CustomerId,
    /// What an action is aimed at there.
    pub target: Target,
    /// Its order as it was seen.
    pub facts: Option<Arc<OrderFacts>>,
}

/// A line that is typed.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it is about.
    pub subject: Subject,
    /// What is typed.
    pub kind: LineKind,
    /// The text.
    pub input: Input,
    /// The order's tracking number when the line opened, empty when it had none; none where that was not known.
    pub seen_number: Option<String>,
    /// That number has changed meanwhile.
    pub behind: Behind,
    /// Why Enter did not take it.
    pub fault: Option<LineFault>,
}

/// What is typed into a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// A tracking number.
    Tracking,
    /// When the customer asked to be called.
    CallBackAt {
        /// When that call took place.
        called: Time,
    },
    /// When to call.
    ScheduleAt,
    /// When the order is to be handed over.
    DispatchBy,
    /// A note.
    Note,
    /// How much went back.
    Refund,
    /// How much came.
    PartPayment,
    /// Until when the proposal is put off.
    PutOffUntil,
    /// Why it is put off.
    PutOffWhy {
        /// Until when.
        until: Time,
    },
}

/// Why Enter did not take a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineFault {
    /// Nothing was typed.
    Empty,
    /// Not a time; which way, by the code of its message.
    BadWhen(&'static str),
    /// The time has passed.
    Past,
    /// Not an amount.
    BadAmount,
}

/// A search that is typed.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// The text.
    pub input: Input,
    /// What the desk found.
    pub hits: Vec<Hit>,
    /// The text they were found for; none before the first answer.
    pub answered: Option<String>,
    /// The token of the newest request.
    pub token: u64,
    /// Which hit the cursor is on.
    pub cursor: usize,
    /// Enter was pressed before the answer came: open the first hit when it does.
    pub opens_first: bool,
}

/// Keys that came closer together than a hand types.
#[derive(Clone, Debug, Default)]
pub struct Burst {
    /// The character before, where it was a command or a choice.
    pub first: Option<First>,
    /// The second character, which waits to be told from a paste.
    pub second: Option<Key>,
    /// What a paste brought so far.
    pub text: String,
    /// When the last character came.
    pub last: Option<Millis>,
}

/// The first key of what may be a burst, and what to go back to if it is one.
#[derive(Clone, Debug)]
pub struct First {
    /// The character.
    pub character: char,
    /// What was open.
    pub pages: Vec<Page>,
    /// The request it made.
    pub token: Option<u64>,
}

impl Model {
    /// A console before its first snapshot.
    pub fn new(setup: Setup, size: (u16, u16)) -> Model {
        let view = setup.role;
        Model {
            setup,
            size,
            board: Arc::new(Board::default()),
            lanes: [0; Lane::ALL.len()],
            numbers: 0,
            loaded: false,
            view,
            list: List::default(),
            marked: Vec::new(),
            card: CardPane::default(),
            focus: Focus::default(),
            pages: Vec::new(),
            sheets: Vec::new(),
            walk: None,
            mode: Mode::default(),
            notice: None,
            undo: None,
            redo: None,
            letters: Letters::default(),
            burst: Burst::default(),
            asked: Asked::default(),
            renewed: None,
            was_on_shift: false,
            rung: None,
            broken: None,
        }
    }

    /// What a newcomer is told while nothing else is said, until he has done something.
    pub fn greeting(&self) -> Option<&'static str> {
        self.setup.greeting.filter(|_| self.asked.changed.is_none())
    }

    /// The shop's zone.
    pub fn zone(&self) -> Tz {
        self.setup.settings.shop.time_zone
    }

    /// The shop's currency.
    pub fn currency(&self) -> Currency {
        self.setup.settings.shop.currency
    }

    /// The page on top; none when the list is.
    pub fn page(&self) -> Option<Page> {
        self.pages.last().copied()
    }

    /// The card, when it is the one the cursor or a search asks for.
    pub fn current_card(&self) -> Option<&Arc<Card>> {
        self.card
            .card
            .as_ref()
            .filter(|_| self.card.card_key == self.wanted_card())
    }

    /// The script beside that card.
    pub fn current_script(&self) -> Option<&Arc<Script>> {
        self.card.script.as_ref().filter(|_| self.current_card().is_some())
    }

    /// True when the keys walk the points of the script.
    pub fn in_script(&self) -> bool {
        let shown = match self.page() {
            Some(Page::Script) => true,
            Some(Page::Full(_)) | None => self.focus == Focus::Script,
            Some(_) => false,
        };
        shown && self.current_script().is_some()
    }

    /// The card that should be shown.
    pub fn wanted_card(&self) -> Option<CardKey> {
        let behind = match &self.mode {
            Mode::Form(form) => form.looks_at(),
            Mode::Line(line) => line.looks_at(),
            _ => None,
        };
        if behind.is_some() {
            return behind;
        }
        let in_queue = || self.list.selected(&self.board).map(card_key);
        match (self.card.pinned, self.open_sheet()) {
            (Some(pinned), _) => Some(pinned),
            (None, Some(sheet)) => sheet.selected().and_then(PageRow::card),
            (None, None) => in_queue(),
        }
    }

    /// What a key would act on.
    pub fn subject(&self) -> Option<Subject> {
        if self.acts_on_card() {
            let card = self.current_card()?;
            return Some(Subject {
                row: None,
                customer: card.customer.id,
                order: card.order.as_ref().map(|order| order.facts.id),
                number: card
                    .order
                    .as_ref()
                    .map(|order| order.number.clone())
                    .unwrap_or_default(),
                name: card.customer.name.clone(),
                facts: card.order.as_ref().map(|order| Arc::new(order.facts.clone())),
                marked: Vec::new(),
            });
        }
        let row = self.list.selected(&self.board)?;
        let ghost = matches!(self.list.items.get(self.list.cursor), Some(Item::Ghost(_)));
        // A ghost's facts are old; the card's are not.
        let fresh = self
            .current_card()
            .and_then(|card| card.order.as_ref())
            .filter(|order| ghost && Some(order.facts.id) == row.row.order)
            .map(|order| Arc::new(order.facts.clone()));
        Some(Subject {
            row: Some(row.row.key),
            customer: row.row.customer,
            order: row.row.order,
            number: row.text.number.clone(),
            name: row.text.customer.clone(),
            facts: fresh.or_else(|| row.order.clone()),
            marked: self.marked_rows(),
        })
    }

    fn marked_rows(&self) -> Vec<Marked> {
        let row = |key: &RowKey| self.board.rows.iter().find(|row| row.row.key == *key);
        let rows = self.marked.iter().filter_map(row);
        rows.map(|row| Marked {
            row: row.row.key,
            customer: row.row.customer,
            target: match row.row.order {
                Some(order) => Target::Order(order),
                None => Target::Customer(row.row.customer),
            },
            facts: row.order.clone(),
        })
        .collect()
    }
}

impl Line {
    /// The card that must be looked at before Enter takes the line; none while nothing is known to have changed.
    pub fn looks_at(&self) -> Option<CardKey> {
        let order = self.subject.order.filter(|_| self.behind == Behind::Looking);
        order.map(CardKey::Order)
    }
}

impl Subject {
    /// The row under the cursor alone: for what is about one customer, whatever is marked.
    #[must_use]
    pub fn alone(mut self) -> Subject {
        self.marked.clear();
        self
    }

    /// Whether an action is possible: on the row, or on one of those marked. The first refusal when it is not.
    pub fn permit(&self, kind: ActionKind) -> Result<Permit, Refusal> {
        if self.marked.is_empty() {
            return permit(kind, self.facts.as_deref());
        }
        let mut each: Vec<_> = self
            .marked
            .iter()
            .map(|row| permit(kind, row.facts.as_deref()))
            .collect();
        let possible = each
            .iter()
            .position(|permit| matches!(permit, Ok(Permit::Do | Permit::Warn(_))));
        each.swap_remove(possible.unwrap_or(0))
    }

    /// What an action is aimed at.
    pub fn target(&self) -> Target {
        match self.order {
            Some(order) => Target::Order(order),
            None => Target::Customer(self.customer),
        }
    }
}

/// True when `operator` sees the row in this view (R10). A call without an order is nobody's regular yet.
pub fn shows(view: Role, row: &BoardRow, operator: &str) -> bool {
    let marks = row.order.as_ref().map_or(Marks::default(), |order| order.marks);
    match view {
        Role::All => true,
        Role::Mine => {
            row.text.manager.as_deref() == Some(operator)
                || row.claim.as_ref().is_some_and(|claim| claim.operator == operator)
        }
        Role::New => !marks.has(Marks::REGULAR),
        Role::Existing => marks.has(Marks::REGULAR),
        // Whoever works with companies settles who is one.
        Role::B2b => marks.has(Marks::B2B) || row.order.as_ref().is_some_and(|order| order.is_maybe_b2b()),
    }
}

/// The card of a row.
pub fn card_key(row: &BoardRow) -> CardKey {
    match row.row.order {
        Some(order) => CardKey::Order(order),
        None => CardKey::Customer(row.row.customer),
    }
}
