//! Parameters.

super::rows! {
    P01 Ok Ok Low Minor
        "A new setter.";
    P02 Break Break Critical Major
        "The vendor refuses calls without it, and the constructor wants one more argument, so that the compiler finds every place.";
    // Taken literally, `required: true` makes it an argument of `new`, default or not.
    P03 Risk Break Medium Major
        "With a default, it can be a setter. Send one call without it before believing the page."
        , "leave out `required: true`" Ok Minor;
    P04 Risk Break Medium Major
        "Tolerant servers ignore it, strict ones do not. A retired setter compiles, warns, and sends nothing."
        , "retired: …" Warn Minor;
    // A retired parameter is no argument of `new` either, so that no line keeps such calls compiling.
    P05 Risk Break Medium Major
        "The constructor loses an argument. The compiler finds every place; there is no way to keep the old form.";
    P06 Break Break Critical Major
        "Released clients send a name that nobody looks for. Keep the name in Rust, and only the wire changes."
        , "rust_name: …" Ok Patch;
    // Only fields of objects can be read under other names here; that changes no name in Rust.
    P07 Ok Ok Info Patch
        "Both names are read into one field.";
    // Integers are taken as they are, without `Into`: literals compile, variables of the old type do not.
    P08 Ok Risk Medium Major
        "Where nobody needs the larger numbers, the narrow type may stay."
        , "type: …, as it was" Ok None;
    P09 Risk Break High Major
        "Keep the wide type and state the largest value: it is checked before the call is sent."
        , "type: …, as it was, with max: …" Ok Patch;
    // `wire: string` sends the number as text without touching its type.
    P10 Risk Break High Major
        "In the query both look alike, in a JSON body they do not. If it still holds a number, only the way it is written changes."
        , "wire: string" Ok Patch;
    P11 Break Break High Major
        "What is no number is refused now; callers have to convert.";
    // One value is written alike as a list of one, so that the spec may go on describing one.
    P12 Ok Break Medium Major
        "A single value is sent as before. Take the list where callers need it."
        , "type: …, as it was" Ok None;
    P13 Break Break High Major
        "Released clients send a bare value where a list is expected.";
    P14 Break Break High Major
        "Released clients send a list. Callers have to say which entry they meant.";
    P15 Break Ok Critical Patch
        "The setter stays and what it writes changes; release at once.";
    P16 Break Ok Critical Patch
        "The setter stays, the value travels elsewhere. Release at once.";
    P17 Break Break Critical Major
        "Whoever leaves it out is refused. The setter becomes an argument of the constructor.";
    // The format has no key of its own for this: a spec may go on demanding what the vendor no longer does.
    P18 Ok Break Medium Major
        "Demanding it for one more release hurts nobody; drop the argument together with other breaks."
        , "required: true, as it was" Ok None;
    P19 Risk Ok Medium Patch
        "The condition is documented and not checked. Look for callers that meet it.";
    P23 Silent Ok High Patch
        "Everybody who leaves it out gets something else. Put both values into the first line of the changelog.";
    P24 Ok Ok Info Patch
        "The page says what was so all along.";
    P25 Risk Ok Medium Patch
        "Nobody promises the value any more. Set it in examples, and ask the vendor.";
    // Arguments stand in the order of the spec file, without a key that freezes it. Two strings that
    // change places go on compiling.
    P28 Ok Break High Major
        "Put the lines back into their order: two arguments of one type would change places without an error."
        , "the order of the lines, as it was" Ok None;
    // The name stands in the generated code, so that its bytes change.
    P29 Ok Ok Info Patch
        "Headers have no case.";
    P30 Ok Warn Low Minor
        "The setter warns; its note should name what to use instead.";
    // The format has no path into a wrapper, so that fields become those of an object.
    P33 Break Break Critical Major
        "Released clients put it where nobody looks. The setter moves to the object around it.";
    P35 Break Ok Critical Patch
        "Callers never saw the value. Release at once.";
}
