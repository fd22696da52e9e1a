//! Ringostat: one form or JSON object for each call that is over.

use super::ear::CloudAnswer;
use super::ear::CloudWord;
use super::ear::Ear;
use super::ear::is_told;
use super::fields::Fields;
use super::fields::over;
use super::fields::time;
use crate::domain::line_call::LineCall;
use crate::domain::time::Span;

pub(super) fn hear(ear: &Ear<'_>) -> CloudAnswer {
    if !is_told(ear.request) {
        return CloudAnswer::of(CloudWord::Nothing);
    }
    let told = Fields::of(ear.request);
    let id = told.get("uniqueid").to_owned();
    if id.is_empty() {
        return CloudAnswer::of(CloudWord::Nothing);
    }
    let incoming = told.get("call_type") != "out";
    let caller = told
        .text("caller_number")
        .or_else(|| told.text("caller"))
        .unwrap_or_default();
    let phone = if incoming { caller } else { told.get("dst").to_owned() };
    let began = time(told.get("calldate"), ear.zone).unwrap_or(ear.now);
    let mut call = LineCall::begun(id, incoming, phone, began);
    if incoming {
        told.get("dst").clone_into(&mut call.line);
    }
    call.extension = told.text("employee_number");
    call.recording = told.text("recording");
    let talk = told.seconds("billsec").unwrap_or(Span::ZERO);
    let waited = told.seconds("waittime").unwrap_or(Span::ZERO);
    let whole = told.seconds("duration").unwrap_or(waited + talk);
    over(
        &mut call,
        told.get("disposition"),
        talk,
        began + whole.max(waited + talk),
    );
    CloudAnswer::of(CloudWord::Call(Box::new(call)))
}
