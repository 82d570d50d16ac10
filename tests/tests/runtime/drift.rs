//! Answers that are not as documented, and what observers hear of them.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
};

use meeting_client::{
    Client, HttpTransport, TencentCredentials, UnixSeconds,
    mock::{Fault, Injection, MockServer},
    runtime::{Drift, DriftKind, Observer},
    tencent_meeting::{ListCorpRecords, TencentMeeting, list_corp_records::OperatorIdType},
};

use crate::fast;

#[derive(Clone, Default)]
struct Heard(Arc<Mutex<BTreeSet<(String, &'static str)>>>);

impl Observer for Heard {
    fn drift(&self, drift: &Drift<'_>) {
        assert_eq!(drift.service, "tencent-meeting");
        assert_eq!(drift.operation, "list_corp_records");
        let finding = (drift.path.to_owned(), drift.kind.name());
        let is_new = self.0.lock().expect("no panic").insert(finding);
        assert!(is_new, "{drift:?} twice");
    }
}

fn client(server: &MockServer, heard: &Heard) -> Client<TencentMeeting> {
    let credentials = TencentCredentials::new("AKIDtest", "SecretKeyTest", "1234567890");
    let transport = HttpTransport::builder().no_proxy().build();
    Client::builder(credentials.sdk_id("9876543210"))
        .base_url(server.url())
        .transport(transport.expect("a transport"))
        .without_limits()
        .observer(heard.clone())
        .drift_reports(true)
        .build()
        .expect("a client")
}

#[tokio::test]
async fn what_the_service_adds_is_told_and_what_is_documented_is_not() {
    let server = fast::vendors()
        .records(200)
        .limits(false)
        .start()
        .await
        .expect("a port");
    let heard = Heard::default();
    let client = client(&server, &heard);
    let call = ListCorpRecords::new(
        UnixSeconds(1_611_072_000),
        UnixSeconds(1_613_750_400),
        "KM4Ss4Th09ogUw1JiK",
        OperatorIdType::UserId,
    );
    let example = MockServer::start().await;
    example.on::<ListCorpRecords>().reply_example();
    let page = self::client(&example, &heard).send(&call).await;
    let page = page.expect("the documented answer");
    assert_eq!(page.record_meetings.len(), 2);
    assert_eq!(*heard.0.lock().expect("no panic"), BTreeSet::new());

    for fault in [
        Fault::UnknownField,
        Fault::UnknownField,
        Fault::UnknownValue,
    ] {
        server.inject(Injection::new(fault).on::<ListCorpRecords>());
        client.send(&call).await.expect("a page");
    }
    let heard = heard.0.lock().expect("no panic").clone();
    let of = |kind: DriftKind| {
        let found = heard.iter().filter(move |(_, name)| *name == kind.name());
        found.map(|(path, _)| path.as_str()).collect::<Vec<_>>()
    };
    // The answer, its meetings, and their files.
    let unknown = of(DriftKind::UnknownField);
    let places = [
        "",
        "record_meetings[].",
        "record_meetings[].record_files[].",
    ];
    assert_eq!(unknown.len(), places.len(), "{heard:?}");
    for place in places {
        let is_there = |path: &&str| {
            path.strip_prefix(place)
                .is_some_and(|name| !name.contains('.'))
        };
        assert!(unknown.iter().any(is_there), "{place} {heard:?}");
    }
    assert_eq!(of(DriftKind::UnknownValue).len(), 1, "{heard:?}");
}
