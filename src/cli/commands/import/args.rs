//! The arguments of `import` and `customer import`.

use std::path::PathBuf;

use clap::Args;

/// `import`
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// Exports of a shop; - is standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Their shape, when their content does not tell it: a known one, a profile's name or its file
    #[arg(long, value_name = "P")]
    pub profile: Option<String>,
    /// The shop's or feed's name, for a shop with several of one system
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    pub source: String,
    /// Orders placed before are history that owes nothing
    #[arg(long, value_name = "DATE")]
    pub open_since: Option<String>,
    /// Only count what would happen
    #[arg(long)]
    pub dry_run: bool,
    /// Import nothing: guess what the columns of a table hold, show it and write it down as a profile
    #[arg(long, conflicts_with_all = ["profile", "open_since", "dry_run"])]
    pub make_profile: bool,
    /// The sheet of a workbook, when several may hold orders
    #[arg(long, value_name = "NAME", requires = "make_profile")]
    pub sheet: Option<String>,
    /// Where to write it; - is standard output
    #[arg(long, value_name = "PATH", requires = "make_profile")]
    pub profile_out: Option<PathBuf>,
}

/// `customer import`
#[derive(Debug, Args)]
pub struct PeopleArgs {
    /// Tables, workbooks or JSON, a person in each row; - is standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// A profile that says what its columns hold: its name or its file
    #[arg(long, value_name = "P")]
    pub profile: Option<String>,
    /// Only count what would happen
    #[arg(long)]
    pub dry_run: bool,
}
