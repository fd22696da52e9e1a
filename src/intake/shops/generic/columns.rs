//! The columns of the documented table.

use std::collections::HashMap;

use crate::domain::money::Currency;
use crate::domain::reject::RejectWhy;
use crate::intake::amount;
use crate::intake::amount::rounded;

/// The source of orders in this shape, when nothing else is said.
pub(crate) const SOURCE: &str = "shop";

macro_rules! columns {
    ($($column:ident $name:literal [$($synonym:literal),*]),+ $(,)?) => {
        /// A cell of an order, of one of its lines or of a person.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Column { $(#[doc = $name] $column),+ }

        impl Column {
            /// Every one, as documented.
            pub const ALL: &'static [Column] = &[$(Column::$column),+];

            /// Its documented name.
            pub const fn name(self) -> &'static str {
                match self { $(Column::$column => $name),+ }
            }
        }

        /// The names each is known by, its documented one first.
        pub(super) const HEADERS: &[(Column, &[&str])] = &[$((Column::$column, &[$name, $($synonym),*])),+];
    };
}

columns! {
    Number "number" ["order", "order number", "order no", "№", "№ заказа", "заказ №", "номер", "номер заказа", "заказ",
        "номер замовлення", "№ замовлення", "замовлення", "замовлення №", "№ заявки", "номер заявки"],
    Id "id" ["order id", "external id", "ид", "код", "ид заказа", "ід", "ід замовлення"],
    Created "created" ["created at", "date", "order date", "date created", "дата", "дата заказа", "создан", "оформлен",
        "дата создания", "дата оформления", "дата и время", "дата замовлення", "дата створення", "дата та час",
        "дата й час", "дата оформлення", "оформлено", "створено",
        "создан в"],
    Modified "modified" ["modified at", "updated", "updated at", "изменен", "изменён", "дата изменения", "обновлен",
        "змінено", "дата зміни", "оновлено"],
    Total "total" ["order total", "amount", "sum", "сумма", "итого", "сумма заказа", "стоимость заказа", "всего",
        "сума",
        "разом", "к оплате", "итоговая сумма", "общая сумма", "сумма к оплате", "загальна сума", "сума замовлення",
        "вартість замовлення", "до сплати", "сума до сплати", "усього", "всього", "total price"],
    Name "name" ["customer", "customer name", "full name", "client", "имя", "фио", "клиент", "покупатель", "заказчик",
        "имя клиента", "получатель", "контактное лицо", "имя и фамилия", "ім'я", "піб", "клієнт", "покупець",
        "контактна особа",
        "отримувач", "замовник", "ім'я клієнта", "прізвище та ім'я", "прізвище ім'я"],
    Phone "phone" ["phones", "phone number", "telephone", "tel", "mobile", "телефон", "телефоны", "тел",
        "номер телефона",
        "мобильный", "мобильный телефон", "моб тел", "моб", "сотовый", "тел номер", "номер тел", "телефон клиента",
        "телефон покупателя", "номер телефону", "мобільний", "мобільний телефон", "телефон клієнта", "телефон покупця",
        "mobile phone", "cell phone"],
    Email "email" ["e-mail", "mail", "почта", "эл почта", "электронная почта", "имейл", "емейл", "адрес эл почты",
        "пошта", "електронна пошта", "ел пошта", "е-пошта", "адреса ел пошти", "електронна адреса", "імейл"],
    Company "company" ["organization", "organisation", "компания", "организация", "фирма", "название компании",
        "название организации",
        "компанія", "організація", "фірма", "назва компанії", "юрлицо", "company name"],
    TaxId "tax id" ["inn", "vat", "инн", "єдрпоу", "іпн", "код єдрпоу", "рнокпп", "бин"],
    Country "country" ["country code", "страна", "код страны", "країна", "код країни"],
    Currency "currency" ["валюта"],
    Status "status" ["order status", "state", "статус", "статус заказа", "состояние", "стан", "статус замовлення"],
    StatusAt "status at" ["status date", "дата статуса", "дата статусу"],
    Reason "reason" ["cancel reason", "причина", "причина отмены", "причина скасування"],
    Paid "paid" ["payment received", "prepaid amount", "оплачено", "оплата получена", "внесено", "сплачено"],
    PaidAt "paid at" ["date paid", "payment date", "дата оплаты", "дата оплати"],
    Terms "terms" ["payment terms", "условия", "условия оплаты", "умови оплати"],
    Payment "payment" ["payment method", "payment title", "оплата", "способ оплаты", "спосіб оплати", "вид оплаты"],
    Delivery "delivery" ["delivery method", "shipping", "shipping method", "delivery title", "доставка",
        "способ доставки",
        "спосіб доставки", "спосіб отримання"],
    Carrier "carrier" ["перевозчик", "служба доставки", "перевізник"],
    Sent "sent" ["sent at", "date sent"],
    Estimate "estimate" ["estimate at", "estimated delivery", "expected delivery", "delivery date", "дата доставки",
        "плановая дата доставки", "ожидаемая дата доставки", "планова дата доставки", "очікувана дата доставки"],
    Tracking "tracking" ["tracking number", "track", "ttn", "трек", "трек-номер", "трек номер", "ттн", "накладная",
        "номер накладной", "номер накладної", "номер отправления", "трек код", "код отслеживания", "номер отслеживания",
        "номер для отслеживания", "номер ттн", "накладна", "номер відправлення", "експрес накладна", "рпо", "шпи",
        "tracking code", "track number"],
    Address "address" ["delivery address", "shipping address", "адрес", "адрес доставки", "адреса", "адреса доставки"],
    Region "region" ["city", "state region", "регион", "город", "область", "місто", "населений пункт", "регіон",
        "населенный пункт"],
    Comment "comment" ["note", "notes", "customer note", "comments", "комментарий", "примечание", "комментарий клиента",
        "комментарий покупателя", "коментар", "примітка", "примітки", "коментар клієнта", "коментар покупця"],
    Channel "channel" ["source", "источник", "канал", "откуда", "джерело"],
    DoNotCall "do not call" ["no call", "не звонить", "не перезванивать", "не дзвонити", "не телефонувати",
        "не передзвонювати"],
    Sku "sku" ["article", "product code", "артикул", "код товара", "код товару"],
    Item "item" ["product", "item name", "product name", "goods", "товар", "наименование", "название",
        "название товара",
        "наименование товара", "номенклатура", "назва", "назва товару", "найменування"],
    Parameters "parameters" ["options", "variant", "параметры", "характеристики", "вариант", "опции", "параметри",
        "варіант"],
    Quantity "quantity" ["qty", "count", "количество", "кол-во", "кол во", "кол", "шт", "кол во шт", "количество шт",
        "кількість", "кількість шт", "к-сть", "к-сть шт"],
    Price "price" ["unit price", "цена", "цена за шт", "цена за единицу", "ціна", "ціна за шт", "ціна за одиницю"],
    LineTotal "line total" ["item total", "subtotal", "сумма строки", "сумма позиции", "стоимость", "сумма товара",
        "вартість", "сума рядка", "сума товару", "сума позиції"],
    Sex "sex" ["gender", "пол", "стать"],
    Consent "consent" ["согласие", "согласие на рассылку", "подписка", "рассылка", "подписан", "згода",
        "згода на розсилку",
        "newsletter", "subscribed", "accepts marketing", "accepts email marketing", "marketing consent"],
    ConsentAt "consent at" ["consent date", "subscribed at", "дата согласия", "дата подписки", "дата згоди",
        "дата підписки"],
}

impl Column {
    /// What stands between the parts of it when several columns of a table hold them; nothing for what has no parts: an
    /// amount, a date, a code.
    pub fn joint(self) -> Option<&'static str> {
        match self {
            Column::Phone => Some("; "),
            Column::Address | Column::Region | Column::Parameters | Column::Comment => Some(", "),
            Column::Created
            | Column::Modified
            | Column::StatusAt
            | Column::PaidAt
            | Column::Sent
            | Column::Estimate
            | Column::ConsentAt
            | Column::Quantity
            | Column::Currency
            | Column::Country => None,
            other if other.is_amount() => None,
            _ => Some(" "),
        }
    }

    /// Its name in a profile: `line_total`.
    pub fn key(self) -> String {
        self.name().replace(' ', "_")
    }

    /// True when it holds an amount of money.
    pub fn is_amount(self) -> bool {
        matches!(self, Column::Total | Column::Paid | Column::Price | Column::LineTotal)
    }

    /// Those of an order.
    pub fn of_orders() -> impl Iterator<Item = Column> {
        let all = Column::ALL.iter().copied();
        all.filter(|column| !matches!(column, Column::Sex | Column::Consent | Column::ConsentAt))
    }

    /// Those of a person who has ordered nothing yet.
    pub fn of_people() -> impl Iterator<Item = Column> {
        let all = Column::ALL.iter().copied();
        all.filter(|column| {
            matches!(
                column,
                Column::Name
                    | Column::Phone
                    | Column::Email
                    | Column::Company
                    | Column::TaxId
                    | Column::Country
                    | Column::Region
                    | Column::Comment
                    | Column::Sex
                    | Column::Consent
                    | Column::ConsentAt
            )
        })
    }

    /// True when it belongs to one line of the order.
    pub fn is_of_a_line(self) -> bool {
        matches!(
            self,
            Column::Sku | Column::Item | Column::Parameters | Column::Quantity | Column::Price | Column::LineTotal
        )
    }
}

/// A cell and who wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Cell {
    /// By a person or a spreadsheet: a comma may be a decimal one.
    Typed(String),
    /// By a program: a number with a decimal point, `true`, `false`.
    Exact(String),
    /// By a person or a spreadsheet, an amount in another unit than that of the currency.
    In(AmountUnit, String),
}

/// What an amount of a column is counted in, when it is not the currency's own unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AmountUnit {
    /// Kopecks, cents.
    Minor,
    /// Thousands of roubles.
    Thousands,
}

impl AmountUnit {
    /// By its name in a profile.
    pub fn parse(code: &str) -> Option<AmountUnit> {
        match code {
            "minor" => Some(AmountUnit::Minor),
            "thousands" => Some(AmountUnit::Thousands),
            _ => None,
        }
    }
}

impl Cell {
    /// What stands in it.
    pub fn as_str(&self) -> &str {
        match self {
            Cell::Typed(text) | Cell::Exact(text) | Cell::In(_, text) => text,
        }
    }

    /// What stands in it as an amount, minor units.
    pub fn amount(&self, currency: Currency) -> Result<i64, RejectWhy> {
        match self {
            Cell::Typed(text) => amount::typed(text, currency),
            Cell::Exact(text) => amount::decimal(text, currency),
            Cell::In(unit, text) => {
                let whole = i128::from(amount::typed(text, currency)?);
                let (times, by) = match unit {
                    AmountUnit::Minor => (1, 10_i128.pow(currency.digits())),
                    AmountUnit::Thousands => (1_000, 1),
                };
                let found = || text.trim().to_owned();
                rounded(whole * times, by).ok_or_else(|| RejectWhy::NotAnAmount { found: found() })
            }
        }
    }
}

/// Cells by column.
pub type Cells = HashMap<Column, Cell>;
