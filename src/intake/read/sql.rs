//! The rows of a `MySQL` dump: `INSERT INTO … VALUES (…), (…);`, their columns named there or by `CREATE TABLE` before.
//!
//! A dump holds a whole shop: it is read on, row by row, and only the rows that are asked for are kept, as they stand.

use std::collections::HashMap;
use std::io;
use std::io::BufRead;
use std::rc::Rc;

use serde_json::Map;
use serde_json::Value;

use super::text_buffer::TextBuffer;

/// A row that is longer, in bytes, has lost a closing mark.
const LONGEST_ROW: usize = 1024 * 1024;
/// A name that is longer is none.
const LONGEST_NAME: usize = 1024;
/// Words that begin what is no column in `CREATE TABLE`.
const NO_COLUMNS: [&str; 9] = [
    "primary",
    "key",
    "index",
    "unique",
    "fulltext",
    "spatial",
    "constraint",
    "foreign",
    "check",
];

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DumpRow {
    /// Its table, as it is named there.
    pub table: Rc<str>,
    /// Where it begins, from 1.
    pub line: u64,
    /// What stands between its brackets; nothing when nobody asked for it.
    pub values: DumpText,
    columns: Rc<[String]>,
}

/// What stands in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DumpText {
    /// As it stands.
    Kept(Box<str>),
    /// Nobody asked for it.
    Left,
    /// More than any row holds.
    TooLong,
}

impl DumpRow {
    /// Its cells by column; numbers and texts alike are texts, `NULL` is null.
    pub fn cells(&self) -> Map<String, Value> {
        let DumpText::Kept(text) = &self.values else {
            return Map::new();
        };
        self.columns.iter().cloned().zip(values(text)).collect()
    }
}

/// Where a dump ends in the middle of what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CutOff {
    /// The line it is cut off in, from 1.
    pub line: u64,
    /// What there is of the row it is cut off in.
    pub row: Option<DumpRow>,
}

/// Gives every row of a dump, as far as it goes, and says where it is cut off, if it is; what stands in a row of a table
/// that `asks` refuses is passed over.
pub fn each(
    input: impl BufRead,
    asks: impl Fn(&str) -> bool,
    mut give: impl FnMut(DumpRow) -> io::Result<()>,
) -> io::Result<Option<CutOff>> {
    let mut reader = DumpReader {
        text: TextBuffer::new(input),
        asks,
    };
    let mut tables: HashMap<String, Rc<[String]>> = HashMap::new();
    while reader.peek()?.is_some() {
        // A statement may be empty, as behind a comment that only some servers run.
        let word = reader.word()?.unwrap_or_default();
        let mut end = StatementEnd::Reached;
        if word.eq_ignore_ascii_case("create") {
            if let Some((table, columns)) = reader.create()? {
                tables.insert(table, columns.into());
            }
            end = StatementEnd::Open;
        } else if word.eq_ignore_ascii_case("insert") || word.eq_ignore_ascii_case("replace") {
            end = reader.insert(&tables, &mut give)?;
        }
        reader.pass_to(|byte| byte == b';')?;
        if reader.peek()?.is_none() {
            let line = reader.text.place().line;
            return Ok(match end {
                StatementEnd::Reached => None,
                StatementEnd::Open => Some(CutOff { line, row: None }),
                StatementEnd::InRow(row) => Some(CutOff { line, row: Some(row) }),
            });
        }
        reader.text.pass(1);
    }
    Ok(None)
}

/// How far a statement is whole when nothing follows it, not even its semicolon.
enum StatementEnd {
    /// It may be all of it.
    Reached,
    /// More must follow.
    Open,
    /// It ends within this row.
    InRow(DumpRow),
}

struct DumpReader<R, A> {
    text: TextBuffer<R>,
    asks: A,
}

impl<R: BufRead, A: Fn(&str) -> bool> DumpReader<R, A> {
    fn peek(&mut self) -> io::Result<Option<u8>> {
        Ok(self.text.fill(1)?.first().copied())
    }

    /// Passes bytes up to the first that is meant, or to the end.
    fn pass_bytes(&mut self, ends: impl Fn(u8) -> bool) -> io::Result<()> {
        self.take_bytes(ends, &mut None)
    }

    /// The same, the bytes added to what is kept.
    fn take_bytes(&mut self, ends: impl Fn(u8) -> bool, kept: &mut Option<Vec<u8>>) -> io::Result<()> {
        loop {
            let text = self.text.fill(1)?;
            let found = text.iter().position(|byte| ends(*byte));
            let length = found.unwrap_or(text.len());
            keep(kept, &text[..length]);
            self.text.pass(length);
            if found.is_some() || length == 0 {
                return Ok(());
            }
        }
    }

    fn take_one(&mut self, kept: &mut Option<Vec<u8>>) -> io::Result<Option<u8>> {
        let byte = self.peek()?;
        keep(kept, byte.as_slice());
        self.text.pass(1);
        Ok(byte)
    }

    /// Passes spaces and comments.
    fn space(&mut self) -> io::Result<()> {
        loop {
            self.pass_bytes(|byte| !byte.is_ascii_whitespace())?;
            let ahead = self.text.fill(2)?;
            if ahead.starts_with(b"--") || ahead.starts_with(b"#") {
                self.pass_bytes(|byte| byte == b'\n')?;
            } else if ahead.starts_with(b"/*") {
                self.text.pass(2);
                loop {
                    self.pass_bytes(|byte| byte == b'*')?;
                    self.text.pass(1);
                    match self.peek()? {
                        Some(b'/') => break,
                        None => return Ok(()),
                        Some(_) => {}
                    }
                }
                self.text.pass(1);
            } else {
                return Ok(());
            }
        }
    }

    fn takes(&mut self, byte: u8) -> io::Result<bool> {
        self.space()?;
        let is = self.peek()? == Some(byte);
        if is {
            self.text.pass(1);
        }
        Ok(is)
    }

    /// The next word, bare or in backticks; of `shop`.`oc_order` the last part. Nothing before a mark and at the end.
    fn word(&mut self) -> io::Result<Option<String>> {
        loop {
            self.space()?;
            let mut word = Some(Vec::new());
            if let Some(mark @ (b'`' | b'"')) = self.peek()? {
                self.text.pass(1);
                self.take_bytes(|byte| byte == mark, &mut word)?;
                self.text.pass(1);
            } else {
                let is_of_a_word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | 128..);
                self.take_bytes(|byte| !is_of_a_word(byte), &mut word)?;
                if word.as_ref().is_some_and(Vec::is_empty) {
                    return Ok(None);
                }
            }
            if self.peek()? != Some(b'.') {
                let mut word = word.unwrap_or_default();
                word.truncate(LONGEST_NAME);
                return Ok(Some(String::from_utf8_lossy(&word).into_owned()));
            }
            self.text.pass(1);
        }
    }

    /// Passes everything up to a byte that is meant, texts, names and what stands in brackets included.
    fn pass_to(&mut self, is_end: impl Fn(u8) -> bool) -> io::Result<()> {
        self.take_to(is_end, &mut None)
    }

    fn take_to(&mut self, is_end: impl Fn(u8) -> bool, kept: &mut Option<Vec<u8>>) -> io::Result<()> {
        let mut depth = 0_usize;
        loop {
            let stops = |byte: u8| matches!(byte, b'\'' | b'"' | b'`' | b'(' | b')');
            self.take_bytes(|byte| stops(byte) || depth == 0 && is_end(byte), kept)?;
            match self.peek()? {
                None => return Ok(()),
                Some(byte) if depth == 0 && is_end(byte) => return Ok(()),
                Some(mark @ (b'\'' | b'"' | b'`')) => self.quoted(mark, kept)?,
                Some(bracket) => {
                    depth = if bracket == b'(' {
                        depth + 1
                    } else {
                        depth.saturating_sub(1)
                    };
                    self.take_one(kept)?;
                }
            }
        }
    }

    /// A text with its marks.
    fn quoted(&mut self, mark: u8, kept: &mut Option<Vec<u8>>) -> io::Result<()> {
        self.take_one(kept)?;
        loop {
            self.take_bytes(|byte| byte == mark || byte == b'\\', kept)?;
            match self.take_one(kept)? {
                Some(b'\\') => {
                    self.take_one(kept)?;
                }
                // Of two marks the second begins a text of its own: for the end of a row that is the same.
                _ => return Ok(()),
            }
        }
    }

    /// `TABLE name (`, then the columns.
    fn create(&mut self) -> io::Result<Option<(String, Vec<String>)>> {
        let mut words = Vec::new();
        while self.peek()? != Some(b'(') {
            let Some(word) = self.word()? else { return Ok(None) };
            words.push(word);
            self.space()?;
            if words.len() > MOST_WORDS {
                return Ok(None);
            }
        }
        let is_table = words.iter().any(|word| word.eq_ignore_ascii_case("table"));
        let Some(table) = words.pop().filter(|_| is_table) else {
            return Ok(None);
        };
        self.text.pass(1);
        let mut columns = Vec::new();
        loop {
            self.space()?;
            let is_quoted = matches!(self.peek()?, Some(b'`' | b'"'));
            if let Some(word) = self.word()?
                && (is_quoted || !NO_COLUMNS.contains(&word.to_ascii_lowercase().as_str()))
            {
                columns.push(word);
            }
            self.pass_to(|byte| matches!(byte, b',' | b')'))?;
            if self.peek()? != Some(b',') || columns.len() > MOST_COLUMNS {
                self.text.pass(1);
                return Ok(Some((table, columns)));
            }
            self.text.pass(1);
        }
    }

    /// `INTO name (columns) VALUES (…), (…)`.
    fn insert(
        &mut self,
        tables: &HashMap<String, Rc<[String]>>,
        give: &mut impl FnMut(DumpRow) -> io::Result<()>,
    ) -> io::Result<StatementEnd> {
        let mut table = String::new();
        let mut columns: Option<Rc<[String]>> = None;
        loop {
            self.space()?;
            if self.peek()? == Some(b'(') {
                self.text.pass(1);
                let mut named = Vec::new();
                while let Some(column) = self.word()? {
                    named.push(column);
                    if !self.takes(b',')? {
                        break;
                    }
                }
                columns = Some(named.into());
                if !self.takes(b')')? {
                    return Ok(StatementEnd::Open);
                }
            }
            match self.word()? {
                Some(word) if word.eq_ignore_ascii_case("values") => break,
                Some(word) => table = word,
                None => return Ok(StatementEnd::Open),
            }
        }
        let columns = columns.or_else(|| tables.get(&table).cloned()).unwrap_or_default();
        let is_asked_for = (self.asks)(&table);
        let table: Rc<str> = table.into();
        while self.takes(b'(')? {
            let line = self.text.place().line;
            let mut kept = is_asked_for.then(Vec::new);
            self.take_to(|byte| byte == b')', &mut kept)?;
            let row = DumpRow {
                table: Rc::clone(&table),
                line,
                values: match kept {
                    None => DumpText::Left,
                    Some(text) if text.len() > LONGEST_ROW => DumpText::TooLong,
                    Some(text) => DumpText::Kept(String::from_utf8_lossy(&text).into()),
                },
                columns: Rc::clone(&columns),
            };
            if self.peek()?.is_none() {
                return Ok(StatementEnd::InRow(row));
            }
            self.text.pass(1);
            give(row)?;
            if !self.takes(b',')? {
                return Ok(StatementEnd::Reached);
            }
        }
        Ok(StatementEnd::Open)
    }
}

/// More stand nowhere before the bracket of `CREATE TABLE`.
const MOST_WORDS: usize = 50;
/// No table has more columns.
const MOST_COLUMNS: usize = 5_000;

fn keep(kept: &mut Option<Vec<u8>>, bytes: &[u8]) {
    if let Some(kept) = kept
        && kept.len() <= LONGEST_ROW
    {
        kept.extend_from_slice(bytes);
    }
}

/// The values of a row, by what stands between its brackets.
fn values(row: &str) -> Vec<Value> {
    let mut values = Vec::new();
    let mut rest = row.trim_start();
    while !rest.is_empty() {
        let mark = rest.chars().next().filter(|mark| matches!(mark, '\'' | '"'));
        if let Some(mark) = mark {
            let (text, length) = unquoted(&rest[1..], mark);
            values.push(Value::String(text));
            rest = &rest[1 + length..];
            rest = rest.find(',').map_or("", |at| &rest[at..]);
        } else {
            let end = rest.find(',').unwrap_or(rest.len());
            values.push(match rest[..end].trim() {
                bare if bare.eq_ignore_ascii_case("null") => Value::Null,
                bare => Value::String(bare.to_owned()),
            });
            rest = &rest[end..];
        }
        rest = rest.strip_prefix(',').unwrap_or_default().trim_start();
    }
    values
}

/// A text up to its closing mark, and how long it is with that.
fn unquoted(from: &str, mark: char) -> (String, usize) {
    let mut text = String::new();
    let mut chars = from.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => match chars.next().map(|(_, c)| c) {
                Some('n') => text.push('\n'),
                Some('r') => text.push('\r'),
                Some('t') => text.push('\t'),
                Some('0') => text.push('\0'),
                Some(other) => text.push(other),
                None => {}
            },
            c if c == mark => {
                if chars.next_if(|(_, next)| *next == mark).is_none() {
                    return (text, at + mark.len_utf8());
                }
                text.push(mark);
            }
            c => text.push(c),
        }
    }
    (text, from.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(text: &str) -> Vec<DumpRow> {
        let mut rows = Vec::new();
        let give = |row| {
            rows.push(row);
            Ok(())
        };
        each(text.as_bytes(), |table| table != "left", give).unwrap();
        rows
    }

    #[test]
    fn a_dump_that_ends_in_the_middle_says_where() {
        let whole = "/**/ create table t (a int, b int);\ninsert into t values (1,'x'),\n(2,'y');\n-- done\n";
        let cut = |text: &str| each(text.as_bytes(), |_| true, |_| Ok(())).unwrap();
        for end in ["", ";", ";\n", ";\n-- done\n"] {
            let text = whole.replace(";\n-- done\n", end);
            assert_eq!(cut(&text), None, "{end:?}");
        }
        for (length, line, first) in [
            (whole.find(" int,").unwrap(), 1, None),
            (whole.find(" into").unwrap(), 2, None),
            (whole.find("(1").unwrap(), 2, None),
            (whole.find(",'x'").unwrap() + 2, 2, Some("1")),
            (whole.find("(2").unwrap(), 3, None),
            (whole.find("'y'").unwrap(), 3, Some("2")),
        ] {
            let found = cut(&whole[..length]).unwrap();
            let cell = found.row.map(|row| row.cells()["a"].as_str().unwrap().to_owned());
            assert_eq!((found.line, cell.as_deref()), (line, first), "{}", &whole[..length]);
        }
    }

    #[test]
    fn columns_are_told_by_the_table_however_it_is_written() {
        let create = "/**/ CREATE TABLE IF NOT exists `s`.`t` (`a` int(1) default '),', b decimal(1,2), -- x\n\
                      \"c\" set('x','y'), PRIMARY KEY (`a`), KEY `k` (`b`))";
        let insert = "; insert into `t` VALUES (1,'2)',-3),(-1,2,3";
        let told = rows(&format!("{create}{insert}"));
        assert_eq!(told.len(), 1, "the last is cut off");
        assert_eq!(
            Value::Object(told[0].cells()).to_string(),
            r#"{"a":"1","b":"2)","c":"-3"}"#
        );
        let long = format!("/**/ insert into `t` (a) values ('{}'),(2)", "x".repeat(LONGEST_ROW));
        let told = rows(&long);
        assert_eq!((&told[0].values, told.len()), (&DumpText::TooLong, 2));
        let left = rows("/**/ insert into `left` (a) values ('it''s; (',1),(2);insert into `t` (a) values (3)");
        let kept: Vec<bool> = left.iter().map(|row| row.values != DumpText::Left).collect();
        assert_eq!(kept, [false, false, true]);
    }

    #[test]
    fn rows_are_read_with_their_columns_and_escapes() {
        let text = "/**/ insert into a.`t` (`x`, y) values (1, 'a\\'b''c;)'),\n(NULL,\"d\\n\");\n\
                    INSERT INTO `u` VALUES (1);REPLACE INTO t (x) VALUES (2) ON DUPLICATE KEY UPDATE x='(3)';";
        let told: Vec<_> = rows(text)
            .into_iter()
            .map(|row| (row.table.to_string(), row.line, Value::Object(row.cells()).to_string()))
            .collect();
        let expected = [
            ("t", 1, r#"{"x":"1","y":"a'b'c;)"}"#),
            ("t", 2, r#"{"x":null,"y":"d\n"}"#),
            ("u", 3, "{}"),
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
            rows(&text);
        }
    }
}
