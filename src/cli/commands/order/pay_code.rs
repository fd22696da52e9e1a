//! `order pay-code`: how what is owed of an order can be paid, by a link or by a code a bank's app reads (R12).

use std::path::PathBuf;

use clap::Args;

use super::Named;
use crate::cli::context::Context;
use crate::cli::names;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::json::MoneyJson;
use crate::cli::output::json::object;
use crate::cli::output::reply::Reply;
use crate::desk::error::DeskError;
use crate::domain::target::CardKey;
use crate::private_file::Existing;
use crate::private_file::write_private_bytes;
use crate::text::qr::qr;
use crate::view::card;
use crate::view::how_to_pay::how_to_pay_all;
use crate::words;

/// `order pay-code`
#[derive(Debug, Args)]
pub struct PayCodeArgs {
    #[command(flatten)]
    named: Named,
    /// Into a new file, the code's picture
    #[arg(long, value_name = "FILE")]
    png: Option<PathBuf>,
}

/// Prints it; null when nothing is owed.
pub fn run(context: &Context, args: &PayCodeArgs) -> Result<Reply, Failure> {
    let tr = &context.tr;
    let desk = context.desk_to_read()?;
    let id = names::order(context, &desk, &args.named.order)?;
    let card = context.told(desk.read(|look| card::card(look, CardKey::Order(id))))?;
    let card = context.told(card.ok_or(DeskError::NotFound))?;
    let number = card.order.as_ref().map_or("", |order| order.number.as_str());
    let how = how_to_pay_all(&context.settings, &card, &words::pay_purpose(tr, number));
    let Some(how) = how else {
        return Ok(context.reply(&None::<()>, || tr.text("pay-nothing")));
    };
    if let Some(path) = &args.png {
        let picture = how.code.as_deref().and_then(|code| qr(code)?.png());
        let picture = picture.ok_or_else(|| {
            let hint = tr.text("pay-no_account");
            Failure::new(Kind::Refused, tr.text("cli-no_pay_code"), hint)
        })?;
        write_private_bytes(path, &picture, Existing::Refuse, context.readers())
            .map_err(|error| Failure::unwritten(tr, path, &error))?;
    }
    let plain = || {
        let sum = words::exact_sum(tr, how.sum);
        let link = how.link.as_ref();
        let lines = [
            Some(tr.with("pay-sum", &[("sum", sum.into())])),
            link.map(|link| tr.with("pay-link", &[("link", link.as_str().into())])),
            Some(how.code.clone().unwrap_or_else(|| tr.text("pay-no_account"))),
        ];
        lines.into_iter().flatten().collect::<Vec<String>>().join("\n")
    };
    let shape = object! {
        sum: MoneyJson::new(how.sum.minor, how.sum.currency),
        link: how.link.clone(),
        /// What the code says.
        code: how.code.clone(),
    };
    Ok(context.reply(&shape, plain))
}
