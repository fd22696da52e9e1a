//! Options that stand before or after any command.

use std::path::PathBuf;

use clap::Args;

use super::codes;
use crate::config::Env;
use crate::config::paths;
use crate::domain::time::Time;
use crate::i18n::Lang;

/// Options that stand before or after the subcommand.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Global options")]
pub struct Globals {
    /// The database (or `DOZVON_DB`)
    #[arg(long, global = true, value_name = "FILE")]
    pub db: Option<PathBuf>,
    /// The settings (or `DOZVON_CONFIG`)
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Who works (or `DOZVON_OPERATOR`)
    #[arg(long, global = true, value_name = "NAME")]
    pub operator: Option<String>,
    /// The language
    #[arg(long, global = true, value_parser = codes::lang())]
    pub lang: Option<Lang>,
    /// See the desk as at this moment; it is written to only in a rehearsal
    #[arg(long, global = true, value_name = "RFC3339", value_parser = codes::time)]
    pub now: Option<Time>,
    /// Print one JSON document
    #[arg(long, global = true)]
    pub json: bool,
}

impl Globals {
    /// The settings file that is meant; nothing when the defaults hold.
    pub fn config_file(&self, env: &Env) -> Option<PathBuf> {
        self.config.clone().or_else(|| paths::config_file(env))
    }
}
