//! What a statement came to.

use std::collections::HashMap;

use crate::domain::reject::Reject;
use crate::domain::statement::STATEMENT;
use crate::domain::statement::StatementLine;
use crate::text::fold;
use crate::text::sha256;

/// What a statement came to.
#[derive(Debug, Default)]
pub struct StatementFile {
    /// The money that came.
    pub lines: Vec<StatementLine>,
    /// What could not be read, each with its place.
    pub rejects: Vec<Reject>,
}

impl StatementFile {
    /// Gives every line what it is known by: two that say the same are told apart by their order, so that a file of a week
    /// and one of its month know them alike.
    pub(super) fn with_keys(mut self) -> StatementFile {
        let mut seen: HashMap<String, usize> = HashMap::new();
        for line in &mut self.lines {
            let day = line.day.map(|day| day.to_string()).unwrap_or_default();
            let said = [&line.payer, &line.purpose, &line.number]
                .map(|text| fold(text))
                .join("\n");
            let whole = format!("{day}\n{}\n{}\n{said}", line.amount, line.currency.code());
            let hash = sha256(whole.as_bytes());
            let again = seen.entry(hash.clone()).and_modify(|count| *count += 1).or_insert(1);
            line.key = format!("{STATEMENT}{}.{again}", &hash[..24]);
        }
        self
    }
}
