//! Downloads that end without a file.

use std::{fs, time::Duration};

use super::{
    Waits, content, direct, downloader, folder,
    host::{Host, Reply},
    link, names, waiting,
};
use crate::runtime::{Bytes, DownloadErrorKind, Downloader};

const SIZE: usize = 200_000;

#[tokio::test]
async fn expired_links() {
    let page = ("content-type", "text/html; charset=utf-8");
    let xml = b"\xef\xbb\xbf\n<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>";
    let cases = [
        (
            Reply::new as fn(u16, &[(&str, &str)], &[u8]) -> Reply,
            401,
            ("a", "b"),
            &b""[..],
        ),
        (Reply::new, 403, ("content-type", "application/xml"), xml),
        (Reply::new, 404, page, b"<html>"),
        (Reply::new, 410, ("a", "b"), b""),
        (Reply::new, 200, page, b"sorry"),
        (Reply::new, 200, ("content-type", "Application/JSON"), b"{}"),
        (Reply::new, 200, ("content-type", "video/mp4"), xml),
        (Reply::new, 200, ("a", "b"), b"<!DOCTYPE html><html></html>"),
    ];
    for (reply, status, header, body) in cases {
        let host = Host::start(move |number, request| match number {
            1 => Reply::good(request, &content(1, SIZE), "\"a\"").cut(100_000),
            2 => reply(status, &[header], body),
            _ => Reply::good(request, &content(1, SIZE), "\"a\""),
        })
        .await;
        let (folder, target) = folder();
        let error = downloader()
            .download(&link(&host), &target)
            .await
            .unwrap_err();
        assert_eq!(error.kind(), DownloadErrorKind::LinkExpired, "{error}");
        assert!(error.is_link_expired() && !error.is_retryable());
        assert_eq!((error.status(), error.attempts()), (Some(status), 2));
        assert!(error.to_string().contains("ask the service for a new link"));
        // What was loaded stays, and goes on with a new link.
        assert!(names(folder.path()).contains(&"会议.mp4.part".to_owned()));
        let done = downloader().download(&link(&host), &target).await.unwrap();
        assert_eq!(done.resumed_from, Bytes(100_000));
        assert!(fs::read(&target).unwrap() == content(1, SIZE));
    }
}

#[tokio::test]
async fn pages_that_are_expected_are_files() {
    let body = b"<html>minutes of the meeting</html>";
    let host = Host::start(|_, _| Reply::whole(body, &[("content-type", "text/html")])).await;
    let (_folder, target) = folder();
    let size = Bytes(body.len() as u64);
    let download = downloader().download(&link(&host), &target);
    download.expected_size(size).await.unwrap();
    assert_eq!(fs::read(&target).unwrap(), body);
}

#[tokio::test]
async fn wrong_sizes() {
    for (announced, size, attempts) in [
        (true, 999, 1),
        (true, 1001, 1),
        (false, 2000, 1),
        // It may have been cut.
        (false, 999, 5),
    ] {
        let host = Host::start(move |_, _| {
            let reply = if announced {
                Reply::whole
            } else {
                Reply::pieces
            };
            reply(&content(2, size), &[])
        })
        .await;
        let (folder, target) = folder();
        fs::write(&target, "old").unwrap();
        let download = downloader().download(&link(&host), &target);
        let error = download.expected_size(Bytes(1000)).await.unwrap_err();
        assert_eq!(error.kind(), DownloadErrorKind::WrongSize, "{error}");
        assert_eq!(error.attempts(), attempts);
        assert!(error.to_string().contains("instead of 1000"), "{error}");
        assert_eq!(fs::read(&target).unwrap(), b"old");
        assert!(names(folder.path()).contains(&"会议.mp4".to_owned()));
    }
}

#[tokio::test]
async fn files_that_are_too_large() {
    for announced in [true, false] {
        let host = Host::start(move |_, _| {
            let reply = if announced {
                Reply::whole
            } else {
                Reply::pieces
            };
            reply(&content(3, SIZE), &[])
        })
        .await;
        let (folder, target) = folder();
        let downloader = Downloader::builder()
            .transport(direct())
            .max_size(Bytes(SIZE as u64 - 1));
        let download = downloader.build().unwrap().download(&link(&host), &target);
        let error = download.await.unwrap_err();
        assert_eq!(error.kind(), DownloadErrorKind::TooLarge);
        assert!(!names(folder.path()).contains(&"会议.mp4".to_owned()));
    }
}

#[tokio::test]
async fn redirects_are_not_followed() {
    for (location, shown) in [
        (
            "https://other.example:8443/x?token=q-sign-hunter2",
            "other.example",
        ),
        ("//user:q-sign-hunter2@other.example/", "other.example"),
        ("/elsewhere?token=q-sign-hunter2", "127.0.0.1"),
    ] {
        let host = Host::start(move |_, _| Reply::new(302, &[("location", location)], b"")).await;
        let (_folder, target) = folder();
        let error = downloader()
            .download(&link(&host), &target)
            .await
            .unwrap_err();
        assert_eq!(error.kind(), DownloadErrorKind::Redirect);
        assert_eq!(
            error.to_string(),
            format!("redirect to {shown} not followed")
        );
        assert_eq!(host.requests().len(), 1);
    }
}

#[tokio::test]
async fn attempts_that_bring_nothing_are_counted() {
    // Whether the server refuses, or closes at once, or sends a little less each time.
    for kind in 0..3 {
        let host = Host::start(move |number, request| match kind {
            0 => Reply::new(503, &[], b""),
            1 => Reply::good(request, &content(4, SIZE), "\"a\"").cut(0),
            _ => Reply::good(request, &content(4, SIZE), "\"a\"").cut(100 * number),
        })
        .await;
        let (_folder, target) = folder();
        let waits = Waits::default();
        let error = waiting(&waits)
            .download(&link(&host), &target)
            .await
            .unwrap_err();
        assert!(error.is_retryable(), "{error}");
        assert_eq!(error.attempts(), 5);
        assert!(error.to_string().ends_with("(after 5 attempts)"), "{error}");
        assert_eq!(host.requests().len(), 5);
        let limits = [400, 800, 1600, 3200].map(Duration::from_millis);
        let waits = waits.all();
        assert_eq!(waits.len(), limits.len());
        for (wait, limit) in waits.iter().zip(limits) {
            assert!(*wait <= limit, "{waits:?}");
        }
    }
}

#[tokio::test]
async fn a_server_says_when_to_come_back() {
    const THEN: &str = "Mon, 23 Nov 2026 00:00:07 GMT";
    for (seconds, attempts) in [("7", 2_u8), (THEN, 2), ("121", 1)] {
        let host = Host::start(move |number, _| match number {
            1 => Reply::new(
                429,
                &[
                    ("retry-after", seconds),
                    ("date", "Mon, 23 Nov 2026 00:00:00 GMT"),
                ],
                b"",
            ),
            _ => Reply::whole(b"file", &[]),
        })
        .await;
        let (_folder, target) = folder();
        let waits = Waits::default();
        let result = waiting(&waits).download(&link(&host), &target).await;
        match result {
            Ok(done) => {
                assert_eq!(done.attempts, u32::from(attempts));
                assert_eq!(waits.all(), [Duration::from_secs(7)]);
            }
            Err(error) => {
                assert_eq!(error.kind(), DownloadErrorKind::Server);
                assert_eq!(
                    (error.status(), error.attempts()),
                    (Some(429), attempts.into())
                );
            }
        }
        assert_eq!(host.requests().len(), usize::from(attempts));
    }
}

#[tokio::test]
async fn answers_that_are_no_file_end_it() {
    let gzip: &[(&str, &str)] = &[("content-encoding", "gzip"), ("content-length", "4")];
    for (status, headers) in [(200, gzip), (206, &[]), (416, &[]), (204, &[]), (400, &[])] {
        let host = Host::start(move |_, _| Reply::new(status, headers, b"body")).await;
        let (_folder, target) = folder();
        let error = downloader()
            .download(&link(&host), &target)
            .await
            .unwrap_err();
        assert_eq!(error.kind(), DownloadErrorKind::Server, "{error}");
        assert_eq!((error.status(), error.attempts()), (Some(status), 1));
        assert!(!error.is_retryable());
    }
}

#[tokio::test]
async fn a_silent_connection_counts_as_cut() {
    let host = Host::start(|number, request| {
        let reply = Reply::good(request, &content(5, SIZE), "\"a\"");
        match number {
            1 => reply.cut(100_000).hang(),
            _ => reply,
        }
    })
    .await;
    let (_folder, target) = folder();
    let downloader = Downloader::builder()
        .transport(direct())
        .idle_timeout(Duration::from_millis(100));
    let download = downloader.build().unwrap().download(&link(&host), &target);
    assert_eq!(download.await.unwrap().attempts, 2);
    assert!(fs::read(&target).unwrap() == content(5, SIZE));
}

#[tokio::test]
async fn one_download_has_a_target_at_a_time() {
    let host = Host::start(|number, _| match number {
        1 => Reply::whole(b"file", &[]).cut(0).hang(),
        _ => Reply::whole(b"file", &[]),
    })
    .await;
    let (_folder, target) = folder();
    let download = downloader().download(&link(&host), &target);
    let first = tokio::spawn(download.into_future());
    while host.requests().is_empty() {
        tokio::task::yield_now().await;
    }
    let again = || downloader().download(&link(&host), &target);
    assert_eq!(again().await.unwrap_err().kind(), DownloadErrorKind::Busy);
    first.abort();
    assert!(first.await.unwrap_err().is_cancelled());
    again().await.unwrap();
}

#[tokio::test]
async fn targets_that_cannot_be_written_are_told_before_anything_is_sent() {
    let host = Host::start(|_, _| Reply::whole(b"file", &[])).await;
    let (folder, target) = folder();
    fs::write(&target, "file").unwrap();
    for target in [
        folder.path().join("missing/file"),
        target.join("file"),
        folder.path().to_owned(),
        folder.path().join(".."),
    ] {
        let error = downloader()
            .download(&link(&host), &target)
            .await
            .unwrap_err();
        assert_eq!(error.kind(), DownloadErrorKind::File, "{target:?}");
    }
    assert!(host.requests().is_empty());
}
