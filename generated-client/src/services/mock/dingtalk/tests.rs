use std::time::Duration;

use super::*;
use crate::runtime::LimitScope;

fn at(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000 + seconds)
}

fn operation(name: &str) -> &'static OperationSpec {
    let spec = FakeDingTalk::new().spec();
    let mut operations = spec.all_operations().iter();
    operations.find(|it| it.name() == name).unwrap()
}

fn answer(
    fake: &FakeDingTalk,
    name: &str,
    values: &[(Location, &'static str, &str)],
    seconds: u64,
) -> Result<Json, Refusal> {
    let values = values.iter();
    let arguments = Arguments {
        spec: operation(name),
        values: values
            .map(|(location, name, value)| ((*location, *name), Json::from(*value)))
            .collect(),
    };
    fake.answer(operation(name), &arguments, at(seconds))
        .unwrap()
}

fn app_token(fake: &FakeDingTalk, key: &str, secret: &str, seconds: u64) -> Result<Json, Refusal> {
    let body = [
        (Location::Body, "appKey", key),
        (Location::Body, "appSecret", secret),
    ];
    answer(fake, "get_access_token", &body, seconds)
}

fn suite_token(fake: &FakeDingTalk, key: &str, secret: &str, corp: &str) -> Result<Json, Refusal> {
    let body = [
        (Location::Body, "suiteKey", key),
        (Location::Body, "suiteSecret", secret),
        (Location::Body, "authCorpId", corp),
        (Location::Body, "suiteTicket", "ticket"),
    ];
    answer(fake, "get_corp_access_token", &body, 0)
}

fn token(fake: &FakeDingTalk, key: &str, secret: &str, corp: &str) -> Result<Json, Refusal> {
    let body = [
        (Location::Path, "corpId", corp),
        (Location::Body, "client_id", key),
        (Location::Body, "client_secret", secret),
    ];
    answer(fake, "get_token", &body, 0)
}

fn authorize(fake: &FakeDingTalk, token: &Json, seconds: u64) -> Result<Caller, Refusal> {
    let call = Received::new("GET", "/v1.0/conference/videoConferences/1")
        .with_header("X-ACS-DingTalk-Access-Token", token.as_str().unwrap());
    fake.authorize(&call, at(seconds))
}

// VENDORS.md: asking again while valid returns the same token, renewed; good for 7200 seconds.
#[test]
fn the_internal_app_gets_the_same_token_again() {
    let fake = FakeDingTalk::new();
    let first = app_token(&fake, "dingkey", "dingsecret", 0).unwrap();
    assert_eq!(first["expireIn"], json!(7200));
    assert_eq!(
        app_token(&fake, "dingkey", "dingsecret", 7000).unwrap(),
        first
    );
    let caller = authorize(&fake, &first["accessToken"], 14_199).unwrap();
    assert_eq!(caller, Caller::new("dingkey"));
    let refusal = authorize(&fake, &first["accessToken"], 14_200).unwrap_err();
    assert_eq!(
        refusal,
        Refusal::new(Reason::Credential, "the access token has expired")
    );
    assert_ne!(
        app_token(&fake, "dingkey", "dingsecret", 14_200).unwrap(),
        first
    );
}

// VENDORS.md: asking again returns a new token.
#[test]
fn the_third_party_app_gets_a_new_token() {
    let fake = FakeDingTalk::new();
    let first = suite_token(&fake, "suitekey", "suitesecret", "ding1").unwrap();
    let second = suite_token(&fake, "suitekey", "suitesecret", "ding1").unwrap();
    assert_eq!(first["expireIn"], json!(7200));
    assert_ne!(first["accessToken"], second["accessToken"]);
    for token in [&first["accessToken"], &second["accessToken"]] {
        let caller = authorize(&fake, token, 7199).unwrap();
        assert_eq!(caller.key(LimitScope::App), "suitekey");
        assert_eq!(caller.key(LimitScope::Organisation), "ding1");
    }
}

#[test]
fn either_app_gets_a_token_for_a_company() {
    let fake = FakeDingTalk::new();
    let of_app = |corp| token(&fake, "dingkey", "dingsecret", corp).unwrap();
    let first = of_app("ding1");
    assert_eq!(first["expires_in"], json!(7200));
    assert_eq!(of_app("ding1"), first);
    assert_ne!(of_app("ding2"), first);
    let of_suite = || token(&fake, "suitekey", "suitesecret", "ding1").unwrap();
    assert_ne!(of_suite(), of_suite());
    let caller = authorize(&fake, &of_app("ding2")["access_token"], 0).unwrap();
    assert_eq!(caller, Caller::new("dingkey").organisation("ding2"));
}

#[test]
fn wrong_keys_and_secrets_get_no_token() {
    let fake = FakeDingTalk::new().app("k1", "s1").suite("k2", "s2");
    let cases = [
        (
            app_token(&fake, "dingkey", "dingsecret", 0),
            "`appKey` or `appSecret` is wrong",
        ),
        (
            app_token(&fake, "k1", "s2", 0),
            "`appKey` or `appSecret` is wrong",
        ),
        (
            app_token(&fake, "k2", "s2", 0),
            "`appKey` or `appSecret` is wrong",
        ),
        (
            suite_token(&fake, "k1", "s1", "c"),
            "`suiteKey` or `suiteSecret` is wrong",
        ),
        (
            token(&fake, "k1", "s2", "c"),
            "`client_id` or `client_secret` is wrong",
        ),
    ];
    for (result, problem) in cases {
        assert_eq!(result, Err(Refusal::new(Reason::Credential, problem)));
    }
    assert!(app_token(&fake, "k1", "s1", 0).is_ok());
    assert!(suite_token(&fake, "k2", "s2", "c").is_ok());
    assert!(token(&fake, "k2", "s2", "c").is_ok());
    let long = suite_token(&fake, "k2", "s2", &"c".repeat(129)).unwrap_err();
    assert_eq!(
        long.problem,
        "`authCorpId` must have at most 128 characters"
    );
}

#[test]
fn tokens_that_are_missing_or_unknown_are_refused() {
    let fake = FakeDingTalk::new();
    let call = Received::new("GET", "/");
    let cases = [
        (
            call.clone(),
            "the header `x-acs-dingtalk-access-token` is missing",
        ),
        (
            call.clone().with_header("x-acs-dingtalk-access-token", " "),
            "the header `x-acs-dingtalk-access-token` is missing",
        ),
        (
            call.with_header("x-acs-dingtalk-access-token", "guess"),
            "the access token is unknown",
        ),
    ];
    for (call, problem) in cases {
        let refusal = fake.authorize(&call, at(0)).unwrap_err();
        assert_eq!(refusal, Refusal::new(Reason::Credential, problem));
    }
}

// VENDORS.md, and the tables of the specs.
#[test]
fn refusals_have_the_vendors_codes() {
    let cases = [
        (
            "query_conference_info",
            Reason::Credential,
            "InvalidAuthentication",
        ),
        ("query_conference_info", Reason::Parameter, "paramError"),
        ("start_cloud_record", Reason::Parameter, "paramsError"),
        ("start_cloud_record", Reason::Body, "Missingbody"),
        ("get_access_token", Reason::Parameter, "Missingbody"),
        ("get_access_token", Reason::Body, "Missingbody"),
        (
            "query_conference_info",
            Reason::Throttled,
            "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi",
        ),
        (
            "get_corp_access_token",
            Reason::Throttled,
            "Forbidden.AccessDenied.QpsLimitForSuitekeyAndOrgAndApi",
        ),
        (
            "query_conference_info",
            Reason::Quota,
            "Forbidden.AccessDenied.ApiCountLimitForOrg",
        ),
    ];
    let fake = FakeDingTalk::new();
    for (name, reason, code) in cases {
        assert_eq!(
            fake.code(operation(name), reason),
            Some(code),
            "{name} {reason:?}"
        );
        // The code is documented.
        let own = operation(name).error_table().iter();
        assert!(
            own.chain(fake.spec().errors).any(|row| row.code == code),
            "{code}"
        );
    }
    assert_eq!(fake.code(operation("get_token"), Reason::Signature), None);
}

#[test]
fn anonymous_callers_count_by_known_apps() {
    let fake = FakeDingTalk::new();
    let caller = |key: &str| {
        let values = [((Location::Body, "appKey"), Json::from(key))];
        let arguments = Arguments {
            spec: operation("get_access_token"),
            values: values.into_iter().collect(),
        };
        fake.anonymous(operation("get_access_token"), &arguments)
    };
    assert_eq!(caller("dingkey"), Caller::new("dingkey"));
    assert_eq!(caller("made up"), Caller::default());
    assert_eq!(caller(""), Caller::default());
}

#[test]
fn credentials_let_a_call_in_until_a_reset() {
    let fake = FakeDingTalk::new();
    let call = Received::new("GET", "/v1.0/conference/videoConferences/1");
    let credentials = fake.credentials(&call, at(0));
    let [(name, value)] = credentials.as_slice() else {
        panic!("one header");
    };
    let call = call.with_header(name, value);
    assert_eq!(fake.authorize(&call, at(1)), Ok(Caller::new("dingkey")));
    fake.reset();
    assert!(fake.authorize(&call, at(1)).is_err());
    let anonymous = Received::new("POST", "/v1.0/oauth2/accessToken");
    assert!(fake.credentials(&anonymous, at(0)).is_empty());
}

#[test]
fn a_ban_is_no_error_body() {
    let reply = FakeDingTalk::new().ban().unwrap();
    let body: Json = serde_json::from_slice(&reply.body).unwrap();
    assert_eq!(reply.status, 403);
    assert_eq!(
        (&body["status"], &body["punish"]),
        (&json!(1111), &json!("deny"))
    );
}

#[test]
fn debug_hides_secrets_and_tokens() {
    let fake = FakeDingTalk::new();
    app_token(&fake, "dingkey", "dingsecret", 0).unwrap();
    assert_eq!(
        format!("{fake:?}"),
        "FakeDingTalk { app: App { key: Secret(***), secret: Secret(***) }, \
         suite: App { key: Secret(***), secret: Secret(***) }, tokens: Tokens(1) }"
    );
}
