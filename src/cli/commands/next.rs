//! `next`: claims the top of the queue.

use clap::Args;

use super::queue;
use crate::board;
use crate::board::BoardRow;
use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::reply::Form;
use crate::cli::output::reply::Reply;
use crate::desk::Desk;
use crate::desk::claims::TakeOver;
use crate::desk::error::DeskError;
use crate::domain::action::Refusal;
use crate::domain::claim::Claim;

/// `next`
#[derive(Debug, Args)]
pub struct NextArgs {
    /// Only look: claim nothing
    #[arg(long)]
    peek: bool,
}

/// Prints the row to be served next; nothing, or null, when there is none.
pub fn run(context: &Context, args: &NextArgs) -> Result<Reply, Failure> {
    let mut desk = if args.peek {
        context.desk_to_read()?
    } else {
        context.desk()?
    };
    let found = loop {
        let Some((rank, mut row)) = top(context, &desk)? else {
            break None;
        };
        if args.peek {
            break Some((rank, row));
        }
        match desk.take(row.row.customer, TakeOver::No) {
            Ok(_) => {
                row.claim = Some(Box::new(claim(&desk)));
                break Some((rank, row));
            }
            // A colleague was quicker: the queue looks different now.
            Err(DeskError::Refused(Refusal::Claimed { .. })) => {}
            Err(error) => return context.told(Err(error)),
        }
    };
    let shape = match &found {
        Some((rank, row)) if context.form == Form::Json => Some(queue::shape(context, &desk, *rank, row)?),
        _ => None,
    };
    let reply = context.reply(&shape, || match &found {
        Some((rank, row)) => queue::plain(context, *rank, std::slice::from_ref(row), desk.now()),
        None => String::new(),
    });
    Ok(context.beside(reply, found.is_none().then(|| context.tr.text("cli-nothing_due"))))
}

/// The first row there is for this operator, with its place in the queue.
fn top(context: &Context, desk: &Desk) -> Result<Option<(usize, BoardRow)>, Failure> {
    let board = context.told(desk.read(|look| board::queue(look, &desk.who().operator, desk.fingerprint())))?;
    let row = board.offers(&desk.who().operator).next();
    let rank = |key| board.rows.iter().position(|row| row.row.key == key);
    Ok(row.and_then(|row| Some((rank(row.row.key)? + 1, row.clone()))))
}

fn claim(desk: &Desk) -> Claim {
    let now = desk.now();
    Claim {
        operator: desk.who().operator.clone(),
        session: desk.who().session.clone(),
        taken_at: now,
        renewed_at: now,
        talks_since: None,
    }
}
