//! What counts as an error is decided by the specs alone.

use golden_tests::{
    replay::Replay,
    vendors::{
        acme::{
            Acme, CreateThing, DeleteThing, ListThings, list_things::ListThingsError, types::Size,
        },
        keyed::GetRoom,
        open::{GetForecast, OpenWeather, get_forecast::GetForecastError},
    },
};
use meeting_client::{Class, Client, Error, ErrorKind, NoCredentials, Token, runtime::Response};

fn acme(answer: Response) -> Client<Acme> {
    Replay::with(answer).client(Token::new("secret-token-1"))
}

async fn listing(status: u16, body: &str) -> Error {
    let client = acme(Response::new(status, body).header("X-Request-Id", "h1"));
    client.send(&ListThings::new("s", "t")).await.unwrap_err()
}

#[tokio::test]
async fn errors_come_with_http_200() {
    let body = r#"{"error":{"code":1001,"message":"bad secret-token-1","request_id":"r1","missing":["a","b"]}}"#;
    let error = listing(200, body).await;
    assert_eq!((error.kind(), error.status()), (ErrorKind::Api, Some(200)));
    assert_eq!(
        (error.service(), error.operation()),
        (Some("acme"), Some("list_things"))
    );
    assert_eq!(
        (error.code(), error.class()),
        (Some("1001"), Some(Class::TokenRejected))
    );
    assert_eq!(
        (error.request_id(), error.detail()),
        (Some("r1"), Some("a, b"))
    );
    assert_eq!(error.message(), Some("bad ***"));
    assert!(!format!("{error} {error:?}").contains("secret-token-1"));
}

#[tokio::test]
async fn tables_of_operation_and_service_classify() {
    for (code, class) in [
        (r#""1002""#, Class::Throttled),
        (r#""no_permission""#, Class::Permission),
        ("2001", Class::NotFound),
        (r#""a\"b\\c""#, Class::Invalid),
        ("31337", Class::Failed),
    ] {
        let error = listing(200, &format!(r#"{{"error":{{"code":{code}}}}}"#)).await;
        assert_eq!(error.class(), Some(class), "{code}");
        assert_eq!(error.request_id(), Some("h1"));
    }
    let error = listing(200, r#"{"error":{"code":"a\"b\\c"}}"#).await;
    assert_eq!(
        error.code_as::<ListThingsError>(),
        Some(ListThingsError::Quoted)
    );
}

#[tokio::test]
async fn the_second_envelope_applies_where_the_first_does_not() {
    let error = listing(200, r#"{"code":7,"message":"no","requestId":"r2"}"#).await;
    assert_eq!(
        (error.code(), error.class()),
        (Some("7"), Some(Class::Failed))
    );
    assert_eq!(
        (error.message(), error.request_id()),
        (Some("no"), Some("r2"))
    );
}

#[tokio::test]
async fn what_does_not_tell_success_is_none() {
    for body in ["{}", r#"{"code":1}"#, r#"{"items":[]}"#, "[]", "<html>"] {
        let error = listing(200, body).await;
        assert_eq!(error.kind(), ErrorKind::Api, "{body}");
    }
    let client = acme(Response::new(200, r#"{"error":{"code":1002}}"#));
    let call = CreateThing::new("n", Size::new(1, 1), 1, ["t"]);
    assert!(client.send(&call).await.unwrap_err().is_throttled());
    let client = acme(Response::new(200, r#"{"code":2001,"message":"gone"}"#));
    assert!(client.send(&DeleteThing::new("1")).await.is_err());
}

#[tokio::test]
async fn an_operation_can_have_its_own_rule() {
    use golden_tests::vendors::acme::{PatchThing, patch_thing::State};
    let client = acme(Response::new(200, r#"{"state":"done"}"#));
    assert_eq!(
        client.send(&PatchThing::new("1")).await.unwrap().state,
        State::Done
    );
    let client = acme(Response::new(200, r#"{"state":"later"}"#));
    let error = client.send(&PatchThing::new("1")).await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("`state` is later instead of done"),
        "{error}"
    );
}

#[tokio::test]
async fn keys_in_queries_are_struck_out_of_messages() {
    let replay = Replay::new(200, r#"{"errcode":40001,"errmsg":"bad key my-long-key"}"#);
    let error = replay
        .client(Token::new("my-long-key"))
        .send(&GetRoom::new("1"))
        .await
        .unwrap_err();
    assert!(error.is_token_rejected());
    assert!(!format!("{error} {error:?}").contains("my-long-key"));
}

#[tokio::test]
async fn without_a_success_rule_the_envelope_decides() {
    for status in [200, 400] {
        let replay = Replay::new(
            status,
            r#"{"code":"out_of_range","reason":"no such place"}"#,
        );
        let client = replay.client::<OpenWeather>(NoCredentials);
        let error = client.send(&GetForecast::new(1.0, 1)).await.unwrap_err();
        assert_eq!(
            error.code_as(),
            Some(GetForecastError::OutOfRange),
            "{status}"
        );
        assert_eq!(error.message(), Some("no such place"));
    }
}
