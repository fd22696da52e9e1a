//! Follows an exchange over a connection that may break: log in, ask for all channels, hear what happens.

use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use super::assembler::Assembler;
use super::names::Directory;
use super::packet::Packet;
use super::session::Account;
use super::session::AmiSession;
use super::session::LinkError;
use crate::clock::Clock;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::telephony::inbox::Inbox;

/// The silence after which it is asked whether anybody is there.
const PING_AFTER: Span = Span::seconds(20);
/// The further silence after which nobody is.
const DEAD_AFTER: Span = Span::seconds(60);
/// All channels are looked at so often: what was missed without a word is found then.
const LIST_EVERY: Span = Span::minutes(10);
/// A call that waits is told again so often, or it would pass for one that rings no more (R2).
const TELL_EVERY: Span = Span::seconds(45);

/// What is of use to the assembler; an exchange that lets itself be asked sends nothing else.
const EVENTS: &str = "Event: (Newchannel|Newstate|Newexten|NewCallerid|Dial|Bridge|Link|Unlink|Pickup|BlindTransfer|\
    AttendedTransfer|Transfer|Hold|Unhold|MusicOnHold|Queue|Join|Leave|Hangup|Rename|Core|Status|Shutdown)";
const VARIABLES: &str = "Variable: (MIXMONITOR_FILENAME|DIALSTATUS|QUEUESTATUS)";

/// What listening comes to, for who looks after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// Connected to an exchange that calls itself so.
    Up(String),
    /// Not any more, or not at all.
    Down(LinkError),
}

/// Follows one exchange; calls outlast a broken connection.
pub struct ExchangeLink {
    account: Account,
    clock: Clock,
    assembler: Assembler,
    heard_at: Time,
}

impl ExchangeLink {
    /// To be followed by this account.
    pub fn new(account: Account, directory: Directory, clock: Clock) -> ExchangeLink {
        ExchangeLink {
            account,
            clock,
            assembler: Assembler::new(directory),
            heard_at: clock.now(),
        }
    }

    /// Connects and follows until it breaks or is to end; `up` is told the exchange's greeting.
    pub fn follow(&mut self, stop: &AtomicBool, inbox: &Inbox, up: impl FnOnce(String)) -> Result<(), LinkError> {
        let (mut session, greeting) = AmiSession::open(&self.account)?;
        up(greeting);
        for filter in [EVENTS, VARIABLES] {
            // Where it is not allowed, more is heard than is of use.
            session.send("Filter", &[("Operation", "Add"), ("Filter", filter)])?;
        }
        self.assembler.begin_members();
        let members = session.send("QueueStatus", &[])?;
        let mut list = self.ask_for_all(&mut session)?;
        self.heard_at = self.clock.now();
        let (mut pinged_at, mut told_at) = (self.heard_at, self.heard_at);
        while !stop.load(Ordering::Relaxed) {
            let packet = session.next_packet()?;
            let now = self.clock.now();
            if let Some(packet) = &packet {
                self.heard_at = now;
                self.hear(packet, &mut list, &mut session, inbox)?;
                if packet.event() == "QueueStatusComplete" && packet.get("ActionID") == members {
                    self.assembler.end_members(&mut |word| inbox.put(word));
                }
            }
            // Where nothing may be listed, an answer says nothing of the calls that go on.
            if !list.is_refused && now - list.asked_at > LIST_EVERY {
                list = self.ask_for_all(&mut session)?;
            }
            if now - told_at > TELL_EVERY {
                told_at = now;
                self.assembler.waiting(&mut |word| inbox.put(word));
            }
            if now - self.heard_at > DEAD_AFTER {
                return Err(LinkError::Silent);
            }
            if packet.is_none() && now - self.heard_at > PING_AFTER && now - pinged_at > PING_AFTER {
                pinged_at = now;
                session.send("Ping", &[])?;
            }
        }
        let _ = session.send("Logoff", &[]);
        Ok(())
    }

    fn ask_for_all(&mut self, session: &mut AmiSession) -> Result<ChannelListing, LinkError> {
        self.assembler.begin_list(self.heard_at);
        let id = session.send("CoreShowChannels", &[])?;
        Ok(ChannelListing {
            id,
            is_second_way: false,
            is_refused: false,
            asked_at: self.clock.now(),
        })
    }

    fn hear(
        &mut self,
        packet: &Packet,
        list: &mut ChannelListing,
        session: &mut AmiSession,
        inbox: &Inbox,
    ) -> Result<(), LinkError> {
        let now = self.heard_at;
        self.assembler.take(packet, now, &mut |word| inbox.put(word));
        let is_answer = packet.event().is_empty() && packet.get("ActionID") == list.id;
        let is_refused = is_answer && packet.get("Response").eq_ignore_ascii_case("Error");
        if is_refused && !list.is_second_way {
            // Who may not list channels may still ask for their states.
            list.id = session.send("Status", &[])?;
            list.is_second_way = true;
            return Ok(());
        }
        let is_end = ["CoreShowChannelsComplete", "StatusComplete"].contains(&packet.event());
        // Where nothing may be asked, what was missed is not known: calls from before have ended somehow.
        if is_end && packet.get("ActionID") == list.id || is_refused {
            list.is_refused = is_refused;
            self.assembler.end_list(now, &mut |word| inbox.put(word));
            inbox.put_live(self.assembler.live());
        }
        Ok(())
    }
}

/// A list of all channels that was asked for.
struct ChannelListing {
    id: String,
    is_second_way: bool,
    is_refused: bool,
    asked_at: Time,
}
