//! A reviewer works on the review page, in a real browser.

mod browser;
mod specs;

use std::{
    fs,
    path::{Path, PathBuf},
};

use browser::Browser;
use codegen::review::{
    Report,
    approvals::{Approvals, decide, of, read},
    present,
};
use golden_tests::memory;
use serde_json::json;

/// The heading of the change that has the focus.
const FOCUSED: &str = "document.activeElement.closest('.card')?.querySelector('h3').textContent";
const SHOWN: &str = "document.querySelectorAll('.group .card:not([hidden])').length";
const COUNT: &str = "document.getElementById('count').textContent";

fn written(report: &Report, folder: &Path) -> PathBuf {
    let path = folder.join("review.html");
    let page = present::html(report).expect("every report has a page");
    fs::write(&path, page).expect("the page can be written");
    path
}

/// Walks until a change of this rule has the focus.
fn walk_to(browser: &mut Browser, rule: &str) {
    for key in ["k", "j"] {
        for _ in 0..10 {
            if browser.text(FOCUSED).contains(&format!(" {rule} ")) {
                return;
            }
            browser.press(key);
        }
    }
    panic!("no change of the rule {rule}");
}

/// Accepts the change that has the focus.
fn accept(browser: &mut Browser, because: &str, until: Option<&str>) {
    browser.press("a");
    browser.type_in(because);
    if let Some(until) = until {
        let until = json!(until);
        browser.value(&format!(
            "document.activeElement.form.elements.until.value = {until}"
        ));
    }
    browser.press("Enter");
}

/// Writes a note about the change that has the focus.
fn note(browser: &mut Browser, text: &str) {
    browser.press("n");
    browser.type_in(text);
    browser.press("Escape");
}

/// Gives a filter a value.
fn filter(browser: &mut Browser, name: &str, value: &str) {
    let value = json!(value);
    browser.value(&format!(
        "(() => {{ const it = document.getElementById('{name}'); it.value = {value}; \
         it.dispatchEvent(new Event('input')); }})()"
    ));
}

#[test]
fn a_reviewer_finds_walks_decides_and_exports() {
    let mut report = specs::changed();
    let recorded = recorded(&report);
    decide(&mut report, &recorded, &[], "2026-05-25");
    let Some(mut browser) = Browser::start() else {
        return;
    };
    let path = written(&report, browser.folder());
    browser.open(&path);

    find(&mut browser);
    walk(&mut browser);

    walk_to(&mut browser, "R06");
    accept(&mut browser, "  ", None);
    assert_eq!(browser.text(COUNT), "3 of 4 undecided · 5 shown");
    browser.press("Escape");
    let because = "reads both: \"link\" # and 'file_url'";
    accept(&mut browser, because, Some("2099-12-31"));
    assert_eq!(browser.text(COUNT), "2 of 4 undecided · 5 shown");
    note(&mut browser, "asked the vendor\n- rule: 必填");
    walk_to(&mut browser, "X03");
    accept(&mut browser, "nobody looks at the status", None);
    walk_to(&mut browser, "C01");
    note(&mut browser, "who lists more than 50?");
    assert_eq!(browser.text(COUNT), "1 of 4 undecided · 5 shown");

    let exported = export(&mut browser);
    let exported = exported
        .each_ref()
        .map(|(path, text)| (*path, text.as_str()));
    let (approvals, wrong) = read(&memory(&exported));
    assert!(wrong.is_empty(), "{wrong:#?}");
    decide(&mut report, &approvals, &[], "2026-05-25");
    assert_eq!(report.summary.undecided, 1);
    assert!(report.stale.is_empty());

    // Work in progress outlives a reload, and can be taken back.
    browser.open(&path);
    assert_eq!(browser.text(COUNT), "1 of 4 undecided · 5 shown");
    browser.click(".mine:not([hidden]) .back");
    assert_eq!(browser.text(COUNT), "2 of 4 undecided · 5 shown");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// What was decided before: one change of the lighthouse.
fn recorded(report: &Report) -> Vec<Approvals> {
    let of_lamp = report.entries.iter().find(|it| it.kind().id() == "R16");
    let of_lamp = of_lamp.expect("the change");
    vec![Approvals {
        service: "lighthouse".to_owned(),
        approvals: vec![of(of_lamp, "it is a word", "2026-05-24", None)],
    }]
}

fn find(browser: &mut Browser) {
    assert_eq!(browser.text(COUNT), "3 of 4 undecided · 5 shown");
    assert_eq!(browser.value(SHOWN), 5);
    browser.click("#wording");
    assert_eq!(browser.value(SHOWN), 7);
    browser.click("#wording");

    browser.click("#undecided");
    assert_eq!(browser.text(COUNT), "3 of 4 undecided · 3 shown");
    filter(browser, "wire", "silent");
    assert_eq!(browser.value(SHOWN), 1);
    filter(browser, "source", "ok");
    assert_eq!(browser.value(SHOWN), 0);
    filter(browser, "wire", "");
    assert_eq!(browser.value(SHOWN), 2);
    filter(browser, "source", "");
    browser.click("#undecided");

    // In a field, keys are letters.
    browser.press("/");
    browser.type_in("链接");
    assert_eq!(browser.value(SHOWN), 1);
    browser.press("j");
    assert_eq!(browser.text("document.activeElement.value"), "链接j");
    assert_eq!(browser.value(SHOWN), 0);
    filter(browser, "search", "");
    browser.press("Escape");

    browser.click(".nav a[data-operation=get_lamp]");
    assert_eq!(browser.value(SHOWN), 2);
    browser.click("#operation");
    assert_eq!(browser.value(SHOWN), 5);
}

fn walk(browser: &mut Browser) {
    browser.press("j");
    let first = browser.text(FOCUSED);
    browser.press("j");
    assert_ne!(browser.text(FOCUSED), first);
    browser.press("k");
    assert_eq!(browser.text(FOCUSED), first);
    browser.press("k");
    assert_eq!(browser.text(FOCUSED), first, "there is nothing before it");
    browser.press("?");
    browser.press("j");
    assert_eq!(
        browser.text("document.querySelector('dialog[open]').id"),
        "keys"
    );
    browser.press("Escape");
    assert_eq!(browser.text(FOCUSED), first);
}

/// The files, which are shown and downloaded alike.
fn export(browser: &mut Browser) -> [(&'static str, String); 2] {
    browser.press("x");
    let today = browser.text("new Date().toISOString().slice(0, 10)");
    let files = [
        (
            "harbour",
            "harbour/harbour.yaml",
            include_str!("harbour.yaml"),
        ),
        (
            "lighthouse",
            "lighthouse/lighthouse.yaml",
            include_str!("lighthouse.yaml"),
        ),
    ];
    let files = files.map(|(service, path, expected)| {
        let expected = expected.replace("TODAY", &today);
        let shown =
            format!("document.querySelector('[aria-label=\"reviews/{service}.yaml\"]').value");
        assert_eq!(browser.text(&shown), expected);
        browser.click(&format!("a[download='{service}.yaml']"));
        let downloaded = browser.downloaded(&format!("{service}.yaml"));
        assert_eq!(downloaded, expected);
        (path, downloaded)
    });
    browser.press("Escape");
    let closed = browser.value("document.querySelector('dialog[open]') === null");
    assert_eq!(closed, true);
    files
}

#[test]
fn everything_can_be_read_without_scripts() {
    let report = specs::changed();
    let Some(mut browser) = Browser::start() else {
        return;
    };
    browser.call(
        "Emulation.setScriptExecutionDisabled",
        json!({ "value": true }),
    );
    let path = written(&report, browser.folder());
    browser.open(&path);
    assert_eq!(browser.value(SHOWN), report.entries.len());
    let unseen =
        "[...document.querySelectorAll('.card')].filter(it => !it.checkVisibility()).length";
    let folded = "document.querySelectorAll('#folded .card').length";
    assert_eq!(browser.value(unseen), browser.value(folded));
    let tools = browser.value("document.getElementById('tools').checkVisibility()");
    assert_eq!(tools, false, "they would do nothing");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn nothing_is_wider_than_a_narrow_window() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    let path = written(&specs::changed(), browser.folder());
    browser.open(&path);
    for width in [400, 760, 1200] {
        let size =
            json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false });
        browser.call("Emulation.setDeviceMetricsOverride", size);
        let fits = "document.documentElement.scrollWidth <= document.documentElement.clientWidth";
        assert_eq!(browser.value(fits), true, "{width}");
    }
}
