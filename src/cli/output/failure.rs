//! Why a command was not done: a kind, which gives the exit code, a sentence and what to do instead.

use std::io;
use std::path::Path;

use chrono_tz::Tz;

use crate::config::ConfigError;
use crate::desk::error::DeskError;
use crate::domain::action::Refusal;
use crate::i18n::Tr;
use crate::text;
use crate::words;

/// What sort of failure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The command was not understood.
    Usage,
    /// There is no such order or customer.
    NotFound,
    /// Several are meant.
    Ambiguous,
    /// The settings cannot be used.
    Config,
    /// The file cannot be opened, read or written.
    Database,
    /// The regulation, a colleague or later work stands against it.
    Refused,
}

impl Kind {
    /// As JSON writes it.
    pub const fn code(self) -> &'static str {
        match self {
            Kind::Usage => "usage",
            Kind::NotFound => "not_found",
            Kind::Ambiguous => "ambiguous",
            Kind::Config => "config",
            Kind::Database => "database",
            Kind::Refused => "refused",
        }
    }

    /// What the process ends with.
    pub const fn exit(self) -> u8 {
        match self {
            Kind::Usage | Kind::NotFound | Kind::Ambiguous => 2,
            Kind::Config => 3,
            Kind::Database => 4,
            Kind::Refused => 5,
        }
    }
}

/// A command that was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    pub kind: Kind,
    /// What is the matter.
    pub message: String,
    /// What to do instead.
    pub hint: String,
}

impl Failure {
    pub fn new(kind: Kind, message: impl Into<String>, hint: impl Into<String>) -> Failure {
        Failure {
            kind,
            message: message.into(),
            hint: hint.into(),
        }
    }

    /// What was typed cannot be used: the message of `key`, its hint beside it.
    pub fn usage(tr: &Tr, key: &str, value: &str) -> Failure {
        let value = text::clean(value).into_owned();
        let message = tr.with(key, &[("value", value.into())]);
        Failure::new(Kind::Usage, message, tr.text(&format!("{key}-hint")))
    }

    /// A file that was asked for cannot be written.
    pub fn unwritten(tr: &Tr, path: &Path, error: &io::Error) -> Failure {
        let path = path.display();
        if error.kind() == io::ErrorKind::AlreadyExists {
            return Failure::usage(tr, "cli-file_is_there", &path.to_string());
        }
        Failure::usage(tr, "cli-unwritable", &format!("{path}: {error}"))
    }

    /// A file of settings that cannot be used: `file:line: what is wrong`.
    pub fn of_config(tr: &Tr, error: &ConfigError) -> Failure {
        let path = error.path.display().to_string();
        let line = error.line.map(|line| format!(":{line}")).unwrap_or_default();
        let place = text::clean(&path).into_owned() + &line;
        let message = format!("{place}: {}", words::said(tr, &error.message));
        Failure::new(Kind::Config, message, words::said(tr, &error.hint))
    }

    /// The same of another kind.
    #[must_use]
    pub fn of_kind(mut self, kind: Kind) -> Failure {
        self.kind = kind;
        self
    }

    /// What the desk answered; `zone` is the shop's.
    pub fn of_desk(tr: &Tr, zone: Tz, error: &DeskError) -> Failure {
        match error {
            DeskError::Refused(refusal) => {
                let told = words::refusal(tr, zone, refusal);
                Failure::new(kind_of(refusal), told.message, told.hint)
            }
            DeskError::NotFound => Failure::new(
                Kind::NotFound,
                tr.text("fault-not_found"),
                tr.text("fault-not_found-hint"),
            ),
            DeskError::Database { message, hint } => {
                let told = words::database(tr, hint.detail(message), hint.code());
                Failure::new(Kind::Database, told.message, told.hint)
            }
        }
    }
}

/// A refusal of what was typed, whatever the order's state, is a matter of usage.
fn kind_of(refusal: &Refusal) -> Kind {
    match refusal {
        Refusal::AmountNotPositive
        | Refusal::AmountTooLarge
        | Refusal::EmptyText
        | Refusal::NamesThePerson
        | Refusal::NoLines
        | Refusal::NeedsTime
        | Refusal::NeedsReason => Kind::Usage,
        _ => Kind::Refused,
    }
}
