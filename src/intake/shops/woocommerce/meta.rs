//! What plugins keep in an order's `meta_data`: waybills, branches, tax ids, wishes.

use serde_json::Value;

use super::values::plain;
use crate::intake::fields;
use crate::intake::fields::SHORT;
use crate::intake::fields::get;
use crate::intake::fields::scalar;
use crate::intake::vocabulary as words;
use crate::intake::vocabulary::YesNo;
use crate::text::fold;

/// A waybill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tracking {
    /// Its number.
    pub number: String,
    /// The carrier in the shop's words; empty when not told.
    pub provider: String,
}

/// The fields, by folded key.
pub struct Meta<'a>(Vec<(String, &'a Value)>);

impl<'a> Meta<'a> {
    /// The fields of an order.
    pub fn of(order: &'a Value) -> Meta<'a> {
        let list = order.get("meta_data").and_then(Value::as_array).into_iter().flatten();
        let named = list.filter_map(|meta| Some((fold(&get(meta, "key")?), meta.get("value")?)));
        Meta(named.collect())
    }

    /// The waybills of the *Shipment Tracking* plugin's list, its later entries first, or of plain fields: of the list each is
    /// a parcel, of the fields the first.
    pub fn tracking(&self, order: &Value) -> Vec<Tracking> {
        let lists = self
            .values(|key| key == "_wc_shipment_tracking_items")
            .chain(order.get("shipment_trackings"));
        let listed = lists.filter_map(Value::as_array).flat_map(|list| list.iter().rev());
        let listed = listed.filter_map(|entry| {
            let provider = ["tracking_provider", "custom_tracking_provider"];
            Some(Tracking {
                number: get(entry, "tracking_number")?,
                provider: provider.iter().find_map(|key| get(entry, key)).unwrap_or_default(),
            })
        });
        let plain_keys = |key: &str| {
            let key = key.trim_start_matches('_');
            matches!(
                key,
                "tracking_number" | "track_number" | "tracking_code" | "ttn" | "ттн" | "трек-номер"
            ) || key.ends_with("_ttn")
                || key.ends_with("_tracking_number")
        };
        let fields = self
            .values(plain_keys)
            .chain(order.get("tracking_number"))
            .filter_map(scalar);
        let fields = fields.map(|number| Tracking {
            number: fields::text(&number, SHORT),
            provider: String::new(),
        });
        let listed: Vec<Tracking> = listed.filter(|tracking| !tracking.number.is_empty()).collect();
        let field = || fields.into_iter().find(|tracking| !tracking.number.is_empty());
        if listed.is_empty() {
            Vec::from_iter(field())
        } else {
            listed
        }
    }

    /// The pickup branch in words, where a plugin keeps it apart from the address.
    pub fn branch(&self) -> Option<String> {
        let keys = |key: &str| {
            ["warehouse", "pickup_point", "pvz", "відділення", "отделение"]
                .iter()
                .any(|part| key.contains(part))
        };
        let texts = self
            .values(keys)
            .filter_map(scalar)
            .map(|text| plain(Some(text), SHORT));
        // Keys and references of the branch stand in fields of similar names: only words are an address.
        texts
            .into_iter()
            .find(|text| text.contains(' ') && text.chars().any(char::is_alphabetic))
    }

    /// The tax id.
    pub fn tax_id(&self) -> Option<String> {
        let keys = |key: &str| {
            let key = key.trim_start_matches('_').trim_start_matches("billing_");
            matches!(
                key,
                "inn" | "инн" | "tax_id" | "vat_number" | "vat" | "edrpou" | "єдрпоу"
            )
        };
        let texts = self
            .values(keys)
            .filter_map(scalar)
            .map(|text| fields::text(&text, SHORT));
        texts.into_iter().find(|text| !text.is_empty())
    }

    /// Whether they asked not to be called (R36).
    pub fn do_not_call(&self) -> bool {
        self.values(words::asks_no_call)
            .filter_map(scalar)
            .any(|value| words::yes_no(&value) == Some(YesNo::Yes))
    }

    fn values(&self, wanted: impl Fn(&str) -> bool) -> impl Iterator<Item = &'a Value> {
        self.0
            .iter()
            .filter(move |(key, _)| wanted(key))
            .map(|(_, value)| *value)
    }
}
