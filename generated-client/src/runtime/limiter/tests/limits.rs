//! Which calls count together, and how long.

use super::*;

#[tokio::test(start_paused = true)]
async fn a_call_counts_until_a_period_after_its_end() {
    let timer = time();
    let window = SlidingWindow::new();
    let call = call(&FREE, &QUICK, "a", &timer);
    let slow = window.admit(&call).await;
    drop(window.admit(&call).await);
    timer.sleep(ms(5000)).await;
    assert!(passes(&window, call).await, "one is long over");
    assert!(!passes(&window, call).await, "the other still runs");
    drop(slow);
    timer.sleep(ms(999)).await;
    assert!(!passes(&window, call).await);
    timer.sleep(ms(1)).await;
    assert!(passes(&window, call).await);
    assert!(passes(&window, call).await);
    assert!(!passes(&window, call).await);
}

#[tokio::test(start_paused = true)]
async fn calls_count_per_account_and_operation_unless_they_are_shared() {
    let timer = time();
    let window = SlidingWindow::new();
    for account in ["a", "b"] {
        for operation in [&QUICK, &RECORDS] {
            let call = call(&FREE, operation, account, &timer);
            assert!(passes(&window, call).await);
            assert!(passes(&window, call).await);
        }
        assert!(!passes(&window, call(&FREE, &QUICK, account, &timer)).await);
        assert!(passes(&window, call(&FREE, &RECORDS, account, &timer)).await);
    }
    let window = SlidingWindow::new();
    assert!(passes(&window, call(&SHARED, &RECORDS, "a", &timer)).await);
    assert!(passes(&window, call(&SHARED, &PLAIN, "a", &timer)).await);
    assert!(!passes(&window, call(&SHARED, &RECORDS, "a", &timer)).await);
    assert!(!passes(&window, call(&SHARED, &PLAIN, "a", &timer)).await);
    assert!(passes(&window, call(&SHARED, &PLAIN, "b", &timer)).await);
    let window = SlidingWindow::new();
    assert!(passes(&window, call(&BY_ADDRESS, &PLAIN, "a", &timer)).await);
    assert!(passes(&window, call(&BY_ADDRESS, &PLAIN, "b", &timer)).await);
    assert!(!passes(&window, call(&BY_ADDRESS, &PLAIN, "c", &timer)).await);
    assert!(passes(&window, call(&BY_ADDRESS, &RECORDS, "c", &timer)).await);
}

#[tokio::test(start_paused = true)]
async fn who_waits_for_its_own_limit_holds_up_no_other_operation() {
    let timer = time();
    let window = SlidingWindow::new();
    let records = call(&SHARED, &RECORDS, "a", &timer);
    for _ in 0..10 {
        drop(window.admit(&records).await);
    }
    assert_eq!(timer.elapsed(), ms(4000), "two a second");
    let waits = tokio::spawn({
        let (window, timer) = (window.clone(), Arc::clone(&timer));
        async move {
            let records = call(&SHARED, &RECORDS, "a", &timer);
            drop(window.admit(&records).await);
            timer.elapsed()
        }
    });
    for at in [5000, 5000, 6000, 6000] {
        drop(window.admit(&call(&SHARED, &PLAIN, "a", &timer)).await);
        assert_eq!(timer.elapsed(), ms(at));
    }
    assert_eq!(waits.await.expect("a moment"), ms(60_000));
}

#[tokio::test(start_paused = true)]
async fn what_is_not_sent_does_not_count() {
    let timer = time();
    let window = SlidingWindow::new();
    let plain = call(&SHARED, &QUICK, "a", &timer);
    let first = window.admit(&plain).await;
    let second = window.admit(&call(&SHARED, &PLAIN, "a", &timer)).await;
    // It has a place of its own operation, and waits for one that it shares.
    let third = tokio::time::timeout(ms(10), window.admit(&plain)).await;
    assert!(third.is_err());
    drop((first, second));
    timer.sleep(ms(1000)).await;
    assert!(passes(&window, plain).await);
    assert!(passes(&window, plain).await);
}

#[tokio::test(start_paused = true)]
async fn limits_can_be_replaced() {
    let timer = time();
    let none = Limits::documented().operation::<Records>([]);
    let window = SlidingWindow::with(none);
    for _ in 0..100 {
        assert!(passes(&window, call(&FREE, &RECORDS, "a", &timer)).await);
    }
    let other = Limits::documented()
        .service::<Vendor>([per(9, 1000)])
        .service::<Vendor>([per(3, 1000).shared()])
        .operation::<Records>([per(1, 1000)]);
    let window = SlidingWindow::with(other);
    assert!(passes(&window, call(&SHARED, &RECORDS, "a", &timer)).await);
    assert!(!passes(&window, call(&SHARED, &RECORDS, "a", &timer)).await);
    assert!(passes(&window, call(&SHARED, &QUICK, "a", &timer)).await);
    assert!(passes(&window, call(&SHARED, &QUICK, "a", &timer)).await);
    assert!(!passes(&window, call(&SHARED, &PLAIN, "a", &timer)).await);
}

#[tokio::test(start_paused = true)]
async fn a_limit_that_is_documented_twice_counts_once() {
    static TWICE: Operation =
        Operation::new("twice").rate_limits(const { &[per(2, 1000).shared()] });
    let timer = time();
    let window = SlidingWindow::new();
    let twice = call(&SHARED, &TWICE, "a", &timer);
    assert!(passes(&window, twice).await);
    assert!(passes(&window, twice).await);
    assert!(!passes(&window, twice).await);
}

#[tokio::test(start_paused = true)]
async fn clients_that_share_it_may_have_started_at_different_times() {
    let window = SlidingWindow::new();
    let old = time();
    old.sleep(ms(50_000)).await;
    let young = time();
    drop(window.admit(&call(&FREE, &QUICK, "a", &old)).await);
    drop(window.admit(&call(&FREE, &QUICK, "a", &young)).await);
    old.sleep(ms(999)).await;
    assert!(!passes(&window, call(&FREE, &QUICK, "a", &young)).await);
    let soon = until(call(&FREE, &QUICK, "a", &young), ms(1000));
    assert!(window.admit(&soon).await.is_ok());
    assert_eq!(young.elapsed(), ms(1000));
}

#[tokio::test(start_paused = true)]
async fn accounts_that_count_nothing_are_forgotten() {
    let timer = time();
    let window = SlidingWindow::new();
    let busy = window.admit(&call(&SHARED, &QUICK, "busy", &timer)).await;
    for account in 0..10_000 {
        let account = account.to_string();
        drop(window.admit(&call(&SHARED, &QUICK, &account, &timer)).await);
        timer.sleep(ms(2)).await;
    }
    let known = window.known();
    assert!(known <= 2048, "{known}");
    // Those in use are kept.
    assert!(passes(&window, call(&SHARED, &QUICK, "busy", &timer)).await);
    assert!(!passes(&window, call(&SHARED, &QUICK, "busy", &timer)).await);
    drop(busy);
}
