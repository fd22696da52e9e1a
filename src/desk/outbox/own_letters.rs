//! Letters to the shop itself: queued once, sent with the care of any other (R31, R35).

use super::recall::SettledByHand;
use super::sending::PAUSES;
use super::sending::TRY_TAKES;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::desk::tx::DeskTx;
use crate::domain::message::MessageState;
use crate::domain::sending::OpenOwnLetter;
use crate::domain::sending::OwnLetter;
use crate::domain::sending::SendOutcome;
use crate::domain::time::Span;

/// An older one is of no use to anybody.
const LOOKED_AFTER: Span = Span::days(4);
/// What is sent again by hand is of use that long.
const AGAIN_WITHIN: Span = Span::days(1);

impl Desk {
    /// Letters to the shop whose time to leave has come.
    pub fn own_letters_due(&self) -> Result<Vec<OwnLetter>, DeskError> {
        Ok(self.store.own_letters_due(self.now())?)
    }

    /// Takes one for sending; false when another process has it.
    pub fn take_own_letter(&mut self, letter: &OwnLetter) -> Result<bool, DeskError> {
        let write = DeskTx::begin(self)?;
        let until = write.tx.now() + TRY_TAKES;
        let taken = write.tx.take_own_letter(letter, &write.who.session, until)?;
        write.tx.commit()?;
        Ok(taken)
    }

    /// Writes down what became of one this process has taken.
    pub fn record_own_letter(
        &mut self,
        letter: &OwnLetter,
        channel: &str,
        outcome: &SendOutcome,
    ) -> Result<(), DeskError> {
        let write = DeskTx::begin(self)?;
        let pause = usize::try_from(letter.tries).ok().and_then(|tries| PAUSES.get(tries));
        let again = pause
            .map(|pause| write.tx.now() + *pause)
            .filter(|at| *at < letter.expires_at);
        let (to, again, why) = match outcome {
            SendOutcome::Accepted { .. } => (MessageState::Sent, None, None),
            SendOutcome::Unknown { why } => (MessageState::Held, None, Some(why)),
            SendOutcome::Later { why } | SendOutcome::Deferred { why } if again.is_some() => {
                (MessageState::Waiting, again, Some(why))
            }
            SendOutcome::Refused { why } | SendOutcome::Later { why } | SendOutcome::Deferred { why } => {
                (MessageState::Failed, None, Some(why))
            }
        };
        let (holder, why) = (&write.who.session, why.map(String::as_str));
        write.tx.settle_own_letter(letter.id, to, again, why, holder)?;
        write.tx.channel_fares(channel, outcome)?;
        Ok(write.tx.commit()?)
    }

    /// Letters to the shop that did not leave or arrive, or of which nobody knows whether they left; the newest first.
    pub fn own_letters_open(&self) -> Result<Vec<OpenOwnLetter>, DeskError> {
        let now = self.now();
        Ok(self.store.own_letters_open(now - LOOKED_AFTER, now)?)
    }

    /// Settles one of them by hand; `text` is what leaves when it is tried again. False when it stands otherwise by now.
    pub fn settle_own_letter(&mut self, id: i64, how: SettledByHand, text: &str) -> Result<bool, DeskError> {
        let write = DeskTx::begin(self)?;
        let (to, text) = match how {
            SettledByHand::Sent => (MessageState::Sent, ""),
            SettledByHand::Dismissed => (MessageState::Recalled, ""),
            SettledByHand::Retried => (MessageState::Waiting, text),
        };
        let done = write
            .tx
            .reopen_own_letter(id, to, text, write.tx.now() + AGAIN_WITHIN)?;
        write.tx.commit()?;
        Ok(done)
    }
}
