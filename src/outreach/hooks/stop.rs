//! The page where who gets offers says that they want no more (R25), and the same by one click of a mail program (RFC 8058).

use std::sync::Arc;

use super::links::STOP;
use super::links::customer;
use crate::desk::door::DeskDoor;
use crate::desk::error::DeskError;
use crate::domain::ids::CustomerId;
use crate::i18n::Tr;
use crate::net::listen::Method;
use crate::net::listen::Route;
use crate::net::listen::WebReply;
use crate::net::listen::WebRequest;
use crate::outreach::values::language_of;
use crate::text::escaped_html as escaped;

/// Answers `/stop/…`: a look changes nothing, since programs that guard mailboxes look at every link.
pub fn stop(door: &Arc<DeskDoor>) -> Route {
    let door = Arc::clone(door);
    Route::new(STOP, move |request| {
        answer(&door, request).unwrap_or_else(|_| WebReply::busy())
    })
}

fn answer(door: &DeskDoor, request: &WebRequest) -> Result<WebReply, DeskError> {
    let Some(key) = door.with(|desk| desk.listen_key())? else {
        return Ok(WebReply::not_found());
    };
    let Some(customer) = customer(&key, &request.rest) else {
        return Ok(WebReply::not_found());
    };
    let page = match request.method {
        Method::Get => page(door, customer, false)?,
        Method::Post => {
            door.with(|desk| desk.unsubscribe(customer))?;
            page(door, customer, true)?
        }
        Method::Other => return Ok(WebReply::of(405)),
    };
    Ok(WebReply::html(page))
}

/// The page, before and after, by the shop whose offers they got; it knows nothing else of who looks at it.
fn page(door: &DeskDoor, customer: CustomerId, is_done: bool) -> Result<String, DeskError> {
    let settings = door.settings();
    let source = door.with(|desk| desk.source_of_customer(customer))?;
    let shop = settings.source_of(source.as_deref());
    let tr = Tr::new(language_of(settings, shop.language));
    let word = |key: &str| escaped(&tr.text(key));
    let (title, text) = if is_done {
        ("stop-done", "stop-done_more")
    } else {
        ("stop-ask", "stop-ask_more")
    };
    let color = escaped(&settings.channels.color);
    let button = if is_done {
        String::new()
    } else {
        let said = word("stop-button");
        format!(
            "<form method=\"post\"><button style=\"margin-top:20px;padding:12px 24px;font:inherit;font-weight:600;color:#fff;\
             background:{color};border:0;border-radius:6px;cursor:pointer\">{said}</button></form>"
        )
    };
    Ok(format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\">\
         <title>{title}</title></head>\
         <body style=\"margin:0;background:#f3f4f6;font:16px/1.55 -apple-system,'Segoe UI',Roboto,Arial,sans-serif;color:#1f2937\">\
         <main style=\"max-width:460px;margin:12vh auto 0;padding:28px 32px;background:#fff;border-radius:8px;\
         border-top:4px solid {color}\"><p style=\"margin:0 0 12px;font-weight:600;color:{color}\">{shop}</p><h1 style=\"margin:0 0 8px;font-size:22px;line-height:1.3\">{title}</h1>\
         <p style=\"margin:0\">{text}</p>{button}</main></body></html>\n",
        lang = tr.lang().code(),
        shop = escaped(shop.name),
        title = word(title),
        text = word(text),
    ))
}
