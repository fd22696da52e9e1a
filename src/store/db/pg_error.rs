//! What a server says went wrong, as what can be done about it.

use std::error::Error as _;
use std::io;

use rustls::CertificateError;
use tokio_postgres::error::SqlState;

use super::super::CertificateFault;
use super::super::DatabaseServer;
use super::super::StoreError;

impl From<tokio_postgres::Error> for StoreError {
    fn from(error: tokio_postgres::Error) -> StoreError {
        if let Some(said) = error.as_db_error() {
            // Never the detail, which may hold a customer's data.
            return of(said.code(), format!("{} ({})", said.message(), said.code().code()));
        }
        let is_of_the_way = error.is_closed() || error.source().is_some_and(<dyn std::error::Error>::is::<io::Error>);
        if is_of_the_way {
            StoreError::Unreachable(words(&error))
        } else {
            StoreError::Engine(words(&error).into())
        }
    }
}

/// `server` did not let us in.
pub(super) fn not_let_in(server: &DatabaseServer, why: String) -> StoreError {
    StoreError::NotLetIn {
        server: server.address().to_string(),
        why,
    }
}

/// Why `server` could not be reached, or did not let us in; then its password is asked for again.
pub(super) fn cannot_connect(server: &DatabaseServer, error: tokio_postgres::Error) -> StoreError {
    if error.as_db_error().is_some() {
        return match error.into() {
            StoreError::NotLetIn { why, .. } => {
                server.forget_password();
                not_let_in(server, why)
            }
            why => why,
        };
    }
    let said = words(&error);
    if said.ends_with("password missing") {
        return not_let_in(server, "it wants a password, and none is kept".to_owned());
    }
    if said.ends_with("database does not allow writes") {
        return match server.address().others.as_slice() {
            [] => StoreError::OnlyReads,
            _ => StoreError::Unreachable("none of the servers takes writes".to_owned()),
        };
    }
    match certificate_fault(&error) {
        Some(fault) => StoreError::NotProven {
            server: server.address().to_string(),
            fault,
        },
        None => StoreError::Unreachable(said),
    }
}

/// What was wrong with the server's proof of who it is; none when it was not about that.
fn certificate_fault(error: &tokio_postgres::Error) -> Option<CertificateFault> {
    let source = error.source()?;
    if source.to_string() == "server does not support TLS" {
        return Some(CertificateFault::Missing);
    }
    let wrapped = source.downcast_ref::<io::Error>()?.get_ref()?;
    let rustls::Error::InvalidCertificate(why) = wrapped.downcast_ref()? else {
        return None;
    };
    Some(match why {
        CertificateError::UnknownIssuer | CertificateError::BadSignature => CertificateFault::Authority,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => CertificateFault::Name,
        why => CertificateFault::Other(why.to_string()),
    })
}

fn words(error: &tokio_postgres::Error) -> String {
    match error.source() {
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    }
}

fn of(code: &SqlState, said: String) -> StoreError {
    match code.code() {
        "55P03" | "40P01" | "40001" => StoreError::Busy,
        "53100" => StoreError::DiskFull,
        "25006" => StoreError::OnlyReads,
        "42501" => StoreError::NotGranted(said),
        "57P01" | "57P02" | "57P03" | "57P05" | "25P03" | "53300" => StoreError::Unreachable(said),
        "28000" | "28P01" | "3D000" => StoreError::NotLetIn {
            server: String::new(),
            why: said,
        },
        code if code.starts_with("08") => StoreError::Unreachable(said),
        _ => StoreError::Engine(said.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_done_about_a_failure_is_told_from_its_code() {
        let of = |code: &SqlState| of(code, "words".to_owned());
        for code in [SqlState::LOCK_NOT_AVAILABLE, SqlState::T_R_DEADLOCK_DETECTED] {
            assert!(matches!(of(&code), StoreError::Busy), "{code:?}");
        }
        let of_a_follower = of(&SqlState::READ_ONLY_SQL_TRANSACTION);
        assert!(matches!(of_a_follower, StoreError::OnlyReads));
        assert!(matches!(
            of(&SqlState::INSUFFICIENT_PRIVILEGE),
            StoreError::NotGranted(_)
        ));
        for code in [
            SqlState::ADMIN_SHUTDOWN,
            SqlState::CRASH_SHUTDOWN,
            SqlState::CONNECTION_FAILURE,
            SqlState::TOO_MANY_CONNECTIONS,
        ] {
            assert!(matches!(of(&code), StoreError::Unreachable(_)), "{code:?}");
        }
        assert!(matches!(of(&SqlState::INVALID_PASSWORD), StoreError::NotLetIn { .. }));
        assert!(matches!(of(&SqlState::DISK_FULL), StoreError::DiskFull));
        assert!(matches!(of(&SqlState::UNIQUE_VIOLATION), StoreError::Engine(_)));
    }
}
