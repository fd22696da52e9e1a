//! Answers of the GraphQL API, whole and not.

use serde_json::json;

use crate::domain::incoming::ShopStatus;
use crate::domain::item::Incomplete;
use crate::domain::item::Item;
use crate::intake::test_support::items;
use crate::intake::test_support::sorted;

#[test]
fn an_answer_of_the_graphql_api_is_read_like_one_of_the_rest_api() {
    let money = |amount: &str| json!({"shopMoney": {"amount": amount, "currencyCode": "UAH"}});
    let order = json!({
        "id": "gid://shopify/Order/5001", "name": "#1001", "createdAt": "2026-03-11T08:00:00Z",
        "updatedAt": "2026-03-11T09:00:00Z", "displayFinancialStatus": "PAID",
        "displayFulfillmentStatus": "PARTIALLY_FULFILLED", "email": "O@mail.example", "note": "після 18",
        "totalPriceSet": money("970.0"), "paymentGatewayNames": ["liqpay"],
        "shippingAddress": {"firstName": "Олена", "lastName": "Бондар", "address1": "Садова 5", "city": "Львів",
            "countryCodeV2": "UA", "phone": "067 123 45 67"},
        "lineItems": {"nodes": [{"title": "Чайник", "variantTitle": "синій", "sku": "T-1", "quantity": 2,
            "originalUnitPriceSet": money("450.0"), "customAttributes": [{"key": "Гравировка", "value": "О.К."}]}]},
        "shippingLines": {"edges": [{"node": {"title": "Нова Пошта", "originalPriceSet": money("70.0")}}]},
        "fulfillments": [{"status": "SUCCESS", "trackingInfo": [{"number": "20450048799000", "company": "Nova Poshta"}]}],
    });
    for text in [
        json!({"data": {"orders": {"nodes": [order], "pageInfo": {"hasNextPage": false}}}}),
        json!({"data": {"orders": {"edges": [{"node": order, "cursor": "abc"}]}}, "extensions": {"cost": {"a": 1}}}),
        json!({"data": {"orders": {"edges": [{"cursor": "abc", "node": order}]}}}),
    ] {
        let (orders, rejects) = sorted(text.to_string().as_bytes());
        assert_eq!((orders.len(), rejects), (1, vec![]), "{text}");
        let read = &orders[0];
        assert_eq!(
            (read.external_id.as_str(), read.number.as_str(), read.total),
            ("5001", "#1001", 97_000)
        );
        assert_eq!((read.status, read.payments[0].amount), (ShopStatus::Confirmed, 97_000));
        assert_eq!(read.tracking_number, None, "the number of a part");
        assert_eq!(read.customer.phones[0].e164.as_deref(), Some("+380671234567"));
        assert_eq!(read.customer.name, "Олена Бондар");
        let lines: Vec<_> = read
            .lines
            .iter()
            .map(|l| (l.name.as_str(), l.parameters.as_str(), l.total))
            .collect();
        assert_eq!(
            lines,
            [("Чайник", "синій, Гравировка: О.К.", 90_000), ("Нова Пошта", "", 7_000)]
        );
    }
}

#[test]
fn what_went_back_is_known_by_its_sum_where_refunds_were_not_asked_for() {
    let money = |amount: &str| json!({"shopMoney": {"amount": amount, "currencyCode": "UAH"}});
    let back = |amount: &str| json!({"createdAt": "2026-03-11T09:00:00Z", "totalRefundedSet": money(amount)});
    for (refunds, whole, went_back) in [
        (json!({"nodes": []}), "0.0", &[][..]),
        (json!(null), "30.0", &[-3_000]),
        (
            json!({"nodes": [back("10.0"), back("20.0")]}),
            "30.0",
            &[-1_000, -2_000],
        ),
    ] {
        let order = json!({
            "id": "gid://shopify/Order/5001", "name": "#1001", "createdAt": "2026-03-11T08:00:00Z",
            "displayFinancialStatus": "PARTIALLY_REFUNDED", "totalPriceSet": money("970.0"),
            "totalOutstandingSet": money("0.0"), "totalRefundedSet": money(whole), "refunds": refunds,
            "lineItems": {"nodes": []},
        });
        let text = json!({"data": {"orders": {"nodes": [order]}}}).to_string();
        let (orders, rejects) = sorted(text.as_bytes());
        assert_eq!((orders.len(), rejects), (1, vec![]), "{text}");
        let amounts: Vec<i64> = orders[0].payments.iter().map(|payment| payment.amount).collect();
        assert_eq!(amounts[0], 97_000, "{text}");
        assert_eq!(&amounts[1..], went_back, "{text}");
    }
}

#[test]
fn an_answer_of_the_graphql_api_says_what_is_missing_in_it() {
    let order = || {
        json!({
            "id": "gid://shopify/Order/5001", "name": "#1001", "createdAt": "2026-03-11T08:00:00Z",
            "totalPriceSet": {"shopMoney": {"amount": "970.0", "currencyCode": "UAH"}},
        })
    };
    let mut cut = order();
    cut["lineItems"] = json!({"nodes": [], "pageInfo": {"hasNextPage": true}});
    let page = |has_next: bool| json!({"hasNextPage": has_next, "endCursor": "END=="});
    let error = json!([{"message": "Access denied", "path": ["orders", "nodes", 0, "customer"]}]);
    let denied = || Incomplete::Error {
        message: "Access denied".to_owned(),
        path: "orders.nodes.0.customer".to_owned(),
    };
    let throttled = || Incomplete::Error {
        message: "Throttled".to_owned(),
        path: String::new(),
    };
    let more = |after: &str| Incomplete::MorePages {
        after: Some(after.to_owned()),
    };
    let throttle = json!([{"message": "Throttled", "extensions": {"code": "THROTTLED"}}]);
    for (text, orders, expected) in [
        (
            json!({"data": {"orders": {"nodes": [order()], "pageInfo": page(false)}}}),
            1,
            vec![],
        ),
        (
            json!({"data": {"orders": {"nodes": [order()], "pageInfo": page(true)}}}),
            1,
            vec![more("END==")],
        ),
        (
            json!({"data": {"orders": {"pageInfo": page(true), "nodes": [order()]}}}),
            1,
            vec![more("END==")],
        ),
        (
            json!({"data": {"orders": {"edges": [{"cursor": "C1", "node": order()}, {"node": order(), "cursor": "C2"}],
                "pageInfo": {"hasNextPage": true}}}}),
            2,
            vec![more("C2")],
        ),
        (
            json!({"data": {"orders": {"nodes": [order()], "pageInfo": {"hasNextPage": true}}}}),
            1,
            vec![Incomplete::MorePages { after: None }],
        ),
        (
            json!({"data": {"orders": {"nodes": [order()]}}, "errors": error}),
            1,
            vec![denied()],
        ),
        (
            json!({"errors": error, "data": {"orders": {"nodes": [order()]}}}),
            1,
            vec![denied()],
        ),
        (json!({"errors": throttle, "data": null}), 0, vec![throttled()]),
        (
            json!({"errors": throttle, "extensions": {"cost": {"actualQueryCost": null}}}),
            0,
            vec![throttled()],
        ),
        (
            json!({"data": {"orders": null}, "errors": throttle}),
            0,
            vec![throttled()],
        ),
        (
            json!({"errors": "[API] Invalid API key"}),
            0,
            vec![Incomplete::Error {
                message: "[API] Invalid API key".to_owned(),
                path: String::new(),
            }],
        ),
        (
            json!({"data": {"orders": {"nodes": [cut]}}}),
            1,
            vec![Incomplete::MoreInside {
                order: "#1001".to_owned(),
                list: "lineItems".to_owned(),
            }],
        ),
        (
            json!({"data": {"orders": {"nodes": [], "pageInfo": page(false)}}}),
            0,
            vec![],
        ),
    ] {
        for text in [text.to_string(), serde_json::to_string_pretty(&text).unwrap()] {
            let (mut read, mut missing, mut rejects) = (0, Vec::new(), 0);
            for item in items(text.as_bytes()) {
                match item {
                    Item::Order(_) => read += 1,
                    Item::Incomplete(what) => missing.push(what),
                    Item::Reject(_) => rejects += 1,
                    other => panic!("{other:?}"),
                }
            }
            assert_eq!((read, missing, rejects), (orders, expected.clone(), 0), "{text}");
        }
    }
}

#[test]
fn a_long_list_of_errors_is_read_to_its_end() {
    let errors: Vec<_> = (0..3_000)
        .map(|n| json!({"message": "Access denied", "path": ["orders", n, "customer"]}))
        .collect();
    let text = json!({"data": {"orders": {"nodes": []}}, "errors": errors, "extensions": {"cost": 1}});
    let found = items(text.to_string().as_bytes());
    assert_eq!(found.len(), 3_000);
    assert!(found.iter().all(|item| matches!(item, Item::Incomplete(_))));
}
