//! Tokens are replaced before they expire, and serve until then.

use super::*;

/// A token that is good for two hours, at a given age in seconds.
async fn aged(issuer: &Issuer, age: u64) -> (Tokens<Issuer>, Channel) {
    let (tokens, channel) = (Tokens::new(issuer.clone()), channel().await);
    assert_eq!(token(&tokens, &channel).await, "t1");
    // It counts from when it was asked for.
    tokio::time::advance(Duration::from_secs(age).saturating_sub(issuer.takes)).await;
    (tokens, channel)
}

#[tokio::test(start_paused = true)]
async fn a_young_token_is_not_replaced() {
    let issuer = Issuer::usual();
    // Eleven minutes before the end, less a second.
    let (tokens, channel) = aged(&issuer, 7200 - 661).await;
    assert_eq!(many(100, &tokens, &channel).await, ["t1"; 100]);
    assert_eq!(issuer.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn one_call_replaces_an_old_token_and_others_go_on() {
    let issuer = Issuer::usual();
    let (tokens, channel) = aged(&issuer, 7200 - 600).await;
    let seen = many(100, &tokens, &channel).await;
    assert_eq!(seen.iter().filter(|it| *it == "t2").count(), 1);
    assert_eq!(seen.iter().filter(|it| *it == "t1").count(), 99);
    assert_eq!(issuer.count(), 2);
    assert_eq!(many(100, &tokens, &channel).await, ["t2"; 100]);
    assert_eq!(issuer.count(), 2);
}

#[tokio::test(start_paused = true)]
async fn short_lives_are_used_for_four_fifths() {
    let issuer = Issuer::new(Duration::ZERO, Some(Duration::from_secs(100)));
    let (tokens, channel) = aged(&issuer, 77).await;
    assert_eq!(token(&tokens, &channel).await, "t1");
    advance(3).await;
    assert_eq!(token(&tokens, &channel).await, "t2");
}

#[tokio::test(start_paused = true)]
async fn if_replacing_fails_the_old_token_serves_until_it_expires() {
    let issuer = Issuer::usual();
    let (tokens, channel) = aged(&issuer, 7200 - 600).await;
    issuer.fails("the vault is shut");
    for _ in 0..10 {
        assert_eq!(many(10, &tokens, &channel).await, ["t1"; 10]);
    }
    assert_eq!(issuer.count(), 2, "nobody tries again for half a minute");
    advance(30).await;
    assert_eq!(many(10, &tokens, &channel).await, ["t1"; 10]);
    assert_eq!(issuer.count(), 3);

    advance(570).await;
    let failure = "no access token could be fetched: the vault is shut";
    assert_eq!(token(&tokens, &channel).await, failure);
    issuer.fails("");
    assert_eq!(token(&tokens, &channel).await, "t5");
}

#[tokio::test(start_paused = true)]
async fn a_source_that_hangs_holds_up_one_call_for_a_moment() {
    let mut issuer = Issuer::usual();
    let (_, channel) = aged(&issuer, 1).await;
    issuer.takes = Duration::from_secs(20);
    let tokens = Tokens::new(issuer.clone());
    assert_eq!(token(&tokens, &channel).await, "t2");
    advance(7200 - 20 - 600).await;
    let start = tokio::time::Instant::now();
    assert_eq!(token(&tokens, &channel).await, "t2");
    assert_eq!(start.elapsed(), Duration::from_secs(5));
    assert_eq!(many(10, &tokens, &channel).await, ["t2"; 10]);
    assert_eq!(start.elapsed(), Duration::from_secs(5));
    assert_eq!(issuer.count(), 3);
}

#[tokio::test(start_paused = true)]
async fn another_call_goes_on_with_what_a_cancelled_one_began() {
    let issuer = Issuer::usual();
    let (tokens, channel) = aged(&issuer, 7200 - 600).await;
    let limit = Duration::from_millis(60);
    let cut = tokio::time::timeout(limit, token(&tokens, &channel)).await;
    assert!(cut.is_err());
    assert_eq!(token(&tokens, &channel).await, "t2");
    assert_eq!(issuer.count(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_token_that_expires_while_it_is_replaced_is_waited_for() {
    let mut issuer = Issuer::usual();
    issuer.takes = Duration::from_secs(2);
    let (tokens, channel) = aged(&issuer, 7199).await;
    let first = {
        let (tokens, channel) = (tokens.clone(), channel.clone());
        tokio::spawn(async move { token(&tokens, &channel).await })
    };
    settle().await;
    assert_eq!(token(&tokens, &channel).await, "t1");
    advance(1).await;
    assert_eq!(many(10, &tokens, &channel).await, ["t2"; 10]);
    assert_eq!(first.await.unwrap(), "t2");
    assert_eq!(issuer.count(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_token_of_unknown_life_is_kept() {
    let issuer = Issuer::new(Duration::ZERO, None);
    let (tokens, channel) = aged(&issuer, 365 * 24 * 3600).await;
    assert_eq!(token(&tokens, &channel).await, "t1");
}
