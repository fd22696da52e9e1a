//! Cards read lately: each is kept until its customer changes, so that those beside the one in view lie ready.

use std::collections::VecDeque;
use std::sync::Arc;

use super::answer::ReadCard;
use crate::desk::error::DeskError;
use crate::domain::target::CardKey;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::Since;
use crate::store::look::Look;
use crate::view::card;
use crate::view::card::Card;

/// More than stand around the cursor.
const KEPT: usize = 16;

/// What a card says of the clock is true for so long.
const FRESH: Span = Span::minutes(1);

/// The cards read lately, the latest first.
#[derive(Debug, Default)]
pub(super) struct Cards {
    /// The change feed was followed up to here.
    seq: i64,
    kept: VecDeque<(CardKey, Time, Arc<Card>)>,
}

impl Cards {
    /// How far the change feed was followed.
    pub(super) fn seq(&self) -> i64 {
        self.seq
    }

    /// Forgets the cards of customers who have changed since the last look.
    pub(super) fn follow(&mut self, look: &Look<'_>) -> Result<(), DeskError> {
        match look.store.feed_since(self.seq)? {
            Since::Changes {
                seq,
                customers,
                others: false,
                ..
            } => {
                self.seq = seq;
                let changed = |card: &Card| customers.contains(&card.customer.id.0);
                self.kept
                    .retain(|(_, read_at, card)| !changed(card) && look.now - *read_at < FRESH);
            }
            // The rules may have changed, or the feed does not reach back that far.
            Since::Changes { .. } | Since::Everything => {
                self.seq = look.store.feed_position()?;
                self.kept.clear();
            }
        }
        Ok(())
    }

    /// The card as the file has it now.
    pub(super) fn read(&mut self, look: &Look<'_>, key: CardKey) -> Result<ReadCard, DeskError> {
        let card = card::card(look, key)?.map(Arc::new);
        self.kept.retain(|(kept, ..)| *kept != key);
        if let Some(card) = &card {
            self.kept.truncate(KEPT - 1);
            self.kept.push_front((key, look.now, Arc::clone(card)));
        }
        let seq = self.seq;
        Ok(ReadCard { key, seq, card })
    }

    /// The card as it was read last, else as the file has it now.
    pub(super) fn kept(&mut self, look: &Look<'_>, key: CardKey) -> Result<ReadCard, DeskError> {
        let (seq, kept) = (self.seq, self.kept.iter().find(|(kept, ..)| *kept == key));
        match kept {
            Some((.., card)) => Ok(ReadCard {
                key,
                seq,
                card: Some(Arc::clone(card)),
            }),
            None => self.read(look, key),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::tests::desk;
    use crate::desk::tests::new_order;
    use crate::domain::action::Action;
    use crate::domain::target::Target;

    #[test]
    fn a_card_is_kept_until_its_customer_changes_or_it_is_old() {
        let mut desk = desk();
        let ids = ["+79161234501", "+79161234502"].map(|phone| new_order(&mut desk, phone, 1_000));
        // With the first action words are written down that any card may be told by.
        let other = new_order(&mut desk, "+79161234503", 1_000);
        desk.perform(Target::Order(other), &Action::Confirm).unwrap();
        let (mut cards, rules, now) = (Cards::default(), Arc::clone(&desk.rules), desk.now());
        let kept = |cards: &mut Cards, desk: &crate::desk::Desk, now: Time| {
            let look = Look::new(&desk.store, &rules, now).unwrap();
            cards.follow(&look).unwrap();
            ids.map(|id| cards.kept(&look, CardKey::Order(id)).unwrap().card.unwrap())
        };
        let first = kept(&mut cards, &desk, now);
        let same = |a: &[Arc<Card>; 2], b: &[Arc<Card>; 2]| [0, 1].map(|at| Arc::ptr_eq(&a[at], &b[at]));
        assert_eq!(same(&first, &kept(&mut cards, &desk, now)), [true, true]);
        desk.perform(Target::Order(ids[0]), &Action::Confirm).unwrap();
        let second = kept(&mut cards, &desk, now);
        assert_eq!(same(&first, &second), [false, true]);
        assert!(second[0].order.as_ref().unwrap().facts.confirmed_at.is_some());
        let third = kept(&mut cards, &desk, now + FRESH);
        assert_eq!(same(&second, &third), [false, false]);
    }
}
