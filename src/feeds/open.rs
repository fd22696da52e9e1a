//! From a `[[feed]]` of the settings to what can be asked.

use std::sync::Arc;

use chrono_tz::Tz;

use super::catalogue::CatalogueFeed;
use super::exchange::ExchangeFeed;
use super::folder::FolderFeed;
use super::hook::HookFeed;
use super::insales::InSalesApi;
use super::insales::InSalesGoods;
use super::keycrm::KeyCrmApi;
use super::mail::MailFeed;
use super::one_c::OneCFeed;
use super::prom::PromApi;
use super::prom::PromGoods;
use super::reading::FeedFiles;
use super::reading::FeedReading;
use super::reading::FeedVariables;
use super::retailcrm::RetailCrmApi;
use super::shop::GoodsFeed;
use super::shop::ShopFeed;
use super::shopify::ShopifyApi;
use super::shopify::ShopifyGoods;
use super::source::FeedAsk;
use super::source::FeedSource;
use super::source::FeedTried;
use super::source::PortionTaken;
use super::woocommerce::WooCommerceApi;
use super::woocommerce::WooCommerceGoods;
use crate::domain::money::Currency;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::order_feed::GoodsApi;
use crate::domain::order_feed::OrderFeedKind;
use crate::domain::settings::FeedSetting;
use crate::domain::settings::SecretRef;
use crate::domain::time::Time;
use crate::intake::ImportError;
use crate::net::secret::Secret;
use crate::private_file::Readers;

/// Makes it ready; nothing is asked yet.
pub fn open(
    setting: &FeedSetting,
    readers: Readers,
    files: &Arc<dyn FeedFiles>,
    variable: &FeedVariables,
) -> Result<Box<dyn FeedSource>, FeedTrouble> {
    let address = setting.address_or_usual();
    let since = setting.since;
    let key = || secret(setting.key.as_ref(), variable);
    let secret = || secret(setting.secret.as_ref(), variable);
    match setting.kind {
        OrderFeedKind::Folder => Ok(Box::new(FolderFeed::new(address.into(), readers, Arc::clone(files)))),
        OrderFeedKind::Catalogue => match setting.api {
            None => Ok(Box::new(CatalogueFeed::new(address, key()?))),
            Some(GoodsApi::WooCommerce) => {
                let api = WooCommerceGoods::new(address, key()?, secret()?);
                Ok(Box::new(GoodsFeed::new(api)))
            }
            Some(GoodsApi::InSales) => Ok(Box::new(GoodsFeed::new(InSalesGoods(InSalesApi::new(
                address,
                key()?,
                secret()?,
            ))))),
            Some(GoodsApi::Prom) => Ok(Box::new(GoodsFeed::new(PromGoods(PromApi::new(address, key()?))))),
            Some(GoodsApi::Shopify) => Ok(Box::new(GoodsFeed::new(ShopifyGoods(ShopifyApi::new(address, key()?))))),
        },
        OrderFeedKind::Hook | OrderFeedKind::Tilda => Ok(Box::new(HookFeed {
            name: setting.name.clone(),
            is_tilda: setting.kind == OrderFeedKind::Tilda && setting.profile.is_none(),
        })),
        OrderFeedKind::OneC => Ok(Box::new(OneCFeed {
            name: setting.name.clone(),
        })),
        OrderFeedKind::Mail => Ok(Box::new(MailFeed::new(setting, secret()?)?)),
        OrderFeedKind::WooCommerce => {
            let api = WooCommerceApi::new(address, key()?, secret()?);
            Ok(Box::new(ShopFeed::new(api, since)))
        }
        OrderFeedKind::CommerceMl => Ok(Box::new(ExchangeFeed::new(address, key()?, secret()?))),
        OrderFeedKind::InSales => Ok(Box::new(ShopFeed::new(
            InSalesApi::new(address, key()?, secret()?),
            since,
        ))),
        OrderFeedKind::Prom => Ok(Box::new(ShopFeed::new(PromApi::new(address, key()?), since))),
        OrderFeedKind::RetailCrm => Ok(Box::new(ShopFeed::new(RetailCrmApi::new(address, key()?), since))),
        OrderFeedKind::Shopify => Ok(Box::new(ShopFeed::new(ShopifyApi::new(address, key()?), since))),
        OrderFeedKind::KeyCrm => Ok(Box::new(ShopFeed::new(KeyCrmApi::new(address, key()?), since))),
    }
}

/// Asks a feed without taking anything.
pub fn try_feed(
    setting: &FeedSetting,
    variable: &FeedVariables,
    now: Time,
    zone: Tz,
) -> Result<FeedTried, FeedTrouble> {
    let mut source = open(
        setting,
        Readers::Owner,
        &(Arc::new(NoFiles) as Arc<dyn FeedFiles>),
        variable,
    )?;
    source.try_out(&FeedAsk {
        cursor: None,
        now,
        zone,
        // What is tried is not taken in.
        currency: Currency::RUB,
        taken: &|_| None,
        inbox: &|| None,
    })
}

/// Who only tries a feed reads no file of it.
struct NoFiles;

impl FeedFiles for NoFiles {
    fn reading(&self, setting: &FeedSetting) -> Result<FeedReading, String> {
        Err(setting.name.clone())
    }

    fn unread(&self, name: &str, _: &ImportError) -> String {
        name.to_owned()
    }

    fn report(&self, name: &str, _: &PortionTaken) -> String {
        name.to_owned()
    }
}

fn secret(at: Option<&SecretRef>, variable: &FeedVariables) -> Result<Secret, FeedTrouble> {
    let Some(at) = at else {
        return Ok(Secret::new(String::new()));
    };
    Secret::ask(at, variable).map_err(|why| FeedTrouble::new(FeedFault::Secret, why.to_string()))
}
