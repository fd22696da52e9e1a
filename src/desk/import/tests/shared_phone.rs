//! Orders of several people that carry one phone: a form wanted one, and there was none.

use super::*;
use crate::domain::incoming::IncomingPhone;

#[test]
fn a_phone_of_one_digit_joins_nobody() {
    for (raw, e164, is_nobodys) in [
        ("0000000000", None, true),
        ("+7 (000) 000-00-00", None, true),
        ("111-11-11", None, true),
        ("89999999999", Some("+79999999999"), true),
        ("+380 99 999 99 99", Some("+380999999999"), true),
        ("", None, true),
        ("+7 916 000-00-00", Some("+79160000000"), false),
        ("+7 999 999-99-98", Some("+79999999998"), false),
        ("555-11-11", None, false),
    ] {
        let phone = IncomingPhone {
            raw: raw.to_owned(),
            e164: e164.map(str::to_owned),
        };
        assert_eq!(phone.is_nobodys(), is_nobodys, "{raw}");
        if raw.is_empty() {
            continue;
        }
        let named = |number: i64, name: &str| {
            changed(number, |v| {
                v.customer.name = name.to_owned();
                v.customer.email = format!("{number}@mail.example");
                v.customer.phones = vec![phone.clone()];
            })
        };
        let mut desk = desk();
        import(&mut desk, vec![named(1, "Анна Ким"), named(2, "Пётр Мороз")]);
        let customer = |number: &str| record(&desk, number).facts.customer;
        assert_eq!(customer("1") == customer("2"), !is_nobodys, "{raw}");
    }
}
