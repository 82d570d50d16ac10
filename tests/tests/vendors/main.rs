//! Clients of vendors that do not exist, made of nothing but specs, and called without a line of code of their own.

#![allow(deprecated, reason = "what is deprecated still works")]

mod answers;
mod errors;
mod requests;

use codegen::files;
use golden_tests::{
    data,
    generated::{generate, vendor_options, vendor_specs},
};

#[test]
fn generated_code_is_up_to_date() {
    let generated = generate(&vendor_specs(), &vendor_options());
    let changes = files::compare(&data("src/vendors"), &generated, "tests/src/vendors").unwrap();
    let differences = changes.stale.iter().chain(&changes.missing);
    let differences: String = differences.map(|(_, diff)| diff.as_str()).collect();
    assert!(
        changes.is_empty(),
        "{differences}{:?}{:?}\ncargo xtask generate --specs tests/vendors/specs --out tests/src/vendors \
         --runtime meeting_client::runtime --home golden_tests::vendors --mock",
        changes.orphaned,
        changes.foreign,
    );
}
