//! A key while a channel is tried.

use ratatui::crossterm::event::KeyCode;
use tui_input::Input;

use super::state::ChannelTest;
use crate::domain::action::Refusal;
use crate::domain::message::Channel;
use crate::domain::rights::Rights;
use crate::domain::sending::SendOutcome;
use crate::session::request::Request;
use crate::text::clean;
use crate::tui::effect::Effect;
use crate::tui::line::edit;
use crate::tui::model::Model;
use crate::tui::model::mode::Mode;
use crate::tui::msg::Key;
use crate::tui::notice::state::Notice;

/// Asks to whom a channel of the settings is tried; the shop's own address stands there.
pub fn open(model: &mut Model, at: usize) {
    let settings = &model.setup.settings;
    let needs = Rights::Owner;
    if let Err(who) = settings.permits(&model.setup.operator, needs) {
        model.notice = Some(Notice::Refused(Refusal::AboveRights { needs, who }));
        return;
    }
    let Some((name, setting)) = settings.channel_list.get(at) else {
        return;
    };
    let carries = setting.carries();
    let own = match carries {
        Channel::Sms => &settings.shop.phone,
        Channel::Email => &settings.shop.email,
    };
    model.mode = Mode::Channel(ChannelTest {
        name: name.clone(),
        carries,
        input: Input::new(clean(own).into_owned()),
        sent: None,
        result: None,
    });
}

/// A key while to whom is typed.
pub fn key(model: &mut Model, key: Key, effects: &mut Vec<Effect>) {
    let Mode::Channel(open) = &mut model.mode else { return };
    match key.code {
        KeyCode::Esc => model.mode = Mode::Command,
        _ if open.sent.is_some() => {}
        KeyCode::Enter => {
            let (channel, to) = (open.name.clone(), open.input.value().trim().to_owned());
            if to.is_empty() {
                return;
            }
            let token = model.asked.ask(Request::TryChannel { channel, to }, effects);
            if let Mode::Channel(open) = &mut model.mode {
                (open.sent, open.result) = (Some(token), None);
            }
        }
        _ => {
            if edit::edit(&mut open.input, &key) {
                open.result = None;
            }
        }
    }
}

/// What came back.
pub fn tried(model: &mut Model, token: u64, result: Result<SendOutcome, String>) {
    let Mode::Channel(open) = &mut model.mode else { return };
    if open.sent == Some(token) {
        (open.sent, open.result) = (None, Some(result));
    }
}
