//! Headings compared without case and punctuation.

use crate::text::skeleton;

/// How many rows of title may stand above the headings of a table.
pub const TITLE_ROWS: usize = 30;

/// A header for comparing: look-alikes as one, letters, digits and № only, single spaces between, initials as one word
/// (`Ф.И.О.` is `фио`).
pub fn plain(header: &str) -> String {
    let letters: String = skeleton(header)
        .chars()
        .map(|c| if c.is_alphanumeric() || c == '№' { c } else { ' ' })
        .collect();
    let mut plain = String::with_capacity(letters.len());
    let mut is_initial = false;
    for word in letters.split_whitespace() {
        let mut rest = word.chars();
        let was_initial = is_initial;
        is_initial = matches!((rest.next(), rest.next()), (Some(first), None) if first.is_alphabetic());
        if !(plain.is_empty() || was_initial && is_initial) {
            plain.push(' ');
        }
        plain.push_str(word);
    }
    plain
}

/// True when a word of a header begins as one of these.
pub fn says(header: &str, words: &[&str]) -> bool {
    let header = format!(" {}", plain(header));
    words.iter().any(|word| header.contains(&format!(" {}", plain(word))))
}

/// The words of a header in one order: `Phone (Billing)` and `billing_phone` are the same.
pub fn sorted_words(header: &str) -> String {
    in_one_order(plain(header).split(' '))
}

/// Words in one order.
pub fn in_one_order<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut words: Vec<&str> = words.collect();
    words.sort_unstable();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_divides_words_and_initials_are_one() {
        for (header, same) in [
            ("Ф.И.О.", "ФИО"),
            ("Ф. И. О. клиента", "фио клиента"),
            ("Трек-номер", "трек номер"),
            ("Тел.", "тел"),
            ("E-mail", "e mail"),
            ("  Line_Total ", "line total"),
        ] {
            assert_eq!(plain(header), plain(same), "{header}");
        }
        assert_eq!(plain("E-mail"), "e mail");
        assert_eq!(plain("п/п 5"), plain("пп 5"));
    }
}
