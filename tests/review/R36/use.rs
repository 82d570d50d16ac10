use meeting_client::vendor::get_tool::{GetToolResponse, Maker};

let tool: GetToolResponse = any();
let _: Option<Maker> = tool.maker;
