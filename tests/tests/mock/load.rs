//! Many calls at once, and what is left of them in the process that answered them.

use std::{fs, sync::Arc, time::Instant};

use meeting_client::{
    Client, HttpTransport, RetryPolicy, TencentCredentials, TencentMeeting,
    tencent_meeting::{ListLiveReplaysByMeetingCode, types::InstanceId},
};

use crate::{clients::records, process::Mock};

const CALLS: usize = 10_000;
const AT_ONCE: usize = 64;

/// Resident memory of a process in KiB; `None` where it cannot be read.
fn resident(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn client(url: &str) -> Client<TencentMeeting> {
    let credentials = TencentCredentials::new("AKIDtest", "SecretKeyTest", "1234567890");
    let transport = HttpTransport::builder().no_proxy().build();
    Client::builder(credentials)
        .base_url(url)
        .transport(transport.expect("a transport"))
        .retry(RetryPolicy::none())
        .without_limits()
        .build()
        .expect("a client")
}

/// Calls of two kinds, from so many tasks at once.
async fn calls(client: &Arc<Client<TencentMeeting>>) {
    let tasks: Vec<_> = (0..AT_ONCE)
        .map(|task| {
            let client = Arc::clone(client);
            tokio::spawn(async move {
                for call in (task..CALLS).step_by(AT_ONCE) {
                    if call % 2 == 0 {
                        client.send(&records()).await.expect("a page");
                    } else {
                        let code = call.to_string();
                        let call = ListLiveReplaysByMeetingCode::new(code, "u", InstanceId::Pc);
                        client.send(&call).await.expect("replays");
                    }
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.expect("no call fails");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_calls_leave_nothing_behind() {
    let mut mock = Mock::start(&["--no-limits", "--records", "10000"]);
    let log = mock.drain();
    let client = Arc::new(client(mock.url()));
    // The first round fills pools and caches.
    calls(&client).await;
    let before = resident(mock.process());
    let start = Instant::now();
    calls(&client).await;
    let elapsed = start.elapsed();
    let after = resident(mock.process());
    println!("{CALLS} calls in {elapsed:.1?}; resident KiB before {before:?}, after {after:?}");
    drop(mock);
    // Every call has its line.
    assert_eq!(log.join().expect("the log"), 2 * CALLS);
    let (Some(before), Some(after)) = (before, after) else {
        println!("resident memory is not known here, so it is not compared");
        return;
    };
    // Nonces are kept for five minutes, at less than a hundred bytes each. A kilobyte lost per call would be 10 MiB.
    assert!(after < before + 4 * 1024, "{before} KiB became {after} KiB");
}
