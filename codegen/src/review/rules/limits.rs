//! Rate limits, and the way from page to page.

super::rows! {
    L01 Risk Ok Medium Patch
        "Released clients keep to the old rate and are turned away now and then. Give both figures.";
    L02 Ok Ok Info Patch
        "Released clients are slower than they need to be.";
    L03 Risk Ok Medium Patch
        "The figure is the same and others share it.";
    L04 Ok Ok Info Patch
        "It held before it was written down.";
    // Setters and the walk over pages are both public.
    L05 Break Break Critical Major
        "The parameter of one way is refused by the other. Walks go on working, single pages do not.";
    // Nothing is taken away in Rust: the request gains a walk over all pages.
    L06 Silent Ok Critical Minor
        "Released clients read the first page and take it for everything. Upgrading is not enough either: somebody has to walk the pages.";
    L07 Silent Ok Critical Patch
        "A walk ends after its first page, without an error.";
    L08 Silent Ok Critical Patch
        "Walks end too early, or ask for a page too many.";
    L10 Risk Ok Medium Patch
        "Long jobs meet an error that they never met. Say which, and when it passes.";
    L11 Silent Ok Critical Patch
        "The first page is read twice, or left out.";
}
