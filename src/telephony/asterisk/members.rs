//! Who is logged in at the queues: the first queue opens a shift, the last one left closes it (R29).

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::names::Directory;
use super::packet::Packet;
use crate::domain::line_call::LineNews;
use crate::domain::line_call::MemberNews;
use crate::domain::line_call::MemberStep;

/// The queues of each telephone.
type Queues = BTreeMap<String, BTreeSet<String>>;

/// The queues each telephone is a member of by logging in, and those in which it pauses.
#[derive(Debug, Default)]
pub(super) struct Members {
    logged_in: Queues,
    paused: Queues,
    /// While a list of all members is read: what it has named so far.
    list: Option<(Queues, Queues)>,
}

impl Members {
    /// A list of all members begins to be read: who came and went before it nobody knows.
    pub(super) fn begin_list(&mut self) {
        self.list = Some(Default::default());
    }

    /// It was read to its end: who is not named is gone.
    pub(super) fn end_list(&mut self, told: &mut impl FnMut(LineNews)) {
        let Some((logged_in, paused)) = self.list.take() else {
            return;
        };
        self.logged_in = logged_in;
        told(LineNews::Members(self.logged_in.keys().cloned().collect()));
        let before = std::mem::replace(&mut self.paused, paused);
        let mut all: BTreeSet<&String> = before.keys().collect();
        all.extend(self.paused.keys());
        for extension in all {
            let step = match (before.contains_key(extension), self.paused.contains_key(extension)) {
                (false, true) => MemberStep::Pauses,
                (true, false) if self.logged_in.contains_key(extension) => MemberStep::Resumes,
                _ => continue,
            };
            told(LineNews::Member(MemberNews {
                extension: extension.clone(),
                step,
            }));
        }
    }

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
            "QueueMemberAdded" => {
                if let Some((logged_in, _)) = &mut self.list {
                    add(logged_in, &extension, &queue);
                }
                add(&mut self.logged_in, &extension, &queue).then(|| news(MemberStep::In))?
            }
            // A line of the list: only who logs in and out by themselves is at work because of it.
            "QueueMember" => {
                let (logged_in, paused) = self.list.as_mut()?;
                if packet.get("Membership") == "dynamic" {
                    add(logged_in, &extension, &queue);
                }
                if packet.get("Paused") == "1" {
                    add(paused, &extension, &queue);
                }
                None
            }
            "QueueMemberRemoved" => {
                if let Some((logged_in, paused)) = &mut self.list {
                    remove(logged_in, &extension, &queue);
                    remove(paused, &extension, &queue);
                }
                remove(&mut self.paused, &extension, &queue);
                remove(&mut self.logged_in, &extension, &queue).then(|| news(MemberStep::Out))?
            }
            "QueueMemberPause" | "QueueMemberPaused" => {
                let pauses = packet.get("Paused") == "1";
                if let Some((_, paused)) = &mut self.list {
                    change(paused, &extension, &queue, pauses);
                }
                change(&mut self.paused, &extension, &queue, pauses).then(|| {
                    news(if pauses {
                        MemberStep::Pauses
                    } else {
                        MemberStep::Resumes
                    })
                })?
            }
            _ => None,
        }
    }
}

/// True when it is the telephone's first queue there.
fn add(queues: &mut Queues, extension: &str, queue: &str) -> bool {
    let of_it = queues.entry(extension.to_owned()).or_default();
    of_it.insert(queue.to_owned()) && of_it.len() == 1
}

/// True when it was the telephone's last queue there.
fn remove(queues: &mut Queues, extension: &str, queue: &str) -> bool {
    let Some(of_it) = queues.get_mut(extension) else {
        return false;
    };
    let is_last = of_it.remove(queue) && of_it.is_empty();
    if of_it.is_empty() {
        queues.remove(extension);
    }
    is_last
}

fn change(queues: &mut Queues, extension: &str, queue: &str, is_in: bool) -> bool {
    if is_in {
        add(queues, extension, queue)
    } else {
        remove(queues, extension, queue)
    }
}
