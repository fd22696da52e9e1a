//! The loop: wait for a message, bring all that wait into the model, draw once.

use std::io;
use std::io::Stdout;
use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::RecvTimeoutError;
use std::sync::mpsc::Sender;
use std::sync::mpsc::channel;

use super::effect::Effect;
use super::header::title::title;
use super::model::setup::OpensOn;
use super::model::setup::Setup;
use super::notice::state::Notice;
use super::terminal::input;
use super::terminal::input::KeyReader;
use super::terminal::input::Stopwatch;
use super::terminal::screen::Pointer;
use super::terminal::screen::Screen;
use crate::clock::Clock;
use crate::desk::error::DeskError;
use crate::session::Session;
use crate::session::setup;
use crate::session::setup::Outbox;
use crate::tui::model::Model;
use crate::tui::msg::Msg;
use crate::tui::update::published_since;
use crate::tui::update::rest;
use crate::tui::update::update;

/// How the console ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The operator left, or the system asked.
    Quit,
    /// It is to be opened again, where it was.
    Again(OpensOn),
    /// A thread of the desk failed: what it said.
    Broken(String),
}

/// The terminal of a console that is opened again: it is given back and taken over for nothing in between.
#[derive(Debug)]
pub struct KeptTerminal {
    screen: Screen<Stdout>,
    pointer: Pointer,
    sender: Sender<Msg>,
    inbox: Receiver<Msg>,
    stopwatch: Stopwatch,
    keys: KeyReader,
}

/// Why the console did not open, or could not go on.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The file could not be opened.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// The terminal failed, or there is none.
    #[error("terminal: {0}")]
    Terminal(#[from] io::Error),
}

/// Opens the file and the screen and works until the operator leaves. The file is opened first: what is wrong with it is
/// said on an ordinary terminal. What is to be opened again leaves its terminal in `kept`.
pub fn run(setup: Setup, desk: &setup::Setup, kept: &mut Option<KeptTerminal>) -> Result<Ended, RunError> {
    let before = kept.take();
    let (sender, inbox) = if let Some(before) = &before {
        (before.sender.clone(), None)
    } else {
        let (sender, inbox) = channel();
        (sender, Some(inbox))
    };
    let answers = sender.clone();
    let outbox: Outbox = Arc::new(move |msg| {
        // A console that is gone needs no answers.
        let _ = answers.send(Msg::Desk(msg));
    });
    let live = Session::start(desk, &outbox)?;
    let pointer = if setup.settings.console.mouse {
        Pointer::Seen
    } else {
        Pointer::Left
    };
    let mut console = match (before, inbox) {
        (Some(before), _) => before,
        (None, inbox) => {
            let inbox = inbox.ok_or_else(|| io::Error::other("no inbox"))?;
            let stopwatch = Stopwatch::start();
            let screen = Screen::open(pointer)?;
            input::watch_signals(sender.clone())?;
            let keys = input::read_keys(sender.clone(), stopwatch)?;
            KeptTerminal {
                screen,
                pointer,
                sender,
                inbox,
                stopwatch,
                keys,
            }
        }
    };
    if console.pointer != pointer {
        console.screen.point(pointer)?;
        console.pointer = pointer;
    }
    let mut model = Model::new(setup, crossterm::terminal::size()?);
    let (inbox, stopwatch) = (&console.inbox, console.stopwatch);
    let done = work(&mut model, &mut console.screen, inbox, &live, &desk.clock, stopwatch)?;
    if let Some(broken) = model.broken {
        return Ok(Ended::Broken(broken));
    }
    if done == LoopEnd::Left {
        return Ok(Ended::Quit);
    }
    desk.stays.store(true, Ordering::Relaxed);
    drop(live);
    let lent = matches!(done, LoopEnd::Outside(_));
    if let LoopEnd::Outside(line) = &done {
        console.keys.rest();
        console.screen.lend(pointer, || {
            // What went wrong has been printed where it ran.
            let _ = (desk.doors.outside)(line, "");
        })?;
        console.keys.go_on();
    }
    // What the desk that has ended still said is nothing to the next; keys typed meanwhile are.
    let typed: Vec<Msg> = console
        .inbox
        .try_iter()
        // An interrupt of what had the terminal was meant for that.
        .filter(|msg| !(matches!(msg, Msg::Desk(_)) || lent && matches!(msg, Msg::Quit)))
        .collect();
    for msg in typed {
        let _ = console.sender.send(msg);
    }
    let taken = published_since(&model);
    let said = match &model.notice {
        Some(Notice::Said(said)) => said.clone(),
        _ if taken.is_some() => model.setup.tr.text("notice-settings_taken"),
        _ => String::new(),
    };
    let open = model.open_sheet();
    let opens = OpensOn {
        page: model.full_page(),
        filter: open.map(|open| open.query.filter.clone()).unwrap_or_default(),
        row: open.and_then(|open| open.cursor),
        said,
        taken: taken.or_else(|| model.setup.opens.as_ref().and_then(|opens| opens.taken)),
    };
    *kept = Some(console);
    Ok(Ended::Again(opens))
}

/// Why the loop ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LoopEnd {
    /// The console is left.
    Left,
    /// It is to be opened again.
    Reopens,
    /// Likewise, after that line of the command line has had the terminal.
    Outside(String),
}

pub(super) fn work(
    model: &mut Model,
    screen: &mut Screen<impl Write>,
    inbox: &Receiver<Msg>,
    desk: &Session,
    clock: &Clock,
    stopwatch: Stopwatch,
) -> io::Result<LoopEnd> {
    loop {
        let now = clock.now();
        screen.draw(model, now)?;
        screen.entitle(title(model))?;
        let first = match rest(model, now) {
            Some(wait) => inbox.recv_timeout(wait),
            None => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        let first = match first {
            Ok(msg) => msg,
            Err(RecvTimeoutError::Timeout) => Msg::Tick(stopwatch.millis()),
            Err(RecvTimeoutError::Disconnected) => Msg::Quit,
        };
        for msg in std::iter::once(first).chain(inbox.try_iter()) {
            for effect in update(model, msg, clock.now()) {
                match effect {
                    Effect::Ask(request) => desk.send(request),
                    Effect::Copy(text) => screen.copy(&text)?,
                    Effect::Bell => screen.ring()?,
                    Effect::Notify(text) => {
                        let setup = &model.setup;
                        screen.notify(setup.settings.console.notify, setup.terminal.as_deref(), &text)?;
                    }
                    Effect::Reopen => return Ok(LoopEnd::Reopens),
                    Effect::Outside(line) => return Ok(LoopEnd::Outside(line)),
                    Effect::Quit => return Ok(LoopEnd::Left),
                }
            }
        }
    }
}
