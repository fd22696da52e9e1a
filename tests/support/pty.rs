//! A program in a real pseudo-terminal: keys go in as bytes, and what comes out is kept as a screen.
//!
//! A test never sleeps: it waits for what it wants to see, and is woken by every piece of output. Between the marks of a
//! synchronized update (mode 2026) the screen stands still, as on a terminal that knows them: a frame is seen whole or not
//! at all.

use std::cell::Cell;
use std::io::Read;
use std::io::Write;
use std::num::NonZeroU16;
#[cfg(unix)]
use std::process::Command;
use std::sync::Arc;
use std::sync::Condvar;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use portable_pty::Child;
use portable_pty::CommandBuilder;
use portable_pty::MasterPty;
use portable_pty::PtySize;
use portable_pty::native_pty_system;
use vt100::Callbacks;
use vt100::Color;
use vt100::Parser;
use vt100::Screen;

use super::desk::TestDesk;
use super::desk::program;

/// Long enough for a loaded machine; a test that passes never waits for it.
const PATIENCE: Duration = Duration::from_secs(30);

/// A hand is no faster; what comes faster the program takes for a paste.
const STROKE: Duration = Duration::from_millis(12);
/// Somebody who looks first takes longer; what comes sooner after something else came up is held back.
const LOOK: Duration = Duration::from_millis(450);

/// Keys that are no letters, as a terminal sends them.
pub mod key {
    pub const ENTER: &str = "\r";
    pub const ESC: &str = "\x1b";
    pub const TAB: &str = "\t";
    pub const BACKSPACE: &str = "\x7f";
    pub const UP: &str = "\x1b[A";
    pub const DOWN: &str = "\x1b[B";
    pub const RIGHT: &str = "\x1b[C";
    pub const LEFT: &str = "\x1b[D";
    pub const HOME: &str = "\x1b[H";
    pub const END: &str = "\x1b[F";
    pub const PAGE_UP: &str = "\x1b[5~";
    pub const PAGE_DOWN: &str = "\x1b[6~";
    pub const CONTROL_C: &str = "\x03";
    pub const CONTROL_S: &str = "\x13";
}

/// A running program and its screen.
pub struct Pty {
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    shared: Arc<Shared>,
    /// How the terminal treated keys before the program began.
    line: String,
}

/// How a character looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Of the letter.
    pub foreground: Color,
    /// Behind it.
    pub background: Color,
    /// Bold.
    pub bold: bool,
    /// Dim.
    pub dim: bool,
    /// Letter and background swapped.
    pub reverse: bool,
}

impl Pty {
    /// The console over `desk` in a terminal of `columns` by `rows`.
    pub fn console(desk: &TestDesk, columns: u16, rows: u16) -> Pty {
        Pty::run(desk, &[], columns, rows)
    }

    /// The program with `arguments` over `desk`.
    pub fn run(desk: &TestDesk, arguments: &[&str], columns: u16, rows: u16) -> Pty {
        let mut command = CommandBuilder::new(program());
        command.args(desk.clock());
        command.args(arguments);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        for (name, value) in desk.environment() {
            command.env(name, value);
        }
        command.cwd(desk.folder());
        Pty::spawn(command, columns, rows)
    }

    /// Any program.
    pub fn spawn(command: CommandBuilder, columns: u16, rows: u16) -> Pty {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let line = line(pair.master.as_ref());
        let child = pair.slave.spawn_command(command).unwrap();
        // The program must hold the last handle, or its end would never be heard.
        drop(pair.slave);
        let output = pair.master.try_clone_reader().unwrap();
        let shared = Arc::new(Shared {
            state: Mutex::new(State {
                parser: Parser::new_with_callbacks(at_least_one(rows), at_least_one(columns), 0, Signals::default()),
                update: Update::default(),
                before: None,
                update_bytes: 0,
                frames: Vec::new(),
                ended: false,
            }),
            changed: Condvar::new(),
        });
        let listener = Arc::clone(&shared);
        thread::spawn(move || listener.listen(output));
        Pty {
            keyboard: pair.master.take_writer().unwrap(),
            master: pair.master,
            child,
            shared,
            line,
        }
    }

    /// Types `keys` after a look at what came up.
    pub fn press_after_a_look(&mut self, keys: &str) {
        self.shared.rest(LOOK);
        self.press(keys);
    }

    /// Types `keys` at once, as a scanner does; what was pressed before was another stroke of the hand.
    pub fn press(&mut self, keys: &str) {
        self.shared.rest(STROKE);
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// Types `keys`, and how long it takes until the screen is as `wanted` says.
    #[track_caller]
    pub fn time(&mut self, keys: &str, what: &str, wanted: impl Fn(&Screen) -> bool) -> Duration {
        self.shared.rest(STROKE);
        let begun = Instant::now();
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
        self.wait_until(what, wanted);
        begun.elapsed()
    }

    /// Pastes `text` as a terminal does for a program that asked for it.
    pub fn paste(&mut self, text: &str) {
        self.press(&format!("\x1b[200~{text}\x1b[201~"));
    }

    /// Makes the window another size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        let mut state = self.shared.lock();
        state.parser.set_size(at_least_one(rows), at_least_one(columns));
        state.before = None;
        drop(state);
        self.master.resize(size(columns, rows)).unwrap();
    }

    /// Sends the program a signal: `TERM`, `KILL`.
    #[cfg(unix)]
    pub fn signal(&self, name: &str) {
        let script = format!("kill -{name} {}", self.child.process_id().unwrap());
        let sent = Command::new("/bin/sh").args(["-c", &script]).status().unwrap();
        assert!(sent.success(), "{script}");
    }

    /// Insists that the terminal is again as the program found it: the first screen, the cursor in view, pastes unmarked,
    /// keys by the line.
    #[track_caller]
    pub fn assert_given_back(&self) {
        let state = self.shared.lock();
        let screen = state.screen();
        assert!(!screen.alternate_screen(), "still on the second screen");
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.bracketed_paste(), "pastes are still marked");
        assert_eq!(line(self.master.as_ref()), self.line, "keys are still taken one by one");
    }

    /// Waits until `text` stands on the screen.
    #[track_caller]
    pub fn wait_for(&self, text: &str) {
        self.wait_until(&format!("{text:?} on the screen"), |screen| shows(screen, text));
    }

    /// Waits until one of `texts` stands on the screen; gives the screen it was seen on.
    #[track_caller]
    pub fn wait_for_any(&self, texts: &[&str]) -> String {
        let seen = Cell::new(None);
        self.wait_until(&format!("one of {texts:?} on the screen"), |screen| {
            let met = texts.iter().any(|text| shows(screen, text));
            seen.set(met.then(|| lines(screen).join("\n")));
            met
        });
        seen.take().unwrap()
    }

    /// Waits until `text` is gone from the screen.
    #[track_caller]
    pub fn wait_for_no(&self, text: &str) {
        self.wait_until(&format!("no {text:?} on the screen"), |screen| !shows(screen, text));
    }

    /// Waits until the screen is as `wanted` says; `what` names that in the failure.
    #[track_caller]
    pub fn wait_until(&self, what: &str, wanted: impl Fn(&Screen) -> bool) {
        let met = self.shared.wait(|state| wanted(state.screen()));
        assert!(met, "waited in vain for {what}; the screen was:\n{}", self.screen());
    }

    /// Waits for the program's end and gives its exit code.
    #[track_caller]
    pub fn wait_for_end(&mut self) -> u32 {
        let ended = self.shared.wait(|state| state.ended);
        assert!(ended, "waited in vain for the end; the screen was:\n{}", self.screen());
        self.child.wait().unwrap().exit_code()
    }

    /// The screen's lines, without blanks at their ends.
    pub fn screen(&self) -> String {
        lines(self.shared.lock().screen()).join("\n")
    }

    /// How the first character of `text` looks where it stands first.
    #[track_caller]
    pub fn look_of(&self, text: &str) -> Look {
        let state = self.shared.lock();
        let screen = state.screen();
        let (row, column) =
            find(screen, text).unwrap_or_else(|| panic!("no {text:?} on:\n{}", lines(screen).join("\n")));
        let cell = screen.cell(row, column).unwrap();
        Look {
            foreground: cell.fgcolor(),
            background: cell.bgcolor(),
            bold: cell.bold(),
            dim: cell.dim(),
            reverse: cell.inverse(),
        }
    }

    /// Row and column of the cursor, from 0.
    pub fn cursor(&self) -> (u16, u16) {
        self.shared.lock().screen().cursor_position()
    }

    /// True while the program draws on the second screen, which leaves the shell's as it was.
    pub fn is_on_second_screen(&self) -> bool {
        self.shared.lock().screen().alternate_screen()
    }

    /// The window's title, as last set.
    pub fn title(&self) -> String {
        self.shared.lock().parser.callbacks().title.clone()
    }

    /// Every frame so far.
    pub fn frames(&self) -> Vec<Frame> {
        self.shared.lock().frames.clone()
    }

    /// The most memory the program ever had, in kilobytes; none where the system does not say.
    pub fn peak_memory(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.process_id()?)).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
        line.trim().strip_suffix(" kB")?.parse().ok()
    }

    /// How often the bell rang.
    pub fn bells(&self) -> usize {
        self.shared.lock().parser.callbacks().bells
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // Already ended is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    parser: Parser<Signals>,
    update: Update,
    /// The screen before the update that is under way, and how many bytes of it came.
    before: Option<Screen>,
    update_bytes: usize,
    frames: Vec<Frame>,
    ended: bool,
}

/// A frame as it was sent.
#[derive(Clone, Debug)]
pub struct Frame {
    /// How many bytes it took.
    pub bytes: usize,
    /// The screen's lines with it.
    pub lines: Vec<String>,
}

impl State {
    fn screen(&self) -> &Screen {
        self.before.as_ref().unwrap_or(self.parser.screen())
    }

    fn process(&mut self, output: &[u8]) {
        let mut from = 0;
        for (at, byte) in output.iter().enumerate() {
            self.update_bytes += 1;
            let Some(mark) = self.update.read(*byte) else { continue };
            self.parser.process(&output[from..=at]);
            from = at + 1;
            let screen = self.parser.screen();
            match mark {
                Mark::Begin => (self.before, self.update_bytes) = (Some(screen.clone()), 0),
                Mark::End => {
                    let (bytes, lines) = (self.update_bytes, lines(screen));
                    self.frames.push(Frame { bytes, lines });
                    self.before = None;
                }
            }
        }
        self.parser.process(&output[from..]);
    }
}

/// What stands before and behind a synchronized update.
enum Mark {
    Begin,
    End,
}

/// How much of a mark was read so far.
#[derive(Default)]
struct Update(usize);

impl Update {
    const MARK: &[u8] = b"\x1b[?2026";

    fn read(&mut self, byte: u8) -> Option<Mark> {
        let read = std::mem::take(&mut self.0);
        match (byte, Update::MARK.get(read)) {
            (b'h', None) => return Some(Mark::Begin),
            (b'l', None) => return Some(Mark::End),
            (_, Some(next)) if byte == *next => self.0 = read + 1,
            (b'\x1b', _) => self.0 = 1,
            _ => {}
        }
        None
    }
}

impl Shared {
    fn listen(&self, mut output: Box<dyn Read + Send>) {
        let mut buffer = [0; 8192];
        // Linux tells of the end of a terminal by an error, others by nothing read.
        while let Ok(length @ 1..) = output.read(&mut buffer) {
            self.lock().process(&buffer[..length]);
            self.changed.notify_all();
        }
        self.lock().ended = true;
        self.changed.notify_all();
    }

    /// True as soon as `met` holds, false when patience ran out or the program ended without it.
    fn wait(&self, met: impl Fn(&State) -> bool) -> bool {
        let waited = self
            .changed
            .wait_timeout_while(self.lock(), PATIENCE, |state| !met(state) && !state.ended);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        met(&state)
    }

    /// Lets time pass. Time is what the program tells a hand from a paste by, so no sight on the screen can stand for it.
    fn rest(&self, time: Duration) {
        drop(self.changed.wait_timeout_while(self.lock(), time, |_| true));
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // A test that failed while it held the screen still shows it.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[derive(Default)]
struct Signals {
    title: String,
    bells: usize,
}

impl Callbacks for Signals {
    fn audible_bell(&mut self, _: &mut Screen) {
        self.bells += 1;
    }

    fn set_window_title(&mut self, _: &mut Screen, title: &[u8]) {
        self.title = String::from_utf8_lossy(title).into_owned();
    }
}

/// How a terminal treats what is typed, in a form that can be compared.
#[cfg(unix)]
fn line(terminal: &dyn MasterPty) -> String {
    format!("{:?}", terminal.get_termios())
}

#[cfg(not(unix))]
fn line(_terminal: &dyn MasterPty) -> String {
    String::new()
}

fn lines(screen: &Screen) -> Vec<String> {
    let (_, columns) = screen.size();
    screen
        .rows(0, columns.get())
        .map(|line| line.trim_end().to_owned())
        .collect()
}

fn shows(screen: &Screen, text: &str) -> bool {
    lines(screen).iter().any(|line| line.contains(text))
}

/// Row and column of `text`, cell by cell: a wide character takes two.
fn find(screen: &Screen, text: &str) -> Option<(u16, u16)> {
    let (rows, columns) = screen.size();
    (0..rows.get()).find_map(|row| {
        let cells: Vec<(u16, &str)> = (0..columns.get())
            .filter_map(|column| Some((column, screen.cell(row, column)?)))
            .filter(|(_, cell)| !cell.is_wide_continuation())
            .map(|(column, cell)| (column, if cell.has_contents() { cell.contents() } else { " " }))
            .collect();
        let starts_here = |start: &usize| {
            cells[*start..]
                .iter()
                .map(|(_, letter)| *letter)
                .collect::<String>()
                .starts_with(text)
        };
        let start = (0..cells.len()).find(starts_here)?;
        Some((row, cells[start].0))
    })
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn at_least_one(cells: u16) -> NonZeroU16 {
    NonZeroU16::new(cells).unwrap_or(NonZeroU16::MIN)
}
