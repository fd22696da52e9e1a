//! Fills a text in, within bounds.

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

use super::grammar;
use super::grammar::TemplateFault;
use crate::text::clean;
use crate::text::clean_lines;

/// The longest text filled in, bytes.
const MOST_FILLED: usize = 256 * 1024;
/// How many steps filling one in may take.
const MOST_STEPS: u64 = 20_000;
/// How deep its blocks may stand in each other.
const DEEPEST: usize = 50;
/// How long it may take.
const LONGEST: Duration = Duration::from_secs(1);

/// What a value may not be taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escape {
    /// A mark of Markdown: a value is one line of plain words, whatever a customer's name looks like.
    Markdown,
    /// A sign that steers a terminal; the text is plain, and a value may have several lines.
    Plain,
}

static MARKDOWN: LazyLock<Environment<'static>> = LazyLock::new(|| environment(plain));
static PLAIN: LazyLock<Environment<'static>> = LazyLock::new(|| environment(|value| clean_lines(value).into_owned()));

fn environment(written: fn(&str) -> String) -> Environment<'static> {
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
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_formatter(move |out, _, value| match value.kind() {
        ValueKind::Undefined => Err(Error::from(ErrorKind::UndefinedError)),
        ValueKind::None => Ok(()),
        ValueKind::Seq | ValueKind::Map | ValueKind::Iterable | ValueKind::Plain => Err(Error::new(
            ErrorKind::BadSerialization,
            "a list is gone through with {% for %}, of a group one value is named",
        )),
        _ => Ok(out.write_str(&written(&value.to_string()))?),
    });
    environment
}

/// Ends a line of a plain text that holds only tags: it is no line of what is filled in. No value can hold it.
const TAGS_ONLY: char = '\u{1}';

/// Fills a text in. The error names the line of the text and what is wrong there.
pub fn fill(name: &str, text: &str, values: Value, escape: Escape) -> Result<String, TemplateFault> {
    grammar::check(name, text)?;
    let marked_text;
    let (environment, text) = match escape {
        Escape::Markdown => (&MARKDOWN, text),
        Escape::Plain => {
            marked_text = text.split('\n').map(marked_line).collect::<Vec<_>>().join("\n");
            (&PLAIN, marked_text.as_str())
        }
    };
    let mut marked = Bounded::new();
    let filled = environment.template_from_named_str(name, text);
    let filled = filled.and_then(|template| template.render_captured_to(values, &mut marked).map(|_| ()));
    if let Some(fault) = marked.fault {
        return Err((None, fault));
    }
    filled.map_err(|error| (error.line(), worded(&error)))?;
    let filled = String::from_utf8_lossy(&marked.text);
    Ok(match escape {
        Escape::Markdown => filled.into_owned(),
        Escape::Plain => filled.replace("\u{1}\n", "").replace(TAGS_ONLY, ""),
    })
}

fn marked_line(line: &str) -> String {
    let mut rest = line.trim();
    let holds_only_tags = !rest.is_empty()
        && loop {
            match rest.strip_prefix("{%").and_then(|tag| tag.split_once("%}")) {
                Some((_, after)) => rest = after.trim_start(),
                None => break rest.is_empty(),
            }
        };
    if holds_only_tags {
        format!("{}{TAGS_ONLY}", line.trim())
    } else {
        line.to_owned()
    }
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
