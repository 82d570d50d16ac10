//! One entry per change, whatever the number of its places.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
    fmt::Write as _,
};

use super::{spots::Lines, words::words};
use crate::{
    diff::{Change, Difference, Kind},
    model::{Aspect, At},
    review::{
        Entry, Group, Location, Severity, Side, Source, Verdict, Wire,
        report::{hex, key},
        rust::Clients,
        verdict,
    },
};

/// Judges what was found, and puts together what is the same change at several places.
pub(super) fn entries(old: &Side<'_>, new: &Side<'_>, found: &[Difference]) -> Vec<Entry> {
    let lines = (Lines::new(old.sources), Lines::new(new.sources));
    let clients = Clients::new(old, new);
    let mut definitions = HashMap::new();
    let mut known: HashMap<Same, usize> = HashMap::new();
    let mut all: Vec<Entry> = Vec::new();
    for at in found {
        for change in &at.changes {
            let Some(verdict) = verdict(change) else {
                continue;
            };
            let location = location(&lines, at, change);
            let same = Same::of(&at.service, change, &mut definitions);
            let index = *known.entry(same).or_insert_with(|| {
                all.push(Entry {
                    id: String::new(),
                    short: String::new(),
                    service: at.service.clone(),
                    change: change.clone(),
                    verdict,
                    easing: clients.easing(at, change).filter(|_| has_service(new, at)),
                    group: group(change.kind, verdict),
                    places: Vec::new(),
                    rust: Vec::new(),
                    words: words((&old.model, &new.model), at, change),
                    decision: None,
                });
                all.len() - 1
            });
            all[index].places.push(location);
            all[index].rust.extend(clients.items(at, change));
        }
    }
    for entry in &mut all {
        let by_name = |it: &Location| (it.operation.clone(), it.subject.clone());
        entry.places.sort_by_cached_key(by_name);
        entry.rust.sort();
        entry.rust.dedup();
        entry.id = id(entry);
    }
    all.sort_by_cached_key(order);
    shorten(&mut all);
    all
}

/// Whether there is a service left that an easing line could be written into.
fn has_service(side: &Side<'_>, at: &Difference) -> bool {
    side.model.services.iter().any(|it| it.name == at.service)
}

fn location(lines: &(Lines<'_>, Lines<'_>), at: &Difference, change: &Change) -> Location {
    let mut location = Location {
        operation: at.name.clone(),
        subject: change.subject.clone(),
        was: change.was.clone(),
        old: lines.0.spot(change.old_at),
        new: lines.1.spot(change.new_at),
    };
    // Where the subject is missing, its surroundings are no state of it.
    if let (Some(old), Some(new)) = (&mut location.old, &mut location.new)
        && old.excerpt.lines().next() != new.excerpt.lines().next()
    {
        match (&change.old, &change.new) {
            (None, Some(_)) => old.excerpt.clear(),
            (Some(_), None) => new.excerpt.clear(),
            _ => {}
        }
    }
    location
}

/// What the places of one entry have in common.
#[derive(PartialEq, Eq, Hash)]
struct Same {
    service: String,
    kind: Kind,
    aspect: Aspect,
    /// Last names of the subject, after and before.
    name: (String, String),
    values: (Option<String>, Option<String>),
    flags: (bool, bool),
    within: Vec<String>,
}

/// A change of one line of the specs, of a type that is used under several names.
type Definition = (Kind, Aspect, At, At);

impl Same {
    fn of(
        service: &str,
        change: &Change,
        definitions: &mut HashMap<Definition, (String, String)>,
    ) -> Self {
        let last = |subject: &str| {
            let name = subject.rsplit('.').next().unwrap_or_default();
            name.trim_end_matches("[]").to_owned()
        };
        let name = (last(&change.subject), last(change.old_subject()));
        // The presence of a field says who has it, its line only where it is defined.
        let definition = (
            change.kind,
            change.aspect.clone(),
            change.old_at,
            change.new_at,
        );
        let is_known = change.old_at.line + change.new_at.line > 0 && !change.subject.is_empty();
        let name = if is_known {
            definitions.entry(definition).or_insert(name).clone()
        } else {
            name
        };
        Self {
            service: service.to_owned(),
            kind: change.kind,
            aspect: change.aspect.clone(),
            name,
            values: (change.old.clone(), change.new.clone()),
            flags: (change.possible_rename, change.eased),
            within: change.within.clone(),
        }
    }
}

fn id(entry: &Entry) -> String {
    let mut text = format!("{}\n{}\n", entry.change.kind.id(), entry.service);
    for place in &entry.places {
        let was = place.was.as_deref().unwrap_or_default();
        let _ = writeln!(text, "{} {} {was}", place.operation, place.subject);
    }
    for value in [&entry.change.old, &entry.change.new] {
        text.push_str(&value.as_deref().map_or_else(String::new, key));
        text.push('\n');
    }
    hex(text.as_bytes())[..16].to_owned()
}

/// Gives each entry the shortest beginning of its identifier that is its own.
fn shorten(all: &mut [Entry]) {
    let mut sorted: Vec<String> = all.iter().map(|it| it.id.clone()).collect();
    sorted.sort();
    let shared = |a: &str, b: &str| a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let neighbours: BTreeMap<&str, usize> = sorted
        .iter()
        .enumerate()
        .map(|(index, id)| {
            let before = index.checked_sub(1).and_then(|it| sorted.get(it));
            let around = before.into_iter().chain(sorted.get(index + 1));
            let same = around.map(|it| shared(it, id)).max().unwrap_or(0);
            (id.as_str(), (same + 1).clamp(4, id.len()))
        })
        .collect();
    for entry in all {
        let length = neighbours.get(entry.id.as_str()).copied().unwrap_or(4);
        entry.short = entry.id[..length].to_owned();
    }
}

type Order = (
    Group,
    Reverse<(Wire, Source, Severity)>,
    Kind,
    String,
    String,
    String,
);

/// Worst first, then by rule, service and place.
fn order(entry: &Entry) -> Order {
    let verdict = entry.verdict;
    let place = entry.places.first();
    (
        entry.group,
        Reverse((verdict.wire, verdict.source, verdict.severity)),
        entry.change.kind,
        entry.service.clone(),
        place.map(|it| it.operation.clone()).unwrap_or_default(),
        place.map(|it| it.subject.clone()).unwrap_or_default(),
    )
}

/// Under which heading a change stands.
fn group(kind: Kind, verdict: Verdict) -> Group {
    use Kind::{
        A08, A11, D01, D02, D03, D04, D05, D06, D07, D17, E01, E07, E10, G04, P01, P29, R01, R02,
        R39, R44, V01, V06, V11, V13, X01, X05,
    };
    match (verdict.wire, verdict.source) {
        (Wire::Break, _) => Group::Break,
        (Wire::Silent, _) => Group::Silent,
        (Wire::Risk, _) if matches!(kind, D02 | D04 | D17) => Group::Flagged,
        (Wire::Risk, _) => Group::Risk,
        (Wire::Ok, Source::Break | Source::Risk) => Group::Source,
        (Wire::Ok, Source::Warn) => Group::Warn,
        (Wire::Ok, Source::Ok) => match kind {
            E01 | E10 | P01 | V01 | V06 | R01 | R02 | R44 | X01 | A08 | G04 => Group::Added,
            D01 | D03 | D05 | D06 | D07 | V11 | V13 | X05 | A11 | R39 | E07 | P29 => Group::Folded,
            _ => Group::Fine,
        },
    }
}
