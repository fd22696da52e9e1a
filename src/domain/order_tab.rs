//! The tabs of the list of all orders.

use super::order::Stage;

/// A tab: a stage of orders, new ones apart from those somebody has talked about already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum OrderTab {
    /// All of them.
    #[default]
    All,
    /// New, and nobody has talked about them.
    New,
    /// New and talked about: to be confirmed.
    Thinking,
    /// At a later stage.
    At(Stage),
    /// What waits for its hour, whatever its stage.
    Later,
}

impl OrderTab {
    /// Every tab, as they stand.
    pub const ALL: [OrderTab; 12] = [
        OrderTab::All,
        OrderTab::New,
        OrderTab::Thinking,
        OrderTab::At(Stage::Confirmed),
        OrderTab::At(Stage::Ready),
        OrderTab::At(Stage::Dispatched),
        OrderTab::At(Stage::Arrived),
        OrderTab::At(Stage::Received),
        OrderTab::At(Stage::Closed),
        OrderTab::At(Stage::Cancelled),
        OrderTab::At(Stage::Returned),
        OrderTab::Later,
    ];

    /// The tab by which the file counts: 0 is talked about, else the stage.
    pub fn of_code(code: i64) -> Option<OrderTab> {
        match code {
            0 => Some(OrderTab::Thinking),
            1 => Some(OrderTab::New),
            other => Stage::from_int(other).map(OrderTab::At),
        }
    }

    /// The stage of its orders; none where they stand at several.
    pub fn stage(self) -> Option<Stage> {
        match self {
            OrderTab::New | OrderTab::Thinking => Some(Stage::New),
            OrderTab::At(stage) => Some(stage),
            OrderTab::All | OrderTab::Later => None,
        }
    }

    /// True when an order of that stage, talked about or not, stands on it.
    pub fn holds(self, stage: Stage, contacted: bool) -> bool {
        match self {
            OrderTab::All => true,
            OrderTab::New => stage == Stage::New && !contacted,
            OrderTab::Thinking => stage == Stage::New && contacted,
            OrderTab::At(at) => at == stage,
            OrderTab::Later => false,
        }
    }

    /// Its message is `tab-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            OrderTab::All => "all",
            OrderTab::New => "new",
            OrderTab::Thinking => "thinking",
            OrderTab::At(stage) => stage.code(),
            OrderTab::Later => "later",
        }
    }

    /// The tab beside it, going round.
    #[must_use]
    pub fn beside(self, forward: bool) -> OrderTab {
        let count = Self::ALL.len();
        let at = Self::ALL.iter().position(|tab| *tab == self).unwrap_or(0);
        Self::ALL[if forward { at + 1 } else { at + count - 1 } % count]
    }
}

/// What orders of a tab are called, folded: as rows and tabs say it, in the languages of the program.
const TAB_WORDS: [(OrderTab, &[&str]); 10] = [
    (OrderTab::New, &["новый", "новые", "новий", "нові", "new"]),
    (OrderTab::Thinking, &["думает", "думают", "думає", "думають", "confirm"]),
    (
        OrderTab::At(Stage::Confirmed),
        &[
            "подтвержден",
            "подтверждены",
            "оплате",
            "підтверджено",
            "оплати",
            "confirmed",
            "pay",
        ],
    ),
    (
        OrderTab::At(Stage::Ready),
        &["готов", "отправке", "готове", "відправити", "ready", "send"],
    ),
    (
        OrderTab::At(Stage::Dispatched),
        &[
            "пути",
            "отправлен",
            "отправлены",
            "їдуть",
            "відправлено",
            "dispatched",
            "way",
        ],
    ),
    (
        OrderTab::At(Stage::Arrived),
        &[
            "ждет",
            "ждут",
            "пункте",
            "прибыл",
            "чекає",
            "чекають",
            "видачу",
            "pickup",
            "waiting",
            "arrived",
        ],
    ),
    (
        OrderTab::At(Stage::Received),
        &["получен", "получены", "отримано", "отримані", "received"],
    ),
    (
        OrderTab::At(Stage::Closed),
        &["закрыт", "закрыты", "закрито", "закриті", "closed"],
    ),
    (
        OrderTab::At(Stage::Cancelled),
        &["отменен", "отменены", "скасовано", "скасовані", "cancelled", "canceled"],
    ),
    (
        OrderTab::At(Stage::Returned),
        &[
            "вернулся",
            "возвраты",
            "возврат",
            "повернулося",
            "повернуті",
            "returned",
        ],
    ),
];

/// The fewest letters of a word that is known by its beginning.
const BEGINNING: usize = 3;

/// The tabs whose orders are called so; `word` is folded, and its beginning is enough.
pub fn called(word: &str) -> impl Iterator<Item = OrderTab> {
    let is_long = word.chars().count() >= BEGINNING;
    let is_it = move |name: &&str| *name == word || (is_long && name.starts_with(word));
    TAB_WORDS
        .into_iter()
        .filter(move |(_, names)| names.iter().any(is_it))
        .map(|(tab, _)| tab)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tab_is_known_by_the_beginnings_of_what_its_rows_and_it_are_called() {
        let of = |word: &str| called(word).map(OrderTab::code).collect::<Vec<_>>();
        for (word, codes) in [
            ("отм", &["cancelled"][..]),
            ("получены", &["received"]),
            ("думают", &["thinking"]),
            ("нов", &["new"]),
            ("отправлен", &["dispatched"]),
            ("отправке", &["ready"]),
            ("отправ", &["ready", "dispatched"]),
            ("оплате", &["confirmed"]),
            ("ждут", &["arrived"]),
            ("скасовані", &["cancelled"]),
            ("відправ", &["ready", "dispatched"]),
            ("чекають", &["arrived"]),
            ("canc", &["cancelled"]),
            ("way", &["dispatched"]),
            ("pickup", &["arrived"]),
            ("pay", &["confirmed"]),
            ("от", &[]),
            ("елена", &[]),
        ] {
            assert_eq!(of(word), codes, "{word}");
        }
    }
}
