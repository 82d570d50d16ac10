//! One change as a result.

use std::{collections::BTreeMap, fmt::Write as _};

use super::{
    artifact::artifact,
    fix::fix,
    log::{Location, Logical, Physical, Region, Result, ResultProperties, Suppression, Text},
    rules::{Rules, UNEXPLAINED, sentence},
};
use crate::review::{
    self as review, Entry, Report, Unexplained,
    present::{headline::Level, json::node, said},
    report::hex,
};

pub(super) fn entry(report: &Report, entry: &Entry, rules: &Rules) -> Result {
    let (kind, verdict) = (entry.kind(), entry.verdict);
    let places = entry.places.iter();
    let here = entry.places.first().map(|it| here(&entry.service, it));
    let before = |it| before(report, &entry.service, it);
    let before = places.clone().filter_map(before);
    let others = places.skip(1).map(|it| Location {
        message: Some(Text::new("The same change.")),
        ..self::here(&entry.service, it)
    });
    let related = before
        .chain(others)
        .enumerate()
        .map(|(id, it)| Location { id: Some(id), ..it });
    Result {
        rule_id: kind.id(),
        rule_index: rules.index(kind),
        level: Level::of(entry).as_str(),
        message: Text::new(message(entry)),
        related_locations: related.collect(),
        locations: [here.unwrap_or_else(|| location(None, entry.service.clone()))],
        partial_fingerprints: fingerprint(entry.id.clone()),
        fixes: entry.easing.iter().filter_map(fix).collect(),
        suppressions: entry.decision.iter().map(suppression).collect(),
        baseline_state: "new",
        properties: Some(ResultProperties {
            short: entry.short.clone(),
            wire: verdict.wire.as_str(),
            source: verdict.source.as_str(),
            bump: verdict.bump.as_str(),
            severity: verdict.severity.as_str(),
            needs_decision: entry.needs_decision(),
        }),
    }
}

pub(super) fn unexplained(report: &Report, gap: &Unexplained, rules: &Rules) -> Result {
    let name = format!("{}/{}#{}", gap.service, gap.operation, gap.subject);
    let at = |at: &Option<(String, u32)>| at.as_ref().map(|(file, line)| physical(file, *line));
    let here = at(&gap.new_at).or_else(|| at(&gap.old_at));
    let before = at(&gap.old_at).map(|it| Location {
        id: Some(0),
        message: Some(as_it_was(report)),
        ..location(Some(it), name.clone())
    });
    let side = |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".to_owned());
    let (old, new) = (side(&gap.old), side(&gap.new));
    let key = &gap.key;
    let mut id = String::new();
    for part in [&name, key, &old, &new] {
        let _ = writeln!(id, "{}:{part}", part.len());
    }
    Result {
        rule_id: UNEXPLAINED,
        rule_index: rules.index_of_unexplained(),
        level: Level::Error.as_str(),
        message: Text::new(format!(
            "No rule explains that {key} of {name} differs.\nBefore: {old}\nAfter: {new}"
        )),
        locations: [location(here, name)],
        related_locations: before.into_iter().collect(),
        partial_fingerprints: fingerprint(hex(id.as_bytes())[..16].to_owned()),
        fixes: Vec::new(),
        suppressions: Vec::new(),
        baseline_state: "new",
        properties: None,
    }
}

fn message(entry: &Entry) -> String {
    let mut out = sentence(said::sentence(entry));
    let place = entry.places.first().map(|it| node(&entry.service, it));
    let _ = write!(out, "\n{}", place.unwrap_or_default());
    if let Some(more) = entry.places.len().checked_sub(2) {
        let _ = write!(out, ", and at {} more", more + 1);
    }
    let mut line = |key: &str, value: Option<&str>| {
        if let Some(value) = value {
            let _ = write!(out, "\n{key}: {value}");
        }
    };
    line("Before", entry.change.old.as_deref());
    line("After", entry.change.new.as_deref());
    line("Released clients", Some(entry.verdict.wire.as_str()));
    line("Code that upgrades", Some(entry.verdict.source.as_str()));
    for (code, message) in entry.rust.iter().filter_map(|it| it.error.as_ref()) {
        line(code, Some(message));
    }
    if let Some(eased) = &entry.easing {
        let _ = write!(
            out,
            "\nOne line: {} → {}",
            eased.line,
            eased.source.as_str()
        );
    }
    out
}

/// Where the new side has it or what stands around it; of a file that is gone, where the old one had it.
fn here(service: &str, place: &review::Location) -> Location {
    let spot = place.new.as_ref().or(place.old.as_ref());
    location(
        spot.map(|it| physical(&it.file, it.line)),
        node(service, place),
    )
}

fn before(report: &Report, service: &str, place: &review::Location) -> Option<Location> {
    let old = place.old.as_ref()?;
    Some(Location {
        message: Some(as_it_was(report)),
        ..location(Some(physical(&old.file, old.line)), node(service, place))
    })
}

fn as_it_was(report: &Report) -> Text {
    Text::new(format!("As it was in {}.", report.old.label))
}

fn location(physical: Option<Physical>, name: String) -> Location {
    Location {
        id: None,
        message: None,
        physical,
        logical: [Logical {
            fully_qualified_name: name,
        }],
    }
}

fn physical(file: &str, line: u32) -> Physical {
    Physical {
        artifact_location: artifact(file),
        region: Region { start_line: line },
    }
}

fn fingerprint(id: String) -> BTreeMap<&'static str, String> {
    BTreeMap::from([("changeId/v1", id)])
}

fn suppression(approval: &review::approvals::Approval) -> Suppression {
    let until = approval.until.as_ref().map(|day| format!(" (until {day})"));
    Suppression {
        kind: "external",
        status: "accepted",
        justification: format!("{}{}", approval.because, until.unwrap_or_default()),
    }
}
