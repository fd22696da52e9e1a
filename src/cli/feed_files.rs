//! What lies beside the settings and feeds need: profiles, the meanings of words, and how what was taken is told.

use std::sync::Arc;

use super::commands::import::failed;
use super::commands::import::noted;
use super::commands::import::profile;
use super::commands::import::profile::Of;
use super::commands::import::refused;
use super::commands::import::rejects;
use super::commands::import::source::described;
use super::commands::import::stages::Stages;
use super::context::Context;
use super::output::failure::Failure;
use crate::domain::order_feed::OrderFeedKind;
use crate::domain::reject::Reject;
use crate::domain::settings::FeedSetting;
use crate::feeds::FeedFiles;
use crate::feeds::FeedReading;
use crate::feeds::FeedSetup;
use crate::feeds::PortionTaken;
use crate::intake::ImportError;
use crate::session::setup::Setup;
use crate::words;

/// What feeds need, for who works by `setup`.
pub fn setup(context: &Context, setup: &Setup) -> FeedSetup {
    FeedSetup {
        database: setup.database.clone(),
        settings: Arc::clone(&setup.settings),
        who: setup.who.clone(),
        only: None,
        clock: setup.clock,
        variable: context.variables(),
        files: Arc::new(BesideSettings(context.clone())),
    }
}

/// How the orders of a feed are to be read.
pub fn chosen(context: &Context, setting: &FeedSetting) -> Result<profile::Chosen, Failure> {
    let of = match setting.kind {
        OrderFeedKind::Hook | OrderFeedKind::Tilda | OrderFeedKind::Mail => Of::Told,
        _ => Of::Orders,
    };
    profile::choose(context, setting.profile.as_deref(), of)
}

struct BesideSettings(Context);

impl FeedFiles for BesideSettings {
    fn reading(&self, setting: &FeedSetting) -> Result<FeedReading, String> {
        let context = &self.0;
        let chosen = chosen(context, setting).map_err(|why| why.message)?;
        let stages = Stages::read(context).map_err(|why| why.message)?;
        // Orders that name their shop find its [[source]] by that.
        let names_shop = setting.kind == OrderFeedKind::WooCommerce || !setting.kind.is_shop();
        let source = setting.source.as_deref().filter(|named| {
            let of = context.settings.sources.iter().find(|source| source.name == **named);
            !names_shop || of.is_none_or(|source| source.platform.is_none() && source.shop.is_none())
        });
        let mut defaults = described(context, source.unwrap_or_default(), &chosen.profile);
        // Numbers of two machines may be the same: what a profile describes is of the feed's own.
        let is_described = setting.profile.is_some() && (setting.kind.is_told() || setting.kind == OrderFeedKind::Mail);
        if defaults.source.is_empty() && (is_described || setting.kind == OrderFeedKind::Tilda) {
            defaults.source.clone_from(&setting.name);
        }
        Ok(FeedReading {
            shape: chosen.shape,
            defaults,
            words: stages.all(),
            own_words: chosen.profile.statuses,
        })
    }

    fn unread(&self, name: &str, error: &ImportError) -> String {
        let failure = failed::failure(&self.0, name, error);
        format!("{} {}", failure.message, failure.hint).trim().to_owned()
    }

    fn refused(&self, rejects: &[Reject]) -> String {
        let first = rejects
            .first()
            .map(|reject| refused(&self.0, reject))
            .unwrap_or_default();
        let more = i64::try_from(rejects.len()).unwrap_or(i64::MAX) - 1;
        match more {
            ..=0 => first,
            more => self
                .0
                .tr
                .with("feed-refused", &[("first", first.into()), ("more", more.into())]),
        }
    }

    fn report(&self, name: &str, taken: &PortionTaken) -> String {
        let context = &self.0;
        let tr = &context.tr;
        let at = words::moment(tr, context.zone(), context.now(), context.now());
        let head = tr.with("feed-report", &[("file", name.into()), ("time", at.into())]);
        let mut lines = vec![head];
        match taken {
            PortionTaken::Before(at) => {
                let at = words::moment(tr, context.zone(), *at, context.now());
                lines.push(tr.with("feed-report_again", &[("time", at.into())]));
            }
            PortionTaken::Unreadable(why) => lines.push(why.clone()),
            PortionTaken::Whole(report) => {
                let counts = &report.counts;
                let args = [
                    ("read", counts.read.into()),
                    ("created", counts.created.into()),
                    ("updated", counts.updated.into()),
                    ("unchanged", counts.unchanged.into()),
                    ("rejected", counts.rejected.into()),
                ];
                lines.push(tr.with("feed-report_counts", &args));
                if let Ok(stages) = Stages::read(context) {
                    lines.extend(rejects::lines(context, &stages, report.format.code(), report));
                }
                lines.extend(noted::lines(context, report));
                lines.extend(report.rejects_file.as_ref().map(|file| {
                    let file = file.display().to_string();
                    tr.with("feed-report_rejects", &[("path", file.into())])
                }));
            }
        }
        lines.join("\n") + "\n"
    }
}
