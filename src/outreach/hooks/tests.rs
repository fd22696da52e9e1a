//! From a request to the message and the customer it is about: who may say it, said twice, early, of another shop's message.

use std::path::PathBuf;
use std::sync::Arc;

use super::*;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::door::DeskDoor;
use crate::desk::new_customer::NewCustomer;
use crate::desk::new_customer::Whose;
use crate::desk::tests::order;
use crate::desk::tests::who;
use crate::domain::action::Action;
use crate::domain::action::Consent;
use crate::domain::ids::CustomerId;
use crate::domain::language::Lang;
use crate::domain::message::Channel;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageState;
use crate::domain::message::MessageWords;
use crate::domain::sending::SendOutcome;
use crate::domain::sending::TakenBy;
use crate::domain::settings::ChannelSetting;
use crate::domain::settings::ListenSetting;
use crate::domain::settings::SecretRef;
use crate::domain::settings::Settings;
use crate::domain::settings::SourceSetting;
use crate::domain::settings::Via;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::net::http::base64;
use crate::net::http::form;
use crate::net::listen::Method;
use crate::net::listen::Route;
use crate::net::listen::WebReply;
use crate::net::listen::WebRequest;
use crate::net::listen::answer;
use crate::net::sign::hmac_sha1;
use crate::outreach::sending::tests::turns::brought;
use crate::view::outbox;
use crate::view::outbox::Messages;

/// Wednesday, 12:00 in Moscow.
const NOON: Time = Time(1_773_219_600_000);
const OUTSIDE: &str = "https://desk.lavka.example";

struct Shop {
    _folder: tempfile::TempDir,
    desk: Desk,
    routes: Vec<Route>,
}

fn shop(via: Via) -> Shop {
    shop_with(via, |_| ())
}

fn shop_with(via: Via, change: impl FnOnce(&mut Settings)) -> Shop {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join("a.db");
    let sms = ChannelSetting {
        via,
        carries: Some(Channel::Sms),
        user: Some("AC1".to_owned()),
        secret: Some(SecretRef::Env("KEY".to_owned())),
        delivered: Some("state=done".to_owned()),
        undelivered: Some("state=lost".to_owned()),
        ..ChannelSetting::default()
    };
    let mut settings = Settings {
        channel_list: vec![("sms".to_owned(), sms)],
        listen: ListenSetting {
            address: Some("127.0.0.1:8787".parse().unwrap()),
            public_url: Some(OUTSIDE.to_owned()),
        },
        ..Settings::default()
    };
    change(&mut settings);
    let settings = Arc::new(settings);
    let desk = Desk::open(&path, Arc::clone(&settings), who("anna"), Clock::Stopped(NOON)).unwrap();
    let door = Arc::new(DeskDoor::new(
        path,
        settings,
        who("anna"),
        Clock::Stopped(NOON + Span::minutes(1)),
    ));
    let variable: Arc<crate::outreach::gateways::Variables> =
        Arc::new(|name| (name == "KEY").then(|| "s3cret".to_owned()));
    Shop {
        _folder: folder,
        desk,
        routes: vec![stop(&door), reports(&door, &variable)],
    }
}

impl Shop {
    fn customer(&mut self, phone: &str, email: &str) -> CustomerId {
        let customer = NewCustomer {
            name: "Елена Иванова".to_owned(),
            phone: Some((phone.to_owned(), Some(phone.to_owned()))),
            email: Some(email.to_owned()),
        };
        let made = self.desk.new_order(&Whose::New(customer), order(100_000)).unwrap();
        self.desk
            .perform(Target::Order(made.order.unwrap()), &Action::Confirm)
            .unwrap();
        all(&self.desk)[0].customer
    }

    fn agrees(&mut self, customer: CustomerId) {
        let agrees = Action::Consent(Consent::Given);
        self.desk.perform(Target::Customer(customer), &agrees).unwrap();
    }

    fn off(&self, id: CustomerId) -> bool {
        let card = self.desk.read(|look| look.store.customer(id)).unwrap();
        card.unwrap().offers.consent_off_at.is_some()
    }

    /// What is at an address from outside.
    fn at(&self, method: Method, url: &str, body: &str, sign: Option<&str>) -> WebReply {
        let path = url.strip_prefix(OUTSIDE).unwrap_or(url);
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let mut headers = vec![(
            "content-type".to_owned(),
            "application/x-www-form-urlencoded".to_owned(),
        )];
        headers.extend(sign.map(|sign| ("x-twilio-signature".to_owned(), sign.to_owned())));
        let request = WebRequest {
            method,
            path: path.to_owned(),
            rest: String::new(),
            query: query.to_owned(),
            headers,
            body: body.as_bytes().to_vec(),
            from: "203.0.113.5".parse().unwrap(),
        };
        answer(&self.routes, request)
    }

    /// A message that is on its way, and its mark.
    fn sending(&mut self) -> (MessageRow, String) {
        self.customer("+79161234567", "c@mail.example");
        let id = all(&self.desk)[0].id;
        self.desk.clock = Clock::Stopped(NOON + Span::seconds(20));
        let message = self.desk.message(id).unwrap().unwrap();
        let mark = format!("{id}.00ff00ff00ff00ff");
        let words = MessageWords {
            text: "x".to_owned(),
            mark: mark.clone(),
            ..MessageWords::default()
        };
        assert!(self.desk.take_to_send(&message, &words).unwrap());
        (message, mark)
    }

    fn sent(&mut self, gateway_id: Option<&str>) -> String {
        let (message, mark) = self.sending();
        let by = TakenBy {
            channel: "sms",
            ask_at: gateway_id.map(|_| NOON + Span::minutes(1)),
        };
        let id = gateway_id.map(str::to_owned);
        self.desk
            .record_sending(&message, &by, &SendOutcome::Accepted { id })
            .unwrap();
        mark
    }

    fn state(&self) -> MessageState {
        all(&self.desk)[0].state
    }
}

fn all(desk: &Desk) -> Vec<MessageRow> {
    desk.read(|look| outbox::outbox(look, Messages::All, 1_000)).unwrap()
}

#[test]
fn a_look_at_the_page_changes_nothing_and_its_button_ends_offers_by_every_card() {
    let mut shop = shop(Via::SmsRu);
    let elena = shop.customer("+79161234567", "c@mail.example");
    let other = shop.customer("+79161234568", "d@mail.example");
    for id in [elena, other] {
        shop.agrees(id);
    }
    let edit = crate::domain::action::CustomerEdit {
        add_email: Some("c@mail.example".to_owned()),
        ..Default::default()
    };
    shop.desk
        .perform(Target::Customer(other), &Action::Customer(edit))
        .unwrap();
    let stranger = shop.customer("+79161234569", "e@mail.example");
    let url = stop_url(&mut shop.desk, elena).unwrap().unwrap();
    assert_eq!(stop_url(&mut shop.desk, elena).unwrap(), Some(url.clone()));
    assert_ne!(stop_url(&mut shop.desk, other).unwrap(), Some(url.clone()));
    let page = shop.at(Method::Get, &url, "", None);
    assert_eq!(page.status, 200);
    assert!(page.body.contains("<form method=\"post\">"), "{}", page.body);
    assert!(
        page.body.contains("<html lang=\"ru\">") && !page.body.contains("Елена"),
        "{}",
        page.body
    );
    assert!(!shop.off(elena));
    // The word of one is not another's, and half a word is none.
    let word = url.rsplit_once('.').unwrap().1;
    for wrong in [
        format!("{OUTSIDE}/stop/{other}.{word}"),
        url[..url.len() - 1].to_owned(),
        format!("{OUTSIDE}/stop/"),
        format!("{OUTSIDE}/stop/{elena}."),
    ] {
        assert_eq!(shop.at(Method::Post, &wrong, "", None).status, 404, "{wrong}");
    }
    assert_eq!(shop.at(Method::Other, &url, "", None).status, 405);
    assert!(!shop.off(elena) && !shop.off(other));
    for _ in 0..2 {
        let done = shop.at(Method::Post, &url, "List-Unsubscribe=One-Click", None);
        assert_eq!(done.status, 200);
        assert!(!done.body.contains("<form"), "{}", done.body);
    }
    assert!(shop.off(elena) && shop.off(other) && !shop.off(stranger));
    let told = shop.desk.read(|look| look.store.journal_of_one(elena, 50)).unwrap();
    let said = told.iter().filter(|entry| entry.kind.code() == "unsubscribed");
    assert_eq!(said.count(), 1);
}

#[test]
fn the_page_is_of_the_shop_whose_offers_they_got() {
    let mut shop = shop_with(Via::SmsRu, |settings| {
        "Лавка".clone_into(&mut settings.shop.name);
        settings.sources = vec![SourceSetting {
            name: "Tea House".to_owned(),
            platform: Some("tea".to_owned()),
            language: Some(Lang::En),
            ..SourceSetting::default()
        }];
    });
    let elena = shop.customer("+79161234567", "c@mail.example");
    let url = stop_url(&mut shop.desk, elena).unwrap().unwrap();
    let page = shop.at(Method::Get, &url, "", None).body;
    assert!(page.contains(">Лавка<") && page.contains("lang=\"ru\""), "{page}");
    let order = brought(&mut shop.desk, "tea", "+79161234569");
    let of = shop.desk.read(|look| look.store.order(order)).unwrap().unwrap();
    let url = stop_url(&mut shop.desk, of.facts.customer).unwrap().unwrap();
    for method in [Method::Get, Method::Post] {
        let page = shop.at(method, &url, "", None).body;
        assert!(page.contains(">Tea House<") && page.contains("lang=\"en\""), "{page}");
        assert!(!page.contains("Лавка"), "{page}");
    }
    assert!(shop.off(of.facts.customer) && !shop.off(elena));
}

#[test]
fn without_an_address_from_outside_nothing_names_one() {
    let mut shop = shop(Via::SmsRu);
    let elena = shop.customer("+79161234567", "c@mail.example");
    let mut settings = Settings::clone(&shop.desk.settings);
    settings.listen = ListenSetting::default();
    shop.desk.settings = Arc::new(settings);
    assert_eq!(stop_url(&mut shop.desk, elena).unwrap(), None);
    assert_eq!(report_url(&mut shop.desk, "sms", None).unwrap(), None);
    assert_eq!(shop.desk.listen_key().unwrap(), None);
}

#[test]
fn each_gateway_says_in_its_own_words_what_became_of_a_message() {
    let smsru = |code: &str| {
        form(&[
            ("data[0]", &format!("sms_status\n000000-1\n{code}\n1773219600")),
            ("hash", "x"),
        ])
    };
    let smsc = |code: &str| {
        form(&[
            ("id", "000000-1"),
            ("phone", "79161234567"),
            ("status", code),
            ("err", "6"),
        ])
    };
    let (there, never, under_way) = (MessageState::Delivered, MessageState::Failed, MessageState::Sent);
    for (via, body, state, said) in [
        (Via::SmsRu, smsru("103"), there, "100"),
        (Via::SmsRu, smsru("105"), never, "100"),
        (Via::SmsRu, smsru("102"), under_way, "100"),
        (Via::SmsRu, "data[0]=sms_status".to_owned(), under_way, "100"),
        (
            Via::SmsRu,
            "data%5B0%5D=callback%0A000000-1%0A103".to_owned(),
            under_way,
            "100",
        ),
        (Via::Smsc, smsc("1"), there, "OK"),
        (Via::Smsc, smsc("20"), never, "OK"),
        (Via::Smsc, smsc("0"), under_way, "OK"),
        (Via::Smsc, smsc("no number"), under_way, "OK"),
    ] {
        let mut shop = shop(via);
        shop.sent(Some("000000-1"));
        let url = report_url(&mut shop.desk, "sms", None).unwrap().unwrap();
        let wrong = url.replace("/sms/", "/mail/");
        assert_eq!(shop.at(Method::Post, &wrong, &body, None).status, 404);
        assert_eq!(shop.at(Method::Post, &format!("{url}0"), &body, None).status, 404);
        assert_eq!(shop.state(), under_way, "nobody is believed without the word");
        for _ in 0..2 {
            let reply = shop.at(Method::Post, &url, &body, None);
            assert_eq!((reply.status, reply.body.as_str()), (200, said));
            assert_eq!(shop.state(), state, "{via:?} {body}");
        }
    }
    let mut named = shop(Via::Smsc);
    named.sent(Some("000000-1"));
    let url = report_url(&mut named.desk, "смс 2", None).unwrap().unwrap();
    assert!(url.contains("/report/%D1%81%D0%BC%D1%81%202/"), "{url}");
    let mut by_get = shop(Via::Smsc);
    by_get.sent(Some("000000-1"));
    let url = report_url(&mut by_get.desk, "sms", None).unwrap().unwrap();
    by_get.at(Method::Get, &format!("{url}?{}", smsc("1")), "", None);
    assert_eq!(by_get.state(), there);
    let mut of_another = shop(Via::Smsc);
    of_another.sent(Some("000000-2"));
    let url = report_url(&mut of_another.desk, "sms", None).unwrap().unwrap();
    assert_eq!(of_another.at(Method::Post, &url, &smsc("1"), None).status, 200);
    assert_eq!(of_another.state(), under_way);
}

#[test]
fn twilio_is_believed_by_its_signature_alone() {
    let mut shop = shop(Via::Twilio);
    let mark = shop.sent(Some("SM1"));
    let url = report_url(&mut shop.desk, "sms", Some(&mark)).unwrap().unwrap();
    let body = form(&[
        ("MessageStatus", "undelivered"),
        ("MessageSid", "SM1"),
        ("ErrorCode", "30003"),
    ]);
    let signed = |secret: &str, url: &str| {
        let text = format!("{url}ErrorCode30003MessageSidSM1MessageStatusundelivered");
        base64(&hmac_sha1(secret.as_bytes(), text.as_bytes()))
    };
    for wrong in [
        None,
        Some(signed("other", &url)),
        Some(signed("s3cret", OUTSIDE)),
        Some(String::new()),
    ] {
        assert_eq!(shop.at(Method::Post, &url, &body, wrong.as_deref()).status, 403);
    }
    assert_eq!(shop.state(), MessageState::Sent);
    let right = signed("s3cret", &url);
    assert_eq!(shop.at(Method::Post, &url, &body, Some(&right)).status, 200);
    let message = all(&shop.desk).remove(0);
    assert_eq!(
        (message.state, message.error.as_deref()),
        (MessageState::Failed, Some("undelivered 30003"))
    );
}

#[test]
fn any_gateway_reports_at_the_address_it_got_with_the_message_and_too_early_says_it_again() {
    let mut shop = shop(Via::Http);
    let (message, mark) = shop.sending();
    let url = report_url(&mut shop.desk, "sms", Some(&mark)).unwrap().unwrap();
    assert_eq!(
        shop.at(Method::Post, &url, "state=done", None).status,
        503,
        "it is on its way"
    );
    let accepted = SendOutcome::Accepted { id: None };
    shop.desk
        .record_sending(&message, &TakenBy::channel("sms"), &accepted)
        .unwrap();
    shop.at(Method::Post, &url, "state=queued", None);
    assert_eq!(shop.state(), MessageState::Sent);
    let other = url.replace("00ff00ff00ff00ff", "00ff00ff00ff00fe");
    assert_eq!(shop.at(Method::Post, &other, "state=done", None).status, 200);
    assert_eq!(shop.state(), MessageState::Sent, "no message has that mark");
    shop.at(Method::Get, &format!("{url}?state=done"), "", None);
    assert_eq!(shop.state(), MessageState::Delivered);
    // What is said last of what has arrived changes nothing.
    shop.at(Method::Post, &url, "state=lost", None);
    assert_eq!(shop.state(), MessageState::Delivered);
}
