//! Which known word was probably meant.

use crate::text::distance;

/// `did you mean …` when one of the known words is near, else all of them.
pub(super) fn hint(typed: &str, known: &[&str]) -> String {
    let nearest = known.iter().map(|word| (distance(typed, word), word)).min();
    match nearest {
        Some((away, word)) if away <= 1 + word.chars().count() / 4 => format!("did you mean `{word}`?"),
        _ => format!("known here: {}", known.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognised_and_a_stranger_gets_the_list() {
        let known = ["name", "time_zone", "currency"];
        assert_eq!(hint("timezone", &known), "did you mean `time_zone`?");
        assert_eq!(hint("Name", &known), "did you mean `name`?");
        assert_eq!(hint("curency", &known), "did you mean `currency`?");
        assert_eq!(hint("colour", &known), "known here: name, time_zone, currency");
    }
}
