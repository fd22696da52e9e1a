//! How many parts a short message is sent in, and so what it costs (3GPP TS 23.038, TS 23.040).

use crate::domain::coded::coded;

/// The signs of the default alphabet, but for the escape.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// Those that take two places in it.
const EXTENDED: &str = "\u{c}^{}\\[~]|€";

coded! {
    /// The alphabet a message is sent in.
    pub enum Alphabet {
        /// Seven bits a sign: Latin letters.
        Gsm7 "gsm7",
        /// Sixteen bits a sign: everything else, Cyrillic too.
        Ucs2 "ucs2",
    }
}

/// How long a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segments {
    /// What it is sent in.
    pub alphabet: Alphabet,
    /// Places taken in it.
    pub length: usize,
    /// Parts sent, each paid for; none of an empty text.
    pub parts: usize,
}

/// Counts the parts of a text.
pub fn segments(text: &str) -> Segments {
    let places = |c| match c {
        c if BASIC.contains(c) => Some(1),
        c if EXTENDED.contains(c) => Some(2),
        _ => None,
    };
    let (alphabet, widths, alone, joined): (_, Vec<usize>, _, _) = match text.chars().map(places).collect() {
        Some(widths) => (Alphabet::Gsm7, widths, 160, 153),
        None => (Alphabet::Ucs2, text.chars().map(char::len_utf16).collect(), 70, 67),
    };
    let length = widths.iter().sum();
    let parts = if length <= alone {
        usize::from(length > 0)
    } else {
        // A sign of two places is never split between parts.
        let mut parts = 1;
        let mut taken = 0;
        for width in widths {
            if taken + width > joined {
                parts += 1;
                taken = 0;
            }
            taken += width;
        }
        parts
    };
    Segments {
        alphabet,
        length,
        parts,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_as_many_parts_as_its_alphabet_needs() {
        let cases = [
            (String::new(), Alphabet::Gsm7, 0, 0),
            ("Hello".to_owned(), Alphabet::Gsm7, 5, 1),
            ("x".repeat(160), Alphabet::Gsm7, 160, 1),
            ("x".repeat(161), Alphabet::Gsm7, 161, 2),
            ("x".repeat(306), Alphabet::Gsm7, 306, 2),
            ("€".repeat(80), Alphabet::Gsm7, 160, 1),
            ("€".repeat(77), Alphabet::Gsm7, 154, 1),
            (
                format!("{}€{}", "x".repeat(152), "x".repeat(152)),
                Alphabet::Gsm7,
                306,
                3,
            ),
            ("я".repeat(70), Alphabet::Ucs2, 70, 1),
            ("я".repeat(71), Alphabet::Ucs2, 71, 2),
            ("я".repeat(134), Alphabet::Ucs2, 134, 2),
            ("я".repeat(135), Alphabet::Ucs2, 135, 3),
            ("🎁".repeat(35), Alphabet::Ucs2, 70, 1),
            (
                format!("{}🎁{}", "я".repeat(66), "я".repeat(66)),
                Alphabet::Ucs2,
                134,
                3,
            ),
        ];
        for (text, alphabet, length, parts) in cases {
            assert_eq!(
                segments(&text),
                Segments {
                    alphabet,
                    length,
                    parts
                },
                "{text}"
            );
        }
    }
}
