//! What is bound to a server's statements, and what its columns hold.

use std::error::Error;

use bytes::BytesMut;
use tokio_postgres::types::Format;
use tokio_postgres::types::FromSql;
use tokio_postgres::types::IsNull;
use tokio_postgres::types::ToSql;
use tokio_postgres::types::Type;
use tokio_postgres::types::to_sql_checked;

use super::super::StoreError;
use super::args::Val;
use super::pg_rows::ServerRow;

type Problem = Box<dyn Error + Sync + Send>;

/// An integer of any length, or a boolean as 0 or 1.
struct WholeNumber(i64);

impl<'a> FromSql<'a> for WholeNumber {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<WholeNumber, Problem> {
        let whole = match raw {
            [truth] => i64::from(*truth != 0),
            [a, b] => i64::from(i16::from_be_bytes([*a, *b])),
            [a, b, c, d] => i64::from(i32::from_be_bytes([*a, *b, *c, *d])),
            _ => i64::from_be_bytes(raw.try_into()?),
        };
        Ok(WholeNumber(whole))
    }

    fn accepts(of: &Type) -> bool {
        matches!(*of, Type::INT8 | Type::INT4 | Type::INT2 | Type::BOOL)
    }
}

impl ToSql for Val<'_> {
    /// As the statement wants it: an integer beside a text is its digits, as SQLite takes it.
    fn to_sql(&self, of: &Type, out: &mut BytesMut) -> Result<IsNull, Problem> {
        match self {
            Val::Null => return Ok(IsNull::Yes),
            Val::Int(int) => match *of {
                Type::INT8 => out.extend_from_slice(&int.to_be_bytes()),
                Type::INT4 => out.extend_from_slice(&i32::try_from(*int)?.to_be_bytes()),
                Type::INT2 => out.extend_from_slice(&i16::try_from(*int)?.to_be_bytes()),
                Type::BOOL => out.extend_from_slice(&[u8::from(*int != 0)]),
                Type::TEXT | Type::VARCHAR | Type::UNKNOWN => out.extend_from_slice(int.to_string().as_bytes()),
                _ => return Err(format!("an integer cannot be bound as {of}").into()),
            },
            Val::Text(text) => match *of {
                // A server keeps no such character.
                Type::TEXT | Type::VARCHAR | Type::UNKNOWN | Type::NAME | Type::BPCHAR => {
                    out.extend(text.bytes().filter(|byte| *byte != 0));
                }
                Type::INT8 => out.extend_from_slice(&text.parse::<i64>()?.to_be_bytes()),
                _ => return Err(format!("a text cannot be bound as {of}").into()),
            },
        }
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// A value as it is written out, for a statement whose types only the server knows.
#[derive(Debug)]
pub(super) struct WrittenOut(pub(super) Val<'static>);

impl ToSql for WrittenOut {
    fn to_sql(&self, _: &Type, out: &mut BytesMut) -> Result<IsNull, Problem> {
        match &self.0 {
            Val::Null => return Ok(IsNull::Yes),
            Val::Int(int) => out.extend_from_slice(int.to_string().as_bytes()),
            Val::Text(text) => out.extend(text.bytes().filter(|byte| *byte != 0)),
        }
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    fn encode_format(&self, _: &Type) -> Format {
        Format::Text
    }

    to_sql_checked!();
}

/// What a server is told of a value at first: of a number that is too long for what it would take it for, that.
pub(super) fn first_type(val: &Val<'_>) -> Type {
    match val {
        Val::Int(int) if i32::try_from(*int).is_err() => Type::INT8,
        _ => Type::UNKNOWN,
    }
}

/// The integers of a row.
pub(super) fn ints(row: ServerRow<'_>) -> Vec<Option<i64>> {
    let types = row.types().iter().enumerate();
    types
        .map(|(index, of)| {
            let is_int = *of == Type::INT8;
            is_int.then(|| row.get(index).ok().flatten()).flatten()
        })
        .collect()
}

/// The integer or boolean at `index`.
pub(super) fn whole(row: ServerRow<'_>, index: usize) -> Result<i64, StoreError> {
    Ok(row.get::<WholeNumber>(index)?.0)
}

/// Whatever stands at `index`; nothing for what is neither an integer nor a text.
pub(super) fn val(row: ServerRow<'_>, index: usize) -> Result<Val<'_>, StoreError> {
    let of = row.types().get(index).ok_or(StoreError::NoRow)?;
    if WholeNumber::accepts(of) {
        let whole: Option<WholeNumber> = row.get(index)?;
        return Ok(whole.map_or(Val::Null, |whole| Val::Int(whole.0)));
    }
    if <&str as FromSql>::accepts(of) {
        let text: Option<&str> = row.get(index)?;
        return Ok(text.map_or(Val::Null, |text| Val::Text(text.into())));
    }
    Ok(Val::Null)
}
