//! Why an order of a shop's file was not read, and what to do about it.

use super::refusal::Explanation;
use crate::domain::reject::Reject;
use crate::domain::reject::RejectWhy;
use crate::i18n::Tr;
use crate::text::clean;
use crate::text::cut;

/// No longer a piece of the file is put into a sentence.
const MOST: usize = 60;

/// A piece of a file as it may be shown: of a whole row of somebody's data, which a lost delimiter or quotation mark makes
/// one cell of, only the first part.
pub fn piece(text: &str) -> String {
    let text = clean(text);
    let is_divider = |c: char| matches!(c, ';' | '\t' | '|' | ',');
    let shown = match text.split(is_divider).collect::<Vec<_>>().as_slice() {
        [first, _, _, _, ..] => format!("{first}…"),
        _ => text.into_owned(),
    };
    cut(&shown, MOST)
}

/// What stands against it, and the remedy.
pub fn reject(tr: &Tr, reject: &Reject) -> Explanation {
    let (found, line, column, message) = match &reject.why {
        RejectWhy::NotADate { found }
        | RejectWhy::AmbiguousDate { found }
        | RejectWhy::NotAnAmount { found }
        | RejectWhy::AmbiguousAmount { found }
        | RejectWhy::NotAQuantity { found }
        | RejectWhy::NotACurrency { found }
        | RejectWhy::NotAYesOrNo { found }
        | RejectWhy::NotAContact { found }
        | RejectWhy::NotASex { found }
        | RejectWhy::RowsDiffer { found }
        | RejectWhy::Damaged { found }
        | RejectWhy::OtherShape { found }
        | RejectWhy::OtherCurrency { found }
        | RejectWhy::OtherOrder { found }
        | RejectWhy::UnknownStatus { found } => (found.as_str(), 0, 0, ""),
        RejectWhy::Syntax { line, column, message } => ("", *line, *column, message.as_str()),
        RejectWhy::ScatteredRows { line } => ("", *line, 0, ""),
        RejectWhy::Missing
        | RejectWhy::CutShort
        | RejectWhy::TooLarge
        | RejectWhy::NotAnOrder
        | RejectWhy::UnknownOrder
        | RejectWhy::NoColumns { .. }
        | RejectWhy::OpenQuote => ("", 0, 0, ""),
    };
    let found = match &reject.why {
        RejectWhy::NoColumns { columns } => cut(&clean(columns), MOST),
        _ => piece(found),
    };
    let key = format!("reject-{}", reject.why.code());
    let args = [
        ("field", clean(&reject.field).into()),
        ("found", found.into()),
        ("line", line.to_string().into()),
        ("column", column.to_string().into()),
        ("message", cut(&clean(message), MOST).into()),
    ];
    Explanation {
        message: tr.with(&key, &args),
        hint: tr.text(&format!("{key}-hint")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::reject::Reject;
    use crate::domain::reject::RejectWhy;
    use crate::i18n::Lang;
    use crate::i18n::Tr;

    #[test]
    fn a_whole_row_is_never_shown() {
        for (found, shown) in [
            ("1 450,00 ₽", "1 450,00 ₽"),
            ("Ким, Анна, 5", "Ким, Анна, 5"),
            ("1;11.03.2026;Анна;+79161234567", "1…"),
            ("#1,a@x.example,paid,5.00", "#1…"),
        ] {
            assert_eq!(piece(found), shown);
        }
    }

    #[test]
    fn every_reason_has_its_sentence_and_its_remedy_in_every_language() {
        let found = || "сто\u{1b}[2J".to_owned();
        let whys = [
            RejectWhy::Missing,
            RejectWhy::NotADate { found: found() },
            RejectWhy::AmbiguousDate { found: found() },
            RejectWhy::NotAnAmount { found: found() },
            RejectWhy::AmbiguousAmount { found: found() },
            RejectWhy::NotAQuantity { found: found() },
            RejectWhy::NotACurrency { found: found() },
            RejectWhy::NotAYesOrNo { found: found() },
            RejectWhy::NotAContact { found: found() },
            RejectWhy::NotASex { found: found() },
            RejectWhy::Syntax {
                line: 3,
                column: 4,
                message: found(),
            },
            RejectWhy::CutShort,
            RejectWhy::TooLarge,
            RejectWhy::NotAnOrder,
            RejectWhy::ScatteredRows { line: 5 },
            RejectWhy::RowsDiffer { found: found() },
            RejectWhy::Damaged { found: found() },
            RejectWhy::UnknownStatus { found: found() },
            RejectWhy::OpenQuote,
            RejectWhy::OtherShape { found: found() },
            RejectWhy::OtherOrder { found: found() },
            RejectWhy::UnknownOrder,
            RejectWhy::OtherCurrency { found: found() },
            RejectWhy::NoColumns { columns: found() },
        ];
        for lang in Lang::ALL.iter().copied() {
            for why in &whys {
                let told = reject(
                    &Tr::new(lang),
                    &Reject {
                        line: 1,
                        order: None,
                        field: "total".to_owned(),
                        why: why.clone(),
                        head: None,
                        raw: String::new(),
                    },
                );
                for text in [&told.message, &told.hint] {
                    assert!(
                        !text.starts_with("reject-") && !text.contains('\u{1b}'),
                        "{why:?}: {text}"
                    );
                }
            }
        }
    }
}
