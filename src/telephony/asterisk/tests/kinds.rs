//! All kinds of made-up calls.

use super::old_script;
use super::script;
use super::script::Script;

/// All kinds, by number.
pub(super) const KINDS: usize = 16;

/// The `n`th call, of this kind.
pub(super) fn script(kind: usize, n: usize) -> Script {
    match kind % KINDS {
        0 => script::hunt(n),
        1 => script::given_up(n),
        2 => script::busy(n),
        3 => script::queue(n),
        4 => script::pickup(n),
        5 => script::attended(n),
        6 => script::by_local_channels(n),
        7 => script::outgoing(n),
        8 => script::internal(n),
        9 => script::nobody_there(n),
        10 => script::forwarded(n),
        11 => old_script::hunt(n),
        12 => old_script::given_up(n),
        13 => old_script::outgoing(n),
        14 => old_script::local(n),
        _ => script::parked(n),
    }
}
