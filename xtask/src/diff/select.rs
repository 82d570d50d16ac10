//! Some services and operations of all.

use std::collections::BTreeSet;

use codegen::{
    diff, nearest,
    review::{Side, approvals::Approvals},
    spec::Specs,
};

use super::side::Loaded;
use crate::output::Result;

/// What was asked for; everything if nothing was.
#[derive(clap::Args)]
pub(crate) struct Selection {
    /// Only this service; may be repeated
    #[arg(long, value_name = "NAME")]
    service: Vec<String>,
    /// Only this operation, by its new or its old name; may be repeated
    #[arg(long, value_name = "NAME")]
    operation: Vec<String>,
}

/// Services and names of the operations that are left.
type Left = BTreeSet<(String, String)>;

impl Selection {
    /// Leaves out what was not asked for, on both sides. Nothing if everything stays.
    pub(super) fn apply(&self, old: &mut Loaded, new: &mut Loaded) -> Result<Option<Left>> {
        if self.service.is_empty() && self.operation.is_empty() {
            return Ok(None);
        }
        let services = [&old.specs, &new.specs]
            .into_iter()
            .flat_map(|it| &it.services);
        known(
            "service",
            &self.service,
            services.map(|it| it.name.value.as_str()),
        )?;
        if !self.service.is_empty() {
            for side in [&mut *old, &mut *new] {
                let services = &mut side.specs.services;
                services.retain(|it| self.service.contains(&it.name.value));
            }
        }
        let services = [&old.specs, &new.specs]
            .into_iter()
            .flat_map(|it| &it.services);
        let operations = services.flat_map(|it| &it.operations);
        known(
            "operation",
            &self.operation,
            operations.map(|it| it.name.value.as_str()),
        )?;
        let left = self.left(&old.side(), &new.side());
        for side in [old, new] {
            keep(&mut side.specs, &left);
        }
        Ok(Some(left))
    }

    /// What was asked for by the name on either side, under the names on both.
    fn left(&self, old: &Side<'_>, new: &Side<'_>) -> Left {
        let asked = |name: &String| self.operation.is_empty() || self.operation.contains(name);
        let mut left: Left = [old, new]
            .iter()
            .flat_map(|side| &side.model.operations)
            .filter(|it| asked(&it.name))
            .map(|it| (it.service.clone(), it.name.clone()))
            .collect();
        // An operation with another name has changed, and so is listed.
        for pair in diff::models(&old.model, &new.model) {
            if pair.name.is_empty() {
                continue;
            }
            let name = |side: &Side<'_>, index: Option<usize>| {
                let operation = side.model.operations.get(index?)?;
                Some((operation.service.clone(), operation.name.clone()))
            };
            let names = [name(old, pair.old), name(new, pair.new)];
            if names.iter().flatten().any(|it| left.contains(it)) {
                left.extend(names.into_iter().flatten());
            }
        }
        left
    }

    /// Leaves out approvals at places that were left out.
    pub(super) fn restrict(&self, approvals: &mut [Approvals], left: &Left) {
        for of_service in approvals {
            let service = &of_service.service;
            let asked = self.service.is_empty() || self.service.contains(service);
            for approval in &mut of_service.approvals {
                approval.places.retain(|(operation, _)| {
                    let whole = operation.is_empty();
                    asked && (whole || left.contains(&(service.clone(), operation.clone())))
                });
            }
            of_service.approvals.retain(|it| !it.places.is_empty());
        }
    }
}

fn keep(specs: &mut Specs, left: &Left) {
    for service in &mut specs.services {
        let name = &service.name.value;
        let operations = &mut service.operations;
        operations.retain(|it| left.contains(&(name.clone(), it.name.value.clone())));
    }
}

/// Refuses names that neither side has.
fn known<'a>(noun: &str, asked: &[String], known: impl Iterator<Item = &'a str>) -> Result<()> {
    let known: BTreeSet<&str> = known.collect();
    for name in asked {
        if known.contains(name.as_str()) {
            continue;
        }
        let article = if noun == "operation" { "an" } else { "a" };
        let help = if let Some(near) = nearest(name, known.iter().copied()) {
            format!("did you mean `{near}`?")
        } else {
            let all: Vec<&str> = known.iter().copied().collect();
            format!("there are: {}", all.join(", "))
        };
        return Err(format!("neither side has {article} {noun} `{name}`; {help}").into());
    }
    Ok(())
}
