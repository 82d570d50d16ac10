//! Operations: their address, their life, their name.

super::rows! {
    E01 Ok Ok Low Minor
        "A new request type and nothing else; released clients never knew it.";
    E02 Break Break Critical Major
        "Released clients get an answer that there is no such call. Keep the operation for one release: it is deprecated then, and refuses to be sent."
        , "retired: …" Warn Minor;
    // The catalogue drops what was announced without a stub. Here `retired` costs one line, whenever
    // the vendor removes it.
    E03 Break Break High Major
        "It was announced and may go; the changelog should name what replaces it."
        , "retired: …" Warn Minor;
    E04 Break Break Critical Major
        "The vendor did not wait for its own date. Ask, and release the deprecated stub today."
        , "retired: …" Warn Minor;
    E05 Risk Ok Medium None
        "A page that no longer lists a call does not prove that the call is gone. Try it before the spec is touched.";
    E06 Break Ok Critical Patch
        "Only a release helps: callers have nothing to change, and every released version asks at the old path.";
    // The template stands in the generated code, so that its bytes change.
    E07 Ok Ok Info Patch
        "The URL is the same. Nothing to do.";
    E08 Break Break Critical Major
        "The old URL leads nowhere, and the constructor wants one more argument.";
    E09 Break Break Critical Major
        "The constructor has one argument fewer. Say in the changelog which, since callers have to delete it.";
    E10 Ok Ok Low Minor
        "Describe the new version as an operation of its own and leave the old one alone.";
    E11 Break Ok Critical Patch
        "As urgent as another path: release at once, nobody has to edit code.";
    // `was` keeps aliases of the types and a re-export of the request, but the module has the new
    // name: a path such as `old_name::OldNameResponse` is gone. The catalogue's alias covers all.
    E12 Ok Break Medium Major
        "The vendor has no part in this. With the earlier name on record, the request type stays as a deprecated alias; paths through its module do not."
        , "was: …" Risk Major;
    // A spec cannot re-export an operation from another service.
    E13 Ok Break Medium Major
        "Code names the old module. Move operations between services only in a release that breaks anyway.";
    E14 Ok Risk Medium Major
        "Whoever picks features by hand loses the operation. Let the old feature switch the new one on."
        , "old-feature = [\"new-feature\"] in Cargo.toml" Ok Minor;
    E15 Risk Ok Medium Patch
        "Try both spellings. A gateway that redirects looks helpful, and the client follows no redirect.";
    // Every operation has an answer type, even without fields, so that `let () = …` cannot be written.
    E20 Ok Ok Low Minor
        "The answer type was there and empty; it gets fields.";
    E21 Break Break Critical Major
        "Released clients expect a body and find none. Code that reads the fields has to go.";
    E23 Silent Ok Critical Patch
        "Released clients decide by this whether a lost answer is worth another attempt. Where a second one does harm now, release before somebody's call is carried out twice, and say so.";
    E24 Break Ok High Patch
        "It works for some callers only. Say for which in the documentation of the operation.";
}
