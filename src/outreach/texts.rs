//! The texts the program brings, and their names.

use crate::domain::message::Channel;
use crate::i18n::Lang;
use crate::i18n::in_every_language;

macro_rules! texts {
    ($($name:literal)*) => {
        /// Every name a message can have; those of the kinds that leave by themselves among them.
        pub const NAMES: &[&str] = &[$($name),*];

        macro_rules! of_language {
            ($lang:literal) => {
                &[$([of!($lang, $name, "sms"), of!($lang, $name, "email")]),*]
            };
        }
    };
}

macro_rules! of {
    ($lang:literal, $name:literal, $channel:literal) => {
        include_str!(concat!(
            "../../assets/messages/",
            $lang,
            "/",
            $name,
            ".",
            $channel,
            ".txt"
        ))
    };
}

texts!(
    "promise"
    "promise_broken"
    "call_after_hours"
    "in_work"
    "calls_missed"
    "calls_in_vain"
    "wrong_number"
    "accepted"
    "changed"
    "payment_reminder"
    "requisites"
    "paid"
    "dispatch_late"
    "tracking"
    "dispatched"
    "arrived"
    "ready"
    "pickup_waits"
    "pickup_last"
    "received"
    "quality"
    "review"
    "courtesy"
    "taken_back"
    "apology"
    "offer"
    "written"
);

/// By SMS and by email, in the order of the names.
const BROUGHT: [&[[&str; 2]]; Lang::ALL.len()] = in_every_language!(of_language);

/// What stands under every email.
pub(super) const SIGNATURE: &str = "signature";
/// The frame of the HTML part.
pub(super) const LAYOUT: &str = include_str!("../../assets/messages/layout.html");
/// The names somebody may choose who writes by hand, in the order an order goes through; what only the desk knows when to
/// say is none of them.
pub(super) const BY_HAND: &[&str] = &[
    "in_work",
    "calls_in_vain",
    "accepted",
    "requisites",
    "payment_reminder",
    "paid",
    "tracking",
    "dispatched",
    "dispatch_late",
    "arrived",
    "ready",
    "pickup_waits",
    "pickup_last",
    "received",
    "quality",
    "review",
    "courtesy",
    "apology",
];
/// The names whose message may be about no order.
const WITHOUT_ORDER: &[&str] = &[
    "call_after_hours",
    "calls_missed",
    "calls_in_vain",
    "wrong_number",
    "taken_back",
    "apology",
    "offer",
    "written",
    SIGNATURE,
];

/// True when a message of that name must make do without an order.
pub(super) fn may_lack_an_order(name: &str) -> bool {
    WITHOUT_ORDER.contains(&name)
}

/// The text the program brings; none when there is no such name.
pub(super) fn brought(lang: Lang, name: &str, channel: Channel) -> Option<&'static str> {
    if name == SIGNATURE {
        return Some(include_str!("../../assets/messages/signature.email.txt"));
    }
    let at = NAMES.iter().position(|known| *known == name)?;
    let [sms, email] = lang.of(&BROUGHT).get(at)?;
    Some(match channel {
        Channel::Sms => sms,
        Channel::Email => email,
    })
}
