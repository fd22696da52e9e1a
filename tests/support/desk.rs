//! A desk of its own for one test: the real program, a temporary folder, a fixed moment and nobody's environment.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;
use std::time::UNIX_EPOCH;

use dozvon::domain::server_address::ServerAddress;
use serde_json::Value;
use tempfile::TempDir;

use super::database::Database;
use super::database::ServedDatabase;
use super::database::server;

/// Wednesday, noon in Moscow: the shop of the default settings is open.
pub const NOON: &str = "2026-03-11T09:00:00Z";

/// A temporary folder with a database, settings and a home in it; gone when dropped. With `DOZVON_TEST_DB` the database is one
/// of that server.
pub struct TestDesk {
    folder: TempDir,
    served: Option<ServedDatabase>,
    /// None: the machine's clock.
    now: Option<String>,
    variables: BTreeMap<String, String>,
}

impl TestDesk {
    /// An empty desk at [`NOON`] with default settings, worked by anna, in English.
    pub fn new() -> TestDesk {
        let served = server().map(ServedDatabase::new);
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("config.toml"), "").unwrap();
        if served.is_none() {
            make_private(&folder.path().join("desk.db"));
        }
        let mut desk = TestDesk {
            folder,
            served,
            now: Some(NOON.to_owned()),
            variables: BTreeMap::new(),
        };
        for home in [
            "HOME",
            "XDG_CONFIG_HOME",
            "XDG_DATA_HOME",
            "XDG_STATE_HOME",
            "XDG_CACHE_HOME",
            "USERPROFILE",
            "APPDATA",
        ] {
            desk.set_path(home, "home");
        }
        fs::create_dir(desk.path("home")).unwrap();
        let database = desk.database_text();
        desk.set("DOZVON_DB", &database);
        desk.set_path("DOZVON_CONFIG", "config.toml");
        desk.set("DOZVON_OPERATOR", "anna");
        desk.set("LANG", "en_US.UTF-8");
        desk.set("TZ", "UTC");
        desk
    }

    /// The server's address of its database.
    pub fn served_at(&self) -> &ServerAddress {
        self.served.as_ref().unwrap().address()
    }

    /// What `--db` takes to come to its database.
    pub fn database_text(&self) -> String {
        match &self.served {
            Some(served) => served.address().to_string(),
            None => self.path_text("desk.db"),
        }
    }

    /// Where a file of that name lies that belongs beside the database: a server's has its neighbours in the home.
    pub fn beside(&self, name: &str) -> PathBuf {
        match self.served {
            Some(_) => self.path("home/dozvon").join(name),
            None => self.path(name),
        }
    }

    /// Insists that nothing was ever written to its database.
    #[track_caller]
    pub fn assert_untouched(&self) {
        match self.served {
            Some(_) => assert_eq!(self.database().number("select writes from desk_state"), 0),
            None => assert_eq!(fs::metadata(self.path("desk.db")).unwrap().len(), 0),
        }
    }

    /// Its rows, from behind.
    pub fn database(&self) -> Database {
        match &self.served {
            Some(served) => Database::served(served.address()),
            None => Database::file(&self.path("desk.db")),
        }
    }

    /// Without a database, as on a first day.
    pub fn without_database(self) -> TestDesk {
        fs::remove_file(self.path("desk.db")).unwrap();
        self
    }

    /// The desk as at `now`, RFC 3339, from here on.
    pub fn at(mut self, now: &str) -> TestDesk {
        self.now = Some(now.to_owned());
        self
    }

    /// By the machine's clock: only such a desk hears an exchange and is no rehearsal.
    pub fn live(mut self) -> TestDesk {
        self.now = None;
        self
    }

    /// A zone in which it is about noon by the machine's clock, so that people are called whatever the hour is here.
    pub fn zone_at_noon(&self) -> String {
        // What was written just now tells the machine's clock.
        let written = fs::metadata(self.path("config.toml")).unwrap().modified().unwrap();
        let hour = written.duration_since(UNIX_EPOCH).unwrap().as_secs() / 3_600 % 24;
        // The names of these zones count westwards.
        format!("Etc/GMT{:+}", i64::try_from(hour).unwrap() - 12)
    }

    /// With these settings.
    pub fn settings(self, text: &str) -> TestDesk {
        fs::write(self.path("config.toml"), text).unwrap();
        self
    }

    /// With an environment variable, or another value of one.
    pub fn variable(mut self, name: &str, value: &str) -> TestDesk {
        self.set(name, value);
        self
    }

    /// Without an environment variable.
    pub fn without(mut self, name: &str) -> TestDesk {
        self.variables.remove(name);
        self
    }

    /// Where `name` lies, or would lie, in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The same as text, for an argument.
    pub fn path_text(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    /// Puts a file into the folder and gives its path for an argument.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        fs::write(self.path(name), content).unwrap();
        self.path_text(name)
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.run_by(&self.clock(), arguments, "")
    }

    /// Runs a command that reads this as its standard input.
    pub fn run_with_input(&self, arguments: &[&str], input: &str) -> Output {
        self.run_by(&self.clock(), arguments, input)
    }

    /// Runs a command as at another moment.
    pub fn run_at(&self, now: &str, arguments: &[&str]) -> Output {
        self.run_by(&["--now", now], arguments, "")
    }

    fn run_by(&self, clock: &[&str], arguments: &[&str], input: &str) -> Output {
        let mut child = Command::new(program())
            .args(clock)
            .args(arguments)
            .env_clear()
            .envs(self.environment())
            .current_dir(self.folder.path())
            .stdin(if input.is_empty() {
                Stdio::null()
            } else {
                Stdio::piped()
            })
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that reads nothing may have closed its end.
        let _ = child.stdin.take().map(|mut reads| reads.write_all(input.as_bytes()));
        let output = child.wait_with_output().unwrap();
        Output {
            command: arguments.join(" "),
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// What a command that succeeds prints with `--json`.
    pub fn json(&self, arguments: &[&str]) -> Value {
        let with_json = [arguments, &["--json"]].concat();
        self.run(&with_json).success().json()
    }

    /// The moment it stands at, RFC 3339.
    pub fn now(&self) -> &str {
        self.now.as_deref().unwrap()
    }

    /// The arguments that set its clock.
    pub fn clock(&self) -> Vec<&str> {
        self.now.iter().flat_map(|now| ["--now", now.as_str()]).collect()
    }

    /// Everything the program finds in its environment.
    pub fn environment(&self) -> BTreeMap<String, String> {
        let mut all = self.variables.clone();
        // Windows programs do not start without it.
        if let Ok(root) = std::env::var("SystemRoot") {
            all.insert("SystemRoot".to_owned(), root);
        }
        all
    }

    /// The folder, where the program is started.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    fn set(&mut self, name: &str, value: &str) {
        self.variables.insert(name.to_owned(), value.to_owned());
    }

    fn set_path(&mut self, name: &str, file: &str) {
        let path = self.path_text(file);
        self.set(name, &path);
    }
}

/// Stands first in a test of what only a file has, and says why. Where tests run on a server the test ends there, and its
/// name is told.
macro_rules! of_a_file {
    ($why:literal) => {
        if crate::support::desk::is_left_out($why) {
            return;
        }
    };
}

/// The same in a test of what only a server has.
macro_rules! of_a_server {
    ($why:literal) => {
        if crate::support::desk::is_left_out_of_files($why) {
            return;
        }
    };
}

pub(crate) use of_a_file;
pub(crate) use of_a_server;

/// True where tests run on a server, and says what is left out of them.
pub fn is_left_out(why: &str) -> bool {
    let is_here = server().is_some();
    if is_here {
        leave_out("on a server", why);
    }
    is_here
}

/// True where tests run on files, and says what is left out of them.
pub fn is_left_out_of_files(why: &str) -> bool {
    let is_here = server().is_none();
    if is_here {
        leave_out("on a file", why);
    }
    is_here
}

/// Says by name which test ends here.
pub fn leave_out(place: &str, why: &str) {
    let thread = std::thread::current();
    let test = thread.name().unwrap_or_default();
    // Not by the macro for it: the harness would keep to itself what a test prints that goes well.
    let _ = writeln!(std::io::stderr(), "left out {place}: {test}: {why}");
}

/// The program under test.
pub fn program() -> &'static str {
    env!("CARGO_BIN_EXE_dozvon")
}

/// What a command left behind.
#[must_use = "a command nobody looks at may have failed"]
#[derive(Debug)]
pub struct Output {
    /// What was asked, for messages.
    pub command: String,
    /// The exit code; none when a signal ended it.
    pub code: Option<i32>,
    /// Data.
    pub stdout: String,
    /// Progress and errors.
    pub stderr: String,
}

impl Output {
    /// Insists on this exit code.
    #[track_caller]
    pub fn code(self, expected: i32) -> Output {
        assert_eq!(self.code, Some(expected), "{self:#?}");
        self
    }

    /// Insists that all went well and nothing was complained of.
    #[track_caller]
    pub fn success(self) -> Output {
        self.code(0)
    }

    /// Standard output as one JSON value.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("not JSON: {error}\n{self:#?}"))
    }

    /// The error object a failing command prints with `--json`; standard output must be empty.
    #[track_caller]
    pub fn error(&self) -> Value {
        assert_eq!(self.stdout, "", "{self:#?}");
        let whole: Value =
            serde_json::from_str(&self.stderr).unwrap_or_else(|error| panic!("not JSON: {error}\n{self:#?}"));
        whole["error"].clone()
    }
}

/// An empty file for its owner alone, as the program makes a new database.
fn make_private(path: &Path) {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    drop(options.open(path).unwrap());
}
