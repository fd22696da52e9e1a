//! Who is connected with whom: bridges, holds and transfers.

use super::assembler::Assembler;
use super::names::End;
use super::packet::Packet;
use crate::domain::line_call::LineNews;
use crate::domain::time::Time;

impl Assembler {
    pub(super) fn enters(&mut self, id: &str, bridge: &str, now: Time, told: &mut impl FnMut(LineNews)) {
        let Some(channel) = self.channels.get_mut(id) else {
            return;
        };
        bridge.clone_into(&mut channel.bridge);
        let others: Vec<String> = self
            .channels
            .iter()
            .filter(|(other, channel)| channel.bridge == bridge && *other != id)
            .map(|(other, _)| other.clone())
            .collect();
        for other in others {
            self.together(id, &other, now, told);
        }
        if let Some(key) = self.channels.get(id).map(|channel| channel.call) {
            self.connected(key, now, told);
        }
    }

    pub(super) fn leaves(&mut self, id: &str, now: Time, told: &mut impl FnMut(LineNews)) {
        let Some(channel) = self.channels.get_mut(id) else {
            return;
        };
        channel.bridge.clear();
        let key = channel.call;
        self.connected(key, now, told);
    }

    /// Up to Asterisk 11: two channels talk, or no more.
    pub(super) fn old_bridge(&mut self, packet: &Packet, now: Time, told: &mut impl FnMut(LineNews)) {
        let (one, other) = (packet.get("Uniqueid1").to_owned(), packet.get("Uniqueid2").to_owned());
        let ends = packet.event() == "Unlink" || packet.get("Bridgestate") == "Unlink";
        if ends {
            self.leaves(&one, now, told);
            self.leaves(&other, now, told);
            return;
        }
        let bridge = format!("{one}+{other}");
        self.enters(&one, &bridge, now, told);
        self.enters(&other, &bridge, now, told);
    }

    /// Looks who is connected with the customer of a call.
    pub(super) fn connected(&mut self, key: u64, now: Time, told: &mut impl FnMut(LineNews)) {
        let Some(call) = self.calls.get(&key) else { return };
        let Some(customer) = call.customer.as_ref().filter(|_| call.told.is_some()) else {
            return;
        };
        let bridge_of = |id: &String| {
            self.channels
                .get(id)
                .map(|channel| channel.bridge.as_str())
                .filter(|b| !b.is_empty())
        };
        let mut bridges: Vec<&str> = bridge_of(customer).into_iter().collect();
        let mut looked = 0;
        while let Some(bridge) = bridges.get(looked).copied() {
            looked += 1;
            let halves = call
                .channels
                .iter()
                .filter_map(|id| self.channels.get(id))
                .filter(|channel| channel.bridge == bridge);
            for half in halves {
                let End::Local(name, _) = &half.end else { continue };
                let twins = call
                    .channels
                    .iter()
                    .filter_map(|id| self.channels.get(id))
                    .filter(|channel| {
                        matches!(&channel.end, End::Local(other, _) if other == name) && !channel.bridge.is_empty()
                    });
                for twin in twins {
                    if !bridges.contains(&twin.bridge.as_str()) {
                        bridges.push(&twin.bridge);
                    }
                }
            }
        }
        let mut talkers: Vec<(&String, String)> = Vec::new();
        for id in call.channels.iter().filter(|id| *id != customer) {
            let Some(channel) = self
                .channels
                .get(id)
                .filter(|channel| bridges.contains(&channel.bridge.as_str()))
            else {
                continue;
            };
            match &channel.end {
                End::Phone(extension) => talkers.push((id, extension.clone())),
                End::Trunk(name) => {
                    let number = if channel.number.is_empty() {
                        name.clone()
                    } else {
                        channel.number.clone()
                    };
                    talkers.push((id, number));
                }
                End::Local(..) | End::Other => {}
            }
        }
        talkers.sort();
        let talkers = talkers.into_iter().map(|(_, who)| who).collect();
        if let Some((step, call)) = self.calls.get_mut(&key).and_then(|call| call.connect(talkers, now)) {
            self.announce(key, told);
            told(LineNews::Call(step, call));
        }
    }

    pub(super) fn held(&mut self, packet: &Packet, on: bool, now: Time) {
        let Some(channel) = self.channels.get(packet.get("Uniqueid")) else {
            return;
        };
        let Some(call) = self.calls.get_mut(&channel.call) else {
            return;
        };
        if on { call.hold(now) } else { call.unhold(now) }
    }

    pub(super) fn transferred(&mut self, customer: &str, to: &str) {
        if let Some(call) = self
            .channels
            .get(customer)
            .and_then(|channel| self.calls.get_mut(&channel.call))
        {
            call.transfer(to);
        }
    }

    pub(super) fn target(&self, packet: &Packet) -> String {
        let second = self.directory.end_of(packet.get("TransferTargetChannel"));
        match second {
            End::Phone(extension) => extension,
            _ => String::new(),
        }
    }
}
