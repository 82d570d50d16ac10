use meeting_client::vendor::get_tool::GetToolResponse;
use meeting_client::UnixSeconds;

let tool: GetToolResponse = any();
let _: Option<UnixSeconds> = tool.number;
