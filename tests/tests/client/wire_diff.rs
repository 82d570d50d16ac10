//! What the review says of examples is what the client does: the bytes that it sends, and what it reads of an answer.

use codegen::review::examples::{Answer, Request};
use golden_tests::{
    check, none,
    replay::Replay,
    wire_diff::{Edition, bytes, fault},
    workspace,
};

use crate::{
    mutations,
    operations::{self, Clients},
    spec::{Documented, operations as documented},
};

fn real() -> Edition {
    let (sources, checked) = check(&workspace("specs"));
    Edition {
        sources,
        specs: checked.specs,
    }
}

fn only(documented: Documented) -> Edition {
    real().only(&documented.service.name.value, documented.name())
}

#[test]
fn nothing_changes_where_the_specs_are_the_same() {
    let found = real().to(&real());
    assert_eq!(
        found.len(),
        documented().map(|it| it.examples().count()).sum::<usize>()
    );
    for example in found {
        assert_eq!(example.request, Request::Same, "{}", example.operation);
        assert_eq!(example.answer, Answer::Reads, "{}", example.operation);
    }
}

#[test]
fn the_bytes_are_those_that_the_client_sends() {
    let mut moved = real();
    for service in &mut moved.specs.services {
        service.host.value = "https://moved.example".to_owned();
    }
    for example in real().to(&moved) {
        let Request::Differs { before, after } = &example.request else {
            panic!("{example:?}");
        };
        let request = operations::find(&example.operation)
            .request()
            .expect("a request");
        let known = documented().find(|it| it.name() == example.operation);
        let url = &known.expect("an operation").service.host.value;
        assert_eq!(*before, bytes(&request, url));
        assert_eq!(*after, bytes(&request, "https://moved.example"));
    }
}

#[test]
fn mutated_answers_are_read_as_the_models_read_them() {
    let mut complaints = Vec::new();
    let (mut read, mut lost, mut failed) = (0, 0, 0);
    for documented in documented() {
        let operation = operations::find(documented.name());
        for (_, answer) in documented.examples() {
            let mutations = mutations::all(documented, &answer);
            let texts: Vec<String> = mutations.iter().map(|it| it.text.clone()).collect();
            let found = only(documented).lenient().read(&texts);
            assert_eq!(found.len(), texts.len());
            for (mutation, said) in mutations.iter().zip(found) {
                let decoded = operation.reencode(&mutation.text);
                let good = match (&said, &decoded) {
                    (Answer::Reads, Ok(_)) => {
                        read += 1;
                        mutation.kind != "unknown value"
                    }
                    (Answer::Loses(losses), Ok(_)) => {
                        lost += 1;
                        let unknown = |it: &(String, String)| {
                            it.0 == mutation.path && it.1.starts_with("unknown value `")
                        };
                        mutation.kind != "unknown value" || losses.iter().any(unknown)
                    }
                    (Answer::Fails(path, why), Err(found)) => {
                        failed += 1;
                        (path.clone(), why.clone()) == fault(found)
                    }
                    _ => false,
                };
                if !good {
                    let (kind, path, text) = (mutation.kind, &mutation.path, &mutation.text);
                    complaints.push(format!("{kind} at `{path}`: {said:?}, {decoded:?}\n{text}"));
                }
            }
        }
    }
    none(&complaints);
    assert!(
        read > 300 && lost > 50 && failed > 300,
        "{read} {lost} {failed}"
    );
}

/// A field that the old example had and the new one lacks is missed, at its own place.
#[test]
fn what_is_gone_is_missed() {
    let mut missed = 0;
    for documented in documented() {
        let answer = documented.examples().next().expect("an example").1;
        let all = mutations::all(documented, &answer);
        let edition = only(documented).lenient();
        let gone: Vec<_> = all
            .iter()
            .filter(|it| ["missing", "null"].contains(&it.kind) && it.is_always == Some(false))
            // What other entries of a list still have is not gone.
            .filter(|it| !it.path.contains('['))
            .collect();
        for mutation in gone {
            let found = edition.read(std::slice::from_ref(&mutation.text));
            let [Answer::Loses(losses)] = &found[..] else {
                panic!("{} {found:?}", mutation.path);
            };
            let expected = ["is `None`", "is empty"];
            let [(path, what)] = &losses[..] else {
                panic!("{losses:?}");
            };
            // Fields are missed under the name of the table.
            assert_eq!(*path, mutation.path.replace("size", "fileSize"));
            assert!(expected.contains(&what.as_str()), "{what}");
            missed += 1;
        }
    }
    assert!(missed > 10, "{missed}");
}

#[tokio::test]
async fn errors_are_those_that_the_client_reports() {
    let (mut errors, mut others) = (0, 0);
    for documented in documented() {
        let operation = operations::find(documented.name());
        let answer = documented.examples().next().expect("an example").1;
        let mut texts: Vec<String> = mutations::all(documented, &answer)
            .into_iter()
            .map(|it| it.text)
            .collect();
        texts.extend(
            [
                r#"{"code":"a.b","message":"no"}"#,
                r#"{"code":5}"#,
                r#"{"error_info":{"error_code":190004,"message":" bad "}}"#,
                r#"{"errcode":40001,"errmsg":"no token","success":false}"#,
                r#"{"error_info":{"error_code":"","message":7}}"#,
            ]
            .map(str::to_owned),
        );
        let found = only(documented).read(&texts);
        for (text, said) in texts.iter().zip(found) {
            let clients = Clients::with("http://vendor.example", Replay::new(200, text));
            let result = operation.send(&clients).await;
            match (said, result) {
                (Answer::Error(said), Err(error)) => {
                    let error = error.to_string();
                    assert!(error.contains(&said), "{text}\n{said}\n{error}");
                    errors += 1;
                }
                (Answer::Fails(path, why), Err(error)) => {
                    assert_eq!(error.path().unwrap_or_default(), path);
                    assert!(error.to_string().contains(&why), "{why}\n{error}");
                    others += 1;
                }
                (Answer::Reads | Answer::Loses(_), Ok(_)) => others += 1,
                (said, result) => panic!("{text}\n{said:?}\n{result:?}"),
            }
        }
    }
    assert!(errors > 20 && others > 500, "{errors} {others}");
}
