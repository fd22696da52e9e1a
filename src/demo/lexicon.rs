//! The words the made-up shop is made of, in one language.

use super::english;
use super::russian;
use super::ukrainian;
use super::words::Lexicon;
use crate::domain::language::Lang;

impl Lexicon {
    pub(super) fn of(language: Lang) -> &'static Lexicon {
        match language {
            Lang::En => &english::WORDS,
            Lang::Ru => &russian::WORDS,
            Lang::Uk => &ukrainian::WORDS,
        }
    }
}
