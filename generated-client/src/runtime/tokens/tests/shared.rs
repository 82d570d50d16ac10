//! Several clients with one store.

use super::*;
use crate::runtime::{MemoryStore, Secret, TokenSlot};

fn two(issuer: &Issuer) -> (Tokens<Issuer, MemoryStore>, Tokens<Issuer, MemoryStore>) {
    let store = MemoryStore::new();
    let client = || Tokens::new(issuer.clone()).store(store.clone());
    (client(), client())
}

fn start(
    tokens: &Tokens<Issuer, MemoryStore>,
    channel: &Channel,
) -> tokio::task::JoinHandle<String> {
    let (tokens, channel) = (tokens.clone(), channel.clone());
    tokio::spawn(async move { token(&tokens, &channel).await })
}

#[tokio::test(start_paused = true)]
async fn one_fetches_and_the_others_wait() {
    let issuer = Issuer::usual();
    let ((one, two), channel) = (two(&issuer), channel().await);
    let (first, second) = tokio::join!(many(100, &one, &channel), many(100, &two, &channel));
    assert_eq!(first, ["t1"; 100]);
    assert_eq!(second, ["t1"; 100]);
    assert_eq!(issuer.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn whoever_fetches_for_long_is_heard_of() {
    let issuer = Issuer::new(Duration::from_secs(60), TWO_HOURS);
    let ((one, two), channel) = (two(&issuer), channel().await);
    let (first, second) = tokio::join!(token(&one, &channel), token(&two, &channel));
    assert_eq!((first.as_str(), second.as_str()), ("t1", "t1"));
    assert_eq!(issuer.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn another_one_fetches_if_the_first_fails() {
    let issuer = Issuer::usual();
    let ((one, two), channel) = (two(&issuer), channel().await);
    issuer.fails("the vault is shut");
    let first = start(&one, &channel);
    settle().await;
    issuer.fails("");
    let second = start(&two, &channel);
    let failure = "no access token could be fetched: the vault is shut";
    assert_eq!(first.await.unwrap(), failure);
    assert_eq!(second.await.unwrap(), "t2");
}

#[tokio::test(start_paused = true)]
async fn another_one_fetches_if_the_first_is_gone() {
    let issuer = Issuer::usual();
    let ((one, two), channel) = (two(&issuer), channel().await);
    let first = start(&one, &channel);
    settle().await;
    first.abort();
    drop(one);
    let begin = tokio::time::Instant::now();
    assert_eq!(token(&two, &channel).await, "t2");
    let waited = begin.elapsed();
    let limits = Duration::from_secs(15)..Duration::from_millis(15_500);
    assert!(limits.contains(&waited), "{waited:?}");
}

#[tokio::test(start_paused = true)]
async fn what_one_has_replaced_the_others_take() {
    let issuer = Issuer::usual();
    let ((one, two), channel) = (two(&issuer), channel().await);
    assert_eq!(token(&one, &channel).await, "t1");
    assert_eq!(token(&two, &channel).await, "t1");
    advance(7200 - 600).await;
    let first = start(&one, &channel);
    settle().await;
    // While one asks, the other goes on at once.
    assert_eq!(token(&two, &channel).await, "t1");
    assert_eq!(first.await.unwrap(), "t2");
    assert_eq!(
        token(&two, &channel).await,
        "t1",
        "it looks every 5 seconds"
    );
    advance(5).await;
    assert_eq!(token(&two, &channel).await, "t2");
    assert_eq!(issuer.count(), 2);
}

#[tokio::test(start_paused = true)]
async fn tokens_in_a_store_expire() {
    let issuer = Issuer::usual();
    let ((one, two), channel) = (two(&issuer), channel().await);
    assert_eq!(token(&one, &channel).await, "t1");
    // What is left of it might not last until it arrives.
    advance(7199).await;
    assert_eq!(token(&two, &channel).await, "t2");
}

/// Somebody else puts a token into it just before the lease is free.
#[derive(Clone, Default)]
struct Late(MemoryStore);

impl TokenStore for Late {
    fn get<'a>(&'a self, slot: TokenSlot<'a>) -> BoxFuture<'a, Result<Option<Fetched>, BoxError>> {
        self.0.get(slot)
    }

    fn put<'a>(
        &'a self,
        slot: TokenSlot<'a>,
        token: &'a Fetched,
    ) -> BoxFuture<'a, Result<(), BoxError>> {
        self.0.put(slot, token)
    }

    fn evict<'a>(
        &'a self,
        slot: TokenSlot<'a>,
        token: &'a Secret<String>,
    ) -> BoxFuture<'a, Result<(), BoxError>> {
        self.0.evict(slot, token)
    }

    fn lease<'a>(
        &'a self,
        slot: TokenSlot<'a>,
        holder: &'a str,
        span: Duration,
    ) -> BoxFuture<'a, Result<bool, BoxError>> {
        Box::pin(async move {
            let theirs = Fetched::new("theirs", TWO_HOURS);
            self.0.put(slot, &theirs).await?;
            self.0.lease(slot, holder, span).await
        })
    }

    fn release<'a>(
        &'a self,
        slot: TokenSlot<'a>,
        holder: &'a str,
    ) -> BoxFuture<'a, Result<(), BoxError>> {
        self.0.release(slot, holder)
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_that_came_before_the_lease_is_found() {
    let (issuer, channel) = (Issuer::usual(), channel().await);
    let store = Late::default();
    let tokens = Tokens::new(issuer.clone()).store(store.clone());
    assert_eq!(token(&tokens, &channel).await, "theirs");
    assert_eq!(issuer.count(), 0);
    // The lease does not stay behind.
    let timer = channel.timer();
    let slot = TokenSlot::new("vendor https://api.vendor.example app:one", &timer);
    let span = Duration::from_secs(1);
    assert!(store.0.lease(slot, "somebody", span).await.unwrap());
}

/// Fails, and counts how often.
#[derive(Clone, Default)]
struct Broken(Arc<AtomicUsize>);

impl Broken {
    fn fail<'a, T>(&self) -> BoxFuture<'a, Result<T, BoxError>> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Box::pin(async { Err("the disk is full".into()) })
    }
}

impl TokenStore for Broken {
    fn get<'a>(&'a self, _: TokenSlot<'a>) -> BoxFuture<'a, Result<Option<Fetched>, BoxError>> {
        self.fail()
    }

    fn put<'a>(&'a self, _: TokenSlot<'a>, _: &'a Fetched) -> BoxFuture<'a, Result<(), BoxError>> {
        self.fail()
    }

    fn evict<'a>(
        &'a self,
        _: TokenSlot<'a>,
        _: &'a Secret<String>,
    ) -> BoxFuture<'a, Result<(), BoxError>> {
        self.fail()
    }

    fn lease<'a>(
        &'a self,
        _: TokenSlot<'a>,
        _: &'a str,
        _: Duration,
    ) -> BoxFuture<'a, Result<bool, BoxError>> {
        self.fail()
    }

    fn release<'a>(&'a self, _: TokenSlot<'a>, _: &'a str) -> BoxFuture<'a, Result<(), BoxError>> {
        self.fail()
    }
}

#[tokio::test(start_paused = true)]
async fn if_the_store_fails_calls_say_so() {
    let (issuer, channel) = (Issuer::usual(), channel().await);
    let tokens = Tokens::new(issuer.clone()).store(Broken::default());
    assert_eq!(
        token(&tokens, &channel).await,
        "the store of access tokens failed: the disk is full"
    );
    assert_eq!(issuer.count(), 0);
}

#[tokio::test(start_paused = true)]
async fn if_wanted_calls_go_on_without_the_store() {
    let (issuer, channel) = (Issuer::usual(), channel().await);
    let store = Broken::default();
    let tokens = Tokens::new(issuer.clone())
        .store(store.clone())
        .fetch_without_store();
    assert_eq!(many(100, &tokens, &channel).await, ["t1"; 100]);
    assert_eq!(issuer.count(), 1);
    assert_eq!(store.0.load(Ordering::SeqCst), 1, "it is asked once");
}
