//! Who is there, as a live board knows it: read again when somebody comes or goes, and once a minute for those who went
//! without a word.

use crate::domain::ids::LabelId;
use crate::domain::regulation::Rulebook;
use crate::domain::regulation::on_shift::living;
use crate::domain::regulation::on_shift::serving;
use crate::domain::shift::BEAT;
use crate::domain::shift::Shift;
use crate::domain::time::Time;
use crate::store::LabelKind;
use crate::store::Store;
use crate::store::StoreError;

/// Who is on shift.
#[derive(Debug, Default)]
pub(super) struct Presence {
    /// Their shifts, by name; who pauses too.
    pub(super) shifts: Vec<Shift>,
    /// Those at work, as the rules know them (R9). When nobody is on shift, nobody says: everybody the shop lists is.
    pub(super) at_work: Vec<LabelId>,
    /// How many serve the queue (R5), whether or not any customer or order is theirs yet.
    pub(super) serving: i64,
    read_at: Time,
}

impl Presence {
    /// Reads who is there; true when that changed.
    pub(super) fn read(&mut self, store: &Store, rules: &Rulebook, now: Time) -> Result<bool, StoreError> {
        let shifts = living(store.open_shifts()?, rules, now);
        let names: Vec<&str> = if shifts.is_empty() {
            let listed = rules.settings().operators.iter();
            listed.map(|operator| operator.name.as_str()).collect()
        } else {
            let at_work = shifts.iter().filter(|shift| shift.is_at_work());
            at_work.map(|shift| shift.operator.as_str()).collect()
        };
        let labels = store.labels(LabelKind::Operator)?;
        let label_of = |name: &str| labels.iter().find(|(_, text)| text == name).map(|(id, _)| *id);
        let at_work: Vec<LabelId> = names.into_iter().filter_map(label_of).collect();
        let known = |shifts: &[Shift]| -> Vec<(String, Option<Time>)> {
            let one = |shift: &Shift| (shift.operator.clone(), shift.paused_since());
            shifts.iter().map(one).collect()
        };
        let changed = known(&shifts) != known(&self.shifts) || at_work != self.at_work;
        self.serving = serving(&shifts, rules);
        self.shifts = shifts;
        self.at_work = at_work;
        self.read_at = now;
        Ok(changed)
    }

    /// True when those who gave no sign of life since may be gone.
    pub(super) fn is_stale(&self, now: Time) -> bool {
        now - self.read_at >= BEAT && !self.shifts.is_empty()
    }
}
