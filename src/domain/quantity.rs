//! How many of a thing: thousandths, so that 1.5 kg is a whole number.

/// `2`, `1.5` or `0,125` in thousandths; nothing when it is no positive number or finer.
pub fn parse(typed: &str) -> Option<i64> {
    let (whole, fraction) = typed.split_once(['.', ',']).unwrap_or((typed, ""));
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || fraction.len() > 3 || !digits(whole) || !digits(fraction) {
        return None;
    }
    let milli: i64 = format!("{whole}{fraction:0<3}").parse().ok()?;
    (milli > 0).then_some(milli)
}

/// Thousandths as people write them: `2`, `1,5`.
pub fn text(milli: i64) -> String {
    let (sign, whole, rest) = (
        if milli < 0 { "-" } else { "" },
        (milli / 1_000).abs(),
        (milli % 1_000).abs(),
    );
    if rest == 0 {
        return format!("{sign}{whole}");
    }
    format!("{sign}{whole},{rest:03}").trim_end_matches('0').to_owned()
}

/// What a quantity in thousandths costs at a price of minor units for one, half a minor unit counting as a whole one; nothing
/// when it does not fit.
pub fn cost(price: i64, milli: i64) -> Option<i64> {
    i64::try_from((i128::from(price) * i128::from(milli) + 500) / 1_000).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_read_in_thousandths() {
        for (typed, milli) in [
            ("2", Some(2_000)),
            ("1.5", Some(1_500)),
            ("0,125", Some(125)),
            ("0", None),
            ("-1", None),
            ("1.0005", None),
            ("two", None),
            ("", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(parse(typed), milli, "{typed}");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        for milli in [1_000, 1_500, 125, 12_010] {
            assert_eq!(parse(&text(milli)), Some(milli));
        }
        for (milli, written) in [(0, "0"), (-500, "-0,5"), (-2_000, "-2")] {
            assert_eq!(text(milli), written);
        }
    }

    #[test]
    fn half_a_minor_unit_counts_as_a_whole_one() {
        assert_eq!(cost(1_001, 1_500), Some(1_502));
        assert_eq!(cost(i64::MAX, 2_000), None);
    }
}
