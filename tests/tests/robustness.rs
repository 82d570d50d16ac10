//! Nothing that can stand in a file makes the front end panic, or print the file back.

use codegen::{Sources, render};
use golden_tests::{entries, memory, workspace};

/// Numbers that look random and are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits") % limit.max(1)
    }

    /// Up to `length` bytes somewhere in a text.
    fn stretch(&mut self, bytes: &[u8], length: usize) -> std::ops::Range<usize> {
        let start = self.below(bytes.len());
        start..(start + 1 + self.below(length)).min(bytes.len())
    }
}

/// What is put into files.
const STRANGE: &[&str] = &[
    "\0",
    "\u{1}",
    "\u{7f}",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "\u{200b}",
    "\t",
    "\r",
    "\r\n",
    "\n",
    "\n\n",
    "会议",
    "，",
    "：",
    "👩‍👩‍👧",
    "e\u{301}",
    "99999999999999999999999999999999999999999",
    "-",
    "---\n",
    "...\n",
    "? ",
    ": ",
    "- ",
    " #",
    "&a ",
    "*a",
    "!!str ",
    "!",
    "|",
    ">",
    "|2-",
    "%",
    "@",
    "`",
    "'",
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    "{}",
    "[]",
    "~",
    "null",
    "yes",
    "0x1F",
    "1e999",
    "-0",
    ".inf",
    "00",
    "when ",
    "<<: ",
    "\\u0000",
    "{a}",
    "?a=1&",
    "%zz",
    "://",
];

/// One way of damaging a file.
type Mutation = fn(&[u8], &mut Random) -> Vec<u8>;

const MUTATIONS: &[(&str, Mutation)] = &[
    ("flip a byte", |bytes, random| {
        let mut bytes = bytes.to_vec();
        let at = random.below(bytes.len());
        bytes[at] ^= 1 << random.below(8);
        bytes
    }),
    ("delete some bytes", |bytes, random| {
        let gone = random.stretch(bytes, 30);
        [&bytes[..gone.start], &bytes[gone.end..]].concat()
    }),
    ("insert something strange", |bytes, random| {
        let at = random.below(bytes.len());
        let strange = STRANGE[random.below(STRANGE.len())].as_bytes();
        [&bytes[..at], strange, &bytes[at..]].concat()
    }),
    (
        "put something strange in the place of a value",
        |bytes, random| {
            let from = random.below(bytes.len());
            let colon = bytes[from..].windows(2).position(|two| two == b": ");
            let at = colon.map_or(from, |colon| from + colon + 2);
            let end = bytes[at..]
                .iter()
                .position(|b| b",}\n".contains(b))
                .map_or(at, |end| at + end);
            let strange = STRANGE[random.below(STRANGE.len())].as_bytes();
            [&bytes[..at], strange, &bytes[end..]].concat()
        },
    ),
    ("copy a stretch to another place", |bytes, random| {
        let copied = random.stretch(bytes, 200);
        let at = random.below(bytes.len());
        [&bytes[..at], &bytes[copied], &bytes[at..]].concat()
    }),
    ("duplicate a line", |bytes, random| {
        lines(bytes, |lines| {
            let at = random.below(lines.len());
            lines.insert(at, lines[at]);
        })
    }),
    ("swap two lines", |bytes, random| {
        lines(bytes, |lines| {
            let (a, b) = (random.below(lines.len()), random.below(lines.len()));
            lines.swap(a, b);
        })
    }),
    ("delete a line", |bytes, random| {
        lines(bytes, |lines| {
            let at = random.below(lines.len());
            lines.remove(at);
        })
    }),
    ("cut the rest off", |bytes, random| {
        bytes[..random.below(bytes.len())].to_vec()
    }),
];

fn lines(bytes: &[u8], change: impl FnOnce(&mut Vec<&[u8]>)) -> Vec<u8> {
    let mut lines: Vec<&[u8]> = bytes.split_inclusive(|b| *b == b'\n').collect();
    change(&mut lines);
    lines.concat()
}

/// Checks and renders in every way; whatever is found has a place that exists.
fn survive(sources: &Sources) -> Vec<&'static str> {
    let checked = codegen::check(sources, Vec::new());
    for found in &checked.diagnostics {
        let related = found.related.iter().map(|(place, _)| *place);
        for place in std::iter::once(found.place).chain(related) {
            let text = &sources.of(place).text;
            assert!(
                text.get(place.start..place.end).is_some(),
                "{found:?} is about no text"
            );
        }
        assert!(
            !found.message.is_empty() && !found.help.is_empty(),
            "{found:?}"
        );
    }
    let text = render::text(sources, &checked.diagnostics, false);
    let coloured = render::text(sources, &checked.diagnostics, true);
    let json = render::json(sources, &checked.diagnostics);
    let github = render::github(sources, &checked.diagnostics);
    assert!(coloured.len() >= text.len());
    assert!(
        serde_json::from_str::<serde_json::Value>(&json).is_ok(),
        "{json}"
    );
    assert_eq!(
        github.lines().count(),
        checked.diagnostics.len(),
        "{github}"
    );
    let most = 20_000 * (checked.diagnostics.len() + 1);
    assert!(
        text.len() < most,
        "{} bytes about {} findings",
        text.len(),
        checked.diagnostics.len()
    );
    checked
        .diagnostics
        .iter()
        .map(|found| found.rule.code)
        .collect()
}

/// The files of a service, with their paths.
fn files(service: &str) -> Vec<(String, String)> {
    let folder = workspace("specs").join(service);
    let read = |name: String| {
        let text = std::fs::read_to_string(folder.join(&name)).expect("a spec");
        (format!("{service}/{name}"), text)
    };
    entries(&folder).into_iter().map(read).collect()
}

fn is_shared(path: &str) -> bool {
    path.ends_with("/service.yaml") || path.ends_with("/types.yaml")
}

fn mutate(service: &str, rounds: usize) {
    let files = files(service);
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut broken = 0;
    let mut mutants = 0;
    for (path, text) in &files {
        for (name, mutation) in MUTATIONS {
            for round in 0..rounds {
                let bytes = mutation(text.as_bytes(), &mut random);
                let mutant = String::from_utf8_lossy(&bytes);
                // Together with the files that it may refer to.
                let others = files
                    .iter()
                    .filter(|(other, _)| other != path && is_shared(other));
                let mut together: Vec<(&str, &str)> = others
                    .map(|(path, text)| (path.as_str(), text.as_str()))
                    .collect();
                together.push((path, &mutant));
                let sources = memory(&together);
                let result = std::panic::catch_unwind(|| survive(&sources));
                let codes =
                    result.unwrap_or_else(|_| panic!("{path}: {name}, round {round}:\n{mutant}"));
                broken += usize::from(!codes.is_empty());
                mutants += 1;
            }
        }
    }
    println!("{broken} of {mutants} mutants of {service} have findings");
    assert!(broken * 2 > mutants, "most damage is noticed");
}

#[test]
fn damaged_specs_of_dingtalk_are_survived() {
    mutate("dingtalk", 25);
}

#[test]
fn damaged_specs_of_tencent_meeting_are_survived() {
    mutate("tencent-meeting", 25);
}
