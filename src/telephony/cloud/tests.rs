//! Words of each provider, made up in its shape, told in order, twice and in disorder: the same call is in the file.

use std::sync::Arc;

use super::answer;
use super::path;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::door::DeskDoor;
use crate::desk::shifts::Coming;
use crate::desk::tests::new_order;
use crate::desk::who::Claiming;
use crate::desk::who::Who;
use crate::domain::action::Action;
use crate::domain::call::MissedReason;
use crate::domain::call::Outcome;
use crate::domain::settings::Cloud;
use crate::domain::settings::CloudSetting;
use crate::domain::settings::OperatorSetting;
use crate::domain::settings::SecretRef;
use crate::domain::settings::Settings;
use crate::domain::target::Target;
use crate::domain::time::Time;
use crate::net::http::base64;
use crate::net::listen::Method;
use crate::net::listen::WebReply;
use crate::net::listen::WebRequest;
use crate::net::secret::Secret;
use crate::net::sign;
use crate::store::CallRow;
use crate::text::hex;

/// Wednesday, 11 March 2026, 12:01 in Moscow: a minute after the calls begin.
const NOW: Time = Time(1_773_219_660_000);
const KEY: &str = "00112233445566778899aabbccddeeff";

struct Shop {
    folder: tempfile::TempDir,
    door: DeskDoor,
}

fn who() -> Who {
    Who {
        operator: "anna".to_owned(),
        session: "anna-1".to_owned(),
        claiming: Claiming::WhenAsked,
    }
}

impl Shop {
    fn new() -> Shop {
        let folder = tempfile::tempdir().unwrap();
        let operator = |name: &str, extension: &str| OperatorSetting {
            name: name.to_owned(),
            extension: Some(extension.to_owned()),
            ..OperatorSetting::default()
        };
        let settings = Arc::new(Settings {
            operators: vec![operator("anna", "101"), operator("boris", "102")],
            ..Settings::default()
        });
        let path = folder.path().join("desk.db");
        let clock = Clock::Stopped(NOW);
        let mut desk = Desk::open(&path, Arc::clone(&settings), who(), clock).unwrap();
        desk.listen_key_or(|| Some(KEY.to_owned())).unwrap();
        let door = DeskDoor::new(path, settings, who(), clock);
        Shop { folder, door }
    }

    /// Says it at the provider's address; the answer.
    fn says(&self, cloud: Cloud, below: &str, body: &str, headers: &[(&str, &str)]) -> WebReply {
        let word = sign::word(KEY, &path(cloud));
        self.says_at(cloud, &format!("{word}{below}"), body, headers)
    }

    fn says_at(&self, cloud: Cloud, rest: &str, body: &str, headers: &[(&str, &str)]) -> WebReply {
        self.says_from(cloud, rest, body, headers, &[])
    }

    /// Where it may only speak from these machines.
    fn says_from(&self, cloud: Cloud, rest: &str, body: &str, headers: &[(&str, &str)], machines: &[&str]) -> WebReply {
        let kind = if body.starts_with('{') {
            "application/json"
        } else {
            "application/x-www-form-urlencoded"
        };
        let all = [("content-type", kind)].into_iter().chain(headers.iter().copied());
        let request = WebRequest {
            method: Method::Post,
            path: String::new(),
            rest: rest.to_owned(),
            query: String::new(),
            headers: all.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            body: body.as_bytes().to_vec(),
            from: "203.0.113.5".parse().unwrap(),
        };
        let setting = CloudSetting {
            secret: Some(SecretRef::Env("S".to_owned())),
            key: Some("mango-key".to_owned()),
            from: machines.iter().map(|at| (*at).to_owned()).collect(),
        };
        let secret = Secret::new("secret-word".to_owned());
        answer(cloud, &setting, || Some(secret), &self.door, &request)
    }

    fn calls(&self, phone: &str) -> Vec<CallRow> {
        let calls = self.door.with(|desk| {
            let of = desk.store.customers_by_contact(phone)?;
            Ok(of
                .first()
                .map(|id| desk.store.calls_of(*id, 20))
                .transpose()?
                .unwrap_or_default())
        });
        assert!(self.folder.path().exists());
        calls.unwrap()
    }
}

/// What a call comes to.
type Comes = (bool, bool, bool, Option<Outcome>, Option<MissedReason>, String);

fn comes(call: &CallRow) -> Comes {
    (
        call.incoming,
        call.answered_at.is_some(),
        call.ended_at.is_some(),
        call.outcome,
        call.missed_reason,
        call.operator.clone(),
    )
}

const PHONE: &str = "+79161234567";

fn taken() -> Comes {
    (true, true, true, Some(Outcome::Talked), None, "boris".to_owned())
}

fn missed() -> Comes {
    (true, false, true, None, Some(MissedReason::Away), String::new())
}

/// In order, each twice, and the last first: one call each time.
fn in_any_order(comes_to: &Comes, tell: impl Fn(&Shop, usize), count: usize) {
    let forward: Vec<usize> = (0..count).collect();
    let twice: Vec<usize> = (0..count).flat_map(|at| [at, at]).collect();
    let backward: Vec<usize> = (0..count).rev().collect();
    for order in [forward, twice, backward] {
        let shop = Shop::new();
        for at in &order {
            tell(&shop, *at);
        }
        let calls = shop.calls(PHONE);
        assert_eq!(calls.len(), 1, "{order:?}");
        assert_eq!(&comes(&calls[0]), comes_to, "{order:?}");
    }
}

fn zadarma(shop: &Shop, body: &str, signed: &str) -> WebReply {
    let signature = base64(hex(&sign::hmac_sha1(b"secret-word", signed.as_bytes())).as_bytes());
    shop.says(Cloud::Zadarma, "", body, &[("signature", &signature)])
}

#[test]
fn zadarma_tells_of_a_call_and_signs_it() {
    let start = "event=NOTIFY_START&call_start=2026-03-11+12:00:00&pbx_call_id=in_1&caller_id=79161234567&called_did=74950000001";
    let answer = "event=NOTIFY_ANSWER&caller_id=79161234567&destination=102&call_start=2026-03-11+12:00:00&pbx_call_id=in_1&internal=102";
    let end = "event=NOTIFY_END&call_start=2026-03-11+12:00:00&pbx_call_id=in_1&caller_id=79161234567&called_did=74950000001&internal=102&duration=30&disposition=answered";
    let (by_did, by_destination) = (
        "79161234567749500000012026-03-11 12:00:00",
        "791612345671022026-03-11 12:00:00",
    );
    let tell = |shop: &Shop, at: usize| {
        let (body, signed) = [(start, by_did), (answer, by_destination), (end, by_did)][at];
        assert_eq!(zadarma(shop, body, signed).status, 200);
    };
    in_any_order(&taken(), tell, 3);
    let shop = Shop::new();
    assert_eq!(zadarma(&shop, start, "anything else").status, 403);
    assert!(shop.calls(PHONE).is_empty());
    let missed_end = end
        .replace("disposition=answered", "disposition=no+answer")
        .replace("duration=30", "duration=0")
        .replace("internal=102&", "");
    zadarma(&shop, start, by_did);
    zadarma(&shop, &missed_end, by_did);
    assert_eq!(comes(&shop.calls(PHONE)[0]), missed());
}

#[test]
fn who_asks_where_a_call_is_to_ring_is_answered_the_telephone_of_the_regulars_own_manager() {
    let shop = Shop::new();
    let zadarma_asks = |shop: &Shop| {
        let body =
            "event=NOTIFY_START&call_start=2026-03-11+12:00:00&pbx_call_id=in_1&caller_id=79161234567&called_did=7495";
        zadarma(shop, body, "7916123456774952026-03-11 12:00:00").body
    };
    let binotel_asks = |shop: &Shop, kind: u8| {
        let body = format!("requestType=apiCallSettings&callType={kind}&externalNumber=89161234567&companyID=1");
        let reply = shop.says(Cloud::Binotel, "", &body, &[]);
        assert_eq!(reply.status, 200);
        reply.body
    };
    assert_eq!(binotel_asks(&shop, 0), "{}", "nobody knows the caller");
    assert!(shop.calls(PHONE).is_empty(), "a question is no call");
    let bought = shop.door.with(|desk| {
        let order = new_order(desk, PHONE, 1_000);
        for action in [Action::Confirm, Action::Handed, Action::Received] {
            desk.perform(Target::Order(order), &action)?;
        }
        Ok(())
    });
    bought.unwrap();
    assert_eq!(zadarma_asks(&shop), "", "anna has no shift");
    shop.door.with(|desk| desk.log_in(Coming::ByHand)).unwrap();
    assert_eq!(zadarma_asks(&shop), r#"{"redirect":"101"}"#);
    let answer = r#"{"customerData":{"assignedToEmployeeNumber":"101"}}"#;
    assert_eq!(binotel_asks(&shop, 0), answer);
    assert_eq!(binotel_asks(&shop, 1), "{}", "a call of ours rings where we say");
    shop.door.with(Desk::pause).unwrap();
    assert_eq!(binotel_asks(&shop, 0), "{}", "away");
}

#[test]
fn zadarma_tells_that_a_call_of_ours_was_answered() {
    let answer =
        "event=NOTIFY_ANSWER&caller_id=101&destination=79161234567&call_start=2026-03-11+12:00:00&pbx_call_id=out_1";
    let end = "event=NOTIFY_OUT_END&call_start=2026-03-11+12:00:00&pbx_call_id=out_1&destination=79161234567&internal=102&duration=30&disposition=answered";
    let tell = |shop: &Shop, at: usize| {
        let (body, signed) = [
            (answer, "101791612345672026-03-11 12:00:00"),
            (end, "102791612345672026-03-11 12:00:00"),
        ][at];
        assert_eq!(zadarma(shop, body, signed).status, 200);
    };
    in_any_order(&(false, true, true, None, None, "boris".to_owned()), tell, 2);
}

#[test]
fn an_address_without_its_word_is_no_address() {
    let shop = Shop::new();
    for rest in [
        "",
        "0123456789abcdef0123456789abcdef",
        &sign::word(KEY, "/telephony/mango"),
    ] {
        let body = "requestType=receivedTheCall&generalCallID=1&externalNumber=0660479529";
        assert_eq!(shop.says_at(Cloud::Binotel, rest, body, &[]).status, 404, "{rest}");
    }
}

#[test]
fn only_the_machines_of_the_settings_are_heard() {
    let shop = Shop::new();
    let word = sign::word(KEY, &path(Cloud::Binotel));
    let body = "requestType=receivedTheCall&generalCallID=1&callType=0&externalNumber=79161234567";
    let from = |machines: &[&str]| shop.says_from(Cloud::Binotel, &word, body, &[], machines).status;
    assert_eq!(from(&["203.0.113.6", "no address"]), 404);
    assert!(shop.calls(PHONE).is_empty());
    assert_eq!(from(&["203.0.113.6", "203.0.113.5"]), 200);
    assert_eq!(shop.calls(PHONE).len(), 1);
}

fn mango(shop: &Shop, below: &str, json: &str) -> WebReply {
    let digest = ring::digest::digest(&ring::digest::SHA256, format!("mango-key{json}secret-word").as_bytes());
    let sign = hex(digest.as_ref());
    let encoded = json
        .bytes()
        .fold(String::new(), |text, byte| text + &format!("%{byte:02X}"));
    shop.says(
        Cloud::Mango,
        below,
        &format!("vpbx_api_key=mango-key&sign={sign}&json={encoded}"),
        &[],
    )
}

#[test]
fn mango_tells_of_a_call_by_its_legs_and_as_a_whole() {
    let appeared = r#"{"entry_id":"e1","call_id":"c1","timestamp":1773219600,"seq":1,"call_state":"Appeared","location":"ivr","from":{"number":"79161234567"},"to":{"number":"74950000001","line_number":"74950000001"}}"#;
    let connected = r#"{"entry_id":"e1","call_id":"c2","timestamp":"1773219610","seq":3,"call_state":"Connected","location":"abonent","from":{"number":"79161234567"},"to":{"number":"sip:102","extension":"102","line_number":"74950000001"}}"#;
    let summary = r#"{"entry_id":"e1","call_direction":1,"from":{"number":"79161234567"},"to":{"extension":"102","number":"sip:102"},"line_number":"74950000001","create_time":1773219600,"forward_time":1773219604,"talk_time":1773219610,"end_time":1773219640,"entry_result":1,"disconnect_reason":1110}"#;
    let tell = |shop: &Shop, at: usize| {
        let (below, json) = [
            ("/events/call", appeared),
            ("/events/call", connected),
            ("/events/summary", summary),
        ][at];
        assert_eq!(mango(shop, below, json).status, 200);
    };
    in_any_order(&taken(), tell, 3);
    let shop = Shop::new();
    let json = "vpbx_api_key=mango-key&sign=00&json={}";
    assert_eq!(shop.says(Cloud::Mango, "/events/call", json, &[]).status, 403);
    let not = summary
        .replace("\"entry_result\":1", "\"entry_result\":0")
        .replace("1773219610", "0")
        .replace("\"extension\":\"102\",", "");
    mango(&shop, "/events/summary", &not);
    assert_eq!(comes(&shop.calls(PHONE)[0]), missed());
    // Between our own telephones.
    let shop = Shop::new();
    let inside = connected.replace(r#""from":{"#, r#""from":{"extension":"101","#);
    mango(&shop, "/events/call", &inside.replace("sip:102", "79161234567"));
    assert!(shop.calls(PHONE).is_empty());
}

#[test]
fn a_call_a_machine_took_is_missed() {
    let body = "requestType=apiCallCompleted&callDetails%5BgeneralCallID%5D=72&callDetails%5BcallType%5D=0&callDetails%5BstartTime%5D=1773219600&callDetails%5BexternalNumber%5D=79161234567&callDetails%5Bwaitsec%5D=9&callDetails%5Bbillsec%5D=30&callDetails%5Bdisposition%5D=VM-SUCCESS";
    let tell = |shop: &Shop, _| drop(shop.says(Cloud::Binotel, "", body, &[]));
    in_any_order(&missed(), tell, 1);
}

#[test]
fn binotel_tells_of_a_call_by_a_form() {
    let rings =
        "requestType=receivedTheCall&generalCallID=71&callType=0&externalNumber=79161234567&pbxNumber=74950000001";
    let answered = "requestType=answeredTheCall&generalCallID=71&callType=0&internalNumber=102";
    let ended = "requestType=hangupTheCall&generalCallID=71&callType=0&billsec=30&disposition=ANSWER";
    let whole = "requestType=apiCallCompleted&callDetails%5BgeneralCallID%5D=71&callDetails%5BcallType%5D=0&callDetails%5BstartTime%5D=1773219600&callDetails%5BexternalNumber%5D=79161234567&callDetails%5BinternalNumber%5D=102&callDetails%5Bwaitsec%5D=9&callDetails%5Bbillsec%5D=30&callDetails%5Bdisposition%5D=ANSWER";
    let tell = |shop: &Shop, at: usize| {
        let reply = shop.says(Cloud::Binotel, "", [rings, answered, ended, whole][at], &[]);
        assert_eq!((reply.status, reply.body.as_str()), (200, r#"{"status":"success"}"#));
    };
    in_any_order(&taken(), tell, 4);
}

#[test]
fn a_body_of_the_shops_own_tells_of_a_call() {
    let word = |event: &str, more: &str| {
        format!("{{\"event\":\"{event}\",\"id\":\"5\",\"phone\":\"79161234567\",\"direction\":\"in\"{more}}}")
    };
    let words = [
        word("rings", ""),
        word("answered", ",\"extension\":102"),
        word("ended", ",\"extension\":\"102\",\"talk\":\"30\""),
    ];
    let tell = |shop: &Shop, at: usize| assert_eq!(shop.says(Cloud::Uis, "", &words[at], &[]).status, 200);
    in_any_order(&taken(), tell, 3);
    let shop = Shop::new();
    shop.says(Cloud::Uis, "", &word("rings", ""), &[]);
    shop.says(Cloud::Uis, "", &word("missed", ""), &[]);
    assert_eq!(comes(&shop.calls(PHONE)[0]), missed());
    assert_eq!(shop.says(Cloud::Uis, "", "{\"event\":\"rings\"}", &[]).status, 400);
}

#[test]
fn ringostat_tells_of_a_call_when_it_is_over() {
    let body = "uniqueid=r1&calldate=2026-03-11+12:00:00&caller_number=79161234567&dst=74950000001&disposition=ANSWERED&duration=39&billsec=30&waittime=9&call_type=in&employee_number=102&recording=https%3A%2F%2Frec.example%2F1";
    let tell = |shop: &Shop, _| assert_eq!(shop.says(Cloud::Ringostat, "", body, &[]).status, 200);
    in_any_order(&taken(), tell, 2);
}
