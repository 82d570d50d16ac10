//! What changed for all operations of a service, reported once.

use super::{Change, Kind, Notice, Silence, access, declared, errors, operation, stubs, wording};
use crate::model::{Aspect, Fact, Service};

/// Compares what two specs say of a service.
#[must_use]
pub fn service_changes(old: &Service, new: &Service) -> Vec<Change> {
    let mut out = Vec::new();
    hosts(old, new, &mut out);
    credentials(old, new, &mut out);
    answers(old, new, &mut out);
    let (from, to) = (&old.common, &new.common);
    access::limits(from, to, Silence::Counts, &mut out);
    errors::compare(from, to, Silence::Counts, &mut out);
    if old.rust != new.rust {
        out.push(
            Change::new(Kind::R48, "", Aspect::Told("rust_name"))
                .old(&old.rust, from.at)
                .new_value(&new.rust, to.at),
        );
    }
    if let (Some(a), Some(b)) = (&from.declared, &to.declared) {
        let places = (from.at, to.at);
        declared::features(a, b, places, &mut out);
        wording::whole(from, to, &mut out);
        wording::source(a, b, &mut out);
    }
    stubs::operation(from, to, &mut out);
    // Only operations have enums of their codes.
    for change in &mut out {
        if change.subject.starts_with("errors.") {
            change.notice = Notice::Unseen;
        }
    }
    out
}

fn hosts(old: &Service, new: &Service, out: &mut Vec<Change>) {
    let plain = |host: &str| host.trim_end_matches('/').to_ascii_lowercase();
    let (from, to) = (old.common.host.as_ref(), new.common.host.as_ref());
    let base = |fact: Option<&Fact<String>>| fact.map(|it| plain(&it.value)).unwrap_or_default();
    let moved = base(from) != base(to);
    if moved {
        let listed = new.hosts.iter().any(|it| plain(&it.value) == base(from));
        let kind = if listed { Kind::G01 } else { Kind::G02 };
        let change = Change::new(kind, "", Aspect::Host).values(from, to, String::clone);
        out.push(change.at(old.common.at, new.common.at));
    }
    let change = |kind| Change::new(kind, "", Aspect::Told("hosts"));
    let known = |list: &[Fact<String>], base: &str, host: &str| {
        plain(host) == base || list.iter().any(|it| plain(&it.value) == plain(host))
    };
    for host in &new.hosts {
        if !known(&old.hosts, &base(from), &host.value) {
            let change = change(Kind::G04).new_value(&host.value, host.at);
            out.push(change.at(old.common.at, new.common.at));
        }
    }
    for host in &old.hosts {
        if !known(&new.hosts, &base(to), &host.value) {
            let change = change(Kind::G02).old(&host.value, host.at);
            out.push(change.at(old.common.at, new.common.at));
        }
    }
}

fn credentials(old: &Service, new: &Service, out: &mut Vec<Change>) {
    let places = (old.common.at, new.common.at);
    let text = |it: &Service| it.credential.as_ref().map(|it| it.value.clone());
    let (from, to) = (text(old), text(new));
    if from != to {
        let none = Some("none");
        let kind = match (from.as_deref(), to.as_deref()) {
            (a, _) if a == none => Kind::A01,
            (_, b) if b == none => Kind::A08,
            _ => Kind::A09,
        };
        let (a, b) = (old.credential.as_ref(), new.credential.as_ref());
        let mut change = Change::new(kind, "", Aspect::Told("credential"));
        // Wherever a token goes, it is one type.
        let own = |it: &Option<String>| it.as_deref() == Some("custom");
        if kind == Kind::A09 && !own(&from) && !own(&to) {
            change.notice = Notice::Unseen;
        }
        out.push(change.values(a, b, String::clone).at(places.0, places.1));
    }
    let change = |kind| Change::new(kind, "", Aspect::Told("credential_headers"));
    for come in declared::missing(&new.credential_headers, &old.credential_headers) {
        let change = change(Kind::G05).new_value(&come.value, come.at);
        out.push(change.at(places.0, places.1));
    }
    for gone in declared::missing(&old.credential_headers, &new.credential_headers) {
        let change = change(Kind::A09).old(&gone.value, gone.at);
        out.push(change.at(places.0, places.1));
    }
}

/// What an answer says to be an error, a success, and its own id.
fn answers(old: &Service, new: &Service, out: &mut Vec<Change>) {
    let places = (old.common.at, new.common.at);
    let joined = |list: &[Fact<String>], between: &str| -> Option<Fact<String>> {
        let texts: Vec<&str> = list.iter().map(|it| it.value.as_str()).collect();
        Some(Fact::new(texts.join(between), list.first()?.at))
    };
    for (kind, key, between, from, to) in [
        (
            Kind::X08,
            "envelopes",
            " or ",
            &old.envelopes,
            &new.envelopes,
        ),
        (
            Kind::R44,
            "request_id_headers",
            ", ",
            &old.request_ids,
            &new.request_ids,
        ),
    ] {
        let (a, b) = (joined(from, between), joined(to, between));
        if a.as_ref().map(|it| &it.value) != b.as_ref().map(|it| &it.value) {
            let change = Change::new(kind, "", Aspect::Told(key));
            let change = change.values(a.as_ref(), b.as_ref(), String::clone);
            out.push(change.at(places.0, places.1));
        }
    }
    let (a, b) = (old.common.success.as_ref(), new.common.success.as_ref());
    operation::success((a, b), places, Silence::Counts, out);
}
