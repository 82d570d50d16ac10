//! Who comes first, and who gives up.

use std::sync::Mutex;

use tokio::task::JoinHandle;

use super::*;

/// Who was let through, and when.
type Log = Arc<Mutex<Vec<(usize, Duration)>>>;

/// A task that calls once, for so long.
fn caller(
    window: &SlidingWindow,
    timer: &Arc<dyn Timer>,
    log: &Log,
    number: usize,
    takes: Duration,
) -> JoinHandle<()> {
    let (window, timer, log) = (window.clone(), Arc::clone(timer), Arc::clone(log));
    tokio::spawn(async move {
        let permit = window.admit(&call(&FREE, &QUICK, "a", &timer)).await;
        log.lock().expect("a log").push((number, timer.elapsed()));
        timer.sleep(takes).await;
        drop(permit);
    })
}

fn seen(log: &Log) -> Vec<(usize, u64)> {
    let log = log.lock().expect("a log");
    let millis = |at: Duration| u64::try_from(at.as_millis()).expect("a time");
    log.iter()
        .map(|(number, at)| (*number, millis(*at)))
        .collect()
}

#[tokio::test(start_paused = true)]
async fn callers_are_served_in_the_order_in_which_they_came() {
    let (timer, window, log) = (time(), SlidingWindow::new(), Log::default());
    let mut callers = Vec::new();
    for number in 0..100 {
        callers.push(caller(&window, &timer, &log, number, ms(0)));
        tokio::task::yield_now().await;
    }
    for caller in callers {
        caller.await.expect("a call");
    }
    // Two a second.
    let expected: Vec<_> = (0..100)
        .map(|number| (number, number as u64 / 2 * 1000))
        .collect();
    assert_eq!(seen(&log), expected);
}

#[tokio::test(start_paused = true)]
async fn slow_calls_do_not_change_the_order() {
    let (timer, window, log) = (time(), SlidingWindow::new(), Log::default());
    let mut callers = Vec::new();
    for (number, takes) in [700, 30, 0, 2500, 10, 10, 10].into_iter().enumerate() {
        callers.push(caller(&window, &timer, &log, number, ms(takes)));
        tokio::task::yield_now().await;
    }
    for caller in callers {
        caller.await.expect("a call");
    }
    // By hand: the first ends at 700 and frees its place at 1700, the second at 1030, and so on.
    let expected = [
        (0, 0),
        (1, 0),
        (2, 1030),
        (3, 1700),
        (4, 2030),
        (5, 3040),
        (6, 4050),
    ];
    assert_eq!(seen(&log), expected);
}

#[tokio::test(start_paused = true)]
async fn whoever_gives_up_hands_the_turn_on() {
    let (timer, window, log) = (time(), SlidingWindow::new(), Log::default());
    let mut callers = Vec::new();
    for number in 0..8 {
        callers.push(caller(&window, &timer, &log, number, ms(0)));
        tokio::task::yield_now().await;
    }
    timer.sleep(ms(500)).await;
    // The first of the queue, one in the middle, the last.
    for gone in [2, 5, 7] {
        callers[gone].abort();
    }
    for caller in callers {
        let _gone = caller.await;
    }
    let expected = [(0, 0), (1, 0), (3, 1000), (4, 1000), (6, 2000)];
    assert_eq!(seen(&log), expected);
}

#[tokio::test(start_paused = true)]
async fn a_turn_that_nobody_takes_is_handed_on() {
    let (timer, window, log) = (time(), SlidingWindow::new(), Log::default());
    drop(window.admit(&call(&FREE, &QUICK, "a", &timer)).await);
    drop(window.admit(&call(&FREE, &QUICK, "a", &timer)).await);
    let quick = call(&FREE, &QUICK, "a", &timer);
    let (mut first, mut second) = (window.admit(&quick), window.admit(&quick));
    std::future::poll_fn(|context| {
        assert!(first.as_mut().poll(context).is_pending());
        assert!(second.as_mut().poll(context).is_pending());
        std::task::Poll::Ready(())
    })
    .await;
    let third = caller(&window, &timer, &log, 3, ms(0));
    tokio::task::yield_now().await;
    timer.sleep(ms(1000)).await;
    // The second looks, and finds that both turns have come. The first never looks.
    let permit = second.await;
    assert!(permit.is_ok());
    drop(first);
    third.await.expect("a call");
    assert_eq!(seen(&log), [(3, 1000)]);
    drop(permit);
}

#[tokio::test(start_paused = true)]
async fn a_crowd_that_gives_up_leaves_nothing_behind() {
    let (timer, window, log) = (time(), SlidingWindow::new(), Log::default());
    let crowd: Vec<_> = (0..1000)
        .map(|number| caller(&window, &timer, &log, number, ms(0)))
        .collect();
    timer.sleep(ms(100)).await;
    for caller in &crowd {
        caller.abort();
    }
    for caller in crowd {
        let _gone = caller.await;
    }
    assert_eq!(seen(&log).len(), 2);
    timer.sleep(ms(900)).await;
    let quick = call(&FREE, &QUICK, "a", &timer);
    assert!(passes(&window, quick).await);
    assert!(passes(&window, quick).await);
    assert!(!passes(&window, quick).await);
}
