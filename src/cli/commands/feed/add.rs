//! `feed add`: asks what is not said, tries the feed, and writes it into the settings.

use std::path::PathBuf;

use super::args::FeedAddArgs;
use super::run::told;
use super::run::tried;
use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::json::object;
use crate::cli::output::reply;
use crate::cli::output::reply::Form;
use crate::cli::output::reply::Reply;
use crate::cli::output::reply::remark;
use crate::cli::setting_change;
use crate::cli::settings_draft::secret_file;
use crate::config;
use crate::config::paths;
use crate::config::quoted::quoted;
use crate::domain::order_feed::GoodsApi;
use crate::domain::order_feed::OrderFeedKind;
use crate::domain::rights::Rights;
use crate::domain::settings::FeedSetting;
use crate::domain::settings::SecretRef;
use crate::domain::shop_write::ShopPart;
use crate::private_file::Existing;
use crate::private_file::Readers;
use crate::private_file::write_private;
use crate::text::clean;

/// What is said for that nothing is to be written.
const NOTHING: &str = "none";
/// The words that are asked for.
const STATUS_WORDS: [&str; 3] = ["status_confirmed", "status_dispatched", "status_cancelled"];

/// Sets a feed up.
pub fn run(context: &Context, args: &FeedAddArgs) -> Result<Reply, Failure> {
    context.needs(Rights::Owner)?;
    let tr = &context.tr;
    let file = context.config_file().or_else(paths::usual_config_file);
    let file = file.ok_or_else(|| Failure::usage(tr, "config-nowhere", "").of_kind(Kind::Config))?;
    let asking = FeedQuestions {
        context,
        asks: reply::somebody_is_there() && context.form == Form::Plain,
    };
    let name = asking.text(args.name.as_deref(), "name", Some("shop"))?;
    let kind = asking.text(args.kind.as_deref(), "kind", Some(OrderFeedKind::WooCommerce.code()))?;
    let Some(kind) = OrderFeedKind::parse(kind.trim()) else {
        let codes: Vec<&str> = OrderFeedKind::ALL.iter().map(|kind| kind.code()).collect();
        let args = [("value", clean(&kind).into()), ("kinds", codes.join(", ").into())];
        return Err(Failure::new(
            Kind::Usage,
            tr.with("feed-no_kind", &args),
            tr.with("feed-no_kind-hint", &args),
        ));
    };
    let mut keys = vec![("name", quoted(&name)), ("kind", quoted(kind.code()))];
    let api = asking.api(args.api.as_deref(), kind)?;
    keys.extend(api.map(|api| ("api", quoted(api.code()))));
    // How what stands there is spoken with.
    let spoken = api.map_or(kind, GoodsApi::kind);
    if !kind.is_told() {
        let what = format!("address_{}", spoken.code());
        let address = asking.text(args.address.as_deref(), &what, spoken.usual_address())?;
        keys.push(("address", quoted(&address)));
    }
    // Secrets that were typed are kept once all is tried.
    let mut typed: Vec<(PathBuf, String)> = Vec::new();
    for (key, said) in [("key", &args.key), ("secret", &args.secret)] {
        let is_needed = match key {
            "key" => spoken.is_shop() || (kind == OrderFeedKind::Catalogue && said.is_some()),
            _ => spoken.has_two_keys() || matches!(kind, OrderFeedKind::Mail | OrderFeedKind::OneC),
        };
        let may_be = (kind.is_told() || kind == OrderFeedKind::Shopify) && key == "secret" && said.is_some();
        if is_needed || may_be {
            let what = match kind {
                OrderFeedKind::Mail => "password".to_owned(),
                OrderFeedKind::OneC => "password_onec".to_owned(),
                kind if kind.is_told() || (kind == OrderFeedKind::Shopify && key == "secret") => key.to_owned(),
                _ => format!("{key}_{}", spoken.code()),
            };
            let told = asking.secret(said.as_deref(), &what)?;
            let at = SecretRef::parse(&told).unwrap_or_else(|| {
                let path = secret_file(&file, &name, key);
                typed.push((path.clone(), told));
                SecretRef::File(path.to_string_lossy().into_owned())
            });
            keys.push((key, quoted(&at.written())));
        }
    }
    if kind == OrderFeedKind::OneC {
        keys.push(("user", quoted(&asking.text(args.user.as_deref(), "login_onec", None)?)));
    }
    for (key, said) in [
        ("user", &args.user),
        ("subject", &args.subject),
        ("profile", &args.profile),
    ] {
        if kind == OrderFeedKind::Mail {
            keys.push((key, quoted(&asking.text(said.as_deref(), key, None)?)));
        }
    }
    for (key, said) in [
        ("from", &args.from),
        ("signature", &args.signature),
        ("source", &args.source),
        ("profile", &args.profile),
    ] {
        if keys.iter().all(|(known, _)| *known != key) {
            keys.extend(said.as_ref().map(|said| (key, quoted(said))));
        }
    }
    // Where nothing can be written, the settings say why.
    if !ShopPart::of(kind).is_empty() || args.write.is_some() {
        keys.extend(asking.writes(args.write.as_deref(), kind)?);
    }
    let seen = context.config_text();
    let failed = |error| setting_change::unchanged(context, error);
    let text = config::with_section(seen, &file, "[[feed]]", &keys).map_err(failed)?;
    let settings = context.read_config(config::parse(&text, &file))?;
    let feed = settings.feeds.last().cloned().unwrap_or_default();
    for (path, secret) in &typed {
        let kept = write_private(path, &format!("{secret}\n"), Existing::Refuse, Readers::Owner);
        kept.map_err(|why| {
            let what = format!("{}: {why}", path.display());
            Failure::usage(tr, "feed-no_secret_kept", &what).of_kind(Kind::Config)
        })?;
    }
    let is_tested = test(context, &feed, args.untested).inspect_err(|_| {
        for (path, _) in &typed {
            let _ = std::fs::remove_file(path);
        }
    })?;
    config::write(&file, seen, &text, context.readers()).map_err(failed)?;
    let shape = object! {
        feed: feed.name,
        kind: kind.code(),
        file: file.display().to_string(),
        tested: is_tested,
    };
    Ok(context.reply(&shape, || {
        let args = [
            ("feed", shape.feed.as_str().into()),
            ("file", shape.file.as_str().into()),
        ];
        tr.with("feed-added", &args)
    }))
}

/// Whether it answers; one that does not is no feed unless somebody says so.
fn test(context: &Context, feed: &FeedSetting, untested: bool) -> Result<bool, Failure> {
    match tried(context, feed) {
        Ok(answer) => {
            let said = told(context, feed, &Ok(answer));
            if context.form == Form::Plain {
                remark(said.data.trim_end());
            }
            Ok(true)
        }
        Err(_) if untested => Ok(false),
        Err(trouble) => {
            let told = crate::words::feed_trouble(&context.tr, trouble.fault, &trouble.said);
            let hint = format!("{} {}", told.hint, context.tr.text("feed-add_untested"));
            Err(Failure::new(Kind::Refused, told.message, hint))
        }
    }
}

/// The words every shop of a kind has for confirmed, handed over and cancelled.
fn usual_words(kind: OrderFeedKind) -> [&'static str; 3] {
    match kind {
        OrderFeedKind::WooCommerce => ["processing", "completed", "cancelled"],
        OrderFeedKind::InSales => ["accepted", "dispatched", "declined"],
        OrderFeedKind::RetailCrm => ["client-confirmed", "delivering", "cancel-other"],
        OrderFeedKind::Prom => ["received", NOTHING, NOTHING],
        _ => [NOTHING; 3],
    }
}

struct FeedQuestions<'a> {
    context: &'a Context,
    asks: bool,
}

impl FeedQuestions<'_> {
    /// What was said, else what is typed; `usual` where that is nothing.
    fn text(&self, said: Option<&str>, what: &str, usual: Option<&str>) -> Result<String, Failure> {
        self.answer(said, what, usual, reply::ask)
    }

    /// Whose API tells a catalogue's goods; none where a file does, or what is set up is no catalogue.
    fn api(&self, said: Option<&str>, kind: OrderFeedKind) -> Result<Option<GoodsApi>, Failure> {
        if kind != OrderFeedKind::Catalogue && said.is_none() || !self.asks && said.is_none() {
            return Ok(None);
        }
        let word = self.text(said, "api", Some(NOTHING))?;
        let api = GoodsApi::parse(&word);
        if api.is_some() || word == NOTHING {
            return Ok(api);
        }
        let tr = &self.context.tr;
        let codes: Vec<&str> = GoodsApi::ALL.iter().map(|api| api.code()).collect();
        let args = [("value", clean(&word).into()), ("kinds", codes.join(", ").into())];
        Err(Failure::new(
            Kind::Usage,
            tr.with("feed-no_api", &args),
            tr.with("feed-no_api-hint", &args),
        ))
    }

    /// What is written back to the shop, and by which words: nothing unless somebody says so.
    fn writes(&self, said: Option<&str>, kind: OrderFeedKind) -> Result<Vec<(&'static str, String)>, Failure> {
        if said.is_none() && !self.asks {
            return Ok(Vec::new());
        }
        let parts = self.text(said, "write", Some(NOTHING))?;
        let parts: Vec<&str> = parts
            .split([',', ' '])
            .filter(|part| !part.is_empty() && *part != NOTHING)
            .collect();
        if parts.is_empty() {
            return Ok(Vec::new());
        }
        let listed: Vec<String> = parts.iter().map(|part| quoted(part)).collect();
        let mut keys = vec![("write", format!("[{}]", listed.join(", ")))];
        if parts.contains(&ShopPart::Status.code()) {
            for (key, usual) in STATUS_WORDS.into_iter().zip(usual_words(kind)) {
                let word = if self.asks {
                    self.text(None, key, Some(usual))?
                } else {
                    usual.to_owned()
                };
                keys.extend((word != NOTHING).then(|| (key, quoted(&word))));
            }
        }
        Ok(keys)
    }

    /// Likewise, and nobody who looks on sees it.
    fn secret(&self, said: Option<&str>, what: &str) -> Result<String, Failure> {
        self.answer(said, what, None, reply::ask_unseen)
    }

    fn answer(
        &self,
        said: Option<&str>,
        what: &str,
        usual: Option<&str>,
        ask: fn(&str) -> Option<String>,
    ) -> Result<String, Failure> {
        let tr = &self.context.tr;
        if let Some(said) = said.filter(|said| !said.trim().is_empty()) {
            return Ok(said.trim().to_owned());
        }
        let question = tr.text(&format!("feed-ask_{what}"));
        if self.asks {
            let prompt = match usual {
                Some(usual) => format!("{question} [{usual}]: "),
                None => format!("{question}: "),
            };
            // An empty line is asked again; nobody is asked for ever.
            for _ in 0..3 {
                let Some(typed) = ask(&prompt) else { break };
                let typed = typed.trim();
                match (typed, usual) {
                    ("", Some(usual)) => return Ok(usual.to_owned()),
                    ("", None) => {}
                    (typed, _) => return Ok(typed.to_owned()),
                }
            }
        }
        Err(Failure::usage(tr, "feed-not_said", &question))
    }
}
