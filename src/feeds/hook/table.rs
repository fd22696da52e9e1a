//! The rows of one order that a tree tells of, by a profile whose columns are JSON pointers.
//!
//! `/payment/orderid` is a value, `/payment/products/*/name` that of each line; a name without a slash is a field of the
//! form, or of the outermost object.

use std::fmt::Write as _;
use std::sync::Arc;

use serde_json::Value;

use crate::domain::time::Time;
use crate::intake::Column;
use crate::intake::Mapping;
use crate::text::fold;

/// No order has more lines: more are a mistake, or somebody's mischief.
pub const MOST_LINES: usize = 2_000;

/// A table of one order and how its columns are to be read.
pub fn table(tree: &Value, mapping: &Mapping, at: Time) -> (Arc<Mapping>, String) {
    rows(mapping, at, &|column, pointer| {
        if column.is_of_a_line() && pointer.contains("/*") {
            let lines = 0..lines(tree, pointer).min(MOST_LINES);
            let of_line = |line: usize| cell(tree, &pointer.replacen("/*", &format!("/{line}"), 1), column);
            lines.map(of_line).collect()
        } else {
            vec![cell(tree, pointer, column)]
        }
    })
}

/// The same of whatever `found` finds for a column and what the profile says of it: the first, or of a column of lines one
/// for each of them. An order that does not say when it was made was made when it was told of, at `at`.
pub fn rows(mapping: &Mapping, at: Time, found: &dyn Fn(Column, &str) -> Vec<String>) -> (Arc<Mapping>, String) {
    let mut columns: Vec<(Column, Vec<String>)> = Vec::new();
    let mut cells: Vec<(Column, Vec<String>)> = Vec::new();
    for (column, places) in &mapping.columns {
        let named = |number: usize| match number {
            0 => column.key(),
            _ => format!("{} {}", column.key(), number + 1),
        };
        columns.push((*column, (0..places.len()).map(named).collect()));
        cells.extend(places.iter().map(|place| (*column, found(*column, place))));
    }
    if columns.iter().all(|(column, _)| *column != Column::Created) {
        columns.push((Column::Created, vec![Column::Created.key()]));
        cells.push((Column::Created, vec![at.utc().to_rfc3339()]));
    }
    let of_lines = cells.iter().filter(|(column, _)| column.is_of_a_line());
    let lines = of_lines.map(|(_, found)| found.len()).max().unwrap_or(1);
    let mut text = String::new();
    row(
        &mut text,
        columns.iter().flat_map(|(_, names)| names.iter().map(String::as_str)),
    );
    for line in 0..lines.clamp(1, MOST_LINES) {
        let of_row = cells.iter().map(|(column, found)| {
            let at = if matches!(column, Column::Number | Column::Id) {
                0
            } else {
                line
            };
            found.get(at).map_or("", String::as_str)
        });
        row(&mut text, of_row);
    }
    let mapping = Mapping {
        sheet: None,
        columns,
        ..mapping.clone()
    };
    (Arc::new(mapping), text)
}

fn row<'a>(text: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (at, cell) in cells.enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let _ = write!(text, "{comma}\"{}\"", cell.replace('"', "\"\""));
    }
    text.push('\n');
}

/// How many elements the first list of a pointer has.
fn lines(tree: &Value, pointer: &str) -> usize {
    let Some((before, _)) = pointer.split_once("/*") else {
        return 1;
    };
    let mut found = Vec::new();
    find(tree, &steps(before), &mut found);
    found.first().and_then(|list| list.as_array()).map_or(1, Vec::len)
}

/// What stands there; of several values all of them, where their column has parts.
fn cell(tree: &Value, pointer: &str, column: Column) -> String {
    let mut found = Vec::new();
    find(tree, &steps(pointer), &mut found);
    let told = found.into_iter().map(said).filter(|text| !text.is_empty());
    match column.joint() {
        Some(joint) => told.collect::<Vec<_>>().join(joint),
        None => told.into_iter().next().unwrap_or_default(),
    }
}

fn said(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Bool(is_so) => is_so.to_string(),
        Value::Array(all) => {
            let all = all.iter().filter(|one| !one.is_array()).map(said);
            all.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
        }
        Value::Null | Value::Object(_) => String::new(),
    }
}

/// The names of a pointer (RFC 6901).
fn steps(pointer: &str) -> Vec<String> {
    match pointer.strip_prefix('/') {
        Some(inner) => inner
            .split('/')
            .map(|step| step.replace("~1", "/").replace("~0", "~"))
            .collect(),
        None if pointer.is_empty() => Vec::new(),
        None => vec![pointer.to_owned()],
    }
}

fn find<'a>(tree: &'a Value, steps: &[String], found: &mut Vec<&'a Value>) {
    let Some((step, rest)) = steps.split_first() else {
        found.push(tree);
        return;
    };
    match tree {
        Value::Array(all) if step == "*" => all.iter().for_each(|one| find(one, rest, found)),
        Value::Array(all) => {
            if let Some(one) = step.parse::<usize>().ok().and_then(|at| all.get(at)) {
                find(one, rest, found);
            }
        }
        Value::Object(fields) => {
            // A shop's own form writes Phone and phone, as it was drawn.
            let alike = || {
                fields
                    .iter()
                    .find(|(name, _)| fold(name) == fold(step))
                    .map(|(_, value)| value)
            };
            if let Some(one) = fields.get(step).or_else(alike) {
                find(one, rest, found);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const AT: Time = Time(1_773_219_600_000);

    fn mapping(columns: &[(Column, &[&str])]) -> Mapping {
        let columns = columns.iter();
        let columns = columns.map(|(column, from)| (*column, from.iter().map(|one| (*one).to_owned()).collect()));
        Mapping {
            columns: columns.collect(),
            ..Mapping::default()
        }
    }

    #[test]
    fn each_line_of_an_order_has_a_row_and_what_is_of_the_order_stands_in_the_first() {
        let tree = json!({
            "PHONE": "8 916 765-43-21",
            "order": { "id": 17, "note": "say \"hi\",\nplease", "tags": ["a", 5, null] },
            "lines": [{ "title": "Чайник", "n": 2 }, { "title": "Чашка", "n": 1.5 }],
        });
        let mapping = mapping(&[
            (Column::Number, &["/order/id"]),
            (Column::Phone, &["Phone", "/order/phone"]),
            (Column::Comment, &["/order/note", "/order/tags"]),
            (Column::Item, &["/lines/*/title"]),
            (Column::Quantity, &["/lines/*/n"]),
        ]);
        let (own, text) = table(&tree, &mapping, AT);
        assert_eq!(
            text,
            "\"number\",\"phone\",\"phone 2\",\"comment\",\"comment 2\",\"item\",\"quantity\",\"created\"\n\
             \"17\",\"8 916 765-43-21\",\"\",\"say \"\"hi\"\",\nplease\",\"a, 5\",\"Чайник\",\"2\",\"2026-03-11T09:00:00+00:00\"\n\
             \"17\",\"\",\"\",\"\",\"\",\"Чашка\",\"1.5\",\"\"\n"
        );
        assert_eq!(
            own.columns[1],
            (Column::Phone, vec!["phone".to_owned(), "phone 2".to_owned()])
        );
    }

    #[test]
    fn what_is_not_there_is_empty_and_an_order_without_lines_is_one_row() {
        let mapping = mapping(&[
            (Column::Number, &["/a~1b/0/no"]),
            (Column::Created, &["/when"]),
            (Column::Item, &["/lines/*/title"]),
            (Column::Name, &["/people/*/name"]),
        ]);
        let tree =
            json!({ "a/b": [{ "no": "7" }], "lines": [], "people": [{ "name": "Елена" }, { "name": "Иванова" }] });
        let (_, text) = table(&tree, &mapping, AT);
        assert_eq!(
            text,
            "\"number\",\"created\",\"item\",\"name\"\n\"7\",\"\",\"\",\"Елена Иванова\"\n"
        );
        let (_, text) = table(&json!([1, 2]), &mapping, AT);
        assert_eq!(text.lines().count(), 2);
        let many = json!({ "lines": vec![json!({ "title": "x" }); 5_000] });
        assert_eq!(table(&many, &mapping, AT).1.lines().count(), MOST_LINES + 1);
    }
}
