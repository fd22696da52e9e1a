//! An exchange as far as a test needs one: it knows its channels, so that a client that comes back can ask for them.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::domain::line_call::LineCall;
use crate::domain::line_call::LineNews;
use crate::domain::line_call::LineStep;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::telephony::asterisk::Assembler;
use crate::telephony::asterisk::Directory;
use crate::telephony::asterisk::Packet;
use crate::telephony::asterisk::PacketReader;

/// All messages of a recording.
pub(super) fn packets(bytes: &[u8]) -> Vec<Packet> {
    let mut all = Vec::new();
    PacketReader::default().read(bytes, |packet| all.push(packet));
    all
}

/// The channels that are up.
#[derive(Default)]
pub(super) struct Exchange {
    channels: BTreeMap<String, BTreeMap<&'static str, String>>,
}

const KEPT: [&str; 9] = [
    "Channel",
    "ChannelState",
    "ChannelStateDesc",
    "CallerIDNum",
    "Exten",
    "Context",
    "Linkedid",
    "Application",
    "BridgeId",
];

impl Exchange {
    /// What an event changes.
    pub(super) fn happens(&mut self, packet: &Packet) {
        let id = packet.get("Uniqueid");
        match packet.event() {
            "Hangup" => {
                self.channels.remove(id);
            }
            "Newchannel" | "Newstate" | "Newexten" | "NewCallerid" => {
                let channel = self.channels.entry(id.to_owned()).or_default();
                for key in KEPT.iter().filter(|key| !packet.get(key).is_empty()) {
                    channel.insert(key, packet.get(key).to_owned());
                }
            }
            "BridgeEnter" | "BridgeLeave" => {
                if let Some(channel) = self.channels.get_mut(id) {
                    let enters = packet.event() == "BridgeEnter";
                    let bridge = if enters { packet.get("BridgeUniqueid") } else { "" };
                    channel.insert("BridgeId", bridge.to_owned());
                }
            }
            _ => {}
        }
    }

    /// Its answer to `CoreShowChannels`.
    pub(super) fn list(&self, action: &str) -> String {
        let mut text = format!(
            "Response: Success\r\nActionID: {action}\r\nEventList: start\r\nMessage: Channels will follow\r\n\r\n"
        );
        for (id, channel) in &self.channels {
            let _ = write!(
                text,
                "Event: CoreShowChannel\r\nActionID: {action}\r\nUniqueid: {id}\r\n"
            );
            for (key, value) in channel {
                let _ = write!(text, "{key}: {value}\r\n");
            }
            text.push_str("Duration: 00:00:04\r\n\r\n");
        }
        let _ = write!(
            text,
            "Event: CoreShowChannelsComplete\r\nActionID: {action}\r\nEventList: Complete\r\n\r\n"
        );
        text
    }
}

/// Hears an exchange, one message every tenth of a second.
pub(super) struct Listener {
    pub(super) assembler: Assembler,
    now: Time,
    pub(super) news: Vec<LineNews>,
}

impl Listener {
    pub(super) fn new() -> Listener {
        let directory = Directory {
            extensions: ["101", "102"].map(str::to_owned).into(),
            ..Directory::default()
        };
        Listener {
            assembler: Assembler::new(directory),
            now: Time(1_800_000_000_000),
            news: Vec::new(),
        }
    }

    pub(super) fn hears_all(bytes: &[u8]) -> Listener {
        let mut listener = Listener::new();
        for packet in packets(bytes) {
            listener.hears(&packet);
        }
        listener
    }

    pub(super) fn hears_text(&mut self, text: &str) {
        for packet in packets(text.as_bytes()) {
            self.hears(&packet);
        }
    }

    pub(super) fn hears(&mut self, packet: &Packet) {
        self.now = self.now + Span(100);
        let (now, news) = (self.now, &mut self.news);
        if packet.get("Message") == "Channels will follow" {
            self.assembler.begin_list(now);
        }
        if packet.get("Message") == "Queue status will follow" {
            self.assembler.begin_members();
        }
        self.assembler.take(packet, now, &mut |word| news.push(word));
        if packet.event() == "QueueStatusComplete" {
            self.assembler.end_members(&mut |word| news.push(word));
        }
        if packet.event() == "CoreShowChannelsComplete" {
            self.assembler.end_list(now, &mut |word| news.push(word));
        }
    }

    /// The connection was away, and no channel is left.
    pub(super) fn loses_everything(&mut self) {
        self.hears_text(&Exchange::default().list("1"));
    }

    /// The calls as they ended, in the order of their begin.
    pub(super) fn calls(&self) -> Vec<LineCall> {
        let ended = |word: &LineNews| match word {
            LineNews::Call(LineStep::Ended, call) => Some(call.clone()),
            _ => None,
        };
        let mut calls: Vec<LineCall> = self.news.iter().filter_map(ended).collect();
        calls.sort_by(|a, b| (a.started_at, &a.id).cmp(&(b.started_at, &b.id)));
        calls
    }
}
