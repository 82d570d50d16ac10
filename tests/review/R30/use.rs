use meeting_client::vendor::get_tool::{GetToolResponse, Kind};

let tool: GetToolResponse = any();
let _ = tool.kind == Some(Kind::Saw);
