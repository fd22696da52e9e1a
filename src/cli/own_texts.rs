//! The shop's own texts, in folders beside its settings: scripts, messages, standard answers.

use super::context::Context;
use super::output::failure::Failure;
use super::output::failure::Kind;
use crate::i18n::Lang;
use crate::outreach::Templates;
use crate::outreach::answers::StandardAnswers;
use crate::scripts::LiveScripts;
use crate::scripts::Scripts;
use crate::template::LiveTexts;
use crate::template::TemplateError;
use crate::template::TextFolder;
use crate::words;

/// Texts of the shop's own before those the program brings.
pub struct OwnTexts<T> {
    /// Those that are sound.
    pub texts: T,
    /// What is wrong with each that is left out.
    pub broken: Vec<Failure>,
}

impl<T> OwnTexts<T> {
    /// All of them, where none is broken; else what is wrong with the first.
    pub fn sound(self) -> Result<T, Failure> {
        match self.broken.into_iter().next() {
            Some(failure) => Err(failure),
            None => Ok(self.texts),
        }
    }
}

impl Context {
    /// What to say and go through (R34): the folder `scripts` beside the settings, or what was published of it, goes before
    /// what the program brings; and what is wrong with its texts.
    pub fn scripts(&self) -> OwnTexts<LiveScripts> {
        let lang = self.tr.lang();
        self.own_texts("scripts", Scripts::of(lang), move |folder| Scripts::load(folder, lang))
    }

    /// What customers are told (R30), likewise of the folder `messages`.
    pub fn templates(&self) -> OwnTexts<LiveTexts<Templates>> {
        self.own_texts("messages", Templates::brought(), Templates::load)
    }

    /// Standard answers in that language (R33), likewise of the folder `answers`.
    pub fn answers(&self, lang: Lang) -> OwnTexts<LiveTexts<StandardAnswers>> {
        self.own_texts("answers", StandardAnswers::brought(lang), move |folder| {
            StandardAnswers::load(folder, lang)
        })
    }

    fn own_texts<T: Clone>(
        &self,
        folder: &str,
        brought: T,
        load: impl Fn(TextFolder) -> (T, Vec<TemplateError>) + Send + Sync + 'static,
    ) -> OwnTexts<LiveTexts<T>> {
        let (texts, broken) = match (self.shop().published(), self.beside_settings(folder)) {
            (Some(shop), _) => {
                let (texts, broken) = load(TextFolder::published(&shop.texts, folder));
                (texts.into(), broken)
            }
            (None, Some(folder)) => LiveTexts::load(&folder, move |path| load(path.into())),
            (None, None) => (brought.into(), Vec::new()),
        };
        let broken = broken.iter().map(|error| self.broken_text(error)).collect();
        OwnTexts { texts, broken }
    }

    /// What is wrong with a text of the shop's own, and where.
    pub fn broken_text(&self, error: &TemplateError) -> Failure {
        let line = error.line.map(|line| format!(":{line}")).unwrap_or_default();
        let message = words::known(&self.tr, &error.message);
        let message = format!("{}{line}: {message}", error.path.display());
        Failure::new(Kind::Config, message, words::said(&self.tr, &error.hint))
    }
}
