//! Scripts: what to say and to go through, beside the card (R34), and the packing checklist (R20).
//!
//! A script is a text in Markdown for one kind of task, filled with the order's values: its heading is the title, a list
//! item is a point that can be ticked, a quotation is said word for word, everything else is advice. Another text may
//! stand for a segment: `first_contact-b2b` before `first_contact`. The shop's own texts, `scripts/LANGUAGE/NAME.md`
//! beside its settings, go before those the program brings.

mod choose;
mod folder;
mod template;
#[cfg(test)]
mod tests;
mod values;

use std::sync::Arc;

pub use self::folder::ScriptError;
use crate::domain::settings::Settings;
use crate::domain::time::Time;
use crate::i18n::Lang;
use crate::i18n::Tr;
use crate::view::card::Card;

macro_rules! texts {
    ($lang:literal: $($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../assets/scripts/", $lang, "/", $name, ".md")))),*]
    };
}

const ENGLISH: &[(&str, &str)] = texts!("en":
    "first_contact" "first_contact-b2b" "first_contact-existing" "return_call" "call_back" "decide" "remind_payment"
    "send_tracking" "dispatch_late" "remind_pickup" "quality_call" "courtesy_call"
);
const RUSSIAN: &[(&str, &str)] = texts!("ru":
    "first_contact" "first_contact-b2b" "first_contact-existing" "return_call" "call_back" "decide" "remind_payment"
    "send_tracking" "dispatch_late" "remind_pickup" "quality_call" "courtesy_call"
);

/// The texts of one language; cheap to clone.
#[derive(Clone, Debug)]
pub struct Scripts {
    lang: Lang,
    own: Arc<[(String, String)]>,
}

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
    /// Names this very wording: a point whose values changed is to be gone through anew.
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

impl Scripts {
    /// The texts the program brings.
    pub fn of(lang: Lang) -> Scripts {
        Scripts {
            lang,
            own: Arc::new([]),
        }
    }

    /// The script for what is due for the order in view; none when there is nothing to say.
    pub fn script(&self, card: &Card, settings: &Settings, tr: &Tr, now: Time) -> Option<Script> {
        let names = choose::names(card);
        let values = values::of(card, settings, tr, now);
        // The shop's texts were tried when they were read; one that still cannot be filled gives way to the next best.
        let texts = names
            .iter()
            .flat_map(|name| self.texts(name).map(move |text| (name, text)));
        texts
            .into_iter()
            .find_map(|(name, text)| template::fill(name, text, values.clone()).ok())
    }

    /// The texts of a name, the shop's own first.
    fn texts(&self, name: &str) -> impl Iterator<Item = &str> {
        let own = self.own.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let brought = match self.lang {
            Lang::En => ENGLISH,
            Lang::Ru => RUSSIAN,
        };
        let all = own.chain(brought.iter().copied());
        all.filter_map(move |(known, text)| (known == name).then_some(text))
    }
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
