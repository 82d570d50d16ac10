//! Rules of hosts and headers.

use super::{Check::Service, Rule, rule};
use crate::{
    diagnostic::{Diagnostic, Spanned},
    spec::{Credential, In},
    view::View,
};

pub(crate) static BAD_HOST: Rule = rule(
    "R06",
    "A host is a scheme and a name, `https://api.vendor.example`, with nothing behind it.",
    "The path of an operation is appended to it.",
    "host: https://api.vendor.example/v1/",
    "host: https://api.vendor.example",
    Service(hosts),
);

pub(crate) static HEADER_NAME: Rule = rule(
    "R07",
    "A header's name consists of the characters that HTTP allows, and is not one that the client sets itself.",
    "The request could not be sent, or would say two things at once.",
    "headers:\n  Content Type: …",
    "headers:\n  X-Request-Source: …",
    Service(header_names),
);

fn hosts(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    let service = view.service;
    let others = service.hosts.iter().map(|host| &host.url);
    let own = view.operations().iter().filter_map(|it| it.host.as_ref());
    for host in std::iter::once(&service.host).chain(others).chain(own) {
        let name = host
            .value
            .strip_prefix("https://")
            .or_else(|| host.value.strip_prefix("http://"));
        let good = name.is_some_and(|name| {
            name.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[')
                && name
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || "-.:[]".contains(c))
        });
        // A host that is missing has been reported.
        if !good && !host.value.is_empty() {
            problems.push(
                Diagnostic::new(&BAD_HOST, host.place, "this is not a scheme and a host")
                    .help("write it as https://api.vendor.example, without a slash at the end"),
            );
        }
    }
}

fn header_names(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    const OWN: &[&str] = &["host", "content-length", "transfer-encoding", "connection"];
    let service = view.service;
    let params = view
        .operations()
        .iter()
        .flat_map(|operation| &operation.params)
        .filter(|param| param.location == Some(In::Header))
        .map(|param| &param.name);
    let listed = service
        .credential_headers
        .iter()
        .chain(&service.request_id_headers);
    let credential = match &service.credential.value {
        Credential::Header(name) => Some(Spanned::new(name.clone(), service.credential.place)),
        _ => None,
    };
    for name in listed.chain(params).chain(&credential) {
        let token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
        let (message, help) = if name.value.is_empty() || !name.value.chars().all(token) {
            (
                format!(
                    "`{}` cannot be the name of a header",
                    name.value.escape_debug()
                ),
                "write the name as the page does, without the colon",
            )
        } else if OWN.contains(&name.value.to_ascii_lowercase().as_str()) {
            (
                format!("the client sets `{}` itself", name.value),
                "leave it out, and say so in `not_modelled:`",
            )
        } else {
            continue;
        };
        problems.push(Diagnostic::new(&HEADER_NAME, name.place, message).help(help));
    }
}
