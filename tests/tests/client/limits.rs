//! What the pages forbid is refused before it is sent, and nothing else is.

use meeting_client::{
    Endpoint, ErrorKind, UnixSeconds,
    tencent_meeting::{ListCorpRecords, list_corp_records::OperatorIdType},
};

use crate::{operations, spec};

const DAY: i64 = 86_400;

fn records(start: i64, end: i64) -> ListCorpRecords {
    ListCorpRecords::new(
        UnixSeconds(start),
        UnixSeconds(end),
        "o1",
        OperatorIdType::UserId,
    )
}

fn refused(call: &ListCorpRecords, words: &str) {
    let error = call.request().expect_err("refused");
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert!(error.to_string().contains(words), "{error}");
    assert!(!error.is_retryable());
}

#[test]
fn pages_of_corp_records() {
    for size in [1, 10, 20] {
        assert!(records(1, 2).page_size(size).request().is_ok());
    }
    for size in [21, u32::MAX] {
        refused(
            &records(1, 2).page_size(size),
            "`page_size` must be at most 20",
        );
    }
    for page in [1, 2, u32::MAX] {
        assert!(records(1, 2).page(page).request().is_ok());
    }
    refused(&records(1, 2).page(0), "`page` must be at least 1");
}

#[test]
fn the_window_of_corp_records() {
    let start = 1_611_072_000;
    for length in [0, 1, 30 * DAY, 31 * DAY] {
        assert!(records(start, start + length).request().is_ok(), "{length}");
    }
    for length in [31 * DAY + 1, 32 * DAY, i64::MAX - start] {
        refused(&records(start, start + length), "31 days");
    }
    for length in [-1, -31 * DAY] {
        refused(&records(start, start + length), "before");
    }
    refused(&records(i64::MIN, i64::MAX), "31 days");
}

#[test]
fn only_starting_a_recording_is_not_repeatable() {
    for documented in spec::operations() {
        let operation = operations::find(documented.name()).operation();
        let expected = documented.name() != "start_cloud_record";
        assert_eq!(operation.is_idempotent(), expected, "{}", documented.name());
        assert_eq!(documented.operation.idempotent.value, expected);
        assert_eq!(operation.is_anonymous(), documented.operation.anonymous);
    }
}
