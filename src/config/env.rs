//! The environment, handed down rather than asked, so that tests have their own.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::ffi::OsString;

/// Environment variables.
#[derive(Clone, Debug, Default)]
pub struct Env(BTreeMap<OsString, OsString>);

impl Env {
    /// The process's own.
    pub fn of_process() -> Env {
        Env(std::env::vars_os().collect())
    }

    /// These and no others.
    #[cfg(test)]
    pub fn of(variables: &[(&str, &str)]) -> Env {
        Env(variables
            .iter()
            .map(|(name, value)| (name.into(), value.into()))
            .collect())
    }

    /// A variable that is set to something.
    pub fn get(&self, name: &str) -> Option<&OsStr> {
        let value = self.0.get(OsStr::new(name))?;
        (!value.is_empty()).then_some(value)
    }

    /// The same as text; nothing when it is not Unicode.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.to_str()
    }
}
