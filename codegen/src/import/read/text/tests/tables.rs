//! Tables in all of the ways.

use super::read;

#[test]
fn cells_that_run_together_are_told_apart() {
    let text = "Request headers\n\nNameTypeRequiredDescription\nx-token-idStringYesThe token.\nisLongRoomBooleanNoWhether it is long.\nkindListIntegerNoNote the kind.\nuserIdStringStringOptionalThe user.\n\nResponse\n\n名称类型是否必填描述\nroom_idString房间标识\nnote字符串是备注\n- 0:空\nsizelong大小\n\nlater {kindList}";
    assert_eq!(
        read(text),
        [
            "1 Request headers",
            "3 TABLE Name|Type|Required|Description",
            "4   x-token-id|String|Yes|The token.",
            "5   isLongRoom|Boolean|No|Whether it is long.",
            "6   kindList|Integer|No|Note the kind.",
            "7   userIdString|String|Optional|The user.",
            "9 Response",
            "11 TABLE 名称|类型|是否必填|描述",
            "12   room_id|String|LOST|房间标识",
            "13   note|字符串|是|备注/- 0:空",
            "15   size|long|LOST|大小",
            "17 later {kindList}",
            "12 ? lost-cell",
            "15 ? lost-cell",
        ]
    );
}

#[test]
fn rows_of_which_the_type_is_not_known_are_listed() {
    let text = "NameTypeDescription\nlampIdStringThe lamp.\nshadeLampShadeThe shade.\nglowIntensityHow bright.\n\n{\"shade\": 1}";
    assert_eq!(
        read(text),
        [
            "1 TABLE Name|Type|Description",
            "2   lampId|String|The lamp.",
            "3   shade|LOST|LampShadeThe shade.",
            "4   glowIntensityHow bright.",
            "6 CODE - {\"shade\": 1}",
            "3 ? not-read",
            "4 ? not-read",
        ]
    );
}

#[test]
fn keys_and_values_run_together() {
    let text = "FieldValue\nHTTP URLhttps://api.lamp.example/v1/lamps/{id}\nHTTP MethodPOST\n\n字段\nHTTP URLhttps://api.lamp.example/v1\n请求方式GET";
    assert_eq!(
        read(text),
        [
            "1 TABLE Field|Value",
            "2   HTTP URL|https://api.lamp.example/v1/lamps/{id}",
            "3   HTTP Method|POST",
            "5 TABLE 字段",
            "6   HTTP URL|https://api.lamp.example/v1",
            "7   请求方式|GET",
            "5 ? lost-cell",
        ]
    );
}

#[test]
fn error_rows_run_together() {
    let text = "HttpCodeError codeError messageDescription\n400lampBrokenlampBrokenThe lamp does not work.\n400lampErrorlampError:%sLamp trouble.\n400badValueerror:%sA value is bad.\n400switchErrorerror:%sThe switch failed.\n403notAllowedNOT ALLOWED没有权限\n409roomClosedThe room is closedNobody can enter the room.\n500190004参数非法\n\nHttpCode错误码说明\n404lamp.missing灯不存在\n400190004参数非法";
    assert_eq!(
        read(text),
        [
            "1 TABLE HttpCode|Error code|Error message|Description",
            "2   400|lampBroken|lampBroken|The lamp does not work.",
            "3   400|lampError|lampError:%s|Lamp trouble.",
            // Nothing tells where the code ends: the last word is as likely as any.
            "4   400badValueerror:%sA value is bad.",
            "5   400|switchError|error:%s|The switch failed.",
            "6   403|notAllowed|NOT ALLOWED|没有权限",
            "7   409|roomClosed|The room is closed|Nobody can enter the room.",
            "8   500|190004|LOST|参数非法",
            "10 TABLE HttpCode|错误码|说明",
            "11   404|lamp.missing|灯不存在",
            "12   400|190004|参数非法",
            "4 ? not-read",
            "5 ? guess",
            "7 ? guess",
            "8 ? not-read",
        ]
    );
}

#[test]
fn pipe_rows_need_no_outer_pipes_and_may_be_glued_to_a_sentence() {
    let text = "Text before it.| Name | Type | Description |\n|---|:--:|---|\n| a | int | one \\| two |\n| b | string | |\nafter\n\nName | Type | Description\nc | bool | yes\nd | bool | no\n\nKey | Other\n--- | ---\ne | f\n\n| g | h |\n| i | j |";
    assert_eq!(
        read(text),
        [
            "1 Text before it.",
            "1 TABLE Name|Type|Description",
            "3   a|int|one | two",
            "4   b|string|",
            "5 after",
            "7 TABLE Name|Type|Description",
            "8   c|bool|yes",
            "9   d|bool|no",
            "11 TABLE Key|Other",
            "13   e|f",
            "15 TABLE ",
            "15   g|h",
            "16   i|j",
        ]
    );
}

#[test]
fn one_cell_per_line() {
    let text = "输入参数\n\n公共参数见签名一章\n参数名称\n必选\n参数类型\n参数描述\nlamp_id\n是\nString\n灯的标识。\nmode\nInteger\n模式:\n0:关\n1:开\n其他保留\n\nLamp 对象\n\n参数名称\n参数类型\n参数描述\nname\nString\n名字\nparts\nPart 对象数组\n部件\n\n错误码\n\n状态码\n错误码\n错误描述\n400\n190004\n参数错误\n500\n-1\n系统繁忙\n\n示例";
    assert_eq!(
        read(text),
        [
            "1 输入参数",
            "3 公共参数见签名一章",
            "4 TABLE 参数名称|必选|参数类型|参数描述",
            "8   lamp_id|是|String|灯的标识。",
            "12   mode|LOST|Integer|模式:/0:关/1:开/其他保留",
            "19 Lamp 对象",
            "21 TABLE 参数名称|参数类型|参数描述",
            "24   name|String|名字",
            "27   parts|Part 对象数组|部件",
            "31 错误码",
            "33 TABLE 状态码|错误码|错误描述",
            "36   400|190004|参数错误",
            "39   500|-1|系统繁忙",
            "43 示例",
            "12 ? lost-cell",
        ]
    );
}

#[test]
fn words_of_headings_may_be_cells() {
    let text = "Response\n\nName\nType\nDescription\ncode\nInteger\nThe code.\nname\nString\nThe name.\ndescription\nString\nDescription\nerrors\nArray of Object\nWhat failed.\n\nErrors\n\nStatus\nCode\nDescription\n404\nlamp.missing\nThere is no such lamp.\n\nRelated text";
    assert_eq!(
        read(text),
        [
            "1 Response",
            "3 TABLE Name|Type|Description",
            "6   code|Integer|The code.",
            "9   name|String|The name.",
            "12   description|String|Description",
            "15   errors|Array of Object|What failed.",
            "19 Errors",
            "21 TABLE Status|Code|Description",
            "24   404|lamp.missing|There is no such lamp.",
            "28 Related text",
        ]
    );
}

#[test]
fn blank_lines_may_stand_between_cells_and_rows() {
    let text = "Name\n\nType\n\nDescription\n\nlampId\n\nString\n\nThe lamp.\n\nstate\n\nInteger\n\nThe state.\n\n0: off\n\n1: on\n\nSomething else follows here.";
    assert_eq!(
        read(text),
        [
            "1 TABLE Name|Type|Description",
            "7   lampId|String|The lamp.",
            "13   state|Integer|The state./0: off/1: on",
            "23 Something else follows here.",
        ]
    );
}

#[test]
fn cells_may_be_separated_by_tabs_or_aligned() {
    let text = "Name\tType\tRequired\tDescription\nlamp\tstring\tYes\tThe lamp\nstate\tint\t\tThe state:\n0: off\n1: on\nroom\tstring\tNo\tThe room\nAfter it\n\nName      Type    Description\nlamp      string  The lamp\n                  of the room\nstate     int     The state\n\n参数    类型    说明\na       int     数量\n\nEnd";
    assert_eq!(
        read(text),
        [
            "1 TABLE Name|Type|Required|Description",
            "2   lamp|string|Yes|The lamp",
            "3   state|int||The state:/0: off/1: on",
            "6   room|string|No|The room",
            "7 After it",
            "9 TABLE Name|Type|Description",
            "10   lamp|string|The lamp/of the room",
            "12   state|int|The state",
            "14 TABLE 参数|类型|说明",
            "15   a|int|数量",
            "17 End",
        ]
    );
}

#[test]
fn rows_without_a_head_are_a_table() {
    let text = "Some text\n\nlampIdStringThe lamp.\nlampStateIntegerThe state.\n\nlamp_id\nString\nThe lamp.\nlamp_state\nInteger\nThe state.\n\nEnd";
    assert_eq!(
        read(text),
        [
            "1 Some text",
            "3 TABLE ",
            "3   lampId|String|The lamp.",
            "4   lampState|Integer|The state.",
            "6 TABLE ",
            "6   lamp_id|String|The lamp.",
            "9   lamp_state|Integer|The state.",
            "13 End",
            "3 ? guess",
            "6 ? guess",
        ]
    );
}
