use super::*;

#[test]
fn what_is_stored_is_read_like_a_folder() {
    let files: [(&str, &[u8]); 12] = [
        ("desk/service.yaml", b"service: desk"),
        ("desk-2/service.yaml", b"service: desk_2"),
        ("desk/open.yaml", b"\xff"),
        ("desk/notes.txt", b"notes"),
        ("desk/old/open.yaml", b"x"),
        ("desk/old/notes.txt", b"x"),
        ("desk/.hidden.yaml", b"x"),
        ("desk/open.yaml~", b"x"),
        (".git/config.yaml", b"x"),
        ("desk/.old/open.yaml", b"x"),
        ("README.md", b"x"),
        ("stray.yml", b"x"),
    ];
    let folder = std::env::temp_dir().join(format!("stored-{}", std::process::id()));
    for (path, bytes) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let on_disk = Sources::load(&folder, "specs");
    fs::remove_dir_all(&folder).unwrap();
    let stored = files.map(|(path, bytes)| (path.to_owned(), Ok(bytes.to_vec())));
    let stored = Sources::stored(stored.to_vec(), "specs");
    assert_eq!(format!("{stored:?}"), format!("{:?}", on_disk.unwrap()));
    let paths: Vec<_> = stored.0.files.iter().map(|it| &*it.path).collect();
    assert_eq!(
        paths,
        [
            "specs/desk/notes.txt",
            "specs/desk/old/open.yaml",
            "specs/desk/open.yaml",
            "specs/desk/service.yaml",
            "specs/desk-2/service.yaml",
            "specs/stray.yml",
        ]
    );
}

#[test]
fn a_stored_file_that_is_too_large_is_reported() {
    let stored = vec![("desk/open.yaml".to_owned(), Err(MAX_BYTES + 1))];
    let (sources, problems) = Sources::stored(stored, "specs");
    assert_eq!(problems[0].rule.code, "L02");
    assert_eq!(
        sources.labelled("main:").files()[0].path,
        "main:specs/desk/open.yaml"
    );
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_out_of_the_folder() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let (specs, other) = (folder.path().join("specs"), folder.path().join("other"));
    fs::create_dir_all(specs.join("desk")).unwrap();
    fs::create_dir_all(&other).unwrap();
    fs::write(other.join("secret.yaml"), "token: hunter").unwrap();
    fs::write(specs.join("desk/service.yaml"), "service: desk").unwrap();
    let load = || Sources::load(&specs, "specs").map_err(|error| error.to_string());
    symlink("service.yaml", specs.join("desk/same.yaml")).unwrap();
    assert_eq!(load().unwrap().0.files.len(), 2);

    let refused = "is a link that leads out of the folder of specs";
    for (target, link) in [
        (other.join("secret.yaml"), specs.join("desk/open.yaml")),
        (other.clone(), specs.join("elsewhere")),
    ] {
        symlink(target, &link).unwrap();
        assert_eq!(
            load().unwrap_err(),
            format!("{}: {refused}", link.display())
        );
        fs::remove_file(link).unwrap();
    }
    // Nor do they lead nowhere.
    symlink("gone.yaml", specs.join("desk/open.yaml")).unwrap();
    assert!(load().is_err());
}
