//! The numbers of a period (R32): how many of the orders placed in it became sales, how fast their customers were
//! reached and their orders decided, how many knew the shop already.
//!
//! A sale is an order received by the customer or paid in full and not given up; a refusal was cancelled or came back; the
//! rest is open and counts in no share. Orders that were none (tests, duplicates) are left out.

use super::Period;
use super::Spread;
use super::of_orders::OfOrders;
use super::of_orders::of_orders;
use crate::domain::ids::CustomerId;
use crate::domain::ids::LabelId;
use crate::domain::order::Reason;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::OrderFigures;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::text::clean;

/// The numbers of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// Which.
    pub period: Period,
    /// All channels together; its name is empty.
    pub all: ChannelNumbers,
    /// By channel, the largest first.
    pub channels: Vec<ChannelNumbers>,
}

/// The numbers of one channel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChannelNumbers {
    /// The channel; none for all together.
    pub id: Option<LabelId>,
    /// The channel as the shop calls it.
    pub channel: String,
    /// Orders placed.
    pub orders: i64,
    /// Sales among them.
    pub sold: i64,
    /// Refusals among them.
    pub refused: i64,
    /// Placed by customers who had received an order before.
    pub repeat: i64,
    /// From the order to the first contact we made, callable time.
    pub contact: Spread,
    /// Contacts within R4's target.
    pub in_target: i64,
    /// From the order to its confirmation or refusal, callable time; without those the shop confirmed itself.
    pub handling: Spread,
    /// Handled within 1 to 4 hours, where the repeat rate is best (E7).
    pub handled_1_to_4: i64,
    /// Handled within 1 to 8 hours, where completion is best.
    pub handled_1_to_8: i64,
}

impl ChannelNumbers {
    /// Neither sold nor refused yet.
    pub fn open(&self) -> i64 {
        self.orders - self.sold - self.refused
    }

    /// Sales among the decided, in tenths of a per cent; none while nothing is.
    pub fn conversion(&self) -> Option<i64> {
        super::spread::share(self.sold, self.sold + self.refused)
    }

    /// Repeat orders, in tenths of a per cent.
    pub fn repeat_share(&self) -> Option<i64> {
        super::spread::share(self.repeat, self.orders)
    }

    /// Contacts within the target, in tenths of a per cent.
    pub fn target_share(&self) -> Option<i64> {
        super::spread::share(self.in_target, self.contact.count)
    }

    /// Handled within 1 to 4 hours, in tenths of a per cent of all that were.
    pub fn share_1_to_4(&self) -> Option<i64> {
        super::spread::share(self.handled_1_to_4, self.handling.count)
    }
}

#[derive(Default)]
struct Gathered {
    channel: OfChannel,
    numbers: ChannelNumbers,
    contact: Vec<Span>,
    handling: Vec<Span>,
}

/// A label's id; none for all channels together.
type OfChannel = Option<LabelId>;

/// The numbers of a period while its orders are read.
pub struct NumbersSoFar {
    /// All channels first, then each.
    gathered: Vec<Gathered>,
    customers: Vec<CustomerId>,
    /// When each ordered, and by which channel.
    placed: Vec<(Time, usize)>,
}

impl Default for NumbersSoFar {
    fn default() -> NumbersSoFar {
        NumbersSoFar {
            gathered: vec![Gathered::default()],
            customers: Vec::new(),
            placed: Vec::new(),
        }
    }
}

/// Reads them.
pub fn numbers(look: &Look<'_>, period: Period) -> Result<Numbers, StoreError> {
    of_orders::<NumbersSoFar>(look, period)
}

impl OfOrders for NumbersSoFar {
    type Figures = Numbers;

    fn add(&mut self, look: &Look<'_>, order: &OrderFigures) {
        if !counts(order) {
            return;
        }
        let gathered = &mut self.gathered;
        let at = gathered.iter().position(|one| one.channel == Some(order.channel));
        let at = at.unwrap_or_else(|| {
            gathered.push(Gathered {
                channel: Some(order.channel),
                ..Gathered::default()
            });
            gathered.len() - 1
        });
        for at in [0, at] {
            gathered[at].add(look, order);
        }
        self.customers.push(order.customer);
        self.placed.push((order.created_at, at));
    }

    fn finish(self, look: &Look<'_>, period: Period) -> Result<Numbers, StoreError> {
        let mut gathered = self.gathered;
        let first_kept = look.store.first_kept_of(&self.customers)?;
        for (customer, (created_at, at)) in self.customers.iter().zip(self.placed) {
            let is_repeat = first_kept.get(customer).is_some_and(|first| *first < created_at);
            for at in [0, at] {
                gathered[at].numbers.repeat += i64::from(is_repeat);
            }
        }
        let names = look.store.channel_names()?;
        let mut channels = Vec::with_capacity(gathered.len());
        for one in gathered {
            let mut numbers = one.numbers;
            numbers.id = one.channel;
            if let Some(channel) = one.channel {
                let name = names.get(&channel).map(|name| clean(name).into_owned());
                numbers.channel = name.unwrap_or_default();
            }
            let within = |hours: i64| {
                let span = |span: &&Span| **span >= Span::hours(1) && **span <= Span::hours(hours);
                i64::try_from(one.handling.iter().filter(span).count()).unwrap_or(i64::MAX)
            };
            (numbers.handled_1_to_4, numbers.handled_1_to_8) = (within(4), within(8));
            numbers.contact = Spread::of(one.contact);
            numbers.handling = Spread::of(one.handling);
            channels.push(numbers);
        }
        let all = channels.remove(0);
        channels.sort_by(|a, b| b.orders.cmp(&a.orders).then_with(|| a.channel.cmp(&b.channel)));
        Ok(Numbers { period, all, channels })
    }
}

/// True for an order of a customer, whatever became of it.
pub fn counts(order: &OrderFigures) -> bool {
    !order.reason.is_some_and(Reason::is_no_order)
}

/// True when it was given up.
pub fn is_refused(order: &OrderFigures) -> bool {
    order.cancelled_at.is_some() || order.returned_at.is_some()
}

/// From the order to the first contact we made, callable time; none where we made none.
pub fn contact(look: &Look<'_>, order: &OrderFigures) -> Option<Span> {
    order.contact_made().map(|at| waited(look, order, at))
}

/// Whether a first contact came in R4's time.
pub fn is_in_target(look: &Look<'_>, waited: Span) -> bool {
    waited <= look.rules.regulation().first_contact_target
}

fn waited(look: &Look<'_>, order: &OrderFigures, until: Time) -> Span {
    let callable = look.rules.shop_calendar(order.shop, order.zone).callable();
    callable.between(order.created_at, until).max(Span::ZERO)
}

impl Gathered {
    fn add(&mut self, look: &Look<'_>, order: &OrderFigures) {
        let refused = is_refused(order);
        let sold = !refused && (order.received_at.is_some() || order.full_paid_at.is_some());
        self.numbers.orders += 1;
        self.numbers.sold += i64::from(sold);
        self.numbers.refused += i64::from(refused);
        if order.is_history() {
            return;
        }
        if let Some(span) = contact(look, order) {
            self.contact.push(span);
            self.numbers.in_target += i64::from(is_in_target(look, span));
        }
        if !order.is_confirmed_by_shop() {
            let decided = [order.confirmed_at, order.cancelled_at].into_iter().flatten().min();
            self.handling.extend(decided.map(|at| waited(look, order, at)));
        }
    }
}
