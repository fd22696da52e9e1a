//! Binotel: a form per event, signed by nothing: its secret is the address, and the machines it comes from.
//!
//! Of the answer to `apiCallSettings` it reads the employee's line at `customerData.assignedToEmployeeNumber`: so published
//! integrations answer it.

use super::ear::CloudAnswer;
use super::ear::CloudWord;
use super::ear::Ear;
use super::ear::RouteQuestion;
use super::ear::is_told;
use super::fields::Fields;
use super::fields::over;
use super::fields::seconds;
use super::fields::time;
use crate::domain::line_call::LineCall;
use crate::domain::time::Span;
use crate::net::listen::WebReply;

pub(super) fn hear(ear: &Ear<'_>) -> CloudAnswer {
    let heard = |word| CloudAnswer {
        reply: WebReply::json(r#"{"status":"success"}"#),
        ..CloudAnswer::of(word)
    };
    if !is_told(ear.request) {
        return heard(CloudWord::Nothing);
    }
    let told = Fields::of(ear.request);
    let get = |name: &str| told.within(name);
    let text = |name: &str| Some(get(name).to_owned()).filter(|text| !text.is_empty());
    if told.get("requestType") == "apiCallSettings" {
        let asks = (get("callType") != "1").then(|| RouteQuestion {
            number: get("externalNumber").to_owned(),
            read_at: &["customerData", "assignedToEmployeeNumber"],
        });
        return CloudAnswer {
            asks,
            reply: WebReply::json("{}"),
            ..CloudAnswer::of(CloudWord::Nothing)
        };
    }
    let id = get("generalCallID").to_owned();
    if id.is_empty() {
        return heard(CloudWord::Nothing);
    }
    let incoming = get("callType") != "1";
    let began = time(get("startTime"), ear.zone).unwrap_or(ear.now);
    let mut call = LineCall::begun(id, incoming, get("externalNumber").to_owned(), began);
    call.line = text("didNumber").or_else(|| text("pbxNumber")).unwrap_or_default();
    let talk = seconds(get("billsec")).unwrap_or(Span::ZERO);
    let has_phone = !call.phone.is_empty();
    match told.get("requestType") {
        "receivedTheCall" => {
            call.extension = text("internalNumber").filter(|_| !incoming);
            return heard(CloudWord::Call(Box::new(call)));
        }
        "answeredTheCall" => {
            call.answered_at = Some(ear.now);
            call.extension = text("internalNumber");
        }
        "transferredTheCall" => {
            call.transfers = 1;
            call.transferred_to = text("internalNumber");
        }
        "hangupTheCall" => over(&mut call, get("disposition"), talk, ear.now),
        "apiCallCompleted" => {
            let waited = seconds(get("waitsec")).unwrap_or(Span::ZERO);
            call.extension = text("internalNumber");
            over(&mut call, get("disposition"), talk, began + waited + talk);
        }
        _ => return heard(CloudWord::Nothing),
    }
    let call = Box::new(call);
    heard(if has_phone {
        CloudWord::Call(call)
    } else {
        CloudWord::More(call)
    })
}
