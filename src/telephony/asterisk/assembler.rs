//! Calls out of Asterisk's events: one call is one, whatever its legs.
//!
//! A channel is known by `Uniqueid`, and channels of one call carry one `Linkedid` (none up to Asterisk 11). That id moves
//! after a pickup or an attended transfer without being told, so what is dialled or bridged together becomes one call too,
//! always the one with somebody outside, else the older. Answered is who is bridged with the customer, over the halves of
//! local channels if need be: that the caller's channel is `Up` may mean a greeting, a queue or a mailbox.

use std::collections::HashMap;
use std::collections::HashSet;

use super::call::LiveCall;
use super::call::outcome;
use super::members::Members;
use super::names::Directory;
use super::names::End;
use super::names::caller;
use super::names::dialled;
use super::names::is_older;
use super::packet::Packet;
use crate::domain::line_call::LineNews;
use crate::domain::line_call::LineStep;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// The most channels a shop has at once; beyond, something was missed, and the list is read again.
const MOST_CHANNELS: usize = 20_000;

/// Follows the exchange.
#[derive(Debug, Default)]
pub struct Assembler {
    pub(super) directory: Directory,
    pub(super) channels: HashMap<String, LineChannel>,
    pub(super) calls: HashMap<u64, LiveCall>,
    /// The ids calls go by.
    pub(super) links: HashMap<String, u64>,
    pub(super) next: u64,
    pub(super) members: Members,
    /// While a list of all channels is read: those seen, and those that ended meanwhile.
    pub(super) snapshot: Option<ChannelList>,
}

#[derive(Debug)]
pub(super) struct ChannelList {
    /// From when on it is not known what happened.
    pub(super) since: Time,
    pub(super) seen: HashSet<String>,
    pub(super) gone: HashSet<String>,
}

#[derive(Debug)]
pub(super) struct LineChannel {
    pub(super) end: End,
    pub(super) call: u64,
    pub(super) bridge: String,
    /// It was called, it does not call.
    pub(super) is_dialled: bool,
    /// It rings, or did.
    pub(super) rang: bool,
    /// How dialling it ended, and why it hung up.
    pub(super) status: String,
    pub(super) cause: u32,
    pub(super) number: String,
    pub(super) exten: String,
}

impl Assembler {
    /// Follows an exchange with these telephones and lines.
    pub fn new(directory: Directory) -> Assembler {
        Assembler {
            directory,
            ..Assembler::default()
        }
    }

    /// How many channels and calls are remembered.
    pub fn size(&self) -> (usize, usize) {
        (self.channels.len(), self.calls.len())
    }

    /// A list of all members of the queues begins to be read.
    pub fn begin_members(&mut self) {
        self.members.begin_list();
    }

    /// It was read to its end.
    pub fn end_members(&mut self, told: &mut impl FnMut(LineNews)) {
        self.members.end_list(told);
    }

    /// Takes an event that came at `now`.
    pub fn take(&mut self, packet: &Packet, now: Time, told: &mut impl FnMut(LineNews)) {
        let event = packet.event();
        match event {
            "" => {}
            "Newchannel" | "Newstate" | "Newexten" => {
                let Some(id) = self.see(packet, "", now, told) else {
                    return;
                };
                self.stands(&id, packet, now, told);
            }
            "NewCallerid" => self.numbered(packet),
            "VarSet" => self.variable(packet),
            "DialBegin" => self.dial_begins(packet, ["Uniqueid", "DestUniqueid"], now, told),
            "DialEnd" => self.dial_ends(packet, now, told),
            "Dial" => match packet.get("SubEvent") {
                "End" => self.old_dial_ends(packet),
                _ => self.dial_begins(packet, ["UniqueID", "DestUniqueID"], now, told),
            },
            "BridgeEnter" => {
                let Some(id) = self.see(packet, "", now, told) else {
                    return;
                };
                self.enters(&id, packet.get("BridgeUniqueid"), now, told);
            }
            "BridgeLeave" => self.leaves(packet.get("Uniqueid"), now, told),
            "Bridge" | "Link" | "Unlink" => self.old_bridge(packet, now, told),
            "Pickup" => self.picked_up(packet, now, told),
            "BlindTransfer" => self.transferred(packet.get("TransfereeUniqueid"), packet.get("Extension")),
            "AttendedTransfer" => self.transferred(packet.get("TransfereeUniqueid"), &self.target(packet)),
            "Transfer" => self.transferred(packet.get("TargetUniqueid"), packet.get("TransferExten")),
            "Hold" | "MusicOnHold" if !["Off", "Stop"].contains(&on_or_off(packet)) => self.held(packet, true, now),
            "Hold" | "MusicOnHold" | "Unhold" => self.held(packet, false, now),
            "QueueCallerJoin" | "Join" => self.queued(packet, true, now, told),
            "QueueCallerLeave" | "Leave" => self.queued(packet, false, now, told),
            "HangupRequest" => self.wants_end(packet, now),
            "Hangup" => self.hangs_up(packet, now, told),
            "Rename" => self.renamed(packet),
            "CoreShowChannel" | "Status" => self.listed(packet, now, told),
            _ if event.starts_with("QueueMember") => {
                if let Some(news) = self.members.take(packet, &self.directory) {
                    told(LineNews::Member(news));
                }
            }
            _ => {}
        }
    }

    /// Knows the channel an event is about, and the call it belongs to.
    pub(super) fn see(
        &mut self,
        packet: &Packet,
        side: &str,
        now: Time,
        told: &mut impl FnMut(LineNews),
    ) -> Option<String> {
        let get = |key: &str| packet.get(&format!("{side}{key}"));
        let id = get("Uniqueid");
        if id.is_empty() {
            return None;
        }
        if let Some(snapshot) = &mut self.snapshot {
            snapshot.seen.insert(id.to_owned());
        }
        let link = match get("Linkedid") {
            "" => id,
            link => link,
        };
        if let Some(known) = self.channels.get(id) {
            let call = known.call;
            if self.calls.get(&call).is_some_and(|call| is_older(link, &call.link)) {
                let other = self.call_of(link);
                self.merge(other, call, now, told);
            }
            return Some(id.to_owned());
        }
        if self.channels.len() >= MOST_CHANNELS {
            return None;
        }
        let end = self.directory.end_of(get("Channel"));
        // Up to Asterisk 11 only their name says that two halves belong together.
        let twin = self.channels.values().find(|other| match (&end, &other.end) {
            (End::Local(name, _), End::Local(other, _)) => link == id && name == other,
            _ => false,
        });
        let key = match twin.map(|twin| twin.call) {
            Some(call) => call,
            None => self.call_of(link),
        };
        let channel = LineChannel {
            end,
            call: key,
            bridge: String::new(),
            is_dialled: side == "Dest",
            rang: false,
            status: String::new(),
            cause: 0,
            number: caller(get("CallerIDNum")),
            exten: match get("Exten") {
                "" => get("Extension").to_owned(),
                exten => exten.to_owned(),
            },
        };
        if let Some(call) = self.calls.get_mut(&key) {
            call.channels.insert(id.to_owned());
            let begins = link == id && !channel.is_dialled;
            if let (true, End::Phone(extension)) = (begins, &channel.end) {
                call.placed_by.get_or_insert_with(|| extension.clone());
            }
        }
        self.channels.insert(id.to_owned(), channel);
        Some(id.to_owned())
    }

    pub(super) fn call_of(&mut self, link: &str) -> u64 {
        if let Some(key) = self.links.get(link) {
            return *key;
        }
        self.next += 1;
        self.links.insert(link.to_owned(), self.next);
        self.calls.insert(self.next, LiveCall::new(link));
        self.next
    }

    /// Two calls turn out to be one; two with somebody outside stay two.
    pub(super) fn merge(&mut self, left: u64, right: u64, now: Time, told: &mut impl FnMut(LineNews)) {
        let (Some(a), Some(b)) = (self.calls.get(&left), self.calls.get(&right)) else {
            return;
        };
        if left == right {
            return;
        }
        let swaps = match (a.told.is_some(), b.told.is_some()) {
            (true, true) => return,
            (had, has) if had != has => has,
            _ => is_older(&b.link, &a.link),
        };
        let (keep, go) = if swaps { (right, left) } else { (left, right) };
        let Some(gone) = self.calls.remove(&go) else { return };
        for id in &gone.channels {
            if let Some(channel) = self.channels.get_mut(id) {
                channel.call = keep;
            }
        }
        for key in self.links.values_mut().filter(|key| **key == go) {
            *key = keep;
        }
        if let Some(call) = self.calls.get_mut(&keep) {
            call.absorb(gone);
        }
        self.connected(keep, now, told);
    }

    /// A channel's state, extension and application, as an event or a list has them.
    pub(super) fn stands(&mut self, id: &str, packet: &Packet, now: Time, told: &mut impl FnMut(LineNews)) {
        let Some(channel) = self.channels.get_mut(id) else {
            return;
        };
        let key = channel.call;
        let application = packet.get("Application");
        channel.is_dialled |= application.starts_with("App");
        let rings = packet.get("ChannelState") == "5" || packet.get("ChannelStateDesc") == "Ringing";
        channel.rang |= rings;
        if dialled(&channel.exten).is_none() && !packet.get("Exten").is_empty() {
            packet.get("Exten").clone_into(&mut channel.exten);
        }
        let (end, is_dialled, status) = (channel.end.clone(), channel.is_dialled, channel.status.is_empty());
        let calls_in = !is_dialled && !channel.rang && ["4", "6"].contains(&packet.get("ChannelState"));
        let (number, exten) = (channel.number.clone(), channel.exten.clone());
        let Some(call) = self.calls.get_mut(&key) else { return };
        match end {
            End::Phone(_) if rings && is_dialled && status && call.is_incoming() => call.legs.rings(id),
            // A call begins at a line to the outside that calls in; of one that is called, dialling tells.
            End::Trunk(_) if calls_in && call.told.is_none() && call.link == id => {
                let line = if exten == "s" { String::new() } else { exten };
                call.begin(id, true, number, line, now - lasted(packet));
            }
            _ => {}
        }
        if call.customer.as_deref() == Some(id) && call.is_incoming() && !application.is_empty() {
            call.legs.runs(application);
        }
        // A hidden number may yet come: an analogue line tells it after the first ring.
        let may_wait = packet.event() == "Newchannel"
            && self
                .calls
                .get(&key)
                .is_some_and(|call| call.told.as_ref().is_some_and(|told| told.phone.is_empty()));
        if !may_wait && self.snapshot.is_none() {
            self.announce(key, told);
        }
    }

    /// Tells once more of calls that wait for somebody.
    pub(super) fn waiting(&self, told: &mut impl FnMut(LineNews)) {
        let calls = self
            .calls
            .values()
            .filter(|call| call.is_announced && !call.is_over() && !call.was_answered());
        for call in calls.filter_map(|call| call.told.clone()) {
            told(LineNews::Call(LineStep::Rings, call));
        }
    }

    pub(super) fn announce(&mut self, key: u64, told: &mut impl FnMut(LineNews)) {
        if let Some((step, call)) = self.calls.get_mut(&key).and_then(LiveCall::announce) {
            told(LineNews::Call(step, call));
        }
    }

    fn numbered(&mut self, packet: &Packet) {
        let id = packet.get("Uniqueid");
        let number = caller(packet.get("CallerIDNum"));
        let Some(channel) = self.channels.get_mut(id) else {
            return;
        };
        channel.number.clone_from(&number);
        let Some(call) = self.calls.get_mut(&channel.call) else {
            return;
        };
        if let Some(told) = call
            .told
            .as_mut()
            .filter(|_| !call.is_announced && call.customer.as_deref() == Some(id))
        {
            told.phone = number;
        }
    }

    fn variable(&mut self, packet: &Packet) {
        let name = packet.get("Variable");
        if !["MIXMONITOR_FILENAME", "DIALSTATUS", "QUEUESTATUS"].contains(&name) {
            return;
        }
        let (id, value) = (packet.get("Uniqueid"), packet.get("Value"));
        let Some(call) = self
            .channels
            .get(id)
            .and_then(|channel| self.calls.get_mut(&channel.call))
        else {
            return;
        };
        if value.is_empty() {
            return;
        }
        if name == "MIXMONITOR_FILENAME" {
            call.recording = Some(value.to_owned());
        } else if call.is_incoming() && call.customer.as_deref() == Some(id) && !call.was_answered() {
            if name == "QUEUESTATUS" {
                call.legs.queue_came_to(value);
            } else {
                call.legs.came_to(value);
            }
        }
    }

    fn queued(&mut self, packet: &Packet, joins: bool, now: Time, told: &mut impl FnMut(LineNews)) {
        let Some(id) = self.see(packet, "", now, told) else {
            return;
        };
        let Some(key) = self.channels.get(&id).map(|channel| channel.call) else {
            return;
        };
        if let Some(call) = self.calls.get_mut(&key) {
            call.legs.in_queue = joins;
        }
        self.announce(key, told);
    }

    fn wants_end(&mut self, packet: &Packet, now: Time) {
        let id = packet.get("Uniqueid");
        let Some(channel) = self.channels.get_mut(id) else {
            return;
        };
        channel.cause = packet.get("Cause").parse().unwrap_or(0);
        let Some(call) = self.calls.get_mut(&channel.call) else {
            return;
        };
        if call.customer.as_deref() == Some(id) {
            call.customer_hangs_up(now);
        }
    }

    fn hangs_up(&mut self, packet: &Packet, now: Time, told: &mut impl FnMut(LineNews)) {
        let id = packet.get("Uniqueid");
        if let Some(snapshot) = &mut self.snapshot {
            snapshot.gone.insert(id.to_owned());
        }
        self.leaves(id, now, told);
        let cause = packet.get("Cause").parse().unwrap_or(0);
        if let Some(channel) = self.channels.get_mut(id) {
            channel.cause = cause;
        }
        let Some(key) = self.forget(id) else { return };
        let Some(call) = self.calls.get_mut(&key) else { return };
        let is_customer = call.customer.as_deref() == Some(id);
        if is_customer && call.is_incoming() && cause == 20 {
            call.legs.came_to("CHANUNAVAIL");
        }
        let talks_on = call.is_incoming() || call.was_answered();
        if call.channels.is_empty() || is_customer && talks_on {
            self.end(key, now, false, told);
        }
        self.tidy(key);
    }

    /// Lets a channel go; its call.
    pub(super) fn forget(&mut self, id: &str) -> Option<u64> {
        let channel = self.channels.remove(id)?;
        if let Some(call) = self.calls.get_mut(&channel.call) {
            call.channels.remove(id);
            call.legs.ringing.remove(id);
            if channel.is_dialled && matches!(channel.end, End::Trunk(_)) {
                call.outgoing_ended(outcome(&channel.status, channel.cause, channel.rang));
            }
        }
        Some(channel.call)
    }

    pub(super) fn end(&mut self, key: u64, now: Time, lost: bool, told: &mut impl FnMut(LineNews)) {
        self.announce(key, told);
        let Some(call) = self.calls.get_mut(&key) else { return };
        if let Some((step, call)) = call.end(now, lost) {
            told(LineNews::Call(step, call));
        }
        self.tidy(key);
    }

    /// Lets a call go when its last channel is gone.
    pub(super) fn tidy(&mut self, key: u64) {
        if self.calls.get(&key).is_some_and(|call| call.channels.is_empty()) {
            self.calls.remove(&key);
            self.links.retain(|_, other| *other != key);
        }
    }

    fn renamed(&mut self, packet: &Packet) {
        let name = packet.get("Newname");
        let end = self.directory.end_of(name);
        if let Some(channel) = self.channels.get_mut(packet.get("Uniqueid")) {
            channel.end = end;
        }
    }
}

/// How long a listed channel has been there: `00:01:15`.
fn lasted(packet: &Packet) -> Span {
    if let Ok(seconds) = packet.get("Seconds").parse() {
        return Span::seconds(seconds);
    }
    let parts = packet
        .get("Duration")
        .split(':')
        .map(|part| part.parse::<i64>().unwrap_or(0));
    Span::seconds(parts.fold(0, |sum, part| sum * 60 + part))
}

fn on_or_off(packet: &Packet) -> &str {
    match packet.get("Status") {
        "" => packet.get("State"),
        status => status,
    }
}
