//! Sentences that several texts use.

use crate::{
    diagnostic::Spanned,
    doc::inline,
    spec::{LimitScope, Period, RateLimit, Span, TimeUnit},
};

pub(super) fn term(term: Option<&Spanned<String>>) -> Option<&str> {
    term.map(|it| it.value.as_str())
}

/// Ends a sentence.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?', '。']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

pub(super) fn rate_limit(limit: &RateLimit) -> String {
    let scope = match limit.scope.value {
        LimitScope::Account => "account",
        LimitScope::App => "app",
        LimitScope::Organisation => "organisation",
        LimitScope::User => "user",
        LimitScope::Ip => "IP address",
    };
    let period = match limit.per.value {
        Period::Month => "a calendar month".to_owned(),
        Period::Span(length) => span(length),
    };
    let together = if limit.shared {
        ", all operations together"
    } else {
        ""
    };
    let mut text = format!(
        "At most {} calls in {period} per {scope}{together}.",
        limit.calls.value
    );
    if let Some(doc) = &limit.doc {
        text.push(' ');
        text.push_str(&inline(&doc.value));
    }
    text
}

pub(super) fn span(span: Span) -> String {
    let unit = match span.unit {
        TimeUnit::Millis => "millisecond",
        TimeUnit::Seconds => "second",
        TimeUnit::Minutes => "minute",
        TimeUnit::Hours => "hour",
        TimeUnit::Days => "day",
    };
    let plural = if span.count == 1 { "" } else { "s" };
    format!("{} {unit}{plural}", span.count)
}
