//! What happens next in the made-up shop, and when: the same for the same seed and speed, whatever is done at the desk.

use std::fmt;

use fastrand::Rng;

use crate::domain::time::Span;

/// In life something happens so often, on average.
const USUAL_GAP: Span = Span::minutes(1);
/// The first thing happens so soon, that who opens the console sees that the shop lives.
const FIRST_GAP: Span = Span::seconds(2);
/// How much of what is rare comes in every round.
const RARE_IN_A_ROUND: usize = 5;

/// How many times faster than life the made-up shop lives; not at all at 0. The desk's clock goes as ever: a row's timer
/// counts true seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speed(u16);

impl Speed {
    /// Nothing happens by itself.
    pub const STILL: Speed = Speed(0);
    /// Something every few seconds.
    pub const USUAL: Speed = Speed(15);
    /// More is a flood that nobody can read.
    pub const MOST: u16 = 200;

    /// How many times; none over [`Speed::MOST`].
    pub fn new(times: u16) -> Option<Speed> {
        (times <= Speed::MOST).then_some(Speed(times))
    }

    /// How long something takes that takes so long in life.
    pub(super) fn of_life(self, span: Span) -> Span {
        Span(span.0 / i64::from(self.0.max(1)))
    }
}

impl fmt::Display for Speed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// One thing that happens to the shop from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Beat {
    /// An order of somebody new.
    Order,
    /// One of a high total (R3).
    DearOrder,
    /// One of somebody who received an order before (R9).
    RegularsOrder,
    /// One of a company (R10).
    CompanysOrder,
    /// One whose customer wants no call (R36).
    OrderInWriting,
    /// One whose card was refused.
    OrderWithFailedCard,
    /// One that was paid at once.
    PaidOrder,
    /// Another one of somebody who has just ordered: they are one row (R1).
    SecondOrder,
    /// The same order again.
    TwinOrder,
    /// A stranger calls and nobody takes it.
    CallMissed,
    /// Somebody whose parcel is on its way calls and nobody takes it.
    CallAboutParcel,
    /// A colleague takes a call.
    CallTaken,
    /// A hidden number calls and gives up (R27).
    HiddenCall,
    /// Somebody asks on the site to be called.
    AskedToBeCalled,
    /// The same, some minutes from now.
    AskedForLater,
    /// Money for a confirmed order.
    Paid,
    /// A part of it.
    PartPaid,
    /// A parcel waits at its pickup point.
    Arrived,
    /// A parcel was fetched.
    Received,
    /// The shop's site changed a confirmed order.
    OneMore,
    /// The customer called a confirmed order off there.
    CalledOffAfter,
    /// They called a new one off, before anybody called them.
    CalledOffBefore,
}

impl Beat {
    /// Somebody calls or asks to be called: the row comes before all orders.
    pub(super) fn is_about_calls(self) -> bool {
        matches!(
            self,
            Beat::CallMissed
                | Beat::CallAboutParcel
                | Beat::CallTaken
                | Beat::HiddenCall
                | Beat::AskedToBeCalled
                | Beat::AskedForLater
        )
    }
}

/// What every round brings.
const USUAL: [Beat; 12] = [
    Beat::Order,
    Beat::Order,
    Beat::DearOrder,
    Beat::RegularsOrder,
    Beat::CallMissed,
    Beat::CallAboutParcel,
    Beat::CallTaken,
    Beat::AskedToBeCalled,
    Beat::Paid,
    Beat::Paid,
    Beat::Arrived,
    Beat::Received,
];

/// What some rounds bring.
const RARE: [Beat; 12] = [
    Beat::CompanysOrder,
    Beat::OrderInWriting,
    Beat::OrderWithFailedCard,
    Beat::PaidOrder,
    Beat::SecondOrder,
    Beat::TwinOrder,
    Beat::HiddenCall,
    Beat::AskedForLater,
    Beat::PartPaid,
    Beat::OneMore,
    Beat::CalledOffAfter,
    Beat::CalledOffBefore,
];

/// One thing, how long after the one before, and its own source of chance: nothing that is done meanwhile moves it.
#[derive(Debug)]
pub(super) struct Next {
    pub(super) after: Span,
    pub(super) beat: Beat,
    pub(super) rng: Rng,
}

/// The endless sequence of what happens.
#[derive(Debug)]
pub(super) struct Score {
    speed: Speed,
    rng: Rng,
    /// What is left of this round, the next last.
    round: Vec<Beat>,
    /// What is left of the rare things before all of them come again.
    rare: Vec<Beat>,
    begun: bool,
}

impl Score {
    pub(super) fn new(seed: u64, speed: Speed) -> Score {
        Score {
            speed,
            rng: Rng::with_seed(seed ^ 0x5EED_0F11_FE00_0001),
            round: Vec::new(),
            rare: Vec::new(),
            begun: false,
        }
    }

    pub(super) fn next(&mut self) -> Next {
        let half = USUAL_GAP.0 / 2;
        let in_life = Span(half + self.rng.i64(0..2 * half));
        let mut after = self.speed.of_life(in_life);
        if !self.begun {
            after = after.min(FIRST_GAP);
        }
        let beat = self.draw();
        Next {
            after,
            beat,
            rng: self.rng.fork(),
        }
    }

    fn draw(&mut self) -> Beat {
        if self.round.is_empty() {
            self.fill();
        }
        self.begun = true;
        self.round.pop().unwrap_or(Beat::Order)
    }

    /// A round holds all of the usual and some of the rare things, shuffled; the very first begins with an order and a
    /// call, so that both lanes everybody looks at move at once.
    fn fill(&mut self) {
        self.round.extend(USUAL);
        for _ in 0..RARE_IN_A_ROUND {
            if self.rare.is_empty() {
                self.rare.extend(RARE);
                self.rng.shuffle(&mut self.rare);
            }
            self.round.extend(self.rare.pop());
        }
        self.rng.shuffle(&mut self.round);
        if !self.begun {
            let first = [Beat::CallMissed, Beat::Order];
            for beat in first {
                if let Some(at) = self.round.iter().position(|other| *other == beat) {
                    self.round.remove(at);
                }
            }
            self.round.extend(first);
        }
    }
}
