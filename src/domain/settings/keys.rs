//! One way to write a group of settings: its struct, defaults, keys, rules and words are one list.

use super::value::SettingValue;
use crate::domain::money::Currency;

/// A key of the settings file.
#[derive(Clone, Copy, Debug)]
pub struct SettingKey {
    /// As the file writes it.
    pub name: &'static str,
    /// The numbers of the rules that read it.
    pub rules: &'static [u8],
    /// What it sets: the comment beside it in `config.example.toml`.
    pub about: &'static str,
}

/// Visits keys section by section, and may read or set their values.
pub trait KeyVisitor {
    /// The keys that follow stand in this section, written as in the file: `[shop]`.
    fn section(&mut self, _name: &str) {}

    /// The next key and its value.
    fn key(&mut self, key: &SettingKey, value: &mut impl SettingValue);
}

/// A group of keys.
pub trait Keys {
    /// Visits each key; amounts are in the shop's `currency`.
    fn visit(&mut self, currency: Currency, visitor: &mut impl KeyVisitor);
}

/// Declares the struct of a section with a line for each key: its documentation, of which the first line is the comment in
/// `config.example.toml`, its type, its default, the rules that read it and, when it is unset by default, what the example
/// shows. An amount in minor units is marked by `as Amount`.
macro_rules! keys {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $(
                #[doc = $about:literal]
                $(#[doc = $more:literal])*
                $key:ident: $type:ty $(as $kind:ident)? = $default:expr
                    $(, rules $rules:expr)?
                    $(, example $example:expr)?;
            )+
        }
    ) => {
        $(#[$meta])*
        pub struct $name {
            $(#[doc = $about] $(#[doc = $more])* pub $key: $type,)+
        }

        impl Default for $name {
            fn default() -> $name {
                $name { $($key: $default),+ }
            }
        }

        impl $crate::domain::settings::keys::Keys for $name {
            #[allow(unused_variables)] // only amounts need the currency
            fn visit(
                &mut self,
                currency: $crate::domain::money::Currency,
                visitor: &mut impl $crate::domain::settings::keys::KeyVisitor,
            ) {
                $(
                    let rules: &'static [u8] = &[];
                    $(let rules = &$rules;)?
                    let key = $crate::domain::settings::keys::SettingKey { name: stringify!($key), rules, about: $about };
                    let value = &mut self.$key;
                    $(let value = &mut $kind { minor: value, currency };)?
                    visitor.key(&key, value);
                )+
            }
        }

        #[cfg(test)]
        impl $name {
            /// The defaults, with what the example shows of keys without one.
            pub(crate) fn example() -> $name {
                #[allow(clippy::needless_update)]
                $name { $($($key: $example,)?)+ ..$name::default() }
            }
        }
    };
}

pub(crate) use keys;
