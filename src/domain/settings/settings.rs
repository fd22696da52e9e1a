//! The sections of the settings, but for the rules' numbers and the carriers.

use chrono_tz::Tz;

use super::Carriers;
use super::Regulation;
use crate::domain::coded::coded;
use crate::domain::hours::Calendar;
use crate::domain::hours::Hours;
use crate::domain::money::Currency;
use crate::domain::segment::Segment;
use crate::domain::time::Time;

/// Everything a shop may set.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Settings {
    /// Whose desk it is: `[shop]`.
    pub shop: Shop,
    /// When it is open: `[hours]`.
    pub hours: Hours,
    /// The rules' numbers: `[regulation]`.
    pub regulation: Regulation,
    /// How long parcels are kept: `[carriers.<code>]`.
    pub carriers: Carriers,
    /// Who works here: `[[operator]]`. Empty: any name is taken.
    pub operators: Vec<OperatorSetting>,
    /// Customers who are alike: `[[segment]]` (R25).
    pub segments: Vec<Segment>,
    /// Who sits at this machine: `[console] operator`.
    pub operator: Option<String>,
    /// The screen: `[console]`.
    pub console: Console,
    /// The files on disk: `[files]`.
    pub files: Files,
}

/// The shop, as messages and numbers need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shop {
    /// As customers know it.
    pub name: String,
    /// ISO 3166 code, upper case: how phones without a country code are read.
    pub country: String,
    /// The zone of its clock.
    pub time_zone: Tz,
    /// What it sells for.
    pub currency: Currency,
    /// The shop's own contacts, where a worried payer gets an answer (R30).
    pub phone: String,
    /// Likewise.
    pub email: String,
    /// Likewise.
    pub site: String,
    /// Where to pay, as it stands in the messages (R12).
    pub requisites: String,
}

/// One `[[operator]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperatorSetting {
    /// The name in the journal.
    pub name: String,
    /// The view the console starts in.
    pub role: Role,
}

coded! {
    /// What an operator works on, and so sees first (R10).
    pub enum Role {
        /// Everything.
        All = 1 "all",
        /// His own customers.
        Mine = 2 "mine",
        /// People who bought nothing yet.
        New = 3 "new",
        /// People who bought before.
        Existing = 4 "existing",
        /// Businesses.
        B2b = 5 "b2b",
    }
}

/// `[console]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Console {
    /// `ru` or `en`; nothing: the environment's.
    pub language: Option<String>,
    /// Which signs the font has.
    pub glyphs: Glyphs,
    /// Which colours; `NO_COLOR` in the environment wins.
    pub theme: Theme,
    /// A click selects a row and the wheel scrolls; text is then selected with Shift held.
    pub mouse: bool,
    /// Ring the terminal's bell: somebody calls, a call was missed, an empty queue has a row again; once a minute at most.
    pub bell: bool,
    /// Who opens it is logged in, and logged out when he leaves (R29).
    pub log_in: bool,
}

coded! {
    /// Which signs the screen uses.
    pub enum Glyphs {
        /// By the terminal: ASCII on the Linux console.
        Auto = 1 "auto",
        /// Always the full set.
        Unicode = 2 "unicode",
        /// Always plain ones.
        Ascii = 3 "ascii",
    }
}

coded! {
    /// Which colours the screen uses.
    pub enum Theme {
        /// For a dark ground.
        Dark = 1 "dark",
        /// For a light ground.
        Light = 2 "light",
        /// For weak eyes and bad screens.
        HighContrast = 3 "high-contrast",
        /// None.
        None = 4 "none",
    }
}

/// `[files]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Files {
    /// Several logins of one group use the file: 0660 instead of 0600.
    pub shared: bool,
}

impl Settings {
    /// The shop's calendar for a customer in `zone`, or in the shop's own zone when it is not known (R36).
    pub fn calendar(&self, zone: Option<Tz>, anchor: Time) -> Calendar {
        let shop = self.shop.time_zone;
        Calendar::new(
            &self.hours,
            shop,
            zone.unwrap_or(shop),
            self.regulation.calls_between,
            anchor,
        )
    }
}

impl Default for Shop {
    fn default() -> Shop {
        Shop {
            name: String::new(),
            country: "RU".to_owned(),
            time_zone: Tz::Europe__Moscow,
            currency: Currency::RUB,
            phone: String::new(),
            email: String::new(),
            site: String::new(),
            requisites: String::new(),
        }
    }
}

impl Default for Console {
    fn default() -> Console {
        Console {
            language: None,
            glyphs: Glyphs::Auto,
            theme: Theme::Dark,
            mouse: true,
            bell: true,
            log_in: true,
        }
    }
}
