//! What stands in the cells of a catalogue: stock, whether it is offered, how long it lasts.

use crate::domain::product::Offered;
use crate::domain::product::Stock;
use crate::domain::reject::RejectWhy;
use crate::intake::amount;
use crate::intake::vocabulary as words;
use crate::intake::vocabulary::YesNo;
use crate::text::fold;

/// How much there is, as a number or in words; an oversold product has none.
pub fn stock(cell: &str) -> Result<Stock, RejectWhy> {
    let folded = fold(cell);
    let number = folded.trim_start_matches(['>', '≥', '~', '<']).trim_start();
    let number = [
        "более ",
        "больше ",
        "свыше ",
        "more than ",
        "over ",
        "понад ",
        "більше ",
    ]
    .iter()
    .find_map(|word| number.strip_prefix(word))
    .unwrap_or(number);
    if let Ok(milli) = amount::quantity(number) {
        return Ok(Stock::Milli(milli));
    }
    let oversold = number.strip_prefix(['-', '\u{2212}']);
    if oversold.is_some_and(|number| number.is_empty() || amount::quantity(number).is_ok()) {
        return Ok(Stock::Milli(0));
    }
    match folded.as_str() {
        "нет"
        | "нет в наличии"
        | "отсутствует"
        | "ожидается"
        | "распродан"
        | "закончился"
        | "немає"
        | "нема"
        | "немає в наявності"
        | "відсутній"
        | "очікується"
        | "out of stock"
        | "outofstock"
        | "sold out"
        | "none"
        | "unavailable"
        | "not available" => Ok(Stock::Milli(0)),
        "есть"
        | "в наличии"
        | "много"
        | "мало"
        | "достаточно"
        | "под заказ"
        | "є"
        | "в наявності"
        | "багато"
        | "під замовлення"
        | "in stock"
        | "instock"
        | "available"
        | "many"
        | "few"
        | "on order"
        | "backorder"
        | "onbackorder" => Ok(Stock::Some),
        word => match words::yes_no(word) {
            Some(YesNo::Yes) => Ok(Stock::Some),
            Some(YesNo::No) => Ok(Stock::Milli(0)),
            None => Err(RejectWhy::NotAQuantity { found: cell.to_owned() }),
        },
    }
}

/// Whether there are any, where `1` is a yes and no number of things.
pub fn flag(cell: &str) -> Result<Stock, RejectWhy> {
    match words::yes_no(cell) {
        Some(YesNo::Yes) => Ok(Stock::Some),
        Some(YesNo::No) => Ok(Stock::Milli(0)),
        None => stock(cell),
    }
}

/// Prom's: yes, no, or in how many days it comes when it is ordered.
pub fn flag_or_days(cell: &str) -> Result<Stock, RejectWhy> {
    let is_days = !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit());
    match cell {
        "!" => Ok(Stock::Some),
        _ if is_days => Ok(Stock::Some),
        _ => flag(cell),
    }
}

/// True for a plain yes.
pub fn is_yes(cell: &str) -> bool {
    words::yes_no(cell) == Some(YesNo::Yes)
}

/// Whether customers see it.
pub fn offered(cell: &str) -> Result<Offered, RejectWhy> {
    match fold(cell).as_str() {
        "active"
        | "publish"
        | "published"
        | "visible"
        | "enabled"
        | "опубликован"
        | "опубликовано"
        | "активен"
        | "активный"
        | "виден"
        | "показывать"
        | "на сайте"
        | "продается"
        | "опубліковано"
        | "активний" => Ok(Offered::Yes),
        "-1"
        | "draft"
        | "archived"
        | "private"
        | "pending"
        | "hidden"
        | "disabled"
        | "черновик"
        | "скрыт"
        | "скрыто"
        | "архив"
        | "снят с продажи"
        | "не показывать"
        | "неактивен"
        | "чернетка"
        | "приховано"
        | "архів" => Ok(Offered::No),
        word => match words::yes_no(word) {
            Some(YesNo::Yes) => Ok(Offered::Yes),
            Some(YesNo::No) => Ok(Offered::No),
            None => Err(RejectWhy::NotAYesOrNo { found: cell.to_owned() }),
        },
    }
}

/// `90`, `90 дней`, `3 мес`; nothing for none.
pub fn days(cell: &str) -> Result<Option<i64>, RejectWhy> {
    let bad = || RejectWhy::NotAQuantity { found: cell.to_owned() };
    let folded = fold(cell);
    let end = folded.find(|c: char| !c.is_ascii_digit()).unwrap_or(folded.len());
    let (number, unit) = folded.split_at(end);
    let number: i64 = number.parse().map_err(|_| bad())?;
    let unit = unit.trim().trim_end_matches('.');
    let each = match unit {
        "" | "d" | "day" | "days" | "д" | "дн" | "день" | "дня" | "дней" | "днів" | "дні" => 1,
        "w" | "week" | "weeks" | "нед" | "недель" | "недели" | "тиж" | "тижнів" => 7,
        "m" | "month" | "months" | "мес" | "месяц" | "месяца" | "месяцев" | "міс" | "місяців" => {
            30
        }
        _ => return Err(bad()),
    };
    let days = number
        .checked_mul(each)
        .filter(|days| *days <= LONGEST_LIFE)
        .ok_or_else(bad)?;
    Ok((days > 0).then_some(days))
}

/// Nothing that is used up lasts longer.
const LONGEST_LIFE: i64 = 3_650;
