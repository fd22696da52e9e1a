//! The words the made-up shop is made of, in one language.

use super::english;
use super::language::Language;
use super::russian;
use super::words::Lexicon;

impl Lexicon {
    pub(super) fn of(language: Language) -> &'static Lexicon {
        match language {
            Language::English => &english::WORDS,
            Language::Russian => &russian::WORDS,
        }
    }
}
