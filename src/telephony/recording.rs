//! Recordings of calls (R28): where they lie, and what plays them.

use std::path::Path;

use super::dial::DialError;
use super::dial::open;
use super::dial::run;
use crate::domain::settings::TelephonySetting;

/// Where a recording is: an address of the web or a whole path as it stands, another name in the folder of the settings.
/// None where there is no folder for it, or the name leads out of it.
pub fn place(setting: &TelephonySetting, name: &str) -> Option<String> {
    let is_address = name.starts_with("https://") || name.starts_with("http://");
    let is_hostile = name.starts_with('-') || name.chars().any(char::is_control);
    if is_hostile {
        return None;
    }
    if is_address || Path::new(name).is_absolute() {
        return Some(name.to_owned());
    }
    let leads_out = name.split(['/', '\\']).any(|part| part == "..");
    let folder = setting.recordings.as_deref().filter(|_| !leads_out)?;
    Some(Path::new(folder).join(name).to_string_lossy().into_owned())
}

/// Plays what lies there.
pub fn play(setting: &TelephonySetting, place: &str) -> Result<(), DialError> {
    if setting.player.is_empty() {
        return open(place);
    }
    let line = setting.player.iter().map(|part| part.replace("{file}", place));
    run(&line.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recording_lies_in_its_folder_and_nowhere_else() {
        let mut setting = TelephonySetting::default();
        assert_eq!(place(&setting, "in-1.wav"), None);
        setting.recordings = Some("/mnt/monitor".to_owned());
        let at = |name| place(&setting, name);
        assert_eq!(at("2026/in-1.wav").as_deref(), Some("/mnt/monitor/2026/in-1.wav"));
        assert_eq!(at("/var/spool/in-1.wav").as_deref(), Some("/var/spool/in-1.wav"));
        assert_eq!(at("https://rec.example/1").as_deref(), Some("https://rec.example/1"));
        assert_eq!((at("../../etc/passwd"), at("-rf"), at("a\nb")), (None, None, None));
    }

    #[test]
    fn a_player_of_the_settings_gets_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("played");
        let program = format!("echo \"$0\" > {}", out.display());
        let setting = TelephonySetting {
            player: ["sh", "-c", &program, "{file}"].map(str::to_owned).to_vec(),
            ..TelephonySetting::default()
        };
        play(&setting, "/mnt/monitor/in-1.wav").unwrap();
        assert_eq!(std::fs::read_to_string(&out).unwrap(), "/mnt/monitor/in-1.wav\n");
    }
}
