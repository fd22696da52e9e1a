//! What a table says of the money of its orders.

use crate::intake::test_support::sorted;

#[test]
fn what_stands_under_paid_is_money_a_day_or_a_word() {
    // The cell, the day beside it, what came of the 1000,00, whether a word says it, and since when.
    for (paid, paid_at, amount, by_word, at) in [
        ("1000", "", Some(100_000), false, "2026-03-11T09:00:00Z"),
        ("1 000,00", "", Some(100_000), false, "2026-03-11T09:00:00Z"),
        ("400", "2026-03-12 10:00", Some(40_000), false, "2026-03-12T07:00:00Z"),
        ("да", "", Some(100_000), true, "2026-03-11T09:00:00Z"),
        ("1", "", Some(100_000), true, "2026-03-11T09:00:00Z"),
        ("yes", "2026-03-12 10:00", Some(100_000), true, "2026-03-12T07:00:00Z"),
        ("2026-03-12 10:00", "", Some(100_000), true, "2026-03-12T07:00:00Z"),
        ("12.03.2026", "", Some(100_000), true, "2026-03-11T21:00:00Z"),
        ("0000-00-00", "", None, false, ""),
        ("", "2026-03-12 10:00", Some(100_000), true, "2026-03-12T07:00:00Z"),
        ("нет", "2026-03-12 10:00", None, false, ""),
        ("0", "", None, false, ""),
        ("", "", None, false, ""),
    ] {
        let text = format!(
            "id;created;paid;paid at;item;quantity;price;phone\n\
             A7;2026-03-11 12:00;{paid};{paid_at};Чай;2;500;80291234567\n"
        );
        let (orders, rejects) = sorted(text.as_bytes());
        assert_eq!((orders.len(), rejects), (1, vec![]), "{paid} {paid_at}");
        let told = orders[0].payments.first();
        assert_eq!(told.map(|payment| payment.amount), amount, "{paid} {paid_at}");
        assert_eq!(orders[0].is_paid_by_word, by_word, "{paid} {paid_at}");
        assert_eq!(
            told.map_or_else(String::new, |payment| payment.at.rfc3339()),
            at,
            "{paid} {paid_at}"
        );
    }
    let (_, rejects) = sorted(b"id;created;paid;total\nA7;2026-03-11;soon;5\n");
    assert_eq!(
        (rejects[0].field.as_str(), rejects[0].why.code()),
        ("paid", "not_an_amount")
    );
}
