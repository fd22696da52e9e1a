//! Many numbers asked about by one ticket, whose answer is ready later.

use super::bench::Bench;
use super::bench::NOON;
use super::bench::turn;
use super::fake::Answer;
use super::fake::Asked;
use super::fake::CUT;
use super::fake::FakeCarrier;
use crate::carriers::CarrierRunner;
use crate::desk::tests::card_of;
use crate::domain::carrier::Carrier;
use crate::domain::cell::Cell;
use crate::domain::ids::OrderId;
use crate::domain::order::Stage;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedTouch;
use crate::domain::target::CardKey;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::view::pages::PageKey;
use crate::view::pages::PageQuery;
use crate::view::pages::page;

const POST: Carrier = Carrier::RussianPost;
/// One more than are asked about one by one.
const MANY: i64 = 21;
const TICKET: &str = "20260311120100123LAVKA";

fn numbers(count: i64) -> Vec<String> {
    (0..count).map(|at| format!("{}", 62_009_100_000_000 + at)).collect()
}

/// A desk with that number of parcels of Russian Post under way, each asked about every six hours.
fn waiting(fake: &FakeCarrier, count: i64) -> (Bench, Vec<OrderId>) {
    let mut bench = Bench::new(POST, &fake.address);
    bench.following.poll = None;
    let numbers = numbers(count);
    let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
    let ids = bench.sent(&mut bench.desk(NOON), &numbers);
    (bench, ids)
}

#[expect(clippy::unnecessary_wraps, reason = "an answer, beside those that hang up")]
fn answered(name: &str, inside: &str) -> Answer {
    Some((
        200,
        "",
        format!(
            "<S:Envelope xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\"><S:Body><ns2:{name} \
             xmlns:ns2=\"http://fclient.russianpost.org/postserver\" xmlns:ns3=\"http://fclient.russianpost.org\">{inside}\
             </ns2:{name}></S:Body></S:Envelope>"
        ),
    ))
}

fn ticket() -> Answer {
    answered("ticketResponse", &format!("<value>{TICKET}</value>"))
}

fn no_ticket(error: u32) -> Answer {
    answered("ticketResponse", &minded(error))
}

fn no_answer(error: u32) -> Answer {
    answered("answerByTicketResponse", &minded(error))
}

fn minded(error: u32) -> String {
    format!("<error ErrorTypeID=\"{error}\" ErrorName=\"Что-то не так s3cret PASSWORD\"/>")
}

/// All these parcels wait for their customers, but the last, of which nothing is known.
fn arrived(numbers: &[String]) -> Answer {
    let (last, known) = numbers.split_last().unwrap();
    let known = known.iter().map(|number| {
            format!(
                "<ns3:Item Barcode=\"{number}\"><ns3:Operation OperTypeID=\"1\" OperCtgID=\"1\" OperName=\"Прием\" \
                 DateOper=\"10.03.2026 18:07:00\" IndexOper=\"101000\"/><ns3:Operation OperTypeID=\"8\" OperCtgID=\"2\" \
                 OperName=\"Обработка\" DateOper=\"11.03.2026 11:30:00\" IndexOper=\"170000\"/></ns3:Item>"
            )
        });
    let known = known.collect::<Vec<_>>().concat();
    let unknown = format!(
        "<ns3:Item Barcode=\"{last}\"><ns3:Error ErrorTypeID=\"12\" ErrorName=\"Сообщение не найдено\"/></ns3:Item>"
    );
    answered(
        "answerByTicketResponse",
        &format!("<value FileName=\"\" DatePreparation=\"11.03.2026 12:10:00\">{known}{unknown}</value>"),
    )
}

/// A machine of its own: a ticket names the numbers it is for.
pub(super) fn machine(asked: &Asked, received: bool) -> Answer {
    let between = |before: &str, after: &str| -> Vec<&str> {
        let parts = asked.body.split(before).skip(1);
        parts.filter_map(|part| part.split(after).next()).collect()
    };
    let numbers = between("Barcode=\"", "\"");
    if !numbers.is_empty() {
        let ticket = format!("<value>{}</value>", numbers.join("-"));
        return answered("ticketResponse", &ticket);
    }
    let (operation, at) = if received {
        ("OperTypeID=\"2\" OperCtgID=\"1\"", "11.03.2026 20:00:00")
    } else {
        ("OperTypeID=\"8\" OperCtgID=\"2\"", "11.03.2026 08:00:00")
    };
    let ticket = between("<ticket>", "<");
    let items = ticket[0].split('-').map(|number| {
        format!("<ns3:Item Barcode=\"{number}\"><ns3:Operation {operation} DateOper=\"{at}\"/></ns3:Item>")
    });
    let items = items.collect::<Vec<_>>().concat();
    answered("answerByTicketResponse", &format!("<value>{items}</value>"))
}

fn at(minutes: i64) -> Time {
    NOON + Span::minutes(minutes)
}

fn stage(bench: &Bench, now: Time, id: OrderId) -> Stage {
    card_of(&bench.desk(now), CardKey::Order(id)).order.unwrap().facts.stage
}

#[test]
fn many_numbers_are_asked_about_by_one_ticket_that_outlives_a_restart() {
    let fake = FakeCarrier::answering([ticket()]);
    let (bench, ids) = waiting(&fake, MANY);
    let mut runner = bench.runner();
    let given = turn(&bench, &mut runner, at(1));
    assert_eq!((given.later, given.counts.asked), (Some(at(16)), 0));
    let asked = fake.asked();
    assert_eq!((asked.len(), asked[0].path.as_str()), (1, "/fc"));
    assert!(asked[0].headers.contains("text/xml"), "{}", asked[0].headers);
    assert_eq!(asked[0].body.matches("<fcl:Item Barcode=").count(), 21);
    let login = "<login>lavka</login><password>s3cret PASSWORD</password>";
    assert!(asked[0].body.contains(login), "{}", asked[0].body);
    // Its answer is asked for no sooner, in any process, whatever somebody wants; and nothing else is.
    bench.desk(at(5)).touch_carrier(POST, FeedTouch::Ask).unwrap();
    for minutes in [2, 5, 6, 15] {
        turn(&bench, &mut runner, at(minutes));
        turn(&bench, &mut bench.runner(), at(minutes) + Span::seconds(2));
    }
    assert_eq!(fake.asked().len(), 1);
    let desk = bench.desk(at(6));
    let page = desk
        .read(|look| page(look, PageKey::Feeds, &PageQuery::default()))
        .unwrap();
    let stands = &page.sections[0].rows[0].cells[1];
    assert!(
        matches!(stands, Cell::Label(label) if label.key == "feeds-answer_later"),
        "{stands:?}"
    );

    // It is not ready: another quarter of an hour. The process is another one.
    fake.answer(no_answer(6));
    let mut runner = bench.runner();
    assert_eq!(turn(&bench, &mut runner, at(16)).later, Some(at(31)));
    assert!(fake.asked()[1].body.contains(&format!("<ticket>{TICKET}</ticket>")));
    for minutes in [17, 30] {
        assert!(turn(&bench, &mut bench.runner(), at(minutes)).rests);
    }
    fake.answer(arrived(&numbers(MANY)));
    let told = turn(&bench, &mut runner, at(31));
    assert_eq!((told.counts.asked, told.counts.news, told.counts.changed), (21, 20, 20));
    assert_eq!(fake.asked().len(), 3);
    assert_eq!(stage(&bench, at(31), ids[0]), Stage::Arrived);
    assert_eq!(
        stage(&bench, at(31), ids[20]),
        Stage::Dispatched,
        "nothing is known of it"
    );
    let desk = bench.desk(at(31));
    let card = card_of(&desk, CardKey::Order(ids[0]));
    let newest = card.followed[0].newest().unwrap();
    assert_eq!((newest.code.as_str(), newest.place.as_str()), ("8/2", "170000"));
    assert_eq!(newest.at.rfc3339(), "2026-03-11T08:30:00Z", "by the clock of Moscow");
    // All were heard of: nothing is asked for hours, and then by another ticket.
    for minutes in [32, 60, 390] {
        assert!(turn(&bench, &mut runner, at(minutes)).rests, "{minutes}");
    }
    fake.answer(ticket());
    assert_eq!(turn(&bench, &mut runner, at(392)).later, Some(at(407)));
    // Told once more, it changes nothing.
    fake.answer(arrived(&numbers(MANY)));
    let again = turn(&bench, &mut runner, at(407)).counts;
    assert_eq!((again.asked, again.news), (21, 0));
}

#[test]
fn a_few_numbers_are_asked_about_one_by_one() {
    let fake = FakeCarrier::answering([Some((200, "", super::shapes::envelope("ns3", &[])))]);
    let (bench, _) = waiting(&fake, 20);
    let mut runner = bench.runner();
    for second in 0..20 {
        let one = turn(&bench, &mut runner, at(1) + Span::seconds(3 * second));
        assert_eq!((one.counts.asked, one.later), (1, None));
    }
    let asked = fake.asked();
    assert!(
        asked.len() == 20 && asked.iter().all(|asked| asked.path == "/"),
        "{asked:?}"
    );
}

#[test]
fn a_long_answer_is_taken_in_by_parts_and_its_ticket_kept_until_the_last() {
    let fake = FakeCarrier::answering([ticket(), arrived(&numbers(120))]);
    let (bench, _) = waiting(&fake, 120);
    let mut runner = bench.runner();
    turn(&bench, &mut runner, at(1));
    assert_eq!(turn(&bench, &mut runner, at(16)).counts.asked, 100);
    // A process that ends after the first part leaves the ticket to the next one.
    let mut next = bench.runner();
    assert_eq!(turn(&bench, &mut next, at(16)).later, Some(at(31)));
    let parts = [0; 2].map(|_| {
        let counts = turn(&bench, &mut next, at(31)).counts;
        (counts.asked, counts.news)
    });
    assert_eq!(parts, [(100, 0), (20, 19)], "what was taken in is known");
    assert_eq!(fake.asked().len(), 3);
    assert_eq!(bench.desk(at(31)).carrier_state(POST).unwrap().cursor, None);
}

#[test]
fn a_ticket_is_dropped_when_its_answer_is_gone_or_it_is_anothers() {
    let of = |ids: &FakeCarrier| -> Vec<bool> {
        let asked = ids.asked();
        asked
            .iter()
            .map(|asked| asked.body.contains("ticketRequest><request>"))
            .collect()
    };
    // Thrown away there; then another is asked for.
    let fake = FakeCarrier::answering([ticket(), no_answer(17), ticket()]);
    let (bench, _) = waiting(&fake, MANY);
    let mut runner = bench.runner();
    for minutes in [1, 16, 17] {
        turn(&bench, &mut runner, at(minutes));
    }
    assert_eq!(of(&fake), [true, false, true]);
    // The machine was off for a weekend: it is known without asking.
    let fake = FakeCarrier::answering([ticket()]);
    let (mut bench, _) = waiting(&fake, MANY);
    turn(&bench, &mut bench.runner(), at(1));
    let monday = at(1) + Span::days(3);
    assert_eq!(
        turn(&bench, &mut bench.runner(), monday).later,
        Some(monday + Span::minutes(15))
    );
    assert_eq!(of(&fake), [true, true]);
    // Another account: its tickets are its own.
    bench.following.login = Some("other".to_owned());
    turn(&bench, &mut bench.runner(), monday + Span::minutes(15));
    assert_eq!(of(&fake), [true, true, true]);
    // A clock that was set back by a day is not waited for.
    let early = at(5);
    fake.answer(no_answer(6));
    turn(&bench, &mut bench.runner(), early);
    turn(&bench, &mut bench.runner(), early + Span::minutes(16));
    assert_eq!(of(&fake), [true, true, true, false, false]);
}

#[test]
fn what_goes_wrong_with_tickets_is_said_and_none_is_lost() {
    let page = || "<html><h1>Технические работы</h1></html>".to_owned();
    let fault = "<S:Envelope xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\"><S:Body><S:Fault>\
         <faultstring>Превышен лимит запросов</faultstring></S:Fault></S:Body></S:Envelope>";
    let whole = arrived(&numbers(MANY)).unwrap().2;
    let half: String = whole.chars().take(whole.chars().count() / 2).collect();
    let any: [(Answer, FeedFault, i64); 8] = [
        (Some((429, "Retry-After: 1800\r\n", page())), FeedFault::TooMany, 30),
        (Some((200, "", page())), FeedFault::NotOrders, 1),
        (Some((502, "", page())), FeedFault::Broken, 1),
        (Some((200, "", half.clone())), FeedFault::NotOrders, 1),
        (Some((200, CUT, half)), FeedFault::Slow, 1),
        (None, FeedFault::Slow, 1),
        (
            Some((401, "", "s3cret PASSWORD".to_owned())),
            FeedFault::Unauthorized,
            1,
        ),
        (Some((500, "", fault.to_owned())), FeedFault::TooMany, 360),
    ];
    let first = [
        (no_ticket(3), FeedFault::Unauthorized, 1),
        (no_ticket(16), FeedFault::Broken, 1),
    ];
    let second = [
        (no_answer(3), FeedFault::Unauthorized, 1),
        (no_answer(16), FeedFault::Broken, 1),
    ];
    let cases = |own: &[(Answer, FeedFault, i64)]| [any.to_vec(), own.to_vec()].concat();
    let fake = FakeCarrier::answering([]);
    let (bench, _) = waiting(&fake, MANY);
    let mut runner = bench.runner();
    let mut now = at(1);
    let state = |at: Time| bench.desk(at).carrier_state(POST).unwrap();
    let fails = |runner: &mut CarrierRunner, now: Time, failure: &Answer, fault: FeedFault, pause: i64| {
        let trouble = turn(&bench, runner, now).trouble.unwrap();
        assert_eq!(trouble.fault, fault, "{failure:?} {trouble:?}");
        assert!(!trouble.said.contains("s3cret"), "{trouble:?}");
        let next = state(now).next_at.unwrap();
        assert_eq!(next - now, Span::minutes(pause), "{failure:?}");
        next
    };
    for (failure, fault, pause) in cases(&first) {
        fake.answer(failure.clone());
        let next = fails(&mut runner, now, &failure, fault, pause);
        fake.answers([ticket(), arrived(&numbers(MANY))]);
        let ready = turn(&bench, &mut runner, next).later.unwrap();
        assert_eq!(turn(&bench, &mut runner, ready).counts.asked, MANY, "{failure:?}");
        now = ready + Span::hours(7);
    }
    for (failure, fault, pause) in cases(&second) {
        fake.answers([ticket(), failure.clone()]);
        let ready = turn(&bench, &mut runner, now).later.unwrap();
        // The same ticket again, no sooner than it may be shown.
        let next = fails(&mut runner, ready, &failure, fault, pause.max(15));
        fake.answer(arrived(&numbers(MANY)));
        assert_eq!(
            turn(&bench, &mut bench.runner(), next).counts.asked,
            MANY,
            "{failure:?}"
        );
        assert!(fake.asked().last().unwrap().body.contains(TICKET));
        now = next + Span::hours(7);
    }
}

#[test]
fn a_number_that_cannot_be_one_does_not_spoil_the_question_about_all() {
    let fake = FakeCarrier::answering([ticket()]);
    let (bench, _) = waiting(&fake, MANY);
    bench.sent(&mut bench.desk(NOON), &["по дороге", "123456789012345678"]);
    turn(&bench, &mut bench.runner(), at(1));
    assert_eq!(fake.asked()[0].body.matches("<fcl:Item Barcode=").count(), 21);
}
