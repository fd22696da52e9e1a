//! What the names of channels and the numbers in messages mean.

use std::collections::HashSet;

use crate::domain::settings::Settings;

/// Which telephones and lines the exchange has, as far as names do not say it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directory {
    /// The operators' telephones, `101`.
    pub extensions: HashSet<String>,
    /// Lines to the outside whose names look like a telephone's, `777`.
    pub trunks: HashSet<String>,
}

/// Who is at the other end of a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// One of our telephones: its extension.
    Phone(String),
    /// A line to the outside: its name.
    Trunk(String),
    /// One half of a channel within the exchange: what both halves are called, and which it is.
    Local(String, char),
    /// Nothing that talks: a recorder, a message.
    Other,
}

/// The most digits of a telephone; a longer number is a provider's login.
const EXTENSION_DIGITS: std::ops::RangeInclusive<usize> = 2..=5;

impl Directory {
    /// As the settings name them.
    pub fn of(settings: &Settings) -> Directory {
        let extensions = settings.operators.iter().filter_map(|one| one.extension.clone());
        Directory {
            extensions: extensions.collect(),
            trunks: settings.asterisk.trunks.iter().cloned().collect(),
        }
    }

    /// Who a channel leads to: `PJSIP/101-0000006b`, `SIP/trunk-3`, `Local/101@from-queue-00000005;1`.
    pub fn end_of(&self, channel: &str) -> End {
        let channel = channel.trim_end_matches("<ZOMBIE>").trim_end_matches("<MASQ>");
        let mut named = channel;
        for wrapped in ["AsyncGoto/", "Transfered/", "Parked/"] {
            named = named.strip_prefix(wrapped).unwrap_or(named);
        }
        let Some((technology, rest)) = named.split_once('/') else {
            return End::Other;
        };
        if technology.eq_ignore_ascii_case("Local") {
            let mut halves = rest.rsplitn(2, ';');
            let half = halves.next().and_then(|half| half.chars().next());
            return match (half, halves.next()) {
                (Some(half), Some(name)) => End::Local(name.to_owned(), half),
                _ => End::Local(rest.to_owned(), '1'),
            };
        }
        if [
            "Message",
            "Recorder",
            "Announcer",
            "Surrogate",
            "Bridge",
            "CBAnn",
            "CBRec",
            "Console",
            "Multicast",
        ]
        .iter()
        .any(|name| technology.eq_ignore_ascii_case(name))
        {
            return End::Other;
        }
        let peer = rest.rsplit_once('-').map_or(rest, |(peer, _)| peer);
        match self.extension(technology, peer) {
            Some(extension) => End::Phone(extension),
            None => End::Trunk(peer.to_owned()),
        }
    }

    /// Whose telephone a queue's member is: `PJSIP/103`, `Local/101@from-queue/n`.
    pub fn member(&self, interface: &str) -> Option<String> {
        let (technology, rest) = interface.split_once('/')?;
        let peer = rest.split(['@', '/']).next()?;
        self.extension(if technology == "Local" { "SIP" } else { technology }, peer)
    }

    fn extension(&self, technology: &str, peer: &str) -> Option<String> {
        if self.trunks.contains(peer) {
            return None;
        }
        if self.extensions.contains(peer) {
            return Some(peer.to_owned());
        }
        // `9170-12` is the telephone 9170 of the twelfth firm of an exchange.
        let digits = peer.split(['-', '_']).next().unwrap_or_default();
        let has_telephones = ["SIP", "PJSIP", "IAX2", "SCCP", "Skinny"].contains(&technology);
        let is_extension = EXTENSION_DIGITS.contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        (has_telephones && is_extension).then(|| digits.to_owned())
    }
}

/// A caller's number as it is given on; empty when it is hidden. Logins with letters stay: somebody reads them.
pub fn caller(number: &str) -> String {
    let number = number.trim().trim_matches('"');
    let hidden = [
        "",
        "<unknown>",
        "unknown",
        "anonymous",
        "private",
        "restricted",
        "withheld",
        "unavailable",
        "asterisk",
    ];
    if hidden.iter().any(|word| number.eq_ignore_ascii_case(word)) {
        return String::new();
    }
    match number.strip_prefix("00") {
        Some(rest) if rest.len() > 9 && rest.bytes().all(|byte| byte.is_ascii_digit()) => format!("+{rest}"),
        _ => number.to_owned(),
    }
}

/// The number a line to the outside was asked for: `+380671110001@trunk`, `trunk/0671110001`, `g0/0671110001`, `PJSIP/0671110001@trunk`.
pub fn dialled(dial_string: &str) -> Option<String> {
    let parts = dial_string.split(['/', '@', ',', ':', '&']);
    let digits = |part: &str| part.bytes().filter(u8::is_ascii_digit).count();
    let is_number = |part: &&str| {
        let rest = part.strip_prefix('+').unwrap_or(part);
        digits(part) >= 5 && rest.bytes().all(|byte| byte.is_ascii_digit() || b"*#-".contains(&byte))
    };
    parts.filter(is_number).max_by_key(|part| digits(part)).map(caller)
}

/// Which of two ids of channels is the older: `asterisk-1368479155.12`, seconds and a count.
pub fn is_older(left: &str, right: &str) -> bool {
    fn parts(id: &str) -> (u64, u64) {
        let id = id.rsplit('-').next().unwrap_or(id);
        let (seconds, count) = id.split_once('.').unwrap_or((id, "0"));
        (seconds.parse().unwrap_or(u64::MAX), count.parse().unwrap_or(u64::MAX))
    }
    parts(left) < parts(right)
}
