//! Every entry once, whatever the range, the page size, and where the walk is taken up again.

use std::collections::BTreeMap;

use golden_tests::vendors::acme::{ListEvents, ListParts, ListRooms, ListThings};
use meeting_client::{
    Client, Service, UnixMillis, UnixSeconds,
    runtime::{Items, Paged, Position, Windowed},
    tencent_meeting::list_corp_records::RecordMeeting,
};

use super::{DAY, Random, YEAR, acme, records, server, tencent};

async fn collect<E: Paged>(mut items: Items<E>) -> Vec<E::Item> {
    let mut all = Vec::new();
    while let Some(item) = items.next().await {
        all.push(item.expect("an entry"));
    }
    assert!(items.next().await.is_none(), "an end is an end");
    assert!(items.position().is_end());
    all
}

/// The same, stopped so often and taken up again from what was saved.
async fn in_parts<E: Paged>(new: impl Fn() -> Items<E>, stops: &[usize]) -> Vec<E::Item> {
    let mut all = Vec::new();
    let mut saved: Option<String> = None;
    for stop in stops {
        let mut items = match &saved {
            Some(text) => new().resume(&serde_json::from_str::<Position>(text).expect("saved")),
            None => new(),
        };
        for _ in 0..*stop {
            let Some(item) = items.next().await else {
                break;
            };
            all.push(item.expect("an entry"));
        }
        saved = Some(serde_json::to_string(&items.position()).expect("JSON"));
    }
    let position = serde_json::from_str(&saved.expect("a stop")).expect("saved");
    all.extend(collect(new().resume(&position)).await);
    all
}

/// All recordings of the year, by their ids: asked for a day at a time, by hand.
async fn full_set(
    client: &Client<meeting_client::TencentMeeting>,
) -> BTreeMap<String, RecordMeeting> {
    let mut all = BTreeMap::new();
    for day in 0..366 {
        let from = YEAR[0] + day * DAY;
        let mut number = 1;
        loop {
            let mut call = records().page_size(20).page(number);
            call.set_window(UnixSeconds(from), UnixSeconds(from + DAY));
            let page = client.send(&call).await.expect("a page");
            for meeting in page.record_meetings {
                all.insert(meeting.meeting_record_id.clone(), meeting);
            }
            if number >= page.total_page {
                break;
            }
            number += 1;
        }
    }
    all
}

fn at(meeting: &RecordMeeting) -> i64 {
    meeting.media_start_time.expect("a time").0
}

#[tokio::test]
async fn ranges_list_what_lies_in_them_once() {
    for (records_count, seed) in [(0, 1), (1, 2), (37, 3), (400, 4)] {
        let server = server(records_count, seed).await;
        let client = tencent(&server);
        let all = full_set(&client).await;
        assert_eq!(all.len() as u64, records_count);
        let mut random = Random(seed);
        for trial in 0..12 {
            let from = random.between(YEAR[0] - 40 * DAY, YEAR[1]);
            let to = random.between(from, (from + 200 * DAY).min(YEAR[1] + DAY));
            let size = u32::try_from(random.below(20)).expect("small") + 1;
            let ahead = usize::try_from(random.below(4)).expect("small");
            let range = UnixSeconds(from)..=UnixSeconds(to);
            let new = || {
                let call = records().page_size(size);
                client
                    .windowed(call, range.clone())
                    .items()
                    .read_ahead(ahead)
            };
            let wanted: Vec<_> = all
                .values()
                .filter(|it| (from * 1000..=to * 1000).contains(&at(it)))
                .map(|it| it.meeting_record_id.as_str())
                .collect();
            let stops: Vec<_> = (0..=random.below(4))
                .map(|_| usize::try_from(random.below(60)).expect("small"))
                .collect();
            for found in [collect(new()).await, in_parts(new, &stops).await] {
                let mut ids: Vec<_> = found
                    .iter()
                    .map(|it| it.meeting_record_id.as_str())
                    .collect();
                ids.sort_unstable();
                assert_eq!(
                    ids, wanted,
                    "seed {seed}, trial {trial}, {from}..={to}, {size}, {stops:?}"
                );
            }
        }
    }
}

/// Every entry once, in one go and in parts: by ids.
async fn whole<S: Service, E: Paged<Service = S>>(
    client: &Client<S>,
    call: &E,
    id: fn(&E::Item) -> &str,
    count: usize,
) {
    let new = || client.items(call.clone()).read_ahead(2);
    let at_once = collect(new()).await;
    let in_parts = in_parts(new, &[0, 1, 7, 20, 3]).await;
    for all in [at_once, in_parts] {
        let mut ids: Vec<_> = all.iter().map(id).collect();
        assert_eq!(ids.len(), count);
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }
}

#[tokio::test]
async fn every_kind_of_pages_is_walked_to_its_end() {
    for count in [0, 1, 20, 40, 53] {
        let server = server(count, 9).await;
        let client = acme(&server);
        let count = usize::try_from(count).expect("small");
        for size in [1, 7, 20, 50] {
            let things = ListThings::new("space", "tenant").limit(size);
            whole(&client, &things, |it| &it.id, count).await;
            let parts = ListParts::new().limit(size);
            whole(&client, &parts, |it| &it.id, count).await;
            let events = ListEvents::new(UnixMillis(0), UnixMillis(1), 0_u64).size(size);
            let range = UnixMillis(YEAR[0] * 1000)..=UnixMillis(YEAR[0] * 1000 + 86_400_000 * 3);
            let windows = client.windowed(events, range);
            let found = collect(windows.items()).await;
            assert!(found.len() <= count);
        }
        whole(&client, &ListRooms::new(0), |it| it, count).await;
    }
}

#[tokio::test]
async fn a_walk_starts_where_the_call_says() {
    let server = server(53, 9).await;
    let client = acme(&server);
    let all = collect(client.items(ListParts::new().limit(10))).await;
    let rest = collect(client.items(ListParts::new().limit(10).offset(31))).await;
    assert_eq!(rest, all[31..]);
    let rooms = collect(client.items(ListRooms::new(0))).await;
    let rest = collect(client.items(ListRooms::new(1))).await;
    assert_eq!(rest, rooms[20..]);
}

#[tokio::test]
async fn pages_are_the_answers() {
    let server = server(53, 9).await;
    let client = acme(&server);
    let mut pages = client.pages(ListParts::new().limit(20));
    let mut counts = Vec::new();
    let mut after_first = None;
    while let Some(page) = pages.next().await {
        let result = page.expect("a page").result.expect("a result");
        assert_eq!(result.total, Some(53));
        counts.push(result.page.parts.len());
        after_first.get_or_insert_with(|| pages.position());
    }
    assert_eq!(counts, [20, 20, 13]);
    let again = client.pages(ListParts::new().limit(20));
    let mut again = again.resume(&after_first.expect("a page"));
    let page = again.next().await.expect("more").expect("a page");
    assert_eq!(page.result.expect("a result").page.parts.len(), 20);
    // In the middle of a page, the rest of it is left.
    let mut items = client.items(ListParts::new().limit(20));
    for _ in 0..25 {
        items.next().await.expect("more").expect("an entry");
    }
    let rest = client.pages(ListParts::new().limit(20));
    let mut rest = rest.resume(&items.position());
    let page = rest.next().await.expect("more").expect("a page");
    assert_eq!(page.result.expect("a result").page.parts.len(), 15);
}
