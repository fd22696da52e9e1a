//! The few HTML leftovers that shops put into plain texts.

use std::borrow::Cow;

/// `Caf&eacute; &amp; Bar` keeps what is not usual in names and turns the rest: `&amp; &lt; &gt; &quot; &apos; &nbsp;`,
/// a few signs, `&#39;` and `&#x27;`.
pub fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(';').filter(|end| *end <= 10);
        let (c, length) = end
            .and_then(|end| Some((character(&rest[1..end])?, end + 1)))
            .unwrap_or(('&', 1));
        out.push(c);
        rest = &rest[length..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The text without tags: `<p>Red</p>` is `Red`. A lone `<` stays.
pub fn without_tags(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let is_tag = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        let length = rest.find('>').filter(|_| is_tag).map_or(0, |end| end + 1);
        out.push_str(if length == 0 { "<" } else { "" });
        rest = &rest[length.max(1)..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| *c != '\0');
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "laquo" => '«',
        "raquo" => '»',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "rsquo" => '’',
        "euro" => '€',
        "pound" => '£',
        "deg" => '°',
        "times" => '×',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn usual_entities_are_turned_and_the_rest_is_kept() {
        for (text, plain) in [
            ("Black &amp; White", "Black & White"),
            ("&lt;Variable&gt; Pens", "<Variable> Pens"),
            ("O&#039;Neil &#x27;s", "O'Neil 's"),
            ("&#36;22.00", "$22.00"),
            ("R&D; &unknown; &", "R&D; &unknown; &"),
            ("&amp;lt;", "&lt;"),
            ("&#0;", "&#0;"),
        ] {
            assert_eq!(decode(text), plain);
        }
    }

    #[test]
    fn tags_go_and_signs_stay() {
        for (text, plain) in [
            ("<p>Red</p>\n", "Red\n"),
            ("a < b", "a < b"),
            ("5<br/>6", "56"),
            ("<", "<"),
        ] {
            assert_eq!(without_tags(text), plain);
        }
    }

    proptest! {
        #[test]
        fn any_text_has_an_answer(text in "[&#;x<>/a-zё0-9]{0,40}") {
            let _ = (decode(&text), without_tags(&text));
        }
    }
}
