//! Bytes of unknown encoding as UTF-8, while they are read.
//!
//! A byte order mark decides; without one, NUL bytes in every other place mean UTF-16, and an XML declaration is believed
//! unless the text is plainly UTF-8. Anything else is UTF-8 until a
//! byte says otherwise: if only ASCII stood before it, the encoding is guessed from there on (windows-1251 from
//! spreadsheets); if real UTF-8 stood before it, the byte is damage and becomes U+FFFD.

use std::io;
use std::io::BufRead;
use std::io::Read;

use chardetng::EncodingDetector;
use chardetng::Iso2022JpDetection;
use chardetng::Utf8Detection;
use encoding_rs::Decoder;
use encoding_rs::Encoding;
use encoding_rs::UTF_8;
use encoding_rs::UTF_16BE;
use encoding_rs::UTF_16LE;

/// How much is read, and guessed from, at a time.
const CHUNK: usize = 64 * 1024;

/// Reads UTF-8 out of any encoding. The first look into it ([`BufRead::fill_buf`]) shows up to 64 KiB of text.
pub struct Decoded<R> {
    inner: R,
    raw: Vec<u8>,
    ended: bool,
    state: State,
    text: Vec<u8>,
    shown: usize,
    hint: Option<&'static [u8]>,
}

enum State {
    Unread,
    Ascii,
    Utf8,
    Other(Box<Decoder>),
}

impl<R: Read> Decoded<R> {
    /// Reads `inner`; `country` (ISO 3166) tilts the guess between encodings that look alike.
    pub fn new(inner: R, country: &str) -> Decoded<R> {
        let hint: Option<&'static [u8]> = match country {
            "RU" | "KZ" => Some(b"ru"),
            "UA" => Some(b"ua"),
            "BY" => Some(b"by"),
            _ => None,
        };
        Decoded {
            inner,
            raw: Vec::new(),
            ended: false,
            state: State::Unread,
            text: Vec::new(),
            shown: 0,
            hint,
        }
    }

    /// Decodes the next chunk into `text`; leaves it empty at the end.
    fn refill(&mut self) -> io::Result<()> {
        self.text.clear();
        self.shown = 0;
        while self.text.is_empty() && !(self.ended && self.raw.is_empty()) {
            self.read_chunk()?;
            self.decode_chunk();
        }
        Ok(())
    }

    fn read_chunk(&mut self) -> io::Result<()> {
        let mut buffer = [0_u8; 8 * 1024];
        while !self.ended && self.raw.len() < CHUNK {
            match self.inner.read(&mut buffer) {
                Ok(0) => self.ended = true,
                Ok(n) => self.raw.extend_from_slice(&buffer[..n]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn decode_chunk(&mut self) {
        if matches!(self.state, State::Unread) {
            self.state = self.first_state();
        }
        if let State::Other(decoder) = &mut self.state {
            decode(decoder, &self.raw, self.ended, &mut self.text);
            self.raw.clear();
            return;
        }
        let (good, unfinished) = match std::str::from_utf8(&self.raw) {
            Ok(_) => (self.raw.len(), false),
            Err(error) => (error.valid_up_to(), error.error_len().is_none() && !self.ended),
        };
        if !self.raw[..good].is_ascii() {
            self.state = State::Utf8;
        }
        self.text.extend(self.raw.drain(..good));
        if self.raw.is_empty() || unfinished {
            return;
        }
        let encoding = match self.state {
            State::Utf8 => UTF_8,
            _ => self.guess(),
        };
        let mut decoder = encoding.new_decoder_without_bom_handling();
        decode(&mut decoder, &self.raw, self.ended, &mut self.text);
        self.raw.clear();
        self.state = State::Other(Box::new(decoder));
    }

    fn first_state(&mut self) -> State {
        if let Some((encoding, length)) = Encoding::for_bom(&self.raw) {
            self.raw.drain(..length);
            return if encoding == UTF_8 {
                State::Utf8
            } else {
                State::Other(Box::new(encoding.new_decoder_without_bom_handling()))
            };
        }
        match self.raw.get(..4) {
            Some([a, 0, b, 0]) if *a != 0 && *b != 0 => {
                State::Other(Box::new(UTF_16LE.new_decoder_without_bom_handling()))
            }
            Some([0, a, 0, b]) if *a != 0 && *b != 0 => {
                State::Other(Box::new(UTF_16BE.new_decoder_without_bom_handling()))
            }
            _ => match declared(&self.raw) {
                // A declaration may be false: what is good UTF-8 beyond ASCII is nothing else.
                Some(encoding) if !is_plainly_utf_8(&self.raw) => {
                    State::Other(Box::new(encoding.new_decoder_without_bom_handling()))
                }
                _ => State::Ascii,
            },
        }
    }

    fn guess(&self) -> &'static Encoding {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(&self.raw, true);
        detector.guess(self.hint, Utf8Detection::Deny)
    }
}

/// The encoding that an XML declaration names, unless it is UTF-8, or one that it cannot be written in.
fn declared(raw: &[u8]) -> Option<&'static Encoding> {
    let declaration = raw.strip_prefix(b"<?xml")?;
    let end = declaration.iter().take(200).position(|byte| *byte == b'>')?;
    let declaration = String::from_utf8_lossy(&declaration[..end]);
    let (_, named) = declaration.split_once("encoding")?;
    let label = named.split(['"', '\'']).nth(1)?;
    Encoding::for_label(label.as_bytes()).filter(|encoding| encoding.is_ascii_compatible() && *encoding != UTF_8)
}

fn is_plainly_utf_8(raw: &[u8]) -> bool {
    let good = match std::str::from_utf8(raw) {
        Ok(_) => raw.len(),
        Err(error) if error.error_len().is_none() => error.valid_up_to(),
        Err(_) => 0,
    };
    !raw[..good].is_ascii()
}

fn decode(decoder: &mut Decoder, raw: &[u8], last: bool, text: &mut Vec<u8>) {
    let mut out = String::with_capacity(decoder.max_utf8_buffer_length(raw.len()).unwrap_or(raw.len() * 3 + 16));
    let _ = decoder.decode_to_string(raw, &mut out, last);
    text.extend_from_slice(out.as_bytes());
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let text = self.fill_buf()?;
        let n = text.len().min(out.len());
        out[..n].copy_from_slice(&text[..n]);
        self.consume(n);
        Ok(n)
    }
}

impl<R: Read> BufRead for Decoded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.shown >= self.text.len() {
            self.refill()?;
        }
        Ok(&self.text[self.shown..])
    }

    fn consume(&mut self, amount: usize) {
        self.shown = (self.shown + amount).min(self.text.len());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(bytes: &[u8]) -> String {
        let mut text = Vec::new();
        Decoded::new(bytes, "RU").read_to_end(&mut text).unwrap();
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn every_usual_encoding_of_a_spreadsheet_is_understood() {
        let text = "номер;имя\r\n1042;Елена Иванова\r\n";
        let utf16 = |mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| {
            let mut out = mark.to_vec();
            out.extend(text.encode_utf16().flat_map(bytes));
            out
        };
        let mut with_mark = b"\xef\xbb\xbf".to_vec();
        with_mark.extend_from_slice(text.as_bytes());
        let tables = [
            text.as_bytes().to_vec(),
            with_mark,
            utf16([0xff, 0xfe], u16::to_le_bytes),
            utf16([0xfe, 0xff], u16::to_be_bytes),
            encoding_rs::WINDOWS_1251.encode(text).0.into_owned(),
        ];
        for bytes in tables {
            assert_eq!(read(&bytes), text);
        }
    }

    #[test]
    fn older_encodings_are_guessed_by_the_country_of_the_shop() {
        for (country, encoding, text) in [
            ("RU", encoding_rs::IBM866, "номер;имя\r\n1042;Елена Иванова\r\n"),
            ("RU", encoding_rs::KOI8_R, "номер;имя\r\n1042;Елена Иванова\r\n"),
            (
                "UA",
                encoding_rs::WINDOWS_1251,
                "номер;ім'я\r\n1042;Олена Їжакевич, Київ\r\n",
            ),
        ] {
            let mut out = Vec::new();
            let bytes = encoding.encode(text).0;
            Decoded::new(bytes.as_ref(), country).read_to_end(&mut out).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), text, "{}", encoding.name());
        }
    }

    #[test]
    fn utf_16_without_a_mark_is_seen_by_its_zeros() {
        let bytes: Vec<u8> = "[{\"id\":1}]".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&bytes), "[{\"id\":1}]");
    }

    #[test]
    fn windows_1251_is_seen_even_far_behind_plain_ascii() {
        let mut bytes = vec![b'x'; 3 * CHUNK];
        bytes.extend_from_slice(&encoding_rs::WINDOWS_1251.encode("Самовывоз со склада").0);
        assert!(read(&bytes).ends_with("xСамовывоз со склада"));
    }

    #[test]
    fn one_damaged_byte_does_not_change_the_encoding_of_the_rest() {
        let mut bytes = "Иван ".as_bytes().to_vec();
        bytes.push(0xff);
        bytes.extend_from_slice(" Петров".as_bytes());
        assert_eq!(read(&bytes), "Иван \u{fffd} Петров");
    }

    #[test]
    fn a_letter_split_between_two_chunks_stays_whole() {
        let text = format!("{}ё", "x".repeat(CHUNK - 1));
        assert_eq!(read(text.as_bytes()), text);
    }

    proptest! {
        #[test]
        fn any_bytes_become_utf_8(bytes: Vec<u8>) {
            let _ = read(&bytes);
        }
    }
}
