//! Russian Post's service of many numbers, `getTicket` and `getResponseByTicket` (tracking.pochta.ru/specification): a ticket
//! is for up to 3,000 numbers, its answer is asked for no sooner than in 15 minutes, and kept for 32 hours.

use std::fmt::Write;

use chrono_tz::Tz;

use super::answer;
use super::answer::time;
use super::batch::BatchReply;
use super::batch::BatchSource;
use super::batch::NumberTold;
use super::russian_post::RussianPost;
use super::russian_post::envelope_body;
use super::russian_post::one_line;
use super::russian_post::refused;
use super::russian_post::state;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::parcel_news::ParcelEvent;
use crate::domain::parcel_news::ParcelNews;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::net::http::HttpAnswer;
use crate::net::http::HttpCall;
use crate::text::escaped_html;
use crate::text::xml::Node;

/// A hundred questions a day are free, and each parcel is asked about four times a day.
const SINGLY: usize = 20;
/// It takes 3,000: of fewer the answer is not too long.
const AT_MOST: usize = 1_000;
/// A parcel's number has 14 digits, or 13 signs; a longer one has all of them refused.
const NUMBER: usize = 14;

// What the service minds, by its numbers.
const UNAUTHORIZED: &str = "3";
const NOT_READY: &str = "6";
const THROWN_AWAY: &str = "17";

impl BatchSource for RussianPost {
    fn beyond(&self) -> usize {
        SINGLY
    }

    fn at_most(&self) -> usize {
        AT_MOST
    }

    fn fits(&self, number: &str) -> bool {
        !number.is_empty() && number.len() <= NUMBER && number.chars().all(|c| c.is_ascii_alphanumeric())
    }

    fn patience(&self) -> Span {
        Span::minutes(15)
    }

    fn keeps(&self) -> Span {
        Span::hours(32)
    }

    fn account(&self) -> &str {
        &self.login
    }

    fn order(&mut self, numbers: &[String], now: Time) -> Result<String, FeedTrouble> {
        let mut items = String::new();
        for number in numbers {
            let _ = write!(items, "<fcl:Item Barcode=\"{}\"/>", escaped_html(number));
        }
        let asked = format!(
            "<pos:ticketRequest><request>{items}</request>{}<language>RUS</language></pos:ticketRequest>",
            self.login_of_tickets()
        );
        let answer = self.tickets(&asked)?;
        let body = answered(&answer, now)?;
        let response = body.child("ticketResponse");
        let response = response.ok_or_else(|| answer::refusal(&answer, now))?;
        if let Some(error) = response.child("error") {
            return Err(minded(error));
        }
        match response.get("value") {
            "" => Err(answer::refusal(&answer, now)),
            ticket => Ok(ticket.to_owned()),
        }
    }

    fn fetch(&mut self, ticket: &str, now: Time) -> Result<BatchReply, FeedTrouble> {
        let asked = format!(
            "<pos:answerByTicketRequest><ticket>{}</ticket>{}</pos:answerByTicketRequest>",
            escaped_html(ticket),
            self.login_of_tickets()
        );
        let answer = self.tickets(&asked)?;
        let body = answered(&answer, now)?;
        let response = body.child("answerByTicketResponse");
        let response = response.ok_or_else(|| answer::refusal(&answer, now))?;
        if let Some(error) = response.child("error") {
            return match error.attribute("ErrorTypeID") {
                NOT_READY => Ok(BatchReply::NotYet),
                THROWN_AWAY => Ok(BatchReply::Gone),
                _ => Err(minded(error)),
            };
        }
        let Some(value) = response.child("value") else {
            return Err(answer::refusal(&answer, now));
        };
        Ok(BatchReply::Ready(value.all("Item").map(item).collect()))
    }
}

impl RussianPost {
    fn tickets(&self, asked: &str) -> Result<HttpAnswer, FeedTrouble> {
        let home = self.home.strip_suffix("/rtm34").unwrap_or(&self.home);
        let call = HttpCall {
            url: format!("{home}/fc"),
            body: Some(format!(
                "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" \
                 xmlns:pos=\"http://fclient.russianpost.org/postserver\" xmlns:fcl=\"http://fclient.russianpost.org\">\
                 <soapenv:Header/><soapenv:Body>{asked}</soapenv:Body></soapenv:Envelope>"
            )),
            headers: vec![
                ("Content-Type".to_owned(), "text/xml; charset=utf-8".to_owned()),
                ("SOAPAction".to_owned(), "\"\"".to_owned()),
            ],
            ..HttpCall::default()
        };
        answer::call(&call, &[&self.password])
    }

    fn login_of_tickets(&self) -> String {
        format!(
            "<login>{}</login><password>{}</password>",
            escaped_html(&self.login),
            escaped_html(self.password.reveal())
        )
    }
}

/// The body of an answer that went well.
fn answered(answer: &HttpAnswer, now: Time) -> Result<Node, FeedTrouble> {
    let body = envelope_body(answer).ok_or_else(|| answer::refusal(answer, now))?;
    if let Some(fault) = body.child("Fault") {
        let unsaid = || FeedTrouble::new(FeedFault::Broken, answer::said(&answer.body));
        return Err(refused(fault, &answer.body).unwrap_or_else(unsaid));
    }
    if answer.status == 200 {
        Ok(body)
    } else {
        Err(answer::refusal(answer, now))
    }
}

/// Why it gives no ticket, or no answer.
fn minded(error: &Node) -> FeedTrouble {
    let fault = match error.attribute("ErrorTypeID") {
        UNAUTHORIZED => FeedFault::Unauthorized,
        _ => FeedFault::Broken,
    };
    let said = format!("{} {}", error.attribute("ErrorTypeID"), error.attribute("ErrorName"));
    FeedTrouble::new(fault, answer::said(&said))
}

/// What it tells of a number: nothing of one it does not know.
fn item(item: &Node) -> NumberTold {
    let number = item.attribute("Barcode").trim().to_owned();
    let events: Vec<ParcelEvent> = item.all("Operation").filter_map(operation).collect();
    let news = (!events.is_empty()).then(|| ParcelNews {
        number: number.clone(),
        events,
        ..ParcelNews::default()
    });
    (number, news)
}

/// An operation as `getOperationHistory` would tell it, so that it is known again there; where it happened only by its index.
fn operation(operation: &Node) -> Option<ParcelEvent> {
    let number = |name: &str| operation.attribute(name).parse::<u32>().ok();
    let id = number("OperTypeID")?;
    let attribute = number("OperCtgID").unwrap_or(0);
    let index = operation.attribute("IndexOper").trim();
    Some(ParcelEvent {
        at: time(operation.attribute("DateOper"), Tz::Europe__Moscow)?,
        code: format!("{id}/{attribute}"),
        said: one_line(operation.attribute("OperName")),
        state: state(id, attribute),
        place: one_line(if index == "0" { "" } else { index }),
    })
}
