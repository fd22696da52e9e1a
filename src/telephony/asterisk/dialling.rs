//! Who is dialled for whom, and what came of it; from Asterisk 12 on each leg says so, before that all together.

use super::assembler::Assembler;
use super::names::End;
use super::names::dialled;
use super::packet::Packet;
use crate::domain::line_call::LineNews;
use crate::domain::time::Time;

impl Assembler {
    pub(super) fn dial_begins(&mut self, packet: &Packet, ids: [&str; 2], now: Time, told: &mut impl FnMut(LineNews)) {
        let source = self.see(packet, "", now, told);
        let Some(leg) = self.see_leg(packet, ids[1], now, told) else {
            return;
        };
        if let Some(source) = &source {
            self.together(source, &leg, now, told);
        }
        let Some(channel) = self.channels.get_mut(&leg) else {
            return;
        };
        channel.is_dialled = true;
        let key = channel.call;
        let (end, number) = (channel.end.clone(), channel.number.clone());
        let origin = source.as_ref().and_then(|id| self.channels.get(id));
        let (asked, shown) = origin.map_or_else(Default::default, |from| (from.exten.clone(), from.number.clone()));
        let is_from_local = origin.is_some_and(|from| matches!(from.end, End::Local(..)));
        let Some(call) = self.calls.get_mut(&key) else { return };
        match end {
            End::Phone(extension) => call.rings_at(&leg, &extension),
            End::Trunk(_) => {
                call.legs.rings(&leg);
                if call
                    .told
                    .as_ref()
                    .is_none_or(|told| !told.incoming && told.answered_at.is_none())
                {
                    let string = match packet.get("DialString") {
                        "" => packet.get("Dialstring"),
                        string => string,
                    };
                    let phone = dialled(string).or_else(|| dialled(&asked)).unwrap_or(number);
                    let line = if is_from_local || call.placed_by.as_ref() == Some(&shown) {
                        String::new()
                    } else {
                        shown
                    };
                    call.begin(&leg, false, phone, line, now);
                }
            }
            End::Local(..) | End::Other => {}
        }
        self.announce(key, told);
    }

    /// The leg that is dialled: with all its fields from Asterisk 12 on, before that an id and a name.
    fn see_leg(&mut self, packet: &Packet, id: &str, now: Time, told: &mut impl FnMut(LineNews)) -> Option<String> {
        if let Some(seen) = self
            .see(packet, "Dest", now, told)
            .filter(|seen| self.channels.contains_key(seen))
        {
            return Some(seen);
        }
        let id = packet.get(id);
        self.channels.contains_key(id).then(|| id.to_owned())
    }

    pub(super) fn together(&mut self, one: &str, other: &str, now: Time, told: &mut impl FnMut(LineNews)) {
        let call = |id: &str| self.channels.get(id).map(|channel| channel.call);
        if let (Some(left), Some(right)) = (call(one), call(other)) {
            self.merge(left, right, now, told);
        }
    }

    pub(super) fn dial_ends(&mut self, packet: &Packet, now: Time, told: &mut impl FnMut(LineNews)) {
        let source = self.see(packet, "", now, told);
        let Some(leg) = self.see_leg(packet, "DestUniqueid", now, told) else {
            return;
        };
        if let Some(source) = &source {
            self.together(source, &leg, now, told);
        }
        self.leg_ended(&leg, packet.get("DialStatus"));
    }

    fn leg_ended(&mut self, leg: &str, status: &str) {
        let Some(channel) = self.channels.get_mut(leg) else {
            return;
        };
        if channel.status.is_empty() {
            status.clone_into(&mut channel.status);
        }
        if let Some(call) = self.calls.get_mut(&channel.call) {
            call.legs.ended(leg, status);
        }
    }

    /// Up to Asterisk 11 the end of dialling names no leg: it is all that ring.
    pub(super) fn old_dial_ends(&mut self, packet: &Packet) {
        let status = packet.get("DialStatus");
        let Some(channel) = self.channels.get(packet.get("UniqueID")) else {
            return;
        };
        let Some(call) = self.calls.get_mut(&channel.call) else {
            return;
        };
        call.dialling_ended(status);
        for leg in call.legs.ringing.clone() {
            self.leg_ended(&leg, status);
        }
    }

    pub(super) fn picked_up(&mut self, packet: &Packet, now: Time, told: &mut impl FnMut(LineNews)) {
        let picker = self.see(packet, "", now, told);
        let target = self.see(packet, "Target", now, told);
        if let (Some(picker), Some(target)) = (picker, target) {
            self.together(&target, &picker, now, told);
        }
    }
}
