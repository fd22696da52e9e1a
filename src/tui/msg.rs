//! Everything that can happen to the console.

use crossterm::event::Event;
use crossterm::event::KeyCode;
use crossterm::event::KeyEventKind;
use crossterm::event::KeyModifiers;
use crossterm::event::MouseButton;
use crossterm::event::MouseEventKind;
use ratatui::layout::Position;

use crate::session::answer::DeskMsg;

/// Milliseconds of a clock that only runs forward; says how close two keys came, nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Millis(pub u64);

/// A key as it was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// Which.
    pub code: KeyCode,
    /// What was held with it.
    pub modifiers: KeyModifiers,
    /// When it was read.
    pub at: Millis,
}

/// One thing that happened.
#[derive(Debug)]
pub enum Msg {
    /// A key.
    Key(Key),
    /// The mouse.
    Mouse(Mouse),
    /// The terminal says that this text was pasted.
    Paste(String),
    /// The terminal has this many columns and rows now.
    Resize(u16, u16),
    /// Time went on.
    Tick(Millis),
    /// The desk says something.
    Desk(DeskMsg),
    /// The system asks the program to end.
    Quit,
}

/// What the mouse did, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mouse {
    /// Its left button was pressed.
    Click(Position),
    /// The wheel was turned away.
    WheelUp(Position),
    /// The wheel was turned near.
    WheelDown(Position),
}

impl Key {
    /// A key with nothing held.
    pub fn plain(code: KeyCode, at: Millis) -> Key {
        Key {
            code,
            modifiers: KeyModifiers::NONE,
            at,
        }
    }

    /// The character it types; nothing for other keys and for those with Ctrl or Alt.
    pub fn character(&self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if !self.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) => Some(c),
            _ => None,
        }
    }

    /// Ctrl-J: where a line ends in what a terminal pastes without marking it.
    pub fn is_line_end(&self) -> bool {
        self.modifiers.contains(KeyModifiers::CONTROL) && matches!(self.code, KeyCode::Char('j' | 'J' | 'о'))
    }

    /// Ctrl-C, in whatever layout the terminal reports it.
    pub fn is_interrupt(&self) -> bool {
        self.modifiers.contains(KeyModifiers::CONTROL) && matches!(self.code, KeyCode::Char('c' | 'C' | 'с' | 'С'))
    }
}

impl Msg {
    /// The message of a terminal's event. The letting go of a key is none: Windows reports both, and a payment must
    /// not be entered twice.
    pub fn of(event: Event, at: Millis) -> Option<Msg> {
        match event {
            Event::Key(key) if key.kind != KeyEventKind::Release => Some(Msg::Key(Key {
                code: key.code,
                modifiers: key.modifiers,
                at,
            })),
            Event::Mouse(mouse) => {
                let at = Position::new(mouse.column, mouse.row);
                Some(Msg::Mouse(match mouse.kind {
                    MouseEventKind::Down(MouseButton::Left) => Mouse::Click(at),
                    MouseEventKind::ScrollUp => Mouse::WheelUp(at),
                    MouseEventKind::ScrollDown => Mouse::WheelDown(at),
                    _ => return None,
                }))
            }
            Event::Paste(text) => Some(Msg::Paste(text)),
            Event::Resize(width, height) => Some(Msg::Resize(width, height)),
            _ => None,
        }
    }
}
