use meeting_client::vendor::get_tool::{GetToolResponse, Kind};

let _: i64 = match any::<Kind>() {
    Kind::Unknown(value) => value,
    _ => 0,
};
