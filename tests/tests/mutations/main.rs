//! One cell of a page changes, and the comparison with its spec says exactly that.
//!
//! Every cell of every table of the pages in `pages` is changed as a vendor could change it, and
//! so is every fact in prose, in each form in which such pages are published. What has to be
//! reported follows from the cell that was changed. The specs beside the pages are written by
//! hand.

mod change;
mod edits;
mod errors;
mod facts;
mod hold;
mod page;
mod rows;
mod whole;

use std::{num::NonZero, thread};

use change::Mutation;
use hold::Case;
use page::{Form, Page};

/// Holds all mutations of a page; their number is written down, so that none is left out unseen.
fn hold(page: &str, facts: &str, case: &Case, count: usize, forms: &[Form]) {
    assert_eq!(case.check(), [""; 0]);
    let page = Page::parse(page);
    let unchanged = Mutation {
        what: "nothing".to_owned(),
        page: page.clone(),
        expected: None,
        doubt: false,
        examples: 0,
    };
    let mut mutations = change::all(&page, facts);
    let found = mutations.len();
    mutations.insert(0, unchanged);
    let jobs: Vec<(Form, &Mutation)> = forms
        .iter()
        .flat_map(|form| mutations.iter().map(|it| (*form, it)))
        .collect();
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let work = |part: &[(Form, &Mutation)]| -> Vec<String> {
        part.iter()
            .flat_map(|(form, mutation)| {
                let wrong = case.hold(*form, &page, mutation);
                let what = &mutation.what;
                wrong
                    .into_iter()
                    .map(move |it| format!("{form:?}, {what}\n      {it}"))
            })
            .collect()
    };
    let wrong: Vec<String> = thread::scope(|scope| {
        let parts = jobs.chunks(jobs.len().div_ceil(threads));
        let workers: Vec<_> = parts.map(|part| scope.spawn(|| work(part))).collect();
        let results = workers.into_iter().map(|it| it.join().expect("no panic"));
        results.flatten().collect()
    });
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        jobs.len(),
        wrong.join("\n")
    );
    assert_eq!(found, count, "mutations");
}

macro_rules! pages {
    ($($name:ident $count:literal $forms:expr;)*) => {
        $(#[test]
        fn $name() {
            hold(
                include_str!(concat!("pages/", stringify!($name), "/page.txt")),
                include_str!(concat!("pages/", stringify!($name), "/facts.txt")),
                &Case {
                    service: include_str!(concat!("pages/", stringify!($name), "/service.yaml")),
                    spec: include_str!(concat!("pages/", stringify!($name), "/spec.yaml")),
                },
                $count,
                $forms,
            );
        })*
    };
}

pages! {
    plots 258 &Form::ALL;
    voyages 219 &Form::ALL;
    // Not as plain text: without fences its examples are cut short, and run together its header
    // `X-Branch` takes the next cell along. Both are faults of the reader.
    loans 171 &[Form::Html, Form::Markdown];
    readings 176 &Form::ALL;
}
