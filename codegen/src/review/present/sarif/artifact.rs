//! Files by their addresses.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::log::Artifact;

/// What may stand in the path of a URI as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A file of the repository, or any other by its full path.
pub(super) fn artifact(file: &str) -> Artifact {
    let path = utf8_percent_encode(file, PATH).to_string();
    if file.starts_with('/') {
        Artifact {
            uri: format!("file://{path}"),
            uri_base_id: None,
        }
    } else {
        Artifact {
            uri: path,
            uri_base_id: Some("SRCROOT"),
        }
    }
}
