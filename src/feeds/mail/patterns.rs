//! The rows of an order that a letter tells of, by a profile whose columns are regular expressions.
//!
//! What stands in the first pair of brackets counts, else all that was found; of a column of lines, each that is found.

use std::sync::Arc;

use regex::Regex;
use regex::RegexBuilder;

use super::letter::KeptLetter;
use crate::domain::time::Time;
use crate::feeds::hook;
use crate::intake::Column;
use crate::intake::Mapping;

/// The most memory an expression may take once it is made ready, bytes.
const MOST: usize = 1024 * 1024;

/// What is wrong with the expressions of a profile, if anything is.
pub fn check(mapping: &Mapping) -> Result<(), String> {
    for (_, patterns) in &mapping.columns {
        for pattern in patterns {
            compiled(pattern)?;
        }
    }
    Ok(())
}

/// An expression, in which `^` and `$` are the ends of a line; else what is wrong with it.
pub fn compiled(pattern: &str) -> Result<Regex, String> {
    let made = RegexBuilder::new(pattern).multi_line(true).size_limit(MOST).build();
    made.map_err(|why| {
        let why = why.to_string();
        let said = why.lines().last().unwrap_or_default();
        format!("{pattern}: {}", said.trim())
    })
}

/// A table of one order and how its columns are to be read.
pub fn table(letter: &KeptLetter, mapping: &Mapping, at: Time) -> (Arc<Mapping>, String) {
    let words = letter.words();
    hook::rows(mapping, at, &|column: Column, pattern: &str| {
        let Ok(pattern) = compiled(pattern) else {
            return Vec::new();
        };
        let said = pattern.captures_iter(&words).map(|found| {
            let told = found.get(1).or_else(|| found.get(0));
            told.map(|told| told.as_str().trim().to_owned()).unwrap_or_default()
        });
        if column.is_of_a_line() {
            said.take(hook::MOST_LINES).collect()
        } else {
            said.take(1).collect()
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letters_order_is_found_by_expressions_and_each_of_its_lines() {
        let letter = KeptLetter {
            is_order: true,
            from: String::new(),
            name: String::new(),
            subject: "Новый заказ №17".to_owned(),
            text: "Покупатель: Елена\nТел. +7 916 765-43-21\n* Чайник - 1 шт. x 1450 руб.\n* Чашка - 2 шт. x 725 руб.\nИтого: 2900 руб.\n"
                .to_owned(),
            id: String::new(),
        };
        let columns = [
            (Column::Number, r"заказ №(\S+)"),
            (Column::Name, r"^Покупатель: (.+)$"),
            (Column::Phone, r"\+7[\d -]+"),
            (Column::Total, r"^Итого: (\d+)"),
            (Column::Item, r"^\* (.+?) - "),
            (Column::Price, r"x (\d+) руб"),
            (Column::Email, r"\S+@\S+"),
        ];
        let columns = columns.map(|(column, from)| (column, vec![from.to_owned()]));
        let mapping = Mapping {
            columns: columns.to_vec(),
            ..Mapping::default()
        };
        assert_eq!(check(&mapping), Ok(()));
        let (_, text) = table(&letter, &mapping, Time(1_773_219_600_000));
        let rows: Vec<&str> = text.lines().skip(1).collect();
        assert_eq!(
            rows,
            [
                "\"17\",\"Елена\",\"+7 916 765-43-21\",\"2900\",\"Чайник\",\"1450\",\"\",\"2026-03-11T09:00:00+00:00\"",
                "\"17\",\"\",\"\",\"\",\"Чашка\",\"725\",\"\",\"\"",
            ]
        );
    }

    #[test]
    fn what_is_wrong_with_an_expression_is_said() {
        let why = compiled("(a").unwrap_err();
        assert!(why.starts_with("(a: ") && why.contains("unclosed"), "{why}");
        assert!(compiled("(a{1000}){1000}").is_err());
    }
}
