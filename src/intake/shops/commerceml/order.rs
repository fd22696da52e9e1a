//! A `Документ` as an order.

use crate::domain::carrier::Carrier;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::IncomingPayment;
use crate::domain::incoming::PAID_SO_FAR;
use crate::domain::incoming::ShopStatus;
use crate::domain::money::Currency;
use crate::domain::order::Line;
use crate::domain::order_news::OrderNews;
use crate::domain::reject::RejectWhy;
use crate::domain::time::Time;
use crate::intake::Defaults;
use crate::intake::amount;
use crate::intake::fields;
use crate::intake::fields::LONG;
use crate::intake::fields::SHORT;
use crate::intake::moment::when;
use crate::intake::order_builder as blank;
use crate::intake::order_builder::Core;
use crate::intake::order_builder::missing;
use crate::intake::order_builder::money;
use crate::intake::reading::Read;
use crate::intake::reading::Refused;
use crate::intake::statuses::unexplained;
use crate::intake::vocabulary as words;
use crate::intake::vocabulary::Standing;
use crate::intake::vocabulary::YesNo;
use crate::text::fold;
use crate::text::xml::Node;

/// The order a document tells, or news of it; neither when it is deleted, of another kind, or an answer of 1C that says
/// nothing.
pub fn read(document: &Node, defaults: &Defaults) -> Result<Read, Refused> {
    let is_answer = !document.has("Контрагенты") && document.list("Товары", "Товар").next().is_none();
    let operation = fold(document.get("ХозОперация"));
    let is_other = !operation.is_empty() && !operation.contains("заказ");
    let is_deleted = is_yes(&property(document, "ПометкаУдаления"));
    if is_answer
        && !is_deleted
        && let Some(news) = news(document, defaults)?
    {
        return Ok(Read::News(Box::new(news)));
    }
    if is_answer || is_other || is_deleted {
        let kind = fields::text(document.get("ХозОперация"), SHORT);
        return Ok(Read::NoOrder(match (is_deleted, kind.is_empty()) {
            (true, _) => "ПометкаУдаления".to_owned(),
            (false, true) => "ответ 1С".to_owned(),
            (false, false) => kind,
        }));
    }
    let number = document.get("Номер");
    let id = if document.get("Ид").is_empty() {
        number
    } else {
        document.get("Ид")
    };
    if id.is_empty() {
        return Err(missing("Ид"));
    }
    let currency = currency(document, defaults)?;
    let total = match document.get("Сумма") {
        "" => return Err(missing("Сумма")),
        text => money(text, currency).map_err(|why| ("Сумма".to_owned(), why))?,
    };
    let core = Core {
        id: fields::text(id, SHORT),
        number: fields::text(if number.is_empty() { id } else { number }, SHORT),
        created_at: created_at(document, defaults)?,
        currency,
        total,
    };
    let mut order = blank::order(core, SOURCE, defaults);
    "site".clone_into(&mut order.channel);
    order.comment = fields::text(document.get("Комментарий"), LONG);
    buyer(&mut order, document, defaults);
    order.payment_title = fields::text(&property(document, "Метод оплаты"), SHORT);
    order.terms = words::terms("", &order.payment_title);
    order.delivery_title = fields::text(&property(document, "Способ доставки"), SHORT);
    order.lines = lines(document, &mut order)?;
    order.carrier = Carrier::named(&order.delivery_title);
    let number = ["Идентификатор отправления", "Трек-номер", "Номер отправления"]
        .map(|name| property(document, name))
        .into_iter()
        .find(|number| !number.is_empty());
    order.tracking_number = number.map(|number| fields::text(&number, SHORT));
    settle(&mut order, document, defaults)?;
    payment(&mut order, document, defaults);
    Ok(Read::Order(Box::new(order)))
}

/// What 1C says of an order that the site told it of: it was paid, sent, called off, or stands somewhere else by now. Nothing
/// when it only says under which number it keeps the order.
fn news(document: &Node, defaults: &Defaults) -> Result<Option<OrderNews>, Refused> {
    let said = |name: &str| Some(property(document, name)).filter(|value| !value.is_empty());
    let at = |name: &str| said(name).and_then(|at| when(&at, defaults.time_zone).ok());
    let (paid_at, sent_at) = (at("Дата оплаты по 1С"), at("Дата отгрузки по 1С"));
    let mut stands = None;
    if said("Статус заказа").is_some() || is_yes(&property(document, "Отменен")) {
        let core = Core {
            id: String::new(),
            number: String::new(),
            created_at: Time(0),
            currency: defaults.currency,
            total: 0,
        };
        let mut order = blank::order(core, SOURCE, defaults);
        settle(&mut order, document, defaults)?;
        stands = Some((order.status, order.status_at));
    }
    let sent = sent_at.map(|at| (ShopStatus::Dispatched, Some(at)));
    let stands = stands.max(sent);
    let tracking_number = said("Идентификатор отправления").or_else(|| said("Трек-номер"));
    let is_news = paid_at.is_some() || tracking_number.is_some() || stands.is_some();
    Ok(is_news.then(|| OrderNews {
        source: source(defaults),
        external_id: fields::text(document.get("Ид"), SHORT),
        number: fields::text(document.get("Номер"), SHORT),
        status: stands.map(|(status, _)| status),
        status_at: stands.and_then(|(_, at)| at),
        paid_at,
        tracking_number: tracking_number.map(|number| fields::text(&number, SHORT)),
        ..OrderNews::default()
    }))
}

/// Whose order that is.
pub(super) fn source(defaults: &Defaults) -> String {
    let named = Some(defaults.source.as_str()).filter(|source| !source.is_empty());
    named.unwrap_or(SOURCE).to_owned()
}

/// The value of a `ЗначениеРеквизита`, or of a child of this name; empty when there is none.
pub(super) fn property(node: &Node, name: &str) -> String {
    let found = node
        .list("ЗначенияРеквизитов", "ЗначениеРеквизита")
        .find(|property| fold(property.get("Наименование")) == fold(name));
    found
        .map_or_else(|| node.get(name), |property| property.get("Значение"))
        .to_owned()
}

pub(super) fn is_yes(word: &str) -> bool {
    !word.is_empty() && words::yes_no(word) == Some(YesNo::Yes)
}

/// 1C writes `руб`, others the code or its number.
pub(super) fn currency(document: &Node, defaults: &Defaults) -> Result<Currency, Refused> {
    let code = match document.get("Валюта") {
        "" => return Ok(defaults.currency),
        "643" | "810" => "RUB",
        "980" => "UAH",
        "398" => "KZT",
        "933" => "BYN",
        "840" => "USD",
        "978" => "EUR",
        word => word,
    };
    words::currency(code).ok_or_else(|| {
        let found = code.to_owned();
        ("Валюта".to_owned(), RejectWhy::NotACurrency { found })
    })
}

/// Date and time stand apart; some write both into the date.
pub(super) fn created_at(document: &Node, defaults: &Defaults) -> Result<Time, Refused> {
    let (date, time) = (document.get("Дата"), document.get("Время"));
    if date.is_empty() {
        return Err(missing("Дата"));
    }
    let zone = defaults.time_zone;
    let both = Some(time)
        .filter(|time| !time.is_empty())
        .map(|time| format!("{date} {time}"));
    both.and_then(|both| when(&both, zone).ok())
        .map_or_else(|| when(date, zone), Ok)
        .map_err(|why| ("Дата".to_owned(), why))
}

fn buyer(order: &mut IncomingOrder, document: &Node, defaults: &Defaults) {
    let is_seller = |party: &&Node| fold(party.get("Роль")) == "продавец";
    let parties = || document.list("Контрагенты", "Контрагент");
    let buyer = parties().find(|party| fold(party.get("Роль")) == "покупатель");
    let nobody = Node::default();
    let buyer = buyer
        .or_else(|| parties().find(|party| !is_seller(party)))
        .unwrap_or(&nobody);
    let customer = &mut order.customer;
    let person = fields::joined([buyer.get("Имя"), buyer.get("Фамилия")], " ");
    let names = [
        person.as_str(),
        buyer.get("Наименование"),
        buyer.get("ПолноеНаименование"),
    ];
    customer.name = fields::text(
        names.into_iter().find(|name| !name.is_empty()).unwrap_or_default(),
        SHORT,
    );
    customer.company = fields::text(buyer.get("ОфициальноеНаименование"), SHORT);
    customer.tax_id = fields::text(buyer.get("ИНН"), SHORT);
    let told = document
        .list("ЗначенияРеквизитов", "ЗначениеРеквизита")
        .map(|p| (p.get("Наименование"), p.get("Значение")));
    let told = told.filter(|(name, _)| ["телефон", "e-mail", "email", "почта"].contains(&fold(name).as_str()));
    let contacts = buyer.list("Контакты", "Контакт").map(|contact| {
        let value = [contact.get("Значение"), contact.get("Представление")];
        (
            contact.get("Тип"),
            value.into_iter().find(|v| !v.is_empty()).unwrap_or_default(),
        )
    });
    for (kind, value) in contacts.chain(told).filter(|(_, value)| !value.is_empty()) {
        if value.contains('@') {
            if customer.email.is_empty() {
                customer.email = fields::text(value, SHORT).to_lowercase();
            }
        } else if fold(kind).contains("телефон") || kind.is_empty() {
            fields::add_phones(&mut customer.phones, value, &[defaults.country]);
        }
    }
    address(order, document, buyer);
}

/// Where it goes if the order says so, else where the buyer lives.
fn address(order: &mut IncomingOrder, document: &Node, buyer: &Node) {
    let home = ["АдресДоставки", "АдресРегистрации", "Адрес"]
        .iter()
        .find_map(|name| buyer.child(name));
    let field = |wanted: &[&str]| {
        let fields = home.into_iter().flat_map(|home| home.all("АдресноеПоле"));
        let named = fields.filter(|field| wanted.contains(&fold(field.get("Тип")).as_str()));
        named
            .map(|field| field.get("Значение"))
            .find(|v| !v.is_empty())
            .unwrap_or_default()
            .to_owned()
    };
    let delivery = property(document, "Адрес доставки");
    let whole = home.map(|home| home.get("Представление")).unwrap_or_default();
    let fields_of = home.into_iter().flat_map(|home| home.all("АдресноеПоле"));
    let parts = fields::joined(fields_of.map(|field| field.get("Значение")), ", ");
    let address = [delivery.as_str(), whole, &parts]
        .into_iter()
        .find(|text| !text.is_empty());
    order.address = fields::text(address.unwrap_or_default(), LONG);
    let region = [field(&["регион", "область"]), field(&["город", "населенный пункт"])];
    let region = region.into_iter().find(|region| !region.is_empty()).unwrap_or_default();
    order.region = fields::text(&region, SHORT);
}

/// Goods, then services such as the delivery. Where the sum tells of more than the lines, the rest is a delivery that the
/// file has no line for; where it tells of less, a discount on all of the goods.
fn lines(document: &Node, order: &mut IncomingOrder) -> Result<Vec<Line>, Refused> {
    let mut goods = Vec::new();
    let mut services = Vec::new();
    for item in document.list("Товары", "Товар") {
        let line = line(item, order.currency)?;
        let is_delivery = item.get("Ид") == "ORDER_DELIVERY";
        let kinds = [property(item, "ВидНоменклатуры"), property(item, "ТипНоменклатуры")];
        if is_delivery || kinds.iter().any(|kind| fold(kind) == "услуга") {
            if is_delivery && order.delivery_title.is_empty() {
                order.delivery_title.clone_from(&line.name);
            }
            services.push(line);
        } else {
            goods.push(line);
        }
    }
    let sum = |lines: &[Line]| lines.iter().map(|line| line.total).fold(0_i64, i64::saturating_add);
    let left = order.total.saturating_sub(sum(&services));
    let missing = left.saturating_sub(sum(&goods));
    if missing > 0 && !goods.is_empty() {
        let title = Some(order.delivery_title.as_str()).filter(|title| !title.is_empty());
        services.push(blank::service(title.unwrap_or("Доставка"), missing));
    } else {
        blank::spread(&mut goods, left);
    }
    services.retain(|line| line.total != 0);
    goods.extend(services);
    Ok(goods)
}

fn line(item: &Node, currency: Currency) -> Result<Line, Refused> {
    let amount_of = |name: &str| match item.get(name) {
        "" => Ok(None),
        text => money(text, currency).map(Some).map_err(|why| (name.to_owned(), why)),
    };
    let quantity_milli = match item.get("Количество") {
        "" => 1_000,
        text => amount::quantity(text).map_err(|why| ("Количество".to_owned(), why))?,
    };
    let total = amount_of("Сумма")?;
    let price = amount_of("ЦенаЗаЕдиницу")?;
    let price = price
        .or(total.map(|total| blank::each(total, quantity_milli)))
        .unwrap_or(0);
    let traits: Vec<String> = item
        .list("ХарактеристикиТовара", "ХарактеристикаТовара")
        .map(|of| fields::joined([of.get("Наименование"), of.get("Значение")], ": "))
        .take(20)
        .collect();
    Ok(Line {
        sku: fields::text(item.get("Артикул"), SHORT),
        name: fields::text(item.get("Наименование"), SHORT),
        parameters: fields::text(&fields::joined(traits.iter().map(String::as_str), ", "), SHORT),
        quantity_milli,
        price,
        total: total.unwrap_or_else(|| blank::times(price, quantity_milli)),
    })
}

/// `[N] Принят` is a code and a name, either of which the shop may have given a meaning of its own.
fn settle(order: &mut IncomingOrder, document: &Node, defaults: &Defaults) -> Result<(), Refused> {
    let word = property(document, "Статус заказа");
    let (code, name) = match word.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((code, name)) => (code.trim(), name.trim()),
        None => ("", word.trim()),
    };
    let own = defaults.statuses.of([word.as_str(), name, code]);
    let says = |name: &str| is_yes(&property(document, name));
    let meaning = words::status(name);
    let by_word = match (code, meaning) {
        (_, Some(Standing::At(status))) => Some(status),
        ("F", _) => Some(ShopStatus::Received),
        ("N", _) => Some(ShopStatus::New),
        _ => None,
    };
    order.status = match (own, by_word) {
        (Some(status), _) => status,
        _ if says("Отменен") => ShopStatus::Cancelled,
        (_, Some(status)) if status != ShopStatus::New => status,
        _ if says("Финальный статус") => ShopStatus::Received,
        _ if says("Отгружен") => ShopStatus::Dispatched,
        // It may be sent, which is not to say that it was.
        _ if says("Доставка разрешена") => ShopStatus::Confirmed,
        (_, None) if meaning.is_none() && !word.is_empty() => {
            let found = if name.is_empty() { &word } else { name };
            return unexplained("Статус заказа", found).map_or(Ok(()), Err);
        }
        _ => ShopStatus::New,
    };
    order.status_word = fields::text(&word, SHORT);
    let at = when(&property(document, "Дата изменения статуса"), defaults.time_zone).ok();
    order.status_at = at.filter(|_| order.status != ShopStatus::New);
    Ok(())
}

fn payment(order: &mut IncomingOrder, document: &Node, defaults: &Defaults) {
    if !is_yes(&property(document, "Заказ оплачен")) || order.total <= 0 {
        return;
    }
    let at = when(&property(document, "Дата оплаты"), defaults.time_zone).ok();
    order.payments.push(IncomingPayment {
        at: at.unwrap_or(order.created_at),
        amount: order.total,
        means: words::means("", &order.payment_title),
        // Documents of single payments may come beside it.
        reference: PAID_SO_FAR.to_owned(),
        note: String::new(),
    });
}

/// The source of these orders, when nothing else is said.
pub const SOURCE: &str = "commerceml";
