//! A service that refuses calls although the limits were kept.

use super::*;

/// When the next call is let through.
async fn next(window: &SlidingWindow, call: &Admission<'_>) -> Duration {
    drop(window.admit(call).await);
    call.timer.elapsed()
}

#[tokio::test(start_paused = true)]
async fn no_call_is_let_through_for_as_long_as_the_service_asks() {
    let timer = time();
    let window = SlidingWindow::new();
    let plain = call(&FREE, &PLAIN, "a", &timer);
    window.throttled(&plain, Some(ms(7000)));
    // Others are not concerned.
    assert!(passes(&window, call(&FREE, &PLAIN, "b", &timer)).await);
    assert!(passes(&window, call(&FREE, &QUICK, "a", &timer)).await);
    let found = window.admit(&until(plain, ms(6999))).await;
    assert_eq!(found.err(), Some(Overload::new(None, Some(ms(7000)))));
    assert_eq!(next(&window, &plain).await, ms(7000));
}

#[tokio::test(start_paused = true)]
async fn without_a_word_the_limit_says_how_long_and_then_twice_as_long() {
    let doubling = [1000, 2000, 4000];
    for (profile, operation, pauses) in [
        (&FREE, &PLAIN, doubling),
        (&FREE, &QUICK, doubling),
        (&FREE, &RECORDS, [60_000, 60_000, 60_000]),
        // The shorter one counts.
        (&SHARED, &RECORDS, doubling),
    ] {
        let timer = time();
        let window = SlidingWindow::new();
        let call = call(profile, operation, "a", &timer);
        let mut expected = ms(0);
        for pause in pauses {
            // Two that are under way at once are refused at once.
            window.throttled(&call, None);
            window.throttled(&call, None);
            expected += ms(pause);
            assert_eq!(next(&window, &call).await, expected);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn those_who_wait_are_held_up_in_order() {
    let timer = time();
    let window = SlidingWindow::new();
    let quick = call(&FREE, &QUICK, "a", &timer);
    drop(window.admit(&quick).await);
    drop(window.admit(&quick).await);
    let mut waiting = [(); 3].map(|()| window.admit(&quick));
    std::future::poll_fn(|context| {
        for one in &mut waiting {
            assert!(one.as_mut().poll(context).is_pending());
        }
        std::task::Poll::Ready(())
    })
    .await;
    timer.sleep(ms(100)).await;
    window.throttled(&quick, Some(ms(5000)));
    let mut at = Vec::new();
    for one in waiting {
        drop(one.await);
        at.push(timer.elapsed());
    }
    assert_eq!(at, [5100, 5100, 6100].map(ms));
}

#[tokio::test(start_paused = true)]
async fn a_refusal_reaches_those_who_wait_for_a_shared_limit() {
    let timer = time();
    let window = SlidingWindow::new();
    let plain = call(&SHARED, &PLAIN, "a", &timer);
    drop(window.admit(&plain).await);
    drop(window.admit(&plain).await);
    let mut waits = window.admit(&plain);
    std::future::poll_fn(|context| {
        assert!(waits.as_mut().poll(context).is_pending());
        std::task::Poll::Ready(())
    })
    .await;
    window.throttled(&plain, Some(ms(3000)));
    drop(waits.await);
    assert_eq!(timer.elapsed(), ms(3000));
}
