//! What a key of the settings sets, in words.

use crate::i18n::Tr;

/// In a few words, with whose it is where there are several: `СДЭК: бесплатное хранение`. `section` as
/// `carriers.cdek`, `source.Lavka 2`.
pub fn setting(tr: &Tr, section: &str, name: &str) -> String {
    let of = |area: &str| tr.coded("setting-of", &format!("{area}-{name}"));
    match section.split_once('.') {
        Some(("carriers", carrier)) => format!("{}: {}", tr.coded("carrier", carrier), of("carriers")),
        Some(("channels", channel)) => format!("{channel}: {}", of("channel")),
        Some(("regulation", _)) => of("b2b"),
        Some((kind, one)) => format!("{one}: {}", of(kind)),
        None if section == "messages" => {
            let what = tr.coded("message", name);
            tr.with("setting-of-messages", &[("what", what.into())])
        }
        None => of(section),
    }
}
