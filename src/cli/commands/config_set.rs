//! `config set`: changes one setting in the file.

use clap::Args;

use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::json::object;
use crate::cli::output::reply::Reply;
use crate::cli::setting_change;

/// `config set`
#[derive(Debug, Args)]
pub struct SetArgs {
    /// Its name, with its section where the name alone is not enough: `first_contact_limit`, `shop.name`
    #[arg(value_name = "KEY")]
    key: String,
    /// The value: 45m, 10-19, "10:00, 14:00", yes
    #[arg(
        value_name = "VALUE",
        allow_hyphen_values = true,
        required_unless_present = "default"
    )]
    value: Option<String>,
    /// Take the key out of the file: its default holds again
    #[arg(long, conflicts_with = "value")]
    default: bool,
}

/// Changes it, and says where it stands now.
pub fn run(context: &Context, args: &SetArgs) -> Result<Reply, Failure> {
    let setting = setting_change::named(context, args.key.trim())?;
    let typed = args.value.as_deref().filter(|_| !args.default);
    let change = setting_change::change(context, &setting, typed)?;
    let setting = &change.setting;
    let shape = object! {
        changed: change.is_new,
        section: setting.section.clone(),
        name: setting.name,
        value: setting.value.clone(),
        before: change.before.clone(),
        default: setting.default.clone(),
        file: change.file.display().to_string(),
        line: setting.line,
    };
    Ok(change.after.reply(&shape, || setting_change::said(&change)))
}
