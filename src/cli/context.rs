//! Where a command works: the settings, the language, the clock, who works and on which file.

use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use chrono_tz::Tz;
use serde::Serialize;

use super::database;
use super::database::NotMeant;
use super::globals::Globals;
use super::language::env_lang;
use super::language::file_lang;
use super::language::named_lang;
use super::listening::WebhookSetup;
use super::output::failure::Failure;
use super::output::failure::Kind;
use super::output::reply::Form;
use super::output::reply::Reply;
use super::output::reply::remark;
use super::shop_source::ShopSource;
use crate::clock::Clock;
use crate::config;
use crate::config::ConfigError;
use crate::config::Env;
use crate::config::Loaded;
use crate::config::Setting;
use crate::config::paths;
use crate::demo;
use crate::desk::Desk;
use crate::desk::Location;
use crate::desk::door::DeskDoor;
use crate::desk::error::DatabaseHint;
use crate::desk::error::DeskError;
use crate::desk::who::Claiming;
use crate::desk::who::Who;
use crate::domain::action::Refusal;
use crate::domain::money::Currency;
use crate::domain::rights::Rights;
use crate::domain::settings::Settings;
use crate::domain::time::Time;
use crate::i18n::Lang;
use crate::i18n::Tr;
use crate::outreach::Templates;
use crate::outreach::gateways::Variables;
use crate::outreach::sending::SendingSetup;
use crate::private_file::Readers;
use crate::session::doors::Doors;
use crate::session::settings_file::SettingsDoor;
use crate::session::setup::MessageWriter;
use crate::session::setup::Setup;
use crate::session::setup::TextWatch;
use crate::telephony::thread::ListeningSetup;
use crate::template::LiveTexts;
use crate::text;
use crate::words::Audience;
use crate::words::HistoryStyle;
use crate::words::HistoryWords;

/// Who works when nobody says so and the login has no name: a cron job in an empty environment.
const NAMELESS: &str = "operator";

/// Set for what a demo's console runs on its file: its made-up shop is worked by settings that stand nowhere.
pub const DEMO: &str = "DOZVON_DEMO";

/// Everything a command has around it.
#[derive(Clone, Debug)]
pub struct Context {
    pub settings: Arc<Settings>,
    pub tr: Tr,
    pub form: Form,
    pub clock: Clock,
    /// What stands in the settings file.
    config_text: String,
    /// Where the desk is.
    database: Result<Location, NotMeant>,
    /// Whose settings hold.
    shop: ShopSource,
    /// What is wrong in it with how the console is to look.
    slip: Option<Failure>,
    globals: Globals,
    env: Env,
}

impl Context {
    /// Reads the settings that hold here.
    pub fn enter(globals: &Globals, env: &Env) -> Result<Context, Failure> {
        let file = globals.config_file(env);
        let tr = || {
            let lang = globals.lang.or_else(|| named_lang(env));
            Tr::new(lang.unwrap_or_else(|| file_lang(file.as_deref(), env)))
        };
        let slipped = |error: ConfigError| Failure::of_config(&tr(), &error);
        let loaded = config::load(file.as_deref());
        // A file may leave to others what is published.
        let own = || {
            let own = config::load_own(file.as_deref());
            own.map_err(|error| slipped(loaded.as_ref().err().cloned().unwrap_or(error)))
        };
        let database = match &loaded {
            Ok(loaded) => loaded.settings.database.clone(),
            Err(_) => own()?.settings.database,
        };
        let database = database::meant(globals, env, &database, file.as_deref());
        let shop = match &database {
            Ok(at) if at.is_server() && env.get(DEMO).is_none() => ShopSource::of(at, &own()?, &tr()),
            _ => ShopSource::File,
        };
        let Loaded {
            settings, text, slip, ..
        } = match (loaded, &shop) {
            (Ok(loaded), ShopSource::Published(published)) => Loaded {
                settings: published.settings.clone(),
                ..loaded
            },
            (Err(_), ShopSource::Published(published)) => Loaded {
                settings: published.settings.clone(),
                path: file.clone(),
                text: config::text(file.as_deref()).map_err(slipped)?,
                slip: None,
            },
            (Err(_), ShopSource::Unread(failure)) => return Err(failure.clone()),
            (loaded, _) => loaded.map_err(slipped)?,
        };
        let lang = globals
            .lang
            .or_else(|| named_lang(env))
            .or(settings.console.language)
            .unwrap_or_else(|| env_lang(env));
        let tr = Tr::new(lang);
        let mut context = Context {
            settings: Arc::new(settings),
            slip: slip.map(|slip| Failure::of_config(&tr, &slip)),
            tr,
            form: form(globals),
            config_text: text,
            database,
            shop,
            clock: globals.now.map_or(Clock::System, Clock::Stopped),
            globals: globals.clone(),
            env: env.clone(),
        };
        if env.get(DEMO).is_some() {
            context.settings = Arc::new(context.made_up_settings());
        }
        Ok(context)
    }

    /// The settings by which the made-up shop of the demo is worked.
    pub fn made_up_settings(&self) -> Settings {
        let name = self.tr.text("demo-shop");
        demo::settings(&self.settings, name, self.viewer(), self.tr.lang())
    }

    /// What is wrong in the settings with how the console is to look: it opens all the same.
    pub fn slip(&self) -> Option<Failure> {
        self.slip.clone()
    }

    /// The same, with the settings as they stand in the file by now.
    pub fn again(&self) -> Result<Context, Failure> {
        Context::enter(&self.globals, &self.env)
    }

    /// What holds by now, where the shop's settings were published since this was entered; none of a file, and where the
    /// server does not say.
    pub fn published_since(&self) -> Option<Context> {
        let is_server = self.database.as_ref().is_ok_and(Location::is_server);
        let again = is_server.then(|| self.again().ok()).flatten()?;
        let revision = |of: &Context| of.settings.published.as_ref().map(|of| of.revision);
        (revision(&again) != revision(self)).then_some(again)
    }

    /// The desk on the file that is meant, worked by who works here.
    pub fn desk(&self) -> Result<Desk, Failure> {
        self.desk_of(self.operator()?)
    }

    /// The same, only to look at: nobody need say who works.
    pub fn desk_to_read(&self) -> Result<Desk, Failure> {
        self.desk_of(self.said_operator()?.unwrap_or_else(|| self.viewer()))
    }

    /// The desk on the file that is meant; while there is none, on an empty one in memory: for what is only tried.
    pub fn desk_to_try(&self) -> Result<Desk, Failure> {
        if self.has_database() {
            return self.desk_to_read();
        }
        let operator = self.said_operator()?.unwrap_or_else(|| self.viewer());
        self.told(Desk::in_memory(
            Arc::clone(&self.settings),
            self.who(operator),
            self.clock,
        ))
    }

    /// The desk on the file that is meant, made when it is not there: for what begins a file.
    pub fn desk_or_new(&self) -> Result<Desk, Failure> {
        let path = self.database()?;
        // Who works is asked before anything is made.
        let operator = self.operator()?;
        if self.told(Desk::make(&path, &self.settings))? {
            let file = text::clean(&path.to_string()).into_owned();
            remark(&self.tr.with("cli-database_made", &[("file", file.into())]));
        }
        let desk = self.desk_of(operator)?;
        self.told(desk.check_writable())?;
        Ok(desk)
    }

    fn who(&self, operator: String) -> Who {
        Who {
            operator,
            session: self.session(),
            claiming: Claiming::WhenAsked,
        }
    }

    fn desk_of(&self, operator: String) -> Result<Desk, Failure> {
        self.shop.known()?;
        let who = self.who(operator);
        let settings = Arc::clone(&self.settings);
        let path = self.database()?;
        match Desk::open_existing(&path, settings, who, self.clock) {
            Err(DeskError::Database { message, hint }) => Err(self.database_failure(&path, message, hint)),
            opened => self.told(opened),
        }
    }

    /// Why the database cannot be worked on, its place named, and the files that may be meant.
    fn database_failure(&self, database: &Location, message: String, hint: DatabaseHint) -> Failure {
        let mut failure = Failure::of_desk(&self.tr, self.zone(), &DeskError::Database { message, hint });
        let name = text::clean(&database.to_string()).into_owned();
        if !failure.message.contains(&name) {
            failure.message = format!("{name}: {}", failure.message);
        }
        let missing = database.file().filter(|_| hint == DatabaseHint::NotThere);
        let near = missing.map(database::beside).unwrap_or_default();
        if !near.is_empty() {
            failure.hint = self.tr.with("cli-database_near", &[("names", near.join(", ").into())]);
        }
        failure
    }

    /// The database that is meant.
    pub fn database(&self) -> Result<Location, Failure> {
        self.database.clone().map_err(|error| error.failure(&self.tr))
    }

    /// The database an argument names.
    pub fn database_at(&self, named: &str) -> Result<Location, Failure> {
        let globals = Globals {
            db: Some(PathBuf::from(named)),
            ..self.globals.clone()
        };
        database::meant(&globals, &self.env, &self.settings.database, None).map_err(|error| error.failure(&self.tr))
    }

    /// Whether the database that is meant is there, as far as that is seen without asking a server.
    pub fn has_database(&self) -> bool {
        let database = self.database();
        database.is_ok_and(|database| database.file().is_none_or(Path::exists))
    }

    /// The settings file in force; nothing when the defaults hold.
    pub fn config_file(&self) -> Option<PathBuf> {
        self.globals.config_file(&self.env)
    }

    /// Whose settings hold.
    pub fn shop(&self) -> &ShopSource {
        &self.shop
    }

    /// What the settings file alone says.
    pub fn file_settings(&self) -> Result<Arc<Settings>, Failure> {
        match &self.shop {
            ShopSource::Published(_) => {
                let loaded = self.read_config(config::load(self.config_file().as_deref()))?;
                Ok(Arc::new(loaded.settings))
            }
            _ => Ok(Arc::clone(&self.settings)),
        }
    }

    /// Every setting as it holds, with where it stands.
    pub fn every_setting(&self) -> Vec<Setting> {
        match &self.shop {
            ShopSource::Published(shop) => {
                config::every_setting_of(&self.settings, &self.config_text, &shop.publication.text)
            }
            _ => config::every_setting(&self.settings, &self.config_text),
        }
    }

    /// What stands in the settings file; empty when the defaults hold.
    pub fn config_text(&self) -> &str {
        &self.config_text
    }

    /// What `--db` names; what the environment and the settings name is for real work.
    pub fn named_database(&self) -> Result<Option<Location>, Failure> {
        let named = self.globals.db.as_ref();
        named.map(|_| self.database()).transpose()
    }

    /// Who works: named on the command line, in the environment or the settings, the only one there is, or the login.
    /// When the settings list operators, it must be one of them, or a carrier that is asked about parcels: what it told is taken
    /// back in its name.
    pub fn operator(&self) -> Result<String, Failure> {
        self.said_operator()?
            .ok_or_else(|| self.wrong_operator("cli-no_operator", ""))
    }

    /// The same; none where the settings list operators and nobody said which of them works.
    fn said_operator(&self) -> Result<Option<String>, Failure> {
        let listed = &self.settings.operators;
        let name = self.named_operator().unwrap_or_default();
        let mut carriers = self.settings.carriers.followed();
        if listed.iter().any(|operator| operator.name == name) || carriers.any(|(carrier, _)| carrier.code() == name) {
            return Ok(Some(name));
        }
        if listed.is_empty() {
            return match (name.is_empty(), &self.globals.operator) {
                (true, Some(_)) => Err(Failure::usage(&self.tr, "cli-empty_operator", "")),
                _ => Ok(Some(self.viewer())),
            };
        }
        match self.chosen_operator() {
            Some(chosen) if !chosen.is_empty() => Err(self.wrong_operator("cli-unknown_operator", &chosen)),
            _ => Ok(None),
        }
    }

    fn wrong_operator(&self, key: &str, name: &str) -> Failure {
        let listed = self.settings.operators.iter();
        let names: Vec<&str> = listed.map(|operator| operator.name.as_str()).collect();
        let args = [("value", name.into()), ("names", names.join(", ").into())];
        let hint = self.tr.with("cli-unknown_operator-hint", &args);
        Failure::new(Kind::Usage, self.tr.with(key, &args), hint)
    }

    /// The same, known to the settings or not: for a file where nobody is a stranger.
    pub fn viewer(&self) -> String {
        let named = self.named_operator().filter(|name| !name.is_empty());
        named.unwrap_or_else(|| NAMELESS.to_owned())
    }

    /// A variable of the environment.
    pub fn variable(&self, name: &str) -> Option<&str> {
        self.env.text(name)
    }

    /// The clock of a console: it starts at `--now` and runs on.
    pub fn running_clock(&self) -> Clock {
        match self.clock {
            Clock::Stopped(at) => Clock::running(at),
            clock => clock,
        }
    }

    /// The environment, to read a secret from.
    pub fn env(&self) -> Env {
        self.env.clone()
    }

    /// What sending needs, for who works by `setup` and these texts.
    pub fn sending(&self, setup: &Setup, templates: LiveTexts<Templates>) -> SendingSetup {
        SendingSetup {
            database: setup.database.clone(),
            settings: Arc::clone(&setup.settings),
            who: setup.who.clone(),
            clock: setup.clock,
            templates,
            variable: self.variables(),
        }
    }

    /// Reads the environment, for secrets.
    pub fn variables(&self) -> Arc<Variables> {
        let env = self.env.clone();
        Arc::new(move |name| env.text(name).map(str::to_owned))
    }

    /// What hearing other machines needs.
    pub fn webhooks(&self, setup: &Setup) -> WebhookSetup {
        let settings = Arc::clone(&setup.settings);
        WebhookSetup {
            door: Arc::new(DeskDoor::new(
                setup.database.clone(),
                settings,
                setup.who.clone(),
                setup.clock,
            )),
            variable: self.variables(),
        }
    }

    /// What listening to an exchange needs.
    pub fn listening(&self, setup: &Setup) -> ListeningSetup {
        let env = self.env.clone();
        ListeningSetup {
            database: setup.database.clone(),
            settings: Arc::clone(&setup.settings),
            who: setup.who.clone(),
            clock: setup.clock,
            variable: Arc::new(move |name| env.text(name).map(str::to_owned)),
        }
    }

    /// The file that is meant and who works here, for what works on it beside this.
    pub fn setup(&self) -> Result<Setup, Failure> {
        self.shop.known()?;
        Ok(Setup {
            database: self.database()?,
            settings: Arc::clone(&self.settings),
            who: self.who(self.operator()?),
            clock: self.clock,
            messages: MessageWriter::default(),
            doors: Doors::default(),
            settings_file: SettingsDoor::default(),
            texts: TextWatch::default(),
            stays: Arc::default(),
        })
    }

    /// A folder or file of that name beside the settings in force; nothing when there is no place for them.
    pub(super) fn beside_settings(&self, name: &str) -> Option<PathBuf> {
        paths::beside(self.config_file().as_deref(), name)
    }

    /// The option that says what a setting is, before file and environment.
    pub fn said_by_option(&self, setting: &Setting) -> Option<&'static str> {
        match (setting.section.as_str(), setting.name) {
            ("console", "operator") => self.globals.operator.as_ref().map(|_| "--operator"),
            ("console", "language") => self.globals.lang.map(|_| "--lang"),
            _ => None,
        }
    }

    /// The language `--lang` asks for.
    pub fn asked_lang(&self) -> Option<Lang> {
        self.globals.lang
    }

    /// Refuses what needs more rights than who works here has.
    pub fn needs(&self, rights: Rights) -> Result<(), Failure> {
        let operator = self.said_operator()?.unwrap_or_else(|| self.viewer());
        let may = self.settings.permits(&operator, rights);
        let refused = may.map_err(|who| Refusal::AboveRights { needs: rights, who }.into());
        self.told(refused)
    }

    /// Who may read the files made here.
    pub fn readers(&self) -> Readers {
        Readers::of(self.settings.files)
    }

    /// What a history is worded with whose amounts are in `currency`.
    pub fn history_words(&self, currency: Currency) -> HistoryWords<'_> {
        HistoryWords {
            tr: &self.tr,
            zone: self.zone(),
            now: self.now(),
            currency,
            style: HistoryStyle::Line,
        }
    }

    /// The shop's zone.
    pub fn zone(&self) -> Tz {
        self.settings.shop.time_zone
    }

    /// The moment the command's clock shows.
    pub fn now(&self) -> Time {
        self.clock.now()
    }

    /// Who reads what is printed.
    pub fn audience(&self) -> Audience<'_> {
        Audience {
            tr: &self.tr,
            zone: self.zone(),
            now: self.now(),
        }
    }

    /// What the desk answered, a failure in words.
    pub fn told<T>(&self, answer: Result<T, DeskError>) -> Result<T, Failure> {
        answer.map_err(|error| match (error, self.database()) {
            // Found damaged after it was opened.
            (DeskError::Database { message, hint }, Ok(path)) if hint == DatabaseHint::Damaged => {
                self.database_failure(&path, message, hint)
            }
            (error, _) => Failure::of_desk(&self.tr, self.zone(), &error),
        })
    }

    /// What a file of settings says, or what is wrong with it in words.
    pub fn read_config<T>(&self, read: Result<T, ConfigError>) -> Result<T, Failure> {
        read.map_err(|error| Failure::of_config(&self.tr, &error))
    }

    /// `data` as JSON, or what `plain` makes of it.
    pub fn reply(&self, data: &impl Serialize, plain: impl FnOnce() -> String) -> Reply {
        match self.form {
            Form::Json => Reply::json(data),
            Form::Plain => Reply::text(&plain()),
        }
    }

    /// `reply` with what people are told beside it; JSON says all of it itself.
    pub fn beside(&self, reply: Reply, remarks: impl IntoIterator<Item = String>) -> Reply {
        match self.form {
            Form::Json => reply,
            Form::Plain => reply.with_remarks(remarks.into_iter().collect()),
        }
    }

    fn named_operator(&self) -> Option<String> {
        self.chosen_operator().or_else(|| self.login().as_deref().map(tidied))
    }

    /// Who somebody said works; the login says it of nobody.
    fn chosen_operator(&self) -> Option<String> {
        let only = || match self.settings.operators.as_slice() {
            [only] => Some(only.name.clone()),
            _ => None,
        };
        let named = self
            .globals
            .operator
            .clone()
            .or_else(|| self.env.text("DOZVON_OPERATOR").map(str::to_owned))
            .or_else(|| self.settings.console.operator.clone())
            .or_else(only);
        named.as_deref().map(tidied)
    }

    fn login(&self) -> Option<String> {
        let names = ["USER", "LOGNAME", "USERNAME"];
        names.iter().find_map(|name| self.env.text(name)).map(str::to_owned)
    }

    /// Unlike any other console's or command's.
    pub fn session(&self) -> String {
        let (process, now) = (std::process::id(), self.now().0);
        format!("{process}-{now:x}-{:08x}", fastrand::u32(..))
    }
}

fn tidied(name: &str) -> String {
    text::clean(name).trim().to_owned()
}

/// How the command is to print.
pub fn form(globals: &Globals) -> Form {
    if globals.json { Form::Json } else { Form::Plain }
}
