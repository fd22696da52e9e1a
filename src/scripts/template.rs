//! A text in Markdown with places for values becomes a script.

use minijinja::Value;
use pulldown_cmark::Event;
use pulldown_cmark::Parser;
use pulldown_cmark::Tag;
use pulldown_cmark::TagEnd;
use sha2::Digest;
use sha2::Sha256;

use super::Script;
use super::Step;
use super::StepKind;
use crate::template;
use crate::template::Escape;
use crate::template::TemplateFault;
use crate::text::clean;

/// Fills a text in. The error names the line of the text and what is wrong there.
pub(super) fn fill(name: &str, text: &str, values: Value) -> Result<Script, TemplateFault> {
    let marked = template::fill(name, text, values, Escape::Markdown)?;
    Ok(parse(name, &marked))
}

fn parse(name: &str, marked: &str) -> Script {
    let (mut title, mut steps) = (String::new(), Vec::new());
    let (mut text, mut kind) = (String::new(), StepKind::Advice);
    let mut finish = |text: &mut String, kind: StepKind| {
        let said = std::mem::take(text).trim().to_owned();
        if !said.is_empty() {
            steps.push(Step {
                key: key(&said),
                text: said,
                kind,
            });
        }
    };
    for event in Parser::new(marked) {
        match event {
            Event::Text(part) | Event::Code(part) | Event::Html(part) | Event::InlineHtml(part) => {
                text.push_str(&clean(&part));
            }
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::Start(Tag::Item) => {
                finish(&mut text, kind);
                kind = StepKind::Point;
            }
            Event::Start(Tag::BlockQuote(_)) => {
                finish(&mut text, kind);
                kind = StepKind::Say;
            }
            Event::End(TagEnd::Heading(_)) if title.is_empty() => {
                std::mem::take(&mut text).trim().clone_into(&mut title);
            }
            Event::End(TagEnd::Item | TagEnd::BlockQuote(_)) => {
                finish(&mut text, kind);
                kind = StepKind::Advice;
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) => finish(&mut text, kind),
            _ => {}
        }
    }
    finish(&mut text, kind);
    let name = name.to_owned();
    Script { name, title, steps }
}

/// The first eight bytes of the wording's SHA-256.
fn key(text: &str) -> i64 {
    let digest = Sha256::digest(text.as_bytes());
    let mut head = [0; 8];
    head.copy_from_slice(&digest[..8]);
    i64::from_be_bytes(head)
}
