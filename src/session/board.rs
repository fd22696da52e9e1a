//! The board thread: keeps the queue in step with the file.

use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use super::answer::DeskMsg;
use super::setup::Failing;
use super::setup::Nudge;
use super::setup::Outbox;
use super::setup::Setup;
use crate::board::Board;
use crate::board::BoardWarning;
use crate::board::builder::BoardBuilder;
use crate::board::warnings;
use crate::clock::JumpWatch;
use crate::config;
use crate::desk::error::DeskError;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::Access;
use crate::store::Store;
use crate::store::StoreError;
/// How often the file is looked at for what other processes did.
const LOOK: Duration = Duration::from_millis(200);

/// Likewise whether a server told of anything: it is not asked for that.
const LISTEN: Duration = Duration::from_millis(25);

/// While rows wait for their words, the board looks for work at once.
const AT_ONCE: Duration = Duration::ZERO;

/// How many parts of the rows' words are read before the board is shown again with them.
const WORDS_AT_ONCE: u32 = 10;

/// How long before a server that is out of reach is tried again.
const PAUSE: Duration = Duration::from_secs(1);

/// Shows the queue and keeps it in step. While the server is out of reach the last one stays, and says since when.
pub(super) fn board_thread(
    setup: &Setup,
    outbox: &Outbox,
    nudges: &Receiver<Nudge>,
    failing: &Failing,
) -> Result<(), DeskError> {
    let mut shown = ShownBoard {
        outbox,
        last: Arc::default(),
        is_up: false,
        cut_off: None,
    };
    loop {
        match keep_up(setup, &mut shown, nudges, failing) {
            Err(error) if error.is_cut_off() && shown.is_up => shown.cut_off(setup.clock.now()),
            ended => return ended,
        }
        match nudges.recv_timeout(PAUSE) {
            Ok(Nudge) => while nudges.try_recv().is_ok() {},
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
    }
}

/// The board on the screen.
struct ShownBoard<'o> {
    outbox: &'o Outbox,
    last: Arc<Board>,
    /// Something of the queue was shown; before that a console that finds no server does not open.
    is_up: bool,
    cut_off: Option<Time>,
}

impl ShownBoard<'_> {
    /// A part of the queue stands in nobody's place who saw all of it.
    fn show(&mut self, board: Board) -> Arc<Board> {
        let board = Arc::new(board);
        if board.complete || !self.last.complete {
            self.cut_off = None;
            self.is_up = true;
            self.last = Arc::clone(&board);
            (self.outbox)(DeskMsg::Board(Arc::clone(&board)));
        }
        board
    }

    fn cut_off(&mut self, now: Time) {
        if self.cut_off.is_none() {
            self.cut_off = Some(now);
            let mut warnings = self.last.warnings.clone();
            warnings.insert(0, BoardWarning::CutOff { since: now });
            self.last = Arc::new(Board::clone(&self.last).with_warnings(&warnings));
            (self.outbox)(DeskMsg::Board(Arc::clone(&self.last)));
        }
    }
}

/// Follows the database from what stands there now on.
fn keep_up(
    setup: &Setup,
    shown: &mut ShownBoard<'_>,
    nudges: &Receiver<Nudge>,
    failing: &Failing,
) -> Result<(), DeskError> {
    let store = Store::open(&setup.database, Access::Read)?;
    // Before anything is read, so that no change since is missed.
    let mut version = store.data_version()?;
    let settings = Arc::clone(&setup.settings);
    let mut builder = BoardBuilder::new(&store, settings, &setup.who.operator, setup.clock.now())?;
    let fingerprint = config::fingerprint(&setup.settings);
    let look = |now| amiss(setup, &store, &fingerprint, failing, now);
    let mut amiss = {
        let _one_look = store.snapshot()?;
        store.ask_ahead(|| look(setup.clock.now()));
        look(setup.clock.now())?
    };
    let mut watch = JumpWatch::new(setup.clock);
    let mut in_place = store.is_in_place();
    let mut failed = false;
    let mut board = Arc::default();
    while !builder.is_complete() {
        builder.load_phase(&store, setup.clock.now())?;
        board = shown.show(builder.board(&store, setup.clock.now())?.with_warnings(&amiss));
    }
    let look_every = if setup.database.is_server() { LISTEN } else { LOOK };
    let mut wordless = Some(0);
    loop {
        let wait = if wordless.is_some() {
            AT_ONCE
        } else {
            patience(look_every, setup.clock.now(), builder.next_wake())
        };
        match nudges.recv_timeout(wait) {
            Ok(Nudge) => while nudges.try_recv().is_ok() {},
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
        let now = setup.clock.now();
        let jumped = watch.look();
        if let Some(by) = jumped {
            (shown.outbox)(DeskMsg::ClockJumped(by));
        }
        let mut changed = builder.tick(&store, now)? || jumped.is_some();
        let seen = store.data_version()?;
        let fails = failing.since(now).is_some();
        let is_to_follow = seen != version || in_place != store.is_in_place() || jumped.is_some() || fails != failed;
        // What changed, and what the board shows of it, is read as one state.
        let _one_look = is_to_follow.then(|| builder.begin_follow(&store, now)).transpose()?;
        if is_to_follow {
            changed |= in_place != store.is_in_place() || fails != failed;
            (version, in_place, failed) = (seen, store.is_in_place(), fails);
            let found = look(now)?;
            changed |= found != amiss;
            amiss = found;
            changed |= builder.follow(&store, now)?;
        }
        let mut worded = false;
        if let Some(parts) = wordless.as_mut() {
            let had_more = builder.more_texts(&store, &board)?;
            *parts += 1;
            worded = *parts % WORDS_AT_ONCE == 0 || !had_more && *parts > 1;
            if !had_more {
                wordless = None;
            }
        }
        if changed || worded {
            board = shown.show(builder.board(&store, now)?.with_warnings(&amiss));
        }
        if changed {
            wordless = wordless.or(Some(0));
        }
    }
}

/// What every screen should say at its top.
fn amiss(
    setup: &Setup,
    store: &Store,
    fingerprint: &str,
    failing: &Failing,
    now: Time,
) -> Result<Vec<BoardWarning>, StoreError> {
    let mut amiss = warnings::of(store, fingerprint, now)?;
    // Under a clock of its own a rehearsal is meant.
    if !setup.clock.is_rehearsal() {
        amiss.extend(warnings::rehearsal(store)?);
    }
    amiss.extend(failing.since(now).map(|since| BoardWarning::WorkFails { since }));
    Ok(amiss)
}

/// How long the board may sleep: never past the moment somebody's turn comes.
fn patience(look_every: Duration, now: Time, wake: Option<Time>) -> Duration {
    let until = wake.map_or(Span::hours(1), |at| at - now);
    look_every.min(Duration::from_millis(u64::try_from(until.0.max(1)).unwrap_or(1)))
}
