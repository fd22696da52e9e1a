//! The console on the real desk and a real file: a key goes down to the journal and comes back to the screen.

use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::channel;
use std::time::Duration;

use super::harness::Console;
use super::harness::NOON;
use crate::clock::Clock;
use crate::demo;
use crate::desk::Desk;
use crate::desk::who::Claiming;
use crate::desk::who::Who;
use crate::domain::task::Lane;
use crate::i18n::Lang;
use crate::session::Session;
use crate::session::answer::DeskMsg;
use crate::session::request::Envelope;
use crate::session::setup::MessageWriter;
use crate::session::setup::Outbox;
use crate::session::setup::Setup;

/// Longer than any answer takes; only a failure waits for it.
const PATIENCE: Duration = Duration::from_secs(20);

struct Live {
    console: Console,
    desk: Session,
    answers: Receiver<DeskMsg>,
    _folder: tempfile::TempDir,
}

impl Live {
    fn start() -> Live {
        let folder = tempfile::tempdir().unwrap();
        let mut console = Console::empty(Lang::Ru, (120, 40));
        console.now = NOON;
        let setup = Setup {
            database: folder.path().join("desk.db").into(),
            settings: Arc::clone(&console.model.setup.settings),
            who: Who {
                operator: console.model.setup.operator.clone(),
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
        drop(desk);
        let (sender, answers) = channel();
        let outbox: Outbox = Arc::new(move |msg| {
            let _ = sender.send(msg);
        });
        Live {
            console,
            desk: Session::start(&setup, &outbox).unwrap(),
            answers,
            _folder: folder,
        }
    }

    /// Brings answers in until it is so.
    fn until(&mut self, what: &str, so: impl Fn(&Console) -> bool) {
        loop {
            for (token, request) in std::mem::take(&mut self.console.asked) {
                self.desk.send(Envelope { token, request });
            }
            if so(&self.console) {
                return;
            }
            match self.answers.recv_timeout(PATIENCE) {
                Ok(msg) => self.console.desk(msg),
                Err(why) => panic!("never came: {what} ({why})\n{}", self.console.text()),
            }
        }
    }
}

#[test]
fn a_key_goes_through_the_desk_and_comes_back_to_the_screen() {
    let mut live = Live::start();
    live.until("the board", |console| {
        console.model.board.complete && console.model.board.rows.len() > 20
    });
    live.until("the card", |console| console.model.current_card().is_some());
    while live
        .console
        .model
        .list
        .selected(&live.console.model.board)
        .unwrap()
        .row
        .task
        .lane
        != Lane::New
    {
        live.console.type_str("j");
    }
    let number = live.console.on();
    live.console.type_str("c");
    let confirmed = format!("✓ №{number} · подтверждён");
    live.until("the answer", |console| console.notice() == confirmed);
    let hint = format!("вернуть: №{number} · подтверждён");
    live.until("the hint", |console| console.bar().contains(&hint));
    assert_eq!(live.console.on(), number);
    live.console.type_str("u");
    let undone = format!("Возвращено: №{number} · подтверждён");
    live.until("the undo", |console| console.notice().starts_with(&undone));
    live.until("the row", |console| {
        let row = console.model.list.selected(&console.model.board).unwrap();
        row.text.number == number && row.row.task.lane == Lane::New
    });
    let phone = live
        .console
        .model
        .list
        .selected(&live.console.model.board)
        .unwrap()
        .text
        .phone
        .clone();
    let end: String = phone.chars().rev().filter(char::is_ascii_digit).take(5).collect();
    let end: String = end.chars().rev().collect();
    live.console.type_str(&end);
    live.until("the hits", |console| console.text().contains(&number));
}
