//! The customer and one of their orders: who, why now, what, how much, what happened.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::timeline;
use crate::board::BoardRow;
use crate::domain::action::ContactKind;
use crate::domain::action::CustomerRecord;
use crate::domain::action::OrderRecord;
use crate::domain::b2b::B2b;
use crate::domain::call::Outcome;
use crate::domain::claim::Claim;
use crate::domain::ids::OrderId;
use crate::domain::local_time::local;
use crate::domain::money::Money;
use crate::domain::order::OrderFacts;
use crate::domain::order::Terms;
use crate::domain::order_merge::Differing;
use crate::domain::parcels::alone;
use crate::domain::product::LineStock;
use crate::domain::quantity;
use crate::domain::regulation::Waiting;
use crate::domain::shipment::Parcel;
use crate::domain::target::RowKey;
use crate::domain::task::Lane;
use crate::domain::time::Span;
use crate::text::clean;
use crate::text::cut;
use crate::text::pad_left;
use crate::text::pad_right;
use crate::text::width;
use crate::tui::merge;
use crate::tui::pick::parcels;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::tui::widgets::draw_lines;
use crate::tui::widgets::frame;
use crate::tui::widgets::pack;
use crate::tui::widgets::wrap;
use crate::view::card::Card;
use crate::words;
use crate::words::Timer;

/// A table of goods is no wider: an amount must be seen beside its goods.
const GOODS_MOST: usize = 72;

/// Draws the card with its frame.
pub fn draw(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, border: Meaning) {
    let Some(card) = pen.card() else {
        let inner = frame(pen, buffer, area, &pen.tr().text("card-title"), border);
        let text = match pen.model.card.waits_since {
            None => "card-gone",
            Some(_) => "card-reading",
        };
        if pen.model.wanted_card().is_some() && pen.model.card.stays(pen.now).is_none() {
            draw_lines(buffer, inner, [pen.line(pen.tr().text(text), Meaning::Quiet)]);
        }
        return;
    };
    let inner = frame(pen, buffer, area, &title(pen, card), border);
    let lines = lines(pen, card, usize::from(inner.width));
    let most = lines.len().saturating_sub(usize::from(inner.height));
    let skip = pen.model.card.scroll.min(most);
    draw_lines(buffer, inner, lines.into_iter().skip(skip));
}

/// Who and which: `№1042 · Елена Иванова · постоянный покупатель, 4 заказа`.
pub fn title(pen: &Pen<'_>, card: &Card) -> String {
    let tr = pen.tr();
    let orders = tr.with("count-orders", &[("count", card.orders.len().into())]);
    let known = match card.customer.received_count {
        1.. => tr.with("card-regular", &[("orders", orders.into())]),
        _ if card.orders.is_empty() => tr.text("card-no_orders"),
        _ if card.orders.len() == 1 => tr.text("card-first_order"),
        _ => tr.with("card-first_time", &[("orders", orders.into())]),
    };
    format!("{} · {known}", who(pen, card))
}

/// Who and which, no more: `№1042 · Елена Иванова`.
pub fn who(pen: &Pen<'_>, card: &Card) -> String {
    let tr = pen.tr();
    let mut parts = Vec::new();
    if let Some(order) = &card.order {
        parts.push(tr.with("card-number", &[("number", clean(&order.number).as_ref().into())]));
    }
    let name = clean(&card.customer.name);
    parts.push(if name.is_empty() {
        tr.text("card-nameless")
    } else {
        name.into_owned()
    });
    parts.join(" · ")
}

/// Where they can be reached: phones, then emails.
pub fn contacts(pen: &Pen<'_>, card: &Card) -> Vec<String> {
    let good = |kind| {
        let all = card.customer.contacts.iter();
        all.filter(move |contact| contact.kind == kind && contact.bad_at.is_none())
    };
    let phones = good(ContactKind::Phone).map(|phone| pen.phone(phone.norm.as_ref().unwrap_or(&phone.raw)));
    let emails = good(ContactKind::Email).map(|email| clean(&email.raw).into_owned());
    phones.chain(emails).collect()
}

/// Numbers known not to be theirs: `+7 916 123-45-67 · не тот номер`.
pub fn wrong_phones(pen: &Pen<'_>, customer: &CustomerRecord) -> Vec<String> {
    let wrong = words::outcome(pen.tr(), Outcome::WrongNumber);
    let phones = customer.wrong_phones();
    let said = phones.map(|phone| format!("{} · {wrong}", pen.phone(phone.norm.as_ref().unwrap_or(&phone.raw))));
    said.collect()
}

/// Where they live and what their clock shows: `Москва, там 12:00`.
pub fn place(pen: &Pen<'_>, card: &Card) -> String {
    let there = pen.now + Span::minutes(i64::from(card.clock.offset_minutes));
    let clock = local(chrono_tz::UTC, there).format("%H:%M").to_string();
    let region = clean(&card.customer.region);
    if region.is_empty() {
        pen.tr().with("card-clock", &[("clock", clock.into())])
    } else {
        pen.tr().with(
            "card-clock_in",
            &[("region", region.as_ref().into()), ("clock", clock.into())],
        )
    }
}

/// Why it stands in the queue, or what it waits for: a text for each row.
pub fn reasons(pen: &Pen<'_>, card: &Card) -> Vec<(String, Meaning)> {
    let tr = pen.tr();
    let order = card.order.as_ref().map(|order| order.facts.id);
    let rows = pen.model.board.rows.iter();
    let mut texts = Vec::new();
    let is_about = |row: &&BoardRow| {
        let rings = row.row.task.lane == Lane::Ringing;
        row.row.customer == card.customer.id && (row.row.order == order || order.is_none() || rings)
    };
    for row in rows.filter(is_about) {
        let timer = Timer::of_row(&row.row, pen.now);
        let reason = reason_of_row(pen, row);
        let mut text = format!("{} {reason}", pen.signs().lane(row.row.task.lane));
        if let Some(minor) = row.row.at_risk.filter(|minor| *minor > 0) {
            let currency = row.row.currency.unwrap_or(pen.model.currency());
            let money = words::sum(tr, Money::new(minor, currency).whole());
            let risk = tr.with("card-at_risk", &[("money", money.into())]);
            text = format!("{text} · {risk}");
        }
        let meaning = match pen.pressure(timer.pressure) {
            Meaning::Text => Meaning::Title,
            pressing => pressing,
        };
        texts.push((text, meaning));
    }
    if let (true, Some(waiting)) = (texts.is_empty(), card.waiting) {
        let elsewhere = called_about(pen, card).filter(|_| waiting == Waiting::Call);
        texts.push(elsewhere.unwrap_or_else(|| (tr.coded("waiting", waiting.code()), Meaning::Quiet)));
    }
    texts
}

/// The customer's call that is due already, when it stands under another of their orders: one talk serves them all (R1).
fn called_about(pen: &Pen<'_>, card: &Card) -> Option<(String, Meaning)> {
    let key = RowKey::Customer(card.customer.id);
    let row = pen.model.board.rows.iter().find(|row| row.row.key == key)?;
    let number = clean(&row.text.number);
    let args = [
        ("number", number.as_ref().into()),
        ("reason", reason_of_row(pen, row).into()),
    ];
    let meaning = pen.pressure(Timer::of_row(&row.row, pen.now).pressure);
    Some((pen.tr().with("card-called_about", &args), meaning))
}

fn reason_of_row(pen: &Pen<'_>, row: &BoardRow) -> String {
    let (task, order) = (&row.row.task, row.facts());
    words::reason_of(pen.tr(), pen.zone(), task, order.as_ref(), row.row.target, pen.now)
}

/// All its lines, in the given width.
pub fn lines<'t>(pen: &Pen<'_>, card: &Card, columns: usize) -> Vec<Line<'t>> {
    let tr = pen.tr();
    let mut reached = contacts(pen, card);
    reached.push(place(pen, card));
    let reached = pack(&reached, columns).into_iter();
    let mut lines: Vec<Line<'t>> = reached.map(|line| pen.line(line, Meaning::Text)).collect();
    let wrong = wrong_phones(pen, &card.customer).into_iter();
    lines.extend(wrong.map(|phone| pen.line(cut(&phone, columns), Meaning::Ghost)));
    if !card.clock.callable {
        let night = format!("{} {}", pen.signs().beware, tr.text("card-night"));
        lines.push(pen.line(night, Meaning::Warning));
    }
    let is_mine = |claim: &Claim| claim.operator == pen.model.setup.operator;
    if let Some(claim) = card
        .claim
        .as_ref()
        .filter(|claim| is_mine(claim) && !pen.model.board.alone)
    {
        let since = words::clock_time(pen.zone(), claim.taken_at);
        let text = tr.with("card-mine", &[("since", since.into())]);
        lines.push(pen.line(format!("{} {text}", pen.signs().mine), Meaning::Text));
    }
    if let Some(claim) = card.claim.as_ref().filter(|claim| !is_mine(claim)) {
        let since = words::clock_time(pen.zone(), claim.taken_at);
        let text = tr.with(
            "card-claimed",
            &[("by", claim.operator.as_str().into()), ("since", since.into())],
        );
        lines.push(pen.line(text, Meaning::Claimed));
    }
    for (text, meaning) in reasons(pen, card) {
        lines.extend(wrap(&text, columns).into_iter().map(|line| pen.line(line, meaning)));
    }
    lines.extend(merge::draw::lines(pen, card, columns));
    lines.extend(about(pen, card, columns));
    if let Some(order) = &card.order {
        lines.push(rule(pen, columns));
        if !card.shop.is_empty() {
            let shop = tr.with("card-shop", &[("name", clean(&card.shop).into())]);
            lines.push(pen.line(cut(&shop, columns), Meaning::Text));
        }
        lines.extend(goods(pen, order, &card.stock, columns));
        lines.extend(recipient(pen, &card.customer, order, columns));
        lines.extend(terms(pen, card, order, columns));
    }
    lines.extend(open_questions(pen, card, columns));
    let other: Vec<_> = card
        .orders
        .iter()
        .filter(|brief| Some(brief.id) != card.order.as_ref().map(|order| order.facts.id))
        .collect();
    if !other.is_empty() {
        lines.push(rule(pen, columns));
        let shown = other.iter().take(4).map(|brief| {
            let text = timeline::order_line(pen, brief);
            pen.line(cut(&text, columns), Meaning::Text)
        });
        lines.extend(shown);
        if other.len() > 4 {
            let more = tr.with("card-more_orders", &[("count", (other.len() - 4).into())]);
            lines.push(pen.line(more, Meaning::Quiet));
        }
    }
    if !card.timeline.is_empty() {
        lines.push(rule(pen, columns));
        lines.extend(timeline::lines(pen, card, columns));
    }
    lines
}

/// Who they are, beyond their name.
fn about<'t>(pen: &Pen<'_>, card: &Card, columns: usize) -> Vec<Line<'t>> {
    let (tr, customer) = (pen.tr(), &card.customer);
    let mut facts = Vec::new();
    if !customer.company.is_empty() {
        facts.push(clean(&customer.company).into_owned());
    }
    if !customer.tax_id.is_empty() {
        facts.push(tr.with("card-tax_id", &[("id", clean(&customer.tax_id).as_ref().into())]));
    }
    let maybe = card.order.as_ref().is_some_and(|order| order.facts.is_maybe_b2b());
    if let Some(b2b) = customer.b2b.or(maybe.then_some(B2b::Maybe)) {
        facts.push(words::b2b(tr, b2b));
    }
    if customer.not_customer {
        facts.push(tr.text("action-not_customer"));
    }
    if customer.offers.consent_off_at.is_some() {
        facts.push(tr.text("offer-withdrawn"));
    } else if let Some(at) = customer.offers.consent_at {
        let date = words::date_short(tr, pen.zone(), at, pen.now);
        facts.push(tr.with("offer-agreed", &[("date", date.into())]));
    }
    if let Some(manager) = &customer.manager {
        facts.push(tr.with("card-manager", &[("name", manager.as_str().into())]));
    }
    let mut lines = Vec::new();
    if !facts.is_empty() {
        lines.push(pen.line(cut(&facts.join(" · "), columns), Meaning::Text));
    }
    let note = wrap(&crate::text::clean_lines(&customer.note), columns);
    lines.extend(note.into_iter().take(3).map(|line| pen.line(line, Meaning::Soon)));
    lines
}

fn goods<'t>(pen: &Pen<'_>, order: &OrderRecord, stock: &[LineStock], columns: usize) -> Vec<Line<'t>> {
    let currency = order.facts.currency;
    let money = |minor| words::figures(pen.tr(), Money::new(minor, currency));
    let total = Money::new(order.facts.total, currency);
    let cells = order.lines.iter().map(|line| {
        (
            words::goods(line),
            quantity::text(line.quantity_milli),
            money(line.total),
        )
    });
    let cells: Vec<(String, String, String)> = cells.collect();
    let widest =
        |least, texts: &mut dyn Iterator<Item = &String>| texts.map(|text| width(text)).fold(least, usize::max);
    let quantities = widest(4, &mut cells.iter().map(|(_, quantity, _)| quantity));
    let (figures, sum) = (money(order.facts.total), words::sum(pen.tr(), total));
    let sums = widest(width(&figures), &mut cells.iter().map(|(_, _, sum)| sum));
    // Where the total has a sign behind it, the sums above it end where its digits do.
    let sign = sum.strip_prefix(figures.as_str()).map_or(0, width);
    let columns = columns.min(GOODS_MOST);
    let room = columns.saturating_sub(quantities + sums + 3 + sign);
    let mut lines: Vec<Line<'t>> = Vec::with_capacity(cells.len() + 1);
    for (at, (name, quantity, sum)) in cells.iter().enumerate() {
        let (name, quantity) = (pad_right(name, room), pad_left(quantity, quantities));
        lines.push(pen.line(format!("{name} {quantity}  {}", pad_left(sum, sums)), Meaning::Text));
        let marks = stock.get(at).map(|stock| words::line_marks(pen.tr(), stock, currency));
        if let Some(marks) = marks.filter(|marks| !marks.is_empty()) {
            let text = format!("  {} {}", pen.signs().beware, marks.join(" · "));
            lines.push(pen.line(cut(&text, columns), Meaning::Warning));
        }
    }
    let words = pen.tr().text("card-total");
    let gap = columns.saturating_sub(width(&words) + 1);
    lines.push(Line::from(vec![
        pen.span(format!("{words} "), Meaning::Quiet),
        pen.span(pad_left(&sum, gap), Meaning::Money),
    ]));
    lines
}

/// Whom the order names where the card names somebody else.
fn recipient<'t>(pen: &Pen<'_>, customer: &CustomerRecord, order: &OrderRecord, columns: usize) -> Option<Line<'t>> {
    let recipient = order.texts.recipient(customer)?;
    let args = [("recipient", clean(&recipient).into())];
    Some(pen.line(cut(&pen.tr().with("card-recipient", &args), columns), Meaning::Text))
}

fn terms<'t>(pen: &Pen<'_>, card: &Card, order: &OrderRecord, columns: usize) -> Vec<Line<'t>> {
    let (tr, texts) = (pen.tr(), &order.texts);
    let mut stage = words::stage(tr, order.facts.stage);
    if let Some(reason) = order.facts.reason {
        stage = format!("{stage}: {}", words::cancel_reason(tr, reason));
    }
    let state = wrap(&format!("{stage} · {}", words::payment(tr, &order.facts)), columns).into_iter();
    let mut lines: Vec<Line<'t>> = state.map(|line| pen.line(line, Meaning::Text)).collect();
    let is_in_parts = !order.facts.parcels.is_empty();
    let carrier = order.facts.carrier.map(|carrier| words::carrier(tr, carrier));
    let delivery = [
        carrier.unwrap_or_else(|| clean(&texts.delivery_title).into_owned()),
        clean(
            order
                .tracking_number
                .as_deref()
                .filter(|_| !is_in_parts)
                .unwrap_or_default(),
        )
        .into_owned(),
        clean(&texts.address).into_owned(),
    ];
    let delivery: Vec<String> = delivery.into_iter().filter(|part| !part.is_empty()).collect();
    if !delivery.is_empty() {
        let text = delivery.join(" · ");
        lines.extend(
            wrap(&text, columns)
                .into_iter()
                .take(3)
                .map(|line| pen.line(line, Meaning::Text)),
        );
    }
    lines.extend(order.facts.parcels.iter().map(|parcel| {
        let text = parcel_line(pen, &order.facts, parcel);
        pen.line(cut(&text, columns), Meaning::Text)
    }));
    lines.extend(order.returns.iter().flat_map(|one| {
        let text = words::goods_return(tr, pen.zone(), one, order.facts.currency, pen.now);
        let text = wrap(&text, columns).into_iter().take(3);
        text.map(|line| pen.line(line, Meaning::Soon)).collect::<Vec<_>>()
    }));
    let told = card.followed.iter();
    let told = told.filter_map(|told| words::parcel_news(tr, pen.zone(), order, told, pen.now));
    lines.extend(
        // The code it is given out for stands last, behind a place that may be long.
        told.flat_map(|told| wrap(&told, columns).into_iter().take(4))
            .map(|line| pen.line(line, Meaning::Text)),
    );
    if !texts.comment.is_empty() {
        let text = words::quoted(tr, &clean(&texts.comment));
        lines.extend(
            wrap(&text, columns)
                .into_iter()
                .take(4)
                .map(|line| pen.line(line, Meaning::Soon)),
        );
    }
    lines
}

/// One of several parcels: `RA644000001RU · СДЭК · отправлен 12 мар · Чайник × 1`.
fn parcel_line(pen: &Pen<'_>, order: &OrderFacts, parcel: &Parcel) -> String {
    let (tr, alone) = (pen.tr(), alone(order, parcel));
    let dates = [
        alone.returned_at,
        alone.received_at,
        alone.arrived_at,
        alone.handed_at,
        alone.number_at,
    ];
    let stage = words::stage(tr, alone.stage);
    let stage = match dates.into_iter().flatten().next() {
        Some(at) => format!("{stage} {}", words::date_short(tr, pen.zone(), at, pen.now)),
        None => stage,
    };
    let goods = parcel.contents.iter();
    let goods = goods.map(|packed| format!("{} × {}", clean(&packed.name), quantity::text(packed.quantity_milli)));
    let goods: Vec<String> = goods.collect();
    let carrier = parcel.carrier.map(|carrier| words::carrier(tr, carrier));
    let parts = [
        Some(clean(&parcels::called(tr, parcel)).into_owned()),
        carrier,
        Some(stage),
        Some(goods.join(", ")).filter(|goods| !goods.is_empty()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What waits for somebody to say: a promise, a duplicate, the shop's change.
fn open_questions<'t>(pen: &Pen<'_>, card: &Card, columns: usize) -> Vec<Line<'t>> {
    let (tr, zone) = (pen.tr(), pen.zone());
    let mut texts = Vec::new();
    // What is past is said by the row that waits for it.
    if let Some((from, until)) = card.promise.filter(|(from, _)| *from > pen.now) {
        let from = words::moment(tr, zone, from, pen.now);
        let until = words::clock_time(zone, until);
        texts.push(tr.with("why-promised", &[("from", from.into()), ("until", until.into())]));
    }
    if let Some(number) = &card.exchanged_for {
        texts.push(tr.with("card-exchanged_for", &[("number", clean(number).as_ref().into())]));
    }
    if let Some(number) = &card.duplicate_number {
        texts.push(tr.with("card-duplicate", &[("number", number.as_str().into())]));
    }
    for difference in &card.differences {
        let said = |text: &str| match (difference.what, Terms::parse(text)) {
            (Differing::Terms, Some(terms)) => words::terms(tr, terms),
            _ => clean(text).into_owned(),
        };
        let (ours, theirs) = (said(&difference.ours), said(&difference.theirs));
        texts.push(tr.with(
            "card-difference",
            &[("ours", ours.as_str().into()), ("theirs", theirs.as_str().into())],
        ));
    }
    let mut lines: Vec<Line<'t>> = texts
        .iter()
        .map(|text| pen.line(cut(text, columns), Meaning::Soon))
        .collect();
    let order: Option<OrderId> = card.order.as_ref().map(|order| order.facts.id);
    let upcoming = card.agenda.upcoming.iter().filter(|task| task.order == order);
    lines.extend(upcoming.take(2).map(|task| {
        let (what, when) = (words::task(tr, zone, task), words::moment(tr, zone, task.due, pen.now));
        let text = tr.with("card-upcoming", &[("what", what.into()), ("when", when.into())]);
        pen.line(cut(&text, columns), Meaning::Text)
    }));
    lines
}

fn rule<'t>(pen: &Pen<'_>, columns: usize) -> Line<'t> {
    pen.line(pen.signs().rule.repeat(columns), Meaning::Frame)
}
