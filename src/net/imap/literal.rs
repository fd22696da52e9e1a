//! Literals as a server announces them (RFC 3501, 4.3): one too long is seen before anybody makes room for it.

/// The longest literal that may come, bytes: more than is ever asked for of a letter.
const LONGEST: u64 = 1024 * 1024;
/// How much of a line's beginning tells whether it is text.
const BEGINNING: usize = 64;

/// Reads along with what comes.
#[derive(Debug, Default)]
pub(super) struct LiteralWatch {
    /// How much of a literal is still to come; nothing in it is read.
    left: u64,
    /// The beginning of the line, in capitals.
    line: Vec<u8>,
    place: PlaceInLine,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum PlaceInLine {
    #[default]
    Elsewhere,
    /// After `{` and digits of this value.
    InBraces(u64),
    /// After `}`.
    Closed(u64),
    /// After `}` and a carriage return.
    Returned(u64),
}

impl LiteralWatch {
    /// Reads on; false when a longer literal is announced than may come.
    pub(super) fn allows(&mut self, mut bytes: &[u8]) -> bool {
        while let [byte, rest @ ..] = bytes {
            if self.left > 0 {
                let skipped = usize::try_from(self.left).unwrap_or(usize::MAX).min(bytes.len());
                self.left -= skipped as u64;
                bytes = &bytes[skipped..];
                continue;
            }
            bytes = rest;
            if let (PlaceInLine::Returned(length), b'\n') = (self.place, byte) {
                if length > LONGEST {
                    return false;
                }
                // In a line of words braces announce nothing: what follows is read, or a literal could hide there.
                if self.is_of_words() {
                    self.line.clear();
                } else {
                    self.left = length;
                }
                self.place = PlaceInLine::Elsewhere;
                continue;
            }
            self.place = match (self.place, byte) {
                (_, b'{') => PlaceInLine::InBraces(0),
                (PlaceInLine::InBraces(length), digit @ b'0'..=b'9') => {
                    PlaceInLine::InBraces(length.saturating_mul(10).saturating_add(u64::from(digit - b'0')))
                }
                (PlaceInLine::InBraces(length), b'+') => PlaceInLine::InBraces(length),
                (PlaceInLine::InBraces(length), b'}') => PlaceInLine::Closed(length),
                (PlaceInLine::Closed(length), b'\r') => PlaceInLine::Returned(length),
                _ => PlaceInLine::Elsewhere,
            };
            if *byte == b'\n' {
                self.line.clear();
            } else if self.line.len() < BEGINNING {
                self.line.push(byte.to_ascii_uppercase());
            }
        }
        true
    }

    /// The line says how a command ended, or greets: its second word tells.
    fn is_of_words(&self) -> bool {
        let mut words = self.line.split(|byte| *byte == b' ');
        let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        first == b"+" || [&b"OK"[..], b"NO", b"BAD", b"BYE", b"PREAUTH"].contains(&second)
    }
}

#[cfg(test)]
mod tests {
    use super::LiteralWatch;

    /// Whether it is allowed, and the same whatever the pieces it comes in.
    fn allows(text: &str) -> bool {
        let whole = LiteralWatch::default().allows(text.as_bytes());
        let mut watch = LiteralWatch::default();
        let in_pieces = text.as_bytes().iter().all(|byte| watch.allows(&[*byte]));
        assert_eq!(whole, in_pieces, "{text}");
        whole
    }

    #[test]
    fn a_literal_too_long_is_seen_wherever_it_is_announced() {
        for text in [
            "* 1 FETCH (BODY[] {500000000}\r\n",
            "* 1 FETCH (BODY[] {1048577}\r\n",
            "* 1 FETCH (BODY[] {99999999999999999999999999}\r\n",
            "* 1 FETCH (BODY[] {5}\r\nHello UID 7 BODY[2] {500000000}\r\n",
            "* 1 FETCH (BODY[] {500000000+}\r\n",
            "* OK [BADCHARSET ({500000000}\r\n",
            // What such a line seems to announce hides nothing.
            "* OK {40}\r\n* 1 FETCH (BODY[] {500000000}\r\n",
            "A7 no {40}\r\n* 1 FETCH (BODY[] {500000000}\r\n",
            "+ {40}\r\n* 1 FETCH (BODY[] {500000000}\r\n",
        ] {
            assert!(!allows(text), "{text}");
        }
    }

    #[test]
    fn what_stands_in_a_letter_announces_nothing() {
        let letter = "Subject: {500000000}\r\n\r\n* 1 FETCH {500000000}\r\n";
        let text = format!("* 1 FETCH (BODY[] {{{}}}\r\n{letter})\r\nA7 OK\r\n", letter.len());
        assert!(allows(&text));
        for text in [
            "* 1 FETCH (BODY[] {1048576}\r\n",
            "* LIST () \"/\" \"{500000000}\"\r\n",
            "* OK {500000000} is a number\r\n",
            "* OK {500000000}\n",
            "* OK {5 00000000}\r\n",
        ] {
            assert!(allows(text), "{text}");
        }
    }
}
