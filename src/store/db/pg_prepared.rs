//! The statements a connection to a server has prepared. One that is run first is prepared on the same way.

use std::cell::Cell;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use tokio_postgres::Statement;
use tokio_postgres::types::Type;

/// How many statements a connection keeps prepared.
const PREPARED: usize = 512;

/// What was prepared lately and is not in its place yet.
pub(super) type Fresh = Arc<Mutex<Vec<(Arc<str>, Statement)>>>;

/// The prepared statements of one connection.
#[derive(Debug, Default)]
pub(super) struct PreparedStatements {
    kept: RefCell<HashMap<Arc<str>, (u64, Statement)>>,
    fresh: Fresh,
    uses: Cell<u64>,
}

impl PreparedStatements {
    /// The statement, when it was prepared.
    pub(super) fn get(&self, sql: &str) -> Option<Statement> {
        let fresh = std::mem::take(&mut *self.fresh.lock().unwrap_or_else(PoisonError::into_inner));
        for (sql, statement) in fresh {
            self.keep(sql, statement);
        }
        self.uses.set(self.uses.get() + 1);
        let mut kept = self.kept.borrow_mut();
        let (used, statement) = kept.get_mut(sql)?;
        *used = self.uses.get();
        Some(statement.clone())
    }

    /// Keeps it; the one that was not used for longest makes room.
    pub(super) fn keep(&self, sql: Arc<str>, statement: Statement) {
        let mut kept = self.kept.borrow_mut();
        if kept.len() >= PREPARED {
            let oldest = kept.iter().min_by_key(|(_, (used, _))| *used);
            if let Some(sql) = oldest.map(|(sql, _)| Arc::clone(sql)) {
                kept.remove(&sql);
            }
        }
        kept.insert(sql, (self.uses.get(), statement));
    }

    /// Where a statement that is being prepared is put.
    pub(super) fn fresh(&self) -> Fresh {
        Arc::clone(&self.fresh)
    }

    /// They are gone with their connection.
    pub(super) fn clear(&self) {
        self.kept.borrow_mut().clear();
        self.fresh.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// Beside a plain number a server takes a value for a short one, and all of ours are long.
pub(super) fn has_short(statement: &Statement) -> bool {
    statement.params().iter().any(is_short)
}

/// The types of its values, none of them short.
pub(super) fn lengthened(statement: &Statement) -> Vec<Type> {
    let long = |of: &Type| if is_short(of) { Type::INT8 } else { of.clone() };
    statement.params().iter().map(long).collect()
}

fn is_short(of: &Type) -> bool {
    matches!(*of, Type::INT2 | Type::INT4)
}
