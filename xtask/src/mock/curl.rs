//! A line for the shell that makes a documented call.

use meeting_client::mock::OperationSpec;

use super::{Credentials, vendors};
use crate::output::Result;

/// The line for an operation; where it needs a credential, the server is asked for headers that are good for one call.
pub(super) fn line(url: &str, spec: &OperationSpec, credentials: &Credentials) -> Result<String> {
    let (target, body) = match vendors::token_call(spec, credentials) {
        Some(request) => {
            let request = request?;
            let body = request.body().map(String::from_utf8_lossy);
            (request.target().to_owned(), body.map(|it| it.into_owned()))
        }
        None => {
            let example = spec
                .all_examples()
                .first()
                .ok_or_else(|| format!("{} has no documented example", spec.name()))?;
            let body = example.request_body().map(compact);
            (example.target().to_owned(), body)
        }
    };
    let mut line = String::new();
    let mut call = "curl -s".to_owned();
    if !spec.is_anonymous() {
        let headers = quoted(&format!("{url}/__mock/headers/{}", spec.name()));
        line.push_str(&format!("curl -s {headers} | "));
        call.push_str(" -H @-");
    }
    if spec.method().as_str() != "GET" && body.is_none() {
        call.push_str(&format!(" -X {}", spec.method()));
    }
    if let Some(body) = body {
        call.push_str(&format!(
            " -H 'Content-Type: application/json' -d {}",
            quoted(&body)
        ));
    }
    line.push_str(&format!("{call} {}", quoted(&format!("{url}{target}"))));
    Ok(line)
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
