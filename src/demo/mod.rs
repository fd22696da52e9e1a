//! The made-up shop of `dozvon demo`: the same for the same seed, in the chosen language, by the shop's own rules.

pub mod bulk;
mod crowd;
mod english;
pub mod language;
mod lexicon;
mod living;
mod maker;
mod moments;
mod past;
mod play;
mod russian;
mod scenes;
mod segments;
mod shelf;
mod story;
#[cfg(test)]
mod tests;
pub mod words;

use std::sync::Arc;

pub use self::living::Life;
pub use self::living::LifeSetup;
pub use self::living::Living;
pub use self::living::Speed;
use self::maker::Maker;
use self::moments::Moments;
pub use self::moments::clock;
pub use self::segments::segments;
use self::story::Story;
pub use crate::demo::bulk::fill::Fill;
pub use crate::demo::bulk::fill::Progress;
pub use crate::demo::bulk::fill::fill;
pub use crate::demo::language::Language;
use crate::demo::words::Lexicon;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::desk::import::catalogue::Unnamed;
use crate::store::meta::REHEARSAL;

/// Who works at the made-up desk beside the viewer; set as operators, their customers are theirs (R9).
pub fn colleagues(language: Language) -> [&'static str; 2] {
    Lexicon::of(language).colleagues
}

/// Fills the empty file of `desk` with a small shop in full work at the desk's moment: about a hundred orders, every
/// lane, every task and every reason of the regulation among them. The file is a rehearsal from then on.
///
/// `desk.now()` should be a moment of [`clock`]: a shop that is closed owes nobody anything.
pub fn seed(desk: &mut Desk, language: Language, seed: u64) -> Result<(), DeskError> {
    let now = desk.now();
    desk.store.hurry()?;
    let tx = desk.store.write(now)?;
    tx.set_meta(REHEARSAL, "1")?;
    tx.commit()?;
    let moments = Moments {
        now,
        rules: Arc::clone(&desk.rules),
    };
    let mut story = Story::new(Maker::new(&desk.settings, language, seed));
    past::all(&mut story, &moments);
    scenes::all(&mut story, &moments);
    crowd::all(&mut story, &moments);
    play::play(desk, story)?;
    let catalogue = shelf::rows(&desk.settings, language);
    desk.import_catalogue(&catalogue, Unnamed::Stay)?;
    desk.reckon_high_total()?;
    desk.store.settle()?;
    desk.reread_rules()
}
