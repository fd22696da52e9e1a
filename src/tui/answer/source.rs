//! Where standard answers come from: their texts belong to a layer beside this one, which hands them in.

use std::fmt;
use std::sync::Arc;

use crate::domain::time::Time;
use crate::view::card::Card;

/// An answer that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundAnswer {
    /// Its name: the file's.
    pub name: String,
    /// The question, in a few words.
    pub title: String,
}

/// Finds and fills standard answers, in the language the customer is written to in.
pub trait AnswerSource: Send + Sync {
    /// What a few letters find, best first; all when nothing is typed.
    fn search(&self, typed: &str, card: Option<&Card>) -> Vec<FoundAnswer>;

    /// The text of one of them, filled with the values of a card; a sentence where it cannot be.
    fn text(&self, name: &str, card: Option<&Card>, now: Time) -> Result<String, String>;
}

/// The shop's standard answers.
#[derive(Clone)]
pub struct Answers(Arc<dyn AnswerSource>);

impl Answers {
    /// Those of a source.
    pub fn of(source: impl AnswerSource + 'static) -> Answers {
        Answers(Arc::new(source))
    }

    /// See [`AnswerSource::search`].
    pub fn search(&self, typed: &str, card: Option<&Card>) -> Vec<FoundAnswer> {
        self.0.search(typed, card)
    }

    /// See [`AnswerSource::text`].
    pub fn text(&self, name: &str, card: Option<&Card>, now: Time) -> Result<String, String> {
        self.0.text(name, card, now)
    }
}

/// None at all.
impl Default for Answers {
    fn default() -> Answers {
        struct Nothing;
        impl AnswerSource for Nothing {
            fn search(&self, _: &str, _: Option<&Card>) -> Vec<FoundAnswer> {
                Vec::new()
            }

            fn text(&self, name: &str, _: Option<&Card>, _: Time) -> Result<String, String> {
                Err(name.to_owned())
            }
        }
        Answers::of(Nothing)
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Answers")
    }
}
