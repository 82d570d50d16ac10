//! What holds for all operations of a vendor.

super::rows! {
    G01 Ok Ok Low Patch
        "The old host is still documented; the new one is a constant.";
    G02 Break Ok Critical Patch
        "Every call goes to a host that may be switched off. Whoever set the base address has to change it: no release does that.";
    // Other hosts are documentation; the base address is set by the caller.
    G04 Ok Ok Low Patch
        "One more host to choose from.";
    G05 Break Ok Critical Patch
        "Every call lacks it. Release at once.";
}
