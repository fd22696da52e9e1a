//! The engine: the only folder that names one. Everything above asks a [`Conn`] in SQL that SQLite and PostgreSQL both
//! understand, binds [`Val`]s and reads [`DbRow`]s.

mod access;
mod args;
mod begun;
mod break_signal;
mod conn;
mod copy;
mod foresight;
mod lite_error;
mod open;
mod pg;
mod pg_ask;
mod pg_break;
mod pg_copy;
mod pg_error;
#[cfg(test)]
mod pg_plans;
mod pg_prepared;
mod pg_rows;
mod pg_sent;
mod pg_tls;
mod pg_trace;
mod pg_turn;
mod pg_value;
mod pg_way;
#[cfg(test)]
pub(super) mod plans;
mod row;
mod statement;
mod tables;
mod wait;
mod work_key;

pub use crate::store::db::access::Access;
pub(super) use crate::store::db::args::Args;
pub(super) use crate::store::db::args::ToVal;
pub(super) use crate::store::db::args::Val;
pub(super) use crate::store::db::args::args_from;
pub(super) use crate::store::db::args::vals;
pub use crate::store::db::conn::Breaker;
pub(super) use crate::store::db::conn::Conn;
pub(super) use crate::store::db::pg_copy::CopyIn;
pub(super) use crate::store::db::pg_copy::write_line;
#[cfg(test)]
pub(super) use crate::store::db::pg_sent::trips_here;
pub(super) use crate::store::db::pg_trace::WRITTEN;
pub(super) use crate::store::db::row::Answer;
pub(super) use crate::store::db::row::DbRow;
pub(super) use crate::store::db::row::FromColumn;
pub(super) use crate::store::db::row::OptionalRow;
pub(super) use crate::store::db::statement::prepare;
pub(super) use crate::store::db::wait::pause;
pub use crate::store::db::work_key::WorkKey;
