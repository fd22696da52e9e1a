//! What a `[[feed]]` of a shop must say, and may not.

use std::path::Path;

use super::error::ConfigError;
use super::read::parse;
use crate::domain::settings::Settings;

fn told(text: &str) -> Result<Settings, ConfigError> {
    parse(text, Path::new("config.toml"))
}

#[test]
fn a_shop_has_what_it_is_asked_with_and_is_written_to_only_where_that_can_be() {
    let feed = |more: &str| format!("[[feed]]\nname = \"a\"\n{more}");
    let insales = "kind = \"insales\"\naddress = \"https://a.myinsales.ru\"\nkey = \"env:K\"\n";
    let prom = "kind = \"prom\"\nkey = \"env:K\"\n";
    let second = "[[feed]]\nname = \"b\"\nkind = \"prom\"\nkey = \"env:L\"\n";
    for right in [
        feed(&format!("{insales}secret = \"env:S\"")),
        feed(prom),
        feed(&format!("{prom}write = [\"status\"]\nstatus_confirmed = \"received\"")),
        feed("kind = \"keycrm\"\nkey = \"env:K\""),
        feed("kind = \"catalogue\"\napi = \"prom\"\nkey = \"env:K\""),
        feed(
            "kind = \"catalogue\"\napi = \"insales\"\naddress = \"https://a.myinsales.ru\"\nkey = \"env:K\"\nsecret = \"env:S\"",
        ),
        feed("kind = \"onec\"\nuser = \"1c\"\nsecret = \"env:S\""),
        feed("kind = \"retailcrm\"\nkey = \"env:K\"\naddress = \"http://127.0.0.1:9\""),
        format!("{}{second}", feed(prom)),
    ] {
        assert!(told(&right).is_ok(), "{right}: {:?}", told(&right));
    }
    let two = |more: &str| {
        let crm = "[[feed]]\nkind = \"retailcrm\"\nkey = \"env:K\"\n";
        let first = format!("{crm}name = \"a\"\naddress = \"https://a.retailcrm.ru\"\n");
        format!("[[source]]\nname = \"B\"\n{first}{crm}name = \"b\"\naddress = \"https://b.retailcrm.ru\"\n{more}")
    };
    assert!(told(&two("source = \"B\"")).is_ok());
    assert_eq!(told(&two("")).unwrap_err().message.key, "setting-feed_same_source");
    for (wrong, message) in [
        (feed(insales), "setting-missing"),
        (feed("kind = \"retailcrm\"\nkey = \"env:K\""), "setting-missing"),
        (feed("kind = \"prom\""), "setting-missing"),
        (feed(&format!("{prom}address = \"my.prom.ua\"")), "setting-feed_address"),
        (
            feed(&format!("{prom}address = \"http://my.prom.ua\"")),
            "setting-feed_open",
        ),
        (feed(&format!("{prom}write = [\"note\"]")), "setting-feed_write_part"),
        (
            feed("kind = \"shopify\"\naddress = \"https://a.myshopify.com\"\nkey = \"env:K\"\nwrite = [\"status\"]"),
            "setting-feed_write_part",
        ),
        (
            feed(
                "kind = \"commerceml\"\naddress = \"https://a.ru/x.php\"\nkey = \"env:K\"\nsecret = \"env:S\"\nwrite = [\"note\"]",
            ),
            "setting-feed_write",
        ),
        (feed(&format!("{prom}api = \"prom\"")), "setting-feed_api"),
        (feed("kind = \"catalogue\"\napi = \"prom\""), "setting-missing"),
        (
            feed("kind = \"catalogue\"\napi = \"keycrm\"\naddress = \"https://a.ru\""),
            "setting-wrong",
        ),
        (feed("kind = \"onec\"\nuser = \"1c\""), "setting-missing"),
        (
            format!("{}{}", feed(prom), second.replace("env:L", "env:K")),
            "setting-feed_twice",
        ),
    ] {
        assert_eq!(told(&wrong).unwrap_err().message.key, message, "{wrong}");
    }
}
