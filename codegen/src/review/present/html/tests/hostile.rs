//! Texts of specs that would like to be more than texts.

use super::{data, parsed};
use crate::review::{
    Report,
    approvals::{Approval, Approvals},
    examples::{Answer, Request},
    present::fixture,
};

const HOSTILE: [&str; 11] = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "-->",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)' x='",
    "</style><style>*{display:none}</style>",
    "</textarea></template></title></details></dialog>",
    "{{ 7 * 7 }}{% raw %}{# #}",
    "&lt;script&gt;&#60;b&#62;",
    "a\u{202e}b\u{0}c\u{1b}[31md\u{2028}e\u{2029}f\u{feff}g\u{e0041}h\u{85}i\r\tj",
    "]]><svg/onload=alert(1)>",
];

/// Elements of the page, with their attributes.
const EXPECTED: [(&str, &[&str]); 44] = [
    (
        "a",
        &[
            "class",
            "data-operation",
            "data-service",
            "download",
            "href",
            "rel",
            "target",
        ],
    ),
    ("article", &["aria-labelledby", "class", "id", "tabindex"]),
    ("b", &[]),
    ("body", &[]),
    ("button", &["class", "hidden", "id", "type"]),
    ("code", &["class", "title"]),
    ("dd", &[]),
    ("del", &[]),
    ("details", &["class", "id", "open"]),
    ("dialog", &["aria-labelledby", "id"]),
    (
        "div",
        &["aria-label", "class", "hidden", "id", "lang", "role"],
    ),
    ("dl", &["class"]),
    ("dt", &[]),
    ("form", &["class", "hidden", "method"]),
    ("h1", &[]),
    ("h2", &["id"]),
    ("h3", &["id"]),
    ("h4", &[]),
    ("h5", &[]),
    ("head", &[]),
    ("header", &["class"]),
    ("html", &["lang"]),
    (
        "input",
        &[
            "autocomplete",
            "id",
            "name",
            "required",
            "spellcheck",
            "type",
        ],
    ),
    ("ins", &[]),
    ("kbd", &[]),
    ("label", &["class", "hidden"]),
    ("li", &["class"]),
    ("main", &["id", "tabindex"]),
    ("meta", &["charset", "content", "http-equiv", "name"]),
    ("nav", &["aria-label", "class"]),
    ("option", &["value"]),
    ("output", &["aria-live", "id"]),
    ("p", &["class", "hidden", "id"]),
    ("script", &["id", "type"]),
    ("section", &["aria-labelledby", "class"]),
    ("select", &["id"]),
    ("span", &["class"]),
    ("strong", &["class"]),
    ("style", &[]),
    ("summary", &[]),
    ("template", &["id"]),
    ("textarea", &["readonly", "rows", "spellcheck"]),
    ("title", &[]),
    ("ul", &["aria-label", "class"]),
];

/// Puts a text into every text of a report.
fn poisoned(mut report: Report, text: &str) -> Report {
    let put = |into: &mut String| into.push_str(text);
    let maybe = |into: &mut Option<String>| put(into.get_or_insert_default());
    let approval = |it: &mut Approval| {
        put(&mut it.rule);
        for (operation, subject) in &mut it.places {
            put(operation);
            put(subject);
        }
        maybe(&mut it.old);
        maybe(&mut it.new);
        put(&mut it.because);
        put(&mut it.date);
        maybe(&mut it.until);
    };
    for edition in [&mut report.old, &mut report.new] {
        put(&mut edition.label);
        edition.checked = Some((text.to_owned(), text.to_owned()));
        maybe(&mut edition.version);
    }
    report.services.iter_mut().for_each(put);
    for entry in &mut report.entries {
        put(&mut entry.service);
        put(&mut entry.change.subject);
        maybe(&mut entry.change.was);
        maybe(&mut entry.change.old);
        maybe(&mut entry.change.new);
        entry.change.within.push(text.to_owned());
        for place in &mut entry.places {
            put(&mut place.operation);
            put(&mut place.subject);
            maybe(&mut place.was);
            for spot in [&mut place.old, &mut place.new].into_iter().flatten() {
                put(&mut spot.file);
                put(&mut spot.excerpt);
            }
        }
        for item in &mut entry.rust {
            put(&mut item.path);
            maybe(&mut item.before);
            maybe(&mut item.after);
            let (code, says) = item.error.get_or_insert_default();
            put(code);
            put(says);
        }
        let words = &mut entry.words;
        for texts in [&mut words.term, &mut words.doc] {
            maybe(&mut texts.0);
            maybe(&mut texts.1);
        }
        words.evidence.push((text.to_owned(), text.to_owned()));
        maybe(&mut words.page);
        if let Some(easing) = &mut entry.easing {
            put(&mut easing.line);
            easing.at = Some((text.to_owned(), 1));
        }
        if let Some(decision) = &mut entry.decision {
            approval(decision);
        }
    }
    for example in &mut report.examples {
        put(&mut example.service);
        put(&mut example.operation);
        match &mut example.request {
            Request::None | Request::Same => {}
            Request::Differs { before, after } => [before, after].into_iter().for_each(put),
            Request::Refused { sent, why, .. } => [sent, why].into_iter().for_each(put),
        }
        match &mut example.answer {
            Answer::None | Answer::Reads => {}
            Answer::Loses(lost) => lost.push((text.to_owned(), text.to_owned())),
            Answer::Fails(at, why) => [at, why].into_iter().for_each(put),
            Answer::Error(why) => put(why),
        }
    }
    for it in &mut report.unexplained {
        [
            &mut it.service,
            &mut it.operation,
            &mut it.subject,
            &mut it.key,
        ]
        .into_iter()
        .for_each(put);
        maybe(&mut it.old);
        maybe(&mut it.new);
        it.old_at = Some((text.to_owned(), 1));
        it.new_at = Some((text.to_owned(), 2));
    }
    for it in &mut report.stale {
        put(&mut it.service);
        approval(&mut it.approval);
    }
    let stale = report.stale.first();
    report.approvals.extend(stale.map(|it| Approvals {
        service: it.service.clone(),
        approvals: vec![it.approval.clone()],
    }));
    report
}

#[test]
fn no_text_becomes_markup() {
    let plain = parsed(&fixture::with_unexplained());
    let count = |page: &super::Parsed, name: &str| {
        page.elements.iter().filter(|it| it.name == name).count()
    };
    let all = HOSTILE.concat();
    for text in HOSTILE.iter().copied().chain([all.as_str()]) {
        let report = poisoned(fixture::with_unexplained(), text);
        let page = parsed(&report);
        for element in &page.elements {
            let names = element.attributes.iter().map(|(name, _)| name.as_str());
            let known = EXPECTED.iter().find(|(name, _)| *name == element.name);
            let known = known.unwrap_or_else(|| panic!("{text}: {element:#?}")).1;
            let mut unknown = names.filter(|name| !known.contains(name));
            assert_eq!(unknown.next(), None, "{text}: {element:#?}");
            if let Some(link) = element.attribute("href") {
                assert!(link.starts_with('#') || link.starts_with("https://harbour.example/docs"));
            }
        }
        // The document's type is the one declaration.
        assert_eq!(page.others, 1, "{text}");
        for name in [
            "article", "dialog", "main", "nav", "script", "style", "template", "title",
        ] {
            assert_eq!(count(&page, name), count(&plain, name), "{text}: {name}");
        }
        let entries = &data(&page)["entries"];
        for (index, entry) in report.entries.iter().enumerate() {
            assert_eq!(entries[index]["old"].as_str(), entry.old_key().as_deref());
            assert_eq!(entries[index]["service"], entry.service);
        }
    }
}

#[test]
fn nothing_hides_on_the_page() {
    for text in HOSTILE {
        let page = super::html(&poisoned(fixture::report(), text)).unwrap();
        let hidden = page
            .chars()
            .find(|&it| it != '\n' && crate::doc::is_hidden(it));
        assert_eq!(hidden, None);
    }
    let page = parsed(&poisoned(fixture::report(), "a\u{202e}b"));
    assert!(page.text.contains("a(U+202E)b"));
}

#[test]
fn only_addresses_of_the_web_are_links() {
    let mut report = fixture::report();
    let pages = [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc",
        "//other.example",
        "page.html",
    ];
    for (entry, page) in report.entries.iter_mut().zip(pages.into_iter().cycle()) {
        entry.words.page = Some(page.to_owned());
    }
    let page = parsed(&report);
    let links = page.elements.iter().filter_map(|it| it.attribute("href"));
    assert_eq!(links.filter(|it| !it.starts_with('#')).count(), 0);
    assert!(page.text.contains("javascript:alert(1)"), "it is shown");
}
