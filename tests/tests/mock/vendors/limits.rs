//! Limits of calls.

use super::*;

#[tokio::test]
async fn calls_are_limited_as_documented() {
    let server = start().await;
    let token = token(&server, app(), "accessToken").await;
    let twenty = (DINGTALK, "{ calls: 20, per: 1s, scope: app");
    let call = || conference().token(&token);
    let mut rows: Vec<_> = (0..20)
        .map(|_| row("one of 20", twenty, call(), 200, "ok"))
        .collect();
    rows.push(row(
        "the 21st",
        twenty,
        call(),
        403,
        "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi",
    ));
    let play = "/v1.0/conference/videoConferences/c/cloudRecords/videos/getPlayInfos?unionId=u&mediaId=m&regionId=r";
    rows.push(row(
        "each operation on its own",
        twenty,
        Raw::get(play).token(&token),
        200,
        "ok",
    ));
    check(&server, rows).await;
    server.advance(Duration::from_secs(1));
    check(
        &server,
        vec![row("a second later", twenty, call(), 200, "ok")],
    )
    .await;

    // Sliding: ten at the end of one minute and ten at the beginning of the next would be too many.
    let ten = (RECORDS, "rate_limit: { calls: 10, per: 60s, scope: account");
    let list =
        |nonce: u64, later: u64| Raw::get(LIST).signed(&nonce.to_string(), now() + 1 + later);
    let rows = (0..10)
        .map(|nonce| row("one of 10", ten, list(nonce, 0), 200, "ok"))
        .collect();
    check(&server, rows).await;
    check(
        &server,
        vec![row("the 11th", ten, list(11, 0), 400, "190310")],
    )
    .await;
    server.advance(Duration::from_secs(55));
    check(
        &server,
        vec![row(
            "before a minute is over",
            ten,
            list(12, 55),
            400,
            "190310",
        )],
    )
    .await;
    server.advance(Duration::from_secs(6));
    check(
        &server,
        vec![row("when it is over", ten, list(13, 61), 200, "ok")],
    )
    .await;
}

#[tokio::test]
async fn a_month_of_calls_can_be_used_up() {
    let server = start().await;
    let quota = (
        DINGTALK,
        "{ calls: 5000, per: month, scope: organisation, shared: true",
    );
    let mut answer: Option<Answer> = None;
    for calls in 0..5100 {
        if calls % 20 == 0 {
            // At most 20 in a second; 5000 take less than five minutes, in which no token expires.
            server.advance(Duration::from_secs(1));
        }
        let sent = app().send(&server).await;
        if sent.status != 200 {
            answer = Some(sent);
            assert_eq!(calls, 5000);
            break;
        }
    }
    let answer = answer.expect("a quota");
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (403, "Forbidden.AccessDenied.ApiCountLimitForOrg")
    );
    check(
        &server,
        vec![row("another organisation", quota, suite("d"), 200, "ok")],
    )
    .await;
    // The next month begins after 31 days at the latest.
    server.advance(Duration::from_secs(31 * 86_400));
    check(&server, vec![row("next month", quota, app(), 200, "ok")]).await;
}
