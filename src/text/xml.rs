//! One element of an XML text as a tree of names, texts and children.

use quick_xml::Reader;
use quick_xml::events::BytesStart;
use quick_xml::events::Event;

use super::entities;

/// Deeper than this nothing of an order stands.
const DEEPEST: usize = 32;

/// An element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    name: String,
    text: String,
    attributes: Vec<(String, String)>,
    children: Vec<Node>,
}

/// Where a text stops being well formed, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// How many bytes into it.
    pub at: usize,
    /// What is wrong.
    pub message: String,
}

impl Node {
    /// Reads the one element that a text holds.
    pub fn read(text: &str) -> Result<Node, Malformed> {
        let mut reader = Reader::from_str(text);
        // `R&D` in a name is an ampersand, not a broken file.
        reader.config_mut().allow_dangling_amp = true;
        let mut open = vec![Node::default()];
        loop {
            let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            let malformed = |message: String| Malformed { at, message };
            let event = reader.read_event().map_err(|error| malformed(error.to_string()))?;
            match event {
                Event::Start(tag) => open.push(Node::of(&tag)),
                Event::Empty(tag) => add(&mut open, Node::of(&tag)),
                Event::End(_) => {
                    if let Some(node) = open.pop() {
                        add(&mut open, node);
                    }
                }
                Event::Text(text) => say(&mut open, &text.xml10_content()),
                Event::CData(text) => say(&mut open, &text.xml10_content()),
                Event::GeneralRef(name) => say(&mut open, &entities::decode(&format!("&{};", &*name))),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
                Event::Eof => break,
            }
            if open.is_empty() || open.len() > DEEPEST {
                return Err(malformed("elements do not add up".to_owned()));
            }
        }
        let whole = open.len() == 1;
        let element = open.pop().and_then(|mut root| root.children.pop());
        element.filter(|_| whole).ok_or_else(|| Malformed {
            at: text.len(),
            message: "an element is not closed".to_owned(),
        })
    }

    fn of(tag: &BytesStart<'_>) -> Node {
        let attributes = tag.attributes().flatten().map(|attribute| {
            let name = attribute.key.local_name().into_inner().to_owned();
            (name, entities::decode(&attribute.value).into_owned())
        });
        Node {
            name: tag.local_name().into_inner().to_owned(),
            attributes: attributes.collect(),
            ..Node::default()
        }
    }

    /// The children of this name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The first child of this name.
    pub fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The first child of this name, out of it.
    pub fn into_child(self, name: &str) -> Option<Node> {
        self.children.into_iter().find(|child| child.name == name)
    }

    /// The children of an element that wraps a list: `Товары/Товар`.
    pub fn list<'a>(&'a self, of: &'a str, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.all(of).flat_map(move |list| list.all(name))
    }

    /// The trimmed text of a child; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        let child = self.children.iter().find(|child| child.name == name);
        child.map_or("", |child| child.text.trim())
    }

    /// Its own trimmed text.
    pub fn text(&self) -> &str {
        self.text.trim()
    }

    /// One of its attributes; empty when it has none of that name.
    pub fn attribute(&self, name: &str) -> &str {
        let known = self.attributes.iter().find(|(known, _)| known == name);
        known.map_or("", |(_, value)| value)
    }

    /// True when there is such a child.
    pub fn has(&self, name: &str) -> bool {
        self.children.iter().any(|child| child.name == name)
    }
}

fn add(open: &mut [Node], node: Node) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(node);
    }
}

fn say(open: &mut [Node], text: &str) {
    if let Some(node) = open.last_mut() {
        node.text.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn texts_are_joined_around_entities_and_sections() {
        let node = Node::read("<a><б>R&amp;D &#38; R&D<![CDATA[ <x> ]]></б><в/><б>2</б></a>").unwrap();
        assert_eq!(node.get("б"), "R&D & R&D <x>");
        assert_eq!(node.all("б").count(), 2);
        assert!(node.has("в") && node.get("в").is_empty());
    }

    #[test]
    fn what_is_not_well_formed_says_where() {
        for text in ["<a><b></a>", "<a>", "", "x", "<a></a></b>"] {
            assert!(Node::read(text).is_err(), "{text}");
        }
        let deep = "<a>".repeat(100_000);
        assert!(Node::read(&deep).is_err());
    }

    proptest! {
        #[test]
        fn any_text_has_an_answer(text in "[<>/a&;!\\[\\]CDAT\" =?-]{0,80}") {
            let _ = Node::read(&text);
        }
    }
}
