//! A shop that exchanges orders with 1C.

use super::server::Asked;
use super::server::Instead;
use super::server::Said;
use super::server::Served;
use super::setting_up::Bench;
use super::setting_up::NOON;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::OrderFeedKind;
use crate::domain::settings::FeedSetting;
use crate::domain::settings::SecretRef;
use crate::domain::time::Span;
use crate::net::http::basic;

/// What it has.
#[derive(Default)]
pub(super) struct ExchangeBooks {
    /// Number, total, status; whether it was told well.
    pub(super) orders: Vec<(i64, i64, &'static str, bool)>,
    told: Vec<usize>,
    pub(super) asked: Vec<String>,
    instead: Instead,
    /// It writes in windows-1251, as most do.
    is_old: bool,
    /// It goes on telling of what was taken.
    is_deaf: bool,
    answers: i64,
}

pub(super) type FakeExchange = Served<ExchangeBooks>;

impl FakeExchange {
    pub(super) fn open() -> FakeExchange {
        Served::begin(ExchangeBooks::default(), |_, books, asked| answer(books, asked))
    }

    pub(super) fn order(&self, number: i64, total: i64, status: &'static str) {
        let mut books = self.books();
        books.orders.retain(|order| order.0 != number);
        books.orders.push((number, total, status, false));
    }

    pub(super) fn bench(&self) -> Bench {
        Bench::new(FeedSetting {
            kind: OrderFeedKind::CommerceMl,
            address: Some(format!("{}/bitrix/admin/1c_exchange.php", self.address)),
            key: Some(SecretRef::Env("KEY".to_owned())),
            secret: Some(SecretRef::Env("SECRET".to_owned())),
            ..FeedSetting::default()
        })
    }

    /// How often each step was asked for.
    fn steps(&self) -> Vec<String> {
        std::mem::take(&mut self.books().asked)
    }
}

fn answer(books: &mut ExchangeBooks, asked: &Asked) -> Said {
    let mode = asked.of("mode").unwrap_or_default().to_owned();
    books.asked.push(mode.clone());
    if let Some(instead) = books.instead.pop_front() {
        return instead;
    }
    let text = |body: &str| Some((200, "Content-Type: text/plain\r\n".to_owned(), body.to_owned()));
    assert_eq!(
        (asked.path.as_str(), asked.of("type")),
        ("/bitrix/admin/1c_exchange.php", Some("sale"))
    );
    if mode == "checkauth" {
        if asked.header("authorization") != basic("ck_key", "cs_secret") {
            return text("failure\nОшибка авторизации ck_key");
        }
        return text("success\nPHPSESSID\nabc123\nsessid=7f\ntimestamp=1773219600");
    }
    if asked.header("cookie") != "PHPSESSID=abc123" || asked.of("sessid") != Some("7f") {
        return text("failure\nОшибка проверки источника запроса");
    }
    match mode.as_str() {
        "init" => text("zip=no\nfile_limit=204800"),
        "query" => {
            books.answers += 1;
            let wanted = books.orders.iter().enumerate();
            let wanted = wanted.filter(|(_, order)| books.is_deaf || !order.3).map(|(at, _)| at);
            books.told = wanted.collect();
            let documents = books.told.iter().map(|at| document(books.orders[*at]));
            let encoding = if books.is_old { "windows-1251" } else { "UTF-8" };
            let body = format!(
                "<?xml version=\"1.0\" encoding=\"{encoding}\"?>\n<КоммерческаяИнформация ВерсияСхемы=\"2.05\" ДатаФормирования=\"{}\">{}</КоммерческаяИнформация>",
                books.answers,
                documents.collect::<String>()
            );
            Some((
                200,
                format!("Content-Type: application/xml; charset={encoding}\r\n"),
                body,
            ))
        }
        "success" => {
            for at in std::mem::take(&mut books.told) {
                books.orders[at].3 = true;
            }
            text("success")
        }
        _ => Some((404, String::new(), String::new())),
    }
}

fn document((number, total, status, _): (i64, i64, &str, bool)) -> String {
    let is_cancelled = status == "Отменён";
    format!(
        "<Документ><Ид>{number}</Ид><Номер>{number}</Номер><Дата>2026-03-11</Дата><Время>11:58:00</Время>\
         <ХозОперация>Заказ товара</ХозОперация><Роль>Продавец</Роль><Валюта>RUB</Валюта><Курс>1</Курс><Сумма>{total}.00</Сумма>\
         <Контрагенты><Контрагент><Ид>1</Ид><Наименование>Анна Ким</Наименование><Роль>Покупатель</Роль>\
         <Контакты><Контакт><Тип>Телефон</Тип><Значение>+7916{number:07}</Значение></Контакт></Контакты></Контрагент></Контрагенты>\
         <Товары><Товар><Ид>t1</Ид><Наименование>Чайник</Наименование><ЦенаЗаЕдиницу>{total}.00</ЦенаЗаЕдиницу>\
         <Количество>1.00</Количество><Сумма>{total}.00</Сумма></Товар></Товары>\
         <ЗначенияРеквизитов><ЗначениеРеквизита><Наименование>Отменен</Наименование><Значение>{is_cancelled}</Значение></ЗначениеРеквизита>\
         <ЗначениеРеквизита><Наименование>Статус заказа</Наименование><Значение>{status}</Значение></ЗначениеРеквизита></ЗначенияРеквизитов></Документ>"
    )
}

#[test]
fn what_changed_is_taken_and_the_shop_is_told_so_afterwards() {
    let shop = FakeExchange::open();
    shop.order(1, 1_450, "[N] Принят");
    shop.order(2, 990, "[N] Принят");
    let bench = shop.bench();
    let turn = bench.turn(NOON);
    assert_eq!((turn.counts.created, turn.counts.rejected, turn.trouble), (2, 0, None));
    assert_eq!(bench.orders(), [("1".to_owned(), 1_450), ("2".to_owned(), 990)]);
    assert_eq!(shop.steps(), ["checkauth", "init", "query", "success"]);
    assert_eq!(bench.state().next_at, Some(NOON + Span::minutes(5)));

    // Nothing changed: nothing is written, and nothing is there to be told.
    let before = bench.state();
    bench.run(NOON + Span::minutes(5));
    assert_eq!(shop.steps(), ["checkauth", "init", "query"]);
    assert_eq!(bench.state().revision, before.revision);

    shop.order(1, 1_500, "[N] Принят");
    shop.order(2, 990, "Отменён");
    shop.order(3, 70, "[N] Принят");
    let turn = bench.run(NOON + Span::days(2));
    assert_eq!((turn.counts.created, turn.counts.updated), (1, 2));
    let records = bench.records();
    let second = records.iter().find(|order| order.number == "2").unwrap();
    assert!(second.facts.shop_cancelled_at.or(second.facts.cancelled_at).is_some());
}

#[test]
fn a_machine_that_goes_off_before_the_shop_was_told_loses_and_doubles_nothing() {
    let shop = FakeExchange::open();
    shop.order(1, 1_450, "[N] Принят");
    let bench = shop.bench();
    // checkauth, init and query are answered, and then nobody is there.
    let well = |body: &str| Some((200, String::new(), body.to_owned()));
    let query = document((1, 1_450, "[N] Принят", false));
    let xml =
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><КоммерческаяИнформация>{query}</КоммерческаяИнформация>");
    shop.books().instead.extend([
        well("success\nPHPSESSID\nabc123\nsessid=7f"),
        well("zip=no"),
        well(&xml),
        None,
    ]);
    let turn = bench.turn(NOON);
    assert_eq!((turn.counts.created, turn.trouble.is_some()), (1, true));
    let turn = bench.run(NOON + Span::minutes(10));
    assert_eq!((turn.counts.created, turn.counts.updated, turn.trouble), (0, 0, None));
    assert_eq!(bench.orders().len(), 1);
    assert_eq!(
        shop.steps().last().map(String::as_str),
        Some("success"),
        "it is told now"
    );
    assert!(shop.books().orders[0].3);
}

#[test]
fn a_shop_may_write_as_shops_wrote_before() {
    let shop = FakeExchange::open();
    shop.books().is_old = true;
    let bench = shop.bench();
    bench.run(NOON);
    assert_eq!(shop.steps(), ["checkauth", "init", "query"], "there is nothing");
    shop.order(1, 1_450, "[N] Принят");
    assert_eq!(bench.run(NOON + Span::minutes(5)).counts.created, 1);
    let order = bench.records().remove(0);
    assert_eq!(order.lines[0].name, "Чайник");
    assert_eq!(shop.steps().last().map(String::as_str), Some("success"));
}

#[test]
fn a_shop_that_goes_on_telling_of_the_same_is_read_once() {
    let shop = FakeExchange::open();
    shop.books().is_deaf = true;
    shop.order(1, 1_450, "[N] Принят");
    let bench = shop.bench();
    assert_eq!(bench.turn(NOON).counts.created, 1);
    let before = bench.state();
    let turn = bench.run(NOON + Span::minutes(5));
    assert_eq!((turn.counts.unchanged, turn.trouble), (0, None));
    assert_eq!(bench.state().revision, before.revision);
    shop.order(2, 5, "[N] Принят");
    assert_eq!(bench.run(NOON + Span::minutes(10)).counts.created, 1);
}

#[test]
fn what_goes_wrong_is_said_and_without_what_it_was_asked_with() {
    let shop = FakeExchange::open();
    shop.order(1, 1_450, "[N] Принят");
    let mut bench = shop.bench();
    let html = |status, headers: &str| Some((status, headers.to_owned(), "<title>Вход</title>".to_owned()));
    let well = |body: &str| Some((200, String::new(), body.to_owned()));
    for (instead, fault) in [
        (vec![html(200, "")], FeedFault::NotOrders),
        (vec![html(503, "Retry-After: 600\r\n")], FeedFault::Closed),
        (
            vec![html(302, "Location: https://other.example/?login=ck_key\r\n")],
            FeedFault::Moved,
        ),
        (vec![None], FeedFault::Slow),
        (vec![well("failure\nck_key cs_secret")], FeedFault::Unauthorized),
        (vec![well("success")], FeedFault::NotOrders),
        (
            vec![
                well("success\nPHPSESSID\nabc123\nsessid=7f"),
                well("zip=yes"),
                well("PK\u{3}\u{4}"),
            ],
            FeedFault::NotOrders,
        ),
    ] {
        shop.books().instead.extend(instead);
        let trouble = bench.run(NOON).trouble.unwrap();
        assert_eq!(trouble.fault, fault);
        let is_silent = !trouble.said.contains("ck_key") && !trouble.said.contains("cs_secret");
        assert!(is_silent, "{}", trouble.said);
    }
    bench.setting.secret.clone_from(&bench.setting.key);
    assert_eq!(bench.run(NOON).trouble.unwrap().fault, FeedFault::Unauthorized);
    bench.setting.address = Some("http://127.0.0.1:9/x".to_owned());
    assert_eq!(bench.run(NOON).trouble.unwrap().fault, FeedFault::Unreached);
}

#[test]
fn a_feed_is_tried_and_the_shop_is_not_told_that_anything_was_taken() {
    let shop = FakeExchange::open();
    shop.order(1, 1_450, "[N] Принят");
    let bench = shop.bench();
    let setup = bench.setup(crate::clock::Clock::Stopped(NOON));
    let zone = chrono_tz::Europe::Moscow;
    let tried = crate::feeds::try_feed(&bench.setting, &*setup.variable, NOON, zone).unwrap();
    assert_eq!((tried.found, bench.orders().len()), (1, 0));
    assert_eq!(shop.steps(), ["checkauth", "init", "query"]);
}

#[test]
fn a_word_nobody_explained_comes_in_as_new() {
    let shop = FakeExchange::open();
    shop.order(1, 1_450, "У портного");
    let bench = shop.bench();
    let turn = bench.turn(NOON);
    assert_eq!((turn.counts.created, turn.counts.rejected), (1, 0));
    assert_eq!(turn.words, ["У портного"]);
}
