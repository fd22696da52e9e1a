//! `[hours]`: its keys stand for the days of [`Hours::week`].

use super::keys::KeyVisitor;
use super::keys::Keys;
use super::keys::SettingKey;
use super::value::WEEKDAYS;
use crate::domain::hours::Hours;
use crate::domain::money::Currency;

impl Keys for Hours {
    fn visit(&mut self, _: Currency, visitor: &mut impl KeyVisitor) {
        for (name, day) in WEEKDAYS.into_iter().zip(&mut self.week) {
            let about = match name {
                "mon" => "\"09:00-13:00,14:00-21:00\" with a break, \"\" for a closed day",
                "sun" => "it may end at 24:00, not later",
                _ => "likewise",
            };
            let rules = &[5];
            visitor.key(&SettingKey { name, rules, about }, day);
        }
        let holidays = SettingKey {
            name: "holidays",
            rules: &[5, 13],
            about: "dates on which nobody works: [\"2026-01-01\"]",
        };
        visitor.key(&holidays, &mut self.holidays);
        let business_days = SettingKey {
            name: "business_days",
            rules: &[13],
            about: "what \"2bd\" counts",
        };
        visitor.key(&business_days, &mut self.business_days);
    }
}
