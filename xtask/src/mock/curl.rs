//! A line for the shell that makes a documented call.

use meeting_client::mock::OperationSpec;

use super::{Credentials, vendors};
use crate::output::Result;

/// The line for an operation; where it needs a credential, the server is asked for headers that are good for one call.
pub(super) fn line(url: &str, spec: &OperationSpec, credentials: &Credentials) -> Result<String> {
    let (target, body) = documented(spec, credentials)?;
    let mut words = Vec::new();
    if !spec.is_anonymous() {
        let headers = quoted(&format!("{url}/__mock/headers/{}", spec.name()));
        words.push(format!("curl -s {headers} |"));
    }
    words.push("curl -s".to_owned());
    if !spec.is_anonymous() {
        words.push("-H @-".to_owned());
    }
    match body {
        // curl takes a call with a body for a POST.
        Some(body) => words.push(format!(
            "-H 'Content-Type: application/json' -d {}",
            quoted(&body)
        )),
        None if spec.method().as_str() == "GET" => {}
        None => words.push(format!("-X {}", spec.method())),
    }
    words.push(quoted(&format!("{url}{target}")));
    Ok(words.join(" "))
}

/// Path with query, and body, of the documented call.
fn documented(spec: &OperationSpec, credentials: &Credentials) -> Result<(String, Option<String>)> {
    if let Some(request) = vendors::token_call(spec, credentials) {
        let request = request?;
        let body = request
            .body()
            .map(|it| String::from_utf8_lossy(it).into_owned());
        return Ok((request.target().to_owned(), body));
    }
    let example = spec
        .all_examples()
        .first()
        .ok_or_else(|| format!("{} has no documented example", spec.name()))?;
    Ok((
        example.target().to_owned(),
        example.request_body().map(compact),
    ))
}

/// An example's body on one line.
fn compact(body: &str) -> String {
    serde_json::from_str::<serde_json::Value>(body)
        .map_or_else(|_| body.to_owned(), |json| json.to_string())
}

/// A text as one word of the shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_shell_stay_one_word() {
        assert_eq!(quoted("a b$(c)"), "'a b$(c)'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
    }
}
