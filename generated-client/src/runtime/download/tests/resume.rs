//! Whole files, cuts, and going on after them.

use std::{fs, future::poll_fn, task::Poll};

use super::{
    content, downloader, folder,
    host::{Host, Reply},
    link, names,
};
use crate::runtime::Bytes;

const SIZE: usize = 300_000;

#[tokio::test]
async fn a_file_takes_the_place_of_its_target() {
    let file = content(1, SIZE);
    let served = file.clone();
    let host = Host::start(move |_, request| Reply::good(request, &served, "\"a\"")).await;
    let (folder, target) = folder();
    fs::write(&target, "old").unwrap();
    let (sender, heard) = std::sync::mpsc::channel();
    let done = downloader()
        .download(&link(&host), &target)
        .expected_size(Bytes(SIZE as u64))
        .progress(move |progress| sender.send(progress).unwrap())
        .await
        .unwrap();
    assert_eq!(done.path, target);
    assert_eq!(done.size, Bytes(SIZE as u64));
    assert_eq!((done.resumed_from, done.attempts), (Bytes(0), 1));
    assert!(fs::read(&target).unwrap() == file);
    assert_eq!(names(folder.path()), ["会议.mp4"]);

    let heard: Vec<_> = heard.try_iter().collect();
    assert!(heard.is_sorted_by_key(|progress| progress.loaded));
    assert_eq!(heard.last().unwrap().loaded, Bytes(SIZE as u64));
    assert_eq!(heard[0].total, Some(Bytes(SIZE as u64)));

    // Nothing is sent but the link.
    let requests = host.requests();
    assert_eq!(requests.len(), 1);
    let text = requests[0].text().to_ascii_lowercase();
    for name in ["authorization", "cookie", "token:", "x-tc-", "referer"] {
        assert!(!text.contains(name), "{text}");
    }
    assert_eq!(requests[0].header("accept-encoding"), Some("identity"));
    assert_eq!(requests[0].header("range"), None);
}

#[tokio::test]
async fn files_without_a_size_or_without_bytes() {
    for size in [0, 1, 5000] {
        let file = content(2, size);
        let served = file.clone();
        let host = Host::start(move |number, _| match number {
            1 => Reply::pieces(&served, &[]),
            _ => Reply::whole(&served, &[]),
        })
        .await;
        let (_folder, target) = folder();
        for _ in 0..2 {
            downloader().download(&link(&host), &target).await.unwrap();
            assert!(fs::read(&target).unwrap() == file);
        }
    }
}

#[tokio::test]
async fn the_rest_is_asked_for_after_a_cut() {
    let cases: [&[(&str, &str)]; 4] = [
        &[("etag", "\"a\"")],
        &[("last-modified", "Mon, 23 Nov 2026 00:00:00 GMT")],
        // Not certain enough to be compared; the size has to do.
        &[("etag", "W/\"a\"")],
        &[],
    ];
    for headers in cases {
        let file = content(3, SIZE);
        let served = file.clone();
        let host = Host::start(move |number, request| match (number, request.start()) {
            (1, None) => Reply::whole(&served, headers).cut(100_000),
            (2, Some(start)) => Reply::rest(&served, start, headers).cut(100_000),
            (_, Some(start)) => Reply::rest(&served, start, headers),
            _ => Reply::new(500, &[], b""),
        })
        .await;
        let (folder, target) = folder();
        let done = downloader().download(&link(&host), &target).await.unwrap();
        assert!(fs::read(&target).unwrap() == file);
        assert_eq!((done.resumed_from, done.attempts), (Bytes(0), 3));
        assert_eq!(names(folder.path()), ["会议.mp4"]);
        let requests = host.requests();
        assert_eq!(requests[1].start(), Some(100_000));
        assert_eq!(requests[2].start(), Some(200_000));
        let validator = headers
            .first()
            .map(|(_, value)| *value)
            .filter(|value| !value.starts_with('W'));
        assert_eq!(requests[1].header("if-range"), validator);
    }
}

#[tokio::test]
async fn a_server_without_ranges_starts_again() {
    let file = content(4, SIZE);
    let served = file.clone();
    let host = Host::start(move |number, _| match number {
        1 | 2 => Reply::whole(&served, &[("etag", "\"a\"")]).cut(100_000 * number),
        _ => Reply::whole(&served, &[("etag", "\"a\"")]),
    })
    .await;
    let (_folder, target) = folder();
    let done = downloader().download(&link(&host), &target).await.unwrap();
    assert!(fs::read(&target).unwrap() == file);
    assert_eq!(done.attempts, 3);
}

/// Whether the server compares tags, does not know `If-Range`, or has only another size to show for it.
#[tokio::test]
async fn a_file_that_changes_is_never_mixed() {
    for (how, etags) in [
        ("if-range", ["\"a\"", "\"b\""]),
        ("etag", ["\"a\"", "\"b\""]),
        ("size", ["", ""]),
        ("nonsense", ["\"a\"", "\"b\""]),
    ] {
        let (old, new) = (content(5, SIZE), content(6, SIZE - 1));
        let served = new.clone();
        let host = Host::start(move |number, request| {
            let tag = [("etag", etags[usize::from(number > 1)])];
            let headers = if how == "size" { &[][..] } else { &tag };
            match request.start() {
                _ if number == 1 => Reply::whole(&old, headers).cut(100_000),
                Some(_) if how == "if-range" => Reply::good(request, &served, "\"b\""),
                Some(_) if how == "nonsense" => Reply::rest(&served, 7, headers),
                Some(start) => Reply::rest(&served, start, headers),
                None => Reply::whole(&served, headers),
            }
        })
        .await;
        let (_folder, target) = folder();
        let done = downloader().download(&link(&host), &target).await.unwrap();
        assert!(fs::read(&target).unwrap() == new, "{how}");
        assert_eq!(
            done.attempts,
            if how == "if-range" { 2 } else { 3 },
            "{how}"
        );
    }
}

/// Loads until a good part is there, then loses interest.
async fn drop_half_way(host: &Host, target: &std::path::Path) {
    let (sender, heard) = std::sync::mpsc::channel();
    let mut download = downloader()
        .download(&link(host), target)
        .progress(move |progress| sender.send(progress.loaded.0).unwrap())
        .into_future();
    poll_fn(|context| {
        assert!(download.as_mut().poll(context).is_pending());
        match heard.try_iter().last() {
            Some(loaded) if loaded >= 100_000 => Poll::Ready(()),
            _ => Poll::Pending,
        }
    })
    .await;
}

#[tokio::test]
async fn a_dropped_download_goes_on_with_a_new_link() {
    let file = content(7, SIZE);
    let served = file.clone();
    let host = Host::start(move |number, request| match number {
        1 => Reply::good(request, &served, "\"a\"").cut(120_000).hang(),
        _ => Reply::good(request, &served, "\"a\""),
    })
    .await;
    let (folder, target) = folder();
    drop_half_way(&host, &target).await;
    assert_eq!(
        names(folder.path()),
        ["会议.mp4.part", "会议.mp4.part.json"]
    );
    let other = format!("{}/new?token=other", host.url()).into();
    let done = downloader().download(&other, &target).await.unwrap();
    assert!(fs::read(&target).unwrap() == file);
    assert_eq!(done.attempts, 1);
    let from = usize::try_from(done.resumed_from.0).unwrap();
    assert!((1..=120_000).contains(&from), "{from}");
    assert_eq!(host.requests()[1].start(), Some(from));
    assert_eq!(names(folder.path()), ["会议.mp4"]);
}

/// Without a tag nobody knows whether a later link leads to the same file; with another tag it does not.
#[tokio::test]
async fn what_another_file_left_is_not_used() {
    for (first, second) in [(None, None), (Some("\"a\""), Some("\"b\""))] {
        let (old, new) = (content(8, SIZE), content(9, SIZE));
        let served = new.clone();
        let host = Host::start(move |number, request| match (number, first, second) {
            (1, Some(tag), _) => Reply::whole(&old, &[("etag", tag)]).cut(120_000).hang(),
            (1, ..) => Reply::whole(&old, &[]).cut(120_000).hang(),
            (_, _, Some(tag)) => Reply::good(request, &served, tag),
            _ => Reply::whole(&served, &[]),
        })
        .await;
        let (_folder, target) = folder();
        drop_half_way(&host, &target).await;
        let done = downloader().download(&link(&host), &target).await.unwrap();
        assert!(fs::read(&target).unwrap() == new);
        assert_eq!(done.resumed_from, Bytes(0));
        let range = second.map(|_| "if-range");
        assert_eq!(
            range.and_then(|name| host.requests()[1].header(name).map(ToOwned::to_owned)),
            first.map(ToOwned::to_owned)
        );
    }
}

/// A program may end after the last byte and before the file is in its place.
#[tokio::test]
async fn a_complete_part_is_checked_by_its_last_byte() {
    let file = content(10, SIZE);
    for (size, start) in [(SIZE, Some(SIZE - 1)), (SIZE + 1, None)] {
        let served = file.clone();
        let host = Host::start(move |_, request| Reply::good(request, &served, "\"a\"")).await;
        let (folder, target) = folder();
        let mut part = file.clone();
        part.resize(size, 0);
        fs::write(folder.path().join("会议.mp4.part"), part).unwrap();
        let notes = format!("{{\"version\":1,\"etag\":\"\\\"a\\\"\",\"size\":{SIZE}}}");
        fs::write(folder.path().join("会议.mp4.part.json"), notes).unwrap();
        downloader().download(&link(&host), &target).await.unwrap();
        assert!(fs::read(&target).unwrap() == file);
        assert_eq!(host.requests()[0].start(), start);
    }
}

#[tokio::test]
async fn notes_that_make_no_sense_are_not_used() {
    for notes in [
        "",
        "[]",
        "{\"version\":2,\"etag\":\"\\\"a\\\"\"}",
        "{\"version\":1,\"etag\":\"W/\\\"a\\\"\"}",
        "{\"version\":1,\"etag\":\"\\\"a\\\"\",\"size\":2}",
    ] {
        let file = content(11, 1000);
        let served = file.clone();
        let host = Host::start(move |_, request| Reply::good(request, &served, "\"a\"")).await;
        let (folder, target) = folder();
        fs::write(folder.path().join("会议.mp4.part"), [0; 500]).unwrap();
        fs::write(folder.path().join("会议.mp4.part.json"), notes).unwrap();
        downloader().download(&link(&host), &target).await.unwrap();
        assert!(fs::read(&target).unwrap() == file, "{notes}");
        assert_eq!(host.requests()[0].start(), None, "{notes}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn links_of_the_file_system_are_not_followed() {
    let file = content(12, 1000);
    let served = file.clone();
    let host = Host::start(move |_, request| Reply::good(request, &served, "\"a\"")).await;
    let (folder, target) = folder();
    let victim = folder.path().join("victim");
    fs::write(&victim, "precious").unwrap();
    std::os::unix::fs::symlink(&victim, folder.path().join("会议.mp4.part")).unwrap();
    let notes = "{\"version\":1,\"etag\":\"\\\"a\\\"\",\"size\":1000}";
    fs::write(folder.path().join("会议.mp4.part.json"), notes).unwrap();
    downloader().download(&link(&host), &target).await.unwrap();
    assert!(fs::read(&target).unwrap() == file);
    assert_eq!(fs::read(&victim).unwrap(), b"precious");
}
