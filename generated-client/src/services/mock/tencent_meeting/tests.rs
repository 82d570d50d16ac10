use serde_json::json;

use super::*;
use crate::runtime::mock::Location;

const NOW: i64 = 1_700_000_000;
const TARGET: &str = "/v1/corp/records?start_time=1611072000&operator_id=a%2Bb";

fn at(seconds: i64) -> SystemTime {
    UnixSeconds(seconds).to_system_time().unwrap()
}

/// A call with everything that it needs, in which one header is replaced, or left out if it is empty.
fn call(fake: &FakeTencentMeeting, replaced: &str, value: &str) -> Received {
    let call = Received::new("GET", TARGET);
    let mut signed = call.clone();
    for (name, sent) in fake.credentials(&call, at(NOW)) {
        let sent = if name == replaced { value } else { &sent };
        if !sent.is_empty() {
            signed = signed.with_header(&name, sent);
        }
    }
    signed
}

fn refused(fake: &FakeTencentMeeting, call: &Received, now: i64) -> Option<Reason> {
    fake.authorize(call, at(now))
        .err()
        .map(|refusal| refusal.reason)
}

// The vendor's documented signatures.
#[test]
fn documented_signatures_are_let_in() {
    let json = include_str!("../../../../tests/data/tencent_sign_vectors.json");
    let vectors: Json = serde_json::from_str(json).unwrap();
    let vectors = vectors["vectors"].as_array().unwrap();
    assert_eq!(vectors.len(), 5);
    for vector in vectors {
        let text = |name: &str| vector[name].as_str().unwrap();
        let fake = FakeTencentMeeting::new().secret(text("secret_id"), text("secret_key"));
        let call = |body: &str, case: fn(&str) -> String| {
            [
                ("X-TC-Key", text("secret_id")),
                ("X-TC-Timestamp", text("timestamp")),
                ("X-TC-Nonce", text("nonce")),
                ("X-TC-Signature", text("signature")),
                ("AppId", "1234567890"),
            ]
            .into_iter()
            .fold(
                Received::new(text("method"), text("uri")).with_body(body),
                |call, (name, value)| call.with_header(&case(name), value),
            )
        };
        let now = text("timestamp").parse().unwrap();
        let name = text("name");
        let other = call(&format!("{} ", text("body")), str::to_owned);
        assert_eq!(
            refused(&fake, &other, now),
            Some(Reason::Signature),
            "{name}"
        );
        let lower = call(text("body"), str::to_ascii_lowercase);
        assert_eq!(refused(&fake, &lower, now), None, "{name}");
        let upper = call(text("body"), str::to_ascii_uppercase);
        assert_eq!(
            refused(&fake, &upper, now),
            Some(Reason::Replayed),
            "{name}"
        );
    }
}

// VENDORS.md: which code for what.
#[test]
fn whoever_is_not_let_in_learns_the_first_thing_that_is_wrong() {
    let missing = Some((Reason::CredentialMissing, "200001"));
    let unknown = Some((Reason::Credential, "190303"));
    let skewed = Some((Reason::ClockSkew, "190300"));
    let wrong = Some((Reason::Signature, "200003"));
    let cases = [
        ("X-TC-Key", "", missing),
        ("X-TC-Timestamp", "", missing),
        ("X-TC-Nonce", "", missing),
        ("X-TC-Signature", "", missing),
        ("AppId", "", missing),
        ("X-TC-Key", "AKIDother", unknown),
        ("AppId", "1", unknown),
        ("SdkId", "1", unknown),
        ("SdkId", "", None),
        ("X-TC-Registered", "", None),
        ("X-TC-Timestamp", "now", skewed),
        ("X-TC-Timestamp", "1699999699", skewed),
        ("X-TC-Timestamp", "1700000301", skewed),
        ("X-TC-Timestamp", "-9223372036854775808", skewed),
        // Near enough, but not what was signed.
        ("X-TC-Timestamp", "1700000300", wrong),
        ("X-TC-Nonce", "1", wrong),
        ("X-TC-Signature", "c2lnbmF0dXJl", wrong),
    ];
    for (name, value, expected) in cases {
        let fake = FakeTencentMeeting::new();
        let refused = refused(&fake, &call(&fake, name, value), NOW);
        assert_eq!(
            refused,
            expected.map(|(reason, _)| reason),
            "{name}: {value}"
        );
        if let Some((reason, code)) = expected {
            let operation = fake.spec().all_operations()[0];
            assert_eq!(fake.code(operation, reason), Some(code));
            assert!(fake.spec().errors.iter().any(|row| row.code == code));
        }
    }
}

#[test]
fn a_clock_may_be_five_minutes_off() {
    let cases = [(-301, true), (-300, false), (300, false), (301, true)];
    for (seconds, is_refused) in cases {
        let fake = FakeTencentMeeting::new();
        let call = call(&fake, "", "");
        let expected = is_refused.then_some(Reason::ClockSkew);
        assert_eq!(refused(&fake, &call, NOW + seconds), expected, "{seconds}");
    }
}

#[test]
fn everything_that_is_sent_is_signed() {
    let fake = FakeTencentMeeting::new();
    let good = call(&fake, "", "");
    let with = |method: &str, target: &str, body: &str| {
        let mut call = Received::new(method, target).with_body(body);
        call.headers.clone_from(&good.headers);
        call
    };
    let cases = [
        with("POST", TARGET, ""),
        with(
            "GET",
            "/v1/corp/records?start_time=1611072000&operator_id=a+b",
            "",
        ),
        with("GET", &TARGET.replace("%2B", "%2b"), ""),
        with("GET", TARGET, "{}"),
    ];
    for call in cases {
        assert_eq!(
            refused(&fake, &call, NOW),
            Some(Reason::Signature),
            "{call:?}"
        );
    }
    assert_eq!(
        fake.authorize(&good, at(NOW)),
        Ok(Caller::new("1234567890"))
    );
    assert_eq!(refused(&fake, &good, NOW), Some(Reason::Replayed));
    fake.reset();
    assert_eq!(refused(&fake, &good, NOW), None);
}

#[test]
fn other_credentials_can_be_known() {
    let fake = FakeTencentMeeting::new()
        .secret("id", "key")
        .app_id("app")
        .sdk_id("sdk");
    let good = call(&fake, "", "");
    assert_eq!(good.header("sdkid"), Some("sdk"));
    assert_eq!(
        refused(&FakeTencentMeeting::new(), &good, NOW),
        Some(Reason::Credential)
    );
    assert_eq!(fake.authorize(&good, at(NOW)), Ok(Caller::new("app")));
    assert_eq!(
        format!("{:?}", FakeTencentMeeting::new().secret("my-id", "my-key")),
        "FakeTencentMeeting { secret_id: Secret(***), secret_key: Secret(***), \
         app_id: \"1234567890\", sdk_id: \"9876543210\", nonces: Nonces(0) }"
    );
}

// VENDORS.md: {"error_info":{"error_code":190004,"new_error_code":1000190004,"message":"…"}}
#[test]
fn errors_carry_the_new_code_as_well() {
    let fake = FakeTencentMeeting::new();
    let cases = [
        (
            "190004",
            json!({"error_code": 190_004, "new_error_code": 1_000_190_004}),
        ),
        (
            "500014",
            json!({"error_code": 500_014, "new_error_code": 1_000_500_014}),
        ),
        ("9042", json!({"error_code": 9042})),
        ("41", json!({"error_code": 41})),
    ];
    for (code, expected) in cases {
        let mut body = json!({"error_info": {"error_code": code.parse::<u64>().unwrap()}});
        fake.complete(code, &mut body);
        assert_eq!(body["error_info"], expected);
    }
    let mut body = json!([]);
    fake.complete("190004", &mut body);
    assert_eq!(body, json!([]));
}

// Specs: without `query_record_type`, uploads are hidden; 2 in the request is 2 in the answer, 1 is 0.
#[test]
fn recordings_are_listed_by_their_kind() {
    let fake = FakeTencentMeeting::new();
    let mut operations = fake.spec().all_operations().iter();
    let spec = operations
        .find(|it| it.name() == "list_corp_records")
        .unwrap();
    let cases = [
        (None, [true, false]),
        (Some(0), [true, true]),
        (Some(1), [true, false]),
        (Some(2), [false, true]),
        (Some(7), [false, false]),
    ];
    for (kind, expected) in cases {
        let name = (Location::Query, "query_record_type");
        let values = kind
            .map(|kind: i64| (name, json!(kind)))
            .into_iter()
            .collect();
        let arguments = Arguments { spec, values };
        let includes =
            [0, 2].map(|it| fake.includes(spec, &arguments, &json!({"record_type": it})));
        assert_eq!(includes, expected, "{kind:?}");
    }
}
