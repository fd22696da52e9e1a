//! What is typed to find a standard answer.

use std::sync::Arc;

use tui_input::Input;

use super::source::Answers;
use super::source::FoundAnswer;
use crate::view::card::Card;

/// Standard answers are looked for.
#[derive(Clone, Debug)]
pub struct OpenAnswers {
    /// The card they are filled from; bound when it opened. None: nobody is in view.
    pub card: Option<Arc<Card>>,
    /// What is typed.
    pub input: Input,
    /// What it finds.
    pub found: Vec<FoundAnswer>,
    /// On which of those found the cursor is.
    pub cursor: usize,
}

impl OpenAnswers {
    /// All of them, for a card.
    pub fn new(answers: &Answers, card: Option<Arc<Card>>) -> OpenAnswers {
        OpenAnswers {
            found: answers.search("", card.as_deref()),
            card,
            input: Input::default(),
            cursor: 0,
        }
    }

    /// Something else was typed.
    pub fn typed(&mut self, answers: &Answers) {
        self.found = answers.search(self.input.value(), self.card.as_deref());
        self.cursor = 0;
    }

    /// The answers were changed; the cursor stays on the one it is on, where it is found still.
    pub fn look_again(&mut self, answers: &Answers) {
        let on = self.chosen().map(|found| found.name.clone());
        self.typed(answers);
        self.cursor = self
            .found
            .iter()
            .position(|found| Some(&found.name) == on.as_ref())
            .unwrap_or(0);
    }

    /// The one under the cursor.
    pub fn chosen(&self) -> Option<&FoundAnswer> {
        self.found.get(self.cursor)
    }
}
