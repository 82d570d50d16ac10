//! Limits of a calendar month.

use super::*;

/// 2024-01-31 23:59:50 UTC.
fn new_year() -> Arc<dyn Timer> {
    Time::at(SystemTime::UNIX_EPOCH + Duration::from_secs(1_706_745_590))
}

#[tokio::test(start_paused = true)]
async fn a_month_that_is_used_up_refuses_at_once() {
    let timer = new_year();
    let window = SlidingWindow::new();
    let plain = call(&QUOTA, &PLAIN, "a", &timer);
    for _ in 0..3 {
        drop(window.admit(&plain).await);
    }
    let found = window.admit(&call(&QUOTA, &QUICK, "a", &timer)).await;
    assert_eq!(
        found.err(),
        Some(Overload::new(Some(MONTHLY), Some(ms(10_000))))
    );
    assert!(passes(&window, call(&QUOTA, &PLAIN, "b", &timer)).await);
    timer.sleep(ms(9999)).await;
    assert!(!passes(&window, plain).await);
    timer.sleep(ms(1)).await;
    for _ in 0..3 {
        assert!(passes(&window, plain).await);
    }
    assert!(!passes(&window, plain).await);
}

#[tokio::test(start_paused = true)]
async fn a_call_over_midnight_counts_for_both_months() {
    let timer = new_year();
    let window = SlidingWindow::new();
    let plain = call(&QUOTA, &PLAIN, "a", &timer);
    drop(window.admit(&plain).await);
    let slow = window.admit(&plain).await;
    timer.sleep(ms(20_000)).await;
    assert!(passes(&window, plain).await);
    drop(slow);
    assert!(passes(&window, plain).await);
    assert!(!passes(&window, plain).await);
}

#[tokio::test(start_paused = true)]
async fn who_gives_up_waiting_gives_its_share_back() {
    let timer = new_year();
    let window = SlidingWindow::new();
    let quick = call(&QUOTA, &QUICK, "a", &timer);
    let running = [window.admit(&quick).await, window.admit(&quick).await];
    for _ in 0..5 {
        let waited = tokio::time::timeout(ms(1), window.admit(&quick)).await;
        assert!(waited.is_err());
    }
    drop(running);
    assert!(passes(&window, call(&QUOTA, &PLAIN, "a", &timer)).await);
    assert!(!passes(&window, call(&QUOTA, &PLAIN, "a", &timer)).await);
}
