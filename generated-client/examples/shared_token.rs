//! Shares an access token between processes: run it twice, and the second asks nobody for a token.
//!
//! Runs against `cargo xtask mock` and a Redis server on this machine unless the environment says otherwise:
//!
//! ```console
//! $ cargo run -p meeting-client --features redis --example shared_token
//! ```

use std::env;

use meeting_client::{Client, DingTalkApp, Redis, RedisStore, dingtalk::QueryConferenceInfo};

#[tokio::main(flavor = "current_thread")]
async fn main() -> meeting_client::Result<()> {
    let setting = |name: &str, default: &str| env::var(name).unwrap_or_else(|_| default.to_owned());
    let redis = Redis::new(&setting("REDIS_URL", "redis://127.0.0.1:6379/0"))?;
    let app = DingTalkApp::new(
        setting("DINGTALK_APP_KEY", "dingkey"),
        setting("DINGTALK_APP_SECRET", "dingsecret"),
    );
    let client = Client::builder(app.store(RedisStore::new(redis)))
        .base_url(setting("DINGTALK_URL", "http://127.0.0.1:4020"))
        .build()?;

    let conference = env::args()
        .nth(1)
        .unwrap_or_else(|| "6323d7xxxxx".to_owned());
    let answer = client.send(&QueryConferenceInfo::new(conference)).await?;
    let info = answer.conf_info;
    println!(
        "{}: {:?}",
        info.title.as_deref().unwrap_or("(no title)"),
        info.status
    );
    Ok(())
}
