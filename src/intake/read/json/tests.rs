//! Objects are found in whole and in damaged files.

use proptest::prelude::*;

use super::elements::Damage;
use super::elements::Elements;
use crate::intake::read::text_buffer::Place;

/// A text, where it begins, and whether it is well formed, of each element. Only objects with an `id` are wanted.
fn all(json: &[u8]) -> Vec<(String, Place, Option<Damage>)> {
    let mut elements = Elements::new(json);
    let mut out = Vec::new();
    while let Some(element) = elements.next_element(&|value| value.get("id").is_some()).unwrap() {
        let raw = String::from_utf8_lossy(element.raw).into_owned();
        out.push((raw, element.place, element.value.err()));
    }
    out
}

fn texts(json: &str) -> Vec<String> {
    all(json.as_bytes()).into_iter().map(|(text, _, _)| text).collect()
}

fn faults(json: &str) -> Vec<bool> {
    all(json.as_bytes())
        .into_iter()
        .map(|(_, _, fault)| fault.is_some())
        .collect()
}

#[test]
fn objects_are_found_whatever_is_around_them() {
    let two = vec![r#"{"id":1}"#.to_owned(), r#"{"id":2,"a":[{"b":"]}"}]}"#.to_owned()];
    for around in [
        r#"[{"id":1},{"id":2,"a":[{"b":"]}"}]}]"#,
        "{\"id\":1}\n{\"id\":2,\"a\":[{\"b\":\"]}\"}]}\n",
        r#"{"data":[{"id":1},{"id":2,"a":[{"b":"]}"}]}]}"#,
        r#" { "orders" : [ {"id":1} , {"id":2,"a":[{"b":"]}"}]} ] , "next": "{page}", "more": true }"#,
        r#"{"success":true,"pages":{"of":9},"orders":[{"id":1},{"id":2,"a":[{"b":"]}"}]}],"next":{"id":3}}"#,
        "{\"data\":{\"id\":1}}\n{\"data\":{\"id\":2,\"a\":[{\"b\":\"]}\"}]}}",
    ] {
        assert_eq!(texts(around), two, "{around}");
    }
    assert_eq!(texts(r#"{"id":7}"#), [r#"{"id":7}"#]);
    assert_eq!(texts(r#"{"data":"x"}"#), [r#"{"data":"x"}"#]);
    assert!(texts(" [ ] ").is_empty());
}

#[test]
fn an_element_that_is_not_well_formed_costs_only_itself() {
    let json = r#"[{"id":1},{"id":2,"a":[1,],},{"id":3]},{"id":4}]"#;
    assert_eq!(
        texts(json),
        [r#"{"id":1}"#, r#"{"id":2,"a":[1,],}"#, r#"{"id":3]}"#, r#"{"id":4}"#]
    );
    assert_eq!(faults(json), [false, true, true, false]);
}

#[test]
fn a_lost_bracket_costs_only_its_element() {
    let lines = "[\n  {\n    \"id\": 1,\n    \"b\": {\"x\": 1\n  },\n  {\n    \"id\": 2\n  }\n]";
    let found = all(lines.as_bytes());
    assert_eq!(found.len(), 2);
    assert_eq!(found[1].0, "{\n    \"id\": 2\n  }");
    assert_eq!(found[1].1, Place { line: 6, column: 3 });
    let packed = r#"[{"id":1,"b":{"x":1},{"id":2}]"#;
    assert_eq!(texts(packed), [r#"{"id":1,"b":{"x":1}"#, r#"{"id":2}"#]);
}

#[test]
fn objects_that_seem_to_be_inside_of_one_never_closed_are_found() {
    let swallowed: Vec<String> = (2..5_000)
        .map(|id| format!(r#",{{"id":{id},"lines":[{{"sku":"a"}}]}}"#))
        .collect();
    let swallowed = swallowed.concat();
    let json = format!(r#"[{{"id":1,"lines":[{{"sku":"a"}}{swallowed}]"#);
    assert_eq!(texts(&json).len(), 4_999);
    assert_eq!(faults(&json).into_iter().filter(|fault| *fault).count(), 1);
}

#[test]
fn a_quotation_mark_never_closed_costs_only_its_element() {
    let lines = "{\"id\":1,\"name\":\"Елена}\n{\"id\":2}\n{\"id\":3}\n";
    let found = all(lines.as_bytes());
    assert_eq!(
        found.iter().map(|(_, place, _)| place.line).collect::<Vec<_>>(),
        [1, 2, 3]
    );
    assert!(matches!(&found[0].2, Some(Damage::Syntax { at: 27, .. })));

    let order =
        |id: u32| format!(r#"{{"id":{id},"name":"Елена","lines":[{{"sku":"a"}},{{"sku":"b"}}],"note":"{{}}"}}"#);
    let orders: Vec<String> = (0..9).map(order).collect();
    for place in orders[4].match_indices('"').map(|(at, _)| at) {
        let mut damaged = orders.clone();
        damaged[4].remove(place);
        let json = format!("[{}]", damaged.join(","));
        let found = all(json.as_bytes());
        let whole: Vec<&String> = found
            .iter()
            .filter(|(_, _, fault)| fault.is_none())
            .map(|(text, _, _)| text)
            .collect();
        let expected: Vec<&String> = orders.iter().filter(|order| **order != orders[4]).collect();
        assert_eq!((whole, found.len()), (expected, 9), "{json}");
    }
}

#[test]
fn a_file_cut_off_gives_its_last_element_open() {
    for end in [r#"{"id":2,"name":"Ele"#, r#"{"id":2,"lines":[{"sku":"a"},{"sk"#] {
        let found = all(format!(r#"[{{"id":1}},{end}"#).as_bytes());
        assert_eq!((found.len(), &found[1].2), (2, &Some(Damage::CutShort)), "{end}");
    }
}

proptest! {
    #[test]
    fn any_bytes_come_to_an_end(bytes: Vec<u8>) {
        all(&bytes);
    }

    #[test]
    fn any_brackets_and_quotes_come_to_an_end(json in r#"[\[\]{}",:\\ \na1]{0,200}"#) {
        all(json.as_bytes());
    }
}
