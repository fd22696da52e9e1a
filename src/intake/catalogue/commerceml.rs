//! Goods of CommerceML 2, as a 1C tells its site of them: `import.xml` names them, `offers.xml` says what they cost and how many
//! there are; newer ones tell prices and stock in files of their own (`prices.xml`, `rests.xml`), by ids alone.
//!
//! Source: 1C's *CommerceML 2* (<https://v8.1c.ru/tekhnologii/obmen-dannymi-i-integratsiya/standarty-i-formaty/standarty-commerceml/>),
//! `Каталог` and `ПакетПредложений`. A product is read by its tags alone, so that one that is not well formed costs only itself.

use std::io::BufRead;

use super::cells;
use super::file::CatalogueFile;
use crate::domain::product::CatalogueRow;
use crate::domain::product::Offered;
use crate::domain::product::OtherKey;
use crate::domain::product::Stock;
use crate::domain::reject::Reject;
use crate::domain::reject::RejectWhy;
use crate::intake::Defaults;
use crate::intake::IntakeError;
use crate::intake::amount;
use crate::intake::fields;
use crate::intake::fields::SHORT;
use crate::intake::vocabulary as words;
use crate::text::fold;
use crate::text::xml::Node;

const ROOT: &str = "<КоммерческаяИнформация";
const END: &str = "</КоммерческаяИнформация";
/// What is told of goods, by the list it stands in.
const PRODUCT: Tag = ("<Товар", "</Товар>");
const OFFER: Tag = ("<Предложение", "</Предложение>");
const PRICE_KIND: Tag = ("<ТипЦены", "</ТипЦены>");
const CATALOGUE: &str = "<Каталог";
/// Of several kinds of prices the one customers pay, by its name.
const RETAIL: [&str; 5] = ["розн", "роздр", "сайт", "интернет", "retail"];

type Tag = (&'static str, &'static str);
type UnreadGoods = (&'static str, RejectWhy);

/// True for the beginning of such a file.
pub fn is_root(beginning: &str) -> bool {
    beginning.contains(ROOT)
}

/// Reads its goods.
pub fn read(mut text: impl BufRead, defaults: &Defaults) -> Result<CatalogueFile, IntakeError> {
    let mut bytes = Vec::new();
    text.read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    // The goods of an order are not for sale.
    if next(&text, "<Документ", 0).is_some() {
        return Err(IntakeError::UnknownFormat);
    }
    let mut file = CatalogueFile::default();
    file.is_part = !is_whole_catalogue(&text);
    let retail = retail_kind(&text);
    let mut ids = Vec::new();
    let (mut at, mut line, mut counted) = (0, 1, 0);
    while let Some((from, tag)) = first(&text, at) {
        // What is not closed ends where the next one begins.
        let behind = first(&text, from + 1).map_or(text.len(), |(next, _)| next);
        let end = text[from..behind].find(tag.1).map(|end| from + end + tag.1.len());
        at = end.unwrap_or(behind);
        line += newlines(&text[counted..from]);
        counted = from;
        let element = &text[from..at];
        let read = Node::read(element).map_err(|malformed| {
            let why = RejectWhy::Syntax {
                line: 1,
                column: 1,
                message: malformed.message,
            };
            (None, (tag.0.trim_start_matches('<'), why))
        });
        let read = read.and_then(|node| {
            let id = fields::text(node.get("Ид"), SHORT);
            match row(&node, tag, retail.as_deref(), defaults) {
                Ok(row) => Ok((id, row)),
                Err(refused) => Err((Some(id), refused)),
            }
        });
        match read {
            Ok((id, row)) => {
                file.add(row)?;
                ids.push(Some(id));
            }
            // What ends with the file is told once, below.
            Err((None, _)) if at == text.len() => {}
            Err((id, (field, why))) => file.refuse(Reject {
                line,
                order: id.filter(|id| !id.is_empty()),
                field: field.to_owned(),
                why,
                head: None,
                raw: fields::raw(element),
            })?,
        }
    }
    if !text.contains(END) {
        file.refuse(Reject {
            line: line + newlines(&text[counted..]),
            order: None,
            field: String::new(),
            why: RejectWhy::CutShort,
            head: None,
            raw: String::new(),
        })?;
    }
    file.tell_apart(ids);
    Ok(file)
}

/// It names all there is: `СодержитТолькоИзменения` of the catalogue says so.
fn is_whole_catalogue(text: &str) -> bool {
    let Some(from) = next(text, CATALOGUE, 0) else {
        return false;
    };
    let tag = text[from..].split('>').next().unwrap_or_default();
    let said = tag.split("СодержитТолькоИзменения").nth(1).unwrap_or_default();
    said.trim_start_matches([' ', '=', '"', '\'']).starts_with("false")
}

/// The kind of prices that customers pay; none where there is but one, or none is known by its name.
fn retail_kind(text: &str) -> Option<String> {
    let mut at = 0;
    while let Some(from) = next(text, PRICE_KIND.0, at) {
        let end = text[from..]
            .find(PRICE_KIND.1)
            .map(|end| from + end + PRICE_KIND.1.len())?;
        at = end;
        let Ok(kind) = Node::read(&text[from..end]) else {
            continue;
        };
        let name = fold(kind.get("Наименование"));
        if RETAIL.iter().any(|word| name.contains(word)) {
            return Some(kind.get("Ид").to_owned());
        }
    }
    None
}

fn row(node: &Node, tag: Tag, retail: Option<&str>, defaults: &Defaults) -> Result<CatalogueRow, UnreadGoods> {
    let id = fields::text(node.get("Ид"), SHORT);
    let (sku, name) = (
        fields::text(node.get("Артикул"), SHORT),
        fields::text(node.get("Наименование"), SHORT),
    );
    if id.is_empty() && sku.is_empty() && name.is_empty() {
        return Err(("Ид", RejectWhy::Missing));
    }
    let status = [node.attribute("Статус"), node.get("Статус")].map(fold);
    let is_deleted =
        cells::is_yes(node.get("ПометкаУдаления")) || status.iter().any(|status| status.starts_with("удал"));
    let offered = match tag {
        _ if is_deleted => Some(Offered::No),
        PRODUCT => Some(Offered::Yes),
        // Prices and stock say nothing of that.
        _ => None,
    };
    let (price, currency) = match price(node, retail) {
        None => (None, defaults.currency),
        Some(cost) => {
            let currency = match cost.get("Валюта") {
                "" => defaults.currency,
                word => words::currency(word).ok_or_else(|| {
                    let found = word.to_owned();
                    ("Валюта", RejectWhy::NotACurrency { found })
                })?,
            };
            let text = cost.get("ЦенаЗаЕдиницу");
            let amount = amount::typed(text, currency).or_else(|_| amount::decimal(text, currency));
            (Some(amount.map_err(|why| ("ЦенаЗаЕдиницу", why))?), currency)
        }
    };
    Ok(CatalogueRow {
        sku,
        name: with_options(node, &name),
        price,
        currency,
        stock: stock(node).map_err(|why| ("Количество", why))?,
        offered,
        life_days: None,
        other_key: OtherKey::None,
    })
}

/// Of several prices the retail one, else the first.
fn price<'a>(node: &'a Node, retail: Option<&str>) -> Option<&'a Node> {
    let prices = || {
        node.list("Цены", "Цена")
            .filter(|price| !price.get("ЦенаЗаЕдиницу").is_empty())
    };
    let by_kind = prices().find(|price| Some(price.get("ИдТипаЦены")) == retail);
    by_kind.or_else(|| prices().next())
}

/// A number of all there is, or that of each warehouse.
fn stock(node: &Node) -> Result<Stock, RejectWhy> {
    let of_all = [node.get("Количество")];
    let rests: Vec<&str> = node
        .list("Остатки", "Остаток")
        .flat_map(|rest| {
            rest.all("Склад")
                .map(|place| place.get("Количество"))
                .chain([rest.get("Количество")])
        })
        .collect();
    let places: Vec<&str> = node
        .all("Склад")
        .map(|place| place.attribute("КоличествоНаСкладе"))
        .collect();
    let told = [&of_all[..], &rests, &places].map(|all| {
        let all = all.iter().filter(|count| !count.is_empty());
        all.copied().collect::<Vec<&str>>()
    });
    let Some(counts) = told.into_iter().find(|counts| !counts.is_empty()) else {
        return Ok(Stock::NotSaid);
    };
    let mut sum = 0_i64;
    for count in counts {
        if let Stock::Milli(milli) = cells::stock(count)? {
            sum = sum.saturating_add(milli);
        }
    }
    Ok(Stock::Milli(sum))
}

/// A name of which its characteristics are no part yet.
fn with_options(node: &Node, name: &str) -> String {
    let options = node.list("ХарактеристикиТовара", "ХарактеристикаТовара");
    let options = options.map(|option| option.get("Значение"));
    let missing: Vec<&str> = options
        .filter(|value| !value.is_empty() && !name.contains(value))
        .collect();
    if name.is_empty() || missing.is_empty() {
        return name.to_owned();
    }
    fields::text(&format!("{name} ({})", missing.join(", ")), SHORT)
}

/// The next product or offer.
fn first(text: &str, from: usize) -> Option<(usize, Tag)> {
    let found = [PRODUCT, OFFER].map(|tag| next(text, tag.0, from).map(|at| (at, tag)));
    found.into_iter().flatten().min_by_key(|(at, _)| *at)
}

/// Where a tag of that name opens next: `<Товар>`, not `<Товары>`.
fn next(text: &str, name: &str, from: usize) -> Option<usize> {
    let from = (from..=text.len()).find(|at| text.is_char_boundary(*at))?;
    let mut places = text[from..].match_indices(name).map(|(at, _)| from + at);
    places.find(|at| text[at + name.len()..].starts_with(|c: char| c == '>' || c == '/' || c.is_whitespace()))
}

fn newlines(text: &str) -> u64 {
    u64::try_from(text.bytes().filter(|b| *b == b'\n').count()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::country::Country;
    use crate::domain::money::Currency;
    use crate::intake::Statuses;
    use crate::intake::read_catalogue;

    fn read(body: &str) -> CatalogueFile {
        let defaults = Defaults {
            country: Country::RU,
            currency: Currency::RUB,
            time_zone: chrono_tz::Europe::Moscow,
            date_order: None,
            source: String::new(),
            statuses: Statuses::default(),
        };
        let text =
            format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<КоммерческаяИнформация ВерсияСхемы=\"2.08\">{body}");
        read_catalogue(text.as_bytes(), &defaults).unwrap()
    }

    fn closed(body: &str) -> CatalogueFile {
        read(&format!("{body}</КоммерческаяИнформация>"))
    }

    #[test]
    fn goods_and_their_offers_are_read_of_every_version() {
        let goods = "<Классификатор><Группы><Группа><Ид>g</Ид></Группа></Группы></Классификатор>\
            <Каталог СодержитТолькоИзменения=\"false\"><Товары><Товар><Ид>u1</Ид><Артикул>T1</Артикул>\
            <Наименование>Чайник &amp; Ко</Наименование></Товар><Товар Статус=\"Удален\"><Ид>u2</Ид><Артикул>C1</Артикул>\
            <Наименование>Чашка</Наименование></Товар></Товары></Каталог>";
        let file = closed(goods);
        assert!(!file.is_part && file.rejects.is_empty());
        let found: Vec<_> = file
            .rows
            .iter()
            .map(|row| (row.sku.as_str(), row.name.as_str(), row.offered))
            .collect();
        assert_eq!(
            found,
            [
                ("T1", "Чайник & Ко", Some(Offered::Yes)),
                ("C1", "Чашка", Some(Offered::No))
            ]
        );
        assert_eq!(file.rows[0].other_key, OtherKey::Id("u1".to_owned()));
        assert!(closed(&goods.replace("\"false\"", "\"true\"")).is_part);

        let prices = "<Цены><Цена><ИдТипаЦены>opt</ИдТипаЦены><ЦенаЗаЕдиницу>900</ЦенаЗаЕдиницу></Цена>\
            <Цена><ИдТипаЦены>roz</ИдТипаЦены><ЦенаЗаЕдиницу>1 290,50</ЦенаЗаЕдиницу><Валюта>руб</Валюта></Цена></Цены>";
        let kinds = "<ТипыЦен><ТипЦены><Ид>opt</Ид><Наименование>Оптовая</Наименование></ТипЦены>\
            <ТипЦены><Ид>roz</Ид><Наименование>Розничная</Наименование></ТипЦены></ТипыЦен>";
        let package = |inside: &str| {
            closed(&format!(
                "<ПакетПредложений>{kinds}<Предложения><Предложение><Ид>u1</Ид>{inside}</Предложение></Предложения></ПакетПредложений>"
            ))
        };
        for (inside, name, price, stock) in [
            (format!("<Наименование>Чайник</Наименование>{prices}<Количество>3</Количество>"), "Чайник", Some(129_050), Stock::Milli(3_000)),
            (prices.to_owned(), "", Some(129_050), Stock::NotSaid),
            ("<Остатки><Остаток><Количество>4</Количество></Остаток></Остатки>".to_owned(), "", None, Stock::Milli(4_000)),
            (
                "<Остатки><Остаток><Склад><Ид>a</Ид><Количество>1</Количество></Склад></Остаток>\
                 <Остаток><Склад><Ид>b</Ид><Количество>2.5</Количество></Склад></Остаток></Остатки>".to_owned(),
                "", None, Stock::Milli(3_500),
            ),
            ("<Склад ИдСклада=\"a\" КоличествоНаСкладе=\"2\"/><Склад ИдСклада=\"b\" КоличествоНаСкладе=\"-1\"/>".to_owned(), "", None, Stock::Milli(2_000)),
            (
                "<Наименование>Чайник</Наименование><ХарактеристикиТовара><ХарактеристикаТовара><Наименование>Цвет</Наименование>\
                 <Значение>синий</Значение></ХарактеристикаТовара></ХарактеристикиТовара>".to_owned(),
                "Чайник (синий)", None, Stock::NotSaid,
            ),
        ] {
            let file = package(&inside);
            assert_eq!(file.rejects, [], "{inside}");
            let row = &file.rows[0];
            assert_eq!((row.name.as_str(), row.price, row.stock, row.offered), (name, price, stock, None), "{inside}");
            assert!(file.is_part);
        }
    }

    #[test]
    fn one_that_cannot_be_read_costs_no_other_and_an_end_that_is_missing_is_told() {
        let good = "<Товар><Ид>u1</Ид><Наименование>Чайник</Наименование></Товар>";
        let file = closed(&format!(
            "<Каталог СодержитТолькоИзменения=\"false\"><Товары><Товар><Ид>u0</Товар><Товар></Товар>{good}</Товары></Каталог>\
             <ПакетПредложений><Предложения><Предложение><Ид>u2</Ид><Количество>много-много</Количество></Предложение></Предложения></ПакетПредложений>"
        ));
        assert_eq!(file.rows.len(), 1);
        let fields: Vec<&str> = file.rejects.iter().map(|reject| reject.field.as_str()).collect();
        assert_eq!(fields, ["Товар", "Ид", "Количество"]);
        let cut = read(&format!(
            "<Каталог СодержитТолькоИзменения=\"false\"><Товары>{good}<Товар><Ид>u3</Ид><Наимен"
        ));
        assert_eq!((cut.rows.len(), cut.rejects.len()), (1, 1));
        assert_eq!(cut.rejects[0].why, RejectWhy::CutShort);
    }

    #[test]
    fn the_goods_of_orders_are_no_catalogue() {
        let orders = "<Документ><Ид>1</Ид><Товары><Товар><Ид>u1</Ид><Наименование>Чайник</Наименование></Товар></Товары></Документ>";
        let text = format!("<КоммерческаяИнформация>{orders}</КоммерческаяИнформация>");
        let defaults = Defaults {
            country: Country::RU,
            currency: Currency::RUB,
            time_zone: chrono_tz::Europe::Moscow,
            date_order: None,
            source: String::new(),
            statuses: Statuses::default(),
        };
        assert!(read_catalogue(text.as_bytes(), &defaults).is_err());
    }
}
