//! A desk of one order, as the store would keep it: what the tests of merging work on.

use super::Existing;
use super::KnownCustomer;
use super::create::History;
use super::difference::asks;
use super::existing::KnownPayments;
use super::merge::*;
use crate::domain::action::OrderTexts;
use crate::domain::action::record::ContactKind;
use crate::domain::action::record::ContactRecord;
use crate::domain::action::record::OrderRecord;
use crate::domain::carrier::Carrier;
use crate::domain::change::Change;
use crate::domain::change::Field;
use crate::domain::change::NewRow;
use crate::domain::change::Value;
use crate::domain::field_changes::fields_of;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::incoming::IncomingCustomer;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::IncomingPayment;
use crate::domain::incoming::IncomingPhone;
use crate::domain::incoming::ShopStatus;
use crate::domain::money::Currency;
use crate::domain::order::Flags;
use crate::domain::order::Line;
use crate::domain::order::Means;
use crate::domain::order::Reason;
use crate::domain::order::Terms;
use crate::domain::order_merge::create::create;
use crate::domain::parcels::project;
use crate::domain::shipment::Parcel;
use crate::domain::time::Span;
use crate::domain::time::Time;

pub(super) const T0: Time = Time(1_773_219_600_000);

/// The desk is there since the day after.
pub(super) const FIRST: History = History {
    first_import: Time(T0.0 + 86_400_000),
    open_since: None,
    hold: Span::days(14),
};

pub(super) fn line(sku: &str, total: i64) -> Line {
    Line {
        sku: sku.to_owned(),
        name: format!("Товар {sku}"),
        parameters: String::new(),
        quantity_milli: 1_000,
        price: total,
        total,
    }
}

pub(super) fn shop() -> IncomingOrder {
    IncomingOrder {
        source: "shop".to_owned(),
        external_id: "1042".to_owned(),
        number: "1042".to_owned(),
        shop: String::new(),
        key: String::new(),
        modified_at: Some(T0),
        created_at: T0,
        status: ShopStatus::New,
        status_at: None,
        status_word: "new".to_owned(),
        reason: None,
        payment_failed: false,
        customer: IncomingCustomer {
            name: "Елена Иванова".to_owned(),
            phones: vec![IncomingPhone {
                raw: "89167654321".to_owned(),
                e164: Some("+79167654321".to_owned()),
            }],
            ..IncomingCustomer::default()
        },
        currency: Currency::RUB,
        total: 10_000,
        is_total_summed: false,
        is_paid_by_word: false,
        terms: Some(Terms::Prepaid),
        payment_title: "Карта".to_owned(),
        delivery_title: "Почта".to_owned(),
        carrier: None,
        address: "Москва".to_owned(),
        region: String::new(),
        comment: String::new(),
        do_not_call: false,
        channel: "site".to_owned(),
        lines: vec![line("C803", 10_000)],
        payments: Vec::new(),
        tracking_number: None,
        estimate_at: None,
        parcels: Vec::new(),
    }
}

pub(super) fn later(minutes: i64, change: impl FnOnce(&mut IncomingOrder)) -> IncomingOrder {
    let mut version = shop();
    version.modified_at = Some(T0 + Span::minutes(minutes));
    change(&mut version);
    version
}

pub(super) fn paid(reference: &str, amount: i64) -> IncomingPayment {
    IncomingPayment {
        at: T0,
        amount,
        means: Means::Card,
        reference: reference.to_owned(),
        note: String::new(),
    }
}

/// A desk of one order: what the store would keep.
#[derive(Clone, Debug)]
pub(super) struct Desk {
    pub(super) order: OrderRecord,
    pub(super) payments: KnownPayments,
    pub(super) name: String,
    pub(super) company: String,
    pub(super) tax_id: String,
    pub(super) contacts: Vec<ContactRecord>,
    pub(super) shop: IncomingOrder,
    /// What the shop said when the question arose.
    pub(super) asked: Option<IncomingOrder>,
}

impl Desk {
    pub(super) fn new(shop: &IncomingOrder) -> Desk {
        let facts = create(shop, CustomerId(1), T0, FIRST);
        let mut desk = Desk {
            order: OrderRecord {
                facts,
                number: shop.number.clone(),
                tracking_number: shop.tracking_number.clone(),
                parcels: Vec::new(),
                claims_paid: None,
                returns: Vec::new(),
                texts: OrderTexts {
                    customer_name: shop.customer.name.clone(),
                    customer_phone: shop.customer.phone(),
                    address: shop.address.clone(),
                    region: shop.region.clone(),
                    comment: shop.comment.clone(),
                    payment_title: shop.payment_title.clone(),
                    delivery_title: shop.delivery_title.clone(),
                },
                lines: shop.lines.clone(),
            },
            payments: KnownPayments::default(),
            name: shop.customer.name.clone(),
            company: shop.customer.company.clone(),
            tax_id: shop.customer.tax_id.clone(),
            contacts: Vec::new(),
            shop: shop.clone(),
            asked: None,
        };
        desk.order.facts.id = OrderId(7);
        for payment in &shop.payments {
            desk.count(payment.amount, Some(payment.kept_reference()));
        }
        desk
    }

    pub(super) fn count(&mut self, amount: i64, reference: Option<String>) {
        self.order.facts.paid += amount;
        self.payments.count(amount, reference);
    }

    /// Takes back an entry of an operator.
    pub(super) fn take_back(&mut self, amount: i64) {
        let at = self.payments.entered.iter().position(|own| *own == amount).unwrap();
        self.payments.entered.remove(at);
        self.order.facts.paid -= amount;
        self.payments.came -= amount.max(0);
        self.payments.take_back(amount, None);
    }

    fn customer(&self) -> KnownCustomer<'_> {
        KnownCustomer {
            name: &self.name,
            company: &self.company,
            tax_id: &self.tax_id,
            contacts: &self.contacts,
        }
    }

    /// The order with the one parcel that its facts speak of.
    fn sent(&self) -> OrderRecord {
        let only = Parcel::only(&self.order.facts, self.order.tracking_number.as_deref());
        OrderRecord {
            parcels: Vec::from_iter(only),
            ..self.order.clone()
        }
    }

    pub(super) fn merge(&self, incoming: &IncomingOrder) -> Merged {
        let existing = Existing {
            order: &self.sent(),
            payments: &self.payments,
            customer: self.customer(),
            last_shop: Some(&self.shop),
            asked: self.asked.as_ref(),
            modified_at: self.shop.modified_at,
        };
        merge(&existing, incoming, T0 + Span::days(30))
    }

    /// The changes of a version when the last one was not kept.
    pub(super) fn merge_without_base(&self, incoming: &IncomingOrder) -> Vec<Change> {
        let existing = Existing {
            order: &self.sent(),
            payments: &self.payments,
            customer: self.customer(),
            last_shop: None,
            asked: self.asked.as_ref(),
            modified_at: self.shop.modified_at,
        };
        match merge(&existing, incoming, T0 + Span::days(30)) {
            Merged::Update { changes, .. } => changes,
            _ => Vec::new(),
        }
    }

    /// Merges and applies, as the store would; the changes.
    pub(super) fn take(&mut self, incoming: &IncomingOrder) -> Vec<Change> {
        match self.merge(incoming) {
            Merged::Update { changes, shop } => {
                if let Some(asked) = asks(&changes).then_some(&self.shop) {
                    self.asked = Some(asked.clone());
                }
                for change in &changes {
                    self.apply(change);
                }
                self.shop = *shop;
                changes
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn apply(&mut self, change: &Change) {
        match change {
            Change::Set {
                field, before, after, ..
            } => {
                let slot = self.slot(*field);
                assert_eq!(&slot, before, "{field:?}");
                self.write(*field, after);
            }
            Change::Lines { before, after, .. } => {
                assert_eq!(&self.order.lines, before);
                self.order.lines.clone_from(after);
            }
            Change::Parcels { before, after, .. } => {
                assert_eq!(&self.sent().parcels, before);
                project(&mut self.order.facts, after, &self.order.lines);
                self.order.tracking_number = after.first().and_then(|parcel| parcel.number.clone());
            }
            Change::Add { new, .. } => match new {
                NewRow::Payment { amount, reference, .. } => self.count(*amount, reference.clone()),
                NewRow::Contact { kind, raw, norm, .. } => self.contacts.push(ContactRecord {
                    id: 1,
                    kind: ContactKind::from_int(*kind).unwrap(),
                    raw: raw.clone(),
                    norm: norm.clone(),
                    bad_at: None,
                }),
                other => panic!("{other:?}"),
            },
            Change::Void { .. } | Change::Move { .. } | Change::Stock { .. } => {
                panic!("merging voids and moves nothing")
            }
        }
    }

    fn time(&mut self, field: Field) -> Option<&mut Option<Time>> {
        let f = &mut self.order.facts;
        Some(match field {
            Field::ConfirmedAt => &mut f.confirmed_at,
            Field::CancelledAt => &mut f.cancelled_at,
            Field::ReopenedAt => &mut f.reopened_at,
            Field::EstimateAt => &mut f.estimate_at,
            Field::ShopChangedAt => &mut f.shop_changed_at,
            Field::ShopCancelledAt => &mut f.shop_cancelled_at,
            Field::OwedChangedAt => &mut f.owed_changed_at,
            Field::AgreedChangedAt => &mut f.agreed_changed_at,
            _ => return None,
        })
    }

    fn slot(&mut self, field: Field) -> Value {
        if let Some(time) = self.time(field) {
            return (*time).into();
        }
        let (f, t) = (&self.order.facts, &self.order.texts);
        match field {
            Field::Total => f.total.into(),
            Field::Flags => f.flags.0.into(),
            Field::Terms => f.terms.int().into(),
            Field::Carrier => f.carrier.map(Carrier::int).into(),
            Field::Reason => f.reason.map(Reason::int).into(),
            Field::Name => self.name.as_str().into(),
            Field::Company => self.company.as_str().into(),
            Field::TaxId => self.tax_id.as_str().into(),
            Field::CustomerName => t.customer_name.as_str().into(),
            Field::CustomerPhone => t.customer_phone.as_str().into(),
            Field::Address => t.address.as_str().into(),
            Field::Region => t.region.as_str().into(),
            Field::Comment => t.comment.as_str().into(),
            Field::PaymentTitle => t.payment_title.as_str().into(),
            Field::DeliveryTitle => t.delivery_title.as_str().into(),
            other => panic!("{other:?}"),
        }
    }

    fn write(&mut self, field: Field, value: &Value) {
        let int = match value {
            Value::Int(int) => Some(*int),
            _ => None,
        };
        let text = match value {
            Value::Text(text) => text.clone(),
            _ => String::new(),
        };
        if let Some(time) = self.time(field) {
            *time = int.map(Time);
            return;
        }
        let (f, t) = (&mut self.order.facts, &mut self.order.texts);
        match field {
            Field::Total => f.total = int.unwrap(),
            Field::Flags => f.flags = Flags(int.unwrap()),
            Field::Terms => f.terms = Terms::from_int(int.unwrap()).unwrap(),
            Field::Carrier => f.carrier = int.and_then(Carrier::from_int),
            Field::Reason => f.reason = int.and_then(Reason::from_int),
            Field::Name => self.name = text,
            Field::Company => self.company = text,
            Field::TaxId => self.tax_id = text,
            Field::CustomerName => t.customer_name = text,
            Field::CustomerPhone => t.customer_phone = text,
            Field::Address => t.address = text,
            Field::Region => t.region = text,
            Field::Comment => t.comment = text,
            Field::PaymentTitle => t.payment_title = text,
            Field::DeliveryTitle => t.delivery_title = text,
            other => panic!("{other:?}"),
        }
    }
}

pub(super) fn fields(changes: &[Change]) -> Vec<Field> {
    let fields = changes.iter().flat_map(fields_of);
    fields.map(|set| set.field).collect()
}

pub(super) fn amounts(changes: &[Change]) -> Vec<i64> {
    let amount = |change: &Change| match change {
        Change::Add {
            new: NewRow::Payment { amount, .. },
            ..
        } => Some(*amount),
        _ => None,
    };
    changes.iter().filter_map(amount).collect()
}
