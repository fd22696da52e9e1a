//! How what is owed of an order can be paid: by a link, or by a code a bank's app reads (R12).

use super::card::Card;
use crate::domain::action::ContactKind;
use crate::domain::money::Money;
use crate::domain::pay_code::pay_code;
use crate::domain::pay_link::PaidOrder;
use crate::domain::settings::Settings;

/// How a sum can be paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HowToPay {
    /// The sum.
    pub sum: Money,
    /// The address to pay it at; none where the settings have none.
    pub link: Option<String>,
    /// The text of a code to pay it by; none where the settings do not tell the account.
    pub code: Option<String>,
}

/// How `sum` of a card's order can be paid; `purpose` is what the bank shows.
pub fn how_to_pay(settings: &Settings, card: &Card, sum: Money, purpose: &str) -> Option<HowToPay> {
    let order = card.order.as_ref().filter(|_| sum.minor > 0)?;
    let shop = settings.source_of(card.source.as_ref().map(|(source, _)| source.as_str()));
    let contact = |kind| {
        let mut good = card.customer.contacts.iter().filter(|contact| contact.bad_at.is_none());
        let found = good.find(|contact| contact.kind == kind);
        found.map_or("", |contact| contact.norm.as_deref().unwrap_or(&contact.raw))
    };
    let link = shop.pay_link.map(|link| {
        link.fill(&PaidOrder {
            number: &order.number,
            sum,
            name: &card.customer.name,
            phone: contact(ContactKind::Phone),
            email: contact(ContactKind::Email),
        })
    });
    Some(HowToPay {
        sum,
        link,
        code: pay_code(&shop.payee, sum, purpose),
    })
}

/// How all that is owed of it can be paid.
pub fn how_to_pay_all(settings: &Settings, card: &Card, purpose: &str) -> Option<HowToPay> {
    let order = &card.order.as_ref()?.facts;
    how_to_pay(settings, card, Money::new(order.due(), order.currency), purpose)
}
