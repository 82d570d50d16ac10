use codegen::{
    Sources,
    model::Model,
    review::{self, Report, Side, StaleApproval, Unexplained, approvals::Approval},
    spec::Specs,
};

use super::*;

fn empty() -> Report {
    let (sources, specs) = (Sources::default(), Specs::default());
    let side = || Side {
        label: String::new(),
        sources: &sources,
        specs: &specs,
        model: Model::default(),
        version: None,
    };
    review::report(&side(), &side())
}

#[test]
fn a_gap_in_the_rules_is_worse_than_all_else() {
    let mut report = empty();
    assert_eq!(code(&report, Level::Undecided), 0);
    let approval = Approval {
        rule: "C01".to_owned(),
        places: Vec::new(),
        old: None,
        new: None,
        because: String::new(),
        date: String::new(),
        until: None,
    };
    for (why, expected) in [(Stale::Expired, 0), (Stale::Unmatched, UNMATCHED)] {
        report.stale.push(StaleApproval {
            service: "library".to_owned(),
            approval: approval.clone(),
            why,
        });
        assert_eq!(code(&report, Level::None), expected);
    }
    report.unexplained.push(Unexplained {
        service: "library".to_owned(),
        operation: "list_loans".to_owned(),
        subject: "query.size".to_owned(),
        key: "declared.style".to_owned(),
        old: None,
        new: None,
        old_at: None,
        new_at: None,
    });
    assert_eq!(code(&report, Level::None), UNEXPLAINED);
}
