//! Whether a fault can happen to an operation.

use std::collections::BTreeSet;

use super::{
    super::{
        ErrorSpec, FieldSpec, Kind, OperationSpec, Reason, ServiceSpec, Vendor, refuse::documented,
    },
    Fault,
};
use crate::runtime::Class;

/// How deep an enum is looked for; types may hold themselves.
const DEEPEST: usize = 8;

impl Fault {
    /// Whether the fault can happen to an operation; without one, to any operation of the service.
    ///
    /// # Errors
    ///
    /// Why not, and what there is instead.
    pub(in crate::runtime::mock) fn check(
        &self,
        vendor: Option<&dyn Vendor>,
        service: &ServiceSpec,
        operation: Option<&OperationSpec>,
    ) -> Result<(), String> {
        let whose = operation.map_or(service.name(), OperationSpec::name);
        let among = match &operation {
            Some(operation) => std::slice::from_ref(operation),
            None => service.operations,
        };
        match self {
            Self::Error(code) => {
                let is_documented = |of: &&OperationSpec| {
                    documented(vendor, service, Some(of), code, "", "").is_some()
                };
                if among.iter().any(is_documented) {
                    return Ok(());
                }
                Err(format!(
                    "{whose} documents no error `{code}`, but {}",
                    codes(service, among)
                ))
            }
            Self::Throttled => {
                let throttles = |of: &&OperationSpec| {
                    vendor.is_some_and(|it| it.code(of, Reason::Throttled).is_some())
                        || [of.errors, service.errors]
                            .iter()
                            .any(|table| table.iter().any(|it| it.class() == Class::Throttled))
                };
                among
                    .iter()
                    .any(throttles)
                    .then_some(())
                    .ok_or_else(|| format!("{whose} documents no error for too many calls"))
            }
            Self::UnknownValue => among
                .iter()
                .any(|of| has_enum(of.response, DEEPEST))
                .then_some(())
                .ok_or_else(|| format!("the answers of {whose} have no enum")),
            Self::Status(status) => check_status(*status),
            Self::Redirect(host) => check_host(host),
            _ => Ok(()),
        }
    }
}

pub(super) fn check_status(status: u16) -> Result<(), String> {
    if (200..=599).contains(&status) {
        Ok(())
    } else {
        Err(format!("`status` must be from 200 to 599, not {status}"))
    }
}

pub(super) fn check_host(host: &str) -> Result<(), String> {
    let name = ["http://", "https://"]
        .iter()
        .find_map(|scheme| host.strip_prefix(scheme))
        .unwrap_or(host);
    let good = |byte: u8| byte.is_ascii_alphanumeric() || b".-_:[]".contains(&byte);
    if !name.is_empty() && name.bytes().all(good) {
        Ok(())
    } else {
        Err("`host` must be a host such as `other.example` or `http://127.0.0.1:8080`".to_owned())
    }
}

/// The codes that can be asked for.
fn codes(service: &ServiceSpec, operations: &[&OperationSpec]) -> String {
    let own = operations.iter().flat_map(|of| of.errors);
    let codes: BTreeSet<_> = own.chain(service.errors).map(ErrorSpec::code).collect();
    if codes.is_empty() {
        return "none at all".to_owned();
    }
    codes.into_iter().collect::<Vec<_>>().join(", ")
}

fn has_enum(fields: &[FieldSpec], depth: usize) -> bool {
    depth > 0 && fields.iter().any(|field| is_enum(&field.kind, depth - 1))
}

fn is_enum(kind: &Kind, depth: usize) -> bool {
    match kind {
        Kind::Integers(_) | Kind::Strings(_) => true,
        Kind::Object(fields) => has_enum(fields, depth),
        Kind::List(of) | Kind::Map(of) => depth > 0 && is_enum(of, depth - 1),
        _ => false,
    }
}
