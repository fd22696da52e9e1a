//! The terminal: taken over once, given back once, whatever happens in between.

use std::io;
use std::io::Stdout;
use std::io::Write;
use std::io::stdout;
use std::panic;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::thread;

use crossterm::cursor::MoveTo;
use crossterm::cursor::RestorePosition;
use crossterm::cursor::SavePosition;
use crossterm::cursor::Show;
use crossterm::event::DisableBracketedPaste;
use crossterm::event::EnableBracketedPaste;
use crossterm::execute;
use crossterm::queue;
use crossterm::style::Print;
use crossterm::terminal::BeginSynchronizedUpdate;
use crossterm::terminal::EndSynchronizedUpdate;
use crossterm::terminal::EnterAlternateScreen;
use crossterm::terminal::LeaveAlternateScreen;
use crossterm::terminal::SetTitle;
use crossterm::terminal::disable_raw_mode;
use crossterm::terminal::enable_raw_mode;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use super::clipboard;
use crate::domain::time::Time;
use crate::tui::card::link;
use crate::tui::card::link::Placed;
use crate::tui::model::Model;
use crate::tui::screen;

/// Asks the terminal to remember the window's title, and to take it back (XTWINOPS 22 and 23); others ignore both.
const KEEP_TITLE: &str = "\x1b[22;2t";
const RESTORE_TITLE: &str = "\x1b[23;2t";

/// Clicks and the wheel are reported, moves are not (xterm modes 1000 and 1006).
const SEE_POINTER: &str = "\x1b[?1000h\x1b[?1006h";
const LEAVE_POINTER: &str = "\x1b[?1006l\x1b[?1000l";

/// Whether the console sees the mouse, or leaves it to the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointer {
    /// Clicks and the wheel come to the console.
    Seen,
    /// The terminal selects text with it.
    Left,
}

/// True while the terminal is ours.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The terminal while it is ours; dropping it gives it back.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<Stdout>>,
    title: String,
    link: Option<Placed>,
}

impl Screen {
    /// Takes the terminal over: raw mode, the alternate screen, bracketed paste.
    pub fn open(pointer: Pointer) -> io::Result<Screen> {
        install_hook();
        enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        if pointer == Pointer::Seen {
            execute!(stdout(), Print(SEE_POINTER))?;
        }
        let opened = execute!(stdout(), Print(KEEP_TITLE), EnterAlternateScreen, EnableBracketedPaste)
            .and_then(|()| Terminal::new(CrosstermBackend::new(stdout())));
        match opened {
            Ok(terminal) => Ok(Screen {
                terminal,
                title: String::new(),
                link: None,
            }),
            Err(error) => {
                restore();
                Err(error)
            }
        }
    }

    /// Columns and rows.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        let size = self.terminal.size()?;
        Ok((size.width, size.height))
    }

    /// Draws the model; a terminal that can do so shows the frame at once and whole.
    pub fn draw(&mut self, model: &Model, now: Time) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        let link = self.frame(model, now)?;
        if link != self.link && self.link.is_some() {
            // Only what changes is drawn, and to the screen a link is no change: everything is drawn anew. The terminal's
            // own `clear` would ask where the cursor is, and the thread that reads the keys would take the answer.
            ratatui::backend::Backend::clear(self.terminal.backend_mut())?;
            self.terminal.swap_buffers();
            self.frame(model, now)?;
        }
        if let Some((x, y, link)) = &link {
            let text = link::written(link);
            queue!(
                self.terminal.backend_mut(),
                SavePosition,
                MoveTo(*x, *y),
                Print(text),
                RestorePosition
            )?;
        }
        self.link = link;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    fn frame(&mut self, model: &Model, now: Time) -> io::Result<Option<Placed>> {
        let frame = self.terminal.draw(|frame| screen::draw(frame, model, now))?;
        Ok(link::of(model).and_then(|link| link::place(link, frame.buffer)))
    }

    /// Puts a text into the clipboard.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(self.terminal.backend_mut(), Print(clipboard::copying(text)))
    }

    /// Names the window; the same name again writes nothing.
    pub fn entitle(&mut self, title: String) -> io::Result<()> {
        if title != self.title {
            execute!(self.terminal.backend_mut(), SetTitle(&title))?;
            self.title = title;
        }
        Ok(())
    }

    /// Rings the bell.
    pub fn ring(&mut self) -> io::Result<()> {
        let backend = self.terminal.backend_mut();
        backend.write_all(b"\x07")?;
        backend.flush()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back; a second time nothing happens.
fn restore() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    // Whoever asks for this is on his way out; there is nobody to tell of a failure.
    let _ = execute!(
        stdout(),
        EndSynchronizedUpdate,
        DisableBracketedPaste,
        Print(LEAVE_POINTER),
        LeaveAlternateScreen,
        Print(RESTORE_TITLE),
        Show
    );
    let _ = disable_raw_mode();
}

/// A panic of the thread that draws gives the terminal back before it is reported. Another thread's panic is told by the
/// desk and must not write over the screen.
fn install_hook() {
    let drawing = thread::current().id();
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if thread::current().id() == drawing {
            restore();
        } else if TAKEN.load(Ordering::SeqCst) {
            return;
        }
        report(info);
    }));
}
