//! Comma-separated records, quoted where they must be, out of bytes of any encoding.

/// Gives the fields of each record. A quote that is never closed ends with its line's last field and is told by `false`.
pub(super) fn each_record(bytes: &[u8], mut each: impl FnMut(Vec<String>, bool)) {
    let mut rest = bytes;
    while !rest.is_empty() {
        let (fields, is_whole, after) = record(rest);
        rest = after;
        if fields.iter().any(|field| !field.is_empty()) {
            each(fields.iter().map(|field| text(field)).collect(), is_whole);
        }
    }
}

/// The fields of the first record, whether its quotes are closed, and what follows it.
fn record(bytes: &[u8]) -> (Vec<Vec<u8>>, bool, &[u8]) {
    let mut fields = vec![Vec::new()];
    let mut quoted = false;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        let field_is_empty = fields.last().is_some_and(Vec::is_empty);
        match byte {
            b'"' if quoted && bytes.get(at) == Some(&b'"') => {
                at += 1;
                push(&mut fields, b'"');
            }
            b'"' if quoted => quoted = false,
            b'"' if field_is_empty => quoted = true,
            // A record of a call has no line breaks: an open quote is a line that was broken off.
            b'\n' => return (fields, !quoted, bytes.get(at..).unwrap_or_default()),
            b',' if !quoted => fields.push(Vec::new()),
            byte => push(&mut fields, byte),
        }
    }
    (fields, !quoted, &[])
}

fn push(fields: &mut [Vec<u8>], byte: u8) {
    if let Some(field) = fields.last_mut() {
        field.push(byte);
    }
}

/// Names of callers may be in any encoding: what is none stands as `\u{FFFD}`.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}
