//! Orders of the REST Admin API: one, an array, `{"orders": […]}`, `{"order": {…}}`, the body of a webhook.

use serde_json::Value;

use super::SOURCE;
use super::graphql;
use super::notes;
use super::payment::agree_on_payment;
use super::payment::channel;
use super::payment::payment;
use super::payment::refund;
use super::standing;
use super::standing::Said;
use crate::domain::carrier::Carrier;
use crate::domain::country::Country;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::IncomingParcel;
use crate::domain::order::Line;
use crate::domain::order::Reason;
use crate::domain::order::Terms;
use crate::domain::shipment::Packed;
use crate::intake::Defaults;
use crate::intake::amount;
use crate::intake::fields;
use crate::intake::fields::LONG;
use crate::intake::fields::SHORT;
use crate::intake::fields::get;
use crate::intake::order_builder as blank;
use crate::intake::order_builder::Core;
use crate::intake::order_builder::missing;
use crate::intake::read::json::object;
use crate::intake::read::json::object::JsonOrders;
use crate::intake::read::json::object::is_deletion;
use crate::intake::read::json::object::list;
use crate::intake::read::json::object::moment;
use crate::intake::read::json::object::money;
use crate::intake::read::json::object::text;
use crate::intake::reading::Read;
use crate::intake::reading::Refused;

/// Reads the orders.
pub static SHOPIFY: JsonOrders = JsonOrders {
    read,
    created: &["created_at", "createdAt"],
    labels: &["name", "id"],
};

/// What a checkout that was begun is called; it counts by ids of its own.
const CHECKOUT: &str = "checkout";

fn read(object: &Value, defaults: &Defaults) -> Result<Read, Refused> {
    if graphql::is_one(object) {
        return read(&graphql::as_rest(object), defaults);
    }
    // The body of the webhook `orders/delete`.
    if is_deletion(object) {
        return Ok(Read::no_order(""));
    }
    if get(object, "abandoned_checkout_url").is_some() {
        let cart = match get(object, "completed_at") {
            Some(_) => Ok(Read::no_order(CHECKOUT)),
            None => whole(object, defaults).map(of_checkout),
        };
        return Ok(Read::left_behind(CHECKOUT, cart));
    }
    whole(object, defaults)
}

fn of_checkout(read: Read) -> Read {
    match read {
        Read::Order(mut cart) => {
            cart.external_id = format!("{CHECKOUT}-{}", cart.external_id);
            Read::Order(cart)
        }
        other => other,
    }
}

fn whole(object: &Value, defaults: &Defaults) -> Result<Read, Refused> {
    let id = get(object, "id").ok_or_else(|| missing("id"))?;
    let id = id.rsplit('/').next().unwrap_or_default().to_owned();
    let number = ["name", "order_number", "number"]
        .iter()
        .find_map(|key| get(object, key));
    let zone = defaults.time_zone;
    let currency = object::currency(object, "currency", defaults)?;
    let core = Core {
        number: number.unwrap_or_else(|| id.clone()),
        id,
        created_at: object::must_time(object, "created_at", zone)?,
        currency,
        total: object::must_money(object, "total_price", currency)?,
    };
    let mut order = blank::order(core, SOURCE, defaults);
    let extra = |object: &Value, key: &str| moment(object, key, zone);
    order.modified_at = extra(object, "updated_at");
    order.channel = channel(&get(object, "source_name").unwrap_or_default(), &order.channel);
    order.comment = text(object, "note", LONG);
    let delivery: Vec<String> = list(object, "shipping_lines")
        .map(|line| text(line, "title", SHORT))
        .collect();
    order.delivery_title = fields::joined(delivery.iter().map(String::as_str), ", ");
    order.carrier = Carrier::named(&order.delivery_title);
    customer(&mut order, object, defaults);
    let sent = sent(object);
    let said = Said {
        financial: text(object, "financial_status", SHORT).to_lowercase(),
        fulfillment: text(object, "fulfillment_status", SHORT).to_lowercase(),
        shipment: sent
            .map(|sent| text(sent, "shipment_status", SHORT))
            .unwrap_or_default(),
        fulfilled_at: sent.and_then(|sent| extra(sent, "created_at")),
        cancelled_at: extra(object, "cancelled_at"),
    };
    standing::settle(&mut order, &said, defaults);
    order.reason = said
        .cancelled_at
        .and_then(|_| reason(&text(object, "cancel_reason", SHORT)));
    // The number of a part would say that all of it is on its way.
    let numbered = fulfilments(object).filter(|sent| !numbers(sent).is_empty()).last();
    if let Some(sent) = numbered.or(sent).filter(|_| said.fulfillment != "partial") {
        order.tracking_number = numbers(sent).into_iter().next();
        order.carrier = Carrier::named(&text(sent, "tracking_company", SHORT)).or(order.carrier);
    }
    agree_on_payment(&mut order, &payment_title(object));
    payments(&mut order, object, &said, defaults);
    order.lines = lines(object, &order);
    let goods = list(object, "line_items").count();
    let parcels = fulfilments(object).flat_map(|sent| parcels(sent, &order, goods));
    let parcels: Vec<IncomingParcel> = parcels.collect();
    let is_whole = said.fulfillment != "partial";
    // Of a part that does not tell what is in it nothing is known but that it is one.
    if is_whole || parcels.iter().all(|parcel| !parcel.contents.is_empty()) {
        order.set_parcels(
            parcels
                .into_iter()
                .filter(|parcel| is_whole || !parcel.contents.is_empty()),
        );
    }
    if is_whole && order.parcels.len() == 1 {
        order.parcels.clear();
    }
    Ok(Read::Order(Box::new(order)))
}

/// The parcels of one fulfilment: what is in it is known where it is one.
fn parcels(sent: &Value, order: &IncomingOrder, goods: usize) -> Vec<IncomingParcel> {
    let numbers = numbers(sent);
    let carrier = Carrier::named(&text(sent, "tracking_company", SHORT));
    let contents = if numbers.len() == 1 {
        packed(sent, order, goods)
    } else {
        Vec::new()
    };
    let parcel = |number| IncomingParcel {
        number,
        carrier,
        contents: contents.clone(),
    };
    numbers.into_iter().map(parcel).collect()
}

/// What is in a fulfilment; the order's lines behind its `goods` are services.
fn packed(sent: &Value, order: &IncomingOrder, goods: usize) -> Vec<Packed> {
    let found = list(sent, "line_items").filter_map(|item| {
        let (sku, title) = (text(item, "sku", SHORT), text(item, "title", SHORT));
        let same = |line: &&Line| line.sku == sku && (line.name == title || !sku.is_empty());
        let quantity = get(item, "quantity").and_then(|quantity| amount::quantity(&quantity).ok());
        let all = Packed::all_of(order.lines.iter().find(same)?);
        Some(Packed {
            quantity_milli: quantity.unwrap_or(all.quantity_milli),
            ..all
        })
    });
    let mut packed: Vec<Packed> = found.collect();
    if !packed.is_empty() {
        // Delivery is in no box, and is not waited for.
        packed.extend(order.lines.iter().skip(goods).map(Packed::all_of));
    }
    packed
}

/// The tracking numbers of a fulfilment.
fn numbers(sent: &Value) -> Vec<String> {
    let one = get(sent, "tracking_number");
    let all = one
        .into_iter()
        .chain(list(sent, "tracking_numbers").filter_map(fields::scalar));
    let mut numbers: Vec<String> = Vec::new();
    for number in all.map(|number| fields::text(&number, SHORT)) {
        if !number.is_empty() && !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    numbers
}

/// The last fulfilment that was not called off.
fn sent(object: &Value) -> Option<&Value> {
    fulfilments(object).last()
}

fn fulfilments(object: &Value) -> impl Iterator<Item = &Value> {
    let failed = |status: &str| matches!(status, "cancelled" | "error" | "failure");
    list(object, "fulfillments").filter(move |sent| !failed(&text(sent, "status", SHORT)))
}

fn customer(order: &mut IncomingOrder, object: &Value, defaults: &Defaults) {
    let parties =
        ["billing_address", "shipping_address", "customer"].map(|key| object.get(key).unwrap_or(&Value::Null));
    let [billing, shipping, person] = parties;
    let name = |party: &Value| {
        let (first, last) = (text(party, "first_name", SHORT), text(party, "last_name", SHORT));
        let name = text(party, "name", SHORT);
        if name.is_empty() {
            fields::joined([first.as_str(), last.as_str()], " ")
        } else {
            name
        }
    };
    let names = parties.map(name);
    let customer = &mut order.customer;
    customer.name = names.iter().find(|name| !name.is_empty()).cloned().unwrap_or_default();
    customer.company = [billing, shipping]
        .map(|party| text(party, "company", SHORT))
        .into_iter()
        .find(|company| !company.is_empty())
        .unwrap_or_default();
    let emails = [get(object, "email"), get(object, "contact_email"), get(person, "email")];
    customer.email = fields::text(&emails.into_iter().flatten().next().unwrap_or_default(), SHORT).to_lowercase();
    let own = [shipping, billing]
        .iter()
        .find_map(|party| Country::parse(&get(party, "country_code")?).ok());
    let countries = fields::own_first(own, defaults.country);
    for party in [object, billing, shipping, person] {
        let phone = get(party, "phone").unwrap_or_default();
        fields::add_phones(&mut customer.phones, &phone, &countries);
    }
    let told = |party: &&Value| get(party, "city").is_some() || get(party, "address1").is_some();
    if let Some(party) = [shipping, billing].into_iter().find(told) {
        let receiver = Some(name(party)).filter(|name| *name != order.customer.name);
        let keys = ["zip", "province", "city", "address1", "address2"].map(|key| text(party, key, SHORT));
        let parts = receiver.iter().chain(&keys).map(|part| part.trim_start_matches('\''));
        order.address = fields::text(&fields::joined(parts, ", "), LONG);
        order.region = ["province", "city"]
            .iter()
            .map(|key| text(party, key, SHORT))
            .find(|region| !region.is_empty())
            .unwrap_or_default();
    }
    let notes: Vec<notes::Note> = list(object, "note_attributes")
        .filter_map(|note| Some((get(note, "name")?, get(note, "value")?)))
        .collect();
    notes::fill(order, &notes, &countries);
}

fn payment_title(object: &Value) -> String {
    let names: Vec<String> = list(object, "payment_gateway_names")
        .filter_map(fields::scalar)
        .collect();
    let names = fields::joined(names.iter().map(String::as_str), ", ");
    if names.is_empty() {
        text(object, "gateway", SHORT)
    } else {
        names
    }
}

/// The order itself does not tell when it was paid: at once, or for cash on delivery when it last changed.
fn payments(order: &mut IncomingOrder, object: &Value, said: &Said, defaults: &Defaults) {
    let amount = |object: &Value, key: &str| money(object, key, order.currency);
    let paid = match said.financial.as_str() {
        "partially_paid" => amount(object, "total_outstanding").map_or(0, |owed| order.total - owed),
        word if standing::is_paid(word) => order.total,
        _ => 0,
    };
    if paid <= 0 {
        return;
    }
    let extra = |object: &Value, key: &str| moment(object, key, defaults.time_zone);
    let at = match order.terms {
        Some(Terms::OnDelivery) => order.modified_at,
        _ => extra(object, "processed_at"),
    };
    let at = at.unwrap_or(order.created_at);
    let mut payments = vec![payment(order, paid, at)];
    let mut so_far = 0;
    for back in list(object, "refunds") {
        let is_refund = |money: &&Value| {
            text(money, "kind", SHORT) == "refund" && matches!(text(money, "status", SHORT).as_str(), "" | "success")
        };
        let amounts: i64 = list(back, "transactions")
            .filter(is_refund)
            .filter_map(|money| amount(money, "amount"))
            .fold(0, i64::saturating_add);
        if amounts > 0 {
            so_far += amounts.min(paid - so_far);
            let at = extra(back, "created_at").unwrap_or(at);
            payments.push(refund(order, amounts, so_far, at));
        }
    }
    order.payments = payments;
}

fn lines(object: &Value, order: &IncomingOrder) -> Vec<Line> {
    let amount = |object: &Value, key: &str| money(object, key, order.currency).unwrap_or(0);
    let goods = list(object, "line_items").map(|item| {
        let quantity = get(item, "quantity").unwrap_or_else(|| "1".to_owned());
        let quantity_milli = amount::quantity(&quantity).unwrap_or(1_000);
        let price = amount(item, "price");
        let parts = list(item, "discount_allocations").map(|part| amount(part, "amount"));
        let discount = parts.fold(0, i64::saturating_add).max(amount(item, "total_discount"));
        let properties = list(item, "properties").filter_map(|property| {
            let key = get(property, "name").filter(|key| !key.starts_with('_'))?;
            Some(format!("{key}: {}", get(property, "value")?))
        });
        let parameters: Vec<String> = get(item, "variant_title")
            .into_iter()
            .chain(properties)
            .take(20)
            .collect();
        let title = Some(text(item, "title", SHORT)).filter(|title| !title.is_empty());
        Line {
            sku: text(item, "sku", SHORT),
            name: title.unwrap_or_else(|| text(item, "name", SHORT)),
            parameters: fields::text(&fields::joined(parameters.iter().map(String::as_str), ", "), SHORT),
            quantity_milli,
            price,
            total: blank::times(price, quantity_milli).saturating_sub(discount),
        }
    });
    let mut lines: Vec<Line> = goods.collect();
    let delivery: Vec<Line> = list(object, "shipping_lines")
        .map(|line| {
            let key = ["discounted_price", "price"]
                .into_iter()
                .find(|key| get(line, key).is_some());
            let title = get(line, "title").unwrap_or_else(|| "Shipping".to_owned());
            blank::service(&fields::text(&title, SHORT), amount(line, key.unwrap_or("price")))
        })
        .filter(|line| line.total > 0)
        .collect();
    let sum = delivery.iter().map(|line| line.total).fold(0, i64::saturating_add);
    blank::spread(&mut lines, order.total.saturating_sub(sum));
    lines.extend(delivery);
    lines
}

fn reason(word: &str) -> Option<Reason> {
    Some(match word {
        "" => return None,
        "customer" => Reason::ChangedMind,
        "inventory" => Reason::OutOfStock,
        "declined" => Reason::NotPaid,
        _ => Reason::Other,
    })
}
