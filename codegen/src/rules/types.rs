//! Rules of types: every name is declared, used, and finite.

use std::collections::{HashMap, HashSet};

use super::{Check::Service, Rule, rule};
use crate::{
    diagnostic::{Diagnostic, Place, Spanned, nearest},
    parse::BUILT_IN,
    spec::{Field, In, Object, Type},
    view::{FieldAt, Named, Owner, Types, View},
};

pub(crate) static UNKNOWN_TYPE: Rule = rule(
    "T01",
    "A type is built in, or declared in the file, in types.yaml or in service.yaml.",
    "Nothing can be generated for a type that nobody describes.",
    "state: { type: RecordSate, doc: State. }",
    "state: { type: RecordState, doc: State. }",
    Service(unknown),
);

pub(crate) static UNUSED_TYPE: Rule = rule(
    "T02",
    "A declared type is used.",
    "A type that nothing uses is left over, or the field that should use it has another type by mistake.",
    "enums:\n  RecordState: …\nand no field of that type",
    "state: { type: RecordState, doc: State. }",
    Service(unused),
);

pub(crate) static TYPE_CYCLE: Rule = rule(
    "T03",
    "A type does not contain itself, other than in a list or map.",
    "A value of it would be infinitely large.",
    "Folder:\n  fields:\n    parent: { type: Folder, doc: Parent. }",
    "Folder:\n  fields:\n    children: { type: [Folder], doc: Folders in it. }",
    Service(cycles),
);

pub(crate) static TYPE_NOT_HERE: Rule = rule(
    "T04",
    "Paths, headers and query strings hold single values; query strings also hold lists of them.",
    "There is no one way to write an object there, and a vendor that does it has a way of its own.",
    "query:\n  filter: { type: Filter, doc: What to list. }",
    "query:\n  filter: { type: string, doc: What to list, as JSON. }",
    Service(places),
);

pub(crate) static JSON_WITHOUT_REASON: Rule = rule(
    "T06",
    "The type `json` comes with a `reason`, and only it does.",
    "An untyped hole in the client has to be a decision that somebody can read.",
    "extra: { type: json, doc: More. }",
    "extra: { type: json, reason: The page does not describe it., doc: More. }",
    Service(reasons),
);

pub(crate) static WIRE_COLLISION: Rule = rule(
    "T07",
    "A name on the wire belongs to one field of an object.",
    "A value that two fields claim ends up in one of them, by chance.",
    "size: { type: bytes, also: [length], doc: Size. }\nlength: { type: u32, doc: Length. }",
    "size: { type: bytes, also: [fileSize], doc: Size. }\nlength: { type: u32, doc: Length. }",
    Service(wire_names),
);

pub(crate) static EMPTY_TYPE: Rule = rule(
    "T08",
    "A type has fields, and an enum has values.",
    "There is nothing to read from an empty one.",
    "Empty: { doc: Nothing., fields: {} }",
    "type: json, with the reason why nothing is known about it",
    Service(empty),
);

fn each_name(ty: &Type, visit: &mut dyn FnMut(&str)) {
    match ty {
        Type::List(inner) | Type::Map(inner) => each_name(inner, visit),
        Type::Named(name) => visit(name),
        _ => {}
    }
}

fn unknown(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for FieldAt { field, types, .. } in view.fields() {
        each_name(&field.ty.value, &mut |name| {
            if types.find(name).is_none() {
                let known = types.names().map(|name| name.value.as_str());
                let built_in = BUILT_IN.iter().map(|(name, _)| *name);
                let mut problem = Diagnostic::new(
                    &UNKNOWN_TYPE,
                    field.ty.place,
                    format!("there is no type `{name}`"),
                )
                .did_you_mean(name, known.chain(built_in));
                if problem.help.is_empty() {
                    let names: Vec<_> = BUILT_IN.iter().map(|(name, _)| *name).collect();
                    problem = problem.help(format!(
                        "declare it in `types` or `enums`, or use one of: {}",
                        names.join(", ")
                    ));
                }
                problems.push(problem);
            }
        });
    }
}

fn unused(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    if !view.complete {
        return;
    }
    let mut used: HashSet<(u32, usize)> = HashSet::new();
    for FieldAt {
        field,
        owner,
        types,
    } in view.fields()
    {
        let itself = match owner {
            Owner::Object(object) => Some(object.name.place),
            _ => None,
        };
        each_name(&field.ty.value, &mut |name| {
            // Of two types with one name, which is reported, either may be meant.
            // A misspelt name, which is reported too, uses the type that it is nearest to.
            let meant = match types.find(name) {
                Some(_) => Some(name),
                None => nearest(name, types.names().map(|known| known.value.as_str())),
            };
            let targets = types
                .names()
                .filter(|known| Some(known.value.as_str()) == meant);
            for target in targets.map(|known| known.place) {
                if itself != Some(target) {
                    used.insert((target.file, target.start));
                }
            }
        });
    }
    for name in view.scopes().flat_map(|(scope, _)| scope.names()) {
        if !used.contains(&(name.place.file, name.place.start)) {
            problems.push(
                Diagnostic::new(
                    &UNUSED_TYPE,
                    name.place,
                    format!("nothing uses `{}`", name.value),
                )
                .help("remove it, or give the field that means it this type"),
            );
        }
    }
}

fn cycles(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for (scope, types) in view.scopes() {
        let mut objects: HashMap<&str, &Object> = HashMap::new();
        for object in types.scopes().flat_map(|scope| &scope.objects) {
            objects.entry(&object.name.value).or_insert(object);
        }
        for object in &scope.objects {
            if let Some(place) = contains_itself(object, &objects) {
                problems.push(
                    Diagnostic::new(
                        &TYPE_CYCLE,
                        object.name.place,
                        format!("a value of `{}` would contain itself", object.name.value),
                    )
                    .related(place, "here")
                    .help("make the field a list, if that is what the vendor sends"),
                );
            }
        }
    }
}

// The field through which an object contains itself. No recursion: a chain of types may be long.
fn contains_itself<'a>(object: &'a Object, objects: &HashMap<&str, &'a Object>) -> Option<Place> {
    let mut seen: HashSet<&str> = HashSet::new();
    let mut next: Vec<(&'a Object, Option<Place>)> = vec![(object, None)];
    while let Some((holder, first)) = next.pop() {
        for field in &holder.fields {
            let Type::Named(inner) = &field.ty.value else {
                continue;
            };
            let place = first.unwrap_or(field.ty.place);
            if *inner == object.name.value {
                return Some(place);
            }
            if let Some(inner) = objects.get(inner.as_str())
                && seen.insert(&inner.name.value)
            {
                next.push((inner, Some(place)));
            }
        }
    }
    None
}

fn places(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for FieldAt { field, types, .. } in view.fields() {
        let Some(location) = field.location else {
            continue;
        };
        let good = match (location, &field.ty.value) {
            (In::Body, _) => true,
            (In::Query, Type::List(inner)) => is_single(inner, types),
            (_, ty) => is_single(ty, types),
        };
        if !good {
            problems.push(
                Diagnostic::new(
                    &TYPE_NOT_HERE,
                    field.ty.place,
                    format!(
                        "a value of this type cannot stand in `{}`",
                        location.section()
                    ),
                )
                .help("move the parameter to `body`, or make it a `string`"),
            );
        }
    }
}

/// Whether a value of the type is neither a list nor a map nor an object.
pub(crate) fn is_single(ty: &Type, types: Types<'_>) -> bool {
    match ty {
        Type::List(_) | Type::Map(_) | Type::Json => false,
        Type::Named(name) => !matches!(types.find(name), Some(Named::Object(_))),
        _ => true,
    }
}

fn reasons(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    fn is_json(ty: &Type) -> bool {
        match ty {
            Type::List(inner) | Type::Map(inner) => is_json(inner),
            ty => *ty == Type::Json,
        }
    }
    for FieldAt { field, .. } in view.fields() {
        match (&field.reason, is_json(&field.ty.value)) {
            (None, true) => problems.push(
                Diagnostic::new(
                    &JSON_WITHOUT_REASON,
                    field.ty.place,
                    "`json` needs a reason",
                )
                .help("describe the object as a type, or add `reason:`"),
            ),
            (Some(reason), false) => problems.push(
                Diagnostic::new(
                    &JSON_WITHOUT_REASON,
                    reason.place,
                    "only `json` needs a reason",
                )
                .help("remove it"),
            ),
            _ => {}
        }
    }
}

fn wire_names(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    let mut check = |fields: &[Field]| {
        let mut seen: Vec<&Spanned<String>> = Vec::new();
        let names = fields.iter().flat_map(|field| {
            // An earlier name is read as well; `also` may say so, too.
            let was = field
                .was
                .iter()
                .filter(|was| field.wire_names().all(|it| it.value != was.value));
            field.wire_names().chain(was)
        });
        for name in names {
            match seen.iter().find(|known| known.value == name.value) {
                Some(first) => problems.push(
                    Diagnostic::new(
                        &WIRE_COLLISION,
                        name.place,
                        format!("two fields are read from `{}`", name.value),
                    )
                    .related(first.place, "the other one")
                    .help("decide which field it belongs to"),
                ),
                None => seen.push(name),
            }
        }
    };
    for operation in view.operations() {
        check(&operation.response);
    }
    for (scope, _) in view.scopes() {
        scope
            .objects
            .iter()
            .for_each(|object| check(&object.fields));
    }
}

fn empty(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for (scope, _) in view.scopes() {
        let objects = scope.objects.iter().filter(|it| it.fields.is_empty());
        let enums = scope.enums.iter().filter(|it| it.values.is_empty());
        for name in objects.map(|it| &it.name).chain(enums.map(|it| &it.name)) {
            problems.push(
                Diagnostic::new(
                    &EMPTY_TYPE,
                    name.place,
                    format!("`{}` is empty", name.value),
                )
                .help("describe what is in it, or use `json` with a reason"),
            );
        }
    }
}
