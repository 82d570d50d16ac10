//! Recordings, from their listing to a file.

use std::{fs, time::Duration};

use meeting_client::{
    Client, Downloader, HttpTransport, TencentCredentials, UnixSeconds,
    mock::MockServer,
    tencent_meeting::{
        ListCorpRecords, TencentMeeting,
        list_corp_records::{OperatorIdType, QueryRecordType, RecordFile},
    },
};

use crate::fast;

const DAY: i64 = 86_400;

fn client(server: &MockServer) -> Client<TencentMeeting> {
    let credentials = TencentCredentials::new("AKIDtest", "SecretKeyTest", "1234567890");
    let transport = HttpTransport::builder().no_proxy().build();
    Client::builder(credentials.sdk_id("9876543210"))
        .base_url(server.url())
        .transport(transport.expect("a transport"))
        .without_limits()
        .build()
        .expect("a client")
}

/// The first file of 2021 that can be downloaded.
async fn first(client: &Client<TencentMeeting>) -> RecordFile {
    let operator = OperatorIdType::UserId;
    for month in 0..12 {
        let start = UnixSeconds(1_609_459_200 + month * 31 * DAY);
        let end = UnixSeconds(start.0 + 31 * DAY - 1);
        let call = ListCorpRecords::new(start, end, "admin", operator)
            .page_size(20)
            .query_record_type(QueryRecordType::All);
        let page = client.send(&call).await.expect("a page");
        let files = page.record_meetings.into_iter();
        let mut files = files.flat_map(|meeting| meeting.record_files);
        if let Some(file) = files.find(|file| file.download_address.is_some()) {
            return file;
        }
    }
    panic!("no file")
}

#[tokio::test]
async fn a_recording_is_loaded_with_a_new_link_once_the_old_one_expired() {
    let server = fast::vendors().records(200).limits(false).start().await;
    let server = server.expect("a port");
    let client = client(&server);
    let transport = HttpTransport::builder().no_proxy().build();
    let downloader = Downloader::builder().transport(transport.expect("a transport"));
    let downloader = downloader.build().expect("a downloader");
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("会议.mp4");

    let old = first(&client).await;
    server.advance(Duration::from_secs(6 * 3600));
    let link = old.download_address.expect("a link");
    let error = downloader.download(&link, &target).await;
    let error = error.expect_err("an error");
    assert!(error.is_link_expired(), "{error}");
    assert!(!format!("{error} {error:?}").contains("/__mock/files"));
    assert!(!target.exists());

    let new = first(&client).await;
    assert_eq!(new.record_file_id, old.record_file_id);
    let link = new.download_address.expect("a link");
    let size = new.record_size.expect("a size");
    let download = downloader.download(&link, &target).expected_size(size);
    let done = download.await.expect("a file");
    assert_eq!((done.size, done.attempts), (size, 1));
    assert_eq!(fs::read(&target).expect("a file").len() as u64, size.0);

    // The file's host hears nothing of the credentials.
    let requests = server.requests();
    let last = requests.last().expect("a request");
    assert!(last.path().starts_with("/__mock/files/"));
    for name in [
        "X-TC-Key",
        "X-TC-Signature",
        "AppId",
        "Authorization",
        "Cookie",
    ] {
        assert_eq!(last.header(name), None);
    }
}
