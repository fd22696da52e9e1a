//! The run loop on a desk of its own: what a key makes the terminal be sent.

use std::collections::HashMap;
use std::io;
use std::io::Write;
use std::num::NonZeroU16;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::Sender;
use std::sync::mpsc::channel;
use std::thread;
use std::thread::JoinHandle;
use std::time::Duration;

use crossterm::event::KeyCode;
use vt100::Parser;

use super::harness::Console;
use super::harness::NOON;
use crate::board::Board;
use crate::board::BoardRow;
use crate::clock::Clock;
use crate::demo;
use crate::desk::Desk;
use crate::desk::who::Claiming;
use crate::desk::who::Who;
use crate::domain::target::CardKey;
use crate::domain::task::Lane;
use crate::i18n::Lang;
use crate::session::Session;
use crate::session::answer::DeskMsg;
use crate::session::setup::MessageWriter;
use crate::session::setup::Outbox;
use crate::session::setup::Setup;
use crate::tui::msg::Key;
use crate::tui::msg::Millis;
use crate::tui::msg::Msg;
use crate::tui::queue::shown::card_key;
use crate::tui::run::work;
use crate::tui::terminal::input::Stopwatch;
use crate::tui::terminal::screen::Screen;
use crate::worker::Worker;

const SIZE: (u16, u16) = (120, 40);
/// Rows that are walked, none of them out of view.
const ROWS: usize = 30;
/// What a row may cost the terminal.
const BYTES_MOST: usize = 5_000;
/// Longer than any answer takes; only a failure waits for it.
const PATIENCE: Duration = Duration::from_secs(20);

/// A terminal that hands on what was written at each flush.
struct Wire {
    written: Vec<u8>,
    frames: Sender<Vec<u8>>,
}

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.written.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        // The test may have ended.
        let _ = self.frames.send(std::mem::take(&mut self.written));
        Ok(())
    }
}

/// What the console was told.
enum Told {
    Board(Arc<Board>),
    /// The writer is at work.
    Begun,
    /// A card lies ready, read at this place of the change feed.
    Ready(CardKey, i64),
}

/// A console at work in a thread of its own.
struct Running {
    keys: Sender<Msg>,
    told: Receiver<Told>,
    frames: Receiver<Vec<u8>>,
    parser: Parser,
    /// The cards that lie ready, and at which place of the change feed they were read.
    ready: HashMap<CardKey, i64>,
    board: Arc<Board>,
    at: u64,
    thread: JoinHandle<io::Result<crate::tui::run::LoopEnd>>,
    desk: Desk,
    _folder: tempfile::TempDir,
}

impl Running {
    fn start() -> Running {
        let folder = tempfile::tempdir().unwrap();
        let mut model = Console::empty(Lang::Ru, SIZE).model;
        let setup = Setup {
            database: folder.path().join("desk.db").into(),
            settings: Arc::clone(&model.setup.settings),
            who: Who {
                operator: model.setup.operator.clone(),
                session: "here".to_owned(),
                claiming: Claiming::OnAction,
            },
            clock: Clock::Stopped(NOON),
            messages: MessageWriter::default(),
            doors: crate::session::doors::Doors::default(),
            settings_file: crate::session::settings_file::SettingsDoor::default(),
            texts: crate::session::setup::TextWatch::default(),
            stays: Arc::default(),
        };
        let mut desk = Desk::open(&setup.database, setup.settings.clone(), setup.who.clone(), setup.clock).unwrap();
        demo::seed(&mut desk, Lang::Ru, 7, demo::DemoOpening::Busy).unwrap();
        // What falls due by itself is done before: it would change cards meanwhile.
        let mut worker = Worker::default();
        while worker.turn(&mut desk).unwrap().more {}
        worker.leave(&mut desk).unwrap();
        let ((keys, inbox), (tell, told), (wire, frames)) = (channel(), channel(), channel());
        let answers = keys.clone();
        let outbox: Outbox = Arc::new(move |msg| {
            let news = match &msg {
                DeskMsg::Board(board) => vec![Told::Board(Arc::clone(board))],
                DeskMsg::Hints { .. } => vec![Told::Begun],
                DeskMsg::CardsBeside(cards) => cards.iter().map(|read| Told::Ready(read.key, read.seq)).collect(),
                _ => Vec::new(),
            };
            // The console hears of it before the test does.
            let _ = answers.send(Msg::Desk(msg));
            for news in news {
                let _ = tell.send(news);
            }
        });
        let live = Session::start(&setup, &outbox).unwrap();
        let thread = thread::spawn(move || {
            let mut screen = Screen::on(Wire {
                written: Vec::new(),
                frames: wire,
            });
            work(&mut model, &mut screen, &inbox, &live, &setup.clock, Stopwatch::start())
        });
        let size = |cells| NonZeroU16::new(cells).unwrap();
        Running {
            keys,
            told,
            frames,
            parser: Parser::new(size(SIZE.1), size(SIZE.0), 0),
            ready: HashMap::new(),
            board: Arc::default(),
            at: 10_000,
            thread,
            desk,
            _folder: folder,
        }
    }

    /// Takes in what the console was told until it is so.
    fn until(&mut self, what: &str, so: impl Fn(&Running, &Told) -> bool) {
        loop {
            let news = self.told.recv_timeout(PATIENCE);
            let news = news.unwrap_or_else(|why| panic!("never came: {what} ({why})"));
            match &news {
                Told::Board(board) => self.board = Arc::clone(board),
                Told::Ready(key, seq) => drop(self.ready.insert(*key, *seq)),
                Told::Begun => {}
            }
            if so(self, &news) {
                return;
            }
        }
    }

    /// Waits until the card of a row lies ready.
    fn wait_for_card(&mut self, row: usize) {
        let key = card_key(self.listed(row));
        let is_ready = |running: &Running| running.ready.get(&key).is_some_and(|seq| *seq >= running.board.seq);
        if !is_ready(self) {
            self.until("a card beside", |running, _| is_ready(running));
        }
    }

    /// A row of the list.
    fn listed(&self, row: usize) -> &BoardRow {
        let rows = self.board.rows.iter();
        rows.filter(|row| row.row.task.lane != Lane::Ringing).nth(row).unwrap()
    }

    /// Presses a key and waits for the frame; gives its bytes.
    fn press(&mut self, code: KeyCode) -> usize {
        self.at += 100;
        self.keys.send(Msg::Key(Key::plain(code, Millis(self.at)))).unwrap();
        self.frame()
    }

    fn frame(&mut self) -> usize {
        let frame = self.frames.recv_timeout(PATIENCE).unwrap();
        self.parser.process(&frame);
        // The title of the window comes by itself.
        if frame.starts_with(b"\x1b]") {
            self.frame()
        } else {
            frame.len()
        }
    }

    fn lines(&self) -> Vec<String> {
        self.parser.screen().rows(0, SIZE.0).collect()
    }

    /// Insists that the cursor and the card are on a row.
    #[track_caller]
    fn assert_on(&self, row: usize) {
        let lines = self.lines();
        let marked = lines.iter().filter(|line| line.starts_with('▌')).count();
        assert_eq!(marked, 1, "{row}\n{}", lines.join("\n"));
        let name = &self.listed(row).text.customer;
        let card: String = lines[2].chars().skip(67).collect();
        assert!(card.contains(name.as_str()), "{row}\n{}", lines.join("\n"));
    }
}

#[test]
fn every_row_down_and_up_is_one_frame_of_few_bytes_with_its_card_in_it() {
    let mut console = Running::start();
    console.until("the writer", |_, news| matches!(news, Told::Begun));
    let seq = console.desk.store.feed_position().unwrap();
    if console.board.seq < seq || !console.board.complete {
        console.until("the board", |running, _| {
            running.board.complete && running.board.seq >= seq
        });
    }
    // Somebody rings: the list is a row below.
    console.press(KeyCode::Down);
    console.wait_for_card(1);
    // What was drawn before is past when the help is seen.
    console.press(KeyCode::Char('?'));
    while !console.lines().concat().contains("Все клавиши") {
        console.frame();
    }
    console.press(KeyCode::Esc);
    console.assert_on(0);
    let mut sizes = Vec::new();
    for row in 1..ROWS {
        console.wait_for_card(row);
        sizes.push(console.press(KeyCode::Char('j')));
        console.assert_on(row);
    }
    for row in [ROWS - 2, ROWS - 1, ROWS - 2] {
        let key = if row == ROWS - 1 { 'j' } else { 'k' };
        sizes.push(console.press(KeyCode::Char(key)));
        console.assert_on(row);
    }
    let Running {
        keys, frames, thread, ..
    } = console;
    keys.send(Msg::Quit).unwrap();
    thread.join().unwrap().unwrap();
    assert_eq!(frames.try_iter().count(), 0, "no key took a second frame");
    assert!(sizes.iter().all(|bytes| *bytes <= BYTES_MOST), "{sizes:?}");
}
