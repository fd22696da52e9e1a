//! The texts of messages, the shop's own before those the program brings.

use std::path::Path;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::Serde;

use super::html;
use super::texts;
use super::texts::NAMES;
use super::texts::SIGNATURE;
use super::values::trials;
use crate::domain::message::Channel;
use crate::i18n::Lang;
use crate::template;
use crate::template::Escape;
use crate::template::TemplateError;
use crate::template::TemplateFault;
use crate::template::read_each;
use crate::template::read_folder;
use crate::template::read_text;

/// The languages messages are written in.
const LANGS: [Lang; 2] = [Lang::En, Lang::Ru];
const HINT: &str = "values stand as {{ order.number }}, and between {% if order %} and {% endif %} where a message may be \
                    about no order; assets/docs/messages.md names them";

/// The texts of messages in every language; cheap to clone.
#[derive(Clone, Debug)]
pub struct Templates {
    own: Arc<[OwnText]>,
    layout: Arc<str>,
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
            layout: texts::LAYOUT.into(),
        }
    }

    /// The texts of `folder/LANGUAGE/NAME.CHANNEL.txt` and `folder/layout.html` before those the program brings; every
    /// one is tried, so that a slip shows now and not as a gap in a customer's letter.
    pub fn load(folder: &Path) -> Result<Templates, TemplateError> {
        let mut own = Vec::new();
        for lang in LANGS {
            own.extend(read_folder(&folder.join(lang.code()), "txt", |path| read(path, lang))?);
        }
        let layouts = read_folder(folder, "html", read_layout)?;
        Ok(Templates {
            own: own.into(),
            layout: layouts
                .into_iter()
                .next()
                .map_or_else(|| texts::LAYOUT.into(), Into::into),
        })
    }

    /// The same of those texts that are sound, and what is wrong with the others.
    pub fn load_sound(folder: &Path) -> (Templates, Vec<TemplateError>) {
        let (mut own, mut layouts, mut broken) = (Vec::new(), Vec::new(), Vec::new());
        for lang in LANGS {
            sift(
                read_each(&folder.join(lang.code()), "txt", |path| read(path, lang)),
                &mut own,
                &mut broken,
            );
        }
        sift(read_each(folder, "html", read_layout), &mut layouts, &mut broken);
        let layout = layouts.into_iter().next();
        let templates = Templates {
            own: own.into(),
            layout: layout.map_or_else(|| texts::LAYOUT.into(), Into::into),
        };
        (templates, broken)
    }

    /// A text filled in.
    pub(super) fn fill(
        &self,
        lang: Lang,
        name: &str,
        channel: Channel,
        values: Value,
    ) -> Result<String, TemplateFault> {
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
    pub(super) fn layout(&self) -> &str {
        &self.layout
    }
}

fn sift<T>(
    read: Result<Vec<Result<T, TemplateError>>, TemplateError>,
    sound: &mut Vec<T>,
    broken: &mut Vec<TemplateError>,
) {
    for one in read.unwrap_or_else(|error| vec![Err(error)]) {
        match one {
            Ok(one) => sound.push(one),
            Err(error) => broken.push(error),
        }
    }
}

fn read(path: &Path, lang: Lang) -> Result<OwnText, TemplateError> {
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let (name, channel) = stem.split_once('.').unwrap_or((stem, ""));
    let channel = Channel::parse(channel).filter(|channel| name != SIGNATURE || *channel == Channel::Email);
    let known = NAMES.contains(&name) || name == SIGNATURE;
    let Some(channel) = channel.filter(|_| known) else {
        return Err(TemplateError::of_file(
            path,
            format!("no message is called `{stem}`"),
            format!(
                "write NAME.sms.txt or NAME.email.txt, NAME one of {}; or {SIGNATURE}.email.txt",
                NAMES.join(", ")
            ),
        ));
    };
    let text = read_text(path)?;
    try_out(name, &text).map_err(|fault| TemplateError::of_fault(path, fault, HINT))?;
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

fn read_layout(path: &Path) -> Result<String, TemplateError> {
    if path.file_name().is_none_or(|name| name != "layout.html") {
        return Err(TemplateError::of_file(
            path,
            "is not the frame of letters".to_owned(),
            "the one HTML file here is layout.html".to_owned(),
        ));
    }
    let text = read_text(path)?;
    html::try_layout(&text).map_err(|fault| {
        let hint = "of values a layout has {{ subject }}, {{ body }}, {{ logo }}, {{ color }} and {{ shop }}";
        TemplateError::of_fault(path, fault, hint)
    })?;
    Ok(text)
}
