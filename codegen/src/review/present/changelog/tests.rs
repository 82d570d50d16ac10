//! The entry of a whole report, held against a file; and what specs cannot do to it.

use super::changelog;
use crate::{
    diff::Kind,
    model::Aspect,
    review::{
        Entry, Group, Location, Report, Source, Wire,
        present::fixture::{self, golden},
        rust::Item,
        verdict,
    },
};

/// An entry at one place, `list_crew query.name`, with both values.
fn entry(kind: Kind, group: Group, place: &str, values: [Option<&str>; 2]) -> Entry {
    let mut entry = fixture::report().entries.remove(0);
    let (operation, subject) = place.split_once(' ').unwrap_or((place, ""));
    entry.change.kind = kind;
    entry.change.aspect = Aspect::Exists;
    subject.clone_into(&mut entry.change.subject);
    entry.change.was = None;
    [entry.change.old, entry.change.new] = values.map(|it| it.map(str::to_owned));
    entry.verdict = verdict(&entry.change).expect("every kind has a rule");
    entry.group = group;
    entry.places = vec![Location {
        operation: operation.to_owned(),
        subject: subject.to_owned(),
        was: None,
        old: None,
        new: None,
    }];
    entry.rust.clear();
    entry
}

fn item(path: &str, before: Option<&str>, after: Option<&str>) -> Item {
    Item {
        path: format!("harbour::{path}"),
        before: before.map(str::to_owned),
        after: after.map(str::to_owned),
        error: None,
    }
}

/// What is told of entries, in one line, from the first heading of a section on.
fn told(entries: Vec<Entry>) -> String {
    let text = changelog(&Report {
        entries,
        ..fixture::report()
    });
    let (_, sections) = text.split_once("#### ").expect("there is a section");
    sections.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn items_that_users_never_write_are_not_named() {
    let mut bound = entry(
        Kind::C01,
        Group::Break,
        "list_crew body.name",
        [None, Some("64")],
    );
    let line = ".max_length(\"name\", &self.name, 64)";
    bound.rust = vec![item("ListCrew::request", None, Some(line))];
    assert_eq!(
        told(vec![bound]),
        "⚠️ Breaking - ⚠️ `name` of `ListCrew`: maximum lowered, or stated for the first time (`64`). \
         Released versions are refused for values outside of the new bound. Upgrade; no code has to \
         change."
    );

    let mut error = entry(
        Kind::X01,
        Group::Added,
        " errors.Crew.Asleep",
        [None, Some("400")],
    );
    error.rust = vec![item("Harbour::PROFILE", None, Some(".error(1)"))];
    assert_eq!(
        told(vec![error]),
        "Added - Add `Crew.Asleep` to the errors of all calls."
    );
}

#[test]
fn a_header_that_is_no_longer_read_is_no_addition() {
    let values = [Some("x-port-id, x-trace"), Some("x-trace")];
    let mut headers = entry(Kind::R44, Group::Added, "", values);
    let line = |names: &str| Some(format!(".request_id_headers({names})"));
    headers.rust = vec![Item {
        before: line("1"),
        after: line("2"),
        ..item("Harbour::PROFILE", None, None)
    }];
    assert_eq!(
        told(vec![headers]),
        "Changed - All calls: headers of the answer that carry the request id changed \
         (`x-port-id, x-trace`, now `x-trace`)."
    );
}

#[test]
fn new_values_are_told_by_the_new_name_of_their_type() {
    let values = [Some("Rank"), Some("CrewRank")];
    let mut rename = entry(Kind::R48, Group::Source, "list_crew response.rank", values);
    rename.rust = vec![
        item("list_crew::CrewRank", None, Some("pub enum CrewRank")),
        item("list_crew::Rank", Some("pub enum Rank"), None),
    ];
    let mut value = entry(
        Kind::V06,
        Group::Added,
        "list_crew response.rank",
        [None, Some("3")],
    );
    value.rust = vec![item("list_crew::Rank::Mate", None, Some("Mate"))];
    let text = told(vec![rename, value]);
    assert!(text.ends_with("Add `Mate` to `CrewRank`."), "{text}");
}

#[test]
fn what_came_back_is_told_by_its_owner() {
    let mut back = entry(
        Kind::R01,
        Group::Added,
        "list_crew response.a.name",
        [None, Some("string")],
    );
    let before = "#[deprecated(note = \"removed\")] pub name: Option<String>";
    let after = "pub name: Option<String>";
    back.rust = vec![item("list_crew::Sailor::name", Some(before), Some(after))];
    assert_eq!(told(vec![back]), "Added - Add `name` to `Sailor`.");
}

#[test]
fn a_field_that_moved_is_told_from_where_to_where() {
    let values = [Some("name"), Some("person.name")];
    let mut field = entry(
        Kind::R23,
        Group::Break,
        "list_crew response.person.name",
        values,
    );
    let code = Some("pub name: Option<String>");
    field.rust = vec![
        item("list_crew::Person::name", None, code),
        item("list_crew::Sailor::name", code, None),
    ];
    assert_eq!(
        told(vec![field]),
        "⚠️ Breaking - ⚠️ `Sailor::name` has moved to `Person::name`. Released versions look for it \
         where it no longer is."
    );
}

#[test]
fn of_a_renamed_operation_the_module_is_told_as_well() {
    let values = [Some("list_crew::ListCrew"), Some("list_team::ListTeam")];
    let mut operation = entry(Kind::E12, Group::Source, "list_team", values);
    let alias = "#[deprecated(note = \"renamed to `ListTeam`\")] pub type ListCrew = ListTeam";
    operation.rust = vec![
        item("ListCrew", Some("pub struct ListCrew"), Some(alias)),
        item(
            "list_crew",
            Some("pub mod list_crew"),
            Some("pub mod list_team"),
        ),
    ];
    let text = told(vec![operation]);
    assert!(
        text.ends_with(
            "`ListCrew` is deprecated: renamed to `ListTeam`. The module `list_crew` is now `list_team`."
        ),
        "{text}"
    );
}

#[test]
fn names_are_listed_once() {
    let mut name = entry(Kind::R48, Group::Source, "", [None, None]);
    let code = |name: &str| Some(format!("pub enum {name}"));
    for path in ["Harbour", "harbour::Harbour"] {
        name.rust.push(Item {
            before: code("Harbour"),
            after: code("Haven"),
            ..item(path, None, None)
        });
    }
    name.rust[1].path = name.rust[0].path.clone();
    name.rust[1].error = Some(("E0432".to_owned(), String::new()));
    let text = told(vec![name]);
    assert!(text.ends_with("`Harbour` is now `Haven`."), "{text}");
}

#[test]
fn conditions_states_and_rules_are_written_out() {
    let said = |kind, aspect, place, values, group| {
        let mut entry = entry(kind, group, place, values);
        entry.change.aspect = aspect;
        if group == Group::Fine {
            (entry.verdict.wire, entry.verdict.source) = (Wire::Ok, Source::Ok);
        }
        told(vec![entry])
    };
    let cases = [
        (
            said(
                Kind::X03,
                Aspect::Exists,
                "list_crew errors.asleep",
                [None, Some("500")],
                Group::Risk,
            ),
            "Changed - Error `asleep` of `ListCrew`: HTTP status of an error changed (now also `500`).",
        ),
        (
            said(
                Kind::R43,
                Aspect::Presence,
                "list_crew response.name",
                [Some("a is 1"), Some("a is 2")],
                Group::Silent,
            ),
            "Changed - ⚠️ `name` of `ListCrew`: condition under which the field is sent changed \
             (`a is 1`, now `a is 2`).",
        ),
        (
            said(
                Kind::A06,
                Aspect::Permission("Crew.Read".to_owned()),
                "list_crew",
                [Some("one of several"), Some("needed")],
                Group::Break,
            ),
            "⚠️ Breaking - ⚠️ `ListCrew`: all permissions are needed instead of one of them (`Crew.Read`).",
        ),
        (
            said(
                Kind::D02,
                Aspect::Told("text"),
                "list_crew query.name",
                [Some("A name"), Some("A name; at most one")],
                Group::Flagged,
            ),
            "Documentation - `name` of `ListCrew` is described with words that read like a rule: \
             A name; at most one. Released versions",
        ),
        (
            said(
                Kind::L05,
                Aspect::Exists,
                "list_crew",
                [Some("page page"), None],
                Group::Break,
            ),
            "⚠️ Breaking - ⚠️ `ListCrew`: `Paged` is no longer implemented; pages are no longer followed.",
        ),
        (
            said(
                Kind::E23,
                Aspect::Told("idempotent"),
                "list_crew",
                [Some("false"), Some("true")],
                Group::Fine,
            ),
            "Changed - `ListCrew`: a call that fails in passing is sent again now.",
        ),
    ];
    for (text, expected) in cases {
        assert!(text.starts_with(expected), "{text}");
    }
}

#[test]
fn the_entry_reads_as_it_should() {
    golden("changelog.md", &changelog(&fixture::report()));
}

#[test]
fn no_change_is_an_entry_without_a_version() {
    assert_eq!(
        changelog(&fixture::unchanged()),
        "## Unreleased\n\nNothing changed.\n"
    );
}

#[test]
fn rules_are_not_named() {
    let entry = changelog(&fixture::report());
    for rule in crate::review::RULES {
        assert!(!entry.contains(rule.kind.id()), "{}", rule.kind.id());
    }
}

#[test]
fn texts_of_specs_become_no_markup() {
    let evil = "`<img src=x>` **[a](http://b.example)** <script>\n# heading\u{1b}[2J";
    let mut report = fixture::report();
    for entry in &mut report.entries {
        for text in [&mut entry.change.old, &mut entry.change.new]
            .into_iter()
            .flatten()
        {
            evil.clone_into(text);
        }
        entry.rust.clear();
    }
    let entry = changelog(&report);
    assert!(entry.contains("img src"));
    let events = pulldown_cmark::Parser::new(&entry);
    for event in events {
        use pulldown_cmark::{Event, Tag};
        let markup = matches!(
            event,
            Event::InlineHtml(_) | Event::Start(Tag::Link { .. } | Tag::Image { .. })
        ) || matches!(&event, Event::Html(html) if !html.starts_with("<!--"));
        assert!(!markup, "{event:?}\n{entry}");
    }
    assert!(!entry.contains('\u{1b}'));
}
