//! What the shop's own status words mean, and what happens to an order whose word nobody has explained yet.
//!
//! Such an order is no new order: taken for one, a parcel that waits at the post office would be called about as if it had
//! just been placed. It is put aside until the word has a meaning.

use std::collections::BTreeMap;

use super::fields;
use super::fields::SHORT;
use super::reading::Refused;
use super::vocabulary;
use crate::domain::incoming::ShopStatus;
use crate::domain::reject::RejectWhy;
use crate::text::fold;

/// Meanings given by the shop, over the built-in ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statuses(BTreeMap<String, ShopStatus>);

impl Statuses {
    /// Gives a word a meaning, in place of the one it had.
    pub fn set(&mut self, word: &str, status: ShopStatus) {
        self.0.insert(fold(word), status);
    }

    /// The meaning of the first of several words for one status that has any.
    pub fn of<'a>(&self, words: impl IntoIterator<Item = &'a str>) -> Option<ShopStatus> {
        words.into_iter().find_map(|word| self.0.get(&fold(word)).copied())
    }
}

impl<'a> FromIterator<(&'a str, ShopStatus)> for Statuses {
    fn from_iter<T: IntoIterator<Item = (&'a str, ShopStatus)>>(words: T) -> Statuses {
        let mut statuses = Statuses::default();
        for (word, status) in words {
            statuses.set(word, status);
        }
        statuses
    }
}

/// Refuses an order for a word without a meaning; nothing when there is no word, as a shop without statuses has new orders.
pub fn unexplained(field: &str, word: &str) -> Option<Refused> {
    let found = fields::text(word, SHORT);
    (!found.is_empty()).then(|| (field.to_owned(), RejectWhy::UnknownStatus { found }))
}

/// True when the meaning of a status word is built in.
pub fn is_known_status(word: &str) -> bool {
    vocabulary::status(word).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::incoming::ShopStatus;
    use crate::domain::item::Item;
    use crate::domain::reject::RejectWhy;
    use crate::intake::read;
    use crate::intake::test_support::defaults;
    use crate::intake::test_support::sorted;

    #[test]
    fn a_word_has_its_meaning_however_it_is_written() {
        let statuses: Statuses = [("Чекає оплати", ShopStatus::New)].into_iter().collect();
        assert_eq!(statuses.of(["12", " чекає  ОПЛАТИ "]), Some(ShopStatus::New));
        assert_eq!(statuses.of(["у кравця", ""]), None);
    }

    #[test]
    fn an_order_whose_word_nobody_explained_waits_in_every_shape_until_somebody_does() {
        let carts = [
            "number;created;total;status\n1;2026-03-11;5;У кравця\n",
            r#"{"number":"1","created":"2026-03-11","total":5,"status":"У кравця"}"#,
            r#"{"id":1,"number":"1","status":"У кравця","total":"5.00","date_created_gmt":"2026-03-11T08:00:00",
                "billing":{},"line_items":[]}"#,
            r#"{"id":1,"date_created":"2026-03-11T08:00:00+00:00","price":"5","client_first_name":"А","status":"custom-7",
                "status_name":"У кравця"}"#,
            r#"{"id":1,"number":"1","createdAt":"2026-03-11 08:00:00","totalSumm":5,"status":"У кравця"}"#,
            r#"{"id":1,"created_at":"2026-03-11 08:00:00","grand_total":5,"source_id":1,"status":{"name":"У кравця"}}"#,
            r#"{"order_id":"1","date_added":"2026-03-11 08:00:00","total":"5.0000","order_status_id":"17","order_status":"У кравця"}"#,
            r#"{"id":1,"number":1,"created_at":"2026-03-11T08:00:00+03:00","total_price":5,"order_lines":[],
                "fulfillment_status":"at-the-tailor","custom_status":{"permalink":"u-kravca","title":"У кравця"}}"#,
            "<КоммерческаяИнформация><Документ><Ид>1</Ид><Номер>1</Номер><Дата>2026-03-11</Дата>\
             <ХозОперация>Заказ товара</ХозОперация><Сумма>5</Сумма><Контрагенты><Контрагент><Наименование>А</Наименование>\
             </Контрагент></Контрагенты><Товары><Товар><Наименование>Ч</Наименование><Количество>1</Количество>\
             <ЦенаЗаЕдиницу>5</ЦенаЗаЕдиницу><Сумма>5</Сумма></Товар></Товары><ЗначенияРеквизитов><ЗначениеРеквизита>\
             <Наименование>Статус заказа</Наименование><Значение>[K] У кравця</Значение></ЗначениеРеквизита>\
             </ЗначенияРеквизитов></Документ></КоммерческаяИнформация>",
        ];
        let mut explained = defaults();
        explained.statuses.set("У кравця", ShopStatus::Confirmed);
        for text in carts {
            let (orders, rejects) = sorted(text.as_bytes());
            let why: Vec<_> = rejects.iter().map(|reject| reject.why.clone()).collect();
            let found = "У кравця".to_owned();
            assert_eq!(
                (orders.len(), why),
                (0, vec![RejectWhy::UnknownStatus { found }]),
                "{text}"
            );
            assert!(rejects[0].why.is_mendable());

            let mut items: Vec<Item> = Vec::new();
            read(text.as_bytes(), None, &explained, &mut items).unwrap();
            let [Item::Order(order)] = items.as_slice() else {
                panic!("{text}: {items:?}")
            };
            assert_eq!(order.status, ShopStatus::Confirmed, "{text}");
        }
    }

    #[test]
    fn no_word_is_no_mystery() {
        assert_eq!(unexplained("status", " "), None);
        assert!(unexplained("status", "у кравця").is_some());
    }
}
