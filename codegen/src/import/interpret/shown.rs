//! What only an example shows of an answer.

use std::collections::HashSet;

use crate::{
    import::{DoubtKind, sample::Leaf},
    model::{At, Fact, Field, In, Kind, Operation},
};

use super::{doubts::Doubts, tree::parent_of};

/// Adds fields whose object no table describes, and lists members that tables do not know.
pub(super) fn complete(operation: &mut Operation, leaves: &[Leaf], doubts: &mut Doubts) {
    let known: HashSet<String> = operation
        .response
        .iter()
        .map(|it| it.path.clone())
        .collect();
    let described: HashSet<String> = known
        .iter()
        .map(|path| parent_of(path).trim_end_matches("[]").to_owned())
        .collect();
    let nothing = known.is_empty();
    let scalars: HashSet<String> = operation
        .response
        .iter()
        .filter(|it| {
            it.kind
                .as_ref()
                .is_some_and(|kind| !matches!(kind.value, Kind::Object | Kind::Array))
        })
        .map(|it| it.path.clone())
        .collect();
    let mut added: HashSet<String> = HashSet::new();
    let mut refused: HashSet<String> = HashSet::new();
    let mut unlisted: Vec<&Leaf> = Vec::new();
    for leaf in leaves {
        let path = leaf.path.as_str();
        if known.contains(path) || path.ends_with("[]") || leaf.name.is_empty() {
            continue;
        }
        let parent = parent_of(path).trim_end_matches("[]").to_owned();
        if refused.contains(&parent) || scalars.contains(&parent) {
            refused.insert(path.to_owned());
            continue;
        }
        let silent =
            !described.contains(&parent) && (known.contains(&parent) || added.contains(&parent));
        if nothing || silent {
            added.insert(path.to_owned());
            add(operation, leaf, nothing, doubts);
        } else {
            refused.insert(path.to_owned());
            unlisted.push(leaf);
        }
    }
    also(operation, leaves, &unlisted, doubts);
}

/// Adds the members of the body that an example sends, if no table describes any.
pub(super) fn sent(operation: &mut Operation, leaves: &[Leaf], doubts: &mut Doubts) {
    let described = operation
        .params
        .iter()
        .any(|it| it.location == Some(In::Body));
    let bodiless = operation
        .method
        .as_ref()
        .is_some_and(|it| it.value == "GET");
    if described || bodiless {
        return;
    }
    for leaf in leaves {
        if leaf.path.ends_with("[]") || leaf.name.is_empty() {
            continue;
        }
        let here = At {
            file: 0,
            line: leaf.line,
        };
        let field = Field {
            at: here,
            path: leaf.path.clone(),
            location: Some(In::Body),
            kind: (!leaf.null_only).then(|| Fact::new(leaf.kind, here)),
            items: leaf.items,
            ..Field::default()
        };
        doubts.add(
            leaf.line,
            DoubtKind::Guess,
            "no table describes the body; the parameter is known from the example alone".to_owned(),
            &field.subject(),
        );
        operation.params.push(field);
    }
}

/// A field that no table describes, because none describes what it lies in.
fn add(operation: &mut Operation, leaf: &Leaf, nothing: bool, doubts: &mut Doubts) {
    let here = At {
        file: 0,
        line: leaf.line,
    };
    let field = Field {
        at: here,
        path: leaf.path.clone(),
        kind: (!leaf.null_only).then(|| Fact::new(leaf.kind, here)),
        items: leaf.items,
        ..Field::default()
    };
    let reason = if nothing {
        "no table describes the answer; the field is known from the example alone"
    } else {
        "no table describes what it lies in; the field is known from the example alone"
    };
    doubts.add(
        leaf.line,
        DoubtKind::Guess,
        reason.to_owned(),
        &field.subject(),
    );
    // Behind its parent and what already lies in there.
    let parent = parent_of(&leaf.path).to_owned();
    let at = operation
        .response
        .iter()
        .rposition(|it| {
            it.path == parent.trim_end_matches("[]")
                || !parent.is_empty() && it.path.starts_with(&format!("{parent}."))
        })
        .map_or(operation.response.len(), |at| at + 1);
    operation.response.insert(at, field);
}

/// Members of the example that no table lists; one that may be a listed field is read as it, too.
fn also(operation: &mut Operation, leaves: &[Leaf], unlisted: &[&Leaf], doubts: &mut Doubts) {
    let shown: HashSet<&str> = leaves.iter().map(|it| it.path.as_str()).collect();
    for leaf in unlisted {
        let parent = parent_of(&leaf.path);
        let lacking: Vec<usize> = operation
            .response
            .iter()
            .enumerate()
            .filter(|(_, it)| {
                parent_of(&it.path) == parent
                    && !shown.contains(it.path.as_str())
                    && it.kind.as_ref().is_none_or(|kind| fits(kind.value, leaf))
                    && resembles(it.path.rsplit('.').next().unwrap_or_default(), &leaf.name)
            })
            .map(|(at, _)| at)
            .collect();
        let here = At {
            file: 0,
            line: leaf.line,
        };
        if let [one] = lacking.as_slice()
            && let Some(field) = operation.response.get_mut(*one)
        {
            field.also.push(Fact::new(leaf.name.clone(), here));
            let subject = field.subject();
            let name = field.path.rsplit('.').next().unwrap_or_default();
            let text = format!(
                "the table calls it `{name}`, which the example lacks; the example has `{}`, which the table lacks: both are read",
                leaf.name
            );
            doubts.add(leaf.line, DoubtKind::Contradiction, text, &subject);
        } else {
            doubts.add(
                leaf.line,
                DoubtKind::Contradiction,
                format!("the example has `{}`, which no table lists", leaf.path),
                "",
            );
        }
    }
}

fn fits(kind: Kind, leaf: &Leaf) -> bool {
    kind == leaf.kind
        || matches!((kind, leaf.kind), (Kind::Number, Kind::Integer))
        || leaf.null_only
}

/// Whether one name is the other with words in front or behind.
fn resembles(a: &str, b: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        super::names::snake(name)
            .split('_')
            .map(str::to_owned)
            .collect()
    };
    let (a, b) = (words(a), words(b));
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    long.starts_with(&short) || long.ends_with(&short)
}
