//! Where the files lie when nobody says otherwise.

use std::path::Path;
use std::path::PathBuf;

use directories::ProjectDirs;

use super::Env;

/// The settings file: `DOZVON_CONFIG`, else `config.toml` in the user's folder for settings if there is one.
pub fn config_file(env: &Env) -> Option<PathBuf> {
    if let Some(named) = env.get("DOZVON_CONFIG") {
        return Some(PathBuf::from(named));
    }
    usual_config_file().filter(|path| path.exists())
}

/// Where the settings file would be looked for, whether or not it exists; nothing when the user has no home.
pub fn usual_config_file() -> Option<PathBuf> {
    folders().map(|folders| folders.config_dir().join("config.toml"))
}

/// A file of this name beside the settings file in force, or where that would be; nothing when the user has no home.
pub fn beside(config: Option<&Path>, name: &str) -> Option<PathBuf> {
    let config = config.map(Path::to_owned).or_else(usual_config_file)?;
    Some(config.with_file_name(name))
}

/// The user's folder for data on this machine; nothing when the user has no home.
pub fn data_folder() -> Option<PathBuf> {
    // The local one: on Windows the other is copied between machines while the file is open.
    folders().map(|folders| folders.data_local_dir().to_owned())
}

fn folders() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "dozvon")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::env::Env;

    #[test]
    fn the_environment_names_the_file() {
        let env = Env::of(&[("DOZVON_CONFIG", "/shop/a.toml")]);
        assert_eq!(config_file(&env), Some(PathBuf::from("/shop/a.toml")));
    }
}
