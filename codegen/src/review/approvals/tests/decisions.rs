use super::{
    super::{Approval, Approvals, NotFound, approve, decide, find, of},
    approval, entry, library, report,
};
use crate::review::{Entry, Stale};

#[test]
fn an_entry_is_decided_where_all_of_its_places_are() {
    let both = approval(
        "C01",
        &[("a", "query.size"), ("b", "query.size")],
        Some("50"),
        Some("20"),
    );
    let decided = |approvals: &[Approval], today: &str| {
        let mut report = report(vec![entry(&both)]);
        decide(&mut report, &library(approvals), &[], today);
        let stale = report.stale.iter().map(|it| it.why).collect::<Vec<_>>();
        assert_eq!(
            report.summary.undecided,
            usize::from(report.entries[0].decision.is_none())
        );
        (report.entries[0].decision.clone(), stale)
    };
    let (mut one, mut other) = (both.clone(), both.clone());
    other.places = vec![one.places.remove(1)];
    let day = "2026-06-01";
    assert_eq!(decided(&[], day), (None, vec![]));
    assert_eq!(
        decided(std::slice::from_ref(&both), day),
        (Some(both.clone()), vec![])
    );
    assert_eq!(decided(std::slice::from_ref(&one), day), (None, vec![]));
    assert_eq!(
        decided(&[other, one.clone()], day),
        (Some(one.clone()), vec![])
    );

    let mut further = both.clone();
    further.places.push(("c".into(), "query.size".into()));
    assert_eq!(
        decided(std::slice::from_ref(&further), day),
        (Some(further), vec![Stale::Unmatched])
    );

    for change in [
        |it: &mut Approval| it.rule = "C03".into(),
        |it: &mut Approval| it.old = Some("51".into()),
        |it: &mut Approval| it.new = None,
    ] {
        let mut another = both.clone();
        change(&mut another);
        assert_eq!(decided(&[another], day), (None, vec![Stale::Unmatched]));
    }

    let mut ends = both.clone();
    ends.until = Some("2026-06-01".into());
    assert_eq!(
        decided(std::slice::from_ref(&ends), "2026-06-01"),
        (Some(ends.clone()), vec![])
    );
    assert_eq!(decided(&[ends], "2026-06-02"), (None, vec![Stale::Expired]));
}

#[test]
fn what_the_old_side_had_decided_is_history() {
    let lowered = approval("C01", &[("a", "query.size")], Some("50"), Some("20"));
    let mut ends = approval("C03", &[("a", "query.size")], Some("1"), Some("2"));
    ends.until = Some("2026-05-31".into());
    let approvals = library(&[lowered.clone(), ends.clone()]);
    let stale = |entries: Vec<Entry>, history: &[Approvals]| {
        let mut report = report(entries);
        decide(&mut report, &approvals, history, "2026-06-01");
        let stale = report.stale.into_iter();
        stale
            .map(|it| (it.approval.rule, it.why))
            .collect::<Vec<_>>()
    };
    let unmatched = |rule: &str| (rule.to_owned(), Stale::Unmatched);
    assert_eq!(stale(vec![], &approvals), []);
    assert_eq!(stale(vec![], &[]), [unmatched("C01"), unmatched("C03")]);
    let mut reworded = approvals.clone();
    reworded[0].approvals[0].because = "Another reason.".into();
    assert_eq!(stale(vec![], &reworded), [unmatched("C01")]);
    let mut elsewhere = approvals.clone();
    elsewhere[0].service = "desk".into();
    assert_eq!(
        stale(vec![], &elsewhere),
        [unmatched("C01"), unmatched("C03")]
    );
    // The change is still there, so that it matters that the approval has expired.
    assert_eq!(
        stale(vec![entry(&ends)], &approvals),
        [("C03".to_owned(), Stale::Expired)]
    );
}

#[test]
fn an_approval_takes_the_place_of_an_earlier_one() {
    let both = approval(
        "C01",
        &[("a", "query.size"), ("b", "query.size")],
        Some("50"),
        Some("20"),
    );
    let other = approval("C01", &[("a", "query.size")], Some("50"), Some("10"));
    let mut approvals = vec![other.clone(), both.clone()];
    let mut new = both.clone();
    new.because = "Another reason.".into();
    approve(&mut approvals, new.clone());
    assert_eq!(approvals, [other.clone(), new.clone()]);

    let mut part = new.clone();
    part.places.remove(0);
    part.until = Some("2026-12-31".into());
    approve(&mut approvals, part.clone());
    new.places.remove(1);
    assert_eq!(approvals, [other, new, part]);
}

#[test]
fn an_identifier_is_found_by_its_beginning() {
    let it = approval("C01", &[("a", "query.size")], Some("50"), Some("20"));
    let with = |id: &str| Entry {
        id: id.into(),
        short: id[..4].into(),
        ..entry(&it)
    };
    let report = report(vec![
        with("7f3a51c09e2d4b66"),
        with("c210aa0000000000"),
        with("c210ab0000000000"),
    ]);
    let id = |text| find(&report, text).map(|it| it.id.as_str());
    assert_eq!(id("7f3a"), Ok("7f3a51c09e2d4b66"));
    assert_eq!(id("7F3A51"), Ok("7f3a51c09e2d4b66"));
    assert_eq!(
        id("c210"),
        Err(NotFound::Ambiguous(vec![
            "c210aa0000000000".into(),
            "c210ab0000000000".into()
        ]))
    );
    assert_eq!(id("c210ab"), Ok("c210ab0000000000"));
    assert_eq!(id("7f3b"), Err(NotFound::Unknown(Some("7f3a".into()))));
    assert_eq!(id("0000"), Err(NotFound::Unknown(None)));
    for malformed in ["", "7f3", "R06x", "会议会议"] {
        assert_eq!(id(malformed), Err(NotFound::Malformed));
    }
    assert_eq!(
        of(
            &report.entries[0],
            "The vendor said so.",
            "2026-05-24",
            None
        ),
        it
    );
}
