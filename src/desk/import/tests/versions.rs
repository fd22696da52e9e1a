//! Versions of one order that say the same time of change.

use super::*;
use crate::domain::order_news::OrderNews;
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

#[test]
fn news_of_an_order_move_it_on_and_its_shops_next_version_does_not_take_it_back() {
    let news = |number: &str| OrderNews {
        source: "shop".to_owned(),
        number: number.to_owned(),
        status: Some(ShopStatus::Dispatched),
        status_at: Some(NOON),
        paid_at: Some(NOON),
        ..OrderNews::default()
    };
    let take = |desk: &mut Desk, number: &str| {
        let items = vec![Item::News(Box::new(news(number)))];
        import_with(desk, &file("1c.xml"), ImportOptions::default(), items).counts
    };
    let mut desk = desk();
    import(&mut desk, vec![order(1)]);
    assert_eq!(take(&mut desk, "1"), counts(0, 1, 0, 0));
    let moved = record(&desk, "1").facts;
    assert_eq!((moved.handed_at, moved.paid), (Some(NOON), 10_000));
    assert_eq!(take(&mut desk, "1"), counts(0, 0, 1, 0));
    assert_eq!(import(&mut desk, vec![order(1)]), counts(0, 0, 1, 0));
    assert_eq!(record(&desk, "1").facts.handed_at, Some(NOON));
    assert_eq!(take(&mut desk, "77"), counts(0, 0, 0, 1), "no such order");
}
