//! The writer thread: urgent writes before bulk ones.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::RecvTimeoutError;
use std::sync::mpsc::Sender;
use std::sync::mpsc::TryRecvError;
use std::time::Duration;

use super::answer::DeskAnswer;
use super::answer::DeskMsg;
use super::answer::ReadCard;
use super::attendance::Attendance;
use super::long_errands::LongErrands;
use super::request::Envelope;
use super::request::Request;
use super::settings_file::SettingsDoor;
use super::setup::Nudge;
use super::setup::Outbox;
use super::setup::Setup;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::desk::outbox::recall::MessageStep;
use crate::store::Store;
use crate::view::pages::PageSnapshot;
/// How often the writer looks whether its file is still in its place, when nothing is left to tidy.
const LOOK: Duration = Duration::from_millis(200);

/// How long before a server that is out of reach is tried again.
const PAUSE: Duration = Duration::from_secs(1);

/// How long the file is left to others between two writes of a long errand.
const BETWEEN: Duration = Duration::from_millis(2);

/// How long the writer leaves the machine to the board at the start.
const BOARD_FIRST: Duration = Duration::from_millis(20);

/// How long the writer waits without work before it moves the log into the file.
const IDLE: Duration = Duration::from_millis(250);

pub(super) fn writer_thread(
    store: Store,
    setup: &Setup,
    outbox: &Outbox,
    requests: &Receiver<Envelope>,
    board: &Sender<Nudge>,
) -> Result<(), DeskError> {
    // Until the first board is on the screen nothing is written, unless a key was quicker.
    let mut early = match requests.recv_timeout(BOARD_FIRST) {
        Ok(request) => Some(request),
        Err(RecvTimeoutError::Timeout) => None,
        Err(RecvTimeoutError::Disconnected) => return Ok(()),
    };
    let mut desk = Desk::on(store, Arc::clone(&setup.settings), setup.who.clone(), setup.clock)?;
    desk.store.checkpoint_by_hand()?;
    let (mut attendance, said) = Attendance::begin(&mut desk);
    if let Some(said) = said {
        outbox(said);
        let _ = board.send(Nudge);
    }
    let mut connected = tell_hints(&desk, outbox)?;
    let mut errands = LongErrands::new(outbox);
    let mut busy = true;
    let mut in_place = true;
    loop {
        let asked = early.take().map_or_else(|| requests.try_recv(), Ok);
        if !connected && asked == Err(TryRecvError::Empty) {
            // What was asked before has found no server and was refused: nothing is kept to be done at some later time.
            connected = desk.open_again().is_ok() && tell_hints(&desk, outbox)?;
        }
        let wait = match (errands.is_busy(), busy) {
            _ if !connected => PAUSE,
            (true, _) => BETWEEN,
            (false, true) => IDLE,
            (false, false) => LOOK,
        };
        let next = match asked {
            Err(TryRecvError::Empty) => requests.recv_timeout(wait),
            Err(TryRecvError::Disconnected) => Err(RecvTimeoutError::Disconnected),
            Ok(request) => Ok(request),
        };
        let request = match next {
            Ok(request) => request,
            Err(RecvTimeoutError::Timeout) if !connected => continue,
            Err(RecvTimeoutError::Timeout) if errands.is_busy() => {
                busy = true;
                if let Some(said) = errands.step(&mut desk) {
                    if let Some(said) = attendance.beat(&mut desk) {
                        outbox(said);
                    }
                    let _ = desk.store.checkpoint();
                    let _ = board.send(Nudge);
                    connected = tell_position(&desk, outbox)?;
                    outbox(said);
                    connected = connected && tell_hints(&desk, outbox)?;
                }
                continue;
            }
            Err(RecvTimeoutError::Timeout) => {
                if let Some(said) = attendance.beat(&mut desk) {
                    outbox(said);
                }
                // What is left in the log moves into the file while no key is waited for; a busy file may wait. So it does
                // when the file was put away: it leaves nothing that who opens the other one could take for its own.
                let was_in_place = std::mem::replace(&mut in_place, desk.store.is_in_place());
                if busy || was_in_place && !in_place {
                    let _ = desk.store.checkpoint();
                }
                busy = false;
                continue;
            }
            Err(RecvTimeoutError::Disconnected) => {
                if !setup.stays.load(Ordering::Relaxed) {
                    attendance.end(&mut desk);
                }
                let _ = desk.store.checkpoint();
                return Ok(());
            }
        };
        // Others may have learned of a zone; where that cannot be read, what is known will do for this key.
        let _ = desk.refresh_rules();
        let answer = answer(&mut desk, &mut attendance, &mut errands, request);
        busy = true;
        let _ = board.send(Nudge);
        // How far the database is comes before what was done there.
        connected = tell_position(&desk, outbox)?;
        if let Some(answer) = answer {
            outbox(answer);
        }
        connected = connected && tell_hints(&desk, outbox)?;
    }
}

/// Does what is asked, or begins it; a refusal or a busy file is an answer, not an end.
fn answer(
    desk: &mut Desk,
    attendance: &mut Attendance,
    errands: &mut LongErrands,
    Envelope { token, request }: Envelope,
) -> Option<DeskMsg> {
    let answer = match request {
        Request::Shift(step) => DeskAnswer::Shift(attendance.step(desk, step).map(Box::new)),
        Request::Perform { target, action } => DeskAnswer::Performed(desk.perform(target, &action)),
        Request::PerformAll(parts) => DeskAnswer::PerformedAll(desk.perform_all(&parts)),
        Request::SkipAll { rows, reason } => DeskAnswer::PerformedAll(desk.skip_all(&rows, reason)),
        Request::Undo(which) => {
            let begun = desk.undo_begin(which);
            errands.replay(desk, token, begun)?
        }
        Request::ReleaseAll(messages) => {
            DeskAnswer::ReleasedAll(desk.release_all(&messages).map(|released| released.len()))
        }
        Request::Message { message, act } => DeskAnswer::Message(desk.message_step(message, act)),
        Request::SettleMessage { message, how } => DeskAnswer::Message(desk.settle_by_hand(message, how)),
        Request::Write { target, message } => DeskAnswer::Performed(desk.write_message(target, &message)),
        Request::Word { seen, words } => {
            DeskAnswer::Message(desk.reword_message(&seen, &words).map(|()| MessageStep::Worded))
        }
        Request::TouchFeed { feed, touch } => DeskAnswer::FeedTouched {
            touch,
            result: desk.touch_feed(&feed, touch),
        },
        Request::TouchShopWrite { id, touch } => DeskAnswer::ShopWriteTouched {
            touch,
            result: desk.touch_shop_write(id, touch),
        },
        Request::TryChannel { channel, .. } => DeskAnswer::ChannelTried(Err(channel)),
        Request::RunCommand { line, .. } => DeskAnswer::CommandRan(Err(line)),
        Request::Recorded(_) => DeskAnswer::Recorded(None),
        Request::Hear(recording) => DeskAnswer::Heard(Err(recording)),
        Request::Dial { number, .. } => DeskAnswer::Dialled(Err(number)),
        Request::Offer(preview) => {
            let begun = desk.begin_offer(&preview.segment, &preview.plan.to, &preview.subject, &preview.text);
            errands.offer(token, begun)?
        }
        Request::OfferPreview { .. } => DeskAnswer::OfferPreview(None),
        Request::Drafts { .. } => DeskAnswer::Drafts(None),
        Request::MessageText(_) => DeskAnswer::MessageText(None),
        Request::Redo => {
            let begun = desk.redo_begin();
            errands.replay(desk, token, begun)?
        }
        Request::Take { customer, over } => DeskAnswer::Performed(desk.take(customer, over)),
        Request::Answer(customer) => DeskAnswer::Performed(desk.answer(customer)),
        Request::Release(customer) => DeskAnswer::Performed(desk.release(customer)),
        Request::Skip { row, reason } => DeskAnswer::Performed(desk.skip(row, reason)),
        Request::Unskip(rows) => DeskAnswer::Unskipped(desk.unskip(&rows)),
        Request::Renew(customer) => DeskAnswer::Renewed(desk.renew(customer)),
        Request::Tick {
            target,
            tick,
            undone: true,
            ..
        } => DeskAnswer::Ticked(desk.untick(target, &tick)),
        Request::Tick {
            target, tick, shown, ..
        } => DeskAnswer::Ticked(desk.tick(target, &tick, &shown)),
        Request::AcceptShop(order) => DeskAnswer::Performed(desk.accept_shop(order)),
        Request::Exchange { of, id, order } => DeskAnswer::Performed(desk.exchange(of, id, *order)),
        Request::NewOrder { whose, order } => DeskAnswer::Performed(desk.new_order(&whose, *order)),
        Request::Merge(plan) => DeskAnswer::Performed(desk.merge(plan.kept.id, plan.other.id, Some(&plan))),
        Request::KeepApart { one, other } => DeskAnswer::Performed(desk.keep_apart(one, other)),
        Request::MergePlan { one, other, stays } => {
            DeskAnswer::MergePlan(desk.merge_plan(one, other, stays).map(Arc::new))
        }
        Request::Card { key, .. } => DeskAnswer::Card(ReadCard {
            key,
            seq: 0,
            card: None,
        }),
        Request::Search(text) => DeskAnswer::Found { text, hits: Vec::new() },
        Request::Goods(_) => DeskAnswer::Goods(Vec::new()),
        Request::SetSetting { name, typed } => {
            DeskAnswer::SettingSet(SettingsDoor::default().set(&name, typed.as_deref()))
        }
        Request::Page { key, .. } => DeskAnswer::Page(Arc::new(PageSnapshot::blank(key, desk.now()))),
    };
    Some(DeskMsg::Answer(token, answer))
}

/// How far the database is, for the answer that follows; false while the server is out of reach.
fn tell_position(desk: &Desk, outbox: &Outbox) -> Result<bool, DeskError> {
    reached(desk.store.feed_position().map_err(DeskError::from), |at| {
        outbox(DeskMsg::Written(at));
    })
}

/// What undo and redo would do; false while the server is out of reach.
fn tell_hints(desk: &Desk, outbox: &Outbox) -> Result<bool, DeskError> {
    reached(desk.hints(), |(undo, redo)| outbox(DeskMsg::Hints { undo, redo }))
}

fn reached<T>(answer: Result<T, DeskError>, tell: impl FnOnce(T)) -> Result<bool, DeskError> {
    match answer {
        Ok(answer) => {
            tell(answer);
            Ok(true)
        }
        Err(error) if error.is_cut_off() => Ok(false),
        Err(error) => Err(error),
    }
}
