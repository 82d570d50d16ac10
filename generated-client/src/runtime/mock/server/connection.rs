//! One connection: its requests, one after the other.

use std::{
    future::{Future as _, poll_fn},
    io,
    pin::pin,
    sync::{
        Arc, Weak,
        atomic::{AtomicUsize, Ordering},
    },
};

use hyper::{Request, Response, body::Incoming, server::conn::http1, service::service_fn};
use tokio::{net::TcpStream, time::sleep};

use super::{
    super::http_reply::Manner,
    Site,
    body::Payload,
    receive::receive,
    respond::respond,
    socket::{Line, Socket},
};

/// Counts a connection as open while it lives.
struct Open(Arc<AtomicUsize>);

impl Open {
    fn new(count: &Arc<AtomicUsize>) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(count))
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Serves a connection until it ends or the server stops.
///
/// It does not keep the server's parts alive: with the server, they go.
pub(super) fn run(stream: TcpStream, site: &Arc<Site>) -> impl Future<Output = ()> + use<> {
    let open = Open::new(&site.open);
    let mut stopping = site.stopping.subscribe();
    let site = Arc::downgrade(site);
    async move {
        let _open = open;
        let line = Arc::new(Line::default());
        let socket = Socket::new(stream, Arc::clone(&line));
        let service =
            service_fn(move |request| answer(Weak::clone(&site), Arc::clone(&line), request));
        let connection = http1::Builder::new()
            .auto_date_header(false)
            .serve_connection(socket, service);
        let mut connection = pin!(connection);
        let mut stopping = pin!(stopping.wait_for(|stopping| *stopping));
        let mut asked = false;
        // How it ends is the client's concern: it hung up, or was to see the connection break.
        let _ = poll_fn(|cx| {
            if !asked && stopping.as_mut().poll(cx).is_ready() {
                asked = true;
                connection.as_mut().graceful_shutdown();
            }
            connection.as_mut().poll(cx)
        })
        .await;
    }
}

/// Answers one request. An error ends the connection without an answer.
async fn answer(
    site: Weak<Site>,
    line: Arc<Line>,
    request: Request<Incoming>,
) -> io::Result<Response<Payload>> {
    let gone = || io::Error::from(io::ErrorKind::ConnectionAborted);
    let method = request.method().clone();
    let received = receive(request).await;
    let reply = {
        let site = site.upgrade().ok_or_else(gone)?;
        received.map_or_else(|reply| reply, |received| (site.handler)(received))
    };
    if !reply.delay.is_zero() {
        sleep(reply.delay).await;
    }
    let site = site.upgrade().ok_or_else(gone)?;
    if let Manner::Refuse(span) = reply.manner {
        site.refuse_for(span);
    }
    respond(reply, &method, site.clock.now(), Arc::clone(&line)).ok_or_else(|| {
        line.reset();
        io::ErrorKind::ConnectionReset.into()
    })
}
