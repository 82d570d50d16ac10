//! Tells what is not as documented, once.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
};

use super::{Drift, DriftKind, Observer};
use crate::runtime::wire::Watch;

/// More findings than this are told by nobody: a service that makes up names would fill the memory.
const MOST: usize = 10_000;

/// Service, operation, path and kind of a finding.
type Key = (&'static str, &'static str, String, DriftKind);

/// What this process has told.
static TOLD: Mutex<BTreeSet<Key>> = Mutex::new(BTreeSet::new());

/// Tells what was found in an answer and was not told before by this process.
pub(crate) fn report(
    service: &'static str,
    operation: &'static str,
    watch: Watch,
    observers: &[Arc<dyn Observer>],
) {
    for finding in watch.into_findings() {
        let key = (service, operation, finding.path.clone(), finding.kind);
        if !is_new(key) {
            continue;
        }
        #[cfg(feature = "tracing")]
        tracing::warn!(
            service,
            operation,
            path = finding.path,
            kind = finding.kind.name(),
            "the answer is not as documented"
        );
        let drift = Drift {
            service,
            operation,
            path: &finding.path,
            kind: finding.kind,
        };
        for observer in observers {
            observer.drift(&drift);
        }
    }
}

fn is_new(key: Key) -> bool {
    let mut told = TOLD.lock().unwrap_or_else(PoisonError::into_inner);
    told.len() < MOST && told.insert(key)
}

impl DriftKind {
    /// The kind in words, as in "unknown field".
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::UnknownField => "unknown field",
            Self::UnknownValue => "unknown value",
            Self::MissingField => "missing field",
            Self::UnexpectedType => "unexpected type",
        }
    }
}
