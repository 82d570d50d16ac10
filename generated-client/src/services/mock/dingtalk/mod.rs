//! A fake of `DingTalk`: access tokens.

use std::time::SystemTime;

use serde_json::json;

use super::tokens::{LIFETIME, Tokens};
use crate::{
    generated::dingtalk::DingTalk,
    runtime::{
        Json, Secret,
        mock::{
            Arguments, Caller, HttpReply, Location, MockableService, OperationSpec, Reason,
            Received, Refusal, ServiceSpec, Vendor,
        },
    },
};

/// Where calls carry their token.
const TOKEN: &str = "x-acs-dingtalk-access-token";
/// Names of organisations are kept with their tokens, so that they must not be of any length.
const LONGEST_ORGANISATION: usize = 128;

/// Plays `DingTalk`: issues access tokens, and lets in who sends one.
///
/// It knows one internal app and one third-party app, which each organisation has authorised. An app that asks again
/// while its token is good gets the same one, renewed; a third-party app gets another. Tokens are good for two hours.
#[derive(Debug)]
pub struct FakeDingTalk {
    app: App,
    suite: App,
    tokens: Tokens,
}

#[derive(Debug)]
struct App {
    key: Secret<String>,
    secret: Secret<String>,
}

impl FakeDingTalk {
    /// Knows the app `dingkey` with the secret `dingsecret`, and the third-party app `suitekey` with the secret
    /// `suitesecret`.
    #[must_use]
    pub fn new() -> Self {
        Self {
            app: App::new("dingkey".into(), "dingsecret".into()),
            suite: App::new("suitekey".into(), "suitesecret".into()),
            tokens: Tokens::default(),
        }
    }

    /// Key and secret of the internal app.
    #[must_use]
    pub fn app(
        mut self,
        key: impl Into<Secret<String>>,
        secret: impl Into<Secret<String>>,
    ) -> Self {
        self.app = App::new(key.into(), secret.into());
        self
    }

    /// Key and secret of the third-party app.
    #[must_use]
    pub fn suite(
        mut self,
        key: impl Into<Secret<String>>,
        secret: impl Into<Secret<String>>,
    ) -> Self {
        self.suite = App::new(key.into(), secret.into());
        self
    }

    fn get_access_token(
        &self,
        arguments: &Arguments<'_>,
        now: SystemTime,
    ) -> Result<Json, Refusal> {
        let [key, secret] = texts(arguments, ["appKey", "appSecret"]);
        if !self.app.is(key, secret) {
            return Err(wrong("`appKey` or `appSecret`"));
        }
        let token = self.tokens.renew(Caller::new(key), now);
        Ok(json!({"accessToken": token, "expireIn": LIFETIME.as_secs()}))
    }

    fn get_corp_access_token(
        &self,
        arguments: &Arguments<'_>,
        now: SystemTime,
    ) -> Result<Json, Refusal> {
        let [key, secret, corp] = texts(arguments, ["suiteKey", "suiteSecret", "authCorpId"]);
        if !self.suite.is(key, secret) {
            return Err(wrong("`suiteKey` or `suiteSecret`"));
        }
        let caller = Caller::new(key).organisation(organisation("authCorpId", corp)?);
        let token = self.tokens.issue(caller, now);
        Ok(json!({"accessToken": token, "expireIn": LIFETIME.as_secs()}))
    }

    fn get_token(&self, arguments: &Arguments<'_>, now: SystemTime) -> Result<Json, Refusal> {
        let [key, secret] = texts(arguments, ["client_id", "client_secret"]);
        let corp = arguments.value(Location::Path, "corpId");
        let corp = organisation("corpId", corp.and_then(Json::as_str).unwrap_or_default())?;
        let caller = Caller::new(key).organisation(corp);
        let token = if self.app.is(key, secret) {
            self.tokens.renew(caller, now)
        } else if self.suite.is(key, secret) {
            self.tokens.issue(caller, now)
        } else {
            return Err(wrong("`client_id` or `client_secret`"));
        };
        Ok(json!({"access_token": token, "expires_in": LIFETIME.as_secs()}))
    }
}

impl Default for FakeDingTalk {
    fn default() -> Self {
        Self::new()
    }
}

impl App {
    fn new(key: Secret<String>, secret: Secret<String>) -> Self {
        Self { key, secret }
    }

    fn is(&self, key: &str, secret: &str) -> bool {
        self.key.expose() == key && self.secret.expose() == secret
    }
}

impl Vendor for FakeDingTalk {
    fn spec(&self) -> &'static ServiceSpec {
        <DingTalk as MockableService>::SPEC
    }

    fn authorize(&self, call: &Received, now: SystemTime) -> Result<Caller, Refusal> {
        let refuse = |problem: &str| Refusal::new(Reason::Credential, problem);
        match call.header(TOKEN).map(str::trim) {
            None | Some("") => Err(refuse(
                "the header `x-acs-dingtalk-access-token` is missing",
            )),
            Some(token) => self.tokens.caller(token, now).map_err(refuse),
        }
    }

    /// The app, if it is a known one; all others count together, so that names that somebody made up are not kept.
    fn anonymous(&self, _: &OperationSpec, arguments: &Arguments<'_>) -> Caller {
        let names = ["appKey", "suiteKey", "client_id"];
        let known = [self.app.key.expose(), self.suite.key.expose()];
        texts(arguments, names)
            .into_iter()
            .find(|name| known.iter().any(|known| *known == name))
            .map(Caller::new)
            .unwrap_or_default()
    }

    fn answer(
        &self,
        operation: &OperationSpec,
        arguments: &Arguments<'_>,
        now: SystemTime,
    ) -> Option<Result<Json, Refusal>> {
        match operation.name() {
            "get_access_token" => Some(self.get_access_token(arguments, now)),
            "get_corp_access_token" => Some(self.get_corp_access_token(arguments, now)),
            "get_token" => Some(self.get_token(arguments, now)),
            _ => None,
        }
    }

    fn code(&self, operation: &OperationSpec, reason: Reason) -> Option<&'static str> {
        let own = || {
            let mut rows = operation.error_table().iter();
            rows.find(|row| row.name == "invalid_parameters")
        };
        match reason {
            Reason::Credential => Some("InvalidAuthentication"),
            Reason::Body => Some("Missingbody"),
            Reason::Throttled if operation.name() == "get_corp_access_token" => {
                Some("Forbidden.AccessDenied.QpsLimitForSuitekeyAndOrgAndApi")
            }
            Reason::Throttled => Some("Forbidden.AccessDenied.QpsLimitForAppkeyAndApi"),
            Reason::Quota => Some("Forbidden.AccessDenied.ApiCountLimitForOrg"),
            Reason::Parameter => Some(own().map_or("Missingbody", |row| row.code)),
            _ => None,
        }
    }

    fn ban(&self) -> Option<HttpReply> {
        let body = json!({
            "status": 1111,
            "wait": 5,
            "source": "x5",
            "punish": "deny",
            "uuid": "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
        });
        Some(HttpReply::json(403, &body))
    }

    fn credentials(&self, call: &Received, now: SystemTime) -> Vec<(String, String)> {
        if call.path().starts_with("/v1.0/oauth2/") {
            return Vec::new();
        }
        let token = self.tokens.renew(Caller::new(self.app.key.expose()), now);
        vec![(TOKEN.to_owned(), token)]
    }

    fn reset(&self) {
        self.tokens.clear();
    }
}

/// Members of the body that are texts; empty if they were left out.
fn texts<'a, const N: usize>(
    arguments: &'a Arguments<'_>,
    names: [&'static str; N],
) -> [&'a str; N] {
    names.map(|name| {
        let value = arguments.value(Location::Body, name);
        value.and_then(Json::as_str).unwrap_or_default()
    })
}

fn wrong(what: &str) -> Refusal {
    Refusal::new(Reason::Credential, format!("{what} is wrong"))
}

fn organisation<'a>(name: &str, corp: &'a str) -> Result<&'a str, Refusal> {
    if corp.chars().count() > LONGEST_ORGANISATION {
        let problem = format!("`{name}` must have at most {LONGEST_ORGANISATION} characters");
        return Err(Refusal::new(Reason::Parameter, problem));
    }
    Ok(corp)
}

#[cfg(all(test, feature = "dingtalk-auth", feature = "dingtalk-conference"))]
mod tests;
