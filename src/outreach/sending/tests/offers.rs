//! Offers to many: a few a minute, to those who agree, and what undo takes back of them.

use super::turns::Shop;
use super::turns::brought;
use super::turns::by_sms;
use super::turns::several;
use super::turns::shop;
use super::*;
use crate::desk::claims::TakeOver;
use crate::desk::undo::UndoChoice;
use crate::domain::action::ActionKind;
use crate::domain::action::Consent;
use crate::domain::action::CustomerEdit;
use crate::domain::action::Warning;
use crate::domain::language::Lang;
use crate::domain::message::MessageKind;
use crate::domain::offer_to::OfferTo;
use crate::domain::segment::Segment;
use crate::domain::settings::ListenSetting;
use crate::domain::settings::SourceSetting;
use crate::outreach::compose::compose;
use crate::view::offers::offer_plan;

/// Customers who agree to offers.
fn agreed(shop: &mut Shop, count: usize) -> Vec<OfferTo> {
    several(&mut shop.desk, count);
    let mut to = Vec::new();
    for message in all(&shop.desk) {
        shop.desk
            .perform(Target::Customer(message.customer), &Action::Consent(Consent::Given))
            .unwrap();
        to.push(OfferTo {
            customer: message.customer,
            channel: Channel::Sms,
            address: message.address.clone(),
            shop: String::new(),
        });
        shop.desk.recall(message.id).unwrap();
    }
    to
}

fn offers(desk: &Desk) -> Vec<MessageRow> {
    let mut all = all(desk);
    all.retain(|message| message.kind().code() == "offer");
    all.reverse();
    all
}

#[test]
fn offers_leave_a_few_a_minute_and_in_the_shops_words() {
    let mut shop = by_sms(Go::Auto);
    let to = agreed(&mut shop, 3);
    let done = shop.desk.offer_all("all", &to, "", "Фильтры -20 %.").unwrap();
    assert_eq!((done.done.len(), done.refused.len()), (3, 0));
    let leaves: Vec<Span> = offers(&shop.desk)
        .iter()
        .map(|message| message.leaves_at - NOON)
        .collect();
    assert_eq!(leaves, [15, 27, 39].map(Span::seconds));
    // Nobody twice within three weeks.
    assert_eq!(shop.desk.offer_all("all", &to, "", "Ещё").unwrap().done.len(), 0);
    let (mut sender, given) = sender(&shop.desk, &[accepted()]);
    for _ in 0..4 {
        later(&mut shop.desk, Span::seconds(15));
        turn(&mut shop.desk, &mut sender);
    }
    let given = given.lock().unwrap();
    assert_eq!(given.len(), 3);
    assert!(
        given[0].text.starts_with("Фильтры -20 %. Не хотите"),
        "{}",
        given[0].text
    );
}

#[test]
fn a_letter_that_offers_shows_the_link_by_which_its_reader_gets_no_more() {
    let mut settings = settings(&[(Channel::Email, Go::Auto)]);
    settings.listen = ListenSetting {
        address: Some("127.0.0.1:8787".parse().unwrap()),
        public_url: Some("https://desk.lavka.example".to_owned()),
    };
    let mut shop = shop(settings);
    with_email(&mut shop.desk, "+79161234567", "elena@mail.example", 100_000);
    let accepted_by = only(&shop.desk);
    let target = Target::Customer(accepted_by.customer);
    shop.desk.perform(target, &Action::Consent(Consent::Given)).unwrap();
    shop.desk.recall(accepted_by.id).unwrap();
    let to = OfferTo {
        customer: accepted_by.customer,
        channel: Channel::Email,
        address: accepted_by.address.clone(),
        shop: String::new(),
    };
    shop.desk.offer_all("all", &[to], "", "Фильтры").unwrap();
    let (mut sender, given) = sender(&shop.desk, &[accepted()]);
    later(&mut shop.desk, Span::seconds(15));
    turn(&mut shop.desk, &mut sender);
    let given = given.lock().unwrap();
    let link = given[0].stop_url.clone().unwrap();
    assert!(link.starts_with("https://desk.lavka.example/stop/"), "{link}");
    assert!(given[0].text.contains(&link), "{}", given[0].text);
    assert!(given[0].html.as_ref().unwrap().contains(&link));
    let header = given[0]
        .unsubscribe
        .as_ref()
        .unwrap()
        .header(&given[0].mark, Some(&link));
    assert_eq!(header, format!("<{link}>"));
}

#[test]
fn who_bought_from_one_of_two_shops_is_offered_something_by_that_one() {
    let mut settings = settings(&[(Channel::Email, Go::Auto)]);
    settings.shop.name = why("Лавка");
    settings.listen = ListenSetting {
        address: Some("127.0.0.1:8787".parse().unwrap()),
        public_url: Some("https://desk.lavka.example".to_owned()),
    };
    settings.sources = vec![SourceSetting {
        name: why("Tea House"),
        platform: Some(why("tea")),
        language: Some(Lang::En),
        ..SourceSetting::default()
    }];
    let (_, mut tea) = settings.channel_list[0].clone();
    tea.sources = vec![why("Tea House")];
    settings.channel_list.push((why("tea-mail"), tea));
    settings.segments = vec![Segment::default()];
    let mut shop = shop(settings);
    let order = brought(&mut shop.desk, "tea", "+79161234567");
    let of = shop.desk.read(|look| look.store.order(order)).unwrap().unwrap();
    let customer = of.facts.customer;
    let edit = CustomerEdit {
        add_email: Some(why("elena@mail.example")),
        ..CustomerEdit::default()
    };
    let target = Target::Customer(customer);
    shop.desk.perform(target, &Action::Customer(edit)).unwrap();
    shop.desk.perform(target, &Action::Consent(Consent::Given)).unwrap();
    let segment = shop.settings.segments[0].clone();
    let plan = shop.desk.read(|look| offer_plan(look, &segment)).unwrap().unwrap();
    assert_eq!(plan.to[0].shop, "Tea House");
    shop.desk.offer_all("all", &plan.to, "", "Filters").unwrap();
    let (mut sender, given) = sender(&shop.desk, &[accepted()]);
    later(&mut shop.desk, Span::seconds(15));
    let tried = sent(&mut shop.desk, &mut sender).tried;
    let given = given.lock().unwrap();
    let letter = given.iter().find(|letter| letter.kind == "offer").unwrap();
    assert!(
        letter.text.contains("Tea House") && letter.text.contains("no more"),
        "{}",
        letter.text
    );
    assert!(!letter.text.contains("Лавка"), "{}", letter.text);
    let row = shop.desk.message(tried.last().unwrap().0).unwrap().unwrap();
    assert_eq!(row.source.as_deref(), Some("tea"));
    let by_tea = |look: &crate::store::look::Look<'_>| look.store.sent_by("tea-mail", MessageState::Sent, NOON);
    assert_eq!(shop.desk.read(by_tea).unwrap(), 1);
}

#[test]
fn a_letter_that_offers_names_the_shops_own_page_before_it_leaves_and_when_it_does() {
    let page = "https://lavka.example/stop";
    let mut settings = settings(&[(Channel::Email, Go::Auto)]);
    settings.channel_list[0].1.unsubscribe = Some(page.to_owned());
    let mut shop = shop(settings);
    with_email(&mut shop.desk, "+79161234567", "elena@mail.example", 100_000);
    let accepted_by = only(&shop.desk);
    let target = Target::Customer(accepted_by.customer);
    shop.desk.perform(target, &Action::Consent(Consent::Given)).unwrap();
    shop.desk.recall(accepted_by.id).unwrap();
    let to = OfferTo {
        customer: accepted_by.customer,
        channel: Channel::Email,
        address: accepted_by.address.clone(),
        shop: String::new(),
    };
    shop.desk.offer_all("all", &[to], "", "Фильтры").unwrap();
    let waits = all(&shop.desk)
        .into_iter()
        .find(|message| message.kind() == MessageKind::Offer);
    let shown = compose(&shop.desk, &Templates::brought(), &waits.unwrap())
        .unwrap()
        .written
        .text;
    assert!(shown.contains(page), "{shown}");
    let (mut sender, given) = sender(&shop.desk, &[accepted()]);
    later(&mut shop.desk, Span::seconds(15));
    turn(&mut shop.desk, &mut sender);
    let given = given.lock().unwrap();
    assert_eq!(given[0].text, shown);
    let header = given[0].unsubscribe.as_ref().unwrap().header(&given[0].mark, None);
    assert_eq!(header, format!("<{page}>"));
}

#[test]
fn an_offer_that_has_left_stays_offered_though_the_rest_is_taken_back() {
    let mut shop = by_sms(Go::Auto);
    let to = agreed(&mut shop, 2);
    shop.desk.offer_all("all", &to, "", "Фильтры").unwrap();
    let (mut sender, given) = sender(&shop.desk, &[accepted()]);
    later(&mut shop.desk, Span::seconds(15));
    turn(&mut shop.desk, &mut sender);
    assert_eq!(given.lock().unwrap().len(), 1);
    shop.desk.undo(UndoChoice::Mine).unwrap();
    let may_be_offered = |desk: &mut Desk| desk.offer_all("all", &to, "", "Ещё").unwrap().done;
    let again = may_be_offered(&mut shop.desk);
    let left = offers(&shop.desk)
        .into_iter()
        .find(|message| message.state.is_gone())
        .unwrap();
    assert_eq!(again.len(), 1);
    assert_ne!(again[0].customer, left.customer);
    shop.desk.undo(UndoChoice::Mine).unwrap();
    assert_eq!(may_be_offered(&mut shop.desk).len(), 1);
}

#[test]
fn an_offer_that_failed_is_taken_back_with_the_rest() {
    let mut shop = by_sms(Go::Auto);
    let to = agreed(&mut shop, 1);
    shop.desk.offer_all("all", &to, "", "Фильтры").unwrap();
    let no = SendOutcome::Refused { why: "no".to_owned() };
    let (mut sender, _) = sender(&shop.desk, &[no]);
    later(&mut shop.desk, Span::seconds(15));
    turn(&mut shop.desk, &mut sender);
    assert_eq!(offers(&shop.desk)[0].state, MessageState::Failed);
    shop.desk.undo(UndoChoice::Mine).unwrap();
    let offer = offers(&shop.desk).remove(0);
    assert_eq!(offer.state, MessageState::Recalled);
    assert!(!shop.desk.retry_message(offer.id).unwrap());
}

#[test]
fn an_offer_to_who_agrees_no_more_does_not_leave() {
    let mut shop = by_sms(Go::Auto);
    let to = agreed(&mut shop, 2);
    shop.desk.offer_all("all", &to, "", "Фильтры").unwrap();
    shop.desk
        .perform(Target::Customer(to[0].customer), &Action::Consent(Consent::Withdrawn))
        .unwrap();
    let (mut sender, given) = sender(&shop.desk, &[accepted()]);
    later(&mut shop.desk, Span::minutes(2));
    turn(&mut shop.desk, &mut sender);
    let states: Vec<MessageState> = offers(&shop.desk).iter().map(|message| message.state).collect();
    assert_eq!(states, [MessageState::Recalled, MessageState::Sent]);
    assert_eq!(given.lock().unwrap().len(), 1);
}

#[test]
fn an_offer_that_stopped_halfway_is_known_and_goes_on_with_the_others_alone() {
    let mut shop = by_sms(Go::Auto);
    let to = agreed(&mut shop, 4);
    let mut run = shop.desk.begin_offer("all", &to, "", "Фильтры").unwrap();
    for _ in 0..2 {
        assert!(shop.desk.offer_next(&mut run).unwrap());
    }
    // Its process is killed.
    drop(run);
    let stopped = |desk: &Desk| desk.read(|look| look.store.stopped_offer(look.now)).unwrap();
    assert_eq!(stopped(&shop.desk), None, "it may go on for all one knows");
    later(&mut shop.desk, Span::minutes(2));
    let known = stopped(&shop.desk).unwrap();
    assert_eq!((known.made, known.planned, known.text.as_str()), (2, 4, "Фильтры"));
    let rest = shop.desk.offer_all("all", &to, "", &known.text).unwrap();
    assert_eq!((rest.done.len(), rest.refused.len()), (2, 2));
    let offered: BTreeSet<_> = offers(&shop.desk).iter().map(|message| message.customer).collect();
    assert_eq!((offers(&shop.desk).len(), offered.len()), (4, 4));
    later(&mut shop.desk, Span::minutes(2));
    assert_eq!(stopped(&shop.desk), None);
}

#[test]
fn offers_keep_their_pace_over_the_night_and_behind_those_that_wait() {
    let mut shop = by_sms(Go::Auto);
    let to = agreed(&mut shop, 4);
    // Twenty seconds before eight in the evening, after which nobody is offered anything.
    let evening = NOON + Span::hours(8) - Span::seconds(35);
    shop.desk.clock = Clock::Stopped(evening);
    shop.desk.offer_all("all", &to[..3], "", "Фильтры").unwrap();
    shop.desk.offer_all("all", &to[3..], "", "Чай").unwrap();
    let nine = NOON + Span::hours(21);
    let leaves: Vec<Time> = offers(&shop.desk).iter().map(|message| message.leaves_at).collect();
    let apart = Span::seconds(12);
    assert_eq!(
        leaves,
        [
            evening + Span::seconds(15),
            evening + Span::seconds(27),
            nine,
            nine + apart
        ]
    );
}

#[test]
fn what_was_done_while_an_offer_went_on_is_taken_back_before_it() {
    let mut shop = by_sms(Go::Auto);
    let to = agreed(&mut shop, 3);
    let mut run = shop.desk.begin_offer("all", &to, "", "Фильтры").unwrap();
    assert!(shop.desk.offer_next(&mut run).unwrap());
    let order = new_order(&mut shop.desk, "+79165550000", 1_000);
    let note = Action::Note {
        text: why("звонил")
    };
    shop.desk.perform(Target::Order(order), &note).unwrap();
    while shop.desk.offer_next(&mut run).unwrap() {}
    let kinds = |desk: &mut Desk| desk.undo(UndoChoice::Mine).map(|undone| (undone.did, undone.count));
    assert_eq!(kinds(&mut shop.desk).unwrap().0, ActionKind::Note);
    assert_eq!(kinds(&mut shop.desk).unwrap().0, ActionKind::NewOrder);
    assert_eq!(kinds(&mut shop.desk).unwrap(), (ActionKind::Offered.into(), 3));
    assert_eq!(shop.desk.redo().unwrap().count, 3);
}

#[test]
fn an_offer_to_many_is_taken_back_and_made_again_some_at_a_time_whatever_colleagues_did() {
    let mut shop = by_sms(Go::Auto);
    let to: Vec<OfferTo> = (0..12)
        .map(|index| {
            let phone = format!("+7916888{index:04}");
            let order = new_order(&mut shop.desk, &phone, 1_000);
            let of = shop.desk.read(|look| look.store.order(order)).unwrap().unwrap();
            let target = Target::Customer(of.facts.customer);
            shop.desk.perform(target, &Action::Consent(Consent::Given)).unwrap();
            OfferTo {
                customer: of.facts.customer,
                channel: Channel::Sms,
                address: phone,
                shop: String::new(),
            }
        })
        .collect();
    shop.desk.offer_all("all", &to, "", "Фильтры").unwrap();
    let mut other = open(&shop.path, &shop.settings, "oleg");
    other.clock = shop.desk.clock;
    let edit = CustomerEdit {
        name: Some(why("Иванова")),
        ..CustomerEdit::default()
    };
    other
        .perform(Target::Customer(to[3].customer), &Action::Customer(edit))
        .unwrap();
    other.take(to[5].customer, TakeOver::No).unwrap();
    let (mut undone, mut rest) = shop.desk.undo_begin(UndoChoice::Mine).unwrap();
    let mut writes = 1;
    while let Some(next) = rest {
        rest = shop.desk.replay_next(&next, &mut undone).unwrap();
        writes += 1;
    }
    assert_eq!((undone.count, undone.recalled.len()), (12, 12));
    assert_eq!(
        undone.warnings,
        [Warning::MessagesRecalled(vec![MessageKind::Offer; 12])]
    );
    assert!(writes > 3, "{writes}");
    assert!(offers(&shop.desk).iter().all(|row| row.state == MessageState::Recalled));
    assert_eq!(shop.desk.redo().unwrap().count, 12);
    assert!(offers(&shop.desk).iter().all(|row| row.state == MessageState::Waiting));
    assert_eq!(shop.desk.undo(UndoChoice::Mine).unwrap().count, 12);
}
