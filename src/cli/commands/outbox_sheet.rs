//! `outbox sheet`: the morning's sheet that was not mailed, or of which nobody knows whether it was (R31).

use clap::ValueEnum;
use serde::Serialize;

use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::json::object;
use crate::cli::output::json::stamp;
use crate::cli::output::reply::Reply;
use crate::desk::Desk;
use crate::desk::outbox::recall::SettledByHand;
use crate::domain::sending::OpenOwnLetter;
use crate::reports::sheet_of;
use crate::text::clean;
use crate::words;

/// What becomes of it.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum SheetStep {
    /// Mail it again
    Retry,
    /// It has arrived after all
    Sent,
    /// It need not be mailed
    Dismiss,
}

/// Lists those that somebody is to look after, or settles them.
pub fn run(context: &Context, step: Option<SheetStep>) -> Result<Reply, Failure> {
    let Some(step) = step else {
        let desk = context.desk_to_read()?;
        let open = context.told(desk.own_letters_open())?;
        let shapes: Vec<_> = open.iter().map(shape).collect();
        return Ok(context.reply(&shapes, || {
            if open.is_empty() {
                context.tr.text("cli-no_sheet_open")
            } else {
                open.iter()
                    .map(|letter| line(context, letter))
                    .collect::<Vec<_>>()
                    .join("\n")
            }
        }));
    };
    let mut desk = context.desk()?;
    let mut count = 0;
    for letter in context.told(desk.own_letters_open())? {
        let (how, text) = match step {
            SheetStep::Retry => {
                let (_, text) = context.told(sheet_of(&desk, &context.tr, letter.made_at))?;
                (SettledByHand::Retried, text)
            }
            SheetStep::Sent => (SettledByHand::Sent, String::new()),
            SheetStep::Dismiss => (SettledByHand::Dismissed, String::new()),
        };
        count += i64::from(context.told(desk.settle_own_letter(letter.id, how, &text))?);
    }
    let key = match step {
        _ if count == 0 => "cli-no_sheet_open",
        SheetStep::Retry => "cli-sheet_retried",
        SheetStep::Sent => "cli-sheet_sent",
        SheetStep::Dismiss => "cli-sheet_dismissed",
    };
    let text = context.tr.text(key);
    let shape = object! {
        changed: count > 0,
        text: text.clone(),
    };
    Ok(context.reply(&shape, || text))
}

/// A line for each that somebody is to look after.
pub fn lines(context: &Context, desk: &Desk) -> Result<Vec<String>, Failure> {
    let open = context.told(desk.own_letters_open())?;
    Ok(open.iter().map(|letter| line(context, letter)).collect())
}

fn shape(letter: &OpenOwnLetter) -> impl Serialize {
    object! {
        id: letter.id,
        subject: &letter.subject,
        address: &letter.address,
        state: letter.state.code(),
        made_at: stamp(letter.made_at),
        error: &letter.why,
    }
}

fn line(context: &Context, letter: &OpenOwnLetter) -> String {
    let args = [
        ("subject", clean(&letter.subject).into()),
        ("to", clean(&letter.address).into()),
        ("state", words::message_state(&context.tr, letter.state).into()),
        ("why", clean(&letter.why).into()),
    ];
    context.tr.with("cli-sheet_open", &args)
}
