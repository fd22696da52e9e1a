//! What each gateway says of a message it took.

use super::*;
use crate::domain::sending::DeliveryReport;

fn report(setting: &ChannelSetting, id: &str) -> Option<DeliveryReport> {
    let variable = |name: &str| (name == "KEY").then(|| "s3cret".to_owned());
    let mut gateway = open(setting, &variable).unwrap();
    assert!(gateway.tells());
    gateway.report(id, "+79161234567")
}

#[test]
fn what_each_gateway_says_of_what_it_took_is_understood() {
    let sms_ru = |code: i64, text: &str| {
        format!(
            r#"{{"status":"OK","status_code":100,"sms":{{"7-1":{{"status":"OK","status_code":{code},"status_text":"{text}"}}}}}}"#
        )
    };
    let turbo = |status: &str| {
        format!(
            r#"{{"response_code":0,"response_status":"OK","response_result":[{{"message_id":"7-1","response_code":0,"status":"{status}","rejected_status":null}}]}}"#
        )
    };
    let cases = [
        (Via::SmsRu, sms_ru(103, "delivered"), "delivered"),
        (Via::SmsRu, sms_ru(110, "read"), "delivered"),
        (Via::SmsRu, sms_ru(102, "on its way"), "on its way"),
        (Via::SmsRu, sms_ru(104, "too old"), "104 too old"),
        (Via::SmsRu, sms_ru(150, "no route"), "150 no route"),
        (Via::SmsRu, sms_ru(-1, "not found"), "on its way"),
        (Via::SmsRu, r#"{"status":"ERROR","status_code":200}"#.to_owned(), ""),
        (
            Via::Smsc,
            r#"{"status":1,"last_date":"x","err":0}"#.to_owned(),
            "delivered",
        ),
        (Via::Smsc, r#"{"status":0}"#.to_owned(), "on its way"),
        (Via::Smsc, r#"{"status":-1}"#.to_owned(), "on its way"),
        (Via::Smsc, r#"{"status":20,"err":6}"#.to_owned(), "status 20, error 6"),
        (Via::Smsc, r#"{"error":"no","error_code":2}"#.to_owned(), ""),
        (Via::TurboSms, turbo("Delivered"), "delivered"),
        (Via::TurboSms, turbo("Read"), "delivered"),
        (Via::TurboSms, turbo("Sent"), "on its way"),
        (Via::TurboSms, turbo("Undelivered"), "Undelivered"),
        (
            Via::TurboSms,
            r#"{"response_code":103,"response_result":null}"#.to_owned(),
            "",
        ),
        (
            Via::Twilio,
            r#"{"sid":"7-1","status":"delivered","error_code":null}"#.to_owned(),
            "delivered",
        ),
        (Via::Twilio, r#"{"sid":"7-1","status":"sent"}"#.to_owned(), "on its way"),
        (
            Via::Twilio,
            r#"{"sid":"7-1","status":"undelivered","error_code":30003,"error_message":"Unreachable"}"#.to_owned(),
            "undelivered 30003 Unreachable",
        ),
        (Via::Http, "state=delivered".to_owned(), "delivered"),
        (
            Via::Http,
            "state=undelivered s3cret".to_owned(),
            "state=undelivered ***",
        ),
        (Via::Http, "state=queue".to_owned(), "on its way"),
        (Via::Smsc, "<html>".to_owned(), ""),
    ];
    for (via, body, expected) in cases {
        let (url, asked) = http(&said("200 OK", &body));
        let setting = ChannelSetting {
            report_url: Some(format!("{url}?id={{gateway}}&key={{secret}}")),
            url: Some(url),
            delivered: Some("delivered".to_owned()),
            undelivered: Some("undelivered".to_owned()),
            ..gateway(via)
        };
        let said = match report(&setting, "7-1") {
            Some(DeliveryReport::Delivered) => "delivered".to_owned(),
            Some(DeliveryReport::Undelivered { why }) => why,
            Some(DeliveryReport::OnTheWay) => "on its way".to_owned(),
            None => String::new(),
        };
        assert_eq!(said, expected, "{via:?} {body}");
        assert!(asked.join().unwrap().contains("7-1"));
    }
}

#[test]
fn a_gateway_is_asked_beside_where_it_takes_messages() {
    for (via, asked_at) in [
        (Via::SmsRu, "POST /status HTTP"),
        (Via::Smsc, "POST /status.php HTTP"),
        (Via::TurboSms, "POST /status.json HTTP"),
        (
            Via::Twilio,
            "GET /send/2010-04-01/Accounts/shop/Messages/7%2F1.json HTTP",
        ),
    ] {
        let (url, asked) = http(&said("500 OOPS", ""));
        let setting = ChannelSetting {
            url: Some(url),
            ..gateway(via)
        };
        assert_eq!(report(&setting, "7/1"), None);
        let asked = asked.join().unwrap();
        assert!(asked.starts_with(asked_at), "{asked}");
    }
}

#[test]
fn what_cannot_be_asked_says_so() {
    let variable = |_: &str| Some("s3cret".to_owned());
    for via in [Via::Http, Via::Command, Via::Smtp] {
        let setting = ChannelSetting {
            command: vec!["cat".to_owned()],
            ..gateway(via)
        };
        assert!(!open(&setting, &variable).unwrap().tells(), "{via:?}");
    }
}
