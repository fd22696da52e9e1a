//! How large a file is.

use crate::i18n::Tr;

const STEP: u64 = 1_000;

/// `412 KB`, `52 MB`, `3 GB`: whole numbers, rounded up.
pub fn size(tr: &Tr, bytes: u64) -> String {
    let (mut count, mut key) = (bytes.div_ceil(STEP), "size-kb");
    for larger in ["size-mb", "size-gb"] {
        if count < STEP {
            break;
        }
        (count, key) = (count.div_ceil(STEP), larger);
    }
    tr.with(key, &[("count", i64::try_from(count).unwrap_or(i64::MAX).into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    #[test]
    fn a_size_is_told_in_the_unit_that_keeps_it_short() {
        let tr = Tr::new(Lang::En);
        for (bytes, told) in [
            (0, "0 KB"),
            (1, "1 KB"),
            (999_001, "1 MB"),
            (52_000_000, "52 MB"),
            (2_000_000_001, "3 GB"),
        ] {
            assert_eq!(size(&tr, bytes).replace('\u{a0}', " "), told);
        }
        assert_eq!(size(&Tr::new(Lang::Ru), 52_000_000).replace('\u{a0}', " "), "52 МБ");
    }
}
