//! Text that can be looked at before it is passed, in bounded memory, with its place in the file.

use std::io;
use std::io::BufRead;

/// How much is taken from a reader at a time.
pub const CHUNK: usize = 64 * 1024;

/// How many bytes may be looked at once more before any was passed.
const BUDGET: usize = 8 * 1024 * 1024;
/// How many more for each byte passed. Damage then costs a fixed multiple of the file's length, wherever it stands.
const BUDGET_PER_BYTE: usize = 2;

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Line, from 1.
    pub line: u64,
    /// Column in characters, from 1.
    pub column: u64,
}

impl Place {
    /// The place behind `text` that begins here.
    pub fn behind(self, text: &[u8]) -> Place {
        let characters = |text: &[u8]| count(text, |byte| byte & 0xC0 != 0x80);
        let lines = count(text, |byte| byte == b'\n');
        if lines == 0 {
            return Place {
                column: self.column + characters(text),
                ..self
            };
        }
        let last = text.iter().rposition(|byte| *byte == b'\n').unwrap_or(0);
        Place {
            line: self.line + lines,
            column: 1 + characters(&text[last + 1..]),
        }
    }
}

/// How many bytes are such. In parts whose sums fit into a byte, so that the processor adds up many at once.
fn count(text: &[u8], is: impl Fn(u8) -> bool) -> u64 {
    let parts = text.chunks(usize::from(u8::MAX));
    parts
        .map(|part| u64::from(part.iter().map(|byte| u8::from(is(*byte))).sum::<u8>()))
        .sum()
}

/// The part of a text between what was passed and what was not read yet.
pub struct TextBuffer<R> {
    inner: R,
    text: Vec<u8>,
    passed: usize,
    is_ended: bool,
    place: Place,
    budget: usize,
}

impl<R: BufRead> TextBuffer<R> {
    /// Reads from `inner`, which is UTF-8.
    pub fn new(inner: R) -> TextBuffer<R> {
        TextBuffer {
            inner,
            text: Vec::new(),
            passed: 0,
            is_ended: false,
            place: Place { line: 1, column: 1 },
            budget: BUDGET,
        }
    }

    /// Where `text` begins.
    pub fn place(&self) -> Place {
        self.place
    }

    /// What was read and not passed.
    pub fn text(&self) -> &[u8] {
        &self.text[self.passed..]
    }

    /// True when nothing stands behind `text`.
    pub fn is_ended(&self) -> bool {
        self.is_ended
    }

    /// Reads on until `text` has at least `least` bytes, or to the end.
    pub fn fill(&mut self, least: usize) -> io::Result<&[u8]> {
        while self.text.len() - self.passed < least && !self.is_ended {
            if self.passed > self.text.len() / 2 {
                self.text.drain(..self.passed);
                self.passed = 0;
            }
            match self.inner.fill_buf() {
                Ok(read) => {
                    let count = read.len().min(CHUNK);
                    self.is_ended = count == 0;
                    self.text.extend_from_slice(&read[..count]);
                    self.inner.consume(count);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(self.text())
    }

    /// Leaves the first bytes of `text` behind.
    pub fn pass(&mut self, count: usize) {
        let count = count.min(self.text.len() - self.passed);
        self.place = self.place.behind(&self.text[self.passed..self.passed + count]);
        self.passed += count;
        self.budget = self.budget.saturating_add(count.saturating_mul(BUDGET_PER_BYTE));
    }

    /// Notes how many bytes were looked at and will be looked at again.
    pub fn spend(&mut self, bytes: usize) {
        self.budget = self.budget.saturating_sub(bytes);
    }

    /// How many bytes may be looked at and not passed.
    pub fn budget(&self) -> usize {
        self.budget
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_in_lines_and_characters() {
        let start = Place { line: 3, column: 5 };
        for (text, line, column) in [("", 3, 5), ("ёж", 3, 7), ("a\n", 4, 1), ("a\nbё\nввё", 5, 4)] {
            assert_eq!(start.behind(text.as_bytes()), Place { line, column }, "{text}");
        }
    }

    #[test]
    fn text_stays_until_it_is_passed() {
        let text = "0123456789".repeat(40);
        let mut buffer = TextBuffer::new(io::BufReader::with_capacity(7, text.as_bytes()));
        let mut passed = String::new();
        for step in 1.. {
            let ahead = buffer.fill(step).unwrap();
            if ahead.is_empty() {
                break;
            }
            let count = step.min(ahead.len());
            passed.push_str(std::str::from_utf8(&ahead[..count]).unwrap());
            buffer.pass(count);
        }
        assert_eq!((passed, buffer.place().column), (text, 401));
    }

    #[test]
    fn what_is_looked_at_again_is_paid_by_what_was_passed() {
        let mut buffer = TextBuffer::new(b"12345".as_slice());
        buffer.spend(BUDGET + 1);
        assert_eq!(buffer.budget(), 0);
        buffer.fill(1).unwrap();
        buffer.pass(1);
        assert_eq!(buffer.budget(), BUDGET_PER_BYTE);
    }
}
