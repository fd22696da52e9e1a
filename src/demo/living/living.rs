//! What happens next in the living demo, and when.

use std::collections::BTreeMap;
use std::sync::Arc;

use fastrand::Rng;

use super::Living;
use super::pace::Beat;
use super::pace::Score;
use super::pace::Speed;
use super::site::Site;
use super::state::Colleague;
use super::state::RULES_AGE;
use super::state::Step;
use crate::board::builder::BoardBuilder;
use crate::clock::Clock;
use crate::demo::moments::DemoOpening;
use crate::demo::words::Lexicon;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::desk::shifts::Coming;
use crate::desk::who::Claiming;
use crate::desk::who::Who;
use crate::domain::language::Lang;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// A shop that opens calm stays so long without calls.
const CALM: Span = Span::minutes(1);
/// And it looks so often whether that is over.
const LOOKS: Span = Span::seconds(2);

impl Living {
    /// The life of the shop in the desk's file from the desk's moment on. The desk is for nothing else: it works under
    /// made-up names and by a clock that stands at the moment of each step.
    pub fn new(
        mut desk: Desk,
        language: Lang,
        seed: u64,
        speed: Speed,
        opening: DemoOpening,
    ) -> Result<Living, DeskError> {
        let now = desk.now();
        let words = Lexicon::of(language);
        let viewer = desk.who().operator.clone();
        let name = words.colleagues[usize::from(words.colleagues[0] == viewer)];
        desk.work_at(Clock::Stopped(now));
        let queue = desk.read(|look| {
            let mut queue = BoardBuilder::new(look.store, Arc::clone(desk.settings()), name, now)?;
            queue.load(look.store, now)?;
            Ok(queue)
        })?;
        let mut living = Living {
            score: Score::new(seed, speed),
            site: Site::new(&desk, language, seed)?,
            colleague: Colleague::new(name, language, seed),
            queue,
            desk,
            steps: BTreeMap::new(),
            planned: 0,
            calls: 0,
            calm_until: (opening == DemoOpening::Calm).then_some(now + CALM),
            viewer,
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
        self.desk.work_at(Clock::Stopped(now));
        if now - self.desk.rules().anchor() > RULES_AGE {
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

    fn play(&mut self, now: Time, step: Step) -> Result<(), DeskError> {
        match step {
            Step::Beat(beat, rng) | Step::Call(beat, rng) => self.beat(now, beat, rng),
            Step::GivesUp(call, why) => self.gives_up(now, &call, why),
            Step::PicksUp(call) => self.picks_up(now, call),
            Step::HangsUp(call) => self.hangs_up(now, &call),
            Step::Turn => self.turn(now),
            Step::Served { customer, row } => self.served(now, customer, row),
        }
    }

    fn beat(&mut self, now: Time, beat: Beat, rng: Rng) -> Result<(), DeskError> {
        if beat.is_about_calls() && self.is_calm(now)? {
            if !self.steps.values().any(|step| matches!(step, Step::Call(..))) {
                self.plan(now + LOOKS, Step::Call(beat, rng));
            }
            return Ok(());
        }
        match beat {
            Beat::CallMissed | Beat::CallAboutParcel | Beat::CallTaken | Beat::HiddenCall => self.rings(now, beat, rng),
            Beat::AskedToBeCalled | Beat::AskedForLater => self.asks(now, beat, rng),
            _ => {
                self.sit_outside();
                self.site.tell(&mut self.desk, beat, rng)
            }
        }
    }

    /// Who looks has not yet seen a confirmation taken back, and the minute for it is not over.
    fn is_calm(&mut self, now: Time) -> Result<bool, DeskError> {
        let Some(until) = self.calm_until else { return Ok(false) };
        self.desk.work_as(Who {
            operator: self.viewer.clone(),
            session: "demo".to_owned(),
            claiming: Claiming::WhenAsked,
        });
        let (_, redo) = self.desk.hints()?;
        if now < until && redo.is_none() {
            return Ok(true);
        }
        self.calm_until = None;
        Ok(false)
    }

    fn plan_beat(&mut self, now: Time) {
        let next = self.score.next();
        self.plan(now + next.after, Step::Beat(next.beat, next.rng));
    }

    fn plan_turn(&mut self, now: Time) {
        let pause = self.colleague.pause(self.speed);
        self.plan(now + pause, Step::Turn);
    }
}
