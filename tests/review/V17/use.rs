use meeting_client::vendor::get_tool::GetToolResponse;

let tool: GetToolResponse = any();
if tool.sharp == Some(true) {}
