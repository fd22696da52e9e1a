//! Each carrier's own shape of question and answer.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use serde_json::Value;
use serde_json::json;

use super::bench::Bench;
use super::bench::NOON;
use super::fake::FakeCarrier;
use crate::carriers::try_carrier;
use crate::clock::Clock;
use crate::domain::carrier::Carrier;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::parcel_news::ParcelNews;
use crate::domain::parcel_news::ParcelState;
use crate::domain::parcel_news::newest;
#[cfg(unix)]
use crate::domain::settings::Following;
#[cfg(unix)]
use crate::domain::time::Span;

/// What a carrier that answers so tells of a number.
fn told(carrier: Carrier, answers: Vec<(u16, String)>) -> (Result<Vec<ParcelNews>, FeedTrouble>, FakeCarrier) {
    let fake = FakeCarrier::answering(answers.into_iter().map(|(status, body)| Some((status, "", body))));
    let bench = Bench::new(carrier, &fake.address);
    let told = try_carrier(&bench.setup(Clock::Stopped(NOON)), carrier, "20450000000001", NOON);
    (told, fake)
}

fn state(carrier: Carrier, answers: Vec<(u16, String)>) -> Option<ParcelState> {
    let told = told(carrier, answers).0.unwrap();
    newest(&told.first()?.events)?.state
}

pub(super) fn document(code: &Value, more: &[(&str, Value)]) -> String {
    let mut document = json!({
        "Number": "20450000000001", "StatusCode": code, "Status": "Прибуло у відділення", "DateCreated": "09-03-2026 08:20:34",
        "TrackingUpdateDate": "2026-03-11 10:36:10", "ActualDeliveryDate": "2026-03-11 09:47:40",
        "RecipientDateTime": "11.03.2026 10:35:58", "DateScan": "0001-01-01 00:00:00", "DateFirstDayStorage": "2026-03-19",
        "ScheduledDeliveryDate": "11-03-2026 12:47:40", "CityRecipient": "Київ", "CitySender": "Львів",
        "WarehouseRecipient": "Відділення №1: вул. Пирогівський шлях, 135", "DocumentCost": "96",
        "AfterpaymentOnGoodsCost": 1200.5, "UndeliveryReasons": [],
    });
    for (key, value) in more {
        document[*key] = value.clone();
    }
    json!({"success": true, "data": [document], "errors": [], "warnings": [], "info": []}).to_string()
}

#[test]
fn nova_poshta_is_asked_with_its_key_and_every_code_it_lists_is_known() {
    let (news, fake) = told(Carrier::NovaPoshta, vec![(200, document(&json!("7"), &[]))]);
    let asked: Value = serde_json::from_str(&fake.asked()[0].body).unwrap();
    assert_eq!(asked["apiKey"], "s3cret KEY");
    assert_eq!(asked["calledMethod"], "getStatusDocuments");
    assert_eq!(
        asked["methodProperties"]["Documents"],
        json!([{"DocumentNumber": "20450000000001", "Phone": ""}])
    );
    let news = &news.unwrap()[0];
    let event = &news.events[0];
    assert_eq!(event.state, Some(ParcelState::Arrived));
    assert_eq!(event.place, "Київ, Відділення №1: вул. Пирогівський шлях, 135");
    assert_eq!(event.at.rfc3339(), "2026-03-11T07:47:40Z", "by the clock of Kyiv");
    assert_eq!(news.about.free_until.unwrap().rfc3339(), "2026-03-18T22:00:00Z");
    assert_eq!((news.about.cod, news.about.cost), (Some(120_050), Some(9_600)));
    assert_eq!(news.estimate_at.unwrap().rfc3339(), "2026-03-11T10:47:40Z");

    let codes = [
        ("1 12", Some(ParcelState::Announced)),
        ("2", Some(ParcelState::Withdrawn)),
        ("4 41 5 6 101 104 111 112", Some(ParcelState::OnTheWay)),
        ("7 8 14 107", Some(ParcelState::Arrived)),
        ("9 10 11", Some(ParcelState::Received)),
        ("102 103 108", Some(ParcelState::Refused)),
        ("105 106", Some(ParcelState::Returning)),
        ("777", None),
    ];
    for (codes, expected) in codes {
        for code in codes.split(' ') {
            for code in [json!(code), json!(code.parse::<i64>().unwrap())] {
                assert_eq!(
                    state(Carrier::NovaPoshta, vec![(200, document(&code, &[]))]),
                    expected,
                    "{code}"
                );
            }
        }
    }
    // Not in its books yet, and a stub of nine keys: nothing is known of either.
    for unknown in ["3", "80"] {
        let (news, _) = told(Carrier::NovaPoshta, vec![(200, document(&json!(unknown), &[]))]);
        assert!(news.unwrap()[0].events.is_empty(), "{unknown}");
    }
}

#[test]
fn what_nova_poshta_minds_is_told_by_its_words() {
    let errors = |said: &str| json!({"success": false, "data": [], "errors": [said]}).to_string();
    for (said, fault) in [
        ("API key expired", FeedFault::Unauthorized),
        ("Too many requests", FeedFault::TooMany),
        ("Something else", FeedFault::Broken),
    ] {
        let trouble = told(Carrier::NovaPoshta, vec![(200, errors(said))]).0.unwrap_err();
        assert_eq!((trouble.fault, trouble.said.as_str()), (fault, said));
    }
    let (news, _) = told(
        Carrier::NovaPoshta,
        vec![(200, json!({"success": true, "data": []}).to_string())],
    );
    assert_eq!(news.unwrap(), [], "an answer about fewer numbers than were asked about");
}

/// An envelope as the service words it; `ns` stands before the names.
pub(super) fn envelope(ns: &str, records: &[(u32, u32, &str, &str)]) -> String {
    let record = |(kind, attribute, at, place): &(u32, u32, &str, &str)| {
        format!(
            "<{ns}:historyRecord><{ns}:AddressParameters><{ns}:DestinationAddress><{ns}:Index>0</{ns}:Index>\
             </{ns}:DestinationAddress><{ns}:OperationAddress><{ns}:Index>170000</{ns}:Index><{ns}:Description>{place}\
             </{ns}:Description></{ns}:OperationAddress></{ns}:AddressParameters><{ns}:FinanceParameters><{ns}:Payment>741000\
             </{ns}:Payment><{ns}:MassRate>152000</{ns}:MassRate></{ns}:FinanceParameters><{ns}:OperationParameters>\
             <{ns}:OperType><{ns}:Id>{kind}</{ns}:Id><{ns}:Name>Обработка</{ns}:Name></{ns}:OperType><{ns}:OperAttr>\
             <{ns}:Id>{attribute}</{ns}:Id></{ns}:OperAttr><{ns}:OperDate>{at}</{ns}:OperDate></{ns}:OperationParameters>\
             </{ns}:historyRecord>"
        )
    };
    let records: String = records.iter().map(record).collect();
    format!(
        "<S:Envelope xmlns:S=\"http://www.w3.org/2003/05/soap-envelope\"><S:Body><ns7:getOperationHistoryResponse \
         xmlns:{ns}=\"http://russianpost.org/operationhistory/data\" xmlns:ns7=\"http://russianpost.org/operationhistory\">\
         <{ns}:OperationHistoryData>{records}</{ns}:OperationHistoryData></ns7:getOperationHistoryResponse></S:Body></S:Envelope>"
    )
}

const DAY: &str = "2026-03-10T15:00:00.000+03:00";

#[test]
fn russian_post_is_asked_in_soap_and_its_records_come_in_any_order() {
    let records = [
        (8, 2, "2026-03-10T15:00:00.000+03:00", "Тверь 170000"),
        (1, 1, "2026-03-07T18:08:00.000+03:00", "Москва &amp; область"),
        (8, 4, "2026-03-08T10:00:00.000+03:00", ""),
    ];
    let (news, fake) = told(Carrier::RussianPost, vec![(200, envelope("ns3", &records))]);
    let asked = &fake.asked()[0];
    assert!(asked.body.contains("<data:Barcode>20450000000001</data:Barcode>"));
    assert!(asked.body.contains("<data:password>s3cret PASSWORD</data:password>"));
    assert!(asked.headers.contains("application/soap+xml"));
    let news = &news.unwrap()[0];
    let last = newest(&news.events).unwrap();
    assert_eq!((last.state, last.code.as_str()), (Some(ParcelState::Arrived), "8/2"));
    assert_eq!(
        (last.place.as_str(), last.at.rfc3339().as_str()),
        ("Тверь 170000", "2026-03-10T12:00:00Z")
    );
    assert_eq!(news.events[1].place, "Москва & область");
    assert_eq!((news.about.cod, news.about.cost), (Some(741_000), Some(152_000)));
    assert_eq!(news.events.len(), 3);
}

#[test]
fn the_operations_of_russian_post_mean_what_its_list_says() {
    let cases: [(u32, &[u32], Option<ParcelState>); 12] = [
        (1, &[1, 2], Some(ParcelState::HandedOver)),
        (
            2,
            &[1, 3, 5, 6, 8, 10, 15, 17, 19, 21, 23, 25, 27],
            Some(ParcelState::Received),
        ),
        (2, &[2, 4, 7, 9, 16, 20, 22, 24, 28, 31], Some(ParcelState::Returned)),
        (3, &[1, 2, 3], Some(ParcelState::Returning)),
        (5, &[1, 2, 16, 18], Some(ParcelState::Lost)),
        (6, &[1], Some(ParcelState::Arrived)),
        (8, &[2, 9, 14, 39, 60, 74], Some(ParcelState::Arrived)),
        (8, &[0, 1, 3, 4], Some(ParcelState::OnTheWay)),
        (12, &[1], Some(ParcelState::Arrived)),
        (26, &[1], Some(ParcelState::Withdrawn)),
        (28, &[1], Some(ParcelState::Announced)),
        (99, &[1], None),
    ];
    for (kind, attributes, expected) in cases {
        for attribute in attributes {
            let answer = envelope("ns2", &[(kind, *attribute, DAY, "Тверь")]);
            assert_eq!(
                state(Carrier::RussianPost, vec![(200, answer)]),
                expected,
                "{kind}/{attribute}"
            );
        }
    }
}

#[test]
fn a_fault_of_russian_post_is_a_wrong_login_too_many_questions_or_a_number_it_does_not_know() {
    let fault = |detail: &str, reason: &str| {
        format!(
            "<S:Envelope xmlns:S=\"http://www.w3.org/2003/05/soap-envelope\"><S:Body><S:Fault><S:Code/><S:Reason>\
             <S:Text>{reason}</S:Text></S:Reason><S:Detail><ns3:{detail} xmlns:ns3=\"x\">{reason}</ns3:{detail}></S:Detail>\
             </S:Fault></S:Body></S:Envelope>"
        )
    };
    let (unknown, _) = told(
        Carrier::RussianPost,
        vec![(500, fault("OperationHistoryFaultReason", "Неверный номер"))],
    );
    assert_eq!(unknown.unwrap(), []);
    let cases = [
        (
            "AuthorizationFaultReason",
            "Ошибка авторизации",
            FeedFault::Unauthorized,
        ),
        (
            "AuthorizationFaultReason",
            "Превышен лимит запросов",
            FeedFault::TooMany,
        ),
        ("Other", "Внутренняя ошибка", FeedFault::Broken),
    ];
    for (detail, reason, expected) in cases {
        let trouble = told(Carrier::RussianPost, vec![(500, fault(detail, reason))])
            .0
            .unwrap_err();
        assert_eq!((trouble.fault, trouble.said.as_str()), (expected, reason));
    }
}

pub(super) const TOKEN: &str = r#"{"access_token":"t0ken","token_type":"bearer","expires_in":3599}"#;

pub(super) fn order(statuses: &Value) -> String {
    json!({"entity": {
        "uuid": "72753031-1820-4f99-9240-aab139f05ca5", "cdek_number": "20450000000001", "number": "1042",
        "keep_free_until": "2026-03-18T23:59:59+0300", "planned_delivery_date": "2026-03-12",
        "delivery_recipient_cost": {"value": 300.0},
        "packages": [{"items": [{"payment": {"value": 1500.5}, "amount": 2}, {"payment": {"value": 0}, "amount": 1}]}],
        "statuses": statuses,
    }, "requests": [{"state": "SUCCESSFUL"}]})
    .to_string()
}

pub(super) fn status(code: &str, reason: &str) -> Value {
    json!({"code": code, "name": "Статус", "date_time": "2026-03-10T12:00:00+0000", "city": "Тверь", "reason_code": reason})
}

#[test]
fn cdek_is_asked_by_a_token_and_what_it_took_back_is_left_out() {
    let statuses = json!([
        {"code": "DELIVERED", "name": "Вручен", "date_time": "2026-03-11T12:00:00+0000", "city": "Тверь", "deleted": true},
        {"code": "ACCEPTED_AT_PICK_UP_POINT ", "name": "Принят на склад до востребования",
         "date_time": "2026-03-11T08:00:00+0000", "city": "Тверь", "deleted": false},
        status("CREATED", ""),
    ]);
    let (news, fake) = told(Carrier::Cdek, vec![(200, TOKEN.to_owned()), (200, order(&statuses))]);
    let asked = fake.asked();
    assert_eq!(asked[0].path, "/v2/oauth/token");
    assert!(
        asked[0]
            .body
            .contains("client_id=lavka&client_secret=s3cret%20PASSWORD")
    );
    assert_eq!(asked[1].path, "/v2/orders?cdek_number=20450000000001");
    assert!(asked[1].headers.contains("Bearer t0ken"));
    let news = &news.unwrap()[0];
    let last = newest(&news.events).unwrap();
    assert_eq!((last.state, last.place.as_str()), (Some(ParcelState::Arrived), "Тверь"));
    assert_eq!(news.events.len(), 2);
    assert_eq!(news.about.cod, Some(330_100));
    assert_eq!(news.about.free_until.unwrap().rfc3339(), "2026-03-18T20:59:59Z");
    assert_eq!(news.estimate_at.unwrap().rfc3339(), "2026-03-11T21:00:00Z");
}

#[test]
fn statuses_of_cdek_mean_what_its_table_says_in_either_spelling() {
    let cases = [
        ("CREATED", "", Some(ParcelState::Announced)),
        ("REMOVED", "", Some(ParcelState::Withdrawn)),
        ("RECEIVED_AT_SHIPMENT_WAREHOUSE", "", Some(ParcelState::HandedOver)),
        ("SEND_TO_TRANSIT_OFFICE", "", Some(ParcelState::OnTheWay)),
        ("SENT_TO_TRANSIT_CITY", "", Some(ParcelState::OnTheWay)),
        ("MET_AT_RECIPIENT_OFFICE", "", Some(ParcelState::OnTheWay)),
        ("ACCEPTED_IN_RECIPIENT_CITY", "", Some(ParcelState::OnTheWay)),
        ("RETURNED_TO_RECIPIENT_CITY_WAREHOUSE", "", Some(ParcelState::OnTheWay)),
        ("TAKEN_BY_COURIER", "", Some(ParcelState::OnTheWay)),
        ("POSTOMAT_POSTED", "", Some(ParcelState::Arrived)),
        ("POSTOMAT_RECEIVED", "", Some(ParcelState::Received)),
        ("DELIVERED", "20", Some(ParcelState::Received)),
        ("NOT_DELIVERED", "11", Some(ParcelState::Refused)),
        ("NOT_DELIVERED", "23", Some(ParcelState::Returning)),
        ("NOT_DELIVERED", "26", Some(ParcelState::Lost)),
        ("POSTOMAT_SEIZED", "", Some(ParcelState::Returning)),
        ("SOMETHING_NEW", "", None),
    ];
    for (code, reason, expected) in cases {
        let answers = vec![(200, TOKEN.to_owned()), (200, order(&json!([status(code, reason)])))];
        assert_eq!(state(Carrier::Cdek, answers), expected, "{code} {reason}");
    }
}

#[test]
fn a_number_cdek_does_not_know_is_no_trouble_and_a_wrong_password_is() {
    let unknown =
        r#"{"requests":[{"state":"INVALID","errors":[{"code":"v2_order_not_found","message":"Order not found"}]}]}"#;
    let (news, _) = told(Carrier::Cdek, vec![(200, TOKEN.to_owned()), (400, unknown.to_owned())]);
    assert_eq!(news.unwrap(), []);
    let wrong = r#"{"error":"invalid_client","error_description":"Bad client credentials s3cret PASSWORD"}"#;
    for status in [400, 401] {
        let trouble = told(Carrier::Cdek, vec![(status, wrong.to_owned())]).0.unwrap_err();
        assert_eq!(trouble.fault, FeedFault::Unauthorized);
        assert!(!trouble.said.contains("s3cret"), "{}", trouble.said);
    }
    // A token that was taken back is asked for once more.
    let arrived = order(&json!([status("ACCEPTED_AT_PICK_UP_POINT", "")]));
    let again = vec![
        (200, TOKEN.to_owned()),
        (401, String::new()),
        (200, TOKEN.to_owned()),
        (200, arrived),
    ];
    assert_eq!(state(Carrier::Cdek, again), Some(ParcelState::Arrived));
}

#[test]
fn ukrposhta_is_asked_with_its_bearer_and_what_it_does_not_explain_is_shown() {
    let event = |code: i64, name: &str, at: &str| {
        json!({"barcode": "20450000000001", "step": 1, "date": at, "index": "79000", "name": "Львів 79000",
               "event": code, "eventName": name, "country": "Україна", "eventReason": null, "mailType": 1})
    };
    let answer = json!([
        event(20_700, "Відправлення прямує", "2026-03-09T10:00:00"),
        event(31_300, "Повернення", "2026-03-10T10:00:00"),
    ]);
    let (news, fake) = told(Carrier::Ukrposhta, vec![(200, answer.to_string())]);
    assert_eq!(fake.asked()[0].path, "/statuses?barcode=20450000000001");
    assert!(fake.asked()[0].headers.contains("Bearer s3cret KEY"));
    let news = &news.unwrap()[0];
    let last = newest(&news.events).unwrap();
    assert_eq!(
        (last.state, last.said.as_str(), last.code.as_str()),
        (None, "Повернення", "31300")
    );
    assert_eq!(news.events[0].state, Some(ParcelState::OnTheWay));
    assert_eq!(news.events[0].at.rfc3339(), "2026-03-09T08:00:00Z");
    let unknown = r#"{"message":"Shipment not found"}"#.to_owned();
    assert_eq!(told(Carrier::Ukrposhta, vec![(404, unknown)]).0.unwrap(), []);
    let page = told(Carrier::Ukrposhta, vec![(404, "<html>Not here</html>".to_owned())]).0;
    assert_eq!(page.unwrap_err().fault, FeedFault::NotFound);
}

#[cfg(unix)]
#[test]
fn a_program_gets_the_numbers_and_answers_as_json() {
    let script = r#"read asked; case "$asked" in *'"numbers":["20450000000001"]'*) ;; *) exit 1;; esac
        echo '{"parcels":[{"number":"20450000000001","free_until":"2026-03-18T00:00:00+03:00","pickup_code":"4711","cod":"1200",
        "events":[{"at":"2026-03-11T08:00:00Z","state":"arrived","place":"Тверь"},
        {"at":"2026-03-11T08:30:00Z","state":"sorting","text":"Сортировка"}]}]}'"#;
    let run = |script: &str| {
        let mut bench = Bench::new(Carrier::Boxberry, "");
        bench.following = Following {
            command: ["sh", "-c", script].map(str::to_owned).to_vec(),
            ..Following::default()
        };
        try_carrier(
            &bench.setup(Clock::Stopped(NOON)),
            Carrier::Boxberry,
            "20450000000001",
            NOON,
        )
    };
    let news = &run(script).unwrap()[0];
    assert_eq!(news.events[0].state, Some(ParcelState::Arrived));
    assert_eq!((news.events[1].state, news.events[1].code.as_str()), (None, "sorting"));
    assert_eq!(news.about.pickup_code.as_deref(), Some("4711"));
    assert_eq!(
        (news.about.cod, news.about.free_until),
        (Some(120_000), Some(NOON + Span::hours(156)))
    );
    for (script, fault) in [
        ("echo sorry >&2; exit 75", FeedFault::Closed),
        ("echo no >&2; exit 2", FeedFault::Broken),
        ("echo nothing", FeedFault::NotOrders),
    ] {
        assert_eq!(run(script).unwrap_err().fault, fault, "{script}");
    }
}

/// The folder of recorded answers of a carrier, where it is at hand.
fn samples(carrier: &str) -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let places = ["../shared/samples", "../../shared/samples"].map(|place| here.join(place).join(carrier));
    places.into_iter().find(|place| place.is_dir())
}

#[test]
fn recorded_answers_are_understood_where_they_are_at_hand() {
    if let Some(folder) = samples("novaposhta") {
        let recorded = fs::read_to_string(folder.join("go-GetStatusDocumentsDefault.json")).unwrap();
        let fake = FakeCarrier::answering([Some((200, "", recorded))]);
        let bench = Bench::new(Carrier::NovaPoshta, &fake.address);
        let setup = bench.setup(Clock::Stopped(NOON));
        let received = &try_carrier(&setup, Carrier::NovaPoshta, "20400048799001", NOON).unwrap()[0];
        assert_eq!(received.events[0].state, Some(ParcelState::Received));
        assert_eq!(received.events[0].at.rfc3339(), "2023-04-07T10:35:58Z");
        let unknown = &try_carrier(&setup, Carrier::NovaPoshta, "20400048799000", NOON).unwrap()[0];
        assert_eq!(unknown.events, []);
    }
    if let Some(folder) = samples("cdek") {
        let table = fs::read_to_string(folder.join("statuses-v2.tsv")).unwrap();
        let codes = table.lines().skip(1).filter_map(|line| line.split('\t').nth(1));
        let codes = codes.flat_map(|cell| cell.split(" или ")).map(str::trim);
        let mut known = 0;
        for code in codes.filter(|code| !code.is_empty()) {
            let answers = vec![(200, TOKEN.to_owned()), (200, order(&json!([status(code, "")])))];
            assert!(state(Carrier::Cdek, answers).is_some(), "{code}");
            known += 1;
        }
        assert!(known > 30, "{known}");
    }
}
