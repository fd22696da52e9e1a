//! Who was logged in at the queues, by a queue's log: from the first queue one logs in at to the last one leaves (R29).

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::domain::shift::PastShift;
use crate::domain::time::Time;

/// Those who are logged in, as the log is read.
#[derive(Debug, Default)]
pub(super) struct QueuePresence {
    there: BTreeMap<String, QueueMember>,
    shifts: Vec<PastShift>,
}

#[derive(Debug)]
struct QueueMember {
    since: Time,
    queues: BTreeSet<String>,
    paused: BTreeSet<String>,
    pause: Option<Time>,
    pauses: Vec<(Time, Time)>,
}

impl QueuePresence {
    /// What a line says of a member.
    pub(super) fn hear(&mut self, at: Time, queue: &str, member: &str, event: &str) {
        match event {
            "ADDMEMBER" | "AGENTLOGIN" | "AGENTCALLBACKLOGIN" => {
                let begun = || QueueMember {
                    since: at,
                    queues: BTreeSet::new(),
                    paused: BTreeSet::new(),
                    pause: None,
                    pauses: Vec::new(),
                };
                let there = self.there.entry(member.to_owned()).or_insert_with(begun);
                there.queues.insert(queue.to_owned());
                there.turn(at);
            }
            "REMOVEMEMBER" | "AGENTLOGOFF" | "AGENTCALLBACKLOGOFF" => {
                let Some(there) = self.there.get_mut(member) else {
                    return;
                };
                there.queues.remove(queue);
                there.paused.remove(queue);
                there.turn(at);
                if there.queues.is_empty()
                    && let Some(over) = self.there.remove(member)
                {
                    self.shifts.push(over.over(member, at));
                }
            }
            "PAUSE" | "PAUSEALL" | "UNPAUSE" | "UNPAUSEALL" => {
                let Some(there) = self.there.get_mut(member) else {
                    return;
                };
                let is_all = event.ends_with("ALL");
                let queues: Vec<String> = there
                    .queues
                    .iter()
                    .filter(|one| is_all || *one == queue)
                    .cloned()
                    .collect();
                for queue in queues {
                    if event.starts_with("PAUSE") {
                        there.paused.insert(queue);
                    } else {
                        there.paused.remove(&queue);
                    }
                }
                there.turn(at);
            }
            _ => {}
        }
    }

    /// The shifts that are over; one that lasts is the exchange's own to tell.
    pub(super) fn into_shifts(self) -> Vec<PastShift> {
        self.shifts
    }
}

impl QueueMember {
    /// Who pauses in every queue takes no call.
    fn turn(&mut self, at: Time) {
        let pauses = !self.queues.is_empty() && self.queues.is_subset(&self.paused);
        match self.pause {
            None if pauses => self.pause = Some(at),
            Some(since) if !pauses => {
                self.pauses.push((since, at));
                self.pause = None;
            }
            _ => {}
        }
    }

    fn over(mut self, operator: &str, at: Time) -> PastShift {
        self.pauses.extend(self.pause.map(|since| (since, at)));
        PastShift {
            operator: operator.to_owned(),
            began_at: self.since,
            ended_at: at.max(self.since),
            pauses: self.pauses,
        }
    }
}
