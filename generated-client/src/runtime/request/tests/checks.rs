//! Limits of parameters.

use super::{get, problem};
use crate::runtime::{Bytes, Millis, Secret, UnixMillis, UnixSeconds};

#[test]
fn numbers_have_bounds() {
    assert!(
        get()
            .at_least("page", 1_u32, 1)
            .at_most("size", Some(20_u32), 20)
            .build()
            .is_ok()
    );
    assert!(
        get()
            .at_least("page", None::<u32>, 1)
            .at_most("size", None::<Millis>, 20)
            .build()
            .is_ok()
    );
    assert!(get().at_least("page", Some(&1_i64), 1).build().is_ok());
    assert_eq!(
        problem(get().at_least("page", Some(0_u32), 1)),
        "`page` must be at least 1"
    );
    assert_eq!(
        problem(get().at_most("page_size", 21_u32, 20)),
        "`page_size` must be at most 20"
    );
    assert_eq!(
        problem(get().at_most("size", Bytes(u64::MAX), i64::MAX)),
        "`size` must be at most 9223372036854775807"
    );
    assert_eq!(
        problem(get().at_least("offset", -6_i64, -5)),
        "`offset` must be at least -5"
    );
    assert_eq!(
        problem(get().at_most("length", Millis(1001), 1000)),
        "`length` must be at most 1000"
    );

    assert!(
        get()
            .at_least_f64("x", 0.5, 0.5)
            .at_most_f64("x", Some(0.5), 0.5)
            .build()
            .is_ok()
    );
    assert!(get().at_least_f64("x", None, 0.5).build().is_ok());
    assert_eq!(
        problem(get().at_least_f64("x", 0.4, 0.5)),
        "`x` must be at least 0.5"
    );
    assert_eq!(
        problem(get().at_most_f64("x", 0.6, 0.5)),
        "`x` must be at most 0.5"
    );
    assert_eq!(
        problem(get().at_most_f64("x", f64::NAN, 0.5)),
        "`x` must be at most 0.5"
    );
}

#[test]
fn texts_and_lists_have_lengths() {
    let text = Some("会议".to_owned());
    assert!(
        get()
            .max_length("name", &text, 2)
            .min_length("name", &text, 2)
            .build()
            .is_ok()
    );
    assert!(
        get()
            .min_length("name", &None::<String>, 2)
            .max_length("name", "", 0)
            .build()
            .is_ok()
    );
    assert_eq!(
        problem(get().max_length("name", &text, 1)),
        "`name` must have at most 1 character"
    );
    assert_eq!(
        problem(get().min_length("name", "a", 2)),
        "`name` must have at least 2 characters"
    );
    assert_eq!(
        problem(get().max_length("ids", &vec![1, 2], 1)),
        "`ids` must have at most 1 entry"
    );
    assert_eq!(
        problem(get().min_length("ids", &Some(Vec::<u8>::new()), 1)),
        "`ids` must have at least 1 entry"
    );
    let secret = Secret::new("abc".to_owned());
    assert_eq!(
        problem(get().max_length("key", &secret, 2)),
        "`key` must have at most 2 characters"
    );
}

#[test]
fn intervals_have_a_longest_span() {
    const DAY: i64 = 86_400;
    let window = |from: i64, to: i64| {
        get().window(
            "start_time",
            UnixSeconds(from),
            "end_time",
            UnixSeconds(to),
            2_678_400,
        )
    };
    assert!(window(0, 31 * DAY).build().is_ok());
    assert!(window(5, 5).build().is_ok());
    assert_eq!(
        problem(window(0, 31 * DAY + 1)),
        "`start_time` and `end_time` must be at most 31 days apart"
    );
    assert_eq!(
        problem(window(6, 5)),
        "`end_time` must not be before `start_time`"
    );
    assert_eq!(
        problem(window(i64::MIN, i64::MAX)),
        "`start_time` and `end_time` must be at most 31 days apart"
    );

    let mixed = |to: i64, max| get().window("a", Some(UnixSeconds(1)), "b", UnixMillis(to), max);
    assert!(mixed(3000, 2).build().is_ok());
    assert_eq!(
        problem(mixed(3001, 2)),
        "`a` and `b` must be at most 2 seconds apart"
    );
    assert_eq!(problem(mixed(999, 2)), "`b` must not be before `a`");
    assert_eq!(
        problem(mixed(90_000_000, 86_400)),
        "`a` and `b` must be at most 1 day apart"
    );
    assert_eq!(
        problem(mixed(90_000_000, 7200)),
        "`a` and `b` must be at most 2 hours apart"
    );

    let open = get().window("a", None::<UnixSeconds>, "b", UnixSeconds(5), 1);
    assert!(open.build().is_ok());
}

#[test]
fn a_retired_operation_is_not_sent() {
    assert_eq!(
        problem(get().retired("2026-05-24")),
        "the service no longer has this operation (2026-05-24)"
    );
}

#[test]
fn the_first_problem_is_told() {
    let builder = get()
        .at_most("a", 2_u32, 1)
        .at_most("b", 2_u32, 1)
        .path("c", "d");
    assert_eq!(problem(builder), "`a` must be at most 1");
}
