//! Limits of values. They are checked before a call is sent, by released clients too.

super::rows! {
    C01 Break Ok High Patch
        "Larger values are refused by the vendor; after the upgrade already by the client, with the name of the parameter.";
    // Released clients hold callers to the old bound, which nothing but a release loosens.
    C02 Risk Ok Low Patch
        "Released clients go on refusing what the vendor takes by now.";
    C03 Break Ok High Patch
        "Smaller values are refused.";
    // As for C02.
    C04 Risk Ok Low Patch
        "Released clients go on refusing small values that the vendor takes by now.";
    // Patterns are documented and not checked.
    C05 Risk Ok Medium Patch
        "Some texts no longer pass. Show in the changelog what one of them looks like.";
    C06 Ok Ok Info Patch
        "Nothing was checked, so that nothing has to be loosened.";
    C07 Break Ok High Patch
        "Whoever splits long lists has to use smaller portions.";
    // As for C02.
    C08 Risk Ok Low Patch
        "Larger portions are possible, once clients are upgraded.";
    C09 Risk Ok High Patch
        "Some servers refuse, others send fewer entries without a word. A loop that takes a short page for the last one stops too early.";
    C10 Ok Ok Low Patch
        "A string holds it; a column of somebody's database may not.";
    C13 Break Ok High Patch
        "Longer intervals fail or come back empty. Walks over windows take the new length after the upgrade.";
}
