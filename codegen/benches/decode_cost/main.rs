//! What three ways of reading answers cost: the compiler's time, and the program's.
//!
//! The same objects are written three times: with serde's derives, with a
//! visitor per object, and as the generator writes them. Each crate is
//! compiled alone, dependencies before; rounds are interleaved and the least
//! of each counts, so that figures of one run can be compared.
//!
//! `cargo bench -p codegen --bench decode_cost [-- OPERATIONS]`

mod answers;
mod crates;
mod shapes;
mod specs;

use std::{
    error::Error,
    fs,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use crates::write_crates;

const ROUNDS: usize = 3;
const SHAPES: [&str; 3] = ["derive", "visitor", "wire"];

fn main() -> Result<(), Box<dyn Error>> {
    let operations = std::env::args()
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(40);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()?;
    let work = root.join("target/decode-cost");
    let objects = write_crates(&root, &work, operations)?;
    println!("{operations} operations like list_corp_records, {objects} objects\n");

    let mut least = [[Duration::MAX; 3]; 3];
    for round in 0..=ROUNDS {
        for (shape, name) in SHAPES.iter().enumerate() {
            for (kind, arguments) in [
                &["check", "--lib"][..],
                &["build", "--lib"],
                &["build", "--lib", "--release"],
            ]
            .iter()
            .enumerate()
            {
                let took = compile(&work.join(name), &work.join("target"), arguments)?;
                // The first round also compiles the dependencies.
                if round > 0 {
                    least[shape][kind] = least[shape][kind].min(took);
                }
            }
        }
    }
    println!("seconds      check    dev  release   ratio to derive");
    for (shape, name) in SHAPES.iter().enumerate() {
        let ratio = |kind: usize| least[shape][kind].as_secs_f64() / least[0][kind].as_secs_f64();
        println!(
            "{name:<10}  {:>6.2} {:>6.2}  {:>7.2}   {:.2} {:.2} {:.2}",
            least[shape][0].as_secs_f64(),
            least[shape][1].as_secs_f64(),
            least[shape][2].as_secs_f64(),
            ratio(0),
            ratio(1),
            ratio(2),
        );
    }
    println!("\nreading the documented example, release, nanoseconds, least of {ROUNDS} rounds");
    for name in SHAPES {
        println!(
            "{name:<10}  {}",
            speed(&work.join(name), &work.join("target"))?
        );
    }
    Ok(())
}

fn compile(folder: &Path, target: &Path, arguments: &[&str]) -> Result<Duration, Box<dyn Error>> {
    let lib = folder.join("src/lib.rs");
    let text = fs::read(&lib)?;
    fs::write(&lib, text)?;
    let start = Instant::now();
    let status = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--quiet", "--target-dir"])
        .arg(target)
        .env("CARGO_INCREMENTAL", "0")
        .env("RUSTFLAGS", "-Awarnings")
        .current_dir(folder)
        .status()?;
    if !status.success() {
        return Err(format!("cargo {arguments:?} failed in {}", folder.display()).into());
    }
    Ok(start.elapsed())
}

fn speed(folder: &Path, target: &Path) -> Result<String, Box<dyn Error>> {
    let output = Command::new(env!("CARGO"))
        .args([
            "run",
            "--quiet",
            "--release",
            "--bin",
            "speed",
            "--target-dir",
        ])
        .arg(target)
        .env("RUSTFLAGS", "-Awarnings")
        .current_dir(folder)
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
