//! Cells between single spaces.

use super::read;

#[test]
fn cells_between_spaces_are_told_apart_by_their_columns() {
    let text = "参数 必须 类型 说明\nlamp 是 obj 灯\nlamp.ids 否 String [] 编号列表\n不多于 9 个\nlamp.on boolean 开关\n0 - 关\n1 - 开\n\n参数 说明\nerrcode 出错码\nmsg 消息 the text\n{\"lamp\":1}";
    assert_eq!(
        read(text),
        [
            "1 TABLE 参数|必须|类型|说明",
            "2   lamp|是|obj|灯",
            "3   lamp.ids|否|String []|编号列表/不多于 9 个",
            "5   lamp.on|LOST|boolean|开关/0 - 关/1 - 开",
            "9 TABLE 参数|说明",
            "10   errcode|出错码",
            "11   msg|消息 the text",
            "12 CODE - {\"lamp\":1}",
            "5 ? lost-cell",
        ]
    );
}
