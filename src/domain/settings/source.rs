//! `[[source]]`: what differs by shop where several are worked from one desk.

use super::keys::keys;
use super::value::words;
use crate::domain::hours::Opening;
use crate::domain::language::Lang;
use crate::domain::pay_code::BankAccount;
use crate::domain::pay_link::PayLink;

keys! {
    /// One `[[source]]`. What it leaves out is as in `[shop]`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SourceSetting {
        /// As its customers know it; `import --source` may say it too.
        name: String = String::new(), example "Lavka 2".to_owned();
        /// The shop's system, or the source its profile names.
        platform: Option<String> = None, example Some("woocommerce".to_owned());
        /// Its host in that system, or the name of its feed.
        shop: Option<String> = None, example Some("lavka2.example".to_owned());
        /// R30: its own contacts, where a worried payer gets an answer.
        phone: Option<String> = None, rules [30], example Some("+7 495 123-45-67".to_owned());
        /// R30: likewise.
        email: Option<String> = None, rules [30], example Some("hello@lavka2.example".to_owned());
        /// R30: likewise.
        site: Option<String> = None, rules [30], example Some("lavka2.example".to_owned());
        /// R12: where its customers pay.
        requisites: Option<String> = None, rules [12], example Some("LT60 1010 0123 4567 8901".to_owned());
        /// R12: the address its orders are paid at.
        pay_link: Option<PayLink> = None, rules [12], example PayLink::parse("https://pay.example/?order={{ order.number }}&sum={{ sum }}");
        /// R12: whose account its orders are paid to; with an account of its own, all that follows is its own too.
        payee: Option<String> = None, rules [12], example Some("Lavka UAB".to_owned());
        /// R12: twenty digits, or an IBAN.
        account: Option<BankAccount> = None, rules [12], example BankAccount::parse("LT60 1010 0123 4567 8901");
        /// R12: the bank of a Russian account.
        bank: Option<String> = None, rules [12], example Some("Bankas".to_owned());
        /// R12: its BIC; an IBAN may do without.
        bic: Option<String> = None, rules [12], example Some("CBVILT2XXXX".to_owned());
        /// R12: its own account, of a Russian bank.
        corr_account: Option<String> = None, rules [12], example Some("30101810145250000974".to_owned());
        /// R12: the tax number of whom the account is, of a Russian one.
        payee_inn: Option<String> = None, rules [12], example Some("770100000001".to_owned());
        /// R5: its own hours, on the days on which `[hours]` is open; "": those.
        hours: Vec<Opening> = Vec::new(), rules [5], example vec![Opening::DAYTIME];
        /// R30: the language its customers are written to in: "en", "ru" or "uk".
        language: Option<Lang> = None, rules [30], example Some(Lang::Ru);
        /// R22: where its customers leave a review.
        review_url: Option<String> = None, rules [22], example Some("https://lavka2.example/reviews".to_owned());
    }
}

words! {
    Lang: "language";
}
