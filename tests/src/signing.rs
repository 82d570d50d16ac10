//! Tencent Meeting's signature, computed without the client.

use std::fmt::Write as _;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// What is signed.
#[derive(Clone, Copy, Debug)]
pub struct Signed<'a> {
    /// `X-TC-Key`
    pub key: &'a str,
    /// `X-TC-Nonce`
    pub nonce: &'a str,
    /// `X-TC-Timestamp`
    pub timestamp: &'a str,
    /// The method.
    pub method: &'a str,
    /// Path and query, as in the request line.
    pub target: &'a str,
    /// The body; empty if there is none.
    pub body: &'a str,
}

impl Signed<'_> {
    /// The value of `X-TC-Signature`.
    ///
    /// # Panics
    ///
    /// Never: any key will do.
    #[must_use]
    pub fn with(&self, secret_key: &str) -> String {
        let Self {
            key,
            nonce,
            timestamp,
            method,
            target,
            body,
        } = self;
        let signed = format!(
            "{method}\nX-TC-Key={key}&X-TC-Nonce={nonce}&X-TC-Timestamp={timestamp}\n{target}\n{body}"
        );
        let mut mac =
            Hmac::<Sha256>::new_from_slice(secret_key.as_bytes()).expect("any key will do");
        mac.update(signed.as_bytes());
        let mut digits = String::new();
        for byte in mac.finalize().into_bytes() {
            write!(digits, "{byte:02x}").expect("a string takes everything");
        }
        STANDARD.encode(digits)
    }
}
