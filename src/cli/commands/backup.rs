//! `backup`: a copy of the file that is proven before it counts.

use std::path::Path;
use std::path::PathBuf;

use clap::Args;

use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::json::object;
use crate::cli::output::json::stamp;
use crate::cli::output::reply::Reply;
use crate::desk::backup::BackupError;
use crate::domain::backup::Backup;
use crate::text::clean;
use crate::words;

/// `backup`
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// Into this folder, or as this new file
    #[arg(long, value_name = "DIR|FILE")]
    to: Option<PathBuf>,
    /// Keep this many of the folder's copies, delete the older ones
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u32).range(1..))]
    keep: Option<u32>,
}

/// Copies the file and says where the copy lies.
pub fn run(context: &Context, args: &BackupArgs) -> Result<Reply, Failure> {
    let mut desk = context.desk_to_read()?;
    let keep = args.keep.map_or(context.settings.backup.keep, i64::from);
    let keep = usize::try_from(keep).unwrap_or(usize::MAX);
    let folder = match &args.to {
        Some(to) if !is_folder(to) => None,
        Some(to) => Some(to.clone()),
        None => Some(desk.backup_folder()),
    };
    let made = match (&folder, &args.to) {
        (Some(folder), _) => desk.back_up_into(folder, keep),
        (None, to) => desk
            .back_up_as(to.as_deref().unwrap_or(Path::new("")))
            .map(|made| (made, Vec::new())),
    };
    match made {
        Ok((made, removed)) => Ok(said(context, &made, &removed)),
        Err(error) => {
            // Where even that cannot be kept, the answer says it.
            let _ = desk.backup_failed(&error);
            let to = folder.or(args.to.clone()).unwrap_or_default();
            Err(failure(context, &to, &error))
        }
    }
}

/// What stands in the way of a copy at `path`, or of one that is to be put back.
pub(super) fn failure(context: &Context, path: &Path, error: &BackupError) -> Failure {
    let tr = &context.tr;
    let path = clean(&path.display().to_string()).into_owned();
    match error {
        BackupError::Desk(error) => Failure::of_desk(tr, context.zone(), error),
        BackupError::Disk(error) => Failure::unwritten(tr, Path::new(&path), error),
        BackupError::NoRoom { needed, free } => {
            let args = [
                ("path", path.into()),
                ("needed", words::size(tr, *needed).into()),
                ("free", words::size(tr, *free).into()),
            ];
            Failure::new(
                Kind::Database,
                tr.with("cli-backup_no_room", &args),
                tr.text("cli-backup_no_room-hint"),
            )
        }
        BackupError::Unproven => Failure::usage(tr, "cli-backup_unproven", &path).of_kind(Kind::Database),
        BackupError::Damaged(what) => {
            let args = [("path", path.into()), ("message", clean(what).into())];
            Failure::new(
                Kind::Database,
                tr.with("cli-backup_damaged", &args),
                tr.text("cli-backup_damaged-hint"),
            )
        }
        BackupError::OnServer(server) => {
            let address = server.to_string();
            let args = [
                ("value", address.as_str().into()),
                ("address", shell_words::quote(&address).into()),
                ("name", server.name().into()),
            ];
            Failure::new(
                Kind::Refused,
                tr.with("cli-backup_on_server", &args),
                tr.with("cli-backup_on_server-hint", &args),
            )
        }
        BackupError::InUse => Failure::usage(tr, "cli-restore_in_use", &path).of_kind(Kind::Refused),
    }
}

/// A folder, or what is written as one.
fn is_folder(path: &Path) -> bool {
    let text = path.as_os_str().to_string_lossy();
    path.is_dir() || text.ends_with(std::path::is_separator)
}

fn said(context: &Context, made: &Backup, removed: &[PathBuf]) -> Reply {
    let shown = |path: &Path| clean(&path.display().to_string()).into_owned();
    let shape = object! {
        path: made.path.clone(),
        at: stamp(made.at),
        bytes: made.bytes,
        orders: made.orders,
        removed: removed.iter().map(|path| path.display().to_string()).collect::<Vec<_>>(),
    };
    context.reply(&shape, || {
        let args = [
            ("path", shown(Path::new(&made.path)).into()),
            ("size", words::size(&context.tr, made.bytes).into()),
            ("count", made.orders.into()),
        ];
        let mut lines = vec![context.tr.with("cli-backup_made", &args)];
        let gone = removed.iter().map(|path| ("path", shown(path).into()));
        lines.extend(gone.map(|arg| context.tr.with("cli-backup_removed", &[arg])));
        lines.join("\n")
    })
}
