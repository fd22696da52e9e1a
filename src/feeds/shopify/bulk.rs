//! All of a list at once, for the first reading: the shop writes it into a file of its own, which is asked for once it is made.
//!
//! Source: *Perform bulk operations* (<https://shopify.dev/docs/api/usage/bulk-operations/queries>). `bulkOperationRunQuery` begins
//! one; it is asked about by its id until it is `COMPLETED`. The file stands at another address for seven days, an object a line:
//! those of an inner list follow what they are of, and name it by `__parentId`. One operation goes on at a time; where the shop
//! refuses one, or makes none to its end, the list is read page by page.

use serde_json::Value;
use serde_json::json;

use super::list::ShopifyList;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedTrouble;

/// Fewer are sooner read page by page.
pub(super) const WORTH_IT: i64 = 250;
/// How many of the file are handed on at once.
const PORTION: usize = 250;
/// Before the id of an operation, where a reading goes on with its file.
const MARK: &str = "bulk";

pub(super) const BEGIN: &str = "mutation($query: String!) { bulkOperationRunQuery(query: $query, groupObjects: true) { \
    bulkOperation { id status } userErrors { message } } }";
pub(super) const ASK: &str = "query($id: ID!) { node(id: $id) { ... on BulkOperation { id status errorCode url } } }";

/// A file that was fetched, by its operation.
pub(super) struct BulkLines {
    pub(super) operation: String,
    pub(super) lines: Vec<u8>,
}

/// An operation, and how far its file was handed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BulkPlace {
    pub(super) operation: String,
    pub(super) from: usize,
}

impl BulkPlace {
    /// As a walk keeps it; none of a place between pages.
    pub(super) fn of(kept: &str) -> Option<BulkPlace> {
        let mut parts = kept.splitn(3, ' ');
        (parts.next()? == MARK).then_some(())?;
        Some(BulkPlace {
            from: parts.next()?.parse().ok()?,
            operation: parts.next()?.to_owned(),
        })
    }

    pub(super) fn kept(&self) -> String {
        format!("{MARK} {} {}", self.from, self.operation)
    }
}

/// What the shop is to write down.
pub(super) fn query(list: &ShopifyList, wish: Option<&str>) -> String {
    let wish = wish.map_or_else(String::new, |wish| format!("(query: \"{wish}\")"));
    let ShopifyList {
        name, in_bulk, inner, ..
    } = list;
    let (of, line) = inner;
    format!("{{ {name}{wish} {{ edges {{ node {{ {in_bulk} {of} {{ edges {{ node {{ id {line} }} }} }} }} }} }} }}")
}

/// Some of the file as pages would have them, and where it goes on; none at its end.
pub(super) fn portion(lines: &[u8], from: usize, inner: &str) -> Result<(Vec<Value>, Option<usize>), FeedTrouble> {
    let mut found: Vec<Value> = Vec::new();
    let mut at = from.min(lines.len());
    while at < lines.len() {
        let end = lines[at..].iter().position(|byte| *byte == b'\n');
        let end = end.map_or(lines.len(), |end| at + end);
        let line = lines[at..end].trim_ascii();
        if !line.is_empty() {
            let object: Value =
                serde_json::from_slice(line).map_err(|_| FeedTrouble::new(FeedFault::NotOrders, "jsonl"))?;
            match object.get("__parentId") {
                Some(parent) => {
                    let mut of = found.iter_mut().rev();
                    let of = of.find(|one| one.get("id") == Some(parent));
                    if let Some(Value::Array(nodes)) = of.and_then(|of| of.pointer_mut(&format!("/{inner}/nodes"))) {
                        nodes.push(object);
                    }
                }
                None if found.len() == PORTION => return Ok((found, Some(at))),
                None => found.push(as_paged(object, inner)),
            }
        }
        at = end + 1;
    }
    Ok((found, None))
}

/// An object with its lists as pages have them.
fn as_paged(mut object: Value, inner: &str) -> Value {
    if let Value::Object(fields) = &mut object {
        fields.insert(inner.to_owned(), json!({ "nodes": [] }));
        if let Some(line) = fields.remove("shippingLine").filter(Value::is_object) {
            fields.insert("shippingLines".to_owned(), json!({ "nodes": [line] }));
        }
    }
    object
}

#[cfg(test)]
mod tests {
    use super::super::list::GOODS;
    use super::super::list::ORDERS;
    use super::*;

    #[test]
    fn what_is_asked_for_in_bulk_has_edges_alone_and_no_variables() {
        let asked = query(&ORDERS, Some("updated_at:>='2026-01-01T00:00:00Z'"));
        assert!(asked.starts_with("{ orders(query: \"updated_at:>='2026-01-01T00:00:00Z'\") { edges { node { id name"));
        assert!(
            !asked.contains("nodes") && !asked.contains('$') && !asked.contains("..."),
            "{asked}"
        );
        assert_eq!(asked.matches('{').count(), asked.matches('}').count());
        assert!(query(&GOODS, None).starts_with("{ products { edges"));
    }

    #[test]
    fn inner_objects_stand_in_what_they_are_of() {
        let lines = "{\"id\":\"o/1\",\"shippingLine\":{\"title\":\"Post\"}}\n{\"id\":\"l/1\",\"__parentId\":\"o/1\"}\n\
            {\"id\":\"o/2\",\"shippingLine\":null}\n{\"id\":\"l/2\",\"__parentId\":\"o/2\"}\n{\"id\":\"l/3\",\"__parentId\":\"o/2\"}\n\
            {\"id\":\"l/4\",\"__parentId\":\"o/9\"}\n";
        let (found, next) = portion(lines.as_bytes(), 0, "lineItems").unwrap();
        let counts: Vec<usize> = found
            .iter()
            .map(|one| one["lineItems"]["nodes"].as_array().unwrap().len())
            .collect();
        assert_eq!((counts, next), (vec![1, 2], None));
        assert_eq!(found[0]["shippingLines"]["nodes"][0]["title"], "Post");
        assert!(
            portion(b"{\"id\":1}\n{\"id\":", 0, "lineItems").is_err(),
            "it is cut off"
        );
    }

    #[test]
    fn a_long_file_is_handed_on_in_portions_that_lose_none() {
        let line = |id| format!("{{\"id\":{id}}}\n{{\"id\":\"l\",\"__parentId\":{id}}}\n");
        let lines = (0..600).map(line).collect::<Vec<String>>().concat();
        let (mut from, mut ids) = (Some(0), Vec::new());
        while let Some(at) = from {
            let (found, next) = portion(lines.as_bytes(), at, "lineItems").unwrap();
            assert!(
                found
                    .iter()
                    .all(|one| one["lineItems"]["nodes"].as_array().unwrap().len() == 1)
            );
            ids.extend(found.iter().map(|one| one["id"].as_i64().unwrap()));
            from = next;
        }
        assert_eq!(ids, (0..600).collect::<Vec<_>>());
        let place = BulkPlace {
            operation: "gid://shopify/BulkOperation/7".to_owned(),
            from: 17,
        };
        assert_eq!(BulkPlace::of(&place.kept()), Some(place));
        assert_eq!(BulkPlace::of("eyJsYXN0X2lkIjo1fQ=="), None);
    }
}
