//! The shop's own scripts, in a folder beside its settings.

use super::Scripts;
use super::choose::NAMES;
use super::choose::SEGMENTS;
use super::choose::may_lack_an_order;
use super::template;
use crate::domain::cell::Cell;
use crate::domain::cell::Label;
use crate::i18n::Lang;
use crate::template::TemplateError;
use crate::template::TextFile;
use crate::template::TextFolder;
use crate::template::of_values;
use crate::template::read_sound;
use crate::template::values;

impl Scripts {
    /// The texts of `folder/LANGUAGE/NAME.md` before those the program brings, and what is wrong with those that are left
    /// out; every one is tried, so that a slip shows now and not in the middle of a talk. A folder that is not there is an
    /// empty one.
    pub fn load(folder: impl Into<TextFolder>, lang: Lang) -> (Scripts, Vec<TemplateError>) {
        let (own, broken) = read_sound(&folder.into().join(lang.code()), "md", read);
        (Scripts { lang, own: own.into() }, broken)
    }
}

fn read(file: &TextFile) -> Result<(String, String), TemplateError> {
    let (path, name) = (file.path.as_path(), file.stem());
    let (task, segment) = name.split_once('-').map_or((name, None), |(task, of)| (task, Some(of)));
    if !NAMES.contains(&task) || segment.is_some_and(|segment| !SEGMENTS.contains(&segment)) {
        return Err(TemplateError::of_file(
            path,
            format!("no script is called `{name}`"),
            Label::of("text-hint_scripts")
                .with("names", Cell::Text(NAMES.join(", ")))
                .with("segments", Cell::Text(SEGMENTS.join(", -"))),
        ));
    }
    let text = file.text()?;
    let trials = values::trials().into_iter().skip(usize::from(!may_lack_an_order(task)));
    for values in trials {
        template::fill(name, &text, values)
            .map_err(|fault| TemplateError::of_fault(path, fault, of_values("assets/docs/scripts.md")))?;
    }
    Ok((name.to_owned(), text))
}
