//! What a write leaves behind on a server, by which is known afterwards whether it was kept.

/// The keys in `meta` under which connections keep the trace of their last write begin so.
pub(in crate::store) const WRITTEN: &str = "written ";
/// How many such keys there are at most.
const KEYS: i32 = 1_024;

/// What one write leaves behind. The server's own number of it alone tells too little: one that a crash took with it is given
/// to the next write.
#[derive(Debug, Default)]
pub(super) struct WriteTrace {
    key: String,
    /// Of this write alone.
    mark: String,
    /// That of the write before, under the same key; empty when there was none.
    pub(super) before: String,
    /// What the server calls this write.
    pub(super) number: String,
}

impl WriteTrace {
    /// Of a new write of the connection that this process of the server serves.
    pub(super) fn of(process: i32) -> WriteTrace {
        WriteTrace {
            key: format!("{WRITTEN}{}", process.rem_euclid(KEYS)),
            mark: format!("{:032x}", fastrand::u128(..)),
            ..WriteTrace::default()
        }
    }

    /// Leaves it, in the write, and counts that. It gives the schema's number, the count, the server's clock, its number of this
    /// write, and the mark of the write before.
    pub(super) fn leave(&self) -> String {
        let WriteTrace { key, mark, .. } = self;
        format!(
            "with before as (select value from meta where key = '{key}'), \
               trace as (insert into meta (key, value) values ('{key}', '{mark}') \
                 on conflict (key) do update set value = excluded.value) \
             update desk_state set writes = writes + 1 \
             returning version, writes, (extract(epoch from clock_timestamp()) * 1000)::bigint, pg_current_xact_id(), \
               (select value from before)"
        )
    }

    /// Whether it was kept, asked once the connection it was written over has let go of the lock. Another one may have
    /// written under the same key since: only then the server's number is asked after.
    pub(super) fn question(&self) -> String {
        let WriteTrace {
            key,
            mark,
            before,
            number,
        } = self;
        format!(
            "select case coalesce((select value from meta where key = '{key}'), '') \
               when '{mark}' then true when '{before}' then false \
               else '{number}'::xid8 < pg_snapshot_xmax(pg_current_snapshot()) and pg_xact_status('{number}'::xid8) = 'committed' end"
        )
    }
}
