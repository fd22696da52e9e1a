//! Writes settings down as the file would have them.

use std::fmt::Write;

use sha2::Digest;
use sha2::Sha256;

use super::keys;
use super::keys::Keys;
use super::value::Value;
use crate::domain::carrier::Carrier;
use crate::domain::settings::Settings;

/// What walks all the keys, section by section.
pub(super) trait Walk: Keys {
    /// The keys that follow stand in this section, written as the file writes it: `[shop]`.
    fn section(&mut self, name: &str);
}

/// Every key with its value in force, as a settings file; a key that is unset is left out.
pub fn render(settings: &Settings) -> String {
    let mut lines = Lines::default();
    everything(&mut settings.clone(), &mut lines);
    lines.0
}

/// Walks every key there is.
pub(super) fn everything(settings: &mut Settings, walk: &mut impl Walk) {
    rules(settings, walk);
    for &carrier in Carrier::ALL {
        walk.section(&format!("[carriers.{}]", carrier.code()));
        keys::carrier(&mut settings.carriers.of(carrier), walk);
    }
    walk.section("[console]");
    keys::console(&mut settings.console, &mut settings.operator, walk);
    walk.section("[files]");
    keys::files(&mut settings.files, walk);
    for segment in &mut settings.segments {
        walk.section("[[segment]]");
        keys::segment(segment, settings.shop.currency, walk);
    }
    for operator in &mut settings.operators {
        walk.section("[[operator]]");
        keys::operator(operator, walk);
    }
}

/// What two processes must share to show one queue: a SHA-256, in hex, over `[shop]`, `[hours]` and `[regulation]`, but
/// for how the shop is called and reached: no rule asks for that.
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
    let mut lines = Lines::default();
    rules(&mut settings, &mut lines);
    let digest = Sha256::digest(lines.0.as_bytes());
    digest.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[derive(Default)]
struct Lines(String);

fn rules(settings: &mut Settings, lines: &mut impl Walk) {
    lines.section("[shop]");
    keys::shop(&mut settings.shop, lines);
    lines.section("[hours]");
    keys::hours(&mut settings.hours, lines);
    lines.section("[regulation]");
    keys::regulation(&mut settings.regulation, settings.shop.currency, lines);
    lines.section("[regulation.b2b]");
    keys::b2b(&mut settings.regulation.b2b, lines);
}

impl Walk for Lines {
    fn section(&mut self, name: &str) {
        let gap = if self.0.is_empty() { "" } else { "\n" };
        let _ = writeln!(self.0, "{gap}{name}");
    }
}

impl Keys for Lines {
    fn key(&mut self, name: &'static str, value: &mut impl Value) {
        if let Some(written) = value.written() {
            let _ = writeln!(self.0, "{name} = {written}");
        }
    }
}
