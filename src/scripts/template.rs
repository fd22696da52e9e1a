//! A text in Markdown with places for values becomes a script.

use std::io;
use std::io::Write;
use std::sync::LazyLock;
use std::time::Duration;
use std::time::Instant;

use minijinja::Environment;
use minijinja::Error;
use minijinja::ErrorKind;
use minijinja::UndefinedBehavior;
use minijinja::Value;
use minijinja::filters;
use minijinja::tests;
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
use super::grammar;
use crate::text::clean;

/// The longest script filled in, bytes.
pub(super) const MOST_FILLED: usize = 256 * 1024;
/// How many steps filling one in may take.
const MOST_STEPS: u64 = 20_000;
/// How deep its blocks may stand in each other.
const DEEPEST: usize = 50;
/// How long it may take.
const LONGEST: Duration = Duration::from_secs(1);

static ENVIRONMENT: LazyLock<Environment<'static>> = LazyLock::new(|| {
    // Of filters and tests only those that make nothing much longer than it was.
    let mut environment = Environment::empty();
    environment.set_fuel(Some(MOST_STEPS));
    environment.set_recursion_limit(DEEPEST);
    environment.add_filter("capitalize", filters::capitalize);
    environment.add_filter("default", filters::default);
    environment.add_filter("first", filters::first);
    environment.add_filter("last", filters::last);
    environment.add_filter("length", filters::length);
    environment.add_filter("lower", filters::lower);
    environment.add_filter("title", filters::title);
    environment.add_filter("trim", filters::trim);
    environment.add_filter("upper", filters::upper);
    environment.add_test("defined", tests::is_defined);
    environment.add_test("none", tests::is_none);
    environment.add_test("undefined", tests::is_undefined);
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    // A value is no Markdown, whatever a customer's name looks like.
    environment.set_formatter(|out, _, value| match value.kind() {
        ValueKind::Undefined => Err(Error::from(ErrorKind::UndefinedError)),
        ValueKind::None => Ok(()),
        ValueKind::Seq | ValueKind::Map | ValueKind::Iterable | ValueKind::Plain => Err(Error::new(
            ErrorKind::BadSerialization,
            "a list is gone through with {% for %}, of a group one value is named",
        )),
        _ => Ok(out.write_str(&plain(&value.to_string()))?),
    });
    environment
});

/// Fills a text in. The error names the line of the text and what is wrong there.
pub(super) fn fill(name: &str, text: &str, values: Value) -> Result<Script, (Option<usize>, String)> {
    grammar::check(name, text)?;
    let mut marked = Bounded::new();
    let filled = ENVIRONMENT.template_from_named_str(name, text);
    let filled = filled.and_then(|template| template.render_captured_to(values, &mut marked).map(|_| ()));
    if let Some(fault) = marked.fault {
        return Err((None, fault));
    }
    filled.map_err(|error| (error.line(), worded(&error)))?;
    Ok(parse(name, &String::from_utf8_lossy(&marked.text)))
}

/// What is filled in so far.
struct Bounded {
    text: Vec<u8>,
    until: Instant,
    /// Why there is no more of it.
    fault: Option<String>,
}

impl Bounded {
    fn new() -> Bounded {
        Bounded {
            text: Vec::new(),
            until: Instant::now() + LONGEST,
            fault: None,
        }
    }
}

impl Write for Bounded {
    fn write(&mut self, part: &[u8]) -> io::Result<usize> {
        if self.text.len() + part.len() > MOST_FILLED {
            self.fault = Some(format!("filled in it is longer than {} KB", MOST_FILLED / 1024));
        } else if Instant::now() > self.until {
            self.fault = Some("it takes too long to fill in".to_owned());
        }
        if self.fault.is_some() {
            return Err(io::Error::other("no more"));
        }
        self.text.extend_from_slice(part);
        Ok(part.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
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
