//! The texts of messages, the shop's own before those the program brings.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::Serde;

use super::html;
use super::texts;
use super::texts::NAMES;
use super::texts::SIGNATURE;
use super::values::trials;
use crate::domain::cell::Cell;
use crate::domain::cell::Label;
use crate::domain::message::Channel;
use crate::i18n::Lang;
use crate::template;
use crate::template::Escape;
use crate::template::TemplateError;
use crate::template::TemplateFault;
use crate::template::TextFile;
use crate::template::TextFolder;
use crate::template::of_values;
use crate::template::read_sound;

/// The frame of letters.
const LAYOUT_FILE: &str = "layout.html";

/// The texts of messages in every language; cheap to clone.
#[derive(Clone, Debug)]
pub struct Templates {
    own: Arc<[OwnText]>,
    /// What the shop wants in place of the program's words and cannot be read: nothing is written in others meanwhile.
    broken: Arc<[BrokenText]>,
    layout: Result<Arc<str>, TemplateFault>,
}

#[derive(Clone, Debug)]
struct BrokenText {
    lang: Lang,
    /// With its channel: `accepted.email`.
    stem: String,
    fault: TemplateFault,
}

#[derive(Clone, Debug)]
struct OwnText {
    lang: Lang,
    name: String,
    channel: Channel,
    text: String,
}

impl Templates {
    /// The texts the program brings.
    pub fn brought() -> Templates {
        Templates {
            own: Arc::new([]),
            broken: Arc::new([]),
            layout: Ok(texts::LAYOUT.into()),
        }
    }

    /// The texts of `folder/LANGUAGE/NAME.CHANNEL.txt` and `folder/layout.html` before those the program brings, and what
    /// is wrong with those that are left out; every one is tried, so that a slip shows now and not as a gap in a customer's
    /// letter.
    pub fn load(folder: impl Into<TextFolder>) -> (Templates, Vec<TemplateError>) {
        let folder = folder.into();
        let (mut own, mut broken, mut unsound) = (Vec::new(), Vec::new(), Vec::new());
        for lang in Lang::ALL.iter().copied() {
            let (sound, wrong) = read_sound(&folder.join(lang.code()), "txt", |file| read(file, lang));
            own.extend(sound);
            unsound.extend(wrong.iter().map(|error| {
                BrokenText {
                    lang,
                    stem: error
                        .path
                        .file_stem()
                        .unwrap_or_default()
                        .to_string_lossy()
                        .into_owned(),
                    fault: (error.line, error.message.clone()),
                }
            }));
            broken.extend(wrong);
        }
        let (layouts, wrong) = read_sound(&folder, "html", read_layout);
        let is_layout = |error: &&TemplateError| error.path.file_name().is_some_and(|name| name == LAYOUT_FILE);
        let layout = match wrong.iter().find(is_layout) {
            Some(error) => Err((error.line, error.message.clone())),
            None => Ok(layouts
                .into_iter()
                .next()
                .map_or_else(|| texts::LAYOUT.into(), Into::into)),
        };
        broken.extend(wrong);
        let templates = Templates {
            own: own.into(),
            broken: unsound.into(),
            layout,
        };
        (templates, broken)
    }

    /// Read in one go with those.
    pub(super) fn is_same(&self, other: &Templates) -> bool {
        Arc::ptr_eq(&self.own, &other.own)
    }

    /// A text filled in.
    pub(super) fn fill(
        &self,
        lang: Lang,
        name: &str,
        channel: Channel,
        values: Value,
    ) -> Result<String, TemplateFault> {
        let stem = format!("{name}.{}", channel.code());
        if let Some(broken) = self
            .broken
            .iter()
            .find(|broken| broken.lang == lang && broken.stem == stem)
        {
            return Err(broken.fault.clone());
        }
        let own = self
            .own
            .iter()
            .find(|own| (own.lang, own.channel, own.name.as_str()) == (lang, channel, name));
        let text = own
            .map(|own| own.text.as_str())
            .or_else(|| texts::brought(lang, name, channel));
        let text = text.ok_or_else(|| (None, format!("no message is called `{name}`")))?;
        template::fill(name, text, values, Escape::Plain)
    }

    /// The frame of the HTML part.
    pub(super) fn layout(&self) -> Result<&str, TemplateFault> {
        self.layout.as_deref().map_err(Clone::clone)
    }
}

fn read(file: &TextFile, lang: Lang) -> Result<OwnText, TemplateError> {
    let (path, stem) = (file.path.as_path(), file.stem());
    let (name, channel) = stem.split_once('.').unwrap_or((stem, ""));
    let channel = Channel::parse(channel).filter(|channel| name != SIGNATURE || *channel == Channel::Email);
    let known = NAMES.contains(&name) || name == SIGNATURE;
    let Some(channel) = channel.filter(|_| known) else {
        return Err(TemplateError::of_file(
            path,
            format!("no message is called `{stem}`"),
            Label::of("text-hint_messages")
                .with("names", Cell::Text(NAMES.join(", ")))
                .with("signature", Cell::Text(SIGNATURE.to_owned())),
        ));
    };
    let text = file.text()?;
    try_out(name, &text).map_err(|fault| TemplateError::of_fault(path, fault, of_values("assets/docs/messages.md")))?;
    Ok(OwnText {
        lang,
        name: name.to_owned(),
        channel,
        text,
    })
}

/// Fills a text with the values of nobody, each of its branches.
pub(super) fn try_out(name: &str, text: &str) -> Result<(), TemplateFault> {
    let without = usize::from(!texts::may_lack_an_order(name));
    for values in trials().into_iter().skip(without) {
        template::fill(name, text, Value::from(Serde(values)), Escape::Plain)?;
    }
    Ok(())
}

fn read_layout(file: &TextFile) -> Result<String, TemplateError> {
    let path = file.path.as_path();
    if path.file_name().is_none_or(|name| name != LAYOUT_FILE) {
        return Err(TemplateError::of_file(
            path,
            "is not the frame of letters".to_owned(),
            Label::of("text-hint_layout"),
        ));
    }
    let text = file.text()?;
    html::try_layout(&text)
        .map_err(|fault| TemplateError::of_fault(path, fault, Label::of("text-hint_layout_values")))?;
    Ok(text)
}
