//! How a shop without https is asked: the request is signed (OAuth 1.0a, RFC 5849, one leg), and the secret does not travel.

use crate::net::http::base64;
use crate::net::http::encoded;
use crate::net::secret::Secret;
use crate::net::sign::hmac_sha256;

/// The parameters of a signed request: its own, and who asks, with the signature. A body of JSON is not signed (3.4.1.3.1).
pub(super) fn signed(
    method: &str,
    url: &str,
    pairs: &[(String, String)],
    key: &Secret,
    secret: &Secret,
    (seconds, nonce): (i64, &str),
) -> Vec<(String, String)> {
    let mut all = pairs.to_vec();
    let own = [
        ("oauth_consumer_key", key.reveal()),
        ("oauth_nonce", nonce),
        ("oauth_signature_method", "HMAC-SHA256"),
        ("oauth_timestamp", &seconds.to_string()),
    ];
    all.extend(own.map(|(name, value)| (name.to_owned(), value.to_owned())));
    all.sort();
    let joined: Vec<String> = all
        .iter()
        .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
        .collect();
    let base = format!("{method}&{}&{}", encoded(url), encoded(&joined.join("&")));
    let signature = hmac_sha256(format!("{}&", encoded(secret.reveal())).as_bytes(), base.as_bytes());
    all.push(("oauth_signature".to_owned(), base64(&signature)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_signed_over_all_it_asks() {
        let (key, secret) = (Secret::new("ck_1".to_owned()), Secret::new("cs_2".to_owned()));
        let at = "http://shop.example/wp-json/wc/v3/orders";
        let asked = [
            ("per_page".to_owned(), "1".to_owned()),
            ("a".to_owned(), "b c:Z".to_owned()),
        ];
        let all = signed("GET", at, &asked, &key, &secret, (1_700_000_000, "n0"));
        let base = "GET&http%3A%2F%2Fshop.example%2Fwp-json%2Fwc%2Fv3%2Forders&a%3Db%2520c%253AZ%26oauth_consumer_key%3Dck_1\
             %26oauth_nonce%3Dn0%26oauth_signature_method%3DHMAC-SHA256%26oauth_timestamp%3D1700000000%26per_page%3D1";
        let expected = base64(&hmac_sha256(b"cs_2&", base.as_bytes()));
        assert_eq!(all.last().unwrap(), &("oauth_signature".to_owned(), expected));
        assert!(!all.iter().any(|(_, value)| value.contains("cs_2")));
    }
}
