//! Numbers as people of the language write them, whole or to three figures.

use crate::domain::money::Money;
use crate::domain::quantity;
use crate::i18n::Tr;

/// With its thousands apart: `1 184`, `1,184`.
pub fn grouped(tr: &Tr, number: i64) -> String {
    tr.lang().style().grouped(number)
}

/// A sum without its sign, minor units only where there are some: `12 990`, `12,990.50`.
pub fn figures(tr: &Tr, sum: Money) -> String {
    localized(tr, &sum.short())
}

/// The same with its sign, where the language puts it: `12 990 ₽`, `₽12,990`.
pub fn sum(tr: &Tr, sum: Money) -> String {
    signed(tr, &figures(tr, sum), sum)
}

/// To the last kopeck: `12 990,00 ₽`, `₽12,990.00`.
pub fn exact_sum(tr: &Tr, sum: Money) -> String {
    let text = sum.text();
    let figures = text.trim_end_matches(sum.currency.sign()).trim_end();
    signed(tr, &localized(tr, figures), sum)
}

/// To three figures: `148 тыс ₽`, `₽148k`. Never one that is to be paid.
pub fn rounded_sum(tr: &Tr, sum: Money) -> String {
    signed(tr, &rounded(tr, sum), sum)
}

/// `1,4`, `1.4` of fourteen tenths.
pub fn tenths(tr: &Tr, tenths: i64) -> String {
    localized(tr, &format!("{},{}", tenths / 10, tenths % 10))
}

/// How much of a thing, in thousandths: `1 200`, `1.5`.
pub fn amount(tr: &Tr, milli: i64) -> String {
    if milli % 1_000 == 0 {
        return grouped(tr, milli / 1_000);
    }
    localized(tr, &quantity::text(milli))
}

fn localized(tr: &Tr, figures: &str) -> String {
    let style = tr.lang().style();
    let in_style = |c| match c {
        ',' => style.point,
        '\u{a0}' => style.thousands,
        c => c,
    };
    figures.chars().map(in_style).collect()
}

/// A code stands behind its figures in every language.
fn signed(tr: &Tr, figures: &str, sum: Money) -> String {
    let sign = sum.currency.sign();
    if !tr.lang().style().is_sign_first || sign.starts_with(char::is_alphabetic) {
        return format!("{figures}\u{a0}{sign}");
    }
    match figures.strip_prefix('-') {
        Some(figures) => format!("-{sign}{figures}"),
        None => format!("{sign}{figures}"),
    }
}

/// A sum to three figures without its currency: `890`, `12,3 тыс`, `148 тыс`, `1,24 млн`. Never one that is to be paid.
pub fn rounded(tr: &Tr, sum: Money) -> String {
    let whole = sum.minor / 10_i64.pow(sum.currency.digits());
    let (key, scale) = match whole.unsigned_abs() {
        0..1_000 => return whole.to_string(),
        1_000..1_000_000 => ("number-thousand", 1_000),
        _ => ("number-million", 1_000_000),
    };
    let figures = three_figures(tr, whole, scale);
    tr.with(key, &[("count", figures.into())])
}

/// `whole / scale` to three figures; a figure behind the comma that is nothing is left out.
fn three_figures(tr: &Tr, whole: i64, scale: i64) -> String {
    let decimals = match whole.unsigned_abs() / scale.unsigned_abs() {
        0..10 => 2,
        10..100 => 1,
        _ => 0,
    };
    let part = 10_i64.pow(decimals);
    let parts = (whole * part + scale / 2).div_euclid(scale);
    let (front, behind) = (parts / part, parts % part);
    if behind == 0 {
        return grouped(tr, front);
    }
    let behind = format!("{behind:0width$}", width = decimals as usize);
    localized(tr, &format!("{front},{}", behind.trim_end_matches('0')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Currency;
    use crate::i18n::Lang;

    #[test]
    fn a_sum_is_written_as_the_language_does() {
        let (russian, english) = (Tr::new(Lang::Ru), Tr::new(Lang::En));
        let pln = Currency::parse("PLN").unwrap();
        for (money, ru, en) in [
            (Money::new(1_299_000, Currency::RUB), "12\u{a0}990\u{a0}₽", "₽12,990"),
            (
                Money::new(1_299_050, Currency::RUB),
                "12\u{a0}990,50\u{a0}₽",
                "₽12,990.50",
            ),
            (Money::new(-5, Currency::RUB), "-0,05\u{a0}₽", "-₽0.05"),
            (Money::new(1_299_000, pln), "12\u{a0}990\u{a0}PLN", "12,990\u{a0}PLN"),
        ] {
            assert_eq!(sum(&russian, money), ru);
            assert_eq!(sum(&english, money), en);
        }
        let money = Money::new(1_299_000, Currency::RUB);
        assert_eq!(exact_sum(&russian, money), "12\u{a0}990,00\u{a0}₽");
        assert_eq!(exact_sum(&english, money), "₽12,990.00");
        assert_eq!(rounded_sum(&english, money), "₽13k");
        let hryvnias = Money::new(1_299_050, Currency::parse("UAH").unwrap());
        assert_eq!(sum(&Tr::new(Lang::Uk), hryvnias), "12\u{a0}990,50\u{a0}₴");
    }

    #[test]
    fn a_sum_is_told_in_three_figures() {
        for (whole, russian, english) in [
            (0, "0", "0"),
            (890, "890", "890"),
            (1_000, "1\u{a0}тыс", "1k"),
            (12_345, "12,3\u{a0}тыс", "12.3k"),
            (148_200, "148\u{a0}тыс", "148k"),
            (1_240_000, "1,24\u{a0}млн", "1.24M"),
            (6_300_000, "6,3\u{a0}млн", "6.3M"),
        ] {
            let sum = Money::new(whole * 100, Currency::RUB);
            assert_eq!(rounded(&Tr::new(Lang::Ru), sum), russian);
            assert_eq!(rounded(&Tr::new(Lang::En), sum), english);
        }
        assert_eq!(grouped(&Tr::new(Lang::En), 1_234_567), "1,234,567");
        assert_eq!(amount(&Tr::new(Lang::En), 1_234_000), "1,234");
        assert_eq!(amount(&Tr::new(Lang::En), -1_500), "-1.5");
        assert_eq!(amount(&Tr::new(Lang::Ru), 1_500), "1,5");
        assert_eq!(grouped(&Tr::new(Lang::Ru), 999), "999");
    }
}
