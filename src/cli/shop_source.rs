//! Whose settings of the shop hold: a file's, or what was published on a server.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::output::failure::Failure;
use crate::config::OwnSettings;
use crate::config::SharedSettings;
use crate::config::statuses::StatusWords;
use crate::desk::Location;
use crate::desk::error::DeskError;
use crate::desk::published;
use crate::domain::publication::Publication;
use crate::domain::settings::Settings;
use crate::i18n::Tr;
use crate::text::sha256;

/// Whose settings of the shop hold.
#[derive(Clone, Debug)]
pub enum ShopSource {
    /// The settings file's: the desk is a file, or nothing was published yet.
    File,
    /// What was published; of the file what is the machine's own.
    Published(Arc<PublishedShop>),
    /// Nobody knows: the server did not say. Nothing is done on it by what a file says meanwhile.
    Unread(Failure),
}

/// What was published, as it holds here.
#[derive(Debug)]
pub struct PublishedShop {
    /// As it stands in the database.
    pub publication: Publication,
    /// All settings, with the machine's own.
    pub settings: Settings,
    /// What the words of the shop's exports mean.
    pub statuses: StatusWords,
    /// The shop's own texts, by their places.
    pub texts: Arc<BTreeMap<String, String>>,
}

impl ShopSource {
    /// What holds on the database at `location` beside the machine's own settings.
    pub fn of(location: &Location, own: &OwnSettings, tr: &Tr) -> ShopSource {
        match published::published_at(location) {
            Ok(Some(publication)) => ShopSource::Published(Arc::new(PublishedShop::new(publication, own))),
            Err(error @ DeskError::Database { .. }) => {
                ShopSource::Unread(Failure::of_desk(tr, own.settings.shop.time_zone, &error))
            }
            Ok(None) | Err(_) => ShopSource::File,
        }
    }

    /// Fails where nobody knows.
    pub fn known(&self) -> Result<(), Failure> {
        match self {
            ShopSource::Unread(failure) => Err(failure.clone()),
            ShopSource::File | ShopSource::Published(_) => Ok(()),
        }
    }

    /// What was published, where that holds.
    pub fn published(&self) -> Option<&PublishedShop> {
        match self {
            ShopSource::Published(shop) => Some(shop),
            ShopSource::File | ShopSource::Unread(_) => None,
        }
    }
}

impl PublishedShop {
    fn new(publication: Publication, own: &OwnSettings) -> PublishedShop {
        let shop = SharedSettings::read_known(&publication.text);
        let mut left_out = shop.left_out.clone();
        if sha256(publication.text.as_bytes()) != publication.digest {
            left_out.push("digest".to_owned());
        }
        let settings = shop.over(own, publication.of(left_out));
        PublishedShop {
            publication,
            settings,
            statuses: shop.statuses,
            texts: Arc::new(shop.texts),
        }
    }
}

#[cfg(test)]
mod tests;
