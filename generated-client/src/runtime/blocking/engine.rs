//! A thread for connections and timers, and a way to wait for futures without being one.

use std::{
    io,
    pin::pin,
    sync::Arc,
    task::{Context, Poll, Wake, Waker},
    thread::{self, Thread},
};

use tokio::{
    runtime::{Builder, Handle},
    sync::oneshot,
    task::unconstrained,
};

/// A runtime on a thread of its own, which ends when this is dropped.
pub(super) struct Engine {
    handle: Handle,
    /// The thread stops once this is gone.
    _running: oneshot::Sender<()>,
}

impl Engine {
    pub(super) fn start() -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let (running, stopped) = oneshot::channel();
        thread::Builder::new()
            .name("meeting-client".to_owned())
            .spawn(move || {
                // That the other end is gone is what is waited for.
                let _ = runtime.block_on(stopped);
            })?;
        Ok(Self {
            handle,
            _running: running,
        })
    }

    /// Drives `future` on this thread; what it starts runs on the other one.
    pub(super) fn wait<F: Future>(&self, future: F) -> F::Output {
        let _context = self.handle.enter();
        // Within a task of another runtime, the future must not use up that task's turn: it would never get a new one.
        let mut future = pin!(unconstrained(future));
        let waker = Waker::from(Arc::new(Unpark(thread::current())));
        let mut context = Context::from_waker(&waker);
        loop {
            match future.as_mut().poll(&mut context) {
                Poll::Ready(value) => return value,
                Poll::Pending => thread::park(),
            }
        }
    }
}

/// Wakes a thread.
struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.0.unpark();
    }
}
