//! What is bound to a statement: integers, texts and nothing.

use std::borrow::Cow;

/// A value that is bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) enum Val<'a> {
    /// Nothing.
    Null,
    /// An integer.
    Int(i64),
    /// A text.
    Text(Cow<'a, str>),
}

impl Val<'_> {
    /// The same, of its own.
    pub(in crate::store) fn owned(&self) -> Val<'static> {
        match self {
            Val::Null => Val::Null,
            Val::Int(int) => Val::Int(*int),
            Val::Text(text) => Val::Text(Cow::Owned(text.clone().into_owned())),
        }
    }

    /// The same, borrowed.
    pub(in crate::store) fn borrowed(&self) -> Val<'_> {
        match self {
            Val::Null => Val::Null,
            Val::Int(int) => Val::Int(*int),
            Val::Text(text) => Val::Text(Cow::Borrowed(text)),
        }
    }
}

/// What can be bound.
pub(in crate::store) trait ToVal {
    /// It, as it is bound.
    fn to_val(&self) -> Val<'_>;
}

/// All that is bound to a statement, in its order.
pub(in crate::store) trait Args {
    /// The values, `$1` first.
    fn vals(&self) -> Vec<Val<'_>>;
}

impl ToVal for i64 {
    fn to_val(&self) -> Val<'_> {
        Val::Int(*self)
    }
}

impl ToVal for str {
    fn to_val(&self) -> Val<'_> {
        Val::Text(Cow::Borrowed(self))
    }
}

impl ToVal for String {
    fn to_val(&self) -> Val<'_> {
        Val::Text(Cow::Borrowed(self))
    }
}

impl ToVal for Val<'_> {
    fn to_val(&self) -> Val<'_> {
        self.borrowed()
    }
}

impl<T: ToVal + ?Sized> ToVal for &T {
    fn to_val(&self) -> Val<'_> {
        (**self).to_val()
    }
}

impl<T: ToVal> ToVal for Option<T> {
    fn to_val(&self) -> Val<'_> {
        self.as_ref().map_or(Val::Null, T::to_val)
    }
}

impl From<i64> for Val<'_> {
    fn from(int: i64) -> Self {
        Val::Int(int)
    }
}

impl<'a> From<&'a str> for Val<'a> {
    fn from(text: &'a str) -> Self {
        Val::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Val<'_> {
    fn from(text: String) -> Self {
        Val::Text(Cow::Owned(text))
    }
}

impl<'a, T: Into<Val<'a>>> From<Option<T>> for Val<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Val::Null, T::into)
    }
}

impl Args for () {
    fn vals(&self) -> Vec<Val<'_>> {
        Vec::new()
    }
}

impl<T: ToVal, const N: usize> Args for [T; N] {
    fn vals(&self) -> Vec<Val<'_>> {
        self.iter().map(T::to_val).collect()
    }
}

impl<T: ToVal> Args for Vec<T> {
    fn vals(&self) -> Vec<Val<'_>> {
        self.iter().map(T::to_val).collect()
    }
}

macro_rules! tuples {
    ($(($($name:ident $at:tt),+);)+) => {
        $(impl<$($name: ToVal),+> Args for ($($name,)+) {
            fn vals(&self) -> Vec<Val<'_>> {
                vec![$(self.$at.to_val()),+]
            }
        })+
    };
}

tuples! {
    (A 0);
    (A 0, B 1);
    (A 0, B 1, C 2);
    (A 0, B 1, C 2, D 3);
    (A 0, B 1, C 2, D 3, E 4);
    (A 0, B 1, C 2, D 3, E 4, F 5);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8);
}

/// As many values as there are, one after the other.
pub(in crate::store) fn args_from<T: ToVal>(values: impl IntoIterator<Item = T>) -> Vec<T> {
    values.into_iter().collect()
}

/// More values than a tuple holds.
macro_rules! vals {
    ($($value:expr),* $(,)?) => {
        [$($crate::store::db::ToVal::to_val(&$value)),*]
    };
}
pub(in crate::store) use vals;
