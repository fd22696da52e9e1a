//! Goods that come back after receipt.

use chrono_tz::Tz;

use super::carrier;
use super::date_short;
use super::sum;
use crate::domain::goods_return::Condition;
use crate::domain::goods_return::GoodsReturn;
use crate::domain::goods_return::Instead;
use crate::domain::goods_return::ReturnReason;
use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::domain::quantity;
use crate::domain::time::Time;
use crate::i18n::Tr;
use crate::text::clean;

/// Why goods come back.
pub fn return_reason(tr: &Tr, reason: ReturnReason) -> String {
    tr.coded("return_reason", reason.code())
}

/// In what condition they came.
pub fn condition(tr: &Tr, condition: Condition) -> String {
    tr.coded("condition", condition.code())
}

/// What the customer gets for them.
pub fn instead(tr: &Tr, instead: Instead) -> String {
    tr.coded("instead", instead.code())
}

/// Which return it is: `3: Чайник × 1, Фильтр × 2`.
pub fn return_goods(of: &GoodsReturn) -> String {
    format!("{}: {}", of.id, goods_of(of))
}

fn goods_of(of: &GoodsReturn) -> String {
    let goods = of.contents.iter();
    let goods = goods.map(|packed| format!("{} × {}", clean(&packed.name), quantity::text(packed.quantity_milli)));
    goods.collect::<Vec<_>>().join(", ")
}

/// A return in a line: `возврат 3: Чайник × 1 · не подошло · едет RA644000001RU, Почта России · деньги, 1 200 ₽`.
pub fn goods_return(tr: &Tr, zone: Tz, of: &GoodsReturn, currency: Currency, now: Time) -> String {
    let goods = goods_of(of);
    let day = |at: Time| date_short(tr, zone, at, now);
    let stands = match (of.back_at, &of.number) {
        (Some(at), _) => tr.with("return-back", &[("date", day(at).into())]),
        (None, Some(number)) => {
            let by = of.carrier.map(|by| carrier(tr, by));
            let parcel: Vec<String> = [clean(number).into_owned()].into_iter().chain(by).collect();
            tr.with("return-sent", &[("parcel", parcel.join(", ").into())])
        }
        (None, None) => tr.with("return-awaited", &[("date", day(of.made_at).into())]),
    };
    let money = sum(tr, Money::new(of.amount, currency));
    let given = match (&of.exchange, of.instead) {
        (Some((_, number)), _) => tr.with("return-exchanged", &[("number", clean(number).as_ref().into())]),
        (None, instead) => format!("{}, {money}", self::instead(tr, instead)),
    };
    let head = tr.with(
        "return-line",
        &[("id", of.id.to_string().into()), ("goods", goods.into())],
    );
    let parts = [
        Some(head),
        Some(return_reason(tr, of.reason)),
        of.condition.map(|of| condition(tr, of)),
        Some(stands),
        Some(given),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
