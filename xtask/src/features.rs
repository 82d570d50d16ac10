//! Whether the client's Cargo.toml has the features that generated code asks for.

use std::{collections::BTreeMap, fs};

use codegen::{Options, spec::Specs};
use serde::Deserialize;

use crate::output::{self, RED, RESET, Result};

#[derive(Deserialize)]
struct Manifest {
    #[serde(default)]
    features: BTreeMap<String, Vec<String>>,
}

/// Lines that the `[features]` of generated-client/Cargo.toml lack.
pub(crate) fn missing(specs: &Specs) -> Result<Vec<String>> {
    let path = output::root().join("generated-client/Cargo.toml");
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let manifest: Manifest =
        toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(wanted(specs)
        .into_iter()
        .filter(|(name, groups)| {
            let there = manifest.features.get(name);
            !there.is_some_and(|there| groups.iter().all(|group| there.contains(group)))
        })
        .map(|(name, groups)| format!("{name} = {groups:?}"))
        .collect())
}

/// A feature per service, which switches on one per group; and the one of the fake server.
fn wanted(specs: &Specs) -> BTreeMap<String, Vec<String>> {
    let mut wanted: BTreeMap<String, Vec<String>> = BTreeMap::new();
    wanted.extend(Options::default().mock.map(|name| (name, Vec::new())));
    for service in &specs.services {
        let Some(feature) = &service.feature else {
            continue;
        };
        let mut groups: Vec<String> = service
            .operations
            .iter()
            .filter_map(|operation| operation.group.as_ref())
            .map(|group| format!("{}-{}", feature.value, group.value))
            .collect();
        groups.sort();
        groups.dedup();
        for group in &groups {
            wanted.entry(group.clone()).or_default();
        }
        wanted
            .entry(feature.value.clone())
            .or_default()
            .extend(groups);
    }
    wanted
}

pub(crate) fn warn(missing: &[String]) {
    if missing.is_empty() {
        return;
    }
    anstream::eprintln!(
        "{RED}missing{RESET}  in [features] of generated-client/Cargo.toml:\n    {}",
        missing.join("\n    ")
    );
}
