//! Remarks and limits in time: one table per kind of fact.

use super::{INT, TEXT, answered, asked, text};
use crate::model::{Literal, Rate};

#[test]
fn presence_of_parameters() {
    let cases: &[(&str, Option<bool>, Option<&str>)] = &[
        ("必填,房间号", Some(true), None),
        ("房间号(必填)", Some(true), None),
        ("房间号,选填。", Some(false), None),
        ("可选。房间号", Some(false), None),
        ("房间号,不能为空", Some(true), None),
        ("非必填", Some(false), None),
        ("当type为1时必填", None, Some("type为1")),
        ("口令,如果房间上锁,则必填", None, Some("房间上锁")),
        ("可选择的房间", None, None),
        ("必填项的数量", None, None),
        ("Required. The room.", Some(true), None),
        ("Optional. The room.", Some(false), None),
        ("The room (optional)", Some(false), None),
        ("The room. This parameter is required.", Some(true), None),
        ("The room. May be omitted.", Some(false), None),
        ("Required when type is 2.", None, Some("type is 2")),
        (
            "The key; required if the room is locked.",
            None,
            Some("the room is locked"),
        ),
        (
            "Mandatory unless the room is open.",
            None,
            Some("unless the room is open"),
        ),
        ("Required permissions of the room", None, None),
        ("Optional equipment of the room", None, None),
    ];
    for (sentence, required, when) in cases {
        let said = asked("x", TEXT, sentence);
        assert_eq!(said.required, *required, "{sentence}");
        assert_eq!(said.required_when.as_deref(), *when, "{sentence}");
        let said = answered("x", TEXT, sentence);
        assert_eq!(
            (said.required, said.required_when),
            (None, None),
            "{sentence}"
        );
    }
}

#[test]
fn presence_of_fields() {
    let cases: &[(&str, Option<bool>, Option<&str>)] = &[
        ("口令,房间上锁时返回。", None, Some("房间上锁")),
        ("散会时刻,散会后,返回该字段。", None, Some("散会后")),
        ("当房间上锁才会返回", None, Some("房间上锁")),
        ("仅当房间上锁时返回", None, Some("房间上锁")),
        ("如果房间上锁,则返回该字段", None, Some("房间上锁")),
        ("允许旁听和房间上锁时返回", None, Some("允许旁听和房间上锁")),
        ("该字段一定返回", Some(true), None),
        ("始终返回", Some(true), None),
        ("状态。当房间上锁时,则返回钥匙、锁号。", None, None),
        ("返回的房间类型", None, None),
        (
            "Only returned if the room is locked.",
            None,
            Some("the room is locked"),
        ),
        (
            "The key. Returned only when the room is locked.",
            None,
            Some("the room is locked"),
        ),
        (
            "This field is returned after the call has ended.",
            None,
            Some("the call has ended"),
        ),
        (
            "Present if the room has a lock.",
            None,
            Some("the room has a lock"),
        ),
        ("Always returned.", Some(true), None),
        (
            "This field is included in every response.",
            Some(true),
            None,
        ),
        ("The floor is only available when asked for.", None, None),
        (
            "Not returned unless asked for.",
            None,
            Some("unless asked for"),
        ),
        ("The number of returned rooms.", None, None),
        ("The state. This field is not currently used.", None, None),
    ];
    for (sentence, always, when) in cases {
        let said = answered("x", TEXT, sentence);
        assert_eq!(said.always, *always, "{sentence}");
        assert_eq!(said.when.as_deref(), *when, "{sentence}");
        assert_eq!(asked("x", TEXT, sentence).when, None, "{sentence}");
    }
    let others = answered("state", INT, "状态。\n当房间上锁时,则返回钥匙、锁号。");
    assert_eq!(
        others.when_of,
        [("房间上锁".to_owned(), "钥匙、锁号".to_owned())]
    );
    assert_eq!(others.unread, ["当房间上锁时,则返回钥匙、锁号"]);
}

#[test]
fn deprecations() {
    let cases: &[(&str, Option<&str>)] = &[
        (
            "楼号。功能迁移,该字段不再返回",
            Some("功能迁移,该字段不再返回"),
        ),
        ("楼号(已废弃)", Some("楼号(已废弃)")),
        ("该参数已下线。", Some("该参数已下线")),
        ("即将废弃,请使用 floor", Some("即将废弃,请使用 floor")),
        ("不推荐使用", Some("不推荐使用")),
        ("楼号;该字段将会停用。", Some("该字段将会停用")),
        ("废弃字段", Some("废弃字段")),
        (
            "状态: - 0:空闲 - 1:占用 功能迁移,该字段不再返回",
            Some("功能迁移,该字段不再返回"),
        ),
        ("是否已删除", None),
        ("推荐使用的房间", None),
        ("Deprecated.", Some("Deprecated")),
        (
            "The floor. It is no longer returned.",
            Some("It is no longer returned"),
        ),
        (
            "No longer supported since May.",
            Some("No longer supported since May"),
        ),
        (
            "This field has been removed.",
            Some("This field has been removed"),
        ),
        ("Obsolete; use floor.", Some("Obsolete")),
        ("Not recommended.", Some("Not recommended")),
        ("This field is not currently used.", None),
        ("Whether the room is removed.", None),
        ("The state. Reserved.", None),
        ("List of deprecated_rooms", None),
    ];
    for (sentence, expected) in cases {
        let said = answered("x", None, sentence);
        assert_eq!(said.deprecated.as_deref(), *expected, "{sentence}");
    }
}

#[test]
fn limits_in_time() {
    let day = 86_400_000;
    let cases: &[(&str, Option<&str>, Option<u64>)] = &[
        ("钥匙,过期时间6小时", Some("6h"), None),
        ("钥匙,有效期 2 天。", Some("2d"), None),
        ("钥匙,7200秒后过期", Some("7200s"), None),
        ("钥匙,5分钟内有效", Some("5m"), None),
        ("钥匙,有效期1周", Some("7d"), None),
        ("时间区间不允许超过31天。", None, Some(31 * day)),
        ("查询时间跨度不超过 7 天", None, Some(7 * day)),
        ("时间范围最大 12 小时", None, Some(day / 2)),
        ("开始时间和结束时间间隔不能超过1个月", None, None),
        ("链接有效期(单位毫秒)", None, None),
        ("最近31天的房间", None, None),
        ("The key is valid for 2 hours.", Some("2h"), None),
        ("The key expires in 7200 seconds.", Some("7200s"), None),
        ("Lifetime: 30 minutes", Some("30m"), None),
        ("Good for 3 days.", Some("3d"), None),
        ("Expires after 1 week.", Some("7d"), None),
        (
            "The interval must not exceed 30 days.",
            None,
            Some(30 * day),
        ),
        (
            "The time range cannot be longer than 24 hours.",
            None,
            Some(day),
        ),
        (
            "The period between both is at most 7 days.",
            None,
            Some(7 * day),
        ),
        ("The interval must not exceed one year.", None, None),
        ("A valid period of the day.", None, None),
    ];
    for (sentence, expires, window) in cases {
        let said = answered("x", None, sentence);
        assert_eq!(said.expires.as_deref(), *expires, "{sentence}");
        assert_eq!(said.window_millis, *window, "{sentence}");
    }
}

/// Text; calls, period and scope of each rate.
type Calls = (
    &'static str,
    &'static [(u64, Option<u64>, Option<&'static str>)],
);

#[test]
fn rates() {
    let cases: &[Calls] = &[
        ("访问限制:10次/min。", &[(10, Some(60_000), None)]),
        (
            "账户级接口,限制10次/分钟",
            &[(10, Some(60_000), Some("account"))],
        ),
        ("20 次/秒", &[(20, Some(1000), None)]),
        ("每分钟最多调用 100 次", &[(100, Some(60_000), None)]),
        (
            "单个应用 20 次/秒,单个企业 5000次/月",
            &[
                (20, Some(1000), Some("app")),
                (5000, None, Some("organisation")),
            ],
        ),
        ("10秒内最多请求 5 次", &[(5, Some(10_000), None)]),
        ("单个IP每秒不超过50次", &[(50, Some(1000), Some("ip"))]),
        ("QPS限制:20", &[(20, Some(1000), None)]),
        ("参会 3 次", &[]),
        ("最多重试5次", &[]),
        ("100 requests per minute", &[(100, Some(60_000), None)]),
        (
            "Limit: 100 calls/min per app.",
            &[(100, Some(60_000), Some("app"))],
        ),
        ("QPS: 20", &[(20, Some(1000), None)]),
        (
            "At most 20 QPS per user.",
            &[(20, Some(1000), Some("user"))],
        ),
        (
            "5,000 calls per month per organization",
            &[(5000, None, Some("organisation"))],
        ),
        ("10 requests every 30 seconds", &[(10, Some(30_000), None)]),
        (
            "60 requests a minute per account",
            &[(60, Some(60_000), Some("account"))],
        ),
        ("0 requests per minute", &[]),
        ("Sends many requests.", &[]),
        ("3 calls in the room", &[]),
    ];
    for (sentence, expected) in cases {
        let expected: Vec<Rate> = expected
            .iter()
            .map(|(calls, per_millis, scope)| Rate {
                calls: *calls,
                per_millis: *per_millis,
                scope: scope.map(str::to_owned),
                shared: false,
                of_service: false,
            })
            .collect();
        assert_eq!(asked("", None, sentence).rates, expected, "{sentence}");
    }
}

#[test]
fn fixed_success_and_refused() {
    let cases: &[(&str, Option<Literal>, Option<Literal>, bool)] = &[
        ("固定值:client_room", Some(text("client_room")), None, false),
        ("固定为 1", Some(text("1")), None, false),
        ("固定传\"json\"", Some(text("json")), None, false),
        (
            "如果开门成功,该字段值为200。",
            None,
            Some(text("200")),
            false,
        ),
        ("code 为 0 表示成功", None, Some(text("0")), false),
        ("errcode: 0 成功", None, Some(text("0")), false),
        ("0:成功,其他:失败", None, Some(text("0")), false),
        ("暂不支持 OAuth2.0 鉴权访问。", None, None, true),
        ("不支持OAuth", None, None, true),
        ("固定的房间", None, None, false),
        ("是否成功", None, None, false),
        ("支持 OAuth2.0", None, None, false),
        ("Fixed value: room", Some(text("room")), None, false),
        (
            "Must be \"room_code\".",
            Some(text("room_code")),
            None,
            false,
        ),
        ("Always 1.", Some(text("1")), None, false),
        ("0 means success.", None, Some(text("0")), false),
        ("`OK` indicates success", None, Some(text("OK")), false),
        ("OAuth is not supported.", None, None, true),
        ("Does not support OAuth 2.0.", None, None, true),
        ("Must be 10 or more.", None, None, false),
        ("The success of the call.", None, None, false),
        ("OAuth is supported.", None, None, false),
    ];
    for (sentence, fixed, success, refused) in cases {
        let said = answered("x", TEXT, sentence);
        assert_eq!(said.fixed, *fixed, "{sentence}");
        assert_eq!(said.success, *success, "{sentence}");
        assert_eq!(said.refused.len(), usize::from(*refused), "{sentence}");
    }
}

#[test]
fn rules_that_were_not_understood_are_listed() {
    let cases: &[(&str, &[&str])] = &[
        ("房间号。必须与门牌一致。", &["必须与门牌一致"]),
        ("编号,在楼内唯一", &["编号,在楼内唯一"]),
        ("口令。只能由主人修改;可以为空", &["只能由主人修改"]),
        ("日期,默认为当前时间", &["日期,默认为当前时间"]),
        ("文件,最大2MB", &["文件,最大2MB"]),
        ("页号,默认1", &[]),
        ("房间的名称", &[]),
        ("最多人数", &[]),
        ("The room. It must be open.", &["It must be open"]),
        ("Only admins can set this.", &["Only admins can set this"]),
        (
            "At least one of the two is needed.",
            &["At least one of the two is needed"],
        ),
        (
            "Defaults to the owner's room.",
            &["Defaults to the owner's room"],
        ),
        ("Unique within the house.", &["Unique within the house"]),
        ("Rows, at most 50.", &[]),
        ("The name of the room.", &[]),
        ("The only floor", &[]),
    ];
    for (sentence, expected) in cases {
        assert_eq!(asked("x", INT, sentence).unread, *expected, "{sentence}");
    }
}

#[test]
fn long_texts_are_read_in_part() {
    let long = "房间,".repeat(100_000);
    let said = asked("x", TEXT, &long);
    assert_eq!(said.term.as_deref(), Some("房间"));
    assert_eq!(said.unread.len(), 1);
}
