//! Fields of the answer. What may be missing is an `Option`; lists and maps are empty then; null is the
//! same as missing; what nobody knows is skipped.

super::rows! {
    R01 Ok Ok Low Minor
        "A new field of a struct that nobody can build or take apart exhaustively.";
    R02 Ok Ok Low Minor
        "Say `presence: always` only once recorded answers have it: an older one without it would not be read.";
    R03 Break Break Critical Major
        "Released clients refuse every answer. No line of the spec helps them.";
    R04 Silent Break High Major
        "It reads as missing for ever, without an error. Keep it for a release, deprecated."
        , "retired: …" Warn Minor;
    R05 Break Break Critical Major
        "The name in Rust is ours and can stay. With the old name on record, both are read."
        , "rust_name: …, with was: …" Ok Patch;
    R06 Silent Break Critical Major
        "The worst pair there is: released clients see nothing, and nothing tells them. Keep the name in Rust, read both names, release at once."
        , "rust_name: …, with was: …" Ok Patch;
    // A list keeps its type and is empty instead, which is seen by comparing the types.
    R07 Break Break Critical Major
        "Released clients refuse answers without it; code has to ask whether it is there.";
    R08 Ok Break Medium Major
        "Nothing is won by promising it. Leave the promise out."
        , "leave out `presence: always`" Ok None;
    // Integers have the width of their spec, and not always that of an `i64`.
    R12 Risk Risk High Major
        "The first large number makes released clients refuse the answer. Widen at once.";
    R13 Ok Break Medium Major
        "A wide type reads small numbers. Leave it."
        , "type: …, as it was" Ok None;
    R14 Break Break Critical Major
        "A fraction is no integer, not even 1.0.";
    R15 Ok Break Medium Major
        "A decimal reads whole numbers. Leave it."
        , "type: f64, as it was" Ok None;
    // Where the digits merely got quotes, the type in Rust can stay.
    R16 Break Break Critical Major
        "If it still holds a number, read both forms and keep the type. Identifiers past 53 bits are the usual reason."
        , "type: …, as it was, with wire: either" Ok Patch;
    R17 Break Break Critical Major
        "Read both forms and keep the text; then the way back would not matter either."
        , "type: string, as it was, with wire: either" Ok Patch;
    // No reader takes 0 and 1 for booleans.
    R18 Break Break Critical Major
        "Released clients refuse the answer, and every `if` has to be looked at.";
    R19 Break Break Critical Major
        "Released clients refuse a list where one value stood.";
    R20 Break Break Critical Major
        "Find out which entry is meant: the first, or the only one.";
    R21 Break Break Critical Major
        "What was an identifier can be looked into now. Code takes it from within the object.";
    R22 Break Break Critical Major
        "The object is gone; name the call that fetches it.";
    // The format has no path into another object.
    R23 Break Break Critical Major
        "It is one field at another place. Code has to follow; say where to.";
    // The field changes from `String` to a type that is not compared with text.
    R29 Ok Break Medium Major
        "Naming the values is worth a break only together with others."
        , "type: …, as it was" Ok Patch;
    R30 Ok Break Medium Major
        "Keep the enum: it holds any value."
        , "type: …, as it was" Ok Patch;
    // Points in time, lengths and sizes are types of their own, so that code stops compiling, as it should.
    R31 Silent Break Critical Major
        "Released clients read it and are wrong. The new type makes every use a compile error, which is what is wanted.";
    R32 Silent Break Critical Major
        "Released clients are wrong by a factor of a thousand. The types for seconds and milliseconds do not mix, so that no use stays unnoticed.";
    // As a type of its own it breaks code; as a `unit` it is a remark.
    R33 Ok Break Medium Major
        "Hold the unit against one recorded value. Until the next major version it can stand as a remark."
        , "unit: …, with the type as it was" Ok Patch;
    // Amounts have no type here: a unit that is only a remark changes nothing in Rust.
    R34 Silent Break Critical Major
        "Every sum is wrong until somebody converts. If the type stays, say it loudly: nothing else will."
        , "type: …, as it was" Ok Patch;
    R35 Ok Break Medium Major
        "Raw JSON may stay until the next major version."
        , "type: json, as it was" Ok None;
    R36 Risk Break Medium Major
        "Keep the fields if answers still have them."
        , "type: …, as it was" Ok None;
    // Fields stand in the order of the spec; nobody can see it.
    R39 Ok Ok Info Patch
        "Members of JSON have no order.";
    R41 Break Ok Critical Patch
        "Released clients take failures for answers, or the reverse. Release at once.";
    R43 Silent Ok High Patch
        "Answers that had it come without it. Name the condition in the changelog.";
    R44 Ok Ok Low Patch
        "Errors carry another id, or none. Logs are harder to match until clients are upgraded.";
    R48 Ok Break Medium Major
        "Ours to decide, and the wire does not care. A type can keep its old name as an alias, a field its name."
        , "was: … at the type, or rust_name: … at the field" Warn Minor;
    R49 Ok Warn Low Minor
        "The field warns.";
    // `wire: either` reads both and leaves the type in Rust as it is.
    R52 Break Ok High Patch
        "Released clients refuse the other form. The type stays, so that upgrading is free: release at once.";
}
