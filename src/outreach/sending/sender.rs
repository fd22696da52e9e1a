//! Takes what is due, sends it, writes down what became of it.

use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use super::lane::ChannelLane;
use super::lane::Opens;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::desk::outbox::reports::FIRST_ASKED;
use crate::domain::ids::MessageId;
use crate::domain::message::Channel;
use crate::domain::message::MessageKind;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageWords;
use crate::domain::sending::DueMessage;
use crate::domain::sending::SendOutcome;
use crate::domain::sending::TakenBy;
use crate::domain::settings::Go;
use crate::domain::settings::Settings;
use crate::domain::settings::Unsubscribe;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::outreach::MessageError;
use crate::outreach::Templates;
use crate::outreach::compose::ComposeError;
use crate::outreach::compose::compose_with;
use crate::outreach::gateways::Gateway;
use crate::outreach::gateways::Outgoing;
use crate::outreach::gateways::OutgoingFolder;
use crate::outreach::gateways::Variables;
use crate::outreach::gateways::open;
use crate::outreach::hooks::report_url;
use crate::outreach::hooks::stop_url;
use crate::template::LiveTexts;

/// How many due messages are read in one go, and how many looked at in one turn; the next goes on behind them.
const LOOKED_AT: (i64, usize) = (200, 2_000);
/// How many leave in one turn, that the rest of the file's news is heard between them.
const SENT_AT_ONCE: usize = 20;
/// How many gateways are asked of in one turn whether a message has arrived.
const ASKED_AT_ONCE: i64 = 5;
/// The lease is renewed, or tried for, so often; what fell silent is looked for as often.
const RENEWED: Span = Span::seconds(20);
/// What was accepted is written down, however busy the file is: so often is it tried.
const WRITE_TRIES: usize = 20;
/// A message whose text is broken is tried again after so long.
const MENDED: Span = Span::minutes(10);
/// The kind of a letter to the shop itself.
const OWN: &str = "report";
/// What is said of a message that stopped the program's own work.
const STOPPED: &str = "stopped unexpectedly";

/// Sends, turn by turn.
#[derive(Debug)]
pub struct Sender {
    live_templates: LiveTexts<Templates>,
    /// As they stood when this turn began.
    templates: Templates,
    /// What waits until a text of the shop's own is mended, and until when at the latest.
    unwritten: Vec<(MessageId, Time)>,
    lanes: Vec<ChannelLane>,
    /// Whether it is this process that sends, and until when that holds.
    pub(super) lease: Option<(bool, Time)>,
    /// How many due messages are read in one go, and looked at in one turn.
    pub(super) looks_at: (i64, usize),
    /// Where the last turn stopped looking, by channel: what cannot leave keeps nothing behind it from leaving.
    looked: Vec<(Channel, DueMessage)>,
    stop: Arc<AtomicBool>,
}

/// What one turn did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SendTurn {
    /// Another process sends, nothing may leave this file, or there is no channel.
    pub rests: bool,
    /// What was tried, and what became of it.
    pub tried: Vec<(MessageId, SendOutcome)>,
    /// What became of letters to the shop itself.
    pub own: Vec<SendOutcome>,
    /// Messages of a process that fell silent.
    pub held: usize,
    /// Channels that cannot be made ready, and why: a secret that nobody gives.
    pub not_ready: Vec<(String, String)>,
    /// More is due already.
    pub more: bool,
}

enum SendStep {
    /// It was tried.
    Tried(SendOutcome),
    /// It does not leave now, and that is written down.
    PutOff,
    /// It waits as it is.
    Waits,
}

impl Sender {
    /// For the channels of the settings; `folder` gets what would leave while they are not live, `variable` reads the
    /// environment for their secrets.
    pub fn new(
        settings: &Settings,
        templates: impl Into<LiveTexts<Templates>>,
        folder: &OutgoingFolder,
        variable: &Arc<Variables>,
    ) -> Sender {
        // Who lacks a secret leaves all of it to a machine that has them.
        let channels = settings.channel_list.iter().filter(|_| settings.may_send_here());
        let lanes = channels.map(|(name, setting)| {
            let opens: Box<Opens> = if settings.channels.live {
                let (setting, variable) = (setting.clone(), Arc::clone(variable));
                Box::new(move || open(&setting, &*variable).map_err(|why| why.to_string()))
            } else {
                let folder = OutgoingFolder {
                    from: setting.from.clone().filter(|_| setting.carries() == Channel::Email),
                    ..folder.clone()
                };
                Box::new(move || Ok(Box::new(folder.clone())))
            };
            ChannelLane::new(name.clone(), setting.per_minute, opens)
        });
        Sender::of(templates, lanes.collect())
    }

    /// On channels that are ready.
    pub(super) fn of(templates: impl Into<LiveTexts<Templates>>, lanes: Vec<ChannelLane>) -> Sender {
        let live_templates = templates.into();
        Sender {
            templates: live_templates.now(),
            live_templates,
            unwritten: Vec::new(),
            lanes,
            lease: None,
            looks_at: LOOKED_AT,
            looked: Vec::new(),
            stop: Arc::default(),
        }
    }

    /// Takes no message more once that is true.
    #[must_use]
    pub fn until(mut self, stop: Arc<AtomicBool>) -> Sender {
        self.stop = stop;
        self
    }

    /// Once the shop has changed its texts, those messages are tried again that lacked one.
    fn take_mended_texts(&mut self, desk: &mut Desk) -> Result<(), DeskError> {
        let now = desk.now();
        self.unwritten.retain(|(_, until)| *until > now);
        let templates = self.live_templates.now();
        if templates.is_same(&self.templates) {
            return Ok(());
        }
        self.templates = templates;
        for (id, until) in std::mem::take(&mut self.unwritten) {
            desk.write_again(id, until)?;
        }
        Ok(())
    }

    /// Sends some of what is due, if it is this process that sends.
    pub fn turn(&mut self, desk: &mut Desk) -> Result<SendTurn, DeskError> {
        let mut turn = SendTurn::default();
        let now = desk.now();
        let asks = self
            .lease
            .is_none_or(|(_, until)| now >= until || until - now > RENEWED);
        if asks {
            // Whatever the settings say now of the channel it left by.
            turn.held = desk.hold_unknown("its process ended while it was on its way")?;
        }
        if self.lanes.is_empty() || !desk.may_send()? || desk.settings_differ()? {
            self.lease = Some((false, now + RENEWED));
            turn.rests = true;
            return Ok(turn);
        }
        if asks {
            self.lease = Some((desk.lease_sending()?, now + RENEWED));
        }
        if self.lease.is_none_or(|(holds, _)| !holds) {
            turn.rests = true;
            return Ok(turn);
        }
        self.send_due(desk, &mut turn)?;
        self.send_own(desk, &mut turn)?;
        if !turn.more {
            self.ask(desk)?;
        }
        Ok(turn)
    }

    /// Gives the lease back.
    pub fn leave(&mut self, desk: &mut Desk) -> Result<(), DeskError> {
        match self.lease.take() {
            Some((true, _)) => desk.end_sending(),
            _ => Ok(()),
        }
    }

    /// Sends some of what is due, beside other senders: a message is taken by one alone.
    pub(super) fn send_due(&mut self, desk: &mut Desk, turn: &mut SendTurn) -> Result<(), DeskError> {
        self.take_mended_texts(desk)?;
        for channel in Channel::ALL {
            self.send_by(desk, *channel, turn)?;
        }
        Ok(())
    }

    /// Looks at what is due by one channel, in pages, until enough was done.
    fn send_by(&mut self, desk: &mut Desk, channel: Channel, turn: &mut SendTurn) -> Result<(), DeskError> {
        let at = self.looked.iter().position(|(of, _)| *of == channel);
        let mut last = at.map(|at| self.looked.swap_remove(at).1);
        let (mut looked, mut done) = (0, 0);
        while self.any_free(desk, channel) {
            let page = desk.messages_due(channel, last.as_ref(), self.looks_at.0)?;
            for due in &page {
                if done >= SENT_AT_ONCE || self.is_over(desk) {
                    turn.more = true;
                    return Ok(());
                }
                match self.step(desk, channel, due, turn)? {
                    SendStep::Tried(outcome) => turn.tried.push((due.id, outcome)),
                    SendStep::PutOff => {}
                    SendStep::Waits => continue,
                }
                done += 1;
            }
            looked += page.len();
            let Some(end) = page.into_iter().next_back() else { break };
            if looked >= self.looks_at.1 {
                self.looked.push((channel, end));
                break;
            }
            last = Some(end);
        }
        Ok(())
    }

    /// Sends letters to the shop itself, by what carries its letters; they wait for nobody's look.
    pub(super) fn send_own(&mut self, desk: &mut Desk, turn: &mut SendTurn) -> Result<(), DeskError> {
        let name = {
            let settings = desk.settings();
            settings
                .channel_of(Channel::Email, &settings.shop.name)
                .map(|(name, _)| name.to_owned())
        };
        let Some(lane) = self.lanes.iter_mut().find(|lane| Some(&lane.name) == name.as_ref()) else {
            return Ok(());
        };
        for letter in desk.own_letters_due()? {
            let now = desk.now();
            if !lane.is_free(now) || self.stop.load(Ordering::Relaxed) {
                break;
            }
            let Some(gateway) = ready(lane, desk, turn)? else { break };
            if !desk.take_own_letter(&letter)? {
                continue;
            }
            let outgoing = Outgoing {
                mark: letter.mark.clone(),
                kind: OWN.to_owned(),
                to: letter.address.clone(),
                subject: letter.subject.clone(),
                text: letter.text.clone(),
                ..Outgoing::default()
            };
            let sent = catch_unwind(AssertUnwindSafe(|| gateway.send(Channel::Email, &outgoing)));
            let outcome = sent.unwrap_or_else(|_| SendOutcome::Unknown {
                why: format!("{}: {STOPPED}", lane.name),
            });
            lane.tried(now, desk.now(), &outcome);
            let mut tries = 1;
            while let Err(error) = desk.record_own_letter(&letter, &lane.name, &outcome) {
                if tries == WRITE_TRIES {
                    return Err(error);
                }
                tries += 1;
            }
            turn.own.push(outcome);
        }
        Ok(())
    }

    /// Asks gateways what became of messages they took.
    pub(super) fn ask(&mut self, desk: &mut Desk) -> Result<(), DeskError> {
        for asked in desk.messages_asked(ASKED_AT_ONCE)? {
            if self.is_over(desk) {
                break;
            }
            let now = desk.now();
            let lane = self.lanes.iter_mut().find(|lane| lane.name == asked.via);
            let gateway = lane.and_then(|lane| lane.gateway_to_ask(now));
            let report = gateway.and_then(|gateway| {
                let asks = || gateway.report(&asked.gateway_id, &asked.to);
                // What stops it once would each time.
                catch_unwind(AssertUnwindSafe(asks)).unwrap_or_default()
            });
            desk.record_report(&asked, report.as_ref())?;
        }
        Ok(())
    }

    /// Somebody asks it to end, or its lease is to be renewed first.
    fn is_over(&self, desk: &Desk) -> bool {
        let now = desk.now();
        self.stop.load(Ordering::Relaxed) || self.lease.is_some_and(|(_, until)| now >= until)
    }

    /// Whether any of what carries that channel would take a message now.
    fn any_free(&mut self, desk: &Desk, channel: Channel) -> bool {
        let now = desk.now();
        let carries = |name: &str| {
            let mut all = desk.settings().channel_list.iter();
            all.any(|(known, setting)| known == name && setting.carries() == channel && setting.go != Go::Never)
        };
        self.lanes
            .iter_mut()
            .any(|lane| carries(&lane.name) && lane.is_free(now))
    }

    fn step(
        &mut self,
        desk: &mut Desk,
        channel: Channel,
        due: &DueMessage,
        turn: &mut SendTurn,
    ) -> Result<SendStep, DeskError> {
        let now = desk.now();
        let settings = desk.settings();
        let shop = settings.source_of(due.source.as_deref()).name;
        let Some((name, setting)) = settings.channel_of(channel, shop) else {
            return Ok(SendStep::Waits);
        };
        let leaves = match settings.goes(due.kind, setting) {
            Go::Auto => true,
            Go::Look => due.is_released,
            Go::Never => false,
        };
        let Some(lane) = self.lanes.iter_mut().find(|lane| leaves && lane.name == name) else {
            return Ok(SendStep::Waits);
        };
        if !lane.is_free(now) {
            return Ok(SendStep::Waits);
        }
        let name = lane.name.clone();
        let Some(gateway) = ready(lane, desk, turn)? else {
            return Ok(SendStep::Waits);
        };
        // Read now: it may have been worded by hand, or have taken up another fact, while others left.
        let Some(message) = desk.message(due.id)? else {
            return Ok(SendStep::Waits);
        };
        if !desk.offer_stands(&message)? {
            return Ok(SendStep::PutOff);
        }
        let may_leave = desk.may_leave(&message)?;
        if may_leave > now {
            desk.put_off_message(&message, may_leave)?;
            return Ok(SendStep::PutOff);
        }
        let written = catch_unwind(AssertUnwindSafe(|| {
            let outgoing = outgoing(desk, &self.templates, &message, &name)?;
            // What stands in the way is found before it counts as gone.
            Ok(gateway.check(channel, &outgoing).map(|()| outgoing))
        }));
        let outgoing = match written {
            Ok(Ok(Ok(outgoing))) => outgoing,
            // Its order is gone: what can never be told holds up nothing behind it.
            Ok(Err(ComposeError::Desk(DeskError::NotFound))) => {
                return refused(desk, &message, DeskError::NotFound.to_string());
            }
            Ok(Err(ComposeError::Desk(error))) => return Err(error),
            // The shop wants other words than those there are, and they are mended in a moment.
            Ok(Err(ComposeError::Message(why @ MessageError::Broken { .. }))) => {
                desk.put_off_unwritten(&message, now + MENDED, &why.to_string())?;
                self.unwritten.push((message.id, now + MENDED));
                return Ok(SendStep::PutOff);
            }
            Ok(Err(ComposeError::Message(error))) => return refused(desk, &message, error.to_string()),
            Ok(Ok(Err(why))) => return refused(desk, &message, why),
            Err(_) => return refused(desk, &message, format!("{name}: {STOPPED}")),
        };
        let words = MessageWords {
            subject: outgoing.subject.clone(),
            text: outgoing.text.clone(),
            mark: outgoing.mark.clone(),
        };
        // From here on it counts as gone until its end is written down.
        if !desk.take_to_send(&message, &words)? {
            return Ok(SendStep::Waits);
        }
        // It stands as on its way: what became of it is written down whatever happens here.
        let sent = catch_unwind(AssertUnwindSafe(|| gateway.send(channel, &outgoing)));
        let outcome = sent.unwrap_or_else(|_| SendOutcome::Unknown {
            why: format!("{name}: {STOPPED}"),
        });
        let by = TakenBy {
            channel: &name,
            ask_at: gateway.tells().then(|| desk.now() + FIRST_ASKED),
        };
        lane.tried(now, desk.now(), &outcome);
        record(desk, &message, &by, &outcome)?;
        Ok(SendStep::Tried(outcome))
    }
}

/// What takes the lane's messages away; none when it cannot be made ready: then it rests, and everybody can read why.
fn ready<'l>(
    lane: &'l mut ChannelLane,
    desk: &mut Desk,
    turn: &mut SendTurn,
) -> Result<Option<&'l mut dyn Gateway>, DeskError> {
    if let Err(why) = lane.gateway() {
        lane.rest(desk.now());
        desk.rest_channel(&lane.name, Some(&why))?;
        turn.not_ready.push((lane.name.clone(), why));
        return Ok(None);
    }
    Ok(lane.gateway().ok())
}

/// The message as its gateway gets it; the mark it was first tried under stays.
fn outgoing(desk: &mut Desk, templates: &Templates, message: &MessageRow, by: &str) -> Result<Outgoing, ComposeError> {
    let mark = match &message.words {
        Some(words) if !words.mark.is_empty() => words.mark.clone(),
        _ => format!("{}.{:016x}", message.id, fastrand::u64(..)),
    };
    let unsubscribe = (message.kind() == MessageKind::Offer)
        .then(|| desk.settings().unsubscribe_of(by))
        .flatten();
    let stop_url = match &unsubscribe {
        Some(Unsubscribe::Link(_)) => stop_url(desk, message.customer)?,
        Some(Unsubscribe::Page(page)) => Some(page.clone()),
        Some(Unsubscribe::Letter(_)) | None => None,
    };
    let composed = compose_with(desk, templates, message, stop_url.as_deref())?;
    let report_url = match message.channel {
        Some(Channel::Sms) => report_url(desk, by, Some(&mark))?,
        _ => None,
    };
    Ok(Outgoing {
        mark,
        kind: message.kind().code().to_owned(),
        to: message.address.clone(),
        name: message.customer_name.clone(),
        subject: composed.written.subject,
        text: composed.written.text,
        html: composed.html,
        code: composed.code,
        order: message.order_number.clone(),
        unsubscribe,
        stop_url,
        report_url,
    })
}

/// It cannot leave as it is.
fn refused(desk: &mut Desk, message: &MessageRow, why: String) -> Result<SendStep, DeskError> {
    desk.fail_message(message, &why)?;
    Ok(SendStep::Tried(SendOutcome::Refused { why }))
}

/// A busy file is waited for: what has left must not look as if nobody knew.
fn record(desk: &mut Desk, message: &MessageRow, by: &TakenBy<'_>, outcome: &SendOutcome) -> Result<(), DeskError> {
    let mut tries = 1;
    loop {
        match desk.record_sending(message, by, outcome) {
            Err(_) if tries < WRITE_TRIES => tries += 1,
            written => return written,
        }
    }
}
