//! `restore`: a copy takes the place of the file; what was there is kept beside it.

use std::path::PathBuf;

use clap::Args;

use super::backup::failure;
use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::json::object;
use crate::cli::output::reply::Reply;
use crate::desk::backup;
use crate::domain::rights::Rights;
use crate::text::clean;

/// `restore`
#[derive(Debug, Args)]
pub struct RestoreArgs {
    /// The copy
    file: PathBuf,
}

/// Puts the copy in its place and says where the old file lies.
pub fn run(context: &Context, args: &RestoreArgs) -> Result<Reply, Failure> {
    context.needs(Rights::Owner)?;
    let database = context.database()?;
    let restored = backup::restore(&args.file, &database, context.readers(), context.now());
    let restored = restored.map_err(|error| failure(context, &args.file, &error))?;
    let shape = object! {
        database: database.to_string(),
        orders: restored.orders,
        aside: restored.aside.as_ref().map(|path| path.display().to_string()),
    };
    Ok(context.reply(&shape, || {
        let shown = |path: &str| clean(path).into_owned();
        let args = [
            ("database", shown(&shape.database).into()),
            ("count", shape.orders.into()),
        ];
        let mut lines = vec![context.tr.with("cli-restored", &args)];
        let aside = shape.aside.iter().map(|path| ("path", shown(path).into()));
        lines.extend(aside.map(|arg| context.tr.with("cli-restored_aside", &[arg])));
        lines.join("\n")
    }))
}
