//! Proofs of who speaks: signatures, secret words in paths, and comparisons that take as long whatever is wrong.

use ring::hmac;
use rustls::crypto::ring as provider;
use subtle::ConstantTimeEq;

use crate::text::hex;

/// Letters of a secret word: 128 bits.
const WORD: usize = 32;

/// HMAC-SHA-256 (RFC 2104).
pub fn hmac_sha256(key: &[u8], text: &[u8]) -> Vec<u8> {
    signed(hmac::HMAC_SHA256, key, text)
}

/// HMAC-SHA-1, for providers that know no better.
pub fn hmac_sha1(key: &[u8], text: &[u8]) -> Vec<u8> {
    signed(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, key, text)
}

fn signed(by: hmac::Algorithm, key: &[u8], text: &[u8]) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(by, key), text).as_ref().to_vec()
}

/// Whether two texts are the same; how long that takes tells nobody where they differ.
pub fn is_same(one: &[u8], other: &[u8]) -> bool {
    one.ct_eq(other).into()
}

/// A key nobody can guess; none when the machine has no randomness to give.
pub fn fresh_key() -> Option<String> {
    let mut bytes = [0; 32];
    let random = provider::default_provider().secure_random;
    random.fill(&mut bytes).ok()?;
    Some(hex(&bytes))
}

/// The secret word of one path, the same each time: only who has the key can make it.
pub fn word(key: &str, path: &str) -> String {
    let mut word = hex(&hmac_sha256(key.as_bytes(), path.as_bytes()));
    word.truncate(WORD);
    word
}

/// Whether `said` is the secret word of that path.
pub fn is_word(said: &str, key: &str, path: &str) -> bool {
    !key.is_empty() && is_same(said.as_bytes(), word(key, path).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_those_everybody_makes() {
        // RFC 4231, test 2; RFC 2202, test 2.
        let (key, text) = (b"Jefe", b"what do ya want for nothing?");
        assert_eq!(
            hex(&hmac_sha256(key, text)),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
        assert_eq!(hex(&hmac_sha1(key, text)), "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
    }

    #[test]
    fn a_secret_word_is_of_one_key_and_one_path() {
        let (one, other) = (fresh_key().unwrap(), fresh_key().unwrap());
        assert_eq!(one.len(), 64);
        let word = word(&one, "report/sms");
        assert_eq!(word.len(), 32);
        assert!(is_word(&word, &one, "report/sms"));
        assert!(!is_word(&word, &one, "report/mail"));
        assert!(!is_word(&word, &other, "report/sms"));
        assert!(!is_word(&word[..31], &one, "report/sms"));
        assert!(!is_word("", &one, "report/sms"));
        assert!(!is_word(&super::word("", "report/sms"), "", "report/sms"));
    }
}
