//! Looks for what is wrong with the file and around it, before anybody loses work by it.

use std::path::Path;

use super::Desk;
use super::error::DeskError;
use crate::domain::backup::is_old;
use crate::domain::health::Checkup;
use crate::domain::health::Health;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::HELD_FOR;
use crate::store::meta;
use crate::store::meta::REHEARSAL;
use crate::store::meta::SETTINGS_AT;

/// A message waits longer than this only where nothing sends it.
const OUTBOX_WITHIN: Span = Span::days(1);
/// Who does what is due by itself holds this lease.
pub const WORK: &str = "work";
/// Nothing was done by itself for so long since the midnight of the last day it was: somebody forgot.
const IDLE_WITHIN: Span = Span::days(4);
/// A server further away than this, in milliseconds, lets a key wait that asks it several times.
const SLOW_TRIP: i64 = 40;
/// No lease is taken for longer.
const LONGEST_LEASE: Span = Span::hours(1);

/// What was found at one check. Its words have the key `doctor-<check>-<state>`, or with `case` behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was looked at.
    pub check: Checkup,
    /// How it stands.
    pub health: Health,
    /// Which of several things is the matter.
    pub case: &'static str,
    /// How many, or how much in bytes.
    pub count: i64,
    /// What it is about: a path, what SQLite said.
    pub text: String,
    /// Since when it is so, where that is known.
    pub since: Option<Time>,
    /// Until when, likewise.
    pub until: Option<Time>,
}

impl Finding {
    pub(super) fn new(check: Checkup, health: Health) -> Finding {
        Finding {
            check,
            health,
            case: "",
            count: 0,
            text: String::new(),
            since: None,
            until: None,
        }
    }

    /// `health` when there are any, else fine.
    fn counted(check: Checkup, health: Health, count: i64) -> Finding {
        let health = if count == 0 { Health::Fine } else { health };
        Finding {
            count,
            ..Finding::new(check, health)
        }
    }
}

impl Desk {
    /// Looks at everything; with `mend` the kept figures and the search index are put right.
    pub fn examine(&mut self, mend: bool) -> Result<Vec<Finding>, DeskError> {
        let now = self.now();
        let store = &mut self.store;
        let broken = if mend { Health::Mended } else { Health::Bad };
        let damage = store.damage()?;
        let mut found = vec![Finding {
            text: damage.first().cloned().unwrap_or_default(),
            ..Finding::counted(Checkup::Integrity, Health::Bad, count(damage.len()))
        }];
        if !damage.is_empty() {
            // What reads or writes a damaged file may do harm, and finds what is not so.
            return Ok(found);
        }
        found.push(Finding::counted(
            Checkup::References,
            Health::Bad,
            store.dangling_rows()?,
        ));
        if !store.only_reads() {
            // They are made again to be compared, which only the server that is followed can do.
            let wrong = store.wrong_projections(now, mend)? + store.wrong_shares(now, mend)?;
            let wrong = wrong + store.wrong_totals(now, mend)?;
            found.push(Finding::counted(Checkup::Figures, broken, wrong));
        }
        let holds = store.search_index_holds(now, mend)?;
        found.push(Finding::counted(Checkup::Search, broken, i64::from(!holds)));
        let (late, failed) = store.stuck_messages(now - OUTBOX_WITHIN)?;
        let ahead = store.dated_ahead(now, LONGEST_LEASE)?;
        let later = meta::later_entry(store, now)?;
        found.extend(self.examine_server()?);
        found.push(self.examine_settings()?);
        found.extend(self.examine_published()?);
        found.push(Finding {
            since: later,
            ..Finding::counted(Checkup::Clock, Health::Warning, i64::from(later.is_some()))
        });
        found.push(self.examine_work(now)?);
        found.push(Finding::counted(Checkup::Leases, Health::Warning, ahead));
        found.push(Finding::counted(Checkup::Outbox, Health::Warning, late));
        if failed > 0 {
            found.push(Finding {
                case: "failed",
                ..Finding::counted(Checkup::Outbox, Health::Warning, failed)
            });
        }
        let own = self.own_letters_open()?;
        if let Some(newest) = own.first() {
            found.push(Finding {
                case: "own",
                text: newest.why.clone(),
                ..Finding::counted(Checkup::Outbox, Health::Warning, count(own.len()))
            });
        }
        found.extend(self.examine_channels()?);
        found.push(self.examine_listening()?);
        found.push(self.examine_backup()?);
        if let Some(file) = self.store.location().file() {
            found.push(room(file));
            found.push(permissions(file, self.settings.files.shared));
        }
        found.push(self.examine_retention()?);
        Ok(found)
    }

    /// A line for each channel that takes no messages for now, and for each mailbox that cannot be read.
    fn examine_channels(&self) -> Result<Vec<Finding>, DeskError> {
        let rests = self.channel_rests()?;
        let rests = rests.into_iter().map(|rest| ("", rest.channel, rest.since, rest.why));
        let mailboxes = self.mailbox_states()?;
        let unread = mailboxes.into_iter().filter_map(|(channel, state)| {
            let (since, why) = state.trouble?;
            Some(("mailbox", channel, since, why))
        });
        let found: Vec<Finding> = rests
            .chain(unread)
            .map(|(case, channel, since, why)| Finding {
                case,
                text: format!("{channel}: {why}"),
                since: Some(since),
                ..Finding::new(Checkup::Channels, Health::Warning)
            })
            .collect();
        if found.is_empty() {
            return Ok(vec![Finding {
                count: count(self.settings.channel_list.len()),
                ..Finding::new(Checkup::Channels, Health::Fine)
            }]);
        }
        Ok(found)
    }

    /// The server and the way to it; nothing of a file.
    fn examine_server(&self) -> Result<Option<Finding>, DeskError> {
        let state = self.store.server_state()?;
        Ok(state.map(|state| {
            let milliseconds = i64::try_from(state.round_trip.as_millis()).unwrap_or(i64::MAX);
            let (health, case) = match state.may_change_tables {
                _ if milliseconds > SLOW_TRIP => (Health::Warning, "far"),
                _ if state.newest_write.is_some() && state.follows => (Health::Fine, "follows_since"),
                _ if state.follows => (Health::Fine, "follows"),
                true => (Health::Fine, "owner"),
                false => (Health::Fine, ""),
            };
            Finding {
                case,
                count: milliseconds,
                since: state.newest_write,
                text: format!("PostgreSQL {}, {}, {}", state.version, state.role, state.schema),
                ..Finding::new(Checkup::Server, health)
            }
        }))
    }

    fn examine_settings(&self) -> Result<Finding, DeskError> {
        let differs = self.settings_differ()?;
        let since = meta::moment(&self.store, SETTINGS_AT)?.filter(|_| differs);
        Ok(Finding {
            case: if since.is_some() { "since" } else { "" },
            since,
            ..Finding::counted(Checkup::Settings, Health::Warning, i64::from(differs))
        })
    }

    /// What of the shop's settings was published, and what a machine that lacks their secrets leaves to others.
    fn examine_published(&self) -> Result<Vec<Finding>, DeskError> {
        let Some(published) = &self.settings.published else {
            return Ok(Vec::new());
        };
        let newest = self.store.newest_publication()?;
        let of = |health, case| Finding {
            case,
            count: published.revision,
            since: Some(published.at),
            text: published.operator.clone(),
            ..Finding::new(Checkup::Published, health)
        };
        let mut found = vec![if published.left_out.is_empty() {
            of(Health::Fine, "")
        } else {
            Finding {
                text: published.left_out.join(", "),
                ..of(Health::Warning, "newer")
            }
        }];
        if let Some(newest) = newest.filter(|newest| newest.revision != published.revision) {
            found.push(Finding {
                count: newest.revision,
                since: Some(newest.at),
                text: newest.operator,
                ..of(Health::Warning, "since")
            });
        }
        if !self.settings.knows_all_secrets() {
            found.push(of(Health::Fine, "elsewhere"));
        }
        Ok(found)
    }

    /// Whether what is due by itself is done, and if not, why.
    fn examine_work(&self, now: Time) -> Result<Finding, DeskError> {
        let of = |health, case, since| Finding {
            case,
            since,
            ..Finding::new(Checkup::Work, health)
        };
        if self.store.meta(REHEARSAL)?.is_some() {
            let since = meta::moment(&self.store, REHEARSAL)?;
            let case = if since.is_some() {
                "rehearsal_since"
            } else {
                "rehearsal"
            };
            return Ok(of(Health::Fine, case, since));
        }
        if let Some(lease) = self.store.lease_of(WORK, now, HELD_FOR)? {
            return Ok(Finding {
                text: lease.worker(),
                until: Some(lease.until),
                ..of(Health::Fine, "", Some(lease.since.unwrap_or(now)))
            });
        }
        Ok(match meta::ran(&self.store)?.0 {
            None => of(Health::Fine, "never", None),
            Some(day) if day + IDLE_WITHIN < now => of(Health::Warning, "idle", Some(day)),
            Some(day) => of(Health::Fine, "closed", Some(day)),
        })
    }

    /// Whether customers' data are older than the shop keeps them.
    fn examine_retention(&self) -> Result<Finding, DeskError> {
        let (case, text, count) = match self.count_idle()? {
            None => ("unset", String::new(), 0),
            Some((years, count)) => ("", years.0.to_string(), i64::try_from(count).unwrap_or(i64::MAX)),
        };
        Ok(Finding {
            case,
            text,
            ..Finding::counted(Checkup::Retention, Health::Warning, count)
        })
    }

    fn examine_backup(&self) -> Result<Finding, DeskError> {
        let last = self.last_backup()?;
        let fine = Finding::new(Checkup::Backup, Health::Fine);
        if self.store.location().is_server() {
            return Ok(Finding { case: "server", ..fine });
        }
        let text = last.as_ref().map(|made| made.path.clone());
        let of = |health, case, text: Option<String>| Finding {
            health,
            case,
            text: text.unwrap_or_default(),
            ..fine.clone()
        };
        if let Some(failure) = self.backup_failure()? {
            return Ok(of(Health::Bad, "failed", Some(failure.why)));
        }
        Ok(match &last {
            None => of(Health::Warning, "none", None),
            Some(made) if !Path::new(&made.path).exists() => of(Health::Bad, "gone", text),
            Some(made) if is_old(made.at, self.now()) => of(Health::Warning, "old", text),
            Some(made) => Finding {
                count: i64::try_from(made.bytes).unwrap_or(i64::MAX),
                since: Some(made.at),
                ..of(Health::Fine, "", text)
            },
        })
    }
}

fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

/// The disk has room for the file to grow, and for a copy.
fn room(file: &Path) -> Finding {
    let size = std::fs::metadata(file).map_or(0, |data| data.len());
    let free = fs4::available_space(file).unwrap_or(u64::MAX);
    let health = if free < size.saturating_mul(2) {
        Health::Warning
    } else {
        Health::Fine
    };
    Finding {
        count: i64::try_from(free).unwrap_or(i64::MAX),
        ..Finding::new(Checkup::Disk, health)
    }
}

/// Nobody reads the customers' data who need not.
#[cfg(unix)]
fn permissions(file: &Path, shared: bool) -> Finding {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(file).map_or(0, |data| data.permissions().mode() & 0o777);
    let too_open = mode & if shared { 0o007 } else { 0o077 };
    let too_closed = shared && mode & 0o060 != 0o060;
    let case = if too_closed { "closed" } else { "open" };
    let health = if too_open != 0 || too_closed {
        Health::Warning
    } else {
        Health::Fine
    };
    Finding {
        case: if health == Health::Fine { "" } else { case },
        text: file.display().to_string(),
        ..Finding::new(Checkup::Permissions, health)
    }
}

#[cfg(not(unix))]
fn permissions(_file: &Path, _shared: bool) -> Finding {
    Finding::new(Checkup::Permissions, Health::Fine)
}
