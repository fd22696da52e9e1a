//! By what offers leave (R25).

use super::Go;
use super::MailboxSetting;
use super::Settings;
use super::Unsubscribe;
use crate::domain::message::Channel;

/// Why offers leave by nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoOfferWay {
    /// `[messages]` says that none leave.
    Never,
    /// No channel is set up that they could go by.
    NoChannel,
    /// A letter must say how to get no more, and its channel does not.
    NoUnsubscribe,
}

impl NoOfferWay {
    /// A stable word for JSON.
    pub const fn code(self) -> &'static str {
        match self {
            NoOfferWay::Never => "never",
            NoOfferWay::NoChannel => "no_channel",
            NoOfferWay::NoUnsubscribe => "no_unsubscribe",
        }
    }
}

impl Settings {
    /// By what offers leave, best first; of letters only by a channel that says how to get no more.
    pub fn offer_channels(&self) -> Result<Vec<Channel>, NoOfferWay> {
        let shops = self.sources.iter().map(|source| &source.name);
        let mut ways = std::iter::once(&self.shop.name)
            .chain(shops)
            .map(|shop| self.offer_channels_of(shop));
        let first = ways.next().unwrap_or(Err(NoOfferWay::NoChannel));
        let other = if first.is_err() { ways.find(Result::is_ok) } else { None };
        other.unwrap_or(first)
    }

    /// The same to customers of that shop.
    pub fn offer_channels_of(&self, shop: &str) -> Result<Vec<Channel>, NoOfferWay> {
        let way = &self.messages.offer;
        if way.go == Go::Never {
            return Err(NoOfferWay::Never);
        }
        let set = |channel: Channel| self.channel_of(channel, shop).map(|(name, _)| name);
        let all: Vec<Channel> = way.channels.iter().copied().filter(|c| set(*c).is_some()).collect();
        let says_how = |channel: &Channel| {
            *channel != Channel::Email || set(*channel).is_some_and(|name| self.unsubscribe_of(name).is_some())
        };
        let fit: Vec<Channel> = all.iter().copied().filter(says_how).collect();
        match (fit.is_empty(), all.is_empty()) {
            (false, _) => Ok(fit),
            (true, true) => Err(NoOfferWay::NoChannel),
            (true, false) => Err(NoOfferWay::NoUnsubscribe),
        }
    }

    /// Offers would go to customers of that shop by letter, but its channel does not say how to get no more.
    pub fn offers_lack_unsubscribe(&self, shop: &str) -> bool {
        let way = &self.messages.offer;
        let letters = way.go != Go::Never && way.channels.contains(&Channel::Email);
        let channel = self.channel_of(Channel::Email, shop).filter(|_| letters);
        channel.is_some_and(|(name, _)| self.unsubscribe_of(name).is_none())
    }

    /// The page a letter that offers something names, before it is anybody's: the shop's own, or the desk's.
    pub fn stop_page(&self, shop: &str) -> Option<String> {
        let (name, _) = self.channel_of(Channel::Email, shop)?;
        match self.unsubscribe_of(name)? {
            Unsubscribe::Page(page) => Some(page),
            Unsubscribe::Link(_) => self.listen.url("/stop/…"),
            Unsubscribe::Letter(_) => None,
        }
    }

    /// The mailbox of that channel.
    pub fn mailbox_of(&self, channel: &str) -> Option<&MailboxSetting> {
        let mut all = self.mailboxes.iter();
        all.find(|(name, _)| name == channel).map(|(_, mailbox)| mailbox)
    }

    /// How who gets offers by that channel says that they want no more; none where nobody would hear of it.
    pub fn unsubscribe_of(&self, name: &str) -> Option<Unsubscribe> {
        let (_, channel) = self.channel_list.iter().find(|(known, _)| known == name)?;
        if channel.carries() != Channel::Email {
            return None;
        }
        match &channel.unsubscribe {
            Some(page) if page.starts_with("https://") => Some(Unsubscribe::Page(page.clone())),
            written => {
                let address = written.as_deref().or(channel.from.as_deref());
                let address = address.filter(|_| self.mailbox_of(name).is_some()).map(|address| {
                    let bare = address.rsplit_once('<');
                    let bare = bare.map_or(address, |(_, bare)| bare.trim_end_matches('>'));
                    bare.trim().to_owned()
                });
                if self.listen.url("").is_some() {
                    return Some(Unsubscribe::Link(address));
                }
                address.map(Unsubscribe::Letter)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settings::ChannelSetting;

    #[test]
    fn a_letter_that_offers_says_how_to_get_no_more_and_somebody_hears_of_it() {
        let of = |carries, unsubscribe: Option<&str>| ChannelSetting {
            carries: Some(carries),
            from: Some("Лавка <hello@lavka.example>".to_owned()),
            unsubscribe: unsubscribe.map(str::to_owned),
            ..ChannelSetting::default()
        };
        let mail = |stop| ("mail".to_owned(), of(Channel::Email, stop));
        let sms = || ("sms".to_owned(), of(Channel::Sms, Some("https://lavka.example/stop")));
        let page = "https://lavka.example/stop";
        let both = || Ok(vec![Channel::Email, Channel::Sms]);
        let letter = |to: &str| Some(Unsubscribe::Letter(to.to_owned()));
        for (channel_list, is_read, found, said) in [
            (vec![], false, Err(NoOfferWay::NoChannel), None),
            (vec![mail(None)], false, Err(NoOfferWay::NoUnsubscribe), None),
            // Nobody reads what comes there.
            (
                vec![mail(Some("stop@lavka.example"))],
                false,
                Err(NoOfferWay::NoUnsubscribe),
                None,
            ),
            (vec![mail(None), sms()], false, Ok(vec![Channel::Sms]), None),
            (
                vec![mail(Some(page)), sms()],
                false,
                both(),
                Some(Unsubscribe::Page(page.to_owned())),
            ),
            (vec![mail(None), sms()], true, both(), letter("hello@lavka.example")),
            (
                vec![mail(Some("stop@lavka.example")), sms()],
                true,
                both(),
                letter("stop@lavka.example"),
            ),
        ] {
            let mut settings = Settings {
                channel_list,
                mailboxes: Vec::from_iter(is_read.then(|| ("mail".to_owned(), MailboxSetting::default()))),
                ..Settings::default()
            };
            assert_eq!(settings.offer_channels(), found);
            assert_eq!(settings.unsubscribe_of("mail"), said);
            assert_eq!(settings.unsubscribe_of("sms"), None);
            settings.messages.offer.go = Go::Never;
            assert_eq!(settings.offer_channels(), Err(NoOfferWay::Never));
        }
    }
}
