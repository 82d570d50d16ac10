//! Faults that are planned for coming calls.

use std::time::Duration;

use super::{Fault, Mockable, OperationSpec};
use crate::runtime::Json;

/// A fault, and which coming calls it is for: by default the next one, whatever it is.
#[derive(Clone, Debug)]
pub struct Injection {
    pub(super) fault: Fault,
    pub(super) operation: Option<String>,
    /// Calls that are still to be met; `None`: all.
    pub(super) left: Option<u64>,
    pub(super) delay: Duration,
}

impl Injection {
    /// A fault of the next call.
    #[must_use]
    pub fn new(fault: Fault) -> Self {
        Self {
            fault,
            operation: None,
            left: Some(1),
            delay: Duration::ZERO,
        }
    }

    /// Only calls of this operation are met.
    #[must_use]
    pub fn on<E: Mockable>(mut self) -> Self {
        self.operation = Some(E::OPERATION.name().to_owned());
        self
    }

    /// So many calls are met.
    #[must_use]
    pub fn times(mut self, calls: u64) -> Self {
        self.left = Some(calls);
        self
    }

    /// Every call is met until the faults are cleared.
    #[must_use]
    pub fn always(mut self) -> Self {
        self.left = None;
        self
    }

    /// The answer comes so much later.
    #[must_use]
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    pub(super) fn meets(&self, spec: &OperationSpec) -> bool {
        self.left != Some(0)
            && self
                .operation
                .as_deref()
                .is_none_or(|name| name == spec.name())
    }

    /// Reads what the control endpoint was sent: a fault's own members, and `operation`, `times`, `delay_ms`.
    pub(super) fn parse(json: &Json) -> Result<Self, String> {
        let Json::Object(members) = json else {
            return Err(
                "a JSON object is needed, such as {\"fault\": \"html\", \"times\": 2}".to_owned(),
            );
        };
        let mut own = members.clone();
        let operation = match own.remove("operation") {
            None | Some(Json::Null) => None,
            Some(Json::String(name)) => Some(name),
            Some(_) => return Err("`operation` must be the name of an operation".to_owned()),
        };
        let left = match own.remove("times") {
            None => Some(1),
            Some(Json::String(word)) if word == "always" => None,
            Some(times) => Some(
                times
                    .as_u64()
                    .ok_or("`times` must be a number of calls, or \"always\"")?,
            ),
        };
        let delay = match own.remove("delay_ms") {
            None => 0,
            Some(delay) => delay
                .as_u64()
                .ok_or("`delay_ms` must be a number of milliseconds")?,
        };
        Ok(Self {
            fault: Fault::parse(&Json::Object(own))?,
            operation,
            left,
            delay: Duration::from_millis(delay),
        })
    }

    /// As the control endpoint shows it.
    pub(super) fn json(&self) -> Json {
        serde_json::json!({
            "fault": format!("{:?}", self.fault),
            "operation": self.operation,
            "times": self.left.map_or_else(|| Json::from("always"), Json::from),
            "delay_ms": u64::try_from(self.delay.as_millis()).unwrap_or(u64::MAX),
        })
    }
}
