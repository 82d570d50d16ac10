//! `/__mock`: the server is told by HTTP what tests tell it in Rust.

use std::time::Duration;

use serde_json::json;

use super::{
    Fault, HttpReply, Injection, OperationSpec, Received, ServiceSpec, engine::Engine, names,
};
use crate::runtime::Json;

/// Where the control endpoint begins. No vendor has such a path.
const ROOT: &str = "/__mock";

/// Answers a request of the control endpoint; `None` if it is none.
pub(super) fn handle(engine: &Engine, received: &Received) -> Option<HttpReply> {
    let rest = received.path().strip_prefix(ROOT)?;
    // The files that links lead to are called like operations.
    if !(rest.is_empty() || rest.starts_with('/')) || rest.starts_with("/files/") {
        return None;
    }
    let parts: Vec<&str> = rest.split('/').filter(|part| !part.is_empty()).collect();
    let result = match (received.method(), parts.as_slice()) {
        ("GET", []) => Ok(overview(engine)),
        ("GET", ["faults"]) => Ok(faults(engine)),
        ("POST", ["faults"]) => inject(engine, received),
        ("DELETE", ["faults"]) => {
            engine.state().injections.clear();
            Ok(faults(engine))
        }
        ("POST", ["clock"]) => clock(engine, received),
        ("POST", ["reset"]) => {
            engine.reset();
            Ok(overview(engine))
        }
        ("GET", ["headers", operation]) => return Some(headers(engine, operation)),
        (method, _) => Err(format!(
            "there is no {method} {ROOT}{rest}, but GET {ROOT}, GET POST DELETE {ROOT}/faults, POST {ROOT}/clock, \
             POST {ROOT}/reset, GET {ROOT}/headers/OPERATION"
        )),
    };
    Some(match result {
        Ok(json) => HttpReply::json(200, &json),
        Err(problem) => HttpReply::json(400, &json!({ "problem": problem })),
    })
}

fn overview(engine: &Engine) -> Json {
    let services = engine.state().services.clone();
    let services: Vec<_> = services
        .iter()
        .map(|service| {
            let operations: Vec<_> = service
                .all_operations()
                .iter()
                .map(|it| json!({ "name": it.name(), "method": it.method().as_str(), "path": it.path() }))
                .collect();
            json!({ "name": service.name(), "title": service.title(), "operations": operations })
        })
        .collect();
    json!({ "services": services, "faults": planned(engine), "kinds_of_faults": kinds() })
}

/// Each kind of fault with what it needs and does.
fn kinds() -> Json {
    Fault::NAMES
        .iter()
        .map(|(name, members, help)| json!({ "fault": name, "members": members, "does": help }))
        .collect()
}

fn faults(engine: &Engine) -> Json {
    json!({ "faults": planned(engine) })
}

fn planned(engine: &Engine) -> Json {
    let state = engine.state();
    state.injections.iter().map(Injection::json).collect()
}

fn inject(engine: &Engine, received: &Received) -> Result<Json, String> {
    engine.inject(Injection::parse(&body(received)?)?)?;
    Ok(faults(engine))
}

fn clock(engine: &Engine, received: &Received) -> Result<Json, String> {
    let body = body(received)?;
    let known = ["advance_s"];
    let members = body.as_object().filter(|it| it.len() == 1);
    let seconds = members
        .and_then(|it| it.get(known[0]))
        .and_then(Json::as_u64)
        .ok_or("a number of seconds is needed: {\"advance_s\": 7200}")?;
    engine.clock.advance(Duration::from_secs(seconds));
    Ok(json!({ "advanced_s": seconds }))
}

/// Headers that let the documented call of an operation in, as curl reads them from a file.
fn headers(engine: &Engine, operation: &str) -> HttpReply {
    let found = engine.operation(operation).and_then(|(service, spec)| {
        let vendor = engine.vendor(service.name()).ok_or_else(|| {
            format!(
                "nobody plays {}, so that no credential is needed",
                service.name()
            )
        })?;
        let example = spec
            .examples
            .first()
            .ok_or_else(|| format!("{operation} has no documented example"))?;
        let call = Received::new(spec.method().as_str(), example.target)
            .with_body(example.body.unwrap_or_default());
        Ok(vendor.credentials(&call, engine.clock.now()))
    });
    match found {
        Ok(headers) => {
            let lines = headers
                .iter()
                .map(|(name, value)| format!("{name}: {value}\n"));
            HttpReply::new(200)
                .header("Content-Type", "text/plain;charset=utf-8")
                .body(lines.collect::<String>())
        }
        Err(problem) => HttpReply::json(400, &json!({ "problem": problem })),
    }
}

fn body(received: &Received) -> Result<Json, String> {
    serde_json::from_slice(received.body())
        .map_err(|error| format!("the body is not JSON: {error}"))
}

impl Engine {
    /// An operation and its service, by the operation's name.
    fn operation(
        &self,
        name: &str,
    ) -> Result<(&'static ServiceSpec, &'static OperationSpec), String> {
        let services = self.state().services.clone();
        let all = || {
            let operations = services.iter().map(|service| {
                let of = service.all_operations().iter();
                of.map(move |operation| (*service, *operation))
            });
            operations.flatten()
        };
        all().find(|(_, spec)| spec.name() == name).ok_or_else(|| {
            let known: Vec<_> = all().map(|(_, spec)| spec.name()).collect();
            format!("there is no operation `{name}`, but {}", names(&known))
        })
    }

    /// Plans a fault.
    pub(super) fn inject(&self, injection: Injection) -> Result<(), String> {
        let fault = &injection.fault;
        if let Some(name) = &injection.operation {
            let (service, spec) = self.operation(name)?;
            fault.check(self.vendor(service.name()), service, Some(spec))?;
        } else {
            let services = self.state().services.clone();
            let check = |service: &&'static ServiceSpec| {
                fault.check(self.vendor(service.name()), service, None)
            };
            // A fault that fits one of the services will do.
            if !services.is_empty() && services.iter().all(|it| check(it).is_err()) {
                services.iter().try_for_each(check)?;
            }
        }
        self.state().injections.push(injection);
        Ok(())
    }
}
