//! The shop's settings were published while the console runs: it opens again by them as soon as nothing is under way in it.

use crate::board::BoardWarning;
use crate::domain::time::Time;
use crate::tui::effect::Effect;
use crate::tui::model::Model;
use crate::tui::model::mode::Mode;

/// When the settings were published that this console does not work by yet.
pub fn published_since(model: &Model) -> Option<Time> {
    model.board.warnings.iter().find_map(|warning| match warning {
        BoardWarning::Published { since } => Some(*since),
        _ => None,
    })
}

/// Opens it again, once for each time they were published.
pub fn adopt(model: &Model, effects: &mut Vec<Effect>) {
    let Some(since) = published_since(model) else { return };
    let taken = model.setup.opens.as_ref().and_then(|opens| opens.taken);
    let is_free = matches!(model.mode, Mode::Command) && model.asked.waiting.is_empty() && model.marked.is_empty();
    if model.setup.keeps_settings && taken != Some(since) && is_free && model.board.talk.is_none() {
        effects.push(Effect::Reopen);
    }
}
