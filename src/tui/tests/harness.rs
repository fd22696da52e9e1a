//! A console without a terminal and a desk without a file.

use std::sync::Arc;

use crossterm::event::KeyCode;
use crossterm::event::KeyModifiers;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::layout::Rect;

use crate::board::Board;
use crate::board::BoardRow;
use crate::board::KeptOrder;
use crate::desk::error::DeskError;
use crate::desk::result::Performed;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::ContactKind;
use crate::domain::action::ContactRecord;
use crate::domain::action::CustomerRecord;
use crate::domain::action::OrderRecord;
use crate::domain::action::OrderTexts;
use crate::domain::claim::Claim;
use crate::domain::history::Happened;
use crate::domain::history::TimelineItem;
use crate::domain::ids::CustomerId;
use crate::domain::ids::EntryId;
use crate::domain::ids::OrderId;
use crate::domain::money::Currency;
use crate::domain::order::Line;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::domain::queue::Row;
use crate::domain::queue::row_text::RowText;
use crate::domain::settings::Role;
use crate::domain::settings::Settings;
use crate::domain::settings::Theme;
use crate::domain::target::CardKey;
use crate::domain::target::RowKey;
use crate::domain::task::Agenda;
use crate::domain::task::Lane;
use crate::domain::task::Rule;
use crate::domain::task::Task;
use crate::domain::task::TaskKind;
use crate::domain::task::Why;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::i18n::Lang;
use crate::i18n::Tr;
use crate::scripts::Scripts;
use crate::session::answer::DeskAnswer;
use crate::session::answer::DeskMsg;
use crate::session::answer::ReadCard;
use crate::session::request::Envelope;
use crate::session::request::Request;
use crate::tui::answer::source::Answers;
use crate::tui::commands::Keymap;
use crate::tui::effect::Effect;
use crate::tui::model::Model;
use crate::tui::model::jump::Jump;
use crate::tui::model::setup::Setup;
use crate::tui::msg::Key;
use crate::tui::msg::Millis;
use crate::tui::msg::Msg;
use crate::tui::screen;
use crate::tui::theme::Depth;
use crate::tui::theme::Palette;
use crate::tui::theme::Signs;
use crate::tui::update::update;
use crate::view::card::Card;
use crate::view::card::CustomerClock;
use crate::view::card::OrderBrief;

/// 2026-03-11 12:00 in Moscow, a Wednesday.
pub const NOON: Time = Time(1_773_219_600_000);

/// A console under test.
pub struct Console {
    pub model: Model,
    pub now: Time,
    pub asked: Vec<(u64, Request)>,
    pub bells: usize,
    pub notified: Vec<String>,
    pub copied: Vec<String>,
    pub quit: bool,
    pub reopens: bool,
    pub outside: Vec<String>,
    at: u64,
}

impl Console {
    /// In Russian, so wide and so high, with these rows.
    pub fn new(size: (u16, u16), rows: Vec<BoardRow>) -> Console {
        let mut console = Console::empty(Lang::Ru, size);
        console.board(rows);
        console
    }

    pub fn empty(lang: Lang, size: (u16, u16)) -> Console {
        let mut settings = Settings::default();
        settings.shop.name = "Лавка".to_owned();
        let setup = Setup {
            tr: Tr::new(lang),
            settings: Arc::new(settings),
            operator: "анна".to_owned(),
            keymap: Keymap::default(),
            terminal: None,
            signs: Signs::UNICODE,
            palette: Palette::of(Theme::Dark, Depth::True),
            role: Role::All,
            answers: Answers::default(),
            scripts: Scripts::of(lang).into(),
            tour: None,
            troubles: Vec::new(),
            keeps_settings: true,
            opens: None,
        };
        let mut console = Console {
            model: Model::new(setup, size),
            now: NOON,
            asked: Vec::new(),
            bells: 0,
            notified: Vec::new(),
            copied: Vec::new(),
            quit: false,
            reopens: false,
            outside: Vec::new(),
            at: 1_000,
        };
        console.send(Msg::Resize(size.0, size.1));
        console
    }

    pub fn send(&mut self, msg: Msg) {
        for effect in update(&mut self.model, msg, self.now) {
            match effect {
                Effect::Ask(Envelope { token, request }) => self.asked.push((token, request)),
                Effect::Copy(text) => self.copied.push(text),
                Effect::Bell => self.bells += 1,
                Effect::Notify(text) => self.notified.push(text),
                Effect::Reopen => self.reopens = true,
                Effect::Outside(line) => self.outside.push(line),
                Effect::Quit => self.quit = true,
            }
        }
    }

    pub fn desk(&mut self, msg: DeskMsg) {
        self.send(Msg::Desk(msg));
    }

    /// The desk answers the request of that token.
    pub fn answer(&mut self, token: u64, answer: DeskAnswer) {
        self.desk(DeskMsg::Answer(token, answer));
    }

    pub fn board(&mut self, rows: Vec<BoardRow>) {
        let board = Board {
            rows: Arc::new(rows),
            as_of: self.now,
            seq: self.model.board.seq + 1,
            complete: true,
            ..Board::default()
        };
        self.desk(DeskMsg::Board(Arc::new(board)));
    }

    /// A key by hand that has seen what stands there: well apart from the one before.
    pub fn press(&mut self, code: KeyCode) {
        self.model.jump = Jump::default();
        self.press_after(code, 100);
    }

    /// Characters of a hand that goes on typing, whatever comes up.
    pub fn type_on(&mut self, text: &str) {
        for c in text.chars() {
            self.press_after(KeyCode::Char(c), 100);
        }
    }

    pub fn press_after(&mut self, code: KeyCode, millis: u64) {
        self.at += millis;
        self.send(Msg::Key(Key::plain(code, Millis(self.at))));
    }

    /// A letter with others held, as near to the one before as a paste brings it.
    pub fn at_once(&mut self, modifiers: KeyModifiers, letter: char) {
        self.at += 1;
        let key = Key::plain(KeyCode::Char(letter), Millis(self.at));
        self.send(Msg::Key(Key { modifiers, ..key }));
    }

    /// Characters by hand.
    pub fn type_str(&mut self, text: &str) {
        for c in text.chars() {
            self.press(KeyCode::Char(c));
        }
    }

    /// Characters as a paste brings them that the terminal does not mark.
    pub fn burst(&mut self, text: &str) {
        for (at, c) in text.chars().enumerate() {
            self.press_after(KeyCode::Char(c), if at == 0 { 100 } else { 1 });
        }
    }

    pub fn tick(&mut self, millis: u64) {
        self.at += millis;
        self.send(Msg::Tick(Millis(self.at)));
    }

    /// The requests since the last look, without reading ones.
    pub fn wrote(&mut self) -> Vec<Request> {
        self.wrote_by_token().into_iter().map(|(_, request)| request).collect()
    }

    /// The same, each with its token.
    pub fn wrote_by_token(&mut self) -> Vec<(u64, Request)> {
        let asked = std::mem::take(&mut self.asked);
        let writes = |(_, request): &(u64, Request)| {
            !matches!(
                request,
                Request::Card { .. }
                    | Request::Search(_)
                    | Request::Goods(_)
                    | Request::Page { .. }
                    | Request::MessageText(_)
                    | Request::MergePlan { .. }
            )
        };
        asked.into_iter().filter(writes).collect()
    }

    /// The actions asked for since the last look.
    pub fn actions(&mut self) -> Vec<Action> {
        let actions = self.wrote().into_iter().filter_map(|request| match request {
            Request::Perform { action, .. } => Some(*action),
            _ => None,
        });
        actions.collect()
    }

    /// The desk did what was asked last.
    pub fn did(&mut self, kind: ActionKind, number: &str) {
        let row = self.model.list.selected(&self.model.board);
        let customer = row.map_or(CustomerId(1), |row| row.row.customer);
        let result = Ok(Performed {
            entry: Some(EntryId(1)),
            kind,
            order: None,
            order_number: Some(number.to_owned()),
            customer,
            warnings: Vec::new(),
        });
        let token = self.token();
        self.answer(token, DeskAnswer::Performed(result));
    }

    pub fn refused(&mut self, error: DeskError) {
        let token = self.token();
        self.answer(token, DeskAnswer::Performed(Err(error)));
    }

    /// The token of the oldest request that waits.
    fn token(&self) -> u64 {
        self.model.asked.waiting.keys().copied().min().unwrap()
    }

    /// The desk answers the card that was asked for last.
    pub fn card(&mut self, card: Card) {
        self.read(Some(card));
    }

    /// The desk answers the card that was asked for last, which may be gone.
    pub fn read(&mut self, card: Option<Card>) {
        let read = ReadCard {
            key: self.model.card.key.unwrap(),
            seq: self.model.board.seq,
            card: card.map(Arc::new),
        };
        let token = self.model.card.token;
        self.answer(token, DeskAnswer::Card(read));
    }

    pub fn draw(&self) -> (Buffer, Position) {
        let (width, height) = self.model.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let cursor = screen::draw(&mut buffer, &self.model, self.now);
        (buffer, cursor.unwrap_or_default())
    }

    /// The lines of the screen.
    pub fn screen(&self) -> Vec<String> {
        let (buffer, _) = self.draw();
        let width = usize::from(buffer.area.width);
        let lines = buffer.content().chunks(width).map(|cells| {
            let mut line = String::new();
            let mut hidden = 0;
            for cell in cells {
                // Behind a wide character stands a cell that is not shown.
                if hidden == 0 {
                    line.push_str(cell.symbol());
                    hidden = crate::text::width(cell.symbol());
                }
                hidden = hidden.saturating_sub(1);
            }
            line.trim_end().to_owned()
        });
        lines.collect()
    }

    pub fn text(&self) -> String {
        self.screen().join("\n")
    }

    /// The line with the keys and the one above it.
    pub fn notice(&self) -> String {
        let screen = self.screen();
        screen[screen.len() - 2].trim().to_owned()
    }

    pub fn bar(&self) -> String {
        self.screen().last().unwrap().trim().to_owned()
    }

    /// The number on the row under the cursor.
    pub fn on(&self) -> String {
        let row = self.model.list.selected(&self.model.board);
        row.map(|row| row.text.number.clone()).unwrap_or_default()
    }
}

/// A new order that came `seconds` seconds ago.
pub fn row(id: i64, name: &str, seconds: i64) -> BoardRow {
    let since = NOON - Span::seconds(seconds);
    let facts = OrderFacts::new(OrderId(id), CustomerId(id), Currency::RUB, id * 1_000, since);
    let task = Task {
        kind: TaskKind::FirstContact,
        rule: Rule(4),
        lane: Lane::New,
        order: Some(OrderId(id)),
        since,
        due: since,
        limit: Some(since + Span::hours(1)),
        why: Why::Plain,
    };
    BoardRow {
        has_own_manager: false,
        row: Arc::new(Row {
            key: RowKey::Customer(CustomerId(id)),
            customer: CustomerId(id),
            task,
            order: Some(OrderId(id)),
            more: Vec::new(),
            behind: None,
            care_first: false,
            total: id * 1_000,
            currency: Some(Currency::RUB),
            attempts: 0,
            manager: None,
            skipped_until: None,
            asleep_until: None,
            at_risk: None,
            target: Some(since + Span::minutes(3)),
        }),
        text: Arc::new(RowText {
            number: id.to_string(),
            customer: name.to_owned(),
            phone: "+7 916 123-45-67".to_owned(),
            email: String::new(),
            channel: "сайт".to_owned(),
            source: String::new(),
            shop: String::new(),
            manager: None,
        }),
        order: KeptOrder::of(&facts),
        claim: None,
    }
}

/// The same row, its row changed.
pub fn with_row(mut row: BoardRow, change: impl FnOnce(&mut Row)) -> BoardRow {
    change(Arc::make_mut(&mut row.row));
    row
}

/// The same row, its order changed.
pub fn with_order(mut row: BoardRow, change: impl FnOnce(&mut OrderFacts)) -> BoardRow {
    if let Some(mut order) = row.facts() {
        change(&mut order);
        row.order = KeptOrder::of(&order);
    }
    row
}

/// The same row, confirmed: it asks for the tracking number now.
pub fn confirmed(row: BoardRow) -> BoardRow {
    let row = with_row(row, |row| {
        row.key = RowKey::Order(row.order.unwrap());
        row.task.kind = TaskKind::SendTracking;
        row.task.lane = Lane::FollowUp;
        row.task.rule = Rule(17);
    });
    with_order(row, |order| {
        order.confirmed_at = Some(NOON);
        order.stage = Stage::Ready;
        order.paid = order.total;
    })
}

/// The same row, held by `operator`.
pub fn held(mut row: BoardRow, operator: &str) -> BoardRow {
    row.claim = Some(Box::new(Claim {
        operator: operator.to_owned(),
        session: "s".to_owned(),
        taken_at: NOON,
        renewed_at: NOON,
        talks_since: None,
    }));
    row
}

/// Five new orders, the freshest first: 101 to 105.
pub fn five() -> Vec<BoardRow> {
    [
        "Елена Иванова",
        "Игорь Попов",
        "Ольга Смирнова",
        "Пётр Ким",
        "Вера Титова",
    ]
    .into_iter()
    .zip(1..)
    .map(|(name, at)| row(100 + at, name, 40 * at))
    .collect()
}

/// The card of a row.
pub fn card_of(row: &BoardRow) -> Card {
    let customer = row.row.customer;
    let order = row.facts().map(|facts| OrderRecord {
        number: row.text.number.clone(),
        tracking_number: None,
        parcels: Vec::new(),
        claims_paid: None,
        returns: Vec::new(),
        texts: OrderTexts {
            customer_name: row.text.customer.clone(),
            customer_phone: String::new(),
            address: "Москва, Тверская 1".to_owned(),
            region: String::new(),
            comment: "домофон не работает".to_owned(),
            payment_title: "Картой".to_owned(),
            delivery_title: "Почта России".to_owned(),
        },
        lines: vec![Line {
            sku: "C803".to_owned(),
            name: "Кофеварка".to_owned(),
            parameters: "чёрная".to_owned(),
            quantity_milli: 1_500,
            price: facts.total,
            total: facts.total,
        }],
        facts,
    });
    Card {
        customer: CustomerRecord {
            id: customer,
            name: row.text.customer.clone(),
            company: String::new(),
            tax_id: String::new(),
            b2b: None,
            manager: None,
            time_zone: None,
            region: "Москва".to_owned(),
            note: String::new(),
            not_customer: false,
            received_count: 0,
            sex: None,
            offers: crate::domain::offer::OfferFacts::default(),
            contacts: vec![ContactRecord {
                id: 1,
                kind: ContactKind::Phone,
                raw: "+7 916 123-45-67".to_owned(),
                norm: None,
                bad_at: None,
            }],
            appointments: Vec::new(),
            cases: Vec::new(),
            calls: Vec::new(),
        },
        followed: Vec::new(),
        stock: Vec::new(),
        channel: "сайт".to_owned(),
        source: None,
        shop: String::new(),
        orders: order
            .iter()
            .map(|order| OrderBrief {
                id: order.facts.id,
                number: order.number.clone(),
                stage: order.facts.stage,
                created_at: order.facts.created_at,
                total: order.facts.total,
                currency: order.facts.currency,
            })
            .collect(),
        order,
        agenda: Agenda {
            customer,
            tasks: Vec::new(),
            upcoming: Vec::new(),
            next_change: None,
        },
        waiting: None,
        promise: None,
        claim: None,
        ticks: Vec::new(),
        timeline: vec![TimelineItem {
            at: row.row.task.since,
            operator: String::new(),
            order_number: Some(row.text.number.clone()),
            what: Happened::Ordered {
                channel: "сайт".to_owned(),
            },
        }],
        differences: Vec::new(),
        clock: CustomerClock {
            offset_minutes: 180,
            callable: true,
            zone: chrono_tz::Tz::Europe__Moscow,
        },
        duplicate_number: None,
        exchanged_for: None,
        alike: Vec::new(),
        merged: Vec::new(),
    }
}

/// The key of a row's card.
pub fn key_of(row: &BoardRow) -> CardKey {
    crate::tui::queue::shown::card_key(row)
}
