//! An HTTP/1.1 server on loopback that can misbehave.

mod accept;
mod body;
mod connection;
mod receive;
mod respond;
mod socket;
#[cfg(test)]
mod tests;

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{
    net::{TcpListener, TcpSocket, TcpStream},
    sync::{Notify, watch},
    task::{AbortHandle, JoinSet},
    time::{Instant, timeout},
};

use super::{HttpReply, Received, clock::Clock};

/// Answers a request. Called once per request, on the thread of its connection.
pub(super) type Handler = Arc<dyn Fn(Received) -> HttpReply + Send + Sync>;

/// How long [`Server::stop`] waits for running answers.
const PATIENCE: Duration = Duration::from_secs(1);

/// The longest time for which connections can be refused; longer ones are cut to it.
const LONGEST_REFUSAL: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// Connections that may wait to be accepted, as many as when a server starts.
const BACKLOG: u32 = 1024;

/// A server that listens until it is stopped or dropped.
///
/// All its tasks end with it. The handler must not own the server, or neither is ever dropped.
pub(super) struct Server {
    site: Arc<Site>,
    accepting: AbortHandle,
}

impl Server {
    /// Listens at a port of 127.0.0.1, or at any free one if it is 0. Runs on the current Tokio runtime.
    ///
    /// # Errors
    ///
    /// If the port is taken.
    pub(super) async fn start(port: u16, clock: Arc<Clock>, handler: Handler) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let site = Arc::new(Site {
            address: listener.local_addr()?,
            clock,
            handler,
            open: Arc::default(),
            state: Mutex::new(State {
                door: Door::Open(listener),
                connections: JoinSet::new(),
            }),
            changed: Notify::new(),
            stopping: watch::Sender::new(false),
        });
        let accepting = tokio::spawn(accept::run(Arc::clone(&site))).abort_handle();
        Ok(Self { site, accepting })
    }

    /// Where it listens.
    pub(super) fn address(&self) -> SocketAddr {
        self.site.address
    }

    /// Number of connections that are open.
    pub(super) fn connections(&self) -> usize {
        self.site.open.load(Ordering::Relaxed)
    }

    /// Closes the listening socket and all connections; listens at the same port again after `span`, or, of several calls,
    /// when the last of their times is over.
    ///
    /// As soon as this returns, connecting is refused.
    pub(super) fn refuse_for(&self, span: Duration) {
        self.site.refuse_for(span);
    }

    /// Stops listening, lets running answers finish for at most a second, and closes all connections.
    pub(super) async fn stop(&self) {
        let mut connections = {
            let mut state = self.site.state();
            state.door = Door::Closed;
            std::mem::take(&mut state.connections)
        };
        self.site.changed.notify_one();
        self.site.stopping.send_replace(true);
        let finished = async { while connections.join_next().await.is_some() {} };
        if timeout(PATIENCE, finished).await.is_err() {
            connections.shutdown().await;
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let mut state = self.site.state();
        state.door = Door::Closed;
        state.connections.abort_all();
        drop(state);
        self.accepting.abort();
    }
}

/// What the tasks of a server share.
struct Site {
    address: SocketAddr,
    clock: Arc<Clock>,
    handler: Handler,
    open: Arc<AtomicUsize>,
    state: Mutex<State>,
    /// Wakes the accepting task after a change of the door.
    changed: Notify,
    /// Asks connections to end after the answer that they are at.
    stopping: watch::Sender<bool>,
}

struct State {
    door: Door,
    connections: JoinSet<()>,
}

/// Whether connections are accepted.
enum Door {
    Open(TcpListener),
    /// The port stays ours by a socket that does not listen, if the system lets us have one.
    Shut {
        until: Instant,
        reserved: Option<TcpSocket>,
    },
    Closed,
}

impl Site {
    /// Never held while other code runs.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn refuse_for(&self, span: Duration) {
        let end = Instant::now() + span.min(LONGEST_REFUSAL);
        let mut state = self.state();
        match &mut state.door {
            Door::Closed => return,
            Door::Shut { until, .. } => *until = end.max(*until),
            Door::Open(_) => {
                // Closes the listening socket, before its port can be had again.
                state.door = Door::Shut {
                    until: end,
                    reserved: None,
                };
                state.door = Door::Shut {
                    until: end,
                    reserved: reserve(self.address).ok(),
                };
            }
        }
        state.connections.abort_all();
        drop(state);
        self.changed.notify_one();
    }

    /// Starts to listen again.
    fn reopen(&self) -> io::Result<()> {
        let mut state = self.state();
        if let Door::Shut { reserved, .. } = &mut state.door {
            let socket = match reserved.take() {
                Some(socket) => socket,
                None => reserve(self.address)?,
            };
            state.door = Door::Open(socket.listen(BACKLOG)?);
        }
        Ok(())
    }

    /// Serves a new connection, unless the door was shut meanwhile.
    fn serve(self: &Arc<Self>, stream: TcpStream) {
        let mut state = self.state();
        // What has ended is forgotten here, so that a server that runs for long does not collect it.
        while state.connections.try_join_next().is_some() {}
        if matches!(state.door, Door::Open(_)) {
            let connection = connection::run(stream, self);
            state.connections.spawn(connection);
        }
    }
}

/// A socket that has the port but does not listen yet: connecting to it is refused.
fn reserve(address: SocketAddr) -> io::Result<TcpSocket> {
    let socket = TcpSocket::new_v4()?;
    // Connections that were closed hold the port for a minute. On Windows they do not, and the option means another thing.
    #[cfg(not(windows))]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    Ok(socket)
}
