//! However many calls wait for a token, it is fetched once.

use super::*;
use crate::runtime::ErrorKind;

#[tokio::test(start_paused = true)]
async fn a_thousand_calls_fetch_one_token() {
    let (issuer, channel) = (Issuer::usual(), channel().await);
    let tokens = Tokens::new(issuer.clone());
    assert_eq!(many(1000, &tokens, &channel).await, ["t1"; 1000]);
    assert_eq!(issuer.count(), 1);

    advance(7200).await;
    assert_eq!(many(1000, &tokens, &channel).await, ["t2"; 1000]);
    assert_eq!(issuer.count(), 2);
}

#[tokio::test(start_paused = true)]
async fn cancelled_calls_take_nothing_from_others() {
    for cancelled in [0, 3, 9] {
        let (issuer, channel) = (Issuer::usual(), channel().await);
        let tokens = Tokens::new(issuer.clone());
        let mut tasks = Vec::new();
        for _ in 0..10 {
            let (tokens, channel) = (tokens.clone(), channel.clone());
            tasks.push(tokio::spawn(async move { token(&tokens, &channel).await }));
            settle().await;
        }
        tasks.remove(cancelled).abort();
        settle().await;
        for task in tasks {
            assert_eq!(task.await.unwrap(), "t1", "without {cancelled}");
        }
        assert_eq!(issuer.count(), 1, "without {cancelled}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_a_cancelled_call_began_is_not_lost() {
    let (issuer, channel) = (Issuer::usual(), channel().await);
    let tokens = Tokens::new(issuer.clone());
    let limit = Duration::from_millis(60);
    for _ in 0..2 {
        let cut = tokio::time::timeout(limit, token(&tokens, &channel)).await;
        if let Ok(token) = cut {
            assert_eq!(token, "t1");
            assert_eq!(issuer.count(), 1);
            return;
        }
    }
    panic!("the second call starts from the beginning");
}

#[tokio::test(start_paused = true)]
async fn what_lay_about_for_long_is_begun_anew() {
    let (issuer, channel) = (Issuer::usual(), channel().await);
    let tokens = Tokens::new(issuer.clone());
    let limit = Duration::from_millis(60);
    let cut = tokio::time::timeout(limit, token(&tokens, &channel)).await;
    assert!(cut.is_err());
    advance(11).await;
    assert_eq!(token(&tokens, &channel).await, "t2");
}

#[tokio::test(start_paused = true)]
async fn a_failure_reaches_all_that_waited_and_the_next_call_tries_again() {
    let (issuer, channel) = (Issuer::usual(), channel().await);
    let tokens = Tokens::new(issuer.clone());
    issuer.fails("the vault is shut");
    let failure = "no access token could be fetched: the vault is shut";
    assert_eq!(many(100, &tokens, &channel).await, [failure; 100]);
    assert_eq!(issuer.count(), 1);

    issuer.fails("");
    assert_eq!(token(&tokens, &channel).await, "t2");
}

#[tokio::test(start_paused = true)]
async fn whether_another_try_may_help_is_not_lost() {
    for (fault, helps) in [("busy", true), ("the vault is shut", false)] {
        let issuer = Issuer::usual();
        issuer.fails(fault);
        let client: Client<Vendor> = Client::builder(Tokens::new(issuer.clone()))
            .transport(Same(200))
            .build()
            .unwrap();
        let (one, two) = (client.clone(), client.clone());
        let one = tokio::spawn(async move { one.send(&GetRoom).await });
        let two = tokio::spawn(async move { two.send(&GetRoom).await });
        for task in [one, two] {
            let error = task.await.unwrap().unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Credentials);
            assert_eq!(error.is_retryable(), helps, "{error:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_source_that_panics_fails_once() {
    let (issuer, channel) = (Issuer::usual(), channel().await);
    let tokens = Tokens::new(issuer.clone());
    issuer.fails("panic");
    let failure = "no access token could be fetched: the token source panicked";
    assert_eq!(many(3, &tokens, &channel).await, [failure; 3]);
    issuer.fails("");
    assert_eq!(token(&tokens, &channel).await, "t2");
}

#[tokio::test(start_paused = true)]
async fn tokens_that_cannot_be_sent_are_not_kept() {
    let (issuer, channel) = (Issuer::usual(), channel().await);
    let tokens = Tokens::new(issuer.clone());
    for (fault, problem) in [
        ("empty", "the access token is empty"),
        ("line feed", "no header can carry the access token"),
    ] {
        issuer.fails(fault);
        let failure = format!("no access token could be fetched: {problem}");
        assert_eq!(token(&tokens, &channel).await, failure);
    }
    issuer.fails("");
    assert_eq!(token(&tokens, &channel).await, "t3");
}

#[tokio::test(start_paused = true)]
async fn a_token_that_expires_at_once_serves_those_that_waited() {
    let issuer = Issuer::new(Duration::from_secs(1), Some(Duration::ZERO));
    let (tokens, channel) = (Tokens::new(issuer.clone()), channel().await);
    assert_eq!(many(10, &tokens, &channel).await, ["t1"; 10]);
    assert_eq!(many(10, &tokens, &channel).await, ["t2"; 10]);
}

#[tokio::test(start_paused = true)]
async fn every_address_has_a_token_of_its_own() {
    let issuer = Issuer::usual();
    let tokens = Tokens::new(issuer.clone());
    let one = channel().await;
    let two = channel_to("https://test.vendor.example").await;
    assert_eq!(token(&tokens, &one).await, "t1");
    assert_eq!(token(&tokens, &two).await, "t2");
    assert_eq!(token(&tokens, &one).await, "t1");
    assert_eq!(issuer.count(), 2);
}

#[tokio::test]
async fn outside_of_a_client_there_is_no_token() {
    let tokens = Tokens::new(Issuer::usual());
    let mut outgoing = Outgoing::new(Method::Get, Vendor::BASE_URL, "/v1/room");
    let error = tokens.authorize(&mut outgoing).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "outside of a client no access token can be fetched"
    );
    assert!(!tokens.rejected(&outgoing).await);
    assert_eq!(Credentials::<Vendor>::account(&tokens), "app:one");
}
