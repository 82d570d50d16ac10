//! Tokens that the service rejects are dropped, and no others.

use super::*;
use crate::runtime::{MemoryStore, TokenSlot};

#[tokio::test(start_paused = true)]
async fn a_rejected_token_is_dropped_and_a_newer_one_stays() {
    let (issuer, channel) = (Issuer::usual(), channel().await);
    let tokens = Tokens::new(issuer.clone());
    let early = request(&tokens, &channel).await.unwrap();
    let late = request(&tokens, &channel).await.unwrap();
    assert!(tokens.rejected(&early).await);
    assert_eq!(token(&tokens, &channel).await, "t2");
    // The answer to a call with the old token comes only now.
    assert!(tokens.rejected(&late).await);
    assert_eq!(token(&tokens, &channel).await, "t2");
    assert_eq!(issuer.count(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_thousand_rejections_fetch_one_token() {
    let (issuer, channel) = (Issuer::usual(), channel().await);
    let tokens = Tokens::new(issuer.clone());
    token(&tokens, &channel).await;
    let tasks: Vec<_> = (0..1000)
        .map(|_| {
            let (tokens, channel) = (tokens.clone(), channel.clone());
            tokio::spawn(async move {
                let sent = request(&tokens, &channel).await.unwrap();
                tokio::time::sleep(Duration::from_millis(50)).await;
                assert!(tokens.rejected(&sent).await);
                token(&tokens, &channel).await
            })
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.unwrap(), "t2");
    }
    assert_eq!(issuer.count(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_request_without_a_token_says_nothing_about_it() {
    let (issuer, channel) = (Issuer::usual(), channel().await);
    let tokens = Tokens::new(issuer.clone());
    token(&tokens, &channel).await;
    let mut bare = Outgoing::new(Method::Get, channel.base_url(), "/v1/room");
    bare.channel = Some(channel.clone());
    assert!(!tokens.rejected(&bare).await);
    assert_eq!(token(&tokens, &channel).await, "t1");
}

#[tokio::test(start_paused = true)]
async fn a_rejected_token_leaves_the_store_unless_it_has_been_replaced() {
    let (issuer, channel) = (Issuer::usual(), channel().await);
    let store = MemoryStore::new();
    let one = Tokens::new(issuer.clone()).store(store.clone());
    let two = Tokens::new(issuer.clone()).store(store.clone());
    let first = request(&one, &channel).await.unwrap();
    let second = request(&two, &channel).await.unwrap();
    assert_eq!(issuer.count(), 1);

    assert!(one.rejected(&first).await);
    assert_eq!(token(&one, &channel).await, "t2");
    assert!(two.rejected(&second).await);
    assert_eq!(token(&two, &channel).await, "t2");
    assert_eq!(issuer.count(), 2);

    let timer = channel.timer();
    let slot = TokenSlot::new("vendor https://api.vendor.example app:one", &timer);
    let kept = store.get(slot).await.unwrap().unwrap();
    assert_eq!(kept.token.expose(), "t2");
}
