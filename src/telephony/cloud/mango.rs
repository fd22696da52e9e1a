//! Mango Office: a form of the exchange's key, a signature (SHA-256 of key, text and salt) and a text in JSON, one for what
//! goes on (`call`), one for a call as a whole (`summary`) and one for its recording.

use ring::digest::SHA256;
use ring::digest::digest;

use super::ear::CloudAnswer;
use super::ear::CloudWord;
use super::ear::Ear;
use super::ear::is_told;
use super::fields::Fields;
use super::fields::over;
use super::fields::time;
use crate::domain::line_call::LineCall;
use crate::domain::time::Span;
use crate::net::listen::WebReply;
use crate::net::sign;
use crate::text::hex;

pub(super) fn hear(ear: &Ear<'_>) -> Result<CloudAnswer, WebReply> {
    if !is_told(ear.request) {
        return Err(WebReply::not_found());
    }
    let form = Fields::of(ear.request);
    let (Some(salt), Some(key)) = (ear.secret, ear.key) else {
        return Err(WebReply::refused());
    };
    let text = form.get("json");
    let expected = hex(digest(&SHA256, format!("{key}{text}{salt}").as_bytes()).as_ref());
    let is_right = sign::is_same(form.get("vpbx_api_key").as_bytes(), key.as_bytes());
    if !is_right || !sign::is_same(form.get("sign").as_bytes(), expected.as_bytes()) {
        return Err(WebReply::refused());
    }
    let told = Fields::of_json(text);
    let id = told.get("entry_id").to_owned();
    if id.is_empty() {
        return Ok(CloudAnswer::of(CloudWord::Nothing));
    }
    // `/telephony/mango/WORD/events/call`
    Ok(CloudAnswer::of(match ear.request.rest.rsplit('/').next() {
        Some("call") => going_on(ear, &told, id),
        Some("summary") => whole(ear, &told, id),
        Some("recording") => {
            let mut call = LineCall::begun(id, true, String::new(), ear.now);
            call.recording = told.text("recording_id");
            CloudWord::More(Box::new(call))
        }
        _ => CloudWord::Nothing,
    }))
}

fn going_on(ear: &Ear<'_>, told: &Fields, id: String) -> CloudWord {
    let at = time(told.get("timestamp"), ear.zone).unwrap_or(ear.now);
    // A telephone of ours that calls is named by its extension.
    let incoming = told.get("from.extension").is_empty();
    // Between our own telephones.
    if !incoming && !told.get("to.extension").is_empty() {
        return CloudWord::Nothing;
    }
    let phone = told.get(if incoming { "from.number" } else { "to.number" });
    let mut call = LineCall::begun(id, incoming, phone.to_owned(), at);
    told.get("to.line_number").clone_into(&mut call.line);
    let ours = told.text(if incoming { "to.extension" } else { "from.extension" });
    match told.get("call_state") {
        // That it is connected with a menu or a queue is no answer.
        "Connected" if told.get("location") == "abonent" => {
            call.answered_at = Some(at);
            call.extension = ours;
        }
        "Appeared" | "Connected" => call.extension = ours.filter(|_| !incoming),
        // One leg of several may be over: the whole is told by the summary.
        _ => return CloudWord::Nothing,
    }
    if phone.is_empty() && told.get("to.number").is_empty() {
        return CloudWord::Nothing;
    }
    CloudWord::Call(Box::new(call))
}

fn whole(ear: &Ear<'_>, told: &Fields, id: String) -> CloudWord {
    let incoming = match told.get("call_direction") {
        "1" => true,
        "2" => false,
        // Between our own telephones.
        _ => return CloudWord::Nothing,
    };
    let phone = told.get(if incoming { "from.number" } else { "to.number" });
    let began = time(told.get("create_time"), ear.zone).unwrap_or(ear.now);
    let mut call = LineCall::begun(id, incoming, phone.to_owned(), began);
    told.get("line_number").clone_into(&mut call.line);
    call.extension = told.text(if incoming { "to.extension" } else { "from.extension" });
    let ended = time(told.get("end_time"), ear.zone).unwrap_or(ear.now);
    let talked = time(told.get("talk_time"), ear.zone).map_or(Span::ZERO, |since| (ended - since).max(Span::ZERO));
    let came = if told.get("entry_result") == "1" {
        "answered"
    } else {
        "no answer"
    };
    over(&mut call, came, talked, ended);
    CloudWord::Call(Box::new(call))
}
