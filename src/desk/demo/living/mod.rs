//! The made-up shop goes on living while somebody looks: orders, calls, money and news of parcels come, and a colleague
//! works beside the viewer. Everything comes by the desk's ordinary ways in: imported orders, events of the line, actions.
//!
//! What happens and when follows from the seed and the speed alone. Whom it concerns is looked up at the desk at that
//! moment, so a shop that nobody touches lives the same life every time, and one that is worked in answers to the work:
//! who confirms an order may see it paid a minute later.

use super::play;
mod colleague;
mod line;
mod pace;
mod site;
#[cfg(test)]
mod tests;
mod thread;

use std::collections::BTreeMap;
use std::sync::Arc;

use fastrand::Rng;

use self::colleague::Colleague;
use self::line::Call;
use self::pace::Beat;
use self::pace::Score;
pub use self::pace::Speed;
use self::site::Site;
pub use self::thread::Life;
pub use self::thread::LifeSetup;
use super::lexicon::Language;
use super::lexicon::Lexicon;
use crate::clock::Clock;
use crate::desk::board::Board;
use crate::desk::outcome::DeskError;
use crate::desk::perform::Claiming;
use crate::desk::perform::Desk;
use crate::desk::perform::Who;
use crate::desk::reckon::Reckoner;
use crate::desk::shift::Coming;
use crate::domain::call::MissedReason;
use crate::domain::ids::CustomerId;
use crate::domain::target::RowKey;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// The rules are read anew so often: a shop may be left open over night.
const RULES_AGE: Span = Span::hours(12);

/// One thing to come, and all that is needed to let it happen.
#[derive(Debug)]
enum Step {
    /// The next thing of the score.
    Beat(Beat, Rng),
    /// Nobody took the call.
    GivesUp(Call, MissedReason),
    /// The colleague takes it.
    PicksUp(Call),
    /// They have talked.
    HangsUp(Call),
    /// The colleague looks for somebody to serve.
    Turn,
    /// He has served him.
    Served { customer: CustomerId, row: RowKey },
}

/// The made-up shop's life over one desk; [`Living::step`] by step, in any time.
#[derive(Debug)]
pub struct Living {
    desk: Desk,
    /// The queue as the colleague sees it.
    queue: Reckoner,
    score: Score,
    site: Site,
    colleague: Colleague,
    /// What is to come; at one moment in the order it was planned.
    steps: BTreeMap<(Time, u64), Step>,
    planned: u64,
    calls: u64,
    speed: Speed,
}

impl Living {
    /// The life of the shop in the desk's file from the desk's moment on. The desk is for nothing else: it works under
    /// made-up names and by a clock that stands at the moment of each step.
    pub fn new(mut desk: Desk, language: Language, seed: u64, speed: Speed) -> Result<Living, DeskError> {
        let now = desk.now();
        let words = Lexicon::of(language);
        let viewer = desk.who.operator.as_str();
        let name = words.colleagues[usize::from(words.colleagues[0] == viewer)];
        desk.clock = Clock::Stopped(now);
        let mut queue = Reckoner::new(&desk.store, Arc::clone(&desk.settings), name, now)?;
        queue.load(&desk.store, now)?;
        let mut living = Living {
            score: Score::new(seed, speed),
            site: Site::new(&desk, language, seed)?,
            colleague: Colleague::new(name, language, seed),
            queue,
            desk,
            steps: BTreeMap::new(),
            planned: 0,
            calls: 0,
            speed,
        };
        if speed != Speed::STILL {
            living.sit_colleague();
            living.desk.log_in(Coming::ByHand)?;
            living.plan_beat(now);
            living.plan_turn(now);
            living.plan_ringing(now)?;
        }
        Ok(living)
    }

    /// When something happens next; nothing ever happens in a shop that stands still.
    pub fn next(&self) -> Option<Time> {
        self.steps.keys().next().map(|(at, _)| *at)
    }

    /// Lets the next thing happen, at its moment. What the desk refuses just does not happen.
    pub fn step(&mut self) -> Result<(), DeskError> {
        let Some(((now, _), step)) = self.steps.pop_first() else {
            return Ok(());
        };
        self.desk.clock = Clock::Stopped(now);
        if now - self.desk.rules.anchor() > RULES_AGE {
            self.desk.reread_rules()?;
        }
        if let Step::Beat(..) = step {
            self.plan_beat(now);
        }
        if let Step::Turn = step {
            self.plan_turn(now);
        }
        match self.play(now, step) {
            Err(DeskError::Refused(_) | DeskError::NotFound) => Ok(()),
            done => done,
        }
    }

    /// Puts everything to come off: whoever held the program up finds the shop as he left it.
    pub fn put_off(&mut self, span: Span) {
        let steps = std::mem::take(&mut self.steps);
        let later = steps.into_iter().map(|((at, order), step)| ((at + span, order), step));
        self.steps = later.collect();
    }

    fn play(&mut self, now: Time, step: Step) -> Result<(), DeskError> {
        match step {
            Step::Beat(beat, rng) => self.beat(now, beat, rng),
            Step::GivesUp(call, why) => self.gives_up(now, &call, why),
            Step::PicksUp(call) => self.picks_up(now, call),
            Step::HangsUp(call) => self.hangs_up(now, &call),
            Step::Turn => self.turn(now),
            Step::Served { customer, row } => self.served(now, customer, row),
        }
    }

    fn beat(&mut self, now: Time, beat: Beat, rng: Rng) -> Result<(), DeskError> {
        match beat {
            Beat::CallMissed | Beat::CallAboutParcel | Beat::CallTaken | Beat::HiddenCall => self.rings(now, beat, rng),
            Beat::AskedToBeCalled | Beat::AskedForLater => self.asks(now, beat, rng),
            _ => {
                self.sit_outside();
                self.site.tell(&mut self.desk, beat, rng)
            }
        }
    }

    fn plan(&mut self, at: Time, step: Step) {
        self.planned += 1;
        self.steps.insert((at, self.planned), step);
    }

    fn plan_beat(&mut self, now: Time) {
        let next = self.score.next();
        self.plan(now + next.after, Step::Beat(next.beat, next.rng));
    }

    fn plan_turn(&mut self, now: Time) {
        let pause = self.colleague.pause(self.speed);
        self.plan(now + pause, Step::Turn);
    }

    /// The queue now.
    fn look(&mut self, now: Time) -> Result<Board, DeskError> {
        self.queue.tick(&self.desk.store, now)?;
        self.queue.follow(&self.desk.store, now)?;
        self.queue.board(&self.desk.store, now)
    }

    /// What comes from outside is nobody's work.
    fn sit_outside(&mut self) {
        self.desk.who = Who {
            operator: play::SITE.to_owned(),
            session: "demo-site".to_owned(),
            claiming: Claiming::WhenAsked,
        };
    }
}
