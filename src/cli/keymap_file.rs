//! The keys that hold here: the file `keymap.toml` beside the settings changes some.

use std::fs;
use std::io;
use std::path::PathBuf;

use super::context::Context;
use super::output::failure::Failure;
use super::output::failure::Kind;
use crate::config::paths;
use crate::tui::commands::Keymap;
use crate::words;

/// The keys, and the file that changes some of them; the defaults when there is none.
pub fn read(context: &Context) -> Result<(Keymap, Option<PathBuf>), Failure> {
    let settings = context.config_file().or_else(paths::usual_config_file);
    let Some(path) = settings.map(|file| file.with_file_name("keymap.toml")) else {
        return Ok((Keymap::default(), None));
    };
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok((Keymap::default(), None)),
        Err(why) => {
            let why = words::known(&context.tr, &format!("cannot be read: {why}"));
            let message = format!("{}: {why}", path.display());
            let hint = "see that it is a text in UTF-8 and can be read";
            return Err(Failure::new(Kind::Config, message, words::known(&context.tr, hint)));
        }
    };
    match Keymap::parse(&text) {
        Ok(keymap) => Ok((keymap, Some(path))),
        Err(error) => {
            let message = format!(
                "{}:{}: {}",
                path.display(),
                error.line,
                words::known(&context.tr, &error.message)
            );
            Err(Failure::new(
                Kind::Config,
                message,
                words::known(&context.tr, &error.hint),
            ))
        }
    }
}
