//! Listening beside a console or `work`: one thread hears, and writes nothing; another writes, on a connection of its own.

use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::RecvTimeoutError;
use std::sync::mpsc::Sender as Line;
use std::sync::mpsc::channel;
use std::thread;
use std::thread::JoinHandle;
use std::time::Duration;

use super::asterisk::Account;
use super::asterisk::Directory;
use super::asterisk::ExchangeLink;
use super::asterisk::LinkError;
use super::asterisk::LinkState;
use super::inbox::Inbox;
use super::inbox::LineWord;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::Location;
use crate::desk::error::DatabaseHint;
use crate::desk::error::DeskError;
use crate::desk::who::Who;
use crate::domain::settings::AsteriskSetting;
use crate::domain::settings::Settings;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::net::secret::Secret;
use crate::net::secret::SecretError;
use crate::net::stream::Address;

/// Calls of this exchange go by this name in the file.
pub const ASTERISK: &str = "asterisk";

/// How long the writer waits for a word.
const PATIENCE: Duration = Duration::from_millis(200);
/// How often the lease is renewed, or asked for.
const LEASE_EVERY: Span = Span::seconds(20);
/// The pauses between two tries to connect: they grow, and login refused waits longest at once.
const PAUSES: [u64; 6] = [1, 2, 5, 10, 30, 60];
const REFUSED_PAUSE: Duration = Duration::from_secs(120);
/// So long the lease is left to others by who cannot listen at all.
const STAYS_AWAY: Span = Span::minutes(2);
/// A busy file is asked again after so long.
const BUSY: Duration = Duration::from_millis(100);

/// Reads a variable of the environment.
pub type Environment = dyn Fn(&str) -> Option<String> + Send + Sync;

/// What listening needs.
#[derive(Clone)]
pub struct ListeningSetup {
    /// Where the desk is.
    pub database: Location,
    /// The shop's settings.
    pub settings: Arc<Settings>,
    /// Who works here.
    pub who: Who,
    /// What time it is.
    pub clock: Clock,
    /// Reads the environment, for the secret.
    pub variable: Arc<Environment>,
}

/// Listens until it is dropped.
#[derive(Debug)]
pub struct ListeningThread {
    stop: Option<Line<()>>,
    thread: Option<JoinHandle<()>>,
}

impl ListeningThread {
    /// Begins where an exchange is set; `told` hears when it is reached and lost.
    pub fn begin(setup: ListeningSetup, told: impl Fn(&LinkState) + Clone + Send + 'static) -> ListeningThread {
        let (stop, stopped) = channel::<()>();
        let is_set = setup.settings.asterisk.host.is_some() && !setup.clock.is_rehearsal();
        let thread = is_set.then(|| thread::spawn(move || keep(&setup, &stopped, told)));
        ListeningThread {
            stop: Some(stop),
            thread,
        }
    }
}

impl Drop for ListeningThread {
    fn drop(&mut self) {
        self.stop = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The account the settings name.
pub fn account(setting: &AsteriskSetting, variable: &dyn Fn(&str) -> Option<String>) -> Result<Account, SecretError> {
    let secret = match &setting.secret {
        Some(at) => Secret::ask(at, variable)?,
        None => Secret::new(String::new()),
    };
    Ok(Account {
        address: Address {
            host: setting.host.clone().unwrap_or_default(),
            port: setting.port(),
            tls: setting.tls,
            certificate: setting.certificate.clone(),
        },
        user: setting.user.clone().unwrap_or_default(),
        secret,
        challenged: !setting.plain_login,
    })
}

/// Enters what is heard, and hears while this process has the lease.
fn keep(setup: &ListeningSetup, stopped: &Receiver<()>, told: impl Fn(&LinkState) + Clone + Send + 'static) {
    let inbox = Arc::new(Inbox::default());
    let mut open: Option<Desk> = None;
    let mut listener: Option<HearingThread> = None;
    let mut leased_at: Option<Time> = None;
    let mut left_at: Option<Time> = None;
    while stopped.try_recv() == Err(std::sync::mpsc::TryRecvError::Empty) {
        if open.is_none() {
            let settings = Arc::clone(&setup.settings);
            open = Desk::open_existing(&setup.database, settings, setup.who.clone(), setup.clock).ok();
        }
        let Some(desk) = &mut open else {
            // Another process may be able to: it takes the lease when this one no longer renews it.
            listener = None;
            leased_at = None;
            let _ = stopped.recv_timeout(BUSY);
            continue;
        };
        let now = desk.now();
        if listener.as_ref().is_some_and(HearingThread::has_ended) {
            // Another process may have what this one lacks, such as the secret.
            listener = None;
            let _ = desk.end_line();
            left_at = Some(now);
        }
        let stays_away = left_at.is_some_and(|at| now >= at && now - at < STAYS_AWAY);
        if !stays_away && leased_at.is_none_or(|at| now - at > LEASE_EVERY || now < at) {
            match desk.lease_line() {
                Ok(true) if listener.is_none() => listener = Some(HearingThread::begin(setup, &inbox, told.clone())),
                Ok(false) => listener = None,
                Ok(true) | Err(_) => {}
            }
            leased_at = Some(now);
        }
        let Some(word) = inbox.take(PATIENCE) else { continue };
        // What fails with one word stops no other.
        let Ok(entered) = catch_unwind(AssertUnwindSafe(|| enter(desk, &word))) else {
            open = None;
            continue;
        };
        match entered.err().map_or(WordFate::Settled, |error| WordFate::of(&error)) {
            WordFate::Settled => {}
            WordFate::Waits => {
                inbox.give_back(word);
                let _ = stopped.recv_timeout(BUSY);
            }
            WordFate::WaitsForFile => {
                inbox.give_back(word);
                open = None;
                // It may open again at once, and refuse the word again.
                let _ = stopped.recv_timeout(BUSY);
            }
        }
    }
    drop(listener);
    if let Some(mut desk) = open {
        while let Some(word) = inbox.take(Duration::ZERO) {
            let fate = enter(&mut desk, &word).err().map(|error| WordFate::of(&error));
            if fate.is_some_and(|fate| fate != WordFate::Settled) {
                break;
            }
        }
        // It ends by itself within the minute, should the file be busy.
        let _ = desk.end_line();
    }
}

/// What becomes of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WordFate {
    /// It is entered, or never can be: asked again, it would only keep those behind it.
    Settled,
    /// The file is busy or the disk full: it is asked again.
    Waits,
    /// This process cannot write the file as it is open.
    WaitsForFile,
}

impl WordFate {
    fn of(error: &DeskError) -> WordFate {
        let DeskError::Database { hint, .. } = error else {
            return WordFate::Settled;
        };
        match hint {
            DatabaseHint::Busy | DatabaseHint::DiskFull => WordFate::Waits,
            DatabaseHint::NewerSchema
            | DatabaseHint::CannotOpen
            | DatabaseHint::OnlyReads
            | DatabaseHint::NotThere
            | DatabaseHint::Replaced
            | DatabaseHint::Moved
            | DatabaseHint::Unreachable
            | DatabaseHint::Unsure
            | DatabaseHint::NotLetIn
            | DatabaseHint::NotGranted
            | DatabaseHint::UnknownAuthority
            | DatabaseHint::OtherName
            | DatabaseHint::NotProven
            | DatabaseHint::NotOurs
            | DatabaseHint::Damaged => WordFate::WaitsForFile,
            DatabaseHint::Unknown => WordFate::Settled,
        }
    }
}

fn enter(desk: &mut Desk, word: &LineWord) -> Result<(), DeskError> {
    match word {
        LineWord::Call(_, call) => desk.line_call(ASTERISK, call).map(drop),
        LineWord::Member(member) => desk.line_member(member).map(drop),
        LineWord::Members(extensions) => desk.line_members(extensions).map(drop),
        LineWord::Live(ids) => desk.line_calls_left(ASTERISK, ids).map(drop),
    }
}

/// The thread that hears.
struct HearingThread {
    stop: Arc<AtomicBool>,
    wake: Option<Line<()>>,
    thread: Option<JoinHandle<()>>,
}

impl HearingThread {
    fn begin(setup: &ListeningSetup, inbox: &Arc<Inbox>, told: impl Fn(&LinkState) + Send + 'static) -> HearingThread {
        let stop = Arc::<AtomicBool>::default();
        let (wake, woken) = channel::<()>();
        let (setup, inbox, flag) = (setup.clone(), Arc::clone(inbox), Arc::clone(&stop));
        let thread = thread::spawn(move || listen(&setup, &inbox, &flag, &woken, told));
        HearingThread {
            stop,
            wake: Some(wake),
            thread: Some(thread),
        }
    }

    fn has_ended(&self) -> bool {
        self.thread.as_ref().is_some_and(JoinHandle::is_finished)
    }
}

impl Drop for HearingThread {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        self.wake = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn listen(setup: &ListeningSetup, inbox: &Inbox, stop: &AtomicBool, woken: &Receiver<()>, told: impl Fn(&LinkState)) {
    let setting = &setup.settings.asterisk;
    let directory = Directory::of(&setup.settings);
    let account = match account(setting, &*setup.variable) {
        Ok(account) => account,
        Err(why) => return told(&LinkState::Down(LinkError::Refused(why.to_string()))),
    };
    let mut link = ExchangeLink::new(account, directory, setup.clock);
    let mut tries = 0;
    let mut said: Option<LinkError> = None;
    while !stop.load(Ordering::Relaxed) {
        let mut was_up = false;
        let ended = link.follow(stop, inbox, |greeting| {
            was_up = true;
            told(&LinkState::Up(greeting));
        });
        let Err(why) = ended else { return };
        if was_up {
            tries = 0;
            said = None;
        }
        let pause = match &why {
            LinkError::Refused(_) => REFUSED_PAUSE,
            _ => Duration::from_secs(PAUSES[tries.min(PAUSES.len() - 1)]),
        };
        tries += 1;
        // The same again and again is said once.
        if said.as_ref() != Some(&why) {
            told(&LinkState::Down(why.clone()));
            said = Some(why);
        }
        if woken.recv_timeout(pause) == Err(RecvTimeoutError::Disconnected) {
            return;
        }
    }
}
