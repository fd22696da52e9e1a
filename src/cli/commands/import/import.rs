//! Runs `import`: each file in turn, then one report.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use super::ImportArgs;
use super::PeopleArgs;
use super::failed::failure;
use super::input;
use super::interrupt::stop_when_asked;
use super::make;
use super::noted;
use super::profile;
use super::profile::Chosen;
use super::profile::Of;
use super::progress::Bar;
use super::rejects;
use super::shape;
use super::shape::ToldFile;
use super::source::STANDARD_INPUT;
use super::source::described;
use super::source::digest_of;
use super::stages::Stages;
use crate::cli::context::Context;
use crate::cli::names;
use crate::cli::output::failure::Failure;
use crate::cli::output::reply as output;
use crate::cli::output::reply::Form;
use crate::cli::output::reply::Reply;
use crate::desk::Desk;
use crate::desk::import::ImportEnd;
use crate::desk::import::ImportMode;
use crate::desk::import::ImportOptions;
use crate::desk::import::ImportWatch;
use crate::domain::incoming::ImportCounts;
use crate::intake;
use crate::intake::Defaults;
use crate::intake::FileReport;
use crate::intake::ImportError;
use crate::intake::InputFile;
use crate::intake::Opened;

/// Takes the files of orders in, one after the other.
pub fn run(context: &Context, args: &ImportArgs) -> Result<Reply, Failure> {
    if args.make_profile {
        return make::run(context, args);
    }
    let options = ImportOptions {
        mode: mode(args.dry_run),
        open_since: args
            .open_since
            .as_deref()
            .map(|typed| names::day(context, typed))
            .transpose()?,
        first_seen: None,
    };
    take_in(
        context,
        &args.files,
        (args.profile.as_deref(), Of::Orders),
        &args.source,
        options,
    )
}

/// Takes files of people in who have bought nothing yet.
pub fn run_people(context: &Context, args: &PeopleArgs) -> Result<Reply, Failure> {
    let options = ImportOptions {
        mode: mode(args.dry_run),
        ..ImportOptions::default()
    };
    take_in(context, &args.files, (args.profile.as_deref(), Of::People), "", options)
}

fn mode(dry_run: bool) -> ImportMode {
    if dry_run { ImportMode::DryRun } else { ImportMode::Write }
}

fn take_in(
    context: &Context,
    paths: &[PathBuf],
    (named, of): (Option<&str>, Of),
    source: &str,
    options: ImportOptions,
) -> Result<Reply, Failure> {
    let chosen = profile::choose(context, named, of)?;
    let mut importing = Importing {
        context,
        chosen: &chosen,
        defaults: described(context, source, &chosen.profile),
        of,
        options,
        stages: Stages::read(context)?,
    };
    let stop = Arc::new(AtomicBool::new(false));
    // A slip in one name is said before anything is taken in.
    let inputs: Vec<InputFile<'_>> = paths
        .iter()
        .map(|path| input(context, path, &chosen.shape, &stop))
        .collect::<Result<_, _>>()?;
    let asks = of == Of::Orders && options.mode == ImportMode::Write;
    if asks && output::somebody_is_there() && context.form == Form::Plain {
        importing.ask_ahead(paths);
    }
    let mut desk = match options.mode {
        ImportMode::DryRun => context.desk_to_try()?,
        ImportMode::Write => context.desk_or_new()?,
    };
    stop_when_asked(&stop);
    let mut files: Vec<ToldFile> = Vec::new();
    let mut remarks: Vec<String> = Vec::new();
    for input in inputs {
        let name = input.name.clone();
        let mut counts = ImportCounts::default();
        match importing.take(&mut desk, input, &stop, &mut counts) {
            // It had not begun.
            Err(_) if stop.load(Ordering::Relaxed) => {
                remarks.push(stopped(context, &counts));
                files.push(ToldFile::stopped(name, &counts));
                break;
            }
            Ok((source, report)) => {
                remarks.extend(rejects::lines(context, &importing.stages, &source, &report));
                remarks.extend(report.rejects_file.as_ref().map(|file| {
                    let file = file.display().to_string();
                    context.tr.with("cli-rejects", &[("path", file.into())])
                }));
                remarks.extend(noted::lines(context, &report));
                let profile = named.unwrap_or(report.format.code()).to_owned();
                files.push(ToldFile::of(
                    context,
                    &importing.stages,
                    (name, profile, source),
                    &report,
                ));
                if report.end == ImportEnd::Stopped {
                    remarks.push(stopped(context, &report.counts));
                    break;
                }
            }
            Err(error) => {
                let mut failure = failure(context, &name, &error);
                if taken_in(&counts) > 0 {
                    failure.message = format!("{} {}", failure.message, stopped(context, &counts));
                }
                if paths.len() == 1 {
                    return Err(failure);
                }
                remarks.push(
                    context
                        .tr
                        .with("cli-warning", &[("message", failure.message.as_str().into())]),
                );
                files.push(ToldFile::failed(name, failure.message));
            }
        }
    }
    Ok(context.beside(shape::reply(context, paths.len(), files), remarks))
}

/// How many orders of a file are in the database.
fn taken_in(counts: &ImportCounts) -> i64 {
    counts.created + counts.updated + counts.unchanged
}

/// What is in of a file that was not read to its end.
fn stopped(context: &Context, counts: &ImportCounts) -> String {
    context.tr.with("cli-stopped", &[("count", taken_in(counts).into())])
}

/// What holds for all files of a command.
struct Importing<'a> {
    context: &'a Context,
    chosen: &'a Chosen,
    defaults: Defaults,
    of: Of,
    options: ImportOptions,
    stages: Stages,
}

impl Importing<'_> {
    /// Asks what unknown status words mean before anything is written: until then the command may be broken off with
    /// nothing done. Standard input cannot be read twice.
    fn ask_ahead(&mut self, paths: &[PathBuf]) {
        for path in paths.iter().filter(|path| path.as_os_str() != STANDARD_INPUT) {
            // What cannot be opened will be said by the import itself.
            let Ok(input) = input(self.context, path, &self.chosen.shape, &Arc::default()) else {
                continue;
            };
            let bar = Bar::new(&self.context.tr, &input.name, Arc::clone(&input.passed));
            let Ok(opened) = intake::open(input, &self.defaults) else {
                continue;
            };
            let defaults = self.defaults_of(&opened);
            self.stages.ask(self.context, opened, &defaults, bar);
        }
    }

    /// Takes one file in; whose orders they were, and what came of them.
    fn take(
        &self,
        desk: &mut Desk,
        input: InputFile<'_>,
        stop: &AtomicBool,
        counted: &mut ImportCounts,
    ) -> Result<(String, FileReport), ImportError> {
        let mut bar = Bar::new(&self.context.tr, &input.name, Arc::clone(&input.passed));
        let mut show = |counts: &ImportCounts| {
            *counted = *counts;
            bar.show(counts);
        };
        let mut watch = ImportWatch {
            stop,
            progress: &mut show,
        };
        let digest = match self.of {
            Of::People => digest_of(&input.name),
            Of::Orders | Of::Told => None,
        };
        let opened = intake::open(input, &self.defaults)?;
        let defaults = self.defaults_of(&opened);
        let source = opened.source(&defaults);
        let first_seen = digest.map(|digest| desk.first_seen(&digest, self.options.mode));
        let options = ImportOptions {
            first_seen: first_seen.transpose()?,
            ..self.options
        };
        let report = intake::import(desk, opened, &defaults, options, &mut watch)?;
        Ok((source, report))
    }

    fn defaults_of(&self, opened: &Opened<'_>) -> Defaults {
        let source = opened.source(&self.defaults);
        Defaults {
            statuses: self.stages.of(&source, &self.chosen.profile),
            ..self.defaults.clone()
        }
    }
}
