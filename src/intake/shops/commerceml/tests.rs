//! Files as sites and 1C write them.

use proptest::prelude::*;

use crate::domain::carrier::Carrier;
use crate::domain::incoming::Format;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::ShopStatus;
use crate::domain::item::Item;
use crate::domain::money::Currency;
use crate::domain::order::Means;
use crate::domain::order::Terms;
use crate::domain::order_news::MoneyDocument;
use crate::domain::order_news::OrderNews;
use crate::domain::reject::RejectWhy;
use crate::intake::read;
use crate::intake::test_support::defaults;
use crate::intake::test_support::items;
use crate::intake::test_support::sorted;

fn properties(of: &[(&str, &str)]) -> String {
    let each = of.iter().map(|(name, value)| {
        format!(
            "<ЗначениеРеквизита><Наименование>{name}</Наименование><Значение>{value}</Значение></ЗначениеРеквизита>"
        )
    });
    format!("<ЗначенияРеквизитов>{}</ЗначенияРеквизитов>", each.collect::<String>())
}

const BUYER: &str = "<Контрагенты><Контрагент><Ид>7#ivan#Иван</Ид><Наименование>Иван Панов</Наименование><Роль>Покупатель</Роль>
    <Фамилия>Панов</Фамилия><Имя>Иван</Имя>
    <АдресРегистрации><Представление>101000, Москва, Тверская 1</Представление>
        <АдресноеПоле><Тип>Город</Тип><Значение>Москва</Значение></АдресноеПоле></АдресРегистрации>
    <Контакты><Контакт><Тип>ТелефонРабочий</Тип><Значение>8 (916) 765-43-21</Значение></Контакт>
        <Контакт><Тип>Почта</Тип><Значение>Ivan@Mail.example</Значение></Контакт></Контакты></Контрагент></Контрагенты>";

fn goods(total: &str) -> String {
    format!(
        "<Товар><Ид>b1</Ид><Артикул>T-3</Артикул><Наименование>Чайник &quot;Уют&quot;</Наименование>
        <ЦенаЗаЕдиницу>500.00</ЦенаЗаЕдиницу><Количество>2.00</Количество><Сумма>{total}</Сумма></Товар>"
    )
}

fn delivery() -> String {
    let service = properties(&[("ВидНоменклатуры", "Услуга")]);
    format!(
        "<Товар><Ид>ORDER_DELIVERY</Ид><Наименование>Доставка СДЭК</Наименование><ЦенаЗаЕдиницу>60.00</ЦенаЗаЕдиницу>
        <Количество>1</Количество><Сумма>60.00</Сумма>{service}</Товар>"
    )
}

fn document(id: &str, between: &str) -> String {
    format!(
        "<Документ><Ид>{id}</Ид><Номер>{id}</Номер><Дата>2026-03-11</Дата><ХозОперация>Заказ товара</ХозОперация>
    <Роль>Продавец</Роль><Валюта>руб</Валюта><Курс>1</Курс><Сумма>1060.00</Сумма>{BUYER}<Время>15:19:27</Время>
    <Комментарий>после 18</Комментарий>{between}</Документ>"
    )
}

fn whole(id: &str, of: &[(&str, &str)]) -> String {
    let goods = format!("<Товары>{}{}</Товары>", goods("1000.00"), delivery());
    document(id, &format!("{goods}{}", properties(of)))
}

fn file(documents: &[String]) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<КоммерческаяИнформация ВерсияСхемы=\"2.05\" ДатаФормирования=\"2026-03-11\">\n{}\n</КоммерческаяИнформация>\n",
        documents.join("\n")
    )
}

fn one(document: String) -> IncomingOrder {
    let (mut orders, rejects) = sorted(file(&[document]).as_bytes());
    assert_eq!((orders.len(), &rejects), (1, &Vec::new()));
    orders.remove(0)
}

#[test]
fn a_document_is_an_order() {
    let order = one(whole("2042", &[("Метод оплаты", "Наличный расчет при получении")]));
    assert_eq!(
        (
            order.source.as_str(),
            order.external_id.as_str(),
            order.number.as_str(),
            order.total
        ),
        ("commerceml", "2042", "2042", 106_000)
    );
    assert_eq!(order.created_at.rfc3339(), "2026-03-11T12:19:27Z");
    assert_eq!((order.currency, order.terms), (Currency::RUB, Some(Terms::OnDelivery)));
    assert_eq!(order.customer.name, "Иван Панов");
    assert_eq!(order.customer.phones[0].e164.as_deref(), Some("+79167654321"));
    assert_eq!(order.customer.email, "ivan@mail.example");
    assert_eq!(
        (order.address.as_str(), order.region.as_str()),
        ("101000, Москва, Тверская 1", "Москва")
    );
    assert_eq!(
        (order.delivery_title.as_str(), order.carrier),
        ("Доставка СДЭК", Some(Carrier::Cdek))
    );
    let lines: Vec<_> = order
        .lines
        .iter()
        .map(|l| (l.sku.as_str(), l.name.as_str(), l.quantity_milli, l.total))
        .collect();
    assert_eq!(
        lines,
        [
            ("T-3", "Чайник \"Уют\"", 2_000, 100_000),
            ("", "Доставка СДЭК", 1_000, 6_000)
        ]
    );
}

#[test]
fn windows_1251_is_read_by_its_declaration_and_a_false_one_is_not_believed() {
    let utf8 = file(&[whole("2042", &[])]);
    let declared = utf8.replace("encoding=\"UTF-8\"", "encoding=\"windows-1251\"");
    let expected = sorted(utf8.as_bytes());
    assert_eq!(expected.0.len(), 1);
    assert_eq!(sorted(&encoding_rs::WINDOWS_1251.encode(&declared).0), expected);
    assert_eq!(sorted(declared.as_bytes()), expected);
    assert_eq!(sorted(format!("\u{feff}{utf8}").as_bytes()), expected);
}

#[test]
fn answers_of_1c_and_documents_of_other_kinds_are_passed_over() {
    let answer = format!(
        "<Документ><Ид>92</Ид><Номер>92</Номер><Дата>2026-03-11</Дата><Сумма>5</Сумма>{}</Документ>",
        properties(&[
            ("Номер по 1С", "0000-000092"),
            ("Проведен", "true"),
            ("ПометкаУдаления", "false")
        ])
    );
    let other = whole("93", &[]).replace("Заказ товара", "Отпуск товара");
    let bill = whole("96", &[]).replace("Заказ товара", "Счет на оплату");
    let deleted = whole("94", &[("ПометкаУдаления", "true")]);
    let found = items(file(&[answer, other, bill, deleted, whole("95", &[])]).as_bytes());
    let orders = found.iter().filter(|item| matches!(item, Item::Order(_))).count();
    let skipped: Vec<&str> = found
        .iter()
        .filter_map(|item| match item {
            Item::Skipped(what) => Some(what.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!((orders, found.len()), (1, 5));
    assert_eq!(
        skipped,
        ["ответ 1С", "Отпуск товара", "Счет на оплату", "ПометкаУдаления"]
    );
}

#[test]
fn a_delivery_without_a_line_and_a_discount_without_one_are_seen_in_the_sum() {
    let no_line = document(
        "1",
        &format!(
            "<Товары>{}</Товары>{}",
            goods("1000.00"),
            properties(&[("Способ доставки", "Почта")])
        ),
    );
    let lines: Vec<_> = one(no_line).lines.into_iter().map(|l| (l.name, l.total)).collect();
    assert_eq!(lines[1], ("Почта".to_owned(), 6_000));
    let discount = document("1", &format!("<Товары>{}{}</Товары>", goods("1200.00"), delivery()));
    let lines: Vec<_> = one(discount).lines.into_iter().map(|l| l.total).collect();
    assert_eq!(lines, [100_000, 6_000]);
}

#[test]
fn properties_say_where_it_stands_and_what_is_paid() {
    let yes = "true";
    for (of, status) in [
        (vec![], ShopStatus::New),
        (vec![("Статус заказа", "[N] Принят")], ShopStatus::New),
        (vec![("Статус заказа", "[F] Вручен")], ShopStatus::Received),
        (vec![("Статус заказа", "[X1] Отправлен")], ShopStatus::Dispatched),
        (
            vec![("Статус заказа", "[F] Вручен"), ("Отменен", yes)],
            ShopStatus::Cancelled,
        ),
        (
            vec![("Финальный статус", yes), ("Отменен", "false")],
            ShopStatus::Received,
        ),
        (vec![("Отгружен", yes)], ShopStatus::Dispatched),
        (
            vec![("Доставка разрешена", yes), ("Статус заказа", "[N] Принят")],
            ShopStatus::Confirmed,
        ),
    ] {
        assert_eq!(one(whole("1", &of)).status, status, "{of:?}");
    }
    let paid = one(whole(
        "1",
        &[("Заказ оплачен", yes), ("Дата оплаты", "2026-03-12 10:00:00")],
    ));
    assert_eq!(
        (paid.payments[0].amount, paid.payments[0].at.rfc3339().as_str()),
        (106_000, "2026-03-12T07:00:00Z")
    );
}

#[test]
fn dialects_of_other_systems_are_read() {
    let other = whole("wc1c#order#5", &[])
        .replace("<Дата>2026-03-11</Дата>", "<Дата>09.04.2014 0:46:38</Дата>")
        .replace("<Время>15:19:27</Время>", "")
        .replace("<Роль>Покупатель</Роль>", "")
        .replace("<Валюта>руб</Валюта>", "<Валюта>KZT</Валюта>");
    let order = one(format!("<Контейнер>{other}</Контейнер>"));
    assert_eq!(order.created_at.rfc3339(), "2014-04-08T20:46:38Z");
    assert_eq!(
        (order.external_id.as_str(), order.currency.code()),
        ("wc1c#order#5", "KZT")
    );
    assert_eq!(order.customer.name, "Иван Панов");
    let bare = one(whole("1", &[])
        .replace("<Контакты>", "<Контакты></Контакты><x>")
        .replace("</Контакты></Контрагент>", "</x></Контрагент>"));
    assert_eq!(bare.customer.phones, []);
}

#[test]
fn a_broken_document_costs_only_itself_and_can_be_mended() {
    let broken = whole("7", &[]).replace("</Комментарий>", "");
    let no_date = whole("8", &[]).replace("2026-03-11", "потом");
    let text = file(&[whole("6", &[]), broken, no_date, whole("9", &[])]);
    let (orders, rejects) = sorted(text.as_bytes());
    let numbers: Vec<_> = orders.iter().map(|order| order.number.as_str()).collect();
    assert_eq!(numbers, ["6", "9"]);
    let told: Vec<_> = rejects
        .iter()
        .map(|r| (r.order.as_deref(), r.field.as_str(), r.why.code()))
        .collect();
    assert_eq!(told, [(Some("7"), "", "syntax"), (Some("8"), "Дата", "not_a_date")]);
    let line_of = |id: &str| text[..text.find(&format!("<Ид>{id}</Ид>")).unwrap()].lines().count() as u64;
    assert_eq!(rejects[1].line, line_of("8"));
    let mended = format!(
        "\u{feff}{}\n{}\n",
        rejects[1].head.as_deref().unwrap(),
        rejects[1].raw.replace("потом", "2026-03-11")
    );
    assert_eq!(sorted(mended.as_bytes()).0.len(), 1);
    let cut = text[..text.rfind("<Роль>").unwrap()].to_owned();
    let (orders, rejects) = sorted(cut.as_bytes());
    assert_eq!((orders.len(), &rejects.last().unwrap().why), (1, &RejectWhy::CutShort));
}

proptest! {
    #[test]
    fn any_bytes_have_an_answer(bytes: Vec<u8>) {
        let mut items: Vec<Item> = Vec::new();
        read(bytes.as_slice(), Some(Format::CommerceMl), &defaults(), &mut items).unwrap();
    }

    #[test]
    fn any_elements_have_an_answer(inside in "(<(Ид|Товары|Товар|Сумма|Дата|Контрагенты|Документ)>|</(Товар|Сумма|Документ)>|[0-9.&а-я\n]){0,60}") {
        items(file(&[format!("<Документ>{inside}</Документ>"), inside]).as_bytes());
    }
}

#[test]
fn an_answer_of_1c_that_says_more_than_its_number_is_news_of_the_order() {
    let answer = |told: &[(&str, &str)]| {
        let text = format!(
            "<Документ><Ид>92</Ид><Номер>92</Номер><ХозОперация>Заказ товара</ХозОперация>{}</Документ>",
            properties(told)
        );
        items(file(&[text]).as_bytes()).remove(0)
    };
    for (told, status, is_paid, tracking) in [
        (&[("Дата оплаты по 1С", "2026-03-11")][..], None, true, None),
        (
            &[("Дата отгрузки по 1С", "2026-03-11")],
            Some(ShopStatus::Dispatched),
            false,
            None,
        ),
        (
            &[("Статус заказа", "[F] Выполнен"), ("Дата отгрузки по 1С", "2026-03-11")],
            Some(ShopStatus::Received),
            false,
            None,
        ),
        (&[("Отменен", "true")], Some(ShopStatus::Cancelled), false, None),
        (&[("Трек-номер", "1100285492")], None, false, Some("1100285492")),
    ] {
        let Item::News(news) = answer(told) else {
            panic!("{told:?}")
        };
        assert_eq!((news.external_id.as_str(), news.number.as_str()), ("92", "92"));
        assert_eq!((news.status, news.paid_at.is_some()), (status, is_paid), "{told:?}");
        assert_eq!(news.tracking_number.as_deref(), tracking);
    }
}

fn money(operation: &str, inside: &str) -> String {
    format!(
        "<Документ><Ид>52</Ид><Номер>ПП-7</Номер><Дата>2026-03-12</Дата><Время>10:00:00</Время>\
         <ХозОперация>{operation}</ХозОперация><Роль>Продавец</Роль><Валюта>643</Валюта><Курс>1</Курс>\
         <Сумма>500.00</Сумма>{BUYER}{inside}</Документ>"
    )
}

fn news(document: String) -> OrderNews {
    match items(file(&[document]).as_bytes()).remove(0) {
        Item::News(news) => *news,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_document_of_money_is_news_of_the_order_it_is_based_on() {
    const BASE: &str = "<Основание>2042</Основание>";
    for (operation, told, amount, means) in [
        ("Выплата безналичных денег", &[][..], 50_000, Means::BankAccount),
        ("Выплата наличных денег", &[], 50_000, Means::Cash),
        ("Эквайринговая операция", &[], 50_000, Means::Card),
        ("Оплата платежной картой", &[], 50_000, Means::Card),
        ("Поступление на расчетный счет", &[], 50_000, Means::BankAccount),
        ("Приходный кассовый ордер", &[], 50_000, Means::Cash),
        ("Возврат безналичных денег", &[], -50_000, Means::BankAccount),
        ("Возврат наличных денег", &[], -50_000, Means::Cash),
        (
            "Выплата безналичных денег",
            &[("Оплачен", "true")],
            50_000,
            Means::BankAccount,
        ),
        (
            "Выплата безналичных денег",
            &[("Метод оплаты", "Банковская карта")],
            50_000,
            Means::Card,
        ),
        (
            "Выплата безналичных денег",
            &[("Оплачен", "false")],
            0,
            Means::BankAccount,
        ),
        (
            "Выплата безналичных денег",
            &[("Проведен", "false")],
            0,
            Means::BankAccount,
        ),
        (
            "Выплата безналичных денег",
            &[("Отменен", "true")],
            0,
            Means::BankAccount,
        ),
        (
            "Выплата безналичных денег",
            &[("Возврат", "true")],
            0,
            Means::BankAccount,
        ),
        (
            "Выплата безналичных денег",
            &[("ПометкаУдаления", "true")],
            0,
            Means::BankAccount,
        ),
    ] {
        let document = money(operation, &format!("{BASE}{}", properties(told)));
        let news = news(document.clone());
        let told = (operation, told);
        assert_eq!(
            (news.external_id.as_str(), news.number.as_str()),
            ("2042", "2042"),
            "{told:?}"
        );
        assert_eq!((news.status, news.paid_at), (None, None), "{told:?}");
        assert_eq!((news.line, news.raw), (3, document), "{told:?}");
        let MoneyDocument { payment, currency } = news.money.unwrap();
        assert_eq!(
            (payment.amount, payment.means, currency),
            (amount, means, Currency::RUB),
            "{told:?}"
        );
        assert_eq!(
            (payment.at.rfc3339().as_str(), payment.note.as_str()),
            ("2026-03-12T07:00:00Z", "ПП-7")
        );
    }
    let dated = money(
        "Выплата наличных денег",
        &format!("{BASE}{}", properties(&[("Дата оплаты по 1С", "2026-03-11")])),
    );
    assert_eq!(news(dated).money.unwrap().payment.at.rfc3339(), "2026-03-10T21:00:00Z");
}

#[test]
fn a_payment_without_a_base_is_of_the_order_in_its_container_or_refused() {
    let held = |documents: &[String]| format!("<Контейнер>{}</Контейнер>", documents.concat());
    let payment = money("Выплата наличных денег", "");
    let found = items(file(&[held(&[whole("6", &[]), payment.clone()]), held(&[payment])]).as_bytes());
    let told: Vec<String> = found
        .iter()
        .map(|item| match item {
            Item::Order(order) => format!("order {}", order.number),
            Item::News(news) => format!("paid {}", news.external_id),
            Item::Reject(reject) => format!("{} {}", reject.field, reject.why.code()),
            other => format!("{other:?}"),
        })
        .collect();
    assert_eq!(
        told,
        ["order 6", "Основание missing", "paid 6"],
        "news come behind the orders"
    );
}
