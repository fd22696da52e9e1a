//! What shops' words mean: statuses, means of payment, yes and no.

use crate::domain::country::Country;
use crate::domain::incoming::ShopStatus;
use crate::domain::money::Currency;
use crate::domain::order::Means;
use crate::domain::order::Reason;
use crate::domain::order::Terms;
use crate::text::fold;

/// What a shop's status word says of an order. Payment is a matter of its own, whatever the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Where it stands.
    At(ShopStatus),
    /// New, and all of the money is there.
    Paid,
    /// New; they tried to pay and failed.
    PaymentFailed,
    /// No order yet, or no order any more: a draft, the recycle bin.
    NoOrder,
}

/// The meaning of a status in English, Russian or Ukrainian, as exports and people write it; nothing when unknown.
pub fn status(word: &str) -> Option<Standing> {
    let folded = fold(word).replace(['_', '-'], " ");
    // WooCommerce's own prefix, as its plugins write it down.
    let bare = folded.strip_prefix("wc ").unwrap_or(&folded);
    Some(match bare {
        "new"
        | "новый"
        | "новий"
        | "новое"
        | "pending"
        | "pending payment"
        | "on hold"
        | "processing"
        | "open"
        | "принят"
        | "в обработке"
        | "обработка"
        | "в обробці"
        | "ожидает оплаты"
        | "не оплачен"
        | "очікує оплати"
        | "ожидает"
        | "оформлен"
        | "ожидает сборки" => Standing::At(ShopStatus::New),
        "confirmed"
        | "accepted"
        | "approved"
        | "подтвержден"
        | "подтверждён"
        | "согласован"
        | "підтверджено"
        | "підтверджений"
        | "в работе"
        | "комплектуется"
        | "собран"
        | "готов к отправке"
        | "ожидает отгрузки"
        | "на сборке" => Standing::At(ShopStatus::Confirmed),
        "dispatched"
        | "shipped"
        | "sent"
        | "in transit"
        | "partial shipped"
        | "отправлен"
        | "отгружен"
        | "передан"
        | "в пути"
        | "доставляется"
        | "передан в доставку"
        | "відправлено"
        | "відправлений" => Standing::At(ShopStatus::Dispatched),
        "arrived"
        | "ready for pickup"
        | "прибыл"
        | "ожидает получения"
        | "в пункте выдачи"
        | "ждет получателя"
        | "прибув"
        | "у відділенні" => Standing::At(ShopStatus::Arrived),
        "received"
        | "delivered"
        | "completed"
        | "complete"
        | "done"
        | "получен"
        | "доставлен"
        | "выполнен"
        | "завершен"
        | "отримано"
        | "отриманий"
        | "доставлено"
        | "виконано"
        | "виконаний"
        | "закрыт" => Standing::At(ShopStatus::Received),
        "cancelled" | "canceled" | "отменен" | "отмена" | "отказ" | "скасовано" | "скасований" | "аннулирован" => {
            Standing::At(ShopStatus::Cancelled)
        }
        "returned" | "refunded" | "возврат" | "возвращен" | "повернення" | "повернено" => {
            Standing::At(ShopStatus::Returned)
        }
        "paid" | "оплачен" | "оплачено" | "сплачено" | "оплачений" => Standing::Paid,
        "failed" | "payment failed" | "не удался" | "ошибка оплаты" | "оплата не прошла" => {
            Standing::PaymentFailed
        }
        word if LEFT_BEHIND.contains(&word) => Standing::NoOrder,
        "draft" | "auto draft" | "trash" | "deleted" | "черновик" | "чернетка" | "удален" => {
            Standing::NoOrder
        }
        _ => return None,
    })
}

/// A cart that was filled and left behind.
const LEFT_BEHIND: &[&str] = &[
    "checkout draft",
    "abandoned",
    "abandoned cart",
    "abandoned checkout",
    "брошенная корзина",
    "брошен",
    "незавершенный заказ",
    "покинутий кошик",
    "незавершене замовлення",
];

/// True for the word of a cart that was left behind by who may have filled in who they are (R31).
pub fn is_left_behind(word: &str) -> bool {
    let folded = fold(word).replace(['_', '-'], " ");
    LEFT_BEHIND.contains(&folded.strip_prefix("wc ").unwrap_or(&folded))
}

/// When they pay, by the words for the means: on delivery when they say so, else before; nothing when there are none.
pub fn terms(method: &str, title: &str) -> Option<Terms> {
    if fold(method).is_empty() && fold(title).is_empty() {
        return None;
    }
    Some(if is_on_delivery(method, title) || is_cash(title) {
        Terms::OnDelivery
    } else {
        Terms::Prepaid
    })
}

/// By what means, by the shop's code and words.
pub fn means(method: &str, title: &str) -> Means {
    let code = fold(method);
    let words = fold(title);
    let says = |parts: &[&str]| parts.iter().any(|part| words.contains(part) || code.contains(part));
    if is_on_delivery(method, title) {
        Means::CashOnDelivery
    } else if is_cash(title) {
        Means::Cash
    } else if code == "bacs" || says(&["bank transfer", "перевод", "счет", "реквизит", "рахун", "переказ"])
    {
        Means::BankAccount
    } else if code == "cash" || says(&["наличны", "готівк", "cash"]) {
        Means::Cash
    } else if says(&[
        "card",
        "карт",
        "stripe",
        "visa",
        "mastercard",
        "woocommerce_payments",
        "apple pay",
        "google pay",
    ]) || says(&[
        "liqpay",
        "wayforpay",
        "yookassa",
        "юkassa",
        "юкасса",
        "robokassa",
        "tinkoff",
        "cloudpayments",
        "мир",
        "сбп",
        "онлайн",
        "online",
        "sberbank",
        "эквайринг",
        "monopay",
        "fondy",
    ]) {
        Means::Card
    } else if says(&["банковск"]) {
        Means::BankAccount
    } else {
        Means::Other
    }
}

/// Notes and coins, which change hands when the goods do; `безналичный` is the contrary.
fn is_cash(title: &str) -> bool {
    let words = fold(title);
    let says = |part: &str| words.contains(part);
    (says("наличн") && !says("безналич")) || (says("готівк") && !says("безготів"))
}

fn is_on_delivery(method: &str, title: &str) -> bool {
    let code = fold(method);
    let words = fold(title);
    matches!(
        code.as_str(),
        "cod" | "cash_on_delivery" | "on_delivery" | "cashondelivery"
    ) || [
        "налож",
        "наклад",
        "післяплат",
        "при получени",
        "при отриманн",
        "при доставке",
        "при доставці",
        "курьеру",
        "cash on delivery",
        "on delivery",
    ]
    .iter()
    .any(|part| words.contains(part))
        || matches!(words.as_str(), "cod" | "нал")
}

/// Yes or no in the ways people and programs say it; nothing when it is neither.
pub fn yes_no(word: &str) -> Option<YesNo> {
    Some(match fold(word).as_str() {
        "yes" | "y" | "true" | "1" | "да" | "так" | "+" | "x" | "х" | "v" | "on" | "оплачен" | "оплачено" | "paid"
        | "✓" => YesNo::Yes,
        "no" | "n" | "false" | "0" | "нет" | "ні" | "-" | "" | "off" | "не оплачен" | "не оплачено" | "unpaid" => {
            YesNo::No
        }
        _ => return None,
    })
}

/// A currency by its code, its sign, or the word people write; nothing when it is none.
pub fn currency(word: &str) -> Option<Currency> {
    let folded = fold(word);
    let code = match folded.trim_end_matches('.') {
        "руб" | "₽" | "р" | "rur" | "рубль" | "рублей" => "RUB",
        "грн" | "₴" | "гривна" | "гривня" => "UAH",
        "тг" | "₸" | "тенге" => "KZT",
        "бр" | "br" => "BYN",
        "$" => "USD",
        "€" => "EUR",
        _ => word,
    };
    Currency::parse(code).ok()
}

/// A country by its code or its name; nothing when it is none.
pub fn country(word: &str) -> Option<Country> {
    let folded = fold(word);
    let code = match folded.trim_end_matches('.') {
        "россия" | "рф" | "российская федерация" | "росія" | "russia" | "russian federation" => {
            "RU"
        }
        "украина" | "україна" | "ukraine" => "UA",
        "беларусь" | "белоруссия" | "республика беларусь" | "рб" | "білорусь" | "belarus" => {
            "BY"
        }
        "казахстан" | "республика казахстан" | "рк" | "қазақстан" | "kazakhstan" => {
            "KZ"
        }
        "узбекистан" | "uzbekistan" => "UZ",
        "киргизия" | "кыргызстан" | "kyrgyzstan" => "KG",
        "армения" | "armenia" => "AM",
        "грузия" | "georgia" => "GE",
        "азербайджан" | "azerbaijan" => "AZ",
        "молдова" | "молдавия" | "moldova" | "moldova, republic of" => "MD",
        "польша" | "польща" | "poland" => "PL",
        "германия" | "німеччина" | "germany" => "DE",
        "сша" | "usa" | "united states" | "united states of america" => "US",
        "великобритания" | "uk" | "united kingdom" | "great britain" => "GB",
        "латвия" | "latvia" => "LV",
        "литва" | "lithuania" => "LT",
        "эстония" | "estonia" => "EE",
        "израиль" | "israel" => "IL",
        "турция" | "turkey" | "türkiye" => "TR",
        "сербия" | "serbia" => "RS",
        "чехия" | "czech republic" | "czechia" => "CZ",
        "испания" | "spain" => "ES",
        "италия" | "italy" => "IT",
        "франция" | "france" => "FR",
        "canada" | "канада" => "CA",
        "australia" | "австралия" => "AU",
        _ => word,
    };
    Country::parse(code).ok()
}

/// True for the name of a field in which a customer asks not to be called (R36).
pub fn asks_no_call(key: &str) -> bool {
    let key = fold(key).replace(['_', '-'], " ");
    [
        "do not call",
        "dont call",
        "no call",
        "не звон",
        "не перезван",
        "не дзвон",
        "не передзвон",
    ]
    .iter()
    .any(|part| key.contains(part))
}

/// An answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YesNo {
    /// Yes.
    Yes,
    /// No.
    No,
}

/// Why an order was cancelled: a code of the desk, or the words that plainly mean one; *other* for words unknown here.
pub fn reason(words: &str) -> Option<Reason> {
    let folded = fold(words);
    if folded.is_empty() {
        return None;
    }
    let says = |parts: &[&str]| parts.iter().any(|part| folded.contains(part));
    Some(if let Some(reason) = Reason::parse(&folded) {
        reason
    } else if says(&["нет в наличии", "out of stock", "немає в наявності"]) {
        Reason::OutOfStock
    } else if says(&["дубл", "duplicate"]) {
        Reason::Duplicate
    } else if says(&["тест", "test"]) {
        Reason::Test
    } else if says(&["не оплач", "not paid", "unpaid"]) {
        Reason::NotPaid
    } else if says(&["передумал", "changed", "передумав"]) {
        Reason::ChangedMind
    } else if says(&["недозвон", "не дозвон", "unreachable", "не отвечает"]) {
        Reason::Unreachable
    } else {
        Reason::Other
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::incoming::ShopStatus;
    use crate::domain::order::Means;
    use crate::domain::order::Reason;
    use crate::domain::order::Terms;

    #[test]
    fn statuses_are_known_in_the_words_people_use() {
        for (word, standing) in [
            ("Новый", Some(Standing::At(ShopStatus::New))),
            ("pending", Some(Standing::At(ShopStatus::New))),
            ("Подтверждён", Some(Standing::At(ShopStatus::Confirmed))),
            ("partial-shipped", Some(Standing::At(ShopStatus::Dispatched))),
            ("ВЫПОЛНЕН", Some(Standing::At(ShopStatus::Received))),
            ("Оплачен", Some(Standing::Paid)),
            ("failed", Some(Standing::PaymentFailed)),
            ("wc-completed", Some(Standing::At(ShopStatus::Received))),
            ("checkout-draft", Some(Standing::NoOrder)),
            ("у портного", None),
        ] {
            assert_eq!(status(word), standing, "{word}");
        }
    }

    #[test]
    fn terms_and_means_follow_from_the_words_for_payment() {
        for (method, title, expected_terms, expected_means) in [
            ("cod", "", Some(Terms::OnDelivery), Means::CashOnDelivery),
            ("", "Наложенный платёж", Some(Terms::OnDelivery), Means::CashOnDelivery),
            (
                "",
                "Оплата при получении",
                Some(Terms::OnDelivery),
                Means::CashOnDelivery,
            ),
            ("", "Післяплата", Some(Terms::OnDelivery), Means::CashOnDelivery),
            ("stripe", "Credit Card (Stripe)", Some(Terms::Prepaid), Means::Card),
            (
                "bacs",
                "Прямой банковский перевод",
                Some(Terms::Prepaid),
                Means::BankAccount,
            ),
            ("", "Карта на сайте", Some(Terms::Prepaid), Means::Card),
            ("", "Банковская карта", Some(Terms::Prepaid), Means::Card),
            ("cheque", "Check", Some(Terms::Prepaid), Means::Other),
            ("", "Наличный расчет", Some(Terms::OnDelivery), Means::Cash),
            ("", "Готівкою", Some(Terms::OnDelivery), Means::Cash),
            ("", "Безналичный расчет", Some(Terms::Prepaid), Means::BankAccount),
            ("", "", None, Means::Other),
        ] {
            assert_eq!(terms(method, title), expected_terms, "{method} {title}");
            assert_eq!(means(method, title), expected_means, "{method} {title}");
        }
    }

    #[test]
    fn a_country_is_known_by_its_code_and_its_name() {
        for (word, code) in [
            ("ru", Some("RU")),
            ("Республика Беларусь", Some("BY")),
            ("Україна", Some("UA")),
            ("United States", Some("US")),
            ("UK", Some("GB")),
            ("Марс", None),
            ("", None),
        ] {
            assert_eq!(country(word).as_ref().map(Country::code), code, "{word}");
        }
    }

    #[test]
    fn reasons_are_codes_or_plain_words() {
        assert_eq!(reason("out_of_stock"), Some(Reason::OutOfStock));
        assert_eq!(reason("Товара нет в наличии"), Some(Reason::OutOfStock));
        assert_eq!(reason("просто так"), Some(Reason::Other));
        assert_eq!(reason(" "), None);
    }
}
