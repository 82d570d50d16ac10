//! SARIF 2.1.0, for code scanning.

mod artifact;
mod fix;
mod log;
mod result;
mod rules;

#[cfg(test)]
mod tests;

use log::{Bases, Driver, Log, Run, Text, Tool};
use rules::Rules;

use super::json::print;
use crate::review::{Group, Report};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// SARIF 2.1.0, for code scanning. Changes that are only wording are left out.
#[must_use]
pub fn sarif(report: &Report) -> String {
    let entries = report.entries.iter();
    let entries: Vec<_> = entries.filter(|it| it.group != Group::Folded).collect();
    let rules = Rules::of(
        entries.iter().map(|it| it.kind()),
        !report.unexplained.is_empty(),
    );
    let gaps = report
        .unexplained
        .iter()
        .map(|it| result::unexplained(report, it, &rules));
    let changes = entries.iter().map(|it| result::entry(report, it, &rules));
    let results = gaps.chain(changes).collect();
    print(&Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "xtask-diff",
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    rules: rules.descriptors(),
                },
            },
            original_uri_base_ids: Bases::new(Text::new("The root of the repository.")),
            column_kind: "unicodeCodePoints",
            results,
        }],
    })
}
