//! `config publish`: the shop's settings for every console of a server; `config published`: what stands there.

use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use serde::Serialize;

use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::json::object;
use crate::cli::output::json::stamp;
use crate::cli::output::reply::Reply;
use crate::cli::output::table::table;
use crate::config;
use crate::config::SharedSettings;
use crate::config::statuses;
use crate::desk::published::Published;
use crate::domain::publication::NewPublication;
use crate::domain::publication::OfPublication;
use crate::domain::publication::Publication;
use crate::domain::rights::Rights;
use crate::domain::server_address::masked;
use crate::i18n::Lang;
use crate::outreach::Templates;
use crate::outreach::answers::StandardAnswers;
use crate::scripts::Scripts;
use crate::template::TemplateError;
use crate::template::TextFolder;
use crate::text::clean;
use crate::text::sha256;
use crate::words;

/// How many changed names the history tells.
const NAMED: usize = 12;

/// `config publish`
#[derive(Debug, Args)]
pub struct PublishArgs {
    /// Publish what this settings file says of the shop, or what `config published` printed; else the file in force
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// Publish again what that revision held
    #[arg(long, value_name = "NUMBER", conflicts_with = "from")]
    revision: Option<i64>,
    /// Publish over that revision, though somebody else published it
    #[arg(long, value_name = "NUMBER")]
    over: Option<i64>,
}

/// `config published`
#[derive(Debug, Args)]
pub struct PublishedArgs {
    /// Of that revision; else the newest
    #[arg(long, value_name = "NUMBER")]
    revision: Option<i64>,
    /// The revisions that are kept: when, by whom, what changed
    #[arg(long, conflicts_with = "revision")]
    history: bool,
}

/// Publishes the shop's settings; what stands there already is published once.
pub fn run(context: &Context, args: &PublishArgs) -> Result<Reply, Failure> {
    let tr = &context.tr;
    let database = context.database()?;
    if !database.is_server() {
        return Err(Failure::usage(tr, "cli-publish_file", &database.to_string()).of_kind(Kind::Refused));
    }
    context.shop().known()?;
    context.needs(Rights::Owner)?;
    let mut desk = context.desk_or_new()?;
    let standing = context.shop().published().map(|shop| &shop.publication);
    let shop = match args.revision {
        None => from_file(context, args.from.as_deref())?,
        Some(revision) => {
            let kept = context.told(desk.publication(Some(revision)))?;
            let kept = kept.ok_or_else(|| none(context, Some(revision)))?;
            let shop = context.read_config(SharedSettings::read(&kept.text, Path::new("published")))?;
            NewShop { shop, text: kept.text }
        }
    };
    shop.check(context)?;
    let digest = sha256(shop.text.as_bytes());
    if let Some(standing) = standing.filter(|standing| standing.digest == digest) {
        return Ok(said(context, false, standing.revision, Vec::new()));
    }
    let own = context.operator()?;
    if let Some(standing) = standing {
        let may = args
            .over
            .map_or(standing.operator == own, |over| over == standing.revision);
        if !may {
            return Err(meanwhile(context, standing));
        }
    }
    let keys = config::named_changes(standing.map_or("", |standing| &standing.text), &shop.text);
    let named = named(context, &keys);
    let machine = context.read_config(config::load_own(context.config_file().as_deref()))?;
    // Neither the number nor the hour make a rule another one.
    let of = OfPublication {
        revision: 0,
        at: context.now(),
        operator: String::new(),
        digest: digest.clone(),
        left_out: Vec::new(),
    };
    let fingerprint = config::fingerprint(&SharedSettings::read_known(&shop.text).over(&machine, of));
    let new = NewPublication {
        over: standing.map(|standing| standing.revision),
        digest: &digest,
        keys: &named,
        text: &shop.text,
        fingerprint: &fingerprint,
    };
    match context.told(desk.publish(&new))? {
        Published::As(revision) => Ok(said(context, true, revision, keys)),
        Published::Meanwhile(Some(standing)) => Err(meanwhile(context, &standing)),
        Published::Meanwhile(None) => Err(none(context, None)),
    }
}

/// Prints what was published.
pub fn published(context: &Context, args: &PublishedArgs) -> Result<Reply, Failure> {
    let desk = context.desk_to_read()?;
    if args.history {
        let all = context.told(desk.publications())?;
        let shapes: Vec<_> = all.iter().map(|one| json(one, None)).collect();
        return Ok(context.reply(&shapes, || {
            let row = |one: &Publication| {
                let at = words::moment(&context.tr, context.zone(), one.at, context.now());
                vec![
                    one.revision.to_string(),
                    at,
                    clean(&one.operator).into_owned(),
                    clean(&one.keys).into_owned(),
                ]
            };
            table(&[0], all.iter().map(row))
        }));
    }
    let found = context.told(desk.publication(args.revision))?;
    let found = found.ok_or_else(|| none(context, args.revision))?;
    Ok(context.reply(&json(&found, Some(&found.text)), || {
        let args = [
            ("revision", found.revision.into()),
            ("by", clean(&found.operator).into()),
            ("at", stamp(found.at).into()),
        ];
        format!("# {}\n{}", context.tr.with("cli-published_head", &args), found.text)
    }))
}

fn json<'a>(of: &'a Publication, toml: Option<&'a str>) -> impl Serialize + use<'a> {
    object! {
        revision: of.revision,
        at: stamp(of.at),
        operator: &of.operator,
        program: &of.program,
        keys: &of.keys,
        #[serde(flatten)]
        toml: toml.map(|toml| object! { toml }),
    }
}

fn said(context: &Context, changed: bool, revision: i64, keys: Vec<String>) -> Reply {
    let shape = object! {
        changed,
        revision,
        keys,
    };
    context.reply(&shape, || {
        let named = named(context, &shape.keys);
        let args = [("revision", revision.into()), ("keys", named.into())];
        let key = if changed {
            "cli-published"
        } else {
            "cli-published_before"
        };
        context.tr.with(key, &args)
    })
}

/// A few of the names, and how many more there are.
fn named(context: &Context, keys: &[String]) -> String {
    let first = keys.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    match i64::try_from(keys.len().saturating_sub(NAMED)).unwrap_or(i64::MAX) {
        0 => first,
        more => {
            let args = [("first", first.into()), ("more", more.into())];
            context.tr.with("cli-published_more", &args)
        }
    }
}

fn meanwhile(context: &Context, standing: &Publication) -> Failure {
    let tr = &context.tr;
    let args = [
        ("revision", standing.revision.into()),
        ("by", clean(&standing.operator).into()),
        (
            "at",
            words::moment(tr, context.zone(), standing.at, context.now()).into(),
        ),
        ("keys", clean(&standing.keys).into()),
    ];
    let hint = tr.with("cli-publish_meanwhile-hint", &args);
    Failure::new(Kind::Refused, tr.with("cli-publish_meanwhile", &args), hint)
}

fn none(context: &Context, revision: Option<i64>) -> Failure {
    let (key, value) = match revision {
        Some(revision) => ("cli-published_no_revision", revision.to_string()),
        None => ("cli-published_none", String::new()),
    };
    Failure::usage(&context.tr, key, &value).of_kind(Kind::NotFound)
}

/// What is to be published.
struct NewShop {
    shop: SharedSettings,
    text: String,
}

/// What a file says of the shop, with what lies beside it.
fn from_file(context: &Context, from: Option<&Path>) -> Result<NewShop, Failure> {
    let tr = &context.tr;
    let path = from.map(Path::to_owned).or_else(|| context.config_file());
    let path = path.ok_or_else(|| Failure::usage(tr, "cli-publish_nothing", "config.toml").of_kind(Kind::Config))?;
    let file = context.read_config(config::text(Some(&path)))?;
    let mut shop = context.read_config(SharedSettings::read(&file, &path))?;
    let all = config::every_setting(&shop.settings, &file);
    if !all
        .iter()
        .any(|setting| setting.is_published() && setting.line.is_some())
    {
        let shown = path.display().to_string();
        return Err(Failure::usage(tr, "cli-publish_nothing", &shown).of_kind(Kind::Config));
    }
    if !shop.is_whole {
        shop.statuses = context.read_config(statuses::read(&path.with_file_name("statuses.toml")))?;
        let texts = texts_beside(&path).map_err(|error| context.broken_text(&error))?;
        shop.texts.extend(texts);
    }
    let text = shop.written(&file);
    Ok(NewShop { shop, text })
}

/// The shop's own texts, by their places.
fn texts_beside(settings: &Path) -> Result<Vec<(String, String)>, TemplateError> {
    let mut texts = Vec::new();
    for (folder, ending) in [("messages", "txt"), ("scripts", "md"), ("answers", "md")] {
        let beside = settings.with_file_name(folder);
        let within = TextFolder::from(beside.as_path());
        for lang in Lang::ALL {
            for (name, text) in within.join(lang.code()).texts(ending)? {
                texts.push((format!("{folder}/{}/{name}", lang.code()), text));
            }
        }
        for (name, text) in within.texts("html")? {
            texts.push((format!("{folder}/{name}"), text));
        }
    }
    Ok(texts)
}

impl NewShop {
    /// Refuses what would keep everybody from working, or tell what nobody may know.
    fn check(&self, context: &Context) -> Result<(), Failure> {
        let tr = &context.tr;
        let operators = &self.shop.settings.operators;
        if !operators.is_empty() && operators.iter().all(|one| one.rights != Rights::Owner) {
            return Err(Failure::usage(tr, "cli-publish_no_owner", "").of_kind(Kind::Refused));
        }
        let all = config::every_setting(&self.shop.settings, "");
        let told = all.iter().filter(|setting| setting.is_published()).find(|setting| {
            let value = setting.value.as_deref().unwrap_or_default();
            masked(value) != value
        });
        if let Some(setting) = told {
            return Err(Failure::usage(tr, "cli-publish_secret", &setting.full_name()).of_kind(Kind::Refused));
        }
        let texts = Arc::new(self.shop.texts.clone());
        let folder = |name| TextFolder::published(&texts, name);
        let mut broken = Templates::load(folder("messages")).1;
        for lang in Lang::ALL {
            broken.extend(Scripts::load(folder("scripts"), *lang).1);
            broken.extend(StandardAnswers::load(folder("answers"), *lang).1);
        }
        match broken.first() {
            Some(error) => Err(context.broken_text(error)),
            None => Ok(()),
        }
    }
}
