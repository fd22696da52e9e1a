//! Recordings of calls (R28): where they lie, and what plays them.

use std::path::Path;

use super::dial::DialError;
use super::dial::open;
use super::dial::run;
use crate::domain::settings::TelephonySetting;

/// What a file of sound ends in: the system runs a program that is opened, and never one of these.
const SOUNDS: [&str; 16] = [
    "aac", "aif", "aiff", "alaw", "flac", "gsm", "m4a", "mp3", "oga", "ogg", "opus", "ulaw", "wav", "wav49", "webm",
    "wma",
];

/// Where a recording is: an address of the web or a whole path as it stands, another name in the folder of the settings.
/// None where there is no folder for it, the name leads out of it or to another machine, or it is no sound.
pub fn place(setting: &TelephonySetting, name: &str) -> Option<String> {
    let is_address = name.starts_with("https://") || name.starts_with("http://");
    let leads_away = name.starts_with(r"\\") || name.starts_with("//");
    let is_hostile = name.starts_with('-') || leads_away || name.chars().any(char::is_control);
    if is_hostile {
        return None;
    }
    if is_address {
        return Some(name.to_owned());
    }
    let extension = Path::new(name).extension()?.to_str()?.to_ascii_lowercase();
    if !SOUNDS.contains(&extension.as_str()) {
        return None;
    }
    if Path::new(name).is_absolute() {
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
        let inside = Path::new("/mnt/monitor").join("2026/in-1.wav");
        assert_eq!(at("2026/in-1.wav").as_deref(), inside.to_str());
        assert_eq!(at("/var/spool/in-1.wav").as_deref(), Some("/var/spool/in-1.wav"));
        assert_eq!(at("https://rec.example/1").as_deref(), Some("https://rec.example/1"));
        for hostile in [
            "../../home/in-1.wav",
            "-rf.wav",
            "a\nb.wav",
            "/etc/passwd",
            "in-1.exe",
            "/usr/bin/in-1",
            r"\\host\share\in-1.wav",
            "//host/share/in-1.wav",
        ] {
            assert_eq!(at(hostile), None, "{hostile}");
        }
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
