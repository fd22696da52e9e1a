//! What the keys act on changed by itself: a key that was under way was meant for what stood there before.

use crate::domain::time::Span;
use crate::domain::time::Time;

/// A hand needs so long to see that something else stands there.
const REACTION: Span = Span(400);
/// Keys that follow a held-back one so closely were typed in one go with it, and a key kept down repeats faster.
const IN_ONE_GO: Span = Span(250);

/// The last time something else came under the keys by itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Jump {
    /// Since when, and until when keys are held back.
    held: Option<(Time, Time)>,
    /// What the keys mean changed too, and not only what they act on.
    mode: bool,
}

impl Jump {
    /// Another row or another call is under the cursor.
    pub fn row(&mut self, now: Time) {
        self.held = Some((now, now + REACTION));
        self.mode = false;
    }

    /// The keys mean something else.
    pub fn mode(&mut self, now: Time) {
        self.held = Some((now, now + REACTION));
        self.mode = true;
    }

    /// Whether a key is held back; one that is keeps those typed in one go with it back too.
    pub fn holds(&mut self, now: Time) -> bool {
        let Some((since, until)) = self.held.filter(|(since, until)| (*since..*until).contains(&now)) else {
            self.held = None;
            return false;
        };
        self.held = Some((since, until.max(now + IN_ONE_GO)));
        true
    }

    /// The same for a key that would be typed into a text.
    pub fn holds_text(&mut self, now: Time) -> bool {
        self.mode && self.holds(now)
    }
}
