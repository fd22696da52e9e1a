//! From the command line to an exit code.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use super::args::Cli;
use super::args::Command;
use super::commands::answers;
use super::commands::backup;
use super::commands::call;
use super::commands::carriers;
use super::commands::catalogue;
use super::commands::channels;
use super::commands::completions;
use super::commands::config;
use super::commands::config::ConfigCommand;
use super::commands::config_explain;
use super::commands::config_publish;
use super::commands::config_set;
use super::commands::console;
use super::commands::customer;
use super::commands::demo;
use super::commands::doctor;
use super::commands::feed;
use super::commands::import;
use super::commands::init;
use super::commands::journal;
use super::commands::listen;
use super::commands::message;
use super::commands::money;
use super::commands::move_desk;
use super::commands::next;
use super::commands::order;
use super::commands::outbox;
use super::commands::parcels;
use super::commands::plan;
use super::commands::promise;
use super::commands::queue;
use super::commands::report;
use super::commands::restore;
use super::commands::search;
use super::commands::shift;
use super::commands::telephony;
use super::commands::undo;
use super::commands::work;
use super::context;
use super::context::Context;
use super::language;
use super::misuse;
use super::output::failure::Failure;
use super::output::reply;
use super::output::reply::Form;
use super::output::reply::Reply;
use crate::config::Env;
use crate::i18n::Tr;

/// Runs the process's own command line and gives its exit code: 0 done, 1 partly done, 2 usage, not found or
/// ambiguous, 3 config, 4 database, 5 refused.
pub fn run_process() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    ExitCode::from(run(&arguments, &Env::of_process()))
}

fn run(arguments: &[OsString], env: &Env) -> u8 {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return misuse::tell(&error, arguments, env),
    };
    let form = context::form(&cli.globals);
    let tr = Tr::new(cli.globals.lang.unwrap_or_else(|| language::env_lang(env)));
    // What needs neither the settings nor the database.
    let at_once = match &cli.command {
        Some(Command::Config(ConfigCommand::Path)) => Some(config::path(&cli.globals, env, &tr)),
        Some(Command::Completions(args)) => Some(Ok(completions::completions(args))),
        Some(Command::Man(args)) => Some(completions::man(args, &tr)),
        _ => None,
    };
    if let Some(answer) = at_once {
        return told(answer, form, &tr);
    }
    let context = match Context::enter(&cli.globals, env) {
        Ok(context) => context,
        Err(failure) => return reply::print_failure(&failure, form, &tr),
    };
    told(answer(&context, cli.command.as_ref()), form, &context.tr)
}

fn told(answer: Result<Reply, Failure>, form: Form, tr: &Tr) -> u8 {
    match answer {
        Ok(reply) => reply.print(),
        Err(failure) => reply::print_failure(&failure, form, tr),
    }
}

fn answer(context: &Context, command: Option<&Command>) -> Result<Reply, Failure> {
    let Some(command) = command else {
        return console::run(context);
    };
    match command {
        Command::Init(args) => init::run(context, args),
        Command::Queue(args) => queue::run(context, args),
        Command::Plan(args) => plan::run(context, args),
        Command::Next(args) => next::run(context, args),
        Command::Order(command) => order::run(context, command),
        Command::Customer(command) => customer::run(context, command),
        Command::Call(command) => call::run(context, command),
        Command::Import(args) => import::run(context, args),
        Command::Feed(command) => feed::run(context, command),
        Command::Carriers(command) => carriers::run(context, command),
        Command::Parcels(command) => parcels::run(context, command),
        Command::Money(command) => money::run(context, command),
        Command::Catalogue(command) => catalogue::run(context, command),
        Command::Demo(args) => demo::run(context, args),
        Command::Telephony(command) => telephony::run(context, command),
        Command::Shift(command) => shift::run(context, command),
        Command::Undo => undo::undo(context),
        Command::Redo => undo::redo(context),
        Command::Report(command) => report::run(context, command),
        Command::Outbox(args) => outbox::run(context, args),
        Command::Message(command) => message::run(context, command),
        Command::Answers(command) => answers::run(context, command),
        Command::Channels(command) => channels::run(context, command),
        Command::Work(args) => work::run(context, args),
        Command::Listen => listen::run(context),
        Command::Backup(args) => backup::run(context, args),
        Command::Restore(args) => restore::run(context, args),
        Command::Move(args) => move_desk::run(context, args),
        Command::Doctor(args) => doctor::run(context, args),
        Command::Promise(args) => promise::run(context, args),
        Command::Search(args) => search::run(context, args),
        Command::Journal(args) => journal::run(context, args),
        Command::Config(ConfigCommand::Show) => Ok(config::show(context)),
        Command::Config(ConfigCommand::Adopt) => config::adopt(context),
        Command::Config(ConfigCommand::Check) => config::check(context),
        Command::Config(ConfigCommand::Explain(args)) => config_explain::run(context, args),
        Command::Config(ConfigCommand::Set(args)) => config_set::run(context, args),
        Command::Config(ConfigCommand::Publish(args)) => config_publish::run(context, args),
        Command::Config(ConfigCommand::Published(args)) => config_publish::published(context, args),
        // These were answered before the settings were read.
        Command::Config(ConfigCommand::Path) | Command::Completions(_) | Command::Man(_) => Ok(Reply::default()),
    }
}
