use meeting_client::vendor::get_tool::GetToolResponse;

let tool: GetToolResponse = any();
let _ = tool.name;
