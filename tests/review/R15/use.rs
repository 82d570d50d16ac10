use meeting_client::vendor::get_tool::GetToolResponse;

let tool: GetToolResponse = any();
let _: Option<f64> = tool.number;
