//! The files that links of the data set lead to, so that downloads can be tried.

use std::{
    ops::Range,
    sync::Arc,
    time::{Duration, SystemTime},
};

use super::{
    Arguments, Caller, HttpReply, Kind, Location, OperationSpec, ParamSpec, Received, Refusal,
    ServiceSpec, Vendor, clock::Clock, random::hash,
};
use crate::runtime::{Method, Operation, Profile};

/// How long links are good: as long as those of recordings.
const LIFETIME: Duration = Duration::from_secs(6 * 60 * 60);
/// The largest file.
const LARGEST: u64 = 64 << 20;

static OPERATION: OperationSpec = OperationSpec::new(
    &Operation::new("download_file").idempotent().anonymous(),
    Method::Get,
    "/__mock/files/{period}/{size}/{name}",
)
.params(&[
    ParamSpec::new(Location::Path, "period", Kind::U64).required(),
    ParamSpec::new(Location::Path, "size", Kind::U64).required(),
    ParamSpec::new(Location::Path, "name", Kind::String).required(),
]);

static SERVICE: ServiceSpec =
    ServiceSpec::new("files", "Files", &Profile::new()).operations(&[&OPERATION]);

/// How long links are good: in periods that begin when the server starts.
#[derive(Clone, Debug)]
pub(super) struct Files {
    clock: Arc<Clock>,
    started: SystemTime,
}

/// Where links lead at a moment.
#[derive(Clone, Debug)]
pub(super) struct Links {
    /// Scheme, host and port.
    url: Arc<str>,
    period: u64,
}

impl Files {
    pub(super) fn new(clock: Arc<Clock>) -> Self {
        Self {
            started: clock.now(),
            clock,
        }
    }

    /// The links of a server that are good now.
    pub(super) fn links(&self, url: &Arc<str>) -> Links {
        Links {
            url: Arc::clone(url),
            period: self.period(self.clock.now()),
        }
    }

    /// How many lifetimes of a link have passed.
    fn period(&self, now: SystemTime) -> u64 {
        let age = now.duration_since(self.started).unwrap_or_default();
        age.as_secs() / LIFETIME.as_secs()
    }
}

impl Links {
    /// The link of a file of so many bytes.
    pub(super) fn link(&self, name: &str, size: u64) -> String {
        let Self { url, period } = self;
        format!("{url}/__mock/files/{period}/{}/{name}", size.min(LARGEST))
    }
}

/// Serves the files.
pub(super) struct FileHost(pub(super) Files);

impl Vendor for FileHost {
    fn spec(&self) -> &'static ServiceSpec {
        &SERVICE
    }

    fn authorize(&self, _: &Received, _: SystemTime) -> Result<Caller, Refusal> {
        Ok(Caller::default())
    }

    fn http(
        &self,
        _: &OperationSpec,
        arguments: &Arguments<'_>,
        call: &Received,
        now: SystemTime,
    ) -> Option<HttpReply> {
        let number = |name: &'static str| arguments.get::<u64>(Location::Path, name);
        let (Ok(period), Ok(size)) = (number("period"), number("size")) else {
            return None;
        };
        if period != self.0.period(now) || size > LARGEST {
            return Some(expired());
        }
        let name: String = arguments.get(Location::Path, "name").ok()?;
        Some(serve(call, &name, size))
    }
}

/// What stores of files answer to a link that is too old.
fn expired() -> HttpReply {
    HttpReply::new(403)
        .header("Content-Type", "application/xml")
        .body("<?xml version=\"1.0\"?>\n<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>\n")
}

/// A file, or the part of it that was asked for.
fn serve(call: &Received, name: &str, size: u64) -> HttpReply {
    let seed = hash(size, name.as_bytes());
    let tag = format!("\"{seed:016x}\"");
    let whole = HttpReply::new(200)
        .header("Content-Type", "video/mp4")
        .header("Accept-Ranges", "bytes")
        .header("ETag", &tag);
    // A part of another file than the one that the caller has the start of is of no use.
    let same = call.header("If-Range").is_none_or(|known| known == tag);
    match call.header("Range").filter(|_| same) {
        None => whole.body(bytes(seed, 0..size)),
        Some(range) => match parse(range, size) {
            Some(part) => {
                let span = format!("bytes {}-{}/{size}", part.start, part.end - 1);
                HttpReply {
                    status: 206,
                    ..whole.header("Content-Range", &span).body(bytes(seed, part))
                }
            }
            None => HttpReply::new(416).header("Content-Range", &format!("bytes */{size}")),
        },
    }
}

/// The bytes of a file, which look random and are always the same.
fn bytes(seed: u64, range: Range<u64>) -> Vec<u8> {
    let word = |at: u64| hash(seed, &(at / 8).to_le_bytes()).to_le_bytes();
    let mut out = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let skipped = usize::try_from(at % 8).unwrap_or_default();
        let wanted = usize::try_from(range.end - at).unwrap_or(usize::MAX);
        let part = word(at).into_iter().skip(skipped).take(wanted);
        let before = out.len();
        out.extend(part);
        at += (out.len() - before) as u64;
    }
    out
}

/// One range in bytes, as in `bytes=100-` or `bytes=0-99`; `None` if it holds no byte of the file.
fn parse(range: &str, size: u64) -> Option<Range<u64>> {
    let (first, last) = range.strip_prefix("bytes=")?.split_once('-')?;
    let part = if first.is_empty() {
        let length: u64 = last.parse().ok()?;
        size.saturating_sub(length)..size
    } else {
        let end = match last {
            "" => size,
            last => last.parse::<u64>().ok()?.saturating_add(1).min(size),
        };
        first.parse().ok()?..end
    };
    (part.start < part.end).then_some(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read() {
        let cases = [
            ("bytes=0-", Some(0..10)),
            ("bytes=3-", Some(3..10)),
            ("bytes=3-3", Some(3..4)),
            ("bytes=3-99", Some(3..10)),
            ("bytes=-4", Some(6..10)),
            ("bytes=-40", Some(0..10)),
            ("bytes=10-", None),
            ("bytes=4-3", None),
            ("bytes=a-", None),
            ("items=0-1", None),
        ];
        for (text, expected) in cases {
            assert_eq!(parse(text, 10), expected, "{text}");
        }
    }

    #[test]
    fn parts_are_parts_of_the_whole() {
        let whole = bytes(7, 0..1000);
        assert_eq!(whole.len(), 1000);
        for (from, to) in [(0_u16, 1_u16), (1, 9), (8, 16), (13, 999), (999, 1000)] {
            let part = usize::from(from)..usize::from(to);
            assert_eq!(bytes(7, from.into()..to.into()), whole[part]);
        }
        assert_ne!(whole, bytes(8, 0..1000));
    }

    #[test]
    fn a_part_of_another_file_is_not_sent() {
        let call = Received::new("GET", "/").with_header("range", "bytes=2-");
        let part = serve(&call, "a", 5);
        assert_eq!((part.status, part.body.len()), (206, 3));
        assert_eq!(part.headers.get("content-range"), Some("bytes 2-4/5"));
        let tag = part.headers.get("etag").unwrap().to_owned();
        let same = serve(&call.clone().with_header("if-range", &tag), "a", 5);
        assert_eq!(same.status, 206);
        let other = serve(&call.with_header("if-range", "\"x\""), "a", 5);
        assert_eq!((other.status, other.body.len()), (200, 5));
    }
}
