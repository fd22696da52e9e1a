//! What a WooCommerce answers: a list of orders, or why there is none.

use serde_json::Value;

use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::time::Time;
use crate::feeds::shop::ShopOrder;
use crate::feeds::shop::said;
use crate::feeds::shop::told;
use crate::feeds::shop::value;
use crate::net::http::HttpAnswer;

/// The orders of a page, and how many things it holds in all; where an answer is none, why.
pub(super) fn orders(answer: &HttpAnswer, now: Time) -> Result<(Vec<ShopOrder>, usize), FeedTrouble> {
    let Value::Array(list) = told(answer, now)? else {
        return Err(FeedTrouble::new(FeedFault::NotOrders, said(answer)));
    };
    let received = list.len();
    Ok((list.into_iter().filter_map(listed).collect(), received))
}

fn listed(object: Value) -> Option<ShopOrder> {
    let times = ["date_modified_gmt", "date_created_gmt", "date_modified", "date_created"];
    ShopOrder::dated(object, &times)
}

/// The code of the API's own errors, such as `rest_no_route`.
pub(super) fn code(answer: &HttpAnswer) -> String {
    let code = value(answer).and_then(|parsed| Some(parsed.get("code")?.as_str()?.to_owned()));
    code.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> HttpAnswer {
        let headers = headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        HttpAnswer {
            status,
            body: body.to_owned(),
            is_whole: true,
            headers: headers.collect(),
        }
    }

    #[test]
    fn a_list_is_read_though_a_plugin_talks_before_it() {
        let body = "\u{feff}<b>Notice</b>: undefined [0] in x.php\n[{\"id\":\"7\",\"date_modified_gmt\":\"2026-03-11T09:00:00\"},{\"no\":1}]";
        let (found, received) = orders(&answer(200, &[], body), Time(0)).unwrap();
        assert_eq!(received, 2);
        assert_eq!(
            found.iter().map(|one| (one.id, one.changed)).collect::<Vec<_>>(),
            [(7, 1_773_219_600)]
        );
        assert_eq!(orders(&answer(200, &[], " [] "), Time(0)), Ok((Vec::new(), 0)));
    }
}
