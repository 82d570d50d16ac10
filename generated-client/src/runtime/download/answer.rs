//! What an answer is: the file, its rest, or a reason why not. Decided from status and headers alone.

use std::time::Duration;

use reqwest::{
    Url,
    header::{
        CONTENT_ENCODING, CONTENT_RANGE, CONTENT_TYPE, DATE, ETAG, HeaderMap, HeaderName,
        LAST_MODIFIED, LOCATION, RETRY_AFTER,
    },
};

use super::{DownloadError, DownloadErrorKind};

/// Which file it is, as far as the server says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Identity {
    /// A strong entity tag: the same bytes have the same.
    pub(super) etag: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) size: Option<u64>,
}

impl Identity {
    fn of(headers: &HeaderMap, size: Option<u64>) -> Self {
        Self {
            etag: text(headers, &ETAG)
                .filter(|tag| is_strong(tag))
                .map(ToOwned::to_owned),
            modified: text(headers, &LAST_MODIFIED).map(ToOwned::to_owned),
            size,
        }
    }

    /// What a server compares before it sends the rest of a file.
    pub(super) fn validator(&self) -> Option<&str> {
        self.etag.as_deref().or(self.modified.as_deref())
    }

    /// Whether a rest can be told from the rest of another file.
    pub(super) fn is_known(&self) -> bool {
        self.validator().is_some() || self.size.is_some()
    }
}

pub(super) fn is_strong(etag: &str) -> bool {
    etag.len() >= 2 && etag.starts_with('"') && etag.ends_with('"')
}

/// What was asked for.
pub(super) struct Asked<'a> {
    pub(super) link: &'a Url,
    /// 0 if the whole file was asked for.
    pub(super) offset: u64,
    /// The file whose rest was asked for.
    pub(super) identity: &'a Identity,
    pub(super) expected: Option<u64>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The file from its start.
    Whole(Identity),
    /// What was missing of a file of this size.
    Rest(Option<u64>),
    /// What is there is of no use.
    StartOver,
}

/// `length` is the size of the answer's body, if it was announced.
pub(super) fn judge(
    asked: &Asked<'_>,
    status: u16,
    headers: &HeaderMap,
    length: Option<u64>,
) -> Result<Verdict, DownloadError> {
    decide(asked, status, headers, length).map_err(|error| error.with_status(status))
}

fn decide(
    asked: &Asked<'_>,
    status: u16,
    headers: &HeaderMap,
    length: Option<u64>,
) -> Result<Verdict, DownloadError> {
    match status {
        200 => {
            check_encoding(headers)?;
            check_type(asked, headers, length)?;
            Ok(Verdict::Whole(Identity::of(headers, length)))
        }
        206 if asked.offset > 0 => {
            check_encoding(headers)?;
            Ok(rest(asked, headers))
        }
        416 if asked.offset > 0 => Ok(Verdict::StartOver),
        300..=399 => Err(redirect(asked.link, headers)),
        401 | 403 | 404 | 410 => Err(expired(&format!("HTTP {status}"))),
        408 | 425 | 429 | 500..=599 => {
            Err(server(format!("HTTP {status}")).with_retry(retry_after(headers)))
        }
        _ => Err(server(format!("HTTP {status}"))),
    }
}

/// Whether the first bytes are those of an HTML or XML page.
pub(super) fn is_page(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let start = start.trim_ascii_start();
    ["<!doctype html", "<html", "<?xml", "<error"]
        .iter()
        .any(|tag| {
            start
                .get(..tag.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()))
        })
}

/// Why there is no file behind the link any more.
pub(super) fn expired(reason: &str) -> DownloadError {
    let problem = format!(
        "the link does not lead to the file (any more): {reason}; ask the service for a new link"
    );
    DownloadError::new(DownloadErrorKind::LinkExpired, problem)
}

fn rest(asked: &Asked<'_>, headers: &HeaderMap) -> Verdict {
    let Some((start, total)) = text(headers, &CONTENT_RANGE).and_then(range) else {
        return Verdict::StartOver;
    };
    // Some servers do not know `If-Range`, and send the rest of whatever they have now.
    let other = |ours: &Option<String>, name| {
        ours.as_deref()
            .zip(text(headers, name))
            .is_some_and(|(ours, theirs)| ours != theirs)
    };
    let changed = asked.identity.size.zip(total).is_some_and(|(a, b)| a != b)
        || other(&asked.identity.etag, &ETAG)
        || (asked.identity.etag.is_none() && other(&asked.identity.modified, &LAST_MODIFIED));
    if start != asked.offset || changed {
        return Verdict::StartOver;
    }
    Verdict::Rest(total)
}

/// The start of `bytes 5-9/10`, and the size after it unless that is a star.
fn range(value: &str) -> Option<(u64, Option<u64>)> {
    let (range, total) = value.trim().strip_prefix("bytes ")?.split_once('/')?;
    let (start, end) = range.trim().split_once('-')?;
    let (start, end): (u64, u64) = (start.parse().ok()?, end.parse().ok()?);
    let total = match total {
        "*" => None,
        total => Some(total.parse().ok()?),
    };
    (start <= end && total.is_none_or(|total| end < total)).then_some((start, total))
}

fn check_encoding(headers: &HeaderMap) -> Result<(), DownloadError> {
    match text(headers, &CONTENT_ENCODING) {
        None | Some("identity" | "") => Ok(()),
        Some(_) => Err(server("the file came compressed, which was not asked for")),
    }
}

/// Storage services put pages in the place of files, some of them with status 200.
fn check_type(
    asked: &Asked<'_>,
    headers: &HeaderMap,
    length: Option<u64>,
) -> Result<(), DownloadError> {
    let value = text(headers, &CONTENT_TYPE).unwrap_or_default();
    let kind = value.split(';').next().unwrap_or_default().trim();
    let name = match kind.to_ascii_lowercase().as_str() {
        "text/html" | "application/xhtml+xml" => "an HTML page",
        "text/xml" | "application/xml" => "an XML document",
        "application/json" => "JSON",
        _ => return Ok(()),
    };
    if asked.expected.is_some() && asked.expected == length {
        return Ok(());
    }
    Err(expired(&format!("{name} came instead")))
}

/// Names no more than the host: the rest of a target lets in whoever has it.
fn redirect(link: &Url, headers: &HeaderMap) -> DownloadError {
    let target = text(headers, &LOCATION).and_then(|target| link.join(target).ok());
    let problem = match target.as_ref().and_then(Url::host_str) {
        Some(host) => format!("redirect to {host} not followed"),
        None => "redirect without a target".to_owned(),
    };
    DownloadError::new(DownloadErrorKind::Redirect, problem)
}

fn server(problem: impl Into<String>) -> DownloadError {
    let problem = format!("the server of the file answered: {}", problem.into());
    DownloadError::new(DownloadErrorKind::Server, problem)
}

fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let wish = text(headers, &RETRY_AFTER)?.trim();
    if let Ok(seconds) = wish.parse() {
        return Some(Duration::from_secs(seconds));
    }
    // Without the server's own clock a date says little.
    let date = |value| httpdate::parse_http_date(value).ok();
    let now = date(text(headers, &DATE)?)?;
    Some(date(wish)?.duration_since(now).unwrap_or_default())
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}
