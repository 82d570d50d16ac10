//! Accepting connections.

use std::{
    future::{Future as _, poll_fn},
    io,
    pin::pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use tokio::{
    net::TcpStream,
    time::{Instant, sleep, timeout_at},
};

use super::{Door, Site};

/// How long to wait after an error, such as too many open files, before the next try.
const PAUSE: Duration = Duration::from_millis(20);

/// Accepts connections until the door is closed for good.
pub(super) async fn run(site: Arc<Site>) {
    loop {
        let until = match &site.state().door {
            Door::Open(_) => None,
            Door::Shut { until, .. } => Some(*until),
            Door::Closed => return,
        };
        match until {
            None => match next(&site).await {
                Some(Ok(stream)) => site.serve(stream),
                Some(Err(_)) => sleep(PAUSE).await,
                None => {}
            },
            Some(until) if until > Instant::now() => {
                // Ends early if the time is extended.
                let _ = timeout_at(until, site.changed.notified()).await;
            }
            Some(_) => {
                if site.reopen().is_err() {
                    sleep(PAUSE).await;
                }
            }
        }
    }
}

/// The next connection; `None` if the door has changed first.
async fn next(site: &Site) -> Option<io::Result<TcpStream>> {
    let mut changed = pin!(site.changed.notified());
    poll_fn(|cx| match changed.as_mut().poll(cx) {
        Poll::Ready(()) => Poll::Ready(None),
        Poll::Pending => poll_accept(site, cx).map(Some),
    })
    .await
}

fn poll_accept(site: &Site, cx: &mut Context<'_>) -> Poll<io::Result<TcpStream>> {
    match &site.state().door {
        Door::Open(listener) => listener.poll_accept(cx).map_ok(|(stream, _address)| stream),
        Door::Shut { .. } | Door::Closed => Poll::Pending,
    }
}
