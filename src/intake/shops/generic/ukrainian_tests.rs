//! A table whose columns are called in Ukrainian.

use crate::domain::carrier::Carrier;
use crate::domain::incoming::ShopStatus;
use crate::intake::test_support::sorted;

#[test]
fn a_table_in_ukrainian_is_read() {
    let table = "Номер замовлення;Дата оформлення;Прізвище та ім'я;Мобільний телефон;Ел. пошта;Населений пункт;Назва товару;\
                 Код товару;Кількість;Ціна за шт;Сума замовлення;Спосіб отримання;Статус замовлення;Коментар клієнта\n\
                 15;9 березня 2026 10:00;Бондаренко Оксана;+380671234567;o@example.com;Львів;Чайник;TP-210;2;1095,00;\
                 2190,00;Нова пошта, відділення 5;Новий;Після другої\n";
    let (orders, rejects) = sorted(table.as_bytes());
    assert_eq!(rejects, []);
    let order = &orders[0];
    assert_eq!(
        (order.number.as_str(), order.total, order.status),
        ("15", 219_000, ShopStatus::New)
    );
    assert_eq!(order.customer.phones[0].e164.as_deref(), Some("+380671234567"));
    assert_eq!(order.carrier, Some(Carrier::NovaPoshta));
    assert_eq!(order.comment, "Після другої");
    assert_eq!(
        (order.lines[0].sku.as_str(), order.lines[0].quantity_milli),
        ("TP-210", 2_000)
    );
}
