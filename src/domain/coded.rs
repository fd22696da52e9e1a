//! One way to write an enum that people type, JSON carries and SQLite keeps as a small integer.

/// Declares an enum whose every case has a stable integer (kept in the file) and a stable code (JSON, commands); without
/// integers one that no file keeps, whose codes name messages and words of JSON.
macro_rules! coded {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$case_meta:meta])* $case:ident $code:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
        pub enum $name { $($(#[$case_meta])* #[serde(rename = $code)] $case),+ }

        impl $name {
            /// Every case, in declared order.
            pub const ALL: &'static [$name] = &[$($name::$case),+];

            /// The stable code.
            pub const fn code(self) -> &'static str {
                match self { $($name::$case => $code),+ }
            }
        }
    };
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$case_meta:meta])* $case:ident = $int:literal $code:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$case_meta])* #[serde(rename = $code)] $case = $int),+ }

        impl $name {
            /// Every case, in declared order.
            pub const ALL: &'static [$name] = &[$($name::$case),+];

            /// The stable code, as commands and JSON write it.
            pub const fn code(self) -> &'static str {
                match self { $($name::$case => $code),+ }
            }

            /// The case of a code; nothing when there is no such code.
            pub fn parse(code: &str) -> Option<$name> {
                match code { $($code => Some($name::$case),)+ _ => None }
            }

            /// The stable integer, as the file keeps it.
            pub const fn int(self) -> i64 {
                self as i64
            }

            /// The case of a kept integer; nothing when a newer program wrote it.
            pub const fn from_int(int: i64) -> Option<$name> {
                match int { $($int => Some($name::$case),)+ _ => None }
            }
        }
    };
}

pub(crate) use coded;
