//! Texts and the life of what they describe. Everything a page says ends up in documentation, so that
//! the generated files are seldom equal.

super::rows! {
    D01 Ok Ok Info Patch
        "Wording. Count it, and go on.";
    D02 Risk Ok Medium Patch
        "Read the sentence: what sounds like a rule belongs into a key of the spec.";
    // Examples stand in the documentation and in the fake server.
    D03 Ok Ok Info Patch
        "The new example was read by the new types, or `check` would have said so.";
    // Recorded contradictions stand in the documentation.
    D04 Risk Ok Medium Patch
        "The page shows one thing and says another. Record a real answer, then choose.";
    D05 Ok Ok Info Patch
        "Links only.";
    D06 Ok Ok Info Patch
        "Somebody looked, and nothing else came of it.";
    D07 Ok Ok Info Patch
        "The same page elsewhere.";
    D09 Ok Warn Low Minor
        "Every use warns, and fails where warnings are errors. Say what to use instead.";
    D10 Ok Warn Medium Minor
        "Every use warns. Count the days that are left.";
    D11 Risk Warn High Minor
        "There is less time than was said. Print both dates.";
    D12 Ok Risk Low Minor
        "Code that expected the warning is told that there is none.";
    // As for D04.
    D17 Risk Ok Medium Patch
        "One of the two editions is wrong. Show both and guess neither.";
}
