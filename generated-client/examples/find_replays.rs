//! Finds the live replays of a Tencent meeting by the number that people type to join it.
//!
//! Runs against `cargo xtask mock` unless the environment says otherwise:
//!
//! ```console
//! $ cargo run -p meeting-client --example find_replays -- MEETING_CODE USERID
//! ```

use std::env;

use meeting_client::{
    Client, TencentCredentials,
    tencent_meeting::{ListLiveReplaysByMeetingCode, types::InstanceId},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> meeting_client::Result<()> {
    let mut arguments = env::args().skip(1);
    let code = arguments.next().unwrap_or_else(|| "13418515243".to_owned());
    let user = arguments.next().unwrap_or_else(|| "tester".to_owned());

    let setting = |name: &str, default: &str| env::var(name).unwrap_or_else(|_| default.to_owned());
    let credentials = TencentCredentials::new(
        setting("TENCENT_SECRET_ID", "AKIDtest"),
        setting("TENCENT_SECRET_KEY", "SecretKeyTest"),
        setting("TENCENT_APP_ID", "1234567890"),
    );
    let client = Client::builder(credentials)
        .base_url(setting("TENCENT_URL", "http://127.0.0.1:4020"))
        .build()?;

    let call = ListLiveReplaysByMeetingCode::new(code, user, InstanceId::Pc);
    for meeting in client.send(&call).await?.meeting_info_list {
        println!("{}", meeting.subject.as_deref().unwrap_or("(no subject)"));
        for replay in meeting.live_replay_list {
            let subject = replay.live_subject.as_deref().unwrap_or("(no subject)");
            // Whoever has the link can watch, so it has to be asked for.
            let link = replay.video_url.as_ref().map_or("", |link| link.expose());
            println!("  {subject}  {link}");
        }
    }
    Ok(())
}
