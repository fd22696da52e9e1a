//! Objects of JSON, written down where their values are known.

/// An object of the fields named, in their order: `object! { id: order.id, total }`. What is to be known of a field, by
/// readers or by serde, stands above it.
macro_rules! object {
    ($($(#[$meta:meta])* $field:ident $(: $value:expr)?),+ $(,)?) => {{
        #[allow(non_camel_case_types, clippy::let_and_return)] // the type of a field has its name
        let object = {
            #[derive(serde::Serialize)]
            struct Object<$($field),+> {
                $($(#[$meta])* $field: $field),+
            }
            Object { $($field $(: $value)?),+ }
        };
        object
    }};
}

pub(crate) use object;
