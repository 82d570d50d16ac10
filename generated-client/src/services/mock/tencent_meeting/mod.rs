//! A fake of 腾讯会议 (Tencent Meeting): signatures.

use std::time::{Duration, SystemTime};

use super::nonces::Nonces;
use crate::{
    generated::tencent_meeting::TencentMeeting,
    runtime::{
        Json, Secret, UnixSeconds,
        mock::{
            Arguments, Caller, MockableService, OperationSpec, Reason, Received, Refusal,
            ServiceSpec, Vendor,
        },
    },
    services::tencent_meeting::{fresh_nonce, signature},
};

/// How far off a clock may be, and how long a nonce must not be used again.
const LIMIT: Duration = Duration::from_secs(300);

/// Plays Tencent Meeting: lets in who signs with the key that it knows.
///
/// A signature covers method, path with query, and body, exactly as they came. Its time must be within five minutes of
/// the server's, and nonce and time together must not have been used within five minutes.
#[derive(Debug)]
pub struct FakeTencentMeeting {
    secret_id: Secret<String>,
    secret_key: Secret<String>,
    app_id: String,
    sdk_id: String,
    nonces: Nonces,
}

impl FakeTencentMeeting {
    /// Knows the secret id `AKIDtest` with the key `SecretKeyTest`, the app `1234567890` and the SDK `9876543210`.
    #[must_use]
    pub fn new() -> Self {
        Self {
            secret_id: "AKIDtest".into(),
            secret_key: "SecretKeyTest".into(),
            app_id: "1234567890".to_owned(),
            sdk_id: "9876543210".to_owned(),
            nonces: Nonces::default(),
        }
    }

    /// The secret id and its key.
    #[must_use]
    pub fn secret(mut self, id: impl Into<Secret<String>>, key: impl Into<Secret<String>>) -> Self {
        self.secret_id = id.into();
        self.secret_key = key.into();
        self
    }

    /// The id of the app.
    #[must_use]
    pub fn app_id(mut self, app_id: impl Into<String>) -> Self {
        self.app_id = app_id.into();
        self
    }

    /// The id of the SDK; calls may leave it out.
    #[must_use]
    pub fn sdk_id(mut self, sdk_id: impl Into<String>) -> Self {
        self.sdk_id = sdk_id.into();
        self
    }

    fn sign(&self, call: &Received, nonce: &str, timestamp: &str) -> String {
        signature(
            self.secret_key.expose(),
            call.method(),
            call.target(),
            call.body(),
            self.secret_id.expose(),
            nonce,
            timestamp,
        )
    }
}

impl Default for FakeTencentMeeting {
    fn default() -> Self {
        Self::new()
    }
}

impl Vendor for FakeTencentMeeting {
    fn spec(&self) -> &'static ServiceSpec {
        <TencentMeeting as MockableService>::SPEC
    }

    fn authorize(&self, call: &Received, now: SystemTime) -> Result<Caller, Refusal> {
        let refuse = |reason, problem: &str| Err(Refusal::new(reason, problem));
        let header = |name| required(call, name);
        let secret_id = header("X-TC-Key")?;
        let timestamp = header("X-TC-Timestamp")?;
        let nonce = header("X-TC-Nonce")?;
        let sent = header("X-TC-Signature")?;
        let app_id = header("AppId")?;
        if secret_id != self.secret_id.expose() {
            return refuse(Reason::Credential, "`X-TC-Key` is not known");
        }
        if app_id != self.app_id {
            return refuse(Reason::Credential, "`AppId` is not known");
        }
        // The vendor's own SDK sends an empty one if it was given none.
        let sdk_id = call.header("SdkId").map(str::trim).unwrap_or_default();
        if !sdk_id.is_empty() && sdk_id != self.sdk_id {
            return refuse(Reason::Credential, "`SdkId` is not known");
        }
        let Ok(time) = timestamp.parse::<i64>() else {
            return refuse(
                Reason::ClockSkew,
                "`X-TC-Timestamp` must be a number of seconds",
            );
        };
        if time.abs_diff(UnixSeconds::from(now).0) > LIMIT.as_secs() {
            let problem = "`X-TC-Timestamp` must be within 5 minutes of the server's clock";
            return refuse(Reason::ClockSkew, problem);
        }
        if sent != self.sign(call, nonce, timestamp) {
            let problem = "`X-TC-Signature` must be the signature of the request as it was sent";
            return refuse(Reason::Signature, problem);
        }
        if !self.nonces.use_up(nonce, timestamp, now, LIMIT) {
            let problem = "`X-TC-Nonce` and `X-TC-Timestamp` must not be used twice in 5 minutes";
            return refuse(Reason::Replayed, problem);
        }
        Ok(Caller::new(app_id))
    }

    fn includes(&self, operation: &OperationSpec, arguments: &Arguments<'_>, item: &Json) -> bool {
        if operation.name() != "list_corp_records" {
            return true;
        }
        let wanted = arguments.find("query_record_type");
        let found = item.get("record_type").and_then(Json::as_i64);
        // The numbers of the request are not those of the answer.
        match wanted.and_then(|wanted| wanted.as_i64()) {
            Some(0) => true,
            Some(1) => found == Some(0),
            Some(2) => found == Some(2),
            _ => false,
        }
    }

    fn code(&self, _: &OperationSpec, reason: Reason) -> Option<&'static str> {
        match reason {
            Reason::Credential => Some("190303"),
            Reason::CredentialMissing => Some("200001"),
            Reason::ClockSkew => Some("190300"),
            Reason::Replayed => Some("190301"),
            Reason::Signature => Some("200003"),
            Reason::Throttled => Some("190310"),
            Reason::Body => Some("200005"),
            Reason::Parameter => Some("190004"),
            Reason::Quota => None,
        }
    }

    fn complete(&self, code: &str, body: &mut Json) {
        let number = code.parse::<u64>().ok().filter(|_| code.len() == 6);
        let info = body.get_mut("error_info").and_then(Json::as_object_mut);
        if let (Some(number), Some(info)) = (number, info) {
            info.insert(
                "new_error_code".to_owned(),
                Json::from(1_000_000_000 + number),
            );
        }
    }

    fn credentials(&self, call: &Received, now: SystemTime) -> Vec<(String, String)> {
        let nonce = fresh_nonce().to_string();
        let timestamp = UnixSeconds::from(now).to_string();
        let signature = self.sign(call, &nonce, &timestamp);
        let headers = [
            ("X-TC-Key", self.secret_id.expose().clone()),
            ("X-TC-Timestamp", timestamp),
            ("X-TC-Nonce", nonce),
            ("X-TC-Signature", signature),
            ("AppId", self.app_id.clone()),
            ("SdkId", self.sdk_id.clone()),
            ("X-TC-Registered", "1".to_owned()),
        ];
        headers
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }

    fn reset(&self) {
        self.nonces.clear();
    }
}

fn required<'a>(call: &'a Received, name: &str) -> Result<&'a str, Refusal> {
    let value = call.header(name).map(str::trim);
    value.filter(|value| !value.is_empty()).ok_or_else(|| {
        let problem = format!("the header `{name}` is missing");
        Refusal::new(Reason::CredentialMissing, problem)
    })
}

#[cfg(all(test, feature = "tencent-meeting-records"))]
mod tests;
