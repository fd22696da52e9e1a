//! Whatever may go wrong with any of the carriers: it is said, nothing is lost, and it works again.

use serde_json::json;

use super::bench::Bench;
use super::bench::NOON;
use super::bench::turn;
use super::fake::Answer;
use super::fake::CUT;
use super::fake::FakeCarrier;
use super::shapes;
use super::shapes::TOKEN;
use crate::desk::tests::card_of;
use crate::domain::carrier::Carrier;
use crate::domain::order::Stage;
use crate::domain::order_feed::FeedFault;
use crate::domain::target::CardKey;
use crate::domain::time::Span;

const NUMBER: &str = "20450000000001";

const CARRIERS: [Carrier; 4] = [
    Carrier::NovaPoshta,
    Carrier::RussianPost,
    Carrier::Cdek,
    Carrier::Ukrposhta,
];

/// What a carrier answers about the number; the last of them is about it, whatever is asked for before that.
fn answers(carrier: Carrier, word: Word) -> Vec<Answer> {
    let at = "2026-03-11T08:00:00";
    let about = match (carrier, word) {
        (Carrier::NovaPoshta, word) => {
            let code = word.pick("7", "777");
            shapes::document(&json!(code), &[])
        }
        (Carrier::RussianPost, word) => {
            let (kind, attribute) = word.pick((8, 2), (99, 7));
            shapes::envelope("ns3", &[(kind, attribute, &format!("{at}+03:00"), "Тверь")])
        }
        (Carrier::Cdek, word) => {
            let code = word.pick("ACCEPTED_AT_PICK_UP_POINT", "SOMETHING_NEW");
            shapes::order(&json!([shapes::status(code, "")]))
        }
        (_, word) => json!([{"barcode": NUMBER, "date": at, "name": "Львів", "event": word.pick(21_700, 31_300),
            "eventName": "Подія"}])
        .to_string(),
    };
    let good = |body: &str| Some((200, "", body.to_owned()));
    let before = (carrier == Carrier::Cdek).then(|| good(TOKEN));
    before.into_iter().chain([good(&about)]).collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    Arrived,
    NobodyKnows,
}

impl Word {
    fn pick<T>(self, arrived: T, unknown: T) -> T {
        if self == Word::Arrived { arrived } else { unknown }
    }
}

/// How a carrier says that its key or password is wrong.
fn wrong_key(carrier: Carrier) -> (u16, &'static str, String) {
    let body = match carrier {
        Carrier::NovaPoshta => {
            json!({"success": false, "data": [], "errors": ["API key is not valid s3cret KEY"]}).to_string()
        }
        Carrier::RussianPost => "<S:Envelope xmlns:S=\"http://www.w3.org/2003/05/soap-envelope\"><S:Body><S:Fault>\
             <S:Reason><S:Text>Неверный логин или пароль s3cret PASSWORD</S:Text></S:Reason><S:Detail>\
             <ns3:AuthorizationFaultReason xmlns:ns3=\"x\"/></S:Detail></S:Fault></S:Body></S:Envelope>"
            .to_owned(),
        Carrier::Cdek => r#"{"error":"invalid_client","error_description":"Bad s3cret PASSWORD"}"#.to_owned(),
        _ => r#"{"message":"Bad credentials s3cret KEY"}"#.to_owned(),
    };
    let status = match carrier {
        Carrier::NovaPoshta => 200,
        Carrier::RussianPost => 500,
        _ => 401,
    };
    (status, "", body)
}

#[test]
fn every_failure_of_every_carrier_is_said_and_it_works_again() {
    let page = || "<html><head><title>x</title></head><body><h1>Зайдите позже</h1></body></html>".to_owned();
    for carrier in CARRIERS {
        let whole = answers(carrier, Word::Arrived).pop().flatten().unwrap().2;
        let half: String = whole.chars().take(whole.chars().count() / 2).collect();
        let cases: [(Answer, FeedFault, i64); 10] = [
            (
                Some((429, "Retry-After: 1800\r\n", "{}".to_owned())),
                FeedFault::TooMany,
                30,
            ),
            (Some((429, "", page())), FeedFault::TooMany, 1),
            (Some((200, "", page())), FeedFault::NotOrders, 1),
            (Some((502, "", page())), FeedFault::Broken, 1),
            (Some((503, "Retry-After: 600\r\n", page())), FeedFault::Closed, 10),
            (Some((403, "", page())), FeedFault::Forbidden, 1),
            // It ends in the middle, whether it was to be so long or not.
            (Some((200, "", half.clone())), FeedFault::NotOrders, 1),
            (Some((200, CUT, half)), FeedFault::Slow, 1),
            (None, FeedFault::Slow, 1),
            (Some(wrong_key(carrier)), FeedFault::Unauthorized, 1),
        ];
        let fake = FakeCarrier::answering([]);
        let bench = Bench::new(carrier, &fake.address);
        let id = bench.sent(&mut bench.desk(NOON), &[NUMBER])[0];
        let mut runner = bench.runner();
        let mut now = NOON + Span::minutes(1);
        for (failure, fault, pause) in cases {
            // Of two questions either may fail.
            let mut firsts = vec![Vec::new()];
            if carrier == Carrier::Cdek {
                firsts.push(vec![Some((200, "", TOKEN.to_owned()))]);
            }
            for first in firsts {
                fake.answers(first.into_iter().chain([failure.clone()]));
                let trouble = turn(&bench, &mut runner, now).trouble.unwrap();
                let said = format!("{carrier:?} {failure:?}: {trouble:?}");
                assert_eq!(trouble.fault, fault, "{said}");
                assert!(
                    !trouble.said.contains("s3cret") && !trouble.said.contains("h1>"),
                    "{said}"
                );
                let state = bench.desk(now).carrier_state(carrier).unwrap();
                assert_eq!(state.failing.map(|failing| failing.fault), Some(fault), "{said}");
                let next = state.next_at.unwrap();
                assert_eq!(next - now, Span::minutes(pause), "{said}");
                assert!(turn(&bench, &mut runner, next - Span(1)).rests, "{said}");

                fake.answers(answers(carrier, Word::Arrived));
                assert_eq!(turn(&bench, &mut runner, next).counts.asked, 1, "{said}");
                let desk = bench.desk(next);
                let facts = card_of(&desk, CardKey::Order(id)).order.unwrap().facts;
                assert_eq!(facts.stage, Stage::Arrived, "{said}");
                assert_eq!(desk.carrier_state(carrier).unwrap().failing, None, "{said}");
                now = next + Span::hours(2);
            }
        }
    }
}

#[test]
fn a_word_nobody_knows_is_kept_and_shown_and_nothing_is_guessed_of_it() {
    for carrier in CARRIERS {
        let fake = FakeCarrier::answering(answers(carrier, Word::NobodyKnows));
        let bench = Bench::new(carrier, &fake.address);
        let id = bench.sent(&mut bench.desk(NOON), &[NUMBER])[0];
        let mut runner = bench.runner();
        let now = NOON + Span::minutes(1);
        let told = turn(&bench, &mut runner, now);
        assert_eq!((told.counts.news, told.counts.changed), (1, 0), "{carrier:?}");
        let desk = bench.desk(now);
        let card = card_of(&desk, CardKey::Order(id));
        assert_eq!(card.order.unwrap().facts.stage, Stage::Dispatched, "{carrier:?}");
        let event = card.followed[0].newest().unwrap();
        assert_eq!(event.state, None, "{carrier:?}");
        let codes = ["777", "99/7", "SOMETHING_NEW", "31300"];
        assert!(codes.contains(&event.code.as_str()), "{event:?}");
        assert_eq!(desk.numbers_followed(carrier).unwrap(), 1, "it is asked about again");
    }
}
