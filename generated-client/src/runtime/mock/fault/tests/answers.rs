//! What is sent instead of a good answer, or how a good one leaves.

use super::*;

#[test]
fn a_good_answer_may_leave_badly() {
    let pause = Duration::from_millis(3);
    for (fault, manner) in [
        (Fault::ResetInBody, Manner::ResetInBody),
        (Fault::Slow(pause), Manner::Slow(pause)),
        (Fault::TooShort, Manner::TooShort),
        (
            Fault::Huge {
                bytes: 5,
                declared: false,
            },
            Manner::Padded {
                bytes: 5,
                declared: false,
            },
        ),
    ] {
        let mut expected = good().header("X-Mock-Fault", fault.name());
        expected.manner = manner;
        assert_eq!(play(&fault), expected);
    }
}

#[test]
fn no_good_answer_is_made_where_none_is_sent() {
    let refusal = Duration::from_secs(1);
    let call = Received::new("GET", "/v1/a/rooms");
    for (fault, manner) in [
        (Fault::Reset, Manner::Reset),
        (Fault::Refuse(refusal), Manner::Refuse(refusal)),
        (Fault::Status(503), Manner::Whole),
        (Fault::Error("120".to_owned()), Manner::Whole),
        (Fault::Html, Manner::Whole),
        (Fault::Ban, Manner::Whole),
        (Fault::Redirect("a".to_owned()), Manner::Whole),
    ] {
        let never = || unreachable!("{fault:?} needs no good answer");
        let reply = fault.apply(None, &SERVICE, &ROOMS, &call, &never, "R1");
        assert_eq!(reply.manner, manner);
        assert_eq!(note(&reply), fault.name());
    }
}

#[test]
fn a_bare_status_has_no_body() {
    let reply = play(&Fault::Status(503));
    assert_eq!((reply.status, reply.body.as_slice()), (503, &b""[..]));
}

#[test]
fn documented_errors_are_those_of_the_operation_its_service_and_its_siblings() {
    for (code, status, sent) in [
        ("120", 404, json!(120)),
        ("no_office", 404, json!(120)),
        ("Denied.ByRole", 403, json!("Denied.ByRole")),
    ] {
        let fault = Fault::Error(code.to_owned());
        let reply = play(&fault);
        assert_eq!(reply.status, status);
        assert_eq!(json_of(&reply)["code"], sent);
        assert_eq!(fault.check(None, &SERVICE, Some(&ROOMS)), Ok(()));
    }
    let call = Received::new("DELETE", "/v1/a/rooms");
    let fault = Fault::Error("120".to_owned());
    let reply = fault.apply(None, &SERVICE, &DELETE, &call, &good, "R1");
    assert_eq!(reply.status, 404);
}

#[test]
fn a_call_too_many_is_refused_as_documented() {
    let reply = apply(&Fault::Throttled, None, &BUSY);
    assert_eq!(reply.status, 429);
    assert_eq!(json_of(&reply)["code"], json!("Busy"));
}

#[test]
fn a_banned_address_gets_what_the_vendor_sends_or_a_web_page() {
    let page = play(&Fault::Html);
    assert_eq!(page.status, 403);
    assert_eq!(
        page.headers.get("content-type"),
        Some("text/html; charset=utf-8")
    );
    assert!(page.body.starts_with(b"<!DOCTYPE html>"));
    assert_eq!(play(&Fault::Ban).body, page.body);
    assert_eq!(apply(&Fault::Ban, Some(&Banning), &SERVICE).body, b"banned");
}

#[test]
fn a_redirect_names_the_path_and_not_the_query() {
    for (host, location) in [
        ("b.example", "https://b.example/v1/a%2Fb/rooms"),
        ("http://[::1]:80", "http://[::1]:80/v1/a%2Fb/rooms"),
    ] {
        let reply = play(&Fault::Redirect(host.to_owned()));
        assert_eq!(reply.status, 302);
        assert_eq!(reply.headers.get("location"), Some(location));
    }
}
