//! Who answers below a path.

use std::fmt;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;

use super::reply::WebReply;
use super::request::WebRequest;

type Handler = dyn Fn(&WebRequest) -> WebReply + Send + Sync;

/// A prefix of paths, and who answers there.
pub struct Route {
    prefix: String,
    handler: Box<Handler>,
}

impl fmt::Debug for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Route({})", self.prefix)
    }
}

impl Route {
    /// Answers `prefix`, which begins with a slash and ends with none, and all below it.
    pub fn new(prefix: impl Into<String>, handler: impl Fn(&WebRequest) -> WebReply + Send + Sync + 'static) -> Route {
        Route {
            prefix: prefix.into(),
            handler: Box::new(handler),
        }
    }

    /// What follows the prefix in a path below it.
    fn rest<'a>(&self, path: &'a str) -> Option<&'a str> {
        let rest = path.strip_prefix(&self.prefix)?;
        if rest.is_empty() {
            Some(rest)
        } else {
            rest.strip_prefix('/')
        }
    }
}

/// The answer of the route whose prefix is the longest; one that stops unexpectedly says so, and stops no other.
pub fn answer(routes: &[Route], mut request: WebRequest) -> WebReply {
    let fitting = routes
        .iter()
        .filter_map(|route| route.rest(&request.path).map(|rest| (route, rest.to_owned())));
    let Some((route, rest)) = fitting.max_by_key(|(route, _)| route.prefix.len()) else {
        return WebReply::not_found();
    };
    request.rest = rest;
    catch_unwind(AssertUnwindSafe(|| (route.handler)(&request))).unwrap_or_else(|_| WebReply::of(500))
}
