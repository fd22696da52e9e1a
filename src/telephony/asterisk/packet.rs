//! One message of Asterisk's manager interface (AMI), and the bytes it is cut from.
//!
//! A message is lines `Key: Value` ended by an empty one; the first line of a connection is a greeting alone. What a
//! command says stands after `Response: Follows` as free text up to `--END COMMAND--` (up to Asterisk 13), or in lines
//! `Output:`. Nothing that comes in can make it grow: too long a line or message is cut short.

use std::mem;

/// The longest line that is kept, bytes; of a longer one the rest is left out.
const LONGEST_LINE: usize = 16 * 1024;
/// The longest message, bytes.
const LONGEST_PACKET: usize = 256 * 1024;
/// The most lines of one message; a list of all actions has about 200.
const MOST_LINES: usize = 4_000;
/// What a command's free text ends with.
const END_COMMAND: &str = "--END COMMAND--";

/// A message: its lines in order, a key may come several times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packet {
    text: String,
    /// Where a key begins and ends, and the same of its value.
    lines: Vec<[u32; 4]>,
}

impl Packet {
    /// The first value of a key, in any letter case; empty when there is none.
    pub fn get(&self, key: &str) -> &str {
        let mut lines = self.lines();
        lines
            .find(|(name, _)| name.eq_ignore_ascii_case(key))
            .map_or("", |(_, value)| value)
    }

    /// Every value of a key, in any letter case.
    pub fn all<'a>(&'a self, key: &str) -> impl Iterator<Item = &'a str> {
        self.lines()
            .filter(move |(name, _)| name.eq_ignore_ascii_case(key))
            .map(|(_, value)| value)
    }

    /// Keys and values as they came.
    pub fn lines(&self) -> impl Iterator<Item = (&str, &str)> {
        self.lines
            .iter()
            .map(|[key, key_end, value, value_end]| (self.part(*key, *key_end), self.part(*value, *value_end)))
    }

    /// The kind of event it tells of; empty when it is an answer.
    pub fn event(&self) -> &str {
        self.get("Event")
    }

    fn part(&self, from: u32, to: u32) -> &str {
        self.text.get(from as usize..to as usize).unwrap_or_default()
    }

    fn push(&mut self, key: &str, value: &str) {
        if self.lines.len() >= MOST_LINES || self.text.len() + key.len() + value.len() > LONGEST_PACKET {
            return;
        }
        let mut put = |text: &str| {
            let from = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
            self.text.push_str(text);
            [from, u32::try_from(self.text.len()).unwrap_or(u32::MAX)]
        };
        let ([key, key_end], [value, value_end]) = (put(key), put(value));
        self.lines.push([key, key_end, value, value_end]);
    }
}

/// Cuts a stream of bytes into messages, however it is split.
#[derive(Debug)]
pub struct PacketReader {
    line: Vec<u8>,
    packet: Packet,
    state: ReadState,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ReadState {
    /// The first line of the connection is still to come.
    Greeting,
    /// Between and within messages.
    Lines,
    /// Within a command's free text.
    Output,
    /// Within it, after an empty line: a new message may begin without the end having been said.
    OutputGap,
}

impl Default for PacketReader {
    fn default() -> PacketReader {
        PacketReader {
            line: Vec::new(),
            packet: Packet::default(),
            state: ReadState::Greeting,
        }
    }
}

impl PacketReader {
    /// Takes what came and gives the messages that are whole now. A greeting is a message of the key `Greeting`.
    pub fn read(&mut self, bytes: &[u8], mut each: impl FnMut(Packet)) {
        let mut rest = bytes;
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            self.keep(&rest[..end]);
            rest = &rest[end + 1..];
            let line = mem::take(&mut self.line);
            self.line(&String::from_utf8_lossy(&line), &mut each);
            self.line = line;
            self.line.clear();
        }
        self.keep(rest);
    }

    fn keep(&mut self, part: &[u8]) {
        let room = LONGEST_LINE.saturating_sub(self.line.len());
        self.line.extend_from_slice(&part[..part.len().min(room)]);
    }

    fn line(&mut self, line: &str, each: &mut impl FnMut(Packet)) {
        let line = line.trim_end_matches('\r');
        if matches!(self.state, ReadState::Output | ReadState::OutputGap) {
            return self.output(line, each);
        }
        if line.is_empty() {
            return self.finish(each);
        }
        if mem::replace(&mut self.state, ReadState::Lines) == ReadState::Greeting && !line.contains(": ") {
            self.packet.push("Greeting", line);
            return self.finish(each);
        }
        let Some((key, value)) = line.split_once(':') else {
            return self.packet.push("", line);
        };
        self.packet.push(key.trim(), value.strip_prefix(' ').unwrap_or(value));
        if key.eq_ignore_ascii_case("Response") && value.trim().eq_ignore_ascii_case("Follows") {
            self.state = ReadState::Output;
        }
    }

    /// A line of a command's free text; its first lines may still be keys.
    fn output(&mut self, line: &str, each: &mut impl FnMut(Packet)) {
        let begins_next = line.starts_with("Event: ") || line.starts_with("Response: ");
        if self.state == ReadState::OutputGap && begins_next {
            self.finish(each);
            return self.line(line, each);
        }
        self.state = if line.is_empty() {
            ReadState::OutputGap
        } else {
            ReadState::Output
        };
        if let Some(last) = line.strip_suffix(END_COMMAND) {
            if !last.is_empty() {
                self.packet.push("Output", last);
            }
            return self.finish(each);
        }
        let has_output = self.packet.all("Output").next().is_some();
        match line.split_once(": ") {
            Some((key @ ("Privilege" | "ActionID" | "Message"), value)) if !has_output => self.packet.push(key, value),
            _ => self.packet.push("Output", line),
        }
    }

    fn finish(&mut self, each: &mut impl FnMut(Packet)) {
        self.state = ReadState::Lines;
        let packet = mem::take(&mut self.packet);
        if !packet.lines.is_empty() {
            each(packet);
        }
    }
}
