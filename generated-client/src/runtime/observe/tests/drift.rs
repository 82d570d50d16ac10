//! Answers that are not as documented.

use std::sync::{Arc, Mutex, PoisonError};

use super::{Canned, GetRoom, Vendor};
use crate::runtime::{Client, Drift, DriftKind, ErrorKind, Observer, Response, Token};

#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<(String, DriftKind)>>>);

impl Observer for Heard {
    fn drift(&self, drift: &Drift<'_>) {
        assert_eq!((drift.service, drift.operation), ("observed", "get_room"));
        let mut heard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        heard.push((drift.path.to_owned(), drift.kind));
    }
}

fn client(drift: bool, heard: &Heard, bodies: &[&'static str]) -> Client<Vendor> {
    let answers = bodies.iter().map(|body| Response::new(200, *body));
    Client::builder(Token::new("token-hunter2"))
        .transport(Canned(Mutex::new(answers.collect())))
        .observer(heard.clone())
        .drift_reports(drift)
        .build()
        .unwrap()
}

/// All in one test, since a process tells each finding once.
#[tokio::test]
async fn drift_is_told_once_and_only_if_asked_for() {
    let (quiet, heard) = (Heard::default(), Heard::default());
    let bodies = [
        r#"{"id": "a", "new": "hunter2"}"#,
        r#"{"id": "b", "new": "hunter2"}"#,
        r#"{"id": 5, "new": 1, "hunter": 1}"#,
        "{}",
    ];
    let off = client(false, &quiet, &bodies);
    assert_eq!(off.send(&GetRoom).await.unwrap().0, "a");
    assert!(quiet.0.lock().unwrap().is_empty());

    let on = client(true, &heard, &bodies);
    assert_eq!(on.send(&GetRoom).await.unwrap().0, "a");
    assert_eq!(on.send(&GetRoom).await.unwrap().0, "b");
    for _ in 0..2 {
        // An answer that cannot be read is told, too.
        let error = on.send(&GetRoom).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
    }
    let again = client(true, &heard, &bodies);
    again.send(&GetRoom).await.unwrap();
    let heard = heard.0.lock().unwrap().clone();
    let heard: Vec<_> = heard
        .iter()
        .map(|(path, kind)| (path.as_str(), *kind))
        .collect();
    assert_eq!(
        heard,
        [
            ("new", DriftKind::UnknownField),
            ("id", DriftKind::UnexpectedType),
            ("id", DriftKind::MissingField),
        ]
    );
}
