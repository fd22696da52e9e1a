//! UIS (`CoMagic`), and any service that lets the shop write the body itself: the template is ours, JSON of
//! `event` (`rings answered ended missed recorded`), `id`, `phone`, `line`, `direction` (`in out`), `extension`, `talk`
//! (seconds) and `recording`; what a provider cannot say is left empty.

use super::ear::CloudAnswer;
use super::ear::CloudWord;
use super::ear::Ear;
use super::ear::is_told;
use super::fields::Fields;
use super::fields::over;
use crate::domain::line_call::LineCall;
use crate::domain::time::Span;
use crate::net::listen::WebReply;

pub(super) fn hear(ear: &Ear<'_>) -> Result<CloudAnswer, WebReply> {
    if !is_told(ear.request) {
        return Err(WebReply::not_found());
    }
    let told = Fields::of(ear.request);
    let id = told.get("id").to_owned();
    if id.is_empty() {
        return Err(WebReply::not_understood());
    }
    let incoming = told.get("direction") != "out";
    let mut call = LineCall::begun(id, incoming, told.get("phone").to_owned(), ear.now);
    told.get("line").clone_into(&mut call.line);
    call.extension = told.text("extension").filter(|_| !incoming);
    let has_phone = !call.phone.is_empty();
    match told.get("event") {
        "rings" => return Ok(CloudAnswer::of(CloudWord::Call(Box::new(call)))),
        "answered" => {
            call.answered_at = Some(ear.now);
            call.extension = told.text("extension");
        }
        "ended" => {
            call.extension = told.text("extension");
            call.recording = told.text("recording");
            match told.seconds("talk") {
                // Where it is not said how long they talked, whether they did is known from before.
                None => call.ended_at = Some(ear.now),
                Some(talk) => over(&mut call, "", talk, ear.now),
            }
        }
        "missed" => over(&mut call, "no answer", Span::ZERO, ear.now),
        "recorded" => call.recording = told.text("recording"),
        _ => return Ok(CloudAnswer::of(CloudWord::Nothing)),
    }
    let call = Box::new(call);
    Ok(CloudAnswer::of(if has_phone {
        CloudWord::Call(call)
    } else {
        CloudWord::More(call)
    }))
}
