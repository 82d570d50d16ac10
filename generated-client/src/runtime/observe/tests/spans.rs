//! Spans of `tracing`.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span,
};

use super::{Canned, GetRoom, Vendor};
use crate::runtime::{Client, Response, Token};

/// A span or an event, and what is around it.
#[derive(Clone, Debug, Default)]
struct Seen {
    name: &'static str,
    parent: Option<u64>,
    fields: BTreeMap<&'static str, String>,
}

/// Keeps everything.
#[derive(Clone, Default)]
struct Memory {
    seen: Arc<Mutex<BTreeMap<u64, Seen>>>,
    entered: Arc<Mutex<Vec<u64>>>,
    next: Arc<AtomicU64>,
}

impl Memory {
    fn keep(&self, metadata: &'static Metadata<'static>, values: impl FnOnce(&mut Seen)) -> u64 {
        let id = self.next.fetch_add(1, Ordering::Relaxed) + 1;
        let mut seen = Seen {
            name: metadata.name(),
            parent: self.entered.lock().unwrap().last().copied(),
            ..Seen::default()
        };
        if metadata.is_event() {
            seen.name = "event";
        }
        values(&mut seen);
        // What other crates have to say is theirs.
        if metadata.target().starts_with("meeting_client") {
            self.seen.lock().unwrap().insert(id, seen);
        }
        id
    }
}

impl Visit for Seen {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.fields.insert(field.name(), value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.fields.insert(field.name(), format!("{value:?}"));
    }
}

impl Subscriber for Memory {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(self.keep(span.metadata(), |seen| span.record(seen)))
    }

    fn record(&self, span: &span::Id, values: &span::Record<'_>) {
        if let Some(seen) = self.seen.lock().unwrap().get_mut(&span.into_u64()) {
            values.record(seen);
        }
    }

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &Event<'_>) {
        self.keep(event.metadata(), |seen| event.record(seen));
    }

    fn enter(&self, span: &span::Id) {
        self.entered.lock().unwrap().push(span.into_u64());
    }

    fn exit(&self, _: &span::Id) {
        self.entered.lock().unwrap().pop();
    }
}

#[track_caller]
fn check(seen: &Seen, expected: &[(&str, &str)]) {
    for (name, value) in expected {
        let found = seen.fields.get(name).map(String::as_str);
        assert_eq!(found, Some(*value), "{name} of {seen:#?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_and_its_attempts() {
    let memory = Memory::default();
    let guard = tracing::subscriber::set_default(memory.clone());
    let answers = vec![
        Response::new(503, r#"{"code": "busy", "requestid": "r-1"}"#),
        Response::new(200, r#"{"id": "hunter2", "traced": "hunter2"}"#),
        Response::new(403, "{}"),
    ];
    let client: Client<Vendor> = Client::builder(Token::new("token-hunter2"))
        .base_url("http://127.0.0.1:8080/base")
        .transport(Canned(Mutex::new(answers)))
        .drift_reports(true)
        .build()
        .unwrap();
    client.send(&GetRoom).await.unwrap();
    client.send(&GetRoom).await.unwrap_err();
    drop(guard);

    let seen = memory.seen.lock().unwrap().clone();
    assert!(!format!("{seen:?}").contains("hunter2"), "{seen:#?}");
    let ids: Vec<u64> = seen.keys().copied().collect();
    let seen: Vec<Seen> = seen.into_values().collect();
    let names: Vec<_> = seen.iter().map(|seen| seen.name).collect();
    let (call, attempt) = ("meeting_client.call", "meeting_client.attempt");
    assert_eq!(names, [call, attempt, attempt, "event", call, attempt]);
    let parents: Vec<_> = seen.iter().map(|seen| seen.parent).collect();
    let (first, second) = (Some(ids[0]), Some(ids[4]));
    assert_eq!(parents, [None, first, first, Some(ids[2]), None, second]);

    check(
        &seen[0],
        &[
            ("otel.name", "observed get_room"),
            ("service", "observed"),
            ("operation", "get_room"),
            ("attempts", "2"),
        ],
    );
    assert!(!seen[0].fields.contains_key("error.type"));
    check(
        &seen[1],
        &[
            ("otel.name", "GET /rooms/{id}"),
            ("otel.kind", "client"),
            ("http.request.method", "GET"),
            ("url.template", "/rooms/{id}"),
            ("server.address", "127.0.0.1"),
            ("server.port", "8080"),
            ("service", "observed"),
            ("operation", "get_room"),
            ("attempt", "1"),
            ("http.response.status_code", "503"),
            ("code", "busy"),
            ("request_id", "r-1"),
            ("error.type", "503"),
            ("otel.status_code", "ERROR"),
            ("duration_ms", "0.0"),
        ],
    );
    assert!(seen[1].fields.contains_key("retry_in_ms"));
    assert!(!seen[1].fields.contains_key("http.request.resend_count"));
    check(
        &seen[2],
        &[
            ("attempt", "2"),
            ("http.request.resend_count", "1"),
            ("http.response.status_code", "200"),
        ],
    );
    check(
        &seen[3],
        &[
            ("message", "the answer is not as documented"),
            ("path", "traced"),
            ("kind", "unknown field"),
        ],
    );
    check(
        &seen[4],
        &[
            ("attempts", "1"),
            ("error.type", "api"),
            ("otel.status_code", "ERROR"),
        ],
    );
    check(
        &seen[5],
        &[("http.response.status_code", "403"), ("error.type", "403")],
    );
}
