//! Reading faults, and finding those that cannot happen.

use super::*;

#[test]
fn what_cannot_happen_is_found_when_it_is_planned() {
    let error = |code: &str| Fault::Error(code.to_owned());
    for (fault, operation, problem) in [
        (
            error("121"),
            Some(&ROOMS),
            "list_rooms documents no error `121`, but 120, Denied.ByRole",
        ),
        (
            error("120"),
            Some(&DELETE),
            "delete_rooms documents no error `120`, but Denied.ByRole",
        ),
        (
            error("121"),
            None,
            "offices documents no error `121`, but 120, Denied.ByRole",
        ),
        (
            Fault::UnknownValue,
            Some(&DELETE),
            "the answers of delete_rooms have no enum",
        ),
        (
            Fault::Throttled,
            Some(&ROOMS),
            "list_rooms documents no error for too many calls",
        ),
        (
            Fault::Status(199),
            None,
            "`status` must be from 200 to 599, not 199",
        ),
        (
            Fault::Redirect("a/b".to_owned()),
            None,
            "`host` must be a host such as `other.example` or `http://127.0.0.1:8080`",
        ),
    ] {
        let found = fault.check(None, &SERVICE, operation);
        assert_eq!(found, Err(problem.to_owned()), "{fault:?}");
    }
    for (fault, operation) in [
        (error("120"), None),
        (Fault::UnknownValue, None),
        (Fault::UnknownValue, Some(&ROOMS)),
        (Fault::Status(599), None),
        (Fault::UnknownField, Some(&DELETE)),
    ] {
        assert_eq!(fault.check(None, &SERVICE, operation), Ok(()), "{fault:?}");
    }
    assert_eq!(Fault::Throttled.check(None, &BUSY, Some(&ROOMS)), Ok(()));
}

#[test]
fn a_type_that_holds_itself_ends_the_search() {
    static TREE: [FieldSpec; 1] = [FieldSpec::new("of", Kind::List(&Kind::Object(&TREE)))];
    static WALK: OperationSpec =
        OperationSpec::new(&Operation::new("walk"), Method::Get, "/").response(&TREE);
    let found = Fault::UnknownValue.check(None, &SERVICE, Some(&WALK));
    assert_eq!(found, Err("the answers of walk have no enum".to_owned()));
}

#[test]
fn faults_are_read_with_their_members() {
    let second = Duration::from_secs(1);
    for (json, fault) in [
        (
            json!({ "fault": "error", "code": "190004" }),
            Fault::Error("190004".to_owned()),
        ),
        (
            json!({ "fault": "error", "code": 190_004 }),
            Fault::Error("190004".to_owned()),
        ),
        (json!({ "fault": "status" }), Fault::Status(500)),
        (
            json!({ "fault": "status", "status": 429 }),
            Fault::Status(429),
        ),
        (json!({ "fault": "latency" }), Fault::Latency(second)),
        (
            json!({ "fault": "latency", "ms": 10 }),
            Fault::Latency(second / 100),
        ),
        (json!({ "fault": "refuse" }), Fault::Refuse(second)),
        (
            json!({ "fault": "refuse", "ms": 0 }),
            Fault::Refuse(Duration::ZERO),
        ),
        (json!({ "fault": "slow" }), Fault::Slow(second / 100)),
        (json!({ "fault": "slow", "ms": 1000 }), Fault::Slow(second)),
        (
            json!({ "fault": "redirect" }),
            Fault::Redirect("elsewhere.example".to_owned()),
        ),
        (
            json!({ "fault": "redirect", "host": "http://a:1" }),
            Fault::Redirect("http://a:1".to_owned()),
        ),
        (
            json!({ "fault": "huge" }),
            Fault::Huge {
                bytes: 1_073_741_824,
                declared: true,
            },
        ),
        (
            json!({ "fault": "huge", "bytes": 7, "declared": false }),
            Fault::Huge {
                bytes: 7,
                declared: false,
            },
        ),
    ] {
        assert_eq!(Fault::parse(&json), Ok(fault), "{json}");
    }
}

#[test]
fn every_fault_that_is_listed_can_be_planned_under_its_name() {
    for (name, members, help) in Fault::NAMES {
        let mut json = json!({ "fault": name });
        if members.contains(&"code") {
            json["code"] = json!("120");
        }
        let fault = Fault::parse(&json).unwrap();
        assert_eq!(fault.name(), *name);
        assert!(!help.is_empty() && !help.contains('\n'));
    }
    assert_eq!(Fault::NAMES.len(), 18);
}

#[test]
fn what_is_not_a_fault_is_told_what_is() {
    for (json, problem) in [
        (
            json!(["slow"]),
            "a JSON object is needed, such as {\"fault\": \"slow\", \"ms\": 10}; there are error (code), ",
        ),
        (json!({ "ms": 1 }), "a fault is needed, such as "),
        (json!({ "fault": 7 }), "a fault is needed, such as "),
        (
            json!({ "fault": "slwo" }),
            "there is no fault `slwo`, but error (code), status (status), latency (ms), refuse (ms), ",
        ),
        (
            json!({ "fault": "html", "ms": 1 }),
            "the fault `html` has no members, and so no `ms`",
        ),
        (
            json!({ "fault": "huge", "ms": 1 }),
            "the fault `huge` has no member `ms`, but bytes, declared",
        ),
        (
            json!({ "fault": "error" }),
            "`code` must be a documented code, such as \"190004\"",
        ),
        (
            json!({ "fault": "error", "code": "" }),
            "`code` must be a documented code",
        ),
        (
            json!({ "fault": "status", "status": 600 }),
            "`status` must be from 200 to 599, not 600",
        ),
        (
            json!({ "fault": "slow", "ms": -1 }),
            "`ms` must be an integer that is not negative",
        ),
        (
            json!({ "fault": "slow", "ms": "1" }),
            "`ms` must be an integer that is not negative",
        ),
        (
            json!({ "fault": "redirect", "host": "a b" }),
            "`host` must be a host such as ",
        ),
        (
            json!({ "fault": "redirect", "host": 1 }),
            "`host` must be a host such as ",
        ),
        (
            json!({ "fault": "redirect", "host": "http://" }),
            "`host` must be a host such as ",
        ),
        (
            json!({ "fault": "huge", "declared": 1 }),
            "`declared` must be true or false",
        ),
    ] {
        let found = Fault::parse(&json).unwrap_err();
        assert!(found.starts_with(problem), "{json}: {found}");
    }
}
