//! Pages that want to do harm: each ends in seconds, with a draft or a reason.

use std::{
    fmt::Write as _,
    time::{Duration, Instant},
};

use codegen::{
    import::{DoubtKind, Draft, ImportError, doubts_list},
    model,
};

use crate::{
    case::{read, specs},
    filled,
};

/// Far more than any of the pages takes, even where tests share a slow machine.
const PATIENCE: Duration = Duration::from_secs(90);

const HEAD: &str = "List things\n\nEndpoint\nGET https://api.acme.example/v1/things\n\n";
const TABLE: &str =
    "Query parameters\n\n| Name | Type | Required | Description |\n|---|---|---|---|\n";

fn timed(bytes: &[u8]) -> Result<Draft, ImportError> {
    let start = Instant::now();
    let draft = read("page.txt", bytes);
    if let Ok(draft) = &draft {
        let _ = (
            specs(draft),
            doubts_list(draft),
            model::json_of_draft(draft),
        );
    }
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    draft
}

fn draft(text: &str) -> Draft {
    timed(text.as_bytes()).expect("a draft")
}

/// Names of the parameters of the first operation.
fn params(draft: &Draft) -> Vec<&str> {
    let operation = draft.operations.first().expect("an operation");
    operation.params.iter().map(|it| it.path.as_str()).collect()
}

fn has(draft: &Draft, kind: DoubtKind, text: &str) -> bool {
    let mut doubts = draft.doubts.iter();
    doubts.any(|it| it.kind == kind && it.text.contains(text))
}

/// Drafts are specs whatever stands in them: nothing but decisions is open.
fn only_open(draft: &Draft) {
    let names = draft.operations.iter().map(|it| it.name.clone());
    let (_, checked) = filled::check(&names.zip(specs(draft)).collect::<Vec<_>>());
    let codes = filled::codes(&checked);
    assert!(codes.iter().all(|it| it == "L06"), "{codes:?}");
}

#[test]
fn pages_without_an_api_are_refused() {
    let pages = [
        "",
        " \n\t\n \u{3000}\n",
        "\u{feff}",
        "A recipe\n\nTake two eggs and a spoon of flour. Stir well.\n",
        "Team\n\n| Who | Since |\n|---|---|\n| Ada | 2019 |\n",
    ];
    for page in pages {
        match timed(page.as_bytes()) {
            Err(ImportError::Nothing(why)) => {
                assert!(why.contains("nothing on the page was recognised"), "{why}");
            }
            other => panic!("{page:?}: {other:?}"),
        }
    }
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let mut state = 7_u32;
    let noise: Vec<u8> = (0..100_000)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        })
        .collect();
    assert!(timed(&noise).is_err());
    let zeros = vec![0_u8; 100_000];
    assert!(timed(&zeros).is_err());
}

#[test]
fn ten_megabytes_of_sentences_around_a_call() {
    let paragraph =
        "The thing is listed once more in this sentence, which says nothing else. ".repeat(700);
    let mut page = String::from(HEAD);
    while page.len() < 10 << 20 {
        page.push_str(&paragraph);
        page.push_str("\n\n");
    }
    page.push_str(TABLE);
    page.push_str("| last | string | yes | Comes last. |\n");
    assert_eq!(params(&draft(&page)), ["last"]);
}

#[test]
fn five_thousand_lines_of_prose() {
    let line = "The thing is listed once more in this sentence, which says nothing else.\n";
    let page = format!(
        "{HEAD}{}{TABLE}| last | string | yes | Last. |\n",
        line.repeat(5_000)
    );
    assert_eq!(params(&draft(&page)), ["last"]);
}

#[test]
fn a_line_of_ten_megabytes() {
    let page = format!(
        "{HEAD}{TABLE}| id | string | yes | {} |\n",
        "word ".repeat(2 << 20)
    );
    assert_eq!(params(&draft(&page)), ["id"]);
}

#[test]
fn ten_thousand_rows() {
    let mut page = format!("{HEAD}{TABLE}");
    for row in 0..10_000 {
        let _ = writeln!(page, "| field_{row} | string | no | Field number {row}. |");
    }
    let draft = draft(&page);
    assert_eq!(params(&draft).len(), 10_000);
    assert_eq!(params(&draft).last(), Some(&"field_9999"));
}

#[test]
fn ten_thousand_rows_whose_cells_run_together() {
    let mut page = format!("{HEAD}Query parameters\n\nNameTypeRequiredDescription\n");
    for row in 0..10_000 {
        let _ = writeln!(page, "field_{row}StringNoOne of the fields.");
    }
    assert_eq!(params(&draft(&page)).len(), 10_000);
}

#[test]
fn a_hundred_thousand_braces() {
    let open = "{\"a\":".repeat(100_000);
    let close = "}".repeat(100_000);
    let page = format!("{HEAD}Response example\n\n{open}1{close}\n");
    let draft = draft(&page);
    assert!(
        has(&draft, DoubtKind::NotRead, "JSON"),
        "{}",
        doubts_list(&draft)
    );
}

#[test]
fn an_example_whose_braces_do_not_close() {
    let page = format!(
        "{HEAD}{TABLE}| id | string | yes | ID. |\n\nResponse example\n\n{{\n  \"items\": [\n    {{ \"id\": 1,\n\nErrors\n\n\
         | Status | Code | Description |\n|---|---|---|\n| 404 | gone | It is gone. |\n"
    );
    let draft = draft(&page);
    assert!(
        has(&draft, DoubtKind::Guess, "ends without its `}]}`"),
        "{}",
        doubts_list(&draft)
    );
    assert_eq!(draft.operations[0].errors.len(), 1);
}

#[test]
fn a_table_without_a_head() {
    let page = format!(
        "{HEAD}Query parameters\n\n| colour | string | yes | Colour of the thing |\n| weight | integer | no | In grams |\n"
    );
    let draft = draft(&page);
    assert_eq!(params(&draft), ["colour", "weight"]);
    assert!(has(&draft, DoubtKind::Guess, "no head"));
}

#[test]
fn a_row_of_five_thousand_cells() {
    let cells = "| cell ".repeat(5_000);
    let page =
        format!("{HEAD}{TABLE}| id | string | yes | ID. {cells}|\n| to | string | no | To. |\n");
    assert_eq!(params(&draft(&page)), ["id", "to"]);
}

#[test]
fn a_name_of_a_megabyte() {
    let name = "n".repeat(1 << 20);
    let page =
        format!("{HEAD}{TABLE}| {name} | string | yes | Long. |\n| id | string | no | ID. |\n");
    let draft = draft(&page);
    assert_eq!(params(&draft), ["id"]);
    assert!(has(&draft, DoubtKind::NotRead, "cannot stand on the wire"));
}

#[test]
fn an_object_that_holds_itself() {
    let page = format!(
        "{HEAD}Response\n\n| Name | Type | Description |\n|---|---|---|\n| root | Node object | The root. |\n\n\
         Node object\n\n| Name | Type | Description |\n|---|---|---|\n| label | string | Its label. |\n\
         | child | Node object | A node below. |\n"
    );
    let draft = draft(&page);
    let response = &draft.operations[0].response;
    let count = |path: &str| response.iter().filter(|it| it.path == path).count();
    assert_eq!((count("root.label"), count("root.child")), (1, 1));
    assert!(response.len() < 100, "{}", response.len());
    assert!(specs(&draft).concat().contains("child: { type: Node"));
}

#[test]
fn two_hundred_operations() {
    let mut page = String::new();
    for number in 0..200 {
        let _ = write!(
            page,
            "## Get part {number}\n\nGET https://api.acme.example/v1/parts{number}/{{id}}\n\nPath parameters\n\n\
             | Name | Type | Required | Description |\n|---|---|---|---|\n| id | string | yes | ID of the part. |\n\n"
        );
    }
    let start = Instant::now();
    let draft = read("page.md", page.as_bytes()).expect("a draft");
    let texts = specs(&draft);
    assert!(start.elapsed() < PATIENCE);
    assert_eq!(texts.len(), 200);
    let names: std::collections::HashSet<&str> =
        draft.operations.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names.len(), 200);
}

#[test]
fn what_cells_say_is_no_yaml_and_no_command_to_a_terminal() {
    let attacks = [
        "x: y }, evil: { type: string",
        "\"quoted\" 'twice' \\n # not a comment",
        "- item\u{85}next: TODO\u{2028}- more",
        "\u{1b}]0;owned\u{7}\u{1b}[2J\u{202e}gnp.exe",
        "&anchor *alias !!python/object %TAG | > ? @ `",
        "[link](javascript:alert(1)) <script>alert(1)</script> **bold** </div>",
        "--- \u{0} ... \u{feff}",
    ];
    let mut page = format!("{HEAD}{TABLE}");
    for (number, attack) in attacks.iter().enumerate() {
        let _ = writeln!(page, "| id{number} | string | yes | {attack} |");
        let _ = writeln!(page, "| {attack} | string | yes | Named badly. |");
    }
    page.push_str("\nErrors\n\n| Status | Code | Message | Description |\n|---|---|---|---|\n");
    for (number, attack) in attacks.iter().enumerate() {
        let _ = writeln!(page, "| 400 | code{number} | {attack} | {attack} |");
    }
    // The page is UTF-8 and holds no zero byte, which no reader of text would let through.
    let page = page.replace('\u{0}', "");
    let draft = draft(&page);
    only_open(&draft);
    let shown = format!("{}{}", specs(&draft).concat(), doubts_list(&draft));
    let json = model::json_of_draft(&draft);
    let control = |c: &char| c.is_control() && *c != '\n';
    let hidden = |c: &char| control(c) || matches!(c, '\u{202e}' | '\u{2028}' | '\u{feff}');
    let found: Vec<char> = shown
        .chars()
        .filter(hidden)
        .chain(json.chars().filter(control))
        .collect();
    assert!(found.is_empty(), "{found:?}");
}
