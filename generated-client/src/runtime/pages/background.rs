//! Calls that go on while nobody waits for them.
//!
//! A future that is started and then left alone, while its owner spends minutes with an entry, runs into its deadline
//! with the answer at hand. So a page that is asked for ahead of time gets a task of its own.

use crate::runtime::BoxFuture;

/// Runs a future as a task that ends when what is returned is dropped; its result is `None` if the task was ended
/// otherwise. `None` if there is no runtime to run it on.
#[cfg(feature = "tokio")]
pub(super) fn run<T: Send + 'static>(
    future: BoxFuture<'static, T>,
) -> Option<BoxFuture<'static, Option<T>>> {
    let runtime = tokio::runtime::Handle::try_current().ok()?;
    // What is asked for ahead of time is part of what its owner does.
    #[cfg(feature = "tracing")]
    let future = tracing::Instrument::in_current_span(future);
    let mut task = Task(runtime.spawn(future));
    Some(Box::pin(async move { (&mut task.0).await.ok() }))
}

/// Without Tokio nothing runs in the background.
#[cfg(not(feature = "tokio"))]
pub(super) fn run<T: Send + 'static>(
    _future: BoxFuture<'static, T>,
) -> Option<BoxFuture<'static, Option<T>>> {
    None
}

/// Stops with its owner.
#[cfg(feature = "tokio")]
struct Task<T>(tokio::task::JoinHandle<T>);

#[cfg(feature = "tokio")]
impl<T> Drop for Task<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}
