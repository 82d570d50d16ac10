//! The programming language of a code sample.

use std::sync::LazyLock;

use regex::Regex;

/// Languages and what only they have; the first that fits counts.
const SIGNS: [(&str, &str); 10] = [
    (
        "php",
        r"<\?php|(?m)^\s*\$\w+\s*(?:->\w+\s*)?=[^=]|\$\w+->\w+\(",
    ),
    ("cpp", r"(?m)^\s*#include\b|\bstd::|make_shared<"),
    (
        "go",
        r"(?m)^\s*package\s+\w+\s*$|^\s*func\s+\w*\s*\(|\w+\s*:=\s*\S",
    ),
    (
        "java",
        r"(?m)^\s*(?:package|import)\s+(?:static\s+)?[\w.]+(?:\.\*)?;|\bpublic\s+static\s+void\s+main\b|\bnew\s+\w+\(\)\s*(?:;|\.\w|\r?\n\s*\.\w)",
    ),
    (
        "csharp",
        r"(?m)^\s*using\s+[\w.]+;|^\s*namespace\s+[\w.]+\s*\{?\s*$|\bstatic\s+(?:async\s+)?\w+\s+Main\(",
    ),
    (
        "ruby",
        r"(?m)^\s*require(?:_relative)?\s+'|^\s*require\s+.net/http|\.new\b.*\bdo\s*\||^\s*puts\s",
    ),
    (
        "python",
        r"(?m)^\s*(?:import\s+\w[\w.]*(?:\s+as\s+\w+)?|from\s+[\w.]+\s+import\s.+)\s*$|^\s*(?:async\s+)?def\s+\w+\(|\bprint\(|^\s*\w+\s*=\s*\w[\w.]*\(\s*$",
    ),
    (
        "javascript",
        r"(?m)\brequire\(|^\s*import\s.+\sfrom\s+['\x22]|^\s*(?:export\s+)?(?:const|let)\s+\w+|=>\s*\{",
    ),
    ("java", r"\.set[A-Z]\w*\("),
    ("go", r"tea\.String\(|&\w+\.\w+\{"),
];

static PATTERNS: LazyLock<Vec<(&str, Regex)>> = LazyLock::new(|| {
    SIGNS
        .iter()
        .filter_map(|(language, signs)| Some((*language, Regex::new(signs).ok()?)))
        .collect()
});

/// Labels that are spelt in more than one way.
const LABELS: [(&str, &str); 20] = [
    ("py", "python"),
    ("python3", "python"),
    ("golang", "go"),
    ("node", "javascript"),
    ("nodejs", "javascript"),
    ("js", "javascript"),
    ("ts", "typescript"),
    ("c#", "csharp"),
    ("cs", "csharp"),
    ("net", "csharp"),
    ("c++", "cpp"),
    ("c", "cpp"),
    ("cxx", "cpp"),
    ("rb", "ruby"),
    ("bash", "shell"),
    ("sh", "shell"),
    ("curl", "shell"),
    ("console", "shell"),
    ("text", "none"),
    ("plaintext", "none"),
];

/// Labels of what is no program.
const OTHERS: [&str; 8] = [
    "http", "json", "shell", "none", "xml", "yaml", "html", "url",
];

/// The language, as its label or its code says; nothing for JSON, HTTP and shell commands.
pub(super) fn language(code: &str, label: Option<&str>) -> Option<String> {
    let label = label.map(|label| label.trim().to_lowercase().replace(['.', ' '], ""));
    let label = label.filter(|label| !label.is_empty()).map(|label| {
        let known = LABELS.iter().find(|(spelling, _)| *spelling == label);
        known.map_or(label, |(_, language)| (*language).to_owned())
    });
    match label {
        Some(label) if !OTHERS.contains(&label.as_str()) => Some(label),
        Some(label) if label != "none" => None,
        _ => detect(code).map(str::to_owned),
    }
}

/// The language that the beginning of the code shows.
pub(crate) fn detect(code: &str) -> Option<&'static str> {
    let near = code
        .char_indices()
        .nth(20_000)
        .map_or(code, |(at, _)| code.get(..at).unwrap_or_default());
    let start = near.trim_start();
    let no_code =
        start.starts_with(['{', '[']) || start.starts_with("HTTP") || start.starts_with("curl ");
    if no_code {
        return None;
    }
    PATTERNS
        .iter()
        .find(|(_, pattern)| pattern.is_match(near))
        .map(|(language, _)| *language)
}
