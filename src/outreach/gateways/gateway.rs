//! What every channel does.

use std::fmt;

use crate::domain::message::Channel;
use crate::domain::sending::DeliveryReport;
use crate::domain::sending::SendOutcome;
use crate::domain::settings::Unsubscribe;
use crate::net::http::base64;
use crate::outreach::compose::CODE;

/// A message on its way out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outgoing {
    /// Unlike any other's: it is the same at every try.
    pub mark: String,
    /// What kind of message it is, its code.
    pub kind: String,
    /// Where to: a phone (E.164) or an email.
    pub to: String,
    /// The customer's name; empty when it is not known.
    pub name: String,
    /// Of an email.
    pub subject: String,
    /// The text.
    pub text: String,
    /// Of an email: the same as HTML.
    pub html: Option<String>,
    /// The picture of a code to pay by that its HTML shows (PNG).
    pub code: Option<Vec<u8>>,
    /// The order's number.
    pub order: Option<String>,
    /// Of an offer: how who gets it says that they want no more.
    pub unsubscribe: Option<Unsubscribe>,
    /// Of an offer: the link by which they say so, where somebody listens.
    pub stop_url: Option<String>,
    /// Where its gateway may report what became of it, likewise.
    pub report_url: Option<String>,
}

impl Outgoing {
    /// Its HTML with the pictures in it, for who takes no more than that.
    pub fn html_alone(&self) -> Option<String> {
        let html = self.html.as_ref()?;
        Some(match &self.code {
            Some(png) => html.replace(
                &format!("cid:{CODE}"),
                &format!("data:image/png;base64,{}", base64(png)),
            ),
            None => html.clone(),
        })
    }
}

/// What takes messages away.
pub trait Gateway: fmt::Debug + Send {
    /// What is wrong with the message itself, before anything leaves: an address no letter can go to.
    fn check(&self, _channel: Channel, _message: &Outgoing) -> Result<(), String> {
        Ok(())
    }

    /// True when it can be asked, by the id it gave, whether a message has arrived.
    fn tells(&self) -> bool {
        false
    }

    /// What it says of a message it took, by its own id, to that address; none when it could not be asked.
    fn report(&mut self, _id: &str, _to: &str) -> Option<DeliveryReport> {
        None
    }

    /// Sends one. Whatever goes wrong, the answer says whether the message may have been taken.
    fn send(&mut self, channel: Channel, message: &Outgoing) -> SendOutcome;
}
