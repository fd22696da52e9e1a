//! Which columns of a table mean what, when its headers do not say so by themselves: what a shop's profile tells.

use super::columns::AmountUnit;
use super::columns::Column;

/// The columns of a table by what they hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping<C = Column> {
    /// The only sheet of a workbook that counts; any when none is named.
    pub sheet: Option<String>,
    /// What stands in which columns: several are joined, a family name and a given one.
    pub columns: Vec<(C, Vec<String>)>,
    /// What amounts are counted in.
    pub units: Vec<(C, AmountUnit)>,
    /// What holds for every order or line that does not say it itself.
    pub constants: Vec<(C, String)>,
}

impl<C> Default for Mapping<C> {
    fn default() -> Mapping<C> {
        Mapping {
            sheet: None,
            columns: Vec::new(),
            units: Vec::new(),
            constants: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::incoming::IncomingOrder;
    use crate::domain::item::Item;
    use crate::domain::reject::Reject;
    use crate::intake::parser::Parser;
    use crate::intake::shops::generic::columns::Column;
    use crate::intake::shops::generic::header::ANY_DELIMITER;
    use crate::intake::shops::generic::header::Header;
    use crate::intake::shops::generic::table::Mapped;
    use crate::intake::test_support::defaults;

    fn mapping() -> Mapping {
        let columns = [
            (Column::Number, &["Чек"][..]),
            (Column::Created, &["Когда"]),
            (Column::Total, &["Всего, ₽"]),
            (Column::Name, &["Имя", "Фамилия"]),
            (Column::Phone, &["Тел. 1", "Тел. 2"]),
            (Column::Item, &["Что"]),
            (Column::Price, &["Цена"]),
        ];
        let columns = columns.map(|(column, names)| (column, names.iter().map(|name| (*name).to_owned()).collect()));
        Mapping {
            sheet: None,
            columns: columns.to_vec(),
            units: vec![(Column::Price, AmountUnit::Minor)],
            constants: vec![(Column::Channel, "ярмарка".to_owned()), (Column::Name, "—".to_owned())],
        }
    }

    fn read(text: &str) -> (Vec<IncomingOrder>, Vec<Reject>) {
        let mut items: Vec<Item> = Vec::new();
        let mut text = text.as_bytes();
        Mapped(Arc::new(mapping()), ANY_DELIMITER)
            .parse(&mut text, &defaults(), &mut items)
            .unwrap();
        let mut orders = Vec::new();
        let mut rejects = Vec::new();
        for item in items {
            match item {
                Item::Order(order) => orders.push(*order),
                Item::Reject(reject) => rejects.push(reject),
                Item::Tried(_) | Item::Incomplete(_) | Item::Skipped(_) | Item::News(_) | Item::Person(_) => {}
            }
        }
        (orders, rejects)
    }

    #[test]
    fn a_table_is_read_by_what_the_mapping_says_of_its_columns() {
        let text = "Отчёт\n\nКогда;Чек;Фамилия;Имя;Тел. 1;Тел. 2;всего, ₽;Что;Цена;Комментарий\n\
                    11.03.2026;A-1;Иванова;Елена;8 916 765-43-21;8 495 123-45-67;1 450,00;Чайник;120000;не сюда\n\
                    ;;;;;;;Чашка;;\n12.03.2026;A-2;;Пётр;;;сто;;;\nИТОГО;;;;;;1 450,00;;;\n";
        let (orders, rejects) = read(text);
        let order = &orders[0];
        assert_eq!(
            (order.number.as_str(), order.customer.name.as_str()),
            ("A-1", "Елена Иванова")
        );
        assert_eq!((order.customer.phones.len(), order.lines.len()), (2, 2));
        assert_eq!(
            (order.total, order.comment.as_str()),
            (145_000, ""),
            "only what is mapped counts"
        );
        assert_eq!((order.lines[0].price, order.channel.as_str()), (120_000, "ярмарка"));
        assert_eq!((rejects[0].line, rejects[0].field.as_str()), (6, "total"));
    }

    #[test]
    fn columns_a_file_lacks_are_named() {
        let missing = Header::mapped("Чек;Когда;Имя;Тел. 1\n1;2;3;4\n", &mapping(), ANY_DELIMITER).unwrap_err();
        assert_eq!(missing, ["Всего, ₽", "Фамилия", "Тел. 2", "Что", "Цена"]);
    }
}
