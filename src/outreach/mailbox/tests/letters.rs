//! What servers send back, each in its own shape, about the letter of one mark; made here, for nobody's letter.

/// The mark they are about.
pub(super) const MARK: &str = "7.00ff00ff00ff00ff";

/// Lines as they travel.
pub(super) fn lines(text: &str) -> Vec<u8> {
    text.trim_start_matches('\n').replace('\n', "\r\n").into_bytes()
}

/// A report by the standard, of a Postfix; `fields` are of the one reader.
pub(super) fn standard(fields: &str, original: &str) -> Vec<u8> {
    lines(&format!(
        "
Return-Path: <>
From: MAILER-DAEMON@mx.lavka.example (Mail Delivery System)
To: hello@lavka.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary=\"ABC/mx.lavka.example\"
Message-Id: <20260311090000.4C5D6@mx.lavka.example>

--ABC/mx.lavka.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.lavka.example.

<nobody@mail.example>: host mx.mail.example[192.0.2.7] said: 550 5.1.1

--ABC/mx.lavka.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.lavka.example
X-Postfix-Queue-ID: 4C5D6
Arrival-Date: Wed, 11 Mar 2026 12:00:00 +0300 (MSK)

Final-Recipient: rfc822; nobody@mail.example
{fields}

--ABC/mx.lavka.example
{original}

--ABC/mx.lavka.example--
"
    ))
}

/// The letter itself, as it is sent back.
pub(super) fn original(kind: &str) -> String {
    format!(
        "Content-Description: Undelivered Message
Content-Type: {kind}

Message-ID: <{MARK}@lavka.example>
X-Dozvon-Mark: {MARK}
Subject: =?utf-8?b?0JfQsNC60LDQtw==?=
From: hello@lavka.example

Text 550 of ours"
    )
}

/// Exim in words of its own: the letter is quoted in the text.
pub(super) fn exim(subject: &str, said: &str) -> Vec<u8> {
    lines(&format!(
        "
Return-path: <>
From: Mail Delivery System <Mailer-Daemon@mx.mail.example>
X-Failed-Recipients: nobody@mail.example
Auto-Submitted: auto-replied
Subject: {subject}
Message-Id: <E1aBcDe-0001-Fg@mx.mail.example>

This message was created automatically by mail delivery software.

{said}

  nobody@mail.example
    SMTP error from remote mail server after RCPT TO:<nobody@mail.example>:
    550 Message was not accepted -- invalid mailbox.

------ This is a copy of the message, including all the headers. ------

Return-path: <hello@lavka.example>
Received: from lavka.example by mx.mail.example
Message-ID: <{MARK}@lavka.example>
Subject: warning: this is delayed

Hello
"
    ))
}

/// Mail.ru's text, in an older alphabet; only the headers of the letter come back.
pub(super) fn mail_ru() -> Vec<u8> {
    let text = format!(
        "
From: mailer-daemon@corp.mail.example
Subject: Mail failure.
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=\"42\"

--42
Content-Type: text/plain; charset=koi8-r
Content-Transfer-Encoding: 8bit

Это письмо создано автоматически сервером Mail.Ru, отвечать на него не нужно.

К сожалению, Ваше письмо не может быть доставлено одному или нескольким получателям:

nobody@mail.example
user not found

--42
Content-Type: text/rfc822-headers

Received: by fallback.mail.example
Message-Id: <other@mx.example>
x-dozvon-mark: {MARK}

--42--
"
    );
    let (bytes, _, _) = encoding_rs::KOI8_R.encode(text.trim_start_matches('\n'));
    let mut out = Vec::new();
    for byte in bytes.iter() {
        if *byte == b'\n' {
            out.push(b'\r');
        }
        out.push(*byte);
    }
    out
}

/// Gmail names whom it could not reach, and answers the letter; nothing of it comes back here.
pub(super) fn gmail() -> Vec<u8> {
    lines(&format!(
        "
From: Mail Delivery Subsystem <mailer-daemon@googlemail.example>
To: hello@lavka.example
Auto-Submitted: auto-replied
Subject: Delivery Status Notification (Failure)
References: <first@lavka.example> <{MARK}@lavka.example>
In-Reply-To: <{MARK}@lavka.example>
X-Failed-Recipients: nobody@gmail.example
Content-Type: multipart/report; boundary=\"0000\"; report-type=delivery-status

--0000
Content-Type: text/html; charset=UTF-8
Content-Transfer-Encoding: base64

PGI+QWRkcmVzcyBub3QgZm91bmQ8L2I+

--0000
Content-Type: message/delivery-status

Reporting-MTA: dns; googlemail.example
Received-From-MTA: dns; hello@lavka.example

Final-Recipient: rfc822; nobody@gmail.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist. Please try
 550-5.1.1 double-checking the recipient's email address

--0000--
"
    ))
}

/// Exchange: HTML for people, fields for programs, the letter whole.
pub(super) fn exchange() -> Vec<u8> {
    lines(&format!(
        "
From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@corp.example>
Subject: =?utf-8?B?0J3QtSDRg9C00LDQtdGC0YHRjyDQtNC+0YHRgtCw0LLQuNGC0Yw=?=
Content-Type: multipart/report; report-type=\"delivery-status\"; boundary=\"_000_\"

--_000_
Content-Type: multipart/alternative; boundary=\"_001_\"

--_001_
Content-Type: text/html; charset=\"utf-8\"

<html><body>delayed? no</body></html>

--_001_--

--_000_
Content-Type: message/delivery-status

Reporting-MTA: dns;mail.corp.example

Final-recipient: RFC822;nobody@corp.example
Action: failed
Status: 5.1.10
Diagnostic-code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound

--_000_
Content-Type: message/rfc822

Received: from lavka.example
Message-ID: <{MARK}@lavka.example>
Content-Type: text/plain

Hello

--_000_--
"
    ))
}
