//! The made-up shop's `[[segment]]`s, for a shop that has set none of its own (R25).

use super::words::Lexicon;
use crate::domain::duration::Days;
use crate::domain::language::Lang;
use crate::domain::segment::DayMark;
use crate::domain::segment::Segment;
use crate::domain::segment::Standing;
use crate::domain::sex::Sex;

/// Who drinks coffee, which women bought this year, and who has not bought for long.
pub fn segments(language: Lang) -> Vec<Segment> {
    let [coffee, drinkers, women, away] = Lexicon::of(language).segments;
    let ago = |days| Some(DayMark::Ago(Days(days)));
    vec![
        Segment {
            name: drinkers.to_owned(),
            bought: vec![coffee.to_owned()],
            ..Segment::default()
        },
        Segment {
            name: women.to_owned(),
            sex: Some(Sex::Female),
            bought_from: ago(365),
            ..Segment::default()
        },
        Segment {
            name: away.to_owned(),
            bought_to: ago(60),
            customers: Some(Standing::Existing),
            ..Segment::default()
        },
    ]
}
