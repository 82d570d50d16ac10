//! Values of enums, with and without meanings; terms.

use super::{BOOL, INT, TEXT, answered, asked, int, text};
use crate::model::{Kind, Literal};

/// Text, type and the expected pairs of value and meaning.
type Case = (
    Option<Kind>,
    &'static str,
    &'static [(&'static str, &'static str)],
);

const VALUES: &[Case] = &[
    (INT, "0:关门 1:开门", &[("0", "关门"), ("1", "开门")]),
    (
        INT,
        "门\n0:全部\n1:前门\n2:后门",
        &[("0", "全部"), ("1", "前门"), ("2", "后门")],
    ),
    (
        TEXT,
        "样式,取值: - grid:方格 - row:一行",
        &[("grid", "方格"), ("row", "一行")],
    ),
    (
        INT,
        "方式: - 0:不开门 - 1:只有主人/管家开门",
        &[("0", "不开门"), ("1", "只有主人/管家开门")],
    ),
    (
        INT,
        "状态,0-未开始,1-进行中",
        &[("0", "未开始"), ("1", "进行中")],
    ),
    (INT, "1表示开门,0表示关门", &[("1", "开门"), ("0", "关门")]),
    (INT, "0为关门,1为开门", &[("0", "关门"), ("1", "开门")]),
    (
        INT,
        "门的种类:0:前门1:Back2:侧门3:天窗 pro10:其他",
        &[
            ("0", "前门"),
            ("1", "Back"),
            ("2", "侧门"),
            ("3", "天窗 pro"),
            ("10", "其他"),
        ],
    ),
    (
        TEXT,
        "主人的 ID。\n主人标识说明:\n1:住户的编号。\n2:登记时写下的名字。",
        &[],
    ),
    (TEXT, "可选值:asc、desc", &[("asc", ""), ("desc", "")]),
    (INT, "取值:1、2、3", &[("1", ""), ("2", ""), ("3", "")]),
    (TEXT, "枚举值:\n- mp4\n- ogg", &[("mp4", ""), ("ogg", "")]),
    (
        TEXT,
        "次序:asc(升序)、desc(降序)",
        &[("asc", "升序"), ("desc", "降序")],
    ),
    (
        TEXT,
        "状态(open:已开,shut:已关)",
        &[("open", "已开"), ("shut", "已关")],
    ),
    (
        INT,
        "设备\n9:门铃、蜂鸣 设备\n20:Bell for Front Doors",
        &[("9", "门铃、蜂鸣 设备"), ("20", "Bell for Front Doors")],
    ),
    (INT, "类型\n1:roomid", &[("1", "roomid")]),
    (
        INT,
        "状态:\n1:开\n2:关\n关门之后才会返回钥匙列表。",
        &[("1", "开"), ("2", "关")],
    ),
    (
        INT,
        "状态: - 1:开着 - 2:关着 功能迁移,该字段不再返回",
        &[("1", "开着"), ("2", "关着")],
    ),
    (TEXT, "０：关门　１：开门", &[("0", "关门"), ("1", "开门")]),
    (INT, "时间 10:30 到 12:00", &[]),
    (INT, "比例 16:9", &[]),
    (INT, "1-100", &[]),
    (TEXT, "日期 2026-01-02", &[]),
    (INT, "1、打开门 2、走进去", &[]),
    (INT, "返回0表示不限", &[]),
    (TEXT, "例如:https://door.example/a:b", &[]),
    (INT, "1 = open, 2 = shut", &[("1", "open"), ("2", "shut")]),
    (INT, "0: open\n1: shut", &[("0", "open"), ("1", "shut")]),
    (
        TEXT,
        "Order: \"asc\" or \"desc\"",
        &[("asc", ""), ("desc", "")],
    ),
    (
        TEXT,
        "Possible values: a, b, c",
        &[("a", ""), ("b", ""), ("c", "")],
    ),
    (TEXT, "One of: `red`, `blue`", &[("red", ""), ("blue", "")]),
    (
        TEXT,
        "Allowed values are open, shut and ajar.",
        &[("open", ""), ("shut", ""), ("ajar", "")],
    ),
    (
        INT,
        "State. 0 - idle; 1 - busy",
        &[("0", "idle"), ("1", "busy")],
    ),
    (
        INT,
        "1 means open, 2 means shut.",
        &[("1", "open"), ("2", "shut")],
    ),
    (
        INT,
        "Values: 1 (open), 2 (shut)",
        &[("1", "open"), ("2", "shut")],
    ),
    (
        TEXT,
        "- asc: upwards\n- desc: downwards",
        &[("asc", "upwards"), ("desc", "downwards")],
    ),
    (TEXT, "Possible values: any colour of the house", &[]),
    (TEXT, "Note: the door. Example: red", &[]),
    (TEXT, "A third-party door - see the built-in list.", &[]),
    (INT, "1. Open the door. 2. Go in.", &[]),
    (TEXT, "Version 1.2: new", &[]),
    (BOOL, "true:是 false:否", &[]),
];

#[test]
fn values() {
    for (kind, sentence, expected) in VALUES {
        let said = answered("x", *kind, sentence);
        let found: Vec<(Literal, &str)> = said
            .values
            .iter()
            .map(|value| (value.wire.clone(), value.term.as_deref().unwrap_or("")))
            .collect();
        let expected: Vec<(Literal, &str)> = expected
            .iter()
            .map(|(wire, term)| match kind {
                Some(Kind::String) => (text(wire), *term),
                _ => (int(wire.parse().unwrap_or(-1)), *term),
            })
            .collect();
        assert_eq!(found, expected, "{sentence}");
    }
}

#[test]
fn values_know_their_lines_and_propose_names() {
    let said = asked("device", INT, "设备:\n0:Door Bell\n8:门铃");
    let found: Vec<(u32, &str)> = said
        .values
        .iter()
        .map(|value| (value.at.line, value.name.as_str()))
        .collect();
    assert_eq!(found, [(11, "door_bell"), (12, "")]);
    let said = asked("mode", TEXT, "取值: - fullScreen:全屏 - 0:无");
    let names: Vec<&str> = said
        .values
        .iter()
        .map(|value| value.name.as_str())
        .collect();
    assert_eq!(names, ["full_screen", ""]);
}

#[test]
fn a_value_may_be_marked_as_the_default() {
    let said = asked("x", INT, "0:关门(默认) 1:开门");
    assert_eq!(said.default, Some(int(0)));
    assert_eq!(
        said.values.first().and_then(|value| value.term.as_deref()),
        Some("关门")
    );
    let said = asked("x", TEXT, "Possible values: asc (default), desc");
    assert_eq!(said.default, Some(text("asc")));
}

#[test]
fn terms() {
    let cases: &[(&str, Option<&str>)] = &[
        ("每页条数,默认10,最大20。", Some("每页条数")),
        (
            "开会时间戳,UNIX 时间戳(单位秒);说明:不允许超过31天。",
            Some("开会时间戳"),
        ),
        ("主人 ID。", Some("主人 ID")),
        ("门的状态:\n1:开", Some("门的状态")),
        ("有效期(单位毫秒)", Some("有效期")),
        ("当前人数", Some("当前人数")),
        ("请求编号", Some("请求编号")),
        ("用于打开房间的门", None),
        ("必填", None),
        (
            "这是一个非常长的句子它讲述了房间和门的很多事情所以它不可能是一个名称而只是一句话",
            None,
        ),
        (
            "The file size of the recorded song, in bytes.",
            Some("file size"),
        ),
        ("The door ID. Call the other API.", Some("door ID")),
        ("Number of rooms.", Some("Number of rooms")),
        ("The ID of the room.", Some("ID of the room")),
        (
            "The state. This field is not currently used.",
            Some("state"),
        ),
        ("Page size (default 50)", Some("Page size")),
        ("Whether the door is open.", None),
        ("Specifies the room.", None),
        (
            "A sentence that has many more words than a name would have.",
            None,
        ),
        ("Required.", None),
    ];
    for (sentence, expected) in cases {
        assert_eq!(
            asked("x", None, sentence).term.as_deref(),
            *expected,
            "{sentence}"
        );
    }
}
