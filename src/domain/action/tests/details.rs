//! Other payment, delivery, address and comment: until when, what follows, and what is not written over.

use super::at;
use super::customer;
use super::on;
use super::record;
use super::run;
use crate::domain::action::Action;
use crate::domain::action::DetailsEdit;
use crate::domain::action::OrderRecord;
use crate::domain::action::Refusal;
use crate::domain::carrier::Carrier;
use crate::domain::change::Change;
use crate::domain::change::Field;
use crate::domain::change::Value;
use crate::domain::order::Stage;
use crate::domain::order::Terms;

fn terms() -> DetailsEdit {
    DetailsEdit {
        terms: Some(Terms::OnDelivery),
        ..DetailsEdit::default()
    }
}

fn payment() -> DetailsEdit {
    DetailsEdit {
        payment: Some("Наличными".to_owned()),
        ..DetailsEdit::default()
    }
}

fn delivery() -> DetailsEdit {
    DetailsEdit {
        delivery: Some("СДЭК, до двери".to_owned()),
        ..DetailsEdit::default()
    }
}

fn address() -> DetailsEdit {
    DetailsEdit {
        address: Some("Омск, Ленина 1".to_owned()),
        ..DetailsEdit::default()
    }
}

fn comment() -> DetailsEdit {
    DetailsEdit {
        comment: Some("Звонить в домофон".to_owned()),
        ..DetailsEdit::default()
    }
}

fn fields(changes: &[Change]) -> Vec<Field> {
    let field = |change: &Change| match change {
        Change::Set { field, .. } => Some(*field),
        _ => None,
    };
    changes.iter().filter_map(field).collect()
}

#[test]
fn each_may_be_changed_as_long_as_it_is_not_settled() {
    use Refusal::AlreadyPaid;
    use Refusal::AlreadyReceived;
    use Refusal::AlreadySent;
    // Payment, then delivery; the comment at any time. Orders are paid in full from `Ready` on.
    let table = [
        (Stage::New, Ok(()), Ok(())),
        (Stage::Confirmed, Ok(()), Ok(())),
        (Stage::Ready, Err(AlreadyPaid), Ok(())),
        (Stage::Dispatched, Err(AlreadySent), Err(AlreadySent)),
        (Stage::Arrived, Err(AlreadySent), Err(AlreadySent)),
        (Stage::Received, Err(AlreadyReceived), Err(AlreadyReceived)),
        (Stage::Closed, Err(Refusal::Closed), Err(Refusal::Closed)),
        (Stage::Returned, Err(Refusal::Returned), Err(Refusal::Returned)),
        (Stage::Cancelled, Err(Refusal::Cancelled), Err(Refusal::Cancelled)),
    ];
    for (stage, paying, going) in table {
        let done = |edit| on(stage, &Action::Details(edit)).map(|_| ());
        assert_eq!(done(terms()), paying, "{stage:?}");
        assert_eq!(done(payment()), paying, "{stage:?}");
        assert_eq!(done(delivery()), going, "{stage:?}");
        assert_eq!(done(address()), going, "{stage:?}");
        assert_eq!(done(comment()), Ok(()), "{stage:?}");
    }
}

#[test]
fn only_what_becomes_other_is_changed_and_need_be_allowed() {
    let mut order = record(at(Stage::Dispatched));
    order.texts.address = "Омск, Ленина 1".to_owned();
    let same = DetailsEdit {
        terms: Some(Terms::Prepaid),
        address: Some(" Омск, Ленина 1 ".to_owned()),
        payment: Some(String::new()),
        ..comment()
    };
    let changes = run(&Action::Details(same), &order, &customer()).unwrap();
    assert_eq!(fields(&changes), [Field::Comment]);
    let nothing = DetailsEdit {
        terms: Some(Terms::Prepaid),
        ..DetailsEdit::default()
    };
    assert_eq!(run(&Action::Details(nothing), &order, &customer()), Ok(Vec::new()));
    assert_eq!(
        on(
            Stage::New,
            &Action::Details(DetailsEdit {
                comment: Some(" ".to_owned()),
                ..terms()
            })
        )
        .map(|changes| fields(&changes)),
        Ok(vec![Field::Terms])
    );
}

#[test]
fn part_of_the_money_settles_no_terms() {
    let mut order = record(at(Stage::Confirmed));
    order.facts.paid = 400;
    let changes = run(&Action::Details(terms()), &order, &customer()).unwrap();
    assert_eq!(
        fields(&changes),
        [Field::Terms, Field::OwedChangedAt, Field::AgreedChangedAt]
    );
}

#[test]
fn the_carrier_follows_from_the_delivery_unless_a_number_is_there() {
    let carrier = |from: Option<Carrier>, number: Option<&str>, title: &str| {
        let mut order = record(at(Stage::New));
        order.facts.carrier = from;
        order.tracking_number = number.map(str::to_owned);
        let edit = DetailsEdit {
            delivery: Some(title.to_owned()),
            ..DetailsEdit::default()
        };
        let changes = run(&Action::Details(edit), &order, &customer()).unwrap();
        let set = changes.into_iter().find_map(|change| match change {
            Change::Set {
                field: Field::Carrier,
                after,
                ..
            } => Some(after),
            _ => None,
        });
        set.map(|after| match after {
            Value::Int(int) => Carrier::from_int(int),
            _ => None,
        })
    };
    let post = Some(Carrier::RussianPost);
    assert_eq!(carrier(None, None, "СДЭК, до двери"), Some(Some(Carrier::Cdek)));
    assert_eq!(
        carrier(post, None, "Почта России, 1 класс"),
        None,
        "it is that one already"
    );
    assert_eq!(
        carrier(post, None, "Как договоримся"),
        Some(None),
        "nobody is named any more"
    );
    assert_eq!(carrier(post, Some("RA1"), "Как договоримся"), None);
}

#[test]
fn a_region_does_not_hold_the_clock_back_where_the_order_goes_elsewhere() {
    let done = |region: &str, edit| {
        let mut order = record(at(Stage::New));
        order.texts.region = region.to_owned();
        fields(&run(&Action::Details(edit), &order, &customer()).unwrap())
    };
    assert_eq!(done("Москва", address()), [Field::Address, Field::Region]);
    assert_eq!(done("Омская область", address()), [Field::Address]);
    assert_eq!(done("", address()), [Field::Address]);
    let unknown = DetailsEdit {
        address: Some("Ленина 1".to_owned()),
        ..DetailsEdit::default()
    };
    assert_eq!(done("Москва", unknown), [Field::Address]);
}

#[test]
fn what_a_colleague_wrote_meanwhile_is_not_written_over() {
    let with = |address: &str| {
        let mut order = record(at(Stage::New));
        order.texts.address = address.to_owned();
        order
    };
    let now = with("Тверь");
    let seen = |order: OrderRecord| Some(Box::new(order));
    let table = [
        (address(), None, true, "nobody looked"),
        (address(), seen(with("Тверь")), true, "as it was seen"),
        (address(), seen(with("")), false, "another by now"),
        (comment(), seen(with("")), true, "the address is not touched"),
    ];
    for (edit, seen, taken, why) in table {
        let edit = DetailsEdit { seen, ..edit };
        let done = run(&Action::Details(edit), &now, &customer());
        assert!(
            if taken {
                done.is_ok()
            } else {
                done == Err(Refusal::ChangedMeanwhile)
            },
            "{why}"
        );
    }
    let mut paid_at_receipt = with("");
    paid_at_receipt.facts.terms = Terms::OnDelivery;
    let back = DetailsEdit {
        terms: Some(Terms::Prepaid),
        seen: seen(record(at(Stage::New))),
        ..DetailsEdit::default()
    };
    let done = run(&Action::Details(back), &paid_at_receipt, &customer());
    assert_eq!(done, Err(Refusal::ChangedMeanwhile));
    let same = DetailsEdit {
        seen: seen(record(at(Stage::New))),
        ..terms()
    };
    let done = run(&Action::Details(same), &paid_at_receipt, &customer());
    assert_eq!(done, Ok(Vec::new()), "a colleague wrote the same");
}
