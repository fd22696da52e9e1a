//! What a shop may set, as the rules read it: every key once, with its default. `config` fills it from a file.

mod carriers;
mod channels;
mod hours;
pub mod keys;
mod order_shop;
mod regulation;
mod settings;
mod source;
pub mod value;
mod ways;

pub use self::carriers::CarrierTerms;
pub use self::carriers::Carriers;
pub use self::channels::ChannelSetting;
pub use self::channels::Channels;
pub use self::channels::Go;
pub use self::channels::SecretRef;
pub use self::channels::Security;
pub use self::channels::Via;
pub use self::order_shop::OrderShop;
pub use self::regulation::B2bTerms;
pub use self::regulation::PaidFirstContact;
pub use self::regulation::Regulation;
pub use self::settings::BackupTerms;
pub use self::settings::Console;
pub use self::settings::Files;
pub use self::settings::Glyphs;
pub use self::settings::OperatorSetting;
pub use self::settings::Retention;
pub use self::settings::Role;
pub use self::settings::Settings;
pub use self::settings::Shop;
pub use self::settings::Theme;
pub use self::source::CustomerLanguage;
pub use self::source::SourceSetting;
pub use self::ways::MessageWays;
