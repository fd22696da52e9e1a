//! Orders as a site tells a 1C of them, and what a 1C tells of them.

use std::fmt::Write as _;

use chrono_tz::Tz;

use crate::desk::exchange::ChangedOrders;
use crate::domain::action::ContactKind;
use crate::domain::action::OrderRecord;
use crate::domain::money::Currency;
use crate::domain::order::Stage;
use crate::domain::order_news::exchange_id;
use crate::domain::time::Time;
use crate::text::clean;

/// Where an order stands, in the words sites use.
const fn word(stage: Stage) -> &'static str {
    match stage {
        Stage::New => "Принят",
        Stage::Confirmed => "Подтверждён",
        Stage::Ready => "Готов к отправке",
        Stage::Dispatched => "Отправлен",
        Stage::Arrived => "В пункте выдачи",
        Stage::Received | Stage::Closed => "Выполнен",
        Stage::Cancelled => "Отменён",
        Stage::Returned => "Возврат",
    }
}

/// A file of orders.
pub(super) fn documents(changed: &ChangedOrders, zone: Tz, now: Time) -> String {
    let mut xml = Xml(String::with_capacity(2_000 * (changed.orders.len() + 1)));
    xml.0.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let made = now.utc().with_timezone(&zone).format("%Y-%m-%dT%H:%M:%S");
    let _ = writeln!(
        xml.0,
        "<КоммерческаяИнформация ВерсияСхемы=\"2.05\" ДатаФормирования=\"{made}\">"
    );
    for order in &changed.orders {
        document(&mut xml, order, changed, zone);
    }
    xml.0.push_str("</КоммерческаяИнформация>\n");
    xml.0
}

fn document(xml: &mut Xml, order: &OrderRecord, changed: &ChangedOrders, zone: Tz) {
    let (facts, texts) = (&order.facts, &order.texts);
    let sum = |amount| decimal(amount, facts.currency);
    let at = |time: Time, form: &str| time.utc().with_timezone(&zone).format(form).to_string();
    xml.open("Документ");
    xml.text("Ид", &exchange_id(facts.id));
    xml.text("Номер", &order.number);
    xml.text("Дата", &at(facts.created_at, "%Y-%m-%d"));
    xml.text("ХозОперация", "Заказ товара");
    xml.text("Роль", "Продавец");
    xml.text("Валюта", facts.currency.code());
    xml.text("Курс", "1");
    xml.text("Сумма", &sum(facts.total));
    xml.open("Контрагенты");
    xml.open("Контрагент");
    xml.text("Ид", &format!("dozvon-customer-{}", facts.customer));
    xml.text("Наименование", &texts.customer_name);
    xml.text("ПолноеНаименование", &texts.customer_name);
    xml.text("Роль", "Покупатель");
    if !texts.address.is_empty() {
        xml.open("АдресРегистрации");
        xml.text("Представление", &texts.address);
        xml.close("АдресРегистрации");
    }
    let contacts = changed.contacts.get(&facts.customer).into_iter().flatten();
    let mut contacts: Vec<(&str, &str)> = contacts
        .filter(|contact| contact.bad_at.is_none())
        .map(|contact| {
            let kind = match contact.kind {
                ContactKind::Phone => "Телефон",
                ContactKind::Email => "Почта",
            };
            (kind, contact.norm.as_deref().unwrap_or(&contact.raw))
        })
        .collect();
    // The order's own first.
    let phone = texts.customer_phone.as_str();
    contacts.retain(|(_, value)| *value != phone);
    if !phone.is_empty() {
        contacts.insert(0, ("Телефон", phone));
    }
    xml.open("Контакты");
    for (kind, value) in contacts {
        xml.open("Контакт");
        xml.text("Тип", kind);
        xml.text("Значение", value);
        xml.close("Контакт");
    }
    xml.close("Контакты");
    xml.close("Контрагент");
    xml.close("Контрагенты");
    xml.text("Время", &at(facts.created_at, "%H:%M:%S"));
    xml.text("Комментарий", &texts.comment);
    xml.open("Товары");
    for line in &order.lines {
        let key = changed.keys.get(&(line.sku.clone(), line.name.clone()));
        xml.open("Товар");
        xml.text("Ид", key.unwrap_or(&line.sku));
        xml.text("Артикул", &line.sku);
        xml.text("Наименование", &line.name);
        xml.text("ЦенаЗаЕдиницу", &sum(line.price));
        xml.text("Количество", &milli(line.quantity_milli));
        xml.text("Сумма", &sum(line.total));
        xml.properties(&[
            ("ВидНоменклатуры", "Товар".to_owned()),
            ("ТипНоменклатуры", "Товар".to_owned()),
        ]);
        xml.close("Товар");
    }
    xml.close("Товары");
    let yes = |is_so: bool| is_so.to_string();
    let is_paid = facts.full_paid_at.is_some();
    let paid_at = facts.full_paid_at.map(|paid| at(paid, "%Y-%m-%dT%H:%M:%S"));
    xml.properties(&[
        ("Статус заказа", word(facts.stage).to_owned()),
        ("Метод оплаты", texts.payment_title.clone()),
        ("Заказ оплачен", yes(is_paid)),
        ("Дата оплаты", paid_at.unwrap_or_default()),
        ("Способ доставки", texts.delivery_title.clone()),
        ("Адрес доставки", texts.address.clone()),
        ("Номер отправления", order.tracking_number.clone().unwrap_or_default()),
        ("Отменен", yes(facts.stage == Stage::Cancelled)),
        (
            "Финальный статус",
            yes(matches!(facts.stage, Stage::Received | Stage::Closed)),
        ),
    ]);
    xml.close("Документ");
}

/// Text of elements, one within the other.
struct Xml(String);

impl Xml {
    fn open(&mut self, name: &str) {
        let _ = write!(self.0, "<{name}>");
    }

    fn close(&mut self, name: &str) {
        let _ = writeln!(self.0, "</{name}>");
    }

    fn text(&mut self, name: &str, text: &str) {
        self.open(name);
        for sign in clean(text).chars() {
            match sign {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                sign => self.0.push(sign),
            }
        }
        self.close(name);
    }

    /// What is told by name and value, where there is any.
    fn properties(&mut self, all: &[(&str, String)]) {
        self.open("ЗначенияРеквизитов");
        for (name, value) in all.iter().filter(|(_, value)| !value.is_empty()) {
            self.open("ЗначениеРеквизита");
            self.text("Наименование", name);
            self.text("Значение", value);
            self.close("ЗначениеРеквизита");
        }
        self.close("ЗначенияРеквизитов");
    }
}

fn decimal(amount: i64, currency: Currency) -> String {
    let digits = currency.digits();
    let unit = 10_u64.pow(digits);
    let (sign, amount) = (if amount < 0 { "-" } else { "" }, amount.unsigned_abs());
    if digits == 0 {
        return format!("{sign}{amount}");
    }
    let width = usize::try_from(digits).unwrap_or(2);
    format!("{sign}{}.{:0width$}", amount / unit, amount % unit)
}

fn milli(quantity: i64) -> String {
    let text = format!("{}.{:03}", quantity / 1_000, quantity.rem_euclid(1_000));
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// What a 1C tells of orders without their buyers and goods: what it sends back of an order that it was told of is where that
/// stands, and its own version of the rest makes no order.
pub(super) fn news(text: &str) -> String {
    const ORDER: &str = "<Документ>";
    let mut out = String::with_capacity(text.len());
    for (at, part) in text.split(ORDER).enumerate() {
        if at > 0 {
            out.push_str(ORDER);
        }
        let kind = part
            .split("<ХозОперация>")
            .nth(1)
            .and_then(|rest| rest.split('<').next());
        let is_order = at > 0 && kind.is_none_or(|kind| kind.to_lowercase().contains("заказ"));
        if is_order {
            out.push_str(&without(&without(part, "Контрагенты"), "Товары"));
        } else {
            out.push_str(part);
        }
    }
    out
}

fn without(text: &str, name: &str) -> String {
    let (opening, closing) = (format!("<{name}>"), format!("</{name}>"));
    match (text.find(&opening), text.find(&closing)) {
        (Some(from), Some(end)) if from < end => format!("{}{}", &text[..from], &text[end + closing.len()..]),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_and_quantities_are_written_as_they_are_read() {
        let of = |code: &str| Currency::parse(code).unwrap();
        assert_eq!(decimal(145_005, of("RUB")), "1450.05");
        assert_eq!(decimal(-5, of("RUB")), "-0.05");
        assert_eq!(decimal(1_450, of("JPY")), "1450");
        assert_eq!(
            (milli(1_000), milli(1_500), milli(20_000)),
            ("1".into(), "1.5".into(), "20".into())
        );
    }

    #[test]
    fn only_what_became_of_an_order_is_left_of_what_a_1c_sends_back() {
        let order = "<Ид>1</Ид><ХозОперация>Заказ товара</ХозОперация><Контрагенты><Контрагент/></Контрагенты><Товары><Товар/></Товары><ЗначенияРеквизитов/></Документ>";
        let money =
            "<Ид>2</Ид><ХозОперация>Выплата безналичных денег</ХозОперация><Контрагенты>к</Контрагенты></Документ>";
        let text = format!("<К><Документ>{order}<Документ>{money}</К>");
        let expected = format!(
            "<К><Документ><Ид>1</Ид><ХозОперация>Заказ товара</ХозОперация><ЗначенияРеквизитов/></Документ><Документ>{money}</К>"
        );
        assert_eq!(news(&text), expected);
    }
}
