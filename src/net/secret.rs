//! Secrets: asked for where they are kept, and never shown.

use std::fmt;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use thiserror::Error;

use crate::domain::settings::SecretRef;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::net::http::encoded;
use crate::net::program::end_within;

/// The longest secret, bytes.
const LONGEST: usize = 4096;
/// How long a command may take that says it: somebody may have to unlock something.
const PATIENCE: Duration = Duration::from_secs(30);
/// One that could not be had is asked for again no sooner than this: who speaks meanwhile waits for no command.
const AGAIN: Span = Span::seconds(10);

/// A secret. It has no words of its own: neither a log, nor a screen, nor an error can show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

/// Why a secret could not be had; never what it is.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SecretError {
    /// The variable is not set.
    #[error("the variable {0} is not set")]
    NotSet(String),
    /// The command failed or said nothing.
    #[error("the command of the secret failed: {0}")]
    Command(String),
    /// The file cannot be read.
    #[error("{0}: {1}")]
    File(String, String),
    /// The shop's settings were published without it, and this machine's own do not say where it is.
    #[error("the settings of this machine do not say where the secret is")]
    Elsewhere,
    /// Others can read the file.
    #[error("{0} can be read by others: chmod 600 it")]
    Open(String),
}

impl Secret {
    /// What is a secret from now on.
    pub fn new(text: String) -> Secret {
        Secret(text)
    }

    /// Asks for it; `variable` reads the environment.
    pub fn ask(at: &SecretRef, variable: &dyn Fn(&str) -> Option<String>) -> Result<Secret, SecretError> {
        let text = match at {
            SecretRef::Env(name) => variable(name).ok_or_else(|| SecretError::NotSet(name.clone()))?,
            SecretRef::Command(line) => said(line, PATIENCE)?,
            SecretRef::File(path) => read(path)?,
            SecretRef::Elsewhere => return Err(SecretError::Elsewhere),
        };
        Ok(Secret(text.lines().next().unwrap_or_default().trim().to_owned()))
    }

    /// The secret itself, for whom it is meant and nobody else.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// `text` without the secret, should it hold it, as it is or as an address has it.
    pub fn redact(&self, text: &str) -> String {
        if self.0.is_empty() {
            text.to_owned()
        } else {
            text.replace(&self.0, "***").replace(&encoded(&self.0), "***")
        }
    }
}

/// A secret that is asked for when it is needed first, and again where it could not be had: its keeper may have been
/// locked then.
#[derive(Debug)]
pub struct AskedSecret {
    at: Option<SecretRef>,
    state: Mutex<AskedState>,
}

#[derive(Debug, Default)]
struct AskedState {
    known: Option<Secret>,
    failed_at: Option<Time>,
}

impl AskedSecret {
    /// Kept there; none where it is nowhere.
    pub fn new(at: Option<SecretRef>) -> AskedSecret {
        AskedSecret {
            at,
            state: Mutex::default(),
        }
    }

    /// The secret, at that moment; none while it cannot be had.
    pub fn get(&self, variable: &dyn Fn(&str) -> Option<String>, now: Time) -> Option<Secret> {
        let at = self.at.as_ref()?;
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        // A clock that was set back is not waited for.
        let waits = |failed: Time| now >= failed && now - failed < AGAIN;
        if state.known.is_none() && !state.failed_at.is_some_and(waits) {
            state.known = Secret::ask(at, variable).ok();
            state.failed_at = state.known.is_none().then_some(now);
        }
        state.known.clone()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// What a command prints; it runs without a shell, and is ended when it takes too long.
fn said(line: &str, patience: Duration) -> Result<String, SecretError> {
    let mut words = line.split_whitespace();
    let program = words.next().unwrap_or_default();
    let failed = |why: String| SecretError::Command(format!("{program}: {why}"));
    let mut child = Command::new(program)
        .args(words)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|why| failed(why.to_string()))?;
    let (end, ended) = channel();
    if let Some(out) = child.stdout.take() {
        thread::spawn(move || {
            let mut text = Vec::new();
            let read = out.take(LONGEST as u64 + 1).read_to_end(&mut text).map(|_| text);
            let _ = end.send(read);
        });
    }
    let text = ended.recv_timeout(patience);
    // What has said all may go on for ever all the same.
    let left = if text.is_ok() { patience } else { Duration::ZERO };
    let status = end_within(&mut child, left);
    let (Ok(Ok(text)), Some(status)) = (text, status) else {
        return Err(failed(format!("no end within {} s", patience.as_secs())));
    };
    let text = String::from_utf8_lossy(&text).into_owned();
    if !status.success() || text.trim().is_empty() || text.len() > LONGEST {
        return Err(failed(status.to_string()));
    }
    Ok(text)
}

fn read(path: &str) -> Result<String, SecretError> {
    let failed = |why: std::io::Error| SecretError::File(path.to_owned(), why.to_string());
    let about = fs::metadata(path).map_err(failed)?;
    if is_open(&about) {
        return Err(SecretError::Open(path.to_owned()));
    }
    if !about.is_file() || about.len() > LONGEST as u64 {
        return Err(SecretError::File(path.to_owned(), "is no small file".to_owned()));
    }
    fs::read_to_string(Path::new(path)).map_err(failed)
}

#[cfg(unix)]
pub(super) fn is_open(about: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    about.mode() & 0o077 != 0
}

#[cfg(not(unix))]
pub(super) fn is_open(_: &fs::Metadata) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_comes_from_where_it_is_kept_and_is_never_shown() {
        let variable = |name: &str| (name == "KEY").then(|| "s3cret\n".to_owned());
        let secret = Secret::ask(&SecretRef::Env("KEY".to_owned()), &variable).unwrap();
        assert_eq!(secret.reveal(), "s3cret");
        assert_eq!(format!("{secret:?} {:?}", Some(&secret)), "*** Some(***)");
        assert_eq!(secret.redact("https://x/?key=s3cret&a"), "https://x/?key=***&a");
        let other = Secret::new("s3/c+".to_owned());
        assert_eq!(other.redact("k=s3%2Fc%2B of s3/c+"), "k=*** of ***");
        assert_eq!(
            Secret::ask(&SecretRef::Env("OTHER".to_owned()), &variable),
            Err(SecretError::NotSet("OTHER".to_owned()))
        );
    }

    #[test]
    fn one_that_could_not_be_had_is_asked_for_again_and_one_that_is_known_is_not() {
        let asked = std::cell::Cell::new(0);
        let variable = |_: &str| {
            asked.set(asked.get() + 1);
            (asked.get() == 2).then(|| "s3cret".to_owned())
        };
        let secret = AskedSecret::new(Some(SecretRef::Env("KEY".to_owned())));
        let noon = Time(1_773_219_600_000);
        assert_eq!(secret.get(&variable, noon), None);
        assert_eq!(secret.get(&variable, noon + Span::seconds(1)), None);
        assert_eq!(asked.get(), 1, "not at once");
        for later in 10..13 {
            assert_eq!(
                secret.get(&variable, noon + Span::seconds(later)).unwrap().reveal(),
                "s3cret"
            );
        }
        assert_eq!(asked.get(), 2);
        assert_eq!(AskedSecret::new(None).get(&variable, noon), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_command_says_it_and_a_file_that_others_read_does_not() {
        use std::os::unix::fs::PermissionsExt;
        let none = |_: &str| None;
        let said = Secret::ask(&SecretRef::Command("echo one two".to_owned()), &none).unwrap();
        assert_eq!(said.reveal(), "one two");
        assert!(Secret::ask(&SecretRef::Command("false".to_owned()), &none).is_err());
        assert!(matches!(
            super::said("sleep 600", Duration::from_millis(20)),
            Err(SecretError::Command(_))
        ));
        let folder = tempfile::tempdir().unwrap();
        let endless = folder.path().join("endless");
        fs::write(&endless, "echo one\nexec >&-\nsleep 600\n").unwrap();
        let line = format!("sh {}", endless.display());
        assert!(super::said(&line, Duration::from_millis(500)).is_err());
        let path = folder.path().join("key");
        fs::write(&path, "abc\n").unwrap();
        let at = SecretRef::File(path.display().to_string());
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(matches!(Secret::ask(&at, &none), Err(SecretError::Open(_))));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        assert_eq!(Secret::ask(&at, &none).unwrap().reveal(), "abc");
    }
}
