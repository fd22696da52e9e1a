//! Takes what is due, sends it, writes down what became of it.

use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;

use super::lane::ChannelLane;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::domain::ids::MessageId;
use crate::domain::message::Channel;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageWords;
use crate::domain::message::SendOutcome;
use crate::domain::settings::Go;
use crate::domain::settings::Settings;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::outreach::Templates;
use crate::outreach::compose::ComposeError;
use crate::outreach::compose::compose;
use crate::outreach::gateways::Gateway;
use crate::outreach::gateways::Outgoing;
use crate::outreach::gateways::OutgoingFolder;
use crate::outreach::gateways::open;

/// How many due messages are looked at in one turn.
const LOOKED_AT: i64 = 1_000;
/// How many leave in one turn, that the rest of the file's news is heard between them.
const SENT_AT_ONCE: usize = 20;
/// The lease is renewed, or tried for, so often; what fell silent is looked for as often.
const RENEWED: Span = Span::seconds(20);
/// What was accepted is written down, however busy the file is: so often is it tried.
const WRITE_TRIES: usize = 20;

/// Sends, turn by turn.
#[derive(Debug)]
pub struct Sender {
    templates: Templates,
    lanes: Vec<ChannelLane>,
    /// Whether it is this process that sends, and until when that holds.
    lease: Option<(bool, Time)>,
}

/// What one turn did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SendTurn {
    /// Another process sends, nothing may leave this file, or there is no channel.
    pub rests: bool,
    /// What was tried, and what became of it.
    pub tried: Vec<(MessageId, SendOutcome)>,
    /// Messages of a process that fell silent.
    pub held: usize,
    /// More is due already.
    pub more: bool,
}

enum SendStep {
    Tried(SendOutcome),
    Waits,
}

impl Sender {
    /// For the channels of the settings; `folder` gets what would leave while they are not live, `variable` reads the
    /// environment for their secrets.
    pub fn new(
        settings: &Settings,
        templates: Templates,
        folder: &OutgoingFolder,
        variable: &dyn Fn(&str) -> Option<String>,
    ) -> Sender {
        let lanes = settings.channel_list.iter().map(|(name, setting)| {
            let gateway: Result<Box<dyn Gateway>, String> = if settings.channels.live {
                open(setting, variable).map_err(|why| why.to_string())
            } else {
                Ok(Box::new(OutgoingFolder {
                    from: setting.from.clone().filter(|_| setting.carries() == Channel::Email),
                    ..folder.clone()
                }))
            };
            ChannelLane::new(name.clone(), gateway, setting.per_minute)
        });
        Sender::of(templates, lanes.collect())
    }

    /// On channels that are ready.
    pub(super) fn of(templates: Templates, lanes: Vec<ChannelLane>) -> Sender {
        Sender {
            templates,
            lanes,
            lease: None,
        }
    }

    /// Sends some of what is due, if it is this process that sends.
    pub fn turn(&mut self, desk: &mut Desk) -> Result<SendTurn, DeskError> {
        let rests = SendTurn {
            rests: true,
            ..SendTurn::default()
        };
        if self.lanes.is_empty() || !desk.may_send()? || desk.settings_differ()? {
            return Ok(rests);
        }
        let now = desk.now();
        let asks = self
            .lease
            .is_none_or(|(_, until)| now >= until || until - now > RENEWED);
        if asks {
            self.lease = Some((desk.lease_sending()?, now + RENEWED));
        }
        if self.lease.is_none_or(|(holds, _)| !holds) {
            return Ok(rests);
        }
        let mut turn = self.send_due(desk)?;
        if asks {
            turn.held = desk.hold_unknown("its process ended while it was on its way")?;
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

    /// Sends some of what is due, whoever else does: a message is taken by one alone.
    pub(super) fn send_due(&mut self, desk: &mut Desk) -> Result<SendTurn, DeskError> {
        let mut turn = SendTurn::default();
        for message in desk.messages_due(LOOKED_AT)? {
            if turn.tried.len() >= SENT_AT_ONCE {
                turn.more = true;
                break;
            }
            if let SendStep::Tried(outcome) = self.step(desk, &message)? {
                turn.tried.push((message.id, outcome));
            }
        }
        Ok(turn)
    }

    fn step(&mut self, desk: &mut Desk, message: &MessageRow) -> Result<SendStep, DeskError> {
        let now = desk.now();
        let Some(channel) = message.channel else {
            return Ok(SendStep::Waits);
        };
        let settings = desk.settings().clone();
        let shop = desk.shop_of(message)?;
        let Some((name, setting)) = settings.channel_of(channel, &shop) else {
            return Ok(SendStep::Waits);
        };
        let goes = [settings.messages.of(message.kind()).go, setting.go];
        let is_looked_at = message.released_by.is_some() || goes.iter().all(|go| *go == Go::Auto);
        if !is_looked_at || goes.contains(&Go::Never) {
            return Ok(SendStep::Waits);
        }
        let Some(lane) = self.lanes.iter_mut().find(|lane| lane.name == name) else {
            return Ok(SendStep::Waits);
        };
        if !lane.is_free(now) {
            return Ok(SendStep::Waits);
        }
        let Ok(gateway) = &mut lane.gateway else {
            return Ok(SendStep::Waits);
        };
        if message.released_by.is_none() {
            let may_leave = desk.may_leave(message)?;
            if may_leave > now {
                desk.put_off_message(message, may_leave)?;
                return Ok(SendStep::Waits);
            }
        }
        let composed = match compose(desk, &self.templates, message) {
            Ok(composed) => composed,
            Err(ComposeError::Desk(error)) => return Err(error),
            Err(ComposeError::Message(error)) => {
                let why = error.to_string();
                desk.fail_message(message, &why)?;
                return Ok(SendStep::Tried(SendOutcome::Refused { why }));
            }
        };
        let mark = match &message.words {
            Some(words) if !words.mark.is_empty() => words.mark.clone(),
            _ => format!("{}.{:016x}", message.id, fastrand::u64(..)),
        };
        let words = MessageWords {
            subject: composed.written.subject,
            text: composed.written.text,
            mark,
        };
        // From here on it counts as gone until its end is written down.
        if !desk.take_to_send(message, &words)? {
            return Ok(SendStep::Waits);
        }
        let outgoing = Outgoing {
            mark: words.mark,
            kind: message.kind().code().to_owned(),
            to: message.address.clone(),
            name: message.customer_name.clone(),
            subject: words.subject,
            text: words.text,
            html: composed.html,
            order: message.order_number.clone(),
        };
        // It stands as on its way: what became of it is written down whatever happens here.
        let sent = catch_unwind(AssertUnwindSafe(|| gateway.send(channel, &outgoing)));
        let outcome = sent.unwrap_or_else(|_| SendOutcome::Unknown {
            why: format!("{name}: stopped unexpectedly"),
        });
        lane.took(now);
        if matches!(outcome, SendOutcome::Later { .. }) {
            lane.rest(desk.now());
        }
        record(desk, message, &outcome)?;
        Ok(SendStep::Tried(outcome))
    }
}

/// A busy file is waited for: what has left must not look as if nobody knew.
fn record(desk: &mut Desk, message: &MessageRow, outcome: &SendOutcome) -> Result<(), DeskError> {
    let mut tries = 1;
    loop {
        match desk.record_sending(message, outcome) {
            Err(_) if tries < WRITE_TRIES => tries += 1,
            written => return written,
        }
    }
}
