//! The HTML part of an email, made of its text: paragraphs, lists and links in the shop's frame.

use std::fmt::Write;

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use super::written::WrittenMessage;
use crate::template;
use crate::template::Escape;
use crate::template::TemplateFault;
use crate::text::escaped_html as escaped;

/// What the frame is filled with; everything is HTML already.
#[derive(Serialize)]
struct Frame {
    subject: String,
    body: String,
    logo: String,
    color: String,
    shop: String,
}

/// How a shop's letters look.
#[derive(Clone, Copy, Debug)]
pub(super) struct LetterLook<'a> {
    /// Where its logo is; empty: the name stands there.
    pub(super) logo: &'a str,
    /// Of headings and links, as CSS writes it.
    pub(super) color: &'a str,
    /// What it is called.
    pub(super) shop: &'a str,
}

/// A code to pay by, above the signature of a letter.
#[derive(Clone, Debug)]
pub(super) struct LetterCode {
    /// Where its picture is.
    pub(super) picture: String,
    /// What stands under it, and in its place where pictures are not shown.
    pub(super) caption: String,
}

/// The HTML of a letter.
pub(super) fn html(
    layout: &str,
    letter: &WrittenMessage,
    look: LetterLook<'_>,
    code: Option<&LetterCode>,
) -> Result<String, TemplateFault> {
    let frame = Frame {
        subject: escaped(&letter.subject),
        body: body(&letter.text, look.color, code),
        logo: escaped(look.logo),
        color: escaped(look.color),
        shop: escaped(look.shop),
    };
    template::fill("layout", layout, Value::from(Serde(frame)), Escape::Plain)
}

/// Fills a frame with nothing and with everything.
pub(super) fn try_layout(layout: &str) -> Result<(), TemplateFault> {
    for text in ["", "…"] {
        let letter = WrittenMessage {
            subject: text.to_owned(),
            text: text.to_owned(),
        };
        let look = LetterLook {
            logo: text,
            color: text,
            shop: text,
        };
        html(layout, &letter, look, None)?;
    }
    Ok(())
}

/// Blocks between empty lines; of a block, the lines that begin with `- ` are a list.
fn body(text: &str, color: &str, code: Option<&LetterCode>) -> String {
    let (text, signature) = text.split_once("\n-- \n").unwrap_or((text, ""));
    let mut html = String::new();
    for block in text.split("\n\n").map(str::trim).filter(|block| !block.is_empty()) {
        let mut lines = block.lines().peekable();
        while let Some(line) = lines.next() {
            if let Some(first) = line.strip_prefix("- ") {
                html.push_str("<ul style=\"margin:0 0 12px;padding-left:20px;\">");
                let mut item = Some(first);
                while let Some(text) = item {
                    let _ = write!(html, "<li style=\"margin:0 0 6px;\">{}</li>", linked(text, color));
                    item = lines.next_if(|line| line.starts_with("- ")).map(|line| &line[2..]);
                }
                html.push_str("</ul>\n");
                continue;
            }
            let mut paragraph = linked(line, color);
            while let Some(line) = lines.next_if(|line| !line.starts_with("- ")) {
                paragraph.push_str("<br>\n");
                paragraph.push_str(&linked(line, color));
            }
            let _ = writeln!(html, "<p style=\"margin:0 0 14px;\">{paragraph}</p>");
        }
    }
    if let Some(LetterCode { picture, caption }) = code {
        let _ = writeln!(
            html,
            "<p style=\"margin:0 0 14px;\"><img src=\"{}\" alt=\"{caption}\" width=\"220\" style=\"display:block;width:220px;height:auto;border:0;\">{caption}</p>",
            escaped(picture),
            caption = escaped(caption),
        );
    }
    let signature = signature.trim();
    if !signature.is_empty() {
        let lines: Vec<String> = signature.lines().map(|line| linked(line, color)).collect();
        let _ = write!(
            html,
            "<p style=\"margin:20px 0 0;padding-top:14px;border-top:1px solid #e5e7eb;font-size:14px;color:#6b7280;\">{}</p>",
            lines.join("<br>\n")
        );
    }
    html
}

/// A line with its addresses as links: only those of the web, and of mailboxes.
fn linked(line: &str, color: &str) -> String {
    let word = |word: &str| {
        let bare = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
        let href = if bare.starts_with("https://") || bare.starts_with("http://") {
            bare.to_owned()
        } else if bare
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
        {
            format!("mailto:{bare}")
        } else {
            return escaped(word);
        };
        format!(
            "<a href=\"{}\" style=\"color:{};\">{}</a>{}",
            escaped(&href),
            escaped(color),
            escaped(bare),
            escaped(&word[bare.len()..])
        )
    };
    // A number stays with its sign at the end of a line, and a telephone's in one piece.
    let mut linked = String::with_capacity(line.len());
    let mut is_phone = false;
    for (at, part) in line.split(' ').enumerate() {
        is_phone &= part.starts_with(|c: char| c.is_ascii_digit() || c == '(');
        if at > 0 {
            linked.push(if is_phone { '\u{a0}' } else { ' ' });
        }
        linked.push_str(&word(part));
        let begins = part
            .strip_prefix('+')
            .is_some_and(|digits| digits.starts_with(|c: char| c.is_ascii_digit()));
        is_phone = (is_phone || begins) && part.ends_with(|c: char| c.is_ascii_digit() || c == ')');
    }
    linked.replace("№ ", "№\u{a0}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_paragraphs_lists_and_links() {
        let html = body(
            "Hi,\nyou\n\nGoods:\n- a <b>\n- c\nTotal\n\n-- \nShop\nhello@shop.example\n",
            "#123",
            None,
        );
        assert_eq!(html.matches("<li").count(), 2);
        assert!(html.contains("a &lt;b&gt;"), "{html}");
        assert!(html.contains("Hi,<br>\nyou"), "{html}");
        assert!(html.contains("href=\"mailto:hello@shop.example\""), "{html}");
        assert!(html.contains(">Total</p>"), "{html}");
    }

    #[test]
    fn a_number_stays_with_its_sign() {
        assert!(body("Заказ № 1042", "#123", None).contains("№\u{a0}1042"));
        let html = body("Звоните: +7 (495) 123-45-67. 2 раза, +49 30 1234, 5", "#123", None);
        assert!(
            html.contains("+7\u{a0}(495)\u{a0}123-45-67. 2 раза, +49\u{a0}30\u{a0}1234, 5"),
            "{html}"
        );
    }

    #[test]
    fn nothing_of_a_value_is_html_or_a_link_that_runs_something() {
        for hostile in [
            "<script>x</script>",
            "javascript:alert(1)",
            "https://x/\"onmouseover=\"y",
            "\"><img src=x>@a.b",
        ] {
            let html = body(hostile, "#123", None);
            assert!(
                !html.contains("<script") && !html.contains("<img") && !html.contains("\"onmouse"),
                "{html}"
            );
            assert!(!html.contains("href=\"javascript"), "{html}");
        }
    }
}
