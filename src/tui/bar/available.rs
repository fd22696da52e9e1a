//! The keys that make sense now: first what the row's own task asks for, then what its stage allows, always how to go
//! back and where all keys are.

use crate::domain::order::Stage;
use crate::domain::task::TaskKind;
use crate::tui::calls::state::ShownCall;
use crate::tui::commands::Command;
use crate::tui::commands::CommandId;
use crate::tui::commands::entry;
use crate::tui::model::Model;
use crate::tui::model::holder;
use crate::tui::model::mode::Page;
use crate::tui::page;
use crate::tui::page::geometry;
use crate::tui::subject::Subject;

/// The commands worth showing, the best first.
pub fn commands(model: &Model) -> Vec<&'static Command> {
    if let (Some(on), true) = (model.on_call(), model.pages.is_empty()) {
        return for_call(model.calls.of(&model.board, on));
    }
    let subject = model.subject();
    let mut ids: Vec<CommandId> = Vec::new();
    if model.page().is_some() {
        ids.push(CommandId::Back);
    }
    if model.in_script() {
        ids.push(CommandId::Mark);
    }
    if page::update::message_act(model).is_some() || page::update::offered(model).is_some() {
        ids.push(CommandId::Message);
    }
    if page::update::writes(model).is_some() {
        ids.push(CommandId::Note);
    }
    let asks = subject.as_ref().and_then(|subject| task(model, subject));
    let taken = subject.as_ref().is_some_and(|subject| is_taken(model, subject));
    if let Some(subject) = &subject {
        if taken {
            // Nothing else would be done before that (R8).
            ids.push(CommandId::Claim);
        }
        ids.extend(asks.into_iter().flat_map(for_task));
        ids.extend(for_stage(subject.facts.as_ref().map(|facts| facts.stage)));
    }
    ids.extend([CommandId::Next, CommandId::Search]);
    let opens = subject.is_some() || geometry::opens_over(model);
    if model.page() != Some(Page::Card) && opens {
        ids.push(CommandId::Open);
    }
    if subject.is_some() && !model.lists_messages() {
        ids.extend([CommandId::Answers, CommandId::Message]);
    }
    let mut shown: Vec<&'static Command> = Vec::new();
    for id in ids {
        let command = entry(id);
        let new = shown.iter().all(|other| other.id != id);
        // There is nothing to dial where a number is looked for.
        let dialled = id != CommandId::Dial || asks != Some(TaskKind::FindContact);
        let free = dialled && (!taken || !needs_him(command));
        if new && free && command.is_possible(subject.as_ref()) {
            shown.push(command);
        }
    }
    shown
}

/// On the row of calls.
fn for_call(call: Option<ShownCall<'_>>) -> Vec<&'static Command> {
    use CommandId as Id;

    let ids = match call {
        Some(ShownCall::Rings(_)) => [Id::Dial, Id::Open, Id::Note, Id::Other, Id::Next, Id::Back],
        _ => [Id::Outcome, Id::Note, Id::Other, Id::Schedule, Id::Edit, Id::Back],
    };
    ids.into_iter().map(entry).collect()
}

/// What the row under the cursor asks for, when it is what is acted on.
pub fn task(model: &Model, subject: &Subject) -> Option<TaskKind> {
    let row = model.list.selected(&model.board);
    row.filter(|row| Some(row.row.key) == subject.row)
        .map(|row| row.row.task.kind)
}

/// True when a colleague holds the customer an action would be for.
pub fn is_taken(model: &Model, subject: &Subject) -> bool {
    let holder = holder::holder(model, subject).filter(|_| subject.marked.is_empty());
    holder.is_some_and(|claim| claim.operator != model.setup.operator)
}

/// Whether it is refused while a colleague holds the customer.
fn needs_him(command: &Command) -> bool {
    use crate::domain::action::ActionKind as Kind;

    let kind = command.kind();
    kind.is_some_and(|kind| !matches!(kind, Kind::Take | Kind::Skip | Kind::Undo | Kind::Redo))
}

fn for_task(task: TaskKind) -> Vec<CommandId> {
    use CommandId as Id;

    match task {
        TaskKind::Answer => vec![Id::Claim, Id::Outcome],
        TaskKind::ReturnCall | TaskKind::CallBack | TaskKind::FirstContact | TaskKind::RetryCall => {
            vec![Id::Dial, Id::Outcome]
        }
        TaskKind::Decide => vec![Id::Confirm, Id::Dial, Id::Schedule, Id::Cancel],
        TaskKind::FindContact => vec![Id::Edit, Id::Note, Id::Cancel, Id::Other],
        TaskKind::RemindPayment => vec![Id::Dial, Id::Pay, Id::Outcome],
        TaskKind::SendTracking => vec![Id::Ship],
        TaskKind::DispatchLate => vec![Id::Ship, Id::Other],
        TaskKind::CheckPayment => vec![Id::Pay, Id::Dial, Id::Other],
        TaskKind::Complaint | TaskKind::Reply => vec![Id::Dial, Id::Edit, Id::Note],
        TaskKind::CheckPayout => vec![Id::Pay, Id::Note, Id::Other],
        TaskKind::MakeReady => vec![Id::Arrived, Id::Dial, Id::Note],
        TaskKind::CheckParcel => vec![Id::Arrived, Id::Note, Id::Received],
        TaskKind::RemindPickup => vec![Id::Dial, Id::Outcome, Id::Received],
        TaskKind::QualityCall | TaskKind::CourtesyCall => vec![Id::Dial, Id::Outcome],
        TaskKind::RefundDue | TaskKind::ShopChanged | TaskKind::UndeliveredMessage => vec![Id::Other],
        TaskKind::ShopCancelled | TaskKind::ProposeCancel | TaskKind::Duplicate => vec![Id::Cancel, Id::Other],
        TaskKind::ProposeReturn => vec![Id::Returned, Id::Other],
    }
}

fn for_stage(stage: Option<Stage>) -> Vec<CommandId> {
    use CommandId as Id;

    match stage {
        None => vec![Id::Dial, Id::Outcome, Id::Note, Id::Skip, Id::Schedule],
        Some(Stage::New) => vec![Id::Confirm, Id::Cancel, Id::Schedule, Id::Skip, Id::Note, Id::Dial],
        Some(Stage::Confirmed) => vec![Id::Pay, Id::Dial, Id::Ship, Id::Cancel, Id::Note, Id::Skip],
        Some(Stage::Ready) => vec![Id::Ship, Id::Pay, Id::Dial, Id::Cancel, Id::Note, Id::Skip],
        Some(Stage::Dispatched) => vec![Id::Arrived, Id::Received, Id::Returned, Id::Pay, Id::Note, Id::Skip],
        Some(Stage::Arrived) => vec![Id::Received, Id::Dial, Id::Returned, Id::Pay, Id::Note, Id::Skip],
        Some(Stage::Received) => vec![Id::Pay, Id::Outcome, Id::Returned, Id::Other, Id::Note],
        Some(Stage::Closed | Stage::Cancelled | Stage::Returned) => vec![Id::Other, Id::Note, Id::History],
    }
}
