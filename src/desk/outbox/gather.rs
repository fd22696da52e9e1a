//! What falls due for several orders of one customer within a quarter of an hour goes as one letter that names them all
//! (R35): facts of one kind, by one way, of orders of one shop. Each keeps its row and its key; what has left stays as it
//! left, and so does what somebody worded, looked at or tried to send.

use crate::desk::error::DeskError;
use crate::desk::tx::DeskTx;
use crate::domain::ids::CustomerId;
use crate::domain::ids::MessageId;
use crate::domain::message::MessageRow;
use crate::domain::message::TOGETHER;
use crate::domain::time::Time;
use crate::store::WaitingFact;

/// Facts that go in one letter.
#[derive(Debug, PartialEq, Eq)]
struct SharedLetter {
    /// Whose row is the letter's.
    letter: MessageId,
    /// Those that go in it.
    others: Vec<MessageId>,
    /// When the last of them may leave.
    leaves_at: Time,
}

impl DeskTx<'_> {
    /// Puts what waits for this customer into as few letters as may be; does nothing the second time.
    pub(super) fn gather(&self, customer: CustomerId) -> Result<(), DeskError> {
        let mut facts = self.tx.waiting_facts(customer)?;
        facts.retain(|fact| !fact.is_touched);
        if facts.len() < 2 && facts.iter().all(|fact| fact.letter.is_none()) {
            return Ok(());
        }
        let shared = shared(&facts);
        let alone = |fact: &&WaitingFact| {
            let goes_in = shared.iter().any(|one| one.others.contains(&fact.id));
            fact.letter.is_some() && !goes_in
        };
        for fact in facts.iter().filter(alone) {
            self.tx.leave_letter(fact.id)?;
        }
        for one in &shared {
            let in_it = |f: &&WaitingFact| one.others.contains(&f.id) && f.letter == Some(one.letter);
            let stands = |f: &WaitingFact| f.id == one.letter && f.leaves_at == one.leaves_at;
            if facts.iter().filter(in_it).count() < one.others.len() || !facts.iter().any(stands) {
                self.tx.join_letter(&one.others, one.letter, one.leaves_at)?;
            }
        }
        Ok(())
    }

    /// Takes a fact that waits out of the outbox; a letter goes with all that is in it.
    pub(super) fn take_out(&self, message: &MessageRow) -> Result<bool, DeskError> {
        if message.letter.is_some() {
            self.tx.leave_letter(message.id)?;
        }
        Ok(self.tx.recall_message(message.id, None)?)
    }
}

/// The letters of several facts; `facts` come oldest first.
fn shared(facts: &[WaitingFact]) -> Vec<SharedLetter> {
    let mut by_time: Vec<&WaitingFact> = facts.iter().collect();
    by_time.sort_by_key(|fact| (fact.leaves_at, fact.id));
    let mut letters: Vec<Vec<&WaitingFact>> = Vec::new();
    for fact in by_time {
        let takes = |letter: &&mut Vec<&WaitingFact>| {
            let first = letter[0];
            let alike = |fact: &WaitingFact| {
                let way = (fact.channel, fact.address.clone());
                (fact.kind.clone(), way, fact.source.clone(), fact.is_correction)
            };
            alike(first) == alike(fact)
                && fact.leaves_at - first.leaves_at <= TOGETHER
                && letter.iter().all(|other| other.order != fact.order)
        };
        match letters.iter_mut().find(takes) {
            Some(letter) => letter.push(fact),
            None => letters.push(vec![fact]),
        }
    }
    letters
        .iter()
        .filter(|letter| letter.len() > 1)
        .map(|letter| letter_of(letter))
        .collect()
}

/// The oldest of those that are letters already has the others.
fn letter_of(facts: &[&WaitingFact]) -> SharedLetter {
    let oldest = facts.iter().map(|fact| (fact.letter.is_some(), fact.id)).min();
    let letter = oldest.map_or(facts[0].id, |(_, id)| id);
    let mut others: Vec<MessageId> = facts.iter().map(|fact| fact.id).filter(|id| *id != letter).collect();
    others.sort_unstable();
    SharedLetter {
        letter,
        others,
        leaves_at: facts.iter().map(|fact| fact.leaves_at).max().unwrap_or(Time::FAR),
    }
}
