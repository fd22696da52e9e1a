//! What a gateway says of a message, fit to be kept and shown: short, without signs that steer a terminal, without the secret.

use super::gateway::Gateway;
use super::gateway::Outgoing;
use crate::domain::message::Channel;
use crate::domain::sending::DeliveryReport;
use crate::domain::sending::SendOutcome;
use crate::net::secret::Secret;
use crate::text::clean;

/// How much of what is said is kept, characters.
const KEPT: usize = 200;

/// A gateway whose secret is never told again, whatever it answers.
#[derive(Debug)]
pub(super) struct Discreet {
    pub(super) gateway: Box<dyn Gateway>,
    pub(super) secret: Option<Secret>,
}

impl Gateway for Discreet {
    fn check(&self, channel: Channel, message: &Outgoing) -> Result<(), String> {
        self.gateway.check(channel, message)
    }

    fn tells(&self) -> bool {
        self.gateway.tells()
    }

    fn report(&mut self, id: &str, to: &str) -> Option<DeliveryReport> {
        let report = self.gateway.report(id, to)?;
        Some(match report {
            DeliveryReport::Undelivered { why } => DeliveryReport::Undelivered { why: self.kept(&why) },
            other => other,
        })
    }

    fn send(&mut self, channel: Channel, message: &Outgoing) -> SendOutcome {
        let outcome = self.gateway.send(channel, message);
        match outcome {
            SendOutcome::Accepted { id } => SendOutcome::Accepted {
                id: id.map(|id| self.kept(&id)),
            },
            SendOutcome::Refused { why } => SendOutcome::Refused { why: self.kept(&why) },
            SendOutcome::Later { why } => SendOutcome::Later { why: self.kept(&why) },
            SendOutcome::Deferred { why } => SendOutcome::Deferred { why: self.kept(&why) },
            SendOutcome::Unknown { why } => SendOutcome::Unknown { why: self.kept(&why) },
        }
    }
}

impl Discreet {
    /// Without the secret first: cut through, it would not be known again.
    fn kept(&self, text: &str) -> String {
        let text = clean(text);
        let told = self.secret.as_ref().map(|secret| secret.redact(&text));
        told.as_deref().unwrap_or(&text).chars().take(KEPT).collect()
    }
}
