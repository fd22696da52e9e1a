//! `move`: the desk goes to another database, and the old one says where it went.

use clap::Args;

use crate::board::builder::BoardBuilder;
use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::json::object;
use crate::cli::output::reply::Progress;
use crate::cli::output::reply::Reply;
use crate::desk::error::DeskError;
use crate::desk::moving;
use crate::desk::moving::MoveError;
use crate::desk::moving::MoveProgress;
use crate::desk::moving::MoveStage;
use crate::domain::rights::Rights;
use crate::text::clean;

/// `move`
#[derive(Debug, Args)]
pub struct MoveArgs {
    /// Where to: a new file, or the empty database of a server
    #[arg(long, value_name = "DATABASE")]
    to: String,
}

/// Copies every row, reads it back, compares the two queues, and closes the old database.
pub fn run(context: &Context, args: &MoveArgs) -> Result<Reply, Failure> {
    context.needs(Rights::Owner)?;
    let (from, to) = (context.database()?, context.database_at(&args.to)?);
    if from == to {
        return Err(Failure::usage(&context.tr, "cli-move_same", &from.to_string()));
    }
    let failed = |error| failure(context, &from.to_string(), error);
    let mut moving = moving::begin(&from, &to, &context.settings).map_err(failed)?;
    let shown = Progress::new();
    let rows = moving
        .copy(&mut |progress| shown.show(&how_far(context, progress)))
        .map_err(failed)?;
    drop(shown);
    let (settings, operator, now) = (&context.settings, context.viewer(), context.now());
    let queues = moving.both(|store| {
        let mut builder = BoardBuilder::new(store, settings.clone(), &operator, now)?;
        while !builder.is_complete() {
            builder.load_phase(store, now)?;
        }
        let board = builder.board(store, now)?;
        let rows = board.rows.iter().map(|row| format!("{:?}", row.row));
        Ok::<Vec<String>, DeskError>(rows.collect())
    });
    let (before, after) = context.told(queues)?;
    if before != after {
        return Err(failed(MoveError::Differs("queue".to_owned())));
    }
    context.told(moving.close().map_err(DeskError::from))?;
    let shape = object! {
        from: from.to_string(),
        to: to.to_string(),
        rows,
        queue: after.len(),
    };
    Ok(context.reply(&shape, || {
        let said = [
            ("from", clean(&shape.from).into()),
            ("to", clean(&shape.to).into()),
            ("count", shape.rows.into()),
        ];
        let next = context.tr.with("cli-moved_next", &said);
        format!("{}\n{next}", context.tr.with("cli-moved", &said))
    }))
}

fn how_far(context: &Context, progress: &MoveProgress) -> String {
    let key = match progress.stage {
        MoveStage::Copies => "cli-move_copies",
        MoveStage::Sorts => "cli-move_sorts",
        MoveStage::Proves => "cli-move_proves",
    };
    let said = [
        ("table", progress.table.as_str().into()),
        ("done", progress.done.into()),
        ("of", progress.of.into()),
    ];
    context.tr.with(key, &said)
}

fn failure(context: &Context, from: &str, error: MoveError) -> Failure {
    let tr = &context.tr;
    match error {
        MoveError::Store(error) => Failure::of_desk(tr, context.zone(), &error.into()),
        MoveError::InUse => Failure::usage(tr, "cli-move_in_use", from).of_kind(Kind::Refused),
        MoveError::NotEmpty(to) => Failure::usage(tr, "cli-move_not_empty", &to.to_string()).of_kind(Kind::Refused),
        MoveError::Differs(what) => Failure::usage(tr, "cli-move_differs", &what).of_kind(Kind::Database),
    }
}
