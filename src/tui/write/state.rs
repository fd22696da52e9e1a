//! What is written, to whom, and how far it is.

use std::sync::Arc;

use tui_input::Input;

use crate::domain::message::Channel;
use crate::domain::message::MessageWords;
use crate::domain::target::CardKey;
use crate::session::answer::ShownMessage;
use crate::text::clean;
use crate::text::clean_lines;
use crate::tui::notice::state::Notice;
use crate::tui::widgets::text_area::TextArea;
use crate::view::drafts::Drafts;
use crate::view::drafts::TextDraft;
use crate::view::drafts::WritingWay;
use crate::view::offers::OfferPreview;

/// A message that is written.
#[derive(Clone, Debug)]
pub struct Writing {
    /// To whom, and what it is.
    pub to: WrittenTo,
    /// Which of the texts it is made of.
    pub text: usize,
    /// Which of the ways it goes by.
    pub way: usize,
    /// What is typed for each way; none while its text is chosen.
    pub editors: Vec<Editor>,
    /// The token of the newest request for what it is made of.
    pub token: u64,
    /// The request that waits for its answer.
    pub sent: Option<u64>,
    /// Why it was not taken.
    pub fault: Option<Notice>,
    /// Esc was pressed and something was typed: once more throws it away.
    pub leaving: bool,
}

/// To whom something is written.
#[derive(Clone, Debug)]
pub enum WrittenTo {
    /// To the customer of a card.
    Customer {
        /// Whose card; bound when it was opened.
        key: CardKey,
        /// The words of a standard answer it begins with.
        answer: Option<String>,
        /// What it can be made of; none before it was read.
        drafts: Option<Arc<Drafts>>,
    },
    /// In the place of what a message of the outbox says.
    Waiting(Box<ShownMessage>),
    /// To all of a segment who may be offered something (R25).
    Segment {
        /// Its place in the settings.
        at: usize,
        /// What it is called.
        name: String,
        /// How it reads and what it costs; none while it is typed.
        preview: Option<Arc<OfferPreview>>,
    },
}

/// What is typed for one way.
#[derive(Clone, Debug)]
pub struct Editor {
    /// For what.
    pub channel: Channel,
    /// Of a letter.
    pub subject: Input,
    /// The text.
    pub text: TextArea,
    /// The letters typed go into the subject.
    pub in_subject: bool,
    start: (String, String),
}

impl Writing {
    /// To the customer of a card, with a standard answer or with a text that is chosen first.
    pub fn to_customer(key: CardKey, answer: Option<String>) -> Writing {
        Writing::of(WrittenTo::Customer {
            key,
            answer,
            drafts: None,
        })
    }

    /// In the place of what a message says.
    pub fn waiting(shown: Box<ShownMessage>) -> Writing {
        let words = shown.words.clone().unwrap_or_default();
        let channel = shown.row.channel.unwrap_or(Channel::Email);
        let editors = vec![Editor::new(channel, &words)];
        Writing {
            editors,
            ..Writing::of(WrittenTo::Waiting(shown))
        }
    }

    /// An offer to a segment: of a letter with a subject, where offers leave as letters.
    pub fn offer(at: usize, name: String, channel: Channel, begun: &str) -> Writing {
        let words = MessageWords {
            text: begun.to_owned(),
            ..MessageWords::default()
        };
        let editors = vec![Editor::new(channel, &words)];
        let to = WrittenTo::Segment {
            at,
            name,
            preview: None,
        };
        Writing {
            editors,
            ..Writing::of(to)
        }
    }

    fn of(to: WrittenTo) -> Writing {
        Writing {
            to,
            text: 0,
            way: 0,
            editors: Vec::new(),
            token: 0,
            sent: None,
            fault: None,
            leaving: false,
        }
    }

    /// What it can be made of.
    pub fn drafts(&self) -> Option<&Arc<Drafts>> {
        match &self.to {
            WrittenTo::Customer { drafts, .. } => drafts.as_ref(),
            WrittenTo::Waiting(_) | WrittenTo::Segment { .. } => None,
        }
    }

    /// How an offer reads, when it is shown.
    pub fn preview(&self) -> Option<&Arc<OfferPreview>> {
        match &self.to {
            WrittenTo::Segment { preview, .. } => preview.as_ref(),
            WrittenTo::Customer { .. } | WrittenTo::Waiting(_) => None,
        }
    }

    /// Back to what is typed.
    pub fn look_away(&mut self) {
        if let WrittenTo::Segment { preview, .. } = &mut self.to {
            *preview = None;
        }
        self.fault = None;
    }

    /// The text it is made of.
    pub fn draft(&self) -> Option<&TextDraft> {
        self.drafts()?.texts.get(self.text)
    }

    /// By which way it goes.
    pub fn chosen_way(&self) -> Option<&WritingWay> {
        self.drafts()?.ways.get(self.way)
    }

    /// What is typed; none while its text is chosen.
    pub fn editor(&self) -> Option<&Editor> {
        self.editors.get(self.way)
    }

    /// The same, to be changed.
    pub fn editor_mut(&mut self) -> Option<&mut Editor> {
        self.editors.get_mut(self.way)
    }

    /// Begins to type: the text that was chosen stands there for each way.
    pub fn begin(&mut self) {
        let Some(drafts) = self.drafts().cloned() else { return };
        let Some(draft) = drafts.texts.get(self.text) else {
            return;
        };
        let ways = drafts.ways.iter();
        self.editors = ways
            .map(|way| Editor::new(way.channel, draft.words(way.channel)))
            .collect();
        if self.editors.is_empty() {
            // Nothing would leave by any way, but the text can be copied.
            self.editors.push(Editor::new(Channel::Email, &draft.email));
        }
        self.fault = None;
    }

    /// The words as they stand: as they are typed, else as the text says them that is chosen.
    pub fn words(&self) -> MessageWords {
        if let Some(editor) = self.editor() {
            return editor.words();
        }
        let channel = self.chosen_way().map_or(Channel::Email, |way| way.channel);
        let words = self.draft().map(|draft| draft.words(channel).clone());
        words.unwrap_or_default()
    }

    /// Something was typed that leaving would lose.
    pub fn is_changed(&self) -> bool {
        self.editors.iter().any(Editor::is_changed)
    }
}

impl Editor {
    /// Words to be changed: of a letter the cursor stands before its signature.
    pub fn new(channel: Channel, words: &MessageWords) -> Editor {
        let subject = clean(&words.subject).into_owned();
        let mut text = clean_lines(words.text.trim_end()).into_owned();
        if text.ends_with(':') {
            // The words go on behind it: `Лавка: заказ № 1042: …`.
            text.push(' ');
        }
        let start = (subject.clone(), text.clone());
        Editor {
            channel,
            subject: Input::new(subject),
            text: TextArea::new(&text).before_signature(),
            in_subject: false,
            start,
        }
    }

    /// As they are typed: of a short message no subject.
    pub fn words(&self) -> MessageWords {
        let subject = match self.channel {
            Channel::Email => self.subject.value().trim(),
            Channel::Sms => "",
        };
        let mut text = self.text.text().trim().to_owned();
        if self.channel == Channel::Email {
            text.push('\n');
        }
        MessageWords {
            subject: subject.to_owned(),
            text,
            mark: String::new(),
        }
    }

    fn is_changed(&self) -> bool {
        (self.subject.value(), self.text.text()) != (self.start.0.as_str(), self.start.1.as_str())
    }
}
