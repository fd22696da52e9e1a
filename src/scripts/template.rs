//! A text in Markdown with places for values becomes a script.

use std::sync::LazyLock;

use minijinja::Environment;
use minijinja::Error;
use minijinja::ErrorKind;
use minijinja::UndefinedBehavior;
use minijinja::Value;
use minijinja::value::ValueKind;
use pulldown_cmark::Event;
use pulldown_cmark::Parser;
use pulldown_cmark::Tag;
use pulldown_cmark::TagEnd;
use sha2::Digest;
use sha2::Sha256;

use super::Script;
use super::Step;
use super::StepKind;
use crate::text::clean;

static ENVIRONMENT: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    // A value is no Markdown, whatever a customer's name looks like.
    environment.set_formatter(|out, _, value| match value.kind() {
        ValueKind::Undefined => Err(Error::from(ErrorKind::UndefinedError)),
        ValueKind::None => Ok(()),
        _ => Ok(out.write_str(&plain(&value.to_string()))?),
    });
    environment
});

/// Fills a text in. The error names the line of the text and what is wrong there.
pub(super) fn fill(name: &str, text: &str, values: Value) -> Result<Script, (Option<usize>, String)> {
    let marked = ENVIRONMENT
        .render_named_str(name, text, values)
        .map_err(|error| (error.line(), worded(&error)))?;
    Ok(parse(name, &marked))
}

fn worded(error: &Error) -> String {
    let detail = error.detail().unwrap_or_default();
    let kind = error.kind().to_string();
    if detail.is_empty() {
        kind
    } else {
        format!("{kind}: {detail}")
    }
}

/// One line in which nothing is a mark of Markdown.
fn plain(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for c in clean(value).chars() {
        if c.is_ascii_punctuation() {
            text.push('\\');
        }
        text.push(c);
    }
    text
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
