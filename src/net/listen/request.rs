//! What another machine says.

use std::net::IpAddr;

/// How it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Asks for something, and changes nothing; a HEAD is one too.
    Get,
    /// Tells something.
    Post,
    /// Anything else.
    Other,
}

/// One request, whole.
#[derive(Clone, PartialEq, Eq)]
pub struct WebRequest {
    /// How it is said.
    pub method: Method,
    /// The path, as it came: nothing in it is decoded.
    pub path: String,
    /// What follows the route's prefix, without a slash before it.
    pub rest: String,
    /// What follows the question mark, as it came.
    pub query: String,
    /// Names in small letters, and values; those that are no text are left out.
    pub headers: Vec<(String, String)>,
    /// The body, as it came: what is signed.
    pub body: Vec<u8>,
    /// Who speaks; through a proxy on this machine, whom it names last in `X-Forwarded-For`.
    pub from: IpAddr,
}

impl WebRequest {
    /// The first header of that name, which is written in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut all = self.headers.iter();
        all.find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body as text; what is not UTF-8 in it stands as `\u{FFFD}`.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Names and values of the query.
    pub fn query(&self) -> Vec<(String, String)> {
        pairs(&self.query)
    }

    /// Names and values of a body that is a form; none of any other.
    pub fn form(&self) -> Vec<(String, String)> {
        let kind = self.header("content-type").unwrap_or_default().to_ascii_lowercase();
        if kind.starts_with("application/x-www-form-urlencoded") {
            form_urlencoded::parse(&self.body).into_owned().collect()
        } else {
            Vec::new()
        }
    }
}

/// A request may hold customers' data and secrets: it has no words of its own.
impl std::fmt::Debug for WebRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "WebRequest({:?}, {} bytes)", self.method, self.body.len())
    }
}

/// Names and values of a form or a query, decoded (application/x-www-form-urlencoded).
pub fn pairs(text: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(text.as_bytes()).into_owned().collect()
}
