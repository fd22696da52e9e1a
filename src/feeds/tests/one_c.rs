//! A 1C that exchanges with the desk as with a shop's site.

use std::io::Cursor;
use std::io::Write;
use std::sync::Arc;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::setting_up::Bench;
use super::setting_up::NOON;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::door::DeskDoor;
use crate::desk::tests::new_order;
use crate::desk::tests::who;
use crate::domain::order::CustomerFlags;
use crate::domain::order::Stage;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::OrderFeedKind;
use crate::domain::product::Offered;
use crate::domain::settings::FeedSetting;
use crate::domain::settings::ListenSetting;
use crate::domain::settings::SecretRef;
use crate::domain::settings::Settings;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::feeds::FeedVariables;
use crate::feeds::address;
use crate::feeds::exchange;
use crate::net::http::basic;
use crate::net::listen::Method;
use crate::net::listen::Route;
use crate::net::listen::WebRequest;
use crate::net::listen::answer;
use crate::view::stock;

const OUTSIDE: &str = "https://desk.lavka.example";

pub(super) struct OneC {
    pub(super) bench: Bench,
    routes: Vec<Route>,
    url: String,
    cookie: std::cell::RefCell<String>,
}

impl OneC {
    pub(super) fn new() -> OneC {
        let bench = Bench::new(FeedSetting {
            kind: OrderFeedKind::OneC,
            user: Some("1c".to_owned()),
            secret: Some(SecretRef::Env("SECRET".to_owned())),
            ..FeedSetting::default()
        });
        let path = bench.folder.path().join("desk.db");
        let settings = Arc::new(Settings {
            listen: ListenSetting {
                address: Some("127.0.0.1:8787".parse().unwrap()),
                public_url: Some(OUTSIDE.to_owned()),
            },
            ..Settings::clone(&bench.settings())
        });
        let mut desk = Desk::open(&path, Arc::clone(&settings), who("anna"), Clock::Stopped(NOON)).unwrap();
        let url = address(&mut desk, &bench.setting).unwrap().unwrap().url;
        OneC {
            bench,
            routes: routes(&path, &settings, NOON),
            url,
            cookie: std::cell::RefCell::default(),
        }
    }

    /// Another process listens by then, and knows nothing of what was begun.
    fn again(self, now: Time) -> OneC {
        let path = self.bench.folder.path().join("desk.db");
        let settings = Arc::new(Settings::clone(&self.bench.settings()));
        OneC {
            routes: routes(&path, &settings, now),
            ..self
        }
    }

    fn at(&self, url: &str, query: &str, headers: &[(&str, &str)], body: &[u8]) -> (u16, String) {
        let request = WebRequest {
            method: if body.is_empty() { Method::Get } else { Method::Post },
            path: url.strip_prefix(OUTSIDE).unwrap_or(url).to_owned(),
            rest: String::new(),
            query: query.to_owned(),
            headers: headers
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            body: body.to_vec(),
            from: "203.0.113.5".parse().unwrap(),
        };
        let reply = answer(&self.routes, request);
        (reply.status, reply.body)
    }

    pub(super) fn begin(&self, of: &str) -> String {
        let said = basic("1c", "cs_secret");
        let (_, body) = self.at(
            &self.url,
            &format!("type={of}&mode=checkauth"),
            &[("authorization", &said)],
            b"",
        );
        let mut lines = body.lines();
        assert_eq!(lines.next(), Some("success"), "{body}");
        *self.cookie.borrow_mut() = format!("{}={}", lines.next().unwrap(), lines.next().unwrap());
        self.ask(&format!("type={of}&mode=init"))
    }

    pub(super) fn ask(&self, query: &str) -> String {
        self.send(query, b"")
    }

    pub(super) fn send(&self, query: &str, body: &[u8]) -> String {
        let cookie = self.cookie.borrow().clone();
        let (status, text) = self.at(&self.url, query, &[("cookie", &cookie)], body);
        assert_eq!(status, 200);
        text
    }

    /// A file in parts, taken in.
    fn file(&self, name: &str, bytes: &[u8]) -> String {
        for part in bytes.chunks(700) {
            assert_eq!(
                self.send(&format!("type=catalog&mode=file&filename={name}"), part),
                "success"
            );
        }
        self.import(name)
    }

    pub(super) fn import(&self, name: &str) -> String {
        loop {
            let said = self.ask(&format!("type=catalog&mode=import&filename={name}"));
            if !said.starts_with("progress") {
                return said;
            }
        }
    }

    /// Article number, price and stock of what is offered.
    fn offered(&self) -> Vec<(String, i64, i64)> {
        let products = self.bench.desk(NOON).read(stock::catalogue).unwrap();
        let offered = products.into_iter().filter(|product| product.offered == Offered::Yes);
        let mut offered: Vec<(String, i64, i64)> = offered
            .map(|one| {
                (
                    one.sku,
                    one.price.unwrap_or(-100) / 100,
                    one.stock_milli.unwrap_or(-1_000) / 1_000,
                )
            })
            .collect();
        offered.sort();
        offered
    }
}

fn routes(path: &std::path::Path, settings: &Arc<Settings>, now: Time) -> Vec<Route> {
    let door = DeskDoor::new(path.to_owned(), Arc::clone(settings), who("anna"), Clock::Stopped(now));
    let variable: Arc<FeedVariables> = Arc::new(|name| (name == "SECRET").then(|| "cs_secret".to_owned()));
    vec![exchange(&Arc::new(door), &variable, |refusal| refusal.key().to_owned())]
}

fn xml(inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<КоммерческаяИнформация ВерсияСхемы=\"2.08\">{inside}</КоммерческаяИнформация>\n"
    )
}

pub(super) fn goods(is_part: bool, skus: &[&str]) -> String {
    let product = |sku: &&str| {
        format!("<Товар><Ид>id-{sku}</Ид><Артикул>{sku}</Артикул><Наименование>Вещь {sku}</Наименование></Товар>")
    };
    let products: String = skus.iter().map(product).collect();
    xml(&format!(
        "<Каталог СодержитТолькоИзменения=\"{is_part}\"><Товары>{products}</Товары></Каталог>"
    ))
}

pub(super) fn offers(offers: &[(&str, i64, i64)]) -> String {
    let offer = |(sku, price, stock): &(&str, i64, i64)| {
        format!(
            "<Предложение><Ид>id-{sku}</Ид><Цены><Цена><ЦенаЗаЕдиницу>{price}</ЦенаЗаЕдиницу></Цена></Цены><Количество>{stock}</Количество></Предложение>"
        )
    };
    let offers: String = offers.iter().map(offer).collect();
    xml(&format!(
        "<ПакетПредложений><Предложения>{offers}</Предложения></ПакетПредложений>"
    ))
}

fn packed(files: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn of(all: &[(&str, i64, i64)]) -> Vec<(String, i64, i64)> {
    all.iter()
        .map(|(sku, price, stock)| ((*sku).to_owned(), *price, *stock))
        .collect()
}

#[test]
fn goods_and_stock_are_told_in_parts_and_orders_say_what_is_not_there() {
    let one_c = OneC::new();
    let order = new_order(&mut one_c.bench.desk(NOON), "+79161234567", 129_000);
    assert_eq!(one_c.begin("catalog"), "zip=yes\nfile_limit=1000000");
    assert_eq!(
        one_c.file("import.xml", goods(false, &["A1", "A2"]).as_bytes()),
        "success"
    );
    assert_eq!(
        one_c.file("offers.xml", offers(&[("A1", 1_290, 0), ("A2", 90, 3)]).as_bytes()),
        "success"
    );
    assert_eq!(one_c.offered(), of(&[("A1", 1_290, 0), ("A2", 90, 3)]));
    let facts = one_c.bench.desk(NOON).store.order_facts(order).unwrap().unwrap();
    assert!(facts.marks.has(CustomerFlags::OUT_OF_STOCK));
    assert_eq!(one_c.bench.turn(NOON).trouble, None);
    assert_eq!(one_c.bench.state().created, 2);

    // The same once more changes nothing; what changed is told by ids alone, packed as well.
    one_c.begin("catalog");
    one_c.file("import.xml", goods(false, &["A1", "A2"]).as_bytes());
    let rests = xml(
        "<ПакетПредложений СодержитТолькоИзменения=\"true\"><Предложения><Предложение><Ид>id-A1</Ид><Остатки><Остаток><Количество>7</Количество></Остаток></Остатки></Предложение></Предложения></ПакетПредложений>",
    );
    assert_eq!(
        one_c.file("goods.zip", &packed(&[("rests.xml", &rests)])),
        "failure\nexchange-no_file"
    );
    assert_eq!(one_c.import("rests.xml"), "success");
    assert_eq!(one_c.offered(), of(&[("A1", 1_290, 7), ("A2", 90, 3)]));
}

#[test]
fn a_catalogue_of_several_files_is_whole_once_all_are_in() {
    let one_c = OneC::new();
    one_c.begin("catalog");
    one_c.file("import0_1.xml", goods(false, &["A1", "A2"]).as_bytes());
    one_c.file("import0_2.xml", goods(false, &["A3"]).as_bytes());
    one_c.ask("type=catalog&mode=complete");
    assert_eq!(one_c.offered().len(), 3);
    let one_c = one_c.again(NOON + Span::hours(1));
    one_c.begin("catalog");
    one_c.file("import0_1.xml", goods(false, &["A1"]).as_bytes());
    assert_eq!(one_c.offered().len(), 3, "more may come");
    one_c.file("import0_2.xml", goods(false, &["A3"]).as_bytes());
    assert_eq!(one_c.ask("type=catalog&mode=deactivate"), "success");
    let skus: Vec<String> = one_c.offered().into_iter().map(|(sku, ..)| sku).collect();
    assert_eq!(skus, ["A1", "A3"]);
    // What changed withdraws nothing, and neither does a catalogue that names none.
    one_c.begin("catalog");
    one_c.file("import.xml", goods(true, &["A3"]).as_bytes());
    one_c.file("import.xml", goods(false, &[]).as_bytes());
    assert_eq!(one_c.offered().len(), 2);
}

#[test]
fn who_does_not_prove_themselves_or_was_cut_off_begins_again() {
    let one_c = OneC::new();
    let at = |url: &str, said: &str| one_c.at(url, "type=catalog&mode=checkauth", &[("authorization", said)], b"");
    for said in [
        basic("1c", "other"),
        basic("", ""),
        basic("anna", "cs_secret"),
        String::new(),
    ] {
        assert_eq!(at(&one_c.url, &said), (200, "failure\nexchange-keys".to_owned()));
    }
    let right = basic("1c", "cs_secret");
    assert_eq!(at(&format!("{}0", one_c.url), &right).0, 404);
    assert_eq!(at(&one_c.url.replace("/shop/", "/other/"), &right).0, 404);
    assert_eq!(one_c.ask("type=catalog&mode=init"), "failure\nexchange-session");
    one_c.begin("catalog");
    assert_eq!(one_c.ask("type=catalog&mode=init"), "zip=yes\nfile_limit=1000000");
    for (query, refusal) in [
        ("type=catalog&mode=dance", "step"),
        ("type=barter&mode=init", "step"),
        ("type=catalog&mode=import&filename=import.xml", "no_file"),
        ("type=catalog&mode=import&filename=../desk.db", "name"),
        ("type=catalog&mode=file&filename=/etc/passwd.xml", "name"),
    ] {
        assert_eq!(one_c.ask(query), format!("failure\nexchange-{refusal}"), "{query}");
    }
    // Cut off half-way: what came is no part of what comes after.
    let text = goods(false, &["A1"]);
    let (first, second) = text.as_bytes().split_at(200);
    one_c.send("type=catalog&mode=file&filename=import.xml", first);
    let one_c = one_c.again(NOON);
    assert_eq!(
        one_c.send("type=catalog&mode=file&filename=import.xml", second),
        "failure\nexchange-session"
    );
    one_c.begin("catalog");
    one_c.send("type=catalog&mode=file&filename=import.xml", first);
    one_c.begin("catalog");
    assert_eq!(one_c.file("import.xml", text.as_bytes()), "success");
    assert_eq!(one_c.offered().len(), 1);
}

#[test]
fn what_cannot_be_read_is_kept_and_told_until_it_comes_right() {
    let one_c = OneC::new();
    one_c.begin("catalog");
    one_c.file("import.xml", goods(false, &["A1", "A2"]).as_bytes());
    let wrong = offers(&[("A1", 10, 1), ("A2", 20, 2)]).replace("<ЦенаЗаЕдиницу>20<", "<ЦенаЗаЕдиницу>дорого<");
    assert_eq!(one_c.file("offers.xml", wrong.as_bytes()), "success");
    assert_eq!(one_c.offered(), of(&[("A1", 10, 1), ("A2", -1, -1)]));
    assert_eq!(one_c.bench.run(NOON).trouble.unwrap().fault, FeedFault::Rows);
    assert_eq!(
        one_c.bench.run(NOON + Span::hours(1)).trouble.unwrap().fault,
        FeedFault::Rows,
        "still"
    );
    one_c.begin("catalog");
    one_c.file("offers.xml", offers(&[("A2", 20, 2)]).as_bytes());
    assert_eq!(one_c.bench.run(NOON + Span::hours(2)).trouble, None);

    assert_eq!(
        one_c.file("prices.xml", b"<html>no</html>"),
        "failure\nexchange-not_known"
    );
    assert_eq!(
        one_c.bench.run(NOON + Span::hours(3)).trouble.unwrap().fault,
        FeedFault::NotGoods
    );
    one_c.file("prices.xml", offers(&[("A2", 25, 2)]).as_bytes());
    assert_eq!(one_c.bench.run(NOON + Span::hours(4)).trouble, None);
    let cut = goods(false, &["A1"]).replace("</КоммерческаяИнформация>", "");
    one_c.file("import.xml", cut.as_bytes());
    assert_eq!(one_c.offered().len(), 2, "what is cut off says nothing of the rest");
}

#[test]
fn orders_are_told_once_and_what_became_of_them_comes_back() {
    let one_c = OneC::new();
    let order = new_order(&mut one_c.bench.desk(NOON), "+79161234567", 129_000);
    assert_eq!(one_c.begin("sale"), "zip=no\nfile_limit=1000000");
    let told = one_c.ask("type=sale&mode=query");
    assert!(
        told.contains(&format!("<Ид>dozvon-{order}</Ид>")) && told.contains("<Сумма>1290.00</Сумма>"),
        "{told}"
    );
    assert!(told.contains("+79161234567"), "{told}");
    // Until the 1C says that it has them they are told again.
    one_c.begin("sale");
    assert_eq!(one_c.ask("type=sale&mode=query"), told);
    one_c.ask("type=sale&mode=success");
    assert!(!one_c.ask("type=sale&mode=query").contains("<Документ>"));

    let back = |properties: &str| {
        xml(&format!(
            "<Документ><Ид>dozvon-{order}</Ид><Номер>1</Номер><Дата>2026-03-11</Дата><ХозОперация>Заказ товара</ХозОперация>\
             <Сумма>5.00</Сумма><Контрагенты><Контрагент><Ид>x</Ид><Наименование>Кто-то</Наименование></Контрагент></Контрагенты>\
             <Товары><Товар><Ид>y</Ид><Наименование>Иное</Наименование></Товар></Товары><ЗначенияРеквизитов>{properties}</ЗначенияРеквизитов></Документ>"
        ))
    };
    let property = |name: &str, value: &str| {
        format!(
            "<ЗначениеРеквизита><Наименование>{name}</Наименование><Значение>{value}</Значение></ЗначениеРеквизита>"
        )
    };
    let shipped = back(&(property("Дата оплаты по 1С", "2026-03-11") + &property("Дата отгрузки по 1С", "2026-03-11")));
    let (first, second) = shipped.as_bytes().split_at(300);
    one_c.begin("sale");
    assert_eq!(one_c.send("type=sale&mode=file&filename=orders.xml", first), "success");
    assert_eq!(one_c.bench.run(NOON).counts.updated, 0, "more may come");
    assert_eq!(one_c.send("type=sale&mode=file&filename=orders.xml", second), "success");
    let turn = one_c.bench.run(NOON);
    assert_eq!(
        (turn.counts.updated, turn.counts.created, turn.counts.rejected),
        (1, 0, 0)
    );
    let record = one_c.bench.records().remove(0);
    assert_eq!(
        (record.facts.stage, record.facts.paid, record.facts.total),
        (Stage::Dispatched, 129_000, 129_000)
    );
    assert_eq!(record.lines.len(), 1, "its goods are those of the desk");
    // Told once more, as a 1C does that heard no answer.
    one_c.send("type=sale&mode=file&filename=orders2.xml", shipped.as_bytes());
    assert_eq!(one_c.bench.run(NOON).counts.updated, 0);
    assert_eq!(one_c.bench.records().len(), 1);
    // The change is told to the 1C in its turn.
    assert!(one_c.ask("type=sale&mode=query").contains("Отправлен"));

    // Of an order nobody knows it waits for a person.
    let strange = back("").replace(&format!("dozvon-{order}"), "dozvon-99");
    let strange = strange.replace(
        "<ЗначенияРеквизитов>",
        &format!("<ЗначенияРеквизитов>{}", property("Отменен", "true")),
    );
    one_c.send("type=sale&mode=file&filename=orders3.xml", strange.as_bytes());
    assert_eq!(one_c.bench.run(NOON).counts.rejected, 1);
}

#[test]
fn what_is_told_of_orders_is_read_as_any_site_would_tell_it() {
    let one_c = OneC::new();
    new_order(&mut one_c.bench.desk(NOON), "+79161234567", 129_000);
    one_c.begin("sale");
    let told = one_c.ask("type=sale&mode=query");
    let folder = Bench::of_folder();
    std::fs::write(folder.inbox().join("orders.xml"), &told).unwrap();
    let file = std::fs::File::options()
        .write(true)
        .open(folder.inbox().join("orders.xml"))
        .unwrap();
    file.set_modified(std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1))
        .unwrap();
    let turn = folder.run(NOON + Span::hours(1));
    assert_eq!(
        (turn.counts.created, turn.counts.rejected, &turn.words),
        (1, 0, &Vec::new()),
        "{told}"
    );
    let (ours, theirs) = (one_c.bench.records().remove(0), folder.records().remove(0));
    assert_eq!(
        (ours.number, ours.facts.total, ours.lines),
        (theirs.number, theirs.facts.total, theirs.lines)
    );
}
