//! Cells on lines of their own that end with a bar.

use super::read;

#[test]
fn cells_that_end_with_a_bar_are_rows() {
    let text = "URI\nLamp |\nMandatory |\nType |\nDescription |\n---|---|---|---|\nlamp_id |\nYes |\nString |\nThe lamp.\n- old or\n- new |\nfloor |\nInteger |\nThe floor. |\nafter";
    assert_eq!(
        read(text),
        [
            "1 URI",
            "2 TABLE Lamp|Mandatory|Type|Description",
            "7   lamp_id|Yes|String|The lamp./- old or/- new",
            "13   floor|LOST|Integer|The floor.",
            "16 after",
            "13 ? lost-cell",
        ]
    );
}

#[test]
fn rows_may_be_broken_under_a_head_in_one_line() {
    let text = "| Field | Type | Note |\n|---|---|---|\nlamp |\nObject |\nThe lamp. |\nfloor |\nInteger | The floor. |\n| on | Boolean | Whether it is on. |\n\nText";
    assert_eq!(
        read(text),
        [
            "1 TABLE Field|Type|Note",
            "3   lamp|Object|The lamp.",
            "6   floor|Integer|The floor.",
            "8   on|Boolean|Whether it is on.",
            "10 Text",
        ]
    );
}

#[test]
fn a_lost_head_is_made_up_for_by_types_and_answers() {
    let text = "lamp_id |\n是 |\nString |\n灯的编号。 |\nfloor |\n否 |\nInteger |\n楼层。 |\n输出参数\ncount |\nInteger |\n数量。 |";
    assert_eq!(
        read(text),
        [
            "1 TABLE ",
            "1   lamp_id|是|String|灯的编号。",
            "5   floor|否|Integer|楼层。",
            "9 输出参数",
            "10 TABLE ",
            "10   count|Integer|数量。",
        ]
    );
}

#[test]
fn a_second_head_with_a_ruler_begins_a_table() {
    let text = "灯 | 是否支持 |\n---|---|\n台灯 | 支持 |\n状态码 | 错误码 | 描述 |\n---|---|---|\n400 | lamp.off | 灯已关闭 |";
    assert_eq!(
        read(text),
        [
            "1 TABLE 灯|是否支持",
            "3   台灯|支持",
            "4 TABLE 状态码|错误码|描述",
            "6   400|lamp.off|灯已关闭",
        ]
    );
}

#[test]
fn a_head_needs_no_ruler_and_ends_where_rows_fit() {
    let text = "名称 |\n类型 |\n必选 |\n说明 |\ntext |\nstring |\n是 |\n灯的文字 |\nlevel |\ninteger |\n否 |\n亮度 |\n|\nhue |\ninteger |\n否 |\n色相 |";
    assert_eq!(
        read(text),
        [
            "1 TABLE 名称|类型|必选|说明",
            "5   text|string|是|灯的文字",
            "9   level|integer|否|亮度",
            "14   hue|integer|否|色相",
        ]
    );
}
