//! One offline page on which a reviewer works.
//!
//! `page` and `head` say what is on it, `card` and `columns` what is said of one entry, `data` what the script needs. Everything
//! that the template prints is escaped, and characters that cannot be seen are spelled out.

mod card;
mod columns;
mod data;
mod head;
mod lines;
mod page;
#[cfg(test)]
mod tests;

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use minijinja::{Environment, Value, escape_formatter, syntax::SyntaxConfig, value::Serde};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::{doc, review::Report};

const TEMPLATE: &str = include_str!("review.html");
const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// What the template sees.
#[derive(Serialize)]
struct Context<'a> {
    page: page::Page<'a>,
    policy: String,
    style: Value,
    script: Value,
    data: Value,
}

/// The page; one file that needs nothing else.
///
/// # Errors
///
/// If the template cannot be filled, which no report can bring about.
pub fn html(report: &Report) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_syntax(
        SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build()?,
    );
    environment.set_formatter(|out, state, value| match value.as_str() {
        Some(text) if !value.is_safe() => escape_formatter(out, state, &Value::from(visible(text))),
        _ => escape_formatter(out, state, value),
    });
    // The name's ending switches escaping on.
    environment.add_template("review.html", TEMPLATE)?;
    environment
        .get_template("review.html")?
        .render(Value::from(Serde(Context {
            page: page::page(report),
            policy: policy(),
            style: Value::from_safe_string(STYLE.to_owned()),
            script: Value::from_safe_string(SCRIPT.to_owned()),
            data: Value::from_safe_string(data::json(report)),
        })))
}

/// Nothing may be loaded, and of scripts and styles only ours have effect.
fn policy() -> String {
    let hash = |text: &str| BASE64.encode(Sha256::digest(text));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; \
         form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}

/// A text in which nothing hides and nothing reorders; line breaks stay.
fn visible(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(doc::visible).collect();
    lines.join("\n")
}
