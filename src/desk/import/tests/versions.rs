//! Versions of one order that say the same time of change.

use super::*;
use crate::domain::time::Span;

#[test]
fn two_versions_of_one_time_do_not_take_turns() {
    let said = |comment: &str, minutes: i64| {
        changed(1, |v| {
            v.comment = comment.to_owned();
            v.modified_at = Some(NOON + Span::minutes(minutes));
        })
    };
    let mut desk = desk();
    import(&mut desk, vec![said("утром", 0)]);
    assert_eq!(import(&mut desk, vec![said("вечером", 0)]), counts(0, 1, 0, 0));
    for comment in ["утром", "вечером", "утром"] {
        assert_eq!(
            import(&mut desk, vec![said(comment, 0)]),
            counts(0, 0, 1, 0),
            "{comment}"
        );
        assert_eq!(record(&desk, "1").texts.comment, "вечером");
    }
    assert_eq!(import(&mut desk, vec![said("ночью", 0)]), counts(0, 1, 0, 0));
    assert_eq!(import(&mut desk, vec![said("утром", 0)]), counts(0, 0, 1, 0));
    assert_eq!(
        import(&mut desk, vec![said("утром", 1)]),
        counts(0, 1, 0, 0),
        "a newer one counts"
    );
}
