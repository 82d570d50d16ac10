//! Defaults, ranges, lengths, units, formats: one table per kind of fact.

use super::{BOOL, INT, LIST, TEXT, answered, asked, int, text};
use crate::model::{Format, Kind, Literal, Unit};

#[test]
fn defaults() {
    let cases: &[(Option<Kind>, &str, Option<Literal>)] = &[
        (INT, "每页条数,默认10", Some(int(10))),
        (INT, "页号,默认为 1。", Some(int(1))),
        (INT, "重试次数。默认值:20", Some(int(20))),
        (BOOL, "是否静音,默认值为false", Some(Literal::Bool(false))),
        (INT, "楼层,缺省为0", Some(int(0))),
        (INT, "座位数,不填默认为 8", Some(int(8))),
        (TEXT, "语言,默认 zh-CN", Some(text("zh-CN"))),
        (TEXT, "页数,默认:15。", Some(text("15"))),
        (INT, "容量,默认1万", Some(int(10_000))),
        (INT, "排序,默认按名称排序", None),
        (INT, "日期,默认为当前时间", None),
        (INT, "保留时间,默认7天", None),
        (INT, "Rows per page, defaults to 10.", Some(int(10))),
        (INT, "Rows per page. Default: 20", Some(int(20))),
        (TEXT, "Order of rows. Default value: asc", Some(text("asc"))),
        (INT, "Rows per page (default 50).", Some(int(50))),
        (
            BOOL,
            "Mutes the room. Default is false.",
            Some(Literal::Bool(false)),
        ),
        (
            TEXT,
            "Colour; default \"pale green\".",
            Some(text("pale green")),
        ),
        (INT, "Wait in ms. Default is 3000 ms.", Some(int(3000))),
        (TEXT, "Defaults to the current user.", None),
        (TEXT, "Default: none", None),
        (INT, "Uses the default room of the tenant.", None),
        (INT, "Timeout. Default 2 hours.", None),
    ];
    for (kind, sentence, expected) in cases {
        assert_eq!(asked("x", *kind, sentence).default, *expected, "{sentence}");
    }
    let named = asked("kind", INT, "类型,默认云端\n1:云端\n2:本地");
    assert_eq!(named.default, Some(int(1)));
    assert_eq!(named.guesses.len(), 1);
}

#[test]
fn ranges() {
    let cases: &[(&str, Option<i64>, Option<i64>)] = &[
        ("每页条数,最大20", None, Some(20)),
        ("条数,最大值为100。", None, Some(100)),
        ("条数,不超过 50", None, Some(50)),
        ("条数:1-100", Some(1), Some(100)),
        ("条数,取值范围:1~100", Some(1), Some(100)),
        ("条数,[1,100]", Some(1), Some(100)),
        ("条数,1 到 100 之间", Some(1), Some(100)),
        ("页号,从1开始", Some(1), None),
        ("数量,大于0", Some(1), None),
        ("数量,最小1", Some(1), None),
        ("数量,不大于 5", None, Some(5)),
        ("比例 16:9", None, None),
        ("日期 2026-01-02", None, None),
        ("上传速度,最大20MB", None, None),
        ("最大楼层", None, None),
        ("Rows, between 1 and 100", Some(1), Some(100)),
        ("Rows, maximum 100.", None, Some(100)),
        ("Rows (max: 100)", None, Some(100)),
        ("Rows, at most 50.", None, Some(50)),
        ("Rows; no more than 1,000.", None, Some(1000)),
        ("Page number. Must be ≥ 1.", Some(1), None),
        ("Range: 0-59", Some(0), Some(59)),
        ("Page, starting from 1", Some(1), None),
        ("Greater than 0.", Some(1), None),
        ("Less than 10.", None, Some(9)),
        ("No less than 5.", Some(5), None),
        ("Version 1.2-3", None, None),
        ("At most one of the two.", None, None),
    ];
    for (sentence, min, max) in cases {
        let said = asked("x", INT, sentence);
        assert_eq!(said.min, min.map(int), "{sentence}");
        assert_eq!(said.max, max.map(int), "{sentence}");
        assert_eq!(
            (said.min_length, said.max_length),
            (None, None),
            "{sentence}"
        );
    }
}

/// Type, text, fewest and most.
type Length = (Option<Kind>, &'static str, Option<u64>, Option<u64>);

#[test]
fn lengths() {
    let cases: &[Length] = &[
        (TEXT, "名称,最长64个字符", None, Some(64)),
        (TEXT, "名称,长度不超过 128", None, Some(128)),
        (TEXT, "名称,1~32 个字符", Some(1), Some(32)),
        (TEXT, "名称,64 字节以内", None, Some(64)),
        (TEXT, "备注,不超过200字", None, Some(200)),
        (TEXT, "口令,长度为6-20位", Some(6), Some(20)),
        (TEXT, "口令,至少6位", Some(6), None),
        (LIST, "成员,最多100个", None, Some(100)),
        (LIST, "成员列表,不超过 20", None, Some(20)),
        (TEXT, "名称,长度为32", None, None),
        (TEXT, "名称,不超过 50", None, None),
        (TEXT, "文件,最大2MB", None, None),
        (TEXT, "Name, up to 64 characters.", None, Some(64)),
        (TEXT, "Name. Maximum length: 128", None, Some(128)),
        (TEXT, "Name, 1-32 characters.", Some(1), Some(32)),
        (TEXT, "Name, 1 to 32 characters", Some(1), Some(32)),
        (TEXT, "Length must be at least 6.", Some(6), None),
        (TEXT, "The length must not exceed 40.", None, Some(40)),
        (LIST, "Members, at most 100 entries.", None, Some(100)),
        (LIST, "Members, up to 20 items.", None, Some(20)),
        (TEXT, "Up to you.", None, None),
        (TEXT, "Name, at most 50.", None, None),
        (INT, "Length of the call, max 60.", None, None),
    ];
    for (kind, sentence, min, max) in cases {
        let said = asked("x", *kind, sentence);
        assert_eq!(
            (said.min_length, said.max_length),
            (*min, *max),
            "{sentence}"
        );
    }
}

#[test]
fn units() {
    let other = |name: &str| Some(Unit::Other(name.to_owned()));
    let cases: &[(&str, Option<Unit>)] = &[
        ("耗时,单位毫秒", Some(Unit::Milliseconds)),
        ("耗时,单位:秒", Some(Unit::Seconds)),
        ("开会时刻(单位秒)", Some(Unit::Seconds)),
        ("时刻(毫秒)", Some(Unit::Milliseconds)),
        ("延迟(分钟)", other("minutes")),
        ("大小,单位字节", Some(Unit::Bytes)),
        ("大小,单位KB", other("kilobytes")),
        ("金额,单位:分", other("fen")),
        ("金额,单位元", other("yuan")),
        ("以小时为单位的时长", other("hours")),
        ("单位名称", None),
        ("链接过期时间6小时", None),
        ("最近31天", None),
        ("The wait in milliseconds.", Some(Unit::Milliseconds)),
        ("The wait, in seconds.", Some(Unit::Seconds)),
        ("Size in bytes", Some(Unit::Bytes)),
        ("Wait (ms)", Some(Unit::Milliseconds)),
        ("Wait. Unit: minutes", other("minutes")),
        ("Number of bytes sent", Some(Unit::Bytes)),
        ("Share of the disk in percent", other("percent")),
        ("Size, unit: KB", other("kilobytes")),
        ("Valid for 6 hours", None),
        ("Files in the room", None),
        ("Retry in 5 seconds", None),
    ];
    for (sentence, expected) in cases {
        assert_eq!(answered("x", INT, sentence).unit, *expected, "{sentence}");
    }
}

#[test]
fn formats() {
    let cases: &[(&str, Option<Kind>, &str, Option<Format>)] = &[
        ("x", INT, "开会时间戳,单位秒", Some(Format::Instant)),
        ("x", INT, "开始时间,单位毫秒", Some(Format::Instant)),
        ("x", INT, "会议时长,单位秒", Some(Format::Duration)),
        ("x", INT, "文件大小(单位字节)", Some(Format::Size)),
        ("x", INT, "文件大小,单位KB", None),
        ("x", TEXT, "下载地址", Some(Format::Url)),
        ("x", TEXT, "入会链接", Some(Format::Url)),
        ("x", TEXT, "邮箱地址", None),
        ("x", INT, "链接有效期", None),
        ("x", INT, "分页大小", None),
        ("x", TEXT, "开始时间,ISO 8601", None),
        ("x", INT, "Unix timestamp in seconds", Some(Format::Instant)),
        (
            "x",
            INT,
            "The duration of the call, in seconds.",
            Some(Format::Duration),
        ),
        ("x", INT, "The file size, in bytes.", Some(Format::Size)),
        ("x", TEXT, "The URL of the page.", Some(Format::Url)),
        ("home_url", TEXT, "Home", Some(Format::Url)),
        ("x", TEXT, "Email address", None),
        ("x", INT, "The page size.", None),
        ("x", INT, "Link quality.", None),
        ("", None, "Returns the download URL of a file.", None),
    ];
    for (name, kind, sentence, expected) in cases {
        assert_eq!(
            answered(name, *kind, sentence).format,
            *expected,
            "{sentence}"
        );
    }
}
