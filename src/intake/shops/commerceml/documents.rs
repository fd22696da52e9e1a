//! The documents of a CommerceML file.

use std::io;
use std::io::BufRead;

use super::money;
use super::order;
use crate::domain::item::Item;
use crate::domain::order_news::OrderNews;
use crate::domain::reject::Reject;
use crate::domain::reject::RejectWhy;
use crate::intake::Defaults;
use crate::intake::Parser;
use crate::intake::Sink;
use crate::intake::fields;
use crate::intake::fields::SHORT;
use crate::intake::reading::Read;
use crate::text::xml::Malformed;
use crate::text::xml::Node;

/// The element everything stands in.
const ROOT: &str = "КоммерческаяИнформация";

/// Reads the documents.
#[derive(Clone, Copy, Debug)]
pub struct CommerceMl;

/// True when a file begins as CommerceML does.
pub fn is_root(beginning: &str) -> bool {
    beginning.starts_with('<') && beginning.contains(ROOT)
}

impl Parser for CommerceMl {
    fn parse(&self, input: &mut dyn BufRead, defaults: &Defaults, sink: &mut dyn Sink) -> io::Result<()> {
        let mut bytes = Vec::new();
        input.read_to_end(&mut bytes)?;
        let text = String::from_utf8_lossy(&bytes);
        if !is_root(text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}')) && !text.trim().is_empty()
        {
            let place = Place { line: 1, head: None };
            let _ = sink.take(place.reject(&text, None, (String::new(), RejectWhy::NotAnOrder)));
            return Ok(());
        }
        let head = root_tag(&text);
        let documents = Documents { text: &text, at: 0 };
        let (mut counted, mut line) = (0, 1);
        let mut above = None;
        // News find their order wherever in the file it stands.
        let mut news = Vec::new();
        for document in documents {
            let passed = &text[counted..document.at];
            line += newlines(passed);
            above = above.filter(|_| !passed.contains("</Контейнер>"));
            counted = document.at;
            let place = Place {
                line,
                head: Some(head.clone()),
            };
            let item = item(&document, &place, above.as_deref(), defaults);
            if let Item::Order(order) = &item {
                above = Some(order.external_id.clone());
            }
            if let Item::News(_) = item {
                news.push(item);
            } else if sink.take(item).is_break() {
                return Ok(());
            }
        }
        let _ = news.into_iter().try_for_each(|item| sink.take(item));
        Ok(())
    }
}

/// The opening tag of the root as it stands: with it in front a document can be read again.
fn root_tag(text: &str) -> String {
    let from = text.find(&format!("<{ROOT}")).unwrap_or(0);
    let tag = text[from..].find('>').map(|end| &text[from..=from + end]);
    tag.filter(|tag| tag.len() <= 2_000 && !tag.ends_with("/>"))
        .map_or_else(|| format!("<{ROOT}>"), str::to_owned)
}

struct Document<'a> {
    at: usize,
    text: &'a str,
    is_whole: bool,
}

/// The documents of a text one by one, by their tags alone: one that is not well formed inside costs only itself.
struct Documents<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Documents<'a> {
    type Item = Document<'a>;

    fn next(&mut self) -> Option<Document<'a>> {
        const END: &str = "</Документ>";
        let at = opening(self.text, self.at)?;
        let next = opening(self.text, at + 1).unwrap_or(self.text.len());
        let end = self.text[at..next].find(END).map(|end| at + end + END.len());
        self.at = end.unwrap_or(next);
        Some(Document {
            at,
            text: self.text[at..self.at].trim_end(),
            is_whole: end.is_some(),
        })
    }
}

/// Where the next document opens: `<Документ>`, not `<Документы>`.
fn opening(text: &str, from: usize) -> Option<usize> {
    const TAG: &str = "<Документ";
    let from = (from..=text.len()).find(|at| text.is_char_boundary(*at))?;
    let mut places = text[from..].match_indices(TAG).map(|(at, _)| from + at);
    places.find(|at| text[at + TAG.len()..].starts_with(|c: char| c == '>' || c.is_whitespace()))
}

fn newlines(text: &str) -> u64 {
    u64::try_from(text.bytes().filter(|b| *b == b'\n').count()).unwrap_or(0)
}

/// Where a document stands, and what belongs in front of it.
struct Place {
    line: u64,
    head: Option<String>,
}

impl Place {
    fn reject(&self, text: &str, order: Option<String>, refused: (String, RejectWhy)) -> Item {
        let (field, why) = refused;
        Item::Reject(Reject {
            line: self.line,
            order,
            field,
            why,
            head: self.head.clone(),
            raw: fields::raw(text),
        })
    }

    fn syntax(&self, text: &str, malformed: Malformed) -> RejectWhy {
        let at = (0..=malformed.at.min(text.len()))
            .rev()
            .find(|at| text.is_char_boundary(*at));
        let before = &text[..at.unwrap_or(0)];
        let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count());
        RejectWhy::Syntax {
            line: self.line + newlines(before),
            column: u64::try_from(column).unwrap_or(0) + 1,
            message: malformed.message,
        }
    }
}

fn item(document: &Document<'_>, place: &Place, above: Option<&str>, defaults: &Defaults) -> Item {
    let node = match Node::read(document.text) {
        Ok(node) => node,
        Err(malformed) => {
            let why = if document.is_whole {
                place.syntax(document.text, malformed)
            } else {
                RejectWhy::CutShort
            };
            return place.reject(document.text, label_of(document.text), (String::new(), why));
        }
    };
    let read = match money::kind(node.get("ХозОперация")) {
        Some(kind) => money::read(&node, kind, above, defaults),
        None => order::read(&node, defaults),
    };
    match read {
        Ok(Read::News(news)) => Item::News(Box::new(OrderNews {
            line: place.line,
            head: place.head.clone(),
            raw: fields::raw(document.text),
            ..*news
        })),
        Ok(read) => read.into(),
        Err(refused) => {
            let label = [node.get("Номер"), node.get("Ид")]
                .into_iter()
                .find(|label| !label.is_empty());
            place.reject(document.text, label.map(|label| fields::text(label, SHORT)), refused)
        }
    }
}

/// The number of a document that is not well formed.
fn label_of(text: &str) -> Option<String> {
    let (_, behind) = text.split_once("<Номер>")?;
    let (number, _) = behind.split_once('<')?;
    Some(fields::text(number, SHORT)).filter(|number| !number.is_empty())
}
