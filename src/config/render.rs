//! Writes settings down as the file would have them.

use std::fmt::Write;

use super::quoted::quoted;
use crate::domain::settings::Go;
use crate::domain::settings::MessageWays;
use crate::domain::settings::Settings;
use crate::domain::settings::keys::KeyVisitor;
use crate::domain::settings::keys::Keys;
use crate::domain::settings::keys::SettingKey;
use crate::domain::settings::value::RawValue;
use crate::domain::settings::value::SettingValue;
use crate::text::sha256;

/// Every key with its value in force, as a settings file; a key that is unset is left out.
pub fn render(settings: &Settings) -> String {
    let mut file = Rendered::default();
    settings.clone().visit(&mut file);
    file.0
}

/// Rules that are younger than the fingerprints in files, as they stand by default: an upgrade alone is no other config.
const YOUNGER: &[&str] = &["failed_payment_lapse = \"7d\"\n"];

/// What two processes must share to show one queue: a SHA-256, in hex, over `[shop]`, `[hours]`, `[regulation]` and
/// `[[source]]`, and of `[messages]` and `[channels.NAME]` what goes by what, but for how `[shop]` is called and reached: no rule asks for that.
pub fn fingerprint(settings: &Settings) -> String {
    let mut settings = settings.clone();
    let shop = &mut settings.shop;
    for words in [
        &mut shop.name,
        &mut shop.phone,
        &mut shop.email,
        &mut shop.site,
        &mut shop.requisites,
    ] {
        words.clear();
    }
    (shop.language, shop.review_url) = (None, None);
    (shop.pay_link, shop.account) = (None, None);
    (shop.payee, shop.bank, shop.bic) = (None, None, None);
    (shop.corr_account, shop.payee_inn) = (None, None);
    let mut file = Rendered::default();
    settings.visit_rules(&mut file);
    for unset in YOUNGER {
        file.0 = file.0.replace(unset, "");
    }
    // By what a message goes is the same in every process, or each would write it again for its own channels.
    if settings.messages != MessageWays::default() {
        settings.messages.visit(settings.shop.currency, &mut file);
    }
    for (name, channel) in &settings.channel_list {
        let never = channel.go == Go::Never;
        let _ = writeln!(
            file.0,
            "{name} {} {:?} {never}",
            channel.carries().code(),
            channel.sources
        );
    }
    // Published settings are one whole: who works by another revision, or by a part of one, works by other rules.
    if let Some(published) = &settings.published {
        let _ = writeln!(file.0, "{} {:?}", published.digest, published.left_out);
    }
    sha256(file.0.as_bytes())
}

/// A value as TOML.
pub(super) fn toml(value: &RawValue) -> String {
    match value {
        RawValue::Text(text) => quoted(text),
        RawValue::Whole(whole) => whole.to_string(),
        RawValue::Decimal(digits) => digits.clone(),
        RawValue::Switch(switch) => switch.to_string(),
        RawValue::List(items) => format!("[{}]", items.iter().map(toml).collect::<Vec<_>>().join(", ")),
        RawValue::Other => String::new(),
    }
}

#[derive(Default)]
struct Rendered(String);

impl KeyVisitor for Rendered {
    fn section(&mut self, name: &str) {
        let gap = if self.0.is_empty() { "" } else { "\n" };
        let _ = writeln!(self.0, "{gap}{name}");
    }

    fn key(&mut self, key: &SettingKey, value: &mut impl SettingValue) {
        if let Some(value) = value.written() {
            let _ = writeln!(self.0, "{} = {}", key.name, toml(&value));
        }
    }
}
