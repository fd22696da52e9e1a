//! `answers`: standard answers to standard questions (R33).

use clap::Subcommand;

use crate::cli::context::Context;
use crate::cli::names;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::json::object;
use crate::cli::output::reply::Reply;
use crate::desk::error::DeskError;
use crate::domain::target::CardKey;
use crate::i18n::Tr;
use crate::outreach::values::language;
use crate::view::card;
use crate::view::card::Card;

/// `answers …`
#[derive(Debug, Subcommand)]
pub enum AnswersCommand {
    /// Find an answer by a few letters, best first; filled with an order's values where one is named
    Search {
        /// What is asked about; nothing: all of them
        #[arg(default_value = "")]
        text: String,
        /// The order's number, or id:12
        #[arg(long, value_name = "N")]
        order: Option<String>,
    },
}

/// Does what is asked.
pub fn run(context: &Context, command: &AnswersCommand) -> Result<Reply, Failure> {
    let AnswersCommand::Search { text, order } = command;
    let card = order.as_deref().map(|order| named(context, order)).transpose()?;
    let of_card = card.as_ref().map(|card| language(&context.settings, card));
    let lang = context.asked_lang().or(of_card).unwrap_or_else(|| context.tr.lang());
    let answers = context.answers(lang).sound()?.kept();
    let tr = Tr::new(lang);
    let mut shapes = Vec::new();
    let to_customers = answers
        .search(text)
        .into_iter()
        .filter(|answer| !answer.is_for_carrier());
    for answer in to_customers {
        let filled = match &card {
            Some(card) => answer.filled(card, &context.settings, &tr, context.now()),
            None => answer.to_anybody(&context.settings, &tr),
        };
        let filled = filled
            .map_err(|(_, message)| Failure::new(Kind::Config, message, context.tr.text("answers_broken-hint")))?;
        shapes.push(object! {
            name: &answer.name,
            title: &answer.title,
            text: filled,
        });
    }
    Ok(context.reply(&shapes, || {
        let each = shapes
            .iter()
            .map(|of| format!("{} ({})\n{}", of.title, of.name, of.text));
        each.collect::<Vec<_>>().join("\n\n")
    }))
}

fn named(context: &Context, order: &str) -> Result<Card, Failure> {
    let desk = context.desk_to_read()?;
    let id = names::order(context, &desk, order)?;
    let card = context.told(desk.read(|look| card::card(look, CardKey::Order(id))))?;
    context.told(card.ok_or(DeskError::NotFound))
}
