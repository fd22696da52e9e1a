//! The state of the console: plain data, changed by `update` only.

use std::sync::Arc;

use chrono_tz::Tz;

use super::burst::Burst;
use super::heard::Heard;
use super::jump::Jump;
use super::mode::Focus;
use super::mode::Mode;
use super::mode::Page;
use super::pending::Asked;
use super::setup::Setup;
use crate::board::Board;
use crate::desk::result::UndoHint;
use crate::domain::ids::CustomerId;
use crate::domain::ids::MessageId;
use crate::domain::ids::OrderId;
use crate::domain::money::Currency;
use crate::domain::order::Stage;
use crate::domain::target::CardKey;
use crate::domain::target::RowKey;
use crate::domain::target::Target;
use crate::domain::task::Lane;
use crate::domain::time::Time;
use crate::scripts::Script;
use crate::tui::calls::state::Calls;
use crate::tui::calls::state::ShownCall;
use crate::tui::card::state::CardPane;
use crate::tui::commands::Letters;
use crate::tui::message::state::MessageKey;
use crate::tui::notice::state::Notice;
use crate::tui::page::state::OpenSheet;
use crate::tui::page::walk::Walk;
use crate::tui::queue::list::Item;
use crate::tui::queue::list::List;
use crate::tui::queue::shown::View;
use crate::tui::queue::shown::card_key;
use crate::tui::subject::Marked;
use crate::tui::subject::Subject;
use crate::tui::tour::state::Tour;
use crate::view::card::Card;
use crate::view::pages::PageKey;
use crate::view::pages::PageRow;

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
    pub view: View,
    /// The list.
    pub list: List,
    /// The rows an action is for, in the order they were marked; empty: the one under the cursor.
    pub marked: Vec<RowKey>,
    /// The card.
    pub card: CardPane,
    /// The cursor among the calls.
    pub calls: Calls,
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
    /// How many lines it takes: the list leaves them free.
    pub notice_lines: u16,
    /// What undo would take back.
    pub undo: Option<UndoHint>,
    /// What redo would do again.
    pub redo: Option<UndoHint>,
    /// Which letters the keyboard types.
    pub letters: Letters,
    /// Keys that came too fast.
    pub burst: Burst,
    /// Something else came under the keys by itself.
    pub jump: Jump,
    /// To which message which key last did something, and when.
    pub message_key: Option<(MessageId, MessageKey, Time)>,
    /// Requests that wait for their answers.
    pub asked: Asked,
    /// Whose claim was kept alive last, and when.
    pub renewed: Option<(CustomerId, Time)>,
    /// Who was claimed in passing (R8), and when a key was pressed in their card last.
    pub passing: Vec<(CustomerId, Option<Time>)>,
    /// The operator was on shift, as far as this console saw.
    pub was_on_shift: bool,
    /// Whose calls the last whole board had; none before the first.
    pub heard: Option<Heard>,
    /// When the bell rang last.
    pub rung: Option<Time>,
    /// When the terminal was told of new orders last.
    pub notified: Option<Time>,
    /// How many came since.
    pub untold: usize,
    /// How far a newcomer's tour has come.
    pub tour: Option<Tour>,
    /// The desk failed and the console ends.
    pub broken: Option<String>,
}

impl Model {
    /// A console before its first snapshot.
    pub fn new(setup: Setup, size: (u16, u16)) -> Model {
        let view = View {
            role: setup.role,
            shop: String::new(),
        };
        let mut notice = setup.troubles.first().cloned().map(Notice::Trouble);
        let (mut pages, mut sheets) = (Vec::new(), Vec::new());
        if let Some(opens) = &setup.opens {
            notice = (!opens.said.is_empty()).then(|| Notice::Said(opens.said.clone()));
            if let Some(page) = opens.page {
                pages.push(Page::Full(page));
                let mut sheet = OpenSheet::new(page);
                sheet.query.filter.clone_from(&opens.filter);
                sheet.cursor = opens.row;
                sheets.push(sheet);
            }
        }
        Model {
            tour: setup.tour,
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
            calls: Calls::default(),
            focus: Focus::default(),
            pages,
            sheets,
            walk: None,
            mode: Mode::default(),
            notice,
            notice_lines: 0,
            undo: None,
            redo: None,
            letters: Letters::default(),
            burst: Burst::default(),
            jump: Jump::default(),
            message_key: None,
            asked: Asked::default(),
            renewed: None,
            passing: Vec::new(),
            was_on_shift: false,
            heard: None,
            rung: None,
            notified: None,
            untold: 0,
            broken: None,
        }
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

    /// True when messages are what the keys act on.
    pub fn lists_messages(&self) -> bool {
        matches!(self.page(), Some(Page::Full(PageKey::Outbox | PageKey::Messages(..))))
    }

    /// The card, when it is the one the cursor or a search asks for.
    pub fn current_card(&self) -> Option<&Arc<Card>> {
        let wanted = self.wanted_card();
        let shown = self.card.shown.as_ref().filter(|shown| Some(shown.key) == wanted);
        shown?.card.as_ref()
    }

    /// The card to be drawn: that one, else for a moment the one before.
    pub fn card_in_view(&self, now: Time) -> Option<&Arc<Card>> {
        let before = || self.card.card().filter(|_| self.card.stays(now).is_some());
        self.current_card().or_else(before)
    }

    /// The script beside the card to be drawn.
    pub fn script_in_view(&self, now: Time) -> Option<&Arc<Script>> {
        self.card.script.as_ref().filter(|_| self.card_in_view(now).is_some())
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
        if let Some(customer) = self.on_call() {
            return Some(
                self.work_of(customer)
                    .map_or(CardKey::Customer(customer), CardKey::Order),
            );
        }
        let in_queue = || self.list.selected(&self.board).map(card_key);
        match (self.card.pinned, self.open_sheet()) {
            (Some(pinned), _) => Some(pinned),
            (None, Some(sheet)) => match sheet.selected().and_then(PageRow::card) {
                Some(card) => Some(card),
                None => sheet.key.written_to(),
            },
            (None, None) => in_queue(),
        }
    }

    /// The cards the cursor may want next, the likeliest first.
    pub fn cards_beside(&self) -> Vec<CardKey> {
        if self.card.pinned.is_some() || self.on_call().is_some() {
            return Vec::new();
        }
        match self.open_sheet() {
            Some(sheet) => {
                let rows: Vec<&PageRow> = sheet.sheet.iter().flat_map(|sheet| sheet.rows()).collect();
                let cursor = rows.iter().position(|row| Some(row.key) == sheet.cursor);
                around(cursor.unwrap_or(0), |at| rows.get(at)?.card())
            }
            None => around(self.list.cursor, |at| self.list.row(&self.board, at).map(card_key)),
        }
    }

    /// What a key would act on.
    pub fn subject(&self) -> Option<Subject> {
        if let Some(customer) = self.on_call() {
            return Some(self.caller(customer));
        }
        if self.acts_on_card() {
            return self.on_card();
        }
        let row = self.list.selected(&self.board)?;
        let ghost = matches!(self.list.items.get(self.list.cursor), Some(Item::Ghost(_)));
        // A ghost's facts are old; the card's are not.
        let fresh = self
            .current_card()
            .and_then(|card| card.order.as_ref())
            .filter(|order| ghost && Some(order.facts.id) == row.row.order)
            .map(|order| order.facts.clone());
        Some(Subject {
            row: Some(row.row.key),
            customer: row.row.customer,
            order: row.row.order,
            number: row.text.number.clone(),
            name: row.text.customer.clone(),
            facts: fresh.or_else(|| row.facts()).map(Arc::new),
            marked: self.marked_rows(),
        })
    }

    /// The card in view, or what is marked on the page under it.
    fn on_card(&self) -> Option<Subject> {
        let marked = self.marked_on_page();
        if let Some(card) = self.current_card() {
            let order = card.order.as_ref();
            return Some(Subject {
                row: None,
                customer: card.customer.id,
                order: order.map(|order| order.facts.id),
                number: order.map(|order| order.number.clone()).unwrap_or_default(),
                name: card.customer.name.clone(),
                facts: order.map(|order| Arc::new(order.facts.clone())),
                marked,
            });
        }
        // What is for all that are marked need not wait for a card.
        let first = marked.first()?;
        let order = match first.target {
            Target::Order(order) => Some(order),
            Target::Customer(_) => None,
        };
        Some(Subject {
            row: None,
            customer: first.customer,
            order,
            number: String::new(),
            name: String::new(),
            facts: first.facts.clone(),
            marked,
        })
    }

    /// Which order of a caller's there is something to do about: what is due for them, else their newest that goes on.
    pub fn work_of(&self, customer: CustomerId) -> Option<OrderId> {
        let mut rows = self.board.rows.iter().filter(|row| row.row.customer == customer);
        let due = rows.find_map(|row| row.row.order.or(row.row.more.iter().find_map(|(order, _)| *order)));
        let card = self.card.card().filter(|card| card.customer.id == customer);
        let goes_on = || {
            let mut orders = card?.orders.iter();
            let ended = |stage| matches!(stage, Stage::Closed | Stage::Cancelled | Stage::Returned);
            orders.find(|order| !ended(order.stage)).map(|order| order.id)
        };
        due.or_else(goes_on)
    }

    /// The caller under the cursor. Nothing is done on their order before the two talk: the call may have come up under
    /// the operator's hand.
    fn caller(&self, customer: CustomerId) -> Subject {
        let call = self.calls.of(&self.board, customer);
        let text = match call {
            Some(ShownCall::Rings(row)) => Some(&row.text),
            Some(ShownCall::Talk(talk) | ShownCall::Over(talk)) => Some(&talk.text),
            None => None,
        };
        let card = self.current_card().filter(|card| card.customer.id == customer);
        let order = card.and_then(|card| card.order.as_ref());
        let order = order.filter(|_| !matches!(call, Some(ShownCall::Rings(_))));
        let rows = self.board.rows.iter();
        Subject {
            row: rows
                .filter(|row| row.row.customer == customer)
                .map(|row| row.row.key)
                .next(),
            customer,
            order: order.map(|order| order.facts.id),
            number: order.map(|order| order.number.clone()).unwrap_or_default(),
            name: text.map(|text| text.customer.clone()).unwrap_or_default(),
            facts: order.map(|order| Arc::new(order.facts.clone())),
            marked: Vec::new(),
        }
    }

    /// How many rows are marked where the keys act on rows.
    pub fn marked_count(&self) -> usize {
        self.open_sheet().map_or(self.marked.len(), |open| open.marked.len())
    }

    /// Takes the marks off there.
    pub fn unmark(&mut self) {
        match self.open_sheet_mut() {
            Some(open) => open.marked.clear(),
            None => self.marked.clear(),
        }
    }

    fn marked_on_page(&self) -> Vec<Marked> {
        let open = self.open_sheet().filter(|_| self.card.pinned.is_none());
        open.map(|open| open.marked.clone()).unwrap_or_default()
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
            facts: row.facts().map(Arc::new),
        })
        .collect()
    }
}

impl Model {
    /// The full-screen page nearest to the top; none when the queue is.
    pub fn full_page(&self) -> Option<PageKey> {
        self.pages.iter().rev().find_map(|page| match page {
            Page::Full(key) => Some(*key),
            Page::Card | Page::Script | Page::History | Page::Why | Page::PayCode => None,
        })
    }

    /// What is kept of that page.
    pub fn open_sheet(&self) -> Option<&OpenSheet> {
        let key = self.full_page()?;
        self.sheets.iter().find(|sheet| sheet.key == key)
    }

    /// The same, to be changed.
    pub fn open_sheet_mut(&mut self) -> Option<&mut OpenSheet> {
        let key = self.full_page()?;
        self.sheets.iter_mut().find(|sheet| sheet.key == key)
    }

    /// Whose call the cursor is on, while neither a page nor what a search found lies over it.
    pub fn on_call(&self) -> Option<CustomerId> {
        self.calls
            .on
            .filter(|_| self.card.pinned.is_none() && self.full_page().is_none())
    }

    /// True when what is acted on is the card in view and no row of the queue: after a search, and on a page.
    pub fn acts_on_card(&self) -> bool {
        self.card.pinned.is_some() || self.full_page().is_some() || self.calls.on.is_some()
    }
}

/// What stands up to two places below and above.
fn around(cursor: usize, card: impl Fn(usize) -> Option<CardKey>) -> Vec<CardKey> {
    let places = [
        Some(cursor + 1),
        cursor.checked_sub(1),
        Some(cursor + 2),
        cursor.checked_sub(2),
    ];
    places.into_iter().flatten().filter_map(card).collect()
}
