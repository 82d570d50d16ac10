//! Which two states are compared.

use std::fs;

use crate::workspace::{LIST_LOANS, Workspace, git, rules};

#[test]
fn a_revision_and_the_working_tree() {
    let it = Workspace::new();
    it.lower();
    let (code, json) = it.diff(&["main"]);
    assert_eq!(code, Some(1));
    assert_eq!(rules(&json), ["C01"]);
    assert_eq!(json["base"]["label"], "main");
    assert_eq!(json["head"]["label"], "working tree");
    let place = &json["changes"][0]["places"][0];
    for side in ["base", "head"] {
        assert_eq!(
            place[side]["file"], "specs/library/list_loans.yaml",
            "{json}"
        );
        assert_eq!(place[side]["line"], 8);
    }
}

#[test]
fn two_revisions_in_either_notation() {
    let it = Workspace::new();
    it.git(&["tag", "v1"]);
    it.lower();
    it.commit("a lower limit");
    it.git(&["tag", "v2"]);
    it.git(&["checkout", "--quiet", "v1"]);
    for arguments in [&["v1", "v2"][..], &["v1..v2"], &["v2~1..refs/tags/v2"]] {
        let (code, json) = it.diff(arguments);
        assert_eq!(code, Some(1));
        assert_eq!(rules(&json), ["C01"]);
    }
    assert_eq!(rules(&it.diff(&["v2..v1"]).1), ["C02"]);
    let said = it.refused(&["diff", "v1...v2"]);
    assert!(said.contains("git merge-base"), "{said}");
}

#[test]
fn two_folders_need_no_repository() {
    let it = Workspace::bare();
    it.specs("old");
    it.specs("new");
    it.edit("new/library/list_loans.yaml", "max: 50", "max: 20");
    for arguments in [
        ["old", "new"],
        ["old/", "./new"],
        ["../workspace/old", "new"],
    ] {
        let (code, json) = it.diff(&arguments);
        assert_eq!(code, Some(1));
        assert_eq!(rules(&json), ["C01"]);
    }
    let (_, json) = it.diff(&["old", "new"]);
    let place = &json["changes"][0]["places"][0];
    assert_eq!(place["base"]["file"], "old/library/list_loans.yaml");
    assert_eq!(place["head"]["file"], "new/library/list_loans.yaml");

    let approve = [
        "approve",
        "--rule",
        "C01",
        "--because",
        "Announced.",
        "--base",
        "old",
        "--head",
        "new",
    ];
    let run = it.xtask(&[&approve[..], &["--reviews", "decided"]].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(it.diff(&["old", "new", "--reviews", "decided"]).0, Some(0));
    assert_eq!(it.diff(&["old", "new"]).0, Some(1));
}

#[test]
fn the_default_is_the_main_branch_of_the_origin() {
    let it = Workspace::new();
    it.lower();
    let run = it.xtask(&["diff"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(
        run.stderr,
        "note: there is no origin/main; compared with HEAD\n"
    );

    it.git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
    it.commit("a lower limit");
    let (code, json) = it.diff(&[]);
    assert_eq!(code, Some(1));
    assert_eq!(json["base"]["label"], "origin/main");
}

#[test]
fn a_name_of_both_a_folder_and_a_revision_is_refused() {
    let it = Workspace::new();
    it.specs("main");
    it.edit("main/library/list_loans.yaml", "max: 50", "max: 60");
    let said = it.refused(&["diff", "main"]);
    assert!(said.contains("`./main` for the folder"), "{said}");
    assert!(said.contains("`main^0` for the revision"), "{said}");
    assert_eq!(rules(&it.diff(&["./main"]).1), ["C01"]);
    assert_eq!(rules(&it.diff(&["main^0"]).1), [""; 0]);
    // A folder without specs is in nobody's way.
    fs::remove_dir_all(it.root.join("main")).expect("the folder is removed");
    it.write("main/notes.txt", "nothing");
    assert_eq!(it.diff(&["main"]).0, Some(0));
}

#[test]
fn some_services_and_operations() {
    let it = Workspace::new();
    it.second_service();
    it.commit("another service");
    for path in [
        "library/list_loans",
        "library/get_loan",
        "archive/list_loans",
    ] {
        it.edit(&format!("specs/{path}.yaml"), "max: 50", "max: 20");
    }
    let places = |arguments: &[&str]| -> Vec<String> {
        let (_, json) = it.diff(&[&["HEAD"], arguments].concat());
        let changes = json["changes"].as_array().expect("changes").iter();
        let mut places: Vec<String> = changes
            .flat_map(|change| {
                let service = &change["service"];
                let places = change["places"].as_array().expect("places").iter();
                places.map(move |place| format!("{service} {}", place["operation"]))
            })
            .collect();
        places.sort();
        places.iter().map(|it| it.replace('"', "")).collect()
    };
    let all = [
        "archive list_loans",
        "library get_loan",
        "library list_loans",
    ];
    assert_eq!(places(&[]), all);
    assert_eq!(places(&["--service", "library"]), all[1..]);
    assert_eq!(
        places(&["--service", "library", "--service", "archive"]),
        all
    );
    assert_eq!(places(&["--operation", "list_loans"]), [all[0], all[2]]);
    assert_eq!(
        places(&["--service", "library", "--operation", "list_loans"]),
        all[2..]
    );
}

#[test]
fn an_operation_is_asked_for_by_its_old_name_too() {
    let it = Workspace::new();
    fs::remove_file(it.root.join("specs/library/list_loans.yaml")).expect("the spec");
    let renamed = LIST_LOANS.replace("operation: list_loans", "operation: find_loans");
    it.write("specs/library/find_loans.yaml", &renamed);
    it.edit("specs/library/get_loan.yaml", "max: 50", "max: 20");
    for name in ["list_loans", "find_loans"] {
        let (_, json) = it.diff(&["HEAD", "--operation", name]);
        assert_eq!(rules(&json), ["E12"], "{json}");
    }
}

#[test]
fn specs_may_lie_deep_in_a_larger_repository() {
    let it = Workspace::bare();
    let top = it.root.parent().expect("a folder").to_path_buf();
    it.write(
        "generated-client/Cargo.toml",
        "[package]\nname = \"c\"\nversion.workspace = true\n",
    );
    it.write("Cargo.toml", "[workspace.package]\nversion = \"0.15.0\"\n");
    git(&top, &["init", "--quiet", "--initial-branch", "main"]);
    it.commit("specs");
    it.write(
        "generated-client/Cargo.toml",
        "[package]\nname = \"c\"\nversion = \"0.16.0\"\n",
    );
    it.lower();
    let (_, json) = it.diff(&["HEAD"]);
    assert_eq!(rules(&json), ["C01"]);
    assert_eq!(json["base"]["client_version"], "0.15.0");
    assert_eq!(json["head"]["client_version"], "0.16.0");
}
