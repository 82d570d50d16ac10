//! Two models of specs: which operation is which, and what is said once.

use super::{
    cases::{error, fact, field, param, value, word},
    declared::{declared, spec, success, typed},
};
use crate::{
    diff::{Change, Kind, models},
    model::{DeclaredValue, In, Kind as Type, Model, Operation, Rate, Retired, Service},
};

fn service() -> Service {
    Service {
        name: "vendor".to_owned(),
        rust: "Vendor".to_owned(),
        credential: word("bearer"),
        common: Operation {
            service: "vendor".to_owned(),
            host: word("https://api.vendor.example"),
            ..Operation::default()
        },
        ..Service::default()
    }
}

fn named(name: &str, path: &str) -> Operation {
    let mut operation = spec();
    operation.service = "vendor".to_owned();
    operation.name = name.to_owned();
    declared(&mut operation).rust = crate::names::pascal(name);
    operation.path = word(path);
    operation
}

fn model(operations: Vec<Operation>) -> Model {
    Model {
        operations,
        services: vec![service()],
    }
}

fn kinds(old: &Model, new: &Model) -> Vec<(String, Vec<Kind>)> {
    let found = models(old, new).into_iter();
    let short = |list: &[Change]| list.iter().map(|it| it.kind).collect();
    found.map(|it| (it.name, short(&it.changes))).collect()
}

fn only(old: &Model, new: &Model) -> Change {
    let mut found = models(old, new);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].changes.len(), 1, "{found:#?}");
    found.remove(0).changes.remove(0)
}

fn retired(subject: &str, value: Option<&str>) -> Retired {
    Retired {
        subject: subject.to_owned(),
        value: value.map(str::to_owned),
        since: crate::model::Fact::new("2026-05-24".to_owned(), crate::model::At::default()),
    }
}

#[test]
fn a_removal_is_judged_by_its_announcement() {
    let old = |sunset: Option<&str>| {
        let mut thing = named("get_thing", "/v1/things/{id}");
        declared(&mut thing).sunset = sunset.and_then(word);
        let mut other = named("other", "/v1/other");
        declared(&mut other).checked = Some("2026-05-01".to_owned());
        model(vec![thing, other])
    };
    let new = || model(vec![old(None).operations[1].clone()]);
    assert_eq!(only(&old(None), &new()).kind, Kind::E02);
    assert_eq!(only(&old(Some("2026-05-01")), &new()).kind, Kind::E03);
    assert_eq!(only(&old(Some("2026-06-01")), &new()).kind, Kind::E04);
    let mut kept = new();
    kept.services[0].retired.push(retired("get_thing", None));
    // It is gone since 24 May.
    let change = only(&old(Some("2026-05-20")), &kept);
    assert_eq!((change.kind, change.eased), (Kind::E03, true));
    assert_eq!(change.new.as_deref(), Some("retired: 2026-05-24"));
}

#[test]
fn a_version_beside_another_is_no_plain_addition() {
    let first = || named("get_thing", "/v1/things/{id}");
    let old = model(vec![first()]);
    let new = model(vec![first(), named("get_thing_v2", "/v2/things/{id}")]);
    assert_eq!(only(&old, &new).kind, Kind::E10);
    let new = model(vec![first(), named("list_things", "/v1/things")]);
    assert_eq!(only(&old, &new).kind, Kind::E01);
}

#[test]
fn an_operation_keeps_its_identity_under_another_name() {
    let old = model(vec![named("get_thing", "/v1/things/{id}")]);
    let mut renamed = named("read_thing", "/v2/objects/{id}");
    declared(&mut renamed).was = word("get_thing");
    let found = models(&old, &model(vec![renamed]));
    let change = |kind| found[0].changes.iter().find(|it| it.kind == kind);
    let name = change(Kind::E12).map(|it| (it.possible_rename, it.eased));
    assert_eq!(name, Some((false, true)));
    assert!(change(Kind::E06).is_some());
    // Without `was`, the address tells, and a person has to confirm it.
    let found = models(
        &old,
        &model(vec![named("read_thing", "/v1/things/{thing}")]),
    );
    let found = found.iter().flat_map(|it| &it.changes);
    let short: Vec<_> = found.map(|it| (it.kind, it.possible_rename)).collect();
    assert_eq!(short, [(Kind::E07, false), (Kind::E12, true)]);
}

#[test]
fn an_operation_moves_to_another_service() {
    let old = model(vec![named("get_thing", "/v1/things/{id}")]);
    let mut new = model(vec![named("get_thing", "/v1/things/{id}")]);
    new.operations[0].service = "vendor-things".to_owned();
    assert_eq!(only(&old, &new).kind, Kind::E13);
}

/// What changed of a service, and what is found.
type Case<'a> = (&'a dyn Fn(&mut Service), &'a [Kind]);

#[test]
fn what_holds_for_a_service_is_said_once() {
    let of = |change: &dyn Fn(&mut Service)| {
        let mut model = model(Vec::new());
        change(&mut model.services[0]);
        model
    };
    let plain = || of(&|_| {});
    let host = |it: &mut Service| it.common.host = word("https://api2.vendor.example");
    let listed = |it: &mut Service| {
        it.common.host = word("https://api2.vendor.example");
        it.hosts.extend(word("https://api.vendor.example"));
    };
    let rate = |it: &mut Service| {
        it.common.rates.extend(fact(Rate {
            calls: 10,
            per_millis: Some(1_000),
            scope: None,
            shared: false,
            of_service: false,
        }));
    };
    let cases: [Case<'_>; 11] = [
        (&host, &[Kind::G02]),
        (
            &|it| it.hosts.extend(word("https://eu.vendor.example")),
            &[Kind::G04],
        ),
        (
            &|it| it.credential_headers.extend(word("X-Key")),
            &[Kind::G05],
        ),
        (&|it| it.credential = word("header X-Token"), &[Kind::A09]),
        (&|it| it.credential = word("none"), &[Kind::A08]),
        (
            &|it| it.envelopes.extend(word("code errcode")),
            &[Kind::X08],
        ),
        (&|it| it.request_ids.extend(word("X-Trace")), &[Kind::R44]),
        (&|it| it.common.success = success("0"), &[Kind::R41]),
        (
            &|it| it.common.errors.push(error(500, "odd", "odd")),
            &[Kind::X01],
        ),
        (&rate, &[Kind::L04]),
        (&listed, &[Kind::G01]),
    ];
    for (change, expected) in cases {
        let found = kinds(&plain(), &of(change));
        assert_eq!(found, [(String::new(), expected.to_vec())]);
        assert_eq!(kinds(&of(change), &of(change)), []);
    }
    assert_eq!(
        only(&of(&|it| it.credential = word("none")), &plain()).kind,
        Kind::A01
    );
}

#[test]
fn what_stays_in_rust_eases_a_change() {
    let with = |change: &dyn Fn(&mut Operation)| {
        let mut thing = named("get_thing", "/v1/things/{id}");
        change(&mut thing);
        model(vec![thing])
    };
    let link = |path: &str, ty: &str| {
        let mut link = typed(field(path, Type::String), ty);
        if let Some(declared) = &mut link.declared {
            declared.rust = "link".to_owned();
            declared.was = word("link");
        }
        link
    };
    // The wire's name changed, the name in Rust did not.
    let change = only(
        &with(&|it| it.response.push(link("link", "Option<String>"))),
        &with(&|it| it.response.push(link("url", "Option<String>"))),
    );
    assert_eq!(
        (change.kind, change.eased, change.possible_rename),
        (Kind::R06, true, false)
    );
    // A parameter that is kept without being sent.
    let change = only(
        &with(&|it| it.params.push(param("size", In::Query, Type::Integer))),
        &with(&|it| declared(it).retired.push(retired("query.size", None))),
    );
    assert_eq!((change.kind, change.eased), (Kind::P04, true));
    // A value that is kept, and one that is spelled in another way under the same name.
    let state = |wires: &[(&str, &str, Option<&str>)]| {
        let mut state = typed(field("state", Type::String), "Option<State>");
        for (wire, name, was) in wires {
            let mut value = value(wire, name);
            value.name = (*name).to_owned();
            state.values.push(value);
            if let Some(declared) = &mut state.declared {
                declared.values.push(DeclaredValue {
                    wire: (*wire).to_owned(),
                    was: was.map(str::to_owned),
                    ..DeclaredValue::default()
                });
            }
        }
        state
    };
    let old = with(&|it| {
        it.response
            .push(state(&[("on", "on", None), ("off", "off", None)]));
    });
    let change = only(
        &old,
        &with(&|it| {
            it.response.push(state(&[("on", "on", None)]));
            declared(it)
                .retired
                .push(retired("response.state", Some("off")));
        }),
    );
    assert_eq!((change.kind, change.eased), (Kind::V08, true));
    let change = only(
        &old,
        &with(&|it| {
            it.response
                .push(state(&[("on", "on", None), ("OFF", "off", Some("off"))]));
        }),
    );
    assert_eq!(
        (change.kind, change.eased, change.possible_rename),
        (Kind::V09, true, false)
    );
}
