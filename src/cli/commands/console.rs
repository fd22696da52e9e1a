//! `dozvon` without a subcommand: the console.

use std::io;
use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use super::call_dial;
use super::call_recordings;
use super::carriers;
use super::channels;
use super::message_text;
use crate::carriers::thread::CarrierThread;
use crate::cli::context::Context;
use crate::cli::daily_work::DailyWork;
use crate::cli::feed_files;
use crate::cli::keymap_file as keymap;
use crate::cli::listening::WebhookThread;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::reply::Form;
use crate::cli::output::reply::Reply;
use crate::cli::own_commands;
use crate::cli::own_texts::OwnTexts;
use crate::cli::settings_page::ShopSettings;
use crate::clock::Clock;
use crate::desk::Location;
use crate::desk::who::Claiming;
use crate::desk::who::Who;
use crate::domain::settings::Role;
use crate::domain::settings::Settings;
use crate::domain::time::Time;
use crate::feeds::thread::FeedThread;
use crate::i18n::Lang;
use crate::i18n::Tr;
use crate::outreach::Templates;
use crate::outreach::answers::StandardAnswers;
use crate::outreach::mailbox::MailboxThread;
use crate::outreach::sending::SendingThread;
use crate::outreach::values::language;
use crate::scripts::LiveScripts;
use crate::session::doors::Doors;
use crate::session::settings_file::SettingsDoor;
use crate::session::setup;
use crate::session::setup::TextWatch;
use crate::telephony::thread::ListeningThread;
use crate::template::LiveTexts;
use crate::text;
use crate::tui;
use crate::tui::Ended;
use crate::tui::KeptTerminal;
use crate::tui::OpensOn;
use crate::tui::RunError;
use crate::tui::answer::source::AnswerSource;
use crate::tui::answer::source::Answers;
use crate::tui::answer::source::FoundAnswer;
use crate::tui::commands::Keymap;
use crate::tui::theme::Depth;
use crate::tui::theme::Palette;
use crate::tui::theme::Signs;
use crate::tui::tour::state::Tour;
use crate::view::card::Card;

/// What a console is opened over.
#[derive(Clone, Debug)]
pub struct Over {
    /// Where the desk is.
    pub database: Location,
    /// The shop and its rules.
    pub settings: Arc<Settings>,
    /// Who sits here.
    pub operator: String,
    /// What time it is.
    pub clock: Clock,
    /// Where a newcomer's tour begins, if one is led.
    pub tour: Option<Tour>,
    /// The settings are those of the file, which may be changed.
    pub keeps_settings: bool,
}

/// Opens the console over the shop's own file.
pub fn run(context: &Context) -> Result<Reply, Failure> {
    needs_terminal(context)?;
    let over = Over {
        database: context.database()?,
        settings: Arc::clone(&context.settings),
        operator: context.operator()?,
        clock: context.running_clock(),
        tour: None,
        keeps_settings: true,
    };
    open(context, over)
}

/// A console needs somebody who looks and types, and gives no JSON.
pub fn needs_terminal(context: &Context) -> Result<(), Failure> {
    let seen = io::stdin().is_terminal() && io::stdout().is_terminal();
    if seen && context.form == Form::Plain {
        return Ok(());
    }
    Err(Failure::usage(&context.tr, "cli-no_console", ""))
}

/// Works until the operator leaves; a setting that is changed there opens it again, by what holds then.
pub fn open(context: &Context, mut over: Over) -> Result<Reply, Failure> {
    let (mut context, mut kept, mut opens) = (context.clone(), None, None);
    let session = context.session();
    loop {
        let again = opens.take();
        match once(&context, &over, &session, again, &mut kept)? {
            Ended::Quit => return Ok(Reply::default()),
            Ended::Broken(why) => {
                return Err(Failure::usage(&context.tr, "cli-console_broken", &why).of_kind(Kind::Database));
            }
            Ended::Again(mut there) => {
                // A server that is out of reach for a moment, or a file somebody is at work in, ends nobody's day.
                match context.again() {
                    Ok(again) => context = again,
                    Err(failure) => there.said = failure.message,
                }
                opens = Some(there);
                over.settings = Arc::clone(&context.settings);
                over.operator = context.operator().unwrap_or(over.operator);
            }
        }
    }
}

fn once(
    context: &Context,
    over: &Over,
    session: &str,
    opens: Option<OpensOn>,
    kept: &mut Option<KeptTerminal>,
) -> Result<Ended, Failure> {
    let role = over
        .settings
        .operators
        .iter()
        .find(|operator| operator.name == over.operator);
    // A file of the shop's own that is broken never keeps the console shut.
    let mut troubles = Vec::new();
    let mut trouble = |failure: Failure| troubles.push(said(context, BUILT_IN, &failure));
    context.slip().into_iter().for_each(&mut trouble);
    let left_out = over.settings.published.iter().flat_map(|of| &of.left_out);
    let left_out: Vec<&str> = left_out.map(String::as_str).collect();
    if !left_out.is_empty() {
        trouble(Failure::usage(&context.tr, "cli-published_newer", &left_out.join(", ")));
    }
    let keymap = keymap::read(context).map_or_else(
        |failure| {
            trouble(failure);
            Keymap::default()
        },
        |(keymap, _)| keymap,
    );
    let scripts = sound(context.scripts(), &mut trouble);
    let mut answers = |lang: &Lang| (*lang, sound(context.answers(*lang), &mut trouble));
    let answers = AnswersOf {
        answers: Lang::ALL.iter().map(&mut answers).collect(),
        settings: Arc::clone(&over.settings),
        own: context.tr.lang(),
    };
    let templates = sound(context.templates(), &mut |failure: Failure| {
        troubles.push(said(context, WAITS, &failure));
    });
    let texts = text_watch(context, &scripts, &answers, &templates);
    let setup = tui::Setup {
        tr: context.tr.clone(),
        settings: Arc::clone(&over.settings),
        operator: over.operator.clone(),
        keymap,
        terminal: context.variable("TERM").map(str::to_owned),
        signs: Signs::of(over.settings.console.glyphs, context.variable("TERM")),
        palette: Palette::chosen(
            over.settings.console.theme,
            Depth::of(context.variable("COLORTERM"), context.variable("TERM")),
            context.variable("NO_COLOR"),
        ),
        role: role.map_or(Role::All, |operator| operator.role),
        answers: Answers::of(answers),
        scripts,
        troubles,
        tour: over.tour.filter(|_| opens.is_none()),
        keeps_settings: over.keeps_settings,
        opens,
    };
    let who = Who {
        operator: over.operator.clone(),
        session: session.to_owned(),
        claiming: Claiming::OnAction,
    };
    let database = over.database.clone();
    let doors = Doors {
        dialler: call_dial::dialler(context, &over.settings, who.clone(), database.clone(), over.clock),
        player: call_recordings::player(context, &over.settings),
        commands: own_commands::runner(context, &who, database.clone(), over.clock),
        outside: own_commands::outside(context, &who, database.clone(), over.clock),
        channels: channels::tester(context, &over.settings, who.clone(), database, over.clock),
    };
    let desk = setup::Setup {
        doors,
        database: over.database.clone(),
        settings: Arc::clone(&over.settings),
        who,
        clock: over.clock,
        messages: message_text::writer(templates.clone(), context.tr.clone()),
        settings_file: if over.keeps_settings {
            SettingsDoor::to(ShopSettings::of(context.clone()))
        } else {
            SettingsDoor::default()
        },
        texts,
        stays: Arc::default(),
    };
    let _daily = DailyWork::watch(&desk, &context.tr);
    let sending = context.sending(&desk, templates);
    let _mailboxes = MailboxThread::begin(sending.clone(), |_| {});
    let _sending = SendingThread::begin(sending, |_| {});
    let _feeds = FeedThread::begin(feed_files::setup(context, &desk), |_, _| {});
    let _carriers = CarrierThread::begin(carriers::setup(context, &desk), |_, _| {});
    let _listening = ListeningThread::begin(context.listening(&desk), |_| {});
    let _webhooks = WebhookThread::begin(context.webhooks(&desk), |_| {});
    match tui::run(setup, &desk, kept) {
        Ok(ended) => Ok(ended),
        Err(RunError::Desk(error)) => context.told(Err(error)),
        Err(RunError::Terminal(error)) => {
            let why = error.to_string();
            Err(Failure::usage(&context.tr, "cli-terminal_failed", &text::clean(&why)))
        }
    }
}

/// The standard answers of every language.
struct AnswersOf {
    answers: Vec<(Lang, LiveTexts<StandardAnswers>)>,
    settings: Arc<Settings>,
    own: Lang,
}

impl AnswersOf {
    /// In the language a customer is written to in; with nobody in view in the console's.
    fn of(&self, card: Option<&Card>) -> (Lang, StandardAnswers) {
        let lang = card.map_or(self.own, |card| language(&self.settings, card));
        let texts = self.answers.iter().find(|(of, _)| *of == lang);
        let kept = texts.map(|(_, texts)| texts.kept());
        (lang, kept.unwrap_or_else(|| StandardAnswers::brought(lang)))
    }
}

impl AnswerSource for AnswersOf {
    fn search(&self, typed: &str, card: Option<&Card>) -> Vec<FoundAnswer> {
        let answers = self.of(card).1;
        let found = answers.search(typed).into_iter().map(|answer| FoundAnswer {
            name: answer.name.clone(),
            title: answer.title.clone(),
        });
        found.collect()
    }

    fn text(&self, name: &str, card: Option<&Card>, now: Time) -> Result<String, String> {
        let (lang, answers) = self.of(card);
        let answer = answers.named(name).ok_or_else(|| name.to_owned())?;
        let tr = Tr::new(lang);
        let filled = match card {
            Some(card) => answer.filled(card, &self.settings, &tr, now),
            None => answer.to_anybody(&self.settings, &tr),
        };
        filled.map_err(|(_, why)| why)
    }
}

/// The texts that are sound; what is wrong with the others is told.
fn sound<T>(own: OwnTexts<T>, trouble: &mut impl FnMut(Failure)) -> T {
    own.broken.into_iter().for_each(trouble);
    own.texts
}

/// Looks at every text of the shop's own that the console says, shows or sends.
fn text_watch(
    context: &Context,
    scripts: &LiveScripts,
    answers: &AnswersOf,
    templates: &LiveTexts<Templates>,
) -> TextWatch {
    let (context, scripts, templates) = (context.clone(), scripts.clone(), templates.clone());
    let answers: Vec<_> = answers.answers.iter().map(|(_, texts)| texts.clone()).collect();
    let seen = Mutex::new(([1; 2], vec![1; answers.len()]));
    TextWatch::new(move || {
        let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        let ([of_scripts, of_templates], of_answers) = &mut *seen;
        let news: Vec<_> = std::iter::zip(&answers, of_answers)
            .map(|(answers, seen)| (answers.news(seen), BUILT_IN))
            .chain([
                (scripts.news(of_scripts), BUILT_IN),
                (templates.news(of_templates), WAITS),
            ])
            .collect();
        let is_new = news.iter().any(|(broken, _)| broken.is_some());
        let broken = news.iter().flat_map(|(broken, then)| {
            let broken = broken.iter().flatten();
            broken.map(|error| said(&context, then, &context.broken_text(error)))
        });
        is_new.then(|| broken.collect())
    })
}

/// The program's own goes before a script or an answer that is broken.
const BUILT_IN: &str = "cli-trouble_built_in";
/// A message whose text is broken waits.
const WAITS: &str = "cli-trouble_waits";

fn said(context: &Context, then: &str, failure: &Failure) -> String {
    context.tr.with(then, &[("what", failure.message.as_str().into())])
}
