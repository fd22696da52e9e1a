//! What a feed writes back to its shop: wanted with the action it follows from, sent by who reads the feeds, and no news
//! when it comes back.

use super::Desk;
use super::error::DeskError;
use super::tx::Automatic;
use super::tx::DeskTx;
use crate::domain::action::OrderRecord;
use crate::domain::change::Change;
use crate::domain::change::Entity;
use crate::domain::change::NewRow;
use crate::domain::ids::OrderId;
use crate::domain::incoming::IncomingOrder;
use crate::domain::message::MessageState;
use crate::domain::settings::FeedSetting;
use crate::domain::shop_write;
use crate::domain::shop_write::ShopPart;
use crate::domain::shop_write::ShopSays;
use crate::domain::shop_write::ShopWant;
use crate::domain::shop_write::ShopWrite;
use crate::domain::shop_write::ShopWriteTouch;
use crate::domain::shop_write::ShopWriteWhy;
use crate::domain::shop_write::Waybill;
use crate::domain::shop_write::WriteOutcome;
use crate::domain::shop_write::next_write;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::NewShopWrite;
use crate::store::ShopWriteEnd;
use crate::store::StoreError;

/// Longer than any try takes: what is silent for so long is asked about again.
const TRY_TAKES: Span = Span::minutes(5);

/// What is neither taken nor settled.
const OPEN: [MessageState; 4] = [
    MessageState::Failed,
    MessageState::Held,
    MessageState::Sending,
    MessageState::Waiting,
];

impl Desk {
    /// What of a feed is due to be written back, the soonest first.
    pub fn shop_writes_due(&self, feed: &str, limit: i64) -> Result<Vec<ShopWrite>, DeskError> {
        Ok(self.store.shop_writes_due(feed, self.now(), TRY_TAKES, limit)?)
    }

    /// Takes one to be sent; false when it is not as it was read any more.
    pub fn take_shop_write(&mut self, seen: &ShopWrite) -> Result<bool, DeskError> {
        let write = DeskTx::begin(self)?;
        let until = write.tx.now() + TRY_TAKES;
        let base = match seen.part {
            ShopPart::Tracking => {
                let mut sent = seen.sent_numbers();
                let wanted = Waybill::from_value(&seen.value).into_iter().map(|bill| bill.number);
                sent.extend(wanted.filter(|number| !seen.sent_numbers().contains(number)));
                serde_json::to_string(&sent).ok()
            }
            ShopPart::Status | ShopPart::Payment | ShopPart::Note => seen.base.clone(),
        };
        let taken = write
            .tx
            .take_shop_write(seen, base.as_deref(), &write.who.session, until)?;
        write.tx.commit()?;
        Ok(taken)
    }

    /// Writes down what became of one that this process took.
    pub fn end_shop_write(&mut self, sent: &ShopWrite, outcome: &WriteOutcome) -> Result<(), DeskError> {
        let write = DeskTx::begin(self)?;
        let now = write.tx.now();
        let end = |state| ShopWriteEnd {
            state,
            leaves_at: None,
            why: None,
            said: "",
            word: None,
            paid_at: None,
        };
        let end = match outcome {
            WriteOutcome::Taken { word, paid_at } => ShopWriteEnd {
                word: word.as_deref(),
                paid_at: *paid_at,
                ..end(MessageState::Sent)
            },
            WriteOutcome::Overtaken { word } => ShopWriteEnd {
                why: Some(ShopWriteWhy::Overtaken),
                said: word,
                ..end(MessageState::Recalled)
            },
            WriteOutcome::Refused(why, said) => ShopWriteEnd {
                why: Some(*why),
                said,
                ..end(MessageState::Failed)
            },
            WriteOutcome::Later(why, said, rest) => {
                let again = next_write(sent.tries, sent.made_at, now, *rest);
                let given_up = match why {
                    ShopWriteWhy::Unsure => MessageState::Held,
                    _ => MessageState::Failed,
                };
                ShopWriteEnd {
                    why: Some(*why),
                    said,
                    leaves_at: again,
                    ..end(again.map_or(given_up, |_| MessageState::Waiting))
                }
            }
        };
        write.tx.end_shop_write(sent, &write.who.session, &end)?;
        if let WriteOutcome::Overtaken { word } = outcome {
            write.tx.shop_moved(sent.order, word)?;
        }
        Ok(write.tx.commit()?)
    }

    /// Tries again what failed or is held; false when it does neither.
    pub fn retry_shop_write(&mut self, id: i64) -> Result<bool, DeskError> {
        self.with_shop_write(id, |write| write.tx.retry_shop_write(id))
    }

    /// Settles what waits, failed or is held as not to be written; false when it does none of that.
    pub fn drop_shop_write(&mut self, id: i64) -> Result<bool, DeskError> {
        self.with_shop_write(id, |write| write.tx.drop_shop_write(id))
    }

    /// Does what somebody wants of one; false when it stands otherwise by now.
    pub fn touch_shop_write(&mut self, id: i64, touch: ShopWriteTouch) -> Result<bool, DeskError> {
        match touch {
            ShopWriteTouch::Retry => self.retry_shop_write(id),
            ShopWriteTouch::Drop => self.drop_shop_write(id),
        }
    }

    /// What is to be written back to shops: what failed first, then what is held or waits; or of any state, the newest first.
    pub fn shop_writes(&self, all: bool, limit: i64) -> Result<Vec<ShopWrite>, DeskError> {
        if all {
            return Ok(self.store.newest_shop_writes(limit)?);
        }
        let mut found = Vec::new();
        for state in OPEN {
            found.extend(self.store.open_shop_writes(state, limit)?);
        }
        Ok(found)
    }

    fn with_shop_write(
        &mut self,
        id: i64,
        work: impl FnOnce(&DeskTx<'_>) -> Result<bool, StoreError>,
    ) -> Result<bool, DeskError> {
        let write = DeskTx::begin(self)?;
        write.tx.shop_write(id)?.ok_or(DeskError::NotFound)?;
        let done = work(&write)?;
        write.tx.commit()?;
        Ok(done)
    }
}

impl DeskTx<'_> {
    /// The order as it stands before something is done to it, where that may be told to its shop.
    pub(super) fn before_shop(&self, order: Option<OrderId>) -> Result<Option<OrderRecord>, StoreError> {
        match order {
            Some(order) if self.rules.settings().writes_back() => self.tx.order(order),
            _ => Ok(None),
        }
    }

    /// What the order's shop is to have of what was done.
    pub(super) fn want_of_shop(&self, before: &OrderRecord, changes: &[Change]) -> Result<(), DeskError> {
        let id = before.facts.id;
        let settings = self.rules.settings();
        if !settings.writes_back() || self.automatic == Automatic::Rests {
            return Ok(());
        }
        let Some((source, external_id, told)) = self.tx.order_in_shop(id)? else {
            return Ok(());
        };
        let (Some(feed), Some(order)) = (settings.writing_feed(&source), self.tx.order(id)?) else {
            return Ok(());
        };
        let known = self.tx.shop_writes_of(id)?;
        let told: Option<IncomingOrder> = told.and_then(|told| serde_json::from_str(&told).ok());
        let mut says = says(told.as_ref());
        // What the shop answered last is newer than what was read of it.
        if let Some(word) = known.iter().find_map(|known| known.word.clone()) {
            says.word = Some(word);
        }
        let place = ShopPlace {
            feed,
            external_id: &external_id,
            before,
            leaves_at: self.tx.now() + self.rules.regulation().recall,
            word: says.word.clone(),
        };
        for part in &feed.write {
            let row = known.iter().find(|row| row.part == *part);
            let want = match part {
                ShopPart::Status => {
                    let stage = order.facts.stage;
                    shop_write::want_status(row, &says, before.facts.stage, stage, feed.status_word(stage))
                }
                ShopPart::Payment => {
                    let (was, is) = (shop_write::is_paid(before), shop_write::is_paid(&order));
                    shop_write::want_payment(row, &says, was, is)
                }
                ShopPart::Tracking => {
                    let (was, is) = (Waybill::all_of(before), Waybill::all_of(&order));
                    shop_write::want_tracking(row, &says, &was, &is)
                }
                ShopPart::Note => {
                    self.want_notes(&place, &known, changes)?;
                    continue;
                }
            };
            self.want(&place, *part, row, 0, want)?;
        }
        Ok(())
    }

    /// That an order was paid in full, where another file than its shop's own feed told that. `before` it stood so, and its shop
    /// had `told` that much.
    pub(super) fn want_payment_of_shop(
        &self,
        before: &OrderRecord,
        feed: &FeedSetting,
        told: Option<&IncomingOrder>,
    ) -> Result<(), DeskError> {
        let id = before.facts.id;
        let (Some((_, external_id, _)), Some(order)) = (self.tx.order_in_shop(id)?, self.tx.order(id)?) else {
            return Ok(());
        };
        let known = self.tx.shop_writes_of(id)?;
        let row = known.iter().find(|row| row.part == ShopPart::Payment);
        let (was, is) = (shop_write::is_paid(before), shop_write::is_paid(&order));
        let place = ShopPlace {
            feed,
            external_id: &external_id,
            before,
            leaves_at: self.tx.now() + self.rules.regulation().recall,
            word: None,
        };
        let want = shop_write::want_payment(row, &says(told), was, is);
        self.want(&place, ShopPart::Payment, row, 0, want)
    }

    fn want_notes(&self, place: &ShopPlace<'_>, known: &[ShopWrite], changes: &[Change]) -> Result<(), DeskError> {
        for change in changes {
            let (note, want) = match change {
                Change::Add {
                    id: Some(note),
                    new: NewRow::Note {
                        order: Some(_), text, ..
                    },
                } => (*note, ShopWant::Write(text.clone())),
                Change::Void {
                    entity: Entity::Note,
                    id: note,
                    voided: true,
                } => (*note, ShopWant::Recall),
                Change::Void {
                    entity: Entity::Note,
                    id: note,
                    voided: false,
                } => {
                    let is_out = |row: &&ShopWrite| row.part == ShopPart::Note && row.reference == *note;
                    let back = known
                        .iter()
                        .find(is_out)
                        .filter(|row| row.state == MessageState::Recalled);
                    (
                        *note,
                        back.map_or(ShopWant::Keep, |row| ShopWant::Write(row.value.clone())),
                    )
                }
                _ => continue,
            };
            self.want(place, ShopPart::Note, None, note, want)?;
        }
        Ok(())
    }

    fn want(
        &self,
        place: &ShopPlace<'_>,
        part: ShopPart,
        row: Option<&ShopWrite>,
        reference: i64,
        want: ShopWant,
    ) -> Result<(), DeskError> {
        let order = place.before.facts.id;
        match want {
            ShopWant::Keep => {}
            ShopWant::Recall => self.tx.recall_shop_write(order, part, reference)?,
            ShopWant::Hold => {
                if let Some(row) = row {
                    self.tx.hold_shop_write(row.id, ShopWriteWhy::TakenBack)?;
                }
            }
            ShopWant::Write(value) => {
                let is_status = part == ShopPart::Status;
                self.tx.want_of_shop(&NewShopWrite {
                    order,
                    feed: &place.feed.name,
                    external_id: place.external_id,
                    part,
                    reference,
                    value: &value,
                    base: place.word.as_deref().filter(|_| is_status),
                    base_stage: Some(place.before.facts.stage).filter(|_| is_status),
                    leaves_at: place.leaves_at,
                })?;
            }
        }
        Ok(())
    }
}

/// Where and when something is written.
struct ShopPlace<'a> {
    feed: &'a FeedSetting,
    external_id: &'a str,
    before: &'a OrderRecord,
    leaves_at: Time,
    /// The shop's status now.
    word: Option<String>,
}

fn says(told: Option<&IncomingOrder>) -> ShopSays {
    let Some(told) = told else {
        return ShopSays::default();
    };
    ShopSays {
        word: Some(told.status_word.clone()),
        numbers: told.sent_in().into_iter().map(|parcel| parcel.number).collect(),
        is_paid: !told.payments.is_empty(),
    }
}

/// What was written of an order, against what its shop tells now.
pub(super) struct ShopEcho(Vec<ShopWrite>);

impl ShopEcho {
    pub(super) fn of(write: &DeskTx<'_>, order: OrderId) -> Result<ShopEcho, StoreError> {
        if !write.rules.settings().writes_back() {
            return Ok(ShopEcho::none());
        }
        Ok(ShopEcho(write.tx.shop_writes_of(order)?))
    }

    /// Of what no shop tells.
    pub(super) fn none() -> ShopEcho {
        ShopEcho(Vec::new())
    }

    /// The shop stands where we put it.
    pub(super) fn is_status(&self, told: &IncomingOrder) -> bool {
        let word = Some(told.status_word.as_str());
        self.0.iter().any(|row| {
            let is_tried = row.part == ShopPart::Status && row.is_unsettled() && row.tried.as_deref() == word;
            row.word.as_deref() == word || is_tried
        })
    }

    /// What it told before, as if it had told then what we wrote: of that nothing is news.
    pub(super) fn onto(&self, last: Option<IncomingOrder>, told: &IncomingOrder) -> Option<IncomingOrder> {
        let is_status = self.is_status(told);
        let sent: Vec<String> = self.0.iter().flat_map(ShopWrite::sent_numbers).collect();
        let Some(mut last) = last else {
            return is_status.then(|| told.clone());
        };
        if is_status {
            last.status = told.status;
        }
        let mut before: Vec<String> = last.sent_in().into_iter().map(|parcel| parcel.number).collect();
        before.extend(sent);
        let numbers = told.sent_in();
        if !self.0.is_empty() && numbers.iter().all(|parcel| before.contains(&parcel.number)) {
            last.tracking_number.clone_from(&told.tracking_number);
            last.parcels.clone_from(&told.parcels);
        }
        Some(last)
    }

    /// The version without the date of payment that the shop set because of what we wrote; none where it has none.
    pub(super) fn without_own_payment(
        &self,
        told: &IncomingOrder,
        last: Option<&IncomingOrder>,
    ) -> Option<IncomingOrder> {
        // A payment that a bank or a service told the shop of has a number of its own.
        let unnumbered = format!("woo:paid:{}", told.external_id);
        let was_paid = last.is_some_and(|last| !last.payments.is_empty());
        let is_own = |at: Time| {
            self.0.iter().any(|row| {
                let may_be = row.is_unsettled() && row.paid_at.is_none() && !was_paid;
                let sets = matches!(row.part, ShopPart::Status | ShopPart::Payment);
                row.paid_at == Some(at) || (sets && may_be)
            })
        };
        let (own, others): (Vec<_>, Vec<_>) = told
            .payments
            .iter()
            .cloned()
            .partition(|payment| payment.reference == unnumbered && is_own(payment.at));
        (!own.is_empty()).then(|| IncomingOrder {
            payments: others,
            ..told.clone()
        })
    }

    /// The shop moved the order by itself since.
    pub(super) fn is_moved(&self, told: &IncomingOrder) -> bool {
        let status = self.0.iter().find(|row| row.part == ShopPart::Status);
        let expected = status.and_then(ShopWrite::expected);
        expected.is_some_and(|expected| expected != told.status_word) && !self.is_status(told)
    }
}
