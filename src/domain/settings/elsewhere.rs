//! What a machine leaves to others because published settings do not tell it a secret: who lacks one would only fail, and
//! keep those from it that know it.

use super::SecretRef;
use super::Settings;

fn is_here(secret: Option<&SecretRef>) -> bool {
    secret != Some(&SecretRef::Elsewhere)
}

impl Settings {
    /// Every channel's secret is known here, or nothing really leaves: this machine may send.
    pub fn may_send_here(&self) -> bool {
        let mut channels = self.channel_list.iter();
        !self.channels.live || channels.all(|(_, channel)| is_here(channel.secret.as_ref()))
    }

    /// Likewise every mailbox's.
    pub fn may_read_mail_here(&self) -> bool {
        self.mailboxes.iter().all(|(name, mailbox)| {
            let channel = self.channel_list.iter().find(|(channel, _)| channel == name);
            let of_channel = channel.and_then(|(_, channel)| channel.secret.as_ref());
            is_here(mailbox.secret.as_ref().or(of_channel))
        })
    }

    /// Likewise every feed's.
    pub fn may_ask_feeds_here(&self) -> bool {
        let mut feeds = self.feeds.iter().filter(|feed| !feed.pause);
        feeds.all(|feed| is_here(feed.key.as_ref()) && is_here(feed.secret.as_ref()))
    }

    /// Likewise every carrier's.
    pub fn may_ask_carriers_here(&self) -> bool {
        let mut followed = self.carriers.followed();
        followed.all(|(_, following)| is_here(following.password.as_ref()) && is_here(following.key.as_ref()))
    }

    /// Whether nothing is left to others.
    pub fn knows_all_secrets(&self) -> bool {
        self.may_send_here() && self.may_read_mail_here() && self.may_ask_feeds_here() && self.may_ask_carriers_here()
    }
}
