//! What Shopify's payment states mean.

use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::IncomingPayment;
use crate::domain::order::Means;
use crate::domain::time::Time;
use crate::intake::fields;
use crate::intake::vocabulary as words;

/// The source of these orders, when nothing else is said: of the table as of the API, for they are the same orders.
pub(crate) const SOURCE: &str = "shopify";

/// The money an order says it got.
pub(super) fn payment(order: &IncomingOrder, amount: i64, at: Time) -> IncomingPayment {
    IncomingPayment {
        at,
        amount,
        means: means(&order.payment_title),
        reference: format!("shopify:paid:{}", order.external_id),
        note: String::new(),
    }
}

/// Money that went back, being `so_far` together with all that went back before it.
///
/// Its reference is that sum: the table tells nothing else, and so a refund told by both is counted once.
pub(super) fn refund(order: &IncomingOrder, amount: i64, so_far: i64, at: Time) -> IncomingPayment {
    IncomingPayment {
        at,
        amount: -amount,
        means: means(&order.payment_title),
        reference: format!("shopify:refunded:{}:{so_far}", order.external_id),
        note: String::new(),
    }
}

fn means(title: &str) -> Means {
    let folded = fields::text(title, fields::SHORT).to_lowercase();
    if folded.contains("shopify") && folded.contains("payments") {
        Means::Card
    } else {
        words::means("", title)
    }
}

/// The words for the means of payment, and when they pay by them: `manual` says nothing of it.
pub(super) fn agree_on_payment(order: &mut IncomingOrder, title: &str) {
    order.payment_title = fields::text(title, fields::SHORT);
    let says_nothing = matches!(
        order.payment_title.to_lowercase().as_str(),
        "manual" | "other" | "custom"
    );
    order.terms = words::terms("", &order.payment_title).filter(|_| !says_nothing);
}

/// The way it came: `web` is the site; a draft is written by a person of the shop.
pub(super) fn channel(source_name: &str, otherwise: &str) -> String {
    match source_name {
        "web" | "checkout_next" | "mobile_app" => "site",
        "shopify_draft_order" => "phone",
        _ => otherwise,
    }
    .to_owned()
}
