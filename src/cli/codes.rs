//! Values of arguments: coded words, languages, moments.

use chrono::DateTime;
use clap::builder::PossibleValuesParser;
use clap::builder::TypedValueParser;

use crate::domain::action::Consent;
use crate::domain::action::SkipReason;
use crate::domain::b2b::B2b;
use crate::domain::call::MissedReason;
use crate::domain::call::Outcome;
use crate::domain::carrier::Carrier;
use crate::domain::case::CaseOutcome;
use crate::domain::goods_return::Condition;
use crate::domain::goods_return::ReturnReason;
use crate::domain::message::Channel;
use crate::domain::order::Means;
use crate::domain::order::Reason;
use crate::domain::order::Terms;
use crate::domain::regulation::Debtor;
use crate::domain::sex::Sex;
use crate::domain::time::Time;
use crate::i18n::Lang;

/// Why a coded word was not understood; clap has listed the words already.
const UNKNOWN: &str = "unknown word";

macro_rules! coded_argument {
    ($(#[$meta:meta])* $name:ident, $coded:ident) => {
        $(#[$meta])*
        pub fn $name() -> impl TypedValueParser<Value = $coded> {
            PossibleValuesParser::new($coded::ALL.iter().map(|case| case.code()))
                .try_map(|code| $coded::parse(&code).ok_or(UNKNOWN))
        }
    };
}

coded_argument!(
    /// Why an order was cancelled or returned.
    reason,
    Reason
);
/// Who owes money of an order.
pub fn debtor() -> impl TypedValueParser<Value = Debtor> {
    let by_code = |code: &str| Debtor::ALL.iter().copied().find(|debtor| debtor.code() == code);
    PossibleValuesParser::new(Debtor::ALL.iter().map(|case| case.code()))
        .try_map(move |code| by_code(&code).ok_or(UNKNOWN))
}

coded_argument!(
    /// Why goods come back.
    return_reason,
    ReturnReason
);
coded_argument!(
    /// In what condition goods came back.
    condition,
    Condition
);
coded_argument!(
    /// Whether they agree to offers.
    consent,
    Consent
);
coded_argument!(
    /// How a complaint was settled.
    case_outcome,
    CaseOutcome
);
coded_argument!(
    /// By what a message goes.
    message_channel,
    Channel
);
coded_argument!(
    /// A woman or a man.
    sex,
    Sex
);
coded_argument!(
    /// What came of a call.
    outcome,
    Outcome
);
coded_argument!(
    /// Why nobody took a call.
    missed_reason,
    MissedReason
);
coded_argument!(
    /// Why a row is left for now.
    skip_reason,
    SkipReason
);
coded_argument!(
    /// Who carries a parcel.
    carrier,
    Carrier
);
coded_argument!(
    /// By what means money came.
    means,
    Means
);
coded_argument!(
    /// When the customer pays.
    terms,
    Terms
);
coded_argument!(
    /// Company or private customer.
    b2b,
    B2b
);

coded_argument!(
    /// A language.
    lang,
    Lang
);

/// A moment in RFC 3339.
pub fn time(text: &str) -> Result<Time, String> {
    match DateTime::parse_from_rfc3339(&text.to_uppercase()) {
        Ok(at) => Ok(Time(at.timestamp_millis())),
        Err(_) => Err("write it like 2026-03-11T09:00:00Z".to_owned()),
    }
}
