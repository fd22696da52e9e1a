//! Writes back to a shop: that an order is paid (`orderMarkAsPaid`,
//! <https://shopify.dev/docs/api/admin-graphql/latest/mutations/orderMarkAsPaid>), and its waybill: `fulfillmentCreate` of what is to
//! be sent (<https://shopify.dev/docs/api/admin-graphql/latest/mutations/fulfillmentCreate>), or `fulfillmentTrackingInfoUpdate` of what
//! was sent without a number, or by ours. The shop writes to nobody because of it: what is told to customers is the desk's.

use serde_json::Value;
use serde_json::json;

use super::api::ShopifyApi;
use crate::domain::carrier::Carrier;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::shop_write::ShopWrite;
use crate::domain::shop_write::ShopWriteWhy;
use crate::domain::shop_write::Waybill;
use crate::domain::shop_write::WriteOutcome;
use crate::domain::time::Time;
use crate::feeds::shop::PartsApi;
use crate::feeds::shop::ShopWay;
use crate::feeds::shop::short;

const ORDER: &str = "query($id: ID!) { order(id: $id) { displayFinancialStatus \
    fulfillments(first: 10) { id status trackingInfo { number } } \
    fulfillmentOrders(first: 10) { nodes { id status } } } }";
const PAY: &str =
    "mutation($input: OrderMarkAsPaidInput!) { orderMarkAsPaid(input: $input) { userErrors { message } } }";
const SEND: &str = "mutation($fulfillment: FulfillmentInput!) { fulfillmentCreate(fulfillment: $fulfillment) { \
    userErrors { message } } }";
const UPDATE: &str = "mutation($id: ID!, $info: FulfillmentTrackingInput!) { fulfillmentTrackingInfoUpdate(fulfillmentId: $id, \
    trackingInfoInput: $info, notifyCustomer: false) { userErrors { message } } }";

impl ShopifyApi {
    fn order(&self, wanted: &ShopWrite, now: Time) -> Result<Value, WriteOutcome> {
        let (mut data, _) = self.ask(ORDER, &json!({ "id": id(wanted) }), now).map_err(stop)?;
        match data.get_mut("order").map(Value::take) {
            Some(order) if order.is_object() => Ok(order),
            _ => Err(WriteOutcome::Refused(ShopWriteWhy::Gone, String::new())),
        }
    }

    fn change(&self, question: &str, of: &Value, now: Time) -> Result<(), WriteOutcome> {
        let (data, _) = self.ask(question, of, now).map_err(|trouble| match trouble.fault {
            FeedFault::Slow | FeedFault::NotOrders | FeedFault::Broken => {
                WriteOutcome::Later(ShopWriteWhy::Unsure, trouble.said, trouble.rest)
            }
            _ => stop(trouble),
        })?;
        let mut answers = data.as_object().into_iter().flatten();
        let refused = answers.find_map(|(_, one)| one.pointer("/userErrors/0/message")?.as_str());
        refused.map_or(Ok(()), |said| {
            Err(WriteOutcome::Refused(ShopWriteWhy::Refused, short(said)))
        })
    }
}

impl PartsApi for ShopifyApi {
    fn way(&self) -> &ShopWay {
        self.way_of()
    }

    fn text(&self, wanted: &ShopWrite, now: Time) -> Result<String, WriteOutcome> {
        let order = self.order(wanted, now)?;
        let numbers: Vec<&str> = fulfillments(&order).filter_map(|(_, number)| number).collect();
        // Ours among several, else the first.
        let bills = Waybill::from_value(&wanted.value);
        let ours = bills.first().filter(|bill| numbers.contains(&bill.number.as_str()));
        let there = ours.map(|bill| bill.number.as_str()).or(numbers.first().copied());
        Ok(there.unwrap_or_default().to_owned())
    }

    fn set_text(&self, wanted: &ShopWrite, text: &str, now: Time) -> Result<(), WriteOutcome> {
        if text.is_empty() {
            return Err(WriteOutcome::Refused(ShopWriteWhy::TakenBack, String::new()));
        }
        let order = self.order(wanted, now)?;
        let bills = Waybill::from_value(&wanted.value);
        let company = bills.first().and_then(|bill| bill.carrier).map_or("", company);
        let info = json!({ "number": text, "company": company });
        let ours = wanted.sent_numbers();
        let mut sent = fulfillments(&order);
        let known = sent.find(|(_, number)| number.is_none_or(|number| ours.iter().any(|one| one == number)));
        if let Some((id, _)) = known {
            return self.change(UPDATE, &json!({ "id": id, "info": info }), now);
        }
        let parts = order.pointer("/fulfillmentOrders/nodes").and_then(Value::as_array);
        let is_open = |part: &&Value| {
            let status = part.get("status").and_then(Value::as_str);
            matches!(status, Some("OPEN" | "IN_PROGRESS"))
        };
        let open: Vec<Value> = parts
            .into_iter()
            .flatten()
            .filter(is_open)
            .map(|part| json!({ "fulfillmentOrderId": part.get("id") }))
            .collect();
        if open.is_empty() {
            return Err(WriteOutcome::Refused(
                ShopWriteWhy::Refused,
                "fulfillmentOrders: []".to_owned(),
            ));
        }
        let fulfillment = json!({ "lineItemsByFulfillmentOrder": open, "trackingInfo": info, "notifyCustomer": false });
        self.change(SEND, &json!({ "fulfillment": fulfillment }), now)
    }

    fn is_paid(&self, wanted: &ShopWrite, now: Time) -> Result<bool, WriteOutcome> {
        let order = self.order(wanted, now)?;
        Ok(order.get("displayFinancialStatus").and_then(Value::as_str) == Some("PAID"))
    }

    fn pay(&self, wanted: &ShopWrite, now: Time) -> Result<(), WriteOutcome> {
        self.change(PAY, &json!({ "input": { "id": id(wanted) } }), now)
    }
}

/// What was sent, each with its number.
fn fulfillments(order: &Value) -> impl Iterator<Item = (&str, Option<&str>)> {
    let all = order
        .get("fulfillments")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let stands = all.filter(|one| one.get("status").and_then(Value::as_str) != Some("CANCELLED"));
    stands.filter_map(|one| {
        let number = one.pointer("/trackingInfo/0/number").and_then(Value::as_str);
        Some((one.get("id")?.as_str()?, number.filter(|number| !number.is_empty())))
    })
}

fn id(wanted: &ShopWrite) -> String {
    let own = wanted.external_id.rsplit('/').next().unwrap_or_default();
    format!("gid://shopify/Order/{own}")
}

/// A question that was not answered changed nothing.
fn stop(trouble: FeedTrouble) -> WriteOutcome {
    match trouble.fault {
        FeedFault::Unauthorized | FeedFault::Forbidden => WriteOutcome::Refused(ShopWriteWhy::Keys, trouble.said),
        _ => WriteOutcome::Later(ShopWriteWhy::Unreached, trouble.said, trouble.rest),
    }
}

/// As the shop's own list calls it, where it has it.
fn company(carrier: Carrier) -> &'static str {
    match carrier {
        Carrier::RussianPost => "Russian Post",
        Carrier::NovaPoshta => "Nova Poshta",
        Carrier::Cdek => "CDEK",
        Carrier::Ukrposhta => "Ukrposhta",
        Carrier::Boxberry => "Boxberry",
        Carrier::Courier | Carrier::Pickup | Carrier::Other | Carrier::None => "Other",
    }
}
