//! Errors. Codes are text, their names come from the spec, enums of codes are open.

super::rows! {
    X01 Ok Ok Low Minor
        "A new variant; it arrived as an unknown code before.";
    X02 Ok Break Medium Major
        "A row that is missing from a table proves little. Keep the variant, which then warns."
        , "retired: …" Warn Minor;
    X03 Risk Ok Medium Patch
        "Only code that looks at the status takes another branch. Codes are what to look at.";
    X04 Silent Ok High Patch
        "The variant keeps its name and means the new code. Until then, released clients see an unknown one.";
    X05 Ok Ok Info Patch
        "Nothing depends on the wording.";
    X06 Silent Ok High Patch
        "The class decides about another attempt. Released clients keep deciding by the old one.";
    // Variants are named by the spec, so that other words change nothing but documentation.
    X07 Silent Ok High Patch
        "If it is another failure now, give it another name, so that somebody looks at each match.";
    X08 Break Ok Critical Patch
        "Released clients cannot find the code, and report the status instead of the cause. Release at once.";
    X09 Break Ok Critical Patch
        "Whether a call failed is decided by status and body together. Check the rule of success, then release.";
    X13 Risk Ok Medium Minor
        "Released clients take it for any other failure and do not slow down.";
}
