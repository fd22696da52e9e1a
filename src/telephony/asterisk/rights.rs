//! What an exchange lets its user hear and ask, and what of that is missing.

use super::session::Account;
use super::session::AmiSession;
use super::session::LinkError;
use crate::text::clean;

/// What is to be heard: calls, why they were missed and their recordings, who is at the queues.
const HEARD: [&str; 3] = ["call", "dialplan", "agent"];

/// What the shop wants of the exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UseOfExchange {
    /// It is only listened to.
    Listens,
    /// It calls out, too.
    Dials,
}

/// What a look at the exchange found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExchangeRights {
    /// What it calls itself.
    pub greeting: String,
    /// Asterisk's version; empty when it does not say.
    pub version: String,
    /// The classes of events this user hears; none when the exchange does not say.
    pub read: Option<Vec<String>>,
    /// Those of the classes needed that are missing.
    pub missing_read: Vec<&'static str>,
    /// All channels can be asked for: what was missed is found again.
    pub lists_channels: bool,
    /// It can be told to send less.
    pub filters: bool,
    /// It may be asked to call somebody.
    pub dials: bool,
}

impl ExchangeRights {
    /// Logs in and looks.
    pub fn look(account: &Account) -> Result<ExchangeRights, LinkError> {
        let (mut session, greeting) = AmiSession::open(account)?;
        // It lists the actions this user may ask for.
        let actions = session.ask("ListCommands", &[])?;
        let may = |name: &str| !actions.get(name).is_empty();
        let version = if may("CoreSettings") {
            session.ask("CoreSettings", &[])?.get("AsteriskVersion").to_owned()
        } else {
            String::new()
        };
        let read = if may("Command") {
            let line = format!("manager show user {}", account.user);
            let said = session.ask("Command", &[("Command", &line)])?;
            said.all("Output").find_map(read_classes)
        } else {
            None
        };
        let lacks = |class: &&str| {
            read.as_ref()
                .is_some_and(|read| !read.iter().any(|has| has == class || has == "all"))
        };
        Ok(ExchangeRights {
            missing_read: HEARD.into_iter().filter(|class| lacks(class)).collect(),
            lists_channels: may("CoreShowChannels") || may("Status"),
            filters: may("Filter"),
            dials: may("Originate"),
            version: clean(&version).into_owned(),
            greeting,
            read,
        })
    }

    /// The lines its section of `manager.conf` needs.
    pub fn needed(use_of_it: UseOfExchange) -> [String; 2] {
        let write = match use_of_it {
            UseOfExchange::Listens => "write = reporting,system",
            UseOfExchange::Dials => "write = reporting,system,originate",
        };
        [format!("read = {}", HEARD.join(",")), write.to_owned()]
    }

    /// Something is missing without which calls are lost, not understood, or not made.
    pub fn is_short(&self, use_of_it: UseOfExchange) -> bool {
        let cannot_dial = use_of_it == UseOfExchange::Dials && !self.dials;
        !self.missing_read.is_empty() || !self.lists_channels || cannot_dial
    }
}

/// `       read perm: system,call,agent`
fn read_classes(line: &str) -> Option<Vec<String>> {
    let rest = line.trim().strip_prefix("read perm:")?;
    Some(rest.split(',').map(|class| clean(class.trim()).into_owned()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_classes_a_user_hears_are_read_from_what_the_exchange_prints() {
        let classes = read_classes("       read perm: system,call,agent");
        assert_eq!(classes.unwrap(), ["system", "call", "agent"]);
        assert_eq!(read_classes("      write perm: all"), None);
    }
}
