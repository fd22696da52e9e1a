//! The terminal: taken over once, given back once, whatever happens in between.

use std::io;
use std::io::Stdout;
use std::io::Write;
use std::io::stdout;
use std::panic;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::thread;

use crossterm::cursor::Show;
use crossterm::event::DisableBracketedPaste;
use crossterm::event::EnableBracketedPaste;
use crossterm::execute;
use crossterm::style::Print;
use crossterm::terminal::EndSynchronizedUpdate;
use crossterm::terminal::EnterAlternateScreen;
use crossterm::terminal::LeaveAlternateScreen;
use crossterm::terminal::SetTitle;
use crossterm::terminal::disable_raw_mode;
use crossterm::terminal::enable_raw_mode;

use super::clipboard;
use super::notification::notification;
use super::painter::Painter;
use crate::domain::settings::Notify;
use crate::domain::time::Time;
use crate::tui::card::link;
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
#[derive(Debug)]
pub struct Screen<W: Write> {
    terminal: W,
    painter: Painter,
    title: String,
}

impl<W: Write> Screen<W> {
    /// Sees the mouse from now on, or leaves it to the terminal.
    pub fn point(&mut self, pointer: Pointer) -> io::Result<()> {
        execute!(
            self.terminal,
            Print(match pointer {
                Pointer::Seen => SEE_POINTER,
                Pointer::Left => LEAVE_POINTER,
            })
        )
    }
}

impl Screen<Stdout> {
    /// Takes the terminal over: raw mode, the alternate screen, bracketed paste.
    pub fn open(pointer: Pointer) -> io::Result<Screen<Stdout>> {
        install_hook();
        take(pointer)?;
        Ok(Screen::on(stdout()))
    }

    /// Gives the terminal back for as long as `works` takes, and takes it back.
    pub fn lend(&mut self, pointer: Pointer, works: impl FnOnce()) -> io::Result<()> {
        restore();
        works();
        take(pointer)?;
        (self.painter, self.title) = (Painter::default(), String::new());
        Ok(())
    }
}

impl<W: Write> Screen<W> {
    /// A terminal that is ready to be drawn on.
    pub fn on(terminal: W) -> Screen<W> {
        Screen {
            terminal,
            painter: Painter::default(),
            title: String::new(),
        }
    }

    /// Draws the model; a terminal that can do so shows the frame at once and whole.
    pub fn draw(&mut self, model: &Model, now: Time) -> io::Result<()> {
        let canvas = self.painter.canvas(model.size);
        let cursor = screen::draw(canvas, model, now);
        let link = link::of(model, now).and_then(|link| link::place(link, canvas));
        let frame = self.painter.paint(cursor, link)?;
        self.write(&frame)
    }

    /// Puts a text into the clipboard.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        self.write(clipboard::copying(text).as_bytes())
    }

    /// Names the window; the same name again writes nothing.
    pub fn entitle(&mut self, title: String) -> io::Result<()> {
        if title != self.title {
            execute!(self.terminal, SetTitle(&title))?;
            self.title = title;
        }
        Ok(())
    }

    /// Rings the bell.
    pub fn ring(&mut self) -> io::Result<()> {
        self.write(b"\x07")
    }

    /// Notifies an operator who looks elsewhere.
    pub fn notify(&mut self, by: Notify, term: Option<&str>, text: &str) -> io::Result<()> {
        self.write(notification(by, term, text).as_bytes())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        self.terminal.write_all(bytes)?;
        self.terminal.flush()
    }
}

impl<W: Write> Drop for Screen<W> {
    fn drop(&mut self) {
        restore();
    }
}

/// Raw mode, the alternate screen, bracketed paste.
fn take(pointer: Pointer) -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    if pointer == Pointer::Seen {
        execute!(stdout(), Print(SEE_POINTER))?;
    }
    execute!(stdout(), Print(KEEP_TITLE), EnterAlternateScreen, EnableBracketedPaste).inspect_err(|_| restore())
}

/// Gives the terminal back; a second time nothing happens.
fn restore() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    // Who asks for this is on their way out; there is nobody to tell of a failure.
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
