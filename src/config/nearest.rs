//! Which known word was probably meant.

/// `did you mean …` when one of the known words is near, else all of them.
pub(super) fn hint(typed: &str, known: &[&str]) -> String {
    let nearest = known.iter().map(|word| (distance(typed, word), word)).min();
    match nearest {
        Some((away, word)) if away <= 1 + word.chars().count() / 4 => format!("did you mean `{word}`?"),
        _ => format!("known here: {}", known.join(", ")),
    }
}

/// Letters to add, drop or change to get from one word to the other (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.to_lowercase().chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
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
