//! What letters say that came (R25, R35): how far a mailbox was read is written down with what it gave, or not at all.

use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::desk::tx::DeskTx;
use crate::domain::action::ActionKind;
use crate::domain::action::ContactKind;
use crate::domain::ids::CustomerId;
use crate::domain::ids::MessageId;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageState;
use crate::domain::sending::FolderMark;
use crate::domain::sending::MailNews;
use crate::domain::sending::MailRecorded;
use crate::domain::sending::MailboxState;
use crate::domain::sending::TellingMail;
use crate::domain::time::CLOCKS_APART;
use crate::domain::time::Time;
use crate::store::HELD_FOR;
use crate::store::Move;
use crate::store::StoreError;

/// The lease of who reads the mailboxes.
const READING: &str = "mailboxes";

/// What is done about one letter.
enum MailStep {
    /// It said nothing new.
    Nothing,
    /// What it is about is on its way still: later.
    Later,
    Undelivered,
    Withdrawn(usize),
    Stranger,
}

impl Desk {
    /// Takes or renews the lease of who reads the mailboxes; false while another process has it, or where this
    /// one does no work by itself.
    pub fn lease_mailboxes(&mut self) -> Result<bool, DeskError> {
        self.lease_if_working(READING, HELD_FOR)
    }

    /// Gives it back.
    pub fn end_mailboxes(&mut self) -> Result<(), DeskError> {
        self.end_lease(READING)
    }

    /// How far a channel's mailbox was read.
    pub fn mailbox(&self, channel: &str) -> Result<Option<FolderMark>, DeskError> {
        Ok(self.store.mailbox(channel)?)
    }

    /// How the mailboxes of the settings fare, by channel.
    pub fn mailbox_states(&self) -> Result<Vec<(String, MailboxState)>, DeskError> {
        let names = self.settings.mailboxes.iter().map(|(name, _)| name);
        let states = names.map(|name| Ok((name.clone(), self.store.mailbox_state(name)?)));
        states.collect()
    }

    /// Says why a channel's mailbox cannot be read.
    pub fn mailbox_failed(&mut self, channel: &str, why: &str) -> Result<(), DeskError> {
        let write = DeskTx::begin(self)?;
        write.tx.mailbox_failed(channel, why)?;
        Ok(write.tx.commit()?)
    }

    /// Writes down what the letters of a mailbox say that was read from `known` to `mark`; nothing when another process
    /// has read them meanwhile.
    pub fn record_mail(
        &mut self,
        channel: &str,
        known: Option<FolderMark>,
        mark: FolderMark,
        mails: &[TellingMail],
    ) -> Result<MailRecorded, DeskError> {
        self.as_desk(|desk| {
            let write = DeskTx::begin(desk)?;
            if write.tx.mailbox(channel)? != known {
                return Ok(MailRecorded {
                    overtaken: true,
                    ..MailRecorded::default()
                });
            }
            let (mut done, mut mark) = (MailRecorded::default(), mark);
            for mail in mails {
                match write.take_mail(mail)? {
                    MailStep::Nothing => {}
                    MailStep::Later => {
                        mark.next = mail.uid;
                        break;
                    }
                    MailStep::Undelivered => done.undelivered += 1,
                    MailStep::Withdrawn(cards) => done.withdrawn += cards,
                    MailStep::Stranger => done.strangers += 1,
                }
            }
            write.tx.set_mailbox(channel, mark, done.strangers)?;
            write.tx.commit()?;
            Ok(done)
        })
    }
}

impl Desk {
    /// Where a customer's newest order came from: that shop is the one they know; none for the desk's own, or an erased one.
    pub fn source_of_customer(&self, customer: CustomerId) -> Result<Option<String>, DeskError> {
        let customer = self.store.survivor(customer)?;
        Ok(self.store.sources_of_customers(&[customer])?.remove(&customer))
    }

    /// A customer says by a link that they want no offers: so does every card their emails are on; how many are new to that.
    pub fn unsubscribe(&mut self, customer: CustomerId) -> Result<usize, DeskError> {
        self.as_desk(|desk| {
            let write = DeskTx::begin(desk)?;
            let own = write.tx.survivor(customer)?;
            // Erased since: nothing is left that could be offered anything.
            if write.tx.customer(own)?.is_none() {
                return Ok(0);
            }
            let contacts = write.tx.contacts(own)?;
            let emails = contacts.iter().filter(|contact| contact.kind == ContactKind::Email);
            let mut withdrawn = 0;
            for email in emails.filter_map(|contact| contact.norm.as_deref()) {
                withdrawn += write.withdraw_by_address(own, email)?;
            }
            withdrawn += usize::from(write.withdraw(own, write.tx.now(), ActionKind::Unsubscribed)?);
            write.tx.commit()?;
            Ok(withdrawn)
        })
    }
}

impl DeskTx<'_> {
    fn take_mail(&self, mail: &TellingMail) -> Result<MailStep, DeskError> {
        let (mark, wants_no_offers) = match &mail.news {
            MailNews::NobodyKnown => return Ok(MailStep::Stranger),
            MailNews::WantsNoOffers { mark } => (mark, true),
            MailNews::Undelivered { mark, .. } | MailNews::Delivered { mark } => (mark, false),
        };
        let message = match self.tx.message_of_mark(mark)? {
            Some(id) => self.tx.message(id)?,
            None => None,
        };
        let Some(message) = message else {
            return Ok(match &mail.news {
                _ if wants_no_offers => MailStep::Stranger,
                MailNews::Undelivered { why, .. } if self.tx.fail_own_letter(mark, why)? => MailStep::Undelivered,
                _ => MailStep::Nothing,
            });
        };
        // Whom it went to is erased: nothing of what a server says of them comes back.
        if message.address.is_empty() {
            return Ok(MailStep::Nothing);
        }
        if wants_no_offers {
            return Ok(match self.withdraw_by_letter(&message)? {
                0 => MailStep::Nothing,
                cards => MailStep::Withdrawn(cards),
            });
        }
        // It came back so soon that its sender has not written down yet that it left.
        if message.state == MessageState::Sending {
            return Ok(MailStep::Later);
        }
        // What it says is about an earlier try.
        let sent_since = |at: Time| message.sent_at.is_some_and(|sent| at + CLOCKS_APART < sent);
        if mail.at.is_some_and(sent_since) {
            return Ok(MailStep::Nothing);
        }
        match &mail.news {
            MailNews::Undelivered { why, .. } if self.undelivered(message.id, why)? => Ok(MailStep::Undelivered),
            MailNews::Delivered { .. } => {
                self.delivered(message.id)?;
                Ok(MailStep::Nothing)
            }
            _ => Ok(MailStep::Nothing),
        }
    }

    /// What had left has arrived.
    pub(super) fn delivered(&self, id: MessageId) -> Result<(), StoreError> {
        let arrived = Move::new(&[MessageState::Sent, MessageState::Held], MessageState::Delivered);
        self.tx.settle_message(id, &arrived).map(|_| ())
    }

    /// What had left did not arrive: the next way is tried, and where there is none somebody is to look after it. False
    /// when it stands as something else.
    pub(super) fn undelivered(&self, id: MessageId, why: &str) -> Result<bool, DeskError> {
        let message = self.tx.message(id)?.ok_or(DeskError::NotFound)?;
        let failed = Move {
            error: Some(why),
            ..Move::new(&[MessageState::Sent, MessageState::Held], MessageState::Failed)
        };
        let failed = self.tx.settle_message(id, &failed)?;
        if failed {
            self.try_next_way(&message, Some(why))?;
        }
        Ok(failed)
    }

    /// Who got that letter wants no offers, by whatever card the address has: how many cards are new to that.
    fn withdraw_by_letter(&self, message: &MessageRow) -> Result<usize, DeskError> {
        self.withdraw_by_address(self.tx.survivor(message.customer)?, &message.address)
    }

    fn withdraw_by_address(&self, own: CustomerId, address: &str) -> Result<usize, DeskError> {
        let mut cards: Vec<CustomerId> = vec![own];
        let others = self.tx.customers_by_contact(address)?;
        cards.extend(others.into_iter().filter(|id| *id != own));
        let mut withdrawn = 0;
        for id in cards {
            withdrawn += usize::from(self.withdraw(id, self.tx.now(), ActionKind::Unsubscribed)?);
        }
        Ok(withdrawn)
    }
}
