//! What takes longer than a key may wait: an offer to many and its undo, some of it at a time between requests.

use std::collections::VecDeque;
use std::sync::Arc;

use super::answer::DeskAnswer;
use super::answer::DeskMsg;
use super::setup::Outbox;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::desk::outbox::offers::OfferRun;
use crate::desk::result::PerformedAll;
use crate::desk::result::RefusedOne;
use crate::desk::result::Undone;
use crate::desk::undo::ReplayRest;

/// How far it came is said each time this many more are done.
const SAID_EACH: usize = 50;

/// What was begun and goes on, the oldest first.
pub(super) struct LongErrands {
    all: VecDeque<LongErrand>,
    outbox: Outbox,
}

struct LongErrand {
    token: u64,
    work: Work,
    /// How many were done when that was said last.
    said: usize,
}

enum Work {
    Offer(OfferRun),
    Replay {
        undone: Box<Undone>,
        rest: ReplayRest,
        of: usize,
    },
}

impl LongErrands {
    pub(super) fn new(outbox: &Outbox) -> LongErrands {
        LongErrands {
            all: VecDeque::new(),
            outbox: Arc::clone(outbox),
        }
    }

    /// Something goes on.
    pub(super) fn is_busy(&self) -> bool {
        !self.all.is_empty()
    }

    /// An offer was begun.
    pub(super) fn offer(&mut self, token: u64, begun: Result<OfferRun, DeskError>) -> Option<DeskAnswer> {
        match begun {
            Ok(run) => {
                self.begin(token, Work::Offer(run));
                None
            }
            Err(error) => Some(DeskAnswer::PerformedAll(refused(error))),
        }
    }

    /// An undo or redo was begun; an offer that is taken back is made to nobody else.
    pub(super) fn replay(
        &mut self,
        desk: &mut Desk,
        token: u64,
        begun: Result<(Undone, Option<ReplayRest>), DeskError>,
    ) -> Option<DeskAnswer> {
        let (undone, rest) = match begun {
            Ok(begun) => begun,
            Err(error) => {
                return Some(DeskAnswer::Undone(Err(error)));
            }
        };
        let group = rest.as_ref().map_or(Some(undone.of), ReplayRest::group);
        let is_its = |errand: &LongErrand| matches!(&errand.work, Work::Offer(run) if run.group().is_some() && run.group() == group);
        if let Some(errand) = self.all.iter().position(is_its).and_then(|at| self.all.remove(at))
            && let Work::Offer(run) = errand.work
        {
            // Were that not written, it would be said to have stopped: so it has.
            let _ = desk.end_offer(&run);
            (self.outbox)(DeskMsg::Answer(errand.token, DeskAnswer::PerformedAll(run.into_done())));
        }
        match rest {
            Some(rest) => {
                let of = rest.count();
                let undone = Box::new(undone);
                self.begin(token, Work::Replay { undone, rest, of });
                None
            }
            None => Some(DeskAnswer::Undone(Ok(undone))),
        }
    }

    /// Does some more of the oldest, in one short write; what is to be said of it, if anything is.
    pub(super) fn step(&mut self, desk: &mut Desk) -> Option<DeskMsg> {
        let LongErrand { token, work, said } = self.all.pop_front()?;
        let said_of = |answer| DeskMsg::Answer(token, answer);
        let (work, done, of) = match work {
            Work::Offer(mut run) => match desk.offer_next(&mut run) {
                Ok(true) => {
                    let (done, of) = run.progress();
                    (Work::Offer(run), done, of)
                }
                Ok(false) => return Some(said_of(DeskAnswer::PerformedAll(run.into_done()))),
                Err(error) => {
                    let mut all = run.into_done();
                    all.refused.extend(refused(error).refused);
                    return Some(said_of(DeskAnswer::PerformedAll(all)));
                }
            },
            Work::Replay { mut undone, rest, of } => match desk.replay_next(&rest, &mut undone) {
                Ok(Some(rest)) => {
                    let done = undone.count;
                    (Work::Replay { undone, rest, of }, done, of)
                }
                Ok(None) => return Some(said_of(DeskAnswer::Undone(Ok(*undone)))),
                Err(error) => return Some(said_of(DeskAnswer::Undone(Err(error)))),
            },
        };
        let is_news = done >= said + SAID_EACH;
        let said = if is_news { done } else { said };
        self.all.push_front(LongErrand { token, work, said });
        is_news.then(|| said_of(DeskAnswer::Going { done, of }))
    }

    fn begin(&mut self, token: u64, work: Work) {
        self.all.push_back(LongErrand { token, work, said: 0 });
    }
}

fn refused(error: DeskError) -> PerformedAll {
    PerformedAll {
        done: Vec::new(),
        refused: vec![RefusedOne { number: None, error }],
    }
}
