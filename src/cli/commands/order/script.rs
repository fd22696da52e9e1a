//! `order script`: what to say and go through for an order now (R34), and how far that has come.

use serde::Serialize;

use super::Named;
use crate::cli::context::Context;
use crate::cli::names;
use crate::cli::output::failure::Failure;
use crate::cli::output::json::object;
use crate::cli::output::reply::Reply;
use crate::desk::error::DeskError;
use crate::domain::target::CardKey;
use crate::i18n::Tr;
use crate::scripts::Script;
use crate::scripts::Step;
use crate::scripts::StepKind;
use crate::view::card;
use crate::words;

/// Prints it; null when there is nothing to say.
pub fn run(context: &Context, named: &Named) -> Result<Reply, Failure> {
    let desk = context.desk_to_read()?;
    let id = names::order(context, &desk, &named.order)?;
    let card = context.told(
        context
            .told(desk.read(|look| card::card(look, CardKey::Order(id))))?
            .ok_or(DeskError::NotFound),
    )?;
    let script = context
        .scripts()
        .sound()?
        .kept()
        .script(&card, &context.settings, &context.tr, context.now());
    let Some(script) = script else {
        return Ok(context.reply(&None::<()>, || context.tr.text("cli-no_script")));
    };
    let ticks = card.ticks.iter().filter(|tick| tick.script == script.name);
    let ticked: Vec<i64> = ticks.map(|tick| tick.step).collect();
    Ok(context.reply(&shape(&script, &ticked), || plain(&context.tr, &script, &ticked)))
}

fn shape<'a>(script: &'a Script, ticked: &[i64]) -> impl Serialize {
    let step = |step: &'a Step| {
        object! {
            kind: match step.kind {
                StepKind::Point => "point",
                StepKind::Say => "say",
                StepKind::Advice => "advice",
            },
            text: &step.text,
            done: (step.kind == StepKind::Point).then(|| ticked.contains(&step.key)),
        }
    };
    object! {
        name: &script.name,
        title: &script.title,
        steps: script.steps.iter().map(step).collect::<Vec<_>>(),
    }
}

fn plain(tr: &Tr, script: &Script, ticked: &[i64]) -> String {
    let (done, all) = script.progress(ticked);
    let mut lines = vec![format!("{} {done}/{all}", script.title)];
    lines.extend(script.steps.iter().map(|step| match step.kind {
        StepKind::Point if ticked.contains(&step.key) => format!("[x] {}", step.text),
        StepKind::Point => format!("[ ] {}", step.text),
        StepKind::Say => words::quoted(tr, &step.text),
        StepKind::Advice => step.text.clone(),
    }));
    lines.join("\n")
}
