//! Tokens: how they are issued, renewed and refused.

use super::*;

#[tokio::test]
async fn tokens_are_issued() {
    let server = unlimited().await;
    let answer = app().send(&server).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(answer.json()["expireIn"], 7200, "two hours");
    let answer = unified("ding1", "dingkey", "dingsecret")
        .send(&server)
        .await;
    assert_eq!(answer.json()["expires_in"], 7200);

    // "Asking again while a token is valid returns the same token and renews it."
    let first = token(&server, app(), "accessToken").await;
    server.advance(Duration::from_secs(7199));
    assert_eq!(token(&server, app(), "accessToken").await, first);
    server.advance(Duration::from_secs(7199));
    let answer = conference().token(&first).send(&server).await;
    assert_eq!(answer.status, 200, "renewed: {answer:?}");
    server.advance(Duration::from_secs(2));
    assert_ne!(token(&server, app(), "accessToken").await, first);

    // "Asking again returns a new token."
    let one = token(&server, suite("ding1"), "accessToken").await;
    let two = token(&server, suite("ding1"), "accessToken").await;
    let three = token(&server, suite("ding2"), "accessToken").await;
    assert!(one != two && two != three && one != three);
    for token in [one, two, three] {
        assert_eq!(conference().token(&token).send(&server).await.status, 200);
    }
}

#[allow(clippy::too_many_lines, reason = "it is a table")]
#[tokio::test]
async fn token_operations_refuse() {
    let server = unlimited().await;
    let form = "appKey=dingkey&appSecret=dingsecret";
    let wrong = "The access token is wrong or has expired";
    let missing = "The body is missing or is not JSON";
    let rows = vec![
        row(
            "issued",
            (INTERNAL, "POST /v1.0/oauth2/accessToken"),
            app(),
            200,
            "ok",
        ),
        row(
            "issued",
            (THIRD_PARTY, "POST /v1.0/oauth2/corpAccessToken"),
            suite("d"),
            200,
            "ok",
        ),
        row(
            "issued",
            (UNIFIED, "POST /v1.0/oauth2/{corpId}/token"),
            unified("d", "dingkey", "dingsecret"),
            200,
            "ok",
        ),
        row(
            "a form",
            (INTERNAL, "a form is answered with HTTP 400 `Missingbody`"),
            Raw::post("/v1.0/oauth2/accessToken", form)
                .header("Content-Type", "application/x-www-form-urlencoded"),
            400,
            "Missingbody",
        ),
        row(
            "a form that says that it is JSON",
            (DINGTALK, missing),
            Raw::post("/v1.0/oauth2/accessToken", form),
            400,
            "Missingbody",
        ),
        row(
            "no body",
            (DINGTALK, missing),
            Raw::post("/v1.0/oauth2/accessToken", ""),
            400,
            "Missingbody",
        ),
        row(
            "a list",
            (DINGTALK, missing),
            Raw::post("/v1.0/oauth2/accessToken", "[1]"),
            400,
            "Missingbody",
        ),
        row(
            "no appSecret",
            (INTERNAL, "appSecret: { type: string, required: true"),
            Raw::post("/v1.0/oauth2/accessToken", r#"{"appKey":"dingkey"}"#),
            400,
            "Missingbody",
        ),
        row(
            "a wrong secret",
            (DINGTALK, wrong),
            Raw::post(
                "/v1.0/oauth2/accessToken",
                r#"{"appKey":"dingkey","appSecret":"dingsecre"}"#,
            ),
            400,
            "InvalidAuthentication",
        ),
        row(
            "the suite's key at the internal app's operation",
            (INTERNAL, "app_types: [internal]"),
            Raw::post(
                "/v1.0/oauth2/accessToken",
                r#"{"appKey":"suitekey","appSecret":"suitesecret"}"#,
            ),
            400,
            "InvalidAuthentication",
        ),
        row(
            "both types of app",
            (UNIFIED, "app_types: [internal, third_party]"),
            unified("d", "suitekey", "suitesecret"),
            200,
            "ok",
        ),
        row(
            "a wrong secret",
            (DINGTALK, wrong),
            unified("d", "dingkey", "suitesecret"),
            400,
            "InvalidAuthentication",
        ),
        row(
            "another grant",
            (UNIFIED, "value: client_credentials"),
            {
                let body = r#"{"client_id":"dingkey","client_secret":"dingsecret","grant_type":"password"}"#;
                Raw::post("/v1.0/oauth2/d/token", body)
            },
            400,
            "Missingbody",
        ),
    ];
    check(&server, rows).await;
}
