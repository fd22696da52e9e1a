//! The loop: wait for a message, bring all that wait into the model, draw once.

use std::io;
use std::io::Write;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::RecvTimeoutError;
use std::sync::mpsc::channel;

use super::effect::Effect;
use super::header::title::title;
use super::model::setup::Setup;
use super::terminal::input;
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
use crate::tui::update::rest;
use crate::tui::update::update;

/// How the console ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The operator left, or the system asked.
    Quit,
    /// A thread of the desk failed: what it said.
    Broken(String),
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
/// said on an ordinary terminal.
pub fn run(setup: Setup, desk: &setup::Setup) -> Result<Ended, RunError> {
    let (sender, inbox) = channel();
    let answers = sender.clone();
    let outbox: Outbox = Arc::new(move |msg| {
        // A console that is gone needs no answers.
        let _ = answers.send(Msg::Desk(msg));
    });
    let live = Session::start(desk, &outbox)?;
    let stopwatch = Stopwatch::start();
    let pointer = if setup.settings.console.mouse {
        Pointer::Seen
    } else {
        Pointer::Left
    };
    let mut screen = Screen::open(pointer)?;
    input::watch_signals(sender.clone())?;
    input::read_keys(sender, stopwatch)?;
    let mut model = Model::new(setup, crossterm::terminal::size()?);
    work(&mut model, &mut screen, &inbox, &live, &desk.clock, stopwatch)?;
    Ok(model.broken.map_or(Ended::Quit, Ended::Broken))
}

pub(super) fn work(
    model: &mut Model,
    screen: &mut Screen<impl Write>,
    inbox: &Receiver<Msg>,
    desk: &Session,
    clock: &Clock,
    stopwatch: Stopwatch,
) -> io::Result<()> {
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
                    Effect::Quit => return Ok(()),
                }
            }
        }
    }
}
