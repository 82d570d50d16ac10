//! Signatures, clocks and nonces, and the parameters of Tencent Meeting.

use super::*;

#[allow(clippy::too_many_lines, reason = "it is a table")]
#[tokio::test]
async fn tencent_verifies() {
    let server = unlimited().await;
    let at = now();
    let good = || Raw::get(LIST).signed("1", at);
    let missing = "A required header is missing";
    let unknown = "The vendor does not know the secret ID or the app";
    let skew = "The timestamp is more than five minutes off";
    let mut rows = vec![
        row("good", (RECORDS, "GET /v1/corp/records"), good(), 200, "ok"),
        row(
            "the same again",
            (
                TENCENT,
                "Nonce and timestamp were used before within five minutes",
            ),
            good(),
            400,
            "190301",
        ),
        row(
            "a fresh nonce",
            (TENCENT, "sign anew"),
            Raw::get(LIST).signed("2", at),
            200,
            "ok",
        ),
        row(
            "the same nonce at another time",
            (TENCENT, "Nonce and timestamp"),
            Raw::get(LIST).signed("1", at - 1),
            200,
            "ok",
        ),
        row(
            "a nonce of 19 digits",
            (TENCENT, "nonce used twice"),
            Raw::get(LIST).signed("9223372036854775807", at),
            200,
            "ok",
        ),
        row(
            "nearly five minutes late",
            (TENCENT, skew),
            Raw::get(LIST).signed("3", at - 295),
            200,
            "ok",
        ),
        row(
            "nearly five minutes early",
            (TENCENT, skew),
            Raw::get(LIST).signed("4", at + 295),
            200,
            "ok",
        ),
        row(
            "more than five minutes late",
            (TENCENT, skew),
            Raw::get(LIST).signed("5", at - 310),
            400,
            "190300",
        ),
        row(
            "more than five minutes early",
            (TENCENT, skew),
            Raw::get(LIST).signed("6", at + 310),
            400,
            "190300",
        ),
        row(
            "milliseconds",
            (TENCENT, skew),
            Raw::get(LIST).signed("7", at * 1000),
            400,
            "190300",
        ),
        row(
            "another key",
            (TENCENT, "The signature is wrong"),
            Raw::get(LIST).signed_by("AKIDtest", "WrongKey", "8", at),
            400,
            "200003",
        ),
        row(
            "base64 of the digest itself",
            (TENCENT, "such as one in base64 of the raw digest"),
            Raw::get(LIST).signed("9", at).header(
                "X-TC-Signature",
                "r7C3Jw4ZQXcvtsZmh+0oT9i0wL7m0G3gRk1pV9ZbX2M=",
            ),
            400,
            "200003",
        ),
        row(
            "an unknown id",
            (TENCENT, unknown),
            Raw::get(LIST).signed_by("AKIDother", "SecretKeyTest", "10", at),
            400,
            "190303",
        ),
        row(
            "an unknown app",
            (TENCENT, unknown),
            Raw::get(LIST).signed("11", at).header("AppId", "1"),
            400,
            "190303",
        ),
        row(
            "an unknown SDK",
            (TENCENT, unknown),
            Raw::get(LIST).signed("12", at).header("SdkId", "1"),
            400,
            "190303",
        ),
        row(
            "an empty SdkId, as the vendor's SDK sends it if there is none",
            (TENCENT, "credential_headers: [X-TC-Key"),
            Raw::get(LIST).signed("16", at).header("SdkId", ""),
            200,
            "ok",
        ),
        row(
            "no SdkId, which most callers have not",
            (
                TENCENT,
                "credential_headers: [X-TC-Key, X-TC-Signature, X-TC-Nonce, X-TC-Timestamp, AppId, SdkId",
            ),
            Raw::get(LIST).signed("13", at).without("SdkId"),
            200,
            "ok",
        ),
        row(
            "signed before it was encoded",
            (TENCENT, "over another encoding than was sent"),
            {
                let signed = Raw::get(LIST.replace("admin", "a b")).signed("14", at);
                signed.target(LIST.replace("admin", "a%20b"))
            },
            400,
            "200003",
        ),
        row(
            "signed as sent",
            (TENCENT, "the path with the query exactly as sent"),
            Raw::get(LIST.replace("admin", "a%20b%2B%E4%BC%9A")).signed("15", at),
            200,
            "ok",
        ),
    ];
    let mut nonce = 100;
    for name in [
        "X-TC-Key",
        "X-TC-Timestamp",
        "X-TC-Nonce",
        "X-TC-Signature",
        "AppId",
    ] {
        nonce += 1;
        let request = Raw::get(LIST).signed(&nonce.to_string(), at).without(name);
        rows.push(row(name, (TENCENT, missing), request, 400, "200001"));
    }
    check(&server, rows).await;

    // After five minutes the nonce is free again, but the time of that request is too old.
    server.advance(Duration::from_secs(400));
    check(
        &server,
        vec![
            row("an old request", (TENCENT, skew), good(), 400, "190300"),
            row(
                "an old nonce",
                (TENCENT, "twice within five minutes"),
                Raw::get(LIST).signed("1", at + 400),
                200,
                "ok",
            ),
        ],
    )
    .await;
}

#[allow(clippy::too_many_lines, reason = "it is a table")]
#[tokio::test]
async fn tencent_refuses_parameters() {
    let server = unlimited().await;
    let at = now();
    let invalid = "code: \"190004\"";
    let mut nonce = 0;
    let mut get = |target: &str| {
        nonce += 1;
        Raw::get(target).signed(&nonce.to_string(), at)
    };
    let month = "/v1/corp/records?operator_id=a&operator_id_type=1&start_time=1611072000&end_time=";
    let replays = "/v1/meetings/live_play/replays?meeting_code=1&userid=u";
    let rows = vec![
        row(
            "31 days",
            (
                RECORDS,
                "window: { from: start_time, to: end_time, max: 31d }",
            ),
            get(&format!("{month}1613750400")),
            200,
            "ok",
        ),
        row(
            "31 days and a second",
            (RECORDS, "max: 31d"),
            get(&format!("{month}1613750401")),
            400,
            "190004",
        ),
        row(
            "the end before the start",
            (RECORDS, "window"),
            get(&format!("{month}1611071999")),
            400,
            "190004",
        ),
        row(
            "no time at all",
            (RECORDS, "window"),
            get(&format!("{month}1611072000")),
            200,
            "ok",
        ),
        row(
            "a page of 20",
            (RECORDS, "max: 20"),
            get(&format!("{LIST}&page_size=20")),
            200,
            "ok",
        ),
        row(
            "a page of 21",
            (RECORDS, "max: 20"),
            get(&format!("{LIST}&page_size=21")),
            400,
            "190004",
        ),
        row(
            "page 0",
            (RECORDS, "min: 1"),
            get(&format!("{LIST}&page=0")),
            400,
            "190004",
        ),
        row(
            "a page that is no number",
            (RECORDS, "page: { type: u32"),
            get(&format!("{LIST}&page=one")),
            400,
            "190004",
        ),
        row(
            "a page beyond the last",
            (RECORDS, "pages: total_page"),
            get(&format!("{LIST}&page=99999")),
            400,
            "190004",
        ),
        row(
            "an id type that no spec lists",
            (RECORDS, "OperatorIdType"),
            get(&LIST.replace("operator_id_type=1", "operator_id_type=9")),
            200,
            "ok",
        ),
        row(
            "no operator",
            (RECORDS, "operator_id: { type: string, required: true"),
            get(&LIST.replace("operator_id=admin&", "")),
            400,
            "190004",
        ),
        row(
            "an empty operator",
            (RECORDS, "operator_id: { type: string, required: true"),
            get(&LIST.replace("admin", "")),
            400,
            "190004",
        ),
        row(
            "by code",
            (BY_CODE, "GET /v1/meetings/live_play/replays"),
            get(&format!("{replays}&instanceid=1")),
            200,
            "ok",
        ),
        row(
            "by code, without one",
            (BY_CODE, "meeting_code: type: string required: true"),
            get("/v1/meetings/live_play/replays?userid=u&instanceid=1"),
            400,
            "190004",
        ),
        row(
            "by id",
            (BY_ID, "GET /v1/meetings/{meetingId}/live_play/replays"),
            get("/v1/meetings/live_play/live_play/replays?userid=u&instanceid=1"),
            200,
            "ok",
        ),
        row(
            "by id, without the device",
            (BY_ID, "instanceid"),
            get("/v1/meetings/1/live_play/replays?userid=u"),
            400,
            "190004",
        ),
        row(
            "no id",
            (BY_ID, "{meetingId}"),
            get("/v1/meetings//live_play/replays?userid=u&instanceid=1"),
            404,
            "no operation has this path",
        ),
    ];
    check(&server, rows).await;
    assert!(
        fs::read_to_string(workspace(RECORDS))
            .expect("a spec")
            .contains(invalid)
    );
}
