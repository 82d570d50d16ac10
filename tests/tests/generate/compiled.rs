//! What a fake server is told by the clients that are compiled into these tests.

use std::time::Duration;

use codegen::{ExampleRequest, spec};
use golden_tests::{check, generated::vendor_specs, vendors, workspace};
use meeting_client::{
    Endpoint as _, Service as _,
    dingtalk::DingTalk,
    runtime::{
        LimitScope, Operation, Period, RateLimit,
        mock::{ErrorSpec, ExampleSpec, Mockable, MockableService, OperationSpec, ServiceSpec},
    },
    tencent_meeting::{ListCorpRecords, TencentMeeting},
};

/// All services.
fn compiled() -> [&'static ServiceSpec; 7] {
    [
        DingTalk::SPEC,
        TencentMeeting::SPEC,
        vendors::Acme::SPEC,
        vendors::Hostile::SPEC,
        vendors::Keyed::SPEC,
        vendors::OpenWeather::SPEC,
        vendors::PlainHeader::SPEC,
    ]
}

#[test]
fn what_is_compiled_in_is_what_the_specs_say() {
    let (_, own) = check(&workspace("specs"));
    let (_, fictional) = check(&vendor_specs());
    let services: Vec<_> = own
        .specs
        .services
        .iter()
        .chain(&fictional.specs.services)
        .collect();
    assert_eq!(services.len(), compiled().len());
    for service in services {
        let spec = compiled()
            .into_iter()
            .find(|it| it.name() == service.name.value)
            .unwrap();
        assert_eq!(spec.title(), service.title.value);
        let live = |it: &&spec::Operation| it.retired.is_none();
        let operations: Vec<_> = service.operations.iter().filter(live).collect();
        assert_eq!(spec.all_operations().len(), operations.len());
        for (compiled, operation) in spec.all_operations().iter().zip(operations) {
            compare(compiled, operation);
        }
    }
}

fn compare(compiled: &OperationSpec, operation: &spec::Operation) {
    let name = &operation.name.value;
    assert_eq!(compiled.name(), name);
    assert_eq!(
        compiled.method().to_string(),
        operation.method.as_str(),
        "{name}"
    );
    assert_eq!(compiled.path(), operation.path.value, "{name}");
    assert_eq!(compiled.is_anonymous(), operation.anonymous, "{name}");
    let answered = operation.examples.iter().filter(|it| it.response.is_some());
    let answered: Vec<_> = answered.collect();
    assert_eq!(compiled.all_examples().len(), answered.len(), "{name}");
    for (compiled, example) in compiled.all_examples().iter().zip(answered) {
        let request = ExampleRequest::parse(&example.request.value).unwrap();
        assert_eq!(compiled.target(), request.target, "{name}");
        assert_eq!(compiled.request_body(), request.body.as_deref(), "{name}");
        let response = example.response.as_ref().map(|it| it.value.as_str());
        assert_eq!(Some(compiled.response()), response, "{name}");
        for (header, value) in compiled.all_headers() {
            let mut sent = request.headers.iter();
            let sent = sent.find(|it| it.name.eq_ignore_ascii_case(header));
            assert_eq!(sent.map(|it| it.value.as_str()), Some(*value), "{name}");
        }
    }
    let live = operation.errors.iter().filter(|it| it.retired.is_none());
    let codes: Vec<_> = live.map(|it| it.code.value.as_str()).collect();
    let compiled: Vec<_> = compiled.error_table().iter().map(ErrorSpec::code).collect();
    assert_eq!(compiled, codes, "{name}");
}

#[test]
fn headers_of_examples_are_the_declared_ones() {
    let examples = vendors::acme::ListThings::SPEC.all_examples();
    assert_eq!(
        examples[0].all_headers(),
        [("X-Acme-Tenant", "t1"), ("X-Acme-Api", "2026-01")]
    );
    // A credential is none.
    let sent = DingTalk::SPEC
        .all_operations()
        .iter()
        .flat_map(|operation| operation.all_examples());
    assert!(sent.flat_map(ExampleSpec::all_headers).next().is_none());
}

#[test]
fn types_that_hold_themselves_can_be_printed() {
    for service in compiled() {
        assert!(format!("{service:?}").contains(service.name()));
    }
}

#[test]
fn documented_limits_are_kept() {
    let span = |calls, seconds, scope| {
        RateLimit::new(calls, Period::Span(Duration::from_secs(seconds)), scope)
    };
    // Of the standard edition.
    assert_eq!(
        DingTalk::PROFILE.documented_limits(),
        [
            span(20, 1, LimitScope::App),
            RateLimit::new(5000, Period::Month, LimitScope::Organisation).shared(),
        ]
    );
    assert_eq!(TencentMeeting::PROFILE.documented_limits(), []);
    let limits = |operation: &'static Operation| operation.documented_limits();
    assert_eq!(
        limits(ListCorpRecords::OPERATION),
        [span(10, 60, LimitScope::Account)]
    );
    assert_eq!(
        limits(vendors::acme::ListThings::OPERATION),
        [span(5, 1, LimitScope::User)]
    );
}
