//! A body as one tree: JSON as it came, a form by the brackets in the names of its fields.

use serde_json::Map;
use serde_json::Value;

use crate::net::listen::WebRequest;

/// No form has fields of more levels.
const DEEPEST: usize = 12;

/// The body of a request; none of one that is neither JSON nor a form, or says nothing.
pub fn tree(request: &WebRequest) -> Option<Value> {
    let kind = request.header("content-type").unwrap_or_default().to_ascii_lowercase();
    if kind.starts_with("application/x-www-form-urlencoded") {
        let form = request.form();
        return (!form.is_empty()).then(|| of_form(form));
    }
    let text = String::from_utf8(request.body.clone()).ok()?;
    let parsed: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    (parsed.is_object() || parsed.is_array()).then_some(parsed)
}

/// `payment[products][0][name]=Чашка`; a field that holds JSON is read as that.
fn of_form(form: Vec<(String, String)>) -> Value {
    let mut root = Map::new();
    for (name, value) in form {
        let value = if value.trim_start().starts_with(['{', '[']) {
            serde_json::from_str(&value).unwrap_or(Value::String(value))
        } else {
            Value::String(value)
        };
        put(&mut root, &steps(&name), value);
    }
    listed(Value::Object(root))
}

fn steps(name: &str) -> Vec<&str> {
    let Some((first, rest)) = name.split_once('[').filter(|_| name.ends_with(']')) else {
        return vec![name];
    };
    let inner = rest.strip_suffix(']').unwrap_or(rest).split("][");
    let all: Vec<&str> = std::iter::once(first).chain(inner).collect();
    if all.len() > DEEPEST { vec![name] } else { all }
}

fn put(into: &mut Map<String, Value>, steps: &[&str], value: Value) {
    let [step, rest @ ..] = steps else { return };
    // `a[]` counts by itself.
    let key = if step.is_empty() {
        into.len().to_string()
    } else {
        (*step).to_owned()
    };
    if rest.is_empty() {
        into.insert(key, value);
        return;
    }
    let inner = into.entry(key).or_insert_with(|| Value::Object(Map::new()));
    if !inner.is_object() {
        *inner = Value::Object(Map::new());
    }
    if let Value::Object(inner) = inner {
        put(inner, rest, value);
    }
}

/// What is counted from zero is a list.
fn listed(value: Value) -> Value {
    let Value::Object(mut fields) = value else { return value };
    let count = fields.len();
    if count > 0 && (0..count).all(|at| fields.contains_key(&at.to_string())) {
        let all = (0..count).filter_map(|at| fields.remove(&at.to_string()));
        return Value::Array(all.map(listed).collect());
    }
    Value::Object(fields.into_iter().map(|(name, value)| (name, listed(value))).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn form(fields: &[(&str, &str)]) -> Value {
        of_form(
            fields
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
        )
    }

    #[test]
    fn a_form_is_a_tree_by_the_brackets_in_its_names() {
        let told = form(&[
            ("Name", "Елена"),
            ("payment[orderid]", "17"),
            ("payment[products][0][name]", "Чайник"),
            ("payment[products][1][name]", "Чашка"),
            ("tags[]", "a"),
            ("tags[]", "b"),
            ("cart", "{\"total\": 5}"),
            ("note", "{no json"),
            ("odd[", "x"),
        ]);
        assert_eq!(
            told,
            json!({
                "Name": "Елена",
                "payment": { "orderid": "17", "products": [{ "name": "Чайник" }, { "name": "Чашка" }] },
                "tags": ["a", "b"],
                "cart": { "total": 5 },
                "note": "{no json",
                "odd[": "x",
            })
        );
        let deep = format!("a{}", "[b]".repeat(10_000));
        assert_eq!(form(&[(&deep, "x")]), json!({ deep: "x" }), "no level is made for it");
        assert_eq!(form(&[("a", "1"), ("a[b]", "2")]), json!({ "a": { "b": "2" } }));
    }
}
