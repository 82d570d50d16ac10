//! Addresses, taken apart as the examples of specs are.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

const KEPT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Scheme and host, path, and the decoded query.
pub(super) fn split(address: &str) -> (Option<String>, String, Vec<(String, String)>) {
    let start = address.find("://").map_or(0, |at| {
        let host = at + 3;
        let rest = address.get(host..).unwrap_or_default();
        host + rest.find(['/', '?']).unwrap_or(rest.len())
    });
    let (host, target) = address.split_at_checked(start).unwrap_or(("", address));
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let host = (!host.is_empty()).then(|| host.to_owned());
    (host, path.to_owned(), pairs(query))
}

/// Names and values, decoded.
pub(super) fn pairs(query: &str) -> Vec<(String, String)> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name), decode(value))
        })
        .collect()
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// A value as it stands in a form or query.
pub(super) fn encode(text: &str) -> String {
    utf8_percent_encode(text, KEPT).to_string()
}
