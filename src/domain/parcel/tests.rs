//! Tracking numbers as typed and scanned: a table for each carrier, and properties.

use proptest::prelude::*;

use super::*;
use crate::domain::carrier::Carrier;

const RP: Option<Carrier> = Some(Carrier::RussianPost);
const NP: Option<Carrier> = Some(Carrier::NovaPoshta);
const UP: Option<Carrier> = Some(Carrier::Ukrposhta);
const CDEK: Option<Carrier> = Some(Carrier::Cdek);
const BOXBERRY: Option<Carrier> = Some(Carrier::Boxberry);

#[test]
fn a_number_tells_its_carrier_and_its_slips() {
    for (country, hint, typed, number, carrier, check) in [
        // Postal numbers name their country, whatever the delivery says.
        ("RU", None, "RD025500807RU", "RD025500807RU", RP, Check::Ok),
        ("RU", CDEK, "rd 025 500 807 ru", "RD025500807RU", RP, Check::Ok),
        ("RU", None, "RA644000001RU", "RA644000001RU", RP, Check::Failed),
        ("RU", None, "СА025500807RU", "CA025500807RU", RP, Check::Ok),
        ("RU", None, "КВ025500807КГ", "RD025500807RU", RP, Check::Ok),
        ("UA", None, "кв025500807гф", "RD025500807UA", UP, Check::Ok),
        ("UA", NP, "RD025500807UA", "RD025500807UA", UP, Check::Ok),
        ("RU", None, "RD025500807SE", "RD025500807SE", None, Check::Ok),
        ("RU", RP, "RR123456789EE", "RR123456789EE", RP, Check::Failed),
        // Fourteen digits are Nova Poshta's in Ukraine and Russian Post's in Russia, unless the delivery says otherwise.
        ("UA", None, "20 4500 0000 0000", "20450000000000", NP, Check::None),
        ("UA", None, "59-0000-0000-0000", "59000000000000", NP, Check::None),
        ("RU", None, "62009147017544", "62009147017544", RP, Check::Ok),
        ("RU", None, "62009147017545", "62009147017545", RP, Check::Failed),
        ("RU", None, "№ 620091 47 01754 4", "62009147017544", RP, Check::Ok),
        ("RU", NP, "20450000000000", "20450000000000", NP, Check::None),
        ("UA", RP, "62009147017544", "62009147017544", RP, Check::Ok),
        ("KZ", None, "62009147017544", "62009147017544", None, Check::Unknown),
        // Thirteen and eleven.
        ("UA", None, "0500000000001", "0500000000001", UP, Check::None),
        ("RU", UP, "0500000000001", "0500000000001", UP, Check::None),
        ("RU", None, "1100285492", "1100285492", CDEK, Check::None),
        ("KZ", None, "10000000123", "10000000123", CDEK, Check::None),
        ("UA", CDEK, "10000000123", "10000000123", CDEK, Check::None),
        ("UA", None, "10000000123", "10000000123", NP, Check::None),
        ("RU", CDEK, "62009147017544", "62009147017544", RP, Check::Ok),
        // Anything else is kept as it stands.
        ("RU", BOXBERRY, "1100285492", "1100285492", BOXBERRY, Check::Unknown),
        ("RU", None, "abc-123 45", "ABC-12345", None, Check::Unknown),
        (
            "RU",
            None,
            "123456789012345678",
            "123456789012345678",
            None,
            Check::Unknown,
        ),
        ("RU", None, "ÄB12", "ÄB12", None, Check::Unknown),
        ("RU", None, "ß\u{3b0}7", "ß\u{3b0}7", None, Check::Unknown),
    ] {
        let recognised = Recognised {
            number: number.to_owned(),
            carrier,
            check,
        };
        assert_eq!(
            recognise(typed, country, hint),
            recognised,
            "{typed} in {country} by {hint:?}"
        );
    }
}

#[test]
fn a_number_is_followed_as_it_is_typed() {
    for (country, hint, number) in [
        ("RU", None, "RD025500807RU"),
        ("UA", NP, "20450000000000"),
        ("RU", RP, "62009147017544"),
        ("RU", CDEK, "1100285492"),
        ("UA", UP, "0500000000001"),
    ] {
        for end in 0..number.len() {
            let begun = recognise(&number[..end], country, hint).check;
            let also_whole = hint == NP && end == 11;
            assert_eq!(
                begun == Check::Incomplete,
                !also_whole,
                "{} of {number}: {begun:?}",
                &number[..end]
            );
        }
        assert_ne!(recognise(number, country, hint).check, Check::Incomplete, "{number}");
    }
}

#[test]
fn carriers_are_known_by_their_names() {
    for (words, carrier) in [
        ("Почта России, 1 класс", RP),
        ("ПОЧТА РОССИИ", RP),
        ("Russian Post", RP),
        ("russian_post", RP),
        ("Нова Пошта (відділення)", NP),
        ("Доставка Новой почтой", NP),
        ("Новая Почта: курьер", NP),
        ("Nova-Poshta", NP),
        ("nova_poshta", NP),
        ("СДЭК до пункта выдачи", CDEK),
        ("CДЭK", CDEK),
        ("CDEK pickup point", CDEK),
        ("самовывоз из СДЭК", CDEK),
        ("Укрпошта Експрес", UP),
        ("Boxberry", BOXBERRY),
        ("Курьером по Москве", Some(Carrier::Courier)),
        ("Кур'єр", Some(Carrier::Courier)),
        ("Самовывоз", Some(Carrier::Pickup)),
        ("Local pickup", Some(Carrier::Pickup)),
        ("other", Some(Carrier::Other)),
        ("Цифровой товар, без доставки", Some(Carrier::None)),
        ("Цифрова копія", Some(Carrier::None)),
        ("Digital delivery", Some(Carrier::None)),
        ("Без доставки", Some(Carrier::None)),
        ("No shipping required", Some(Carrier::None)),
        ("Электронно, на почту", Some(Carrier::None)),
        ("СДЭК, электронная накладная", Some(Carrier::Cdek)),
        ("Деловые линии", None),
        ("", None),
    ] {
        assert_eq!(Carrier::named(words), carrier, "{words}");
    }
    for carrier in Carrier::ALL {
        assert_eq!(Carrier::named(carrier.code()), Some(*carrier));
    }
}

proptest! {
    #[test]
    fn any_text_is_recognised_without_harm(text in ".*", near in "[RrРр0-9 UuКкГгA-]{0,16}") {
        for typed in [text, near] {
            for (country, hint) in [("RU", None), ("UA", NP), ("", RP)] {
                let recognised = recognise(&typed, country, hint);
                prop_assert!(!recognised.number.contains(char::is_whitespace));
                prop_assert_eq!(recognise(&recognised.number, country, hint), recognised);
            }
        }
    }
}
