//! What changed of limits and permissions.

use std::{
    cmp::Ordering,
    collections::{HashMap, HashSet},
};

use super::{Change, Kind, Notice, Silence, change::step};
use crate::model::{Aspect, At, Fact, Operation, Rate, Window, span_text};

/// The window. `renamed` are paths of parameters that are called otherwise now, which was reported.
pub(super) fn window(
    old: &Operation,
    new: &Operation,
    silence: Silence,
    renamed: &HashMap<String, String>,
    out: &mut Vec<Change>,
) {
    let (from, to) = (old.window.as_ref(), new.window.as_ref());
    let stays = |a: &String, b: &String| {
        a == b || silence == Silence::New || renamed.get(a).is_some_and(|it| it == b)
    };
    let same_ends = |a: &Window, b: &Window| stays(&a.from, &b.from) && stays(&a.to, &b.to);
    let same = |a: &Window, b: &Window| a.max_millis == b.max_millis && same_ends(a, b);
    if step(from, to, silence, same).is_some() {
        let other_ends = match (from, to) {
            (Some(a), Some(b)) => !same_ends(&a.value, &b.value),
            _ => false,
        };
        let text = |window: &Window| {
            let span = span_text(window.max_millis);
            if other_ends {
                format!("{span} from {} to {}", window.from, window.to)
            } else {
                span
            }
        };
        let wider = match (from, to) {
            (Some(a), Some(b)) => b.value.max_millis > a.value.max_millis,
            (Some(_), None) => true,
            _ => false,
        };
        // A page that differs from a spec is a reason to look, whichever way it differs.
        let kind = if wider && silence == Silence::Counts {
            Kind::C02
        } else {
            Kind::C13
        };
        let change = Change::new(kind, "", Aspect::Window);
        let mut change = change.values(from, to, text).at(old.at, new.at);
        // Nothing walks through a long time any more.
        if to.is_none() {
            change.notice = Notice::Lost;
        }
        out.push(change);
    }
}

/// Rate limits.
pub(super) fn limits(old: &Operation, new: &Operation, silence: Silence, out: &mut Vec<Change>) {
    // The page of an operation says nothing of limits that hold for the whole service.
    // Those of two specs are compared once, with their services.
    let own = |rate: &&Fact<Rate>| !rate.value.of_service;
    let mut olds: Vec<&Fact<Rate>> = old.rates.iter().filter(own).collect();
    let mut news: Vec<&Fact<Rate>> = new
        .rates
        .iter()
        .filter(|it| silence == Silence::New || own(it))
        .collect();
    let mut pairs = Vec::new();
    let same_period = |a: &Rate, b: &Rate| a.per_millis == b.per_millis;
    for same in [|a: &Rate, b: &Rate| a == b, same_period] {
        olds.retain(|from| {
            let found = news.iter().position(|to| same(&from.value, &to.value));
            if let Some(index) = found {
                pairs.push((*from, news.remove(index)));
            }
            found.is_none()
        });
    }
    if let ([from], [to]) = (olds.as_slice(), news.as_slice()) {
        pairs.push((*from, *to));
        olds.clear();
        news.clear();
    }
    let change = |kind, from: Option<&Fact<Rate>>, to: Option<&Fact<Rate>>| {
        let period = from.or(to).and_then(|rate| rate.value.per_millis);
        Change::new(kind, "", Aspect::Rate(per(period)))
            .values(from, to, Rate::to_string)
            .at(old.at, new.at)
    };
    for (from, to) in pairs {
        let (a, b) = (&from.value, &to.value);
        let counts = silence == Silence::Counts;
        let scoped = match (&a.scope, &b.scope) {
            (Some(x), Some(y)) => x != y,
            _ => counts && a.scope != b.scope,
        };
        let kind = match speed(b).total_cmp(&speed(a)) {
            Ordering::Less => Kind::L01,
            Ordering::Greater => Kind::L02,
            Ordering::Equal if scoped || counts && a.shared != b.shared => Kind::L03,
            // As fast on the whole: over a longer time more calls may come at once.
            Ordering::Equal if counts => match b.calls.cmp(&a.calls) {
                Ordering::Less => Kind::L01,
                Ordering::Greater => Kind::L02,
                Ordering::Equal => continue,
            },
            Ordering::Equal => continue,
        };
        out.push(change(kind, Some(from), Some(to)));
    }
    // What holds for the whole service as well is still said.
    let repeated = |all: &[Fact<Rate>], one: &Rate| {
        all.iter().any(|it| {
            let same = it.value.calls == one.calls && it.value.per_millis == one.per_millis;
            let counted = it.value.scope == one.scope && it.value.shared == one.shared;
            same && (counted || silence == Silence::New)
        })
    };
    if silence == Silence::Counts || !new.rates.is_empty() {
        olds.retain(|it| !repeated(&new.rates, &it.value));
        out.extend(olds.into_iter().map(|it| change(Kind::L02, Some(it), None)));
    }
    // What the page repeats of the whole service is nothing new.
    news.retain(|it| !repeated(&old.rates, &it.value));
    let first = news.into_iter();
    out.extend(first.map(|it| {
        let long = it.value.per_millis.is_none_or(|per| per >= DAY);
        let kind = if long && silence == Silence::Counts {
            Kind::L10
        } else {
            Kind::L04
        };
        change(kind, None, Some(it))
    }));
}

/// A limit over such a time is a quota.
const DAY: u64 = 86_400_000;

/// Calls per millisecond.
#[expect(clippy::cast_precision_loss, reason = "only compared")]
fn speed(rate: &Rate) -> f64 {
    const MONTH: u64 = 30 * 86_400_000;
    rate.calls as f64 / rate.per_millis.unwrap_or(MONTH).max(1) as f64
}

/// A period as in a spec.
fn per(millis: Option<u64>) -> String {
    millis.map_or_else(|| "month".to_owned(), span_text)
}

/// Permissions, kinds of app, credentials that do not work.
pub(super) fn permissions(
    old: &Operation,
    new: &Operation,
    silence: Silence,
    out: &mut Vec<Change>,
) {
    let names = |operation: &Operation| -> Vec<(String, At)> {
        let all = operation.permissions.iter();
        all.map(|it| (it.name.clone(), it.at)).collect()
    };
    let (gone, come) = differences(names(old), names(new), silence);
    let change = |kind, name: &str| {
        let aspect = Aspect::Permission(name.to_owned());
        Change::new(kind, "", aspect).at(old.at, new.at)
    };
    if let ([(from, from_at)], [(to, to_at)]) = (gone.as_slice(), come.as_slice()) {
        let mut change = change(Kind::A05, from).old(from, *from_at);
        change.possible_rename = true;
        out.push(change.new_value(to, *to_at));
    } else {
        let any = new.any_permission == Some(true);
        let kind = if any { Kind::A03 } else { Kind::A02 };
        // Who has no other than the one that no longer suffices needs another one.
        let alternatives = old.declared.as_ref().map(|it| &it.any_of);
        let sufficed = |name: &String| {
            !new.permissions.is_empty() && alternatives.is_some_and(|it| it.contains(name))
        };
        let went = gone.iter().map(|(name, at)| {
            let kind = if sufficed(name) { Kind::A02 } else { Kind::A04 };
            change(kind, name).old(name, *at)
        });
        out.extend(went.map(|change| change.at(old.at, new.at)));
        let added = come
            .iter()
            .map(|(name, at)| change(kind, name).new_value(name, *at));
        out.extend(added.map(|change| change.at(old.at, new.at)));
    }
    if let (Some(from), Some(to)) = (old.any_permission, new.any_permission)
        && from != to
        && old.permissions.len() > 1
        && new.permissions.len() > 1
    {
        let text = |any| if any { "any of them" } else { "all of them" };
        let kind = if from { Kind::A06 } else { Kind::A03 };
        let at = |operation: &Operation| operation.permissions.first().map(|it| it.at);
        out.push(
            Change::new(kind, "", Aspect::PermissionMode)
                .old(text(from), at(old).unwrap_or_default())
                .new_value(text(to), at(new).unwrap_or_default()),
        );
    }
    modes(old, new, out);
    apps(old, new, silence, out);
    let (gone, come) = differences(facts(&old.refused), facts(&new.refused), silence);
    for (kind, list, is_old) in [(Kind::A08, gone, true), (Kind::A07, come, false)] {
        for (name, at) in list {
            let change = Change::new(kind, "", Aspect::Refused(name.clone()));
            let change = if is_old {
                change.old(name, at)
            } else {
                change.new_value(name, at)
            };
            out.push(change.at(old.at, new.at));
        }
    }
}

/// Permissions that were one of several and are needed now, or the reverse, one by one: some may be
/// needed and of others one suffice, before and after.
fn modes(old: &Operation, new: &Operation, out: &mut Vec<Change>) {
    let (Some(from), Some(to)) = (&old.declared, &new.declared) else {
        return;
    };
    // That was reported for all of them.
    if old.any_permission != new.any_permission {
        return;
    }
    // So were those beside the one that is left, or stood alone.
    let alone = |it: &Operation| it.any_permission == Some(true) && it.permissions.len() == 1;
    if alone(old) || alone(new) {
        return;
    }
    for before in &old.permissions {
        let Some(after) = new.permissions.iter().find(|it| it.name == before.name) else {
            continue;
        };
        let text = |any| if any { "one of several" } else { "needed" };
        let (a, b) = (
            from.any_of.contains(&before.name),
            to.any_of.contains(&after.name),
        );
        if a != b {
            let kind = if a { Kind::A06 } else { Kind::A03 };
            out.push(
                Change::new(kind, "", Aspect::Permission(before.name.clone()))
                    .old(text(a), before.at)
                    .new_value(text(b), after.at),
            );
        }
    }
}

/// All kinds of app in one entry: they are one statement.
fn apps(old: &Operation, new: &Operation, silence: Silence, out: &mut Vec<Change>) {
    let (gone, come) = differences(facts(&old.app_types), facts(&new.app_types), silence);
    let Some((first, _)) = come.first().or(gone.first()) else {
        return;
    };
    let list = |facts: &[Fact<String>]| {
        let names: Vec<&str> = facts.iter().map(|it| it.value.as_str()).collect();
        names.join(", ")
    };
    // A spec that lists none speaks of all. A page that differs is a reason to look, either way.
    let wider = silence == Silence::Counts
        && (new.app_types.is_empty() || gone.is_empty() && !old.app_types.is_empty());
    let kind = if wider { Kind::A08 } else { Kind::E24 };
    let mut change = Change::new(kind, "", Aspect::AppType(first.clone()));
    if let Some(fact) = old.app_types.first() {
        change = change.old(list(&old.app_types), fact.at);
    }
    if let Some(fact) = new.app_types.first() {
        change = change.new_value(list(&new.app_types), fact.at);
    }
    out.push(change.at(old.at, new.at));
}

fn facts(list: &[Fact<String>]) -> Vec<(String, At)> {
    list.iter().map(|it| (it.value.clone(), it.at)).collect()
}

type Named = Vec<(String, At)>;

/// What only one side lists. A page that lists nothing is silent.
fn differences(old: Named, new: Named, silence: Silence) -> (Named, Named) {
    let names = |list: &Named| -> HashSet<String> { list.iter().map(|it| it.0.clone()).collect() };
    let (in_old, in_new) = (names(&old), names(&new));
    let silent = silence == Silence::New && new.is_empty();
    let gone = old
        .into_iter()
        .filter(|(name, _)| !silent && !in_new.contains(name));
    let come = new.into_iter().filter(|(name, _)| !in_old.contains(name));
    (gone.collect(), come.collect())
}

/// The vendor's words for permissions that both sides name.
pub(super) fn permission_terms(old: &Operation, new: &Operation, out: &mut Vec<Change>) {
    for from in &old.permissions {
        let to = new.permissions.iter().find(|it| it.name == from.name);
        if let Some(to) = to
            && from.term != to.term
        {
            let mut change = Change::new(Kind::A11, "", Aspect::Permission(from.name.clone()));
            change.old.clone_from(&from.term);
            change.new.clone_from(&to.term);
            (change.old_at, change.new_at) = (from.at, to.at);
            out.push(change);
        }
    }
}
