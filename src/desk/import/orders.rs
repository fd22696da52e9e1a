//! One order of a shop: whose it is, whether it is known, and what its version changes.

use super::ImportEnd;
use super::ImportOptions;
use super::ImportedFile;
use super::Noticed;
use super::customers;
use super::identity;
use super::identity::Identity;
use super::identity::ShopsKnown;
use super::kept_version::asked;
use super::kept_version::is_known;
use super::kept_version::last_shop;
use super::kept_version::replaced;
use super::kept_version::source_row;
use super::options::Came;
use super::options::KEPT;
use super::people;
use super::read_ahead::read_ahead;
use super::touched::Touched;
use super::tried;
use super::version::ReadItem;
use super::version::Version;
use crate::desk::error::DeskError;
use crate::desk::shop_writes::ShopEcho;
use crate::desk::tx::DeskTx;
use crate::domain::action::ActionKind;
use crate::domain::action::OrderRecord;
use crate::domain::carrier::Carrier;
use crate::domain::change::Change;
use crate::domain::change::NewRow;
use crate::domain::duration::Days;
use crate::domain::facts::CustomerFacts;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::incoming::ImportCounts;
use crate::domain::incoming::ImportId;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::IncomingPayment;
use crate::domain::item::Item;
use crate::domain::order::Flags;
use crate::domain::order::OrderFacts;
use crate::domain::order_feed::FeedStep;
use crate::domain::order_merge;
use crate::domain::order_merge::Basket;
use crate::domain::order_merge::Existing;
use crate::domain::order_merge::History;
use crate::domain::order_merge::KnownCustomer;
use crate::domain::order_merge::Merged;
use crate::domain::order_news::OrderNews;
use crate::domain::order_news::order_of_exchange;
use crate::domain::regulation::on_shift;
use crate::domain::regulation::promise;
use crate::domain::reject::Reject;
use crate::domain::reject::RejectWhy;
use crate::domain::settings::FeedSetting;
use crate::domain::shop_write::ShopPart;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::NewOrderRow;
use crate::store::Scope;
use crate::store::SourceRow;
use crate::store::StoreError;
use crate::store::WorkKey;
use crate::text::sha256;

/// How far apart two orders are looked at for being one.
const DOUBLES_WITHIN: Span = Span::minutes(10);
/// An order that came longer ago did not come at the peak of now.
const JUST_CAME: Span = Span::hours(1);

/// What of a version is kept, to be compared with the shop's next one.
#[derive(Clone, Debug, PartialEq, Eq)]
enum ToKeep {
    /// The version itself: the shop told it.
    Version,
    /// Nothing.
    Nothing,
    /// What the shop told last, with a document of money.
    Paid(Box<IncomingOrder>),
}

/// Some orders in one transaction.
pub(super) struct Batch<'d> {
    write: DeskTx<'d>,
    import: ImportId,
    file: &'d ImportedFile,
    /// The feed that brought it.
    step: Option<&'d FeedStep>,
    /// Words of feeds' orders wait to be explained.
    has_words: bool,
    history: History,
    first_seen: Option<Time>,
    touched: Touched,
    /// New orders that nobody has called and no promise covers; counted when an order comes that may meet a peak (R4).
    waiting: Option<i64>,
    /// How many operators serve them.
    serving: i64,
    has_rejects: bool,
    shops: ShopsKnown,
    noticed: Noticed,
    /// New orders in this batch.
    created: i64,
    /// Orders that another file than their shop's own feed may have paid: their shop is to know.
    paid_elsewhere: Vec<PaidElsewhere>,
}

/// An order as it stood, by which feed its shop is written to, and what that had told.
struct PaidElsewhere {
    before: OrderRecord,
    feed: FeedSetting,
    told: Option<IncomingOrder>,
}

impl<'d> Batch<'d> {
    pub(super) fn new(
        write: DeskTx<'d>,
        import: ImportId,
        file: &'d ImportedFile,
        step: Option<&'d FeedStep>,
        options: ImportOptions,
    ) -> Result<Batch<'d>, DeskError> {
        let there = on_shift::living(write.tx.open_shifts()?, write.rules, write.tx.now());
        let serving = on_shift::serving(&there, write.rules);
        let has_rejects = write.tx.has_open_rejects()?;
        let has_words = write.tx.has_feed_words()?;
        let history = History {
            first_import: write.tx.first_import_at(import)?,
            open_since: options.open_since,
            hold: Span::ZERO,
        };
        Ok(Batch {
            write,
            import,
            file,
            step,
            has_words,
            history,
            first_seen: options.first_seen,
            touched: Touched::default(),
            waiting: None,
            serving,
            has_rejects,
            shops: ShopsKnown::default(),
            noticed: Noticed::default(),
            created: 0,
            paid_elsewhere: Vec::new(),
        })
    }

    /// True once others should be let in.
    pub(super) fn is_long(&self) -> bool {
        self.write.tx.is_long()
    }

    /// Reads what the next items will ask.
    pub(super) fn read_ahead<'i>(&self, items: impl Iterator<Item = &'i ReadItem>) -> Result<(), DeskError> {
        read_ahead(&self.write.tx, items, &self.file.platform)
    }

    /// Orders told of alike ask for the same things.
    fn announce(&self, order: &IncomingOrder) {
        let who = &order.customer;
        let kept = order.kept_source();
        let told = [
            kept.as_str(),
            &order.external_id,
            &order.number,
            &who.email,
            &order.source,
            &self.file.platform,
        ];
        let phones = who
            .phones
            .iter()
            .map(|phone| phone.e164.as_deref().unwrap_or(&phone.raw));
        let keys: Vec<WorkKey<'_>> = told.into_iter().chain(phones).map(WorkKey::from).collect();
        let kind = i64::try_from(who.phones.len() * 2).unwrap_or(0) + i64::from(who.email.is_empty());
        self.write.tx.announce_next("imported order", kind, &keys);
    }

    pub(super) fn take(&mut self, read: ReadItem, counts: &mut ImportCounts) -> Result<(), DeskError> {
        let ReadItem { item, version } = read;
        let came = match item {
            Item::Order(order) => {
                self.announce(&order);
                let version = version.unwrap_or_else(|| Version::of(&order));
                self.order(&order, version)?
            }
            Item::News(news) => self.news(&news)?,
            Item::Person(person) => {
                let (came, touched) = people::take(&self.write, &person, self.first_seen)?;
                if let Some(customer) = touched {
                    self.touched.touch(customer, None);
                }
                came
            }
            Item::Tried(cart) => return tried::take(&self.write, &mut self.touched, &cart),
            Item::Reject(reject) => self.reject(&reject)?,
            Item::Incomplete(_) | Item::Skipped(_) => return Ok(()),
        };
        came.count(counts);
        self.created += i64::from(came == Came::Created);
        Ok(())
    }

    /// Recomputes what follows from the batch and makes it durable.
    ///
    /// Gives what it noticed.
    pub(super) fn finish(self, counts: &ImportCounts, end: Option<ImportEnd>) -> Result<Noticed, DeskError> {
        self.write.tx.announce_next("end of an import's batch", 0, &[]);
        self.touched.refresh(&self.write.tx)?;
        for paid in &self.paid_elsewhere {
            self.write
                .want_payment_of_shop(&paid.before, &paid.feed, paid.told.as_ref())?;
        }
        let tx = &self.write.tx;
        match self.step {
            Some(step) if step.file.is_none() => tx.count_more(self.import, self.created)?,
            _ => tx.count_import(self.import, counts.created)?,
        }
        if end == Some(ImportEnd::Reached) {
            tx.finish_import(self.import, &self.file.name)?;
            if let Some(step) = self.step {
                let rejected = (counts.rejected > 0).then_some(self.import);
                tx.feed_taken(step, counts.created, rejected)?;
            }
        }
        self.write.tx.commit()?;
        Ok(self.noticed)
    }

    /// Leaves no trace of it but what it noticed.
    pub(super) fn take_back(self) -> Noticed {
        self.noticed
    }

    fn reject(&mut self, reject: &Reject) -> Result<Came, DeskError> {
        let hash = text_hash(reject.head.as_deref(), &reject.raw);
        let is_open = self
            .write
            .tx
            .add_reject(self.import, &self.file.source, &hash, reject)?;
        self.has_rejects |= is_open;
        Ok(if is_open { Came::Rejected } else { Came::Unchanged })
    }

    /// Rejects what was understood, for what stands here.
    fn refuse(&mut self, reject: Reject) -> Result<Came, DeskError> {
        let came = self.reject(&reject)?;
        self.noticed.refused.push(reject);
        Ok(came)
    }

    fn order(&mut self, order: &IncomingOrder, version: Version) -> Result<Came, DeskError> {
        let tx = &self.write.tx;
        self.shops.learn(order);
        let known = match identity::known(tx, order, &version.hash, &self.file.platform, &mut self.shops)? {
            Identity::New => None,
            Identity::Own(row) => Some(row),
            Identity::Alone(row) => {
                let own = order.kept_source();
                tx.rename_source(&row.source, &own, &order.external_id)?;
                // The hours of its shop are its own.
                if let Some(owner) = tx.owner_of(row.order)? {
                    self.touched.touch(owner, Some(row.order));
                }
                Some(SourceRow { source: own, ..row })
            }
            Identity::Stranger(reject) => {
                return self.refuse(*reject);
            }
        };
        if self.has_rejects {
            let feed = self.step.map(|step| step.feed.as_str());
            tx.mend_rejects(&self.file.source, feed, &order.number, &order.external_id)?;
        }
        self.note_word(order, known.as_ref())?;
        let tx = &self.write.tx;
        match known {
            Some(known) if is_known(&known, order, &version.hash, || tx.known_payments(known.order))? => {
                Ok(Came::Unchanged)
            }
            Some(known) => self.update(order, &known, version.hash, ToKeep::Version),
            None => self.create(order, version),
        }
    }

    /// An order of a feed whose word of status nobody has explained is taken for new, and waits until somebody does; what we
    /// wrote there ourselves needs no explanation.
    fn note_word(&mut self, order: &IncomingOrder, known: Option<&SourceRow>) -> Result<(), DeskError> {
        let is_ours = |known: &SourceRow| Ok::<_, StoreError>(ShopEcho::of(&self.write, known.order)?.is_status(order));
        match self.step {
            Some(step) if step.words.contains(&order.status_word) && known.map(is_ours).transpose()? == Some(true) => {}
            Some(step) if step.words.contains(&order.status_word) => {
                self.write.tx.add_feed_word(step, &self.file.source, order)?;
                self.has_words = true;
            }
            _ if self.has_words => self.write.tx.end_feed_word(order)?,
            _ => {}
        }
        Ok(())
    }

    /// News of an order: what its shop told of it last, with the news in it, is merged and not kept, so that the shop's own
    /// next version is still compared with its last one. Only documents of its money are remembered.
    fn news(&mut self, news: &OrderNews) -> Result<Came, DeskError> {
        let Some(known) = identity::of_news(&self.write.tx, news)? else {
            // Nothing came by a payment that is only planned.
            return match &news.money {
                Some(money) if money.payment.amount == 0 => Ok(Came::Unchanged),
                _ => self.refuse(identity::refused(news, RejectWhy::UnknownOrder)),
            };
        };
        let last: Option<IncomingOrder> = known.shop.as_deref().and_then(|shop| serde_json::from_str(shop).ok());
        // Where it was long over, what its shop told of it is forgotten; its money counts all the same.
        let last_or_bare = match &last {
            Some(last) => last.clone(),
            None if news.money.is_some() => self.bare(&known)?,
            None => return Ok(Came::Unchanged),
        };
        if let Some(money) = news.money.as_ref()
            && money.currency != last_or_bare.currency
        {
            let found = money.currency.code().to_owned();
            return self.refuse(identity::refused(news, RejectWhy::OtherCurrency { found }));
        }
        // One that was entered here has no version of a shop's to be kept.
        let is_kept = news.money.is_some() && order_of_exchange(&known.external_id).is_none();
        let to_keep = match last.filter(|_| is_kept) {
            Some(mut last) => {
                news.paid_onto(&mut last);
                ToKeep::Paid(Box::new(last))
            }
            None => ToKeep::Nothing,
        };
        // The hash of no version: this is none the shop told.
        let came = self.update(&news.onto(last_or_bare), &known, String::new(), to_keep)?;
        if self.has_rejects {
            let hash = text_hash(news.head.as_deref(), &news.raw);
            self.write.tx.mend_reject(&self.file.source, &hash)?;
        }
        Ok(came)
    }

    /// A version of an order that tells nothing but what stands here.
    fn bare(&self, known: &SourceRow) -> Result<IncomingOrder, DeskError> {
        let facts = self.write.tx.order(known.order)?.ok_or(DeskError::NotFound)?.facts;
        Ok(IncomingOrder {
            source: known.source.clone(),
            external_id: known.external_id.clone(),
            total: facts.total,
            ..IncomingOrder::by_phone(facts.created_at, facts.currency, Vec::new())
        })
    }

    fn create(&mut self, order: &IncomingOrder, version: Version) -> Result<Came, DeskError> {
        let now = self.write.tx.now();
        let carrier = order.carrier.unwrap_or(Carrier::Other);
        let Days(hold) = self.write.rules.settings().carriers.of(carrier).hold;
        let history = History {
            hold: Span::days(hold),
            ..self.history
        };
        let mut facts = order_merge::create(order, CustomerId(0), now, history);
        let is_over = [facts.received_at, facts.cancelled_at, facts.returned_at]
            .iter()
            .any(Option::is_some);
        let is_history = facts.flags.has(Flags::HISTORY);
        self.noticed.history += i64::from(is_history);
        let is_backlog = self.write.rules.is_backlog(&facts);
        self.noticed.backlog += i64::from(is_backlog && !is_history && !is_over);
        let whose = customers::customer_of(&self.write.tx, order, &mut facts)?;
        if !facts.flags.has(Flags::HISTORY) && !is_over {
            // Who is new has no other order.
            if !whose.is_new && !facts.is_payment_failed() {
                facts.duplicate_of = self.double_of(order, &facts)?;
            }
            facts.flags = self.with_peak(&facts)?;
        }
        let keeps = !facts.flags.has(Flags::HISTORY) || facts.created_at > now - KEPT;
        let customer = whose.id;
        let parcels = order_merge::parcels(order, &facts);
        let goes_in_parts = !parcels.is_empty();
        let tx = &self.write.tx;
        let id = tx.insert_order(&NewOrderRow {
            facts,
            number: order.number.clone(),
            channel: order.channel.clone(),
            source: order.kept_source(),
            tracking_number: order.tracking_number.clone(),
            parcels,
            texts: order.texts(),
            lines: order.lines.clone(),
        })?;
        let payments = order.payments.iter().map(|payment| IncomingPayment {
            reference: payment.kept_reference(),
            at: payment.at.min(now),
            ..payment.clone()
        });
        tx.add_shop_payments(id, &payments.collect::<Vec<_>>())?;
        tx.put_source(&SourceRow {
            source: order.kept_source(),
            external_id: order.external_id.clone(),
            order: id,
            modified_at: order.modified_at.map(|at| at.0),
            hash: version.hash,
            shop: Some(version.json).filter(|_| keeps),
            asked: None,
            replaced: None,
        })?;
        self.write.entry(ActionKind::Import, Some(id), customer, None)?;
        if whose.is_complete && !goes_in_parts && !self.write.tx.has_products()? {
            self.touched.complete(customer, id);
        } else {
            self.touched.touch(customer, Some(id));
        }
        Ok(Came::Created)
    }

    fn update(
        &mut self,
        order: &IncomingOrder,
        known: &SourceRow,
        hash: String,
        to_keep: ToKeep,
    ) -> Result<Came, DeskError> {
        let tx = &self.write.tx;
        let Some(mut record) = tx.order(known.order)? else {
            return Err(DeskError::NotFound);
        };
        let customer = record.facts.customer;
        if let Some(orders) = self.touched.of(customer) {
            // What is paid follows from rows written a moment ago in this very batch.
            tx.refresh(customer, Scope::Live(orders))?;
            record = tx.order(known.order)?.ok_or(DeskError::NotFound)?;
        }
        let card = tx.customer(customer)?;
        let payments = tx.known_payments(known.order)?;
        let echo = match to_keep {
            ToKeep::Version => ShopEcho::of(&self.write, known.order)?,
            ToKeep::Nothing | ToKeep::Paid(_) => ShopEcho::none(),
        };
        let last_shop = last_shop(known, order, &hash);
        let paid_by_us = echo.without_own_payment(order, last_shop.as_ref());
        let order = paid_by_us.as_ref().unwrap_or(order);
        let last_shop = echo.onto(last_shop, order);
        let asked = asked(known);
        let existing = Existing {
            order: &record,
            payments: &payments,
            customer: card.as_ref().map(KnownCustomer::from).unwrap_or_default(),
            last_shop: last_shop.as_ref(),
            asked: asked.as_ref(),
            modified_at: known.modified_at.map(Time),
        };
        let Merged::Update { changes, shop } = order_merge::merge(&existing, order, tx.now()) else {
            return Ok(Came::Unchanged);
        };
        if echo.is_moved(order) {
            tx.shop_moved(known.order, &order.status_word)?;
        }
        let keeps = record.facts.live || record.facts.created_at > tx.now() - KEPT;
        let asked = if order_merge::asks(&changes) {
            &last_shop
        } else {
            &asked
        };
        match to_keep {
            ToKeep::Version => {
                let row = source_row(&shop, known.order, hash, keeps, asked.as_ref());
                tx.put_source(&SourceRow {
                    source: known.source.clone(),
                    replaced: replaced(known, order, &row.hash),
                    ..row
                })?;
            }
            ToKeep::Paid(last) => tx.put_source(&SourceRow {
                shop: serde_json::to_string(&last).ok(),
                ..known.clone()
            })?,
            ToKeep::Nothing => {}
        }
        if !shop.region.is_empty() && last_shop.as_ref().is_none_or(|last| last.region != shop.region) {
            tx.fill_customer(customer, ["", "", "", &shop.region])?;
            // Where it goes by our own address, the shop's region is as little news as its address.
            if record.texts.address == shop.address || order_merge::moves(&changes) {
                tx.set_delivery_region(known.order, &shop.region)?;
            }
            self.touched.touch(customer, Some(known.order));
        }
        if changes.is_empty() {
            return Ok(Came::Unchanged);
        }
        let has_money = changes.iter().any(|change| {
            matches!(
                change,
                Change::Add {
                    new: NewRow::Payment { .. },
                    ..
                }
            )
        });
        let feed = self.write.rules.settings().writing_feed(&known.source).filter(|feed| {
            let is_its_own = self.step.is_some_and(|step| step.feed == feed.name);
            has_money && !is_its_own && feed.write.contains(&ShopPart::Payment)
        });
        self.paid_elsewhere.extend(feed.map(|feed| PaidElsewhere {
            before: record,
            feed: feed.clone(),
            told: last_shop,
        }));
        let tx = &self.write.tx;
        let applied: Vec<_> = changes
            .iter()
            .map(|change| tx.apply(change))
            .collect::<Result<_, _>>()?;
        self.write
            .entry(ActionKind::Import, Some(known.order), customer, Some(&applied))?;
        self.touched.touch(customer, Some(known.order));
        Ok(Came::Updated)
    }

    /// An order of the same goods by the same phone a few minutes apart.
    fn double_of(&self, order: &IncomingOrder, facts: &OrderFacts) -> Result<Option<OrderId>, DeskError> {
        let phones: Vec<String> = order.customer.phones.iter().filter_map(|p| p.e164.clone()).collect();
        if phones.is_empty() {
            return Ok(None);
        }
        let placed = facts.created_at;
        let (from, until) = (placed - DOUBLES_WITHIN, placed + DOUBLES_WITHIN);
        let theirs = Basket {
            phones: &phones,
            created_at: placed,
            total: order.total,
            lines: &order.lines,
        };
        let neighbours = self.write.tx.neighbours(facts.customer, from, until)?;
        let double = neighbours.iter().find(|ours| {
            let ours = Basket {
                // They were found by one of these.
                phones: &phones,
                created_at: ours.created_at,
                total: ours.total,
                lines: &ours.lines,
            };
            order_merge::same_basket(&ours, &theirs)
        });
        Ok(double.map(|ours| ours.order))
    }

    /// R4: more orders wait than the operators can call; its limit is another then, and that is fixed now.
    fn with_peak(&mut self, facts: &OrderFacts) -> Result<Flags, DeskError> {
        let now = self.write.tx.now();
        let just_came = facts.confirmed_at.is_none() && facts.created_at > now - JUST_CAME;
        if !just_came || facts.is_payment_failed() {
            return Ok(facts.flags);
        }
        let most = self.write.rules.regulation().peak_per_operator * self.serving;
        let waiting = match self.waiting {
            Some(waiting) => waiting,
            None => self.count_waiting(most)?,
        };
        let is_peak = waiting > most;
        self.waiting = Some(waiting + i64::from(!self.is_promised(facts)));
        Ok(facts.flags.with_if(is_peak, Flags::PEAK))
    }

    /// How many orders wait; once there are more than `most`, no more are counted.
    fn count_waiting(&self, most: i64) -> Result<i64, DeskError> {
        let waits = |facts: &OrderFacts| !facts.is_payment_failed() && !self.write.rules.is_backlog(facts);
        let mut waiting = 0;
        self.write.tx.untouched_orders(|facts| {
            waiting += i64::from(waits(facts) && !self.is_promised(facts));
            waiting <= most
        })?;
        Ok(waiting)
    }

    /// An order that a promise covers is not waiting.
    fn is_promised(&self, facts: &OrderFacts) -> bool {
        let mut customer = CustomerFacts::new(facts.customer);
        customer.add(facts.clone());
        promise(&customer, facts, self.write.rules, self.write.tx.now()).is_some()
    }
}

/// Of what was or would be rejected, as it stands in the file.
fn text_hash(head: Option<&str>, raw: &str) -> String {
    sha256([head.unwrap_or_default(), raw, ""].join("\0").as_bytes())
}
