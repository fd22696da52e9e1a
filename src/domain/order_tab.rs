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

/// How the words for a stage begin, folded, in the languages of the program.
pub const STAGE_WORDS: [(Stage, &[&str]); 9] = [
    (Stage::New, &["новы", "new", "думае"]),
    (Stage::Confirmed, &["подтвержд", "оплат", "confirm", "pay"]),
    (Stage::Ready, &["отправ", "готов", "ready", "send"]),
    (Stage::Dispatched, &["пути", "отправлен", "dispatch", "way"]),
    (Stage::Arrived, &["ждет", "прибы", "arriv", "waiting"]),
    (Stage::Received, &["получен", "receiv"]),
    (Stage::Closed, &["закрыт", "closed"]),
    (Stage::Cancelled, &["отмен", "cancel"]),
    (Stage::Returned, &["возвр", "верну", "return"]),
];
