//! Texts that are no answers at all: cut off, damaged, nested without end.

use golden_tests::server::{Reply, Server};

use crate::{
    operations::{self, Clients},
    spec,
};

const DEPTH: usize = 100_000;

fn deep_lists() -> String {
    ["[".repeat(DEPTH), "]".repeat(DEPTH)].concat()
}

fn deep_objects() -> String {
    [r#"{"a":"#.repeat(DEPTH), "0".to_owned(), "}".repeat(DEPTH)].concat()
}

/// An answer that ends too early, or in which a byte is damaged.
#[test]
fn broken_texts() {
    let (mut cut, mut damaged) = (0, 0);
    for documented in spec::operations() {
        let operation = operations::find(documented.name());
        for (_, answer) in documented.examples() {
            let text = answer.to_string();
            for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
                assert!(
                    operation.reencode(&text[..end]).is_err(),
                    "{}",
                    &text[..end]
                );
                cut += 1;
            }
            for (at, c) in text.char_indices() {
                for byte in ["\0", "\"", "{", "]", ",", "\\", "9", "会"] {
                    let broken = [&text[..at], byte, &text[at + c.len_utf8()..]].concat();
                    let by_serde = operation.deserialize(&broken).ok();
                    assert_eq!(operation.reencode(&broken).ok(), by_serde, "{broken}");
                    damaged += 1;
                }
            }
        }
    }
    println!("{cut} cut, {damaged} damaged");
    assert!(cut > 3000 && damaged > 8 * 2000);
}

/// Nesting without end is neither followed nor an overflow of the stack.
#[test]
fn deep_texts() {
    let (lists, objects) = (deep_lists(), deep_objects());
    for documented in spec::operations() {
        let operation = operations::find(documented.name());
        for (_, answer) in documented.examples() {
            let good = operation.reencode(&answer.to_string());
            assert!(operation.reencode(&lists).is_err());
            assert_eq!(operation.reencode(&objects), operation.reencode("{}"));
            let inner = answer.to_string();
            for deep in [&lists, &objects] {
                let unknown = format!(r#"{{"x_unknown":{deep},{}"#, &inner[1..]);
                assert_eq!(operation.reencode(&unknown), good, "{}", documented.name());
                for field in &documented.operation.response {
                    let known = format!(r#"{{"{}":{deep}}}"#, field.name.value);
                    let fault = operation.reencode(&known).expect_err("a fault");
                    assert!(fault.path().len() < 100, "{}", documented.name());
                }
            }
        }
    }
}

/// The same where the client looks for errors.
#[tokio::test]
async fn deep_error_bodies() {
    let server = Server::start().await;
    let clients = Clients::of(server.url());
    for deep in [deep_lists(), deep_objects()] {
        let bodies = [
            deep.clone(),
            format!(r#"{{"code":{deep}}}"#),
            format!(r#"{{"code":"c","message":{deep}}}"#),
            format!(r#"{{"error_info":{deep}}}"#),
            format!(r#"{{"error_info":{{"error_code":{deep}}}}}"#),
        ];
        for body in bodies {
            server.reply(Reply::new(400, body));
            for operation in operations::all() {
                let error = operation.send(&clients).await.expect_err("an error");
                assert_eq!(error.status(), Some(400));
                assert!(error.to_string().len() < 1000);
            }
        }
    }
}
