//! 钉钉 (`DingTalk`): access tokens.

mod ticket;

pub use ticket::{SuiteTicket, TicketSource};

use std::{fmt, sync::Arc, time::Duration};

use crate::{
    generated::dingtalk::{DingTalk, GetAccessToken, GetCorpAccessToken, GetToken},
    runtime::{
        BoxError, BoxFuture, Channel, Fetched, Seconds, Secret, TokenSource, Tokens, percent_encode,
    },
};

/// The access tokens of an internal app of one company.
///
/// ```
/// use meeting_client::DingTalkApp;
///
/// let credentials = DingTalkApp::new("app key", "app secret");
/// ```
#[derive(Clone, Debug)]
pub struct DingTalkApp {
    key: String,
    secret: Secret<String>,
}

impl DingTalkApp {
    /// Credentials by the key and the secret of an app.
    #[allow(clippy::new_ret_no_self, reason = "nobody needs it without tokens")]
    pub fn new(key: impl Into<String>, secret: impl Into<Secret<String>>) -> Tokens<Self> {
        Tokens::new(Self {
            key: key.into(),
            secret: secret.into(),
        })
    }
}

impl TokenSource<DingTalk> for DingTalkApp {
    fn fetch(&self, channel: Channel) -> BoxFuture<'static, Result<Fetched, BoxError>> {
        let call = GetAccessToken::new(self.key.as_str(), self.secret.clone());
        Box::pin(async move {
            let answer = channel.send(&call).await?;
            Ok(Fetched::new(answer.access_token, life(answer.expire_in)))
        })
    }

    fn key(&self) -> String {
        name("app", &[&self.key])
    }
}

/// The access tokens of a third-party app for one company that has authorised it. Every company needs credentials of its
/// own; they may share a [`MemoryStore`](crate::runtime::MemoryStore).
///
/// ```
/// use meeting_client::{DingTalkSuite, SuiteTicket};
///
/// let ticket = SuiteTicket::new("ticket");
/// let credentials = DingTalkSuite::new("suite key", "suite secret", "company", ticket.clone());
/// // Whenever the vendor pushes another one:
/// ticket.set("another ticket");
/// ```
#[derive(Clone)]
pub struct DingTalkSuite {
    key: String,
    secret: Secret<String>,
    corp_id: String,
    tickets: Arc<dyn TicketSource>,
}

impl DingTalkSuite {
    /// Credentials by the key and the secret of an app, the id of a company, and the tickets that the vendor pushes to
    /// the app every now and then: a [`SuiteTicket`], or a function that looks for the latest one.
    #[allow(clippy::new_ret_no_self, reason = "nobody needs it without tokens")]
    pub fn new(
        key: impl Into<String>,
        secret: impl Into<Secret<String>>,
        corp_id: impl Into<String>,
        tickets: impl TicketSource,
    ) -> Tokens<Self> {
        Tokens::new(Self {
            key: key.into(),
            secret: secret.into(),
            corp_id: corp_id.into(),
            tickets: Arc::new(tickets),
        })
    }
}

impl TokenSource<DingTalk> for DingTalkSuite {
    fn fetch(&self, channel: Channel) -> BoxFuture<'static, Result<Fetched, BoxError>> {
        let app = self.clone();
        Box::pin(async move {
            let ticket = app.tickets.ticket().await?;
            let call = GetCorpAccessToken::new(app.key, app.secret, app.corp_id, ticket);
            let answer = channel.send(&call).await?;
            Ok(Fetched::new(answer.access_token, life(answer.expire_in)))
        })
    }

    fn key(&self) -> String {
        name("suite", &[&self.key, &self.corp_id])
    }
}

impl fmt::Debug for DingTalkSuite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DingTalkSuite")
            .field("key", &self.key)
            .field("corp_id", &self.corp_id)
            .finish_non_exhaustive()
    }
}

/// The access tokens of any kind of app, by the vendor's unified operation.
///
/// ```
/// use meeting_client::DingTalkUnified;
///
/// let credentials = DingTalkUnified::new("company", "client id", "client secret");
/// ```
#[derive(Clone, Debug)]
pub struct DingTalkUnified {
    corp_id: String,
    client_id: String,
    client_secret: Secret<String>,
}

impl DingTalkUnified {
    /// Credentials by the id of a company, and the client id and secret of an app.
    #[allow(clippy::new_ret_no_self, reason = "nobody needs it without tokens")]
    pub fn new(
        corp_id: impl Into<String>,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret<String>>,
    ) -> Tokens<Self> {
        Tokens::new(Self {
            corp_id: corp_id.into(),
            client_id: client_id.into(),
            client_secret: client_secret.into(),
        })
    }
}

impl TokenSource<DingTalk> for DingTalkUnified {
    fn fetch(&self, channel: Channel) -> BoxFuture<'static, Result<Fetched, BoxError>> {
        let Self {
            corp_id,
            client_id,
            client_secret,
        } = self.clone();
        Box::pin(async move {
            let call = GetToken::new(corp_id, client_id, client_secret);
            let answer = channel.send(&call).await?;
            Ok(Fetched::new(answer.access_token, life(answer.expires_in)))
        })
    }

    fn key(&self) -> String {
        name("unified", &[&self.corp_id, &self.client_id])
    }
}

/// A negative length of time says as little as none.
fn life(seconds: Option<Seconds>) -> Option<Duration> {
    seconds.and_then(Seconds::to_duration)
}

/// A name that no other kind of app and no other parts have.
fn name(kind: &str, parts: &[&str]) -> String {
    let mut name = kind.to_owned();
    for part in parts {
        name.push(':');
        percent_encode(&mut name, part);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_differ_if_parts_do() {
        let suite = |key: &str, corp: &str| name("suite", &[key, corp]);
        assert_eq!(suite("suitekey", "ding1"), "suite:suitekey:ding1");
        assert_ne!(suite("a:b", "c"), suite("a", "b:c"));
        assert_ne!(name("app", &["a"]), name("unified", &["a"]));
    }

    #[test]
    fn debug_shows_no_secrets() {
        let texts = [
            format!("{:?}", DingTalkApp::new("key1", "hunter2")),
            format!(
                "{:?}",
                DingTalkSuite::new("key1", "hunter2", "corp", SuiteTicket::new("hunter2"))
            ),
            format!("{:?}", DingTalkUnified::new("corp", "key1", "hunter2")),
            format!("{:?}", SuiteTicket::new("hunter2")),
        ];
        for text in &texts {
            assert!(!text.contains("hunter2"), "{text}");
        }
        assert!(texts[..3].iter().all(|it| it.contains("key1")), "{texts:?}");
    }
}
