//! What stands in another order: arguments of a constructor, fields of the answer.

use super::{Change, Kind, forest::Forest, values::reordered};
use crate::model::{Aspect, Field, Operation};

/// Compares two specs.
pub(super) fn compare(old: &Operation, new: &Operation, out: &mut Vec<Change>) {
    // Arguments are the required parameters; of an object that is sent, its required fields.
    let argument =
        |field: &Field| field.required.as_ref().is_some_and(|it| it.value) && field.value.is_none();
    section(
        old,
        new,
        (Kind::P28, "arguments"),
        |it| &it.params,
        argument,
        out,
    );
    section(
        old,
        new,
        (Kind::R39, "order"),
        |it| &it.response,
        |_| true,
        out,
    );
}

fn section(
    old: &Operation,
    new: &Operation,
    (kind, aspect): (Kind, &'static str),
    fields: impl Fn(&Operation) -> &Vec<Field>,
    counts: impl Fn(&Field) -> bool,
    out: &mut Vec<Change>,
) {
    let (from, to) = (
        Forest::new(fields(old), false),
        Forest::new(fields(new), false),
    );
    let before = groups(&from, &counts);
    for (place, names) in groups(&to, &counts) {
        let Some((_, known)) = before.iter().find(|it| it.0 == place) else {
            continue;
        };
        if let Some((a, b)) = reordered(known, &names) {
            let change = Change::new(kind, place, Aspect::Told(aspect));
            out.push(change.old(a, old.at).new_value(b, new.at));
        }
    }
}

/// Names in order, for the top and for each object; parameters of all parts of a request are one.
fn groups(forest: &Forest<'_>, counts: &impl Fn(&Field) -> bool) -> Vec<(String, Vec<String>)> {
    let names = |indexes: &[usize]| -> Vec<String> {
        let kept = indexes.iter().filter(|it| counts(forest.fields[**it]));
        kept.map(|it| name(forest.fields[*it], &forest.names[*it]))
            .collect()
    };
    let mut all = vec![(String::new(), names(&forest.roots))];
    for (index, children) in forest.children.iter().enumerate() {
        if children.len() > 1 {
            all.push((
                super::forest::subject(forest.fields[index]),
                names(children),
            ));
        }
    }
    all
}

/// The name in Rust: a field that is merely called otherwise on the wire keeps its place.
fn name(field: &Field, wire: &str) -> String {
    let declared = field.declared.as_ref();
    declared.map_or_else(|| wire.to_owned(), |it| it.rust.clone())
}
