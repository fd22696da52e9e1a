//! Who is logged in at the queues: the first queue opens a shift, the last one left closes it (R29).

use std::collections::HashMap;
use std::collections::HashSet;

use super::names::Directory;
use super::packet::Packet;
use crate::domain::line_call::MemberNews;
use crate::domain::line_call::MemberStep;

/// The queues each telephone is a member of by logging in, and those in which it pauses.
#[derive(Debug, Default)]
pub(super) struct Members {
    logged_in: HashMap<String, HashSet<String>>,
    paused: HashMap<String, HashSet<String>>,
}

impl Members {
    /// What an event of a queue's member changes. Up to Asterisk 11 the member is its `Location`.
    pub(super) fn take(&mut self, packet: &Packet, directory: &Directory) -> Option<MemberNews> {
        let interface = match packet.get("Interface") {
            "" => packet.get("Location"),
            interface => interface,
        };
        let extension = directory.member(interface)?;
        let queue = packet.get("Queue").to_owned();
        let news = |step| {
            Some(MemberNews {
                extension: extension.clone(),
                step,
            })
        };
        match packet.event() {
            "QueueMemberAdded" => self.joins(&extension, queue).then(|| news(MemberStep::In))?,
            // A list read at the connection: only who logs in and out by themselves is at work because of it.
            "QueueMember" => {
                let pauses = packet.get("Paused") == "1";
                let joined = packet.get("Membership") == "dynamic" && self.joins(&extension, queue.clone());
                let paused = self.pauses(&extension, queue, pauses);
                match (joined, paused) {
                    (_, Some(MemberStep::Pauses)) => news(MemberStep::Pauses),
                    (true, _) => news(MemberStep::In),
                    (false, step) => news(step?),
                }
            }
            "QueueMemberRemoved" => {
                let queues = self.logged_in.get_mut(&extension)?;
                let left = queues.remove(&queue) && queues.is_empty();
                if let Some(paused) = self.paused.get_mut(&extension) {
                    paused.remove(&queue);
                }
                left.then(|| news(MemberStep::Out))?
            }
            "QueueMemberPause" | "QueueMemberPaused" => {
                news(self.pauses(&extension, queue, packet.get("Paused") == "1")?)
            }
            _ => None,
        }
    }

    fn joins(&mut self, extension: &str, queue: String) -> bool {
        let queues = self.logged_in.entry(extension.to_owned()).or_default();
        let is_first = queues.is_empty();
        queues.insert(queue) && is_first
    }

    fn pauses(&mut self, extension: &str, queue: String, pauses: bool) -> Option<MemberStep> {
        let paused = self.paused.entry(extension.to_owned()).or_default();
        let had = !paused.is_empty();
        if pauses {
            paused.insert(queue);
        } else {
            paused.remove(&queue);
        }
        match (had, paused.is_empty()) {
            (false, false) => Some(MemberStep::Pauses),
            (true, true) => Some(MemberStep::Resumes),
            _ => None,
        }
    }
}
