//! The wording in every language, case by case.

use chrono_tz::Tz;

use super::action::done_line;
use super::action::redid_line;
use super::action::undid_line;
use super::moment::date_short;
use super::moment::weekday_date;
use super::order::*;
use super::refusal::warning;
use super::task::reason;
use super::timer::Pressure;
use super::timer::Timer;
use crate::domain::action::ActionKind;
use crate::domain::action::Consent;
use crate::domain::action::Refusal;
use crate::domain::action::SkipReason;
use crate::domain::action::Warning;
use crate::domain::b2b::B2b;
use crate::domain::ids::OrderId;
use crate::domain::message::Channel;
use crate::domain::message::MessageKind;
use crate::domain::message::MessageState;
use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::domain::rights::Rights;
use crate::domain::task::Lane;
use crate::domain::task::Rule;
use crate::domain::task::Task;
use crate::domain::task::TaskKind;
use crate::domain::task::Why;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::i18n::Lang;
use crate::i18n::Tr;
use crate::words::moment::moment;
use crate::words::refusal::refusal;
use crate::words::task::task;

const ZONE: Tz = Tz::Europe__Moscow;
/// 2026-03-11 12:00 in Moscow, a Wednesday.
const NOON: Time = Time(1_773_219_600_000);

fn every() -> impl Iterator<Item = Tr> {
    Lang::ALL.iter().map(|lang| Tr::new(*lang))
}

fn a_task(kind: TaskKind, lane: Lane, why: Why) -> Task {
    Task {
        kind,
        rule: Rule(4),
        lane,
        order: Some(OrderId(1)),
        since: NOON - Span::seconds(100),
        due: NOON - Span::seconds(100),
        limit: Some(NOON + Span::minutes(58)),
        why,
    }
}

/// One of each; the match in `code` sees to it that none is without a word.
fn refusals() -> Vec<Refusal> {
    let money = Money::new(145_000, Currency::RUB);
    vec![
        Refusal::NoOrder,
        Refusal::Cancelled,
        Refusal::Returned,
        Refusal::Closed,
        Refusal::NotFinished,
        Refusal::NotConfirmed,
        Refusal::NotDispatched,
        Refusal::NotReturned,
        Refusal::NoSuchParcel,
        Refusal::SeveralParcels,
        Refusal::OnItsWay,
        Refusal::AlreadyReceived,
        Refusal::NotReceived,
        Refusal::MoneyOwed(money),
        Refusal::RefundOwed(money),
        Refusal::NothingPaid,
        Refusal::RefundTooLarge(money),
        Refusal::AlreadySent,
        Refusal::AlreadyPaid,
        Refusal::AmountNotPositive,
        Refusal::AmountTooLarge,
        Refusal::EmptyText,
        Refusal::NamesThePerson,
        Refusal::AboveRights {
            needs: Rights::Owner,
            who: vec!["anna".to_owned()],
        },
        Refusal::OnePerson,
        Refusal::NoLines,
        Refusal::NeedsTime,
        Refusal::NeedsReason,
        Refusal::InThePast,
        Refusal::InTheFuture,
        Refusal::NoDuplicate,
        Refusal::NoShopChange,
        Refusal::NoSuchCall,
        Refusal::Claimed {
            by: "anna".to_owned(),
            since: NOON,
        },
        Refusal::Overtaken {
            by: "anna".to_owned(),
            kind: ActionKind::Cancel,
            at: NOON,
            why: Box::new(Refusal::Cancelled),
        },
        Refusal::NothingToUndo,
        Refusal::NothingToRedo,
        Refusal::LaterWork {
            by: "anna".to_owned(),
            kind: ActionKind::Pay,
        },
        Refusal::ChangedMeanwhile,
        Refusal::OffShift,
        Refusal::NotARehearsal,
        Refusal::MessageGone,
        Refusal::MessageNotSent,
        Refusal::NoChannel(Channel::Sms),
        Refusal::NoChannel(Channel::Email),
        Refusal::NoAddress(Channel::Sms),
        Refusal::NoAddress(Channel::Email),
        Refusal::NotByHand,
    ]
}

#[test]
fn every_refusal_is_a_sentence_with_what_to_do_instead() {
    for tr in every() {
        for case in refusals() {
            let told = refusal(&tr, ZONE, &case);
            for sentence in [&told.message, &told.hint] {
                assert!(sentence.ends_with('.'), "{case:?}: {sentence}");
                assert!(
                    !sentence.contains('$') && !sentence.starts_with("refusal-"),
                    "{case:?}: {sentence}"
                );
            }
        }
    }
    let ru = Tr::new(Lang::Ru);
    let claimed = Refusal::Claimed {
        by: "анна".to_owned(),
        since: NOON,
    };
    assert_eq!(
        refusal(&ru, ZONE, &claimed).line(),
        "Клиента ведёт анна, с 12:00. Выберите другого или перехватите его."
    );
}

#[test]
fn every_warning_has_its_sentence() {
    let money = Money::new(145_000, Currency::RUB);
    for tr in every() {
        for case in [
            Warning::BeforePayment { owed: money },
            Warning::Overpaid { by: money },
            Warning::CheckDigit,
            Warning::UnknownNumber,
            Warning::NumberElsewhere(vec!["1042".to_owned()]),
            Warning::NumberElsewhere(vec!["1042".to_owned(), "1043".to_owned()]),
            Warning::DoneBy {
                by: "anna".to_owned(),
                at: NOON,
            },
            Warning::ClockBehind { last: NOON },
            Warning::SameMessage { at: NOON },
            Warning::MessagesRecalled(vec![MessageKind::Accepted]),
            Warning::MessagesGone(vec![MessageKind::Accepted, MessageKind::Paid]),
        ] {
            let said = warning(&tr, ZONE, &case);
            assert!(said.ends_with('.') && !said.contains('$'), "{case:?}: {said}");
        }
    }
}

#[test]
fn what_was_taken_back_many_times_is_named_once() {
    let ru = Tr::new(Lang::Ru);
    let kinds = [vec![MessageKind::Offer; 6], vec![MessageKind::Paid]].concat();
    assert_eq!(
        warning(&ru, ZONE, &Warning::MessagesRecalled(kinds)),
        "Отозвано 7 сообщений, которые ещё не ушли: предложение, спасибо за оплату."
    );
}

#[test]
fn every_code_has_its_words() {
    for tr in every() {
        let known = |key: String| assert_ne!(tr.text(&key), key);
        for kind in MessageKind::ALL {
            known(format!("message-{}", kind.code()));
        }
        for state in MessageState::ALL {
            known(format!("message_state-{}", state.code()));
        }
        for channel in Channel::ALL {
            known(format!("message_channel-{}", channel.code()));
        }
        for kind in ActionKind::ALL {
            known(format!("action-{}", kind.code()));
            known(format!("done-{}", kind.code()));
        }
        for reason in SkipReason::ALL {
            known(format!("skip-{}", reason.code()));
        }
        for case in B2b::ALL {
            known(format!("b2b-{}", case.code()));
        }
        for answer in Consent::ALL {
            known(format!("consent-{}", answer.code()));
        }
        for code in ["site", "phone", "marketplace"] {
            assert!(!channel(&tr, code).contains('-'));
        }
        assert_eq!(channel(&tr, "Авито"), "Авито");
        for rule in 1..=37 {
            known(format!("rule-{rule}"));
        }
    }
}

#[test]
fn a_row_says_why_it_stands_there() {
    let ru = Tr::new(Lang::Ru);
    let target = Some(NOON + Span::seconds(80));
    let first = a_task(TaskKind::FirstContact, Lane::NewHigh, Why::Plain);
    assert_eq!(
        reason(&ru, ZONE, &first, target, NOON),
        "R4 · новый, дорогой · 1:20 до 3 мин"
    );
    let later = NOON + Span::minutes(5);
    assert_eq!(
        reason(&ru, ZONE, &first, target, later),
        "R4 · новый, дорогой · ждёт 6:40, дольше 3 мин"
    );
    for (kind, lane, why, words) in [
        (TaskKind::FirstContact, Lane::New, Why::Plain, "новый"),
        (
            TaskKind::FirstContact,
            Lane::Callback,
            Why::LastChance,
            "последний шанс",
        ),
        (
            TaskKind::FirstContact,
            Lane::New,
            Why::Promised {
                from: NOON,
                until: NOON + Span::hours(2),
            },
            "обещано 12:00–14:00",
        ),
        (TaskKind::RetryCall, Lane::New, Why::Attempt(2), "попытка 2"),
        (TaskKind::ReturnCall, Lane::Missed, Why::MissedCalls(1), "пропущен"),
        (TaskKind::ReturnCall, Lane::Missed, Why::MissedCalls(3), "3 пропущенных"),
        (TaskKind::SendTracking, Lane::FollowUp, Why::Plain, "трек-номер"),
    ] {
        assert_eq!(task(&ru, ZONE, &a_task(kind, lane, why)), words);
    }
}

#[test]
fn a_clock_shows_the_wait_or_what_is_left() {
    let tr = Tr::new(Lang::Ru);
    let target = Some(NOON + Span::seconds(80));
    let first = a_task(TaskKind::FirstContact, Lane::New, Why::Plain);
    let parcel = a_task(TaskKind::RemindPickup, Lane::FollowUp, Why::Plain);
    let back = a_task(TaskKind::CallBack, Lane::Callback, Why::Plain);
    for (case, target, now, cell, pressure) in [
        (&first, target, NOON, "осталось 1:20", Pressure::Calm),
        (
            &first,
            target,
            NOON + Span::seconds(40),
            "осталось 0:40",
            Pressure::Soon,
        ),
        (&first, target, NOON + Span::seconds(80), "ждёт 3:00", Pressure::Late),
        (&first, target, NOON + Span::minutes(20), "ждёт 21 мин", Pressure::Late),
        (&first, target, NOON + Span::hours(1), "просрочено 2:00", Pressure::Over),
        (&parcel, None, NOON, "осталось 58 мин", Pressure::Calm),
        (&parcel, None, NOON + Span::minutes(50), "осталось 8:00", Pressure::Soon),
        (&parcel, None, NOON + Span::days(3), "просрочено 2 дня", Pressure::Over),
        (&back, None, NOON, "до 12:58", Pressure::Calm),
    ] {
        let timer = Timer::of(case, target, now);
        assert_eq!((timer.cell(&tr, ZONE).as_str(), timer.pressure), (cell, pressure));
        assert!(crate::text::width(cell) <= 17);
    }
}

#[test]
fn moments_are_short() {
    let tr = Tr::new(Lang::Ru);
    for (at, text) in [
        (NOON, "12:00"),
        (NOON - Span::days(1), "вчера 12:00"),
        (NOON + Span::days(1), "завтра 12:00"),
        (NOON - Span::days(25), "14 фев 12:00"),
        (NOON - Span::days(365), "11 мар 2025 12:00"),
    ] {
        assert_eq!(moment(&tr, ZONE, at, NOON), text);
    }
    assert_eq!(weekday_date(&tr, ZONE, NOON, NOON), "ср 11 мар 12:00");
    let year = NOON + Span::days(365);
    assert_eq!(weekday_date(&tr, ZONE, year, NOON), "чт 11 мар 2027 12:00");
    assert_eq!(date_short(&tr, ZONE, NOON, NOON), "11 мар");
    let uk = Tr::new(Lang::Uk);
    assert_eq!(weekday_date(&uk, ZONE, NOON, NOON), "ср 11 бер 12:00");
    assert_eq!(moment(&uk, ZONE, NOON - Span::days(1), NOON), "учора 12:00");
}

#[test]
fn what_was_done_names_the_order() {
    let tr = Tr::new(Lang::Ru);
    assert_eq!(done_line(&tr, ActionKind::Confirm, Some("1042")), "№1042 · подтверждён");
    assert_eq!(done_line(&tr, ActionKind::Note, None), "заметка записана");
    assert_eq!(
        undid_line(&tr, ActionKind::Confirm, 1, Some("1042")),
        "Возвращено: №1042 · подтверждён"
    );
    assert_eq!(
        redid_line(&tr, ActionKind::Note, 1, None),
        "Повторено: заметка записана"
    );
}
