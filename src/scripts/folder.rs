//! The shop's own scripts, in a folder beside its settings.

use std::path::Path;

use super::Scripts;
use super::choose::NAMES;
use super::choose::SEGMENTS;
use super::choose::may_lack_an_order;
use super::template;
use crate::i18n::Lang;
use crate::template::TemplateError;
use crate::template::read_folder;
use crate::template::read_text;
use crate::template::values;

impl Scripts {
    /// The texts of `folder/LANGUAGE/NAME.md` before those the program brings; every one is tried, so that a slip shows
    /// now and not in the middle of a talk. A folder that is not there is an empty one.
    pub fn load(folder: &Path, lang: Lang) -> Result<Scripts, TemplateError> {
        let own = read_folder(&folder.join(lang.code()), "md", read)?;
        Ok(Scripts { lang, own: own.into() })
    }
}

fn read(path: &Path) -> Result<(String, String), TemplateError> {
    let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let (task, segment) = name.split_once('-').map_or((name, None), |(task, of)| (task, Some(of)));
    if !NAMES.contains(&task) || segment.is_some_and(|segment| !SEGMENTS.contains(&segment)) {
        return Err(TemplateError::of_file(
            path,
            format!("no script is called `{name}`"),
            format!(
                "one of {}; -{} after it narrows it to a segment",
                NAMES.join(", "),
                SEGMENTS.join(", -")
            ),
        ));
    }
    let text = read_text(path)?;
    let trials = values::trials().into_iter().skip(usize::from(!may_lack_an_order(task)));
    for values in trials {
        template::fill(name, &text, values).map_err(|fault| {
            let hint = "values stand as {{ order.number }}, and between {% if order %} and {% endif %} where a call may \
                        have no order; assets/docs/scripts.md names them";
            TemplateError::of_fault(path, fault, hint)
        })?;
    }
    Ok((name.to_owned(), text))
}
