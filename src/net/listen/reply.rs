//! What another machine is answered.

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebReply {
    /// 200 and so on.
    pub status: u16,
    /// Of the body.
    pub content_type: &'static str,
    /// The body.
    pub body: String,
    /// Pages of other sites may read it.
    pub is_public: bool,
}

impl WebReply {
    /// It was taken, and there is nothing to say.
    pub fn done() -> WebReply {
        WebReply::of(200)
    }

    /// Plain text: a word the other side waits for.
    pub fn text(body: impl Into<String>) -> WebReply {
        WebReply {
            body: body.into(),
            ..WebReply::of(200)
        }
    }

    /// A page for a person.
    pub fn html(body: impl Into<String>) -> WebReply {
        WebReply {
            content_type: "text/html; charset=utf-8",
            ..WebReply::text(body)
        }
    }

    /// JSON.
    pub fn json(body: impl Into<String>) -> WebReply {
        WebReply {
            content_type: "application/json",
            ..WebReply::text(body)
        }
    }

    /// The same, for the scripts of any page.
    #[must_use]
    pub fn for_any_page(self) -> WebReply {
        WebReply {
            is_public: true,
            ..self
        }
    }

    /// There is nothing here, or nothing for who asks.
    pub fn not_found() -> WebReply {
        WebReply::of(404)
    }

    /// It is not said who speaks, or wrongly.
    pub fn refused() -> WebReply {
        WebReply::of(403)
    }

    /// What is said cannot be understood, and saying it again would not help.
    pub fn not_understood() -> WebReply {
        WebReply::of(400)
    }

    /// Not now: the file is busy; the other side may say it again.
    pub fn busy() -> WebReply {
        WebReply::of(503)
    }

    /// A status and nothing else.
    pub fn of(status: u16) -> WebReply {
        WebReply {
            status,
            content_type: "text/plain; charset=utf-8",
            body: String::new(),
            is_public: false,
        }
    }
}
