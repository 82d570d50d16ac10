//! Lists of values. Every enum is open and keeps what it does not know.

super::rows! {
    V01 Ok Ok Low Minor
        "A new variant of an enum that nobody can match exhaustively.";
    V02 Break Break High Major
        "The vendor refuses the value. Keep the variant, which then warns."
        , "retired: …" Warn Minor;
    // Variants are named by the spec and not by what is sent.
    V03 Break Break Critical Major
        "Keep the name of the value: callers write it as before, and the new spelling is sent."
        , "name: …, as it was" Ok Patch;
    // Texts in quotes convert into an enum over strings, owned strings do not; numbers convert into
    // one over integers.
    V04 Risk Risk Medium Major
        "Other values are still sent, as unknown ones. Leave the plain type if callers hold owned strings."
        , "type: …, as it was" Ok Patch;
    V05 Ok Break Medium Major
        "Keep the enum: it takes any value already."
        , "type: …, as it was" Ok Patch;
    V06 Ok Ok Low Minor
        "It arrived as an unknown value before. Whoever matched that by its number has to use the name.";
    V08 Ok Break Medium Major
        "Keep the variant, which then warns: what was stored long ago still holds it."
        , "retired: …" Warn Minor;
    V09 Silent Break Critical Major
        "Released clients read an unknown value and take their default branch. Keep the name and record the old spelling, so that both are read."
        , "name: …, as it was, with was: …" Ok Patch;
    // Variants are named by the spec, so that other words change nothing but documentation.
    V10 Silent Ok Critical Patch
        "A slip, or another meaning? Ask. If it means something else, give it another name, so that code stops compiling where it matters.";
    V11 Ok Ok Info Patch
        "Documentation only.";
    V12 Break Break Critical Major
        "Neither side reads the other's values. Both the unknown variant and the accessor change their type.";
    // Variants stand in the order of the spec, and are not compared by it.
    V13 Ok Ok Info Patch
        "Nobody can see the order.";
    V16 Ok Warn Low Minor
        "The variant warns.";
    V17 Break Break Critical Major
        "Released clients cannot read the third answer, and no `if` survives. Look at every use.";
}
