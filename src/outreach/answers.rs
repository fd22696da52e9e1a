//! Standard answers to standard questions (R33), found by a few letters and filled with the customer's values.
//!
//! An answer is a text in Markdown, `assets/answers/LANGUAGE/NAME.md`: the heading is the question, a quotation the words
//! it is found by, the rest is said. The shop's own, `answers/LANGUAGE/NAME.md` beside its settings, go before those the
//! program brings, and may add to them.

use std::sync::Arc;

use minijinja::Value;

use crate::domain::cell::Label;
use crate::domain::settings::Settings;
use crate::domain::time::Time;
use crate::i18n::Lang;
use crate::i18n::Tr;
use crate::i18n::in_every_language;
use crate::template;
use crate::template::Escape;
use crate::template::TemplateError;
use crate::template::TemplateFault;
use crate::template::TextFile;
use crate::template::TextFolder;
use crate::template::of_values;
use crate::template::read_sound;
use crate::template::values;
use crate::text::distance;
use crate::text::fold;
use crate::text::other_layouts;
use crate::view::card::Card;

macro_rules! answers {
    ($lang:literal) => {
        answers!($lang: "delivery_time" "delivery_cost" "where_is_it" "pay_how" "requisites" "paid_not_seen" "prepay_why"
            "return_how" "broken" "wrong_item" "warranty" "size" "in_stock" "change_order" "cancel_order" "discount"
            "hours" "pickup" "storage" "receipt" "claim_parcel")
    };
    ($lang:literal: $($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../assets/answers/", $lang, "/", $name, ".md")))),*]
    };
}

/// Those the program brings, with their names.
const BROUGHT: [&[(&str, &str)]; Lang::ALL.len()] = in_every_language!(answers);

/// The fewest letters of a word that may have a slip.
const SLIP_FROM: usize = 5;

/// A question and what is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandardAnswer {
    /// Its name: the file's.
    pub name: String,
    /// The question, in a few words.
    pub title: String,
    /// What it is found by.
    pub keywords: String,
    /// What is answered, with places for values.
    text: String,
}

/// The answers of one language, in the order of their titles; cheap to clone.
#[derive(Clone, Debug)]
pub struct StandardAnswers(Arc<[StandardAnswer]>);

impl StandardAnswers {
    /// Those the program brings.
    pub fn brought(lang: Lang) -> StandardAnswers {
        StandardAnswers::of(lang, Vec::new())
    }

    /// Those of `folder/LANGUAGE/NAME.md` before those the program brings, and what is wrong with those that are left out;
    /// every one is tried.
    pub fn load(folder: impl Into<TextFolder>, lang: Lang) -> (StandardAnswers, Vec<TemplateError>) {
        let (own, broken) = read_sound(&folder.into().join(lang.code()), "md", read);
        (StandardAnswers::of(lang, own), broken)
    }

    fn of(lang: Lang, mut all: Vec<StandardAnswer>) -> StandardAnswers {
        for (name, text) in *lang.of(&BROUGHT) {
            if all.iter().all(|own| own.name != *name) {
                all.push(parse(name, text));
            }
        }
        all.sort_by_key(|answer| fold(&answer.title));
        StandardAnswers(all.into())
    }

    /// The one of that name.
    pub fn named(&self, name: &str) -> Option<&StandardAnswer> {
        self.0.iter().find(|answer| answer.name == name)
    }

    /// Those that have something of each word typed, the best first; all when nothing is typed. A slip of one letter and
    /// another keyboard layout do not matter.
    pub fn search(&self, typed: &str) -> Vec<&StandardAnswer> {
        let mut readings = vec![typed.to_owned()];
        readings.extend(other_layouts(typed));
        let mut found: Vec<(u32, &StandardAnswer)> = Vec::new();
        for answer in self.0.iter() {
            let best = readings.iter().filter_map(|reading| score(answer, reading)).max();
            found.extend(best.map(|score| (score, answer)));
        }
        // Of equal ones the order of the titles stays.
        found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        found.into_iter().map(|(_, answer)| answer).collect()
    }
}

impl StandardAnswer {
    /// What is said to a carrier, not to customers: nobody who asks is given it.
    pub fn is_for_carrier(&self) -> bool {
        self.name.starts_with("claim_")
    }

    /// What is answered, filled with the values of a card.
    pub fn filled(&self, card: &Card, settings: &Settings, tr: &Tr, now: Time) -> Result<String, TemplateFault> {
        self.filled_with(values::of(card, settings, tr, now))
    }

    /// What is answered to nobody in particular, about no order.
    pub fn to_anybody(&self, settings: &Settings, tr: &Tr) -> Result<String, TemplateFault> {
        self.filled_with(values::of_shop(settings, tr))
    }

    fn filled_with(&self, values: Value) -> Result<String, TemplateFault> {
        let text = template::fill(&self.name, &self.text, values, Escape::Plain)?;
        Ok(text.trim().to_owned())
    }
}

/// How well an answer fits what was typed; nothing when a word is not there at all.
fn score(answer: &StandardAnswer, typed: &str) -> Option<u32> {
    let words = |text: &str| -> Vec<String> {
        let folded = fold(text);
        let words = folded
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    let places = [
        (words(&answer.title), 4),
        (words(&answer.keywords), 3),
        (words(&answer.text), 1),
    ];
    let mut sum = 0;
    for word in words(typed) {
        let fits = places.iter().flat_map(|(words, weight)| {
            let word = &word;
            words.iter().map(move |known| fit(known, word) * weight)
        });
        match fits.max() {
            None | Some(0) => return None,
            Some(best) => sum += best,
        }
    }
    Some(sum)
}

/// How well a word that is known fits one that was typed.
fn fit(known: &str, typed: &str) -> u32 {
    let letters = typed.chars().count();
    if known == typed {
        4
    } else if known.starts_with(typed) {
        3
    } else if letters >= 3 && known.contains(typed) {
        2
    } else {
        let head: String = known.chars().take(letters).collect();
        u32::from(letters >= SLIP_FROM && (distance(known, typed) <= 1 || distance(&head, typed) <= 1))
    }
}

fn parse(name: &str, marked: &str) -> StandardAnswer {
    let mut answer = StandardAnswer {
        name: name.to_owned(),
        title: String::new(),
        keywords: String::new(),
        text: String::new(),
    };
    let mut text: Vec<&str> = Vec::new();
    for line in marked.lines() {
        if let Some(title) = line.strip_prefix("# ").filter(|_| answer.title.is_empty()) {
            title.trim().clone_into(&mut answer.title);
        } else if let Some(words) = line.strip_prefix("> ").filter(|_| text.is_empty()) {
            answer.keywords.push_str(words.trim());
            answer.keywords.push(' ');
        } else if !text.is_empty() || !line.trim().is_empty() {
            text.push(line);
        }
    }
    text.join("\n").trim_end().clone_into(&mut answer.text);
    answer.keywords.truncate(answer.keywords.trim_end().len());
    answer
}

fn read(file: &TextFile) -> Result<StandardAnswer, TemplateError> {
    let (path, name) = (file.path.as_path(), file.stem());
    let marked = file.text()?;
    let answer = parse(name, &marked);
    if answer.title.is_empty() || answer.text.is_empty() {
        return Err(TemplateError::of_file(
            path,
            "has no question or no answer".to_owned(),
            Label::of("text-hint_answer"),
        ));
    }
    let above = marked.lines().count() - answer.text.lines().count();
    for values in values::trials() {
        answer.filled_with(values).map_err(|(line, message)| {
            TemplateError::of_fault(
                path,
                (line.map(|line| line + above), message),
                of_values("assets/docs/messages.md"),
            )
        })?;
    }
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn questions_have_answers_and_carriers_a_claim_in_every_language() {
        for lang in Lang::ALL {
            let all = StandardAnswers::brought(*lang);
            assert_eq!(all.search("").len(), 21);
            for answer in all.search("") {
                assert!(!answer.title.is_empty() && !answer.keywords.is_empty(), "{answer:?}");
                for values in values::trials() {
                    assert!(!answer.filled_with(values).unwrap().is_empty(), "{answer:?}");
                }
            }
        }
    }

    #[test]
    fn an_answer_is_found_by_a_few_letters_a_slip_or_another_layout() {
        let (ru, en) = (StandardAnswers::brought(Lang::Ru), StandardAnswers::brought(Lang::En));
        for (answers, typed, name) in [
            (&ru, "возвр", "return_how"),
            (&ru, "где посылка", "where_is_it"),
            (&ru, "гарантея", "warranty"),
            (&ru, "hfpvth", "size"),
            (&ru, "СКИДКА", "discount"),
            (&en, "warranty", "warranty"),
            (&en, "how pay", "pay_how"),
        ] {
            let found = answers.search(typed);
            assert_eq!(found.first().map(|answer| answer.name.as_str()), Some(name), "{typed}");
        }
        assert!(ru.search("телескоп").is_empty());
    }

    #[test]
    fn the_shops_own_answers_go_before_and_a_slip_in_one_is_told_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let english = folder.path().join("en");
        fs::create_dir(&english).unwrap();
        fs::write(english.join("size.md"), "# Sizes\n\n> size\n\nAsk us.\n").unwrap();
        fs::write(
            english.join("gift.md"),
            "# Gift wrap\n\n> gift\n\nYes, {{ shop.name }} wraps.\n",
        )
        .unwrap();
        let (answers, broken) = StandardAnswers::load(folder.path(), Lang::En);
        assert_eq!(broken, []);
        assert_eq!(
            (answers.search("").len(), answers.search("gift")[0].name.as_str()),
            (22, "gift")
        );
        let to_anybody = |answer: &StandardAnswer| answer.to_anybody(&Settings::default(), &Tr::new(Lang::En)).unwrap();
        assert_eq!(to_anybody(answers.search("size")[0]), "Ask us.");
        assert_eq!(to_anybody(answers.search("delivery_time")[0]).find('{'), None);
        for (text, said) in [
            (
                "# Gift\n\n> gift\n\nYes, {{ shop.nmae }}.\n",
                "gift.md:5: undefined value",
            ),
            (
                "# Gift\n\n> gift\n\nOrder {{ order.number }}.\n",
                "gift.md:5: undefined value",
            ),
            ("Yes.\n", "gift.md: has no question"),
        ] {
            fs::write(english.join("gift.md"), text).unwrap();
            let error = StandardAnswers::load(folder.path(), Lang::En).1.remove(0);
            assert!(error.to_string().contains(said), "{error}");
        }
    }
}
