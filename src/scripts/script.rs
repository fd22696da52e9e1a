//! A script: its steps and their points.

/// A script filled in for one order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    /// Its name, `first_contact-b2b`: ticks are kept under it.
    pub name: String,
    /// What it is called; empty when the text has no heading.
    pub title: String,
    /// What it says, from the top.
    pub steps: Vec<Step>,
}

/// A piece of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it is.
    pub kind: StepKind,
    /// Its words; no control characters.
    pub text: String,
    /// Names this very wording: a point whose values changed is to be gone through again.
    pub key: i64,
}

/// What a piece of a script is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// A point to tick.
    Point,
    /// Said word for word.
    Say,
    /// Advice.
    Advice,
}

impl Script {
    /// How many of its points are ticked, and how many there are.
    pub fn progress(&self, ticked: &[i64]) -> (usize, usize) {
        let points = self.steps.iter().filter(|step| step.kind == StepKind::Point);
        points.fold((0, 0), |(done, all), step| {
            (done + usize::from(ticked.contains(&step.key)), all + 1)
        })
    }
}
