//! What the rules read besides the facts: the settings, what is computed once a day, and a calendar per zone.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::OnceLock;

use chrono_tz::Tz;

use crate::domain::duration::Days;
use crate::domain::facts::CustomerFacts;
use crate::domain::hours::Calendar;
use crate::domain::ids::LabelId;
use crate::domain::order::CustomerFlags;
use crate::domain::order::OrderFacts;
use crate::domain::settings::Regulation;
use crate::domain::settings::Settings;
use crate::domain::task::Task;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// The settings made ready for the rules. Make one at the start of a day, or when a setting or a zone is new, and
/// share it between threads.
#[derive(Debug)]
pub struct Rulebook {
    settings: Arc<Settings>,
    companies: Regulation,
    high_total: Option<i64>,
    anchor: Time,
    last_ran: Option<Time>,
    shop: Zones,
    /// Of shops with hours of their own.
    others: Vec<Zones>,
    /// Which of them the orders of a source go by.
    of_source: HashMap<LabelId, usize>,
    label_count: usize,
}

/// One shop's hours, for customers at home and in other zones.
#[derive(Debug)]
struct Zones {
    home: Calendar,
    elsewhere: HashMap<LabelId, Zone>,
}

impl Zones {
    fn new(home: Calendar, elsewhere: &[(LabelId, Tz)]) -> Zones {
        let zone = |tz| Zone {
            tz,
            calendar: OnceLock::new(),
        };
        Zones {
            home,
            elsewhere: elsewhere.iter().map(|(label, tz)| (*label, zone(*tz))).collect(),
        }
    }

    fn calendar(&self, zone: Option<LabelId>) -> &Calendar {
        let Some(zone) = zone.and_then(|label| self.elsewhere.get(&label)) else {
            return &self.home;
        };
        zone.calendar.get_or_init(|| self.home.elsewhere(zone.tz))
    }
}

/// Laid out when first asked for: a shop knows a dozen zones and a day needs few of them.
#[derive(Debug)]
struct Zone {
    tz: Tz,
    calendar: OnceLock<Calendar>,
}

impl Rulebook {
    /// Of `settings`; `usual_high` is R3's percentile in minor units of the shop's currency, used when
    /// `[regulation] high_total` is unset; `zones` says which zone each interned name means, `sources` under which source
    /// the orders of each interned name are kept; calendars reach some 400 days either side of `anchor`.
    pub fn new(
        settings: Arc<Settings>,
        usual_high: Option<i64>,
        zones: impl IntoIterator<Item = (LabelId, Tz)>,
        sources: impl IntoIterator<Item = (LabelId, String)>,
        anchor: Time,
    ) -> Rulebook {
        let own = settings.shop.time_zone;
        let mut label_count = 0;
        let counted = zones.into_iter().inspect(|_| label_count += 1);
        let elsewhere: Vec<(LabelId, Tz)> = counted.filter(|(_, tz)| *tz != own).collect();
        let (mut others, mut of_source, mut known) = (Vec::new(), HashMap::new(), HashMap::new());
        for (label, source) in sources {
            label_count += 1;
            let Some(hours) = settings.hours_of(&source) else {
                continue;
            };
            let at = *known.entry(hours.week.clone()).or_insert_with(|| {
                others.push(Zones::new(settings.calendar_by(&hours, None, anchor), &elsewhere));
                others.len() - 1
            });
            of_source.insert(label, at);
        }
        Rulebook {
            companies: settings.b2b.applied_to(&settings.regulation),
            high_total: settings.regulation.high_total.or(usual_high),
            anchor,
            last_ran: None,
            shop: Zones::new(settings.calendar(None, anchor), &elsewhere),
            others,
            of_source,
            label_count,
            settings,
        }
    }

    /// Who knows when the desk worked by itself before today: the midnight the last such working day began at.
    #[must_use]
    pub fn having_run(mut self, last_ran: Option<Time>) -> Rulebook {
        self.last_ran = last_ran;
        self
    }

    /// The midnight at which the last working day before today began on which the desk worked by itself; none when that is
    /// not known.
    pub fn last_ran(&self) -> Option<Time> {
        self.last_ran
    }

    /// How many names of zones and sources it was made with.
    pub fn label_count(&self) -> usize {
        self.label_count
    }

    /// Everything the shop set.
    pub fn settings(&self) -> &Arc<Settings> {
        &self.settings
    }

    /// The regulation's numbers.
    pub fn regulation(&self) -> &Regulation {
        &self.settings.regulation
    }

    /// The numbers that hold for an order: companies may have terms of their own (R10).
    pub fn regulation_of(&self, order: &OrderFacts) -> &Regulation {
        if order.marks.has(CustomerFlags::B2B) {
            &self.companies
        } else {
            &self.settings.regulation
        }
    }

    /// It had waited for so long when the desk first saw it that it is backlog: nobody is told of it by itself, and it is
    /// served by age, after those who have just ordered. An order reopened here is none.
    pub fn is_backlog(&self, order: &OrderFacts) -> bool {
        let Days(after) = self.settings.regulation.backlog_after;
        order.reopened_at.is_none() && order.seen_at - order.created_at > Span::days(after)
    }

    /// What counts from `base` of this order is not told: it is backlog, and that was before the desk first saw it.
    pub fn is_of_backlog(&self, order: &OrderFacts, base: Time) -> bool {
        self.is_backlog(order) && base < order.seen_at
    }

    /// Over this an order is high (R3), minor units of the shop's currency; none when nothing is.
    pub fn high_total(&self) -> Option<i64> {
        self.high_total
    }

    /// The moment the calendars are laid out around.
    pub fn anchor(&self) -> Time {
        self.anchor
    }

    /// The calendar for a customer in `zone`; who has no known zone lives in the shop's (R36).
    pub fn calendar(&self, zone: Option<LabelId>) -> &Calendar {
        self.shop.calendar(zone)
    }

    /// The calendar an order goes by: its own shop's hours where it goes to, or for one who lives in `home` where that is
    /// not known (R5, R36).
    pub fn order_calendar(&self, order: &OrderFacts, home: Option<LabelId>) -> &Calendar {
        self.shop_calendar(order.shop, order.zone.or(home))
    }

    /// The calendar of a shop's hours for who lives in `zone`; without hours of its own it goes by the usual ones.
    pub fn shop_calendar(&self, shop: Option<LabelId>, zone: Option<LabelId>) -> &Calendar {
        let own = shop.and_then(|shop| self.others.get(*self.of_source.get(&shop)?));
        own.unwrap_or(&self.shop).calendar(zone)
    }

    /// The calendar by which a task of theirs goes: where its order goes to, else where they live (R36).
    pub fn calendar_of(&self, facts: &CustomerFacts, task: &Task) -> &Calendar {
        let order = facts.orders.iter().find(|order| Some(order.id) == task.order);
        order.map_or_else(
            || self.calendar(facts.zone),
            |order| self.order_calendar(order, facts.zone),
        )
    }

    /// A high total (R3): strictly over, and in the shop's currency only.
    pub fn is_high(&self, order: &OrderFacts) -> bool {
        order.currency == self.settings.shop.currency && self.high_total.is_some_and(|high| order.total > high)
    }
}
