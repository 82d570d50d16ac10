//! Credentials and permissions.

super::rows! {
    A01 Break Risk Critical Major
        "Calls without a credential are refused. Whoever built a client without one has to get one.";
    A02 Break Ok Critical Patch
        "Calls are refused until somebody grants it in the vendor's console. Name it where upgrading is described.";
    A03 Ok Ok Info Patch
        "One more way in. The narrower permission is the one to recommend.";
    A04 Ok Ok Info Patch
        "One grant fewer to ask for.";
    A05 Break Ok High Patch
        "Somebody has to click in the vendor's console. Print both names.";
    A06 Break Ok Critical Patch
        "The list looks as before and means the opposite. Whoever has one of them lacks the others.";
    // Tokens have one type for all kinds, so that the compiler cannot see it.
    A07 Break Ok Critical Patch
        "Calls with it are refused, and nothing but documentation can say so before.";
    A08 Ok Ok Low Patch
        "More callers are let in.";
    // A credential that is written by hand has a type of its own, so that building a client may change.
    A09 Break Risk Critical Major
        "Every call is refused. Check what a client is built from, and release at once.";
    A10 Break Ok Critical Patch
        "Whoever keeps the value has to fetch it anew in time; what is cached for longer is refused.";
    // The words stand in the documentation.
    A11 Ok Ok Info Patch
        "Words only.";
}
