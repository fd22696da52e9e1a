//! Where an object that is not well formed ends, and where others may begin.

/// No order is nested deeper.
const DEEPEST: usize = 1_000;
/// How much of an object's beginning tells it from those inside of it.
const BEGINNING: usize = 64;

/// Brackets that open and close, strings aside.
#[derive(Debug, Default)]
pub struct Brackets {
    open: Vec<u8>,
    string: InString,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum InString {
    #[default]
    No,
    Yes,
    Escape,
}

/// What the brackets so far come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sum {
    /// Some are open.
    Open,
    /// All are closed.
    Closed,
    /// One closes what another opened.
    Wrong,
}

impl Brackets {
    /// Takes the next byte.
    pub fn take(&mut self, byte: u8) -> Sum {
        match (self.string, byte) {
            (InString::Escape, _) | (InString::No, b'"') => self.string = InString::Yes,
            (InString::Yes, b'\\') => self.string = InString::Escape,
            (InString::Yes, b'"') => self.string = InString::No,
            (InString::No, b'{' | b'[') if self.open.len() == DEEPEST => return Sum::Wrong,
            // The bracket that closes it is two codes ahead.
            (InString::No, b'{' | b'[') => self.open.push(byte + 2),
            (InString::No, b'}' | b']') if self.open.pop() != Some(byte) => return Sum::Wrong,
            (InString::No, b'}' | b']') if self.open.is_empty() => return Sum::Closed,
            _ => {}
        }
        Sum::Open
    }
}

/// How an object begins: its first key. Empty when there is none.
pub fn beginning(object: &[u8]) -> &[u8] {
    let head = &object[..object.len().min(BEGINNING)];
    let key = head
        .split(|byte| *byte == b':')
        .next()
        .filter(|key| key.len() < head.len());
    key.and_then(|key| key.strip_prefix(b"{"))
        .unwrap_or_default()
        .trim_ascii()
}

/// True when an object begins with `own`, which is not nothing.
pub fn begins_with(object: &[u8], own: &[u8]) -> bool {
    !own.is_empty() && beginning(object) == own
}

/// Where, from some place on, an object may begin that is no value of a key: behind a comma, an opening bracket, another
/// object or a line break.
pub fn candidate(text: &[u8], from: usize) -> Option<usize> {
    let is_one = |at: &usize| {
        let before = text[..*at].trim_ascii_end();
        matches!(before.last(), None | Some(b',' | b'[' | b'}')) || text[before.len()..*at].contains(&b'\n')
    };
    let mut braces = (from..text.len()).filter(|at| text[*at] == b'{');
    braces.find(is_one)
}

/// Where the last string before `at` begins: with a quotation mark lost, objects may seem to begin inside of it.
pub fn last_string(text: &[u8], at: usize) -> usize {
    let marks = text[..at.min(text.len())].iter().enumerate().rev();
    let mut marks = marks.filter(|(_, byte)| **byte == b'"').map(|(at, _)| at);
    let last = marks.next();
    marks.next().or(last).unwrap_or(at)
}

/// Where serde says the text stops being well formed; column 0 is the line break before.
pub fn offset(text: &[u8], error: &serde_json::Error) -> usize {
    let line_start = match error.line() {
        0 | 1 => 0,
        line => {
            let breaks = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
            breaks.map(|(at, _)| at + 1).nth(line - 2).unwrap_or(0)
        }
    };
    (line_start + error.column()).saturating_sub(1).min(text.len())
}

/// How many bytes are spaces or one of `others`.
pub fn space(text: &[u8], others: &[u8]) -> usize {
    let is_other = |byte: &u8| !byte.is_ascii_whitespace() && !others.contains(byte);
    text.iter().position(is_other).unwrap_or(text.len())
}

/// The text without what divides it from the next element.
pub fn trimmed(text: &[u8]) -> &[u8] {
    let end = text
        .iter()
        .rposition(|byte| !byte.is_ascii_whitespace() && *byte != b',');
    &text[..end.map_or(0, |end| end + 1)]
}
