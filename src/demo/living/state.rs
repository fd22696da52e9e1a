//! What the living demo knows between two steps.

use std::collections::BTreeMap;

use fastrand::Rng;

use super::pace::Beat;
use super::pace::Score;
use super::pace::Speed;
use super::site::Site;
use crate::board::Board;
use crate::board::builder::BoardBuilder;
use crate::demo::play;
use crate::demo::words::Lexicon;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::desk::who::Claiming;
use crate::desk::who::Who;
use crate::domain::call::MissedReason;
use crate::domain::ids::CustomerId;
use crate::domain::language::Lang;
use crate::domain::target::RowKey;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// The rules are read again so often: a shop may be left open over night.
pub(super) const RULES_AGE: Span = Span::hours(12);

/// One thing to come, and all that is needed to let it happen.
#[derive(Debug)]
pub(super) enum Step {
    /// The next thing of the score.
    Beat(Beat, Rng),
    /// A call that waits until nobody is disturbed by it.
    Call(Beat, Rng),
    /// Nobody took the call.
    GivesUp(Call, MissedReason),
    /// The colleague takes it.
    PicksUp(Call),
    /// They have talked.
    HangsUp(Call),
    /// The colleague looks for somebody to serve.
    Turn,
    /// They have served them.
    Served { customer: CustomerId, row: RowKey },
}

/// The made-up shop's life over one desk; [`Living::step`] by step, in any time.
#[derive(Debug)]
pub struct Living {
    pub(super) desk: Desk,
    /// The queue as the colleague sees it.
    pub(super) queue: BoardBuilder,
    pub(super) score: Score,
    pub(super) site: Site,
    pub(super) colleague: Colleague,
    /// What is to come; at one moment in the order it was planned.
    pub(super) steps: BTreeMap<(Time, u64), Step>,
    pub(super) planned: u64,
    pub(super) calls: u64,
    /// Nobody calls before, but once who looks has taken something back.
    pub(super) calm_until: Option<Time>,
    /// Whose console it is.
    pub(super) viewer: String,
    pub(super) speed: Speed,
}

impl Living {
    /// Puts everything to come off: who held the program up finds the shop as they left it.
    pub fn put_off(&mut self, span: Span) {
        let steps = std::mem::take(&mut self.steps);
        let later = steps.into_iter().map(|((at, order), step)| ((at + span, order), step));
        self.steps = later.collect();
    }

    pub(super) fn plan(&mut self, at: Time, step: Step) {
        self.planned += 1;
        self.steps.insert((at, self.planned), step);
    }

    /// The queue now.
    pub(super) fn look(&mut self, now: Time) -> Result<Board, DeskError> {
        let queue = &mut self.queue;
        self.desk.read(|look| {
            queue.tick(look.store, now)?;
            queue.follow(look.store, now)?;
            queue.board(look.store, now)
        })
    }

    /// What comes from outside is nobody's work.
    pub(super) fn sit_outside(&mut self) {
        self.desk.work_as(Who {
            operator: play::SITE.to_owned(),
            session: "demo-site".to_owned(),
            claiming: Claiming::WhenAsked,
        });
    }
}

/// In life they take somebody so often.
const TURN: Span = Span::seconds(75);

/// In life they are done with them after so long; never sooner nor later than people see.
const WORKS: Span = Span::seconds(70);

const WORKS_AT_LEAST: Span = Span::seconds(3);

const WORKS_AT_MOST: Span = Span::seconds(40);

/// The second operator of the made-up shop.
#[derive(Debug)]
pub(super) struct Colleague {
    name: String,
    pub(super) rng: Rng,
    pub(super) words: &'static Lexicon,
}

impl Colleague {
    pub(super) fn new(name: &str, language: Lang, seed: u64) -> Colleague {
        Colleague {
            name: name.to_owned(),
            rng: Rng::with_seed(seed ^ 0x5EED_0F11_FE00_0002),
            words: Lexicon::of(language),
        }
    }

    /// Until they look for somebody again.
    pub(super) fn pause(&mut self, speed: Speed) -> Span {
        let half = TURN.0 / 2;
        speed.of_life(Span(half + self.rng.i64(0..2 * half)))
    }

    pub(super) fn works(&mut self, speed: Speed) -> Span {
        let half = WORKS.0 / 2;
        let works = speed.of_life(Span(half + self.rng.i64(0..2 * half)));
        works.clamp(WORKS_AT_LEAST, WORKS_AT_MOST)
    }
}

impl Living {
    pub(super) fn sit_colleague(&mut self) {
        self.desk.work_as(Who {
            operator: self.colleague.name.clone(),
            session: "demo-colleague".to_owned(),
            claiming: Claiming::OnAction,
        });
    }
}

/// A call on the line.
#[derive(Debug)]
pub(super) struct Call {
    /// E.164; empty when hidden.
    pub(super) phone: String,
    /// The exchange's id; none when it did not say.
    pub(super) id: Option<String>,
}
