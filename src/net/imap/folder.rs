//! Names of folders as they travel (RFC 3501, 5.1.3): UTF-16 in base64 where a letter is not ASCII.

const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

/// The name as a server knows it.
pub(super) fn encoded(name: &str) -> String {
    let (mut out, mut other) = (String::with_capacity(name.len()), Vec::new());
    for c in name.chars() {
        if matches!(c, ' '..='~') {
            shift(&mut other, &mut out);
            out.push(c);
            if c == '&' {
                out.push('-');
            }
        } else {
            let mut units = [0; 2];
            other.extend(c.encode_utf16(&mut units).iter().flat_map(|unit| unit.to_be_bytes()));
        }
    }
    shift(&mut other, &mut out);
    out
}

/// Writes down what is not ASCII.
fn shift(other: &mut Vec<u8>, out: &mut String) {
    if other.is_empty() {
        return;
    }
    out.push('&');
    for three in other.chunks(3) {
        let bits = three.iter().fold(0, |bits, byte| bits << 8 | usize::from(*byte)) << (8 * (3 - three.len()));
        for at in 0..=three.len() {
            out.push(char::from(SIGNS[bits >> (18 - 6 * at) & 63]));
        }
    }
    out.push('-');
    other.clear();
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn names_travel_as_the_standard_has_it() {
        for (name, travels) in [
            ("INBOX", "INBOX"),
            ("Входящие", "&BBIERQQ+BDQETwRJBDgENQ-"),
            ("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-"),
            ("a&b", "a&-b"),
        ] {
            assert_eq!(encoded(name), travels);
        }
    }
}
