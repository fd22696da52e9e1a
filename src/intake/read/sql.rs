//! The rows of a `MySQL` dump: `INSERT INTO … VALUES (…), (…);`, their columns named there or by `CREATE TABLE` before.

use std::collections::BTreeMap;
use std::collections::HashMap;

use serde_json::Map;
use serde_json::Value;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DumpRow {
    /// Its table, as it is named there.
    pub table: String,
    /// Where it begins, from 1.
    pub line: u64,
    /// Its cells by column; numbers and texts alike are texts, `NULL` is null.
    pub cells: Map<String, Value>,
}

/// The rows of a dump, as far as it goes.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct DumpRows {
    /// Those of the tables that are wanted.
    pub rows: Vec<DumpRow>,
    /// How many there are in each other table.
    pub others: BTreeMap<String, u64>,
}

/// Reads the tables that are `wanted`, and counts the rows of the others.
pub fn rows(text: &str, wanted: &dyn Fn(&str) -> bool) -> DumpRows {
    let mut reader = DumpReader {
        text,
        at: 0,
        line: 1,
        counted: 0,
    };
    let mut tables: HashMap<String, Vec<String>> = HashMap::new();
    let mut found = DumpRows::default();
    while reader.peek().is_some() {
        // A statement may be empty, as behind a comment that only some servers run.
        let word = reader.word().unwrap_or_default();
        if word.eq_ignore_ascii_case("create") {
            if let Some((table, columns)) = reader.create() {
                tables.insert(table, columns);
            }
        } else if word.eq_ignore_ascii_case("insert") || word.eq_ignore_ascii_case("replace") {
            reader.insert(&tables, wanted, &mut found);
        }
        reader.skip_statement();
    }
    found
}

struct DumpReader<'a> {
    text: &'a str,
    at: usize,
    line: u64,
    /// How far the lines are counted.
    counted: usize,
}

impl DumpReader<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn take(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// Passes spaces and comments.
    fn space(&mut self) {
        loop {
            let rest = &self.text[self.at..];
            let spaces = rest.len() - rest.trim_start().len();
            self.at += spaces;
            let rest = &self.text[self.at..];
            let comment = if rest.starts_with("--") || rest.starts_with('#') {
                Some(rest.find('\n').unwrap_or(rest.len()))
            } else if rest.starts_with("/*") {
                Some(rest.find("*/").map_or(rest.len(), |end| end + 2))
            } else {
                None
            };
            match comment {
                Some(length) => self.at += length,
                None if spaces == 0 => return,
                None => {}
            }
        }
    }

    fn takes(&mut self, c: char) -> bool {
        self.space();
        let is = self.peek() == Some(c);
        if is {
            self.at += c.len_utf8();
        }
        is
    }

    /// The next word, bare or in backticks; of `shop`.`oc_order` the last part. Nothing before a mark and at the end.
    fn word(&mut self) -> Option<String> {
        loop {
            self.space();
            let word = if let mark @ ('`' | '"') = self.peek()? {
                self.take();
                let from = self.at;
                self.at += self.text[from..].find(mark).unwrap_or(self.text.len() - from);
                let word = self.text[from..self.at].to_owned();
                self.take();
                word
            } else {
                let rest = &self.text[self.at..];
                let is_of_a_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
                let end = rest.find(|c: char| !is_of_a_word(c)).unwrap_or(rest.len());
                if end == 0 {
                    return None;
                }
                self.at += end;
                rest[..end].to_owned()
            };
            if self.peek() != Some('.') {
                return Some(word);
            }
            self.take();
        }
    }

    /// Passes what is left of a statement, texts and their semicolons included.
    fn skip_statement(&mut self) {
        while let Some(c) = self.take() {
            match c {
                ';' => return,
                '\'' | '"' => {
                    self.quoted(c);
                }
                _ => {}
            }
        }
    }

    /// A text up to its closing mark, whose opening one was taken; nothing when the dump ends inside.
    fn quoted(&mut self, mark: char) -> Option<String> {
        let mut text = String::new();
        loop {
            match self.take()? {
                '\\' => text.push(match self.take()? {
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    '0' => '\0',
                    other => other,
                }),
                c if c == mark => {
                    if self.peek() != Some(mark) {
                        return Some(text);
                    }
                    self.take();
                    text.push(mark);
                }
                c => text.push(c),
            }
        }
    }

    /// `CREATE TABLE name (`, then a column on each line that begins with a backtick.
    fn create(&mut self) -> Option<(String, Vec<String>)> {
        let mut table = None;
        while self.peek() != Some('(') {
            table = Some(self.word()?);
            self.space();
        }
        self.take();
        let body = &self.text[self.at..];
        let body = &body[..body.find("\n)").unwrap_or(body.len())];
        let columns = body.lines().filter_map(|line| {
            let name = line.trim_start().strip_prefix('`')?;
            Some(name.split('`').next().unwrap_or_default().to_owned())
        });
        let columns = columns.collect();
        self.at += body.len();
        Some((table?, columns))
    }

    /// `INTO name (columns) VALUES (…), (…)`.
    fn insert(&mut self, tables: &HashMap<String, Vec<String>>, wanted: &dyn Fn(&str) -> bool, found: &mut DumpRows) {
        let mut table = String::new();
        self.space();
        while self.peek() != Some('(') {
            match self.word() {
                Some(word) if word.eq_ignore_ascii_case("values") => break,
                Some(word) => table = word,
                None => return,
            }
            self.space();
        }
        let mut columns = tables.get(&table).cloned().unwrap_or_default();
        let rest = &self.text[self.at..];
        let names = rest.strip_prefix('(').map(str::trim_start);
        if names.is_some_and(|names| names.starts_with(|c: char| c == '`' || c == '"' || c.is_alphabetic())) {
            self.take();
            columns.clear();
            while let Some(column) = self.word() {
                columns.push(column);
                if !self.takes(',') {
                    break;
                }
            }
            if !self.takes(')') || self.word().is_none_or(|word| !word.eq_ignore_ascii_case("values")) {
                return;
            }
        }
        let is_wanted = wanted(&table);
        while self.takes('(') {
            let line = self.here();
            let Some(values) = self.values() else { return };
            if is_wanted {
                let cells = columns.iter().cloned().zip(values).collect();
                found.rows.push(DumpRow {
                    table: table.clone(),
                    line,
                    cells,
                });
            } else {
                *found.others.entry(table.clone()).or_default() += 1;
            }
            if !self.takes(',') {
                return;
            }
        }
    }

    /// The values of a row whose opening bracket was taken; nothing when the dump ends inside.
    fn values(&mut self) -> Option<Vec<Value>> {
        let mut values = Vec::new();
        loop {
            self.space();
            values.push(if let mark @ ('\'' | '"') = self.peek()? {
                self.take();
                Value::String(self.quoted(mark)?)
            } else {
                let rest = &self.text[self.at..];
                let end = rest.find([',', ')'])?;
                self.at += end;
                match rest[..end].trim() {
                    bare if bare.eq_ignore_ascii_case("null") => Value::Null,
                    bare => Value::String(bare.to_owned()),
                }
            });
            self.space();
            match self.take()? {
                ',' => {}
                ')' => return Some(values),
                _ => return None,
            }
        }
    }

    /// The line of this place.
    fn here(&mut self) -> u64 {
        let passed = self.text[self.counted..self.at]
            .bytes()
            .filter(|byte| *byte == b'\n')
            .count();
        self.line += u64::try_from(passed).unwrap_or(0);
        self.counted = self.at;
        self.line
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn rows_are_read_with_their_columns_and_escapes() {
        let text = "/**/ insert into a.`t` (`x`, y) values (1, 'a\\'b''c;)'),\n(NULL,\"d\\n\");\n\
                    INSERT INTO `u` VALUES (1);REPLACE INTO t (x) VALUES (2) ON DUPLICATE KEY UPDATE x='(3)';";
        let found = rows(text, &|table| table != "u");
        assert_eq!(found.others, BTreeMap::from([("u".to_owned(), 1)]));
        let told: Vec<_> = found
            .rows
            .into_iter()
            .map(|row| (row.table, row.line, Value::Object(row.cells).to_string()))
            .collect();
        let expected = [
            ("t", 1, r#"{"x":"1","y":"a'b'c;)"}"#),
            ("t", 2, r#"{"x":null,"y":"d\n"}"#),
            ("t", 3, r#"{"x":"2"}"#),
        ];
        assert_eq!(
            told,
            expected.map(|(table, line, cells)| (table.to_owned(), line, cells.to_owned()))
        );
    }

    proptest! {
        #[test]
        fn any_text_has_an_answer(text in "(INSERT INTO|VALUES|CREATE TABLE|`a`|[(),;'\"\\\\ \n.x1-]|/\\*){0,60}") {
            rows(&text, &|_| true);
        }
    }
}
