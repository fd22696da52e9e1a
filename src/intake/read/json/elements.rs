//! The objects of a JSON file one by one, whatever is around them, in the memory of one of them.
//!
//! Takes one object, an array of them, objects line by line, and any of these inside `{"data": …}`, `{"orders": …}`,
//! `{"nodes": …}` or `{"edges": [{"node": …}]}`.
//! An object that is not well formed costs itself and not the rest of the file: it ends where its brackets add up, or
//! else where the next object begins that is plainly one of those wanted.

use std::io;
use std::io::BufRead;

use serde::de::IgnoredAny;
use serde_json::Deserializer;
use serde_json::Value;

use super::damage;
use super::damage::Brackets;
use super::damage::Sum;
use crate::intake::read::text_buffer::CHUNK;
use crate::intake::read::text_buffer::Place;
use crate::intake::read::text_buffer::TextBuffer;

/// No order is longer; what seems to be has lost a bracket or a quotation mark.
const LONGEST: usize = 4 * 1024 * 1024;
/// How far the brackets of a broken object are followed.
const LONGEST_MENDED: usize = 128 * 1024;
/// How far into an object a wrapper's `"data":` is looked for, and behind how many other keys.
const WRAPPER_HEAD: usize = 4 * 1024;
const WRAPPER_KEYS: usize = 16;
/// How much is kept of what is no object.
const LONGEST_STRAY: usize = 1024;

/// One object as it stands in the file.
#[derive(Debug)]
pub struct Element<'a> {
    /// Where it begins.
    pub place: Place,
    /// Its text.
    pub raw: &'a [u8],
    /// What it says, or why that cannot be known.
    pub value: Result<Value, Damage>,
}

/// Why an object cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// It is not well formed.
    Syntax {
        /// How many bytes into it.
        at: usize,
        /// What the reader expected.
        message: String,
    },
    /// The file ends inside.
    CutShort,
    /// It is longer than any order.
    TooLarge,
    /// It is no object.
    NotAnObject,
}

/// Reads elements from UTF-8 text.
pub struct Elements<R> {
    text: TextBuffer<R>,
    /// How much of the text is the last element, which its reader has seen by now.
    taken: usize,
    /// Inside `{"data": …}`, whose other keys hold no orders.
    is_wrapped: bool,
    /// What the wrapper says of itself beside its orders, and was not asked for yet.
    beside: Vec<(String, Value)>,
    /// How a damaged object began, while no object has been found behind it that is not a piece of it.
    lost: Option<Vec<u8>>,
}

/// What the text at some place is.
enum AtPlace {
    /// An object, and its length in bytes.
    Whole(Value, usize),
    /// None, and at which byte of it that shows.
    Broken(Damage, usize),
}

impl<R: BufRead> Elements<R> {
    /// Reads from `inner`, which is UTF-8.
    pub fn new(inner: R) -> Elements<R> {
        Elements {
            text: TextBuffer::new(inner),
            taken: 0,
            is_wrapped: false,
            beside: Vec::new(),
            lost: None,
        }
    }

    /// What a wrapper said of itself since this was asked last: its errors, its page, the cursor of each of its orders.
    pub fn beside(&mut self) -> Vec<(String, Value)> {
        std::mem::take(&mut self.beside)
    }

    /// The next element; nothing at the end. `is_wanted` tells the objects looked for from their own parts.
    pub fn next_element(&mut self, is_wanted: &dyn Fn(&Value) -> bool) -> io::Result<Option<Element<'_>>> {
        self.text.pass(std::mem::take(&mut self.taken));
        let (value, length) = loop {
            match self.next_token()? {
                None => return Ok(None),
                Some(b'{') => {}
                Some(b'"') if self.is_wrapped && self.lost.is_none() => {
                    self.skip_sibling()?;
                    continue;
                }
                Some(_) if self.is_wrapped || self.lost.is_some() => {
                    let text = self.text.text();
                    let next = text[1..].iter().position(|byte| matches!(byte, b'{' | b'"'));
                    let skipped = next.map_or(text.len(), |at| at + 1);
                    self.text.pass(skipped);
                    continue;
                }
                Some(_) => break (Err(Damage::NotAnObject), self.stray()?),
            }
            if let Some(inside) = self.wrapper()? {
                self.text.pass(inside);
                self.is_wrapped = true;
                continue;
            }
            match (self.parse(0)?, &self.lost) {
                (AtPlace::Whole(value, length), Some(_)) if !is_wanted(&value) => self.text.pass(length),
                (AtPlace::Whole(value, length), _) => break (Ok(value), length),
                (AtPlace::Broken(_, at), Some(own)) if !damage::begins_with(self.text.text(), own) => {
                    let next = damage::last_string(self.text.text(), at);
                    self.text.pass(next.max(1));
                }
                (AtPlace::Broken(fault, at), _) => {
                    let length = self.extent(&fault, at, is_wanted)?;
                    self.lost = length.is_none().then(|| damage::beginning(self.text.text()).to_vec());
                    self.taken = length.unwrap_or(self.text.text().len());
                    return Ok(Some(Element {
                        place: self.text.place(),
                        raw: damage::trimmed(&self.text.text()[..self.taken]),
                        value: Err(fault),
                    }));
                }
            }
        };
        self.lost = None;
        self.taken = length;
        Ok(Some(Element {
            place: self.text.place(),
            raw: &self.text.text()[..length],
            value,
        }))
    }

    /// The first byte that is neither space nor what stands between elements.
    fn next_token(&mut self) -> io::Result<Option<u8>> {
        loop {
            let text = self.text.fill(1)?;
            let between = |byte: &u8| byte.is_ascii_whitespace() || b"[]},:".contains(byte);
            match text.iter().position(|byte| !between(byte)) {
                Some(at) => {
                    let byte = text[at];
                    self.text.pass(at);
                    return Ok(Some(byte));
                }
                None if text.is_empty() => return Ok(None),
                None => {
                    let all = text.len();
                    self.text.pass(all);
                }
            }
        }
    }

    /// Reads the object that begins `from` bytes ahead. One that goes on behind what was read is begun again with twice
    /// as much, so that its length costs no more than three times itself.
    fn parse(&mut self, from: usize) -> io::Result<AtPlace> {
        let mut least = from + CHUNK;
        loop {
            let text = &self.text.fill(least)?[from..];
            let mut values = Deserializer::from_slice(text).into_iter::<Value>();
            let error = match values.next() {
                Some(Ok(value)) => return Ok(AtPlace::Whole(value, values.byte_offset())),
                Some(Err(error)) => error,
                None => return Ok(AtPlace::Broken(Damage::CutShort, text.len())),
            };
            let read = text.len();
            if !error.is_eof() {
                let at = damage::offset(text, &error);
                let said = error.to_string();
                let message = said.split(" at line ").next().unwrap_or_default().to_owned();
                return Ok(AtPlace::Broken(Damage::Syntax { at, message }, at));
            } else if self.text.is_ended() {
                return Ok(AtPlace::Broken(Damage::CutShort, read));
            } else if from + read >= LONGEST {
                return Ok(AtPlace::Broken(Damage::TooLarge, read));
            }
            least = (from + 2 * read).min(LONGEST);
        }
    }

    /// How long a broken object is; nothing when no other one can be found behind it for now.
    fn extent(&mut self, fault: &Damage, at: usize, is_wanted: &dyn Fn(&Value) -> bool) -> io::Result<Option<usize>> {
        if matches!(fault, Damage::Syntax { .. }) {
            let end = self.balanced(0)?;
            let from = damage::last_string(self.text.text(), at).max(1);
            let own = damage::beginning(self.text.text()).to_vec();
            self.next_beginning(from, end, &own, is_wanted)
        } else {
            // All that follows seems to be inside of it, so only what is certainly an object of its own ends it.
            let may_look_inside = self.text.budget() >= at;
            self.text.spend(at);
            if may_look_inside {
                self.next_beginning(1, None, &[], is_wanted)
            } else {
                Ok(None)
            }
        }
    }

    /// Where the brackets of the object `from` bytes ahead add up, if they do soon and what stands behind them can be there.
    fn balanced(&mut self, from: usize) -> io::Result<Option<usize>> {
        let farthest = from + LONGEST_MENDED.min(self.text.budget());
        let mut brackets = Brackets::default();
        let mut at = from;
        let mut sum = Sum::Open;
        while sum == Sum::Open && at < farthest {
            let text = self.text.text();
            match text.get(at) {
                Some(byte) => sum = brackets.take(*byte),
                None if self.text.is_ended() => break,
                None => {
                    self.text.fill(at + CHUNK)?;
                    continue;
                }
            }
            at += 1;
        }
        self.text.spend(at - from);
        let behind = &self.text.fill(at + CHUNK)?[at..];
        let next = behind.iter().find(|byte| !byte.is_ascii_whitespace());
        let is_end = sum == Sum::Closed && next.is_none_or(|byte| b",]}{".contains(byte));
        Ok(is_end.then_some(at))
    }

    /// Where, `from` bytes ahead or later, an object begins that is wanted, or one that is broken too but begins with
    /// `own`; else the `end`, if it is known.
    fn next_beginning(
        &mut self,
        mut from: usize,
        end: Option<usize>,
        own: &[u8],
        is_wanted: &dyn Fn(&Value) -> bool,
    ) -> io::Result<Option<usize>> {
        loop {
            let within = &self.text.text()[..end.unwrap_or(self.text.text().len())];
            let Some(at) = damage::candidate(within, from) else {
                from = self.text.text().len();
                if end.is_some() || self.text.is_ended() || from >= LONGEST {
                    return Ok(end);
                }
                self.text.fill((2 * from).min(LONGEST))?;
                continue;
            };
            from = match self.parse(at)? {
                AtPlace::Whole(value, _) if is_wanted(&value) => return Ok(Some(at)),
                AtPlace::Whole(_, length) => at + length,
                AtPlace::Broken(_, broken) => {
                    if damage::begins_with(&self.text.text()[at..], own) {
                        // A piece of the first object is as broken as it is, but its brackets add up inside of it.
                        match (self.balanced(at)?, end) {
                            (Some(piece), Some(end)) if piece < end => {
                                from = piece;
                                continue;
                            }
                            _ => return Ok(Some(at)),
                        }
                    }
                    at + damage::last_string(&self.text.text()[at..], broken).max(1)
                }
            };
        }
    }

    /// How much of the object ahead is the beginning of a wrapper: `{"success": true, "orders":`. Nothing when it is no
    /// wrapper, which a key of an order tells.
    fn wrapper(&mut self) -> io::Result<Option<usize>> {
        let text = self.text.fill(WRAPPER_HEAD)?;
        let text = &text[..text.len().min(WRAPPER_HEAD)];
        let mut at = 1;
        let mut beside = Vec::new();
        for _ in 0..WRAPPER_KEYS {
            at += damage::space(&text[at..], b",");
            let mut keys = Deserializer::from_slice(&text[at..]).into_iter::<String>();
            let Some(Ok(key)) = keys.next() else { return Ok(None) };
            at += keys.byte_offset();
            at += damage::space(&text[at..], b":");
            match (key.as_str(), text.get(at)) {
                ("id" | "number" | "order_id", _) => return Ok(None),
                (key, Some(b'{' | b'[')) if is_wrapping(key) => {
                    self.beside.append(&mut beside);
                    return Ok(Some(at));
                }
                _ => {}
            }
            if is_telling(&key) {
                let mut values = Deserializer::from_slice(&text[at..]).into_iter::<Value>();
                let Some(Ok(value)) = values.next() else {
                    return Ok(None);
                };
                at += values.byte_offset();
                beside.push((key, value));
                continue;
            }
            let mut values = Deserializer::from_slice(&text[at..]).into_iter::<IgnoredAny>();
            let Some(Ok(_)) = values.next() else { return Ok(None) };
            at += values.byte_offset();
        }
        Ok(None)
    }

    /// A wrapper's other key and what it holds: `"total": 12`, `"pagination": {…}`.
    fn skip_sibling(&mut self) -> io::Result<()> {
        let text = self.text.fill(WRAPPER_HEAD)?;
        let mut keys = Deserializer::from_slice(text).into_iter::<String>();
        let key = keys.next();
        let mut at = keys.byte_offset().max(1).min(text.len());
        at += damage::space(&text[at..], b":");
        if let Some(Ok(key)) = &key
            && is_telling(key)
            && let AtPlace::Whole(value, length) = self.parse(at)?
        {
            self.beside.push((key.clone(), value));
            self.text.pass(at + length);
            return Ok(());
        }
        let text = self.text.fill(WRAPPER_HEAD)?;
        let is_wrapping = matches!(key.as_ref(), Some(Ok(key)) if is_wrapping(key));
        let is_skipped = matches!(text.get(at), Some(b'{' | b'[')) && !is_wrapping;
        self.text.pass(at);
        let mut brackets = Brackets::default();
        let mut sum = if is_skipped { Sum::Open } else { Sum::Closed };
        while sum == Sum::Open {
            let text = self.text.fill(1)?;
            let end = text.iter().position(|byte| {
                sum = brackets.take(*byte);
                sum != Sum::Open
            });
            let passed = end.map_or(text.len(), |end| end + 1);
            if passed == 0 {
                break;
            }
            self.text.pass(passed);
        }
        Ok(())
    }

    /// Anything that is no object, up to where one may begin.
    fn stray(&mut self) -> io::Result<usize> {
        let text = self.text.fill(LONGEST_STRAY)?;
        let end = text.iter().position(|byte| matches!(byte, b'{' | b'\n'));
        Ok(end.unwrap_or(text.len()).min(LONGEST_STRAY))
    }
}

/// True for the keys that lists of orders stand under.
fn is_wrapping(key: &str) -> bool {
    matches!(key, "data" | "orders" | "checkouts" | "nodes" | "edges" | "node")
}

/// True for the keys by which a wrapper says whether it is whole.
fn is_telling(key: &str) -> bool {
    matches!(key, "errors" | "pageInfo" | "cursor")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_longer_than_any_order_is_passed_over_in_bounded_memory() {
        let long = "x".repeat(3 * LONGEST);
        let json = format!(r#"[{{"id":1}},{{"id":2,"name":"{long}"}},{{"id":3}}]"#);
        let mut elements = Elements::new(json.as_bytes());
        let mut found = Vec::new();
        while let Some(element) = elements.next_element(&|value| value.get("id").is_some()).unwrap() {
            found.push(element.value.is_ok());
        }
        assert_eq!(found, [true, false, true]);
        assert!(elements.text.text().len() <= LONGEST + 2 * CHUNK);
    }
}
