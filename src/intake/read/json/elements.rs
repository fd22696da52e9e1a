//! The objects of a JSON file one by one, whatever is around them, in the memory of one of them.
//!
//! Takes one object, an array of them, objects line by line, and any of these inside `{"data": …}` or `{"orders": …}`.
//! The extent of an object is found by its brackets alone; so one that is not well formed inside costs itself and not
//! the rest of the file. When the brackets themselves do not add up, reading goes on at the next place where an object
//! plainly begins.

use std::io;
use std::io::BufRead;

/// No order is longer; what seems to be has lost a bracket or a quotation mark.
const LONGEST: usize = 4 * 1024 * 1024;

/// How much of a file is read again at most to find where objects go on: damage must not cost hours.
const READ_AGAIN: usize = 16 * LONGEST;

/// How far into an object a wrapper's `"data":` is looked for.
const WRAPPER_HEAD: usize = 4 * 1024;

/// One object as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// Where it begins: line, from 1.
    pub line: u64,
    /// Where it begins: column in characters, from 1.
    pub column: u64,
    /// Its text.
    pub text: String,
    /// Whether its end was found.
    pub extent: Extent,
}

/// Whether the end of an element was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Its brackets add up.
    Whole,
    /// They do not; the text ends where the next object plainly begins, or at the end of the file.
    Open,
}

/// Reads elements from UTF-8 text.
pub struct Elements<R> {
    inner: R,
    /// Text that was taken for part of a broken element and is read again.
    again: Vec<u8>,
    again_at: usize,
    again_left: usize,
    place: Place,
    wrapped: Wrapped,
}

#[derive(Clone, Copy)]
struct Place {
    line: u64,
    column: u64,
}

impl Place {
    fn pass(&mut self, byte: u8) {
        if byte == b'\n' {
            self.line += 1;
            self.column = 1;
        } else if byte & 0xC0 != 0x80 {
            self.column += 1;
        }
    }
}

/// Where the reader stands with `{"data": …}`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wrapped {
    No,
    Inside,
}

impl<R: BufRead> Elements<R> {
    /// Reads from `inner`, which is UTF-8.
    pub fn new(inner: R) -> Elements<R> {
        Elements {
            inner,
            again: Vec::new(),
            again_at: 0,
            again_left: READ_AGAIN,
            place: Place { line: 1, column: 1 },
            wrapped: Wrapped::No,
        }
    }

    /// The next element; nothing at the end.
    pub fn next_element(&mut self) -> io::Result<Option<Element>> {
        loop {
            let Some(byte) = self.peek()? else { return Ok(None) };
            match byte {
                b'{' => match self.object()? {
                    Some(element) => return Ok(Some(element)),
                    None => self.wrapped = Wrapped::Inside,
                },
                b'"' if self.wrapped == Wrapped::Inside => self.skip_sibling()?,
                b'[' | b']' | b'}' | b',' | b':' => self.skip(),
                byte if byte.is_ascii_whitespace() => self.skip(),
                _ if self.wrapped == Wrapped::Inside => self.skip(),
                _ => return self.stray().map(Some),
            }
        }
    }

    /// An object whole, or nothing when it was the beginning of a wrapper.
    fn object(&mut self) -> io::Result<Option<Element>> {
        let start = self.place;
        let mut text = Vec::with_capacity(4096);
        let mut open: Vec<u8> = Vec::new();
        let mut string = InString::No;
        let mut string_at = 0;
        while let Some(byte) = self.peek()? {
            if string == InString::No && byte == b']' && !open.contains(&b'[') {
                // The end of the array around: the element was never closed.
                return Ok(Some(self.broken(start, text)));
            }
            self.skip();
            text.push(byte);
            if text.len() > LONGEST {
                return Ok(Some(self.broken(start, text)));
            }
            match (string, byte) {
                (InString::Escape, _) => string = InString::Yes,
                (InString::No, b'"') => {
                    string = InString::Yes;
                    string_at = text.len() - 1;
                }
                (InString::Yes, b'\\') => string = InString::Escape,
                (InString::Yes, b'"') => string = InString::No,
                (InString::No, b':') if open.len() == 1 && begins_wrapped(&text, string_at) && self.opens_next()? => {
                    return Ok(None);
                }
                (InString::No, b'{' | b'[') => open.push(byte),
                (InString::No, b'}' | b']') => {
                    let opener = if byte == b'}' { b'{' } else { b'[' };
                    while open.pop().is_some_and(|last| last != opener) {}
                    if open.is_empty() {
                        return Ok(Some(element(start, &text, Extent::Whole)));
                    }
                }
                _ => {}
            }
        }
        Ok(Some(self.broken(start, text)))
    }

    /// Cuts a broken element where the next one plainly begins and reads on from there.
    fn broken(&mut self, start: Place, mut text: Vec<u8>) -> Element {
        let cut = next_beginning(&text, start).filter(|cut| text.len() - cut <= self.again_left);
        if let Some(cut) = cut {
            self.again_left -= text.len() - cut;
            let mut rest = text.split_off(cut);
            rest.extend_from_slice(&self.again[self.again_at..]);
            self.again = rest;
            self.again_at = 0;
            self.place = start;
            for byte in &text {
                self.place.pass(*byte);
            }
        }
        element(start, &text, Extent::Open)
    }

    /// Anything that is no object, up to where one may begin.
    fn stray(&mut self) -> io::Result<Element> {
        let start = self.place;
        let mut text = Vec::new();
        while let Some(byte) = self.peek()? {
            if matches!(byte, b'{' | b'\n') || text.len() >= 1024 {
                break;
            }
            self.skip();
            text.push(byte);
        }
        Ok(element(start, &text, Extent::Whole))
    }

    /// A wrapper's other keys and what they hold: `"total": 12`, `"pagination": {…}`.
    fn skip_sibling(&mut self) -> io::Result<()> {
        let key = self.skip_string()?;
        self.skip_space()?;
        if self.peek()? != Some(b':') {
            return Ok(());
        }
        self.skip();
        if matches!(key.as_slice(), b"data" | b"orders") || !self.opens_next()? {
            return Ok(());
        }
        let mut depth = 0_u32;
        while let Some(byte) = self.peek()? {
            match byte {
                b'"' => {
                    self.skip_string()?;
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            self.skip();
            if depth == 0 {
                break;
            }
        }
        Ok(())
    }

    /// A string behind its opening quotation mark; the first bytes of it, enough to know a key.
    fn skip_string(&mut self) -> io::Result<Vec<u8>> {
        self.skip();
        let mut escaped = false;
        let mut text = Vec::new();
        while let Some(byte) = self.peek()? {
            self.skip();
            match byte {
                b'"' if !escaped => break,
                b'\\' => escaped = !escaped,
                _ => escaped = false,
            }
            if text.len() < 16 {
                text.push(byte);
            }
        }
        Ok(text)
    }

    fn skip_space(&mut self) -> io::Result<()> {
        while self.peek()?.is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.skip();
        }
        Ok(())
    }

    /// True when an object or an array stands next.
    fn opens_next(&mut self) -> io::Result<bool> {
        self.skip_space()?;
        Ok(matches!(self.peek()?, Some(b'{' | b'[')))
    }

    fn peek(&mut self) -> io::Result<Option<u8>> {
        if let Some(byte) = self.again.get(self.again_at) {
            return Ok(Some(*byte));
        }
        loop {
            match self.inner.fill_buf() {
                Ok(text) => return Ok(text.first().copied()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn skip(&mut self) {
        if let Some(byte) = self.again.get(self.again_at) {
            self.place.pass(*byte);
            self.again_at += 1;
            if self.again_at == self.again.len() {
                self.again.clear();
                self.again_at = 0;
            }
        } else if let Ok([byte, ..]) = self.inner.fill_buf() {
            self.place.pass(*byte);
            self.inner.consume(1);
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum InString {
    No,
    Yes,
    Escape,
}

fn element(start: Place, text: &[u8], extent: Extent) -> Element {
    Element {
        line: start.line,
        column: start.column,
        text: String::from_utf8_lossy(text).into_owned(),
        extent,
    }
}

/// True when the key just read says that orders come inside, and nothing before it was an order's own.
fn begins_wrapped(text: &[u8], key_at: usize) -> bool {
    let own = |key: &[u8]| text.windows(key.len()).any(|part| part == key);
    let key = text[key_at..].split(|b| *b == b'"').nth(1);
    text.len() <= WRAPPER_HEAD && matches!(key, Some(b"data" | b"orders")) && !own(b"\"id\"") && !own(b"\"number\"")
}

/// Where in a broken element the next one begins: behind the place that is not well formed, an opening brace on a line
/// of its own with the element's own indentation, or else directly behind a comma or a line break.
fn next_beginning(text: &[u8], start: Place) -> Option<usize> {
    let error = error_offset(text)?.max(1);
    let behind = |at: usize| {
        text[..at]
            .iter()
            .rposition(|b| !b.is_ascii_whitespace())
            .map(|i| text[i])
    };
    let candidates = || (error..text.len()).filter(|at| text[*at] == b'{');
    let on_its_line = |at: usize| {
        let line = text[..at].iter().rposition(|b| *b == b'\n')?;
        let indent = &text[line + 1..at];
        indent.iter().all(u8::is_ascii_whitespace).then_some(indent.len())
    };
    let indent = usize::try_from(start.column - 1).unwrap_or(usize::MAX);
    candidates()
        .find(|at| on_its_line(*at) == Some(indent))
        .or_else(|| candidates().find(|at| behind(*at) == Some(b',') && on_its_line(*at).is_none()))
}

/// Where serde says the text stops being well formed; nothing when it merely ends too early.
fn error_offset(text: &[u8]) -> Option<usize> {
    let error = serde_json::from_slice::<serde::de::IgnoredAny>(text).err()?;
    if error.is_eof() {
        return None;
    }
    let line_start = match error.line() {
        0 | 1 => 0,
        line => text.iter().enumerate().filter(|(_, b)| **b == b'\n').nth(line - 2)?.0 + 1,
    };
    Some((line_start + error.column().saturating_sub(1)).min(text.len()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(json: &str) -> Vec<String> {
        all(json.as_bytes()).into_iter().map(|e| e.text).collect()
    }

    fn all(json: &[u8]) -> Vec<Element> {
        let mut elements = Elements::new(json);
        let mut out = Vec::new();
        while let Some(element) = elements.next_element().unwrap() {
            out.push(element);
        }
        out
    }

    #[test]
    fn objects_are_found_whatever_is_around_them() {
        let two = vec![r#"{"id":1}"#.to_owned(), r#"{"id":2,"a":[{"b":"]}"}]}"#.to_owned()];
        for around in [
            r#"[{"id":1},{"id":2,"a":[{"b":"]}"}]}]"#,
            "{\"id\":1}\n{\"id\":2,\"a\":[{\"b\":\"]}\"}]}\n",
            r#"{"data":[{"id":1},{"id":2,"a":[{"b":"]}"}]}]}"#,
            r#" { "orders" : [ {"id":1} , {"id":2,"a":[{"b":"]}"}]} ] , "next": "{page}", "more": true }"#,
            r#"{"success":true,"pages":{"of":9},"orders":[{"id":1},{"id":2,"a":[{"b":"]}"}]}],"next":{"id":3}}"#,
            "{\"data\":{\"id\":1}}\n{\"data\":{\"id\":2,\"a\":[{\"b\":\"]}\"}]}}",
        ] {
            assert_eq!(texts(around), two, "{around}");
        }
        assert_eq!(texts(r#"{"id":7}"#), [r#"{"id":7}"#]);
        assert_eq!(texts(r#"{"data":"x"}"#), [r#"{"data":"x"}"#]);
        assert!(texts(" [ ] ").is_empty());
    }

    #[test]
    fn an_element_that_is_not_well_formed_inside_costs_only_itself() {
        let json = r#"[{"id":1},{"id":2,"a":[1,],},{"id":3]},{"id":4}]"#;
        assert_eq!(
            texts(json),
            [r#"{"id":1}"#, r#"{"id":2,"a":[1,],}"#, r#"{"id":3"#, r#"{"id":4}"#]
        );
    }

    #[test]
    fn a_lost_bracket_costs_only_its_element_when_the_next_one_plainly_begins() {
        let lines = "[\n  {\n    \"id\": 1,\n    \"b\": {\"x\": 1\n  },\n  {\n    \"id\": 2\n  }\n]";
        let found = all(lines.as_bytes());
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].extent, found[1].extent), (Extent::Open, Extent::Whole));
        assert_eq!((found[1].line, found[1].column), (6, 3));
        assert_eq!(found[1].text, "{\n    \"id\": 2\n  }");

        let packed = r#"[{"id":1,"b":{"x":1},{"id":2}]"#;
        assert_eq!(texts(packed), [r#"{"id":1,"b":{"x":1},"#, r#"{"id":2}"#]);
    }

    #[test]
    fn a_quotation_mark_never_closed_costs_only_its_element_when_lines_tell_the_next() {
        let lines = "{\"id\":1,\"name\":\"Елена}\n{\"id\":2}\n{\"id\":3}\n";
        let found = all(lines.as_bytes());
        assert_eq!(found.iter().map(|e| e.line).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(found[0].extent, Extent::Open);
        assert_eq!(found[2].text, r#"{"id":3}"#);
    }

    #[test]
    fn a_file_cut_off_gives_its_last_element_open() {
        let found = all(br#"[{"id":1},{"id":2,"name":"Ele"#);
        assert_eq!(found.len(), 2);
        assert_eq!(found[1].extent, Extent::Open);
    }

    proptest! {
        #[test]
        fn any_bytes_come_to_an_end(bytes: Vec<u8>) {
            all(&bytes);
        }

        #[test]
        fn any_brackets_and_quotes_come_to_an_end(json in r#"[\[\]{}",:\\ \na1]{0,200}"#) {
            all(json.as_bytes());
        }
    }
}
