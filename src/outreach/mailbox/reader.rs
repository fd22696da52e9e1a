//! Looks into the mailboxes of the settings, one process at a time, gently.

use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::sync::Arc;
use std::time::Duration;

use super::meaning;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::domain::sending::MailRecorded;
use crate::domain::sending::TellingMail;
use crate::domain::settings::ChannelSetting;
use crate::domain::settings::MailboxSetting;
use crate::domain::settings::Security;
use crate::domain::settings::Settings;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::net::imap::Mail;
use crate::net::imap::Mailbox;
use crate::net::imap::read;
use crate::net::secret::Secret;
use crate::outreach::gateways::Variables;

/// The lease is renewed, or tried for, so often.
const RENEWED: Span = Span::seconds(20);
/// No mailbox is looked into more often than this.
const OFTEN: Span = Span::seconds(10);
/// One that cannot be read is left alone twice as long each time, and no longer than this.
const LONGEST_PAUSE: Span = Span::hours(1);
/// How long a reading may take: less than the lease.
const PATIENCE: Duration = Duration::from_secs(40);

/// Reads, turn by turn.
pub struct MailboxReader {
    boxes: Vec<WatchedBox>,
    variable: Arc<Variables>,
    /// Whether it is this process that reads, and until when that holds.
    lease: Option<(bool, Time)>,
}

/// What one turn did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailTurn {
    /// What came of the letters of each mailbox that was read.
    pub read: Vec<(String, MailRecorded)>,
    /// Which cannot be read, and why.
    pub failed: Vec<(String, String)>,
    /// There is more in one of them.
    pub more: bool,
}

struct WatchedBox {
    channel: String,
    setting: MailboxSetting,
    of: ChannelSetting,
    /// Ready while it can be read: its secret is asked for again when it cannot.
    ready: Option<Mailbox>,
    /// It is looked into then.
    due: Option<Time>,
    pause: Span,
}

impl std::fmt::Debug for MailboxReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "MailboxReader({} mailboxes)", self.boxes.len())
    }
}

impl MailboxReader {
    /// For the mailboxes of the settings; none while nothing really leaves. `variable` reads the environment.
    pub fn new(settings: &Settings, variable: &Arc<Variables>) -> MailboxReader {
        let is_ours = settings.channels.live && settings.may_read_mail_here();
        let live = settings.mailboxes.iter().filter(|_| is_ours);
        let boxes = live.filter_map(|(channel, setting)| {
            let (_, of) = settings.channel_list.iter().find(|(name, _)| name == channel)?;
            Some(WatchedBox {
                channel: channel.clone(),
                setting: setting.clone(),
                of: of.clone(),
                ready: None,
                due: None,
                pause: Span::ZERO,
            })
        });
        MailboxReader {
            boxes: boxes.collect(),
            variable: Arc::clone(variable),
            lease: None,
        }
    }

    /// There is nothing to look into.
    pub fn is_idle(&self) -> bool {
        self.boxes.is_empty()
    }

    /// Reads what is due, if it is this process that reads; one mailbox a turn, which takes no longer than its lease.
    pub fn turn(&mut self, desk: &mut Desk) -> Result<MailTurn, DeskError> {
        let now = desk.now();
        if self.boxes.iter().any(|one| one.is_due(now)) && self.holds(desk)? {
            self.look(desk)
        } else {
            Ok(MailTurn::default())
        }
    }

    /// Looks into the first mailbox that is due, without asking for the lease.
    pub(super) fn look(&mut self, desk: &mut Desk) -> Result<MailTurn, DeskError> {
        let mut turn = MailTurn::default();
        let mut failed = None;
        let now = desk.now();
        let Some(one) = self.boxes.iter_mut().find(|one| one.is_due(now)) else {
            return Ok(turn);
        };
        match one.read(desk, &*self.variable) {
            Ok(Ok((recorded, more))) => {
                one.is_well(desk.now(), more);
                turn.more = more;
                turn.read.push((one.channel.clone(), recorded));
            }
            Ok(Err(why)) => {
                one.fails(desk.now());
                failed = Some((one.channel.clone(), why));
            }
            // What the desk's own file does not take is no reason to ask the server again at once.
            Err(error) => {
                one.fails(desk.now());
                self.boxes.rotate_left(1);
                return Err(error);
            }
        }
        // The others have their turn first when this one has much, or fails.
        self.boxes.rotate_left(1);
        if let Some((channel, why)) = failed {
            desk.mailbox_failed(&channel, &why)?;
            turn.failed.push((channel, why));
        }
        turn.more |= self.boxes.iter().any(|one| one.is_due(desk.now()));
        Ok(turn)
    }

    /// Gives the lease back.
    pub fn leave(&mut self, desk: &mut Desk) -> Result<(), DeskError> {
        match self.lease.take() {
            Some((true, _)) => desk.end_mailboxes(),
            _ => Ok(()),
        }
    }

    /// It is this process that reads; renewed before each reading, which takes no longer than the lease.
    fn holds(&mut self, desk: &mut Desk) -> Result<bool, DeskError> {
        let now = desk.now();
        if let Some((false, until)) = self.lease
            && now < until
            && until - now <= RENEWED
        {
            return Ok(false);
        }
        let holds = desk.lease_mailboxes()?;
        self.lease = Some((holds, now + RENEWED));
        Ok(holds)
    }
}

/// Looks into a channel's mailbox once, and changes nothing; how many letters came within a week, up to a limit.
pub fn try_mailbox(
    settings: &Settings,
    channel: &str,
    now: Time,
    variable: &Variables,
) -> Option<Result<usize, String>> {
    let setting = settings.mailbox_of(channel)?;
    let (_, of) = settings.channel_list.iter().find(|(name, _)| name == channel)?;
    let tried = opened(setting, of, variable).and_then(|ready| read(&ready, None, now, |_| false));
    Some(tried.map(|reading| reading.mails.len()))
}

impl WatchedBox {
    fn is_due(&self, now: Time) -> bool {
        // A clock that was set back is not waited for.
        self.due
            .is_none_or(|due| now >= due || due - now > LONGEST_PAUSE.max(self.setting.every))
    }

    fn is_well(&mut self, now: Time, more: bool) {
        self.pause = Span::ZERO;
        self.due = Some(if more { now } else { now + self.setting.every.max(OFTEN) });
    }

    fn fails(&mut self, now: Time) {
        let every = self.setting.every.max(OFTEN);
        self.pause = if self.pause == Span::ZERO {
            every
        } else {
            (self.pause + self.pause).min(LONGEST_PAUSE.max(every))
        };
        self.ready = None;
        self.due = Some(now + self.pause);
    }

    /// What it gave, and whether there is more; else why it cannot be read.
    fn read(
        &mut self,
        desk: &mut Desk,
        variable: &Variables,
    ) -> Result<Result<(MailRecorded, bool), String>, DeskError> {
        let ready = match self
            .ready
            .take()
            .map_or_else(|| opened(&self.setting, &self.of, variable), Ok)
        {
            Ok(ready) => self.ready.insert(ready),
            Err(why) => return Ok(Err(why)),
        };
        let (known, now) = (desk.mailbox(&self.channel)?, desk.now());
        // A letter that stops this program once would each time; its mailbox is as one that cannot be read.
        let reading = catch_unwind(AssertUnwindSafe(|| {
            let reading = read(ready, known, now, meaning::is_report)?;
            let telling: Vec<TellingMail> = reading.mails.iter().filter_map(telling).collect();
            Ok((reading, telling))
        }));
        let (reading, telling) = match reading {
            Ok(Ok(read)) => read,
            Ok(Err(why)) => return Ok(Err(why)),
            Err(_) => return Ok(Err("stopped unexpectedly".to_owned())),
        };
        let recorded = desk.record_mail(&self.channel, known, reading.mark, &telling)?;
        Ok(Ok((recorded, reading.more)))
    }
}

fn telling(mail: &Mail) -> Option<TellingMail> {
    let report = || mail.whole.as_deref().and_then(meaning::report);
    let news = meaning::wish(&mail.head).or_else(report)?;
    Some(TellingMail {
        uid: mail.uid,
        at: mail.at,
        news,
    })
}

/// The mailbox with its secret; what it leaves out is its channel's.
fn opened(setting: &MailboxSetting, of: &ChannelSetting, variable: &Variables) -> Result<Mailbox, String> {
    let own = |set: &Option<String>, else_set: &Option<String>| set.clone().or_else(|| else_set.clone());
    let secret = match setting.secret.as_ref().or(of.secret.as_ref()) {
        Some(at) => Secret::ask(at, variable).map_err(|why| why.to_string())?,
        None => Secret::new(String::new()),
    };
    let usual = match setting.security {
        Security::Tls => 993,
        Security::StartTls | Security::None => 143,
    };
    Ok(Mailbox {
        host: setting.host.clone().unwrap_or_default(),
        port: u16::try_from(setting.port)
            .ok()
            .filter(|port| *port > 0)
            .unwrap_or(usual),
        security: setting.security,
        certificate: own(&setting.certificate, &of.certificate),
        user: own(&setting.user, &of.user).unwrap_or_default(),
        secret,
        folder: setting.folder.clone(),
        patience: PATIENCE,
    })
}
