//! Russian Post: its SOAP service of single numbers, `getOperationHistory` (tracking.pochta.ru/specification). A hundred
//! questions a day are free: many numbers are asked about by tickets.

use chrono_tz::Tz;

use super::answer;
use super::answer::time;
use super::batch::BatchSource;
use super::source::CarrierSource;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::parcel_news::ParcelAbout;
use crate::domain::parcel_news::ParcelEvent;
use crate::domain::parcel_news::ParcelNews;
use crate::domain::parcel_news::ParcelState;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::net::http::HttpAnswer;
use crate::net::http::HttpCall;
use crate::net::secret::Secret;
use crate::text::clean;
use crate::text::escaped_html;
use crate::text::xml::Node;

/// Where it is.
pub(super) const HOME: &str = "https://tracking.russianpost.ru/rtm34";
/// Who has asked too much that day is answered again on the next.
const TOO_MUCH: Span = Span::hours(6);

/// Its service.
pub(super) struct RussianPost {
    pub(super) home: String,
    pub(super) login: String,
    pub(super) password: Secret,
}

impl CarrierSource for RussianPost {
    fn at_once(&self) -> usize {
        1
    }

    fn breath(&self) -> Span {
        Span::seconds(2)
    }

    fn ask(&mut self, numbers: &[String], now: Time) -> Result<Vec<ParcelNews>, FeedTrouble> {
        let mut all = Vec::with_capacity(numbers.len());
        for number in numbers {
            let call = HttpCall {
                url: self.home.clone(),
                body: Some(self.question(number)),
                headers: vec![(
                    "Content-Type".to_owned(),
                    "application/soap+xml; charset=utf-8".to_owned(),
                )],
                ..HttpCall::default()
            };
            let answer = answer::call(&call, &[&self.password])?;
            all.extend(news(number, &answer, now)?);
        }
        Ok(all)
    }

    fn batches(&mut self) -> Option<&mut dyn BatchSource> {
        Some(self)
    }
}

impl RussianPost {
    fn question(&self, number: &str) -> String {
        format!(
            "<soap:Envelope xmlns:soap=\"http://www.w3.org/2003/05/soap-envelope\" \
             xmlns:oper=\"http://russianpost.org/operationhistory\" \
             xmlns:data=\"http://russianpost.org/operationhistory/data\" \
             xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Header/><soap:Body>\
             <oper:getOperationHistory><data:OperationHistoryRequest><data:Barcode>{}</data:Barcode>\
             <data:MessageType>0</data:MessageType><data:Language>RUS</data:Language></data:OperationHistoryRequest>\
             <data:AuthorizationHeader soapenv:mustUnderstand=\"1\"><data:login>{}</data:login>\
             <data:password>{}</data:password></data:AuthorizationHeader></oper:getOperationHistory>\
             </soap:Body></soap:Envelope>",
            escaped_html(number),
            escaped_html(&self.login),
            escaped_html(self.password.reveal())
        )
    }
}

/// The body of a SOAP answer; none of anything else.
pub(super) fn envelope_body(answer: &HttpAnswer) -> Option<Node> {
    let envelope = Node::read(answer.body.trim_start_matches('\u{feff}')).ok()?;
    envelope.into_child("Body")
}

/// What it tells of a number; none of one it does not know.
fn news(number: &str, answer: &HttpAnswer, now: Time) -> Result<Option<ParcelNews>, FeedTrouble> {
    let Some(body) = envelope_body(answer) else {
        return Err(answer::refusal(answer, now));
    };
    if let Some(fault) = body.child("Fault") {
        return refused(fault, &answer.body).map_or(Ok(None), Err);
    }
    let history = body.child("getOperationHistoryResponse");
    let Some(history) = history.filter(|_| answer.status == 200) else {
        return Err(answer::refusal(answer, now));
    };
    let records: Vec<&Node> = history.list("OperationHistoryData", "historyRecord").collect();
    let sums = |name: &str| {
        let sum = |record: &&Node| record.child("FinanceParameters")?.get(name).parse::<i64>().ok();
        records.iter().filter_map(sum).find(|sum| *sum > 0)
    };
    Ok(Some(ParcelNews {
        number: number.to_owned(),
        events: records.iter().filter_map(|record| event(record)).collect(),
        about: ParcelAbout {
            // Kopecks.
            cod: sums("Payment"),
            cost: sums("MassRate"),
            ..ParcelAbout::default()
        },
        estimate_at: None,
    }))
}

/// Why it refuses; none where it only does not know the number.
pub(super) fn refused(fault: &Node, body: &str) -> Option<FeedTrouble> {
    let reason = fault
        .child("Reason")
        .map_or_else(|| fault.get("faultstring"), |reason| reason.get("Text"));
    let detail = fault.child("Detail").or_else(|| fault.child("detail"));
    let detail_says = |name: &str| detail.is_some_and(|detail| detail.has(name));
    let said = answer::said(if reason.is_empty() { body } else { reason });
    let words = said.to_lowercase();
    let is_too_much = ["лимит", "превыш", "limit"].iter().any(|word| words.contains(word));
    if is_too_much {
        return Some(FeedTrouble {
            rest: Some(TOO_MUCH),
            ..FeedTrouble::new(FeedFault::TooMany, said)
        });
    }
    let is_unauthorized = ["авториз", "authoriz", "логин", "парол"]
        .iter()
        .any(|word| words.contains(word));
    if detail_says("AuthorizationFaultReason") || is_unauthorized {
        return Some(FeedTrouble::new(FeedFault::Unauthorized, said));
    }
    if detail_says("OperationHistoryFaultReason") {
        return None;
    }
    Some(FeedTrouble::new(FeedFault::Broken, said))
}

fn event(record: &Node) -> Option<ParcelEvent> {
    let operation = record.child("OperationParameters")?;
    let (kind, attribute) = (operation.child("OperType")?, operation.child("OperAttr"));
    let number = |node: &Node| node.get("Id").parse::<u32>().ok();
    let id = number(kind)?;
    let attribute_id = attribute.and_then(number).unwrap_or(0);
    let at = time(operation.get("OperDate"), Tz::Europe__Moscow)?;
    let words = [
        kind.get("Name"),
        attribute.map_or("", |attribute| attribute.get("Name")),
    ];
    let words: Vec<&str> = words.into_iter().filter(|words| !words.is_empty()).collect();
    let place = record
        .child("AddressParameters")
        .and_then(|address| address.child("OperationAddress"));
    let place = place.map_or("", |place| place.get("Description"));
    Some(ParcelEvent {
        at,
        code: format!("{id}/{attribute_id}"),
        said: one_line(&words.join(": ")),
        state: state(id, attribute_id),
        place: one_line(place),
    })
}

/// A text of several lines as one, fit to be shown.
pub(super) fn one_line(text: &str) -> String {
    clean(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

/// What its operations and their attributes mean, by its list of both.
pub(super) fn state(id: u32, attribute: u32) -> Option<ParcelState> {
    Some(match (id, attribute) {
        (1, _) => ParcelState::HandedOver,
        (2, 1 | 3 | 5 | 6 | 8 | 10..=15 | 17..=19 | 21 | 23 | 25..=27) => ParcelState::Received,
        // Handed to who sent it.
        (2, 2 | 4 | 7 | 9 | 16 | 20 | 22 | 24 | 28..=31) => ParcelState::Returned,
        (3, _) => ParcelState::Returning,
        (5, 1 | 2 | 16 | 18) => ParcelState::Lost,
        // At the place where it is to be given out; and a courier who met nobody.
        (8, 2 | 9 | 14 | 39 | 60 | 74) | (6 | 12, _) => ParcelState::Arrived,
        (8, _) => ParcelState::OnTheWay,
        (26, _) => ParcelState::Withdrawn,
        (28, _) => ParcelState::Announced,
        _ => return None,
    })
}
