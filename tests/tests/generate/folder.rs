//! The folder that is written: stale, missing, orphaned and foreign files.

use std::{
    fs,
    time::{Duration, SystemTime},
};

use codegen::{File, MARK, files};
use golden_tests::generated::{generate, vendor_options, vendor_specs};

use super::{apply, content, temporary, write};

fn some() -> Vec<File> {
    let file = |path: &str, text: &str| File {
        path: path.to_owned(),
        text: format!("{MARK} from specs/. Do not edit.\n\n{text}\n"),
    };
    vec![
        file("a/mod.rs", "pub mod x;"),
        file("a/x.rs", "pub struct X;"),
        file("mod.rs", "pub mod a;"),
    ]
}

#[test]
fn everything_is_written_and_then_nothing() {
    let out = temporary();
    let generated = generate(&vendor_specs(), &vendor_options());
    apply(out.path(), &generated);
    let written = content(out.path());
    assert_eq!(written.len(), generated.len());
    assert!(
        generated
            .iter()
            .all(|file| written[&file.path] == file.text)
    );
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for file in &generated {
        let handle = fs::File::options()
            .append(true)
            .open(out.path().join(&file.path))
            .unwrap();
        handle.set_modified(long_ago).unwrap();
    }
    apply(out.path(), &generated);
    for file in &generated {
        let modified = fs::metadata(out.path().join(&file.path))
            .unwrap()
            .modified()
            .unwrap();
        assert_eq!(modified, long_ago, "{}", file.path);
    }
}

#[test]
fn differences_are_told_apart_and_nothing_is_written() {
    let out = temporary();
    apply(out.path(), &some());
    let edited = format!("{MARK}\npub struct Edited;\n");
    write(&out.path().join("a/x.rs"), &edited);
    fs::remove_file(out.path().join("mod.rs")).unwrap();
    write(&out.path().join("b/old.rs"), &format!("{MARK}\n"));
    let before = content(out.path());
    let changes = files::compare(out.path(), &some(), "out").unwrap();
    let names = |list: &[(String, String)]| {
        list.iter()
            .map(|(path, _)| path.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&changes.stale), ["a/x.rs"]);
    assert_eq!(names(&changes.missing), ["mod.rs"]);
    assert_eq!(changes.orphaned, ["b/old.rs"]);
    assert_eq!(changes.foreign, Vec::<String>::new());
    assert_eq!(changes.unchanged, 1);
    assert!(
        changes.stale[0]
            .1
            .contains("--- a/out/a/x.rs\n+++ b/out/a/x.rs\n")
    );
    assert!(changes.stale[0].1.contains("-pub struct Edited;\n"));
    assert_eq!(content(out.path()), before);
}

#[test]
fn orphans_go_with_their_folders_and_other_files_stay() {
    let out = temporary();
    apply(out.path(), &some());
    write(&out.path().join("b/c/d/old.rs"), &format!("{MARK}\n"));
    write(&out.path().join("e/old.rs"), &format!("{MARK}\n"));
    write(&out.path().join("e/mine.rs"), "// by hand\n");
    write(&out.path().join("notes.txt"), &format!("{MARK}, it says\n"));
    apply(out.path(), &some());
    assert!(!out.path().join("b").exists());
    assert!(!out.path().join("e/old.rs").exists());
    assert_eq!(
        fs::read_to_string(out.path().join("e/mine.rs")).unwrap(),
        "// by hand\n"
    );
    assert!(out.path().join("notes.txt").exists());
    let changes = files::compare(out.path(), &some(), "out").unwrap();
    assert!(changes.is_empty());
}

#[test]
fn a_file_by_hand_at_a_generated_place_is_reported_and_left_alone() {
    let out = temporary();
    write(&out.path().join("a/x.rs"), "// by hand\n");
    let changes = files::compare(out.path(), &some(), "out").unwrap();
    assert_eq!(changes.foreign, ["a/x.rs"]);
    assert!(!changes.is_empty());
    files::apply(out.path(), &some(), &changes).unwrap();
    assert_eq!(
        fs::read_to_string(out.path().join("a/x.rs")).unwrap(),
        "// by hand\n"
    );
}

#[test]
fn what_a_stopped_run_left_is_finished() {
    let half = &some()[1].text[..30];
    for (left, stale) in [
        ("", true),
        (half, true),
        (&some()[1].text[..], true),
        (half, false),
    ] {
        let out = temporary();
        apply(out.path(), &some());
        if stale {
            write(&out.path().join("a/x.rs"), &format!("{MARK}\nold\n"));
        }
        write(&out.path().join("a/x.rs.new"), left);
        let changes = files::compare(out.path(), &some(), "out").unwrap();
        assert_eq!(changes.orphaned, ["a/x.rs.new"]);
        files::apply(out.path(), &some(), &changes).unwrap();
        assert_eq!(content(out.path()).len(), 3, "{left:?}");
        assert!(
            files::compare(out.path(), &some(), "out")
                .unwrap()
                .is_empty()
        );
    }
}

#[test]
fn a_file_by_hand_at_the_temporary_name_is_in_the_way() {
    let out = temporary();
    write(&out.path().join("a/x.rs.new"), "// by hand\n");
    let changes = files::compare(out.path(), &some(), "out").unwrap();
    let error = files::apply(out.path(), &some(), &changes)
        .unwrap_err()
        .to_string();
    assert!(error.contains("x.rs.new is in the way"), "{error}");
    assert_eq!(
        fs::read_to_string(out.path().join("a/x.rs.new")).unwrap(),
        "// by hand\n"
    );
}

#[test]
fn a_file_in_place_of_a_folder_is_an_error_that_names_it() {
    let out = temporary();
    write(&out.path().join("a"), "// by hand\n");
    let problem = match files::compare(out.path(), &some(), "out") {
        Ok(changes) => files::apply(out.path(), &some(), &changes).unwrap_err(),
        Err(error) => error,
    };
    let shown = out.path().join("a").display().to_string();
    assert!(problem.to_string().contains(&shown), "{problem}");
    assert_eq!(
        fs::read_to_string(out.path().join("a")).unwrap(),
        "// by hand\n"
    );
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn nothing_is_written_through_a_linked_folder() {
        let (out, elsewhere) = (temporary(), temporary());
        symlink(elsewhere.path(), out.path().join("a")).unwrap();
        let changes = files::compare(out.path(), &some(), "out").unwrap();
        let error = files::apply(out.path(), &some(), &changes)
            .unwrap_err()
            .to_string();
        assert!(error.contains("is a link that leads elsewhere"), "{error}");
        assert!(content(elsewhere.path()).is_empty());
    }

    #[test]
    fn nothing_is_written_or_removed_through_linked_files() {
        let (out, elsewhere) = (temporary(), temporary());
        let target = elsewhere.path().join("precious.rs");
        let precious = format!("{MARK}\nprecious\n");
        write(&target, &precious);
        fs::create_dir(out.path().join("a")).unwrap();
        symlink(&target, out.path().join("a/x.rs")).unwrap();
        symlink(&target, out.path().join("old.rs")).unwrap();
        apply(out.path(), &some());
        assert_eq!(fs::read_to_string(&target).unwrap(), precious);
        assert_eq!(
            fs::read_to_string(out.path().join("a/x.rs")).unwrap(),
            some()[1].text
        );
        assert!(out.path().join("old.rs").is_symlink());

        let out = temporary();
        fs::create_dir(out.path().join("a")).unwrap();
        symlink(&target, out.path().join("a/x.rs.new")).unwrap();
        let changes = files::compare(out.path(), &some(), "out").unwrap();
        assert!(files::apply(out.path(), &some(), &changes).is_err());
        assert_eq!(fs::read_to_string(&target).unwrap(), precious);
    }
}
