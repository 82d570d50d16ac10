//! Starts the cloud recording of a `DingTalk` conference.
//!
//! Runs against `cargo xtask mock` unless the environment says otherwise:
//!
//! ```console
//! $ cargo run -p meeting-client --example start_recording -- CONFERENCE_ID UNION_ID
//! ```

use std::env;

use meeting_client::{
    Client, DingTalkApp,
    dingtalk::{
        StartCloudRecord,
        start_cloud_record::{RecordLayout, StartCloudRecordError},
    },
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = env::args().skip(1);
    let conference = arguments
        .next()
        .unwrap_or_else(|| "61289f392xxx".to_owned());
    let host = arguments.next().unwrap_or_else(|| "WFBkgxxx".to_owned());

    let setting = |name: &str, default: &str| env::var(name).unwrap_or_else(|_| default.to_owned());
    let app = DingTalkApp::new(
        setting("DINGTALK_APP_KEY", "dingkey"),
        setting("DINGTALK_APP_SECRET", "dingsecret"),
    );
    let client = Client::builder(app)
        .base_url(setting("DINGTALK_URL", "http://127.0.0.1:4020"))
        .build()?;

    let call = StartCloudRecord::new(conference, host).mode(RecordLayout::Speech);
    match client.send(&call).await {
        Ok(_) => println!("the recording has started"),
        Err(error) => match error.code_as() {
            Some(StartCloudRecordError::RoomClosed) => println!("the conference is over"),
            Some(StartCloudRecordError::RecordStartPermissionDenied) => {
                println!("only the host may start the recording");
            }
            // Never sent a second time by itself if the vendor may have started it already.
            _ => return Err(error.into()),
        },
    }
    Ok(())
}
