//! The data set that listing operations page through.

use std::{collections::BTreeMap, time::Duration};

use meeting_client::{
    Client, TencentMeeting, UnixSeconds,
    mock::MockServer,
    tencent_meeting::{
        ListCorpRecords,
        list_corp_records::{
            ListCorpRecordsResponse, OperatorIdType, QueryRecordType, RecordFile, RecordMeeting,
            RecordState, RecordType, SharingState,
        },
    },
};

use crate::{
    clients::{tencent, vendors},
    raw::Raw,
};

/// 2021-01-01 and 2022-01-01, in UTC.
const YEAR: std::ops::Range<i64> = 1_609_459_200..1_640_995_200;
const DAY: i64 = 86_400;

async fn server(records: u64, seed: u64) -> MockServer {
    let server = vendors().records(records).seed(seed).limits(false);
    server.keep_requests(false).start().await.expect("a port")
}

fn call(from: i64, to: i64) -> ListCorpRecords {
    let operator = OperatorIdType::UserId;
    ListCorpRecords::new(UnixSeconds(from), UnixSeconds(to), "admin", operator)
        .page_size(20)
        .query_record_type(QueryRecordType::All)
}

/// All pages of a call.
async fn pages(
    client: &Client<TencentMeeting>,
    call: &ListCorpRecords,
) -> Vec<ListCorpRecordsResponse> {
    let mut pages = Vec::new();
    for number in 1.. {
        let page = client
            .send(&call.clone().page(number))
            .await
            .expect("a page");
        let last = page.current_page >= page.total_page;
        pages.push(page);
        if last {
            return pages;
        }
    }
    pages
}

/// The same meetings without where their files are: each server has its own address.
fn without_links(mut meetings: Vec<RecordMeeting>) -> Vec<RecordMeeting> {
    for file in meetings.iter_mut().flat_map(|it| &mut it.record_files) {
        file.sharing_url = None;
        file.view_address = None;
        file.download_address = None;
    }
    meetings
}

/// The whole year, window by window.
async fn year(client: &Client<TencentMeeting>) -> Vec<RecordMeeting> {
    let mut meetings = Vec::new();
    let mut from = YEAR.start;
    while from < YEAR.end {
        let to = (from + 31 * DAY - 1).min(YEAR.end);
        for page in pages(client, &call(from, to)).await {
            meetings.extend(page.record_meetings);
        }
        from = to + 1;
    }
    meetings
}

#[tokio::test]
async fn ten_thousand_meetings_are_listed_once_each() {
    let server = server(10_000, 1).await;
    let meetings = year(&tencent(&server)).await;
    assert_eq!(meetings.len(), 10_000);
    let mut ids = BTreeMap::new();
    for meeting in &meetings {
        *ids.entry(meeting.meeting_record_id.as_str()).or_insert(0) += 1;
    }
    assert_eq!(ids.len(), 10_000, "no id twice");
}

#[tokio::test]
async fn numbers_of_pages_agree_with_what_is_on_them() {
    let server = server(1000, 1).await;
    let client = tencent(&server);
    let call = call(YEAR.start, YEAR.start + 31 * DAY);
    let pages = pages(&client, &call).await;
    let total: usize = pages.iter().map(|page| page.record_meetings.len()).sum();
    // A twelfth of them, more or less.
    assert!((70..=100).contains(&total), "{total}");
    for (number, page) in (1..).zip(&pages) {
        assert_eq!(page.current_page, number);
        assert_eq!(page.total_page as usize, pages.len());
        assert_eq!(page.total_count as usize, total);
        assert_eq!(page.current_size as usize, page.record_meetings.len());
        let full = number < page.total_page;
        assert!(!full || page.record_meetings.len() == 20);
    }
    // Left out, a page has ten entries; the page beyond the last is refused.
    let default = ListCorpRecords::new(
        UnixSeconds(YEAR.start),
        UnixSeconds(YEAR.start + 31 * DAY),
        "admin",
        OperatorIdType::UserId,
    );
    let page = client.send(&default).await.expect("a page");
    assert_eq!((page.current_page, page.record_meetings.len()), (1, 10));
    let beyond = u32::try_from(pages.len()).expect("few") + 1;
    let error = client
        .send(&call.page(beyond))
        .await
        .expect_err("no such page");
    assert_eq!(error.code(), Some("190004"));
}

#[tokio::test]
async fn windows_cut_the_data_set() {
    let server = server(1000, 1).await;
    let client = tencent(&server);
    let (from, to) = (YEAR.start + 40 * DAY, YEAR.start + 50 * DAY);
    let mut seen = 0;
    for page in pages(&client, &call(from, to)).await {
        for meeting in page.record_meetings {
            let at = meeting.media_start_time.expect("a time").0;
            assert!((from * 1000..=to * 1000).contains(&at), "{at}");
            seen += 1;
        }
    }
    assert!(seen > 20, "{seen}");
    let before = call(YEAR.start - 10 * DAY, YEAR.start - 1);
    let page = client.send(&before).await.expect("an empty page");
    assert_eq!((page.total_count, page.record_meetings.len()), (0, 0));
}

#[tokio::test]
async fn uploads_are_hidden_unless_asked_for() {
    let server = server(400, 1).await;
    let client = tencent(&server);
    let mut counts = Vec::new();
    for kind in [
        Some(QueryRecordType::All),
        None,
        Some(QueryRecordType::Cloud),
        Some(QueryRecordType::Uploaded),
    ] {
        let (from, to) = (UnixSeconds(YEAR.start), UnixSeconds(YEAR.start + 31 * DAY));
        let mut call =
            ListCorpRecords::new(from, to, "admin", OperatorIdType::UserId).page_size(20);
        if let Some(kind) = kind {
            call = call.query_record_type(kind);
        }
        let mut count = [0, 0];
        for page in pages(&client, &call).await {
            for meeting in page.record_meetings {
                match meeting.record_type {
                    Some(RecordType::Cloud) => count[0] += 1,
                    Some(RecordType::Uploaded) => count[1] += 1,
                    other => panic!("{other:?}"),
                }
            }
        }
        counts.push(count);
    }
    let [cloud, uploaded] = counts[0];
    assert!(cloud > 0 && uploaded > 0, "{counts:?}");
    assert_eq!(counts[1..], [[cloud, 0], [cloud, 0], [0, uploaded]]);
}

#[tokio::test]
async fn members_come_under_their_documented_conditions() {
    let server = server(300, 1).await;
    let meetings = year(&tencent(&server)).await;
    let mut files = 0;
    let mut links = 0;
    for meeting in &meetings {
        let ready = meeting.state == RecordState::Transcoded;
        assert_eq!(ready, !meeting.record_files.is_empty(), "{meeting:?}");
        assert!(matches!(
            meeting.state,
            RecordState::Recording | RecordState::Transcoding | RecordState::Transcoded
        ));
        assert!(meeting.meeting_id.bytes().all(|byte| byte.is_ascii_digit()));
        for file in &meeting.record_files {
            files += 1;
            let shared = file.sharing_state == Some(SharingState::Shared);
            assert_eq!(shared, file.password.is_some());
            assert_eq!(shared, file.allow_download.is_some());
            let download = shared && file.allow_download == Some(true);
            assert_eq!(download, file.download_address.is_some());
            links += usize::from(download);
            assert!(file.record_start_time < file.record_end_time);
            assert!(meeting.media_start_time < file.record_start_time);
        }
    }
    assert!(files > links && links > 0, "{files} {links}");
}

/// Links of recordings lead to files of the size that was told, in whole or in part, for six hours.
#[tokio::test]
async fn files_can_be_downloaded_while_their_links_are_good() {
    let server = server(50, 1).await;
    let client = tencent(&server);
    let files = |meetings: Vec<RecordMeeting>| {
        let files = meetings.into_iter().flat_map(|it| it.record_files);
        let mut linked = files.filter(|file| file.download_address.is_some());
        linked.next().expect("a file that can be downloaded")
    };
    let file = files(year(&client).await);
    let size = file.record_size.expect("a size").0;
    let target = |file: &RecordFile| {
        let link = file.download_address.as_ref().expect("a link").expose();
        link.strip_prefix(server.url())
            .expect("this server")
            .to_owned()
    };
    let whole = Raw::get(target(&file));
    let answer = whole.send(&server).await;
    assert_eq!((answer.status, answer.bytes.len() as u64), (200, size));
    let part = whole.clone().header("Range", "bytes=5000-");
    let part = part.send(&server).await;
    assert_eq!(part.status, 206);
    assert_eq!(part.bytes, answer.bytes[5000..]);

    server.advance(Duration::from_secs(6 * 3600));
    assert_eq!(whole.send(&server).await.status, 403);
    let renewed = files(year(&client).await);
    let again = Raw::get(target(&renewed)).send(&server).await;
    assert_eq!(again.bytes, answer.bytes);
}

#[tokio::test]
async fn a_seed_makes_the_same_data_again() {
    let (one, same, other) = (
        server(50, 7).await,
        server(50, 7).await,
        server(50, 8).await,
    );
    let first = without_links(year(&tencent(&one)).await);
    let again = without_links(year(&tencent(&same)).await);
    assert_eq!(first, again);
    assert_ne!(first, without_links(year(&tencent(&other)).await));
}

/// Ten calls a minute are enough for whoever waits, and no more.
#[tokio::test]
async fn a_year_can_be_listed_within_the_limit() {
    let server = vendors().records(1000).start().await.expect("a port");
    let client = tencent(&server);
    let call = call(YEAR.start, YEAR.start + 31 * DAY);
    let mut refused = 0;
    for _ in 0..3 {
        for _ in 0..12 {
            match client.send(&call).await {
                Ok(page) => assert!(page.total_count > 0),
                Err(error) => {
                    assert!(error.is_throttled(), "{error}");
                    refused += 1;
                }
            }
        }
        server.advance(Duration::from_secs(60));
    }
    assert_eq!(refused, 3 * 2);
}
