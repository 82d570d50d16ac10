//! What the client does with answers that are not quite as documented: exactly what the spec says, and never a panic.

use std::{
    collections::BTreeMap,
    fs,
    sync::{Arc, Mutex, PoisonError},
};

use golden_tests::{data, none};
use meeting_client::{
    ErrorKind, Transport,
    runtime::{BoxFuture, Fault, Response, TransportError, TransportRequest},
};
use serde_json::Value;

use crate::{
    mutations::{self, KINDS, Mutation},
    operations::{self, Callable, Clients},
    reference,
    spec::{self, Documented},
};

/// Reads one mutation in all ways, and says where the client differs from the spec.
fn check(documented: Documented, operation: &dyn Callable, mutation: &Mutation) -> Vec<String> {
    let text = &mutation.text;
    let answer: Value = serde_json::from_str(text).expect("JSON");
    let expected = reference::read(documented, &answer);
    let decoded = operation.reencode(text);
    let mut complaints = Vec::new();
    let mut complain = |what: String| {
        let (kind, path) = (mutation.kind, &mutation.path);
        complaints.push(format!(
            "{} with {kind} at `{path}`: {what}\n{text}",
            documented.name()
        ));
    };
    let outcome = decoded.as_ref().map_err(Fault::path);
    if outcome != expected.as_ref().map_err(Clone::clone) {
        complain(format!("expected {expected:?}, found {decoded:?}"));
    }
    match (&decoded, operation.deserialize(text)) {
        (Ok(value), Ok(other)) if *value == other => {}
        (Err(fault), Err(error)) if error.to_string().starts_with(&fault.to_string()) => {}
        (_, other) => complain(format!("serde differs: {decoded:?} {other:?}")),
    }
    match &decoded {
        Ok(value) => {
            if operation.reencode(&value.to_string()).as_ref() != Ok(value) {
                complain("what was written is read differently".to_owned());
            }
        }
        // Values may be secret; long ones would be recognised.
        Err(fault) if fault.to_string().contains("hunter2") => complain(fault.to_string()),
        Err(_) => {}
    }
    complaints
}

#[test]
fn mutated_answers_are_read_as_the_spec_says() {
    let mut complaints = Vec::new();
    let mut tried: BTreeMap<&str, usize> = BTreeMap::new();
    let mut faults = 0;
    for documented in spec::operations() {
        let operation = operations::find(documented.name());
        for (_, answer) in documented.examples() {
            let mutations = mutations::all(documented, &answer);
            assert!(mutations.len() > 20, "{}", documented.name());
            for mutation in &mutations {
                complaints.extend(check(documented, &*operation, mutation));
                *tried.entry(mutation.kind).or_default() += 1;
                faults += usize::from(operation.reencode(&mutation.text).is_err());
            }
        }
    }
    none(&complaints);
    println!("{tried:?}, {faults} faults");
    assert_eq!(tried.keys().copied().collect::<Vec<_>>(), KINDS);
    let total: usize = tried.values().sum();
    assert!(
        total > 1000 && faults > total / 4 && faults < total,
        "{faults} of {total}"
    );
}

/// A field that is missing or null: a fault if every answer has it, and otherwise nothing but its absence.
#[test]
fn absent_fields() {
    let (mut always, mut optional) = (0, 0);
    for documented in spec::operations() {
        let operation = operations::find(documented.name());
        for (_, answer) in documented.examples() {
            for mutation in mutations::all(documented, &answer) {
                let Some(is_always) = mutation.is_always else {
                    continue;
                };
                if !["missing", "null"].contains(&mutation.kind) {
                    continue;
                }
                let decoded = operation.reencode(&mutation.text);
                if is_always {
                    let fault = decoded.expect_err(&mutation.path);
                    assert_eq!(fault.path(), mutation.path);
                    assert!(fault.to_string().contains("missing or null"), "{fault}");
                    always += 1;
                } else {
                    decoded.unwrap_or_else(|fault| panic!("{}: {fault}", mutation.path));
                    optional += 1;
                }
            }
        }
    }
    assert!(always > 20 && optional > 100, "{always} {optional}");
}

/// Values that the vendors may add are kept, and sent back as they came.
#[test]
fn unknown_values_are_kept() {
    let mut kept = 0;
    for documented in spec::operations() {
        let operation = operations::find(documented.name());
        for (_, answer) in documented.examples() {
            for mutation in mutations::all(documented, &answer) {
                if mutation.kind == "unknown value" {
                    let decoded = operation.reencode(&mutation.text);
                    let sent: Value = serde_json::from_str(&mutation.text).expect("JSON");
                    assert_eq!(decoded, Ok(sent), "{}", mutation.path);
                    kept += 1;
                }
            }
        }
    }
    // Five enums of conference info; of two meetings with a file each: state, record type, sharing state.
    assert!(kept >= 4 * (5 + 6), "{kept}");
}

/// Some of it by hand, so that the reader of the specs is not the only judge.
#[test]
fn answers_by_hand() {
    let text = fs::read_to_string(data("golden/tolerance.json")).expect("the file is there");
    let rows: Vec<Value> = serde_json::from_str(&text).expect("a list");
    let (mut read, mut faults) = (0, 0);
    for row in &rows {
        let name = row["operation"].as_str().expect("the name of an operation");
        let answer = row["answer"].to_string();
        let decoded = operations::find(name).reencode(&answer);
        if let Some(path) = row.get("fault") {
            let fault = decoded.expect_err(&answer);
            assert_eq!(Some(fault.path().as_str()), path.as_str(), "{answer}");
            faults += 1;
        } else {
            assert_eq!(decoded.as_ref(), Ok(&row["read"]), "{answer}");
            read += 1;
        }
    }
    assert!(read > 0 && faults > 0, "{read} {faults}");
}

/// Answers whatever it was last given.
#[derive(Clone, Default)]
struct Memory(Arc<Mutex<String>>);

impl Transport for Memory {
    fn send(&self, _: TransportRequest) -> BoxFuture<'_, Result<Response, TransportError>> {
        let body = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        Box::pin(async { Ok(Response::new(200, body)) })
    }
}

/// Through the whole client a fault is an error that says where, and everything else is an answer.
#[tokio::test]
async fn mutated_answers_through_the_client() {
    let memory = Memory::default();
    let clients = Clients::with("http://vendor.example", memory.clone());
    let (mut good, mut faults, mut failures) = (0, 0, 0);
    for documented in spec::operations() {
        let operation = operations::find(documented.name());
        for (_, answer) in documented.examples() {
            for mutation in mutations::all(documented, &answer) {
                (*memory.0.lock().unwrap_or_else(PoisonError::into_inner))
                    .clone_from(&mutation.text);
                let result = operation.send(&clients).await;
                if is_failure(documented, &mutation.text) {
                    let error = result.expect_err(&mutation.text);
                    assert_eq!(error.kind(), ErrorKind::Api, "{}", mutation.text);
                    failures += 1;
                    continue;
                }
                match (operation.reencode(&mutation.text), result) {
                    (Ok(value), Ok(answer)) => {
                        assert_eq!(value, answer);
                        good += 1;
                    }
                    (Err(fault), Err(error)) => {
                        assert_eq!(error.kind(), ErrorKind::Decode, "{}", mutation.text);
                        assert_eq!(error.path().unwrap_or_default(), fault.path());
                        assert_eq!(error.status(), Some(200));
                        assert_eq!(error.body(), Some(mutation.text.as_bytes()));
                        assert!(!error.is_retryable());
                        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
                        faults += 1;
                    }
                    (decoded, sent) => panic!("{}: {decoded:?} {sent:?}", mutation.text),
                }
            }
        }
    }
    println!("{good} good, {faults} faults, {failures} failures");
    assert!(good > 300 && faults > 300 && failures > 5);
}

/// Whether an operation's rule for success is not met.
fn is_failure(documented: Documented, text: &str) -> bool {
    use codegen::spec::Literal;

    let Some(rule) = &documented.operation.success else {
        return false;
    };
    let Literal::Text(expected) = &rule.equals.value else {
        panic!("{}: only texts are expected here", documented.name());
    };
    let answer: Value = serde_json::from_str(text).expect("JSON");
    match answer.get(&rule.field.value) {
        Some(Value::String(found)) => found != expected,
        Some(Value::Number(found)) => found.to_string() != *expected,
        _ => true,
    }
}
