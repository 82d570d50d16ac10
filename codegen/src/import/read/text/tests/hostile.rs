//! Pages that nobody wrote for a reader.

use std::time::{Duration, Instant};

use super::{assert_kept, read, show};
use crate::import::read::text;

/// Numbers that look like chance and are the same in each run.
fn chance(state: &mut u64) -> usize {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*state >> 40).unwrap_or_default()
}

#[test]
fn lines_in_any_order_are_kept() {
    const LINES: [&str; 32] = [
        "",
        "",
        "Name",
        "Type",
        "Description",
        "Required",
        "lampId",
        "String",
        "Yes",
        "The lamp.",
        "NameTypeDescription",
        "lampIdStringThe lamp.",
        "| a | b |",
        "|---|---|",
        "a | b",
        "a\tb",
        "Name\tType",
        "{",
        "}",
        "\"a\": [",
        "HTTP",
        "Java",
        "GET /v1/lamps",
        "Host: lamp.example",
        "错误码",
        "状态码",
        "400",
        "400lampErrorlampErrorThe lamp.",
        "响应示例",
        "说明",
        "curl -d '",
        "Name  Type",
    ];
    let mut state = 5;
    for _ in 0..2000 {
        let lines: Vec<&str> = (0..chance(&mut state) % 40)
            .filter_map(|_| LINES.get(chance(&mut state) % LINES.len()).copied())
            .collect();
        read(&lines.join("\n"));
    }
}

#[test]
fn signs_in_any_order_are_kept() {
    const SIGNS: [char; 20] = [
        'a', 'B', ' ', '\t', '|', '{', '}', '[', ']', '"', '\'', '\\', ':', '名', '是', '1', '-',
        '<', '\u{3000}', '\n',
    ];
    let mut state = 9;
    for _ in 0..2000 {
        let text: String = (0..chance(&mut state) % 200)
            .filter_map(|_| SIGNS.get(chance(&mut state) % SIGNS.len()))
            .collect();
        // The helper cannot tell rulers and escapes in such texts; that none fails is enough.
        let _ = show(&text::read(&text));
    }
}

/// Generous for a slow machine, and far below what anything quadratic takes.
fn in_time(text: &str) {
    let start = Instant::now();
    text::read(text);
    assert!(
        start.elapsed() < Duration::from_secs(60),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn large_pages_take_linear_time() {
    in_time(&"a".repeat(10 << 20));
    in_time(&"lampIdString".repeat(1 << 20));
    in_time(&"a line of text\n".repeat(100_000));
    for line in [
        "{\n",
        "a\tb\n0: c\n",
        "| a | b |\n",
        "NameTypeDescription\n",
        "Name\nType\n",
        "lamp_id\nString\nThe lamp.\n",
        "curl '\n",
        "lampIdStringThe lamp.\n",
    ] {
        in_time(&line.repeat(10_000));
    }
}

#[test]
fn ten_thousand_rows_are_rows() {
    let mut text = "Name\nType\nDescription\n".to_owned();
    for row in 0..10_000 {
        for piece in ["lamp_", &row.to_string(), "\nString\nLamp.\n"] {
            text.push_str(piece);
        }
    }
    let parts = text::read(&text);
    assert_kept(&text, &parts);
    assert_eq!(show(&parts).len(), 10_001);
}
