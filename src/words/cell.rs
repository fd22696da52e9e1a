//! Words for the cells of a table.

use chrono_tz::Tz;

use super::audience::Audience;
use super::message::leaves_at;
use super::message::message_channel;
use super::message::message_kind;
use super::message::message_state;
use super::message::told;
use super::moment::moment;
use super::order::cancel_reason;
use super::order::channel;
use super::order::stage;
use crate::domain::cell::Cell;
use crate::domain::cell::Label;
use crate::domain::message::MessageState;
use crate::domain::time::Time;
use crate::i18n::Arg;
use crate::i18n::Tr;
use crate::text::clean;

/// What a cell says; bars and shades are drawn and say nothing.
pub fn cell(audience: Audience<'_>, cell: &Cell) -> String {
    let Audience { tr, zone, now } = audience;
    match cell {
        Cell::Empty | Cell::Bar(_) | Cell::Heat(_) => String::new(),
        Cell::Text(text) | Cell::Number(text) | Cell::Phone(text) => clean(text).into_owned(),
        Cell::Code(area, code) => tr.coded(area, code),
        Cell::Clock(said) | Cell::Late(said) => said.clone(),
        Cell::Agreed(kind) => super::call::appointment(tr, *kind),
        Cell::Label(said) | Cell::Warning(said) | Cell::Head(said) | Cell::Column(said, _) => label(audience, said),
        Cell::Date(at) => super::date_short(tr, zone, *at, now),
        Cell::Day(at) => super::day(tr, zone, *at, now),
        Cell::Task(of) => super::task(tr, zone, of),
        Cell::Why(of) => of.to_string(),
        Cell::Count(count) => super::grouped(tr, *count),
        Cell::Tenths(tenths) => super::tenths(tr, *tenths),
        Cell::Quantity(milli) => super::amount(tr, *milli),
        Cell::Money(money) => super::sum(tr, *money),
        Cell::Sum(money) => super::figures(tr, money.whole()),
        Cell::Rounded(money) => super::rounded(tr, *money),
        Cell::At(at) => moment(tr, zone, *at, now),
        Cell::Span(span) => tr.span_short(*span),
        Cell::Size(bytes) => super::size(tr, *bytes),
        Cell::Share(tenths) => tr.with("percent", &[("percent", ((tenths + 5).div_euclid(10)).into())]),
        Cell::Stage(of) => stage(tr, *of),
        Cell::Reason(reason) => cancel_reason(tr, *reason),
        Cell::MissedReason(reason) => super::missed_reason(tr, *reason),
        Cell::ReturnReason(reason) => super::return_reason(tr, *reason),
        Cell::Instead(instead) => super::instead(tr, *instead),
        Cell::Message(MessageState::Waiting, at) => leaves_at(tr, zone, *at, now),
        Cell::Message(state, _) => message_state(tr, *state),
        Cell::Channel(channel) => message_channel(tr, *channel),
        Cell::Kinds(kinds) => {
            let kinds: Vec<String> = kinds.iter().map(|kind| message_kind(tr, *kind)).collect();
            kinds.join(", ")
        }
        Cell::Told(what) => told(tr, zone, what, now),
        Cell::Leak(rule) => format!("{rule} · {}", tr.coded("leak", &rule.0.to_string())),
        Cell::OrderChannel(of) => channel(tr, of),
        Cell::Reject(of) => {
            let why = super::reject(tr, of).message;
            let parts = [of.order.as_deref().unwrap_or_default(), &of.field, &why].map(clean);
            let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            parts.join(" · ")
        }
        Cell::Weekday(day) => tr.coded("weekday", &day.to_string()),
        Cell::Hour(hour) => format!("{hour:02}:00"),
    }
}

/// What a message by its key says.
pub fn label(audience: Audience<'_>, label: &Label) -> String {
    let args: Vec<(&str, Arg<'_>)> = label
        .args
        .iter()
        .map(|(name, of)| {
            let arg = match of {
                Cell::Count(count) => Arg::Count(*count),
                Cell::Text(text) if *name == "why" => Arg::from(super::known(audience.tr, &clean(text))),
                other => Arg::from(cell(audience, other)),
            };
            (*name, arg)
        })
        .collect();
    audience.tr.with(label.key, &args)
}

/// The same where nothing in it is of a time.
pub fn said(tr: &Tr, said: &Label) -> String {
    let audience = Audience {
        tr,
        zone: Tz::UTC,
        now: Time(0),
    };
    label(audience, said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::reject::Reject;
    use crate::domain::reject::RejectWhy;
    use crate::i18n::Lang;

    #[test]
    fn what_was_not_read_is_said_in_the_readers_language_and_cleaned() {
        let reject = Reject {
            line: 1,
            order: Some("18\u{1b}[2J".to_owned()),
            field: "total".to_owned(),
            why: RejectWhy::Missing,
            head: None,
            raw: String::new(),
        };
        let said = |lang| {
            let tr = Tr::new(lang);
            let audience = Audience {
                tr: &tr,
                zone: Tz::UTC,
                now: Time(0),
            };
            cell(audience, &Cell::Reject(Box::new(reject.clone())))
        };
        assert!(
            said(Lang::Ru).ends_with("total · поле пусто или его нет"),
            "{}",
            said(Lang::Ru)
        );
        assert!(said(Lang::En).ends_with("total · missing or empty"));
        assert!(!said(Lang::En).contains('\u{1b}'));
    }
}
