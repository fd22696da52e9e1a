//! A `Документ` of a payment or a refund: news of the order that is its `Основание`.
//!
//! Sites write `Выплата наличных денег`, `Выплата безналичных денег`, `Эквайринговая операция` and `Возврат …`, 1C's own
//! configurations also name theirs: `Поступление на расчетный счет`, `Приходный кассовый ордер`.

use super::order::created_at;
use super::order::currency;
use super::order::is_yes;
use super::order::property;
use super::order::source;
use crate::domain::incoming::IncomingPayment;
use crate::domain::order::Means;
use crate::domain::order_news::MoneyDocument;
use crate::domain::order_news::OrderNews;
use crate::intake::Defaults;
use crate::intake::fields;
use crate::intake::fields::SHORT;
use crate::intake::moment::when;
use crate::intake::order_builder::missing;
use crate::intake::order_builder::money;
use crate::intake::reading::Read;
use crate::intake::reading::Refused;
use crate::intake::vocabulary as words;
use crate::intake::vocabulary::YesNo;
use crate::text::fold;
use crate::text::xml::Node;

/// Which way the money of a document went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MoneyWay {
    /// To the shop.
    Payment,
    /// Back to the customer.
    Refund,
}

/// What an operation is, if it is one of money: neither a bill nor goods that come back are.
pub(super) fn kind(operation: &str) -> Option<MoneyWay> {
    let operation = fold(operation);
    let says = |parts: &[&str]| parts.iter().any(|part| operation.contains(part));
    let begins = |parts: &[&str]| parts.iter().any(|part| operation.starts_with(part));
    if begins(&["возврат"]) {
        let is_of_money = says(&["денег", "денежн", "наличн", "оплат", "средств", "платеж", "эквайринг"]);
        return is_of_money.then_some(MoneyWay::Refund);
    }
    let is_payment =
        begins(&["выплата", "оплата", "поступление", "эквайринг", "приходный кассов"]) && !says(&["товар", "услуг"]);
    is_payment.then_some(MoneyWay::Payment)
}

/// The document as news of its order. `above` is the order that stands in the same container.
pub(super) fn read(document: &Node, kind: MoneyWay, above: Option<&str>, defaults: &Defaults) -> Result<Read, Refused> {
    let number = document.get("Номер");
    let id = [document.get("Ид"), number].into_iter().find(|id| !id.is_empty());
    let id = id.ok_or_else(|| missing("Ид"))?;
    let order = property(document, "Основание");
    let order = Some(order.as_str()).filter(|order| !order.is_empty()).or(above);
    let order = order.ok_or_else(|| missing("Основание"))?;
    let currency = currency(document, defaults)?;
    let amount = match document.get("Сумма") {
        "" => return Err(missing("Сумма")),
        text => money(text, currency).map_err(|why| ("Сумма".to_owned(), why))?,
    };
    let amount = match kind {
        _ if !stands(document, kind) => 0,
        MoneyWay::Payment => amount.abs(),
        MoneyWay::Refund => -amount.abs(),
    };
    let paid_at = when(&property(document, "Дата оплаты по 1С"), defaults.time_zone).ok();
    let at = paid_at.map_or_else(|| created_at(document, defaults), Ok)?;
    let way = match kind {
        MoneyWay::Payment => "payment",
        MoneyWay::Refund => "refund",
    };
    let payment = IncomingPayment {
        at,
        amount,
        means: means(document),
        reference: format!("commerceml:{way}:{}", fields::text(id, SHORT)),
        note: fields::text(number, SHORT),
    };
    Ok(Read::News(Box::new(OrderNews {
        source: source(defaults),
        external_id: fields::text(order, SHORT),
        number: fields::text(order, SHORT),
        money: Some(MoneyDocument { payment, currency }),
        ..OrderNews::default()
    })))
}

/// False while a payment is only planned, and once its document was annulled or the payment went back.
fn stands(document: &Node, kind: MoneyWay) -> bool {
    let is_off = ["Отменен", "ПометкаУдаления"]
        .iter()
        .any(|name| is_yes(&property(document, name)));
    let went_back = kind == MoneyWay::Payment && is_yes(&property(document, "Возврат"));
    let says_no = |word: &str| !word.is_empty() && words::yes_no(word) == Some(YesNo::No);
    let is_open = ["Оплачен", "Проведен"]
        .iter()
        .any(|name| says_no(&property(document, name)));
    !is_off && !went_back && !is_open
}

fn means(document: &Node) -> Means {
    let told = words::means("", &property(document, "Метод оплаты"));
    let operation = fold(document.get("ХозОперация"));
    let says = |parts: &[&str]| parts.iter().any(|part| operation.contains(part));
    match told {
        Means::Other if says(&["эквайринг", "карт"]) => Means::Card,
        Means::Other if says(&["безналичн", "счет"]) => Means::BankAccount,
        Means::Other if says(&["наличн", "кассов"]) => Means::Cash,
        told => told,
    }
}
