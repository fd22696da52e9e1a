//! What is due when: tables of facts and moments, then what holds for any facts.

mod any;
mod backlog;
mod calls;
mod companies;
mod contact;
mod ends;
mod forecast;
mod later;
mod messages;
mod paid_first;
mod parcels;
mod promises;
mod properties;
pub(in crate::domain) mod support;
mod unfinished;

pub(crate) use self::any::any_customer;
pub(in crate::domain) use self::any::any_time;
