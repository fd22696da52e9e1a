//! Orders of one's own shape that go in several parcels.

use crate::intake::test_support::sorted;

#[test]
fn several_numbers_in_a_cell_and_parcels_of_json_are_parcels() {
    let head = "number,created,total,item,tracking\n1,2026-03-11,100,Чайник,";
    let own = |rest: &str| {
        format!(
            r#"{{"number":"1","created_at":"2026-03-11","total":100,
                "lines":[{{"sku":"A","name":"Чайник","quantity":2,"price":50}}],{rest}}}"#
        )
    };
    let (one, other) = ("80088012345672", "80088012345689");
    // The file; the number of the whole; each parcel's number and what is in it.
    let table = [
        (format!("{head}{one}\n"), Some(one), vec![]),
        (
            format!("{head}\"{one}; {other}\"\n"),
            Some(one),
            vec![(one, 0), (other, 0)],
        ),
        (
            own(&format!(r#""tracking_numbers":["{one}","{other}"]"#)),
            Some(one),
            vec![(one, 0), (other, 0)],
        ),
        (
            own(&format!(
                r#""parcels":[{{"tracking_number":"{one}","lines":[{{"sku":"A","quantity":1}}]}}]"#
            )),
            None,
            vec![(one, 1_000)],
        ),
        (
            own(&format!(
                r#""parcels":[{{"number":"{one}","lines":[{{"sku":"A","quantity":1}}]}},{{"number":"{other}"}}]"#
            )),
            Some(one),
            vec![(one, 1_000), (other, 0)],
        ),
    ];
    for (text, number, parcels) in table {
        let (orders, rejects) = sorted(text.as_bytes());
        assert_eq!(rejects, [], "{text}");
        let order = &orders[0];
        assert_eq!(order.tracking_number.as_deref(), number, "{text}");
        let found = order.parcels.iter().map(|parcel| {
            let packed: i64 = parcel.contents.iter().map(|packed| packed.quantity_milli).sum();
            (parcel.number.as_str(), packed)
        });
        assert_eq!(found.collect::<Vec<_>>(), parcels, "{text}");
    }
}
