//! Whole descriptions, of the kinds that vendors write.

use super::{BOOL, INT, LIST, TEXT, said};
use crate::model::{Kind, Literal};

/// Name, type, whether it is answered, description; then the facts as words.
type Case = (&'static str, Option<Kind>, bool, &'static str, &'static str);

const NUMBER: Option<Kind> = Some(Kind::Number);
const OBJECT: Option<Kind> = Some(Kind::Object);

const CASES: &[Case] = &[
    (
        "page_size",
        INT,
        false,
        "单页数量,默认15,最大30。",
        "term 单页数量; default 15; max 30",
    ),
    (
        "page",
        INT,
        false,
        "页号,从1开始,默认1。",
        "term 页号; default 1; min 1",
    ),
    (
        "from",
        INT,
        false,
        "起始时间戳,UNIX 时间戳(单位秒);说明:时间区间不允许超过15天。",
        "term 起始时间戳; unit seconds; window 1296000000",
    ),
    (
        "kind",
        INT,
        false,
        "门类型,默认为 1。\n0:全部\n1:前门\n2:后门",
        "term 门类型; value 0 全部; value 1 前门; value 2 后门; default 1",
    ),
    ("owner", TEXT, false, "主人 ID。", "term 主人 ID"),
    (
        "owner_kind",
        INT,
        false,
        "主人 ID 类型。\n1:doorid",
        "term 主人 ID 类型; value 1 doorid",
    ),
    (
        "total",
        INT,
        true,
        "分页查询返回总数。",
        "term 分页查询返回总数",
    ),
    ("doors", LIST, true, "门列表。", "term 门列表"),
    (
        "state",
        INT,
        true,
        "状态:\n1:安装中\n2:已安装\n当状态为已安装才会返回钥匙列表。",
        "term 状态; value 1 安装中; value 2 已安装; unread 当状态为已安装才会返回钥匙列表",
    ),
    (
        "opened",
        NUMBER,
        true,
        "开门时间,UNIX 时间戳(单位毫秒)。",
        "term 开门时间; unit milliseconds",
    ),
    (
        "size",
        NUMBER,
        true,
        "文件大小(单位字节)。",
        "term 文件大小; unit bytes",
    ),
    (
        "locked",
        BOOL,
        true,
        "仅主人可开,上锁时返回。",
        "term 仅主人可开; when 上锁",
    ),
    (
        "view_address",
        TEXT,
        true,
        "观看地址,上锁时返回。",
        "term 观看地址; when 上锁",
    ),
    (
        "key_address",
        TEXT,
        true,
        "下载地址,过期时间3小时,允许复制和上锁时返回。",
        "term 下载地址; expires 3h; when 允许复制和上锁",
    ),
    (
        "expire",
        NUMBER,
        true,
        "链接有效期(单位毫秒),上锁时返回。",
        "term 链接有效期; unit milliseconds; when 上锁",
    ),
    (
        "",
        None,
        false,
        "账户级接口,查询量大,访问限制:6次/min。",
        "rate 6 60000 account",
    ),
    (
        "",
        None,
        false,
        "获取门的记录。暂不支持 OAuth2.0 鉴权访问。",
        "refused oauth2",
    ),
    (
        "token",
        TEXT,
        false,
        "调用该接口的凭证,通过以下获取: - 内部应用,调用获取凭证接口获取。 - 外部应用,调用另一接口获取。",
        "term 调用该接口的凭证",
    ),
    (
        "doorId",
        TEXT,
        false,
        "门ID,可调用创建门接口获取doorId参数值。",
        "term 门ID",
    ),
    (
        "unionId",
        TEXT,
        false,
        "用户unionId。 说明 只有主人才能开门。",
        "term 用户unionId; unread 说明 只有主人才能开门",
    ),
    (
        "corner",
        TEXT,
        false,
        "位置,取值: - top_left:左上 - top_right:右上",
        "term 位置; value top_left 左上; value top_right 右上",
    ),
    (
        "code",
        TEXT,
        true,
        "返回码。 说明 如果开门成功,且调用接口成功,该字段值为200。",
        "term 返回码; success 200",
    ),
    (
        "span",
        INT,
        true,
        "开门时长,单位毫秒。 关门后,返回该字段。",
        "term 开门时长; unit milliseconds; when 关门后",
    ),
    (
        "status",
        INT,
        true,
        "门状态: - 0:未装 - 1:已装 - 2:已拆 门铃迁移,该字段不再返回",
        "term 门状态; value 0 未装; value 1 已装; value 2 已拆; deprecated 门铃迁移,该字段不再返回",
    ),
    (
        "biz",
        TEXT,
        true,
        "门业务类型: - 0:木门 - 3:铁门 - glass_door:玻璃门",
        "term 门业务类型; value 0 木门; value 3 铁门; value glass_door 玻璃门",
    ),
    (
        "mode",
        INT,
        true,
        "开门模式: - 0:不开 - 1:仅主人/管家开 - 2:全员开",
        "term 开门模式; value 0 不开; value 1 仅主人/管家开; value 2 全员开",
    ),
    ("info", OBJECT, true, "门信息。", "term 门信息"),
    (
        "device",
        INT,
        false,
        "终端类型:\n0:BELL\n9:bell、hook 设备\n20:Bells for Front Doors",
        "term 终端类型; value 0 BELL; value 9 bell、hook 设备; value 20 Bells for Front Doors",
    ),
    (
        "name",
        TEXT,
        false,
        "门的名称,必填,最长64个字符",
        "term 门的名称; required true; max_length 64",
    ),
    (
        "note",
        TEXT,
        false,
        "备注,选填,长度不超过256个字符。",
        "term 备注; required false; max_length 256",
    ),
    (
        "ids",
        LIST,
        false,
        "门 ID 列表,最多50个",
        "term 门 ID 列表; max_length 50",
    ),
    (
        "fee",
        INT,
        true,
        "开门费用,单位:分",
        "term 开门费用; unit fen",
    ),
    (
        "key",
        TEXT,
        false,
        "钥匙,当kind为2时必填",
        "term 钥匙; required_when kind为2",
    ),
    (
        "open",
        BOOL,
        false,
        "是否开门,默认值为false。",
        "term 是否开门; default false",
    ),
    (
        "grant",
        TEXT,
        false,
        "授权类型,固定值:door_key",
        "term 授权类型; fixed door_key",
    ),
    (
        "errcode",
        INT,
        true,
        "返回码,0 表示成功",
        "term 返回码; success 0",
    ),
    (
        "access_token",
        TEXT,
        true,
        "访问凭证,有效期 2 小时",
        "term 访问凭证; expires 2h",
    ),
    (
        "lang",
        TEXT,
        false,
        "语言。可选值:zh_cn、en_us,默认zh_cn",
        "term 语言; value zh_cn ; value en_us ; default zh_cn",
    ),
    (
        "old",
        TEXT,
        true,
        "旧门号,已废弃",
        "term 旧门号; deprecated 旧门号,已废弃",
    ),
    ("qr", TEXT, true, "开门二维码链接", "term 开门二维码链接"),
    (
        "level",
        INT,
        false,
        "楼层,取值范围:1~30",
        "term 楼层; min 1; max 30",
    ),
    (
        "playUrl",
        TEXT,
        true,
        "The online door URL of the recorded song.",
        "term online door URL",
    ),
    (
        "fileSize",
        INT,
        true,
        "The file size of the recorded song, in bytes.",
        "term file size; unit bytes",
    ),
    (
        "duration",
        INT,
        true,
        "The duration of the recorded song, in milliseconds.",
        "term duration; unit milliseconds",
    ),
    (
        "status",
        INT,
        true,
        "The status. This field is not currently used.",
        "term status",
    ),
    (
        "x-door-token",
        TEXT,
        false,
        "The access credential used to call this API. Obtain it as follows: - For an internal app, call the first API. - For a third-party app, call the second API.",
        "term access credential",
    ),
    (
        "limit",
        INT,
        false,
        "Number of doors per page. Defaults to 20, at most 100.",
        "term Number of doors per page; default 20; max 100",
    ),
    (
        "sort",
        TEXT,
        false,
        "Sort order: \"asc\" or \"desc\". Default value: asc",
        "term Sort order; value asc ; value desc ; default asc",
    ),
    (
        "kind",
        TEXT,
        false,
        "Kind of door. One of: `wood`, `iron`.",
        "term Kind of door; value wood ; value iron ",
    ),
    (
        "state",
        INT,
        true,
        "State of the door:\n1: open\n2: shut",
        "term State of the door; value 1 open; value 2 shut",
    ),
    (
        "name",
        TEXT,
        false,
        "Required. Name of the door, up to 64 characters.",
        "required true; max_length 64",
    ),
    (
        "key",
        TEXT,
        false,
        "Optional. Required when kind is iron.",
        "required false; required_when kind is iron",
    ),
    (
        "url",
        TEXT,
        true,
        "Download URL. Valid for 2 hours. Only returned if the door is open.",
        "term Download URL; expires 2h; when the door is open",
    ),
    (
        "from",
        INT,
        false,
        "Start time (Unix timestamp in seconds). The interval must not exceed 30 days.",
        "term Start time; unit seconds; window 2592000000",
    ),
    (
        "old_id",
        TEXT,
        true,
        "Deprecated. Use id.",
        "deprecated Deprecated",
    ),
    (
        "ids",
        LIST,
        false,
        "IDs of the doors, at most 100 entries",
        "term IDs of the doors; max_length 100",
    ),
    (
        "",
        None,
        false,
        "Rate limit: 100 requests per minute per app.",
        "rate 100 60000 app",
    ),
    (
        "token",
        TEXT,
        true,
        "The token. It expires in 7200 seconds.",
        "term token; expires 7200s",
    ),
    (
        "grant_type",
        TEXT,
        false,
        "Must be \"door_key\".",
        "fixed door_key",
    ),
    (
        "wait",
        INT,
        false,
        "Wait in ms. Default is 3000 ms, max 60000 ms.",
        "term Wait; unit milliseconds; default 3000; max 60000",
    ),
    (
        "door",
        TEXT,
        false,
        "The door. It must be unique within the house.",
        "term door; unread It must be unique within the house",
    ),
];

#[test]
fn whole_descriptions() {
    for (name, kind, answer, text, expected) in CASES {
        let said = said(name, *kind, *answer, text);
        let mut found = Vec::new();
        let mut add = |what: &str, value: Option<String>| {
            found.extend(value.map(|value| format!("{what} {value}")));
        };
        add("term", said.term);
        add("required", said.required.map(|value| value.to_string()));
        add("required_when", said.required_when);
        add("unit", said.unit.map(|unit| unit.as_str().to_owned()));
        for value in &said.values {
            let term = value.term.as_deref().unwrap_or_default();
            add("value", Some(format!("{} {term}", plain(&value.wire))));
        }
        add("default", said.default.as_ref().map(plain));
        add("fixed", said.fixed.as_ref().map(plain));
        add("min", said.min.as_ref().map(plain));
        add("max", said.max.as_ref().map(plain));
        add("min_length", said.min_length.map(|value| value.to_string()));
        add("max_length", said.max_length.map(|value| value.to_string()));
        add("expires", said.expires);
        add("when", said.when);
        add("always", said.always.map(|value| value.to_string()));
        add("deprecated", said.deprecated);
        add("window", said.window_millis.map(|value| value.to_string()));
        for rate in &said.rates {
            let per = rate.per_millis.unwrap_or_default();
            let scope = rate.scope.as_deref().unwrap_or_default();
            add("rate", Some(format!("{} {per} {scope}", rate.calls)));
        }
        for refused in said.refused {
            add("refused", Some(refused));
        }
        add("success", said.success.as_ref().map(plain));
        for unread in said.unread {
            add("unread", Some(unread));
        }
        assert_eq!(found.join("; "), *expected, "{text}");
    }
}

fn plain(literal: &Literal) -> String {
    match literal {
        Literal::Text(text) | Literal::Int(text) | Literal::Float(text) => text.clone(),
        Literal::Bool(value) => value.to_string(),
        Literal::List(_) => String::new(),
    }
}
