//! 腾讯会议 (Tencent Meeting): signed requests.

use std::{
    hash::{BuildHasher as _, RandomState},
    sync::atomic::{AtomicU64, Ordering},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::{
    generated::tencent_meeting::TencentMeeting,
    runtime::{BoxError, BoxFuture, Credentials, Outgoing, Secret, UnixSeconds},
};

/// Signs every call with the key of an app.
///
/// The service refuses a signature that is more than five minutes old or was used before; every attempt is signed anew, by
/// the client's clock.
#[derive(Clone, Debug)]
pub struct TencentCredentials {
    secret_id: Secret<String>,
    secret_key: Secret<String>,
    app_id: String,
    sdk_id: Option<String>,
    registered: bool,
}

impl TencentCredentials {
    /// The key of an app: its secret id, its secret key, and the app's id.
    pub fn new(
        secret_id: impl Into<Secret<String>>,
        secret_key: impl Into<Secret<String>>,
        app_id: impl Into<String>,
    ) -> Self {
        Self {
            secret_id: secret_id.into(),
            secret_key: secret_key.into(),
            app_id: app_id.into(),
            sdk_id: None,
            registered: true,
        }
    }

    /// The id that the vendor assigned to the application as an SDK; most have none.
    #[must_use]
    pub fn sdk_id(mut self, sdk_id: impl Into<String>) -> Self {
        self.sdk_id = Some(sdk_id.into());
        self
    }

    /// Whether the account uses the enterprise directory, so that operators are its users; `true` by default, since
    /// operations on the whole account need it.
    #[must_use]
    pub fn registered(mut self, registered: bool) -> Self {
        self.registered = registered;
        self
    }

    /// Signs `request` with a given nonce and time.
    fn sign(&self, request: &mut Outgoing, nonce: u64, now: UnixSeconds) -> Result<(), BoxError> {
        let secret_id = self.secret_id.expose();
        let nonce = nonce.to_string();
        let timestamp = now.to_string();
        let signature = signature(
            self.secret_key.expose(),
            request.method().as_str(),
            request.target(),
            request.body(),
            secret_id,
            &nonce,
            &timestamp,
        );
        request.set_secret_header("X-TC-Key", secret_id)?;
        request.set_header("X-TC-Timestamp", timestamp)?;
        request.set_header("X-TC-Nonce", nonce)?;
        request.set_secret_header("X-TC-Signature", signature)?;
        request.set_header("AppId", self.app_id.as_str())?;
        if let Some(sdk_id) = &self.sdk_id {
            request.set_header("SdkId", sdk_id.as_str())?;
        }
        request.set_header("X-TC-Registered", if self.registered { "1" } else { "0" })?;
        request.set_header("Content-Type", "application/json")
    }
}

impl Credentials<TencentMeeting> for TencentCredentials {
    fn authorize<'a>(&'a self, request: &'a mut Outgoing) -> BoxFuture<'a, Result<(), BoxError>> {
        let now = request.now().into();
        let result = self.sign(request, fresh_nonce(), now);
        Box::pin(std::future::ready(result))
    }

    fn account(&self) -> String {
        self.app_id.clone()
    }
}

/// The value of `X-TC-Signature`: base64 of the lower-case hexadecimal digits of the digest, not of its bytes.
///
/// `target` is path and query, byte for byte as in the request line; `body` is empty if there is none.
pub(crate) fn signature(
    secret_key: &str,
    method: &str,
    target: &str,
    body: &[u8],
    secret_id: &str,
    nonce: &str,
    timestamp: &str,
) -> String {
    let mut mac = hmac(secret_key.as_bytes());
    let headers = format!("X-TC-Key={secret_id}&X-TC-Nonce={nonce}&X-TC-Timestamp={timestamp}");
    for part in [method, &headers, target] {
        mac.update(part.as_bytes());
        mac.update(b"\n");
    }
    mac.update(body);
    let digest = mac.finalize().into_bytes();
    STANDARD.encode(hex(&digest))
}

/// HMAC takes keys of every length by the rule that is spelled out here; the library's own constructor returns an error
/// that never occurs.
fn hmac(key: &[u8]) -> Hmac<Sha256> {
    use sha2::Digest as _;

    let mut block = hmac::digest::Key::<Hmac<Sha256>>::default();
    if key.len() > block.len() {
        let digest = Sha256::digest(key);
        block[..digest.len()].copy_from_slice(&digest);
    } else {
        block[..key.len()].copy_from_slice(key);
    }
    Hmac::new(&block)
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 0xf])
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}

/// A positive number that no other call uses: the hash of a counter under a random key of its own.
pub(crate) fn fresh_nonce() -> u64 {
    static CALLS: AtomicU64 = AtomicU64::new(0);
    let call = CALLS.fetch_add(1, Ordering::Relaxed);
    // The service reads it as a signed number.
    (RandomState::new().hash_one(call) >> 1).max(1)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;
    use crate::runtime::{Headers, Method};

    #[test]
    fn signatures_equal_the_vectors() {
        let json = include_str!("../../tests/data/tencent_sign_vectors.json");
        let vectors: Value = serde_json::from_str(json).unwrap();
        let vectors = vectors["vectors"].as_array().unwrap();
        assert_eq!(vectors.len(), 5);
        for vector in vectors {
            let text = |name: &str| vector[name].as_str().unwrap();
            let signed = signature(
                text("secret_key"),
                text("method"),
                text("uri"),
                text("body").as_bytes(),
                text("secret_id"),
                text("nonce"),
                text("timestamp"),
            );
            assert_eq!(signed, text("signature"), "{}", text("name"));
            assert_eq!(signed.len(), 88);
        }
    }

    // Cases 1 and 6 of RFC 4231: a short key, and one that is longer than a block.
    #[test]
    fn hmac_takes_keys_of_every_length() {
        let digest = |key: &[u8], data: &[u8]| {
            let mut mac = hmac(key);
            mac.update(data);
            hex(&mac.finalize().into_bytes())
        };
        assert_eq!(
            digest(&[0x0b; 20], b"Hi There"),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        );
        assert_eq!(
            digest(
                &[0xaa; 131],
                b"Test Using Larger Than Block-Size Key - Hash Key First"
            ),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        );
    }

    #[test]
    fn headers_carry_the_signature() {
        let mut request = Outgoing::new(
            Method::Get,
            "https://api.meeting.qq.com",
            "/v1/meetings?meeting_code=13418515243&userid=123%2B123&instanceid=1",
        );
        TencentCredentials::new(
            "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE",
            "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE",
            "200000001",
        )
        .sdk_id("s1")
        .sign(&mut request, 42, UnixSeconds(1_700_000_000))
        .unwrap();
        let expected: Headers = [
            ("X-TC-Key", "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE"),
            ("X-TC-Timestamp", "1700000000"),
            ("X-TC-Nonce", "42"),
            (
                "X-TC-Signature",
                "NGZlYTM4MDdhOTBkMGNiYWE4ZDE2NTFlZDg2ZjVhOTZiNjkzNGFkYjA0YWE2MDViYjlhNjhjMTBmYTRiYzIzOQ==",
            ),
            ("AppId", "200000001"),
            ("SdkId", "s1"),
            ("X-TC-Registered", "1"),
            ("Content-Type", "application/json"),
        ]
        .into_iter()
        .collect();
        assert!(request.headers().iter().eq(expected.iter()));
        let debug = format!("{request:?}");
        assert!(
            !debug.contains("EXAMPLE") && !debug.contains("NGZl"),
            "{debug}"
        );
    }

    #[test]
    fn headers_tell_what_was_set() {
        let mut request = Outgoing::new(Method::Get, "https://api.meeting.qq.com", "/");
        let credentials = TencentCredentials::new("id", "key", "app").registered(false);
        credentials
            .sign(&mut request, 1, UnixSeconds(1_700_000_000))
            .unwrap();
        assert_eq!(request.headers().get("X-TC-Registered"), Some("0"));
        assert_eq!(request.headers().get("SdkId"), None);
        let problem = TencentCredentials::new("id\n", "key", "app")
            .sign(&mut request, 1, UnixSeconds(1_700_000_000))
            .unwrap_err();
        assert_eq!(
            problem.to_string(),
            "the header `X-TC-Key` cannot carry this value"
        );
    }

    #[test]
    fn debug_hides_keys() {
        let credentials = TencentCredentials::new("my-id", "my-key", "my-app");
        assert_eq!(
            format!("{credentials:?}"),
            "TencentCredentials { secret_id: Secret(***), secret_key: Secret(***), \
             app_id: \"my-app\", sdk_id: None, registered: true }"
        );
    }

    #[test]
    fn nonces_are_positive_and_differ() {
        let nonces: BTreeSet<_> = (0..1000).map(|_| fresh_nonce()).collect();
        assert_eq!(nonces.len(), 1000);
        assert!(
            nonces
                .iter()
                .all(|&nonce| nonce > 0 && i64::try_from(nonce).is_ok())
        );
    }
}
