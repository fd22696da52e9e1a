//! `listen`: hears what other machines tell, without a screen and without other work.

use std::sync::atomic::Ordering;
use std::sync::mpsc::channel;
use std::time::Duration;

use crate::cli::context::Context;
use crate::cli::listening::WebhookState;
use crate::cli::listening::WebhookThread;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::reply::Reply;
use crate::cli::output::reply::remark;
use crate::cli::signals::asked_to_end;
use crate::text::clean;
use crate::words;

/// How soon the end is noticed when one is asked for.
const STEP: Duration = Duration::from_millis(100);
/// After how many steps it is looked whether the shop's settings were published.
const PUBLISHED_EVERY: u32 = 300;

/// Listens until somebody asks it to end.
pub fn run(context: &Context) -> Result<Reply, Failure> {
    if context.settings.listen.address.is_none() {
        return Err(Failure::usage(&context.tr, "cli-listen_off", "").of_kind(Kind::Config));
    }
    let desk = context.desk_or_new()?;
    if context.told(desk.settings_differ())? {
        return Err(Failure::usage(&context.tr, "cli-work_other_rules", "").of_kind(Kind::Refused));
    }
    if !context.told(desk.may_send())? {
        return Err(Failure::usage(&context.tr, "cli-listen_rehearsal", "").of_kind(Kind::Refused));
    }
    drop(desk);
    let stop = asked_to_end();
    let mut context = context.clone();
    let mut webhooks = WebhookThread::begin(context.webhooks(&context.setup()?), tell(&context));
    // Nothing is ever said on this line: it is what to wait on.
    let (_line, nobody) = channel::<()>();
    let mut looks = 0_u32;
    while !stop.load(Ordering::Relaxed) {
        let _ = nobody.recv_timeout(STEP);
        looks = looks.wrapping_add(1);
        if looks.is_multiple_of(PUBLISHED_EVERY)
            && let Some(again) = context.published_since()
        {
            context = again;
            drop(webhooks);
            webhooks = WebhookThread::begin(context.webhooks(&context.setup()?), tell(&context));
        }
    }
    drop(webhooks);
    Ok(Reply::default())
}

/// A line when somebody begins to listen, and when nobody can.
pub fn tell(context: &Context) -> impl Fn(&WebhookState) + Send + 'static {
    let (tr, zone, clock) = (context.tr.clone(), context.zone(), context.clock);
    move |state| {
        let (key, value) = match state {
            WebhookState::Listens(address) => ("cli-listens", address.to_string()),
            WebhookState::Another(who) => ("cli-listens_another", clean(who).into_owned()),
            WebhookState::Failed(why) => ("cli-listens_not", clean(why).into_owned()),
        };
        let said = tr.with(key, &[("value", value.into())]);
        remark(&format!("{} {said}", words::clock_time(zone, clock.now())));
    }
}
