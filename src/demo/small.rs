//! A small shop in full work.

use std::sync::Arc;

use super::crowd;
use super::maker::Maker;
use super::moments::DemoOpening;
use super::moments::Moments;
use super::past;
use super::play;
use super::scenes;
use super::shelf;
use super::story::Story;
use super::words::Lexicon;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::desk::import::catalogue::Unnamed;
use crate::domain::language::Lang;
use crate::domain::money::Currency;
use crate::domain::settings::Shop;
use crate::domain::time::Span;

/// Who works at the made-up desk beside the viewer; set as operators, their customers are theirs (R9).
pub fn colleagues(language: Lang) -> [&'static str; 2] {
    Lexicon::of(language).colleagues
}

/// The shop stands where its language is spoken, unless its settings say where.
pub fn settle_in(shop: &mut Shop, language: Lang) {
    let usual = Shop::default();
    let is_unset = (&shop.country, shop.time_zone, shop.currency) == (&usual.country, usual.time_zone, usual.currency);
    let home = Lexicon::of(language).home.filter(|_| is_unset);
    if let Some((country, (zone, money))) = home.and_then(|home| Some((home, home.usual()?))) {
        country.code().clone_into(&mut shop.country);
        shop.time_zone = zone;
        shop.currency = Currency::parse(money).unwrap_or(shop.currency);
    }
}

/// Fills the empty file of `desk` with a small shop at the desk's moment: about a hundred orders, and in full work every
/// lane, every task and every reason of the regulation among them. The file is a rehearsal from then on.
///
/// `desk.now()` should be a moment of [`crate::demo::clock`]: a shop that is closed owes nobody anything.
pub fn seed(desk: &mut Desk, language: Lang, seed: u64, opening: DemoOpening) -> Result<(), DeskError> {
    let now = desk.now();
    desk.hurry()?;
    let rows = desk.seed(now)?;
    rows.begin_rehearsal()?;
    rows.commit()?;
    let rules = Arc::clone(desk.rules());
    let moments = Moments { now, rules, opening };
    let mut story = Story::new(Maker::new(desk.settings(), language, seed));
    past::all(&mut story, &moments);
    scenes::all(&mut story, &moments);
    crowd::all(&mut story, &moments);
    scenes::more(&mut story, &moments);
    play::play(desk, story)?;
    let catalogue = shelf::rows(desk.settings(), language);
    let mut rows = desk.seed(now)?;
    for (days, of) in shelf::arrivals(&catalogue) {
        rows.turn_to(now - Span::days(days));
        of.into_iter().try_for_each(|product| rows.product(product))?;
    }
    rows.commit()?;
    desk.import_catalogue(&catalogue, Unnamed::Stay)?;
    desk.update_high_total()?;
    desk.settle()?;
    desk.reread_rules()
}
