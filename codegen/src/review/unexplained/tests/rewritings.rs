//! One operation of the specs stands for another of the same service, as if it had been written anew: everything changes at
//! once.

use super::{
    renamings::{complaints, services},
    specs::{State, state},
};
use crate::{Sources, source::Source};

/// The service with one of two operations, under a name that both have.
fn with(files: &[Source], kept: &Source, left_out: &Source) -> Option<State> {
    let name = kept.name.strip_suffix(".yaml")?;
    let all = files.iter().filter(|it| it.path != left_out.path);
    let named = |it: &Source| {
        let mut file = it.clone();
        if it.path == kept.path {
            file.path = it.path.replace(&it.name, "it.yaml");
            "it.yaml".clone_into(&mut file.name);
            let (old, new) = (format!("operation: {name}\n"), "operation: it\n");
            file.text = it.text.replace(&old, new);
        }
        file
    };
    state(Sources::new(all.map(named).collect()))
}

#[test]
fn whole_operations_change_and_nothing_goes_without_a_word() {
    let mut failed = Vec::new();
    let mut count = 0;
    for files in services() {
        let shared = |it: &&Source| it.name == "service.yaml" || it.name == "types.yaml";
        let operations: Vec<&Source> = files.iter().filter(|it| !shared(it)).collect();
        for (index, from) in operations.iter().enumerate() {
            for to in &operations[index + 1..] {
                // Types that none but the other uses are an error.
                let (Some(old), Some(new)) = (with(&files, from, to), with(&files, to, from))
                else {
                    continue;
                };
                count += 1;
                let what = format!("{}: {} → {}", from.folder, from.name, to.name);
                failed.extend(complaints(&old, &new, &what));
            }
        }
    }
    println!("{count} pairs");
    assert!(
        failed.is_empty(),
        "{}:\n{}",
        failed.len(),
        failed.join("\n")
    );
    assert!(count > 50, "{count}");
}
