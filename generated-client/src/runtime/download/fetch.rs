//! Asks for a file, or for the rest of it.

use std::{future::poll_fn, pin::pin, task::Poll, time::Duration};

use reqwest::{
    Response, Url,
    header::{ACCEPT_ENCODING, HeaderValue, IF_RANGE, RANGE, USER_AGENT},
};

use super::{
    DownloadError, DownloadErrorKind, Settings,
    answer::{expired, is_page},
    part::Part,
};
use crate::runtime::Timer;

/// As many bytes as it takes to recognize a page.
const START: usize = 32;

/// The address of a link.
pub(super) fn address(link: &str) -> Result<Url, DownloadError> {
    let invalid = |problem| Err(DownloadError::new(DownloadErrorKind::InvalidLink, problem));
    let Ok(url) = Url::parse(link) else {
        return invalid("the link is not an address");
    };
    match url.scheme() {
        "https" if !cfg!(feature = "rustls") => {
            invalid("an https link needs the Cargo feature `rustls` of meeting-client")
        }
        "http" | "https" => Ok(url),
        _ => invalid("the link starts with neither http:// nor https://"),
    }
}

impl Settings {
    pub(super) async fn ask(
        &self,
        link: &Url,
        part: &Part,
        offset: u64,
    ) -> Result<Response, DownloadError> {
        let mut request = self
            .client
            .get(link.clone())
            .header(
                USER_AGENT,
                concat!("meeting-client/", env!("CARGO_PKG_VERSION")),
            )
            // A compressed file would have another size, and no rest that can be asked for.
            .header(ACCEPT_ENCODING, "identity");
        if offset > 0 {
            request = request.header(RANGE, format!("bytes={offset}-"));
            if let Some(value) = part.identity().validator()
                && let Ok(value) = HeaderValue::from_str(value)
            {
                request = request.header(IF_RANGE, value);
            }
        }
        self.in_time(request.send()).await
    }

    /// The first bytes of the file, if it is one.
    pub(super) async fn start(
        &self,
        response: &mut Response,
        expected: Option<u64>,
    ) -> Result<Vec<u8>, DownloadError> {
        let length = response.content_length();
        let mut start = Vec::new();
        while start.len() < START {
            match self.next(response).await? {
                Some(piece) => start.extend_from_slice(piece.as_ref()),
                None => break,
            }
        }
        let is_expected = expected.is_some() && expected == length;
        if is_page(&start) && !is_expected {
            return Err(expired("a page came instead").with_status(200));
        }
        Ok(start)
    }

    /// The next bytes; `None` after the last.
    pub(super) async fn next(
        &self,
        response: &mut Response,
    ) -> Result<Option<impl AsRef<[u8]> + use<>>, DownloadError> {
        self.in_time(response.chunk()).await
    }

    /// Waits for the network as long as something comes.
    async fn in_time<T>(
        &self,
        future: impl Future<Output = reqwest::Result<T>>,
    ) -> Result<T, DownloadError> {
        let limit = self.idle_timeout;
        match within(&*self.timer, limit, future).await {
            Some(result) => result.map_err(DownloadError::connection),
            None => Err(DownloadError::interrupted(format!(
                "nothing came from the server of the file for {limit:?}"
            ))),
        }
    }
}

/// The result of a future, or nothing if it takes longer.
async fn within<F: Future>(timer: &dyn Timer, span: Duration, future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut sleep = timer.sleep(span);
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => sleep.as_mut().poll(context).map(|()| None),
    })
    .await
}
