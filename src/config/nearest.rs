//! Which known word was probably meant.

use crate::domain::cell::Cell;
use crate::domain::cell::Label;
use crate::text::distance;

/// `did you mean …` when one of the known words is near, else all of them.
pub(super) fn hint(typed: &str, known: &[&str]) -> Label {
    let nearest = known.iter().map(|word| (distance(typed, word), word)).min();
    match nearest {
        Some((away, word)) if away <= 1 + word.chars().count() / 4 => {
            Label::of("setting-meant").with("word", Cell::Text((*word).to_owned()))
        }
        _ => Label::of("setting-known").with("words", Cell::Text(known.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognised_and_a_stranger_gets_the_list() {
        let known = ["name", "time_zone", "currency"];
        let meant = |word: &str| Label::of("setting-meant").with("word", Cell::Text(word.to_owned()));
        assert_eq!(hint("timezone", &known), meant("time_zone"));
        assert_eq!(hint("Name", &known), meant("name"));
        assert_eq!(hint("curency", &known), meant("currency"));
        assert_eq!(hint("colour", &known).key, "setting-known");
    }
}
