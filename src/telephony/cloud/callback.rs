//! Calls by a provider's callback: the operator's telephone rings first, then the number.
//!
//! As the providers' own papers have it: Zadarma's PHP SDK (`/v1/request/callback/`), Mango Office's API of the virtual
//! exchange (`commands/callback`), Binotel's REST API 4.0 (`calls/internal-number-to-external-number`).

use md5::Digest;
use md5::Md5;
use ring::digest::SHA256;
use ring::digest::digest;
use serde_json::Value;
use serde_json::json;

use crate::domain::settings::Cloud;
use crate::net::http::HttpCall;
use crate::net::http::base64;
use crate::net::http::form;
use crate::net::sign;
use crate::text::hex;

/// Who is called by whom, and by which account.
pub struct Callback<'a> {
    /// The key of the provider's API.
    pub key: &'a str,
    /// Its secret.
    pub secret: &'a str,
    /// The operator's telephone.
    pub extension: &'a str,
    /// The number, E.164.
    pub number: &'a str,
    /// Tells this call from every other.
    pub id: &'a str,
}

/// Where the provider is asked for it.
pub fn usual_url(cloud: Cloud) -> Option<&'static str> {
    match cloud {
        Cloud::Zadarma => Some("https://api.zadarma.com"),
        Cloud::Mango => Some("https://app.mango-office.ru"),
        Cloud::Binotel => Some("https://api.binotel.com"),
        Cloud::Uis | Cloud::Ringostat => None,
    }
}

/// What is asked at `url`; none of a provider whose way is not known.
pub fn asked(cloud: Cloud, url: &str, call: &Callback<'_>) -> Option<HttpCall> {
    let digits = call.number.trim_start_matches('+');
    match cloud {
        Cloud::Zadarma => {
            const PATH: &str = "/v1/request/callback/";
            // Signed as they stand, in the order of their names.
            let query = form(&[("format", "json"), ("from", call.extension), ("to", digits)]);
            let text = format!("{PATH}{query}{}", hex(Md5::digest(query.as_bytes()).as_slice()));
            let signature = hex(&sign::hmac_sha1(call.secret.as_bytes(), text.as_bytes()));
            let proof = format!("{}:{}", call.key, base64(signature.as_bytes()));
            Some(HttpCall {
                url: format!("{url}{PATH}?{query}"),
                headers: vec![("Authorization".to_owned(), proof)],
                ..HttpCall::default()
            })
        }
        Cloud::Mango => {
            let from = json!({ "extension": call.extension });
            let text = json!({ "command_id": call.id, "from": from, "to_number": digits }).to_string();
            let proof = digest(&SHA256, format!("{}{text}{}", call.key, call.secret).as_bytes());
            let proof = hex(proof.as_ref());
            let pairs = [("vpbx_api_key", call.key), ("sign", &proof), ("json", &text)];
            Some(HttpCall::form(format!("{url}/vpbx/commands/callback"), &pairs))
        }
        Cloud::Binotel => {
            // Inland numbers, as they are dialled there.
            let number = digits.strip_prefix("38").unwrap_or(digits);
            let text = json!({
                "key": call.key,
                "secret": call.secret,
                "internalNumber": call.extension,
                "externalNumber": number,
            });
            Some(HttpCall {
                url: format!("{url}/api/4.0/calls/internal-number-to-external-number.json"),
                body: Some(text.to_string()),
                headers: vec![("Content-Type".to_owned(), "application/json".to_owned())],
                ..HttpCall::default()
            })
        }
        Cloud::Uis | Cloud::Ringostat => None,
    }
}

/// Whether the provider calls now; else what it said.
pub fn understood(cloud: Cloud, status: u16, body: &str) -> Result<(), String> {
    let answer: Value = serde_json::from_str(body).unwrap_or(Value::Null);
    let is_done = match cloud {
        Cloud::Mango => answer["result"].as_i64() == Some(1_000),
        _ => answer["status"] == "success",
    };
    if is_done && (200..300).contains(&status) {
        return Ok(());
    }
    let said = ["message", "error"].into_iter().find_map(|name| answer[name].as_str());
    let code = ["result", "code"].into_iter().find_map(|name| answer[name].as_i64());
    Err(match (said, code) {
        (Some(said), _) => said.to_owned(),
        (None, Some(code)) => code.to_string(),
        (None, None) => format!("HTTP {status}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CALL: Callback<'_> = Callback {
        key: "the-key",
        secret: "the-secret",
        extension: "101",
        number: "+380660479529",
        id: "c-1",
    };

    fn of(cloud: Cloud) -> HttpCall {
        asked(cloud, "https://there", &CALL).unwrap()
    }

    #[test]
    fn each_provider_is_asked_in_its_own_way() {
        let zadarma = of(Cloud::Zadarma);
        let query = "format=json&from=101&to=380660479529";
        assert_eq!(zadarma.url, format!("https://there/v1/request/callback/?{query}"));
        // As Python's hmac and hashlib make them.
        let proof = "N2NiZmMyN2FmOWQzNDE3NTM0OTdjZjEyNTk1ZmIwZTg5OGQxNDI0ZA==";
        assert_eq!(zadarma.headers[0].1, format!("the-key:{proof}"));
        let mango = of(Cloud::Mango).body.unwrap();
        let proof = "d27879433a8aa0c31ef11ab10e5be636ad3afff5e48d1087b050b41f641f1148";
        assert!(
            mango.starts_with(&format!("vpbx_api_key=the-key&sign={proof}&json=")),
            "{mango}"
        );
        assert!(mango.contains("%22extension%22%3A%22101%22"), "{mango}");
        let binotel: Value = serde_json::from_str(&of(Cloud::Binotel).body.unwrap()).unwrap();
        assert_eq!(
            (&binotel["internalNumber"], &binotel["externalNumber"]),
            (&json!("101"), &json!("0660479529"))
        );
        assert!(asked(Cloud::Uis, "https://there", &CALL).is_none());
    }

    #[test]
    fn what_a_provider_answers_is_done_or_says_why_not() {
        let said = |cloud, status, body| understood(cloud, status, body);
        assert_eq!(said(Cloud::Zadarma, 200, r#"{"status":"success","time":1}"#), Ok(()));
        assert_eq!(
            said(Cloud::Binotel, 200, r#"{"status":"success","generalCallID":"1"}"#),
            Ok(())
        );
        assert_eq!(said(Cloud::Mango, 200, r#"{"result":1000}"#), Ok(()));
        let failed = [
            (
                Cloud::Zadarma,
                401,
                r#"{"status":"error","message":"Not authorized"}"#,
                "Not authorized",
            ),
            (Cloud::Mango, 200, r#"{"result":3100}"#, "3100"),
            (
                Cloud::Binotel,
                200,
                r#"{"status":"error","code":120,"message":"no such number"}"#,
                "no such number",
            ),
            (Cloud::Zadarma, 502, "<html>", "HTTP 502"),
            (Cloud::Zadarma, 500, r#"{"status":"success"}"#, "HTTP 500"),
        ];
        for (cloud, status, body, why) in failed {
            assert_eq!(said(cloud, status, body), Err(why.to_owned()), "{body}");
        }
    }
}
