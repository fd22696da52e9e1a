//! The address at which an order is paid: a template of the settings, filled with values that are safe in an address.

use super::money::Money;

/// What stands around the name of a value.
const OPENS: &str = "{{";
const CLOSES: &str = "}}";

/// A template: `https://pay.example/?order={{ order.number }}&sum={{ sum }}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayLink(String);

/// The order that is paid.
#[derive(Clone, Copy, Debug)]
pub struct PaidOrder<'a> {
    /// As the shop writes it.
    pub number: &'a str,
    /// What is owed.
    pub sum: Money,
    /// Of the customer; texts may be empty.
    pub name: &'a str,
    /// Likewise.
    pub phone: &'a str,
    /// Likewise.
    pub email: &'a str,
}

/// What a template may name.
const NAMES: [&str; 7] = [
    "order.number",
    "sum",
    "sum_minor",
    "currency",
    "customer.name",
    "customer.phone",
    "customer.email",
];

impl PayLink {
    /// An address of the web that names nothing unknown; none else.
    pub fn parse(text: &str) -> Option<PayLink> {
        let text = text.trim();
        let is_web = text.starts_with("https://") || text.starts_with("http://");
        let is_plain = !text.contains(|c: char| c.is_control() || c == '"' || c == '<' || c == '>');
        let parts: Vec<(&str, Option<&str>)> = parts(text).collect();
        let is_known = parts.iter().all(|(before, name)| {
            !before.contains(OPENS) && !before.contains(CLOSES) && name.is_none_or(|name| NAMES.contains(&name))
        });
        // Where the machine is stands there as it is, and no value says it.
        let host = parts.first().and_then(|(before, _)| before.split_once("://"));
        let has_host = host.is_some_and(|(_, rest)| rest.contains('/') || parts.len() == 1);
        (is_web && is_plain && is_known && has_host).then(|| PayLink(text.to_owned()))
    }

    /// As the settings have it.
    pub fn template(&self) -> &str {
        &self.0
    }

    /// The address of one order.
    pub fn fill(&self, order: &PaidOrder<'_>) -> String {
        let mut link = String::new();
        for (before, name) in parts(&self.0) {
            link.push_str(before);
            if let Some(name) = name {
                link.push_str(&encoded(&value(name, order)));
            }
        }
        link
    }
}

/// What stands before each name, and the name; the last has none.
fn parts(text: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest.take()?;
        let name = text.split_once(OPENS).and_then(|(before, behind)| {
            let (name, behind) = behind.split_once(CLOSES)?;
            Some((before, name.trim(), behind))
        });
        Some(match name {
            Some((before, name, behind)) => {
                rest = Some(behind);
                (before, Some(name))
            }
            None => (text, None),
        })
    })
}

fn value(name: &str, order: &PaidOrder<'_>) -> String {
    match name {
        "order.number" => order.number.to_owned(),
        "sum" => order.sum.decimal(),
        "sum_minor" => order.sum.minor.to_string(),
        "currency" => order.sum.currency.code().to_owned(),
        "customer.name" => order.name.to_owned(),
        "customer.phone" => order.phone.to_owned(),
        "customer.email" => order.email.to_owned(),
        _ => String::new(),
    }
}

/// Percent-encoded (RFC 3986): what has no meaning of its own stays.
fn encoded(text: &str) -> String {
    use std::fmt::Write;
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Currency;

    #[test]
    fn values_are_safe_in_the_address_they_are_put_into() {
        let order = PaidOrder {
            number: "А-1 &x=2",
            sum: Money::new(145_050, Currency::RUB),
            name: "Ким/Анна",
            phone: "+79161234567",
            email: "a@b.example",
        };
        let fill = |template: &str| PayLink::parse(template).unwrap().fill(&order);
        assert_eq!(
            fill("https://pay.example/?order={{ order.number }}&sum={{sum}}&m={{ sum_minor }}"),
            "https://pay.example/?order=%D0%90-1%20%26x%3D2&sum=1450.50&m=145050"
        );
        assert_eq!(
            fill("https://pay.example/{{ customer.name }}/{{ customer.phone }}/{{currency}}#x"),
            "https://pay.example/%D0%9A%D0%B8%D0%BC%2F%D0%90%D0%BD%D0%BD%D0%B0/%2B79161234567/RUB#x"
        );
        assert_eq!(fill("https://pay.example"), "https://pay.example");
    }

    #[test]
    fn what_is_no_address_or_names_what_is_not_there_is_refused() {
        for bad in [
            "",
            "pay.example",
            "javascript:alert(1)",
            "https://pay.example/?x={{ secret }}",
            "https://pay.example/?x={{ sum",
            "https://pay.example/?x= sum }}",
            "https://{{ customer.email }}/",
            "https://{{ order.number }}",
            "https://pay.example/\"onclick=x",
        ] {
            assert_eq!(PayLink::parse(bad), None, "{bad}");
        }
    }
}
