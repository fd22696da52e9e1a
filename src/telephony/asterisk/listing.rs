//! What a list of all channels says: asked for after every connection, since nobody knows what was missed.

use super::assembler::Assembler;
use super::assembler::ChannelList;
use super::names::End;
use super::names::dialled;
use super::names::is_older;
use super::packet::Packet;
use crate::domain::line_call::LineNews;
use crate::domain::time::Time;
use std::collections::HashSet;

impl Assembler {
    /// A list of all channels begins to be read; nothing was heard since `since`.
    pub fn begin_list(&mut self, since: Time) {
        self.snapshot = Some(ChannelList {
            since,
            seen: HashSet::new(),
            gone: HashSet::new(),
        });
    }

    /// It was read to its end: what it does not name is gone.
    pub fn end_list(&mut self, now: Time, told: &mut impl FnMut(LineNews)) {
        let Some(snapshot) = self.snapshot.take() else { return };
        let lost: Vec<String> = self
            .channels
            .keys()
            .filter(|id| !snapshot.seen.contains(*id))
            .cloned()
            .collect();
        let mut calls: Vec<u64> = lost.iter().filter_map(|id| self.forget(id)).collect();
        calls.sort_unstable();
        calls.dedup();
        for key in calls {
            let Some(call) = self.calls.get(&key) else { continue };
            let customer_left = call.customer.as_ref().is_none_or(|id| !self.channels.contains_key(id));
            if customer_left {
                self.end(key, snapshot.since, true, told);
            }
            self.tidy(key);
        }
        self.find_called(now);
        let mut keys: Vec<u64> = self.calls.keys().copied().collect();
        keys.sort_unstable();
        for key in keys {
            self.announce(key, told);
            self.connected(key, now, told);
        }
    }

    /// The ids of the calls that go on, for the file.
    pub fn live(&self) -> Vec<String> {
        let mut ids: Vec<String> = self
            .calls
            .values()
            .filter(|call| !call.is_over())
            .filter_map(|call| call.told.as_ref())
            .map(|told| told.id.clone())
            .collect();
        ids.sort_unstable();
        ids
    }

    /// One line of the list of all channels.
    pub(super) fn listed(&mut self, packet: &Packet, now: Time, told: &mut impl FnMut(LineNews)) {
        let id = packet.get("Uniqueid");
        if self.snapshot.as_ref().is_none_or(|snapshot| snapshot.gone.contains(id)) {
            return;
        }
        let Some(id) = self.see(packet, "", now, told) else {
            return;
        };
        self.stands(&id, packet, now, told);
        let bridge = match (packet.get("BridgeId"), packet.get("BridgedUniqueID")) {
            ("", "") => String::new(),
            ("", other) if is_older(other, &id) => format!("{other}+{id}"),
            ("", other) => format!("{id}+{other}"),
            (bridge, _) => bridge.to_owned(),
        };
        if bridge.is_empty() {
            self.leaves(&id, now, told);
        } else {
            self.enters(&id, &bridge, now, told);
        }
    }

    /// Lines to the outside that are listed as called: their dialling was missed.
    fn find_called(&mut self, now: Time) {
        for (id, channel) in &self.channels {
            let Some(call) = self.calls.get(&channel.call) else {
                continue;
            };
            if !channel.is_dialled || !matches!(channel.end, End::Trunk(_)) || call.told.is_some() {
                continue;
            }
            let asked = call
                .channels
                .iter()
                .filter_map(|id| self.channels.get(id))
                .find_map(|other| dialled(&other.exten));
            let number = if channel.number.is_empty() {
                asked.unwrap_or_default()
            } else {
                channel.number.clone()
            };
            if let Some(call) = self.calls.get_mut(&channel.call) {
                call.begin(id, false, number, String::new(), now);
                call.legs.rings(id);
            }
        }
    }
}
