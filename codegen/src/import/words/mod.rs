//! Words of the languages and vendors that are known, as data: `<language>/<file>.yaml`.
//!
//! A file holds topics, a topic holds entries, an entry holds words (or regular expressions, if
//! the topic's name ends in `patterns`). A new language is a folder; a vendor's own heading is a
//! word more. Words of all languages count on every page, since pages mix them.

use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

use regex::Regex;

use crate::yaml::{self, Kind};

const FILES: [&str; 7] = [
    include_str!("zh/page.yaml"),
    include_str!("zh/cells.yaml"),
    include_str!("zh/prose.yaml"),
    include_str!("en/page.yaml"),
    include_str!("en/cells.yaml"),
    include_str!("en/prose.yaml"),
    include_str!("en/code.yaml"),
];

static WORDS: LazyLock<Words> = LazyLock::new(Words::load);

/// All words.
pub(crate) fn words() -> &'static Words {
    &WORDS
}

/// The words of all languages, by topic and entry.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// By topic, then by folded word: the entries, in the order of the files.
    exact: HashMap<String, HashMap<String, Vec<String>>>,
    /// By topic: each folded word with its entry, longest first.
    longest: HashMap<String, Vec<(String, String)>>,
    /// By topic: each entry with its expressions.
    patterns: BTreeMap<String, Vec<(String, Regex)>>,
}

impl Words {
    fn load() -> Self {
        let mut all = Self::default();
        for text in FILES {
            let mut problems = Vec::new();
            let root = yaml::parse(0, text, &mut problems);
            debug_assert!(problems.is_empty(), "{problems:?}");
            if let Some(yaml::Node {
                kind: Kind::Map(topics),
                ..
            }) = root
            {
                for (topic, entries) in topics {
                    if let Kind::Map(entries) = entries.kind {
                        for (entry, words) in entries {
                            all.add(&topic.text, &entry.text, &words);
                        }
                    }
                }
            }
        }
        for list in all.longest.values_mut() {
            list.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        }
        all
    }

    fn add(&mut self, topic: &str, entry: &str, words: &yaml::Node) {
        let Kind::List(list) = &words.kind else {
            debug_assert!(false, "{topic}.{entry} has to be a list");
            return;
        };
        for word in list {
            let Kind::Scalar { text, .. } = &word.kind else {
                debug_assert!(false, "{topic}.{entry} holds something else than words");
                continue;
            };
            if topic.ends_with("patterns") {
                match Regex::new(text) {
                    Ok(pattern) => self
                        .patterns
                        .entry(topic.to_owned())
                        .or_default()
                        .push((entry.to_owned(), pattern)),
                    Err(error) => debug_assert!(false, "{topic}.{entry}: {error}"),
                }
                continue;
            }
            let folded = fold(text);
            let entries = self
                .exact
                .entry(topic.to_owned())
                .or_default()
                .entry(folded.clone())
                .or_default();
            if !entries.iter().any(|known| known == entry) {
                entries.push(entry.to_owned());
                self.longest
                    .entry(topic.to_owned())
                    .or_default()
                    .push((folded, entry.to_owned()));
            }
        }
    }

    /// The entry of a topic that has the text among its words; the first, if several have.
    pub(crate) fn find(&self, topic: &str, text: &str) -> Option<&str> {
        self.all(topic, text).first().map(String::as_str)
    }

    /// All entries of a topic that have the text among their words.
    pub(crate) fn all(&self, topic: &str, text: &str) -> &[String] {
        self.exact
            .get(topic)
            .and_then(|words| words.get(&fold(text)))
            .map_or(&[], Vec::as_slice)
    }

    /// The folded words of a topic with their entries, longest first.
    pub(crate) fn longest(&self, topic: &str) -> &[(String, String)] {
        self.longest.get(topic).map_or(&[], Vec::as_slice)
    }

    /// The regular expressions of a topic with their entries, in the order of the files.
    pub(crate) fn patterns(&self, topic: &str) -> &[(String, Regex)] {
        self.patterns.get(topic).map_or(&[], Vec::as_slice)
    }
}

/// Brings a word into the form in which words are compared: lower case, ASCII forms of full-width
/// signs, single spaces, and nothing around it but the word.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut space = false;
    for c in text.trim().chars() {
        let c = narrow(c);
        if c.is_whitespace() {
            space = true;
            continue;
        }
        if std::mem::take(&mut space) && !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(c.to_lowercase());
    }
    let around: &[char] = &[
        ':', '*', '#', '`', ' ', '.', '。', '"', '¶', '\u{200b}', '\u{feff}',
    ];
    folded.trim_matches(around).to_owned()
}

/// The ASCII form of a full-width sign.
pub(crate) fn narrow(c: char) -> char {
    match c {
        '\u{3000}' | '\u{a0}' | '\u{2002}' | '\u{2003}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '【' | '〔' => '[',
        '】' | '〕' => ']',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '、' => ',',
        '〜' => '~',
        _ => simplified(c),
    }
}

/// The simplified form of a traditional sign that the words use.
fn simplified(c: char) -> char {
    const PAIRS: [(char, char); 62] = [
        ('參', '参'),
        ('數', '数'),
        ('類', '类'),
        ('說', '说'),
        ('請', '请'),
        ('錯', '错'),
        ('誤', '误'),
        ('碼', '码'),
        ('響', '响'),
        ('應', '应'),
        ('結', '结'),
        ('傳', '传'),
        ('稱', '称'),
        ('狀', '状'),
        ('態', '态'),
        ('調', '调'),
        ('體', '体'),
        ('頭', '头'),
        ('徑', '径'),
        ('詢', '询'),
        ('樣', '样'),
        ('範', '范'),
        ('圍', '围'),
        ('長', '长'),
        ('認', '认'),
        ('選', '选'),
        ('須', '须'),
        ('無', '无'),
        ('訊', '讯'),
        ('變', '变'),
        ('屬', '属'),
        ('鍵', '键'),
        ('條', '条'),
        ('項', '项'),
        ('單', '单'),
        ('時', '时'),
        ('間', '间'),
        ('區', '区'),
        ('對', '对'),
        ('組', '组'),
        ('陣', '阵'),
        ('權', '权'),
        ('頻', '频'),
        ('義', '义'),
        ('號', '号'),
        ('種', '种'),
        ('備', '备'),
        ('註', '注'),
        ('輸', '输'),
        ('網', '网'),
        ('務', '务'),
        ('關', '关'),
        ('閉', '闭'),
        ('開', '开'),
        ('啟', '启'),
        ('過', '过'),
        ('為', '为'),
        ('與', '与'),
        ('個', '个'),
        ('從', '从'),
        ('線', '线'),
        ('達', '达'),
    ];
    if ('\u{4e00}'..='\u{9fff}').contains(&c) {
        PAIRS
            .iter()
            .find(|(traditional, _)| *traditional == c)
            .map_or(c, |(_, simplified)| *simplified)
    } else {
        c
    }
}

#[cfg(test)]
mod tests {
    use super::{fold, words};

    #[test]
    fn words_are_found_whatever_their_case_width_and_surroundings() {
        let words = words();
        assert_eq!(words.find("sections", "请求头："), Some("headers"));
        assert_eq!(words.find("sections", "## Query Parameters"), Some("query"));
        assert_eq!(words.find("columns", "ＨｔｔｐＣｏｄｅ"), Some("status"));
        assert_eq!(words.find("required", "必选"), Some("yes"));
        assert_eq!(words.find("sections", "something else"), None);
        assert_eq!(words.find("sections", "請求參數¶"), Some("params"));
        assert_eq!(words.find("columns", "是否必傳"), Some("required"));
        assert_eq!(fold("  Path　Parameters： "), "path parameters");
    }
}
