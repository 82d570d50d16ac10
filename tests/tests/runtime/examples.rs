//! The examples of the client, each run against the fake vendors.

use std::{fs, process::Command};

use golden_tests::command;
use meeting_client::mock::{FakeDingTalk, FakeTencentMeeting, MockServer};

use crate::redis_server::RedisServer;

/// All features that any of them needs, so that the client is built once.
const FEATURES: [&str; 2] = ["download", "redis"];

async fn vendors() -> MockServer {
    MockServer::builder()
        .vendor(FakeDingTalk::new())
        .vendor(FakeTencentMeeting::new())
        .start()
        .await
        .expect("a port")
}

/// Runs an example, and returns what it printed.
async fn run(server: &MockServer, name: &'static str, arguments: &[&str], redis: &str) -> String {
    let arguments: Vec<_> = arguments.iter().map(|&it| it.to_owned()).collect();
    let (url, redis) = (server.url().to_owned(), redis.to_owned());
    // The server answers on the thread of the test.
    let run = move || {
        Command::new(command::example(name, &FEATURES))
            .args(arguments)
            .env("DINGTALK_URL", &url)
            .env("TENCENT_URL", &url)
            .env("REDIS_URL", redis)
            .env("NO_PROXY", "127.0.0.1")
            .output()
    };
    let output = tokio::task::spawn_blocking(run).await.expect("no panic");
    let output = output.expect("the executable runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name}: {errors}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[tokio::test]
async fn a_recording_is_started() {
    let server = vendors().await;
    let text = run(&server, "start_recording", &["c", "u"], "").await;
    assert_eq!(text, "the recording has started\n");
}

#[tokio::test]
async fn replays_are_found() {
    let server = vendors().await;
    let text = run(&server, "find_replays", &["13418515243", "tester"], "").await;
    // The page's example: a meeting with two replays.
    assert!(text.starts_with("tester预定的会议\n"), "{text}");
    assert_eq!(
        text.matches("https://meeting.tencent.com/l/xxxx").count(),
        2
    );
}

#[tokio::test]
async fn recordings_are_downloaded() {
    let server = vendors().await;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("UTF-8");
    // Two windows of the year in which the fake vendor's recordings were made.
    let arguments = [path, "1609459200", "62"];
    let text = run(&server, "download_recordings", &arguments, "").await;
    let files: Vec<_> = fs::read_dir(folder.path())
        .expect("a folder")
        .map(|entry| entry.expect("an entry"))
        .collect();
    assert!(!files.is_empty(), "{text}");
    for file in &files {
        let size = file.metadata().expect("a size").len();
        let name = file.file_name().into_string().expect("UTF-8");
        assert!(text.contains(&format!("{name}  {size} bytes\n")), "{text}");
    }
    let last = text.lines().last().expect("a line");
    assert!(
        last.ends_with(&format!(" meetings, {} files", files.len())),
        "{text}"
    );
}

#[tokio::test]
async fn a_token_is_shared() {
    let Some(redis) = RedisServer::start() else {
        return;
    };
    let server = vendors().await;
    for _ in 0..2 {
        let text = run(&server, "shared_token", &[], &redis.url()).await;
        assert!(text.ends_with(": Some(Ended)\n"), "{text}");
    }
    let asked = server.received::<meeting_client::dingtalk::GetAccessToken>();
    assert_eq!(asked.len(), 1, "the second process asked nobody");
}
