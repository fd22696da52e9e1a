//! What customers are searched by.

use proptest::prelude::*;

use super::*;
use crate::domain::action::record::ContactKind;
use crate::domain::change::Change;
use crate::domain::change::Entity;
use crate::domain::change::Field;
use crate::store::Scope;
use crate::store::insert::NewCustomerRow;
use crate::store::open::Store;
use crate::store::search::search_text;

/// Fails when what customers are searched by is not what stands on their rows.
fn check_search(store: &Store) {
    if store.conn.is_server() {
        return;
    }
    let sql = "insert into customer_search (customer_search, rank) values ('integrity-check', 1)";
    store.conn.raw().execute_batch(sql).unwrap();
}

#[test]
fn who_is_new_renamed_or_rolled_back_is_searched_by_what_stands_on_his_row() {
    let (mut store, customer, _) = store();
    check_search(&store);
    let tx = store.write(NOW).unwrap();
    let other = tx
        .insert_customer(&NewCustomerRow {
            name: "Пётр Ли",
            company: "Чайная",
            emails: "p.li@example.com ",
            ..NewCustomerRow::default()
        })
        .unwrap();
    tx.insert_contact(other, ContactKind::Email, "p.li@example.com", Some("p.li@example.com"))
        .unwrap();
    tx.refresh(other, Scope::All).unwrap();
    tx.commit().unwrap();
    let found = |store: &Store, text: &str| {
        store
            .search(&[text.to_owned()])
            .unwrap()
            .first()
            .map(|found| found.customer)
    };
    for text in ["петр", "чайн", "li@exam"] {
        assert_eq!(found(&store, text), Some(other), "{text}");
    }
    let tx = store.write(NOW).unwrap();
    let renamed = Change::Set {
        entity: Entity::Customer,
        id: customer.0,
        field: Field::Name,
        before: "Анна Ким".into(),
        after: "Анна Цой".into(),
    };
    tx.apply(&renamed).unwrap();
    tx.refresh(customer, Scope::All).unwrap();
    tx.commit().unwrap();
    assert_eq!((found(&store, "цой"), found(&store, "ким")), (Some(customer), None));
    check_search(&store);
    let tx = store.write(NOW).unwrap();
    tx.insert_customer(&anna()).unwrap();
    drop(tx);
    check_search(&store);
}

proptest! {
    #[test]
    fn what_a_customer_is_searched_by_is_his_texts_folded_as_one(name in ".*", company in ".*", emails in "[a-z@. ]*") {
        let whole = crate::text::fold(&format!("{name} {company} {emails}"));
        prop_assert_eq!(search_text(&crate::text::fold(&name), &company, &emails), whole);
    }
}
