//! Calls that would come too late.

use super::*;

#[tokio::test(start_paused = true)]
async fn a_deadline_that_cannot_be_met_fails_at_once() {
    let timer = time();
    let window = SlidingWindow::new();
    let records = call(&FREE, &RECORDS, "a", &timer);
    for _ in 0..10 {
        drop(window.admit(&records).await);
    }
    timer.sleep(ms(15_000)).await;
    let found = window.admit(&until(records, ms(59_999))).await;
    let limit = Some(per(10, 60_000));
    assert_eq!(found.err(), Some(Overload::new(limit, Some(ms(45_000)))));
    assert_eq!(timer.elapsed(), ms(15_000), "nobody waited");
    let permit = window.admit(&until(records, ms(60_000))).await;
    assert!(permit.is_ok());
    assert_eq!(timer.elapsed(), ms(60_000));
}

#[tokio::test(start_paused = true)]
async fn those_ahead_count() {
    let timer = time();
    let window = SlidingWindow::new();
    let quick = call(&FREE, &QUICK, "a", &timer);
    drop(window.admit(&quick).await);
    drop(window.admit(&quick).await);
    let mut waiting = [(); 4].map(|()| window.admit(&quick));
    std::future::poll_fn(|context| {
        for one in &mut waiting {
            assert!(one.as_mut().poll(context).is_pending());
        }
        std::task::Poll::Ready(())
    })
    .await;
    let found = window.admit(&until(quick, ms(2999))).await;
    let limit = Some(per(2, 1000));
    assert_eq!(found.err(), Some(Overload::new(limit, Some(ms(3000)))));
    drop(waiting);
    assert!(window.admit(&until(quick, ms(1000))).await.is_ok());
    assert_eq!(timer.elapsed(), ms(1000));
}

#[tokio::test(start_paused = true)]
async fn who_waits_fails_as_soon_as_it_is_certain() {
    let timer = time();
    let window = SlidingWindow::new();
    let quick = call(&FREE, &QUICK, "a", &timer);
    let slow = [window.admit(&quick).await, window.admit(&quick).await];
    // Both might have ended at once, and have not.
    let found = window.admit(&until(quick, ms(1500))).await;
    let limit = Some(per(2, 1000));
    assert_eq!(found.err(), Some(Overload::new(limit, Some(ms(1000)))));
    assert_eq!(timer.elapsed(), ms(1000));
    drop(slow);
}

#[tokio::test(start_paused = true)]
async fn a_shared_limit_fails_before_the_own_one_has_been_waited_for() {
    let timer = time();
    let window = SlidingWindow::new();
    let quick = call(&SHARED, &QUICK, "a", &timer);
    let _running = [window.admit(&quick).await, window.admit(&quick).await];
    let found = window.admit(&until(quick, ms(999))).await;
    let limit = Some(per(2, 1000).shared());
    assert_eq!(found.err(), Some(Overload::new(limit, Some(ms(1000)))));
    assert_eq!(timer.elapsed(), ms(0));
}

#[tokio::test(start_paused = true)]
async fn a_limit_of_no_calls_is_never() {
    let timer = time();
    let window = SlidingWindow::new();
    let found = window.admit(&call(&FREE, &NEVER, "a", &timer)).await;
    assert_eq!(found.err(), Some(Overload::new(Some(per(0, 1000)), None)));
}
