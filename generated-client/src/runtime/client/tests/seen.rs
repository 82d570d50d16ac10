use super::*;
use crate::runtime::{Attempt, Call, Observer};

/// Writes down what it is told.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

impl Observer for Log {
    fn attempt(&self, it: &Attempt<'_>) {
        self.0.lock().unwrap().push(format!(
            "{} {} {} {} {}: {:?} {:?} {:?} {:?} {:?} in {:?}, next {:?}",
            it.number,
            it.service,
            it.operation,
            it.method,
            it.template,
            it.status,
            it.code,
            it.request_id,
            it.failure,
            it.class,
            it.duration,
            it.retry_in,
        ));
    }

    fn call(&self, it: &Call<'_>) {
        self.0.lock().unwrap().push(format!(
            "{} {}: {} attempts, {:?} {:?} in {:?}",
            it.service, it.operation, it.attempts, it.failure, it.code, it.duration
        ));
    }
}

#[tokio::test(start_paused = true)]
async fn observers_hear_of_every_attempt_and_call() {
    let (log, other) = (Log::default(), Log::default());
    let script = Script::new([
        unreachable(),
        Step::Slow(3 * SECOND, error("busy")),
        ok(),
        Step::Answer(Response::new(200, "[")),
    ]);
    let builder = script.builder().observer(log.clone());
    let client = builder.observer(other.clone()).build().unwrap();
    assert!(call(&client, READ).await.is_ok());
    assert!(call(&client, WRITE).await.is_err());
    let heard = log.0.lock().unwrap();
    let expected = [
        "1 vendor read GET /v1/thing: None None None Some(Transport) None in 0ns, next Some(200ms)",
        "2 vendor read GET /v1/thing: Some(400) Some(\"busy\") None Some(Api) Some(Transient) in 3s, next Some(400ms)",
        "3 vendor read GET /v1/thing: Some(200) None None None None in 0ns, next None",
        "vendor read: 3 attempts, None None in 3.6s",
        "1 vendor write GET /v1/thing: Some(200) None None Some(Decode) None in 0ns, next None",
        "vendor write: 1 attempts, Some(Decode) None in 0ns",
    ];
    assert_eq!(*heard, expected);
    assert_eq!(*heard, *other.0.lock().unwrap());
}

#[tokio::test(start_paused = true)]
async fn futures_are_small_and_can_be_sent() {
    fn sendable<F: Future + Send>(future: &F) -> usize {
        std::mem::size_of_val(future)
    }
    let script = Script::new([]);
    let client = script.client();
    let size = sendable(&call(&client, READ));
    assert!(size < 8192, "{size} bytes");
}
