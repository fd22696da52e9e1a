//! The shop an order is of, as its customer knows it.

use std::borrow::Cow;

use super::Settings;
use super::SourceSetting;
use crate::domain::hours::Hours;
use crate::domain::incoming::source_and_shop;
use crate::domain::language::Lang;
use crate::domain::pay_code::BankAccount;
use crate::domain::pay_code::Payee;
use crate::domain::pay_link::PayLink;

/// The shop an order is of, as its customer knows it: its `[[source]]`, and `[shop]` for what that leaves out. Texts may be
/// empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrderShop<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its phone (R30).
    pub phone: &'a str,
    /// Its email (R30).
    pub email: &'a str,
    /// Its site (R30).
    pub site: &'a str,
    /// Where to pay (R12).
    pub requisites: &'a str,
    /// The address its orders are paid at (R12).
    pub pay_link: Option<&'a PayLink>,
    /// Whose account its orders are paid to (R12).
    pub payee: Payee<'a>,
    /// The language its customers are written to in; none when no setting says it.
    pub language: Option<Lang>,
    /// Where to leave a review (R22).
    pub review_url: &'a str,
}

impl OrderShop<'_> {
    /// All that says where to pay, as it is told: another account or address is told again (R30).
    pub fn how_to_pay(&self) -> Cow<'_, str> {
        let link = self.pay_link.map(PayLink::template);
        let account = self.payee.account.map(BankAccount::as_str);
        match (link, account) {
            (None, None) => self.requisites.into(),
            (link, account) => {
                let parts = [Some(self.requisites.trim()), link, account, Some(self.payee.bic)];
                parts.into_iter().flatten().collect::<Vec<_>>().join("\n").into()
            }
        }
    }
}

impl Settings {
    /// The shop of an order by the source it is kept under, such as `woocommerce@lavka.example` or `desk`; `[shop]` alone
    /// for an order of a source that no `[[source]]` is of, and for a customer without orders.
    pub fn source_of(&self, kept: Option<&str>) -> OrderShop<'_> {
        let shop = &self.shop;
        let payee = Payee {
            name: said(shop.payee.as_ref()),
            account: shop.account.as_ref(),
            bank: said(shop.bank.as_ref()),
            bic: said(shop.bic.as_ref()),
            corr_account: said(shop.corr_account.as_ref()),
            inn: said(shop.payee_inn.as_ref()),
        };
        let review_url = shop.review_url.as_deref().unwrap_or_default();
        let Some(own) = kept.and_then(|kept| self.source_setting(kept)) else {
            return OrderShop {
                name: &shop.name,
                phone: &shop.phone,
                email: &shop.email,
                site: &shop.site,
                requisites: &shop.requisites,
                pay_link: shop.pay_link.as_ref(),
                payee,
                language: shop.language,
                review_url,
            };
        };
        OrderShop {
            name: &own.name,
            phone: own.phone.as_ref().unwrap_or(&shop.phone),
            email: own.email.as_ref().unwrap_or(&shop.email),
            site: own.site.as_ref().unwrap_or(&shop.site),
            requisites: own.requisites.as_ref().unwrap_or(&shop.requisites),
            pay_link: own.pay_link.as_ref().or(shop.pay_link.as_ref()),
            // Never one's account under another's name.
            payee: match &own.account {
                Some(account) => Payee {
                    name: said(own.payee.as_ref()),
                    account: Some(account),
                    bank: said(own.bank.as_ref()),
                    bic: said(own.bic.as_ref()),
                    corr_account: said(own.corr_account.as_ref()),
                    inn: said(own.payee_inn.as_ref()),
                },
                None => payee,
            },
            language: own.language.or(shop.language),
            review_url: own.review_url.as_deref().unwrap_or(review_url),
        }
    }

    /// The hours of the shop that orders kept under `kept` are of, where they are its own: on the days on which `[hours]` is
    /// open, and on none of its holidays.
    pub fn hours_of(&self, kept: &str) -> Option<Hours> {
        let own = self.source_setting(kept).filter(|own| !own.hours.is_empty())?;
        let mut hours = self.hours.clone();
        for day in hours.week.iter_mut().filter(|day| !day.is_empty()) {
            day.clone_from(&own.hours);
        }
        Some(hours)
    }

    /// How the shop of an order kept under `kept` is told from others here: by its own name, else by its host; empty where
    /// neither is known.
    pub fn source_label<'a>(&'a self, kept: &'a str) -> &'a str {
        let host = || source_and_shop(kept).1.unwrap_or_default();
        self.source_setting(kept).map_or_else(host, |own| &own.name)
    }

    /// The `[[source]]` an order kept under `kept` is of: by its shop, else by the name the files were imported under, else
    /// by its system alone.
    fn source_setting(&self, kept: &str) -> Option<&SourceSetting> {
        let (platform, host) = source_and_shop(kept);
        let of = |set: &Option<String>, told: &str| set.as_deref().map(|set| is_same(set, told));
        let of_platform = |own: &SourceSetting| of(&own.platform, platform);
        let by_host = |own: &&SourceSetting| {
            let is_host = host.is_some_and(|host| of(&own.shop, host) == Some(true));
            is_host && of_platform(own) != Some(false)
        };
        let by_name = |own: &&SourceSetting| is_same(&own.name, platform) || of(&own.shop, platform) == Some(true);
        let by_platform = |own: &&SourceSetting| own.shop.is_none() && of_platform(own) == Some(true);
        let mut all = self.sources.iter();
        all.clone()
            .find(by_host)
            .or_else(|| all.clone().find(by_name))
            .or_else(|| all.find(by_platform))
    }
}

/// Empty where nothing is said.
fn said(text: Option<&String>) -> &str {
    text.map_or("", String::as_str)
}

/// A shop's address is written with or without what goes before its host, a name in any case.
fn is_same(set: &str, told: &str) -> bool {
    let bare = |text: &str| {
        let text = text.trim().to_lowercase();
        let host = text.split_once("://").map_or(text.as_str(), |(_, behind)| behind);
        host.trim_start_matches("www.").trim_end_matches('/').to_owned()
    };
    !told.is_empty() && bare(set) == bare(told)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::pay_code::BankAccount;

    fn settings() -> Settings {
        let source = |name: &str, platform: Option<&str>, shop: Option<&str>| SourceSetting {
            name: name.to_owned(),
            platform: platform.map(str::to_owned),
            shop: shop.map(str::to_owned),
            ..SourceSetting::default()
        };
        let mut settings = Settings::default();
        "Лавка".clone_into(&mut settings.shop.name);
        "+74950000000".clone_into(&mut settings.shop.phone);
        "IBAN 1".clone_into(&mut settings.shop.requisites);
        settings.shop.account = BankAccount::parse("40802810000000000001");
        (settings.shop.payee, settings.shop.bank) = (Some("Лавка".to_owned()), Some("Банк".to_owned()));
        settings.shop.language = Some(Lang::Ru);
        settings.sources = vec![
            SourceSetting {
                requisites: Some("IBAN 2".to_owned()),
                payee: Some("Чай".to_owned()),
                account: BankAccount::parse("LT601010012345678901"),
                language: Some(Lang::En),
                ..source("Чай", Some("woocommerce"), Some("https://www.Chai.example/"))
            },
            SourceSetting {
                phone: Some(String::new()),
                ..source("Кофе", Some("woocommerce"), Some("coffee.example"))
            },
            source("Маркет", Some("ozon"), None),
            source("Опт", None, Some("tableau")),
        ];
        settings
    }

    #[test]
    fn an_order_is_of_the_shop_its_source_names() {
        let settings = settings();
        for (kept, name) in [
            (Some("woocommerce@chai.example"), "Чай"),
            (Some("woocommerce@coffee.example"), "Кофе"),
            (Some("woocommerce@third.example"), "Лавка"),
            (Some("woocommerce"), "Лавка"),
            (Some("shopify@chai.example"), "Лавка"),
            (Some("чай"), "Чай"),
            (Some("кофе@coffee.example"), "Кофе"),
            (Some("ozon"), "Маркет"),
            (Some("ozon@any"), "Маркет"),
            (Some("tableau"), "Опт"),
            (Some("desk"), "Лавка"),
            (Some(""), "Лавка"),
            (None, "Лавка"),
        ] {
            assert_eq!(settings.source_of(kept).name, name, "{kept:?}");
        }
        for (kept, label) in [
            ("woocommerce@chai.example", "Чай"),
            ("woocommerce@third.example", "third.example"),
            ("csv", ""),
        ] {
            assert_eq!(settings.source_label(kept), label, "{kept}");
        }
    }

    #[test]
    fn what_a_source_leaves_out_is_the_shops() {
        let settings = settings();
        let tea = settings.source_of(Some("woocommerce@chai.example"));
        assert_eq!((tea.phone, tea.requisites), ("+74950000000", "IBAN 2"));
        assert_eq!(tea.language, Some(Lang::En));
        let account = |shop: OrderShop<'_>| shop.payee.account.map(|account| account.as_str().to_owned());
        assert_eq!(account(tea).as_deref(), Some("LT601010012345678901"));
        assert_eq!(
            (tea.payee.name, tea.payee.bank),
            ("Чай", ""),
            "an account of its own has nothing of another's"
        );
        let maker = settings.source_of(Some("ozon"));
        assert_eq!(account(maker).as_deref(), Some("40802810000000000001"));
        assert_eq!((maker.payee.name, maker.payee.bank), ("Лавка", "Банк"));
        let coffee = settings.source_of(Some("woocommerce@coffee.example"));
        assert_eq!(
            (coffee.phone, coffee.requisites),
            ("", "IBAN 1"),
            "an empty text is none"
        );
        assert_eq!(coffee.language, Some(Lang::Ru));
    }
}
