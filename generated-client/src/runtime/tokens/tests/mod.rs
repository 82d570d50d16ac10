//! On a virtual clock, with tokens that count how often they were fetched.

mod flight;
mod refresh;
mod rejected;
mod shared;

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use super::{Fetched, TokenSource, TokenStore, Tokens};
use crate::runtime::{
    BoxError, BoxFuture, Channel, Client, Credentials, Endpoint, Envelope, Error, Json, Method,
    Operation, Outgoing, Profile, Request, Response, Result, Service, TokenPlace, TokenService,
    Transport, TransportError, TransportRequest,
};

const HEADER: &str = "X-Token";
const TWO_HOURS: Option<Duration> = Some(Duration::from_secs(7200));

enum Vendor {}

impl Service for Vendor {
    const NAME: &'static str = "vendor";
    const TITLE: &'static str = "Vendor";
    const BASE_URL: &'static str = "https://api.vendor.example";
    const PROFILE: &'static Profile = &Profile::new().envelopes(&[Envelope::new("code")]);
}

impl TokenService for Vendor {
    const PLACE: TokenPlace = TokenPlace::Header(HEADER);
}

struct GetRoom;

impl Endpoint for GetRoom {
    type Service = Vendor;
    type Response = Json;
    const OPERATION: &'static Operation = &Operation::new("get_room").idempotent();

    fn request(&self) -> Result<Request> {
        Request::get("/v1/room").build()
    }
}

/// Answers everything with the same status.
struct Same(u16);

impl Transport for Same {
    fn send(&self, _: TransportRequest) -> BoxFuture<'_, Result<Response, TransportError>> {
        let answer = Response::new(self.0, "{}");
        Box::pin(async { Ok(answer) })
    }
}

/// Shows the way to the service that credentials get.
struct Spy(Arc<Mutex<Option<Channel>>>);

impl Credentials<Vendor> for Spy {
    fn authorize<'a>(&'a self, request: &'a mut Outgoing) -> BoxFuture<'a, Result<(), BoxError>> {
        *self.0.lock().unwrap() = request.channel().cloned();
        Box::pin(async { Ok(()) })
    }
}

async fn channel_to(base_url: &str) -> Channel {
    let seen = Arc::default();
    let client: Client<Vendor> = Client::builder(Spy(Arc::clone(&seen)))
        .base_url(base_url)
        .transport(Same(200))
        .build()
        .unwrap();
    client.send(&GetRoom).await.unwrap();
    let channel = seen.lock().unwrap().take();
    channel.unwrap()
}

async fn channel() -> Channel {
    channel_to(Vendor::BASE_URL).await
}

/// Issues `t1`, `t2`, …
#[derive(Clone)]
struct Issuer {
    fetches: Arc<AtomicUsize>,
    takes: Duration,
    life: Option<Duration>,
    /// What goes wrong; nothing if empty.
    fault: Arc<Mutex<&'static str>>,
}

impl Issuer {
    fn new(takes: Duration, life: Option<Duration>) -> Self {
        Self {
            fetches: Arc::default(),
            takes,
            life,
            fault: Arc::default(),
        }
    }

    /// Takes 100 ms, and issues what is good for two hours.
    fn usual() -> Self {
        Self::new(Duration::from_millis(100), TWO_HOURS)
    }

    fn count(&self) -> usize {
        self.fetches.load(Ordering::SeqCst)
    }

    fn fails(&self, fault: &'static str) {
        *self.fault.lock().unwrap() = fault;
    }
}

impl TokenSource<Vendor> for Issuer {
    fn fetch(&self, _: Channel) -> BoxFuture<'static, Result<Fetched, BoxError>> {
        let number = self.fetches.fetch_add(1, Ordering::SeqCst) + 1;
        let (takes, life) = (self.takes, self.life);
        let fault = *self.fault.lock().unwrap();
        Box::pin(async move {
            tokio::time::sleep(takes).await;
            match fault {
                "" => Ok(Fetched::new(format!("t{number}"), life)),
                "panic" => panic!("as the test wants it"),
                "busy" => {
                    let refused = TransportError::connect("no route");
                    Err(Error::transport(refused).into())
                }
                "empty" => Ok(Fetched::new("", life)),
                "line feed" => Ok(Fetched::new("hunter2\n", life)),
                other => Err(other.into()),
            }
        })
    }

    fn key(&self) -> String {
        "app:one".to_owned()
    }
}

/// A request with a token.
async fn request<St: TokenStore>(
    tokens: &Tokens<Issuer, St>,
    channel: &Channel,
) -> Result<Outgoing, BoxError> {
    let mut outgoing = Outgoing::new(Method::Get, channel.base_url(), "/v1/room");
    outgoing.channel = Some(channel.clone());
    tokens.authorize(&mut outgoing).await?;
    Ok(outgoing)
}

/// The token that a call carries now, or why it carries none.
async fn token<St: TokenStore>(tokens: &Tokens<Issuer, St>, channel: &Channel) -> String {
    match request(tokens, channel).await {
        Ok(outgoing) => outgoing.headers().get(HEADER).unwrap().to_owned(),
        Err(error) => format!("{error}: {}", error.source().unwrap()),
    }
}

/// The tokens of many calls at once.
async fn many<St: TokenStore>(
    count: usize,
    tokens: &Tokens<Issuer, St>,
    channel: &Channel,
) -> Vec<String> {
    let tasks: Vec<_> = (0..count)
        .map(|_| {
            let (tokens, channel) = (tokens.clone(), channel.clone());
            tokio::spawn(async move { token(&tokens, &channel).await })
        })
        .collect();
    let mut seen = Vec::new();
    for task in tasks {
        seen.push(task.await.unwrap());
    }
    seen
}

async fn advance(seconds: u64) {
    tokio::time::advance(Duration::from_secs(seconds)).await;
}

/// Lets spawned tasks get as far as they can.
async fn settle() {
    for _ in 0..20 {
        tokio::task::yield_now().await;
    }
}
