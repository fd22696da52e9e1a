//! Zadarma: a form per event, signed by base64 of the hexadecimal HMAC-SHA-1 of some of its fields (the official PHP SDK).

use super::ear::CloudAnswer;
use super::ear::CloudWord;
use super::ear::Ear;
use super::ear::RouteQuestion;
use super::ear::is_told;
use super::fields::Fields;
use super::fields::over;
use super::fields::time;
use crate::domain::line_call::LineCall;
use crate::domain::time::Span;
use crate::net::http::base64;
use crate::net::listen::WebReply;
use crate::net::sign;
use crate::text::hex;

pub(super) fn hear(ear: &Ear<'_>) -> Result<CloudAnswer, WebReply> {
    // Whose address it is, is asked for by an echo.
    if let Some((_, echo)) = ear.request.query().into_iter().find(|(name, _)| name == "zd_echo") {
        return Ok(CloudAnswer {
            reply: WebReply::text(echo),
            ..CloudAnswer::of(CloudWord::Nothing)
        });
    }
    if !is_told(ear.request) {
        return Err(WebReply::not_found());
    }
    let told = Fields::of(ear.request);
    let event = told.get("event");
    let signed: &[&str] = match event {
        "NOTIFY_START" | "NOTIFY_INTERNAL" | "NOTIFY_END" | "NOTIFY_IVR" => &["caller_id", "called_did", "call_start"],
        "NOTIFY_ANSWER" => &["caller_id", "destination", "call_start"],
        "NOTIFY_OUT_START" | "NOTIFY_OUT_END" => &["internal", "destination", "call_start"],
        "NOTIFY_RECORD" => &["pbx_call_id", "call_id_with_rec"],
        _ => return Ok(CloudAnswer::of(CloudWord::Nothing)),
    };
    let Some(secret) = ear.secret else {
        return Err(WebReply::refused());
    };
    let text: String = signed.iter().map(|name| told.get(name)).collect();
    let signature = base64(hex(&sign::hmac_sha1(secret.as_bytes(), text.as_bytes())).as_bytes());
    let said = ear.request.header("signature").unwrap_or_default();
    if !sign::is_same(said.as_bytes(), signature.as_bytes()) {
        return Err(WebReply::refused());
    }
    let id = told.get("pbx_call_id").to_owned();
    if id.is_empty() {
        return Err(WebReply::not_understood());
    }
    // That a call of ours was answered is told like any other: the call's own id says whose it is.
    let incoming = !event.starts_with("NOTIFY_OUT") && !id.starts_with("out_");
    let phone = told.get(if incoming { "caller_id" } else { "destination" });
    let began = time(told.get("call_start"), ear.zone).unwrap_or(ear.now);
    let mut call = LineCall::begun(id, incoming, phone.to_owned(), began);
    told.get("called_did").clone_into(&mut call.line);
    let word = match event {
        "NOTIFY_RECORD" => {
            call.recording = told.text("call_id_with_rec");
            return Ok(CloudAnswer::of(CloudWord::More(Box::new(call))));
        }
        "NOTIFY_ANSWER" => {
            call.answered_at = Some(ear.now.max(began));
            call.extension = told
                .text("internal")
                .or_else(|| told.text("destination").filter(|_| incoming));
            CloudWord::Call(Box::new(call))
        }
        "NOTIFY_END" | "NOTIFY_OUT_END" => {
            call.extension = told.text("internal");
            call.recording = told.text("call_id_with_rec");
            let talk = told.seconds("duration").unwrap_or(Span::ZERO);
            over(&mut call, told.get("disposition"), talk, ear.now);
            CloudWord::Call(Box::new(call))
        }
        "NOTIFY_OUT_START" => {
            call.extension = told.text("internal");
            CloudWord::Call(Box::new(call))
        }
        _ => CloudWord::Call(Box::new(call)),
    };
    let asks = (event == "NOTIFY_START").then(|| RouteQuestion {
        number: phone.to_owned(),
        read_at: &["redirect"],
    });
    Ok(CloudAnswer {
        asks,
        ..CloudAnswer::of(word)
    })
}
