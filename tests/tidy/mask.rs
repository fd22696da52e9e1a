//! Blanks out what is not code, so that a rule about code is not set off by a comment or a message.

/// A text with parts of it replaced by spaces; every line stays where it was.
#[derive(Default)]
pub struct Masked {
    /// Without comments and the insides of literals.
    pub code: String,
    /// Without comments.
    pub uncommented: String,
}

impl Masked {
    /// Masks `text`.
    pub fn of(text: &str) -> Masked {
        let mut masker = Masker {
            rest: text,
            masked: Masked::default(),
        };
        while !masker.rest.is_empty() {
            masker.step();
        }
        masker.masked
    }
}

struct Masker<'a> {
    rest: &'a str,
    masked: Masked,
}

impl<'a> Masker<'a> {
    fn step(&mut self) {
        if self.rest.starts_with("//") {
            self.drop(self.rest.find('\n').unwrap_or(self.rest.len()));
        } else if self.rest.starts_with("/*") {
            self.drop(block_comment(self.rest));
        } else if let Some((opening, closing)) = raw_opening(self.rest).filter(|_| !self.after_name()) {
            self.keep(opening);
            self.blank(self.rest.find(&closing).unwrap_or(self.rest.len()));
            self.keep(closing.len().min(self.rest.len()));
        } else if self.rest.starts_with('"') {
            self.keep(1);
            self.blank(string_length(self.rest));
            self.keep(1.min(self.rest.len()));
        } else if let Some(length) = character(self.rest) {
            self.blank(length);
        } else {
            let first = self.rest.chars().next().map_or(0, char::len_utf8);
            let plain = self.rest[first..].find(['/', '"', '\'', 'r', 'b', 'c']);
            self.keep(plain.map_or(self.rest.len(), |plain| first + plain));
        }
    }

    /// A letter that opens a raw string stands by itself: the `r` of `for"` does not.
    fn after_name(&self) -> bool {
        let code = &self.masked.code;
        code.ends_with(|last: char| last.is_alphanumeric() || last == '_')
    }

    /// Code.
    fn keep(&mut self, length: usize) {
        let kept = self.take(length);
        self.masked.code.push_str(kept);
        self.masked.uncommented.push_str(kept);
    }

    /// The inside of a literal.
    fn blank(&mut self, length: usize) {
        let inside = self.take(length);
        self.masked.code.extend(inside.chars().map(blank));
        self.masked.uncommented.push_str(inside);
    }

    /// A comment.
    fn drop(&mut self, length: usize) {
        let comment = self.take(length);
        self.masked.code.extend(comment.chars().map(blank));
        self.masked.uncommented.extend(comment.chars().map(blank));
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }
}

fn blank(letter: char) -> char {
    if letter == '\n' { '\n' } else { ' ' }
}

fn block_comment(text: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// The length of `r"`, `br##"` and the like, and what ends such a string.
fn raw_opening(text: &str) -> Option<(usize, String)> {
    let prefix = ["r", "br", "cr"].into_iter().find(|prefix| {
        let after = text.strip_prefix(prefix).unwrap_or_default();
        after.trim_start_matches('#').starts_with('"')
    })?;
    let hashes = text[prefix.len()..].bytes().take_while(|&byte| byte == b'#').count();
    Some((prefix.len() + hashes + 1, format!("\"{}", "#".repeat(hashes))))
}

/// The length of a string's inside, after its opening quote.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at,
            _ => {}
        }
    }
    text.len()
}

/// The length of a character literal, if one stands here and not a lifetime.
fn character(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('\'')?;
    let mut letters = inside.char_indices();
    let (_, first) = letters.next()?;
    if first == '\\' {
        letters.next();
        let (at, _) = letters.find(|&(_, letter)| letter == '\'')?;
        return Some(at + 2);
    }
    let (at, second) = letters.next()?;
    (second == '\'').then_some(at + 2)
}

#[test]
fn only_code_is_left() {
    let cases = [
        ("a(); // panic!()", "a();            "),
        ("/* x /* y */ z */b", "                 b"),
        (
            r#"f("a \" b", 'c', '\'', '\u{1F600}')"#,
            r#"f("      ",    ,     ,            )"#,
        ),
        ("r#\"a \" b\"#;", "r#\"     \"#;"),
        ("fn f<'a>(x: &'a str)", "fn f<'a>(x: &'a str)"),
        ("\"a\nb\"", "\" \n \""),
        ("\"ёлка\"c", "\"    \"c"),
        ("'ё'c", "   c"),
    ];
    for (text, code) in cases {
        assert_eq!(Masked::of(text).code, code, "{text}");
    }
    assert_eq!(Masked::of("a(\"// b\"); // c").uncommented, "a(\"// b\");     ");
}
