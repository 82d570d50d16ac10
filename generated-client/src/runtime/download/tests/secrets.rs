//! Links do not show.

use super::{
    TOKEN, downloader, everything, folder,
    host::{Host, Reply},
    link,
};
use crate::runtime::DownloadErrorKind::{Interrupted, InvalidLink, LinkExpired, Redirect, Server};

#[tokio::test]
async fn no_error_shows_a_link() {
    let host = Host::start(|number, request| match number {
        1..=5 => Reply::whole(&[1; 1000], &[]).cut(10),
        6 => Reply::new(403, &[], b""),
        7 => Reply::new(400, &[], request.text().as_bytes()),
        _ => Reply::new(
            302,
            &[("location", request.text().split(' ').nth(1).unwrap())],
            b"",
        ),
    })
    .await;
    let refusing = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap()
    };
    let links = [
        link(&host),
        link(&host),
        link(&host),
        link(&host),
        format!("http://{refusing}/{TOKEN}?{TOKEN}").into(),
        format!("ftp://{TOKEN}").into(),
        format!("会议 {TOKEN}").into(),
        format!("http://{TOKEN}:99999/").into(),
    ];
    let mut kinds = Vec::new();
    for link in &links {
        let (_folder, target) = folder();
        let download = downloader().download(link, &target);
        assert!(!format!("{download:?} {link:?}").contains(TOKEN));
        let error = download.await.unwrap_err();
        let text = everything(&error);
        assert!(!text.contains("hunter2"), "{text}");
        assert!(!text.contains("/folder"), "{text}");
        kinds.push(error.kind());
    }
    assert_eq!(
        kinds,
        [
            Interrupted,
            LinkExpired,
            Server,
            Redirect,
            Interrupted,
            InvalidLink,
            InvalidLink,
            InvalidLink
        ]
    );
}
