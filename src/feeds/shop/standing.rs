//! Where an order stands, written back to a shop. The order is asked for before: what an earlier try may have left there is not
//! written again, and what the shop changed by itself stands.

use serde_json::Value;

use super::answer::said;
use super::answer::value;
use super::way::ShopWay;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::shop_write::ShopPart;
use crate::domain::shop_write::ShopWrite;
use crate::domain::shop_write::ShopWriteWhy;
use crate::domain::shop_write::Waybill;
use crate::domain::shop_write::WriteOutcome;
use crate::domain::time::Time;
use crate::net::http::HttpAnswer;

/// Where an order stands in its shop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShopStanding {
    /// The shop's own word for it, as it comes in.
    pub word: String,
    /// It is paid.
    pub is_paid: bool,
    /// When, where no bank or service told the shop so.
    pub paid_by_itself: Option<Time>,
}

/// An order in a shop.
pub trait StandingOrder {
    /// Where it stands.
    fn standing(&mut self) -> Result<ShopStanding, WriteOutcome>;

    /// Has it stand elsewhere; where it stands by then, as far as the shop answers that.
    fn stand(&mut self, word: &str) -> Result<Option<ShopStanding>, WriteOutcome>;
}

/// Has an order stand where it is wanted to.
pub fn write_standing(order: &mut impl StandingOrder, wanted: &ShopWrite) -> WriteOutcome {
    moved(order, wanted).unwrap_or_else(|stop| stop)
}

fn moved(order: &mut impl StandingOrder, wanted: &ShopWrite) -> Result<WriteOutcome, WriteOutcome> {
    let before = order.standing()?;
    if before.word == wanted.value {
        return Ok(WriteOutcome::Taken {
            word: Some(before.word),
            // An earlier try was taken, and its answer lost.
            paid_at: wanted.tried.as_ref().and(before.paid_by_itself),
        });
    }
    let is_ours = wanted.tried.as_ref() == Some(&before.word);
    if wanted.expected().is_some_and(|expected| expected != before.word) && !is_ours {
        return Err(WriteOutcome::Overtaken { word: before.word });
    }
    let after = match order.stand(&wanted.value)? {
        Some(after) => after,
        // It may have been taken, whatever became of the question.
        None => order.standing().map_err(afterwards)?,
    };
    if after.word != wanted.value {
        return Err(WriteOutcome::Refused(ShopWriteWhy::Kept, after.word));
    }
    Ok(WriteOutcome::Taken {
        word: Some(after.word),
        paid_at: after.paid_by_itself.filter(|_| !before.is_paid),
    })
}

/// What an answer to a question holds, or why it goes no further; what is said of that may hold a secret.
pub fn understood(answer: &HttpAnswer, now: Time) -> Result<Option<Value>, WriteOutcome> {
    match answer.status {
        200..=299 if answer.is_whole => Ok(value(answer)),
        200..=299 => Err(strange(answer)),
        _ => Err(refused(answer, now)),
    }
}

/// What an answer to a change holds: an answer nobody understands says nothing of whether it was taken.
pub fn changed(answer: &HttpAnswer, now: Time) -> Result<Value, WriteOutcome> {
    let unsure = || WriteOutcome::Later(ShopWriteWhy::Unsure, said(answer), None);
    match answer.status {
        200..=299 if answer.is_whole => value(answer).ok_or_else(unsure),
        200..=299 | 502 | 504 => Err(unsure()),
        _ => Err(refused(answer, now)),
    }
}

/// What should be an order is none.
pub fn strange(answer: &HttpAnswer) -> WriteOutcome {
    WriteOutcome::Later(ShopWriteWhy::Unreached, said(answer), None)
}

fn refused(answer: &HttpAnswer, now: Time) -> WriteOutcome {
    let said = said(answer);
    match answer.status {
        401 | 403 => WriteOutcome::Refused(ShopWriteWhy::Keys, said),
        404 | 410 => WriteOutcome::Refused(ShopWriteWhy::Gone, said),
        408 | 425 | 429 | 500..=599 => WriteOutcome::Later(ShopWriteWhy::Unreached, said, answer.retry_after(now)),
        _ => WriteOutcome::Refused(ShopWriteWhy::Refused, said),
    }
}

/// A question nobody answered changed nothing.
pub fn not_taken(trouble: FeedTrouble) -> WriteOutcome {
    WriteOutcome::Later(ShopWriteWhy::Unreached, trouble.said, trouble.rest)
}

/// A change nobody answered may have been taken.
pub fn unsure(trouble: FeedTrouble) -> WriteOutcome {
    let why = match trouble.fault {
        FeedFault::Slow => ShopWriteWhy::Unsure,
        _ => ShopWriteWhy::Unreached,
    };
    WriteOutcome::Later(why, trouble.said, trouble.rest)
}

/// An outcome, whatever the shop said of it without what nobody may see.
pub fn redacted(outcome: WriteOutcome, redact: &dyn Fn(&str) -> String) -> WriteOutcome {
    match outcome {
        WriteOutcome::Refused(why, said) => WriteOutcome::Refused(why, redact(&said)),
        WriteOutcome::Later(why, said, rest) => WriteOutcome::Later(why, redact(&said), rest),
        outcome => outcome,
    }
}

/// An API orders are written to, each part of them by itself; what one cannot be told is refused.
pub trait PartsApi {
    /// How it is reached.
    fn way(&self) -> &ShopWay;

    /// Its waybill's number, or what is noted of it.
    fn text(&self, wanted: &ShopWrite, now: Time) -> Result<String, WriteOutcome> {
        let _ = (wanted, now);
        Err(WriteOutcome::Refused(ShopWriteWhy::Refused, String::new()))
    }

    /// Has that be so.
    fn set_text(&self, wanted: &ShopWrite, text: &str, now: Time) -> Result<(), WriteOutcome> {
        let _ = (wanted, text, now);
        Err(WriteOutcome::Refused(ShopWriteWhy::Refused, String::new()))
    }

    /// Whether it is paid there.
    fn is_paid(&self, wanted: &ShopWrite, now: Time) -> Result<bool, WriteOutcome> {
        let _ = (wanted, now);
        Err(WriteOutcome::Refused(ShopWriteWhy::Refused, String::new()))
    }

    /// Has it be paid.
    fn pay(&self, wanted: &ShopWrite, now: Time) -> Result<(), WriteOutcome> {
        let _ = (wanted, now);
        Err(WriteOutcome::Refused(ShopWriteWhy::Refused, String::new()))
    }
}

/// One that has a word for where an order stands.
pub trait StatusApi: PartsApi {
    /// The word, as it comes in.
    fn stands(&self, id: &str, now: Time) -> Result<String, WriteOutcome>;

    /// Has it stand elsewhere.
    fn stand(&self, id: &str, word: &str, now: Time) -> Result<(), WriteOutcome>;
}

/// Has such a shop take what is wanted of an order.
pub fn write_status(api: &impl StatusApi, wanted: &ShopWrite, now: Time) -> WriteOutcome {
    if wanted.part != ShopPart::Status {
        return write_part(api, wanted, now);
    }
    let id = wanted.external_id.as_str();
    let outcome = write_standing(&mut OrderOf { api, id, now }, wanted);
    redacted(outcome, &|text| api.way().redact(text))
}

/// Likewise anything but where the order stands.
pub fn write_part(api: &impl PartsApi, wanted: &ShopWrite, now: Time) -> WriteOutcome {
    let outcome = match wanted.part {
        ShopPart::Payment => payment(api, wanted, now),
        ShopPart::Tracking => tracking(api, wanted, now),
        ShopPart::Note => note(api, wanted, now),
        ShopPart::Status => Err(WriteOutcome::Refused(ShopWriteWhy::Refused, String::new())),
    };
    redacted(outcome.unwrap_or_else(|stop| stop), &|text| api.way().redact(text))
}

fn payment(api: &impl PartsApi, wanted: &ShopWrite, now: Time) -> Result<WriteOutcome, WriteOutcome> {
    if !api.is_paid(wanted, now)? {
        api.pay(wanted, now)?;
        if !api.is_paid(wanted, now).map_err(afterwards)? {
            return Err(WriteOutcome::Refused(ShopWriteWhy::Kept, String::new()));
        }
    }
    Ok(TAKEN)
}

/// Of several parcels the first, where a shop has room for one; a number that is not ours stands.
fn tracking(api: &impl PartsApi, wanted: &ShopWrite, now: Time) -> Result<WriteOutcome, WriteOutcome> {
    let bills = Waybill::from_value(&wanted.value);
    let number = bills.first().map(|bill| bill.number.clone()).unwrap_or_default();
    let there = api.text(wanted, now)?;
    if there == number {
        return Ok(TAKEN);
    }
    if !there.is_empty() && !wanted.sent_numbers().contains(&there) {
        return Err(WriteOutcome::Refused(ShopWriteWhy::Kept, there));
    }
    api.set_text(wanted, &number, now)?;
    match api.text(wanted, now).map_err(afterwards)? {
        there if there == number => Ok(TAKEN),
        there => Err(WriteOutcome::Refused(ShopWriteWhy::Kept, there)),
    }
}

/// A line more of what is noted there.
fn note(api: &impl PartsApi, wanted: &ShopWrite, now: Time) -> Result<WriteOutcome, WriteOutcome> {
    let there = api.text(wanted, now)?;
    let is_there = |text: &str| text.contains(wanted.value.trim());
    if is_there(&there) {
        return Ok(TAKEN);
    }
    let text = format!("{there}\n{}", wanted.value);
    api.set_text(wanted, text.trim(), now)?;
    match api.text(wanted, now).map_err(afterwards)? {
        there if is_there(&there) => Ok(TAKEN),
        there => Err(WriteOutcome::Refused(ShopWriteWhy::Kept, there)),
    }
}

const TAKEN: WriteOutcome = WriteOutcome::Taken {
    word: None,
    paid_at: None,
};

/// It may have been taken, whatever became of the question whether it was.
fn afterwards(stop: WriteOutcome) -> WriteOutcome {
    match stop {
        WriteOutcome::Later(_, said, rest) => WriteOutcome::Later(ShopWriteWhy::Unsure, said, rest),
        stop => stop,
    }
}

struct OrderOf<'a, A> {
    api: &'a A,
    id: &'a str,
    now: Time,
}

impl<A: StatusApi> StandingOrder for OrderOf<'_, A> {
    fn standing(&mut self) -> Result<ShopStanding, WriteOutcome> {
        let word = self.api.stands(self.id, self.now)?;
        Ok(ShopStanding {
            word,
            ..ShopStanding::default()
        })
    }

    fn stand(&mut self, word: &str) -> Result<Option<ShopStanding>, WriteOutcome> {
        self.api.stand(self.id, word, self.now).map(|()| None)
    }
}
