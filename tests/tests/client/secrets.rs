//! What the specs call sensitive does not show in `Debug`, and everything else does.

use codegen::spec::In;
use serde_json::{Value, json};

use crate::{mutations, operations, spec};

#[test]
fn answers_hide_what_is_sensitive() {
    let (mut hidden, mut shown) = (0, 0);
    for documented in spec::operations() {
        let operation = operations::find(documented.name());
        for (_, mut answer) in documented.examples() {
            let texts = mutations::texts(documented, &answer);
            for (index, (pointer, _)) in texts.iter().enumerate() {
                let value = answer.pointer_mut(pointer).expect("the text is there");
                *value = json!(format!("marker-{index};"));
            }
            let debug = operation.debug_answer(&answer.to_string());
            for (index, (pointer, is_sensitive)) in texts.into_iter().enumerate() {
                let is_shown = debug.contains(&format!("marker-{index};"));
                assert_eq!(is_shown, !is_sensitive, "{pointer} in {debug}");
                hidden += usize::from(is_sensitive);
                shown += usize::from(!is_sensitive);
            }
        }
    }
    // Three links of conference and play info, three tokens, four replays, and of two files three each: a link to
    // share, a password, and an address for watching or for downloading.
    assert!(hidden >= 3 + 3 + 4 + 6 && shown > 30, "{hidden} {shown}");
}

#[test]
fn calls_hide_what_is_sensitive() {
    let mut hidden = 0;
    for documented in spec::operations() {
        let debug = operations::find(documented.name()).debug_call();
        for (example, _) in documented.examples() {
            let body: Value = match &example.body {
                Some(body) => serde_json::from_str(body).expect("JSON"),
                None => json!({}),
            };
            for param in &documented.operation.params {
                let name = &param.name.value;
                let value = match param.location {
                    Some(In::Body) => body[name].as_str(),
                    _ => example
                        .query
                        .iter()
                        .find(|pair| pair.name == *name)
                        .map(|pair| pair.value.as_str()),
                };
                if let (Some(value), true) = (value, param.is_sensitive()) {
                    assert!(!debug.contains(value), "{name} in {debug}");
                    hidden += 1;
                }
            }
        }
    }
    // An app's secret, a suite's secret and ticket, and a client's secret.
    assert!(hidden >= 4, "{hidden}");
}
